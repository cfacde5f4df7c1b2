"""Bytes to text."""

import codecs
import re

from allegedly.errors import Unreadable
from allegedly.model import Snapshot

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)|encoding\s*=\s*["']([A-Za-z0-9_-]+)""")
CYRILLIC = re.compile("[А-Яа-яЁёІіЇїЄєҐґ]")
# Control bytes that no text has; a picture or an archive does.
BINARY = re.compile("[\x00-\x08\x0e-\x1f]")


def decode(snapshot: Snapshot, declared: bool = False) -> str:
    """The text of a snapshot: by its byte-order mark, by what it declares, as UTF-8, as Windows-1251; in this order.

    `declared` looks for a charset in the first kilobytes (HTML, XML). Line ends become `\\n`; nothing else changes.
    Raises Unreadable, with the first faulty byte, where none of these gives text.
    """
    data = snapshot.data
    for name in _encodings(data, declared):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if not BINARY.search(text):
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise Unreadable(_why(snapshot))


def _encodings(data: bytes, declared: bool) -> list[str]:
    names = [name for mark, name in MARKS if data.startswith(mark)]
    found = CHARSET.search(data[:4096]) if declared else None
    if found:
        names.append((found[1] or found[2]).decode("ascii"))
    names.append("utf-8")
    if _looks_1251(data):
        names.append("cp1251")
    return names


def _looks_1251(data: bytes) -> bool:
    """Are most of the high bytes Cyrillic letters, when read so, and no more than half of them capitals?

    KOI8-R read as Windows-1251 is all letters too, but with small and capital ones exchanged.
    """
    sample = data[:65_536].decode("cp1251", "replace")
    high = sum(1 for c in sample if ord(c) > 127)
    letters = CYRILLIC.findall(sample)
    return high > 0 and len(letters) > 0.8 * high and 2 * sum(map(str.isupper, letters)) <= len(letters)


def _why(snapshot: Snapshot) -> str:
    try:
        snapshot.data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"{snapshot.origin}: not text: byte {error.start + 1} is not UTF-8. Save it as UTF-8 and add it again."
    return f"{snapshot.origin}: holds control bytes, so it is no text. Give text, HTML, JSON Lines, CSV or an export."
