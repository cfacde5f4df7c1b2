"""What is redacted is gone from every file of the desk; every proof of it stays; nobody takes it for damage."""

import gzip
from pathlib import Path

import pytest

from allegedly import pipeline
from allegedly.desk.stored import StoredDesk
from allegedly.errors import InputMissing
from allegedly.model import Rejection
from allegedly.preserve import preserve
from allegedly.preserve.audit import audit
from allegedly.preserve.custody import custody
from allegedly.preserve.evidence import Evidence
from allegedly.preserve.redaction import redact
from allegedly.preserve.verifier import check, included, leaf_hash, read_note
from allegedly.preserve.wacz import pack_wacz
from allegedly.relink import relink
from allegedly.stages import Choice
from allegedly.store import Store

from ..conftest import Write
from .desk import Desk, captures, file

ECHO = Choice(extractor="echo", jobs=1)
FAST = Choice(extractor="fast", jobs=1)
SECRET = "Zinaida"  # a name that stands nowhere else


def looked(desk: Desk, words: str) -> list[str]:
    return [hit.report.text for hit in StoredDesk(desk.store.view()).search(words).hits]


def everything(folder: Path) -> bytes:
    """All bytes of all files, unpacked where they are packed."""
    found = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return b"\n".join(one + (gzip.decompress(one) if one[:2] == b"\x1f\x8b" else b"") for one in found).lower()


