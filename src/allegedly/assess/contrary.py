"""What two voices tell in words of order, contrast and side: "from the sea", "not from the sea"; before, after."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from allegedly.assess.known import Stated
from allegedly.assess.scene import Scene, conflict
from allegedly.assess.sharing import Ground, Told, between, ground, told
from allegedly.knowledge.actors import actors
from allegedly.knowledge.assess import assess_words
from allegedly.knowledge.concepts import concepts, light
from allegedly.knowledge.times import expand, times_file
from allegedly.knowledge.wording import standing
from allegedly.model import Conflict
from allegedly.model.vocabulary import ConflictKind, Lang

# How much of what another claim tells of the denied words must be, if the two have nothing else in common.
MOST = 0.4
# What comes first may be disputed of these: who started it.
STARTED = frozenset({"attack_act", "beat", "fire_gun"})
FIRST = "first"
MARK = re.compile(r"[,.;:!?\n—–]")
DAY = "weekday:"


def contrasted(scene: Scene) -> Iterable[Conflict]:
    """One voice says in so many words that it was not this ("not from the sea"), which is what another one tells."""
    said = told(scene)
    common = ground(said)
    for a, b in between(scene, said):
        for one, other in ((a, b), (b, a)):
            denied = without(one.claim.claim.text, one.claim.lang)
            if denied and other.holds and _is_that(one, other, denied, common):
                kind: ConflictKind = "time" if all(x.startswith(DAY) for x in denied) else "polarity"
                yield conflict(kind, [other.claim], [one.claim], [], contrasted.__name__)


def _is_that(one: Told, other: Told, denied: frozenset[str], common: Ground) -> bool:
    """Does the other claim tell what is denied, as most of what it tells or of something that both tell of?"""
    text, lang = other.claim.claim.text, other.claim.lang
    if not other.brief or without(text, lang) & denied:
        return False  # an article's one sentence tells of much; and who denies the same states nothing
    meant = other.meant.all
    if opens(one.claim.claim.text, one.claim.lang):
        return bool(meant & denied)
    most = common.weight(meant & denied) >= MOST * common.weight(meant, other.meant.unlisted) > 0
    same = (one.meant.all & meant) - denied - light()
    return most or bool(same and (meant | days(text, lang)) & denied)


@lru_cache(1 << 12)
def without(text: str, lang: Lang) -> frozenset[str]:
    """What a claim says that it was not, beside what it was: concepts, and days of the week."""
    found = _contrast(lang).search(text.casefold())
    if found is None:
        return frozenset()
    rest = MARK.split(text[found.end() :])[0]
    return (concepts(rest, lang).all - light()) | days(rest, lang)


def opens(text: str, lang: Lang) -> bool:
    """Does a claim say nothing but that it was not this ("it was not fragments")?"""
    return _contrast(lang).match(text.casefold()) is not None


@lru_cache(1 << 12)
def days(text: str, lang: Lang) -> frozenset[str]:
    """The days of the week that a text names, by their numbers."""
    words = re.findall(r"[\w']+", text.casefold())
    known = _weekdays(lang)
    return frozenset(f"{DAY}{known[w]}" for w in words if w in known)


@cache
def _weekdays(lang: Lang) -> dict[str, str]:
    named = times_file(lang).word["weekday"]
    return {form: number for word, number in named.items() for form in expand(word)}


@cache
def _contrast(lang: Lang) -> re.Pattern[str]:
    return standing(assess_words(lang).contrast)


def order(scene: Scene) -> Iterable[Conflict]:
    """One voice says that the one thing came before the other, another voice that it came after it."""
    for a, b in between(scene, told(scene)):
        one, other = _order(a.claim), _order(b.claim)
        if one and other and one[0] != other[0] and one[1] & other[1] and one[2] & other[2]:
            early, late = (a, b) if one[0] == "before" else (b, a)
            yield conflict("time", [early.claim], [late.claim], [], order.__name__)


def _order(s: Stated) -> tuple[str, frozenset[str], frozenset[str]] | None:
    """Before or after, with what came then and what it is set against; None where a claim tells no order."""
    text = s.claim.text
    words = assess_words(s.lang)
    found = [
        (m, name) for name, forms in (("before", words.before), ("after", words.after)) for m in _forms(forms, text)
    ]
    if s.claim.stance != "affirm" or len(found) != 1:
        return None
    at, name = found[0]
    came, against = (concepts(part, s.lang) for part in (text[: at.start()], text[at.end() :]))
    return name, came.all - light(), against.all - light()


def _forms(forms: tuple[str, ...], text: str) -> Iterator[re.Match[str]]:
    return _pattern(forms).finditer(text.casefold())


@cache
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    return standing(forms)


def started(scene: Scene) -> Iterable[Conflict]:
    """Two voices say of two sides that they were the first to strike or shoot."""
    said = [t for t in told(scene) if t.holds and FIRST in t.meant.states and t.meant.acts & STARTED]
    for a, b in between(scene, said):
        if a.meant.acts & b.meant.acts & STARTED and _who(a) != _who(b):
            yield conflict("actor", [a.claim], [b.claim], [], started.__name__)


def _who(t: Told) -> frozenset[str]:
    """Whom a claim names: doers, offices and sides; nobody where a pronoun stands."""
    text, lang = t.claim.claim.text, t.claim.lang
    office = actors().institution_in(text, lang)
    return (t.meant.doers - light()) | actors().parties_in(text, lang) | ({office.id} if office else set())


def sides(scene: Scene) -> Iterable[Conflict]:
    """Of one thing two voices say that it is on the sides of two lands ("on the northern side of the border")."""
    said = [(t, found) for t in told(scene) if t.holds and (found := _side(t.claim))]
    by = {t.claim.claim.id: found for t, found in said}
    for a, b in between(scene, [t for t, _ in said]):
        one, other = by[a.claim.claim.id], by[b.claim.claim.id]
        if one != other and (a.meant.things & b.meant.things) - light():
            yield conflict("place", [a.claim], [b.claim], [], sides.__name__)


def _side(s: Stated) -> str | None:
    """The land on whose side something is said to be."""
    found = {party for words in _beside(s.claim.text, s.lang) if (party := actors().party_in(words, s.lang))}
    return found.pop() if len(found) == 1 else None


def _beside(text: str, lang: Lang) -> Iterator[str]:
    """Each word for a side with the words next to it."""
    words = text.split()
    match = _pattern(assess_words(lang).side)
    for at, word in enumerate(words):
        if match.fullmatch(word.casefold().strip(".,;:!?")):
            yield " ".join(words[max(0, at - 2) : at + 3])
