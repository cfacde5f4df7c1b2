"""A desk in one file and back: whole, also while somebody writes; what is altered is found out."""

import io
import multiprocessing
import stat
import zipfile
from contextlib import closing
from dataclasses import replace
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from allegedly.cli.app import app
from allegedly.errors import AllegedlyError, OutputFailed, StoreFailed
from allegedly.model import Done, Report, Snapshot
from allegedly.preserve import backup as making
from allegedly.preserve.archive import Archive
from allegedly.preserve.audit import audit
from allegedly.preserve.backup import back_up, copy_archive, copy_desk
from allegedly.preserve.keeper import Keeper
from allegedly.preserve.redaction import redact
from allegedly.preserve.restore import faults, restore
from allegedly.store import Store
from allegedly.store.migrations import MIGRATIONS

from .desk import START, Desk, captures, file

ROUNDS = 40


def unseen(what: str, done: int, total: int) -> None:
    """Nobody watches."""


def filled(desk: Desk, count: int = 6) -> Desk:
    """With captures, and a report read out of each."""
    for one in desk.keep(*captures(count)):
        desk.store.writer().extracted([Done(told(one), None)], "extract", 1)
    desk.store.writer().index()
    return desk


def told(one: Snapshot) -> Report:
    return replace(Report(f"r-{one.origin}", one.data.decode(), published=START), snapshot=one.sha256)


def test_it_comes_back_whole(desk: Desk, tmp_path: Path) -> None:
    filled(desk)
    made = back_up(desk.store, desk.archive, tmp_path / "b.zip", True, unseen)
    assert (made.records, made.has_key, faults(tmp_path / "b.zip", unseen)) == (7, True, (made, []))
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o600
    new = Archive.of(tmp_path / "new" / "desk.db")
    (tmp_path / "new").mkdir()
    assert restore(tmp_path / "b.zip", tmp_path / "new" / "desk.db", new, unseen) == made
    assert stat.S_IMODE(new.key.stat().st_mode) == 0o600
    with closing(Store.open(tmp_path / "new" / "desk.db")) as store:
        assert store.contents() == desk.store.contents()
        done = audit(store, new, desk.note())
        assert (done.faults, done.notes, done.checked["captures"], done.checked["reports"]) == ([], [], 6, 6)


def test_the_key_stays_at_home_unless_it_is_asked_for(desk: Desk, tmp_path: Path) -> None:
    filled(desk)
    assert not back_up(desk.store, desk.archive, tmp_path / "b.zip", False, unseen).has_key
    secret = desk.archive.key.read_bytes()
    with zipfile.ZipFile(tmp_path / "b.zip") as held:
        assert not any(secret in held.read(name) for name in held.namelist())
    new = Archive.of(tmp_path / "other.db")
    restore(tmp_path / "b.zip", tmp_path / "other.db", new, unseen)
    assert not new.key.exists()


def test_nothing_is_written_over(desk: Desk, tmp_path: Path) -> None:
    filled(desk)
    out = tmp_path / "b.zip"
    back_up(desk.store, desk.archive, out, False, unseen)
    with pytest.raises(OutputFailed, match="is there already"):
        back_up(desk.store, desk.archive, out, False, unseen)
    before = sorted(p.name for p in tmp_path.iterdir())
    for target, archive in (
        (desk.path, Archive.of(tmp_path / "new.db")),
        (tmp_path / "new.db", desk.archive),
        (tmp_path / "desk.db.key", Archive.of(tmp_path / "new.db")),
    ):
        with pytest.raises(StoreFailed, match="already"):
            restore(out, target, archive, unseen)
    assert sorted(p.name for p in tmp_path.iterdir()) == before


def test_every_altered_byte_of_a_part_is_found_and_named(desk: Desk, tmp_path: Path) -> None:
    """Sampled: a byte in the middle and near either end of each part."""
    filled(desk, 3)
    out = tmp_path / "b.zip"
    back_up(desk.store, desk.archive, out, True, unseen)
    raw = out.read_bytes()
    with zipfile.ZipFile(io.BytesIO(raw)) as held:
        spots = [
            (one.filename, one.header_offset + 30 + len(one.filename), one.compress_size) for one in held.infolist()
        ]
    for name, start, size in spots:
        for at in (
            start + 22,
            start + size // 2,
            start + size - 3,
        ):  # 20: the mark of long parts; the last bits of a packed part say nothing
            (tmp_path / "x.zip").write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
            _, wrong = faults(tmp_path / "x.zip", unseen)
            assert wrong, (name, at)
            if name != "manifest.json":
                assert name in {one.item for one in wrong}


@pytest.mark.parametrize("length", [0, 10, 500, -1, -30])
def test_a_file_that_was_cut_is_refused_and_leaves_nothing(desk: Desk, tmp_path: Path, length: int) -> None:
    filled(desk, 2)
    out = tmp_path / "b.zip"
    back_up(desk.store, desk.archive, out, False, unseen)
    out.write_bytes(out.read_bytes()[:length])
    (tmp_path / "new").mkdir()
    with pytest.raises(StoreFailed, match="Nothing was restored"):
        restore(out, tmp_path / "new" / "desk.db", Archive.of(tmp_path / "new" / "desk.db"), unseen)
    assert list((tmp_path / "new").iterdir()) == []


def test_parts_that_do_not_belong_are_refused(desk: Desk, tmp_path: Path) -> None:
    filled(desk, 2)
    out = tmp_path / "b.zip"
    back_up(desk.store, desk.archive, out, False, unseen)
    with zipfile.ZipFile(out, "a") as held:
        held.writestr("archive/captures/../../evil", b"x")
    _, wrong = faults(out, unseen)
    assert [(one.item, one.what) for one in wrong] == [("archive/captures/../../evil", "is not in the list of parts")]


