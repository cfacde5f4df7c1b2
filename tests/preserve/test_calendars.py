"""OpenTimestamps: pending until a proof leads to a block, and never called more than was checked."""

import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from allegedly.errors import SetupIncomplete
from allegedly.model import Anchor
from allegedly.preserve.audit import audit
from allegedly.preserve.calendars import anchor, file_name, looked_at, seen
from allegedly.preserve.custody import custody
from allegedly.preserve.evidence import Evidence
from allegedly.preserve.verifier import OTS_COUNTED, Broken, check, read_ots, read_paths
from allegedly.preserve.wacz import pack_wacz

from .desk import Desk, file, page
from .test_promise_18_alone import alone

pytest.importorskip("opentimestamps.core.timestamp", reason="needs the extra `ots`")

from bitcoin.core import CBlockHeader
from opentimestamps.core.notary import (
    BitcoinBlockHeaderAttestation,
    PendingAttestation,
    UnknownAttestation,
    VerificationError,
)
from opentimestamps.core.serialize import BytesDeserializationContext
from opentimestamps.core.timestamp import DetachedTimestampFile

from .calendar import HEIGHT, Calendar, attested, kept

UNCHECKED = f"attested in Bitcoin block {HEIGHT} (block header not checked: needs a node)"


def by_the_library(proof: bytes) -> DetachedTimestampFile:
    return DetachedTimestampFile.deserialize(BytesDeserializationContext(proof))


def in_the_block(proof: bytes, root: bytes) -> bool:
    """What a client with a node does: is the message of the proof's block attestation the header's Merkle root?"""
    for message, one in by_the_library(proof).timestamp.all_attestations():
        if isinstance(one, BitcoinBlockHeaderAttestation):
            try:
                one.verify_against_blockheader(message, CBlockHeader(hashMerkleRoot=root))
            except VerificationError:
                return False
            return True
    return False


def shown(desk: Desk, one: Anchor) -> str:
    return looked_at(desk.store, [one])[0][1].told


def mined(desk: Desk, calendar: Calendar, url: str) -> Anchor:
    """An anchor that leads to a block."""
    anchor(desk.store, [url])
    calendar.mined = True
    (one,) = anchor(desk.store, [url])
    return one


def test_pending_and_then_in_a_block(desk: Desk) -> None:
    (capture,) = desk.keep(file(1))
    calendar = Calendar()
    with kept(calendar) as url:
        (first,) = anchor(desk.store, [url + "/"])
        assert shown(desk, first) == f"pending at {url} since {first.since:%Y-%m-%d %H:%M:%S} UTC"
        assert by_the_library(first.proof).file_digest == sha256(desk.note().encode()).digest()
        assert calendar.given != [sha256(desk.note().encode()).digest()]  # a nonce hides what it is
        (again,) = anchor(desk.store, [url])
        assert (again.proof, again.tries, again.since, again.told) == (first.proof, 2, first.since, "")
        assert custody(desk.store, desk.archive, capture.sha256)[0].stamps[0].block is None
        calendar.mined = True
        (last,) = anchor(desk.store, [url])
        assert anchor(desk.store, [url]) == []
    assert shown(desk, last) == f"{UNCHECKED}; the block's Merkle root must be {calendar.roots[-1][::-1].hex()}"
    assert in_the_block(last.proof, calendar.roots[-1])
    assert [path.split("/")[1] for path in calendar.asked] == ["digest", "timestamp", "timestamp"]
    stamped = custody(desk.store, desk.archive, capture.sha256)[0].stamps[0]
    assert (stamped.block, stamped.at) == (HEIGHT, None)
    done = audit(desk.store, desk.archive)
    assert done.faults == []
    assert done.checked[OTS_COUNTED] == 1
    assert "stamps" not in done.checked
    assert any(UNCHECKED in note for note in done.notes)


def test_the_same_hash_is_never_given_twice_and_a_new_checkpoint_is(desk: Desk) -> None:
    desk.keep(file(1))
    one, other = Calendar(), Calendar()
    with kept(one) as first, kept(other) as second:
        assert [a.calendar for a in anchor(desk.store, [first, second, first])] == [first, second]
        desk.keep(file(2))
        assert [(a.size, a.calendar) for a in anchor(desk.store, [first])] == [(1, first), (2, first)]
    assert len({*one.given, *other.given}) == 3


def test_nobody_is_asked_where_none_is_configured(desk: Desk) -> None:
    desk.keep(file(1))
    assert anchor(desk.store, []) == []
    assert audit(desk.store, desk.archive).notes == []


def test_out_of_reach_it_is_not_taken_and_later_it_is(desk: Desk) -> None:
    desk.keep(file(1))
    calendar = Calendar()
    with kept(calendar) as url:
        pass
    for tries in (1, 2):
        (one,) = anchor(desk.store, [url])
        assert (one.proof, one.tries) == (b"", tries)
        assert "cannot be reached" in one.told
    done = audit(desk.store, desk.archive)
    assert done.faults == []
    assert OTS_COUNTED not in done.checked
    assert any("pending: not taken by the calendar" in note for note in done.notes)
    evidence = Evidence(desk.store, desk.archive)
    assert not any(name.endswith(".ots") for name in evidence.files(evidence.entries(), {}))


