"""What some may not see: decisions that keep reports, words, places or a time from those below a role."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from allegedly.model.people import Role, reaches

RestrictionKind = Literal["withhold", "mask", "coarsen", "embargo"]
KINDS: tuple[RestrictionKind, ...] = get_args(RestrictionKind)
CELL = 0.5  # degrees: the side of a cell that places are coarsened to, unless another is named
BY_REGION = "region"
# Sizes that go into each other, so that cells of several restrictions do not cut a place out.
CELLS = ("0.1", "0.25", "0.5", "1", "2", "5", BY_REGION)
EVERYWHERE = "*"  # a target: every report that is held, and those that will come


@dataclass(frozen=True, slots=True)
class Restriction:
    """One decision, never edited: lifting it adds who did and when. `id` is random and tells nothing.

    `target` is a report (all its versions are meant), an incident (`of` is "incident"; `reports` are those that it had
    when this was decided; what joins it later is meant too), or everything. Roles below `least` are kept from it;
    `until` ends it by itself. `words` are masked, in every form and script; one in quotation marks only as it stands.
    `cell` is the side of the grid's cells in degrees, or "region".
    """

    id: str
    kind: RestrictionKind
    target: str
    of: Literal["report", "incident", "desk"]
    least: Role
    by: str
    at: datetime
    reason: str = ""
    reports: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    cell: str = ""
    until: datetime | None = None
    lifted: datetime | None = None
    lifted_by: str = ""

    def stands(self, now: datetime) -> bool:
        """Is it neither lifted nor over?"""
        return self.lifted is None and (self.until is None or now < self.until)

    def binds(self, role: Role, now: datetime) -> bool:
        """Does it keep something from this role now?"""
        return self.stands(now) and not reaches(role, self.least)

    @property
    def whole(self) -> bool:
        """Does it keep back reports whole, not parts of them?"""
        return self.kind in ("withhold", "embargo")


def binding(known: tuple[Restriction, ...], role: Role, now: datetime) -> tuple[Restriction, ...]:
    """Those that keep something from a role now."""
    return tuple(one for one in known if one.binds(role, now))


@dataclass(frozen=True, slots=True)
class Ask:
    """What somebody asks the desk to keep back, in the words that they typed.

    `spans` are words of a report by their code points, `voice` a speaker of it by name or id; both become words.
    """

    kind: str
    target: str
    by: str
    reason: str = ""
    least: str = "editor"
    until: datetime | None = None
    words: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    voice: str = ""
    cell: str = ""
