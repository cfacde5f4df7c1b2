"""Incidents for programs: the list, one of them as known at a moment, and what is told of it."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from allegedly.model import Assessment, Cell, Change, Incident, Notice, Origin, Proposition
from allegedly.model.glance import Glance, Order, Wanted
from allegedly.model.listing import ClaimLine
from allegedly.model.vocabulary import Attributed, Event, KnownBy, Lang, Occurrence
from allegedly.publish.api import cursors
from allegedly.publish.api.answers import JSON, Answer, Refused
from allegedly.publish.api.cursors import Whole
from allegedly.publish.api.listed import After, Limit, List, ListAsked, Moment, Words, in_order, links
from allegedly.publish.api.route import Call, Route
from allegedly.publish.brief import Brief, compose

Place = Annotated[str, Meta(pattern=r"^-?[0-9]{1,18}(~-?[0-9]{1,18})*$")]  # a mark of the list at a glance
PLAIN, MARKDOWN = "text/plain; charset=utf-8", "text/markdown; charset=utf-8"
At = Annotated[Moment | UnsetType, Meta(description="As known at this moment; left out: all that is held.")]
By = Annotated[
    KnownBy, Meta(description="By which clock: when reports were published, or when this desk first held them.")
]


class Filters(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which incidents a list or a feed shows."""

    q: Annotated[Words, Meta(description='Words of a report, in any form; "in quotes" as they stand; -word not.')] = ""
    place: Annotated[Words, Meta(description="Part of a place's name in any language, or its id.")] = ""
    status: Annotated[Occurrence | UnsetType, Meta(description="Did it happen.")] = UNSET
    attribution: Annotated[Attributed | UnsetType, Meta(description="Who did it.")] = UNSET
    event: Annotated[Event | UnsetType, Meta(description="A kind of happening that is stated.")] = UNSET
    since: Annotated[Moment | UnsetType, Meta(description="Its newest report is not older.")] = UNSET
    until: Annotated[Moment | UnsetType, Meta(description="Its newest report is older.")] = UNSET
    conflicts: Annotated[Literal["open"] | UnsetType, Meta(description="Only with a conflict that is open.")] = UNSET
    silences: Annotated[Literal["open"] | UnsetType, Meta(description="Only where somebody is still silent.")] = UNSET


