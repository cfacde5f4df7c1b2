"""A short sourced text about an incident: every sentence ends in its references, or it is not written.

`compose` gives the sentences with the claims that each rests on; `brief` is the same as text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TypeVar

from allegedly.knowledge.offices import voice_in
from allegedly.knowledge.phrases import Phrases, phrases
from allegedly.model import Assessment, Cell, Conflict, Extraction, Incident, Proposition
from allegedly.model.vocabulary import Lang
from allegedly.publish.clock import Clock
from allegedly.publish.labels import label, titled
from allegedly.publish.layout import slight
from allegedly.publish.told import Told, compared, exact, known_then, names_in, quiet, told, voices, witnesses
from allegedly.publish.tongue import quoted
from allegedly.publish.toponyms import places_in

T = TypeVar("T")
# A brief is read in a minute: what matters most is told, the rest is counted. The incident's page holds all of it.
MOST_ROWS = 8  # beside what is contested
MOST_CONTESTED = 6
MOST_CONFLICTS = 4  # the first of each kind, then as the assessment ranks them
MOST_UPDATES = 3
MOST_SILENCES = 5  # those that still last first
MOST_NAMES = 6  # of one side of a row
MOST_REFERENCES = 4  # of a sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence without its full stop, and the claims that it rests on: one of each report, with its number.

    `mark` says in the brief's language that a person reworded it; the desk's own sentences have none.
    """

    text: str
    rests: tuple[tuple[int, Told], ...]
    paragraph: int
    mark: str = ""

    def __str__(self) -> str:
        return f"{self.text} {''.join(f'[{number}]' for number, _told in self.rests)}{self.end}"

    @property
    def end(self) -> str:
        """What follows the references: whose wording it is, where it is not the desk's, and the full stop."""
        return f" ({self.mark})." if self.mark else "."

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of the claims."""
        return tuple(t.claim.id for _number, t in self.rests)


@dataclass(frozen=True, slots=True)
class Reference:
    """A report that sentences rest on: its number, and who published it when and where."""

    number: int
    report: str
    source: str
    at: str
    url: str

    def __str__(self) -> str:
        return f"[{self.number}] {' · '.join(x for x in (self.source, self.at, self.url or self.report) if x)}"


@dataclass(frozen=True, slots=True)
class Brief:
    """Title, as known when, sentences in paragraphs, references. `listed` is the heading of the references."""

    title: str
    known: str
    sentences: tuple[Sentence, ...]
    references: tuple[Reference, ...]
    listed: str
    lang: Lang

    def __str__(self) -> str:
        lines = [f"# {self.title}", "", self.known, ""]
        for paragraph, group in groupby(self.sentences, lambda s: s.paragraph):
            lines += [*([""] if paragraph else []), *map(str, group)]
        return "\n".join([*lines, "", f"## {self.listed}", "", *map(str, self.references)])


@dataclass(slots=True)
class _Writer:
    """Sentences so far, and the numbers that references got in order of first use."""

    lang: Lang
    words: Phrases
    claims: Mapping[str, Told]
    clock: Clock
    names: Mapping[str, str]
    origin_of: Mapping[str, str]
    places: Mapping[str, str]
    sentences: list[Sentence] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    paragraph: int = 0
    # How many of the incident's reports were known at the moment.
    reports: int = 0
    # Tell all, and count nothing.
    full: bool = False

    def say(self, sentence: str, claims: Iterable[str]) -> None:
        """Write a sentence that rests on claims; without a claim that is held it is left out."""
        first: dict[str, Told] = {}
        for c in claims:
            if c in self.claims:
                first.setdefault(self.claims[c].report.id, self.claims[c])
        rests = [(r, t) for r, t in first.items()][:MOST_REFERENCES]
        if rests:
            numbered = tuple((self.numbers.setdefault(r, len(self.numbers) + 1), t) for r, t in rests)
            self.sentences.append(Sentence(sentence, numbered, self.paragraph))

    def chief(self, rows: Sequence[T], most: int) -> tuple[Sequence[T], Sequence[T]]:
        """The rows that are told, and those that are counted; a single one more is told as well."""
        cut = len(rows) if self.full or len(rows) <= most + 1 else most
        return rows[:cut], rows[cut:]

    def listed(self, names: Sequence[str]) -> str:
        """Names of one side; of many the first, and how many more there are."""
        shown, rest = self.chief(names, MOST_NAMES)
        return ", ".join(shown) + (f" {self.words.more_names.format(n=len(rest))}" if rest else "")

    def gap(self) -> None:
        """Begin a new paragraph, if the last one holds anything."""
        if self.sentences and self.sentences[-1].paragraph == self.paragraph:
            self.paragraph += 1

    def who(self, claim: str) -> str:
        """The name of a claim's origin."""
        return self.names.get(self.origin_of.get(claim, ""), "")

    def references(self, extractions: Mapping[str, Extraction]) -> Iterator[Reference]:
        """One for each report that was referred to."""
        for report_id, number in self.numbers.items():
            r = extractions[report_id].report
            at = self.clock.both(r.published, r.published_precision)
            yield Reference(number, r.id, r.source or "", at, r.url or "")


