"""Blanks what is not said: markup, links, emoji, promotional tails. The result is as long as the text.

Every replacement is of equal length, so an offset in the clean text is an offset in the report.
"""

import re
from collections.abc import Callable
from functools import cache
from re import Match

from allegedly.knowledge.clean import reading
from allegedly.model.vocabulary import LANGS

# Stacked marks beyond any orthography: they slow rendering and matching, and say nothing.
MAX_MARKS = 64
# A promotional tail stands in the last lines of a post, and is short.
TAIL_LINES = 5
TAIL_WORDS = 14
TAIL_HEAD_WORDS = 3

_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20dc\ufe20-\ufe2f]"
    f"{{{MAX_MARKS + 1},}}"
)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\xa0\xad\u1680\u2000-\u200f\u202a-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffd\t\r]"
)
_BREAKS = re.compile("[\x0b\x0c\x85\u2028\u2029]|\r(?!\n)")
_BAR = re.compile("[\u2012\u2015]")
_LINK = re.compile(r"!?\[([^\[\]]{0,500})\]\(([^()\s]{0,2000})\)")
# What may stand in an address; closing marks are left to the sentence.
_URL = re.compile(
    r"(?:https?://|www\.|\b(?:t\.me|bit\.ly|tinyurl\.com|goo\.gl|vk\.cc|clck\.ru|youtu\.be)/|tg://|ftp://)[^\s<>\"«»“”„]{1,2000}",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"[*_~]{2,}|`+|</?[a-zA-Z][^<>\n]{0,500}>|\|\|(?=\S)|(?<=\S)\|\|")
_HEAD = re.compile(r"(?m)^[ ]*(?:#{1,6}|>+)(?= )")
_HASH = re.compile(r"#(?=[^\W\d])")
BULLETS = "•●◦‣∙·*►▶■□▪▫✓✔➤➔→»"
_BULLET = re.compile(rf"(?m)^[ ]*[{BULLETS}](?=[ ]?\S)")
_KEYCAP = re.compile("[0-9#*]\ufe0f?\u20e3")
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2300-\u23ff\u2500-\u27bf\u2b00-\u2bff\u2190-\u21ff\u203c\u2049\ufe0e\ufe0f\u20e3"
    "\u2900-\u297f\U000e0020-\U000e007f\u3030\u303d\u3297\u3299]+"
)
# An emoji mark between two sentences of a line is the mark that it depicts.
_CRY = re.compile('(?<=[\\w»"”)])( ?)([\u2757\u2755\u203c\u2753\u2754\u2049])')
# So is a face or a sign between two of them, where each has some words; flags and hearts stand inside sentences.
_FACE = re.compile(
    '(?<=[\\w»"”)])[ ]?[\U0001f300-\U0001f3fa\U0001f400-\U0001f48a\U0001f4a0-\U0001f5a3\U0001f5a5-\U0001faff'
    '\u2600-\u2618\u2690-\u27bf]+\ufe0f?(?=[ ]?["«“]?[A-ZА-ЯЁЄІЇҐ][a-zа-яёєіїґ])'
)
_SIDE_WORDS = 3
_HANDLE = re.compile(r"@\w{2,64}$")
# Begins with the rarer of the two letters, so that a search skips from one to the next.
_MIXED = re.compile("[a-zA-Z](?:(?=[а-яёіїєґА-ЯЁІЇЄҐ])|(?<=[а-яёіїєґА-ЯЁІЇЄҐ][a-zA-Z]))")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[a-zA-Z]")
# Latin letters that look Cyrillic; copies swap them to escape comparison.
_LOOKALIKES = str.maketrans("aceopxyiABCEHKMOPTXIy", "асеорхуіАВСЕНКМОРТХІу")
_SEGMENT = re.compile(r"[.!?…|;] +| {2,}")


def _blank(found: Match[str]) -> str:
    return " " * (found.end() - found.start())


def _stop(found: Match[str]) -> str:
    """A full stop and blanks, if the line has some words on both sides; else the emoji, to be blanked."""
    text, start, end = found.string, found.start(), found.end()
    before = text[max(0, start - 120) : start].rpartition("\n")[2]
    after = text[end : end + 120].partition("\n")[0]
    enough = min(len(before.split()), len(after.split())) >= _SIDE_WORDS
    return "." + " " * (end - start - 1) if enough else found.group()


def _mark(found: Match[str]) -> str:
    return found.group(1) + ("?" if found.group(2) in "\u2753\u2754\u2049" else "!")


