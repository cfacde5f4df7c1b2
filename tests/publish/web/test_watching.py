"""What a machine asks of the web desk: is it alive, is it ready, how is it doing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import httpx
import pytest
from fastapi import FastAPI

from allegedly.publish.clock import Clock
from allegedly.publish.web.app import create_app
from allegedly.publish.web.metrics import KEPT, Metrics
from allegedly.publish.web.seen import NOWHERE, Observed, Seen
from allegedly.publish.web.site import Given
from tests.publish.build import HandDesk
from tests.publish.web.server import serving

GIVEN = Given(HandDesk(), Clock())


@contextmanager
def asking(given: Given, seen: Callable[[Seen], None] = lambda one: None) -> Iterator[httpx.Client]:
    app = Observed(create_app(given), [seen])
    with serving(app) as address, httpx.Client(base_url=address) as client:  # type: ignore[arg-type]
        yield client


def test_ready_desk_says_so_and_an_unready_one_says_why() -> None:
    why = ""
    with asking(replace(GIVEN, unready=lambda: why)) as web:
        assert (web.get("/readyz").status_code, web.get("/readyz").text) == (200, "ready\n")
        why = "desk.db: it is damaged. Restore it from a copy."
        got, head, alive = web.get("/readyz"), web.head("/readyz"), web.get("/healthz")
    assert (got.status_code, got.text) == (503, f"{why}\n")
    assert (head.status_code, head.content) == (503, b"")
    assert alive.status_code == 200


def test_metrics_are_there_only_where_asked_for() -> None:
    with asking(GIVEN) as web:
        assert web.get("/metrics").status_code == 404
    figures = Metrics()
    with asking(replace(GIVEN, metrics=figures), figures.seen) as web:
        web.get("/report/kanal-1?q=harbour")
        web.get("/wp-admin/secret-word")
        page = web.get("/metrics").text
    assert 'allegedly_requests_total{method="GET",route="/report/{key}",status="200"} 1.0' in page
    assert f'route="{NOWHERE}",status="404"' in page
    assert 'allegedly_held{kind="incidents"} 1.0' in page
    assert not [word for word in ("kanal-1", "harbour", "secret-word") if word in page]


def test_what_is_held_is_counted_once_a_minute() -> None:
    now, asked = 0.0, 0

    def held() -> dict[str, int]:
        nonlocal asked
        asked += 1
        return {"reports": asked}

    figures = Metrics(lambda: now)
    for moment, times in ((0.0, 1), (KEPT - 1, 1), (KEPT, 2)):
        now = moment
        assert f'kind="reports"}} {times}.0' in figures.page(held).decode()


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/", "/"),
        ("/incident/i-0123?as_of=2024-01-04", "/incident/{key}"),
        ("/report/some%20one", "/report/{key}"),
        ("/api/v1/incidents/some-one", "/api/v1/incidents/{incident}"),
        ("/api/v1/some-one", "/api/v1/*"),
        ("/static/some-one.js", "/static/*"),
        ("/some-one", NOWHERE),
    ],
)
def test_request_is_known_by_its_kind_of_page_only(path: str, route: str) -> None:
    seen = list[Seen]()
    with asking(GIVEN, seen.append) as web:
        got = web.get(path)
        web.head(path)
    assert [(one.method, one.route) for one in seen] == [("GET", route), ("HEAD", route)]
    assert seen[0].status == got.status_code
    assert seen[0].seconds > 0


def test_request_under_another_name_is_seen_without_its_path() -> None:
    seen = list[Seen]()
    with asking(GIVEN, seen.append) as web:
        web.get("/report/kanal-1", headers={"host": "desk.example"})
    assert [(one.route, one.status) for one in seen] == [(NOWHERE, 421)]


def test_defect_is_told_and_seen_as_a_500() -> None:
    app, seen, failed = FastAPI(), list[Seen](), list[Exception]()

    @app.get("/broken")
    def broken() -> None:
        raise LookupError("words of a report")

    with serving(Observed(app, [seen.append], failed.append)) as address:  # type: ignore[arg-type]
        httpx.get(f"{address}/broken")
    assert [(one.route, one.status) for one in seen] == [("/broken", 500)]
    assert [type(one) for one in failed] == [LookupError]
