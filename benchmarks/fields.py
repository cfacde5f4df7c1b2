"""How far the fields of found claims agree with gold: macro-F1 of stances and events, hedges, counts, relays, places.

The definitions are those of the exchange contract's scorer: labels of macro-F1 are those that occur on either side;
a gold word ("all") that makes no number is not scored as a count; relays and places are matched one to one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from allegedly.model import Claim
from benchmarks.score import SAME_NAME, Gold, as_list, dice

Pair = tuple[Gold, Claim]


@dataclass(frozen=True, slots=True)
class Fields:
    """Agreement over aligned pairs; None where there is nothing to measure."""

    stance_f1: float | None
    hedged_f1: float | None
    event_f1: float | None
    count: float | None
    via_f1: float | None
    places_f1: float | None
    anaphoric: float | None
    anaphors: int


def fields(pairs: Sequence[Pair]) -> Fields:
    """The agreement of each field."""
    counted = [_count_right(g, p) for g, p in pairs if _counts(g, p)]
    anaphoric = [_resolved(g, p) for g, p in pairs if g.get("anaphoric")]
    return Fields(
        macro_f1([(g["stance"], p.stance) for g, p in pairs]),
        f1([(bool(g["hedged"]), bool(p.hedges)) for g, p in pairs]),
        macro_f1([_event(g, p) for g, p in pairs]),
        _share(counted),
        _micro((_words(as_list(g.get("via"))), [(v.text,) for v in p.via]) for g, p in pairs),
        _micro((_words(as_list(g.get("places"))), [(q.text, q.name or "") for q in p.places]) for g, p in pairs),
        _share(anaphoric),
        len(anaphoric),
    )


def macro_f1(labels: Sequence[tuple[str, str]]) -> float | None:
    """The mean F1 of the labels that occur in gold or prediction."""
    names = {name for pair in labels for name in pair}
    each = [f1([(g == name, p == name) for g, p in labels]) or 0.0 for name in sorted(names)]
    return sum(each) / len(each) if each else None


def f1(marks: Sequence[tuple[bool, bool]]) -> float | None:
    """F1 of (gold, predicted) marks; None where neither side has any."""
    hits = sum(g and p for g, p in marks)
    wanted, given = sum(g for g, _ in marks), sum(p for _, p in marks)
    return 2 * hits / (wanted + given) if wanted + given else None


def _share(right: Sequence[bool]) -> float | None:
    return sum(right) / len(right) if right else None


def _event(gold: Gold, claim: Claim) -> tuple[str, str]:
    """Gold's event, of several the one that is met, and the claim's."""
    wanted, got = as_list(gold["event"]), claim.event or ""
    return (got if got in wanted else wanted[0]), got


def _names(claim: Claim) -> list[str]:
    return [n for n in (claim.speaker.text, claim.speaker.name) if n] if claim.speaker else []


def _resolved(gold: Gold, claim: Claim) -> bool:
    """Is the one whom a pronoun, a common noun or a sentence without speaker stands for named?"""
    wanted = [w for w in as_list(gold.get("speaker_resolved")) if w]
    return any(dice(w, n) >= SAME_NAME for w in wanted for n in _names(claim))


def _counts(gold: Gold, claim: Claim) -> bool:
    if gold.get("count") is None:
        return not gold.get("count_text") and _bounds(claim) is not None
    return True


def _bounds(claim: Claim) -> tuple[float | None, float | None] | None:
    if claim.count is None:
        return None
    low, best, high = claim.count.low, claim.count.best, claim.count.high
    if low is None and high is None:
        return None if best is None else (best, best)
    return low, high


def _count_right(gold: Gold, claim: Claim) -> bool:
    value = gold.get("count")
    if value is None:
        return _bounds(claim) is None
    low, high = (value.get("low"), value.get("high")) if isinstance(value, dict) else (value, value)
    if (low, high) == _bounds(claim):
        return True
    return low is not None and low == high == (claim.count.best if claim.count else None)


def _words(values: Sequence[object]) -> list[str]:
    return [v if isinstance(v, str) else str(v["text"]) for v in values if isinstance(v, str | dict)]


def _micro(bags: Iterable[tuple[Sequence[str], Sequence[tuple[str, ...]]]]) -> float | None:
    """Micro-F1 of lists of names, each matched at most once; what was found may have several names."""
    hits = wanted = given = 0
    for gold, claim in bags:
        free = list(claim)
        for name in gold:
            match = next((n for n in free if any(dice(name, x) >= SAME_NAME for x in n)), None)
            if match is not None:
                free.remove(match)
                hits += 1
        wanted, given = wanted + len(gold), given + len(claim)
    return 2 * hits / (wanted + given) if wanted + given else None
