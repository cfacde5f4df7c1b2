import gzip
import json

import pytest

from allegedly import plugins
from allegedly.model import Capture
from allegedly.preserve import preserve
from allegedly.read import Options
from allegedly.read.sniff import sniff

from .formats import FETCHED, reading, refusal

ROW = b'{"id": "a", "text": "Two cars burned.", "published": "2024-05-01"}\n'
PAGE = b"<!DOCTYPE html><html><body><p>Two cars burned.</p></body></html>"
EXPORT = json.dumps({"name": "Port", "id": 1, "type": "public_channel", "messages": []}).encode()


@pytest.mark.parametrize(
    ("data", "name", "reader"),
    [
        (ROW, "a.jsonl", "jsonl"),
        (ROW, "a.txt", "jsonl"),  # the content beats the suffix
        (ROW, "standard input", "jsonl"),
        (b'{"id": "broken\n' + ROW, "standard input", "jsonl"),
        (PAGE, "a.txt", "page"),
        (b"<p>Two cars burned.</p>", "a.html", "page"),
        (EXPORT, "result.json", "telegram"),
        (b'{"about": "", "chats": {"about": "", "list": []}}', "result.json", "telegram"),
        (b"id,text,date\n1,Two cars burned.,2024-05-01\n", "a.dat", "table"),
        ("текст;дата\nГорели машины;2024-05-01\n".encode(), "a.csv", "table"),
        (b"Two cars burned, said the mayor.", "a.txt", "plain"),
        (b"Two cars burned, said the mayor.", "notes", "plain"),
    ],
)
def test_content_tells_the_format(data: bytes, name: str, reader: str) -> None:
    snapshot = preserve(Capture(name, data, "", FETCHED))
    assert sniff(snapshot, plugins.every("allegedly.readers")) == reader


def test_named_columns_make_a_table_of_what_looks_like_text() -> None:
    data = b"Wording,When\nFire in the port,2024-01-04\n"
    (report,), _ = reading(data, "standard input", Options(columns=(("text", "Wording"), ("published", "When"))))
    assert report.text == "Fire in the port"


def test_gzip_is_opened_whatever_its_name() -> None:
    for name in ("a.jsonl.gz", "a.jsonl"):
        (report,), _ = reading(gzip.compress(ROW), name)
        assert report.id == "a"


def test_gzip_that_breaks_off_is_refused() -> None:
    assert "broken gzip" in refusal(gzip.compress(ROW * 1000)[:-20], "a.jsonl.gz")


def test_empty_file_and_pictures_are_refused_by_name() -> None:
    assert "empty" in refusal(b"", "a.jsonl")
    assert "jq -c" in refusal(b'[{"id": 1, "text": "an array"}]', "a.json")
    assert "Save its text" in refusal(b"%PDF-1.7 and so on", "a.pdf")
    assert "a.png" in refusal(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a.png")


def test_reader_named_by_the_user_is_taken() -> None:
    (report,), _ = reading(ROW, "a.jsonl", Options(format="plain"))
    assert report.text == ROW.decode()
    assert "there are: feed, jsonl, page" in refusal(ROW, "a.jsonl", Options(format="pdf"))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.docx", b"PK\x03\x04\x14\x00\r\x01,\r,", "Save its text as .txt"),
        ("a.pdf", b"%PDF-1.4\n%\xe2\xe3\n", "Save its text as .txt"),
        ("a.dat", b"\x00\x01,\r\x02,\r\x03", "none of the formats"),
        ("a.json", b'[{"id": "a", "text": "Fire"}]', "jq -c '.[]'"),
        ("a.json", b"[" * 100_000, "jq -c"),
    ],
)
def test_what_no_reader_wants_is_refused_with_a_way_out(name: str, data: bytes, words: str) -> None:
    assert words in refusal(data, name)
