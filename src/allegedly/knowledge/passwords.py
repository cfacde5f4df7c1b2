"""What passwords are commonly made of, and must not be made of alone."""

import re
import unicodedata

from msgspec import Struct

from allegedly.knowledge.load import load

LEET = str.maketrans("013457@$!", "oieastasi")
YEAR = re.compile(r"(?:19|20)\d\d")
LEAST_RUN = 4  # neighbours on a keyboard or in an alphabet, one after the other


class Common(Struct, frozen=True, forbid_unknown_fields=True):
    """`words` as people choose them, in three languages and as typed in the other layout; `rows` of neighbours."""

    words: tuple[str, ...]
    rows: tuple[str, ...]


def common() -> Common:
    """The list."""
    return load("passwords.toml", Common)


def rest(password: str, names: tuple[str, ...] = ()) -> str:
    """What is left of a password without common words, runs of keys, years, and parts of these names."""
    plain = unicodedata.normalize("NFKC", password).casefold()
    words = sorted({*common().words, *names}, key=len, reverse=True)
    return min((_without(one, words) for one in (plain, plain.translate(LEET))), key=len)


def _without(plain: str, words: list[str]) -> str:
    for word in words:
        plain = plain.replace(word, "")
    for row in common().rows:
        for one in (row, row[::-1]):
            plain = _without_runs(plain, one)
    return YEAR.sub("", plain)


def _without_runs(plain: str, row: str) -> str:
    """A text without pieces of a row of neighbours."""
    kept, at = [], 0
    while at < len(plain):
        length = 1
        while at + length < len(plain) and plain[at : at + length + 1] in row:
            length += 1
        if length < LEAST_RUN:
            kept.append(plain[at])
            at += 1
        else:
            at += length
    return "".join(kept)
