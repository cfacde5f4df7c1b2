"""Promise 31: what is restricted leaks into no output. A word that occurs nowhere else stands in each field; no output
for a role below holds any of them, in any spelling, and the outputs for a role at or above hold all of them."""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote, unquote
from zipfile import ZipFile, is_zipfile

import httpx
import pytest
from fastapi import FastAPI
from typer.testing import CliRunner

from allegedly.cli.app import app as commands
from allegedly.cli.journal import Journal, journal
from allegedly.cli.seeing import served, whole
from allegedly.cli.serve import _run
from allegedly.collect.post import Sent
from allegedly.hooks import Sender
from allegedly.judging import Judging
from allegedly.model import Medium, Quarantined, Watched, Wish
from allegedly.model.delivery import Hook
from allegedly.model.people import ROLES, Role, reaches
from allegedly.pipeline import add
from allegedly.publish.web.app import create_app
from allegedly.publish.web.seen import Observed
from allegedly.publish.web.site import Given
from allegedly.restrict.deciders import SeenDecider
from allegedly.restrict.door import Ask, Restricting
from allegedly.restrict.editions import Editions, Preparing
from allegedly.restrict.seen import Seen
from allegedly.settings import read_settings
from allegedly.store import Store
from allegedly.watch.look import Look
from tests.publish.web.server import serving

# Invented words: no dictionary, gazetteer or other text of the desk has them.
WITHHELD = ("Квырбзенко", "жмуходрал", "zqtitle", "zqurl", "ZqOutlet", "zqid", "zqmedium", "zqversion", "zqreason")
MASKED = ("Пшыхоносова", "Pshykhonosova", "Пшихоносова", "0507654321", "050 765 43 21", "pshykhonosova")
COARSE = ("Изюм", "Ізюм", "Izium", "49.212")
ADMINS = ("Фцыгорлак",)  # for admins only
EMBARGOED = ("Шхубрыкин",)
APART = ("zqquarantine", "zqorigin")
WHY = ("zqwhy",)  # reasons of restrictions
CANARIES: dict[str, tuple[tuple[str, ...], Role]] = {
    "withheld": (WITHHELD, "editor"),
    "masked": (MASKED, "editor"),
    "coarse": (COARSE, "editor"),
    "embargoed": (EMBARGOED, "reporter"),
    "admins": (ADMINS, "admin"),
    "quarantine": (APART, "admin"),
    "why": (WHY, "admin"),
}
NOT_AS_SUCH = {"0507654321", "Пшихоносова", *WHY}  # other spellings of what stands there; reasons stand on no page
REPORTS: tuple[dict[str, object], ...] = (
    {"id": "zqid-1", "source": "ZqOutlet", "title": "zqtitle", "url": "https://example.org/zqurl",
     "media": ["https://example.org/zqmedium.jpg"], "published": "2024-03-01T10:00:00Z",
     "text": "Пресс-секретарь Квырбзенко сообщил, что при обстреле города Одесса погибли три человека. Это жмуходрал."},
    {"id": "zqid-1", "source": "ZqOutlet", "title": "zqtitle", "published": "2024-03-01T12:00:00Z",
     "text": "Пресс-секретарь Квырбзенко сообщил, что при обстреле Одессы погибли четыре человека. Это zqversion."},
    {"id": "r2", "source": "Gull", "published": "2024-03-01T10:30:00Z", "title": "Обстрел Одессы",
     "text": "Мэр заявил, что при обстреле Одессы 1 марта погибли три человека."},
    {"id": "r3-pshykhonosova", "source": "Tern", "published": "2024-03-02T10:00:00Z",
     "url": "https://example.org/pshykhonosova", "title": "Рассказ Пшыхоносовой",
     "text": "Жительница Анна Пшыхоносова рассказала, что в Харькове 2 марта сгорел склад. Телефон Пшихоносовой: "
             "050 765 43 21. Сосед Пшыхоносову видел. Pshykhonosova wrote it too."},
    {"id": "r4", "source": "Swift", "published": "2024-03-02T11:00:00Z", "title": "Пожар на складе",
     "text": "Спасатели сообщили, что в Харькове 2 марта потушили пожар на складе."},
    {"id": "r5", "source": "Plover", "published": "2024-03-03T10:00:00Z", "title": "Взрыв в Изюме",
     "text": "Полиция сообщила, что в Изюме Харьковской области 3 марта прогремел взрыв, ранены двое. Точка 49.212, "
             "37.257. Ізюм, Izium."},
    {"id": "r6", "source": "Heron", "published": "2024-03-04T10:00:00Z", "title": "Удар по мосту",
     "text": "Чиновник Шхубрыкин сообщил, что 4 марта в Херсоне повреждён мост."},
    {"id": "r7", "source": "Stork", "published": "2024-03-05T10:00:00Z", "title": "Пожар в порту",
     "text": "Источник Фцыгорлак сообщил, что 5 марта в Николаеве горел порт."},
    {"id": "r8", "source": "Gull", "published": "2024-03-05T11:00:00Z", "title": "Пожар в Николаеве",
     "text": "Мэр сообщил, что 5 марта в Николаеве горел порт, пострадавших нет."},
)  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """A desk with restrictions on it, and where it is."""

    store: Store
    place: Path

    @contextmanager
    def client(self, role: Role, journal: Journal | None = None, **more: Any) -> Iterator[httpx.Client]:
        """A browser of somebody in a role; `journal` logs what it asks for."""
        settings = read_settings(store=str(self.place))
        all_of_it = whole(self.store, settings)
        editions, noting = served(self.store, settings, all_of_it)
        more |= {"handed": noting.handed, "editions": lambda _asked: editions(role)}
        app: Any = create_app(Given(all_of_it.desk, records=all_of_it.records, pages=all_of_it.pages, **more))
        app = Observed(app, [journal.seen], journal.broken) if journal else app
        level = given_to_uvicorn("log_level") if journal else "warning"
        with serving(app, level) as at, httpx.Client(base_url=at, follow_redirects=True, timeout=60) as one:
            yield one
        noting.write()


