"""The knowledge of one language about events and modality, made ready for look-up; built once in a process."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from allegedly.extract.claims.patterns import Gate, Openings, PatternIndex
from allegedly.knowledge.causes import cause_words
from allegedly.knowledge.events import Frame, Patterns, Trigger, event_words, kinds
from allegedly.knowledge.modality import AccuseWords, HedgeWords, Modality, modality
from allegedly.knowledge.numbers import numbers
from allegedly.model.vocabulary import EvidenceKind, Lang, SpeakerKind

T = TypeVar("T")
# What a word of games and of debate adds to the figurative sense of a report.
GAME, TALK = 3, 2


@dataclass(frozen=True, slots=True)
class Order:
    """A trigger with its place in the file, which decides among triggers of one form."""

    number: int
    trigger: Trigger


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Indexes over the patterns of a language. Names are those of the knowledge files."""

    lang: Lang
    gate: Gate
    triggers: PatternIndex[Order]
    veto: PatternIndex[None]
    kinds: PatternIndex[str]
    aerial: frozenset[str]
    frame: Frame
    sizes: PatternIndex[str]
    light: PatternIndex[None]
    background: PatternIndex[None]
    quantity: PatternIndex[None]
    former: PatternIndex[None]
    within: PatternIndex[None]
    elsewhere: PatternIndex[tuple[str, int]]
    joints: PatternIndex[str]
    negation: PatternIndex[None]
    not_negation: PatternIndex[None]
    absence: PatternIndex[None]
    stances: PatternIndex[str]
    facts: PatternIndex[str]
    hedges: PatternIndex[HedgeWords]
    insert: PatternIndex[None]
    evidence: PatternIndex[EvidenceKind]
    evidence_absent: PatternIndex[None]
    silence: PatternIndex[None]
    perceive: PatternIndex[None]
    people: PatternIndex[None]
    show: PatternIndex[None]
    record: PatternIndex[None]
    carry_on: PatternIndex[None]
    pointer: PatternIndex[None]
    blame: PatternIndex[None]
    guilt: PatternIndex[None]
    charge: PatternIndex[None]
    belie: PatternIndex[None]
    deictic: PatternIndex[None]
    accuse: PatternIndex[AccuseWords]
    rebut: PatternIndex[None]
    contradiction: PatternIndex[None]
    own_up: PatternIndex[None]
    observe: PatternIndex[None]
    verify: PatternIndex[None]
    unable: PatternIndex[None]
    impersonal: PatternIndex[None]
    self_report: PatternIndex[None]
    correction: PatternIndex[None]
    recant: PatternIndex[None]
    earlier: PatternIndex[None]
    interrogative: PatternIndex[None]
    unknown: PatternIndex[None]
    turn: PatternIndex[None]
    statement: PatternIndex[None]
    that: PatternIndex[None]
    details: PatternIndex[None]
    wrong: PatternIndex[None]
    unnamed: PatternIndex[None]
    speakers: PatternIndex[SpeakerKind]
    causes: PatternIndex[None]
    brings: PatternIndex[None]
    cause_stops: frozenset[str]
    sites: PatternIndex[None]
    wholes: PatternIndex[None]
    shares: PatternIndex[None]


@cache
def openings(lang: Lang) -> Openings:
    """What the tables of a language share."""
    return Openings()


def _valued(lang: Lang, entries: Iterable[tuple[str, T]]) -> PatternIndex[T]:
    return PatternIndex(((_spaced(lang, form), value) for form, value in entries), openings(lang))


def _plain(lang: Lang, forms: Iterable[str]) -> PatternIndex[None]:
    return _valued(lang, ((f, None) for f in forms))


def _spaced(lang: Lang, form: str) -> str:
    """English words with hyphens are several tokens; Russian and Ukrainian ones are one."""
    return form.replace("-", " ").strip() if lang == "en" else form


def _named(lang: Lang, groups: Iterable[tuple[str, Patterns]]) -> PatternIndex[str]:
    return _valued(lang, ((f, name) for name, forms in groups for f in forms))


# Lists of forms that the lexicon takes from modality.toml, events.toml and numbers.toml under the same name.
SAID = (
    "negation",
    "not_negation",
    "absence",
    "evidence_absent",
    "silence",
    "perceive",
    "people",
    "show",
    "record",
    "carry_on",
    "pointer",
    "blame",
    "guilt",
    "charge",
    "belie",
    "deictic",
    "rebut",
    "contradiction",
    "own_up",
    "observe",
    "verify",
    "unable",
    "impersonal",
    "self_report",
    "correction",
    "recant",
    "earlier",
    "interrogative",
    "unknown",
    "turn",
    "statement",
    "that",
    "insert",
    "details",
    "wrong",
    "unnamed",
)
FRAMED = (
    "veto",
    "light",
    "background",
    "quantity",
    "within",
    "former",
)
COUNTED = (
    "sites",
    "wholes",
    "shares",
)


@cache
def lexicon(lang: Lang) -> Lexicon:
    """The ready lexicon of a language."""
    words, mode = event_words(lang), modality(lang)
    frame, number, reasons = words.frame, numbers(lang), cause_words(lang)
    gated = [
        *(f for t in words.trigger if not t.beside for f in t.forms),
        *mode.silence,
        *mode.evidence_absent,
        *mode.rebut,
        *mode.blame,
        *mode.guilt,
        *mode.belie,
    ]
    return Lexicon(
        lang=lang,
        gate=Gate(_spaced(lang, f) for f in gated),
        triggers=_valued(lang, ((f, Order(n, t)) for n, t in enumerate(words.trigger) for f in t.forms)),
        kinds=_named(lang, ((k.kind, k.forms) for k in words.kind)),
        aerial=frozenset(k.name for k in kinds().values() if k.aerial),
        frame=frame,
        sizes=_named(lang, (("settlement", frame.settlement), ("region", frame.region))),
        elsewhere=_valued(lang, (*((f, (f, GAME)) for f in frame.elsewhere), *((f, (f, TALK)) for f in frame.debate))),
        joints=_named(
            lang,
            (
                ("own", frame.own),
                ("relative", frame.relative),
                ("subordinate", frame.subordinate),
                ("coordinate", frame.coordinate),
                ("", frame.apart),
            ),
        ),
        stances=_named(lang, _stances(mode)),
        facts=_named(lang, (("historical", mode.recall), ("hypothetical", mode.conditional), ("future", mode.future))),
        hedges=_valued(lang, ((f, h) for h in mode.hedge for f in h.forms)),
        evidence=_valued(lang, ((f, e.kind) for e in mode.evidence for f in e.forms)),
        accuse=_valued(lang, ((f, a) for a in mode.accuse for f in a.forms)),
        speakers=_valued(lang, ((f, s.kind) for s in mode.speaker for f in s.forms)),
        causes=_plain(lang, reasons.before),
        brings=_plain(lang, reasons.behind),
        cause_stops=reasons.stops,
        **{name: _plain(lang, getattr(mode, name)) for name in SAID},
        **{name: _plain(lang, getattr(frame, name)) for name in FRAMED},
        **{name: _plain(lang, getattr(number, name)) for name in COUNTED},
    )


def _stances(mode: Modality) -> tuple[tuple[str, Patterns], ...]:
    return (("retract", mode.retraction), ("deny", mode.denial), ("query", mode.query))
