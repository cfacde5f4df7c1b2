from pathlib import Path

import pytest

from allegedly.collect.opml import read_opml, write_opml
from allegedly.collect.sources import add_sources, pause, read_sources, remove_source, seconds
from allegedly.errors import InputMissing
from allegedly.model import Site, Watched

FILE = """
# our own towns
[[source]]
name = "Gazette"   # the old one
url = "https://g.example/feed"
kind = "feed"
every = "5m"
pages = true

[[source]]
name = "@channel"
url = "https://t.me/channel"
kind = "telegram"
enabled = false

[[site]]
host = "g.example"
text = "//div[@class='body']"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sources.toml"
    path.write_text(FILE, "utf-8")
    return path


def test_a_file_of_sources_is_read(file: Path) -> None:
    found = read_sources(file)
    assert found.watched[0] == Watched("Gazette", "https://g.example/feed", "feed", every=300, pages=True)
    assert not found.watched[1].enabled
    assert found.sites == (Site("g.example", text="//div[@class='body']"),)


def test_no_file_is_no_sources(tmp_path: Path) -> None:
    assert read_sources(tmp_path / "none.toml").watched == ()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[[source]]\nname = 'x'\n", "url"),
        ("[[source]]\nname = 'x'\nurl = 'u'\nkind = 'fax'\n", "fax"),
        ("[[source]]\nname = ''\nurl = 'u'\nkind = 'feed'\n", "without a name"),
        ("[[source]]\nname = 'x'\nurl = 'u'\nkind = 'feed'\nevery = 'soon'\n", "not a pause"),
        ("[[source]]\nname = 'x'\nurl = 'u'\nkind = 'feed'\nintervall = '5m'\n", "intervall"),
        ("[[source]]\nname = 'x'\nurl = 'u'\nkind = 'feed'\n" * 2, "two sources"),
        ("[[source]\n", "not a file"),
    ],
)
def test_what_is_wrong_is_named(file: Path, text: str, why: str) -> None:
    file.write_text(text)
    with pytest.raises(InputMissing, match=why):
        read_sources(file)


def test_adding_keeps_the_users_words_and_never_adds_twice(file: Path) -> None:
    new = [Watched("Gazette", "https://post.example/feed", "feed"), Watched("x", "https://g.example/feed", "feed")]
    (added,) = add_sources(file, new)
    assert added.name == "Gazette 2"
    text = file.read_text("utf-8")
    assert "# our own towns" in text
    assert "# the old one" in text
    assert [one.name for one in read_sources(file).watched] == ["Gazette", "@channel", "Gazette 2"]
    assert add_sources(file, new) == []


def test_removing_takes_one(file: Path) -> None:
    assert remove_source(file, "Gazette").kind == "feed"
    assert [one.name for one in read_sources(file).watched] == ["@channel"]
    with pytest.raises(InputMissing, match="@channel"):
        remove_source(file, "Gazette")


def test_pauses_read_and_print_alike() -> None:
    assert [seconds(text) for text in ("90s", "5m", "2h", "1d")] == [90, 300, 7200, 86_400]
    assert [pause(n) for n in (90, 300, 7200, 86_400)] == ["90s", "5m", "2h", "1d"]
    with pytest.raises(InputMissing, match="too short"):
        seconds("1s")


def test_lists_of_other_programs_go_in_and_out(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(
        '<?xml version="1.0"?><opml version="1.0"><body><outline text="X"><outline type="rss" text="Газета &amp; Ко" '
        'xmlUrl="https://g.example/feed"/></outline><outline text="a folder"/></body></opml>'
    )
    found = read_opml(path)
    assert found == [Watched("Газета & Ко", "https://g.example/feed", "feed")]
    path.write_bytes(write_opml([*found, Watched("c", "https://t.me/c", "telegram")]))
    assert read_opml(path) == found


@pytest.mark.parametrize(
    "data", [b"", b"<html/>", b"hello", b'<!DOCTYPE x [<!ENTITY a "b">]><opml>&a;</opml>', b"\x00\x01"]
)
def test_what_is_no_list_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.opml").write_bytes(data)
    with pytest.raises(InputMissing, match=r"x\.opml"):
        read_opml(tmp_path / "x.opml")
