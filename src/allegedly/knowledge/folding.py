"""Names as keys: folded, so that spellings of one name meet, and a sieve that knows most keys for nobody's."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

_DROP = str.maketrans(dict.fromkeys("'’ʼ`‘´ʹ′ʺ″.\u0301\u200b\u00ad", None))
_ALIKE = str.maketrans({"ё": "е", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_GAP = re.compile(r"[\s\-‐‑–—/]+")
_MARKED = re.compile(r"[À-ɏḀ-ỿ]")


@lru_cache(1 << 16)
def fold(name: str) -> str:
    """The key of a name: lower case, е for ё, no apostrophes, dots or Latin diacritics, one space for hyphens."""
    key = unicodedata.normalize("NFC", name).casefold().translate(_DROP).translate(_ALIKE)
    if _MARKED.search(key):
        key = "".join(c for c in unicodedata.normalize("NFD", key) if not "\u0300" <= c <= "\u036f")
        key = unicodedata.normalize("NFC", key)
    return _GAP.sub(" ", key).strip()


# Letters that Russian and Ukrainian write differently in one name.
_KIN = str.maketrans({"і": "и", "ї": "и", "ы": "и", "й": "и", "є": "е", "э": "е", "я": "е", "ґ": "г", "ь": "", "ъ": ""})
_DOUBLED = re.compile(r"(.)\1+")
_TAIL = re.compile(r"[аеиоую]+$")


@lru_cache(1 << 12)
def skeleton(key: str) -> str:
    """What the Russian and the Ukrainian spelling of a folded Cyrillic name share; empty where too little is left."""
    bare = _DOUBLED.sub(r"\1", key.translate(_KIN))
    bare = _TAIL.sub("", bare.replace("цк", "ск").replace("зк", "ск").replace("ио", "о").replace("ие", "е"))
    return bare if len(bare) > 3 else ""


# Bits of the sieve, a power of two: with a megabyte some 7 in 100 keys that nothing has still pass.
SIEVE = 1 << 23


def sieve(keys: Iterable[str]) -> bytes:
    """A Bloom filter (Bloom 1970) of one hash: a bit for each key. Most inflected forms are no place's name."""
    bits = bytearray(SIEVE >> 3)
    for key in keys:
        place = crc32(key.encode()) % SIEVE
        bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)


def passes(bits: bytes, key: str) -> bool:
    """May the sieve's keys hold this one? No is sure, yes is not."""
    place = crc32(key.encode(errors="replace")) % SIEVE
    return bool(bits[place >> 3] >> (place & 7) & 1)
