"""Claims in the order in which they were told: what timeline, brief and matrix share."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from allegedly.model import Assessment, Claim, Extraction, Incident, Origin, Report

EARLIEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the report that carries it."""

    claim: Claim
    report: Report

    @property
    def at(self) -> datetime | None:
        """When it was told: the report's own time, else when the desk first held it."""
        return self.report.published or self.report.first_seen


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
    return report.source or "the report itself"


def carriers(origin: Origin, extractions: Mapping[str, Extraction]) -> list[str]:
    """Names of the outlets that only repeat an origin, each once, in order."""
    names = (held.report.source or held.report.id for r in origin.carriers if (held := extractions.get(r)))
    return list(dict.fromkeys(names))


def first_words(ids: Iterable[str], claims: Mapping[str, Told]) -> Told | None:
    """The earliest of some claims that is held."""
    found = [claims[i] for i in ids if i in claims]
    return min(found, key=lambda t: (t.at or EARLIEST, t.claim.id), default=None)


def still_silent(assessment: Assessment) -> Sequence[str]:
    """Names of those whose silence has not ended."""
    return list(dict.fromkeys(s.name or s.who for s in assessment.silences if s.until is None))


def open_conflicts(assessment: Assessment) -> int:
    """How many conflicts nothing has settled."""
    return sum(not c.settled for c in assessment.conflicts)
