"""Reports as weighted words: one vector for each view of them (lemmas, lead, names, persons, places, dates).

Words are weighted by the logarithm of their count and of their rarity in the corpus at hand (TF-IDF; Sparck Jones
1972); likeness is the cosine. It sees no order of reports: the same corpus gives the same weights.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt

from allegedly.knowledge.identity import key
from allegedly.model import Extraction
from allegedly.model.vocabulary import Lang

WORD = re.compile(r"\w+")
VIEWS = ("lemma", "lead", "pair", "name", "figure", "person", "place", "date")
# A name counts in every language at once, and against a corpus of at least this size: in a small one all know it.
ACROSS = "across"
BACKGROUND = 1000
LEAD = 25
# A word that no other report has can be shared with none; it counts half, so that what only one report tells of a
# happening, and the smallness of a corpus, dilute its likeness less.
ALONE = 0.5
Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weighted:
    """A report's vectors by view, each of length 1 or empty."""

    report: str
    lang: Lang
    views: Mapping[str, Vector]
    # How rare each of its names is: the logarithm of one in how many reports has it.
    rare: Mapping[str, float]


def bags(extraction: Extraction) -> dict[str, Counter[str]]:
    """The words of a report as each view sees them, with their counts. Names fold to what they are in any script."""
    terms = extraction.terms
    lemmas = [w for w in terms.lemmas if WORD.fullmatch(w)]
    timed = {key(w) for m in extraction.mentions if m.kind == "time" for w in WORD.findall(m.text)}
    proper = [k for w in terms.names if len(w) > 1 and (k := key(w)) and k not in timed]
    return {
        "lemma": Counter(lemmas),
        "lead": Counter(lemmas[:LEAD]),
        "pair": Counter(f"{a} {b}" for a, b in pairwise(lemmas)),
        "figure": Counter(w for w in terms.figures if any(c.isdigit() for c in w)),
        "name": Counter(w for w in terms.names if len(w) > 1),
        "across": Counter({*proper, *_named(extraction, "organisation"), *_named(extraction, "person")}),
        "person": Counter(_named(extraction, "person")),
        "place": Counter(_places(extraction)),
        "date": Counter(_dates(extraction)),
    }


def _named(extraction: Extraction, kind: str) -> Iterable[str]:
    for mention in extraction.mentions:
        if mention.kind == kind:
            yield from key(mention.name or mention.text).split()


def _places(extraction: Extraction) -> Iterable[str]:
    """A place counts by its gazetteer id, else by its words."""
    for mention in extraction.mentions:
        if mention.kind == "place":
            yield from [mention.id] if mention.id else WORD.findall(mention.text.casefold())


def _dates(extraction: Extraction) -> Iterable[str]:
    """Days by their value where one is known, else by the words for them."""
    for mention in extraction.mentions:
        if mention.kind == "time" and mention.type in (None, "DATE", "TIME"):
            value = mention.value if isinstance(mention.value, str) else ""
            yield from [value[:10]] if value[:4].isdigit() else WORD.findall(mention.text.casefold())


def weigh(extractions: Sequence[Extraction]) -> dict[str, Weighted]:
    """Vectors of all reports by report id; rarity is counted within each language, of names over all."""
    made = {e.report.id: (e.lang, bags(e)) for e in extractions}
    views: dict[str, dict[str, Vector]] = {name: {} for name in made}
    for lang in sorted({lang for lang, _ in made.values()}):
        mine = {name: bag for name, (of, bag) in made.items() if of == lang}
        for view in VIEWS:
            rarity = Counter(word for bag in mine.values() for word in bag[view])
            for name, bag in mine.items():
                views[name][view] = _unit(bag[view], rarity, len(mine))
    everywhere = Counter(word for _, bag in made.values() for word in bag[ACROSS])
    total = max(BACKGROUND, len(made))
    for name, (_, bag) in made.items():
        views[name][ACROSS] = _unit(bag[ACROSS], everywhere, total)
    rare = {word: log(total / count) for word, count in everywhere.items()}
    return {
        name: Weighted(name, lang, views[name], {w: rare[w] for w in bag[ACROSS]}) for name, (lang, bag) in made.items()
    }


def _unit(bag: Mapping[str, int], rarity: Mapping[str, int], total: int) -> Vector:
    vector = {
        word: (1 + log(count)) * log((total + 1) / rarity[word]) * (1.0 if rarity[word] > 1 else ALONE)
        for word, count in sorted(bag.items())
    }
    length = sqrt(sum(x * x for x in vector.values()))
    return {word: x / length for word, x in vector.items()} if length else {}


def cosine(a: Vector, b: Vector) -> float:
    """Cosine of two unit vectors, 0 to 1."""
    if len(a) > len(b):
        a, b = b, a
    return sum(x * b[word] for word, x in a.items() if word in b)
