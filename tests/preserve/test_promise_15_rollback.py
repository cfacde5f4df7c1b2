"""Promise 15: an old database restored fails against an external checkpoint; so does another history."""

import shutil
from pathlib import Path

import pytest

from allegedly.errors import InputMissing
from allegedly.preserve import notes
from allegedly.preserve.audit import audit
from allegedly.preserve.evidence import Evidence
from allegedly.preserve.proofs import growth
from allegedly.preserve.verifier import check, consistent, read_note
from allegedly.preserve.wacz import pack_wacz
from allegedly.store import Store

from .desk import Desk, file, page


def restored(desk: Desk, copy: Path) -> Store:
    """The desk's file as it was when it was copied."""
    desk.store.close()
    for left in desk.path.parent.glob("desk.db-*"):
        left.unlink()
    shutil.copy(copy, desk.path)
    desk.store = Store.open(desk.path)
    return desk.store


def copied(desk: Desk, to: Path) -> Path:
    desk.store.compact()
    shutil.copy(desk.path, to)
    return to


def test_an_untouched_desk_stands_by_every_checkpoint_it_gave_away(desk: Desk) -> None:
    given = []
    for n in range(5):
        desk.keep(file(n), page(n))
        given.append(desk.note())
    for note in given:
        assert audit(desk.store, desk.archive, note).faults == []


def test_an_old_copy_fails_against_the_checkpoint_kept_elsewhere(desk: Desk, tmp_path: Path) -> None:
    desk.keep(file(1))
    old = copied(desk, tmp_path / "old.db")
    desk.keep(file(2), page(3))
    note = desk.note()
    store = restored(desk, old)
    shutil.rmtree(Path(desk.archive.place) / "checkpoints")  # a thorough thief: the archive's own copies are gone too
    (fault,) = audit(store, desk.archive, note).faults
    assert fault.item == "the checkpoint given"
    assert "entries 1 to 2 are lost, or an older copy was restored" in fault.what
    assert audit(store, desk.archive).faults == []  # without the checkpoint nobody could tell


def test_an_old_copy_fails_against_the_archive_s_own_checkpoint(desk: Desk, tmp_path: Path) -> None:
    desk.keep(file(1))
    old = copied(desk, tmp_path / "old.db")
    desk.keep(file(2))
    assert any("older copy" in f.what for f in audit(restored(desk, old), desk.archive).faults)


def test_an_old_copy_that_went_on_has_another_history(desk: Desk, tmp_path: Path) -> None:
    desk.keep(file(1))
    old = copied(desk, tmp_path / "old.db")
    desk.keep(file(2))
    note = desk.note()
    store = restored(desk, old)
    desk.keeper._store = store
    desk.keep(file(8), file(9))
    faults = audit(store, desk.archive, note).faults
    assert any(f.item == "the checkpoint given" and "other entries than the first 2" in f.what for f in faults)


def test_the_checkpoint_of_another_desk_is_told(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = Desk(tmp_path / "other")
    other.keep(file(1))
    desk.keep(file(1))
    assert any("is of another log" in f.what or "the key is that of" in f.what
               for f in audit(desk.store, desk.archive, other.note()).faults)  # fmt: skip
    other.store.close()


@pytest.mark.parametrize(
    "change",
    [
        lambda n: n.replace("\n2\n", "\n3\n"),
        lambda n: n[:-9] + ("B" if n[-9] == "A" else "A") + n[-8:],
        lambda n: "",
    ],
)
def test_a_checkpoint_that_was_changed_is_told(desk: Desk, change) -> None:  # type: ignore[no-untyped-def]
    desk.keep(file(1), file(2))
    wrong = change(desk.note()) or "no checkpoint"
    assert [f.item for f in audit(desk.store, desk.archive, wrong).faults] == ["the checkpoint given"]


def test_growth_is_proven_to_whoever_holds_an_earlier_checkpoint(desk: Desk) -> None:
    import json
    from base64 import b64decode

    desk.keep(file(1), file(2), file(3))
    old = desk.note()
    desk.keep(*(page(n) for n in range(4)))
    told = json.loads(growth(desk.store, old))
    first, last = read_note(told["from"]), read_note(told["to"])
    path = [b64decode(hash) for hash in told["proof"]]
    assert (first.size, last.size) == (3, 7)
    assert consistent(first.size, last.size, path, first.root, last.root)
    with pytest.raises(InputMissing, match="another log, or of a later state"):
        growth(desk.store, notes.note(old.partition("\n\n")[0].replace("\n3\n", "\n9\n") + "\n", first.origin,
                                      notes.signing_key(desk.archive.key)))  # fmt: skip


def test_a_bundle_is_held_against_the_checkpoint_too(desk: Desk, tmp_path: Path) -> None:
    desk.keep(file(1))
    old = desk.note()
    desk.keep(file(2), file(3))
    evidence = Evidence(desk.store, desk.archive)
    pack_wacz(tmp_path / "a.wacz", evidence, evidence.entries(), "")
    data = (tmp_path / "a.wacz").read_bytes()
    assert check(data, "", old).faults == []
    key = notes.signing_key(desk.archive.key)
    other = notes.checkpoint(evidence.name, 1, b"\1" * 32, key)
    assert [f.what for f in check(data, "", other).faults] == ["does not continue the log of the checkpoint given"]
    late = notes.checkpoint(evidence.name, 9, b"\1" * 32, key)
    assert any("ask the desk" in note for note in check(data, "", late).notes)
