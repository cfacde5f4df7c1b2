"""OpenTimestamps on the log's checkpoints, by calendars that the desk's owner names.

A calendar takes a hash at once and puts it into a Bitcoin block hours later; until its proof leads to a block, the
anchor is pending. Whether the block is what the proof says needs its header, which this desk does not have: what is
shown never says more than that. A calendar sees the hash of a checkpoint with a random nonce, never the checkpoint.
Proofs are read by `verifier`, which needs no package; only getting them needs the extra `ots`.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from allegedly.errors import SetupIncomplete
from allegedly.model import Anchor, Checkpoint
from allegedly.preserve.asking import asked_of
from allegedly.preserve.verifier import OTS, STAMPS, Attested, Broken, ots_told, read_ots, read_paths
from allegedly.store import Store

LONGEST = 10_000  # bytes of an answer, as the protocol's own client has it
MOST_PATHS = 8  # of one answer: calendars give one
NONCE = 16  # bytes, as the protocol's own client has it
HEADERS = {"Accept": "application/vnd.opentimestamps.v1", "Content-Type": "application/octet-stream"}
Ask = Callable[[str, bytes | None], tuple[int, bytes]]


def anchor(store: Store, calendars: Iterable[str], ask: Ask | None = None) -> list[Anchor]:
    """Give each calendar the newest checkpoint, and ask for the blocks of those before; gives what came of each.

    What leads to a block already is left alone. Raises SetupIncomplete where the package is missing.
    """
    named = list(dict.fromkeys(one.rstrip("/") for one in calendars))
    if named:
        _ready()
    with store.view().log() as log:
        made, held = {one.size: one for one in log.checkpoints()}, {(a.size, a.calendar): a for a in log.anchors()}
    done: list[Anchor] = []
    for calendar in named:
        mine = {size: one for (size, of), one in held.items() if of == calendar}
        for size in sorted({*mine, *list(made)[-1:]}):
            before = mine.get(size) or Anchor(size, calendar, datetime.now(UTC), tries=0)
            if seen(before, made[size].note).block is None:
                one = _tried(before, made[size], named, ask or _ask)
                with store.writer().log() as log:
                    log.anchor(one)
                done.append(one)
    return done


@dataclass(frozen=True, slots=True)
class Seen:
    """What the proof of an anchor shows now: a Bitcoin block (None: pending), and the same in words.

    `wrong` says what is wrong with the proof, where something is.
    """

    block: int | None
    told: str
    wrong: str = ""


def seen(one: Anchor, note: str) -> Seen:
    """Look at the proof that is held on a checkpoint, and say not more than was checked."""
    try:
        found = _ends(one, note)
    except Broken as error:
        return Seen(None, f"WRONG: {error}", str(error))
    if (height := _block(found)) is not None:
        return Seen(height, ots_told(found))
    since = f"since {one.since:%Y-%m-%d %H:%M:%S} UTC"
    state = f"{ots_told(found)} {since}" if found else f"pending: not taken by the calendar, tried {since}"
    return Seen(None, state + (f" ({one.told})" if one.told else ""))


def looked_at(store: Store, anchors: Iterable[Anchor]) -> list[tuple[Anchor, Seen]]:
    """Each of these anchors of a desk, and what it shows."""
    with store.view().log() as log:
        notes = {one.size: one.note for one in log.checkpoints()}
    return [(one, seen(one, notes.get(one.size, ""))) for one in anchors]


def _ends(one: Anchor, note: str) -> list[Attested]:
    """Where its proof leads; nowhere while there is none. Raises Broken where it is not the one that was got."""
    if not one.proof and not one.digest:
        return []
    if sha256(one.proof).digest() != one.digest:
        raise Broken("is not the proof that was got from the calendar: it was changed")
    return read_ots(one.proof, note.encode())


def _block(found: Sequence[Attested]) -> int | None:
    """The earliest Bitcoin block of these; None while there is none."""
    return min((one.block for one in found if one.block is not None), default=None)


def file_name(calendar: str) -> str:
    """What a bundle calls the proof of a calendar; no two have the same."""
    return STAMPS[0] + quote(calendar.removeprefix("https://"), safe="") + OTS


def _tried(before: Anchor, checkpoint: Checkpoint, named: Sequence[str], ask: Ask) -> Anchor:
    """One try at one anchor: its hash given, or its block asked for. What is held stays where that came to nothing."""
    one = replace(before, tries=before.tries + 1, told="")
    try:
        if _ends(before, checkpoint.note):
            return _kept(one, _upgraded(before.proof, checkpoint, named, ask))
        one = replace(one, since=datetime.now(UTC) if not before.tries else before.since)
        proof = _submitted(checkpoint, before.calendar, ask)
        elsewhere = _elsewhere(read_ots(proof, checkpoint.note.encode()), named)
        return _kept(replace(one, since=datetime.now(UTC), told=elsewhere), proof)
    except (OSError, Broken) as error:
        return replace(one, told=" ".join(str(error).split())[:300])


def _kept(one: Anchor, proof: bytes) -> Anchor:
    return replace(one, proof=proof, digest=sha256(proof).digest())


def _elsewhere(found: Sequence[Attested], named: Sequence[str]) -> str:
    """Nothing where a calendar of the settings holds the hash, or a block is there; else who must be asked."""
    uris = [one.uri for one in found if one.uri]
    if _block(found) is not None or any(uri.rstrip("/") in named for uri in uris):
        return ""
    return f"it is held by {', '.join(uris)}: name that in `calendars` to have it asked"


def _submitted(checkpoint: Checkpoint, calendar: str, ask: Ask) -> bytes:
    """The proof that a calendar took the hash. Raises OSError, and Broken where its answer is none."""
    from opentimestamps.core.op import OpAppend, OpSHA256
    from opentimestamps.core.timestamp import DetachedTimestampFile, Timestamp

    whole = Timestamp(sha256(checkpoint.note.encode()).digest())
    given = whole.ops.add(OpAppend(os.urandom(NONCE))).ops.add(OpSHA256())
    status, answer = ask(f"{calendar}/digest", given.msg)
    if status != 200:
        raise OSError(f"{calendar} answered with status {status}")
    if not any(one.uri or one.block is not None for one in _paths(calendar, answer, given.msg)):
        raise Broken(f"the answer of {calendar} leads to no calendar and no block")
    _merge(given, answer)
    return _written(DetachedTimestampFile(OpSHA256(), whole), checkpoint)


def _upgraded(proof: bytes, checkpoint: Checkpoint, named: Sequence[str], ask: Ask) -> bytes:
    """The proof with what its calendars know by now; as it was while they have no block. Raises OSError, Broken.

    Only calendars of the settings are asked, whatever address an answer gave.
    """
    from opentimestamps.core.notary import PendingAttestation
    from opentimestamps.core.serialize import BytesDeserializationContext
    from opentimestamps.core.timestamp import DetachedTimestampFile

    file = DetachedTimestampFile.deserialize(BytesDeserializationContext(proof))
    if elsewhere := _elsewhere(read_ots(proof, checkpoint.note.encode()), named):
        raise Broken(elsewhere)
    stamps = [file.timestamp]
    for stamp in stamps:
        stamps += stamp.ops.values()
        uris = [one.uri.rstrip("/") for one in stamp.attestations if isinstance(one, PendingAttestation)]
        for uri in uris:
            if uri in named and (answer := _block_of(uri, stamp.msg, ask)):
                _merge(stamp, answer)
                return _written(file, checkpoint)
    return proof


def _block_of(uri: str, message: bytes, ask: Ask) -> bytes:
    """A calendar's proof from a message to a block; nothing where it has none yet. Raises OSError, Broken."""
    status, answer = ask(f"{uri}/timestamp/{message.hex()}", None)
    if status == 404:
        words = "".join(c if c.isalnum() or c in " .,-" else "_" for c in answer[:160].decode("ascii", "replace"))
        if words and not words.startswith("Pending"):
            raise OSError(f"{uri} does not have it: {words}")
        return b""
    if status != 200:
        raise OSError(f"{uri} answered with status {status}")
    if _block(_paths(uri, answer, message)) is None:
        raise Broken(f"the answer of {uri} leads to no block")
    return answer


