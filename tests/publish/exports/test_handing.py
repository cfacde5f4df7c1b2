"""`allegedly export --as`: what a user types, what they get, and what they are told where it cannot be."""

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from allegedly.cli.app import app
from allegedly.errors import AbortRun, OutputFailed, SetupIncomplete
from allegedly.publish.exports.printed import print_page
from allegedly.publish.exports.table import EXPORTS
from tests.publish.exports.made import rows
from tests.publish.web.chromium import NEEDED


@pytest.fixture(autouse=True)
def here(desk_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ALLEGEDLY_STORE", str(desk_file))
    return tmp_path


def run(*words: str, status: int = 0) -> Result:
    found = CliRunner().invoke(app, ["export", *words])
    assert found.exit_code == status, found.output
    return found


def refused(*words: str) -> str:
    found = CliRunner().invoke(app, ["export", *words])
    assert isinstance(found.exception, AbortRun)
    return str(found.exception)


@pytest.mark.parametrize("name", [n for n, e in EXPORTS.items() if not e.signed])
def test_every_format_of_the_whole_desk(name: str, here: Path) -> None:
    told = run("--as", name).output
    (made,) = (p for p in here.iterdir() if p.is_file())
    assert told.startswith(f"{made.name}: ")
    assert f"incidents as {name}" in told
    assert made.stat().st_size > 100
    run("all", "--as", name, "-o", "again.zip")
    if made.suffix == ".zip":
        assert Path("again.zip").read_bytes() == made.read_bytes()


def test_one_table_of_named_incidents(here: Path) -> None:
    run("largest", "--as", "csv", "--table", "claims", "-o", "claims.csv")
    found = rows((here / "claims.csv").read_bytes())
    assert len({r["incident"] for r in found}) == 1
    assert len(found) > 20
    run(found[0]["incident"][:8], "largest", "--as", "csv", "--table", "claims", "-o", "twice.csv")
    assert Path("twice.csv").read_bytes() == Path("claims.csv").read_bytes()


def test_filters_and_nothing_that_fits(here: Path) -> None:
    run("--as", "csv", "--status", "contested", "--table", "incidents", "-o", "some.csv")
    assert {r["occurrence"] for r in rows((here / "some.csv").read_bytes())} == {"contested"}
    assert "No incident fits" in run("--as", "geojson", "--place", "Nowhere", "-o", "none.geojson").output
    assert json.loads((here / "none.geojson").read_text())["features"] == []


def test_as_of(here: Path) -> None:
    run("largest", "--as", "csv", "--table", "incidents", "-o", "then.csv", "--as-of", "2024-01-04T16:00")
    run("largest", "--as", "csv", "--table", "incidents", "-o", "now.csv")
    (then,), (now,) = (rows((here / f"{n}.csv").read_bytes()) for n in ("then", "now"))
    assert int(then["reports"]) < int(now["reports"])
    assert then["as_of"] == "2024-01-04T16:00:00+00:00"


def test_exact_places_on_request(here: Path) -> None:
    run("--as", "csv", "--table", "claims", "-o", "coarse.csv")
    run("--as", "csv", "--table", "claims", "-o", "exact.csv", "--exact")
    coarse, exact = (
        {r["place_precision"] for r in rows((here / f"{n}.csv").read_bytes())} for n in ("coarse", "exact")
    )
    assert "exact" in exact - coarse


def test_claimreview_by_a_person_only(here: Path) -> None:
    run("largest", "--as", "csv", "--table", "claims", "-o", "claims.csv")
    claim = rows((here / "claims.csv").read_bytes())[0]["claim"]
    assert "--signed-by NAME" in refused("largest", "--as", "claimreview", "--claim", claim)
    assert "--signed-by NAME" in refused("largest", "--as", "claimreview", "--signed-by", "A. Editor")
    run("largest", "--as", "claimreview", "--claim", claim[:12], "--signed-by", "A. Editor", "-o", "review.json")
    (review,) = json.loads((here / "review.json").read_text("utf-8"))
    assert review["author"]["name"] == "A. Editor"
    assert "reviewRating" not in review


def test_wrong_use_is_told() -> None:
    assert "none of jsonl, csv" in run("--as", "excel", status=2).output
    assert "no incident" in run("zzzz", "--as", "csv", status=2).output
    assert "none of unassessed" in run("--as", "csv", "--status", "proven", status=2).output
    assert "choose what to write" in run("largest", status=2).output
    assert "name one incident" in run("--bundle", status=2).output
    assert "Name a folder" in refused("--as", "csv", "-o", "a.csv")
    assert "No such table" in refused("--as", "csv", "--table", "clams")


def test_bundle_is_a_format_too(here: Path) -> None:
    run("largest", "--as", "bundle", "-o", "case.zip")
    with zipfile.ZipFile(here / "case.zip") as archive:
        assert "assessment.json" in archive.namelist()


def test_without_a_browser_it_says_how_to_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    found = CliRunner().invoke(app, ["export", "largest", "--as", "pdf"])
    assert isinstance(found.exception, SetupIncomplete)
    assert "Save as PDF" in str(found.exception)


@pytest.mark.browser
@NEEDED
def test_a_pdf_of_the_incident(here: Path) -> None:
    told = run("largest", "--as", "pdf", "-o", "incident.pdf").output
    data = (here / "incident.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", data))
    assert pages >= 1
    counted = re.search(rb"/Type\s*/Pages\b[^>]*?/Count\s+(\d+)|/Count\s+(\d+)[^>]*?/Type\s*/Pages\b", data)
    assert counted
    assert b"/Font" in data  # there are words on it
    title = told.removeprefix("incident.pdf: ").rpartition(", ")[0]
    assert title in text_of(here / "incident.pdf", data)


def text_of(path: Path, data: bytes) -> str:
    """The words of a PDF: by pdftotext where there is one, else its title, which Chromium writes as UTF-16 or plain."""
    tool = shutil.which("pdftotext")
    if tool:
        return subprocess.run([tool, str(path), "-"], capture_output=True, text=True, check=True).stdout
    found = re.search(rb"/Title\s*(?:\(((?:\\.|[^)\\])*)\)|<([0-9A-Fa-f]+)>)", data, re.DOTALL)
    assert found
    raw = bytes.fromhex(found[2].decode()) if found[2] else re.sub(rb"\\(.)", rb"\1", found[1], flags=re.DOTALL)
    return raw.decode("utf-16") if raw[:2] in (b"\xfe\xff", b"\xff\xfe") else raw.decode("latin-1")


def test_a_browser_that_prints_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputFailed, match="printed nothing"):
        print_page("http://127.0.0.1:9/", tmp_path / "out.pdf", "true")
    assert list(tmp_path.glob("*.pdf")) == []
