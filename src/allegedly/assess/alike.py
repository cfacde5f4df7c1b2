"""Do two claims say the same? Asked only where no event of the vocabulary says what they are of.

What no event tells of ("the weather was calm", "the boat had no lights") has a place and perhaps a kind of thing in
common, and no more. Such claims are laid side by side only if their words are about the same things and acts.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from allegedly.assess.known import Stated
from allegedly.knowledge.concepts import concepts, light
from allegedly.model.vocabulary import Event, Lang

# Events that many different things are.
VAGUE: frozenset[Event] = frozenset({"other"})
# The share of what the shorter claim is about that the longer one must be about too.
SHARED = 0.5
# Concepts that name what some claims are about: those that say most stand first.
NAMING = 4

Matter = frozenset[str]


def things(claims: Iterable[Stated]) -> list[list[Stated]]:
    """The claims of one place, in order of time, put together by what they are about; the first of all stands first.

    A claim joins those whose first one it is most alike. So what they are about does not wander off from claim to
    claim, and a claim that comes later changes nothing of what stands.
    """
    found: list[list[Stated]] = []
    for s in sorted(claims, key=lambda s: s.order):
        likely = [(shared, -n) for n, group in enumerate(found) if (shared := _shared(group[0], s)) >= SHARED]
        if likely:
            found[-max(likely)[1]].append(s)
        else:
            found.append([s])
    return found


def named(claims: Sequence[Stated]) -> str:
    """What the first of some claims is about, in no language: its concepts, else what its words sound like."""
    text, lang = claims[0].claim.text, claims[0].lang
    about = _listed(text, lang) or concepts(text, lang).unlisted
    return "+".join(sorted(about)[:NAMING])


def _shared(one: Stated, other: Stated) -> float:
    """How much of what the shorter of two claims is about the longer one is about, from 0 to 1."""
    mine, theirs = _listed(one.claim.text, one.lang), _listed(other.claim.text, other.lang)
    if not (mine and theirs):  # no table has their words: the words themselves
        mine, theirs = (part | concepts(s.claim.text, s.lang).unlisted for part, s in ((mine, one), (theirs, other)))
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0


@lru_cache(1 << 12)
def _listed(text: str, lang: Lang) -> Matter:
    return concepts(text, lang).all - light()