def given_to_uvicorn(name: str) -> Any:
    """What `serve` tells the server that it runs."""
    told: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("uvicorn.run", lambda app, **given: told.update(given))
        _run(Observed(FastAPI(), []), read_settings())
    return told[name]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that others wrote into before and after it was restricted."""
    folder = tmp_path_factory.mktemp("desk")
    store = Store.open(folder / "desk.db", create=True)
    _add(store, folder, "first", REPORTS[:6])
    Judging(store).decide(Wish("reject", ("zqid-1@2",), "A. Editor", "zqreason"))
    Judging(store).decide(Wish("discount", (_home(store, "r4"),), "A. Editor", "Пшыхоносова сказала сама"))
    store.intake().media([Medium("zqid-1", "https://example.org/zqmedium.jpg", "fetched", sha256="ab" * 32)])
    store.intake().quarantine(Quarantined("cd" * 32, "zqorigin", "zqquarantine", datetime(2024, 3, 1, tzinfo=UTC)))
    door = Restricting(store)
    door.restrict(Ask("withhold", "zqid-1", "A. Editor", "zqwhy"))
    door.restrict(Ask("mask", "r3-pshykhonosova", "A. Editor", "zqwhy", words=("Анна Пшыхоносова", "0507654321")))
    door.restrict(Ask("coarsen", "r5", "A. Editor", "zqwhy", cell="0.5"))
    Editions(store).refresh()
    _add(store, folder, "then", REPORTS[6:])  # what comes in is followed, and restricted later
    Editions(store).refresh()
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    door.restrict(Ask("embargo", "r6", "A. Editor", "zqwhy", "reporter", tomorrow))
    door.restrict(Ask("mask", "*", "A. Editor", "zqwhy", "admin", words=("Фцыгорлак",)))
    Editions(store).refresh()
    yield Desk(store, folder / "desk.db")
    store.close()


def _add(store: Store, folder: Path, name: str, rows: Sequence[dict[str, object]]) -> None:
    path = folder / f"{name}.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    add([str(path)], store)


def _home(store: Store, report: str) -> str:
    return store.view().of_report(report)[0].id


def hidden_from(role: Role) -> set[str]:
    """The words that a role may not see."""
    return {word for words, least in CANARIES.values() if not reaches(role, least) for word in words}


def found_in(output: bytes, words: set[str]) -> set[str]:
    """The words that an output holds, also as JSON and addresses write them."""
    text = output.decode("utf-8", "replace").casefold()
    texts = [text, re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m.group(1), 16)), text)]
    texts.append(re.sub("(?:%[0-9a-f]{2})+", lambda m: unquote(m.group()), text).casefold())
    return {word for word in words if any(word.casefold() in one for one in texts)}


ASKED = (
    "/", "/search?q=Одесса", "/search?q=погибли", "/review", "/track", "/voices", "/sources", "/exports", "/export",
    "/about", "/method", "/rejected", "/feed.atom", "/feed.json", "/metrics", "/healthz", "/readyz", "/no-such-page",
    "/report/none", "/api/v1/openapi.json", "/api/v1/incidents", "/api/v1/reports", "/api/v1/claims", "/api/v1/voices",
    "/api/v1/sources", "/api/v1/search?q=Одесса", "/api/v1/changes", "/api/v1/rejections", "/api/v1/judgements",
    "/api/v1/desk", "/api/v1/rules", "/api/v1/reports?q=погибли", "/api/v1/suggest?q=Кв", "/suggest?q=Кв",
)  # fmt: skip
NEVER = re.compile(r"^/(static|events|stream|lang|signin|signout)|/events|/stream|/changes/stream")
LINK = re.compile(r"""(?:href|src|action)="(/[^"#]*)""")


