"""`python -m benchmarks`, or `make bench`: speed, memory, engines and peers in one run, on what the project holds.

`--size large` takes more reports; `--keep` adds a line to `history.jsonl` and draws the plots of docs/pictures (else in
out/bench). `--quality` adds packs, corpus and start-up; `--stream FILE` a JSONL file of posts.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import corpus, packs, startup, stream
from benchmarks.apart import apart
from benchmarks.engines import ENGINES, run
from benchmarks.history import HISTORY, ROOT, Figures, drawn, kept, shown
from benchmarks.material import LANGUAGES
from benchmarks.peers import grouping, saying
from benchmarks.rates import growth, of_language

PARTS = ("stages", "linking", "engines", "peers")


@dataclass(frozen=True, slots=True)
class Amount:
    """How much each part measures; 0: all that there is."""

    language: int
    sizes: tuple[int, ...]
    engine: int
    peers: int
    batches: int


AMOUNTS = {
    "small": Amount(0, (400, 800, 1_600), 400, 0, 0),
    "large": Amount(0, (1_600, 6_400, 12_800, 25_600), 6_400, 0, 0),
    "tiny": Amount(6, (6, 12), 6, 3, 1),  # for the tests: does it run
}


def main(arguments: Sequence[str] = ()) -> None:
    """Measure what was asked for, show it, draw it, keep it if asked to."""
    asked = _arguments(arguments)
    figures = measured(asked.size, asked.only or PARTS)
    print(shown(figures), flush=True)
    for picture in drawn(figures, ROOT / ("docs/pictures" if asked.keep else "out/bench")):
        print(picture)
    if asked.keep:
        kept(figures, HISTORY)
    if asked.quality:
        packs.main()
        corpus.main()
        startup.main()
    if asked.stream:
        stream.main([str(asked.stream)])


def measured(size: str, parts: Sequence[str] = PARTS) -> Figures:
    """The parts, each in processes of its own, one after the other."""
    amount, figures = AMOUNTS[size], Figures(size)
    if "stages" in parts:
        figures.stages = [apart(of_language, language, amount.language) for language in LANGUAGES]
    if "linking" in parts:
        figures.growth = apart(growth, amount.sizes)
    if "engines" in parts:
        figures.engines = [apart(run, engine, amount.engine) for engine in ENGINES]
    if "peers" in parts:
        figures.grouping = apart(grouping, amount.batches)
        figures.saying = apart(saying, amount.peers)
    return figures


def _arguments(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--size", choices=[*AMOUNTS], default="small")
    parser.add_argument("--only", nargs="+", choices=PARTS)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--quality", action="store_true")
    parser.add_argument("--stream", type=Path)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
