"""Near-verbatim copies: one text taken from another, whole, shortened or inside a longer one.

Sampled word triples find the candidates (see `keys`); exact set likeness decides. MinHash was turned down: it is
made for Jaccard and misses shortened copies.
"""

import re
from array import array
from collections.abc import Iterable, Sequence
from datetime import datetime
from zlib import crc32

import msgspec

from allegedly.knowledge.linking import Copies
from allegedly.link.connected import components
from allegedly.model import Link

LINK = re.compile(r"\]\([^)\s]*\)|https?://\S+|t\.me/\S+|@\w+")
# A line that holds nothing but links is a channel's signature, and stands under all of its posts.
SIGNATURE = re.compile(r"^[^\w\n]*(?:\[[^\]\n]{0,60}\]\([^)\s]*\)[^\w\n]*|@\w+[^\w\n]*)+$", re.MULTILINE)
WORD = re.compile(r"\w+")
# Letters with dots between them are one word ("U.N.").
DOT = re.compile(r"(?<=\b\w)\.(?=\w\b)")
FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
# Letters that case endings leave alone.
STEM = 5
# Words of two texts that are looked at in their order: what is copied opens a text.
ORDERED = 600


class Text(msgspec.Struct, frozen=True):
    """A report's words, ready to be compared: hashed triples, figures and places named, and when it was published."""

    report: str
    at: datetime | None
    triples: frozenset[int]
    figures: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    # Its words in order, cut to their stems, as numbers of 16 bits.
    order: Sequence[int] = ()


def triples(text: str, width: int = 3) -> frozenset[int]:
    """Hashes (32 bits) of all runs of `width` words of the text, lower case, without links, signatures and marks."""
    words = " ".join(WORD.findall(DOT.sub("", bare(text)).lower())).encode().split()
    runs = zip(*(words[n:] for n in range(width)), strict=False)
    return frozenset(map(crc32, map(b" ".join, runs)))


def ordered(text: str) -> Sequence[int]:
    """The stems of a text's words in order, each as a hash of 16 bits."""
    return array("H", (crc32(w[:STEM].encode()) & 0xFFFF for w in WORD.findall(bare(text).lower())[:ORDERED]))


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
    short, long = sorted((a, b), key=lambda t: (len(t.triples), t.report))
    if len(short.triples) < rules.tiny:
        return None
    both = len(a.triples & b.triples)
    jaccard = both / (len(a.triples) + len(b.triples) - both)
    containment = both / len(short.triples)
    if not _taken(short, long, (jaccard, containment), rules):
        return None
    features = [("containment", containment), ("jaccard", jaccard), ("size", len(short.triples) / len(long.triples))]
    told = tuple((name, round(value, 4)) for name, value in features)
    return Link(a.report, b.report, round(max(jaccard, containment), 4), "same", told, "near_copy", "copy")


def _taken(short: Text, long: Text, like: tuple[float, float], rules: Copies) -> bool:
    """Is the shorter text taken from the longer one, or that one from it?"""
    jaccard, containment = like
    if len(short.triples) < rules.least:
        return containment >= rules.tiny_contained and _tiny(short, long, rules)
    inside = len(short.triples) < rules.line and len(short.triples) < rules.line_size * len(long.triples)
    if inside and containment < rules.line_contained:
        return False
    if containment < rules.reworded or not _same_facts(short, long, containment, rules):
        return False
    if jaccard < rules.jaccard and containment < rules.containment and in_order(short, long) < rules.in_order:
        return False
    return _within(short, long, _hours(short, like, rules))


def _tiny(short: Text, long: Text, rules: Copies) -> bool:
    """A line of a few words is everybody's, but for one with a figure, told within a short time."""
    return bool(short.figures) and short.figures <= long.figures and _within(short, long, rules.tiny_hours)


def _hours(short: Text, like: tuple[float, float], rules: Copies) -> float:
    """Half reworded news follow at once; long texts word for word come back for days, and no template is so long."""
    jaccard, containment = like
    if len(short.triples) >= rules.plenty and containment >= rules.verbatim:
        return rules.verbatim_hours
    if jaccard < rules.jaccard and containment < rules.containment:
        return rules.reworded_hours
    return rules.window_hours


def in_order(a: Text, b: Text) -> float:
    """The longest run of words, with gaps, that both have in one order (LCS): its share of the shorter text."""
    one, other = sorted((a.order, b.order), key=len)
    if not one:
        return 0.0
    row = [0] * (len(other) + 1)
    for word in one:
        before = 0
        for n, same in enumerate(other, 1):
            above = row[n]
            row[n] = before + 1 if word == same else max(above, row[n - 1])
            before = above
    return row[-1] / len(one)


def _within(a: Text, b: Text, hours: float) -> bool:
    """Copies follow within hours; the same words days later are a template."""
    if a.at is None or b.at is None:
        return True
    return abs((a.at - b.at).total_seconds()) <= hours * 3600


def _same_facts(short: Text, long: Text, containment: float, rules: Copies) -> bool:
    """A recurring template differs in its places or numbers; a shortened copy has some of the longer one's.

    In a text of some length a figure or two may be new: an age, an hour, a number of its page; word for word one may be
    in any. A text of more words than templates have is not asked.
    """
    if len(short.triples) >= rules.plenty and containment >= rules.plenty_contained:
        return True
    most = rules.new_figures * len(short.figures) if len(short.triples) >= rules.long else 0.0
    most = max(most, 1.0) if len(short.triples) >= rules.long and containment >= rules.one_new else most
    if len(short.figures - long.figures) > most:
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
