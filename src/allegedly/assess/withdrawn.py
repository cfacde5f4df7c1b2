"""Figures that an outlet takes back: its correction is its own, not a change of mind of whom it had cited."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from allegedly.assess.known import Stated
from allegedly.assess.topics import COUNTED, figure
from allegedly.knowledge.identity import key
from allegedly.model.vocabulary import Event


def taken_back(stated: Iterable[Stated]) -> Mapping[str, Stated]:
    """Claims of a figure by id, each with the later words of the same outlet that take the figure back."""
    told: dict[tuple[Event | None, str | None], list[Stated]] = defaultdict(list)
    back = []
    for s in stated:
        if s.claim.event in COUNTED and s.claim.stance == "retract" and s.claim.speaker is None:
            back.append(s)
        elif s.claim.event in COUNTED and s.claim.stance == "affirm":
            told[s.claim.event, figure(s)].append(s)
    return {
        s.claim.id: r
        for r in back
        if figure(r)
        for s in told[r.claim.event, figure(r)]
        if s.order < r.order and s.report.id != r.report.id and _of_one_outlet(s, r)
    }


def _of_one_outlet(s: Stated, later: Stated) -> bool:
    """Is one the later version of the other, or are both of one named outlet?"""
    mine = key(s.report.source)
    return later.report.edits == s.report.id or (bool(mine) and mine == key(later.report.source))
