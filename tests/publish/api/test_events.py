"""News as they happen, over the wire; and lists that are walked while a writer adds."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from allegedly.publish.web.app import create_app
from allegedly.store import Store
from tests.assess.build import claim, report
from tests.desk.test_notices import add
from tests.publish.api.conftest import given
from tests.publish.web.server import serving


@dataclass
class Live:
    store: Store
    address: str

    def come(self, name: str, hours: int = 0, stance: str = "affirm") -> None:
        add(self.store, report(name, claim("impact", stance=stance), hours=hours, source=name))

    def events(self, query: str = "", last: str = "", most: int = 1000) -> list[tuple[str, str, dict[str, object]]]:
        """(event, id, data) of a stream, until it ends or so many came."""
        headers = {"Last-Event-ID": last} if last else {}
        found: list[tuple[str, str, dict[str, object]]] = []
        with httpx.stream("GET", f"{self.address}/api/v1/events?{query}", headers=headers, timeout=30) as got:
            assert got.status_code == 200
            assert got.headers["content-type"].startswith("text/event-stream")
            assert got.headers["cache-control"] == "no-store"
            fields: dict[str, str] = {}
            for line in got.iter_lines():
                name, _, value = line.partition(": ")
                if line and name:
                    fields[name] = value
                elif fields:
                    found.append((fields["event"], fields["id"], json.loads(fields["data"])))
                    fields = {}
                    if len(found) == most:
                        break
        return found


@pytest.fixture
def live(tmp_path: Path) -> Iterator[Live]:
    store = Store.open(tmp_path / "desk.db", create=True)
    with serving(create_app(given(store))) as address:
        yield Live(store, address)
    store.close()


def test_what_there_is_comes_in_order_with_its_numbers(live: Live) -> None:
    live.come("r1")
    live.come("r2", 1, "deny")
    found = live.events("after=0&seconds=0")
    held = live.store.notices().after(0)
    assert [(kind, int(id)) for kind, id, _ in found] == [(n.kind, n.seq) for n in held]
    assert {"report", "incident", "conflict"} == {kind for kind, _, _ in found}
    assert found[0][2]["report"] == "r1"


def test_a_client_that_comes_back_misses_nothing_and_gets_nothing_twice(live: Live) -> None:
    live.come("r1")
    seen = live.events("after=0", most=2)
    live.come("r2", 1, "deny")
    rest = live.events("after=0&seconds=0", last=seen[-1][1])
    assert [int(id) for _, id, _ in (*seen, *rest)] == [n.seq for n in live.store.notices().after(0)]


def test_what_happens_while_a_stream_is_open_arrives(live: Live) -> None:
    live.come("r1")
    got: list[tuple[str, str, dict[str, object]]] = []
    reader = threading.Thread(target=lambda: got.extend(live.events("kinds=report", most=1)))
    reader.start()
    # The stream begins with what comes next, so reports come until it was there to see one.
    for n in range(2, 60):
        live.come(f"r{n}", 70 * n)
        reader.join(timeout=0.5)
        if not reader.is_alive():
            break
    assert not reader.is_alive()
    assert got[0][0] == "report"
    assert got[0][2]["report"] != "r1"


def test_only_kinds_that_are_asked(live: Live) -> None:
    live.come("r1")
    live.come("r2", 1, "deny")
    assert {kind for kind, _, _ in live.events("after=0&seconds=0&kinds=incident,conflict")} == {"incident", "conflict"}


def test_who_was_away_too_long_is_told_to_read_anew(live: Live) -> None:
    live.come("r1")
    live.come("r2", 1, "deny")
    last = live.store.notices().bounds()[1]
    with live.store.writer().blocks() as blocks:
        blocks._connection.exec_driver_sql("DELETE FROM notice WHERE seq < ?", (last,))
    assert live.events("seconds=0", last="1") == [("reset", str(last), {"last": last})]
    assert live.events("seconds=0", last=str(last + 5)) == [("reset", str(last), {"last": last})]
    assert live.events("seconds=0", last=str(last)) == []
    assert httpx.get(f"{live.address}/api/v1/notices?after=1").json()["lost"] is True


@pytest.mark.parametrize("last", ["x", "-1", "1.5", "²", "9" * 17])
def test_what_is_no_number_is_refused(live: Live, last: str) -> None:
    got = httpx.get(f"{live.address}/api/v1/events?seconds=0", headers={b"Last-Event-ID": last.encode()})
    assert got.status_code == 422
    assert got.json()["errors"][0]["field"] == "Last-Event-ID"


def test_lists_are_walked_while_reports_come_in(live: Live) -> None:
    for n in range(4):
        live.come(f"r{n}", 70 * n)
    for begin, path, key in ((2000, "reports", "id"), (6000, "incidents", "id"), (9000, "claims", "claim")):
        first = httpx.get(f"{live.address}/api/v1/{path}?limit=200").json()["items"]
        seen: list[object] = []
        where: str | None = f"/api/v1/{path}?limit=2"
        extra = 0
        while where:
            got = httpx.get(live.address + where)
            seen += [one[key] for one in got.json()["items"]]
            where = got.links["next"]["url"] if "next" in got.links else None
            extra += 1
            live.come(f"{path}{extra}", begin + 70 * extra)
        assert seen == [one[key] for one in first], path
