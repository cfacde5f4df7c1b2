"""Who is let in where: every way into a desk with accounts, asked by nobody, by each role, and by attackers."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from fastapi.routing import APIRoute
from starlette.routing import Mount, Route

from allegedly.errors import StoreFailed
from allegedly.model import Judgement, Taken, Wish
from allegedly.model.people import ROLES, Role
from allegedly.publish.api.app import TABLE
from allegedly.publish.visitor import NOBODY
from allegedly.publish.web.guard import Names
from allegedly.publish.web.metrics import Metrics
from allegedly.publish.web.rates import Limits
from tests.publish.build import at
from tests.publish.web.desk_with_people import NAMES, PASSWORD, Shared, shared

OPEN = {"/healthz", "/readyz", "/sign-in", "/sign-in/invitation", "/language/{lang}", "/sign-in/provider"}
OPEN |= {"/sign-in/provider/back", "/sign-in/code"}
ANY = Limits(0, 0, 0)
POSTS = (
    "/judge", "/judge/d9/undo", "/sign-in", "/sign-out", "/sign-in/invitation", "/account/password", "/account/token",
    "/account/session/x/end", "/account/token/x/end", "/people/add", "/people/role", "/people/end", "/people/invite",
    "/incident/i-0123/brief", "/api/v1/judgements", "/sign-in/code", "/account/second/begin",
    "/account/second/confirm", "/account/second/renew", "/account/second/off",
)  # fmt: skip


class Noted:
    """A decider that notes what was wished."""

    def __init__(self) -> None:
        self.wishes: list[Wish] = []

    def decide(self, wish: Wish) -> Taken:
        self.wishes.append(wish)
        return Taken(Judgement("d9", "merge", wish.target, wish.by, at(22)), (), ())

    def undo(self, key: str, by: str, reason: str = "") -> Taken:
        self.wishes.append(Wish("undo", (key,), by, reason))
        return Taken(Judgement("d9", "merge", (key,), by, at(22)), (), ())


@pytest.fixture(scope="module")
def noted() -> Noted:
    return Noted()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, noted: Noted) -> Iterator[Shared]:
    with shared(tmp_path_factory.mktemp("entrance"), decider=noted, metrics=Metrics(), limits=ANY) as running:
        yield running


def ways(desk: Shared) -> list[tuple[str, str]]:
    """Method and path of everything that the application answers, the API's table among it."""
    found = [("GET", f"/api/v1{one.path}") for one in TABLE if one.method == "GET"]
    found += [("POST", f"/api/v1{one.path}") for one in TABLE if one.method == "POST"]
    found += [
        ("GET", path) for path in ("/api/v1/", "/api/v1/openapi.json", "/api/v1/docs", "/no-such-page", "/metrics")
    ]
    for one in desk.app.routes:
        if isinstance(one, APIRoute | Route):
            found += [(method, one.path) for method in one.methods or () if method != "HEAD"]
        else:
            assert isinstance(one, Mount)
    return [(method, path) for method, path in found if path not in OPEN]


def filled(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "x", path)


def is_for_programs(path: str) -> bool:
    return path.startswith(("/api", "/feed", "/live", "/metrics")) or "/feed." in path


def test_nobody_gets_past_the_entrance_anywhere(desk: Shared) -> None:
    stranger = desk.browser(headers={"Origin": desk.address, "X-Forwarded-For": "127.0.0.1"})
    rows = ways(desk)
    assert len(rows) > 55
    for method, path in rows:
        answer = stranger.request(method, filled(path))
        if is_for_programs(path):
            assert answer.status_code == 401, (method, path)
            assert answer.headers["www-authenticate"].startswith("Bearer")
            assert answer.headers["content-type"] == "application/problem+json"
        elif method == "GET":
            assert (answer.status_code, answer.headers["location"][:8]) == (303, "/sign-in"), path
            assert not answer.content
        else:
            assert answer.status_code == 401, path
        assert "Novoport" not in answer.text