def brief(
    incident: Incident,
    assessed: Assessment,
    extractions: Mapping[str, Extraction],
    lang: Lang,
    clock: Clock,
    full: bool = False,
) -> str:
    """The brief as plain text (Markdown reads it as well) in `lang`: what is disputed, what stands, harm, silences."""
    return str(compose(incident, assessed, extractions, lang, clock, full))


def compose(
    incident: Incident,
    assessed: Assessment,
    extractions: Mapping[str, Extraction],
    lang: Lang,
    clock: Clock,
    full: bool = False,
) -> Brief:
    """The sentences of the brief in `lang`: what is disputed, what stands, harm, silences; `full` counts nothing."""
    words, held = phrases(lang), told(incident, extractions)
    clock = replace(clock, figures=lang != "en")
    origin_of = {c: o.key for o in assessed.origins for c in o.claims}
    writer = _Writer(lang, words, held, clock, names_in(lang, assessed), origin_of, places_in(lang, held))
    writer.reports, writer.full = known_then(incident, assessed, extractions), full
    _standing(writer, incident, assessed)
    contested, others = _ranked(writer, assessed)
    writer.gap()
    chief, rest = writer.chief(contested, MOST_CONTESTED)
    for proposition in chief:
        _row(writer, assessed, proposition)
    _counted(writer, words.more_contested, [c for p in rest for c in (*p.affirm[:1], *p.deny[:1])], len(rest))
    disputes = _diverse([c for c in assessed.conflicts if not c.settled])
    _conflicts(writer, disputes, MOST_CONFLICTS, words.more_conflicts)
    writer.gap()
    for proposition in others if full else others[:MOST_ROWS]:
        _row(writer, assessed, proposition)
    writer.gap()
    _toll(writer, assessed)
    updates = [c for c in assessed.conflicts if c.settled == "update"]
    _conflicts(writer, updates, MOST_UPDATES, words.more_updates)
    writer.gap()
    _silences(writer, assessed)
    known = words.as_known.format(at=clock.both(assessed.as_of), zone=clock.name) if assessed.as_of else words.now
    references = tuple(writer.references(extractions))
    return Brief(
        titled(incident, lang, writer.places), known, tuple(writer.sentences), references, words.references, lang
    )


def _ranked(writer: _Writer, assessed: Assessment) -> tuple[list[Proposition], list[Proposition]]:
    """What is contested, and what else somebody stands behind; in the matrix's order, most voices first."""
    place = {key: n for n, key in enumerate(assessed.matrix.rows)}
    rows = [p for p in assessed.propositions if p.key in place and not _coarser(writer, p, assessed)]
    rows.sort(key=lambda p: (-len(p.origins), p.credibility, -len(p.affirm), place[p.key]))
    contested = [p for p in rows if p.status == "contested"]
    return contested, [p for p in rows if p.status != "contested" and p.affirm and not slight(p, assessed)]


def _coarser(writer: _Writer, p: Proposition, assessed: Assessment) -> bool:
    """Is it told of a region only, by voices that tell the same of a place in it?"""
    regions = {x.id for t in writer.claims.values() for x in t.claim.places if x.precision in ("region", "country")}
    if p.place not in regions:
        return False
    return any(
        q.event == p.event and q.place not in regions and q.place and set(p.origins) <= set(q.origins)
        for q in assessed.propositions
    )


def _standing(writer: _Writer, incident: Incident, assessed: Assessment) -> None:
    words = writer.words
    supports = [c for p in assessed.propositions for c in (*p.affirm, *p.deny)][:4] or list(incident.claims[:1])
    because = {r.rule.split("_")[0]: r.claims for r in reversed(assessed.reasons)}
    writer.say(words.occurrence[assessed.occurrence], because.get("occurrence") or supports)
    who_did = next((r.claims for r in assessed.reasons if r.rule in ("acknowledges", "accuses") and r.claims), ())
    by = ", ".join(dict.fromkeys(n for c in who_did if (n := writer.who(c))))
    told_by = f": {by}" if by and assessed.attribution in ("self_acknowledged", "alleged") else ""
    writer.say(words.attribution[assessed.attribution] + told_by, who_did or supports)
    speaking = [o for o in assessed.origins if o.counts and o.key in set(assessed.matrix.columns) and o.claims]
    count = words.voices.format(voices=voices(assessed), reports=writer.reports)
    writer.say(count, [o.claims[0] for o in speaking] or supports)