def pages(client: httpx.Client, reports: Sequence[str], most: int = 260) -> dict[str, bytes]:
    """Everything that a browser reaches from the first page, and what programs are given."""
    waiting = [*ASKED, *(f"/{base}/{id}" for id in reports for base in ("report", "api/v1/reports"))]
    waiting += [f"/api/v1/reports/{id}/{part}" for id in reports for part in ("versions", "provenance")]
    found: dict[str, bytes] = {}
    while waiting and len(found) < most:
        path = waiting.pop(0)
        if path in found or NEVER.search(path):
            continue
        answer = client.get(path.replace("&amp;", "&"))
        head = "\n".join(f"{k}: {v}" for k, v in answer.headers.items()).encode()
        found[path] = answer.content + head
        waiting += [one for one in LINK.findall(answer.text) if one not in found] if "html" in head.decode() else []
        if path.startswith("/incident/") and path.count("/") == 2 and "?" not in path:
            id = path.rpartition("/")[2]
            waiting += [
                f"/api/v1/incidents/{id}{part}" for part in ("", "/claims", "/changes", "/brief", "/judgements")
            ]
            waiting += [
                f"/incident/{id}/export/{form}" for form in ("jsonl", "csv", "geojson", "acled", "ucdp", "airwars")
            ]
    return found


@pytest.mark.parametrize("role", ["reader", "reporter", "editor"])
def test_no_page_feed_or_answer_holds_what_a_role_may_not_see(desk: Desk, role: Role) -> None:
    edition = Store.open(Editions(desk.store).current(role) or desk.place)
    ids = [one.id for one in edition.view().reports(limit=1000)]
    edition.close()
    with desk.client(role) as client:
        answers = pages(client, ids)
    for path, answer in answers.items():
        asked = {word for word in hidden_from(role) if word.casefold() in path.casefold()}
        assert found_in(answer, hidden_from(role) - asked) == set(), path


def test_whoever_may_see_all_sees_all_of_it(desk: Desk) -> None:
    ids = [one.id for one in desk.store.view().reports(limit=1000)]
    with desk.client("admin") as client:
        whole = b"\n".join(pages(client, ids).values())
    every = {word for words, _ in CANARIES.values() for word in words} - NOT_AS_SUCH
    assert every - found_in(whole, every) == set()


def test_what_is_withheld_is_as_if_it_had_never_been(desk: Desk) -> None:
    incident = _home(desk.store, "zqid-1")
    with desk.client("reader") as client:
        for path in ("/report/{}", "/api/v1/reports/{}", "/api/v1/reports/{}/provenance", "/capture/{}"):
            answers = [client.get(path.format(id)) for id in ("zqid-1", "never-was")]
            assert [a.status_code for a in answers] == [404, 404]
            assert answers[0].text.replace("zqid-1", "never-was") == answers[1].text
        page = client.get(f"/incident/{incident}")
    assert page.status_code == 404 or "zqid" not in page.text


