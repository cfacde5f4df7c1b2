"""Who says what: attributions (of language) and claims (of happenings).

The fields are those of the exchange contract in `docs/contract.md`, so a record is its own export.
"""

from dataclasses import dataclass
from datetime import datetime

from allegedly.model.span import Span, Words
from allegedly.model.vocabulary import (
    Act,
    Basis,
    Event,
    EvidenceKind,
    Factuality,
    Interest,
    PlacePrecision,
    SpeakerKind,
    Stance,
    TimePrecision,
)


@dataclass(frozen=True, slots=True)
class Source:
    """Whom words are attributed to. `id` and `name` are the resolved actor, where one is known."""

    text: str
    span: Span
    id: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody says, thinks, asks, wants or shows something, of any topic.

    `content` lists the pieces in text order, without source and cue. `inside` is the id of the
    attribution whose content or source phrase encloses this one. After PARC (Pareti 2015): source, cue, content.
    """

    id: str
    report: str
    content: tuple[Span, ...]
    source: Source | None
    cue: Words | None
    inside: str | None
    act: Act
    stance: Stance
    rule: str
    # What the cue says of the act itself: how firm it is (its hedge), and how the source knows.
    hedge: Words | None = None
    basis: Basis = "unstated"


@dataclass(frozen=True, slots=True)
class Speaker:
    """The party nearest the event that asserts it. `span` is null where the platform, not the text, names it."""

    text: str
    span: Span | None
    id: str | None
    kind: SpeakerKind
    party: str | None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words that weaken a claim, and whose they are: the speaker's own, or the outlet's about the speaker."""

    text: str
    span: Span
    whose: str = "speaker"


@dataclass(frozen=True, slots=True)
class Count:
    """How many: bounds as the words give them (None is open), and the words. `rule` names a word rule, if any."""

    low: float | int | None
    best: float | int | None
    high: float | int | None
    text: str
    span: Span
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the report's words and in the gazetteer. Degrees are WGS 84; `precision` is never finer than known."""

    text: str
    span: Span
    id: str | None
    name: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    country: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A time in the report's words, and the half-open interval of aware instants that it covers."""

    text: str
    span: Span
    start: datetime | None
    end: datetime | None
    precision: TimePrecision


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is said to show the claim; words of the report."""

    kind: EvidenceKind
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Claim:
    """One happening stated in one report: one speaker, one event, one stance.

    Never edited, never merged. `via` lists the relays between the speaker and the report, nearest to the
    report first. `actor` and `cause` are words of the text. `rule` names what found it.
    """

    id: str
    report: str
    attribution: str | None
    text: str
    span: Span
    sentence: Span
    speaker: Speaker | None
    cue: Words | None
    via: tuple[Words, ...]
    stance: Stance
    factuality: Factuality
    hedges: tuple[Hedge, ...]
    basis: Basis
    interest: Interest
    event: Event | None
    object: str | None
    count: Count | None
    places: tuple[Place, ...]
    when: When | None
    evidence: tuple[Evidence, ...]
    rule: str
    actor: str | None = None
    cause: str | None = None
    # The kind of thing the object is, in no language ("missile", "drone", "building", "person", ...); from events.toml.
    kind: str | None = None
    # The predicate that the event was read from.
    trigger: Words | None = None
    # Where learnt weights took it: what spoke for it, in words.
    because: tuple[str, ...] = ()
