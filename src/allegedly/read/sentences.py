"""Cuts clean text into sentences.

A sentence ends at a full stop, question mark, exclamation mark or ellipsis where what follows can open a new one, at a
line break that is no mere wrapping, and at ` || `. Sentences inside a quotation are sentences of their own; a quotation
and the words that say whose it is stay together. Abbreviations are data (`knowledge/lexicon/*/clean.toml`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from allegedly.knowledge.clean import reading
from allegedly.model import Span
from allegedly.model.vocabulary import LANGS, Lang

# No analyser gains from more; a parser's cost and memory grow with the sentence.
MAX_SENTENCE = 2_000
# A text is hard-wrapped if most of its lines end in mid-sentence at about one width.
WRAPPED_LINES = 4
WRAPPED_SHARE = 0.6
WRAPPED_WIDTH = (40, 110)

# What a sentence neither starts nor ends with; clean text has no other blanks.
BLANKS = " \n|"
CLOSERS = "\"'»”’“)]*"
_STOP = re.compile(r"[.!?…]+[\"'»”’“)\]*]*|\|\||\n")
_EMPTY_LINE = re.compile(r"\n[ ]*\n")
# A missing blank: "опасности.Отбой". Cyrillic only: "Word.Word" is a name or an address elsewhere.
_GLUED_BEFORE = re.compile(r"[а-яёіїєґ]{3}$")
_GLUED_AFTER = re.compile(r"[А-ЯЁІЇЄҐ][а-яёіїєґ']*[ ,]")
_LAST_WORD = re.compile(r"[^\s\"'«»“”„(){}\[\]]+$")
_ACRONYM = re.compile(r"(?:[a-z]\.)+[a-z]")
_NEXT = re.compile(r"[ ]*([\"'«“„‘(\[]*)([—–-]?)[ ]*([\"'«“„‘(\[]*)([^\W_]?[\w'’-]{0,40})(\.?)")
_TERMINAL = re.compile(r"[.!?…:;][\"'»”’“)\]*]*$")
_NUMBERED = re.compile(r"(?:^|\n)[ ]*\d{1,3}$")
_BULLET_NEXT = re.compile(r"[ ]*(?:[-—–•*]|\d{1,2}[.)]|[a-zа-яєіґ]\))[ ]")


@dataclass(frozen=True, slots=True)
class Stops:
    """What the splitter looks words up in, of all languages together: posts mix them, and forms hardly clash."""

    never: frozenset[str]
    sometimes: frozenset[str]
    before_number: frozenset[str]
    starters: frozenset[str]
    speech: frozenset[str]


@cache
def stops(lang: Lang) -> Stops:
    """The look-up tables for a text whose main language is `lang`; the others serve where they do not clash."""
    mine, others = reading(lang), [reading(o) for o in LANGS if (o == "en") == (lang == "en")]
    never = frozenset(mine.never).union(*(o.never for o in others)) - frozenset(mine.sometimes)
    return Stops(
        never,
        frozenset(mine.sometimes).union(*(o.sometimes for o in others)) - never,
        frozenset(mine.before_number).union(*(o.before_number for o in others)),
        frozenset(mine.starters).union(*(o.starters for o in others)),
        frozenset(mine.speech).union(*(o.speech for o in others)),
    )


def sentences(clean: str, lang: Lang) -> list[tuple[Span, int]]:
    """Sentences in text order with their paragraph's number (from 0); disjoint, without blanks at their ends."""
    wrapped = _wrapped(clean)
    spaced = bool(_EMPTY_LINE.search(clean.strip()))
    found: list[tuple[Span, int]] = []
    start = paragraph = 0
    for end, lines in (*_ends(clean, stops(lang), wrapped), (len(clean), 0)):
        found += [(span, paragraph) for span in _bounded(clean, start, end)]
        if found and (lines > 1 or (lines and not spaced)) and found[-1][1] == paragraph:
            paragraph += 1
        start = end
    return found


def _ends(clean: str, words: Stops, wrapped: int) -> Iterator[tuple[int, int]]:
    """Each sentence end with the number of line breaks that make it (0: a mark, 1: a line, 2: an empty line)."""
    line = 0
    for stop in _STOP.finditer(clean):
        mark, end = stop.group(), stop.end()
        if mark == "\n":
            blank = _blank_line(clean, end)
            if blank or _line_ends(clean, line, stop.start(), wrapped):
                yield end, 2 if blank else 1
            line = end
        elif mark == "||":
            yield stop.start(), 2
        elif clean[end : end + 1].isspace():
            if _mark_ends(clean, stop.start(), end, words):
                yield end, 0
        elif _GLUED_AFTER.match(clean, end) and _GLUED_BEFORE.search(clean[max(0, stop.start() - 3) : stop.start()]):
            yield end, 0