def test_other_spellings_of_a_path_open_nothing(desk: Shared) -> None:
    stranger = desk.browser()
    for path in (
        "/static/../review", "/static/%2e%2e/review", "/static/..%2freview", "//review", "/sign-in/../review",
        "/sign-in/%2e%2e/review", "/healthz/../review", "/%72eview", "/api/v1/../../review", "/review/", "/REVIEW",
        "/sign-in/x", "/healthz/", "/language/en/../../review", "/api%2fv1/incidents", "/api/v1/incidents%0a",
    ):  # fmt: skip
        raw = httpx.Request("GET", desk.address)
        raw.url = raw.url.copy_with(raw_path=path.encode())
        answer = stranger.send(raw)
        assert answer.status_code in (303, 401, 404), (path, answer.status_code)
        assert "Novoport" not in answer.text


def test_what_is_open_is_open_and_says_nothing_of_the_desk(desk: Shared) -> None:
    stranger = desk.browser()
    for path in ("/healthz", "/readyz", "/static/face.css", "/sign-in", "/sign-in/invitation"):
        answer = stranger.get(path)
        assert answer.status_code == 200, path
        assert "Novoport" not in answer.text


def test_a_reader_reads_all_and_changes_nothing(desk: Shared, noted: Noted) -> None:
    reader = desk.browser("reader")
    for path in ("/", "/review", "/track", "/incident/i-0123", "/api/v1/incidents"):
        answer = reader.get(path)
        assert answer.status_code == 200, path
        assert 'action="/judge' not in answer.text
    before = len(noted.wishes)
    answer = desk.post(reader, "/judge", kind="merge", target=["a", "b"], by="Olha")
    assert (answer.status_code, "read and not decide" in answer.text) == (403, True)
    told = {"Origin": desk.address}
    wish = {"kind": "merge", "target": ["a", "b"], "by": "Olha"}
    answer = reader.post("/api/v1/judgements", json=wish, headers=told)
    assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")
    assert reader.post("/judge/d9/undo", data={"by": "Olha"}, headers=told).status_code == 403
    assert len(noted.wishes) == before


@pytest.mark.parametrize("role", ROLES)
def test_pages_of_people_are_for_admins(desk: Shared, role: Role) -> None:
    browser = desk.browser(role)
    wanted = 200 if role == "admin" else 403
    assert browser.get("/people").status_code == wanted
    assert ('href="/people"' in browser.get("/account").text) == (role == "admin")
    answer = desk.post(browser, "/people/role", name="Rosa", role="reader")
    assert answer.status_code == (303 if role == "admin" else 403)
    if role != "admin":
        for path in ("/people/add", "/people/end", "/people/invite"):
            assert desk.post(browser, path, name="Olha", role="admin").status_code == 403


def test_decisions_are_signed_by_who_is_signed_in_whatever_a_form_says(desk: Shared, noted: Noted) -> None:
    reporter = desk.browser("reporter")
    page = reporter.get("/incident/i-0123").text
    assert '<input name="by"' not in page
    assert "<b>Petro</b>" in page
    desk.post(reporter, "/judge", kind="merge", target=["a", "b"], by="Olha")
    desk.post(reporter, "/judge/d9/undo", by="Olha")
    wish = {"kind": "merge", "target": ["a", "b"], "by": "Olha"}
    reporter.post("/api/v1/judgements", json=wish, headers={"Origin": desk.address})
    token = desk.token("editor", "read", "decide")
    desk.browser().post("/api/v1/judgements", json=wish, headers=token)
    desk.browser().post("/api/v1/judgements/d9/undo", json={"by": "Olha"}, headers=token)
    assert [one.by for one in noted.wishes[-5:]] == ["Petro", "Petro", "Petro", "Edyta", "Edyta"]


@pytest.mark.parametrize(
    "origin", ["", "null", "https://evil.example", "http://127.0.0.1", "http://127.0.0.1.evil.example"]
)
@pytest.mark.parametrize("path", POSTS)
def test_no_other_site_sends_anything_through_a_signed_in_browser(desk: Shared, path: str, origin: str) -> None:
    admin = desk.browser("admin")
    headers = {"Origin": origin} if origin else {}
    answer = admin.post(path, data={"name": "Olha", "password": PASSWORD}, headers=headers)
    assert answer.status_code == 403, path
    assert "set-cookie" not in answer.headers
    assert admin.get("/account").status_code == 200


