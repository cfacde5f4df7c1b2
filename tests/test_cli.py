"""The commands: what they print, as tables and as JSON, and how they end."""

import contextlib
import json
import os
import platform
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from allegedly import __version__
from allegedly.cli import main
from allegedly.cli.app import app
from allegedly.cli.desk import console
from allegedly.errors import InputMissing, OutputFailed, SetupIncomplete
from allegedly.stages import EXTRACT, FULL, LINK, knowledge_version

from .conftest import PLUGIN, Write

COMMANDS = (
    *(
        "add",
        "incidents",
        "show",
        "changes",
        "track",
        "claims",
        "report",
        "brief",
        "serve",
        "batch",
        "explain",
        "export",
    ),
    *("recompute", "doctor"),
)
ANSI = re.compile("\x1b")


@pytest.fixture
def desk(echo: str, reports: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk of three reports, and a shell that finds it."""
    monkeypatch.setenv("ALLEGEDLY_STORE", str(tmp_path / "desk.db"))
    monkeypatch.setenv("ALLEGEDLY_EXTRACTOR", echo)
    monkeypatch.setenv("ALLEGEDLY_CONFIG", str(tmp_path / "none.toml"))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    path = reports("Mayor heard a blast", "Guard saw no fire", {"text": "Doctor came late", "published": "2024-05-03"})
    assert run("add", str(path))[0] == 0
    return path


def run(*words: str) -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    done = CliRunner().invoke(app, list(words))
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def rows(*words: str) -> list[dict[str, object]]:
    """The JSON lines that a command prints."""
    status, out, _ = run(*words, "--json")
    assert status == 0
    return [json.loads(line) for line in out.splitlines()]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_fits_80_columns_and_ends_in_examples(command: str) -> None:
    env = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "allegedly", command, "--help"], env=env, capture_output=True, text=True, check=True
    )
    assert max(map(len, done.stdout.splitlines())) <= 80
    assert not ANSI.search(done.stdout)
    examples = done.stdout.split("Examples")[1]
    assert f"allegedly {command}" in examples


def test_help_loads_nothing_heavy() -> None:
    look = "import sys; from allegedly.cli.app import app; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout.split()
    heavy = {"spacy", "natasha", "numpy", "sqlalchemy", "pymorphy3", "trafilatura", "fastapi", "pydantic", "msgspec"}
    assert heavy.isdisjoint(loaded)


def test_version_names_what_the_same_results_need() -> None:
    status, out, _ = run("--version")
    told = dict(line.split(maxsplit=1) for line in out.splitlines())
    assert status == 0
    assert told["allegedly"] == __version__
    assert told["rules"].startswith(f"{knowledge_version(EXTRACT, FULL)} extracting, {knowledge_version(LINK)} ")
    assert told["Python"] == platform.python_version()
    assert re.match(r"[\d.]+$", told["spacy"])


def test_help_says_where_to_begin() -> None:
    _, out, _ = run("--help")
    assert out.index("─ Begin ─") < out.index("─ Read ─")
    assert "allegedly show largest" in out.split("Examples")[1]


def test_ctrl_c_while_it_loads_or_works_is_told_without_a_traceback(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys, "argv", ["allegedly", "claims"])
    for where, name in (("allegedly.desk.stored.StoredDesk", "claims"), ("allegedly.cli.app", "run")):
        monkeypatch.setattr(f"{where}.{name}", stopped)
        with pytest.raises(SystemExit) as end:
            main()
        assert end.value.code == 130
        assert capsys.readouterr().err == "Stopped by Ctrl-C.\n"


def test_claims_stand_under_their_days(desk: Path) -> None:
    _, out, _ = run("claims")
    days = [line for line in out.splitlines() if not line.startswith(" ")]
    assert days == ["3 May 2024", "1 May 2024"]


def test_media_of_a_report_that_is_not_held(desk: Path) -> None:
    status, _, err = run("media", "--report", "nope")
    assert (status, "no report has the id 'nope'" in err) == (2, True)


def test_add_counts_and_tells_as_json(desk: Path) -> None:
    status, out, err = run("add", str(desk), "--json")
    tally = json.loads(out)
    assert status == 0
    assert (tally["reports"], tally["repeats"], tally["incidents"]) == (0, 3, len(rows("incidents")))
    assert set(tally["seconds"]) == {"read", "extract", "index", "link"}
    assert "0 reports · 0 rejected · 3 held already" in err


def test_incidents_and_claims_by_filter(desk: Path) -> None:
    assert {c["report"] for c in rows("claims")} == {"r1", "r2", "r3"}
    assert [c["report"] for c in rows("claims", "--stance", "deny")] == ["r2"]
    assert [c["report"] for c in rows("claims", "--since", "2024-05-02")] == ["r3"]
    assert rows("claims", "--event", "fire") == []
    assert len(rows("claims", "--limit", "1")) == 1
    held = {r for i in rows("incidents") for r in i["reports"]}  # type: ignore[attr-defined]
    assert held == {"r1", "r2", "r3"}
    assert rows("incidents", "--place", "nowhere") == []


def test_show_report_and_brief(desk: Path) -> None:
    key = str(rows("incidents")[0]["id"])
    (shown,) = rows("show", key)
    assert shown["incident"]["id"] == key  # type: ignore[index]
    assert {"incident", "assessment", "claims", "judgements"} == set(shown)
    (found,) = rows("report", "r2")
    assert found["report"]["text"] == "Guard saw no fire"  # type: ignore[index]
    for command in (("show", key), ("report", "r2"), ("brief", key), ("incidents",), ("claims",)):
        status, out, _ = run(*command)
        assert status == 0
        assert out.strip()
        assert not ANSI.search(out)
        assert max(map(len, out.splitlines())) <= 80 or command[0] == "brief"


@pytest.mark.parametrize("lang", ["en", "ru", "uk"])
def test_brief_in_each_language(desk: Path, lang: str) -> None:
    status, out, _ = run("brief", "largest", "--lang", lang)
    assert status == 0
    assert out.startswith("# ")


def test_as_of_before_all_reports_knows_nothing(desk: Path) -> None:
    (now,) = rows("show", "largest")
    (then,) = rows("show", "largest", "--as-of", "2020-01-01")
    assert now["assessment"]["origins"]  # type: ignore[index]
    assert not then["assessment"]["origins"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "zzz"), "allegedly incidents"),
        (("report", "zzz"), "no report has the id"),
        (("brief", "largest", "--lang", "de"), "none of en, ru, uk"),
        (("show", "largest", "--as-of", "soon"), "is not a date"),
        (("add", "x.csv", "--map", "text"), "FIELD=HEADER"),
        (("claims", "--limit", "0"), "greater than or equal to 1"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_is_right(desk: Path, words: tuple[str, ...], told: str) -> None:
    status, _, err = run(*words)
    assert status == 2
    assert told in " ".join(err.replace("│", " ").split())


def test_doctor_names_each_part_and_how_to_mend_it(desk: Path, tmp_path: Path) -> None:
    names = {str(r["name"]): r for r in json_rows(run("doctor", "--json")[1])}
    assert {"Python", "SQLite", "plug-ins", "reading en", "reading ru", "reading uk", "store"} == set(names)
    assert all(r["ok"] or r["mend"] for r in names.values())
    assert "holds 3 reports" in str(names["store"]["detail"])
    (tmp_path / "notes.db").write_text("no database at all, only words" * 40)
    status, out, _ = run("doctor", "--store", str(tmp_path / "notes.db"))
    assert status == 1
    assert "FAULT store" in out
    assert "mend it: name another file by --store" in out


def json_rows(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_reader_that_has_had_enough_is_no_error(desk: Path) -> None:
    command = f"{sys.executable} -m allegedly claims --json | head -c 10"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], env=os.environ, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_a_table_cut_short_is_no_failure() -> None:
    with pytest.raises(BrokenPipeError):
        console().on_broken_pipe()


def test_terminal_shows_a_bar_and_no_terminal_shows_none(desk: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "allegedly", "add", str(desk), "--store", str(tmp_path / "new.db")]
    env = {**os.environ, "PYTHONPATH": str(PLUGIN), "TERM": "xterm"}
    plain = subprocess.run(
        [*command[:-1], str(tmp_path / "other.db")], env=env, capture_output=True, text=True, check=True
    )
    assert "3/3" not in plain.stderr
    ours, theirs = os.openpty()
    with subprocess.Popen(command, env=env, stderr=theirs) as running:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # the terminal closes with the process
            while piece := os.read(ours, 4096):
                shown += piece
    os.close(ours)
    assert running.returncode == 0
    assert b"extract" in shown
    assert b"3/3" in shown


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("incidents", "--status", "solved"), "--status"),
        (("claims", "--event", "flood"), "--event"),
        (("claims", "--stance", "perhaps"), "--stance"),
        (("incidents", "--since", "last week"), "--since"),
        (("show", "largest", "--as-of", "2024-13-45"), "--as-of"),
    ],
)
def test_a_misspelt_filter_is_told_and_does_not_look_like_an_empty_desk(
    desk: Path, words: tuple[str, ...], told: str
) -> None:
    status, _, errors = run(*words)
    assert status == 2
    assert told in errors
    assert words[-1] in errors


def test_claims_that_nothing_fits(desk: Path) -> None:
    assert run("claims", "--event", "launch")[:2] == (
        0,
        "No claim fits. Drop a filter, or add reports: allegedly add FILE...\n",
    )


def test_an_unknown_reader_stops_the_run(desk: Path) -> None:
    with pytest.raises(SetupIncomplete, match=r"'scroll'.*jsonl"):
        run("add", str(desk), "--format", "scroll")


def test_a_port_in_use_is_told_before_the_address(desk: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OutputFailed, match=rf"port {taken.getsockname()[1]}.*--port"):
            run("serve", "--port", str(taken.getsockname()[1]))


def test_fast_reads_english_without_a_model_and_finds_the_same_speaker(reports: Write, tmp_path: Path) -> None:
    path = reports("A drone hit a house in Odesa, the mayor said.")
    for more in ([], ["--fast"]):
        out = tmp_path / f"out{len(more)}"
        assert run("batch", str(path), "--out", str(out), *more)[0] == 0
        (claim,) = [json.loads(line) for line in (out / "claims.jsonl").read_text("utf-8").splitlines()]
        assert (claim["speaker"]["text"], claim["event"]) == ("the mayor", "impact")


def test_explain_names_the_rule_and_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLEGEDLY_STORE", str(tmp_path / "desk.db"))
    note = tmp_path / "note.txt"
    note.write_text("The mayor said two people were injured.", "utf-8")
    assert "claim.attributed" in run("explain", str(note))[1]
    found, *_ = rows("explain", str(note))
    assert {"report", "claims", "attributions"} <= found.keys()
    assert not (tmp_path / "desk.db").exists()


def test_track_and_changes_of_a_desk(desk: Path) -> None:
    assert "said:" in run("track")[1]
    assert all(row["statements"] for row in rows("track"))
    assert run("track", "nobody of this name")[1].startswith("No voice fits")
    assert rows("changes", "largest", "--since", "2000-01-01")
    assert run("changes", "largest", "--since", "2024-06-01")[1] == "Nothing changed in this time.\n"
    assert run("changes", "largest", "--since", "")[0] == 2


def test_a_bundle_gives_the_same_and_an_altered_one_does_not(desk: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "case.zip"
    assert run("export", "largest", "--bundle", "--out", str(bundle))[0] == 0
    status, told, _ = run("recompute", str(bundle))
    assert (status, "the same assessment" in told) == (0, True)
    bundle.write_bytes(bundle.read_bytes().replace(b"manifest.json", b"manifext.json"))
    with pytest.raises(InputMissing):
        run("recompute", str(bundle))