Spoil = Callable[[bytes], bytes]
SPOILT: dict[str, Spoil] = {
    "a page": lambda answer: b"<html>busy</html>",
    "nothing": lambda answer: b"",
    "cut off": lambda answer: answer[:-3],
    "more than it should be": lambda answer: answer + b"\0",
    "oversized": lambda answer: b"\0" * 10_001,
    "too deep": lambda answer: b"\x08" * 300 + answer,
    "many paths": lambda answer: b"".join(b"\xff\xf0\x01" + bytes([n]) + answer for n in range(9)) + answer,
    "an operation that nobody knows": lambda answer: b"\x77" + answer,
    "a message that grows": lambda answer: b"\xf3" * 8 + answer,
    "only something unknown": lambda answer: attested(b"\0" * 32, UnknownAttestation(b"12345678", b"x")),
    "a height that no store can hold": lambda answer: b"\0\x05\x88\x96\x0d\x73\xd7\x19\x01\x0a" + b"\xff" * 9 + b"\1",
    "a block that attests no Merkle root": lambda answer: (
        b"\xf0\x01a" + attested(b"\0" * 33, BitcoinBlockHeaderAttestation(7))
    ),
}


@pytest.mark.parametrize("how", SPOILT)
@pytest.mark.parametrize("late", [False, True])
def test_an_answer_that_is_none_changes_nothing(desk: Desk, how: str, late: bool) -> None:
    desk.keep(file(1))
    calendar, proof = Calendar(), b""
    with kept(calendar) as url:
        if late:
            proof, calendar.mined = anchor(desk.store, [url])[0].proof, True
        calendar.spoil = SPOILT[how]
        (one,) = anchor(desk.store, [url])
        assert one.proof == proof
        assert one.told
        assert "pending" in shown(desk, one)
        calendar.spoil = bytes
        (one,) = anchor(desk.store, [url])
    assert one.told == ""
    assert (seen(one, desk.note()).block == HEIGHT) is late
    assert audit(desk.store, desk.archive).faults == []


def test_an_address_that_the_protocol_does_not_allow_is_refused(desk: Desk) -> None:
    desk.keep(file(1))
    calendar = Calendar()
    calendar.spoil = lambda answer: answer.replace(b"http:", b"http?")
    with kept(calendar) as url:
        (one,) = anchor(desk.store, [url])
    assert (one.proof, "names a calendar by no address" in one.told) == (b"", True)


