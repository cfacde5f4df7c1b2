from datetime import UTC, datetime

import pytest

from allegedly.read import Options

from .formats import reading, refusal


def test_headers_are_guessed_in_three_languages() -> None:
    for header in (
        "id,title,text,published,source",
        "ид,заголовок,текст,дата,источник",
        "id,назва,повідомлення,дата,джерело",
    ):
        (report,), rejected = reading(f"{header}\n5,Port,Fire,04.01.2024 16:08,Gazette\n".encode(), "a.csv")
        assert (report.id, report.title, report.text, report.source) == ("5", "Port", "Fire", "Gazette")
        assert report.published == datetime(2024, 1, 4, 16, 8, tzinfo=UTC)
        assert not rejected


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str) -> None:
    rows = (
        delimiter.join(("id", "text", "date"))
        + "\n"
        + delimiter.join(("1", '"Fire; in, the | port"', "2024-01-04"))
        + "\n"
    )
    (report,), _ = reading(rows.encode(), "a.csv")
    assert report.text == "Fire; in, the | port"


def test_columns_named_by_the_user_beat_the_guess() -> None:
    data = b"text,Wording,When\nnot this,Fire in the port,2024-01-04\n"
    (report,), _ = reading(data, "a.csv", Options(columns=(("text", "wording"), ("published", "When"))))
    assert report.text == "Fire in the port"
    assert report.published_precision == "day"


def test_wrong_column_names_tell_what_there_is() -> None:
    data = b"Wording,When\nFire,2024-01-04\n"
    assert "the file has: Wording, When" in refusal(data, "a.csv")
    assert "--map text=HEADER" in refusal(data, "a.csv")
    assert "no column 'Body'" in refusal(data, "a.csv", Options(columns=(("text", "Body"),)))
    assert "knows no field 'body'" in refusal(data, "a.csv", Options(columns=(("body", "When"),)))


def test_short_row_is_rejected_and_the_rest_read() -> None:
    reports, (rejected,) = reading(b"id,text,date\n1\n2,Fire,2024-01-04\n", "a.csv")
    assert [r.id for r in reports] == ["2"]
    assert rejected.record == "a.csv, row 2"


def test_quotation_mark_that_never_closes_is_told_with_its_line() -> None:
    reports, rejected = reading(b'id,text,date\n1,Fire,2024-01-04\n2,"open\n3,x,2024-01-04\n', "a.csv")
    assert [r.id for r in reports] == ["1"]
    assert "broken CSV" in rejected[-1].reason


def test_row_without_an_id_gets_one_of_its_content() -> None:
    (one, two), _ = reading(b"text,date\nFire,2024-01-04\nSmoke,2024-01-04\n", "a.csv")
    (again,), _ = reading(b"text,date\nSmoke,2024-01-04\n", "b.csv")
    assert one.id != two.id == again.id


def test_delimiter_declared_above_the_header() -> None:
    (report,), _ = reading(b"sep=;\r\ntext;published\r\nFire, in the port;2024-01-04\r\n", "a.csv")
    assert report.text == "Fire, in the port"


def test_header_without_rows_is_told() -> None:
    reports, (rejection,) = reading(b"text,published\n", "a.csv")
    assert not reports
    assert rejection.reason == "a header and no rows"
