"""`python -m benchmarks.swap [LANG ...]`: what changes when the sides of a report are exchanged.

Twins of the corpus tell one story with parties, offices and places exchanged. A claim that has no counterpart of equal
event, stance, factuality, number of hedges, count and number of relays in the twin is told; the share of such
claims is the figure.
Differences may come from the words (an inflection that a rule misses), so each is worth reading.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence

from allegedly.model import Claim, Extraction
from benchmarks.corpus import CORPUS, extracted, lines

Shape = tuple[object, ...]


def main(languages: Sequence[str] = ()) -> None:
    """A line a language: claims in twins, those without counterpart, their share; then the pairs that differ (dev)."""
    told: list[str] = []
    for folder in sorted(p for p in CORPUS.iterdir() if (p / "reports.jsonl").exists()):
        if languages and folder.name not in languages:
            continue
        held, rows = extracted(folder), lines(folder / "reports.jsonl")
        pairs = [(r["id"], r["twin"], r["split"]) for r in rows if r.get("twin", "") > r["id"]]
        total = changed = 0
        for one, other, split in pairs:
            lost = differing(held[one], held[other])
            total += len(held[one].claims) + len(held[other].claims)
            changed += sum(lost.values())
            if lost and split == "dev":
                told.append(f"{one} {other}: {'; '.join(' '.join(map(str, shape)) for shape in lost)}")
        print(f"{folder.name}  {len(pairs)} pairs  {total} claims  {changed} changed  {changed / max(total, 1):.3f}")
    print(*told, sep="\n")


def differing(one: Extraction, other: Extraction) -> Counter[Shape]:
    """The shapes that only one of the two has, with how often."""
    a, b = Counter(_shapes(one.claims)), Counter(_shapes(other.claims))
    return (a - b) + (b - a)


def _shapes(claims: Iterable[Claim]) -> Iterable[Shape]:
    for c in claims:
        yield c.event, c.stance, c.factuality, len(c.hedges), c.count and c.count.best, len(c.via)


if __name__ == "__main__":
    main(sys.argv[1:])