def _blank_link(found: Match[str]) -> str:
    """Keeps the words of a link in place and blanks the rest; a promotional link goes whole."""
    words, end = found.group(1), found.end()
    if len(words.split()) <= TAIL_WORDS and _promotes(words) is not None:
        return re.sub(r"[^\n]", " ", found.group())
    return " " * (found.start(1) - found.start()) + words + " " * (end - found.end(1))


def _blank_url(found: Match[str]) -> str:
    address = found.group().rstrip(".,;:!?…)»\"'*_")
    return " " * len(address) + found.group()[len(address) :]


@cache
def _promo() -> dict[str, re.Pattern[str]]:
    """Promotional phrases of all languages by their first word: a channel advertises itself in any of them."""
    phrases: dict[str, list[str]] = {}
    for phrase in sorted({p for lang in LANGS for p in reading(lang).promo}, key=lambda p: (-len(p), p)):
        phrases.setdefault(_WORD.findall(phrase)[0], []).append(re.escape(phrase))
    return {first: re.compile(rf"(?<!\w)(?:{'|'.join(p)})(?!\w)", re.IGNORECASE) for first, p in phrases.items()}


def _promotes(words: str) -> int | None:
    """Where the first promotional phrase starts; None where there is none."""
    known = _promo()
    firsts = known.keys() & set(_WORD.findall(words.lower()))
    found = [m.start() for first in firsts if (m := known[first].search(words))]
    return min(found, default=None)


def _unmask(found: Match[str]) -> str:
    """A Cyrillic word with Latin letters that look Cyrillic is read as Cyrillic."""
    word = found.group()
    folded = word.translate(_LOOKALIKES)
    cyrillic = sum("\u0400" <= c <= "\u04ff" for c in word)
    return folded if cyrillic and not _LATIN.search(folded) else word


# Pattern, replacement, and strings of which one must be there for it to match: a look that costs next to nothing.
STEPS: tuple[tuple[re.Pattern[str], str | Callable[[Match[str]], str], tuple[str, ...]], ...] = (
    (_MARKS, _blank, ()),
    (_BREAKS, "\n", ("\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\r")),
    (_INVISIBLE, " ", ()),
    (_BAR, "—", ("\u2012", "\u2015")),
    (_LINK, _blank_link, ("](",)),
    (_URL, _blank_url, ("/", "www.", "WWW.")),
    (_MARKUP, _blank, ("**", "__", "~~", "`", "<", "||")),
    (_HEAD, _blank, ("#", ">")),
    (_BULLET, _blank, tuple(BULLETS)),
    (_KEYCAP, _blank, ("\u20e3",)),
    (_CRY, _mark, ("\u2757", "\u2755", "\u203c", "\u2753", "\u2754", "\u2049")),
    (_FACE, _stop, ()),
    (_EMOJI, _blank, ()),
    (_HASH, _blank, ("#",)),
)


def clean(text: str) -> str:
    """The text with everything that is not said blanked by spaces; `len(clean(text)) == len(text)`."""
    out = text
    for pattern, put, hints in STEPS:
        if not hints or any(hint in out for hint in hints):
            out = pattern.sub(put, out)
    if _MIXED.search(out):
        out = _WORD.sub(_unmask, out)
    return _blank_tails(out)


def _blank_tails(text: str) -> str:
    """Blank promotional tails in the last lines: the tail only, never words that report something."""
    lines = text.split("\n")
    seen = 0
    for at in range(len(lines) - 1, -1, -1):
        if not lines[at].strip():
            continue
        lines[at] = _without_tail(lines[at])
        seen += 1
        if seen == TAIL_LINES:
            break
    return "\n".join(lines)


def _without_tail(line: str) -> str:
    cut = _tail(line) if any(c.isalnum() for c in line) else 0
    return line if cut is None else line[:cut] + " " * (len(line) - cut)


def _tail(line: str) -> int | None:
    """Where the promotional tail of a line starts; None where there is none."""
    handle = _HANDLE.search(line.rstrip()[-70:])
    if handle:
        at = len(line.rstrip()) - len(handle.group())
        head = line[:at].rstrip()
        if not head or head[-1] in '.!?…»")|':
            return at
    found = _promotes(line)
    if found is None or len(line[found:].split()) > TAIL_WORDS:
        return None
    start = 0
    for edge in _SEGMENT.finditer(line, 0, found):
        start = edge.end()
    before = line[start:found].split()
    if not before or (len(before) <= TAIL_HEAD_WORDS and before[-1][-1] in "—–-|:•"):
        return start
    return found if before[-1] in ("—", "–", "-", "|") else None
