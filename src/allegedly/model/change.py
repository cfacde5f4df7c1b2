"""What became different between two moments of an incident."""

from dataclasses import dataclass
from typing import Literal

ChangeKind = Literal[
    "occurrence",
    "attribution",
    "voice",
    "proposition",
    "status",
    "credibility",
    "stance",
    "toll",
    "conflict",
    "silence",
]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `about` is a proposition's key, an origin's, or a harm's name; `origin` whose stance changed.

    `before` is None for what is new, `after` for what is no longer so; `claims` are those that brought it.
    """

    kind: ChangeKind
    about: str
    before: str | None
    after: str | None
    claims: tuple[str, ...] = ()
    origin: str | None = None
