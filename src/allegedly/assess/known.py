"""What is known of an incident at a moment: its claims in order of time, each with whose voice it is.

As of an instant only what was published (or first seen here) by then counts; everything is computed from scratch.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from allegedly.model import Claim, Extraction, Incident, Report, Source
from allegedly.model.moments import undated_last
from allegedly.model.vocabulary import KnownBy, Lang


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim with its report and the instant from which it was public (None: unknown)."""

    claim: Claim
    report: Report
    lang: Lang
    at: datetime | None
    # The relays between speaker and report, nearest to the report first, resolved where the report names them.
    relays: tuple[Source, ...] = ()

    # Position in time, then in the text: asked for in every comparison, so computed once.
    order: tuple[bool, float, str, int, str] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        place = (*undated_last(self.at), self.report.id, self.claim.span.start, self.claim.id)
        object.__setattr__(self, "order", place)


def public(report: Report) -> datetime | None:
    """When these words were public: an edited text from its edit on, else from publication, else when first seen.

    Of a later version whose edit nobody dates it is only known that it was there when this desk first held it.
    """
    if report.version > 1 and report.edited is None and report.first_seen and report.published:
        return max(report.first_seen, report.published)
    return report.edited or report.published or report.first_seen


def seen(report: Report) -> datetime | None:
    """When this desk first held these words; where that is not known, when they were public."""
    return report.first_seen or public(report)


CLOCKS: Mapping[KnownBy, Callable[[Report], datetime | None]] = {"published": public, "seen": seen}


def known(
    incident: Incident,
    extractions: Mapping[str, Extraction],
    as_of: datetime | None,
    by: KnownBy = "published",
) -> tuple[Stated, ...]:
    """The incident's claims known at `as_of` (None: all), in order of time. An undated report is always known."""
    wanted = set(incident.claims)
    found = [
        Stated(claim, one.report, one.lang, public(one.report), _relays(claim, one))
        for one in reports(incident, extractions, as_of, by)
        for claim in one.claims
        if claim.id in wanted
    ]
    return tuple(sorted(found, key=lambda s: s.order))


def _relays(claim: Claim, extraction: Extraction) -> tuple[Source, ...]:
    """The words of each relay with the actor that the report's attributions resolve them to."""
    sources = {a.source.span: a.source for a in extraction.attributions if a.source}
    return tuple(sources.get(w.span, Source(w.text, w.span)) for w in claim.via)


def reports(
    incident: Incident,
    extractions: Mapping[str, Extraction],
    as_of: datetime | None,
    by: KnownBy = "published",
) -> tuple[Extraction, ...]:
    """The incident's reports known at `as_of`, in order of time. A version that a later one replaced stays known.

    `by` names the clock: when they were public, or when this desk first held them.
    """
    held, clock = (extractions[r] for r in incident.reports if r in extractions), CLOCKS[by]
    kept = [e for e in held if as_of is None or (at := clock(e.report)) is None or at <= as_of]
    return tuple(sorted(kept, key=lambda e: (public(e.report) is None, str(public(e.report)), e.report.id)))


def latest(stated: Iterable[Stated]) -> Stated:
    """The last of several claims in order of time."""
    return max(stated, key=lambda s: s.order)
