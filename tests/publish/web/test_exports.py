"""The web desk hands on: names, types and contents of files; ClaimReview only when signed; refusals in words."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping

import httpx
import pytest

from allegedly.publish.clock import Clock
from allegedly.publish.exports.table import EXPORTS
from allegedly.publish.web.app import create_app
from allegedly.publish.web.site import Given
from tests.publish.build import INCIDENT, HandDesk
from tests.publish.web.server import serving

BASE = f"/incident/{INCIDENT.id}/export"


@pytest.fixture(scope="module")
def client() -> Iterator[httpx.Client]:
    with serving(create_app(Given(HandDesk(), Clock()))) as where, httpx.Client(base_url=where, timeout=120) as asking:
        yield asking


def name_of(answer: httpx.Response) -> str:
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith("attachment; filename=")
    return str(disposition.split('"')[1])


@pytest.mark.parametrize("where", [BASE, "/export"])
@pytest.mark.parametrize("name", [n for n, e in EXPORTS.items() if not e.signed])
def test_every_format(where: str, name: str, client: httpx.Client) -> None:
    answer = client.get(f"{where}/{name}")
    assert answer.status_code == 200
    assert name_of(answer).startswith(f"allegedly-{INCIDENT.id if where == BASE else 'desk'}-{name}")
    assert answer.headers["x-content-type-options"] == "nosniff"
    if name_of(answer).endswith(".zip"):
        assert answer.headers["content-type"] == "application/zip"
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            assert archive.testzip() is None
    else:
        assert "html" not in answer.headers["content-type"]
        assert INCIDENT.id in answer.text


def test_one_table(client: httpx.Client) -> None:
    answer = client.get(f"{BASE}/csv?table=claims")
    assert name_of(answer) == "allegedly-i-0123-csv-claims.csv"
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert {r["claim"] for r in csv.DictReader(io.StringIO(answer.text, newline=""))} == set(INCIDENT.claims)
    two = client.get(f"{BASE}/csv?table=claims&table=tolls")
    assert zipfile.ZipFile(io.BytesIO(two.content)).namelist() == ["claims.csv", "tolls.csv"]


def test_the_lists_filters(client: httpx.Client) -> None:
    assert len(client.get("/export/geojson?place=Novoport&status=contested").json()["features"]) == 1
    assert client.get("/export/geojson?place=Elsewhere").json()["features"] == []


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/export/excel", 404, "no format"),
        (f"{BASE}/excel", 404, "no format"),
        ("/incident/zz/export/csv", 404, "No incident"),
        ("/incident/zz/export", 404, "No incident"),
        (f"{BASE}/csv?table=clams", 422, "No such table"),
        (f"{BASE}/acled?table=claims", 422, "no tables"),
        (f"{BASE}/claimreview", 422, "Name who signs it"),
        (f"{BASE}/claimreview?signed_by=%20&claim=c1", 422, "Name who signs it"),
        (f"{BASE}/claimreview?signed_by=O.%20Editor", 422, "Name who signs it"),
        (f"{BASE}/claimreview?signed_by=O.%20Editor&claim=zz", 422, "no claim"),
        ("/export/claimreview", 422, "Name who signs it"),
    ],
)
def test_refusals_in_words(address: str, status: int, words: str, client: httpx.Client) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert words in answer.text
    assert "/tmp" not in answer.text
    assert "content-disposition" not in answer.headers


def test_a_signed_review(client: httpx.Client) -> None:
    signed: Mapping[str, str] = {"signed_by": "O. Editor", "claim": "c1", "rating": "Unproven"}
    (review,) = client.get(f"{BASE}/claimreview", params=signed).json()
    assert review["author"]["name"] == "O. Editor"
    assert review["reviewRating"]["alternateName"] == "Unproven"


def test_the_pages_offer_every_format_and_the_form(client: httpx.Client) -> None:
    page = client.get(BASE).text
    for name, one in EXPORTS.items():
        assert (f'href="{BASE}/{name}"' in page) != one.signed
    assert f'action="{BASE}/claimreview"' in page
    assert all(f'value="{c}"' in page for c in INCIDENT.claims)
    filtered = client.get("/export?place=Novo%26port&q=fire").text
    assert 'href="/export/csv?q=fire&amp;place=Novo%26port"' in filtered
    assert 'href="/export/csv?q=fire&amp;place=Novo%26port&amp;table=claims"' in filtered


def test_a_hostile_id_names_no_file(client: httpx.Client) -> None:
    answer = client.get("/incident/..%2f..%2fetc/export/csv")
    assert answer.status_code == 404
    assert json.dumps(dict(answer.headers)).find("passwd") == -1
