"""`python -m benchmarks.learn [--write]`: learn which clauses that no rule takes tell a happening.

Of the development split of the corpus, every clause that no claim of the rules tells is an example; it tells a
happening where it is close to a gold claim that no rule found. A logistic regression with L2 (full batch, Adam, a
fixed number of steps, nothing left to chance) weighs the features of `allegedly.extract.claims.features`. Printed is
the claim F1 of dev without and with the weights, five times learnt on four fifths and applied to the last (twins stay
together). `--write` learns on all of dev and writes `knowledge/weights.toml`. The held split is never read here.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from allegedly.extract import extract
from allegedly.extract.analyse import analyse
from allegedly.extract.attribution import attribute
from allegedly.extract.claims import unclaimed
from allegedly.extract.claims.weighed import RULE, bare
from allegedly.extract.findings import find
from allegedly.extract.speakers import resolve
from allegedly.model import Document, Span
from benchmarks.corpus import CORPUS, documents, lines
from benchmarks.score import CLOSE, Gold, aligned, overlap, place

WEIGHTS = Path(__file__).parents[1] / "src" / "allegedly" / "knowledge" / "weights.toml"
LANGS, FOLDS, STEPS, RATE, L2, SEEN = ("en", "ru", "uk"), 5, 300, 0.1, 3e-4, 3
THRESHOLDS = ((0.4, 0.4), (0.45, 0.45), (0.45, 0.6), (0.45, 1.0), (0.55, 0.55))
THRESHOLD, BARE_THRESHOLD = 0.45, 0.6
HEAD = """\
# Written by `python -m benchmarks.learn --write`; learnt from the corpus's development split. Features are of forms,
# marks, voices and kinds, never of single words. What is positive speaks for a clause's telling a happening that no
# rule found.
"""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that no rule takes, and whether gold has a claim there."""

    span: Span
    features: tuple[str, ...]
    tells: bool


@dataclass(frozen=True, slots=True)
class Example:
    """A report: its language and fold, spans of gold claims and of those found by rules, clauses left over."""

    lang: str
    fold: int
    gold: tuple[Span, ...]
    found: tuple[Span, ...]
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature."""

    weight: dict[str, float]

    def probability(self, features: Sequence[str]) -> float:
        """As `allegedly.extract.claims.weighed` computes it."""
        total = sum(self.weight.get(f, 0.0) for f in features) / np.sqrt(len(features))
        return float(1 / (1 + np.exp(-total)))


def main(arguments: Sequence[str] = ()) -> None:
    """The table of claim F1 by fold-wise learning; with `--write`, the file of weights."""
    examples = [e for lang in LANGS for e in gathered(CORPUS / lang)]
    several = [c for e in examples for c in e.clauses]
    print(f"{len(several)} clauses that no rule takes, {sum(c.tells for c in several)} of them gold claims")
    models = [learnt([e for e in examples if e.fold != n]) for n in range(FOLDS)]
    for lang in LANGS:
        mine = [e for e in examples if e.lang == lang]
        cells = " ".join(f"{score(mine, models, t):.3f} (from {t[0]}, {t[1]})" for t in THRESHOLDS)
        print(f"{lang}  claim F1 by rules {score(mine, models, (1.0, 1.0)):.3f}, with weights {cells}")
    if "--write" in arguments:
        WEIGHTS.write_text(_written(learnt(examples)), "utf-8")


def gathered(folder: Path) -> Iterator[Example]:
    """The reports of the development split, twins in one fold."""
    facts = {r["id"]: r for r in lines(folder / "reports.jsonl") if r["split"] == "dev"}
    gold = lines(folder / "reports_gold.jsonl")
    first = {r: min(r, f.get("twin") or r) for r, f in facts.items()}
    fold = {r: n % FOLDS for n, r in enumerate(sorted(set(first.values())))}
    for r, one in documents(folder).items():
        if r in facts:
            yield _example(one, fold[first[r]], [g for g in gold if g["report"] == r])


def _example(one: Document, fold: int, gold: Sequence[Gold]) -> Example:
    text = one.report.text
    found = [c for c in extract(one).claims if c.rule != RULE]
    met = {id(g) for g, _ in aligned(gold, found, text)}
    missed = [place(g, text) for g in gold if id(g) not in met]
    analysis = analyse(one)
    findings = find(analysis)
    left = unclaimed(analysis, resolve(analysis, attribute(analysis), findings), findings)
    clauses = (Clause(u.span, u.features, any(overlap(u.span, s) >= CLOSE for s in missed)) for u in left)
    return Example(one.lang, fold, tuple(place(g, text) for g in gold), tuple(c.span for c in found), tuple(clauses))


def learnt(examples: Sequence[Example]) -> Model:
    """Logistic regression over features seen often enough; each example's features share one unit of length."""
    clauses = [c for e in examples for c in e.clauses]
    seen = Counter(f for c in clauses for f in c.features)
    number = {f: n for n, f in enumerate(sorted(f for f, times in seen.items() if times >= SEEN))}
    rows = np.repeat(np.arange(len(clauses)), [sum(f in number for f in c.features) for c in clauses])
    columns = np.array([number[f] for c in clauses for f in c.features if f in number])
    share = np.array([1 / np.sqrt(len(c.features)) for c in clauses])[rows]
    weight = _descent(rows, columns, share, np.array([c.tells for c in clauses], dtype=float), len(number))
    return Model({f: round(float(weight[n]), 2) for f, n in number.items()})


def _descent(
    rows: NDArray[np.intp], columns: NDArray[np.intp], share: NDArray[np.float64], tells: NDArray[np.float64], size: int
) -> NDArray[np.float64]:
    """Adam (Kingma and Ba 2015) with a falling rate on the mean log loss."""
    weight, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, STEPS + 1):
        guess = 1 / (1 + np.exp(-np.bincount(rows, weight[columns] * share, len(tells))))
        slope = np.bincount(columns, (guess - tells)[rows] * share, size) / len(tells) + L2 * weight
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        unbiased = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        weight -= RATE * (1 - step / (STEPS + 20)) * unbiased
    return weight


def score(examples: Sequence[Example], models: Sequence[Model], thresholds: tuple[float, float]) -> float:
    """Claim F1 where clauses from a probability on are claims too, each report weighed without its own fold.

    The second threshold is that of bare clauses.
    """
    hits = wanted = given = 0
    for e in examples:
        more = [c.span for c in e.clauses if models[e.fold].probability(c.features) >= thresholds[bare(c.features)]]
        spans = (*e.found, *more)
        hits, wanted, given = hits + _paired(e.gold, spans), wanted + len(e.gold), given + len(spans)
    return 2 * hits / (wanted + given)


def _paired(gold: Sequence[Span], found: Sequence[Span]) -> int:
    """How many pairs, closest first, each span used once."""
    near = [(overlap(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)]
    mine: set[int] = set()
    theirs: set[int] = set()
    for close, i, j in sorted(near, reverse=True):
        if close >= CLOSE and i not in mine and j not in theirs:
            mine.add(i)
            theirs.add(j)
    return len(mine)


def _written(model: Model) -> str:
    rows = "".join(f'"{f.replace(chr(34), chr(92) + chr(34))}" = {w}\n' for f, w in sorted(model.weight.items()) if w)
    return f"{HEAD}threshold = {THRESHOLD}\nbare_threshold = {BARE_THRESHOLD}\n\n[weight]\n{rows}"


if __name__ == "__main__":
    main(sys.argv[1:])
