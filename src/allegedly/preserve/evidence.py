"""What a bundle or a WACZ brings so that its captures can be proven without the desk: the folder `evidence`.

custody.json    the log's entries on these captures, word for word, each with its proof of inclusion
checkpoint.txt  the signed checkpoint that the proofs lead to
key.txt         the desk's public key
NAME.tsr, .pem  time stamps on the checkpoint, and the certificates to check them by
CALENDAR.ots    OpenTimestamps proofs on the checkpoint
verify.py       checks all of it: Python alone, no network
"""

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from allegedly.errors import StoreFailed
from allegedly.model import Anchor, Checkpoint, Entry, Stamp
from allegedly.preserve import calendars, notes, tree, verifier
from allegedly.preserve.archive import Archive
from allegedly.preserve.keeper import TOOL, Keeper, kept
from allegedly.preserve.verifier import CHECKPOINT, CUSTODY, KEY, MANIFESTS, STAMPS
from allegedly.preserve.warc import information
from allegedly.preserve.zipped import Zip
from allegedly.store import Store

FORMAT = 1
RECENT = 20  # earlier checkpoints to which a bundle brings a proof, besides all that are stamped
Vouching = tuple[list[Stamp], list[Anchor]]  # what is held on checkpoints: stamps, and proofs of calendars
Places = Mapping[int, tuple[int, int]]  # position in the log: where its record begins in the WARC, and its length


class Evidence:
    """The log and the archive of a desk, to take evidence from. Signs the log first where it has grown."""

    def __init__(self, store: Store, archive: Archive) -> None:
        keeper = Keeper(store, archive)
        keeper.adopt()
        keeper.seal()
        self._store, self._archive = store, archive
        with store.view().log() as log:
            self.name = log.name()

    def entries(self, hashes: Iterable[str] | None = None) -> list[Entry]:
        """The log's entries on these captures (None: on all), redactions among them."""
        with self._store.view().log() as log:
            if hashes is not None:
                return log.about(hashes)
            found: list[Entry] = []
            while more := log.entries(len(found) - 1):
                found += more
            return [one for one in found if one.kind != "audit"]  # of use to those only who have the audit log

    def records(self, entries: Sequence[Entry], places: dict[int, tuple[int, int]]) -> Iterator[bytes]:
        """The WARC of the captures that are held, record by record; notes in `places` where each begins."""
        gone = {e.sha256 for e in entries if e.kind == "redaction"}
        held = [e for e in entries if e.kind == "capture" and e.sha256 not in gone]
        if not held:
            return
        first = information("data.warc.gz", TOOL, kept(held[0].leaf).fetched)
        yield first
        at = len(first)
        for entry in held:
            record = self._record(entry)
            places[entry.position] = (at, len(record))
            at += len(record)
            yield record

    def _record(self, entry: Entry) -> bytes:
        try:
            with self._archive.told():
                return self._archive.shelf.get(entry.file)
        except KeyError as error:
            where = f"{self._archive.place}/{entry.file}"
            raise StoreFailed(f"{where}: is gone; the log says it was kept. See: allegedly verify") from error

    def files(self, entries: Sequence[Entry], places: Places) -> dict[str, bytes]:
        """The folder `evidence` for these entries."""
        checkpoint, (stamps, anchors), custody = self._proofs(entries, places)
        key = notes.verifier_key(self.name, notes.signing_key(self._archive.key))
        found = {CUSTODY: custody, CHECKPOINT: checkpoint.note.encode(), KEY: f"{key}\n".encode()}
        for one in stamps:
            found[f"{STAMPS[0]}{one.authority}{STAMPS[1]}"] = one.token
            found[f"{STAMPS[0]}{one.authority}.pem"] = one.certificate
        found |= {calendars.file_name(one.calendar): one.proof for one in anchors}
        found["evidence/verify.py"] = Path(verifier.__file__).read_bytes()
        return found

    def _proofs(self, entries: Sequence[Entry], places: Places) -> tuple[Checkpoint, Vouching, bytes]:
        gone = {e.sha256 for e in entries if e.kind == "redaction"}
        with self._store.view().log() as log:
            made, stamps = log.checkpoints(), [s for s in log.stamps() if s.state == "stamped"]
            anchors = [a for a in log.anchors() if a.proof]
            if not made:
                raise StoreFailed(f"{self._store.path}: nothing is preserved yet. Add something first: allegedly add")
            size = _covering(made, (stamps, anchors), max((e.position for e in entries), default=0))
            checkpoint = next(one for one in made if one.size == size)
            known = {s.size for s in stamps} | {a.size for a in anchors} | {one.size for one in made[-RECENT:]}
            custody: dict[str, Any] = {
                "format": FORMAT,
                "log": self.name,
                "entries": [
                    _row(e, _held(e, places, gone), tree.inclusion(e.position, size, log.node), places.get(e.position))
                    for e in entries
                ],
                "consistency": {
                    str(one.size): _encoded(tree.consistency(one.size, size, log.node))
                    for one in made
                    if one.size < size and one.size in known
                },
            }
        vouching = [s for s in stamps if s.size == size], [a for a in anchors if a.size == size]
        return checkpoint, vouching, as_json(custody)

    def seal(self, out: Zip, manifest: str, content: bytes) -> None:
        """Write the manifest and, beside it, its hash as the desk signs it."""
        hash = f"sha256:{out.add(manifest, [content]).sha256}"
        note = notes.sealed(self.name, manifest, hash, notes.signing_key(self._archive.key))
        out.add(MANIFESTS[manifest], [as_json({"path": manifest, "hash": hash, "note": note})])


def _covering(made: Sequence[Checkpoint], vouching: Vouching, last: int) -> int:
    """The checkpoint to prove by: the first with all entries that is stamped, else in a block, else at a calendar.

    The newest where there is none.
    """
    stamps, anchors = vouching
    later = {one.size: one.note for one in made if one.size > last}
    in_block = [a.size for a in anchors if a.size in later and calendars.seen(a, later[a.size]).block is not None]
    for sizes in ([s.size for s in stamps], in_block, [a.size for a in anchors]):
        if covering := [size for size in sizes if size in later]:
            return min(covering)
    return made[-1].size


def _held(entry: Entry, places: Places, gone: set[str]) -> str:
    if entry.position in places or entry.kind == "redaction":
        return "here" if entry.kind == "capture" else "said"
    return "redacted" if entry.sha256 in gone else "elsewhere"


def _row(entry: Entry, held: str, proof: list[bytes], at: tuple[int, int] | None) -> dict[str, Any]:
    row = {"position": entry.position, "held": held, "leaf": entry.leaf.decode(), "proof": _encoded(proof)}
    return row | ({"at": at} if at else {})


def _encoded(proof: Iterable[bytes]) -> list[str]:
    return [b64encode(hash).decode() for hash in proof]


def as_json(content: object) -> bytes:
    """JSON to be read by people too."""
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"
