"""The keys under which a report is found: only reports that share keys are ever compared. No pass over all pairs.

Keys are numbers: hashes of a kind and a word. A key's reports stand in slots, one for each day of publication.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import overload

import msgspec

from allegedly.knowledge.linking import Blocks, LinkingFile
from allegedly.knowledge.spots import Spot
from allegedly.link.background import Background
from allegedly.link.bags import ACROSS
from allegedly.link.copies import Text
from allegedly.link.items import Item
from allegedly.link.vectors import Weighted
from allegedly.model.vocabulary import LANGS

# The slot of what bears no date.
UNDATED = 1 << 30
# Of a text's word triples one in this many is a key: texts that copy each other share many.
SAMPLED = 3
DAY = 86400
# Days of a recollection or an incident that are looked at.
MOST = 10


class Paired(Sequence[tuple[int, int]]):
    """Pairs of numbers in one array."""

    __slots__ = ("_numbers",)

    def __init__(self, pairs: Iterable[tuple[int, int]]) -> None:
        self._numbers = array("q", [number for pair in pairs for number in pair])

    @overload
    def __getitem__(self, at: int) -> tuple[int, int]: ...
    @overload
    def __getitem__(self, at: slice) -> list[tuple[int, int]]: ...
    def __getitem__(self, at: int | slice) -> tuple[int, int] | list[tuple[int, int]]:
        return list(self)[at]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._numbers[::2], self._numbers[1::2], strict=True)

    def __len__(self) -> int:
        return len(self._numbers) // 2


Pairs = Sequence[tuple[int, int]]


def packed(numbers: Iterable[int]) -> Sequence[int]:
    """Numbers in an eighth of the room that a tuple of them takes."""
    found = array("q", numbers)
    return found if found else ()


class Keys(msgspec.Struct, frozen=True):
    """The keys of one item, by what they are for.

    words    strongest lemmas and names, with the language: two of them in common make a comparison
    foreign  its strongest names in other languages, by pairs (own key, theirs): one makes a comparison; only looked up
    frames   place and day: one in common makes a comparison
    copies   sampled word triples
    names    its rare names, to count who has them
    unmapped the same, of a happening that lies in no known place
    recalled place and day, and names, of what is recalled from earlier
    spheres  its spheres of life, to count where else they are told of

    They are held in arrays: those of a whole batch are at hand at once.
    """

    slot: int
    words: Sequence[int] = ()
    foreign: Pairs = ()
    frames: Sequence[int] = ()
    copies: Sequence[int] = ()
    names: Sequence[int] = ()
    unmapped: Sequence[int] = ()
    recalled: Sequence[int] = ()
    spheres: Sequence[int] = ()

    def every(self) -> tuple[int, ...]:
        """All of them."""
        return (*self.words, *self.frames, *self.copies, *self.names, *self.unmapped, *self.recalled, *self.spheres)


def keys(item: Item, weighted: Weighted, text: Text, against: Background, rules: LinkingFile) -> Keys:
    """All keys of an item that a report tells of."""
    rare = sorted(n for n in weighted.rare if against.names.get(n, 1) <= _most(against, rules.blocks))
    first = item.id == item.report
    foreign = tuple(_foreign(weighted, against, rules.blocks))
    return Keys(
        slot(item.at),
        packed(dict.fromkeys((*_lemmas(weighted, against, rules.blocks), *(own for own, _ in foreign)))),
        Paired(foreign) if foreign else (),
        packed(dict.fromkeys(number("frame", k) for k in frames(item))),
        packed(sorted(t for t in text.triples if t % SAMPLED == 0))
        if first and len(text.triples) >= rules.copies.least
        else (),
        packed(number("name", n) for n in rare),
        packed(number("unmapped", n) for n in rare) if item.tells and not mapped(item) else (),
        spheres=packed(number("sphere", s) for s in item.spheres) if item.at else (),
    )


def slot(at: datetime | None) -> int:
    """The day of an instant, counted from 1970."""
    return UNDATED if at is None else int(at.timestamp() // DAY)


@lru_cache(1 << 14)
def number(kind: str, word: str) -> int:
    """A key: 62 bits of a hash, above those of word triples, which take 32."""
    value = int.from_bytes(blake2b(f"{kind} {word}".encode(), digest_size=8).digest(), "big")
    return (value >> 2) | 1 << 33


def mapped(item: Item) -> bool:
    """Does it lie in a known place, not just in a country?"""
    return any(s.precision != "country" and s.lat is not None for s in item.spots)


def _most(against: Background, rules: Blocks) -> int:
    """A word that more reports have tells nothing."""
    return max(rules.df_least, int(rules.df_share * against.reports))


def _lemmas(weighted: Weighted, against: Background, rules: Blocks) -> Iterator[int]:
    lemma, name, most = weighted.views["lemma"], weighted.views["name"], _most(against, rules)
    ranked = sorted([(-weight - name.get(w, 0.0), w) for w, weight in lemma.items()])[: rules.lemmas]
    return (number(weighted.lang, w) for _, w in ranked if not against.common(weighted.lang, w, most))


def _foreign(weighted: Weighted, against: Background, rules: Blocks) -> Iterator[tuple[int, int]]:
    across, most = weighted.views[ACROSS], _most(against, rules)
    for word in sorted(across, key=lambda w: (-across[w], w))[: rules.names]:
        if against.names.get(word, 1) <= most:
            own = number(f"{weighted.lang} name", word)
            yield from ((own, number(f"{lang} name", word)) for lang in LANGS if lang != weighted.lang)


def frames(item: Item) -> Iterator[str]:
    """Place and day of what happened: the spot itself, the region it lies in, the half degree around it."""
    if item.window is None or not item.claims:
        return
    days = list(dates(item.window.start, item.window.end, 3))
    for place in places(item.spots):
        yield from (f"{place} {day}" for day in days)


def recall_keys(item: Item, rare: Iterable[str]) -> Keys:
    """The keys under which a recollection stands: place and day, and its rare names."""
    names = (number("recall name", n) for n in sorted(rare))
    return Keys(slot(item.at), recalled=packed((*(number("recall", f) for f in past_frames(item)), *names)))


def past_frames(item: Item) -> Iterator[str]:
    """Place and day of what is recalled."""
    if item.window is not None:
        days = list(dates(item.window.start, item.window.end, MOST))
        yield from (f"{place} {day}" for place in sorted(places(item.spots)) for day in days)


def places(spots: Iterable[Spot]) -> set[str]:
    """What places near each other have in common."""
    fine = [s for s in spots if s.precision != "country"]
    return {k for s in fine for k in (s.key, s.region, _cell(s.lat, s.lon)) if k}


def _cell(lat: float | None, lon: float | None) -> str | None:
    """A cell of half a degree: towns on either side of its edge meet by their region instead."""
    return None if lat is None or lon is None else f"{round(lat * 2)}/{round(lon * 2)}"


def dates(start: datetime, end: datetime, most: int) -> Iterator[str]:
    """The days from start to end, so many at most."""
    for ahead in range(min(most, (end.date() - start.date()).days + 1)):
        yield (start.date() + timedelta(days=ahead)).isoformat()
