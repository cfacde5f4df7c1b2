"""A batch on engines: the four files of one process, to the byte, whatever runs the passes."""

from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from allegedly import bulk, pipeline
from allegedly.assess import assess
from allegedly.model import Incident, Report
from allegedly.publish.contract import incident_row
from allegedly.run import engine
from allegedly.stages import Choice, Sealed, way

PACKS = [
    str(Path(__file__).parents[1] / "samples" / name / "reports.jsonl")
    for name in ("plant-explosion", "crimea-2024-01-04")
]
FILES = ("attributions.jsonl", "claims.jsonl", "mentions.jsonl", "incidents.jsonl")
FAST = Choice(extractor="fast", jobs=1)


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("here")
    tally = pipeline.batch(PACKS, out, FAST)
    assert tally.incidents > 3
    return out


def same(a: Path, b: Path) -> bool:
    return all((a / name).read_bytes() == (b / name).read_bytes() for name in FILES)


def test_passes_in_one_process_give_the_same_files(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "HERE", 0)
    monkeypatch.setattr("allegedly.link.spread.WINDOW", 7)
    pipeline.batch(PACKS, tmp_path, FAST)
    assert same(here, tmp_path)


def test_two_processes_give_the_same_files(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "LARGE", 3)  # linking is done by new processes
    pipeline.batch(PACKS, tmp_path, Choice(extractor="fast", jobs=2))
    assert same(here, tmp_path)


def test_what_a_run_held_beside_is_gone_after_it(here: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "beside").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "beside"))
    pipeline.batch(PACKS[:1], tmp_path / "out", FAST)
    assert list((tmp_path / "beside").iterdir()) == []


def test_one_engine_serves_a_whole_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []

    def counted(*given: object) -> AbstractContextManager[object]:
        begun.append("")
        return engine(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "engine", counted)
    pipeline.batch(PACKS[:1], tmp_path, FAST)
    assert len(begun) == 1


def test_an_incident_without_claims_is_assessed_as_if_its_reports_were_read() -> None:
    report = Report("r", "Lowport has a library with a garden.", lang="en", source="Herald")
    (sealed,) = way(FAST).seal.apply(report)
    assert isinstance(sealed, Sealed)
    held = bulk.opened(sealed.data)
    incident = Incident("i", "Lowport", ("r",), (), None, None, "p", "Lowport", parts=("Lowport", "Kharkiv"))
    assert held.claims == ()
    (line,) = bulk.assessed(None, [bulk.Case(incident, ())])
    assert line == bulk.encode(incident_row(incident, assess(incident, {"r": held})))
