"""From likeness to verdict. Each rule's docstring is the reason that a reader sees."""

from datetime import timedelta

from allegedly.knowledge.linking import LinkingFile
from allegedly.knowledge.spots import meet
from allegedly.link.compare import Features, frames, names, words
from allegedly.link.items import Item, gap
from allegedly.link.unlike import towns_apart
from allegedly.link.vectors import Weighted, cosine
from allegedly.model import Link
from allegedly.model.vocabulary import Verdict

HOUR = timedelta(hours=1)


def decide(a: Item, b: Item, vectors: tuple[Weighted, Weighted], rules: LinkingFile) -> Link:
    """Compare two items and record the outcome; `a` and `b` of the link are item ids in order."""
    if b.id < a.id:
        a, b, vectors = b, a, (vectors[1], vectors[0])
    frame = frames(a, b, rules)
    text, parts = words(*vectors, rules) if a.lang == b.lang else (0.0, ())
    if _apart(a, b, frame, rules) and retold(a, b, vectors, rules):
        return _link(a, b, by_figures(text, rules), (*(frame[1] if frame else ()), *parts), by_figures.__name__, rules)
    if frame is None and _times_apart(a, b, rules) and not _long(vectors, text, rules):
        return _link(a, b, by_distance(text, rules), parts, by_distance.__name__, rules)
    if frame is None and _places_apart(a, b, rules) and not _long_both(vectors, rules):
        return _link(a, b, by_distance(text, rules), parts, by_distance.__name__, rules)
    if frame is None and a.lang == b.lang and _elsewhere(vectors, rules):
        return _link(a, b, by_distance(text, rules), parts, by_distance.__name__, rules)
    if frame is None:
        like = names(a, b, vectors, rules)
        if like > text and (a.lang != b.lang or text >= rules.decision.edge / 2):
            return _link(a, b, like, (("across", round(like, 4)), *parts), by_names.__name__, rules)
        return _link(a, b, text, parts, by_words.__name__, rules)
    score, features = frame
    named = dict(features)
    if (not named["at_place"] or not named["at_time"]) and not _long(vectors, text, rules):
        return _link(a, b, by_distance(text, rules), (*features, *parts), by_distance.__name__, rules)
    return _link(a, b, by_frames(a, b, (score, text), named, rules), (*features, *parts), by_frames.__name__, rules)


def _apart(a: Item, b: Item, frame: tuple[float, Features] | None, rules: LinkingFile) -> bool:
    """Do their places or times keep two reports apart, as far as frames or their parts tell?"""
    if frame is None:
        return _times_apart(a, b, rules) or _places_apart(a, b, rules)
    named = dict(frame[1])
    return not named["at_place"] or not named["at_time"]


def retold(a: Item, b: Item, vectors: tuple[Weighted, Weighted], rules: LinkingFile) -> bool:
    """Do two reports of one day, or of no known day, share many words and the same figures of two digits or more?

    A formula filled in again has other figures; the fewer words are shared side by side, the more figures must be.
    """
    one, other = vectors
    near = not (a.at and b.at) or abs((a.at - b.at).total_seconds()) <= rules.retold.hours * 3600
    if not near or a.lang != b.lang or a.digest or b.digest or one.marks is None or other.marks is None:
        return False
    like = {view: cosine(one.views[view], other.views[view]) for view in ("lemma", "figure", "pair")}
    if like["lemma"] < rules.retold.lemma or like["figure"] < rules.retold.figure:
        return False
    shared = sum(1 for figure in one.marks.figures & other.marks.figures if len(figure) > 1)
    least = rules.retold.pair_of_many if shared >= rules.retold.many else rules.retold.pair
    return shared > 0 and like["pair"] >= least


def _times_apart(a: Item, b: Item, rules: LinkingFile) -> bool:
    """Both state times too far apart, or one was published well before the time that the other states."""
    if a.window is None or b.window is None or a.at is None or b.at is None:
        return False
    if a.window.stated and b.window.stated:
        return gap(a.window, b.window) > rules.space.apart_hours
    early = timedelta(hours=rules.space.apart_hours)
    return any(y.window.stated and x.at + early < y.window.start for x, y in ((a, b), (b, a)) if x.at and y.window)


