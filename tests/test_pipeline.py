"""The page: reports in, results out, with a plug-in extractor that needs no model."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from allegedly import pipeline, plugins, stages
from allegedly.errors import DefectFound, InputMissing, OutputFailed, SetupIncomplete
from allegedly.model import Report, Snapshot
from allegedly.preserve.archive import Archive
from allegedly.run import Stage
from allegedly.stages import Choice
from allegedly.store import Store

from .conftest import Write

ECHO = Choice(extractor="echo", jobs=1)
FILES = ("attributions.jsonl", "claims.jsonl", "mentions.jsonl", "incidents.jsonl")


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]


def test_stages_that_do_not_fit_are_found_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    def misfit(name: str, version: int, takes: type, gives: type, *rest: Any) -> Stage[Any, Any]:
        return Stage(name, version, takes, Report if gives is Snapshot else gives, *rest)

    monkeypatch.setattr(stages, "Stage", misfit)
    with pytest.raises(TypeError, match="stage preserve gives Report, stage read takes Snapshot"):
        stages.way(Choice())


def test_batch_writes_the_four_files_of_the_contract(echo: str, reports: Write, tmp_path: Path) -> None:
    tally = pipeline.batch(reports("Mayor heard a blast", "Guard saw no fire"), tmp_path / "out", ECHO)
    assert (tally.reports, tally.claims, tally.rejections) == (2, 2, [])
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(FILES)
    first, second = rows(tmp_path / "out", "claims")
    assert (first["report"], first["text"], first["span"]) == ("r1", "heard a blast", [6, 19])
    assert second["stance"] == "deny"
    assert {r for i in rows(tmp_path / "out", "incidents") for r in i["reports"]} == {"r1", "r2"}


def test_what_cannot_be_used_is_rejected_and_the_rest_goes_on(echo: str, reports: Write, tmp_path: Path) -> None:
    path = reports("Mayor heard it", b"broken{", "Guard says SKIP", "Guard says BREAK", {"text": ""}, "Doctor came")
    tally = pipeline.batch(path, tmp_path / "out", ECHO)
    assert tally.reports == 2
    assert [r.stage for r in tally.rejections] == ["read", "read", "prepare+extract", "prepare+extract"]
    assert [r.record for r in tally.rejections][2:] == ["r3", "r4"]
    assert "defect: ZeroDivisionError" in tally.rejections[3].reason
    assert {c["report"] for c in rows(tmp_path / "out", "claims")} == {"r1", "r6"}


def test_strict_batch_stops_at_a_defect(echo: str, reports: Write, tmp_path: Path) -> None:
    with pytest.raises(DefectFound, match="broke on r1"):
        pipeline.batch(reports("Guard says BREAK"), tmp_path / "out", replace(ECHO, strict=True))


def test_all_cores_give_what_one_gives(echo: str, reports: Write, tmp_path: Path) -> None:
    path = reports(*(f"Guard {n} saw {'no ' * (n % 2)}fire" for n in range(60)), "Guard says SKIP")
    one = pipeline.batch(path, tmp_path / "one", ECHO)
    two = pipeline.batch(path, tmp_path / "two", replace(ECHO, jobs=2))
    assert one.rejections == two.rejections
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_order_of_the_input_does_not_change_the_result(echo: str, reports: Write, tmp_path: Path) -> None:
    made = [{"id": f"x{n}", "text": f"Guard {n} saw fire"} for n in range(8)]
    pipeline.batch(reports(*made, name="a.jsonl"), tmp_path / "a", ECHO)
    pipeline.batch(reports(*reversed(made), name="b.jsonl"), tmp_path / "b", ECHO)
    for name in FILES:
        lines = [sorted((tmp_path / run / name).read_bytes().splitlines()) for run in "ab"]
        assert lines[0] == lines[1]


def test_results_that_cannot_be_written_leave_no_half_file(echo: str, reports: Write, tmp_path: Path) -> None:
    out = tmp_path / "out"
    pipeline.batch(reports("Mayor heard it"), out, ECHO)
    before = (out / "claims.jsonl").read_bytes()
    (out / "claims.jsonl.part").symlink_to("/dev/full")  # every write there fails as on a full disk
    with pytest.raises(OutputFailed, match=r"claims.jsonl: cannot be written: No space left.*--out"):
        pipeline.batch(reports("Mayor heard another"), out, ECHO)
    assert (out / "claims.jsonl").read_bytes() == before
    assert sorted(p.name for p in out.iterdir()) == sorted(FILES)


def test_folder_that_is_a_file_is_told(echo: str, reports: Write, tmp_path: Path) -> None:
    path = reports("Mayor heard it")
    with pytest.raises(OutputFailed, match="cannot be written"):
        pipeline.batch(path, path, ECHO)


def test_progress_is_told_of_every_report(echo: str, reports: Write, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    path = reports("Mayor heard it", "Guard says SKIP", "Doctor came")
    pipeline.batch(path, tmp_path / "out", ECHO, lambda *at: seen.append(at))
    assert seen == [("extract", 1, 3), ("extract", 2, 3), ("extract", 3, 3), ("assess", 1, 1)]


# the store


def test_add_holds_what_batch_gives(echo: str, reports: Write, tmp_path: Path, store: Store) -> None:
    path = reports("Mayor heard a blast", "Guard saw no fire")
    tally = pipeline.add([str(path)], store, ECHO)
    pipeline.batch(path, tmp_path / "out", ECHO)
    view = store.view()
    assert [c.id for c, _ in reversed(view.claims())] == [c["id"] for c in rows(tmp_path / "out", "claims")]
    assert {i.id for i, _ in view.incidents()} == {i["id"] for i in rows(tmp_path / "out", "incidents")}
    assert tally.incidents == view.counts()["incident"]
    report = view.report("r1")
    assert Archive.of(store.path).captured(report.snapshot) == path.read_bytes()


def test_adding_everything_again_changes_nothing(echo: str, reports: Write, store: Store) -> None:
    path = reports("Mayor heard it", b"broken{", "Guard says SKIP", {"text": "Doctor came", "published": "1970-01-01"})
    pipeline.add([str(path)], store, ECHO)
    before = store.view().fingerprint()
    for _ in range(3):
        again = pipeline.add([str(path)], store, ECHO)
        assert (again.reports, again.repeats) == (0, 3)
        assert store.view().fingerprint() == before


def test_rejections_and_notes_are_kept_in_the_store(echo: str, reports: Write, store: Store) -> None:
    path = reports(b"broken{", "Guard says SKIP", {"text": "Doctor came", "published": "2099-01-01"})
    pipeline.add([str(path)], store, ECHO)
    kept = {(r.stage, r.part) for r in store.view().rejections()}
    assert kept == {("read", ""), ("prepare+extract", ""), ("read", "published")}


def test_order_of_files_does_not_change_what_is_held(echo: str, reports: Write, tmp_path: Path) -> None:
    paths = [str(reports({"id": n, "text": f"Guard {n} saw fire"}, name=f"{n}.jsonl")) for n in "abcd"]
    prints = set()
    for number, order in enumerate((paths, paths[::-1], paths[2:] + paths[:2])):
        store = Store.open(tmp_path / f"{number}.db", create=True)
        for path in order:
            pipeline.add([path], store, ECHO)
        prints.add(_without_clocks(store))
        store.close()
    assert len(prints) == 1


def _without_clocks(store: Store) -> str:
    """What is held, but for the moment at which this desk first held it."""
    view = store.view()
    incidents = sorted((i.id, i.reports, i.claims) for i, _ in view.incidents())
    claims = sorted((c.id, r.id) for c, r in view.claims())
    return repr((incidents, claims))


def test_edited_post_is_a_version(echo: str, reports: Write, store: Store) -> None:
    first = reports({"id": "p", "text": "Mayor heard it"}, name="a.jsonl")
    later = {"id": "p", "text": "Mayor heard nothing", "edited": "2024-05-01T12:00:00Z"}
    pipeline.add([str(first)], store, ECHO)
    pipeline.add([str(reports(later, name="b.jsonl"))], store, ECHO)
    found = store.view().report("p@2")
    assert (found.edits, found.version, found.text) == ("p", 2, "Mayor heard nothing")
    assert pipeline.add([str(first)], store, ECHO).repeats == 1


@pytest.mark.parametrize("changed", [{"published": "2024-05-01T09:00:00Z"}, {"edited": "2024-05-01T12:00:00Z"}])
def test_corrected_date_is_a_version_and_both_are_held_from_then_on(
    changed: dict[str, str], echo: str, reports: Write, store: Store
) -> None:
    row = {"id": "p", "text": "Mayor heard it", "published": "2024-05-01T10:00:00Z", "source": "Gull"}
    files = [str(reports(row, name="a.jsonl")), str(reports(row | changed, name="b.jsonl"))]
    assert [pipeline.add([f], store, ECHO).reports for f in files] == [1, 1]
    assert (store.view().report("p@2").edits, store.view().report("p@2").text) == ("p", "Mayor heard it")
    before = store.view().fingerprint()
    assert [pipeline.add([f], store, ECHO).repeats for f in files] == [1, 1]
    assert store.view().fingerprint() == before


def test_same_words_of_another_outlet_under_one_id_are_kept_apart_and_told(
    echo: str, reports: Write, store: Store
) -> None:
    row = {"id": "p", "text": "Mayor heard it", "source": "Gull"}
    pipeline.add([str(reports(row, name="a.jsonl"))], store, ECHO)
    told = pipeline.add([str(reports(row | {"source": "Tern"}, name="b.jsonl"))], store, ECHO)
    assert (store.view().report("p@2").source, store.view().report("p@2").edits) == ("Tern", None)
    assert "another outlet's" in told.notes[0].reason


def test_defect_is_tried_again_next_time(echo: str, reports: Write, store: Store) -> None:
    path = str(reports("Guard says BREAK", "Guard says SKIP", "Mayor heard it"))
    assert pipeline.add([path], store, ECHO).reports == 1
    assert [r.record for r in pipeline.add([path], store, ECHO).rejections] == ["r1"]


def test_new_version_of_a_stage_computes_again_and_only_then(
    echo: str, reports: Write, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(reports("Mayor heard it", "Guard saw fire"))
    pipeline.add([path], store, ECHO)
    assert pipeline.add([path], store, ECHO).reports == 0
    older = stages.way

    def newer(choice: Choice) -> stages.Way:
        made = older(choice)
        return replace(made, extract=replace(made.extract, version=made.extract.version + 1))

    monkeypatch.setattr(pipeline, "way", newer)
    assert pipeline.add([path], store, ECHO).reports == 2
    assert pipeline.add([path], store, ECHO).reports == 0


def test_the_fast_reader_leaves_what_the_full_one_has_read(reports: Write, store: Store) -> None:
    held, new = (
        reports("Мэр слышал взрыв.", name="held.jsonl"),
        reports({"id": "n", "text": "Мэр слышал гул."}, name="n.jsonl"),
    )
    full, fast = Choice(extractor="rules", jobs=1), Choice(extractor="fast", jobs=1)
    assert pipeline.add([str(held)], store, full).reports == 1
    assert pipeline.add([str(new)], store, fast).reports == 1, "the new one alone"
    assert pipeline.add([str(held)], store, full).reports == 1, "the full one reads again what the fast one has read"
    assert pipeline.add([str(held)], store, fast).reports == 0


def test_new_knowledge_reads_all_reports_anew(
    echo: str, reports: Write, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "knowledge" / "lexicon").mkdir(parents=True)
    monkeypatch.setattr(stages, "folder", lambda: tmp_path / "knowledge")
    path = str(reports("Mayor heard it", "Guard saw fire"))
    done = []
    for cue in ("", "", 'lemma = "hint"', 'lemma = "hint"'):
        (tmp_path / "knowledge" / "lexicon" / "cues.toml").write_text(cue)
        stages.knowledge_version.cache_clear()
        tally = pipeline.add([path], store, ECHO)
        done.append((tally.reports, tally.anew))
        assert tally.anew_claims == (tally.claims if tally.anew else 0)
    stages.knowledge_version.cache_clear()
    assert done == [(2, 0), (0, 0), (2, 2), (0, 0)]


def test_interrupted_run_goes_on_and_ends_as_an_uninterrupted_one(
    echo: str, reports: Write, tmp_path: Path, store: Store
) -> None:
    path = str(reports(*(f"Guard {n} saw fire" for n in range(130))))

    def stop(stage: str, done: int, total: int) -> None:
        if done == 120:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.add([path], store, ECHO, stop)
    assert store.view().counts()["report"] == 100  # two groups of 50 are acknowledged
    rest = pipeline.add([path], store, ECHO)
    assert (rest.reports, rest.repeats) == (30, 100)
    whole = Store.open(tmp_path / "whole.db", create=True)
    pipeline.add([path], whole, ECHO)
    assert _without_clocks(whole) == _without_clocks(store)
    whole.close()


# doors


def test_collector_of_a_plugin_is_reached_by_its_name(echo: str, store: Store) -> None:
    pipeline.add(["echo:Mayor heard it"], store, ECHO)
    (report,) = store.view().reports()
    assert report.text == "Mayor heard it"


def test_a_folder_is_added_as_a_batch_reads_it(echo: str, reports: Write, store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    reports("Mayor heard it", "Guard saw fire").rename(folder / "day.jsonl")
    (folder / "page.html").write_text("<html><body><article><p>Doctor saw smoke.</p></article></body></html>")
    (folder / "photo.jpg").write_bytes(b"x")
    added = pipeline.add([str(folder)], store, ECHO)
    done = pipeline.batch([str(folder)], tmp_path / "out", ECHO)
    assert added.reports == done.reports == 3
    for one in (added, done):
        assert [n.reason for n in one.notes if n.part == "files"] == ["1 files of other kinds were left out (.jpg)"]


def test_unknown_extractor_tells_which_there_are(echo: str, reports: Write, tmp_path: Path) -> None:
    with pytest.raises(SetupIncomplete, match="there are: echo, fast, rules"):
        pipeline.batch(reports("Mayor heard it"), tmp_path / "out", replace(ECHO, extractor="magic"))


def test_built_ins_enter_by_the_same_door() -> None:
    assert {"jsonl", "page", "plain", "table", "telegram"} <= set(plugins.door("allegedly.readers"))
    assert "rules" in plugins.door("allegedly.extractors")
    assert "files" in plugins.door("allegedly.collectors")


def test_nothing_is_read_where_one_of_the_files_is_missing(echo: str, reports: Write, store: Store) -> None:
    with pytest.raises(InputMissing, match=r"gone.jsonl"):
        pipeline.add([str(reports("Mayor heard it")), "gone.jsonl"], store, ECHO)
    assert store.view().counts()["report"] == 0


def test_a_report_whose_id_is_the_version_of_another_is_told_in_the_run_too(
    echo: str, reports: Write, tmp_path: Path
) -> None:
    store = Store.open(tmp_path / "desk.db", create=True)
    pipeline.add([str(reports({"id": "a", "text": "Mayor heard a blast"}, name="1.jsonl"))], store, ECHO)
    pipeline.add([str(reports({"id": "a", "text": "Mayor heard two blasts"}, name="2.jsonl"))], store, ECHO)
    both = reports({"id": "a@2", "text": "Guard saw smoke"}, {"id": "b", "text": "Doctor came"}, name="3.jsonl")
    tally = pipeline.add([str(both)], store, ECHO)
    assert [(r.record, r.reason) for r in tally.rejections] == [("a@2", "other words are held under this id")]
    assert tally.reports == 1
    assert tally.rejections[0] in store.view().rejections()
    assert store.view().report("a@2").text == "Mayor heard two blasts"
    store.close()
