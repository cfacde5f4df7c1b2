"""A report's words as each view sees them: lemmas, the opening, pairs of words, names, persons, places, dates."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from allegedly.knowledge.identity import key
from allegedly.knowledge.spheres import spheres
from allegedly.model import Extraction

WORD = re.compile(r"\w+")
VIEWS = ("lemma", "lead", "pair", "name", "figure", "person", "place", "date")
# Names folded across scripts, which count in every language at once.
ACROSS = "across"
EVERY = (*VIEWS, ACROSS)
LEAD = 25
# The sphere of whatever happens, and of whoever answers: where so little is told that there is but one happening.
ANYTHING = "anything"
TOWN = frozenset({"settlement", "exact", "district"})


@lru_cache(1 << 16)
def _is_word(lemma: str) -> bool:
    return WORD.fullmatch(lemma) is not None


def bags(extraction: Extraction, views: Sequence[str] = EVERY) -> dict[str, Mapping[str, int]]:
    """The words of a report as each of these views sees them, with their counts."""
    lemmas = [w for w in extraction.terms.lemmas if w.isalnum() or _is_word(w)]
    return {view: _counted(list(_SEEN[view](extraction, lemmas))) for view in views}


def told_spheres(extraction: Extraction) -> tuple[str, ...]:
    """The spheres of life of what a report opens with; the words of its title are not in dictionary form."""
    title = [w for word in WORD.findall(extraction.report.title.casefold()) for w in (word, word.removesuffix("s"))]
    return spheres((*extraction.terms.lemmas[:LEAD], *title), extraction.lang)


def counted_spheres(extraction: Extraction) -> Iterable[str]:
    """What a report counts for where it is asked what is told of every day: its towns, and that it claims, too."""
    towns = {town_sphere(m.id) for m in extraction.mentions if m.kind == "place" and m.id and m.type in TOWN}
    return (*told_spheres(extraction), *sorted(towns), *((ANYTHING,) if extraction.claims else ()))


def town_sphere(place: str) -> str:
    """A town as a sphere: what happens in it."""
    return f"at {place}"


def sphere_name(sphere: str) -> str:
    """What a sphere is counted as among names; no name has a space."""
    return f"sphere {sphere}"


def _counted(words: list[str]) -> Mapping[str, int]:
    """How often each word stands; mostly once, which a plain table tells sooner."""
    found = dict.fromkeys(words, 1)
    if len(found) < len(words):
        found = dict.fromkeys(words, 0)
        for word in words:
            found[word] += 1
    return found


def _across(extraction: Extraction, _: Sequence[str]) -> Iterable[str]:
    """Names, each once, folded to what they are in any script."""
    timed = {key(w) for m in extraction.mentions if m.kind == "time" for w in WORD.findall(m.text)}
    proper = [k for w in extraction.terms.names if len(w) > 1 and (k := key(w)) and k not in timed]
    return dict.fromkeys([*proper, *_named(extraction, "organisation"), *_named(extraction, "person")])


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


# What each view sees of an extraction and of its lemmas that are words.
_SEEN: Mapping[str, Callable[[Extraction, Sequence[str]], Iterable[str]]] = {
    "lemma": lambda _, lemmas: lemmas,
    "lead": lambda _, lemmas: lemmas[:LEAD],
    "pair": lambda _, lemmas: map(" ".join, pairwise(lemmas)),
    "figure": lambda e, _: (w for w in e.terms.figures if any(c.isdigit() for c in w)),
    "name": lambda e, _: (w for w in e.terms.names if len(w) > 1),
    "person": lambda e, _: _named(e, "person"),
    "place": lambda e, _: _places(e),
    "date": lambda e, _: _dates(e),
    ACROSS: _across,
}
