"""The commands of preserving, as a person types them."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from allegedly.cli.app import app
from allegedly.errors import InputMissing, OutputFailed
from allegedly.preserve.verifier import main
from allegedly.store import Store

from ..conftest import Write
from .authority import Authority, serving


@pytest.fixture
def run(echo: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reports: Write):  # type: ignore[no-untyped-def]
    """Runs commands in a folder with a desk of three reports in two files."""
    monkeypatch.chdir(tmp_path)
    for name, value in {"ALLEGEDLY_EXTRACTOR": "echo", "ALLEGEDLY_STORE": "desk.db", "COLUMNS": "80"}.items():
        monkeypatch.setenv(name, value)
    (tmp_path / "allegedly.toml").write_text('operator = "Night desk"\n')
    runner = CliRunner()

    def call(*arguments: str, status: int = 0) -> Result:
        done = runner.invoke(app, list(arguments))
        assert done.exit_code == status, (done.output, done.exception)
        return done

    call("add", str(reports("Mayor heard a blast", "Guard saw smoke", name="one.jsonl")))
    call("add", str(reports({"id": "z", "text": "Zinaida came"}, name="two.jsonl")))
    return call


def test_verify_says_that_all_is_well_and_names_what_is_not(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert run("verify").output.endswith("2 captures · 4 checkpoints · 3 reports · 0 wrong\n")
    record = next((tmp_path / "desk.db.archive").rglob("*.warc.gz"))
    record.write_bytes(record.read_bytes()[:-1])
    told = run("verify", status=1).output
    assert "WRONG  " in told
    assert ".jsonl (" in told
    (row,) = [json.loads(line) for line in run("verify", "--json", status=1).output.splitlines()]
    assert len(row["faults"]) == 1


def test_verify_a_desk_by_its_name_and_a_bundle(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    shutil.copytree(tmp_path / "desk.db.archive", tmp_path / "other.db.archive")
    shutil.copy(tmp_path / "desk.db.key", tmp_path / "other.db.key")
    store = Store.open(tmp_path / "desk.db")
    store.compact()
    store.close()
    shutil.copy(tmp_path / "desk.db", tmp_path / "other.db")
    assert "0 wrong" in run("verify", "other.db").output
    run("log", "checkpoint", "--out", "kept.txt", "--key-out", "desk.pub")
    run("export", "largest", "--bundle", "--captures", "--out", "case.zip")
    told = run("verify", "case.zip", "--key", "desk.pub", "--checkpoint", "kept.txt").output
    assert "0 wrong" in told
    assert "inside the file" not in told
    assert "0 wrong" in run("verify", "case.zip", "--key", (tmp_path / "desk.pub").read_text()).output
    run("export", "all", "--wacz", "all.wacz")
    assert "2 captures" in run("verify", "all.wacz").output
    (tmp_path / "case.zip").write_bytes((tmp_path / "case.zip").read_bytes() + b"x")
    run("verify", "case.zip", status=1)
    with pytest.raises(InputMissing, match="Export it anew"):
        raise run("verify", "desk.pub", status=1).exception


def test_export_without_a_choice_says_what_there_is(run) -> None:  # type: ignore[no-untyped-def]
    assert "--wacz" in run("export", "largest", status=2).output


def test_custody_of_an_item(run) -> None:  # type: ignore[no-untyped-def]
    told = run("verify", "--item", "z").output
    assert "two.jsonl, line 1" in told
    assert "by Night desk, allegedly" in told
    assert "log       entry 1; in checkpoint 2 and all later ones" in told
    assert "nothing is wrong" in told
    sha = told.partition("SHA-256 ")[2].split()[0]
    (row,) = [json.loads(line) for line in run("verify", "--item", sha[:8], "--json").output.splitlines()]
    assert row["sha256"] == sha
    with pytest.raises(InputMissing, match="no report and no capture"):
        raise run("verify", "--item", "nothing", status=1).exception


def test_checkpoints_and_proofs_can_be_had(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    note = run("log", "checkpoint").output
    assert note.split("\n")[1] == "2"
    (tmp_path / "kept.txt").write_text(note)
    assert json.loads(run("log", "proof", "z").output)["checkpoint"] == note
    assert json.loads(run("log", "proof", "--since", "kept.txt").output)["proof"] == []
    run("log", "proof", status=2)
    assert "0 wrong" in run("verify", "--checkpoint", "kept.txt").output


def test_redact_asks_and_then_deletes(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run("redact", "z", "--by", "A. Editor", "--why", "a witness", status=1)  # nobody says yes
    assert "Zinaida" in run("report", "z").output
    told = run("redact", "z", "--by", "A. Editor", "--why", "a witness", "--yes").output
    assert "1 records and 1 reports deleted" in told
    assert "1 redacted" in run("verify").output
    assert all(b"zinaida" not in path.read_bytes().lower() for path in tmp_path.glob("desk.db*") if path.is_file())


def test_redact_says_what_goes_before_it_asks_and_verify_says_it_afterwards(run) -> None:  # type: ignore[no-untyped-def]
    told = run("redact", "r1", "--by", "A. Editor", "--why", "a witness", status=1).output
    assert "2 reports that were read from it (r1, r2) are deleted" in told
    run("redact", "r1", "--by", "A. Editor", "--why", "a witness", "--yes")
    for id in ("r1", "r2"):
        assert "UTC by A. Editor: a witness" in run("verify", "--item", id).output
    assert "redacted" not in run("verify", "--item", "z").output


@pytest.mark.parametrize(
    "arguments", [("all", "--wacz", "."), ("largest", "--wacz", "."), ("largest", "--bundle", "--out", ".")]
)
def test_export_to_a_folder_says_so(run, arguments: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(OutputFailed, match="is a folder"):
        raise run("export", *arguments, status=1).exception


def test_export_names_no_option_that_was_not_given_and_says_what_all_needs(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(OutputFailed, match="Choose another place") as told:
        raise run("export", "all", "--wacz", str(tmp_path / "no" / "a.wacz"), status=1).exception
    assert "--out" not in str(told.value)
    assert "needs --wacz" in run("export", "all", "--bundle", status=2).output
    assert "needs --wacz" in run("export", "all", "--bundle", "--wacz", "a.wacz", status=2).output


def test_what_a_checkpoint_is_written_to_is_told(run) -> None:  # type: ignore[no-untyped-def]
    told = run("log", "checkpoint", "--out", "kept.txt", "--key-out", "desk.pub").output
    assert "kept.txt: the checkpoint of 2 entries" in told
    assert "desk.pub: the desk's public key" in told
    with pytest.raises(OutputFailed, match="by --key-out"):
        raise run("log", "checkpoint", "--key-out", "no/desk.pub", status=1).exception


def test_the_item_of_a_bundle_is_refused(run) -> None:  # type: ignore[no-untyped-def]
    run("export", "largest", "--bundle", "--out", "case.zip")
    assert "--item is for a desk" in run("verify", "case.zip", "--item", "z", status=2).output


def test_the_file_that_is_missing_or_wrong_is_named(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    run("export", "largest", "--bundle", "--out", "case.zip")
    (tmp_path / "empty").touch()
    (tmp_path / "other").write_text("something else")
    for arguments, told in (
        (("verify", "empty"), "^empty: is empty"),
        (("verify", "case.zip", "--key", "nope"), "^--key nope: cannot be read: No such file"),
        (("verify", "case.zip", "--key", "other"), "^--key other: is no key"),
        (("verify", "case.zip", "--checkpoint", "nope"), "^--checkpoint nope: cannot be read: No such file"),
        (("verify", "case.zip", "--checkpoint", "other"), "^--checkpoint other: is no checkpoint"),
        (("log", "proof", "--since", "nope.txt"), "^--since nope.txt: cannot be read: No such file"),
    ):
        with pytest.raises(InputMissing, match=told) as found:
            raise run(*arguments, status=1).exception
        assert "Errno" not in str(found.value)


def test_the_verifier_alone_names_the_file_too(run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:  # type: ignore[no-untyped-def]
    run("export", "largest", "--bundle", "--out", "case.zip")
    (tmp_path / "empty").touch()
    (tmp_path / "other").write_text("something else")
    for arguments, told in (
        (["nope.zip"], "nope.zip: cannot be read: No such file or directory\n"),
        (["."], ".: cannot be read: Is a directory\n"),
        (["empty"], "empty: is empty\n"),
        (["case.zip", "--key", "nope"], "--key nope: cannot be read: No such file or directory\n"),
        (["case.zip", "--key", "other"], "--key other: is no key of the form NAME+ID+BASE64\n"),
        (["case.zip", "--checkpoint", "other"], "--checkpoint other: is no checkpoint: "),
    ):
        assert main(arguments) == 2
        assert capsys.readouterr().err.startswith(told)


def test_stamps_by_the_authorities_of_the_settings(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert "no authority is configured" in run("stamp", status=2).output
    if shutil.which("openssl") is None:
        pytest.skip("needs openssl")
    authority = Authority(tmp_path / "authority")
    settings = 'authorities = [{{name = "loop", url = "{}", certificate = "{}"}}]\n'
    with serving(authority) as url:
        (tmp_path / "allegedly.toml").write_text(settings.format("http://127.0.0.1:9/x", authority.root))
        assert "loop, checkpoint 2: pending: " in run("stamp", status=1).output
        assert "pending after 1 tries" in run("verify").output
        (tmp_path / "allegedly.toml").write_text(settings.format(url, authority.root))
        assert "loop, checkpoint 2: stamped 20" in run("stamp").output
        assert "already" in run("stamp").output
    assert "1 stamps" in run("verify").output
    assert "stamp     loop on checkpoint 2: 20" in run("verify", "--item", "z").output


def test_anchors_by_the_calendars_of_the_settings(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    pytest.importorskip("opentimestamps.core.timestamp", reason="needs the extra `ots`")
    from .calendar import HEIGHT, Calendar, kept

    calendar, settings = Calendar(), tmp_path / "allegedly.toml"
    for wrong in ("http://calendar.example", "https://calendar.example/?a=b", "ftp://calendar.example", ""):
        settings.write_text(f'calendars = ["{wrong}"]\n')
        with pytest.raises(InputMissing, match="calendars"):
            raise run("stamp", status=1).exception
    settings.write_text('calendars = ["http://127.0.0.1:9"]\n')
    assert "http://127.0.0.1:9, checkpoint 2: pending: not taken" in run("stamp", status=1).output
    with kept(calendar) as url:
        settings.write_text(f'calendars = ["{url}"]\n')
        assert f"{url}, checkpoint 2: pending at {url} since 20" in run("stamp").output
        assert f"OpenTimestamps of {url} on checkpoint 2: pending at {url} since 20" in run("verify").output
        (row,) = [json.loads(line) for line in run("stamp", "--json").output.splitlines()]
        assert (row["state"], row["block"], row["at"]) == ("pending", None, None)
        assert f"stamp     {url} on checkpoint 2: pending at {url} since 20" in run("verify", "--item", "z").output
        calendar.mined = True
        unchecked = f"attested in Bitcoin block {HEIGHT} (block header not checked: needs a node)"
        assert f"{url}, checkpoint 2: {unchecked}" in run("stamp").output
        assert "already" in run("stamp").output
    for arguments in (("verify",), ("verify", "--item", "z")):
        assert f"on checkpoint 2: {unchecked}" in run(*arguments).output
    assert " stamps ·" not in run("verify").output
    run("export", "largest", "--bundle", "--out", "case.zip")
    assert f".ots: {unchecked}" in run("verify", "case.zip").output


def test_a_desk_whose_archive_is_at_an_address(  # type: ignore[no-untyped-def]
    run, tmp_path: Path, reports: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALLEGEDLY_STORE", "far.db")
    monkeypatch.setenv("ALLEGEDLY_ARCHIVE", f"file://{tmp_path / 'far'}")
    run("add", str(reports({"id": "y", "text": "Yurii came"}, name="far.jsonl")))
    assert "0 wrong" in run("verify").output
    assert not (tmp_path / "far.db.archive").exists()
    assert "nothing is wrong" in run("verify", "--item", "y").output
    run("export", "all", "--wacz", "far.wacz")
    assert "0 wrong" in run("verify", "far.wacz").output
    record = next((tmp_path / "far").rglob("*.warc.gz"))
    whole = record.read_bytes()
    record.write_bytes(whole[:-1])
    assert "WRONG" in run("verify", status=1).output
    record.write_bytes(whole)
    run("redact", "y", "--by", "A", "--why", "b", "--yes")
    assert not record.exists()
    assert "0 wrong" in run("verify").output


def test_a_desk_whose_archive_is_elsewhere(run, reports: Write, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("ALLEGEDLY_STORE", "away.db")
    monkeypatch.setenv("ALLEGEDLY_ARCHIVE", "memory://tests-of-commands/desk")
    run("add", str(reports({"id": "y", "text": "Yurii came"}, name="away.jsonl")))
    assert "1 captures · 2 checkpoints · 1 reports · 0 wrong" in run("verify").output
    run("redact", "y", "--by", "A", "--why", "b", "--yes")
    assert "1 redacted" in run("verify").output
