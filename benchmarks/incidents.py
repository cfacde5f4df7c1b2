"""`python -m benchmarks.incidents [--misses]`: the set of incidents against its gold, and parity of languages.

`--misses` lists what differs, by cause, in the dev split and in parity. The held split is for figures only: its misses
are never shown. Twins (a story with sides exchanged) are read in two batches, as they never stand in one.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.desk import Desk, Row, desk, lines, read
from benchmarks.parity import parity, twins
from benchmarks.score import b_cubed
from benchmarks.verdicts import (
    Hits,
    acknowledged,
    contradictions,
    copies,
    evidence,
    found,
    silent,
    standing,
    told_apart,
    voices,
)

ROOT = Path(__file__).parents[1] / "corpus" / "incidents"
PARTS = ("set", "later")
FIRST = ("1", "2")  # batches of the first sitting; each later batch is a round of its own
AIMS = {"origins": 0.95, "conflicts": 0.80, "silences": 0.90, "update or contradiction": 0.90, "parity": 0.98}
SHARES = {"claims found", "update or contradiction", "silence ends", "acknowledged", "occurrence", "evidence"}


def main(arguments: Sequence[str] = ()) -> None:
    """A line for each figure and split; below it parity, and the misses of dev if asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.incidents", description=__doc__)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--given", action="store_true", help="take the incidents of gold: assessing without linking")
    parser.add_argument("--dev", action="store_true", help="leave out held and parity")
    asked = parser.parse_args(arguments)
    desks, notes = batches(asked.given), list[tuple[str, str]]()
    for split, rows in splits():
        if asked.dev and split == "held":
            continue
        figures = measured(desks, rows)
        print(f"{split}  {len(rows)} incidents, {sum(len(i['reports']) for i in rows)} reports")
        print(f"  {'incidents B3':24} {_grouped(desks, rows)}")
        for name, hits in figures.items():
            print(f"  {name:24} {shown(name, hits)}")
        alike, of, apart = twins(desks, rows)
        if of:  # a round may have no twins
            print(f"  {'twins alike':24} {alike / of:.3f}  ({alike} of {of})")
        notes += [n for n in apart if split != "held"]
        notes += [n for hits in figures.values() for n in hits.notes if split != "held"]
    if not asked.dev:
        print("parity")
        notes += _parity()
    if asked.misses:
        listed(notes)


def gold(kind: str) -> list[dict[str, Any]]:
    """The gold lines of one kind."""
    return [row for part in PARTS for row in lines(ROOT / part / f"{kind}_gold.jsonl")]


def splits() -> list[tuple[str, list[dict[str, Any]]]]:
    """The incidents of dev, of each later round (a batch and its twins, "3" and "3b"), and of held."""
    named: dict[str, list[dict[str, Any]]] = {"dev": []}
    for i in gold("incidents"):
        batch = str(i["batch"]).rstrip("b")
        later = i["split"] == "dev" and batch not in FIRST
        named.setdefault(f"dev, round {batch}" if later else i["split"], []).append(i)
    held = named.pop("held")
    return [*named.items(), ("held", held)]


def batches(given: bool = False) -> list[Desk]:
    """The desk on each batch; `given`: with the incidents of gold."""
    held = {r: e for part in PARTS for r, e in read(ROOT / part / "reports.jsonl").items()}
    claims = gold("claims")
    made = []
    for batch in sorted({i["batch"] for i in gold("incidents")}, key=str):
        where = {r: str(i["incident"]) for i in gold("incidents") if i["batch"] == batch for r in names(i)}
        made.append(desk({r: held[r] for r in where}, claims, where, given))
    return made


def names(incident: Row) -> list[str]:
    """The reports of an incident."""
    return list(incident["reports"])


def measured(desks: Sequence[Desk], rows: Sequence[Row]) -> dict[str, Hits]:
    """Every figure, over all batches."""
    total: dict[str, Hits] = {}
    inside = {str(i["incident"]) for i in rows}
    for one in desks:
        mine = [i for i in rows if set(names(i)) <= one.held.keys()]
        here = inside & {str(i["incident"]) for i in mine}
        for name, hits in _of_desk(one, mine, here).items():
            total[name] = total.get(name, Hits()) + hits
    return total


def _of_desk(one: Desk, rows: Sequence[Row], here: set[str]) -> dict[str, Hits]:
    who, ends = silent(one, gold("silences"), here)
    return {
        "claims found": found(one, rows),
        "copies": copies(one, gold("origins"), here),
        "origins": voices(one, rows),
        "origins where named": _bare(voices(one, rows, named=True)),
        "conflicts": contradictions(one, gold("conflicts"), here),
        "conflicts without kind": _bare(contradictions(one, gold("conflicts"), here, kinds=False)),
        "update or contradiction": told_apart(one, gold("updates"), gold("conflicts"), here),
        "silences": who,
        "silence ends": ends,
        "acknowledged": acknowledged(one, gold("acknowledgements"), here),
        "occurrence": standing(one, gold("propositions"), here),
        "evidence": evidence(one, here),
    }


def _bare(hits: Hits) -> Hits:
    """The counts without the notes, where another figure has them already."""
    return Hits(hits.right, hits.extra, hits.missed, hits.wanted)


def shown(name: str, hits: Hits) -> str:
    """Precision, recall and F1, or a share; beside it the aim and whether it is met."""
    figure = hits.recall if name in SHARES else hits.f1
    aim = f"  aim {AIMS[name]:.2f} {'met' if figure >= AIMS[name] else 'NOT met'}" if name in AIMS else ""
    if name in SHARES:
        return f"{figure:.3f}  ({hits.wanted - hits.missed} of {hits.wanted}){aim}"
    counts = f"({hits.wanted - hits.missed} of {hits.wanted} found, {hits.extra} too many)"
    return f"P {hits.precision:.3f}  R {hits.recall:.3f}  F1 {figure:.3f}  {counts}{aim}"


def _grouped(desks: Sequence[Desk], rows: Sequence[Row]) -> str:
    p, r, f1 = b_cubed(rows, [i for one in desks for i in one.incidents])
    return f"P {p:.3f}  R {r:.3f}  F1 {f1:.3f}"


def _parity() -> list[tuple[str, str]]:
    same = total = 0
    notes: list[tuple[str, str]] = []
    for pair, alike, of, apart in parity(ROOT / "parity"):
        print(f"  {pair:24} {alike / of:.3f}  ({alike} of {of})")
        same, total, notes = same + alike, total + of, notes + [(f"parity: {c}", w) for c, w in apart]
    share = same / total
    print(f"  {'all':24} {share:.3f}  aim {AIMS['parity']:.2f} {'met' if share >= AIMS['parity'] else 'NOT met'}")
    return notes


def listed(notes: Sequence[tuple[str, str]]) -> None:
    """The causes with their counts, the most frequent first, and below each what it befell."""
    for cause, count in Counter(c for c, _ in notes).most_common():
        print(f"{count:4}  {cause}")
        print(*(f"        {words}" for c, words in notes if c == cause), sep="\n")


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
