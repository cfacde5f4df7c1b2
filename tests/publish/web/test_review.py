"""Review page by page: each open pair stands on one page, which says how many it shows and whether there are more."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import httpx
import pytest

from allegedly.model import Pair
from allegedly.publish.web.app import create_app
from allegedly.publish.web.site import Given
from tests.publish.build import PAIR, HandDesk
from tests.publish.web.server import serving
from tests.publish.web.test_pages import Noted

COUNT = 45


class Doubting(HandDesk):
    """A desk with many open pairs, or few."""

    count = COUNT

    def doubtful(self, limit: int = 50, start: int = 0) -> Sequence[Pair]:
        every = [Pair(PAIR.a, replace(PAIR.b, id=f"i-{n:04}"), PAIR.link) for n in range(self.count)]
        return every[start : start + limit]


@pytest.fixture(scope="module")
def desk() -> Doubting:
    return Doubting()


@pytest.fixture(scope="module")
def address(desk: Doubting) -> Iterator[str]:
    with serving(create_app(Given(desk, decider=Noted(), by="O. Editor"))) as where:
        yield where


def shown(page: str) -> list[str]:
    return re.findall(r'name="target" value="(i-\d{4})"', page.replace(PAIR.a.id, "other"))


def test_each_pair_stands_on_one_page(address: str) -> None:
    found, path, told = list[str](), "/review", list[str]()
    while path:
        page = httpx.get(address + path).text
        found += shown(page)
        told += re.findall(r"Open pairs [^.]+\.", page)
        more = re.search(r'href="([^"]+)" rel="next"', page)
        path = more[1] if more else ""
    assert found == [f"i-{n:04}" for n in range(COUNT)]
    assert told == [
        "Open pairs 1 to 20, and there are more, closest first.",
        "Open pairs 21 to 40, and there are more, closest first.",
        "Open pairs 41 to 45, closest first.",
    ]
    assert "No further pair is open" in httpx.get(f"{address}/review?start={COUNT}").text


@pytest.mark.parametrize(("lang", "words"), [("ru", "Открытые пары с 21 по 40, есть и другие"),
                                             ("uk", "Відкриті пари з 21 по 40, є й інші")])  # fmt: skip
def test_it_is_told_in_the_language_of_the_page(address: str, lang: str, words: str) -> None:
    assert words in httpx.get(f"{address}/review?start=20", headers={"accept-language": lang}).text


def test_few_pairs_are_counted(address: str, desk: Doubting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "count", 20)
    page = httpx.get(f"{address}/review").text
    assert "20 open pairs, closest first." in page
    assert "pager" not in page


def test_whoever_decides_stays_on_the_page(address: str) -> None:
    assert 'name="back" value="/review?start=20"' in httpx.get(f"{address}/review?start=20").text
    wish = {"kind": "merge", "target": ["i-0123", "i-0020"], "by": "x", "back": "/review?start=20"}
    got = httpx.post(f"{address}/judge", data=wish, headers={"origin": address})
    assert got.headers["location"].startswith("/review?start=20&done=")
