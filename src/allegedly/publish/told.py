"""Claims in the order in which they were told: what timeline, brief and matrix share."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from allegedly.knowledge.anaphora import anaphora
from allegedly.knowledge.identity import key
from allegedly.knowledge.offices import voice_in
from allegedly.model import Assessment, Claim, Conflict, Extraction, Incident, Origin, Report, Silence, glance
from allegedly.model.vocabulary import LANGS, KnownBy, Lang
from allegedly.publish.clock import Clock
from allegedly.publish.tongue import _, spoken

EARLIEST = datetime.min.replace(tzinfo=UTC)
LATEST = datetime.max.replace(tzinfo=UTC)
voices, open_conflicts = glance.voices, glance.open_conflicts  # counted once, when an incident is kept


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the report that carries it."""

    claim: Claim
    report: Report

    @property
    def at(self) -> datetime | None:
        """When it was told: the report's own time, else when the desk first held it."""
        return self.report.published or self.report.first_seen


def day_of(one: Told, clock: Clock) -> str:
    """The day on which it was told; of a report without a date since when it is held, and that it has none."""
    return clock.date(one.at) if one.report.published else undated(one, clock.date(one.at))


def undated(one: Told, at: str) -> str:
    """That a report gives no date, and since when it is held."""
    return _("no date, held since {at}").format(at=at) if one.at else _("no date")


def known_at(report: Report, by: KnownBy) -> datetime | None:
    """When a report's words were known: public by then, or held by this desk (as `assess` has it)."""
    if by == "seen" and report.first_seen:
        return report.first_seen
    if report.version > 1 and report.edited is None and report.first_seen and report.published:
        return max(report.first_seen, report.published)
    return report.edited or report.published or report.first_seen


def known_then(incident: Incident, assessed: Assessment, extractions: Mapping[str, Extraction]) -> int:
    """How many of the incident's reports were known at the moment that the assessment is for."""
    if assessed.as_of is None:
        return len(incident.reports)
    times = [known_at(extractions[r].report, assessed.known_by) for r in incident.reports if r in extractions]
    return sum(at is None or at <= assessed.as_of for at in times)


def told(incident: Incident, extractions: Mapping[str, Extraction]) -> dict[str, Told]:
    """Every claim of the incident by id, in order of telling."""
    wanted = set(incident.claims)
    found = [
        Told(c, held.report)
        for r in incident.reports
        if (held := extractions.get(r))
        for c in held.claims
        if c.id in wanted
    ]
    found.sort(key=lambda t: (t.at or EARLIEST, t.report.id, t.claim.span))
    return {t.claim.id: t for t in found}


def place_names(claims: Mapping[str, Told]) -> dict[str, str]:
    """Names of the places that the claims tell of, by id."""
    return {p.id: p.name for t in claims.values() for p in t.claim.places if p.id and p.name}


def speaker_name(claim: Claim, report: Report) -> str:
    """Who speaks, for showing: the resolved name, the words, or the outlet itself."""
    if claim.speaker and (claim.speaker.name or claim.speaker.text):
        return claim.speaker.name or claim.speaker.text
    return report.source or _("the report itself")


def heard(assessed: Assessment) -> Mapping[str, str]:
    """The shown name of each claim's origin, by claim id."""
    return {c: o.name for o in assessed.origins for c in o.claims}


def shown_names(assessed: Assessment) -> Mapping[str, str]:
    """Each origin's name by key, in the language that is spoken."""
    return names_in(spoken(), assessed)


def names_in(lang: Lang, assessed: Assessment) -> Mapping[str, str]:
    """Each origin's name by key, as the registry has it in the language; outlets and strangers keep their own."""
    return {o.key: voice_in(o.key, o.name, lang) for o in assessed.origins}


def themselves(assessed: Assessment, claims: Mapping[str, "Told"]) -> frozenset[str]:
    """Claims whose origin is whoever the words for the speaker name: it passes on nobody, so nobody else is cited."""
    return frozenset(c for o in assessed.origins for c in o.claims if c in claims and _itself(o, claims[c].claim))


def _itself(origin: Origin, claim: Claim) -> bool:
    if claim.speaker is None or claim.speaker.id is not None:
        return claim.speaker is not None and claim.speaker.id == origin.key
    return not claim.via and origin.kind not in {"outlet", "channel", "media", "unknown"}