def test_counts_facets_and_numbers_tell_of_nothing_more(desk: Desk) -> None:
    edition = Store.open(Editions(desk.store).current("reader") or desk.place)
    reports, _incidents = edition.view().lists().held()
    assert reports == 6  # nine, without two versions of one and the one under embargo
    assert edition.view().counts()["report"] == len(edition.view().reports(limit=100)) == 6
    held = {one.id for one in edition.view().reports(limit=100)}
    for incident, assessed in edition.view().incidents():
        assert set(incident.reports) <= held
        assert {carrier for one in assessed.origins for carrier in one.carriers} <= held
        assert all(set(copies) <= held for copies in incident.copies)
        for one in edition.view().links(incident.reports[0]):
            assert {one.a.partition("#")[0], one.b.partition("#")[0]} <= held
    assert edition.intake().all_media() == []
    edition.close()


def test_files_of_editions_hold_no_byte_of_it(desk: Desk) -> None:
    folder = Editions(desk.store).folder
    for role in ROLES:
        path = Editions(desk.store).current(role)
        if path is None:
            continue
        for file in folder.glob(f"{path.name}*"):
            assert found_in(file.read_bytes(), hidden_from(role)) == set(), file
    whole = b"".join(one.read_bytes() for one in desk.place.parent.glob("desk.db*") if one.is_file())
    assert found_in(whole, {"жмуходрал"}), "the desk itself has it, so the search can find it"


def test_commands_for_a_role_print_and_write_nothing_of_it(desk: Desk, tmp_path: Path) -> None:
    store, for_reader = ["--store", str(desk.place)], ["--for", "reader"]
    edition = Editions(desk.store).current("reader")
    ids = [i.id for i, _ in Store.open(edition or desk.place).view().incidents()]
    asked = [["incidents"], ["claims"], ["search", "погибли"], ["track"], ["incidents", "--json"], ["claims", "--json"]]
    asked += [[command, id] for id in ids for command in ("show", "brief")]
    asked += [["export", "--as", form, "-o", str(tmp_path / f"{form}.zip")] for form in ("jsonl", "csv")]
    asked += [["export", "--as", form, "-o", str(tmp_path / form)] for form in ("geojson", "acled", "ucdp", "airwars")]
    asked += [["export", id, "--bundle", "-o", str(tmp_path / f"{id}.zip")] for id in ids]
    for line in asked:
        done = CliRunner().invoke(commands, [*line, *store, *for_reader])
        assert done.exit_code in (0, 1), (line, done.output)
        assert found_in(done.output.encode(), hidden_from("reader")) == set(), line
    done = CliRunner().invoke(commands, ["restrict", "copy", *for_reader, "-o", str(tmp_path / "copy.db"), *store])
    assert done.exit_code == 0, done.output
    refused = CliRunner().invoke(commands, ["export", "all", "--wacz", str(tmp_path / "x.wacz"), *store, *for_reader])
    assert refused.exit_code == 2
    assert not (tmp_path / "x.wacz").exists()
    files = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert len(files) >= 7
    for file in files:
        parts = [file.read_bytes()]
        if is_zipfile(file):
            with ZipFile(file) as archive:
                parts += [archive.read(name) for name in archive.namelist()]
        assert found_in(b"\n".join(parts), hidden_from("reader")) == set(), file