def _places_apart(a: Item, b: Item, rules: LinkingFile) -> bool:
    """Both tell of happenings, at places of which no two are near each other."""
    told = a.spots and b.spots and a.families and b.families
    return bool(told) and not meet(a.spots, b.spots, rules)


def _elsewhere(vectors: tuple[Weighted, Weighted], rules: LinkingFile) -> bool:
    """Both open with towns far apart, name no person in common and hardly another name: like words are of their kind.

    Reports of one happening do so once in 300 pairs, those of two of one kind once in 7 (the training part of ECB+).
    """
    one, other = vectors
    if one.marks is None or other.marks is None or not towns_apart(one.marks, other.marks, rules):
        return False
    like = {view: cosine(one.views[view], other.views[view]) for view in ("person", "name")}
    return not like["person"] and like["name"] < rules.decision.names_apart


def _long(vectors: tuple[Weighted, Weighted], text: float, rules: LinkingFile) -> bool:
    """Long texts that are alike are one story told with other facts, not a template filled in again."""
    return text >= rules.decision.alike and _long_both(vectors, rules)


def _long_both(vectors: tuple[Weighted, Weighted], rules: LinkingFile) -> bool:
    return all(len(v.views["lemma"]) >= rules.decision.long for v in vectors)


def by_words(score: float, rules: LinkingFile) -> Verdict:
    """The reports share their rare words, names, places and dates."""
    if score >= rules.decision.same:
        return "same"
    return "unsure" if score >= rules.decision.unsure else "apart"


def by_names(score: float, rules: LinkingFile) -> Verdict:
    """The reports share names that are rare in any language, and tell of happenings of one time."""
    return by_words(score, rules)


def by_figures(text: float, rules: LinkingFile) -> float:
    """The reports tell it in like words and with the same figures; the other place or time is a contradiction."""
    return max(text, rules.decision.alike)


def by_distance(text: float, rules: LinkingFile) -> float:
    """The reports tell of places or times too far apart for one happening; like words then only make a template."""
    return min(text, rules.decision.edge / 2)


def by_frames(a: Item, b: Item, scores: tuple[float, float], parts: dict[str, float], rules: LinkingFile) -> float:
    """The reports tell of the same kind of event at one place and time."""
    frame, text = scores
    as_text = frame * rules.decision.same / rules.decision.frame_same
    if not a.families or not b.families:
        # Without a happening on both sides, a place and a day are shared by much that is unrelated.
        close = _close(parts)
        across = rules.decision.same * (1.6 if close else 1.0)
        as_text = min(as_text, rules.decision.unsure) if a.lang == b.lang else min(as_text, across)
    elif parts["at_place"] < 0.5:
        # An overview of many towns meets every incident of the day somewhere.
        as_text = min(as_text, rules.decision.unsure)
    elif parts["at_place"] < 0.9 and parts["same_kind"] < 1.0 and a.lang == b.lang and text < rules.decision.edge / 2:
        # A region sees many happenings in one day; there the words must speak for it too.
        as_text = min(as_text, rules.decision.unsure)
    elif same_hour(a, b) and parts["same_event"] >= 1.0 and parts["same_kind"] >= 1.0:
        as_text = max(as_text, rules.decision.same_hour)
    return max(as_text, text)


def at_one(link: Link) -> bool:
    """Do two reports tell of the same event at one place and time?"""
    return link.rule == by_frames.__name__ and _close(dict(link.features))


def _close(parts: dict[str, float]) -> bool:
    return parts["at_place"] >= 0.9 and parts["at_time"] >= 0.9 and parts["same_event"] >= 1.0


def same_hour(a: Item, b: Item) -> bool:
    """Both state one time, to the hour at least: few happenings of a kind share a place and an hour."""
    if a.window is None or b.window is None or not (a.window.stated and b.window.stated):
        return False
    short = all(w.end - w.start <= HOUR for w in (a.window, b.window))
    return short and gap(a.window, b.window) == 0


def _link(a: Item, b: Item, score: float, features: Features, rule: str, rules: LinkingFile) -> Link:
    return Link(a.id, b.id, round(score, 4), by_words(score, rules), features, rule, "item")
