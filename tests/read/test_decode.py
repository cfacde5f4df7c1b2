import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.errors import SkipRecord
from allegedly.read import Options

from .formats import reading, refusal

WORDS = "Мэр сообщил о взрыве в порту. Пострадавших нет."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_plain_text_in_the_encodings_of_this_part_of_the_world(encoding: str) -> None:
    (report,), _ = reading(WORDS.encode(encoding), "a.txt")
    assert report.text == WORDS


def test_page_declares_its_encoding() -> None:
    head = '<meta charset="koi8-r"><title>Порт</title>'
    html = f"<html><head>{head}</head><body><article><p>{WORDS * 3}</p></article></body></html>"
    (report,), _ = reading(html.encode("koi8-r"), "a.html")
    assert WORDS in report.text


def test_bytes_that_are_no_text_are_refused_with_the_place() -> None:
    why = refusal(bytes(range(128, 256)) * 3, "a.txt")
    assert "a.txt" in why
    assert "byte 1 is not UTF-8" in why
    assert "Save it as UTF-8" in why


def test_line_ends_become_one_kind() -> None:
    (report,), _ = reading(b"One.\r\nTwo.\rThree.", "a.txt")
    assert report.text == "One.\nTwo.\nThree."


def told(data: bytes, form: str) -> bool:
    """Are there reports with words, and a reason for all else; or is the whole file refused by its name?"""
    try:
        reports, rejections = reading(data, "x.bin", Options(format=form))
    except SkipRecord as refused:
        return "x.bin" in str(refused)
    return all(r.text.strip() for r in reports) and all(r.reason for r in rejections)


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused_never_a_crash(data: bytes) -> None:
    assert all(told(data, name) for name in ("plain", "page", "table", "telegram", "jsonl"))


def test_koi8_is_refused_and_not_read_as_gibberish() -> None:
    assert "UTF-8" in refusal("Мэр сообщил, что в порту пострадали два человека.".encode("koi8-r"), "a.txt")
