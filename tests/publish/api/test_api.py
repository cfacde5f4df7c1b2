"""Every route answers a reader: what it gives is what the desk holds, in pages, with marks, or a problem that helps."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import httpx
import msgspec
import pytest

from allegedly.desk.pages import StoredPages
from allegedly.model import Assessment, Extraction, Provenance
from allegedly.model.glance import Glance
from allegedly.model.listing import ClaimLine, ReportLine
from allegedly.publish.api.app import TABLE
from allegedly.publish.web.app import create_app
from allegedly.store import Match, Store
from tests.publish.api.conftest import Running, given
from tests.publish.web.server import serving


def pages(desk: Running, path: str) -> list[dict[str, object]]:
    """All items of a list, by its cursors; the header and the body must lead to the same."""
    found: list[dict[str, object]] = []
    where = f"/api/v1{path}"
    while True:
        got = desk.client.get(where)
        assert got.status_code == 200, got.text
        found += got.json()["items"]
        if got.json()["next"] is None:
            assert "next" not in got.links
            return found
        where = got.links["next"]["url"]
        assert f"cursor={got.json()['next']}" in where


def test_incidents_are_those_of_the_desk_each_once(desk: Running) -> None:
    held = {i.id for i, _ in desk.store.view().incidents(limit=1000)}
    found = pages(desk, "/incidents?limit=2")
    assert [g["id"] for g in found] == list(dict.fromkeys(g["id"] for g in found))
    assert {g["id"] for g in found} == held
    assert desk.get("/incidents?limit=1").json()["total"] == len(held)
    assert msgspec.convert(found[0], Glance, strict=True).id == found[0]["id"]


def test_filters_of_incidents(desk: Running) -> None:
    every = desk.store.view().incidents(limit=1000)

    def found(**asked: str) -> set[str]:
        return {g["id"] for g in desk.get("/incidents", params={"limit": "200", **asked}).json()["items"]}

    assert found(status="contested") == {i.id for i, a in every if a.occurrence == "contested"}
    assert found(attribution="none") == {i.id for i, a in every if a.attribution == "none"}
    assert found(conflicts="open") == {i.id for i, a in every if any(not c.settled for c in a.conflicts)}
    fires = {i.id for i, a in every if any(p.event == "fire" for p in a.propositions)}
    assert found(event="fire") == fires
    assert found(place="любим") >= {i.id for i, _ in every if i.place_name == "Liubymivka"}
    assert found(q="missiles") != found()
    at = "2024-01-20T00:00:00Z"
    assert found(since=at) | found(until=at) == found()
    assert not found(since=at) & found(until=at)
    assert found(since=at)


def test_one_incident_as_known_now_and_then(desk: Running) -> None:
    now = desk.get("/incidents/largest").json()
    assessed = msgspec.convert(now["assessment"], Assessment)
    assert assessed == desk.store.view().assessment(now["incident"]["id"])
    then = desk.get("/incidents/largest?at=2024-01-04T16:00:00Z").json()["assessment"]
    assert then["as_of"] == "2024-01-04T16:00:00Z"
    assert len(then["origins"]) < len(assessed.origins)
    assert (
        desk.get("/incidents/largest?at=2024-01-04T18:00:00%2B02:00&by=seen").json()["assessment"]["known_by"] == "seen"
    )
    by_start = desk.get(f"/incidents/{now['incident']['id'][:7]}").json()
    assert by_start["incident"]["id"] == now["incident"]["id"]


def test_claims_of_an_incident_in_order_and_matrix_over_them(desk: Running) -> None:
    one = desk.get("/incidents/largest").json()["incident"]
    found = pages(desk, "/incidents/largest/claims?limit=50")
    assert {c["claim"]["id"] for c in found} == set(one["claims"])  # type: ignore[index]
    times = [c["published"] for c in found if c["published"]]
    instants = [msgspec.convert(t, ClaimLine.__annotations__["published"]) for t in times]
    assert instants == sorted(instants)
    matrix = desk.get("/incidents/largest/matrix").json()
    rows, columns = ({r["key"] for r in matrix[name]} for name in ("rows", "columns"))
    assert rows
    assert {c["proposition"] for c in matrix["cells"]} <= rows
    assert {c["origin"] for c in matrix["cells"]} <= columns


def test_changes_between_two_moments(desk: Running) -> None:
    got = desk.get("/incidents/largest/changes?since=2024-01-04T15:00:00Z&until=2024-01-04T19:00:00Z").json()
    assert {"voice", "proposition"} <= {c["kind"] for c in got["changes"]}
    assert desk.get("/incidents/largest/changes?since=2030-01-01T00:00:00Z").json()["changes"] == []
    missing = desk.get("/incidents/largest/changes")
    assert missing.status_code == 422
    assert missing.json()["errors"][0]["field"] == "since"
    reversed_ = desk.get("/incidents/largest/changes?since=2024-01-05T00:00:00Z&until=2024-01-04T00:00:00Z")
    assert reversed_.json()["errors"] == [{"field": "until", "message": "is before since"}]


def test_the_brief_in_three_forms_and_languages(desk: Running) -> None:
    told = desk.get("/incidents/largest/brief").json()
    numbers = {r["number"] for r in told["references"]}
    assert told["sentences"]
    assert all(s["references"] and set(s["references"]) <= numbers for s in told["sentences"])
    markdown = desk.get("/incidents/largest/brief?format=md&lang=uk")
    assert markdown.headers["content-type"] == "text/markdown; charset=utf-8"
    assert markdown.text.startswith("# ")
    plain = desk.get("/incidents/largest/brief?format=text&lang=ru")
    assert "#" not in plain.text
    assert plain.text != desk.get("/incidents/largest/brief?format=text").text


def test_the_brief_in_full_leaves_no_sentence_out(desk: Running) -> None:
    ids = [one["id"] for one in desk.get("/incidents?limit=100").json()["items"]]
    told = [[desk.get(f"/incidents/{i}/brief?full={full}").json()["sentences"] for full in "01"] for i in ids]
    assert all(len(short) <= len(full) for short, full in told)
    assert any(len(short) < len(full) for short, full in told)
    assert desk.get("/incidents/largest/brief?full=yes").json()["errors"][0]["field"] == "full"


def test_claims_are_found_by_what_they_say(desk: Running) -> None:
    every = pages(desk, "/claims?limit=60")
    assert len(every) == len(desk.store.view().claims(Match(), limit=10_000))
    denied = pages(desk, "/claims?stance=deny&event=interception")
    assert all((c["claim"]["stance"], c["claim"]["event"]) == ("deny", "interception") for c in denied)  # type: ignore[index]
    assert 0 < len(pages(desk, "/claims?speaker=губернатор")) < len(every)
    assert 0 < len(pages(desk, "/claims?place=Sevastopol&since=2024-01-04T00:00:00Z")) < len(every)
    first = msgspec.convert(every[0], ClaimLine)
    held = desk.store.view().report(first.claim.report)
    assert held.words(first.claim.span) == first.claim.text


def test_reports_their_text_versions_and_provenance(desk: Running) -> None:
    every = pages(desk, "/reports?limit=20")
    assert len(every) == desk.store.view().counts()["report"]
    assert msgspec.convert(every[0], ReportLine).id == every[0]["id"]
    assert {r["lang"] for r in pages(desk, "/reports?lang=uk")} == {"uk"}
    assert 0 < len(pages(desk, "/reports?q=missiles")) < len(every)
    one = desk.get(f"/reports/{every[0]['id']}").json()
    found = msgspec.convert(one["extraction"], Extraction)
    assert found == desk.store.view().extraction(found.report.id)
    assert one["incidents"]
    assert [v["id"] for v in desk.get(f"/reports/{found.report.id}/versions").json()["items"]] == [found.report.id]
    way = msgspec.convert(desk.get(f"/reports/{found.report.id}/provenance").json(), Provenance)
    assert way.custody[0].inclusion == "proven"


def test_voices_sources_and_what_was_not_used(desk: Running) -> None:
    voices = pages(desk, "/voices?limit=5")
    assert sum(t.statements for t in desk.store.view().lists().records()) == sum(
        int(str(v["statements"])) for v in voices
    )
    key = str(voices[0]["key"])
    assert desk.get(f"/voices/{key}").json() == voices[0]
    assert desk.get("/sources").json()["items"][0]["watched"]["name"] == "Harbour Gazette"
    rejected = pages(desk, "/rejections?limit=1")
    assert [r["stage"] for r in rejected] == ["read"]


def test_news_after_a_number(desk: Running) -> None:
    found = desk.get("/notices?limit=200").json()
    assert found["items"][0]["seq"] == 1
    assert found["last"] == found["items"][-1]["seq"]
    assert desk.get(f"/notices?after={found['last']}").json() == {"items": [], "last": found["last"], "lost": False}
    largest = desk.get("/incidents/largest/notices").json()["items"]
    assert [n["what"] for n in largest] == ["changed", "new"]
    assert largest[0]["changes"]


@pytest.mark.parametrize("path", ["/incidents", "/incidents/largest", "/openapi.json", "/docs", "/reports", "/notices"])
def test_what_is_held_already_is_not_sent_again(desk: Running, path: str) -> None:
    got = desk.get(path)
    tag = got.headers["etag"]
    assert tag.startswith('"')
    assert got.headers["cache-control"] == "private, no-cache"
    for given_tags in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = desk.get(path, headers={"If-None-Match": given_tags})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
    assert desk.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_head_tells_what_get_would(desk: Running) -> None:
    for path in ("/incidents", "/incidents/largest/matrix", "/events"):
        got = desk.client.head(f"/api/v1{path}")
        assert (got.status_code, got.content) == (200, b"")
    assert desk.client.head("/api/v1/incidents").headers["etag"] == desk.get("/incidents").headers["etag"]


@pytest.mark.parametrize(
    ("path", "status", "field"),
    [
        ("/nothing", 404, ""),
        ("/incidents/zz", 404, ""),
        ("/incidents/", 404, ""),
        ("/reports/none", 404, ""),
        ("/reports/none/provenance", 404, ""),
        ("/voices/none", 404, ""),
        ("/incidents?limit=0", 422, "limit"),
        ("/incidents?limit=201", 422, "limit"),
        ("/incidents?limit=1.5", 422, "limit"),
        ("/incidents?status=true", 422, "status"),
        ("/incidents?since=yesterday", 422, "since"),
        ("/incidents?since=2024-01-04T18:00", 422, "since"),
        ("/incidents?colour=red", 422, "colour"),
        ("/incidents?q=a&q=b", 422, "q"),
        (f"/incidents?q={'x' * 201}", 422, "q"),
        ("/incidents?cursor=zzzz", 422, "cursor"),
        ("/incidents/largest?by=hearsay", 422, "by"),
        ("/incidents/largest/brief?lang=fr", 422, "lang"),
        ("/events?kinds=all", 422, "kinds"),
        ("/openapi.json?x=1", 422, "x"),
    ],
)
def test_errors_are_problems_and_name_the_field(desk: Running, path: str, status: int, field: str) -> None:
    got = desk.get(path)
    assert got.status_code == status
    assert got.headers["content-type"] == "application/problem+json"
    assert got.headers["cache-control"] == "no-store"
    told = got.json()
    assert (told["type"], told["status"]) == ("about:blank", status)
    assert told["detail"].endswith((".", "json"))
    assert [one["field"] for one in told["errors"]] == ([field] if field else [])


def test_what_is_unknown_is_told_with_what_is_known(desk: Running) -> None:
    assert "known: q, place, status" in desk.get("/incidents?colour=red").json()["detail"]
    assert "known: contested, corroborated" in desk.get("/incidents?status=red").json()["detail"]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "POST", "OPTIONS"])
def test_other_methods_are_problems_too(desk: Running, method: str) -> None:
    got = desk.client.request(method, "/api/v1/incidents")
    assert got.status_code == 405
    assert got.headers["content-type"] == "application/problem+json"
    assert set(got.headers["allow"].split(", ")) == {"GET", "HEAD"}
    assert "access-control-allow-origin" not in got.headers


def test_a_cursor_fits_its_own_list_and_filters_only(desk: Running) -> None:
    cursor = desk.get("/claims?limit=1").json()["next"]
    assert desk.get(f"/claims?limit=2&cursor={cursor}").status_code == 200
    for other in ("/claims?stance=affirm", "/reports?limit=1", "/incidents?limit=1"):
        got = desk.get(f"{other}&cursor={cursor}")
        assert got.status_code == 422
        assert got.json()["errors"][0]["field"] == "cursor"


@pytest.mark.parametrize("mark", [(), (1,), ("x", "y"), (2**63, 1), (None, "x"), (1, 2, 3), ([],), (1.5, 1)])
@pytest.mark.parametrize("path", ["/claims", "/reports", "/incidents", "/rejections", "/voices", "/judgements"])
def test_forged_cursors_break_nothing(desk: Running, path: str, mark: tuple[object, ...]) -> None:
    got = desk.get(f"{path}?limit=1")
    real = got.json()["next"]
    of = msgspec.msgpack.decode(urlsafe_b64decode(real + "=" * (-len(real) % 4)))[0] if real else "00000000"
    forged = urlsafe_b64encode(msgspec.msgpack.encode((of, mark))).decode().rstrip("=")
    assert desk.get(f"{path}?limit=1&cursor={forged}").status_code in (200, 422)


HOSTILE = ["'; DROP TABLE report; --", '" OR 1=1', "NEAR(", "*", '"""', "\x00", "%", "_", "../../etc/passwd", "\u202e",
           "<script>alert(1)</script>", "{{ 7*7 }}", "-", "-x", "AND OR NOT", "😀" * 50, "é" * 200]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_words(desk: Running, words: str) -> None:
    for path, name in (("/incidents", "q"), ("/incidents", "place"), ("/reports", "q"), ("/reports", "source"),
                       ("/claims", "speaker"), ("/claims", "place")):  # fmt: skip
        got = desk.get(path, params={name: words})
        assert got.status_code == 200, (path, name, got.text)
    assert len(pages(desk, "/reports?limit=200")) == desk.store.view().counts()["report"]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_ids_are_not_found(desk: Running, words: str) -> None:
    for kind in ("incidents", "reports", "voices"):
        got = desk.get(f"/{kind}/{quote(words, safe='')}")
        assert got.status_code == 404, (kind, got.text)


