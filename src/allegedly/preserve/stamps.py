"""Time stamps (RFC 3161) on the log's checkpoints, by authorities that the desk's owner names.

Only addresses of the settings are asked. A stamp is `stamped` when its token was got and
verified by the authority's certificate, as valid at the time that the token states; until then it is `pending`, and
says why.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from allegedly.errors import InputMissing
from allegedly.model import Checkpoint, Stamp
from allegedly.preserve.asking import asked_of
from allegedly.store import Store

LONGEST = 1 << 20  # bytes of an answer: tokens have some thousand
Post = Callable[[str, bytes], bytes]


@dataclass(frozen=True, slots=True)
class Asked:
    """An authority: how it is called, where it answers, and the PEM certificates that its stamps are checked by."""

    name: str
    url: str
    certificates: bytes


def asked(name: str, url: str, certificate: Path) -> Asked:
    """An authority of the settings. Raises InputMissing where its certificate cannot be read."""
    try:
        pem = certificate.read_bytes()
        x509.load_pem_x509_certificates(pem)
    except (OSError, ValueError) as error:
        raise InputMissing(f"{certificate}: not a PEM certificate of {name}: {error}. See `authorities`.") from error
    return Asked(name, url, pem)


def stamp(store: Store, authorities: Iterable[Asked], post: Post | None = None) -> list[Stamp]:
    """Ask each authority for the newest checkpoint, and again for what is still pending; gives what came of each."""
    with store.view().log() as log:
        made, held = {one.size: one for one in log.checkpoints()}, {(s.size, s.authority): s for s in log.stamps()}
    done: list[Stamp] = []
    for authority in authorities:
        pending = {s.size for s in held.values() if s.authority == authority.name and s.state == "pending"}
        newest = set(list(made)[-1:]) - {s.size for s in held.values() if s.authority == authority.name}
        for size in sorted(pending | newest):
            before = held.get((size, authority.name))
            one = _tried(made[size], authority, before.tries + 1 if before else 1, post or _post)
            with store.writer().log() as log:
                log.stamp(one)
            done.append(one)
    return done


def _tried(checkpoint: Checkpoint, authority: Asked, tries: int, post: Post) -> Stamp:
    """One try at one stamp: stamped only where the answer was verified."""
    message = checkpoint.note.encode()
    request = (
        TimestampRequestBuilder()
        .data(message)
        .hash_algorithm(HashAlgorithm.SHA256)
        .nonce(nonce=True)
        .cert_request(cert_request=True)
        .build()
    )
    try:
        token = post(authority.url, request.as_bytes())
        at = verified(token, message, authority.certificates, request.nonce)
    except (OSError, ValueError) as error:
        why = " ".join(str(error).split())[:300]
        return Stamp(checkpoint.size, authority.name, "pending", datetime.now(UTC), tries=tries, told=why)
    return Stamp(checkpoint.size, authority.name, "stamped", at, token, authority.certificates, tries)


def verified(token: bytes, message: bytes, certificates: bytes, nonce: int | None = None) -> datetime:
    """The time that a token proves for a message; certificates count as of then. Raises ValueError with the reason."""
    try:
        answer = decode_timestamp_response(ordered(token))
        if answer.status != 0:
            raise ValueError(f"the authority refused (status {answer.status}): {', '.join(answer.status_string)}")
        _builder(certificates, nonce).build().verify_message(answer, message)
    except VerificationError as error:
        raise ValueError(f"the answer cannot be verified: {error}") from error
    at: datetime = answer.tst_info.gen_time
    return at.astimezone(UTC)


def ordered(token: bytes) -> bytes:
    """The token with its certificates in the order that DER asks for (X.690, 11.6), for a reader that insists on it.

    Some authorities send them otherwise; no signature covers the order. What cannot be walked is given back as it is.
    """
    try:
        _, _, answer = _der(token, 0)
        _, _, content = _der(token, _der(token, answer)[1])  # past the status: ContentInfo
        _, _, signed = _der(token, _der(token, content)[1])  # past its OID: [0] EXPLICIT
        at = _der(token, signed)[2]  # SignedData: version, digestAlgorithms, encapContentInfo, certificates
        for _ in range(3):
            at = _der(token, at)[1]
        tag, end, pos = _der(token, at)
        if tag != 0xA0:
            return token
        certificates, start = list[bytes](), pos
        while pos < end:
            after = _der(token, pos)[1]
            certificates.append(token[pos:after])
            pos = after
        return token[:start] + b"".join(sorted(certificates)) + token[end:]
    except IndexError:
        return token


def _der(data: bytes, at: int) -> tuple[int, int, int]:
    """An element of DER at a place: its tag, where it ends, where its content begins. Raises IndexError."""
    tag, length, start = data[at], data[at + 1], at + 2
    if length & 0x80:
        start += length & 0x7F
        length = int.from_bytes(data[at + 2 : start], "big")
    if start + length > len(data):
        raise IndexError(at)
    return tag, start + length, start


def _builder(certificates: bytes, nonce: int | None) -> VerifierBuilder:
    """Self-signed certificates are roots, others are between; where none is self-signed, all are trusted as roots."""
    every = x509.load_pem_x509_certificates(certificates)
    roots = [one for one in every if one.issuer == one.subject] or every
    keys: dict[str, Any] = {"roots": roots, "intermediates": [one for one in every if one not in roots]}
    return VerifierBuilder(nonce=nonce, **keys)


def _post(url: str, request: bytes) -> bytes:
    """One answer over HTTP. Raises OSError."""
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    status, found = asked_of(url, request, headers, LONGEST)
    if status != 200:
        raise OSError(f"{url} answered with status {status}")
    return found
