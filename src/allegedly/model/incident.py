"""Which claims concern one happening, and what they are worth together.

All of it is a pure function of (claims, judgements, rules): thrown away and computed again, it is the same to the byte.
"""

from dataclasses import dataclass
from datetime import datetime

from allegedly.model.span import Span
from allegedly.model.vocabulary import (
    Attributed,
    ConflictKind,
    Credibility,
    Event,
    Heard,
    Interest,
    KnownBy,
    Occurrence,
    PlacePrecision,
    Reliability,
    Stance,
    Verdict,
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a result is as it is: the rule (looked up in the methodology page), its sentence, the claims it rests on."""

    rule: str
    text: str
    claims: tuple[str, ...] = ()
    # What stands in the sentence beside the rule's own words, by name, so that it can be told in other languages.
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """The recorded comparison of two reports (`level` "report") or claims: a score, its parts, a verdict, the rule."""

    a: str
    b: str
    score: float
    verdict: Verdict
    features: tuple[tuple[str, float], ...] = ()
    rule: str = ""
    level: str = "report"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided. Dated, signed, reversible; `kind` is one of `vocabulary.DECISIONS`.

    `target` are ids: of incidents, reports, items (`REPORT#N`) or origins. `held` are the items that each target meant
    when it was decided (`REPORT#0` is a report's first), so that a decision still finds its reports after the desk has
    read or linked them anew; `incidents` are those that it was made on. `value` is a source's letter,
    `topic` the kind of happening that it is for (empty: any).
    """

    id: str
    kind: str
    target: tuple[str, ...]
    by: str
    at: datetime
    reason: str = ""
    undone: datetime | None = None
    value: str = ""
    topic: str = ""
    held: tuple[tuple[str, ...], ...] = ()
    incidents: tuple[str, ...] = ()
    undone_by: str = ""
    undone_reason: str = ""
    # What each target was called then, for showing: an incident's title, a voice's name.
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Background:
    """`report` belongs to another incident and recalls `incident`."""

    report: str
    incident: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """The claims that concern one happening. `parts` are the places it fell apart into (one attack, several towns)."""

    id: str
    title: str
    reports: tuple[str, ...]
    claims: tuple[str, ...]
    start: datetime | None
    end: datetime | None
    place: str | None
    place_name: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision | None = None
    parts: tuple[str, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()
    background: tuple[Background, ...] = ()


@dataclass(frozen=True, slots=True)
class Linking:
    """What link gives: the incidents and every comparison that decided them."""

    incidents: tuple[Incident, ...]
    links: tuple[Link, ...]
    copies: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """The one voice that corroboration counts. `carriers` are the reports that only repeat it.

    `counts` is false where the origin is unknown: an unknown voice is never an independent one.
    """

    key: str
    name: str
    kind: str
    party: str | None
    claims: tuple[str, ...]
    carriers: tuple[str, ...]
    first: datetime | None = None
    counts: bool = True
    # What persons judged the source to be worth, by kind of happening ("" is any); F where nobody has judged.
    letters: tuple[tuple[str, Reliability], ...] = ()


@dataclass(frozen=True, slots=True)
class Track:
    """What became of an origin's statements on one kind of happening: counts, never a score.

    A statement is one origin's stand on one proposition. It may be contradicted and acknowledged at once; `left` are
    those that nothing further happened to. `propositions` are (incident, proposition) pairs.
    """

    origin: str
    name: str
    topic: Event | None
    statements: int
    contradicted: int
    acknowledged: int
    retracted: int
    updated: int
    left: int
    propositions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Proposition:
    """What several claims affirm or deny, in no language."""

    key: str
    event: Event | None
    object: str | None
    value: float | int | str | None
    place: str | None
    affirm: tuple[str, ...]
    deny: tuple[str, ...]
    query: tuple[str, ...]
    retract: tuple[str, ...]
    origins: tuple[str, ...]
    status: Occurrence
    credibility: Credibility
    label: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two groups of claims that cannot both hold as stated. `settled` says why it is none (update, part of a whole).

    `spans` are the words compared, by report, where they are more than the claims' own (aligned sentences).
    """

    kind: ConflictKind
    a: tuple[str, ...]
    b: tuple[str, ...]
    explanation: str
    rule: str
    settled: str = ""
    spans: tuple[tuple[str, Span], ...] = ()
    # What the explanation names, so that it can be told in other languages: `event`, `place`, `x` and `y` (what is
    # compared), `a` and `b` (voices, each with its `a_key` or `b_key`), `a_more` (how many more). Names may repeat.
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Watch:
    """When a source was watched, and whether its collection was healthy; `source` is the name that reports bear."""

    source: str
    start: datetime
    end: datetime
    healthy: bool = True


@dataclass(frozen=True, slots=True)
class Expected:
    """Somebody whose word such an incident lets one expect, and whether it came; `why` names the rule.

    `state`: `heard`; `silent` only where what it publishes was watched without a gap up to `until`; else `unheard`,
    which says no more than that nothing of it is in what was given. `gaps` are stretches in which nobody watched.
    """

    who: str
    name: str
    why: str
    state: Heard
    since: datetime | None
    until: datetime | None = None
    claim: str | None = None
    gaps: tuple[tuple[datetime, datetime], ...] = ()


@dataclass(frozen=True, slots=True)
class Silence:
    """Who is said, or seen, to have said nothing; `until` is when that ended, by which claim."""

    who: str
    name: str
    report: str
    claim: str | None
    since: datetime | None
    until: datetime | None = None
    ended_by: str | None = None


@dataclass(frozen=True, slots=True)
class Toll:
    """Range of reports for one kind of harm; each bound names the claim that it rests on. `best` may be empty."""

    event: Event
    low: float | int | None
    best: float | int | None
    high: float | int | None
    low_claim: str | None = None
    high_claim: str | None = None
    # At least one of the figures is told only roughly ("about a hundred").
    about: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One origin on one proposition. `claims` are in order of time; the last one stands, `was` is what it replaced."""

    proposition: str
    origin: str
    stance: Stance | None
    by_rule: bool
    hedged: bool
    claims: tuple[str, ...]
    was: tuple[Stance, ...] = ()
    evidence: tuple[str, ...] = ()
    evidence_absent: bool = False
    interest: Interest = "unknown"
    figure: str = ""
    # The origin's side tells of an act of its own, in at least one of the claims.
    own_act: bool = False


@dataclass(frozen=True, slots=True)
class Matrix:
    """Propositions (rows) by origins (columns)."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """An incident as known at one moment (`as_of` None: all that is held). Three axes, each with its reasons."""

    incident: str
    as_of: datetime | None
    occurrence: Occurrence
    attribution: Attributed
    toll: tuple[Toll, ...]
    origins: tuple[Origin, ...]
    propositions: tuple[Proposition, ...]
    conflicts: tuple[Conflict, ...]
    silences: tuple[Silence, ...]
    matrix: Matrix
    reasons: tuple[Reason, ...] = ()
    # By which clock `as_of` is: when reports were public, or when this desk first held them.
    known_by: KnownBy = "published"
    expected: tuple[Expected, ...] = ()
    # How many publishers' reports state anything of it, copies of one text counted once; 0: none is named.
    publishers: int = 0
