"""An audit names the item that is wrong, whatever part of a desk it is."""

import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest

from allegedly import pipeline
from allegedly.model import Snapshot
from allegedly.preserve.archive import Archive
from allegedly.preserve.audit import audit
from allegedly.preserve.custody import custody, item_hash
from allegedly.stages import Choice
from allegedly.store import Store

from ..conftest import Write
from .desk import START, Desk, captures, file

ECHO = Choice(extractor="echo", jobs=1)


def told(desk: Desk) -> list[str]:
    return [f"{fault.item}: {fault.what}" for fault in audit(desk.store, desk.archive).faults]


def test_a_whole_desk_has_nothing_wrong(desk: Desk) -> None:
    desk.keep(*captures(12))
    done = audit(desk.store, desk.archive)
    assert (done.faults, done.notes) == ([], [])
    assert done.checked == {"entries": 12, "captures": 12, "checkpoints": 2, "reports": 0}


@pytest.mark.parametrize("number", range(4))
def test_a_flipped_byte_of_a_record_names_its_capture(desk: Desk, number: int) -> None:
    desk.keep(*captures(4))
    with desk.store.view().log() as log:
        entry = log.entries()[number]
    path = Path(desk.archive.place) / entry.file
    data = path.read_bytes()
    for at in range(number, len(data), 5):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1 :])
        (fault,) = told(desk)
        assert fault.startswith(f"{entry.origin} ({entry.sha256[:16]}): "), at
    path.write_bytes(data)
    assert told(desk) == []


CHANGES: dict[str, tuple[str, str]] = {
    "an entry's words": (
        "UPDATE log_entry SET leaf = replace(leaf, 'note-2', 'note-7') WHERE position = 2",
        "note-2.txt",
    ),
    "an entry's row": ("UPDATE log_entry SET origin = 'elsewhere.txt' WHERE position = 2", "elsewhere.txt"),
    "a leaf's hash": ("UPDATE log_node SET hash = zeroblob(32) WHERE level = 0 AND position = 2", "note-2.txt"),
    "an inner hash": ("UPDATE log_node SET hash = zeroblob(32) WHERE level = 1 AND position = 1", "the log"),
    "the last entry": ("DELETE FROM log_entry WHERE position = 4", "the log"),
    "an entry in the middle": ("DELETE FROM log_entry WHERE position = 1", "note-2.txt"),
    "a checkpoint": ("UPDATE log_checkpoint SET note = replace(note, '5', '4')", "checkpoint 5"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_log_is_named(desk: Desk, change: str) -> None:
    statement, item = CHANGES[change]
    desk.keep(*(file(n) for n in range(5)))
    with sqlite3.connect(desk.path) as connection:
        connection.execute(statement)
    assert any(fault.startswith(item) for fault in told(desk)), told(desk)


REPORTS: dict[str, str] = {
    "its words": "UPDATE report SET payload = replace(payload, 'blast', 'salute') WHERE id = 'r1'",
    "its date": "UPDATE report SET payload = replace(payload, '2024-05-01T10', '2024-05-01T11') WHERE id = 'r1'",
    "its capture": "UPDATE report SET payload = replace(payload, 'snapshot\":\"', 'snapshot\":\"?') WHERE id = 'r1'",
    "a claim's place": "UPDATE claim SET payload = replace(payload, '\"span\":[6,', '\"span\":[5,')",
    "nonsense": "UPDATE report SET payload = CAST('{' AS BLOB) WHERE id = 'r1'",
}


@pytest.mark.parametrize("change", REPORTS)
def test_a_change_of_a_report_is_named(echo: str, reports: Write, store: Store, change: str) -> None:
    pipeline.add([str(reports("Mayor heard a blast"))], store, ECHO)
    assert audit(store, Archive.of(store.path)).faults == []
    with sqlite3.connect(store.path) as connection:
        assert connection.execute(REPORTS[change]).rowcount == 1
    found = audit(store, Archive.of(store.path)).faults
    assert {fault.item for fault in found} == {"report r1"}


def test_a_key_that_others_may_read_is_told(desk: Desk) -> None:
    desk.keep(file(1))
    assert desk.archive.key.stat().st_mode & 0o777 == 0o600
    desk.archive.key.chmod(0o644)
    assert any("chmod 600" in note for note in audit(desk.store, desk.archive).notes)


def test_without_the_key_signatures_are_told_as_unchecked(desk: Desk) -> None:
    desk.keep(file(1))
    desk.archive.key.rename(desk.archive.key.with_suffix(".away"))
    done = audit(desk.store, desk.archive)
    assert done.faults == []
    assert any("NOT checked" in note for note in done.notes)


def test_custody_of_a_report_leads_to_its_capture(echo: str, reports: Write, store: Store) -> None:
    path = reports("Mayor heard a blast", "Guard saw smoke")
    pipeline.add([str(path)], store, ECHO)
    sha, locator = item_hash(store, "r2")
    assert (sha, locator) == (store.view().report("r2").snapshot, "line 2")
    (found,) = custody(store, Archive.of(store.path), sha)
    assert (found.origin, found.position, found.checkpoint, found.wrong) == (str(path), 0, 1, ())
    assert found.tool.startswith("allegedly ")
    assert item_hash(store, sha[:6]) == (sha, "")


def test_what_an_earlier_desk_kept_in_its_file_is_brought_into_the_archive(
    echo: str, reports: Write, store: Store
) -> None:
    old = b'{"id": "old", "text": "Mayor heard it", "published": "2024-05-01"}\n'
    store.writer().snapshot(Snapshot(sha256(old).hexdigest(), "old.jsonl", old, "", START))
    notes = audit(store, Archive.of(store.path)).notes
    assert any("earlier version" in note for note in notes)
    pipeline.add([str(reports("Guard saw smoke"))], store, ECHO)
    done = audit(store, Archive.of(store.path))
    assert (done.faults, done.notes, done.checked["captures"]) == ([], [], 2)
    assert Archive.of(store.path).captured(sha256(old).hexdigest()) == old
    with pytest.raises(KeyError):
        store.view().snapshot(sha256(old).hexdigest())