def test_under_another_name_nothing_is_answered(desk: Running) -> None:
    got = desk.get("/incidents", headers={"Host": "evil.example"})
    assert got.status_code == 421
    assert got.headers["content-type"] == "application/problem+json"


def test_a_defect_is_a_problem_that_tells_nothing_of_the_inside(desk: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*given: object) -> None:
        raise ZeroDivisionError("secret of the inside")

    monkeypatch.setattr(StoredPages, "reports", broken)
    got = desk.get("/reports")
    assert got.status_code == 500
    assert got.headers["content-type"] == "application/problem+json"
    assert "secret" not in got.text


def test_a_desk_that_lacks_something_does_not_offer_it(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "desk.db", create=True)
    with serving(create_app(replace(given(store), pages=None, records=None))) as address:
        assert httpx.get(address + "/api/v1/reports").status_code == 404
        assert httpx.get(address + "/feed.atom").status_code == 404
        assert httpx.get(address + "/api/v1/judgements").json() == {"items": [], "next": None}
        paths = httpx.get(address + "/api/v1/openapi.json").json()["paths"]
        assert "/reports" not in paths
        assert "/incidents" in paths
    store.close()


def test_the_page_for_people_lists_every_route(desk: Running) -> None:
    page = desk.get("/docs").text
    for route in TABLE:
        assert f'id="{route.name}"' in page
    assert desk.client.get("/api/v1/", follow_redirects=True).text == page
    assert "<style" not in page


def test_every_example_of_the_page_works(desk: Running) -> None:
    key, voice = (
        desk.get("/reports?limit=1").json()["items"][0]["id"],
        desk.get("/voices?limit=1").json()["items"][0]["key"],
    )
    for route in TABLE:
        if route.example:
            path = route.example.replace("tg77-12", key).replace("actor:mayor", voice)
            assert desk.get(path).status_code == 200, path
