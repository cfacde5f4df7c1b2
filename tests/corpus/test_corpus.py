"""The corpus keeps its promises: words that stand in the text, twins that carry the same claims, an honest split."""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.score import as_list, place

CORPUS = Path(__file__).parents[2] / "corpus"
LANGUAGES = [lang for lang in ("en", "ru", "uk") if (CORPUS / lang / "reports.jsonl").exists()]
Row = dict[str, Any]

REPORT = {"id", "lang", "published", "title", "text", "source", "register", "split"}
CLAIM = {
    *("report", "n", "span", "speaker", "via", "stance", "hedged", "event", "object"),
    *("count", "count_text", "places", "when_text", "evidence", "factuality"),
}
NOTES = {"speaker_resolved", "speakers", "occurrence", "part", "anaphoric"}
STANCES = {"affirm", "deny", "query", "retract", "no_comment"}
FACTUALITIES = {"asserted", "hypothetical", "future", "historical"}
EVENTS = {
    *("attack", "launch", "interception", "impact", "explosion", "fire", "damage", "killed", "injured", "missing"),
    *("response", "evacuation", "alert", "closure", "evidence_absent", "comment", "other"),
}
EVIDENCE = {
    *("video", "photo", "audio", "document", "satellite", "screenshot"),
    *("witness", "wreckage", "data", "other"),
}


def rows(lang: str, name: str) -> list[Row]:
    return [json.loads(line) for line in (CORPUS / lang / f"{name}.jsonl").read_text("utf-8").splitlines()]


@cache
def reports(lang: str) -> dict[str, Row]:
    return {r["id"]: r for r in rows(lang, "reports")}


@cache
def gold(lang: str) -> dict[str, list[Row]]:
    held: dict[str, list[Row]] = {r: [] for r in reports(lang)}
    for g in rows(lang, "reports_gold"):
        held[g["report"]].append(g)
    return held


pytestmark = pytest.mark.parametrize("lang", LANGUAGES)


def test_ids_and_texts_stand_once(lang: str) -> None:
    held = rows(lang, "reports")
    assert len({r["id"] for r in held}) == len(held)
    assert len({r["text"] for r in held}) == len(held)


def test_reports_have_the_keys_of_the_contract(lang: str) -> None:
    for r in rows(lang, "reports"):
        assert REPORT <= r.keys() <= REPORT | {"twin"}, r["id"]
        assert r["lang"] == lang
        assert r["id"].startswith(f"{lang}-")
        assert r["text"].strip()


def test_claims_keep_to_the_names_of_the_contract(lang: str) -> None:
    for report, claims in gold(lang).items():
        for n, g in enumerate(claims, 1):
            where = f"{report}/{g['n']}"
            assert CLAIM <= g.keys() <= CLAIM | NOTES, where
            assert g["n"] == n, where
            assert g["stance"] in STANCES, where
            assert g["factuality"] in FACTUALITIES, where
            assert as_list(g["event"]), where
            assert set(as_list(g["event"])) <= EVENTS, where
            assert set(g["evidence"]) <= EVIDENCE, where


def test_words_of_a_claim_stand_in_its_report(lang: str) -> None:
    for report, claims in gold(lang).items():
        text = reports(lang)[report]["text"]
        for g in claims:
            words = [g["speaker"], *as_list(g.get("speakers")), *g["via"], *g["places"], g["when_text"]]
            for w in filter(None, words):
                assert w in text, f"{report}/{g['n']}: {w!r}"
            span = place(g, text)
            assert text[span.start : span.end] == g["span"].strip(), f"{report}/{g['n']}"
            assert not g["count_text"] or g["count_text"] in g["span"], f"{report}/{g['n']}: {g['count_text']!r}"


def test_no_two_claims_of_a_report_are_the_same(lang: str) -> None:
    for report, claims in gold(lang).items():
        text = reports(lang)[report]["text"]
        seen = Counter((place(g, text), g["stance"], g["speaker"], str(g["event"])) for g in claims)
        assert max(seen.values(), default=1) == 1, report


def test_twins_name_each_other_and_stay_together(lang: str) -> None:
    held = reports(lang)
    for r in held.values():
        if "twin" in r:
            other = held[r["twin"]]
            assert other["id"] != r["id"]
            assert other["twin"] == r["id"]
            assert (other["split"], other["register"]) == (r["split"], r["register"])


def test_twins_carry_the_same_claims(lang: str) -> None:
    def shape(claims: list[Row]) -> list[tuple[Any, ...]]:
        return [(g["event"], g["stance"], g["hedged"], g["factuality"], len(g["via"]), g["evidence"]) for g in claims]

    for r in reports(lang).values():
        if "twin" in r:
            assert shape(gold(lang)[r["id"]]) == shape(gold(lang)[r["twin"]]), r["id"]


def test_every_third_item_is_held(lang: str) -> None:
    splits = [r["split"] for r in rows(lang, "reports")]
    assert sorted(reports(lang)) == [r["id"] for r in rows(lang, "reports")]
    assert splits == ["dev" if i % 3 else "held" for i in range(1, len(splits) + 1)]


def test_both_splits_hold_every_stance_and_reports_without_a_claim(lang: str) -> None:
    for split in ("dev", "held"):
        of_split = [r for r in reports(lang).values() if r["split"] == split]
        assert {g["stance"] for r in of_split for g in gold(lang)[r["id"]]} == STANCES
        assert any(not gold(lang)[r["id"]] for r in of_split)
