"""Promise 16: RFC 3161, verified as at issuance; an authority out of reach shows `pending`, never `stamped`."""

import shutil
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from allegedly.errors import InputMissing
from allegedly.preserve.audit import audit
from allegedly.preserve.custody import custody
from allegedly.preserve.evidence import Evidence
from allegedly.preserve.stamps import Asked, asked, ordered, stamp, verified
from allegedly.preserve.verifier import check
from allegedly.preserve.wacz import pack_wacz

from .authority import Authority, run, serving
from .desk import Desk, file, page

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def authority(made: Authority) -> Authority:
    made.status, made.asked, made.spoil = 200, 0, lambda answer: answer
    return made


def test_a_stamp_is_verified_here_and_by_openssl(desk: Desk, authority: Authority, tmp_path: Path) -> None:
    desk.keep(file(1), page(2))
    before = datetime.now(UTC) - timedelta(seconds=2)
    with serving(authority) as url:
        (one,) = stamp(desk.store, [asked("loop", url, authority.root)])
    assert (one.state, one.authority, one.size) == ("stamped", "loop", 2)
    assert before <= one.at <= datetime.now(UTC) + timedelta(seconds=2)
    note, token = tmp_path / "note.txt", tmp_path / "token.tsr"
    note.write_text(desk.note())
    token.write_bytes(one.token)
    told = run("ts", "-verify", "-data", note, "-in", token, "-CAfile", authority.root)
    assert "Verification: OK" in told
    assert audit(desk.store, desk.archive).faults == []
    assert audit(desk.store, desk.archive).checked["stamps"] == 1


def test_certificates_in_another_order_are_taken_too(desk: Desk, tmp_path: Path) -> None:
    """`openssl ts` sends the signer first, whatever DER asks for: of some pairs that is wrong."""
    desk.keep(file(1))
    for n in range(6):
        authority = Authority(tmp_path / f"authority {n}".replace(" ", "-"))
        message = desk.note().encode()
        with serving(authority) as url:
            (one,) = stamp(desk.store, [asked(f"loop{n}", url, authority.root)])
        assert one.state == "stamped", one.told
        assert verified(ordered(one.token), message, one.certificate) == one.at
        assert ordered(b"\x30\x82") == b"\x30\x82"


def test_nobody_is_asked_twice_for_what_is_stamped(desk: Desk, authority: Authority) -> None:
    desk.keep(file(1))
    with serving(authority) as url:
        one = asked("loop", url, authority.root)
        assert len(stamp(desk.store, [one])) == 1
        assert stamp(desk.store, [one]) == []
        desk.keep(file(2))
        assert [s.size for s in stamp(desk.store, [one])] == [2]
    assert authority.asked == 2


def test_pending_until_the_authority_can_be_reached(desk: Desk, authority: Authority) -> None:
    (kept,) = desk.keep(file(1))
    nowhere = asked("loop", "http://127.0.0.1:9/tsr", authority.root)
    for tries in (1, 2):
        (one,) = stamp(desk.store, [nowhere])
        assert (one.state, one.tries, one.token) == ("pending", tries, b"")
        assert "cannot be reached" in one.told
    done = audit(desk.store, desk.archive)
    assert done.faults == []
    assert any("pending after 2 tries" in note for note in done.notes)
    assert custody(desk.store, desk.archive, kept.sha256)[0].stamps[0].at is None
    with serving(authority) as url:
        (one,) = stamp(desk.store, [asked("loop", url, authority.root)])
    assert (one.state, one.tries) == ("stamped", 3)
    assert custody(desk.store, desk.archive, kept.sha256)[0].stamps[0].at == one.at
    assert not audit(desk.store, desk.archive).notes


SPOILT = {
    "an error page": lambda answer: b"<html>busy</html>",
    "nothing": lambda answer: b"",
    "a flipped byte in the signature": lambda answer: answer[:-5] + bytes([answer[-5] ^ 1]) + answer[-4:],
    "cut off": lambda answer: answer[:-100],
    "endless": lambda answer: b"\0" * (1 << 21),
}


@pytest.mark.parametrize("how", SPOILT)
def test_an_answer_that_cannot_be_verified_stays_pending(desk: Desk, authority: Authority, how: str) -> None:
    desk.keep(file(1))
    authority.spoil = SPOILT[how]
    with serving(authority) as url:
        (one,) = stamp(desk.store, [asked("loop", url, authority.root)])
    assert (one.state, one.token) == ("pending", b"")
    assert one.told


def test_an_error_status_stays_pending(desk: Desk, authority: Authority) -> None:
    desk.keep(file(1))
    authority.status = 503
    with serving(authority) as url:
        (one,) = stamp(desk.store, [asked("loop", url, authority.root)])
    assert one.state == "pending"
    assert "status 503" in one.told


def test_a_stamp_on_other_words_or_an_old_answer_stays_pending(desk: Desk, authority: Authority) -> None:
    desk.keep(file(1))
    kept: list[bytes] = []

    def replayed(_: str, request: bytes) -> bytes:
        kept.append(authority.answer(request))
        return kept[0]  # the first answer again: another nonce, later other words

    one = Asked("loop", "http://x", authority.root.read_bytes())
    assert [s.state for s in stamp(desk.store, [one], replayed)] == ["stamped"]
    desk.keep(file(2))
    (late,) = stamp(desk.store, [one], replayed)
    assert late.state == "pending"
    with pytest.raises(ValueError, match="cannot be verified"):
        verified(kept[0], b"other words", one.certificates)


def test_a_stamp_by_someone_else_stays_pending(desk: Desk, authority: Authority, tmp_path: Path) -> None:
    desk.keep(file(1))
    stranger = Authority(tmp_path / "stranger")
    with serving(stranger) as url:
        (one,) = stamp(desk.store, [asked("loop", url, authority.root)])
    assert one.state == "pending"
    assert "cannot be verified" in one.told


def test_a_token_that_was_changed_later_is_named(desk: Desk, authority: Authority) -> None:
    from dataclasses import replace

    desk.keep(file(1))
    with serving(authority) as url:
        (one,) = stamp(desk.store, [asked("loop", url, authority.root)])
    for wrong in (replace(one, token=one.token[:-9] + b"\0" + one.token[-8:]), replace(one, at=one.at + timedelta(1))):
        with desk.store.writer().log() as log:
            log.stamp(wrong)
        assert [f.item for f in audit(desk.store, desk.archive).faults] == ["stamp of loop on checkpoint 1"]


def test_a_bundle_brings_the_stamps_and_openssl_checks_them(desk: Desk, authority: Authority, tmp_path: Path) -> None:
    desk.keep(file(1))
    with serving(authority) as url:
        stamp(desk.store, [asked("loop", url, authority.root)])
    desk.keep(file(2))
    evidence = Evidence(desk.store, desk.archive)
    pack_wacz(tmp_path / "a.wacz", evidence, evidence.entries()[:1], "")
    done = check((tmp_path / "a.wacz").read_bytes())
    assert done.faults == []
    assert done.checked["stamps"] == 1
    with zipfile.ZipFile(tmp_path / "a.wacz") as archive:
        archive.extractall(tmp_path / "out")
    (command,) = [note.partition("its signature: ")[2] for note in done.notes if "openssl" in note]
    words = [w if not w.startswith("evidence/") else str(tmp_path / "out" / w) for w in command.split()[1:]]
    assert "Verification: OK" in run(*words)


def test_a_certificate_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.pem").write_text("none")
    for path in (tmp_path / "x.pem", tmp_path / "gone.pem"):
        with pytest.raises(InputMissing, match="authorities"):
            asked("loop", "http://127.0.0.1:9/", path)
