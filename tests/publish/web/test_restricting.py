"""Restricting by form, as an editor does it; marks for those who see it, nothing for those who do not."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from allegedly.cli.seeing import served, whole
from allegedly.errors import StoreFailed
from allegedly.model.people import Role
from allegedly.pipeline import add
from allegedly.publish.web.app import create_app
from allegedly.publish.web.site import Given
from allegedly.restrict.door import Ask, Restricting
from allegedly.restrict.editions import Editions
from allegedly.restrict.noting import Noting
from allegedly.restrict.seen import Seen
from allegedly.settings import read_settings
from allegedly.store import Store
from tests.publish.web.server import serving

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with two reports of one incident."""
    folder = tmp_path_factory.mktemp("desk")
    rows = [
        {"id": "a1", "source": "Gull", "published": "2024-03-02T10:00:00Z", "title": "Рассказ",
         "text": "Жительница Анна Шмыгобурова рассказала, что в Харькове 2 марта сгорел склад."},
        {"id": "a2", "source": "Tern", "published": "2024-03-02T11:00:00Z", "title": "Пожар",
         "text": "Спасатели сообщили, что в Харькове 2 марта потушили пожар на складе."},
    ]  # fmt: skip
    (folder / "r.jsonl").write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    store = Store.open(folder / "desk.db", create=True)
    add([str(folder / "r.jsonl")], store)
    store.close()
    return folder / "desk.db"


@contextmanager
def desk(place: Path, role: Role = "admin") -> Iterator[httpx.Client]:
    """The desk as it is served to somebody in a role."""
    with noted(place, role) as (client, _noting):
        yield client


@contextmanager
def noted(place: Path, role: Role = "admin") -> Iterator[tuple[httpx.Client, Noting]]:
    """The same, and whoever takes note of what is read."""
    held, settings = Store.open(place), read_settings(store=str(place))
    all_of_it, door = whole(held, settings), Restricting(held)
    editions, noting = served(held, settings, all_of_it)
    given = Given(all_of_it.desk, pages=all_of_it.pages, records=all_of_it.records, by="A. Editor", restricter=door,
                  editions=lambda _asked: editions(role), handed=noting.handed)  # fmt: skip
    with serving(create_app(given)) as at, httpx.Client(base_url=at, timeout=60, headers={"Origin": at}) as client:
        yield client, noting


def test_an_editor_masks_a_name_by_form_and_lifts_it(place: Path) -> None:
    with desk(place) as client:
        page = client.get("/report/a1").text
        assert 'href="/restrict?report=a1"' in page
        assert "Words are masked" not in page
        form = client.get("/restrict?report=a1").text
        assert 'name="words"' in form
        given = {"target": "a1", "kind": "mask", "words": "Анна Шмыгобурова\r\n", "least": "editor", "by": "A. Editor",
                 "reason": "a witness", "back": "report=a1", "cell": "0.5", "until": ""}  # fmt: skip
        done = client.post("/restrict", data=given)
        assert (done.status_code, done.headers["location"]) == (303, "/restrict?report=a1")
        marked = client.get("/report/a1").text
        assert "Words are masked" in marked
        assert "a witness" in marked
        assert "Шмыгобурова" in marked
        incident = client.get("/api/v1/reports/a1").json()
        assert incident
    store = Store.open(place)
    Editions(store).refresh()
    with desk(place, "reader") as client:
        reports = client.get("/api/v1/reports").text
        assert "Шмыгобур" not in reports
        assert "masked-" in reports
        assert client.get("/report/a1").status_code == 404
    (made,) = store.restrictions().every()
    with desk(place) as client:
        client.post(f"/restrict/{made.id}/lift", data={"by": "A. Editor", "back": "report=a1"})
        assert "Words are masked" not in client.get("/report/a1").text
    assert [one.what for one in store.audit().every()] == ["restrict", "lift"]
    store.close()


