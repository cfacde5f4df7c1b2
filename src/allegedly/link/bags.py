"""A report's words as each view sees them: lemmas, the opening, pairs of words, names, persons, places, dates."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from allegedly.knowledge.identity import key
from allegedly.model import Extraction

WORD = re.compile(r"\w+")
VIEWS = ("lemma", "lead", "pair", "name", "figure", "person", "place", "date")
# Names folded across scripts, which count in every language at once.
ACROSS = "across"
LEAD = 25


@lru_cache(1 << 16)
def _is_word(lemma: str) -> bool:
    return WORD.fullmatch(lemma) is not None


def bags(extraction: Extraction) -> dict[str, Counter[str]]:
    """The words of a report as each view sees them, with their counts. Names fold to what they are in any script."""
    terms = extraction.terms
    lemmas = [w for w in terms.lemmas if _is_word(w)]
    timed = {key(w) for m in extraction.mentions if m.kind == "time" for w in WORD.findall(m.text)}
    proper = [k for w in terms.names if len(w) > 1 and (k := key(w)) and k not in timed]
    return {
        "lemma": Counter(lemmas),
        "lead": Counter(lemmas[:LEAD]),
        "pair": Counter(f"{a} {b}" for a, b in pairwise(lemmas)),
        "figure": Counter(w for w in terms.figures if any(c.isdigit() for c in w)),
        "name": Counter(w for w in terms.names if len(w) > 1),
        ACROSS: Counter(
            dict.fromkeys([*proper, *_named(extraction, "organisation"), *_named(extraction, "person")], 1)
        ),
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
