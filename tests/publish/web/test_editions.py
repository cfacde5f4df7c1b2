"""No answer to a reader comes from the editors' edition: two desks that can be told apart, asked everywhere."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from starlette.routing import Route

from allegedly.collect.sources import Sources
from allegedly.desk.pages import StoredPages
from allegedly.desk.records import StoredRecords
from allegedly.desk.stored import StoredDesk
from allegedly.model import Watched
from allegedly.model.people import Role
from allegedly.pipeline import add
from allegedly.preserve.archive import Archive
from allegedly.publish.api.app import TABLE
from allegedly.publish.web.rates import Limits
from allegedly.publish.web.site import Edition
from allegedly.stages import Choice
from allegedly.store import Store
from tests.publish.web.desk_with_people import NAMES, Shared, shared

SECRET, PLAIN = "Chernihiv", "Odesa"
TEXT = (
    "Police said two workers were killed in a warehouse fire in {place}. The mayor of {place} said three were injured."
)


def edition(folder: Path, place: str) -> tuple[Store, Edition]:
    """A desk that holds one incident, which names a place."""
    folder.mkdir()
    texts = (TEXT.format(place=place), f"Officials in {place} said nobody was killed in the warehouse fire.")
    rows = [
        {"id": f"{place[0]}{n}", "published": "2024-05-01T10:00:00Z", "text": text, "source": f"{place} Gazette {n}"}
        for n, text in enumerate(texts)
    ]
    file, store = folder / "reports.jsonl", Store.open(folder / "desk.db", create=True)
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    add([str(file)], store, Choice(extractor="fast", jobs=1))
    known = Sources((Watched(f"{place} Gazette", "https://gazette.example/feed", "feed"),), ())
    records = StoredRecords(store, Archive.of(store.path, ""), lambda: known)
    return store, Edition(StoredDesk(store.view()), StoredPages(store), records)


@dataclass
class Kept(Shared):
    """The desk, and its editions by role."""

    by_role: dict[Role, Edition] = field(default_factory=dict)

    def held(self, role: Role) -> StoredDesk:
        found = self.by_role[role].desk
        assert isinstance(found, StoredDesk)
        return found


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    folder = tmp_path_factory.mktemp("editions")
    (first, whole), (second, cut) = (edition(folder / place[:3], place) for place in (SECRET, PLAIN))
    by_role: dict[Role, Edition] = {"reader": cut, "reporter": cut, "editor": whole, "admin": whole}
    with shared(
        folder, guests=True, desk=whole.desk, pages=whole.pages, records=whole.records, limits=Limits(0, 0, 0),
        editions=by_role.__getitem__,
    ) as one:  # fmt: skip
        yield Kept(one.address, one.keeper, one.now, one.app, one.open, by_role)
    first.close()
    second.close()


def addresses(desk: Kept, held: StoredDesk) -> list[str]:
    """Everything that may be asked, with the ids of a desk filled in."""
    incident = held.incidents()[0][0]
    parts = {"key": incident.id, "incident": incident.id, "report": incident.reports[0], "lang": "en", "form": "atom",
             "voice": "police", "name": "csv"}  # fmt: skip
    paths = [one.path for one in desk.app.routes if isinstance(one, APIRoute | Route) and "GET" in (one.methods or ())]
    paths += [f"/api/v1{one.path}" for one in TABLE if one.method == "GET"]
    paths += ["/api/v1/openapi.json", "/api/v1/docs"]
    found = [re.sub(r"\{(\w+)(:path)?\}", lambda m: parts.get(m[1], "x"), path) for path in paths]
    found = [path for path in found if not path.startswith(("/sign-in", "/account", "/people", "/live"))]
    found = [f"{path}?seconds=0&after=0" if path == "/api/v1/events" else path for path in found]
    more = [
        "/?q=fire",
        "/search?q=killed",
        f"/report/{parts['report']}",
        "/feed.json",
        f"/incident/{parts['key']}/feed.json",
    ]
    exports = [f"/incident/{parts['key']}/export/{name}" for name in ("csv", "jsonl", "geojson", "acled")]
    exports += [f"/export/{name}" for name in ("csv", "jsonl", "geojson", "acled")]
    return [*found, *more, *exports]


def told(answers: Sequence[bytes]) -> str:
    return b"\n".join(answers).decode("utf-8", "replace")


@pytest.mark.parametrize("role", [None, "reader", "reporter"])
def test_nothing_of_the_editors_edition_is_told_to_others(desk: Kept, role: Role | None) -> None:
    browser = desk.browser(role)
    for one in ("editor", "reader"):
        for path in addresses(desk, desk.held(one)):
            answer = browser.get(path, headers={"Accept": "text/html"})
            assert SECRET not in told([answer.content, str(answer.headers).encode()]), path


@pytest.mark.parametrize("role", ["editor", "admin"])
def test_the_same_addresses_tell_it_to_editors(desk: Kept, role: Role) -> None:
    """Else the test above could not fail."""
    browser = desk.browser(role)
    held = desk.held(role)
    telling = {path.partition("?")[0] for path in addresses(desk, held) if SECRET in browser.get(path).text}
    incident = held.incidents()[0][0]
    for path in ("/", "/search", "/feed.atom", "/feed.json", f"/incident/{incident.id}", "/api/v1/incidents",
                 "/api/v1/claims", "/api/v1/reports", f"/incident/{incident.id}/brief", "/api/v1/events",
                 "/sources", "/api/v1/sources", f"/report/{incident.reports[0]}"):  # fmt: skip
        assert path in telling, path


def test_a_program_sees_what_its_owner_sees(desk: Kept) -> None:
    program = desk.browser()
    cases: tuple[tuple[Role, bool], ...] = (("reader", False), ("editor", True))
    for role, sees in cases:
        for path in ("/api/v1/incidents", "/api/v1/reports", "/feed.atom", "/api/v1/events?seconds=0&after=0"):
            answer = program.get(path, headers=desk.token(role))
            assert answer.status_code == 200
            assert (SECRET in answer.text) == sees, (role, path)
            assert (PLAIN in answer.text) != sees


def test_what_somebody_sees_follows_their_role_at_once(desk: Kept) -> None:
    from tests.people.conftest import BOSS

    browser = desk.browser("editor")
    answer = browser.get("/api/v1/incidents")
    assert SECRET in answer.text
    try:
        desk.keeper.set_role(NAMES["editor"], "reader", BOSS)
        again = browser.get("/api/v1/incidents", headers={"If-None-Match": answer.headers["etag"]})
        assert (again.status_code, SECRET in again.text) == (200, False)
    finally:
        desk.keeper.set_role(NAMES["editor"], "editor", BOSS)


def test_answers_are_kept_apart_by_whoever_keeps_them(desk: Kept) -> None:
    page = desk.browser("editor").get("/")
    assert "no-store" in page.headers["cache-control"] or "no-cache" in page.headers["cache-control"]
    assert {"cookie", "authorization"} <= {one.strip().lower() for one in page.headers["vary"].split(",")}