class Kept:
    """A receiver that keeps what it is sent."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    def post(self, url: str, headers: Sequence[tuple[str, str]], body: bytes) -> Sent:
        """Keep it."""
        self.bodies.append(body + repr(headers).encode())
        return Sent(200)


LATER: tuple[dict[str, object], ...] = (
    {"id": "r9", "source": "Gull", "published": "2024-03-06T10:00:00Z", "title": "Фцыгорлак говорит",
     "text": "Источник Фцыгорлак сообщил, что 6 марта в Сумах горел завод."},
    {"id": "zqid-1", "source": "ZqOutlet", "published": "2024-03-06T12:00:00Z", "title": "zqtitle",
     "text": "Пресс-секретарь Квырбзенко сообщил, что в Одессе погибли пять человек."},
)  # fmt: skip


@pytest.fixture(scope="module")
def sent(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, dict[Role, Kept]]]:
    """A copy of the desk to which more came in, and what receivers of each role were sent of it."""
    folder = tmp_path_factory.mktemp("copy")
    desk.store.save(folder / "desk.db", lambda what, done, total: None)
    store = Store.open(folder / "desk.db")
    Editions(store).refresh()
    kept: dict[Role, Kept] = {role: Kept() for role in ROLES}
    senders = [
        Sender(Seen(store).store, [Hook(r, f"https://example.org/{r}", b"k" * 32, role=r)], kept[r]) for r in ROLES
    ]
    for one in senders:
        one.round()  # from now on
    _add(store, folder, "later", LATER)
    Editions(store).refresh()
    for one in senders:
        one.round()
    yield Desk(store, folder / "desk.db"), kept
    store.close()


@pytest.mark.parametrize("role", ROLES)
def test_webhooks_tell_a_role_nothing_that_is_kept_from_it(sent: tuple[Desk, dict[Role, Kept]], role: Role) -> None:
    bodies = b"\n".join(sent[1][role].bodies)
    assert b"report.new" in bodies, "something was told, so that it could have been wrong"
    assert found_in(bodies, hidden_from(role)) == set()
    if role in ("editor", "admin"):
        assert found_in(bodies, {"ZqOutlet"}), "whoever may see it is told"


@pytest.mark.parametrize("role", ROLES)
def test_streams_tell_a_role_nothing_that_is_kept_from_it(sent: tuple[Desk, dict[Role, Kept]], role: Role) -> None:
    with sent[0].client(role) as client:
        news = [client.get(f"/api/v1/{path}").content for path in ("events?seconds=0&after=0", "notices?after=0")]
        with client.stream("GET", "/live?seq=0") as live:  # what open pages follow; it never ends
            news.append(next(live.iter_raw()))
    assert all(b"incident" in one for one in news[:2]), "something was told"
    assert found_in(b"\n".join(news), hidden_from(role)) == set()
    if role in ("editor", "admin"):
        assert found_in(b"\n".join(news), {"ZqOutlet"})


@pytest.mark.parametrize("role", ROLES)
def test_a_translator_is_given_nothing_that_is_kept_from_whoever_asks(desk: Desk, role: Role) -> None:
    given: list[str] = []

    def machine(text: str, of: str, to: str) -> str:
        given.append(text)
        return text

    with desk.client(role, translators={"machine": machine}) as client:
        ids = [one["id"] for one in client.get("/api/v1/reports?limit=100").json()["items"]]
        for id in {*ids, *(str(row["id"]) for row in REPORTS)}:
            client.get(f"/report/{id}", params={"by": "machine"}, headers={"Accept-Language": "en"})
    assert len(given) == len(ids)
    assert found_in("\n".join(given).encode(), hidden_from(role)) == set()


# After a defect the server closes the connection: what is asked next must not meet it half closed.
LAST = {"Accept-Language": "en", "Connection": "close"}


@pytest.mark.parametrize("mode", ["", "text", "json"])
def test_a_log_holds_no_restricted_word_whoever_asks(
    desk: Desk, mode: Literal["", "text", "json"], capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(text: str, of: str, to: str) -> str:
        raise ValueError(text)  # a defect that quotes a report

    lines, every = journal(read_settings(log=mode)), {word for words, _ in CANARIES.values() for word in words}
    with desk.client("admin", lines, translators={"broken": broken}) as client:
        for word in sorted(every):
            client.get("/search", params={"q": word})
            client.get(f"/report/{word}", headers={"User-Agent": "x", "Referer": f"https://example.org/{quote(word)}"})
        assert client.get("/report/zqid-1?by=broken", headers=LAST).status_code == 500
        client.post("/judge", data={"kind": "reject", "target": "Квырбзенко"}, headers={"Origin": str(client.base_url)})
    lines.look(Look(Watched("Gull", "https://example.org/zqurl", "feed"), datetime.now(UTC), "broken", "zqwhy"))
    told = capfd.readouterr()
    assert "ValueError" in told.err, "the defect is told"
    assert ("/search" in told.err) == bool(mode)
    assert found_in(f"{told.out}{told.err}".encode(), every) == set()


@pytest.mark.parametrize("role", ["reader", "reporter"])
def test_no_error_tells_what_is_withheld_from_what_never_was(desk: Desk, role: Role) -> None:
    incident, (report,) = _home(desk.store, "zqid-1"), [r for r in ("zqid-1@2",)]
    door = SeenDecider(Judging(desk.store), desk.store, Seen(desk.store), lambda: role)
    with desk.client(role, decider=door, restricter=Restricting(desk.store)) as client:
        for hidden, none in ((incident, "f" * len(incident)), (report, "never-was@2"), (report[:-2], "never-was")):
            for kind in ("reject", "discount", "split", "merge", "move"):
                wish = {"kind": kind, "target": [hidden, "r2"], "by": "B", "reason": "x"}
                same = {**wish, "target": [none, "r2"]}
                answers = [client.post("/api/v1/judgements", json=one, headers={"Origin": str(client.base_url)[:-1]})
                           for one in (wish, same)]  # fmt: skip
                assert answers[0].status_code == answers[1].status_code >= 400, answers[0].text
                assert answers[0].text.replace(hidden, none) == answers[1].text
                assert found_in(answers[0].content, hidden_from(role) - {"zqid"}) == set()
            for path in ("/incident/{}", "/incident/{}/export", "/incident/{}/export/csv", "/incident/{}/feed.atom",
                         "/api/v1/incidents/{}", "/api/v1/incidents/{}/brief", "/report/{}?by=none",
                         "/api/v1/reports?limit={}", "/api/v1/claims?event={}", "/search?q={}"):  # fmt: skip
                pair = [client.get(path.format(quote(one))) for one in (hidden, none)]
                assert pair[0].status_code == pair[1].status_code, path
                assert pair[0].text.replace(hidden, none) == pair[1].text, path


def test_what_is_printed_for_a_role_is_its_edition(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fetched(address: str, goal: Path, by: str) -> None:
        goal.write_bytes(httpx.get(address, trust_env=False).content)

    monkeypatch.setattr("allegedly.publish.exports.printed.browser", lambda: "a browser")
    monkeypatch.setattr("allegedly.publish.exports.printed.print_page", fetched)
    edition = Store.open(Editions(desk.store).current("reader") or desk.place)
    for incident, _assessed in edition.view().incidents():
        line = ["export", incident.id, "--as", "pdf", "-o", str(tmp_path / f"{incident.id}.pdf")]
        done = CliRunner().invoke(commands, [*line, "--store", str(desk.place), "--for", "reader"])
        assert done.exit_code == 0, done.output
        assert found_in((tmp_path / f"{incident.id}.pdf").read_bytes(), hidden_from("reader")) == set()
    edition.close()


def test_the_documents_of_the_api_hold_no_words_of_the_desk(desk: Desk) -> None:
    with desk.client("admin") as client:
        told = b"\n".join(client.get(f"/api/v1/{path}").content for path in ("openapi.json", "docs"))
    assert b"listIncidents" in told
    assert found_in(told, {word for words, _ in CANARIES.values() for word in words}) == set()


def test_no_edition_is_shown_before_it_keeps_a_new_restriction(desk: Desk, tmp_path: Path) -> None:
    desk.store.save(tmp_path / "desk.db", lambda what, done, total: None)
    store = Store.open(tmp_path / "desk.db")
    Editions(store).refresh()
    before = Editions(store).current("reader")
    made = Restricting(store).restrict(Ask("withhold", "r8", "A. Editor"))
    with pytest.raises(Preparing):
        Editions(store).current("reader")
    with Desk(store, tmp_path / "desk.db").client("reader") as client:
        assert client.get("/").status_code == 503
    Editions(store).refresh()
    after = Editions(store).current("reader")
    assert after is not None
    assert before is not None
    assert after != before
    assert not before.exists()
    Restricting(store).lift(made.id, "A. Editor")
    assert Editions(store).current("reader") == after  # which keeps more than it must, until it is made anew
    Editions(store).refresh()
    assert Editions(store).current("reader") not in (None, after)
    store.close()


def test_an_embargo_ends_by_itself(desk: Desk) -> None:
    later = Editions(desk.store, lambda: datetime.now(UTC) + timedelta(days=2))
    assert {one.kind for one in Editions(desk.store).bound("reader")} >= {"embargo"}
    assert "embargo" not in {one.kind for one in later.bound("reader")}


def test_the_audit_log_holds_no_restricted_word(desk: Desk) -> None:
    every = {word for words, _ in CANARIES.values() for word in words}
    noted = [one for one in desk.store.audit().every()]
    assert {"restrict", "judge"} <= {one.what for one in noted}
    told = "\n".join(f"{one.who} {one.what} {one.target} {one.detail}" for one in noted).encode()
    assert found_in(told, every) == set()
