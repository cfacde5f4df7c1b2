"""Do two voices on one proposition say the same? Asked only where the proposition has no event of its own.

What no event of the vocabulary tells of ("the weather was calm", "the boat had no lights") stands in one row for a
place and a kind of thing. Two voices in it agree only if their words are about the same things and acts.
"""

from collections.abc import Sequence
from itertools import combinations

from allegedly.assess.known import Stated
from allegedly.assess.matrix import Stand
from allegedly.knowledge.concepts import Meant, concepts, light
from allegedly.model.vocabulary import Event

# Events that many different things are.
VAGUE: frozenset[Event | None] = frozenset({"other", None})
# The share of what the shorter claim is about that the longer one must be about too.
SHARED = 0.5


def alike(event: Event | None, stands: Sequence[Stand]) -> tuple[Stand, ...]:
    """The stands that another voice's stand says the same as; all of them where an event says what it is."""
    if event not in VAGUE or len(stands) < 2:
        return tuple(stands)
    agreed = set[int]()
    for (n, one), (m, other) in combinations(enumerate(stands), 2):
        if one.voice.key != other.voice.key and _one_thing(one.claims, other.claims):
            agreed |= {n, m}
    return tuple(s for n, s in enumerate(stands) if n in agreed)


def _one_thing(one: Sequence[Stated], other: Sequence[Stated]) -> bool:
    return any(_same(_meant(a), _meant(b)) for a in one for b in other)


def _meant(s: Stated) -> Meant:
    return concepts(s.claim.text, s.lang)


def _same(a: Meant, b: Meant) -> bool:
    mine, theirs = (m.all - light() for m in (a, b))
    if not (mine and theirs):  # no table has their words: the words themselves
        mine, theirs = mine | a.unlisted, theirs | b.unlisted
    return bool(mine and theirs) and len(mine & theirs) >= SHARED * min(len(mine), len(theirs))
