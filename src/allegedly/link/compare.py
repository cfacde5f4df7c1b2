"""How alike two items are: by their words (one language) and by their frames (any language). Scores are 0 to 1."""

from datetime import timedelta
from functools import lru_cache
from math import exp

from allegedly.knowledge.linking import LinkingFile
from allegedly.knowledge.spots import best_fit
from allegedly.link.bags import ACROSS, VIEWS
from allegedly.link.items import Item, Window, gap
from allegedly.link.unlike import unlike
from allegedly.link.vectors import Weighted, cosine

SAME_TIME = 0.75
# How long before its publication that lies which a report is about that claims nothing itself.
FOLLOWED = timedelta(hours=36)
# Views that a report may lack (it names no person); what that says has a weight of its own.
MAY_LACK = frozenset({"person", "place", "date", "figure"})
Features = tuple[tuple[str, float], ...]


def words(a: Weighted, b: Weighted, rules: LinkingFile) -> tuple[float, Features]:
    """The chance that two reports of one language are about one thing, by their words; with the parts of it."""
    full = all(len(v.views["lemma"]) >= rules.text.full for v in (a, b))
    score = rules.text.constant + (0.0 if full else rules.text.brief)
    features = []
    for view in VIEWS:
        one, other = a.views[view], b.views[view]
        if view in MAY_LACK and not (one and other):
            score += getattr(rules.text.lacking, view)
            continue
        like = cosine(one, other)
        features.append(part(view, round(like, 4)))
        score += getattr(rules.text, view) * like
    for field in unlike(a.marks, b.marks) if a.marks and b.marks else ():
        features.append(part(f"other_{field}", 1.0))
        score += getattr(rules.text.unlike, field)
    return 1 / (1 + exp(-score)), tuple(features)


@lru_cache(1 << 14, typed=True)
def part(name: str, value: float) -> tuple[str, float]:
    """A feature, one object for equal ones: links are kept for a whole batch, and their features are most of them."""
    return name, value


def frames(a: Item, b: Item, rules: LinkingFile) -> tuple[float, Features] | None:
    """Likeness of what two items say happened, where and when; None where one of them lacks a place or a time.

    An undated report's times float: its days may be of any year, so only its words speak.
    """
    if not a.spots or not b.spots or _windows(a, b) is None or a.at is None or b.at is None:
        return None
    parts = (
        ("at_place", best_fit(a.spots, b.spots, rules) / max(a.spread, b.spread)),
        ("at_time", at_time(a, b, rules)),
        ("same_event", same_event(a, b)),
        ("same_kind", same_kind(a, b)),
    )
    weights = (rules.frame.place, rules.frame.time, rules.frame.event, rules.frame.kind)
    return sum(w * x for w, (_, x) in zip(weights, parts, strict=True)), tuple(part(n, round(x, 4)) for n, x in parts)


def names(a: Item, b: Item, vectors: tuple[Weighted, Weighted], rules: LinkingFile) -> float:
    """Likeness of the names of two dated reports of happenings at one time, on the scale of `words`; else 0.

    In another language, where words cannot speak, what a report of no happening follows is found by its names too, and
    a happening of no known kind will do.
    """
    told = (a.families and b.families) or (a.lang != b.lang and any(i.families or "other" in i.events for i in (a, b)))
    if a.at is None or b.at is None or not told or at_time(a, b, rules) < SAME_TIME:
        return 0.0
    one, other = (v.views[ACROSS] for v in vectors)
    if not any(vectors[0].rare[w] >= rules.decision.names_rare for w in one if w in other):
        return 0.0
    return cosine(one, other) * rules.decision.same / rules.decision.names_same


def at_time(a: Item, b: Item, rules: LinkingFile) -> float:
    """1 where the windows meet, falling to 0 where they are too far apart for one happening."""
    windows = _windows(a, b)
    return max(0.0, 1.0 - gap(*windows) / rules.space.apart_hours) if windows else 0.0


def _windows(a: Item, b: Item) -> tuple[Window, Window] | None:
    """When both happened. What claims nothing follows something that reports in other languages may tell of."""
    one, other = (i.window or (followed(i) if a.lang != b.lang else None) for i in (a, b))
    return (one, other) if one and other else None


def followed(item: Item) -> Window | None:
    """When that happened which a report without a claim of its own follows."""
    return Window(item.at - FOLLOWED, item.at, False) if item.at and not item.claims else None


def same_event(a: Item, b: Item) -> float:
    """1 for a common event, .7 for a common family or one side untold, 0 for different families."""
    if a.events & b.events:
        return 1.0
    if a.families & b.families or not a.families or not b.families:
        return 0.7
    return 0.5 if {"strike", "harm"} <= a.families | b.families else 0.0


def same_kind(a: Item, b: Item) -> float:
    """1 for a common kind of thing, .5 where one side names none, else 0."""
    if a.kinds & b.kinds:
        return 1.0
    return 0.5 if not a.kinds or not b.kinds else 0.0
