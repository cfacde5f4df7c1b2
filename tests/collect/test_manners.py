from datetime import UTC, datetime, timedelta

import pytest

from allegedly.collect import manners
from allegedly.collect.fetch import Answer, Fetcher
from allegedly.collect.manners import Polite, later
from tests.collect.host import Handler, Host

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Clock:
    """A clock that only moves by waiting."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


def polite(fetcher: Fetcher, clock: Clock, pause: float = 0.0) -> Polite:
    return Polite(fetcher, pause, clock=clock, wait=clock.wait)


def test_robots_keep_us_out_and_are_asked_once(web: Host, fetcher: Fetcher) -> None:
    web.page("/robots.txt", "User-agent: *\nDisallow: /inner\n", "text/plain")
    web.page("/inner/a", "a")
    web.page("/b", "b")
    one = polite(fetcher, Clock())
    shut = one.get(web.url("/inner/a"))
    assert shut.outcome == "barred"
    assert "robots.txt" in shut.reason
    assert one.get(web.url("/b")).outcome == "new"
    assert web.asked == ["/robots.txt", "/b"]


def test_rules_for_our_own_name_count(web: Host, fetcher: Fetcher) -> None:
    web.page("/robots.txt", "User-agent: allegedly-tests\nDisallow: /\n\nUser-agent: *\nAllow: /\n", "text/plain")
    assert polite(fetcher, Clock()).get(web.page("/b", "b")).outcome == "barred"


@pytest.mark.parametrize(
    ("status", "outcome"), [(404, "new"), (401, "new"), (403, "new"), (503, "broken"), (429, "limited")]
)
def test_no_rules_and_rules_that_cannot_be_had_are_two_things(
    web: Host, fetcher: Fetcher, status: int, outcome: str
) -> None:
    web.page("/robots.txt", b"", status=status)
    got = polite(fetcher, Clock()).get(web.page("/b", "b"))
    assert got.outcome == outcome
    assert ("robots.txt" in got.reason) == (outcome != "new")


def test_rules_that_could_not_be_had_are_asked_for_again(web: Host, fetcher: Fetcher) -> None:
    clock = Clock()
    one = polite(fetcher, clock)
    web.page("/robots.txt", b"", status=500)
    assert one.get(web.page("/b", "b")).outcome == "broken"
    web.page("/robots.txt", "", "text/plain")
    assert one.get(web.url("/b")).outcome == "broken"
    clock.now += 301
    assert one.get(web.url("/b")).outcome == "new"


def test_a_crawl_delay_and_the_own_pause_are_kept_per_host(web: Host, fetcher: Fetcher) -> None:
    web.page("/robots.txt", "User-agent: *\nCrawl-delay: 7\n", "text/plain")
    clock = Clock()
    one = polite(fetcher, clock, pause=2)
    for _ in range(3):
        one.get(web.page("/b", "b"))
    assert clock.waits == [7, 7]


def test_an_unreasonable_crawl_delay_is_cut(web: Host, fetcher: Fetcher) -> None:
    web.page("/robots.txt", "User-agent: *\nCrawl-delay: 86400\n", "text/plain")
    clock = Clock()
    one = polite(fetcher, clock)
    one.get(web.page("/b", "b"))
    one.get(web.url("/b"))
    assert clock.waits == [60]


def test_validators_pass_through(web: Host, fetcher: Fetcher) -> None:
    def serve(handler: Handler) -> None:
        handler.give(b"", status=304 if handler.headers["If-None-Match"] == '"1"' else 200)

    assert polite(fetcher, Clock()).get(web.does("/a", serve), etag='"1"').outcome == "same"


def test_failures_stretch_the_pause_up_to_six_hours() -> None:
    pauses = [(later(NOW, 600, failures, None) - NOW) for failures in range(9)]
    assert pauses[:4] == [timedelta(minutes=m) for m in (10, 20, 40, 80)]
    assert max(pauses) == timedelta(hours=6)
    assert later(NOW, 86_400, 3, None) - NOW == timedelta(days=1)


def test_what_the_host_asks_for_counts_more() -> None:
    assert later(NOW, 600, 1, NOW + timedelta(hours=1)) == NOW + timedelta(hours=1)
    assert later(NOW, 600, 1, NOW) == NOW + timedelta(minutes=20)


class Nowhere(Fetcher):
    """Has no robots.txt and a page at every address."""

    def __init__(self, fetcher: Fetcher) -> None:
        self.manners = fetcher.manners
        self.asked: list[str] = []

    def get(self, url: str, etag: str = "", modified: str = "") -> Answer:
        self.asked.append(url)
        return Answer(url, "gone", status=404)


def test_of_very_many_hosts_only_the_latest_are_remembered(fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manners, "MOST", 20)
    clock, nowhere = Clock(), Nowhere(fetcher)
    one = polite(nowhere, clock, pause=5.0)
    for n in range(300):
        one.get(f"http://h{n}.example/")
        clock.now += 1
        assert max(len(one._rules), len(one._asking), len(one._next)) <= 21
    assert clock.waits == [], "each is asked once"
    one.get("http://h299.example/")
    one.get("http://h298.example/")
    assert clock.waits == [4.0], "who was asked just now is not asked at once again"
    assert nowhere.asked.count("http://h299.example/robots.txt") == 1
