"""Near-verbatim copies: one text taken from another, whole, shortened or inside a longer one.

Sampled word triples find the candidates (see `keys`); exact set likeness decides. MinHash was turned down: it is
made for Jaccard and misses shortened copies.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zlib import crc32

from allegedly.knowledge.linking import Copies
from allegedly.model import Link

LINK = re.compile(r"\]\([^)\s]*\)|https?://\S+|t\.me/\S+|@\w+")
# A line that holds nothing but links is a channel's signature, and stands under all of its posts.
SIGNATURE = re.compile(r"^\W*(?:\[[^\]\n]{0,60}\]\([^)\s]*\)\W*|@\w+\W*)+$", re.MULTILINE)
WORD = re.compile(r"\w+")
# Letters with dots between them are one word ("U.N.").
DOT = re.compile(r"(?<=\b\w)\.(?=\w\b)")
FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")


@dataclass(frozen=True, slots=True)
class Text:
    """A report's words, ready to be compared: hashed triples, figures and places named, and when it was published."""

    report: str
    at: datetime | None
    triples: frozenset[int]
    figures: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()


def triples(text: str, width: int = 3) -> frozenset[int]:
    """Hashes (32 bits) of all runs of `width` words of the text, lower case, without links, signatures and marks."""
    words = " ".join(WORD.findall(DOT.sub("", bare(text)).lower())).encode().split()
    runs = zip(*(words[n:] for n in range(width)), strict=False)
    return frozenset(map(crc32, map(b" ".join, runs)))


def figures(text: str) -> frozenset[str]:
    """Numbers of the text as written, without those inside links and handles."""
    return frozenset(FIGURE.findall(bare(text)))


def bare(text: str) -> str:
    """The text without its links and signatures."""
    return LINK.sub(" ", SIGNATURE.sub(" ", text))


def compared(a: Text, b: Text, rules: Copies) -> Link | None:
    """A link where one of two texts is taken from the other, else None."""
    if b.report < a.report:
        a, b = b, a
    if min(len(a.triples), len(b.triples)) < rules.least:
        return None
    both = len(a.triples & b.triples)
    jaccard = both / (len(a.triples) + len(b.triples) - both)
    containment = both / min(len(a.triples), len(b.triples))
    if jaccard < rules.jaccard and containment < rules.containment:
        return None
    if not _within(a, b, rules.window_hours) or not _same_facts(a, b, containment, rules):
        return None
    size = min(len(a.triples), len(b.triples)) / max(len(a.triples), len(b.triples))
    features = (("containment", round(containment, 4)), ("jaccard", round(jaccard, 4)), ("size", round(size, 4)))
    return Link(a.report, b.report, round(max(jaccard, containment), 4), "same", features, "near_copy", "copy")


def _within(a: Text, b: Text, hours: float) -> bool:
    """Copies follow within hours; the same words days later are a template."""
    if a.at is None or b.at is None:
        return True
    return abs((a.at - b.at).total_seconds()) <= hours * 3600


def _same_facts(a: Text, b: Text, containment: float, rules: Copies) -> bool:
    """A recurring template differs in its places or numbers; a shortened copy has some of the longer one's.

    In a text of some length a figure or two may be new: an age, an hour, a number of its page.
    """
    short, long = sorted((a, b), key=lambda t: (len(t.triples), t.report))
    most = rules.new_figures if len(short.triples) >= rules.long else 0.0
    if len(short.figures - long.figures) > most * len(short.figures):
        return False
    return containment >= rules.verbatim or not short.places or not long.places or bool(short.places & long.places)


def families(links: Iterable[Link], rules: Copies) -> tuple[tuple[str, ...], ...]:
    """Groups of copies, each sorted, and sorted among themselves; a report may stand in several.

    Texts of about one length chain into families. A short text inside a long one makes a pair of its own: the long one
    may be a digest, and what it holds are no copies of each other.
    """
    links = list(links)
    whole = [(one.a, one.b) for one in links if alike(one, rules)]
    inside = {(one.a, one.b) for one in links} - set(whole)
    return tuple(sorted({*components(whole), *inside}))


def alike(copy: Link, rules: Copies) -> bool:
    """Are the two texts of about one length, and alike as a whole?"""
    features = dict(copy.features)
    return features["jaccard"] >= rules.jaccard and features["size"] >= rules.size


def components(edges: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Connected components of an undirected graph, each sorted."""
    root: dict[str, str] = {}

    def find(name: str) -> str:
        while root.setdefault(name, name) != name:
            root[name] = root[root[name]]
            name = root[name]
        return name

    for a, b in edges:
        low, high = sorted((find(a), find(b)))
        root[high] = low
    groups: dict[str, list[str]] = defaultdict(list)
    for name in root:
        groups[find(name)].append(name)
    return sorted(tuple(sorted(group)) for group in groups.values())