def test_the_bytes_and_all_that_was_read_from_them_are_gone(echo: str, reports: Write, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    desk = Desk(tmp_path / "desk")
    secret = reports(f"{SECRET} saw the blast", f"{SECRET} heard a second one", name="secret.jsonl")
    pipeline.add(
        [str(secret), str(reports({"id": "a", "text": "Mayor heard a blast"}, name="other.jsonl"))], desk.store, ECHO
    )
    assert SECRET.lower().encode() in everything(tmp_path / "desk")  # in small letters: the text index has it so
    sha = next(r.snapshot for r in desk.store.view().reports() if SECRET in r.text)
    before = desk.note()
    done = redact(desk.store, desk.archive, sha, "A. Editor", "names a witness")
    relink(desk.store)
    desk.store.compact()
    desk.keeper.seal()
    assert done.reports == ("r1", "r2")
    assert [r.text for r in desk.store.view().reports()] == ["Mayor heard a blast"]
    assert looked(desk, SECRET) == []
    assert looked(desk, "Mayor") == ["Mayor heard a blast"]
    assert SECRET.lower().encode() not in everything(tmp_path / "desk")
    result = audit(desk.store, desk.archive, before)
    assert result.faults == []
    assert result.checked["redacted"] == 1
    tally = pipeline.add([str(secret)], desk.store, ECHO)
    assert ["these bytes were redacted" in r.reason for r in tally.rejections] == [True]
    assert desk.store.view().counts()["report"] == 1
    pipeline.add([str(reports({"id": "b", "text": "Doctor came"}, name="third.jsonl"))], desk.store, ECHO)
    assert looked(desk, "Doctor") == ["Doctor came"]
    assert audit(desk.store, desk.archive, before).faults == []
    desk.store.close()


@pytest.mark.parametrize("redacted", [["x"], ["x@2"], ["x", "x@2"]])
def test_no_later_version_gets_the_number_of_an_earlier_one(
    echo: str, reports: Write, tmp_path: Path, redacted: list[str]
) -> None:
    (tmp_path / "desk").mkdir()
    desk = Desk(tmp_path / "desk")
    for n, words in enumerate(("Mayor heard a blast", "Mayor heard two blasts", "Guard denied a blast")):
        if n == 2:
            for id in redacted:
                redact(desk.store, desk.archive, desk.store.view().report(id).snapshot, "A. Editor", "names a witness")
            relink(desk.store)
        pipeline.add([str(reports({"id": "x", "text": words}, name=f"{n}.jsonl"))], desk.store, ECHO)
    held = {r.id: r.text for r in desk.store.view().reports()}
    assert held.pop("x@3") == "Guard denied a blast"
    assert set(held) == {"x", "x@2"} - set(redacted)
    assert desk.store.view().extraction("x@3").report.text == "Guard denied a blast"
    assert audit(desk.store, desk.archive).faults == []
    desk.store.close()


def test_custody_says_who_when_and_why(desk: Desk) -> None:
    (one,) = desk.keep(file(1))
    redact(desk.store, desk.archive, one.sha256, "A. Editor", "names a witness")
    (found,) = custody(desk.store, desk.archive, one.sha256)
    assert found.redacted.endswith("by A. Editor: names a witness")
    assert found.wrong == ()
    assert (found.origin, found.operator, found.size) == ("note-1.txt", "the tests", len(one.data))


def test_proofs_made_before_stay_good_and_bundles_say_redacted(desk: Desk, tmp_path: Path) -> None:
    from allegedly.preserve import tree

    kept = desk.keep(*captures(5))
    with desk.store.view().log() as log:
        note, leaf = read_note(log.checkpoints()[-1].note), log.entries()[2].leaf
        path = tree.inclusion(2, 5, log.node)
    redact(desk.store, desk.archive, kept[2].sha256, "A. Editor", "a witness")
    assert included(leaf_hash(leaf), 2, 5, path, note.root)
    evidence = Evidence(desk.store, desk.archive)
    pack_wacz(tmp_path / "a.wacz", evidence, evidence.entries(), "")
    done = check((tmp_path / "a.wacz").read_bytes())
    assert done.faults == []
    assert (done.checked["captures"], done.checked["redacted"]) == (5, 1)


def test_a_record_that_is_simply_gone_is_damage(desk: Desk) -> None:
    desk.keep(file(1), file(2))
    desk.archive.shelf.remove(desk.files()[0])
    (fault,) = audit(desk.store, desk.archive).faults
    assert "its record is gone" in fault.what


def test_a_stopped_redaction_is_told_and_can_be_finished(desk: Desk) -> None:
    (one,) = desk.keep(file(1))
    name = desk.files()[0]
    record = desk.archive.shelf.get(name)
    redact(desk.store, desk.archive, one.sha256, "A", "b")
    desk.archive.shelf.put(name, record)  # as if it had been stopped before it came to the files
    (fault,) = audit(desk.store, desk.archive).faults
    assert "Redact it again" in fault.what
    redact(desk.store, desk.archive, one.sha256, "Another", "c")
    assert audit(desk.store, desk.archive).faults == []
    assert custody(desk.store, desk.archive, one.sha256)[0].redacted.endswith("by A: b")


def test_every_origin_of_the_same_bytes_goes(desk: Desk) -> None:
    one, _ = desk.keep(file(1), file(2, file(1).data.decode()))
    assert redact(desk.store, desk.archive, one.sha256, "A", "b").files == 2
    assert desk.files() == []
    (again,) = desk.keeper.keep([preserve(file(1))])
    assert isinstance(again, Rejection)


def test_what_was_never_kept_cannot_be_redacted(desk: Desk) -> None:
    with pytest.raises(InputMissing, match="no capture"):
        redact(desk.store, desk.archive, "ab" * 32, "A", "b")
    assert isinstance(desk.store, Store)


def test_forms_and_names_made_of_redacted_words_are_gone_too(desk: Desk, reports: Write, tmp_path: Path) -> None:
    told = reports("Свидетельница Зинаида Прохоренко рассказала о взрыве на складе.", name="secret.jsonl")
    pipeline.add([str(told), str(reports("The mayor heard a blast.", name="other.jsonl"))], desk.store, FAST)
    assert looked(desk, "Прохоренко")
    assert looked(desk, "Prokhorenko")
    held = everything(tmp_path)
    assert "зинаида".encode() in held
    assert b"zinaid" in held
    sha = next(r.snapshot for r in desk.store.view().reports() if "Зинаида" in r.text)
    redact(desk.store, desk.archive, sha, "A. Editor", "names a witness")
    relink(desk.store)
    desk.store.compact()
    assert looked(desk, "Прохоренко") == looked(desk, "Prokhorenko") == []
    left = everything(tmp_path)
    assert "зинаид".encode() not in left
    assert b"zinaid" not in left
