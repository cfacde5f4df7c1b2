"""Where claims cannot both hold as stated: polarity, figures, causes. What is no conflict says why (`settled`).

A later statement of the same origin is an update; a figure for a part of a place fits into one for the whole.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from allegedly.assess.amounts import amounts
from allegedly.assess.causes import causes
from allegedly.assess.contrary import contrasted, order, sides, started
from allegedly.assess.counts import figures, tallies
from allegedly.assess.disowned import disowned
from allegedly.assess.explained import explained
from allegedly.assess.folds import folded
from allegedly.assess.known import Stated
from allegedly.assess.matters import matters
from allegedly.assess.moments import hours
from allegedly.assess.polarity import excluded, once, polarity, unharmed
from allegedly.assess.scene import Scene
from allegedly.assess.sharing import things
from allegedly.assess.updates import updates
from allegedly.model import Conflict

RULES: tuple[Callable[[Scene], Iterable[Conflict]], ...] = (
    polarity,
    excluded,
    figures,
    tallies,
    unharmed,
    once,
    disowned,
    causes,
    hours,
    matters,
    things,
    contrasted,
    order,
    started,
    sides,
    explained,
    amounts,
    updates,
)


def conflicts(scene: Scene) -> tuple[Conflict, ...]:
    """All conflicts and updates that frames show, each dispute once, sorted."""
    found = [c for rule in RULES for c in rule(scene)]
    first = _first_tellings(scene)
    return folded((replace(c, a=first(c.a), b=first(c.b)) for c in found), scene.heard)


def _first_tellings(scene: Scene) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """Leaves out of a side what a copy says again: a copy contradicts its original no more than the original itself."""
    family = {r: f"family {n}" for n, group in enumerate(scene.copies) for r in group}
    by_id = {s.claim.id: s for s in scene.stated}

    def first(side: tuple[str, ...]) -> tuple[str, ...]:
        earliest: dict[str, Stated] = {}
        for s in sorted((by_id[c] for c in side), key=lambda s: s.order):
            earliest.setdefault(family.get(s.report.id, s.report.id), s)
        kept = {s.report.id for s in earliest.values()}
        return tuple(c for c in side if by_id[c].report.id in kept)

    return first