def _paths(uri: str, answer: bytes, message: bytes) -> list[Attested]:
    """What an answer leads to, read before anything else reads it. Raises Broken."""
    try:
        found = read_paths(answer, message)
    except Broken as error:
        raise Broken(f"the answer of {uri} {error}") from error
    if len(found) > MOST_PATHS:
        raise Broken(f"the answer of {uri} has more than {MOST_PATHS} paths")
    return found


def _merge(stamp: Any, answer: bytes) -> None:
    """Put an answer, which was read already, to the message that it is on."""
    from opentimestamps.core.serialize import BytesDeserializationContext
    from opentimestamps.core.timestamp import Timestamp

    stamp.merge(Timestamp.deserialize(BytesDeserializationContext(answer), stamp.msg))


def _written(file: Any, checkpoint: Checkpoint) -> bytes:
    """The bytes of a proof, which can be read again. Raises Broken."""
    from opentimestamps.core.serialize import BytesSerializationContext

    context = BytesSerializationContext()
    file.serialize(context)
    proof = bytes(context.getbytes())
    read_ots(proof, checkpoint.note.encode())
    return proof


def _ready() -> None:
    try:
        import opentimestamps.core.timestamp  # noqa: F401
    except ImportError as error:
        raise SetupIncomplete(
            "`calendars` are configured, but opentimestamps is missing. Run: pip install 'allegedly[ots]'"
        ) from error


def _ask(url: str, body: bytes | None) -> tuple[int, bytes]:
    return asked_of(url, body, HEADERS, LONGEST)