def _blank_line(clean: str, at: int) -> bool:
    """Is the line that starts at `at` blank? Looks at a few code points only; longer blanks are cleaned-out lines."""
    end = clean.find("\n", at)
    return end >= 0 and not clean[at:end].strip()


def _line_ends(clean: str, line: int, at: int, wrapped: int) -> bool:
    """A line break ends a sentence unless the next line goes on in lower case or the text is hard-wrapped.

    Bullets and emoji at the head of a line are blanked in `clean`: two blanks there begin an item of a list.
    """
    following = clean[at + 1 : at + 80]
    if _BULLET_NEXT.match(following) or (not wrapped and following.startswith("  ")):
        return True
    if _TERMINAL.search(clean[max(line, at - 8) : at].rstrip()):
        return True
    following = following.lstrip()
    if following[:1].islower():
        return False
    return not (wrapped and at - line >= wrapped * 0.7)


def _mark_ends(clean: str, start: int, end: int, words: Stops) -> bool:
    """Does the mark at `start` end a sentence, given the word before it and what follows?"""
    after = _NEXT.match(clean, end)
    if after is None or not after.group(4):
        return True
    opened, dash, word = bool(after.group(1) or after.group(3)), after.group(2), after.group(4)
    if word[0].islower():
        return False
    marks = clean[start:end]
    closed = marks[-1] in CLOSERS and any(c in "\"'»”’“" for c in marks)
    if closed and _tied(clean, after, marks, words):
        return False
    if dash and closed and not opened:
        return False
    if marks[0] != "." or marks.startswith(".."):
        return True
    return _full_stop_ends(clean, start, word, bool(after.group(5)), words)


def _tied(clean: str, after: re.Match[str], marks: str, words: Stops) -> bool:
    """A quoted question or exclamation goes on with the verb of speech behind it."""
    if marks[0] == ".":
        return False
    behind = clean[after.start(4) : after.start(4) + 60].split("\n", 1)[0].lower().split()[:4]
    return any(w.strip(",.:;") in words.speech for w in behind)


def _full_stop_ends(clean: str, start: int, following: str, dotted: bool, words: Stops) -> bool:
    """Is the full stop at `start` a sentence's, or an abbreviation's, an initial's, a list number's?"""
    before = clean[max(0, start - 30) : start]
    last = _LAST_WORD.search(before)
    word = last.group().lower() if last else ""
    opens = following.lower() in words.starters and not dotted
    numeral = following[0].isdigit()
    if not word:
        return True
    if len(word) == 1 and last and last.group().isupper() and not numeral:
        return opens and not _initial_before(before[:-1])
    if word in words.before_number and numeral:
        return False
    counted = before[: -len(word)].rstrip()[-1:].isdigit()
    if _ACRONYM.fullmatch(word):
        return opens and word not in words.never
    if word in words.sometimes:
        return opens if word.isascii() else counted or opens or word not in _UNIT_LIKE
    if word in words.never:
        return counted and opens
    return not _NUMBERED.search(before)


# Short forms that mean a town or a year by what stands before them ("г. Москва", "2024 г.").
_UNIT_LIKE = frozenset({"г", "р", "м", "с", "ст", "ч", "в", "л"})


def _initial_before(before: str) -> bool:
    """Does another initial or a capitalised word stand right before an initial?"""
    return bool(re.search(r"[A-ZА-ЯЁІЇЄҐ]\.[ ]?$", before))


def _bounded(clean: str, start: int, end: int) -> Iterator[Span]:
    """The span without outer blanks, cut at blanks where it exceeds `MAX_SENTENCE`."""
    while start < end:
        piece = clean[start:end] if end - start <= 2 * MAX_SENTENCE else clean[start : start + 2 * MAX_SENTENCE]
        lead = len(piece) - len(piece.lstrip(BLANKS))
        if lead == len(piece):
            start += lead
            continue
        start += lead
        stop = min(end, start + MAX_SENTENCE)
        if stop < end:
            blank = clean.rfind(" ", start + MAX_SENTENCE // 2, stop)
            stop = blank if blank > 0 else stop
        words = clean[start:stop].rstrip(BLANKS)
        if any(c.isalnum() for c in words):
            yield Span(start, start + len(words))
        start = stop


def _wrapped(clean: str) -> int:
    """The width at which the text is hard-wrapped; 0 if it is not."""
    lines = [line.rstrip() for line in clean.split("\n") if line.strip()]
    if len(lines) < WRAPPED_LINES:
        return 0
    widths = sorted(len(line) for line in lines)
    width = widths[len(widths) * 3 // 4]
    if not WRAPPED_WIDTH[0] <= width <= WRAPPED_WIDTH[1] or widths[-1] > width * 1.5:
        return 0
    broken = sum(1 for line in lines if len(line) >= width * 0.7 and not _TERMINAL.search(line[-8:]))
    return width if broken >= WRAPPED_SHARE * len(lines) else 0
