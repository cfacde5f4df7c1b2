"""What bears on a proposition from beside it: other origins that tell of happenings at the same place."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from allegedly.assess.alike import VAGUE
from allegedly.assess.matrix import Stand
from allegedly.assess.places import Where, meet
from allegedly.assess.propositions import Row
from allegedly.knowledge.linking import LinkingFile

# A row's place as its first claims tell it: its key, and where they stand.
Spotted = tuple[str, tuple[Where, ...]]
FIRST = 3


def related(
    table: Sequence[tuple[Row, tuple[Stand, ...]]], where: Mapping[str, Where], rules: LinkingFile
) -> list[int]:
    """For each row, how many origins that take no stand on it affirm another happening at the same place.

    What no event of the vocabulary tells of ("the roof had been repaired") bears on nothing beside it, nor that on it.
    Rows are many and places few, so places are compared once each, not once for each pair of rows.
    """
    spotted = [_spotted(row, where) for row, _ in table]
    told: dict[Spotted, set[str]] = defaultdict(set)
    for one, (_, stands) in zip(spotted, table, strict=True):
        if one is not None:
            told[one] |= {s.voice.key for s in stands if s.affirms and s.voice.counts}
    near = _near(list(told), rules)
    there = {one: frozenset().union(*(told[other] for other in near[one])) for one in told}
    return [
        0 if one is None else len(there[one] - {s.voice.key for s in stands})
        for one, (_, stands) in zip(spotted, table, strict=True)
    ]


def _spotted(row: Row, where: Mapping[str, Where]) -> Spotted | None:
    if row.topic.place is None or row.topic.event in VAGUE:
        return None
    return row.topic.place, tuple(dict.fromkeys(where[s.claim.id] for s in row.claims[:FIRST]))


def _near(spotted: Sequence[Spotted], rules: LinkingFile) -> dict[Spotted, list[Spotted]]:
    """For each place those that are the same or meet it, itself among them."""
    number: dict[Where, int] = {}
    for _, here in spotted:
        for one in here:
            number.setdefault(one, len(number))
    wheres = list(number)
    meeting = [{n for n, other in enumerate(wheres) if meet(one, other, rules)} for one in wheres]
    standing = [{number[w] for w in here} for _, here in spotted]
    reached = [set().union(*(meeting[n] for n in mine)) for mine in standing]
    return {
        one: [
            other
            for at, other in enumerate(spotted)
            if other[0] == one[0] or not reached[here].isdisjoint(standing[at])
        ]
        for here, one in enumerate(spotted)
    }
