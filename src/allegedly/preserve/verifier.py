#!/usr/bin/env python3
"""Checks a bundle or a WACZ that allegedly wrote, without network and without allegedly.

    python3 verify.py FILE [--key KEY] [--checkpoint FILE]

Needs Python 3.11 and nothing else; with the package `cryptography` it also checks signatures. Every byte of the file is
accounted for: each member's SHA-256 stands in the manifest, headers must be those that follow from names and contents,
captured bytes must be those of their WARC record, and each is proven to be in the signed log.

--key         the desk's public key, got from the desk itself; without it the key inside the file is used, and said so
--checkpoint  a checkpoint of the desk that you kept: is it the same log?

Exit status: 0 nothing is wrong, 1 something is (each item named), 2 the file cannot be read.
Formats: RFC 9162 (log), C2SP tlog-checkpoint and signed-note, RFC 3161 (stamps), OpenTimestamps, WARC 1.1, WACZ 1.1.1.
"""

import argparse
import base64
import binascii
import hashlib
import json
import mmap
import os
import struct
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:  # signatures are then told as unchecked
    Ed25519PublicKey = None  # type: ignore[assignment,misc]

EMPTY = hashlib.sha256(b"").digest()
MOST = 4 * 1024**3 - 1  # bytes: a larger ZIP has other headers, which no desk writes
SIGNED = "\N{EM DASH} "  # what a signature line of a note begins with
ED25519 = 1  # C2SP signed-note: the signature type of a plain Ed25519 key


Data = bytes | mmap.mmap


class Fault(NamedTuple):
    """One thing that is wrong: with which item, and what."""

    item: str
    what: str


class Broken(Exception):  # noqa: N818 - named by what it says
    """The thing is not what it should be; the message says how."""


class Misgiven(Exception):  # noqa: N818 - named by what it says
    """What an option names is not there, or is not what it should be."""


# The tree (RFC 9162, 2.1)


