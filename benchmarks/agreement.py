"""`python -m benchmarks.agreement [LANG ...]`: how far two readings of the corpus agree.

The second reading takes every fifth item (id divisible by five). Claims of the two are aligned as `benchmarks.score`
aligns: largest intersection over union, at least .3, greedily. Neither reading is the right one: F1 is symmetric, and
kappa (Cohen 1960) stands where each reading gives one label.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import CORPUS, lines, number
from benchmarks.score import CLOSE, SAME_NAME, Gold, as_list, dice, overlap, place

EVERY = 5
Pair = tuple[Gold, Gold]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of one language; shares are of the claims that both readings have, None where there is nothing to measure."""

    items: int
    both_or_neither: int  # items in which both readings see a claim, or neither does
    first: int
    second: int
    shared: int
    speaker: float | None
    stance: float | None
    stance_kappa: float | None
    hedged: float | None
    hedged_kappa: float | None
    event: float | None  # lists that meet
    event_lists: float | None  # lists that are the same
    factuality: float | None
    factuality_kappa: float | None
    count: float | None  # of the pairs to which either reading gives a number
    via: float | None  # likewise, of relays, places, time
    places: float | None
    when_text: float | None

    @property
    def f1(self) -> float:
        """Claims seen by both, doubled, over the claims of both."""
        return 2 * self.shared / (self.first + self.second) if self.first + self.second else 0.0


def main(arguments: Sequence[str] = ()) -> None:
    """A column for each language that has a second reading, a line for each measure."""
    folders = sorted(p.parent for p in CORPUS.glob("*/second_reading.jsonl"))
    columns = {f.name: measured(*readings(f)) for f in folders if not arguments or f.name in arguments}
    print("".join(f"{name:>18}" for name in ("", *columns)))
    for measure in ("f1", *Agreement.__dataclass_fields__):
        cells = (measure, *(_cell(getattr(a, measure)) for a in columns.values()))
        print("".join(f"{cell:>18}" for cell in cells))


def readings(folder: Path) -> tuple[dict[str, str], list[Gold], list[Gold]]:
    """Texts by id, the first reading and the second, of the items that were read twice."""
    texts = {r["id"]: str(r["text"]) for r in lines(folder / "reports.jsonl") if number(r["id"]) % EVERY == 0}
    first, second = (lines(folder / f"{name}.jsonl") for name in ("reports_gold", "second_reading"))
    return texts, [g for g in first if g["report"] in texts], [g for g in second if g["report"] in texts]


def measured(texts: Mapping[str, str], first: Sequence[Gold], second: Sequence[Gold]) -> Agreement:
    """The agreement over the items of `texts`."""
    pairs = paired(texts, first, second)
    one, other = {g["report"] for g in first}, {g["report"] for g in second}
    stances, hedges, facts = ([(a[k], b[k]) for a, b in pairs] for k in ("stance", "hedged", "factuality"))
    return Agreement(
        items=len(texts),
        both_or_neither=sum((r in one) == (r in other) for r in texts),
        first=len(first),
        second=len(second),
        shared=len(pairs),
        speaker=share(same_speaker(a, b) for a, b in pairs),
        stance=share(a == b for a, b in stances),
        stance_kappa=kappa(stances),
        hedged=share(a == b for a, b in hedges),
        hedged_kappa=kappa(hedges),
        event=share(same_event(a, b) for a, b in pairs),
        event_lists=share({*as_list(a["event"])} == {*as_list(b["event"])} for a, b in pairs),
        factuality=share(a == b for a, b in facts),
        factuality_kappa=kappa(facts),
        count=share(a["count"] == b["count"] for a, b in pairs if not a["count"] is b["count"] is None),
        via=_words_shared(pairs, "via"),
        places=_words_shared(pairs, "places"),
        when_text=_words_shared(pairs, "when_text"),
    )


def paired(texts: Mapping[str, str], first: Sequence[Gold], second: Sequence[Gold]) -> list[Pair]:
    """Claims of the two readings that stand for each other, in the order of the texts."""
    return [
        pair
        for report, text in texts.items()
        for pair in aligned(
            [g for g in first if g["report"] == report], [g for g in second if g["report"] == report], text
        )
    ]


def aligned(first: Sequence[Gold], second: Sequence[Gold], text: str) -> list[Pair]:
    """Pairs of one report, each claim used once, closest first; event and speaker break ties."""
    scored = []
    for i, a in enumerate(first):
        for j, b in enumerate(second):
            near = overlap(place(a, text), place(b, text))
            if near >= CLOSE:
                scored.append((near, same_event(a, b), same_speaker(a, b), -i, -j))
    pairs, used, taken = [], set(), set()
    for _, _, _, i, j in sorted(scored, reverse=True):
        if i not in used and j not in taken:
            used.add(i)
            taken.add(j)
            pairs.append((first[-i], second[-j]))
    return pairs


def same_speaker(a: Gold, b: Gold) -> bool:
    """Does a name of the one meet a name of the other (Dice >= .5), or do both let the report speak?"""
    if not _words(a) and not _words(b):
        return True
    return any(dice(x, y) >= SAME_NAME for x in _names(a) for y in _names(b))


def same_event(a: Gold, b: Gold) -> bool:
    """Do the two lists of events share a name?"""
    return not set(as_list(a["event"])).isdisjoint(as_list(b["event"]))


def same_words(a: Sequence[str], b: Sequence[str]) -> bool:
    """Has each word of the one list its like (Dice >= .5) in the other?"""
    return all(any(dice(x, y) >= SAME_NAME for y in b) for x in a) and all(
        any(dice(x, y) >= SAME_NAME for x in a) for y in b
    )


def share(right: Iterable[bool]) -> float | None:
    """The share of agreeing pairs; None of none."""
    all_of = [*right]
    return sum(all_of) / len(all_of) if all_of else None


def kappa(labels: Sequence[tuple[object, object]]) -> float | None:
    """Cohen's kappa; None where chance alone agrees wholly (both give one and the same label throughout)."""
    n = len(labels)
    one, other = Counter(a for a, _ in labels), Counter(b for _, b in labels)
    chance = sum(one[x] * other[x] for x in one) / n**2 if n else 1.0
    return None if chance == 1 else (sum(a == b for a, b in labels) / n - chance) / (1 - chance)


def _words_shared(pairs: Sequence[Pair], field: str) -> float | None:
    either = [(as_list(a.get(field)), as_list(b.get(field))) for a, b in pairs]
    return share(same_words(x, y) for x, y in either if x or y)


def _words(claim: Gold) -> list[str]:
    return [w for k in ("speaker", "speakers") for w in as_list(claim.get(k))]


def _names(claim: Gold) -> list[str]:
    return [*_words(claim), *as_list(claim.get("speaker_resolved"))]


def _cell(value: object) -> str:
    return "-" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
