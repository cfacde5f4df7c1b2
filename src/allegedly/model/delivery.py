"""Telling others: who is to be told of what, and how each telling went."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from allegedly.model.glance import Wanted
from allegedly.model.notice import NoticeKind
from allegedly.model.people import Role

DeliveryState = Literal["waiting", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Hook:
    """Somebody who is told. Empty `kinds` and an empty `wanted` mean everything; `key` signs (bytes, never shown).

    `role` is whose view of the desk messages are made from, where something is restricted.
    """

    name: str
    url: str
    key: bytes = field(repr=False)
    kinds: tuple[NoticeKind, ...] = ()
    wanted: Wanted = field(default_factory=Wanted)
    role: Role = "reader"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One notice (`seq`) on its way to a hook; `due` is the next try, `told` how the last one ended."""

    hook: str
    seq: int
    state: DeliveryState
    tries: int
    due: datetime
    told: str = ""