def test_every_form_of_the_application_is_in_that_list(desk: Shared) -> None:
    posts = {filled(path) for method, path in ways(desk) if method == "POST" and not path.startswith("/api/")}
    mine = {path for path in posts if "/restrict" not in path}
    assert mine <= {re.sub(r"/(d9|i-0123)\b", "/x", path) for path in POSTS}


def test_a_token_opens_what_is_for_programs_and_no_page(desk: Shared) -> None:
    program, headers = desk.browser(), desk.token("admin", "read", "decide")
    for path in ("/api/v1/incidents", "/api/v1/openapi.json"):
        assert program.get(path, headers=headers).status_code == 200
    for path in ("/", "/review", "/account", "/people"):
        assert program.get(path, headers=headers).status_code == 403, path
    assert (
        program.post("/people/end", data={"name": "Rosa"}, headers={**headers, "Origin": desk.address}).status_code
        == 403
    )
    assert program.post("/account/token", data={"label": "more"}, headers=headers).status_code == 403


def test_a_token_needs_no_origin_and_a_cookie_beside_it_counts_for_nothing(desk: Shared, noted: Noted) -> None:
    admin, wish = desk.browser("admin"), {"kind": "merge", "target": ["a", "b"], "by": ""}
    reader = desk.token("reader", "read")
    assert admin.post("/api/v1/judgements", json=wish, headers=reader).status_code == 403
    both = {**desk.token("reporter", "read", "decide"), "Origin": "https://evil.example"}
    assert admin.post("/api/v1/judgements", json=wish, headers=both).status_code == 201
    assert noted.wishes[-1].by == NAMES["reporter"]
    wrong = {"Authorization": "Bearer alg_nothing", "Origin": desk.address}
    answer = admin.post("/api/v1/judgements", json=wish, headers=wrong)
    assert (answer.status_code, 'error="invalid_token"' in answer.headers["www-authenticate"]) == (401, True)


def test_powers_of_a_token_hold_apart(desk: Shared) -> None:
    program, wish = desk.browser(), {"kind": "merge", "target": ["a", "b"], "by": ""}
    reads, decides = desk.token("editor", "read"), desk.token("editor", "decide")
    assert program.get("/api/v1/incidents", headers=reads).status_code == 200
    refused = program.post("/api/v1/judgements", json=wish, headers=reads)
    assert (refused.status_code, refused.json()["detail"]) == (403, "This token may read and not decide.")
    assert program.get("/api/v1/incidents", headers=decides).status_code == 403
    assert program.post("/api/v1/judgements", json=wish, headers=decides).status_code == 201


@pytest.mark.parametrize("given", ["Bearer", "bearer x", "Bearer alg_", "BEARER alg_\u00e9".encode("latin-1")])
def test_what_looks_like_a_token_and_is_none_is_turned_away(desk: Shared, given: str | bytes) -> None:
    admin = desk.browser("admin")
    assert admin.get("/api/v1/incidents", headers={"Authorization": given}).status_code == 401  # type: ignore[arg-type]


def test_other_schemes_of_a_proxy_are_passed_over(desk: Shared) -> None:
    assert desk.browser("admin").get("/", headers={"Authorization": "Basic b2xoYTp4"}).status_code == 200


def test_figures_are_for_admins_and_this_machine(desk: Shared) -> None:
    assert desk.browser().get("/metrics").status_code == 200, "this machine"
    for header in ("X-Forwarded-For", "Forwarded", "X-Real-IP"):
        assert desk.browser().get("/metrics", headers={header: "127.0.0.1"}).status_code == 401, "by a proxy"
    far = {"X-Forwarded-For": "198.51.100.1"}
    assert desk.browser().get("/metrics", headers={**desk.token("editor"), **far}).status_code == 403
    assert desk.browser().get("/metrics", headers={**desk.token("admin"), **far}).status_code == 200


def test_a_desk_without_accounts_is_as_it_was_until_somebody_has_one(tmp_path: Path) -> None:
    noted = Noted()
    with shared(tmp_path, people=False, decider=noted) as desk:
        one = desk.browser()
        assert '<input name="by"' in one.get("/incident/i-0123").text
        assert "/sign-in" not in one.get("/").text
        for path in ("/sign-in", "/account", "/people"):
            assert one.get(path).status_code == 404, path
        desk.post(one, "/judge", kind="merge", target=["a", "b"], by="A. Editor")
        assert noted.wishes[-1].by == "A. Editor"
        desk.keeper.add("Olha", "admin", NOBODY)
        assert one.get("/").status_code == 303
        assert one.get("/api/v1/incidents").status_code == 401


