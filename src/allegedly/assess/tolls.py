"""The toll: for each kind of harm the range of reports, each bound with the claim it rests on. No figure is made up."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from allegedly.assess.known import Stated, latest
from allegedly.assess.origins import Voice
from allegedly.assess.topics import COUNTED, figure, joint
from allegedly.knowledge.assess import assess_words, says
from allegedly.model import Toll
from allegedly.model.vocabulary import Event

# How far before a figure the words may stand that make it a part ("of those injured, he said, two"), in code points.
OPENING = 40
# Behind a figure, in code points, where it stands whose people it counts.
JOINED = 24


def parts(stated: Iterable[Stated]) -> frozenset[str]:
    """Claims whose figure is part of a larger one of the same harm in one report ("12, two of them children").

    With them those whose figure is of killed and wounded together.
    """
    told: dict[tuple[str, Event | None, str], list[Stated]] = defaultdict(list)
    held = list(stated)
    of_both = {s.claim.id for s in held if joint(s)}
    for s in held:
        if (
            s.claim.id not in of_both
            and s.claim.event in COUNTED
            and s.claim.stance == "affirm"
            and _best(s) is not None
        ):
            speaker = s.claim.speaker.text if s.claim.speaker else ""
            told[s.report.id, s.claim.event, s.claim.speaker.id or speaker if s.claim.speaker else speaker].append(s)
    small = {s.claim.id for g in told.values() for s in g if (_best(s) or 0) < max(_best(x) or 0 for x in g)}
    whole = {s.claim.event for g in told.values() for s in g if not of_some(s)}
    some = {s.claim.id for g in told.values() for s in g if of_some(s) and s.claim.event in whole}
    return frozenset(of_both | small | some)


def of_some(s: Stated) -> bool:
    """Does the figure count only some of those harmed ("three children were among the dead", "four others")?"""
    count, words = s.claim.count, assess_words(s.lang)
    after = s.report.text[count.span.end : count.span.end + 20] if count and count.span.end else ""
    before = s.report.text[max(0, count.span.start - 12) : count.span.start] if count and count.span.end else ""
    start = max(s.claim.sentence.start, (count.span.start if count else 0) - OPENING)
    opening = s.report.text[start : count.span.start] if count and count.span.end else ""
    if says(words.of_those, opening) or says(words.of_those, after.split(",")[0]):
        return True
    beside = says(words.other, before) or says(words.other, after.split(",")[0])
    return beside or says(words.some, s.claim.object or "") or says(words.some, after.split(",")[0])


def of_its_own(s: Stated) -> bool:
    """Does the figure count the speaker's own people alone ("three of its men")? Others' may be as many as they are."""
    count = s.claim.count
    after = s.report.text[count.span.end : count.span.end + JOINED] if count and count.span.end else ""
    return says(assess_words(s.lang).own_people, after)


def tolls(stated: Sequence[Stated], heard: Mapping[str, Voice]) -> tuple[Toll, ...]:
    """Ranges for killed, injured, missing and evacuated, from what each origin said last, in that order.

    The low bound is the least figure that somebody affirms. A denial of any harm is a conflict, no figure.
    """
    small = parts(stated)
    found = []
    for event in ("killed", "injured", "missing", "evacuation"):
        figures = _standing([s for s in stated if s.claim.event == event and s.claim.id not in small], heard)
        if figures:
            found.append(_range(event, figures))
    return tuple(found)


def _standing(stated: Iterable[Stated], heard: Mapping[str, Voice]) -> list[Stated]:
    """The last figure of each origin that is stated as a fact, in order of time."""
    told: dict[str, list[Stated]] = defaultdict(list)
    for s in stated:
        if s.claim.factuality == "asserted" and s.claim.stance in ("affirm", "retract"):
            told[heard[s.claim.id].key].append(s)
    kept = [group for group in told.values() if latest(group).claim.stance == "affirm"]
    return sorted((one for group in kept if (one := _first_of_last(group))), key=lambda s: s.order)


def _first_of_last(group: Sequence[Stated]) -> Stated | None:
    """An origin's last figure, by the claim that told it first."""
    figures = [s for s in group if _best(s) is not None and s.claim.stance == "affirm"]
    if not figures:
        return None
    last = figure(latest(figures))
    return min((s for s in figures if figure(s) == last), key=lambda s: s.order)


def _range(event: Event, figures: Sequence[Stated]) -> Toll:
    lowest = min(figures, key=lambda s: (_low(s), s.order))
    highest = max(figures, key=lambda s: (_high(s), -(s.at.timestamp() if s.at else 0.0), s.claim.id))
    top = _high(highest)
    low = _low(lowest)
    same = {_best(s) for s in figures}
    best = same.pop() if len(same) == 1 else None
    return Toll(
        event,
        low,
        best if best is not None and low <= best <= top else None,
        None if top == float("inf") else top,
        lowest.claim.id,
        highest.claim.id,
        any(roughly(s) for s in figures),
    )


def _best(s: Stated) -> float | int | None:
    count = s.claim.count
    if count is None:
        return None
    return next((n for n in (count.best, count.low, count.high) if n is not None), None)


def _low(s: Stated) -> float | int:
    """A lower bound; "at most n" says nothing of it but that it is not below 0. "About n" is n, and said so."""
    count = s.claim.count
    if count and roughly(s):
        return count.best or 0
    return count.low if count and count.low is not None else 0


def _high(s: Stated) -> float | int:
    """An upper bound; "at least n" leaves it open."""
    count = s.claim.count
    if count and roughly(s):
        return count.best or 0
    return count.high if count and count.high is not None else float("inf")


def roughly(s: Stated) -> bool:
    """Does the claim give a figure without bounds ("about a hundred")?"""
    count = s.claim.count
    return count is not None and count.low is None and count.high is None and count.best is not None
