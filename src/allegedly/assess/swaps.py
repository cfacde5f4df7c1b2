"""Two sentences that are one but for some words: what stands in whose stead, slot by slot."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from allegedly.assess.lines import Line, means_in
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.events import event_words
from allegedly.knowledge.identity import key
from allegedly.knowledge.linking import LinkingFile
from allegedly.knowledge.spots import Spot, best_fit

WORD = re.compile(r"[\w’'-]+")
# More words than this in a slot are no name and no means put in another's stead.
SLOT = 12
# What one raid sends together, wave after wave.
TOGETHER = frozenset({"missile", "drone"})
# Longer sentences are not laid side by side word by word.
LONGEST = 120
# Shorter names that differ in one letter are two names.
LONG_NAME = 7


@dataclass(frozen=True, slots=True)
class Swap:
    """Words of two sentences that stand in the same slot, as written, and the words around the slot."""

    a: str
    b: str
    before: str
    after: str
    # The slot opens one of the sentences, where a capital tells of no name.
    opens: bool


@lru_cache(1 << 12)
def swaps(a: str, b: str) -> tuple[Swap, ...]:
    """The slots of two sentences that hold other words, in order."""
    one, other = WORD.findall(a), WORD.findall(b)
    if max(len(one), len(other)) > LONGEST:
        return ()
    matcher = SequenceMatcher(None, [w.casefold() for w in one], [w.casefold() for w in other], autojunk=False)
    found = []
    for tag, i, j, m, n in matcher.get_opcodes():
        if tag == "replace" and max(j - i, n - m) <= SLOT:
            before, after = one[i - 1 : i], one[j : j + 1]
            found.append(Swap(" ".join(one[i:j]), " ".join(other[m:n]), "".join(before), "".join(after), 0 in (i, m)))
    return tuple(found)


def place_in_slot(a: Line, b: Line, rules: LinkingFile) -> Swap | None:
    """Behind "in" or "near" one sentence names a place that the other lacks, and the other names something else.

    A town in a country's or region's stead only says more.
    """
    for swap in swaps(a.text, b.text):
        if swap.opens or _alike(swap) or _says_more(_in_slot(swap.a, a), _in_slot(swap.b, b), rules):
            continue
        for here, there, mine, other in ((swap.a, swap.b, a, b), (swap.b, swap.a, b, a)):
            names = (w for w, s in mine.spots if s.precision != "country" and not set(w.split()) & other.folded)
            named = any(set(w.split()) <= set(key(here).split()) for w in names)
            if named and _placed(swap, there, other):
                return swap
    return None


def _in_slot(words: str, line: Line) -> list[Spot]:
    held = set(key(words).split())
    return [spot for name, spot in line.spots if set(name.split()) <= held]


def _says_more(one: Sequence[Spot], other: Sequence[Spot], rules: LinkingFile) -> bool:
    """Do the places of two slots meet, or does one lie in the other?"""
    lands = ({x.country, y.country} for x in one for y in other if "country" in (x.precision, y.precision))
    return any(len(known - {None}) < 2 for known in lands) or best_fit(one, other, rules) > 0


def _placed(swap: Swap, words: str, line: Line) -> bool:
    """Do the words in the slot hold a name right behind a preposition?"""
    prepositions = (*assess_words(line.lang).not_agent, *event_words(line.lang).frame.of)
    told = [swap.before, *words.split()]
    return any(name[:1].isupper() and says(prepositions, before) for before, name in pairwise(told))


def actor_in_slot(a: Line, b: Line) -> Swap | None:
    """In one slot two sentences name different ones who act: before what is done, or behind "by"."""
    for swap in swaps(a.text, b.text):
        if _alike(swap) or not _acts(swap, a):
            continue
        if all(_somebody(words, line) for words, line in ((swap.a, a), (swap.b, b))):
            return swap
    return None


def means_in_slot(a: Line, b: Line) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """In one slot two sentences tell of other means, whatever else is told around it."""
    for swap in swaps(a.text, b.text):
        one, other = means_in(swap.a, a.lang), means_in(swap.b, b.lang)
        if one and other and not one & other and not one | other <= TOGETHER:
            return tuple(sorted(one)), tuple(sorted(other))
    return None


def _alike(swap: Swap) -> bool:
    one, other = key(swap.a), key(swap.b)
    return bool(set(one.split()) & set(other.split())) or spelt(one, other)


def spelt(name: str, other: str) -> bool:
    """Are the two one name in two spellings ("Advisers", "Advisors")?"""
    near = abs(len(name) - len(other)) <= 1 and min(len(name), len(other)) >= LONG_NAME
    return near and sum(a != b for a, b in zip(name, other, strict=False)) <= 1


def _acts(swap: Swap, line: Line) -> bool:
    """Is the slot one of somebody who acts, not of somebody or something that it is done to?"""
    words = assess_words(line.lang)
    return says(words.agent, swap.before) or says(words.does, swap.after)


def _somebody(words: str, line: Line) -> bool:
    """Do the words name a force, a body or a side, and none that only speaks here?"""
    names = set(key(words).split())
    if names & line.sources:
        return False
    return says(assess_words(line.lang).doers, words) or any(set(n.split()) & names for n in _names(line))


def _names(line: Line) -> Iterator[str]:
    return (name for name, _ in line.actors)
