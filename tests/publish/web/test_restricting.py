"""Restricting by form, as an editor does it; marks for those who see it, nothing for those who do not."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from allegedly.cli.desk import opened, paged, recorded
from allegedly.cli.seeing import restricting, served
from allegedly.editions import Editions
from allegedly.model.people import Role
from allegedly.pipeline import add
from allegedly.publish.web.app import create_app
from allegedly.publish.web.site import Edition, Given
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
    whole = Edition(opened(str(place)), paged(str(place)), recorded(str(place)))
    editions, _seen = served(str(place), whole)
    door = restricting(str(place))
    given = Given(whole.desk, pages=whole.pages, records=whole.records, by="A. Editor", restricter=door,
                  editions=lambda _asked: editions(role))  # fmt: skip
    with serving(create_app(given)) as at, httpx.Client(base_url=at, timeout=60, headers={"Origin": at}) as client:
        yield client


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
    assert [one.what for one in store.audit().every()] == ["restrict", "read", "lift"]
    store.close()


def test_what_cannot_be_restricted_is_told(place: Path) -> None:
    with desk(place) as client:
        wrong = client.post("/restrict", data={"target": "a1", "kind": "embargo", "least": "editor", "by": "A. Editor"})
        assert wrong.status_code == 422
        assert "Until when" in wrong.text
        foreign = client.post("/restrict", data={"target": "a1"}, headers={"Origin": "https://example.org"})
        assert foreign.status_code == 403