def test_without_the_extra_nothing_is_asked_and_the_way_out_is_told(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.keep(file(1))
    calendar = Calendar()
    with kept(calendar) as url:
        one = mined(desk, calendar, url)
        monkeypatch.setitem(sys.modules, "opentimestamps.core.timestamp", None)
        before = len(calendar.asked)
        with pytest.raises(SetupIncomplete, match=r"pip install 'allegedly\[ots\]'"):
            anchor(desk.store, [url])
        assert len(calendar.asked) == before
    assert anchor(desk.store, []) == []
    assert seen(one, desk.note()).block == HEIGHT  # what is held can be read without it
    assert audit(desk.store, desk.archive).faults == []


@pytest.mark.parametrize("status", [302, 400, 503])
def test_an_error_or_a_way_elsewhere_is_told_and_not_followed(desk: Desk, status: int) -> None:
    desk.keep(file(1))
    calendar = Calendar()
    calendar.status = status
    with kept(calendar) as url:
        (one,) = anchor(desk.store, [url])
    assert one.proof == b""
    assert f"status {status}" in one.told


def test_a_calendar_that_lost_the_hash_is_told(desk: Desk) -> None:
    desk.keep(file(1))
    calendar = Calendar()
    calendar.missing = b"Commitment not found\x1b[31m"
    with kept(calendar) as url:
        anchor(desk.store, [url])
        (one,) = anchor(desk.store, [url])
    assert one.told == f"{url} does not have it: Commitment not found__31m"


def test_no_address_is_asked_that_the_settings_do_not_name(desk: Desk) -> None:
    desk.keep(file(1))
    pool, inner = Calendar(), Calendar()
    with kept(pool) as url, kept(inner) as secret:
        pool.held_at = secret
        inner.mined = True
        for _ in range(2):
            (one,) = anchor(desk.store, [url])
            assert f"held by {secret}: name that in `calendars`" in one.told
        assert inner.asked == []
        assert {seen(a, desk.note()).block for a in anchor(desk.store, [url, secret])} == {None, HEIGHT}


def test_the_way_of_another_commitment_leads_to_no_root_of_the_block(desk: Desk) -> None:
    """Nobody can tell without the header: so the root is told that the block must have."""
    desk.keep(file(1))
    calendar = Calendar()
    with kept(calendar) as url:
        anchor(desk.store, [url])
        calendar.mined = True
        calendar.spoil = lambda answer: answer.replace(sha256(b"another leaf").digest(), sha256(b"a third").digest())
        (one,) = anchor(desk.store, [url])
    assert calendar.roots[-1][::-1].hex() not in shown(desk, one)
    assert UNCHECKED in shown(desk, one)
    assert not in_the_block(one.proof, calendar.roots[-1])


def test_every_changed_byte_of_a_held_proof_is_found_and_not_mended_by_asking_again(desk: Desk) -> None:
    desk.keep(file(1))
    calendar = Calendar()
    with kept(calendar) as url:
        one = mined(desk, calendar, url)
        for at in range(len(one.proof)):
            wrong = one.proof[:at] + bytes([one.proof[at] ^ 1 << at % 8]) + one.proof[at + 1 :]
            assert seen(replace(one, proof=wrong), desk.note()).wrong
        with desk.store.writer().log() as log:
            log.anchor(replace(one, proof=one.proof[:-1] + b"\0"))
        for _ in range(2):
            (fault,) = audit(desk.store, desk.archive).faults
            assert fault.item == f"OpenTimestamps of {url} on checkpoint 1"
            assert "was changed" in fault.what
            anchor(desk.store, [url])


def test_a_proof_on_another_checkpoint_is_found(desk: Desk) -> None:
    desk.keep(file(1))
    calendar = Calendar()
    with kept(calendar) as url:
        (one,) = anchor(desk.store, [url])
        desk.keep(file(2))
        with desk.store.writer().log() as log:
            log.anchor(replace(one, size=2))
    (fault,) = audit(desk.store, desk.archive).faults
    assert (fault.item, fault.what) == (f"OpenTimestamps of {url} on checkpoint 2", "is a proof on something else")


def test_a_proof_that_is_gone_is_found(desk: Desk) -> None:
    desk.keep(file(1))
    with kept(Calendar()) as url:
        (one,) = anchor(desk.store, [url])
    assert seen(replace(one, proof=b""), desk.note()).wrong


def test_a_bundle_brings_the_proof_and_the_verifier_alone_reads_it(desk: Desk, tmp_path: Path) -> None:
    desk.keep(file(1))
    calendar = Calendar()
    with kept(calendar) as url:
        one = mined(desk, calendar, url)
    desk.keep(page(2))
    evidence = Evidence(desk.store, desk.archive)
    pack_wacz(tmp_path / "a.wacz", evidence, evidence.entries()[:1], "")
    with zipfile.ZipFile(tmp_path / "a.wacz") as archive:
        proof, note = archive.read(file_name(url)), archive.read("evidence/checkpoint.txt")
        (tmp_path / "verify.py").write_bytes(archive.read("evidence/verify.py"))
    assert proof == one.proof
    assert by_the_library(proof).file_digest == sha256(note).digest()  # what `ots verify -f checkpoint.txt` does first
    assert in_the_block(proof, calendar.roots[-1])
    done = alone(tmp_path / "verify.py", tmp_path / "a.wacz")
    assert done.returncode == 0, done.stdout
    assert f"{file_name(url)}: {UNCHECKED}" in done.stdout
    assert "1 OpenTimestamps proofs · 0 wrong" in done.stdout
    data = (tmp_path / "a.wacz").read_bytes()
    at = data.index(proof) + 40
    wrong = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
    assert (file_name(url), "is a proof on something else") in check(wrong).faults


def test_a_bundle_takes_the_checkpoint_in_a_block_before_one_that_is_pending(desk: Desk) -> None:
    desk.keep(file(1))
    calendar, slow = Calendar(), Calendar()
    with kept(calendar) as url, kept(slow) as late:
        anchor(desk.store, [late])
        desk.keep(file(2))
        mined(desk, calendar, url)
        evidence = Evidence(desk.store, desk.archive)
        files = evidence.files(evidence.entries()[:1], {})
    assert [name for name in files if name.endswith(".ots")] == [file_name(url)]
    assert files["evidence/checkpoint.txt"].split(b"\n")[1] == b"2"


@pytest.mark.parametrize(
    ("answer", "block", "uri"),
    [
        (attested(b"\7" * 32, BitcoinBlockHeaderAttestation(0)), 0, ""),
        (attested(b"\7" * 32, PendingAttestation("https://c.example")), None, "https://c.example"),
        (b"\x08" + attested(b"\7" * 32, BitcoinBlockHeaderAttestation(2**31 - 1)), 2**31 - 1, ""),
    ],
)
def test_the_verifiers_reader_agrees_with_the_library(answer: bytes, block: int | None, uri: str) -> None:
    (end,) = read_paths(answer, b"\7" * 32)
    assert (end.block, end.uri) == (block, uri)


def test_what_is_no_proof_is_refused() -> None:
    for proof in (b"", b"\0" * 100, b"x" * (1 << 17)):
        with pytest.raises(Broken):
            read_ots(proof, b"note")


def test_no_two_calendars_share_a_file() -> None:
    names = {
        file_name(one) for one in ("https://a.example/b", "https://a.example-b", "http://127.0.0.1:1", "https://a")
    }
    assert len(names) == 4
    assert all(name.count("/") == 1 and ":" not in name for name in names)
