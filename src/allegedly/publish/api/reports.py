"""Claims and reports for programs: lists, one report with all that was read out of it, its versions, its provenance."""

from dataclasses import replace
from functools import partial
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType

from allegedly.model import Extraction, Provenance, Report
from allegedly.model.listing import ClaimLine, ClaimsWanted, ReportLine, ReportsWanted
from allegedly.model.vocabulary import Event, Lang, Stance
from allegedly.publish.api.answers import Answer, Refused
from allegedly.publish.api.cursors import Whole
from allegedly.publish.api.listed import After, Limit, List, Moment, Words
from allegedly.publish.api.route import Call, Route
from allegedly.publish.origin import shown_origin


class ClaimsAsked(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The list of claims."""

    event: Annotated[Event | UnsetType, Meta(description="A kind of happening.")] = UNSET
    stance: Annotated[Stance | UnsetType, Meta(description="What the speaker says of it.")] = UNSET
    speaker: Annotated[Words, Meta(description="Part of a speaker's name or words, or an id.")] = ""
    place: Annotated[Words, Meta(description="Part of a place's name in any language, or its id.")] = ""
    since: Annotated[Moment | UnsetType, Meta(description="It is said to have happened not earlier.")] = UNSET
    until: Annotated[Moment | UnsetType, Meta(description="It is said to have happened earlier.")] = UNSET
    limit: Limit = 50
    cursor: After = ""


class ReportsAsked(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The list of reports."""

    q: Annotated[Words, Meta(description='Words in any form; "in quotes" as they stand; -word not at all.')] = ""
    source: Annotated[Words, Meta(description="The outlet, as its reports name it.")] = ""
    lang: Annotated[Lang | UnsetType, Meta(description="The language that most of it is in.")] = UNSET
    since: Annotated[Moment | UnsetType, Meta(description="Published not earlier.")] = UNSET
    until: Annotated[Moment | UnsetType, Meta(description="Published earlier.")] = UNSET
    limit: Limit = 50
    cursor: After = ""


class Claims(Struct, frozen=True):
    """Claims, the newest happening first, the undated ones last."""

    items: tuple[ClaimLine, ...]
    next: str | None


class Reports(Struct, frozen=True):
    """Reports, the last that came in first."""

    items: tuple[ReportLine, ...]
    next: str | None


class ReportFull(Struct, frozen=True):
    """A report, all that was read out of it, and the ids of its incidents."""

    extraction: Extraction
    incidents: tuple[str, ...]


class Versions(Struct, frozen=True):
    """All versions of a report that are held, the oldest first."""

    items: tuple[Report, ...]


def _claims(call: Call) -> Answer:
    q: ClaimsAsked = call.query
    wanted = ClaimsWanted(q.event or "", q.stance or "", q.speaker, q.place, q.since or None, q.until or None)
    return List("claims", partial(call.pages.claims, wanted), Claims, tuple[Whole | None, Whole]).answer(call)


def _reports(call: Call) -> Answer:
    q: ReportsAsked = call.query
    wanted = ReportsWanted(q.q, q.source, q.lang or "", q.since or None, q.until or None)
    return List("reports", partial(call.pages.reports, wanted), Reports, tuple[Whole]).answer(call)


def _report(call: Call) -> Answer:
    key, desk = call.path["report"], call.desk
    found = desk.extractions([key]).get(key)
    if found is None:
        raise _absent(key)
    return Answer(ReportFull(found, tuple(one.id for one in desk.of_report(key))))


def _versions(call: Call) -> Answer:
    return Answer(Versions(_way(call).versions))


def _provenance(call: Call) -> Answer:
    way = _way(call)
    shown = tuple(replace(one, origin=shown_origin(one.origin)) for one in way.custody)
    return Answer(replace(way, custody=shown))


def _way(call: Call) -> Provenance:
    key = call.path["report"]
    try:
        return call.records.provenance(key)
    except KeyError as error:
        raise _absent(key) from error


def _absent(key: str) -> Refused:
    return Refused(404, f"No report has the id {key!r}.")


EXAMPLE = "/reports/tg77-12"
ROUTES = (
    Route(
        "/claims", "listClaims", "Claims, the newest happening first.", _claims, Claims, ClaimsAsked, needs="pages",
        example="/claims?event=killed&stance=deny",
    ),
    Route(
        "/reports", "listReports", "Reports, the last that came in first.", _reports, Reports, ReportsAsked,
        needs="pages", example="/reports?lang=uk&limit=5",
    ),
    Route(
        "/reports/{report:path}/versions", "listReportVersions", "Versions of a report.", _versions, Versions,
        needs="records", example=f"{EXAMPLE}/versions",
    ),
    Route(
        "/reports/{report:path}/provenance", "getReportProvenance",
        "Where a report came from and what vouches for it, checked as it is asked for.", _provenance, Provenance,
        needs="records", example=f"{EXAMPLE}/provenance",
    ),
    Route(
        "/reports/{report:path}", "getReport", "One report with all that was read out of it.", _report, ReportFull,
        example=EXAMPLE,
    ),
)  # fmt: skip
