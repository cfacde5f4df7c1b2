"""A small incident built by hand: an invented town, two offices, a channel, residents; and a desk that holds it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from allegedly.model import (
    Assessment,
    Cell,
    Change,
    Claim,
    Conflict,
    Count,
    Extraction,
    Hedge,
    Incident,
    Judgement,
    Link,
    Matrix,
    Origin,
    Pair,
    Proposition,
    Reason,
    Rejection,
    Report,
    Silence,
    Span,
    Speaker,
    Toll,
    Track,
    Words,
)
from allegedly.model.glance import Glances, Wanted, glance
from allegedly.model.search import Facet, Found, Hit, Sought
from allegedly.model.vocabulary import KnownBy, Stance
from allegedly.publish.desk import ANYTHING
from allegedly.publish.exports.case import Asked, Case, case_of

TEXTS = {
    "wire-1": ("Harbour Wire", "en", "The harbour office of Novoport said no store was hit. It gave no proof."),
    "kanal-1": ("Тихий мол", "ru", "Жители пишут: склад горит, двое пострадавших."),
    "novyny-1": ("Причал новини", "uk", "Портова служба: влучань немає."),
}


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2025, 3, 11, hour, minute, tzinfo=UTC)


def report(name: str, hour: int) -> Report:
    source, lang, text = TEXTS[name]
    return Report(name, text, lang=lang, source=source, published=at(hour), snapshot="ab" * 32, locator="line 1")  # type: ignore[arg-type]


def words(text: str, part: str) -> Words:
    start = text.index(part)
    return Words.at(text, start, start + len(part))


def claim(ident: str, held: Report, part: str, stance: Stance, **more: object) -> Claim:
    content = words(held.text, part)
    plain = Claim(
        ident, held.id, None, content.text, content.span, Span(0, len(held.text)), None, None, (), stance, "asserted",
        (), "unstated", "unknown", "impact", None, None, (), None, (), "test.rule",
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def speaker(held: Report, part: str, name: str) -> Speaker:
    found = words(held.text, part)
    return Speaker(found.text, found.span, None, "official", None, name)


WIRE, KANAL, NOVYNY = report("wire-1", 17), report("kanal-1", 18), report("novyny-1", 19)
CLAIMS = (
    claim("c1", WIRE, "no store was hit", "deny", speaker=speaker(WIRE, "The harbour office", "Harbour office")),
    claim("c2", KANAL, "склад горит", "affirm", event="fire",
          hedges=(Hedge("пишут", words(KANAL.text, "пишут").span),)),
    claim("c3", KANAL, "двое пострадавших", "affirm", event="injured",
          count=Count(2, 2, 2, "двое", words(KANAL.text, "двое").span)),
    claim("c4", NOVYNY, "влучань немає", "deny", speaker=speaker(NOVYNY, "Портова служба", "Harbour office")),
)  # fmt: skip
EXTRACTIONS = {
    r.id: Extraction(r, r.lang or "en", (), tuple(c for c in CLAIMS if c.report == r.id)) for r in (WIRE, KANAL, NOVYNY)
}
INCIDENT = Incident(
    "i-0123",
    "Fire at a store, Novoport",
    tuple(EXTRACTIONS),
    tuple(c.id for c in CLAIMS),
    at(17),
    at(19),
    None,
    "Novoport",
)


def proposition(key: str, event: str, label: str, affirm: tuple[str, ...], deny: tuple[str, ...]) -> Proposition:
    status = "contested" if affirm and deny else "single_origin"
    return Proposition(key, event, None, None, "Novoport", affirm, deny, (), (), (), status, 2, label)  # type: ignore[arg-type]


def cell(row: str, origin: str, stance: Stance, claims: tuple[str, ...], **more: object) -> Cell:
    return replace(Cell(row, origin, stance, False, False, claims), **more)  # type: ignore[arg-type]


def assessment(as_of: datetime | None = None) -> Assessment:
    """By hand, not computed: these tests are about showing, not about assessing."""
    rows = (
        proposition("p1", "impact", "A store in Novoport was hit", ("c2",), ("c1", "c4")),
        proposition("p2", "injured", "People were injured in Novoport", ("c3",), ()),
    )
    cells = (
        cell("p1", "office", "deny", ("c1", "c4"), evidence_absent=True),
        cell("p1", "residents", "affirm", ("c2",), hedged=True, evidence=("witness",)),
        cell("p2", "residents", "affirm", ("c3",), figure="2", was=("query",)),
    )
    origins = (
        Origin("office", "Harbour office", "official", None, ("c1", "c4"), ("novyny-1",), at(17)),
        Origin("residents", "Residents", "witness", None, ("c2", "c3"), (), at(18)),
    )
    return Assessment(
        INCIDENT.id, as_of, "contested", "none", (Toll("injured", 2, 2, 2, "c3", "c3"),), origins, rows,
        (Conflict("polarity", ("c2",), ("c1",), "a fire is affirmed, a hit denied", "conflict.polarity"),),
        (Silence("coastguard", "Coast guard", "novyny-1", "c4", at(19)),),
        Matrix(("p1", "p2"), ("office", "residents"), cells),
        (Reason("occurrence.contested", "One origin affirms it, another denies it.", ("c1", "c2")),),
    )  # fmt: skip


JUDGEMENTS = (
    Judgement("d1", "reject", ("kanal-1",), "O. Editor", at(20), "an old film", undone=at(21), undone_by="P. Editor"),
    Judgement("d2", "letter", ("office",), "O. Editor", at(22), "late but careful", value="B"),
)
TRACKS = [Track("office", "Harbour office", "impact", 3, 1, 0, 1, 0, 1, (("i-0123", "p1"),))]
PAIR = Pair(INCIDENT, replace(INCIDENT, id="i-0456", title="Blast, Novoport"), Link("a", "b", 0.27, "unsure", (), "r"))


class HandLists:
    """Lists of the records above."""

    def glances(self, wanted: Wanted, after: str = "", limit: int = 50, seen: int | None = None) -> Glances:
        fits = wanted.place in "Novoport" and wanted.occurrence in ("", "contested")
        fits = fits and wanted.words.lower() in INCIDENT.title.lower() and not after
        moments = [e.report.published for e in EXTRACTIONS.values() if e.report.published]
        return Glances((replace(glance(INCIDENT, assessment(), moments), seq=1),) if fits else (), int(fits), seq=1)

    def totals(self, wanted: Sequence[Wanted]) -> Sequence[int]:
        return [self.glances(one).total for one in wanted]

    def pulse(self) -> int:
        return 1

    def held(self) -> tuple[int, int]:
        return 3, 1

    def titles(self, incidents: Iterable[str]) -> Mapping[str, str]:
        return {INCIDENT.id: INCIDENT.title}

    def voices(self, start: int = 0, limit: int = 50) -> tuple[Sequence[Track], int]:
        return TRACKS[start : start + limit], 1

    def speakers(self, beginning: str = "", limit: int = 200) -> Sequence[tuple[str, str, int]]:
        return [(one.origin, one.name, one.statements) for one in TRACKS if one.origin.startswith(beginning)]

    def voice(self, key: str) -> Sequence[Track]:
        return [one for one in TRACKS if one.origin == key]

    def doubtful(self, incident: Incident, limit: int = 10) -> Sequence[Pair]:
        return [PAIR]


class HandDesk:
    """A desk over the records above."""

    def __init__(self, texts: Mapping[str, Extraction] = EXTRACTIONS) -> None:
        self.held = dict(texts)

    def incidents(
        self, place: str = "", status: str = "", words: str = "", limit: int = 100
    ) -> Sequence[tuple[Incident, Assessment]]:
        fits = place in "Novoport" and status in ("", "contested") and words.lower() in INCIDENT.title.lower()
        return [(INCIDENT, assessment())] if fits else []

    def incident(self, key: str) -> Incident:
        if not INCIDENT.id.startswith(key):
            raise KeyError(key)
        return INCIDENT

    def assess(self, incident: Incident, as_of: datetime | None = None, known_by: KnownBy = "published") -> Assessment:
        return replace(assessment(as_of), known_by=known_by)

    def changes(
        self, incident: Incident, since: datetime, until: datetime | None = None, known_by: KnownBy = "published"
    ) -> Sequence[Change]:
        return [Change("status", "p1", "single_origin", "contested", ("c1",))] if since < at(18) else []

    def judgements(self, incident: Incident) -> Sequence[Judgement]:
        return JUDGEMENTS

    def decisions(self) -> Sequence[Judgement]:
        return JUDGEMENTS

    def doubtful(self, limit: int = 50, start: int = 0) -> Sequence[Pair]:
        return [PAIR][start:]

    def search(self, words: str, sought: Sought = ANYTHING, start: int = 0, limit: int = 20) -> Found:
        texts = [(e, e.report.text.lower().find(words.lower())) for e in self.held.values()]
        hits = [Hit(e.report, (Span(at, at + len(words)),), e.lang) for e, at in texts if at >= 0]
        return Found(len(hits), tuple(hits[start : start + limit]), (Facet("lang", (("en", len(hits)),)),), len(hits))

    def lists(self) -> HandLists:
        return HandLists()

    def track(self) -> Sequence[Track]:
        return TRACKS

    def cases(self, asked: Asked) -> Iterator[Case]:
        for incident, assessed in self.incidents(asked.place, asked.status, asked.words):
            if not asked.incidents or incident.id in asked.incidents:
                yield case_of(incident, assessed, self.held)

    def extractions(self, reports: Iterable[str]) -> Mapping[str, Extraction]:
        return {r: self.held[r] for r in reports if r in self.held}

    def of_report(self, report: str) -> Sequence[Incident]:
        return [INCIDENT] if report in INCIDENT.reports else []

    def rejections(self) -> Sequence[Rejection]:
        dated = Rejection("a.jsonl:1", "read", "no date is given", part="published")
        return [dated, Rejection("feed.jsonl:3", "read", "not JSON", "mend the line")]

    def tally(self) -> Mapping[str, int]:
        return {"reports": 3, "claims": 4, "incidents": 1, "rejections": 1}
