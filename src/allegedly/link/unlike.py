"""What speaks against two reports being about one thing: other persons, other figures where they open.

Two quakes, two trials, two signings read alike; whom and how much their first lines name keeps them apart. What only
one of two reports names says nothing.
"""

import re
from collections import Counter
from collections.abc import Iterator

import msgspec

from allegedly.knowledge.identity import key
from allegedly.knowledge.linking import LinkingFile
from allegedly.knowledge.spots import Spot, meet, mentioned
from allegedly.model import Extraction, Mention

# Code points in which a report says whom and what it is about: headline and first sentences.
OPENING = 350
FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
TOWN = frozenset({"settlement", "exact", "district"})
# What they may differ in, as `rules.text.unlike` weighs it.
UNLIKE = ("people", "figures")


class Marks(msgspec.Struct, frozen=True):
    """What a report is about by name and number.

    people   surnames, as keys, of persons named in its opening or more than once
    named    words of all its names, as keys
    opening  figures of its opening, as written
    figures  all its figures
    heads    the towns that its opening names
    towns    all its towns
    """

    people: frozenset[str]
    named: frozenset[str]
    opening: frozenset[str]
    figures: frozenset[str]
    heads: tuple[Spot, ...] = ()
    towns: tuple[Spot, ...] = ()


def marks(extraction: Extraction) -> Marks:
    """What a report is about by name and number; reads its mentions and its text once."""
    text = extraction.report.text
    names = {m: _words(m) for m in extraction.mentions if m.kind in ("person", "organisation", "place")}
    told = Counter(words[-1] for m, words in names.items() if m.kind == "person" and words)
    towns = {mentioned(m): m for m in reversed(extraction.mentions) if m.kind == "place" and m.type in TOWN and m.id}
    first = {words[-1] for m, words in names.items() if m.kind == "person" and words and m.span.start < OPENING}
    return Marks(
        frozenset(first | {name for name, count in told.items() if count > 1}),
        frozenset(extraction.terms.names).union(*names.values()),
        frozenset(FIGURE.findall(text[:OPENING])),
        frozenset(FIGURE.findall(text)),
        tuple(spot for spot, m in towns.items() if m.span.start < OPENING),
        tuple(towns),
    )


def _words(mention: Mention) -> tuple[str, ...]:
    return tuple(w for w in key(mention.name or mention.text).split() if len(w) > 1)


def unlike(a: Marks, b: Marks) -> Iterator[str]:
    """The fields of `UNLIKE` in which both say something, and nothing that the other says too."""
    if a.people and b.people and a.people.isdisjoint(b.named) and b.people.isdisjoint(a.named):
        yield "people"
    if a.opening and b.opening and a.opening.isdisjoint(b.figures) and b.opening.isdisjoint(a.figures):
        yield "figures"


def towns_apart(a: Marks, b: Marks, rules: LinkingFile) -> bool:
    """Does each open with towns of which none is near any town of the other?"""
    if not a.heads or not b.heads:
        return False
    return not meet(a.heads, b.towns, rules) and not meet(b.heads, a.towns, rules)
