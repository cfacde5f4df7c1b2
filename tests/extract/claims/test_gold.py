"""The development gold of this room: own words, invented names, three languages and registers."""

import json
from pathlib import Path
from typing import Any

import pytest

from allegedly.extract import extract
from allegedly.model import Claim, Report
from allegedly.model.vocabulary import LANGS, Lang
from allegedly.read import document
from tests.extract.claims.desk import PUBLISHED

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text("utf-8").splitlines()]


def overlap(gold: str, claim: Claim, text: str) -> float:
    start = text.index(gold)
    both = min(start + len(gold), claim.span.end) - max(start, claim.span.start)
    return max(both, 0) / (len(gold) + len(claim.text) - max(both, 0))


def right(gold: dict[str, Any], claim: Claim) -> bool:
    """Event, stance and speaker as in the gold; a report that speaks for itself asks for no speaker."""
    wanted = gold["event"] if isinstance(gold["event"], list) else [gold["event"]]
    said = claim.speaker.text if claim.speaker else ""
    speaker = not gold["speaker"] or gold["speaker"] in said or (said != "" and said in gold["speaker"])
    return claim.event in wanted and claim.stance == gold["stance"] and speaker


@pytest.mark.parametrize("lang", LANGS)
def test_claims_of_the_development_gold(lang: Lang) -> None:
    texts = {r["id"]: r["text"] for r in rows(f"reports_{lang}.jsonl")}
    made = {k: extract(document(Report(k, t, lang=lang, published=PUBLISHED))).claims for k, t in texts.items()}
    gold = rows(f"gold_{lang}.jsonl")
    best = [
        (g, max(made[g["report"]], key=lambda c: overlap(g["span"], c, texts[g["report"]]), default=None)) for g in gold
    ]
    aligned = [(g, c) for g, c in best if c and overlap(g["span"], c, texts[g["report"]]) >= 0.3]
    assert len(gold) >= 40
    assert len(aligned) / sum(len(c) for c in made.values()) >= 0.85
    assert len(aligned) / len(gold) >= 0.85
    assert sum(right(g, c) for g, c in aligned) / len(gold) >= 0.70


@pytest.mark.parametrize("lang", LANGS)
def test_the_gold_is_made_of_exact_words(lang: Lang) -> None:
    texts = {r["id"]: r["text"] for r in rows(f"reports_{lang}.jsonl")}
    for g in rows(f"gold_{lang}.jsonl"):
        assert g["span"] in texts[g["report"]]
        assert g["speaker"] in texts[g["report"]]
