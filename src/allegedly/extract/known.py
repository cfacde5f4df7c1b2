"""What resolving a speaker may ask: the source in its sentence, who spoke before, and what is named around it."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TypeVar

from allegedly.extract.names.nominative import nominative
from allegedly.extract.tokens import Analysed
from allegedly.knowledge.actors import Actor, Institution, Registry, names_holder, pattern
from allegedly.model import Mention, Place, Source, Span
from allegedly.model.vocabulary import Lang

QUOTED = re.compile(r"[«„“\"]([^«»„“”\"]{2,60})[»“”\"]")
ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
# How far from a bare name its office may stand, in code points ("Ivan Petrenko, the mayor of ...").
APPOSITION = 90

# Kinds of voices that a body may be made up of.
OTHERS = frozenset({"media", "witness"})
GENDERS = frozenset({"fem", "masc", "neut"})

N = TypeVar("N", Mention, Place)
matcher = cache(pattern)  # of the tuples of the knowledge files, asked for at each source


@dataclass(frozen=True, slots=True)
class Known:
    """A source already resolved: what later pronouns and short names may mean."""

    id: str
    name: str
    party: str | None
    office: str | None
    person: bool
    at: int
    words: str
    plural: bool = False
    gender: str = ""
    alive: bool = False


@dataclass(slots=True)
class Context:
    """All that a rule may ask: the source's words, what stands in and around it, and who spoke before."""

    source: Source
    lang: Lang
    sentence: Analysed
    text: str
    lemmas: str
    persons: Sequence[Mention]
    places: Sequence[Place]
    registry: Registry
    before: list[Known] = field(default_factory=list)
    earlier: Sequence[Analysed] = ()
    # Who a phrase in the text is, apart from what it may stand for.
    identify: Callable[[Source], "Known | None"] = field(default=lambda source: None)

    @property
    def words(self) -> str:
        """The source's words without a leading article."""
        return ARTICLE.sub("", self.source.text.strip())

    def inside(self, span: Span) -> bool:
        """Does a span lie in the source's words?"""
        return self.source.span.covers(span)

    def party(self) -> str | None:
        """The side that the source's own words name."""
        return self.registry.party_in(self.source.text, self.lang) or self.registry.party_in(self.lemmas, self.lang)

    @property
    def ahead(self) -> str:
        """What stands in the sentence before the source."""
        return self.text[self.sentence.span.start : self.source.span.start]

    def institution(self) -> Institution | None:
        """The kind of office that the source's own words name."""
        found = self.registry.institution_in(self.source.text, self.lang)
        if found is not None and found.kind in OTHERS and self.lang == "en":  # "the Union of Journalists" is a union
            found = self.registry.institution_in(self.source.text.partition(" of ")[0], self.lang) or found
        if found is not None and found.kind not in OTHERS and self.lang == "en":
            found = self._outlet_of() or found
        return found or self.registry.institution_in(self.lemmas, self.lang)

    def _outlet_of(self) -> Institution | None:
        """ "A government newspaper" is an outlet; "the ministry's newspaper" is the ministry."""
        head = self.source.text.partition(" of ")[0].partition(",")[0]
        last = self.registry.institution_in(head.split()[-1], self.lang) if head.split() else None
        owned = "'s " in head or "’s " in head or "s' " in head
        return last if last is not None and last.kind == "media" and not owned else None


def starting(found: Sequence[N], start: int, end: int) -> Sequence[N]:
    """Those of the findings, which stand in text order, that start between two places of the text."""
    first = bisect_left(found, start, key=lambda n: n.span.start)
    return found[first : bisect_left(found, end, first, key=lambda n: n.span.start)]


def spoke_last(c: Context, fits: Callable[[Known], bool]) -> Known | None:
    """The nearest earlier source that fits."""
    return next((k for k in reversed(c.before) if fits(k)), None)


def of_actor(c: Context, actor: Actor, said: str = "") -> Known:
    """A registered actor; who holds an office shows under the office's name where the words name no person."""
    names = actor.names.get(c.lang) or actor.names.get("en") or (actor.name,)
    shown = names[0] if actor.institution is None or names_holder(f"{c.words} {said}", actor) else actor.name
    is_person = bool(actor.surname)
    return Known(actor.id, shown, actor.party, actor.institution, is_person, c.source.span.start, c.words)


def of_name(c: Context, identity: str, name: str, office_id: str | None) -> Known:
    """A speaker of its own identity."""
    return Known(identity, name, c.party(), office_id, False, c.source.span.start, c.words)


def head_marks(c: Context) -> frozenset[str]:
    """Features of the source's first noun; plural where an adjective before it is."""
    inside = [t for t in c.sentence.tokens if t.start >= c.source.span.start and t.end <= c.source.span.end]
    at = next((i for i, t in enumerate(inside) if t.pos in ("NOUN", "PROPN")), None)
    if at is None:
        return frozenset()
    if c.lang == "en":
        return inside[at].feats
    marks = inside[at].feats | {"pl" for t in inside[:at] if "pl" in t.feats or t.pos == "NUM"}
    if "anim" in marks and any(t.pos == "PROPN" and "nom" not in t.feats for t in inside[at + 1 :]):
        return marks - GENDERS  # "инженер Фаина Руд" is a woman by a name that tells more than the noun
    return marks


def called(c: Context) -> str:
    """The words between quotation marks, in the nominative (в «Тихой воде»: Тихая вода)."""
    inside = [t for t in c.sentence.tokens if c.inside(Span(t.start, t.end)) and t.text not in '«»„“”"']
    return nominative(inside, c.lang, "organisation") if inside else ""
