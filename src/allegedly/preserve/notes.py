"""The desk's key and what it signs: checkpoints (C2SP tlog-checkpoint) as signed notes (C2SP signed-note, Ed25519)."""

import os
from base64 import b64encode
from pathlib import Path
from secrets import token_hex

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from allegedly.errors import StoreFailed
from allegedly.preserve import disk
from allegedly.preserve.verifier import ED25519, SIGNED, key_id


def new_name() -> str:
    """A name for a log that no other desk has."""
    return f"allegedly.desk/{token_hex(8)}"


def signing_key(path: Path) -> Ed25519PrivateKey:
    """The desk's key, made on first use and readable by its owner only. Raises StoreFailed."""
    try:
        if not path.exists():
            _make(path)
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError) as error:
        raise StoreFailed(
            f"{path}: the desk's key cannot be read or made: {error}. Restore it from a copy, or move it away: "
            "a new one is made, and those who know the old one must be told."
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise StoreFailed(f"{path}: is not an Ed25519 key. Restore the desk's own from a copy.")
    return key


def _make(path: Path) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    disk.put(path, pem, 0o600)
    disk.settle(path.absolute().parent)


def verifier_key(name: str, key: Ed25519PrivateKey) -> str:
    """What others check this desk's notes with: NAME+ID+BASE64 (C2SP signed-note, verifier keys)."""
    public = _public(key)
    return f"{name}+{key_id(name, public).hex()}+{b64encode(bytes([ED25519]) + public).decode()}"


def checkpoint(name: str, size: int, root: bytes, key: Ed25519PrivateKey) -> str:
    """The signed statement that the log of this name has this size and root."""
    return note(f"{name}\n{size}\n{b64encode(root).decode()}\n", name, key)


def sealed(name: str, file: str, hash: str, key: Ed25519PrivateKey) -> str:
    """The signed statement that a file of a bundle has this hash."""
    return note(f"{name}\n{file}\n{hash}\n", name, key)


def note(text: str, name: str, key: Ed25519PrivateKey) -> str:
    """A text, ending in a newline, with its signature line."""
    signature = key_id(name, _public(key)) + key.sign(text.encode())
    return f"{text}\n{SIGNED}{name} {b64encode(signature).decode()}\n"


def _public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def exposed(path: Path) -> bool:
    """May others on this machine read the key?"""
    return os.name == "posix" and path.exists() and bool(path.stat().st_mode & 0o077)