def who_says(claim: Claim, report: Report, origins: Mapping[str, str], themselves: Container[str] = ()) -> str:
    """The origin under one name in all reports; where somebody unnamed speaks through it, their words as well."""
    said, origin = speaker_name(claim, report), origins.get(claim.id)
    if not origin or key(said) == key(origin) or claim.id in themselves:
        return origin or said
    if claim.speaker and stand_in(claim.speaker.text):
        return origin
    group = claim.speaker is not None and (claim.speaker.id or "group:").startswith("group:")
    if group and claim.speaker and claim.speaker.text:
        return _("{origin}, citing {words}").format(origin=origin, words=claim.speaker.text)
    return origin


def stand_in(words: str) -> bool:
    """Is it a pronoun, which names nobody to a reader who does not see the text before it?"""
    known = (anaphora(lang) for lang in LANGS)
    return any(words.casefold() in one.person | one.thing | one.many | one.relative for one in known)


def relays(claim: Claim) -> str:
    """Who handed it on, in order, in the words of the text; without pronouns."""
    return ", ".join(v.text for v in claim.via if not stand_in(v.text))


@dataclass(frozen=True, slots=True)
class Quiet:
    """Somebody's silence, told once: since when, by which statements, and what ended it."""

    name: str
    told: tuple[Silence, ...]

    @property
    def first(self) -> Silence:
        """The earliest report of it."""
        return self.told[0]

    @property
    def ended(self) -> Silence | None:
        """The statement of silence that was the first to end; None while one still stands."""
        over = [s for s in self.told if s.until is not None]
        return min(over, key=lambda s: s.until or LATEST) if len(over) == len(self.told) else None


def quiet(assessed: Assessment) -> list[Quiet]:
    """Silences by who keeps them, those that still stand first."""
    by_who: dict[str, list[Silence]] = {}
    for s in sorted(assessed.silences, key=lambda s: (s.since or LATEST, s.report)):
        by_who.setdefault(s.who, []).append(s)
    found = [Quiet(max((s.name or s.who for s in told), key=len), tuple(told)) for told in by_who.values()]
    return sorted(found, key=lambda q: q.ended is not None)


def witnesses(
    ids: Iterable[str], claims: Mapping[str, "Told"], origins: Mapping[str, str], most: int
) -> tuple[list["Told"], int]:
    """The claims of one side that a reader needs, each voice first by its first words; and how many more there are."""
    held = sorted((claims[i] for i in dict.fromkeys(ids) if i in claims), key=lambda t: (t.at or EARLIEST, t.report.id))
    first = {origins.get(t.claim.id, ""): t for t in reversed(held)}
    chosen = sorted(first.values(), key=lambda t: (t.at or EARLIEST, t.report.id))[:most]
    chosen += [t for t in held if t not in chosen][: max(0, most - len(chosen))]
    return chosen, len(held) - len(chosen)


def events_of(assessed: Assessment) -> set[str]:
    """The kinds of happening that its propositions state."""
    return {p.event for p in assessed.propositions if p.event}


def exact(one: Told) -> str:
    """The exact words of a claim on one line; where they are a single word ("it"), the sentence that they stand in."""
    own = " ".join(one.claim.text.split())
    if " " in own:
        return own
    start, end = one.claim.sentence
    return " ".join(one.report.text[start:end].split()) or own


def compared(conflict: Conflict, report: str, text: str) -> str:
    """The sentence of a report that a conflict compared word by word; empty where it compares what claims say."""
    found = next((span for r, span in conflict.spans if r == report), None)
    return " ".join(text[found.start : found.end].split()) if found else ""


def carriers(origin: Origin, extractions: Mapping[str, Extraction]) -> list[str]:
    """Names of the outlets that only repeat an origin, each once, in order."""
    names = (held.report.source or held.report.id for r in origin.carriers if (held := extractions.get(r)))
    return list(dict.fromkeys(names))


def still_silent(assessment: Assessment) -> Sequence[str]:
    """Names of those whose silence has not ended."""
    return [q.name for q in quiet(assessment) if q.ended is None]
