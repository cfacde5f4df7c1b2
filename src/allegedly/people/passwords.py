"""Passwords: which are taken, and how they are kept (Argon2id, RFC 9106).

What is asked of one: length, that it is not made of the commonest parts or of the name alone; nothing about which signs
it holds, and it never grows old (NIST SP 800-63B, 3.1.1).
"""

import threading
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from allegedly.errors import AccountRefused
from allegedly.knowledge.passwords import rest
from allegedly.publish.tongue import _

SHORTEST = 12  # code points
LONGEST = 1024  # bytes: hashing takes longer for longer ones
LEAST_OWN = 5  # different signs beside what is common
AT_ONCE = 2  # hashes that are computed at one time: each takes 64 MiB
PART = 3  # letters from which on a part of a name counts


class Passwords:
    """Hashes passwords and compares with hashes. Safe to use from several threads."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()  # the second profile that RFC 9106 recommends: 64 MiB, 3 passes
        self._turn = threading.BoundedSemaphore(AT_ONCE)
        self._nobodys = ""

    def hash(self, password: str) -> str:
        """The hash of a password, with its salt and parameters."""
        with self._turn:
            return self._hasher.hash(composed(password))

    def fits(self, hashed: str, password: str) -> bool:
        """Is it this password? With an empty hash it takes as long, and the answer is no."""
        right = self._fits(hashed or self._no_hash(), password)
        return right and bool(hashed)

    def aged(self, hashed: str) -> bool:
        """Was it made with other parameters than those of today?"""
        return self._hasher.check_needs_rehash(hashed)

    def _fits(self, hashed: str, password: str) -> bool:
        with self._turn:
            try:
                return self._hasher.verify(hashed, composed(password)) and len(password.encode()) <= LONGEST
            except (VerificationError, InvalidHashError):
                return False

    def _no_hash(self) -> str:
        """What is compared with where there is nothing to compare with."""
        if not self._nobodys:
            self._nobodys = self.hash("nobody has this password")
        return self._nobodys


def composed(password: str) -> bytes:
    """A password's bytes, the same however the keyboard composes letters (RFC 8265, 4.2: NFC); cut where too long."""
    return unicodedata.normalize("NFC", password).encode()[: LONGEST + 1]


def sound(password: str, name: str) -> str:
    """The password, if it may be taken for a person of this name. Raises AccountRefused with what to do."""
    if len(password) < SHORTEST:
        told = _("A password has at least {n} characters. Several words are easy to keep in mind.")
        raise AccountRefused(told.format(n=SHORTEST))
    if len(password.encode()) > LONGEST:
        raise AccountRefused(_("A password has at most {n} bytes.").format(n=LONGEST))
    parts = tuple(part for part in unicodedata.normalize("NFKC", name).casefold().split() if len(part) >= PART)
    if len(set(rest(password, parts))) < LEAST_OWN:
        told = _("This password is too easy to guess: it is made of common words, neighbouring keys, or the name.")
        raise AccountRefused(told)
    return password
