"""What each page shows, filled from a desk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from fastapi import HTTPException
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from allegedly.model import Assessment, Incident
from allegedly.model.vocabulary import KnownBy, Lang
from allegedly.publish import marks
from allegedly.publish.brief import brief
from allegedly.publish.clock import Clock
from allegedly.publish.desk import Desk
from allegedly.publish.told import open_conflicts, still_silent, told, voices
from allegedly.publish.web import desk_pages, report_page
from allegedly.publish.web.history import history
from allegedly.publish.web.incident_page import IncidentPage, toll_line
from allegedly.publish.web.slider import clock_of, histogram, moment

PAGE = 50  # incidents on one page
SPARK = (104, 24)


@dataclass(frozen=True, slots=True)
class Known:
    """As known at which moment: an instant, or minutes on the slider; by which clock."""

    at: datetime | None = None
    minutes: int | None = None
    by: KnownBy = "published"


@dataclass(frozen=True, slots=True)
class Writing:
    """Whether pages take decisions, and who is taken to decide where a form does not say otherwise."""

    open: bool = False
    by: str = ""


class Pages:
    """Templates filled from a desk."""

    def __init__(self, desk: Desk, clock: Clock, rules: Mapping[str, str], writing: Writing) -> None:
        self.desk, self.clock, self.rules, self.writing = desk, clock, rules, writing
        self.templates = Environment(
            loader=PackageLoader("allegedly.publish.web"), autoescape=True, undefined=StrictUndefined
        )

    def render(self, template: str, here: str, context: Mapping[str, object], status: int = 200) -> HTMLResponse:
        """One page."""
        page = self.templates.get_template(template)
        return HTMLResponse(page.render(here=here, clock=self.clock, writing=self.writing, **context), status)

    def incident(self, key: str) -> Incident:
        """The incident, or 404."""
        try:
            return self.desk.incident(key)
        except KeyError as error:
            raise HTTPException(404, f"No incident has the id {key!r}.") from error

    def now(self, q: str, place: str, status: str, start: int) -> HTMLResponse:
        """The list of incidents."""
        found = list(self.desk.incidents(place=place, status=status, words=q))
        more = f"/?q={q}&place={place}&status={status}&start={start + PAGE}" if len(found) > start + PAGE else ""
        context = {
            "rows": [self._row(i, a) for i, a in found[start : start + PAGE]],
            "tally": self.desk.tally(),
            "filters": {"q": q, "place": place, "status": status},
            "occurrences": marks.OCCURRENCE,
            "page": {"more": more},
        }
        return self.render("now.html", "now", context)

    def _row(self, incident: Incident, assessed: Assessment) -> dict[str, object]:
        held = self.desk.extractions(incident.reports)
        moments = sorted(e.report.published for e in held.values() if e.report.published)
        extent = (moments[-1] - moments[0]).total_seconds() or 1.0 if moments else 1.0
        shares = [(m - moments[0]).total_seconds() / extent for m in moments]
        return {
            "incident": incident,
            "where": " · ".join(x for x in (self.clock.span(incident.start, incident.end), incident.place_name) if x),
            "occurrence": marks.OCCURRENCE[assessed.occurrence],
            "attribution": marks.ATTRIBUTION[assessed.attribution],
            "toll": toll_line(assessed),
            "voices": voices(assessed),
            "conflicts": open_conflicts(assessed),
            "silent": len(still_silent(assessed)),
            "bars": histogram(shares, 24, SPARK),
            "first": self.clock.both(moments[0]) if moments else "no date",
            "last": self.clock.both(moments[-1]) if moments else "no date",
        }

    def one(self, key: str, known: Known, whole: bool, done: str = "", over: str = "") -> HTMLResponse:
        """An incident as known at a moment; `done` is a decision just taken, `over` those that it overrules."""
        incident = self.incident(key)
        held = self.desk.extractions(incident.reports)
        at = self._local(known.at)
        if at is None and known.minutes is not None:
            at = moment(sorted(t for e in held.values() if (t := clock_of(e.report, known.by))), known.minutes)
        assessed = self.desk.assess(incident, at, known.by)
        titles = self._titles(incident)
        page = IncidentPage(incident, assessed, held, titles, self.clock, whole)
        context = {
            **page.context(),
            **history(self.desk.judgements(incident), self.clock, done, over),
            "by_clock": known.by,
            "others": self._others(incident) if self.writing.open else [],
        }
        return self.render("incident.html", "incident", context)

    def _others(self, incident: Incident) -> list[Incident]:
        """Incidents that a person may want to merge this one with: those that may be one with it, then the newest."""
        near = [x for p in self.desk.doubtful() if incident.id in (p.a.id, p.b.id) for x in (p.a, p.b)]
        newest = [i for i, _ in self.desk.incidents(limit=PAGE)]
        return list({i.id: i for i in (*near, *newest) if i.id != incident.id}.values())

    def _local(self, at: datetime | None) -> datetime | None:
        """A time without an offset is read by the clock that the pages print."""
        return at.replace(tzinfo=self.clock.zone) if at is not None and at.tzinfo is None else at

    def changes(self, key: str, since: datetime | None, until: datetime | None, by: KnownBy) -> HTMLResponse:
        """What became different in an incident between two moments."""
        incident = self.incident(key)
        held = self.desk.extractions(incident.reports)
        moments = sorted(t for e in held.values() if (t := clock_of(e.report, by)))
        start, end = self._local(since) or desk_pages.before(moments), self._local(until)
        found = self.desk.changes(incident, start, end, by) if start else ()
        now = self.desk.assess(incident, end, by)
        context = desk_pages.changes(found, now, told(incident, held), self.clock)
        asked = {"since": desk_pages.field(start, self.clock), "until": desk_pages.field(end, self.clock), "by": by}
        return self.render("changes.html", "incident", {"i": incident, "asked": asked, **context})

    def track(self, voice: str, done: str = "", over: str = "") -> HTMLResponse:
        """What became of every voice's statements; of one voice in full, with its letters."""
        rows = [r for r in self.desk.track() if voice in ("", r.origin)]
        if voice and not rows:
            raise HTTPException(404, f"No voice has the key {voice!r}, or it has stated nothing that counts.")
        decided = [j for j in self.desk.decisions() if j.kind == "letter" and (not voice or voice in j.target)]
        titles = {i.id: i.title for i, _ in self.desk.incidents()} if voice else {}
        context = {**desk_pages.track(rows, decided, titles), **history(decided, self.clock, done, over)}
        return self.render("track.html", "track", {"voice": voice, **context})

    def review(self, done: str = "", over: str = "") -> HTMLResponse:
        """Incidents that may be one, and what was decided about such."""
        pairs = [desk_pages.pair(p, self.rules, self.clock) for p in self.desk.doubtful()]
        context = history(self.desk.decisions(), self.clock, done, over)
        return self.render("review.html", "review", {"pairs": pairs, **context})

    def refused(self, detail: str, status: int) -> HTMLResponse:
        """A decision that was not taken, and why."""
        return self.render("refused.html", "refused", {"what": detail}, status)

    def _titles(self, incident: Incident) -> dict[str, str]:
        found = {}
        for b in incident.background:
            try:
                found[b.incident] = self.desk.incident(b.incident).title
            except KeyError:
                continue  # an incident that a later run dissolved; the page shows its id
        return found

    def report(self, key: str) -> HTMLResponse:
        """A report with its spans."""
        found = self.desk.extractions([key]).get(key)
        if found is None:
            raise HTTPException(404, f"No report has the id {key!r}.")
        incidents = self.desk.of_report(key)
        return self.render("report.html", "report", report_page.context(found, incidents, self.rules, self.clock))

    def brief(self, key: str, lang: Lang) -> HTMLResponse:
        """The brief of an incident."""
        incident = self.incident(key)
        held = self.desk.extractions(incident.reports)
        text = brief(incident, self.desk.assess(incident), held, lang, self.clock)
        lines = [line.lstrip("# ") for line in text.splitlines()[2:] if line.strip()]
        return self.render("brief.html", "brief", {"i": incident, "lang": lang, "lines": lines})