def _row(writer: _Writer, assessed: Assessment, p: Proposition) -> None:
    cells = [c for c in assessed.matrix.cells if c.proposition == p.key]

    def speaking(stance: str) -> str:
        mine = sorted((c for c in cells if c.stance == stance), key=lambda c: (c.by_rule, c.hedged, -len(c.claims)))
        return writer.listed([writer.names.get(c.origin, c.origin) + _manner(c, writer.words) for c in mine])

    affirm, deny = speaking("affirm"), speaking("deny")
    sentence = writer.words.contested if affirm and deny else writer.words.affirmed if affirm else writer.words.denied
    if affirm or deny:
        rests_on = [c.claims[-1] for c in cells if c.stance in {"affirm", "deny"} and c.claims]
        about = label(p, writer.places, writer.lang, writer.claims)
        writer.say(sentence.format(label=about, affirm=affirm, deny=deny), rests_on)


def _manner(cell: Cell, words: Phrases) -> str:
    return words.by_rule if cell.by_rule else words.hedged if cell.hedged else ""


def _counted(writer: _Writer, form: str, claims: Iterable[str], n: int) -> None:
    """How many more there are, with the first claims that they rest on."""
    if n:
        writer.say(form.format(n=n), claims)


def _diverse(found: Sequence[Conflict]) -> list[Conflict]:
    """The worst conflict of each kind first, then the others in order: figures are not lost behind denials."""
    first = {c.kind: c for c in reversed(found)}
    return sorted(found, key=lambda c: first[c.kind] is not c)


def _conflicts(writer: _Writer, found: Sequence[Conflict], most: int, more: str) -> None:
    """Disputes and revisions, each in the exact words of one witness a side; the rest is counted."""
    telling = [c for c in found if _held(writer, c.a) and _held(writer, c.b)]
    chief, rest = writer.chief(telling, most)
    for c in chief:
        (a, *_), _ = witnesses(c.a, writer.claims, writer.origin_of, 1)
        (b, *_), _ = witnesses(c.b, writer.claims, writer.origin_of, 1)
        names = {"who_a": writer.who(a.claim.id), "who_b": writer.who(b.claim.id)}
        same = names["who_a"] == names["who_b"]
        update = writer.words.update if same else writer.words.update_between
        form = update if c.settled else writer.words.conflict
        sides = {"a": _words(c, a, writer.lang), "b": _words(c, b, writer.lang)}
        writer.say(form.format(kind=writer.words.conflicts[c.kind], **names, **sides), (a.claim.id, b.claim.id))
    _counted(writer, more, [side[0] for c in rest for side in (c.a, c.b)], len(rest))


def _held(writer: _Writer, side: Iterable[str]) -> bool:
    return any(c in writer.claims for c in side)


def _words(c: Conflict, one: Told, lang: Lang) -> str:
    """The exact words of a claim, or the sentence that was compared, quoted."""
    return quoted(compared(c, one.report.id, one.report.text) or exact(one), lang)


def _toll(writer: _Writer, assessed: Assessment) -> None:
    for t in assessed.toll:
        if t.low_claim or t.high_claim:
            words, about = writer.words, f"{writer.words.about} " if t.about else ""
            form = words.toll_open if t.high is None else words.toll_one if t.low == t.high else words.toll
            sentence = form.format(event=words.events[t.event], low=f"{about}{t.low}", high=f"{about}{t.high}")
            writer.say(sentence, [c for c in (t.low_claim, t.high_claim) if c])


def _silences(writer: _Writer, assessed: Assessment) -> None:
    """Each silence once: from its first telling to what ended it; the rest is counted."""
    chief, rest = writer.chief(quiet(assessed), MOST_SILENCES)
    for q in chief:
        over = q.ended
        form = writer.words.silence_ended if over else writer.words.silent
        at, until = writer.clock.both(q.first.since), writer.clock.both(over.until if over else None)
        rests = [s.claim for s in q.told if s.claim]
        who = writer.names.get(q.first.who) or voice_in(q.first.who, q.name, writer.lang)
        writer.say(
            form.format(who=who, at=at, until=until),
            [*rests[:2], *([over.ended_by] if over and over.ended_by else [])],
        )
    _counted(writer, writer.words.more_silences, [s.claim for q in rest for s in q.told if s.claim], len(rest))
