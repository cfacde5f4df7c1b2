"""Which figures of an incident are compared: every pair where they are few; where many, no pair for its own sake.

Two groups of voices that tell two figures of one place make one conflict, whichever of its pairs are looked at, as
long as these hold together: so each voice meets the first of the others, not all of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from allegedly.assess.known import Stated
from allegedly.assess.origins import Voice
from allegedly.assess.places import Where

# Figures of one event up to which every pair of them is compared.
FEW = 60
# With how many of the others each voice is compared: two, so that a voice that tells both figures parts no group.
FIRST = 2
# A voice and its figure.
Told = tuple[str, str]
Pair = tuple[Told, Told]


def worth_comparing(
    told_by: Mapping[Told, Sequence[Stated]], where: Mapping[str, Where], heard: Mapping[str, Voice]
) -> Iterable[Pair]:
    """Pairs of voice and figure, sorted."""
    if len(told_by) <= FEW:
        return combinations(sorted(told_by), 2)
    groups: dict[object, list[Told]] = defaultdict(list)
    for one in sorted(told_by):
        claims = told_by[one]
        outlets_own = any(heard[s.claim.id].kind == "outlet" for s in claims)
        # What an outlet tells in its own voice is compared by its words, claim by claim.
        groups[one if outlets_own else (one[1], where[claims[0].claim.id])].append(one)
    found = {pair for a, b in combinations(groups.values(), 2) for pair in _between(a, b, told_by)}
    return sorted(found | _own(told_by))


def _between(a: Sequence[Told], b: Sequence[Told], told_by: Mapping[Told, Sequence[Stated]]) -> Iterator[Pair]:
    """Each of one group with the first of the other, where their figures exclude each other."""
    if apart(told_by[a[0]][0], told_by[b[0]][0]):
        for mine, theirs in ((a, b), (b, a)):
            for one in mine:
                for other in [x for x in theirs[: FIRST + 1] if x[0] != one[0]][:FIRST]:
                    yield min(one, other), max(one, other)


def _own(told_by: Mapping[Told, Sequence[Stated]]) -> set[Pair]:
    """All that one voice tells: later figures replace earlier ones."""
    mine: dict[str, list[Told]] = defaultdict(list)
    for one in sorted(told_by):
        mine[one[0]].append(one)
    return {pair for told in mine.values() for pair in combinations(told, 2)}


def apart(a: Stated, b: Stated) -> bool:
    """Do two counts exclude each other? Open bounds never do."""
    one, other = a.claim.count, b.claim.count
    if one is None or other is None:
        return False
    return _below(one.high, other.low) or _below(other.high, one.low)


def _below(high: float | int | None, low: float | int | None) -> bool:
    return high is not None and low is not None and high < low