def leaf_hash(leaf: bytes) -> bytes:
    """Hash of an entry."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def included(leaf: bytes, position: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Is the leaf hash at a position of the log of this size and root? (RFC 9162, 2.1.3.2)."""
    if not 0 <= position < size:
        return False
    fn, sn, r = position, size - 1, leaf
    for p in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node_hash(p, r)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            r = node_hash(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def consistent(first: int, second: int, path: Sequence[bytes], first_root: bytes, second_root: bytes) -> bool:
    """Is the log of the second size and root the one of the first, grown? (RFC 9162, 2.1.4.2)."""
    if not 0 < first <= second:
        return False
    if first == second:
        return not path and first_root == second_root
    nodes = [first_root, *path] if first & (first - 1) == 0 else list(path)
    if not nodes:
        return False
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = nodes[0]
    for c in nodes[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node_hash(c, fr), node_hash(c, sr)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = node_hash(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == first_root and sr == second_root


# Checkpoints: C2SP tlog-checkpoint inside a C2SP signed-note


class Note(NamedTuple):
    """A checkpoint: the log's name, its size and root; the signed text, and its signatures (name, key id, bytes)."""

    origin: str
    size: int
    root: bytes
    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]


def read_note(note: str) -> Note:
    """A checkpoint from its text. Raises Broken."""
    text, cut, tail = note.rpartition("\n\n")
    lines = text.split("\n")
    try:
        if not cut or not tail.endswith("\n") or len(lines) != 3:
            raise ValueError("its lines are not those of a checkpoint")
        signatures = tuple(_signature(line) for line in tail[:-1].split("\n"))
        root = base64.b64decode(lines[2], validate=True)
        if len(root) != 32 or str(int(lines[1])) != lines[1] or base64.b64encode(root).decode() != lines[2]:
            raise ValueError("size or root is none")
        return Note(lines[0], int(lines[1]), root, text + "\n", signatures)
    except ValueError as error:
        raise Broken(f"is no checkpoint: {error}") from error


def _signature(line: str) -> tuple[str, bytes, bytes]:
    name, cut, encoded = line.removeprefix(SIGNED).rpartition(" ")
    raw = base64.b64decode(encoded, validate=True)
    if not cut or not line.startswith(SIGNED) or len(raw) < 5 or base64.b64encode(raw).decode() != encoded:
        raise ValueError("a signature line is none")
    return name, raw[:4], raw[4:]


def read_key(key: str) -> tuple[str, bytes, bytes]:
    """A C2SP verifier key, NAME+ID+BASE64: its name, id and the 32 bytes of the Ed25519 key. Raises Broken."""
    parts = key.strip().split("+", 2)
    try:
        name, id, raw = parts[0], bytes.fromhex(parts[1]), base64.b64decode(parts[2], validate=True)
    except (ValueError, IndexError) as error:
        raise Broken("is no key of the form NAME+ID+BASE64") from error
    if len(raw) != 33 or raw[0] != ED25519 or id != key_id(name, raw[1:]):
        raise Broken("is no Ed25519 key, or its id is that of another key")
    return name, id, raw[1:]


def key_id(name: str, public: bytes) -> bytes:
    """The four bytes that name a key in a signature line."""
    return hashlib.sha256(name.encode() + b"\n" + bytes([ED25519]) + public).digest()[:4]


def signed(note: Note, key: str) -> str:
    """Nothing where the key signed the note, else why not. Raises Broken where the key is none."""
    name, id, public = read_key(key)
    if name != note.origin:
        return f"the key is that of {name}, the checkpoint that of {note.origin}"
    if Ed25519PublicKey is None:
        return ""
    for by, with_id, signature in note.signatures:
        if (by, with_id) == (name, id):
            try:
                Ed25519PublicKey.from_public_bytes(public).verify(signature, note.text.encode())
            except InvalidSignature:
                return "its signature is wrong"
            return ""
    return "the key did not sign it"


# The container: a ZIP whose every byte follows from the names and contents of its members


class Member(NamedTuple):
    """A file in the ZIP: its name, and where its content begins and ends."""

    name: str
    start: int
    end: int


LOCAL, CENTRAL, END = struct.Struct("<4s5H3I2H"), struct.Struct("<4s6H3I5H2I"), struct.Struct("<4s4H2IH")
STAMP = (0, 33)  # 1 January 1980, the oldest date: a bundle is dated by its content
STORED, NAMES_ARE_UTF8, REGULAR = 0, 0x800, 0o100644 << 16


def local_header(name: bytes, crc: int, size: int) -> bytes:
    """What stands before a member's content."""
    return LOCAL.pack(b"PK\3\4", 20, NAMES_ARE_UTF8, STORED, *STAMP, crc, size, size, len(name), 0) + name


def central_header(name: bytes, crc: int, size: int, at: int) -> bytes:
    """The member's line in the directory at the end."""
    unix = 3 << 8 | 20
    head = (b"PK\1\2", unix, 20, NAMES_ARE_UTF8, STORED, *STAMP, crc, size, size, len(name), 0, 0, 0, 0, REGULAR, at)
    return CENTRAL.pack(*head) + name


def end_record(count: int, size: int, at: int) -> bytes:
    """What ends the file."""
    return END.pack(b"PK\5\6", 0, 0, count, count, size, at, 0)


def layout(data: Data, faults: list[Fault]) -> dict[str, Member]:
    """The members of a ZIP, with a fault for every byte of its structure that is not as it must be."""
    if len(data) < END.size or len(data) > MOST:
        raise Broken("is no ZIP of a desk: its size is not possible")
    found, directory, pos = dict[str, Member](), list[tuple[bytes, bytes]](), 0
    for name, size, at in _directory(data):
        shown = name.decode("utf-8", "replace")
        start = pos + LOCAL.size + len(name)
        crc = 0
        for piece in _pieces(data, start, start + size):
            crc = zlib.crc32(piece, crc)
        if at != pos or data[pos:start] != local_header(name, crc, size) or start + size > len(data):
            faults.append(Fault(shown, "its header in the ZIP is not the one that its content has"))
        if shown in found or not _plain(shown):
            faults.append(Fault(shown, "its name is unsafe, or given twice"))
        found[shown] = Member(shown, start, start + size)
        directory.append((name, central_header(name, crc, size, pos)))
        pos = start + size
    whole = b"".join(line for _, line in directory)
    _compare(data[pos:], directory, end_record(len(directory), len(whole), pos), faults)
    return found


def _pieces(data: Data, start: int, end: int) -> Iterator[bytes]:
    """A part of the file, a megabyte at a time."""
    for at in range(start, min(end, len(data)), 1 << 20):
        yield data[at : min(at + (1 << 20), end)]


def _directory(data: Data) -> Iterator[tuple[bytes, int, int]]:
    """Name, size and offset of each member, as the directory says. Raises Broken where it is unreadable."""
    try:
        sign, _, _, _, count, size, at, _ = END.unpack(data[len(data) - END.size :])
        rows, pos = [], len(data) - END.size - size
        if sign != b"PK\5\6" or pos != at:
            return (yield from _walked(data))
        for _ in range(count):
            fields = CENTRAL.unpack(data[pos : pos + CENTRAL.size])
            name = data[pos + CENTRAL.size : pos + CENTRAL.size + fields[10]]
            rows.append((name, fields[9], fields[16]))
            pos += CENTRAL.size + len(name)
        offsets = [row[2] for row in rows]
        if pos != len(data) - END.size or offsets != sorted(offsets) or any(r[1] > len(data) for r in rows):
            return (yield from _walked(data))
        if not _fits(rows, at):
            return (yield from _walked(data))
    except struct.error:
        return (yield from _walked(data))
    yield from rows


def _fits(rows: list[tuple[bytes, int, int]], end: int) -> bool:
    """Do the members lie one after the other, up to the directory?"""
    pos = 0
    for name, size, at in rows:
        if at != pos:
            return False
        pos += LOCAL.size + len(name) + size
    return pos == end


def _walked(data: Data) -> Iterator[tuple[bytes, int, int]]:
    """The same from the headers before the contents, where the directory is damaged. Raises Broken."""
    pos = 0
    while data[pos : pos + 4] == b"PK\3\4" and pos + LOCAL.size <= len(data):
        fields = LOCAL.unpack(data[pos : pos + LOCAL.size])
        name = data[pos + LOCAL.size : pos + LOCAL.size + fields[9]]
        yield name, fields[8], pos
        pos += LOCAL.size + len(name) + fields[8]
    if not pos:
        raise Broken("is no ZIP, or its first bytes are damaged")


def _compare(rest: bytes, directory: list[tuple[bytes, bytes]], end: bytes, faults: list[Fault]) -> None:
    """The directory at the end of the ZIP against the one that the members make."""
    pos = 0
    for name, line in directory:
        if rest[pos : pos + len(line)] != line:
            faults.append(Fault(name.decode("utf-8", "replace"), "its line in the ZIP's directory is wrong"))
        pos += len(line)
    if rest[pos:] != end:
        faults.append(Fault("the end of the ZIP", "is not the one that its members make"))


def _plain(name: str) -> bool:
    parts = name.split("/")
    return all(part not in {"", ".", ".."} for part in parts) and "\\" not in name and ":" not in name


# OpenTimestamps: a detached proof (.ots), as python-opentimestamps writes it

OTS_MAGIC = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94"
OTS_LONGEST, OTS_DEEPEST, OTS_MESSAGE = (
    1 << 16,
    256,
    4096,
)  # bytes of a proof, operations on one path, bytes of a message
OTS_BITCOIN, OTS_PENDING = bytes.fromhex("0588960d73d71901"), bytes.fromhex("83dfe30d2ef90c8e")
OTS_URI = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._/:")
OTS_HASHES = {0x02: "sha1", 0x03: "ripemd160", 0x08: "sha256"}


class Attested(NamedTuple):
    """Where a path of a proof ends: at which message, and what vouches for it.

    `block` is the height of the Bitcoin block whose Merkle root the message must be; `uri` the calendar that holds it
    as pending; both are empty where it is something that this verifier does not know.
    """

    message: bytes
    block: int | None = None
    uri: str = ""

    @property
    def root(self) -> str:
        """The message as Bitcoin's tools write a Merkle root: hex, from the last byte."""
        return self.message[::-1].hex()


class _Reader:
    """Bytes, read from the front."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, count: int) -> bytes:
        if count > len(self.data) - self.at:
            raise Broken("is cut off")
        self.at += count
        return self.data[self.at - count : self.at]

    def number(self) -> int:
        found = 0
        for shift in range(0, 35, 7):
            byte = self.take(1)[0]
            found |= (byte & 0x7F) << shift
            if byte < 0x80:
                return found
        raise Broken("has a number that is too large")

    def end(self) -> None:
        if self.at != len(self.data):
            raise Broken("has more bytes than it should")


def read_ots(proof: bytes, of: bytes) -> list[Attested]:
    """What a detached proof on these bytes leads to, every operation computed anew. Raises Broken."""
    reader = _Reader(proof)
    if len(proof) > OTS_LONGEST:
        raise Broken("is too large for a proof")
    if not proof.startswith(OTS_MAGIC) or reader.take(len(OTS_MAGIC) + 2)[-2:] != b"\x01\x08":
        raise Broken("is no OpenTimestamps proof over SHA-256")
    if reader.take(32) != hashlib.sha256(of).digest():
        raise Broken("is a proof on something else")
    return read_paths(proof[reader.at :], hashlib.sha256(of).digest())


def read_paths(data: bytes, message: bytes) -> list[Attested]:
    """Where the paths of a serialized timestamp on a message end. Raises Broken."""
    reader, depth = _Reader(data), 0
    found, forks = list[Attested](), list[tuple[bytes, int]]()
    while True:
        tag = reader.take(1)[0]
        if tag == 0xFF:  # another branch from this message follows after the next one
            forks.append((message, depth))
            tag = reader.take(1)[0]
        if tag:
            message, depth = _operated(tag, message, reader), depth + 1
            if depth >= OTS_DEEPEST or len(message) > OTS_MESSAGE:
                raise Broken("has a path that is too long")
            continue
        found.append(_attested(message, reader))
        if not forks:
            reader.end()
            return found
        message, depth = forks.pop()


def _operated(tag: int, message: bytes, reader: _Reader) -> bytes:
    """What an operation of a proof makes of a message."""
    if tag in {0xF0, 0xF1}:
        count = reader.number()
        if not 0 < count <= OTS_MESSAGE:
            raise Broken("adds too much, or nothing")
        return message + reader.take(count) if tag == 0xF0 else reader.take(count) + message
    if tag in OTS_HASHES:
        try:
            return hashlib.new(OTS_HASHES[tag], message).digest()
        except ValueError as error:
            raise Broken(f"needs {OTS_HASHES[tag]}, which this machine does not have") from error
    if tag == 0xF2:
        return message[::-1]
    if tag == 0xF3:
        return message.hex().encode()
    raise Broken(f"has an operation that is not known (0x{tag:02x})")


def _attested(message: bytes, reader: _Reader) -> Attested:
    """What vouches for the message at the end of a path."""
    kind, inner = reader.take(8), _Reader(reader.take(reader.number()))
    if kind == OTS_BITCOIN:
        block = inner.number()
        inner.end()
        if len(message) != 32 or block >= 1 << 31:
            raise Broken("leads to no Merkle root of a block")
        return Attested(message, block)
    if kind == OTS_PENDING:
        uri = inner.take(inner.number())
        inner.end()
        if not OTS_URI.issuperset(uri) or not 0 < len(uri) <= 1000:
            raise Broken("names a calendar by no address")
        return Attested(message, None, uri.decode())
    return Attested(message)


def ots_told(ends: Sequence[Attested]) -> str:
    """What a proof shows, and not more: the earliest Bitcoin block that it leads to, else where it is pending."""
    blocks = [one for one in ends if one.block is not None]
    if blocks:
        first = min(blocks, key=lambda one: one.block or 0)
        return (
            f"attested in Bitcoin block {first.block} (block header not checked: needs a node); "
            f"the block's Merkle root must be {first.root}"
        )
    uris = [one.uri for one in ends if one.uri]
    return f"pending at {', '.join(uris)}" if uris else "leads to nothing that is known here"


# What the members say of each other

MANIFESTS = {"manifest.json": "manifest-digest.json", "datapackage.json": "datapackage-digest.json"}
CUSTODY, CHECKPOINT, KEY, WARC = (
    "evidence/custody.json",
    "evidence/checkpoint.txt",
    "evidence/key.txt",
    "archive/data.warc.gz",
)
STAMPS = ("evidence/", ".tsr")
OTS, OTS_COUNTED = ".ots", "OpenTimestamps proofs"
HEAD = 1 << 20  # bytes: no desk keeps a longer head of an answer


class Checked(NamedTuple):
    """What came of it: faults (none where all is well), what was checked, and what a reader should know."""

    faults: list[Fault]
    checked: dict[str, int]
    notes: list[str]


def check(data: Data, key: str = "", checkpoint: str = "") -> Checked:
    """Check a bundle or WACZ as a whole. Raises Broken where it is none."""
    done = Checked([], {"files": 0, "captures": 0, "redacted": 0, "reports": 0, "stamps": 0}, [])
    members = layout(data, done.faults)
    _sums(data, members, done)
    if CUSTODY in members:
        named = key or _content(data, members, KEY).decode("utf-8", "replace")
        if not key:
            done.notes.append(f"checked with the key inside the file; compare it with the desk's own: {named.strip()}")
        if Ed25519PublicKey is None:
            done.notes.append("signatures were NOT checked: the package `cryptography` is not installed")
        note = _noted(data, members, named, done.faults)
        _seal(data, members, named, done.faults)
        if note:
            _external(note, checkpoint, _custody(data, members, note, done), done)
            _stamps(data, members, done)
            _ots(data, members, done)
    else:
        done.faults.append(Fault(CUSTODY, "is missing, so nothing can be proven to be in a log"))
    return done


def _sums(data: Data, members: Mapping[str, Member], done: Checked) -> None:
    """Every member against the manifest."""
    manifest = next((name for name in MANIFESTS if name in members), "")
    if not manifest:
        raise Broken("holds no manifest.json and no datapackage.json: no desk wrote it")
    try:
        read = json.loads(_content(data, members, manifest))
        resources = {one["path"]: one["hash"] for one in read.get("resources", ())}
        sums = {name: f"sha256:{hash}" for name, hash in read.get("sha256", {}).items()} | resources
    except (ValueError, KeyError, TypeError, AttributeError):
        done.faults.append(Fault(manifest, "cannot be read"))
        return
    for name, member in members.items():
        if name in {manifest, MANIFESTS[manifest]}:
            continue
        done.checked["files"] += 1
        if name not in sums:
            done.faults.append(Fault(name, "is not in the manifest"))
        elif sums[name] != f"sha256:{_sha256(data, member.start, member.end)}":
            done.faults.append(Fault(name, "its SHA-256 is not that of the manifest"))
    done.faults.extend(Fault(name, "is missing") for name in sums if name not in members)


def _seal(data: Data, members: Mapping[str, Member], key: str, faults: list[Fault]) -> None:
    """The manifest itself: its hash is signed by the desk."""
    manifest = next(name for name in MANIFESTS if name in members)
    name = MANIFESTS[manifest]
    try:
        seal = json.loads(_content(data, members, name))
        hash = "sha256:" + _sha256(data, members[manifest].start, members[manifest].end)
        if seal["path"] != manifest or seal["hash"] != hash:
            faults.append(Fault(manifest, f"its SHA-256 is not that of {name}"))
        text, _, _ = seal["note"].rpartition("\n\n")
        note = Note(*read_sealed(seal["note"]))
        if text.split("\n") != [note.origin, manifest, hash]:
            faults.append(Fault(name, "what is signed is not the manifest"))
        elif wrong := signed(note, key):
            faults.append(Fault(name, wrong))
    except (Broken, ValueError, KeyError, TypeError, AttributeError) as error:
        faults.append(Fault(name, f"is missing or cannot be read ({error})"))


def read_sealed(note: str) -> tuple[str, int, bytes, str, tuple[tuple[str, bytes, bytes], ...]]:
    """The parts of a signed note whose text is name, file and hash. Raises ValueError."""
    text, _, tail = note.rpartition("\n\n")
    return text.split("\n")[0], 0, b"", text + "\n", tuple(_signature(line) for line in tail[:-1].split("\n"))


def _noted(data: Data, members: Mapping[str, Member], key: str, faults: list[Fault]) -> Note | None:
    """The checkpoint, signed by the key."""
    try:
        note = read_note(_content(data, members, CHECKPOINT).decode())
        if wrong := signed(note, key):
            faults.append(Fault(CHECKPOINT, wrong))
        return note
    except (Broken, ValueError) as error:
        faults.append(Fault(CHECKPOINT, str(error)))
        return None


def _custody(data: Data, members: Mapping[str, Member], note: Note, done: Checked) -> Mapping[str, Any]:
    """Each entry is in the log; what is held has the bytes that it names; what was taken out is on record."""
    try:
        custody: Mapping[str, Any] = json.loads(_content(data, members, CUSTODY))
        entries = [(one, json.loads(one["leaf"])) for one in custody["entries"]]
        removed = {leaf["redacted"] for _, leaf in entries if "redacted" in leaf}
        for one, leaf in entries:
            path = [base64.b64decode(hash) for hash in one["proof"]]
            if not included(leaf_hash(one["leaf"].encode()), one["position"], note.size, path, note.root):
                done.faults.append(Fault(_named(leaf), "is not proven to be in the log of the checkpoint"))
            if "redacted" not in leaf:
                done.checked["captures"] += 1
                _held(data, members, (one, leaf), removed, done)
        known = {leaf.get("sha256") for _, leaf in entries}
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
        done.faults.append(Fault(CUSTODY, f"cannot be read ({error})"))
        return {}
    _reports(data, members, known, done)
    return custody


def _held(data: Data, members: Mapping[str, Member], item: tuple[Any, Any], removed: set[str], done: Checked) -> None:
    """The bytes of one capture, where the file brings them."""
    one, leaf = item
    if one["held"] == "redacted":
        done.checked["redacted"] += 1
        if leaf["sha256"] not in removed:
            done.faults.append(Fault(_named(leaf), "is called redacted, but the log does not say so"))
        return
    if one["held"] != "here":
        return
    warc = members[WARC]
    start, length = warc.start + one["at"][0], one["at"][1]
    record = data[start : start + length]
    if start + length > warc.end or hashlib.sha256(record).hexdigest() != leaf["record"]:
        done.faults.append(Fault(_named(leaf), f"its record in {WARC} is damaged"))
    elif (body := payload(record, leaf["size"])) is not None and hashlib.sha256(body).hexdigest() != leaf["sha256"]:
        done.faults.append(Fault(_named(leaf), "its bytes are not those that were logged"))


def payload(record: bytes, size: int) -> bytes | None:
    """The captured bytes, so many, in a gzipped WARC record; None where it refers to another one (revisit).

    Raises ValueError. Never unpacks much more than it must: HEAD bytes for what stands before.
    """
    try:
        unpack = zlib.decompressobj(31)
        plain = unpack.decompress(record, size + HEAD)
    except zlib.error as error:
        raise ValueError(f"not a gzipped record: {error}") from error
    if not unpack.eof or unpack.unused_data:
        raise ValueError("a gzipped record with more in it than its entry says")
    head, cut, block = plain.partition(b"\r\n\r\n")
    if not cut or b"\r\nContent-Length: " not in head or b"\r\nWARC-Type: " not in head:
        raise ValueError("not a WARC record")
    fields = dict(line.split(b": ", 1) for line in head.split(b"\r\n")[1:])
    if fields[b"WARC-Type"] == b"revisit":
        return None
    block = block[: int(fields[b"Content-Length"])]
    return block.partition(b"\r\n\r\n")[2] if fields[b"WARC-Type"] == b"response" else block


def _named(leaf: Mapping[str, Any]) -> str:
    if "redacted" in leaf:
        return f"redaction of {str(leaf['redacted'])[:16]}"
    return f"{leaf['origin']} ({str(leaf['sha256'])[:16]})"


def _reports(data: Data, members: Mapping[str, Member], known: set[Any], done: Checked) -> None:
    """Reports of a bundle: each from a capture in the log, each claim's words at their place."""
    if "reports.jsonl" not in members:
        return
    for number, line in enumerate(_content(data, members, "reports.jsonl").split(b"\n")[:-1], 1):
        try:
            found = json.loads(line)
            report, claims = found["report"], found["claims"]
            done.checked["reports"] += 1
            if report.get("snapshot", "") not in known:
                done.faults.append(Fault(f"report {report['id']}", "comes from no capture in the log"))
            for claim in claims:
                if report["text"][slice(*claim["span"])] != claim["text"]:
                    done.faults.append(Fault(f"report {report['id']}", f"claim {claim['id']} is not in its words"))
        except (ValueError, KeyError, TypeError) as error:
            done.faults.append(Fault(f"reports.jsonl, line {number}", f"cannot be read ({error})"))


def _external(note: Note, checkpoint: str, custody: Mapping[str, Any], done: Checked) -> None:
    """Another checkpoint of the same desk: is this log that one, grown or as large?"""
    if not checkpoint:
        return
    other = read_note(checkpoint)
    path = [base64.b64decode(hash) for hash in custody.get("consistency", {}).get(str(other.size), ())]
    if other.origin != note.origin:
        done.faults.append(Fault("the checkpoint given", f"is of another log: {other.origin}"))
    elif other.size > note.size:
        done.notes.append(f"the checkpoint given has {other.size} entries, the file only {note.size}: ask the desk")
    elif other.size == note.size and other.root != note.root:
        done.faults.append(Fault(CHECKPOINT, "is another log than that of the checkpoint given"))
    elif other.size < note.size and not consistent(other.size, note.size, path, other.root, note.root):
        what = "does not continue the log of the checkpoint given" if path else "brings no proof to the one given"
        done.faults.append(Fault(CHECKPOINT, what))


def _stamps(data: Data, members: Mapping[str, Member], done: Checked) -> None:
    """Each stamp is on the checkpoint. Whether its authority signed it is for openssl: the command is told."""
    hash = hashlib.sha256(_content(data, members, CHECKPOINT)).digest()
    for name in members:
        if name.startswith(STAMPS[0]) and name.endswith(STAMPS[1]):
            done.checked["stamps"] += 1
            # RFC 3161, 2.4.2: messageImprint holds SHA-256 (its OID, NULL) and an OCTET STRING of 32 bytes
            if bytes.fromhex("608648016503040201") not in _content(data, members, name) or (
                b"\x04\x20" + hash not in _content(data, members, name)
            ):
                done.faults.append(Fault(name, "is not a stamp on this checkpoint"))
            done.notes.append(
                f"{name}: on this checkpoint; its signature: openssl ts -verify -data {CHECKPOINT} -in {name} "
                f"-CAfile {name.removesuffix(STAMPS[1])}.pem"
            )


def _ots(data: Data, members: Mapping[str, Member], done: Checked) -> None:
    """Each OpenTimestamps proof is on the checkpoint; what it leads to is told, and what nobody can check here."""
    for name in members:
        if name.startswith(STAMPS[0]) and name.endswith(OTS):
            done.checked[OTS_COUNTED] = done.checked.get(OTS_COUNTED, 0) + 1
            try:
                ends = read_ots(_content(data, members, name), _content(data, members, CHECKPOINT))
            except Broken as error:
                done.faults.append(Fault(name, str(error)))
                continue
            done.notes.append(f"{name}: {ots_told(ends)}; to check it whole: ots verify -f {CHECKPOINT} {name}")


def _content(data: Data, members: Mapping[str, Member], name: str) -> bytes:
    if name not in members:
        raise Broken(f"lacks {name}")
    return data[members[name].start : members[name].end]


def _sha256(data: Data, start: int, end: int) -> str:
    h = hashlib.sha256()
    for piece in _pieces(data, start, end):
        h.update(piece)
    return h.hexdigest()


def main(arguments: Sequence[str] | None = None) -> int:
    """Check what the command line names; gives the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file")
    parser.add_argument("--key", default="", help="the desk's key, NAME+ID+BASE64, or a file that holds it")
    parser.add_argument("--checkpoint", default="", help="a file with a checkpoint that you kept")
    given = parser.parse_args(arguments)
    try:
        key, checkpoint = _given("--key", given.key, read_key), _given("--checkpoint", given.checkpoint, read_note)
        if not os.stat(given.file).st_size:
            raise Broken("is empty")
        with open(given.file, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            done = check(data, key, checkpoint)
    except Misgiven as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{given.file}: cannot be read: {error.strerror}", file=sys.stderr)
        return 2
    except (ValueError, Broken, RecursionError) as error:
        print(f"{given.file}: {error}", file=sys.stderr)
        return 2
    for fault in done.faults:
        print(f"WRONG  {fault.item}: {fault.what}")
    for note in done.notes:
        print(f"note   {note}")
    print(" · ".join(f"{count:,} {kind}" for kind, count in done.checked.items()), end=" · ")
    print(f"{len(done.faults)} wrong")
    return 1 if done.faults else 0


def _given(option: str, value: str, read: Callable[[str], object]) -> str:
    """What a file holds, or the value itself where it is a key. Raises Misgiven."""
    try:
        found = value
        if value and (option != "--key" or value.count("+") < 2):
            with open(value, encoding="utf-8") as file:
                found = file.read()
        if value:
            read(found)
        return found
    except OSError as error:
        raise Misgiven(f"{option} {value}: cannot be read: {error.strerror}") from error
    except (ValueError, Broken) as error:
        raise Misgiven(f"{option} {value}: {error}") from error


if __name__ == "__main__":
    sys.exit(main())