def test_guests_read_where_the_settings_let_them(tmp_path: Path) -> None:
    with shared(tmp_path, guests=True, decider=Noted(), metrics=Metrics()) as desk:
        guest = desk.browser()
        assert 'action="/judge"' not in guest.get("/incident/i-0123").text
        assert guest.get("/api/v1/incidents").status_code == 200
        assert "/sign-in" in guest.get("/").text
        for path in ("/judge", "/account/token", "/people/add"):
            assert desk.post(guest, path, name="x", kind="merge", target=["a", "b"]).status_code == 403
        for path in ("/account", "/people"):
            assert guest.get(path).status_code == 403
        assert guest.get("/metrics", headers={"X-Forwarded-For": "10.0.0.1"}).status_code == 403
        assert guest.get("/api/v1/incidents", headers={"Authorization": "Bearer alg_x"}).status_code == 401


def test_only_names_of_the_desk_are_answered(tmp_path: Path) -> None:
    names = Names(frozenset({"desk.example.org"}), https=True)
    with shared(tmp_path, names=names) as desk:
        one = desk.browser()
        for host, status in (
            ("desk.example.org", 403),
            ("evil.example", 421),
            ("", 421),
            ("desk.example.org.evil", 421),
        ):
            assert one.get("/sign-in", headers={"Host": host}).status_code == status, host
        assert "https" in one.get("/sign-in", headers={"Host": "desk.example.org"}).text
        assert one.get("/sign-in").status_code == 200, "this machine, by its own name"
        assert one.get("/sign-in", headers={"X-Forwarded-For": "10.0.0.1"}).status_code == 421, "by a proxy"


def test_what_is_wrong_with_the_store_is_told_on_its_machine_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = "/srv/desk.db: another process is writing to it"
    with shared(tmp_path, unready=lambda: told) as desk:
        one, far = desk.browser("reader"), {"X-Forwarded-For": "198.51.100.1"}
        assert told in one.get("/readyz").text
        answer = one.get("/readyz", headers=far)
        assert (answer.status_code, "/srv" in answer.text) == (503, False)

        def broken(*_given: object) -> None:
            raise StoreFailed(told)

        for name in ("session", "token"):
            monkeypatch.setattr(desk.keeper._passes, name, broken)
        monkeypatch.setattr(desk.keeper._people, "trying", broken)
        answers = [one.get("/"), one.get("/api/v1/incidents"), desk.sign_in(desk.browser(), "Rosa")]
        monkeypatch.setattr(desk.keeper._people, "any", broken)
        desk.keeper._known = False
        answers += [one.get("/"), one.get("/api/v1/incidents")]
        assert [one.status_code for one in answers] == [503] * 5
        assert not any("/srv" in one.text for one in answers)
        assert one.get("/healthz").status_code == 200


def test_too_many_requests_are_told_to_wait(tmp_path: Path) -> None:
    with shared(tmp_path, limits=Limits(pages=8, programs=3, doors=4)) as desk:
        reader, other = desk.browser("reader"), desk.browser("editor")
        codes = [reader.get("/api/v1/incidents").status_code for _ in range(5)]
        assert codes == [200] * 3 + [429] * 2
        answer = reader.get("/api/v1/incidents")
        assert (answer.headers["content-type"], int(answer.headers["retry-after"]) > 0) == (
            "application/problem+json",
            True,
        )
        again = desk.browser()
        assert again.get("/api/v1/incidents", headers=desk.token("reader")).status_code == 429, "one person, two ways"
        assert other.get("/api/v1/incidents").status_code == 200
        pages = [reader.get("/").status_code for _ in range(9)]
        assert (pages.count(200), pages[-1]) == (8, 429)
        tries = [desk.sign_in(desk.browser(), "nobody").status_code for _ in range(4)]
        assert tries == [403, 403, 429, 429], "two had signed in before"
