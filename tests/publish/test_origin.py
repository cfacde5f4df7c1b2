import pytest

from allegedly.publish.origin import shown_origin


@pytest.mark.parametrize(
    ("origin", "shown"),
    [
        ("/srv/somebody/desk/reports.jsonl", "reports.jsonl"),
        ("folder/reports.jsonl", "reports.jsonl"),
        ("C:\\Users\\somebody\\reports.jsonl", "reports.jsonl"),
        ("file:///srv/somebody/a.html", "a.html"),
        ("reports.jsonl", "reports.jsonl"),
        ("https://wire.example/a/b?c=d", "https://wire.example/a/b?c=d"),
        ("standard input", "standard input"),
        ("tg://channel/12", "tg://channel/12"),
    ],
)
def test_a_file_shows_its_name_alone_and_an_address_itself(origin: str, shown: str) -> None:
    assert shown_origin(origin) == shown