def test_what_is_redacted_meanwhile_is_in_no_backup(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store was copied, then a capture is taken out, then the archive is copied: all begins anew."""
    kept = filled(desk).keep(file(77, "The witness lives at 3 Quay."))
    ask, times = making._written, list[int]()

    def meanwhile(*given: object) -> object:
        if not times:
            redact(desk.store, desk.archive, kept[0].sha256, "A. Editor", "names a witness")
        times.append(1)
        return ask(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(making, "_written", meanwhile)
    back_up(desk.store, desk.archive, tmp_path / "b.zip", True, unseen)
    assert len(times) == 2
    new = Archive.of(tmp_path / "new.db")
    restore(tmp_path / "b.zip", tmp_path / "new.db", new, unseen)
    with closing(Store.open(tmp_path / "new.db")) as store:
        assert audit(store, new).faults == []
    assert kept[0].sha256 not in "".join(new.shelf.names("captures"))


def write(path: Path, stop: Event) -> None:
    """Captures and the reports read out of them, one after the other, until told to stop."""
    store = Store.open(path)
    keeper, number = Keeper(store, Archive.of(path)), 1000
    while not stop.is_set():
        number += 1
        for one in keeper.keep(_made(number)):
            assert isinstance(one, Snapshot)
            store.writer().extracted([Done(told(one), None)], "extract", 1)
        keeper.seal()
        store.writer().index()
    store.close()


def _made(number: int) -> list[Snapshot]:
    from allegedly.preserve import preserve

    return [preserve(file(number))]


def test_a_backup_is_of_one_state_while_a_process_writes(desk: Desk, tmp_path: Path) -> None:
    filled(desk, 2)
    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    writer = context.Process(target=write, args=(desk.path, stop))
    writer.start()
    try:
        sizes = list[int]()
        while len(set(sizes)) < 3:  # until the writer was seen at work
            out = tmp_path / f"b{len(sizes)}.zip"
            back_up(desk.store, desk.archive, out, True, unseen)
            with desk.store.view().log() as log:
                sizes.append(log.size())
            assert len(sizes) < ROUNDS * 50
    finally:
        stop.set()
        writer.join(60)
    assert writer.exitcode == 0
    for number in {0, len(sizes) // 2, len(sizes) - 1}:
        target = tmp_path / f"new{number}.db"
        restore(tmp_path / f"b{number}.zip", target, Archive.of(target), unseen)
        with closing(Store.open(target)) as store:
            found = store.check()
            assert (found.wrong, audit(store, Archive.of(target)).faults) == ((), [])


def test_a_copy_takes_archive_and_key_along(desk: Desk, tmp_path: Path) -> None:
    filled(desk)
    target = tmp_path / "copy.db"
    held, rows = copy_desk(desk.path, target, unseen)
    assert rows > 0
    files = copy_archive((desk.path, desk.archive), (target, Archive.of(target)), True, unseen)
    assert files == 7
    with closing(Store.open(target)) as store:
        assert audit(store, Archive.of(target)).faults == []
        assert store.contents() == desk.store.contents()
    assert held == copy_desk(target, tmp_path / "again.db", unseen)[0]
    assert not list(tmp_path.glob(".*"))


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["db", *words])


def test_commands(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    filled(desk)
    desk.store.close()
    assert run("version", "--store", "desk.db").exit_code == 0
    assert "up to date" in run("upgrade", "--store", "desk.db").output
    assert "6 reports · 0 wrong" in run("check", "--store", "desk.db").output
    made = run("backup", "b.zip", "--with-key", "--store", "desk.db")
    assert (made.exit_code, "7 files of the archive, with key" in made.output) == (0, True)
    assert run("backup", "--verify", "b.zip").output.splitlines()[-1] == made.output.splitlines()[-1]
    back = run("restore", "b.zip", "restored/desk.db")
    assert (back.exit_code, "6 captures" in back.output, "0 wrong" in back.output) == (0, True, True)
    copied = run("copy", "restored/desk.db", "copy.db", "--archive", "--with-key")
    assert (copied.exit_code, "7 files" in copied.output) == (0, True), copied.output
    first, second, *_ = copied.output.splitlines()
    assert first.split()[0] == second.split()[0]
    again = run("copy", "desk.db", "copy.db")
    assert isinstance(again.exception, AllegedlyError)
    (tmp_path / "b.zip").write_bytes(b"no zip")
    assert run("backup", "--verify", "b.zip").exit_code == 1


def test_upgrade_says_what_it_would_do_and_does_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    every, known = MIGRATIONS, "allegedly.store.store.MIGRATIONS"
    monkeypatch.setattr(known, every[:-1])
    Store.open(tmp_path / "desk.db", create=True).close()
    monkeypatch.setattr(known, every)
    dry = run("upgrade", "--dry-run")
    assert f"would take {len(every)}: {(every[-1].__doc__ or '').splitlines()[0]}" in dry.output
    assert run("version").output == f"schema {len(every) - 1}, this program knows {len(every)}\n"
    assert f"now schema {len(every)}" in run("upgrade").output
    assert run("version").output == f"schema {len(every)}, this program knows {len(every)}\n"
    monkeypatch.setattr(known, every[:-1])
    newer = run("upgrade", "--dry-run")
    assert "newer desk" in str(newer.exception)
