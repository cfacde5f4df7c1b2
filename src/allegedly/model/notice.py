"""What happened at the desk itself: a report came in, an incident became another. What feeds and listeners are told."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from allegedly.model.change import Change
from allegedly.model.vocabulary import Attributed, Occurrence

NoticeKind = Literal["report", "incident", "conflict"]


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that became different at the desk at `at`; `seq` numbers them, each one higher than those before.

    `report`: a report came in, and is in this incident. `incident`: one is new, was changed, or is gone (dissolved, or
    merged into another). `conflict`: one arose; `changes` hold it alone. The grades are those after it.
    """

    kind: NoticeKind
    what: Literal["new", "changed", "gone"]
    incident: str
    title: str
    at: datetime
    occurrence: Occurrence | None = None
    attribution: Attributed | None = None
    report: str = ""
    source: str = ""
    changes: tuple[Change, ...] = ()
    seq: int = 0
