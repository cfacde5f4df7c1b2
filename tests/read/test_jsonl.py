import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.model import Forward

from .formats import reading


def line(**row: object) -> bytes:
    return (
        json.dumps({"id": "a", "text": "Two cars burned.", "published": "2024-05-01T10:00:00Z"} | row).encode() + b"\n"
    )


def test_every_key_of_the_contract_arrives() -> None:
    row = line(
        lang="en", title="Cars", source="The Gazette", url="https://gazette.example/1", edited="2024-05-01T11:00:00Z",
        first_seen="2024-05-01T10:05:00Z", reply_to="z", media=["photo"], edits="y",
        forward={"source": "Port Watch", "published": "2024-05-01T09:00:00Z", "id": 7}, category="ignored",
    )  # fmt: skip
    (report,), rejected = reading(row, "r.jsonl")
    assert not rejected
    assert (report.id, report.lang, report.title, report.source) == ("a", "en", "Cars", "The Gazette")
    assert report.edited == datetime(2024, 5, 1, 11, tzinfo=UTC)
    assert report.first_seen == datetime(2024, 5, 1, 10, 5, tzinfo=UTC)
    assert report.forward == Forward("Port Watch", datetime(2024, 5, 1, 9, tzinfo=UTC), "7")
    assert (report.reply_to, report.edits, report.media, report.locator) == ("z", "y", ("photo",), "line 1")


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200).filter(str.strip))
def test_text_is_kept_to_the_code_point(text: str) -> None:
    (report,), _ = reading(line(text=text), "r.jsonl")
    assert report.text == text


def test_broken_line_is_named_and_the_rest_goes_on() -> None:
    reports, (rejected,) = reading(line() + b'{"id": "b", "text": \n' + line(id="c"), "r.jsonl")
    assert [r.id for r in reports] == ["a", "c"]
    assert rejected.record == "r.jsonl, line 2"
    assert "broken JSON" in rejected.reason
    assert rejected.mend


@pytest.mark.parametrize("row", [b'{"text": "no id"}', b'{"id": "x"}', b'{"id": "x", "text": 5}', b"[]", b'"text"'])
def test_line_that_is_no_report_says_what_is_missing(row: bytes) -> None:
    reports, (rejected,) = reading(row + b"\n" + line(), "r.jsonl")
    assert len(reports) == 1
    assert rejected.reason.startswith("not a report")


def test_line_that_is_not_utf8_names_the_byte() -> None:
    reports, (rejected,) = reading(line() + '{"id": "b", "text": "взрыв"}\n'.encode("cp1251"), "r.jsonl")
    assert len(reports) == 1
    assert rejected.record == "r.jsonl, line 2 (byte 22)"
    assert "UTF-8" in rejected.reason


def test_half_a_character_is_refused() -> None:
    _, (rejected,) = reading(rb'{"id": "b", "text": "half \ud83d of it", "published": "2024-05-01"}', "r.jsonl")
    assert rejected.record == "r.jsonl, line 1"


def test_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    reports, rejected = reading(b"\xef\xbb\xbf" + line().replace(b"\n", b"\r\n") + b"\r\n" + line(id="b"), "r.jsonl")
    assert ([r.id for r in reports], rejected) == (["a", "b"], [])


def test_number_as_id_becomes_text() -> None:
    (report,), _ = reading(line(id=17), "r.jsonl")
    assert report.id == "17"


def test_utf_16_as_some_windows_programs_write_it() -> None:
    (report,), rejected = reading(
        '{"id": "a", "text": "Пожар", "published": "2024-01-04"}\n'.encode("utf-16"), "a.jsonl"
    )
    assert report.text == "Пожар"
    assert not rejected