class IncidentsAsked(Filters, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The list of incidents."""

    order: Annotated[Order, Meta(description="What comes first: new reports, most contested, most voices.")] = "newest"
    limit: Limit = 50
    cursor: After = ""


class Known(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """As known at which moment."""

    at: At = UNSET
    by: By = "published"


class Between(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Two moments."""

    since: Annotated[Moment, Meta(description="What became different after this moment.")]
    until: Annotated[Moment | UnsetType, Meta(description="Up to this moment; left out: all that is held.")] = UNSET
    by: By = "published"


class BriefAsked(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A brief in a language and a form."""

    lang: Annotated[Lang, Meta(description="Language of the brief.")] = "en"
    format: Annotated[Literal["json", "md", "text"], Meta(description="Its form.")] = "json"
    full: Annotated[
        Literal["0", "1"], Meta(description="1: every sentence; 0: the worst first, and the rest counted.")
    ] = "0"
    at: At = UNSET
    by: By = "published"


class Incidents(Struct, frozen=True):
    """Incidents at a glance, the newest report first. `total` match in all."""

    items: tuple[Glance, ...]
    total: int
    next: str | None


class IncidentClaims(Struct, frozen=True):
    """Claims of an incident, in the order in which they were told."""

    items: tuple[ClaimLine, ...]
    next: str | None


class IncidentFull(Struct, frozen=True):
    """An incident with its assessment as known at the moment that was asked for."""

    incident: Incident
    assessment: Assessment


class IncidentMatrix(Struct, frozen=True):
    """Propositions (rows) by origins (columns), in order; a cell is what one origin says of one proposition."""

    incident: str
    as_of: datetime | None
    known_by: KnownBy
    rows: tuple[Proposition, ...]
    columns: tuple[Origin, ...]
    cells: tuple[Cell, ...]


class IncidentChanges(Struct, frozen=True):
    """What became different in an incident after `since`, up to `until` (null: all that is held)."""

    incident: str
    since: datetime
    until: datetime | None
    known_by: KnownBy
    changes: tuple[Change, ...]


class IncidentNews(Struct, frozen=True):
    """What became of an incident at this desk."""

    items: tuple[Notice, ...]


class BriefReference(Struct, frozen=True):
    """The report that a number stands for."""

    number: int
    report: str
    source: str
    at: str
    url: str


class BriefSentence(Struct, frozen=True):
    """A sentence, the claims that it rests on, the numbers of their reports, and its paragraph (from 0)."""

    text: str
    claims: tuple[str, ...]
    references: tuple[int, ...]
    paragraph: int


class IncidentBrief(Struct, frozen=True):
    """A brief; every sentence has its references."""

    incident: str
    lang: Lang
    title: str
    known: str
    sentences: tuple[BriefSentence, ...]
    references: tuple[BriefReference, ...]


def wanted(asked: Filters) -> Wanted:
    """Filters of an address as the desk takes them."""
    return Wanted(
        words=asked.q,
        place=asked.place,
        occurrence=asked.status or "",
        attribution=asked.attribution or "",
        event=asked.event or "",
        since=asked.since or None,
        until=asked.until or None,
        disputed=asked.conflicts == "open",
        silent=asked.silences == "open",
    )


def incident(call: Call) -> Incident:
    """The incident that an address names. Raises Refused."""
    key = call.path["incident"]
    try:
        return call.desk.incident(key)
    except KeyError as error:
        raise Refused(404, f"No incident has the id {key!r}, or several begin with it.") from error


def _incidents(call: Call) -> Answer:
    asked: IncidentsAsked = call.query
    of = ("incidents", msgspec.structs.replace(asked, limit=1, cursor=""))
    mark = cursors.read(of, asked.cursor, tuple[Place])
    sought = replace(wanted(asked), order=asked.order)
    try:
        found = call.desk.lists().glances(sought, str(mark[0]) if mark else "", asked.limit)
    except ValueError as error:
        raise cursors.refused() from error
    more = cursors.written(of, (found.more,)) if found.more else None
    return Answer(Incidents(found.rows, found.total, more), links=links(call, more))


def _incident(call: Call) -> Answer:
    one, asked = incident(call), call.query
    return Answer(IncidentFull(one, call.desk.assess(one, asked.at or None, asked.by)))


def _claims(call: Call) -> Answer:
    one = incident(call)
    page = partial(call.pages.claims_of, one.id)
    return List(one.id, page, IncidentClaims, tuple[Whole, str, Whole]).answer(call)


def _matrix(call: Call) -> Answer:
    one, asked = incident(call), call.query
    found = call.desk.assess(one, asked.at or None, asked.by)
    rows, columns = {p.key: p for p in found.propositions}, {o.key: o for o in found.origins}
    return Answer(
        IncidentMatrix(
            one.id,
            found.as_of,
            asked.by,
            tuple(rows[key] for key in found.matrix.rows if key in rows),
            tuple(columns[key] for key in found.matrix.columns if key in columns),
            found.matrix.cells,
        )
    )


def _changes(call: Call) -> Answer:
    one, asked = incident(call), call.query
    until = asked.until or None
    in_order(asked.since, until)
    found = call.desk.changes(one, asked.since, until, asked.by)
    return Answer(IncidentChanges(one.id, asked.since, until, asked.by, tuple(found)))


def _brief(call: Call) -> Answer:
    one, asked, desk = incident(call), call.query, call.desk
    assessed = desk.assess(one, asked.at or None, asked.by)
    made = compose(one, assessed, desk.extractions(one.reports), asked.lang, call.given.clock, asked.full == "1")
    if asked.format == "json":
        return Answer(_told(one.id, made))
    if asked.format == "text":
        return Answer("\n".join(line.lstrip("# ") for line in str(made).splitlines()) + "\n", PLAIN)
    return Answer(f"{made}\n", MARKDOWN)


def _told(incident: str, made: Brief) -> IncidentBrief:
    sentences = (BriefSentence(s.text, s.claims, tuple(n for n, _ in s.rests), s.paragraph) for s in made.sentences)
    references = (BriefReference(r.number, r.report, r.source, r.at, r.url) for r in made.references)
    return IncidentBrief(incident, made.lang, made.title, made.known, tuple(sentences), tuple(references))


def _news(call: Call) -> Answer:
    one = incident(call)
    return Answer(IncidentNews(tuple(call.pages.notices_of(one.id))))


AS_KNOWN = "With `at` (and `by`) it is computed from what was known at that moment."
ROUTES = (
    Route(
        "/incidents", "listIncidents", "Incidents at a glance, the one with the newest report first.", _incidents,
        Incidents, IncidentsAsked, example="/incidents?status=contested&limit=5",
    ),
    Route(
        "/incidents/{incident}", "getIncident", "One incident with its assessment.", _incident, IncidentFull, Known,
        example="/incidents/largest?at=2024-01-04T18:00:00Z", more=AS_KNOWN,
    ),
    Route(
        "/incidents/{incident}/claims", "listIncidentClaims", "Claims of an incident, in order of telling.", _claims,
        IncidentClaims, ListAsked, needs="pages", example="/incidents/largest/claims?limit=10",
    ),
    Route(
        "/incidents/{incident}/matrix", "getIncidentMatrix", "Who says what: propositions by origins.", _matrix,
        IncidentMatrix, Known, example="/incidents/largest/matrix", more=AS_KNOWN,
    ),
    Route(
        "/incidents/{incident}/changes", "listIncidentChanges", "What became different between two moments.",
        _changes, IncidentChanges, Between, example="/incidents/largest/changes?since=2024-01-04T18:00:00Z",
    ),
    Route(
        "/incidents/{incident}/brief", "getIncidentBrief", "A short text in which every sentence has its references.",
        _brief, IncidentBrief, BriefAsked, media=(JSON, MARKDOWN, PLAIN),
        example="/incidents/largest/brief?lang=uk&format=md",
    ),
    Route(
        "/incidents/{incident}/notices", "listIncidentNotices", "What became of it at this desk, the newest first.",
        _news, IncidentNews, needs="pages", example="/incidents/largest/notices",
    ),
)  # fmt: skip
