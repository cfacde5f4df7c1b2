"""Two figures for one thing that no event counts: for how long, how far, how many guards there were.

Figures of harm are compared by their event (`counts`); others only here, where both claims measure or count the same
in claims that share what else they tell.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from allegedly.assess.counts import FIGURES, ROUGHLY
from allegedly.assess.known import Stated
from allegedly.assess.scene import Scene, conflict
from allegedly.assess.sharing import Told, between, told
from allegedly.knowledge.concepts import concepts, light
from allegedly.knowledge.measures import measured
from allegedly.knowledge.numbers import numbers
from allegedly.knowledge.numerals import fold, numerals
from allegedly.model import Conflict
from allegedly.model.vocabulary import Lang

# How far before a number words stand that bound it, in code points, and how far behind or before it what is counted.
BOUND, COUNTED = 20, 24
WORD = re.compile(r"[^\W\d_]+")
OPEN = float("inf")


@dataclass(frozen=True, slots=True)
class Amount:
    """So much of something: a measure in its own unit, or a concept that is counted."""

    of: str
    low: float
    high: float


def amounts(scene: Scene) -> Iterable[Conflict]:
    """Two voices measure or count the same thing, and their figures cannot both hold."""
    said = [(t, found) for t in told(scene) if _compared(t.claim) and (found := _last(t.claim))]
    by = {t.claim.claim.id: found for t, found in said}
    for a, b in between(scene, [t for t, _ in said]):
        one, other = by[a.claim.claim.id], by[b.claim.claim.id]
        if one.of == other.of and (one.high < other.low or other.high < one.low) and _of_one(a, b, one.of):
            yield conflict("count", [a.claim], [b.claim], [], amounts.__name__)


def _compared(s: Stated) -> bool:
    """Is it stated, and no figure of harm?"""
    return s.claim.stance == "affirm" and s.claim.event not in FIGURES and s.claim.factuality == "asserted"


def _last(s: Stated) -> Amount | None:
    """The one amount that a claim tells; of several nobody can say which is meant."""
    found = read(s.claim.text, s.lang)
    return found[0] if len(found) == 1 else None


def _of_one(a: Told, b: Told, of: str) -> bool:
    """Do both tell, in brief reports, one act or none? What is measured must share something else than the unit."""
    if not (a.brief and b.brief):
        return False
    mine, theirs = a.meant.acts, b.meant.acts
    if of in a.meant.all | b.meant.all:
        return bool(mine & theirs) or not (mine or theirs)
    shared = (a.meant.all & b.meant.all) | (a.meant.unlisted & b.meant.unlisted)
    return bool(mine & theirs) or bool(shared - light() and not (mine and theirs))


@lru_cache(1 << 12)
def read(text: str, lang: Lang) -> tuple[Amount, ...]:
    """The amounts that a text tells."""
    folded = fold(text)
    return tuple(found for at in _figures(lang).finditer(folded) for found in _amount(folded, at, lang))


def _amount(text: str, at: re.Match[str], lang: Lang) -> Iterator[Amount]:
    value = numerals(lang).value(at.group())
    if value is None:
        return
    behind, before = text[at.end() :].lstrip(), text[: at.start()]
    if behind.startswith(tuple(f"{word} " for word in numbers(lang).of)):
        return  # one of the guards is not one guard
    unit = measured(behind, lang)
    of, one = unit or (_counted(behind, before, lang), 1.0)
    if of:
        low, high = _bounds(before[-BOUND:], behind[:BOUND], lang)
        yield Amount(of, low * value * one, high * value * one if high < OPEN else OPEN)


def _counted(behind: str, before: str, lang: Lang) -> str:
    """What stands behind a number, or before it at the end ("охоронців було троє"), as far as a table has it."""
    words = WORD.findall(behind)[:2]
    if not words:
        words = WORD.findall(before[-COUNTED:])[::-1]
    for word in words:
        meant = concepts(word, lang)
        if named := meant.things | meant.doers:
            return min(named)
    return ""


def _bounds(before: str, behind: str, lang: Lang) -> tuple[float, float]:
    """What words before a number or behind what it counts leave of it: shares of it at least and at most."""
    told = [(w, b.keeps) for b in numbers(lang).bounds for w in b.words if _ends(before.rstrip(), w)]
    told += [(w, b.keeps) for b in numbers(lang).after for w in b.words if f" {w}" in f" {behind}"]
    if not told:
        return 1.0, 1.0
    _, keeps = max(told, key=lambda found: len(found[0]))  # "no more than" holds "more than"
    if "high" in keeps:
        return 0.0, 1.0
    return (1.0, OPEN) if "low" in keeps else (1 - ROUGHLY, 1 + ROUGHLY)


def _ends(text: str, word: str) -> bool:
    """Do the words end so, at the beginning of one ("щонайбільше" is no "більше")?"""
    return text.endswith(word) and not text[: -len(word)][-1:].isalpha()


@cache
def _figures(lang: Lang) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.,:-]){numerals(lang).pattern}(?![\w:-])")
