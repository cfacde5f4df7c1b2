import json
from datetime import UTC, datetime

import pytest

from allegedly.read import Options

from .formats import reading


def one(**row: object) -> bytes:
    return json.dumps({"id": "a", "text": "Two cars burned.", "published": "2024-05-01T10:00:00Z"} | row).encode()


@pytest.mark.parametrize("text", ["", "   \n\t", "\u00a0"])
def test_empty_text_is_refused_and_says_where(text: str) -> None:
    reports, (rejected,) = reading(one(text=text), "r.jsonl")
    assert not reports
    assert "r.jsonl, line 1 (a)" in rejected.record
    assert "empty" in rejected.reason


def test_no_date_is_kept_and_noted() -> None:
    (report,), (note,) = reading(one(published=None), "r.jsonl")
    assert report.published is None
    assert (note.part, note.stage) == ("published", "read")


@pytest.mark.parametrize(("date", "why"), [("1970-01-01T00:00:00Z", "before 1971"), ("2099-12-31", "after the day")])
def test_impossible_date_is_dropped_with_a_note_and_the_report_kept(date: str, why: str) -> None:
    (report,), (note,) = reading(one(published=date), "r.jsonl")
    assert report.published is None
    assert note.part == "published"
    assert why in note.reason


def test_words_that_are_no_date_are_dropped_with_a_note() -> None:
    (report,), (note,) = reading(one(published="last spring"), "r.jsonl")
    assert report.published is None
    assert "'last spring' is not a date" in note.reason


def test_date_without_an_offset_is_marked_as_a_local_clock() -> None:
    (report,), _ = reading(one(published="2024-05-01T10:00:00"), "r.jsonl")
    assert report.local_clock
    assert report.published == datetime(2024, 5, 1, 10, tzinfo=UTC)
    (report,), _ = reading(one(published="2024-05-01"), "r.jsonl")
    assert report.published_precision == "day"


@pytest.mark.parametrize(("label", "lang"), [("en-GB", "en"), ("UA", "uk"), ("rus", "ru"), ("uk_UA", "uk"), ("", None)])
def test_language_labels(label: str, lang: str | None) -> None:
    (report,), rejected = reading(one(lang=label), "r.jsonl")
    assert (report.lang, rejected) == (lang, [])


def test_unknown_language_label_leaves_the_decision_to_the_words() -> None:
    (report,), (note,) = reading(one(lang="de"), "r.jsonl")
    assert report.lang is None
    assert note.part == "lang"
    assert "'de'" in note.reason


def test_text_beyond_the_limit_is_refused_with_both_figures() -> None:
    reports, (rejected,) = reading(one(text="a" * 101), "r.jsonl", Options(max_chars=100))
    assert not reports
    assert "101" in rejected.reason
    assert "100" in rejected.reason
    assert "MAX_CHARS" in rejected.mend
    reports, rejections = reading(one(text="a" * 100), "r.jsonl", Options(max_chars=100))
    assert (len(reports), rejections) == (1, [])