def test_who_read_what_is_kept_from_others_is_noted_once_for_each_door(place: Path) -> None:
    store = Store.open(place)
    made = Restricting(store).restrict(Ask("mask", "a1", "A. Editor", words=("Шмыгобурова",), least="reporter"))
    other = Restricting(store).restrict(Ask("mask", "a1", "A. Editor", words=("сгорел",), least="admin"))
    Editions(store).refresh()
    before = len(list(store.audit().every()))
    (incident,) = store.view().of_report("a1")

    def since() -> list[tuple[str, str, str]]:
        return [(one.what, one.target, one.detail) for one in list(store.audit().every())[before:]]

    with noted(place, "editor") as (client, noting):
        client.get("/about")
        client.get("/report/a2")
        noting.write()
        assert since() == []
        for _ in range(2):
            (shown,) = [one["id"] for one in client.get("/api/v1/reports").json()["items"] if one["id"] != "a2"]
            assert shown.startswith("masked-"), "the editor reads an edition, where the report has another id"
            assert client.get(f"/report/{shown}").status_code == 200
            noting.write()
        by_program, by_page = ("read", made.id, "mask, programs"), ("read", made.id, "mask, pages")
        assert sorted(since()) == sorted([by_program, by_page]), "not the one that the editor cannot see beyond"
    with noted(place) as (client, noting):
        assert client.get(f"/incident/{incident.id}/export/csv").status_code == 200
        noting.write()
        rows = since()[2:]
        assert ("export", incident.id, "csv, pages") in rows
        assert {("read", one.id, "mask, pages") for one in (made, other)} <= {*rows}
    with noted(place, "reader") as (client, noting):
        before = len(list(store.audit().every()))
        client.get("/api/v1/claims")
        noting.write()
        assert since() == []
    assert found_in_audit(store, "Шмыгобуров") == []
    for one in (made, other):
        Restricting(store).lift(one.id, "A. Editor")
    store.close()


def found_in_audit(store: Store, word: str) -> list[str]:
    """Entries of the audit log that hold a word."""
    return [one.detail for one in store.audit().every() if word in f"{one.who} {one.target} {one.detail}"]


def test_what_could_not_be_noted_waits(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store.open(place)
    made = Restricting(store).restrict(Ask("withhold", "a1", "A. Editor"))
    noting = Noting(Seen(store))
    noting.read("admin", "report", ["a1"])
    with monkeypatch.context() as patch:
        patch.setattr("allegedly.restrict.noting.Reach", _busy)
        with pytest.raises(StoreFailed):
            noting.write()
    noting.write()
    noting.write()
    assert [one.target for one in store.audit().every() if one.what == "read"][-1] == made.id
    count = len(list(store.audit().every()))
    later = Noting(Seen(store), lambda: datetime.now(UTC) + timedelta(hours=2))
    for one in (noting, later):
        one.read("admin", "report", ["a1"])
        one.write()
    assert len(list(store.audit().every())) == count + 1, "again only by whoever forgot"
    other = Restricting(store).restrict(Ask("mask", "a1", "A. Editor", words=("сгорел",)))
    noting.read("admin", "report", ["a1"])
    noting.write()
    assert [one.target for one in store.audit().every()][-1] == other.id, "what was read before is a new one to it"
    moment = datetime.now(UTC)
    slow = Noting(Seen(store), lambda: moment)
    for minutes, more in ((0, 2), (59, 0), (2, 2)):
        moment, count = moment + timedelta(minutes=minutes), len(list(store.audit().every()))
        slow.read("admin", "report", ["a1"])
        slow.write()
        assert len(list(store.audit().every())) == count + more
    for taken in (made, other):
        Restricting(store).lift(taken.id, "A. Editor")
    store.close()


def _busy(*_: object) -> None:
    raise StoreFailed("somebody else writes")


def test_what_cannot_be_restricted_is_told(place: Path) -> None:
    with desk(place) as client:
        wrong = client.post("/restrict", data={"target": "a1", "kind": "embargo", "least": "editor", "by": "A. Editor"})
        assert wrong.status_code == 422
        assert "Until when" in wrong.text
        foreign = client.post("/restrict", data={"target": "a1"}, headers={"Origin": "https://example.org"})
        assert foreign.status_code == 403
