"""What the incident page shows, worked out before the template: the template holds no logic of the domain."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from allegedly.model import Assessment, Cell, Conflict, Extraction, Incident, Origin, Proposition
from allegedly.model.vocabulary import Stance
from allegedly.publish import layout, marks
from allegedly.publish.clock import Clock
from allegedly.publish.decisions import awaited, letters, standing_of
from allegedly.publish.labels import label
from allegedly.publish.told import (
    Quiet,
    Told,
    carriers,
    compared,
    heard,
    open_conflicts,
    place_names,
    quiet,
    still_silent,
    told,
    voices,
    who_says,
    witnesses,
)
from allegedly.publish.web.links import report_href
from allegedly.publish.web.slider import clock_of, slider

AXES = ("occurrence", "attribution")
WITNESSES = 3  # of a side of a conflict; the rest is counted
MOST_COLUMNS = 8  # more voices than a screen's width holds are folded into one column of counts
FOLDED: tuple[Stance, ...] = ("affirm", "deny", "query", "retract", "no_comment")


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """Everything held about one incident, and the clock to print it by."""

    incident: Incident
    assessed: Assessment
    extractions: Mapping[str, Extraction]
    titles: Mapping[str, str]
    clock: Clock
    whole: bool = False  # every origin its own column
    names: Mapping[str, str] = field(init=False)  # of each claim's origin, as shown

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", heard(self.assessed))

    def context(self) -> dict[str, object]:
        """The template's variables."""
        claims = told(self.incident, self.extractions)
        assessed, incident, clock = self.assessed, self.incident, self.clock
        columns, rest = layout.columns(assessed, len(assessed.matrix.columns) if self.whole else MOST_COLUMNS)
        return {
            "i": incident,
            "where": " · ".join(x for x in (clock.span(incident.start, incident.end), incident.place_name) if x),
            "occurrence": marks.OCCURRENCE[assessed.occurrence],
            "attribution": marks.ATTRIBUTION[assessed.attribution],
            "why": {axis: [r for r in assessed.reasons if r.rule.startswith(axis)] for axis in AXES},
            "toll": toll_line(assessed),
            "voices": voices(assessed),
            "silent": len(still_silent(assessed)),
            "open": open_conflicts(assessed),
            "asof": slider(self._moments(), assessed.as_of, clock),
            "columns": [self._column(o) for o in columns],
            "count": len(assessed.matrix.rows),
            "rest": [o.name for o in rest],
            "whole": self.whole,
            "groups": self._groups(columns, rest, claims),
            "key": KEY,
            "conflicts": [self._conflict(c, claims) for c in assessed.conflicts],
            "silences": [self._silence(q) for q in quiet(assessed)],
            "unheard": [
                {"name": e.name, "says": standing_of(e, clock), "mark": "silent" if e.state == "silent" else ""}
                for e in awaited(assessed)
            ],
            "timeline": self._timeline(claims),
            "tolls": self._tolls(claims),
            "reasons": [
                {"rule": r.rule, "text": r.text, "claims": self._tellings(r.claims, claims)} for r in assessed.reasons
            ],
            "background": [
                {"id": b.incident, "title": self.titles.get(b.incident, b.incident), "outlet": self._outlet(b.report)}
                for b in incident.background
            ],
            "reports": self._reports(),
        }

    def _column(self, origin: Origin) -> dict[str, object]:
        notes = [origin.kind, f"party {origin.party}" if origin.party else ""]
        if not origin.counts:
            notes.append("origin unknown, does not count")
        if origin.letters:
            notes.append(f"reliability {letters(origin)}")
        repeat = carriers(origin, self.extractions)
        note = "; ".join(n for n in notes if n)
        return {"name": origin.name, "key": origin.key, "note": note, "carriers": repeat}

    def _groups(
        self, columns: Sequence[Origin], rest: Sequence[Origin], claims: Mapping[str, Told]
    ) -> list[dict[str, object]]:
        cells = {(c.proposition, c.origin): c for c in self.assessed.matrix.cells}

        places = place_names(claims)

        def rows(members: Iterable[Proposition]) -> list[dict[str, object]]:
            return [
                {
                    **self._row(p, [c for o in (*columns, *rest) if (c := cells.get((p.key, o.key)))], places),
                    "cells": [self._cell(cells.get((p.key, o.key)), o, claims) for o in columns],
                    "more": self._more(layout.folded(cells.values(), p.key, rest)),
                }
                for p in members
            ]

        return [{"name": g.name, "rows": rows(g.rows), "folded": rows(g.folded)} for g in layout.groups(self.assessed)]

    def _more(self, cells: Sequence[Cell]) -> list[dict[str, object]]:
        """How many of the folded origins take each stance."""
        found = [(marks.of_stance(s), sum(c.stance == s for c in cells)) for s in FOLDED]
        return [{"mark": mark, "count": count} for mark, count in found if count]

    def _row(self, p: Proposition, cells: Sequence[Cell], places: Mapping[str, str]) -> dict[str, object]:
        spoken = [c.stance for c in cells]
        affirmed, denied = spoken.count("affirm"), spoken.count("deny")
        parts = [f"affirmed by {affirmed}" if affirmed else "", f"denied by {denied}" if denied else ""]
        return {
            "label": label(p, places),
            "status": p.status,
            "mark": marks.OCCURRENCE[p.status],
            "tally": ", ".join(x for x in parts if x) or "no voice that counts",
        }

    def _cell(self, cell: Cell | None, origin: Origin, claims: Mapping[str, Told]) -> dict[str, object] | None:
        if cell is None:
            return None
        last = next((claims[i] for i in reversed(cell.claims) if i in claims), None)
        notes = [{"sprite": "e_said", "word": f"{kind}, mentioned"} for kind in cell.evidence]
        if cell.evidence_absent:
            notes.append({"sprite": marks.NONE_OFFERED.sprite, "word": "none offered"})
        if cell.own_act:
            notes.append({"sprite": marks.OWN_ACT.sprite, "word": marks.OWN_ACT.word})
        notes += [
            {"sprite": m.sprite, "word": m.word}
            for m, when in ((marks.AGAINST, "against"), (marks.IN_FAVOUR, "for"))
            if cell.interest == when
        ]
        return {
            "origin": origin.name,
            "stance": cell.stance or "silent",
            "mark": marks.of_cell(cell),
            "was": [{"stance": s, "mark": marks.of_stance(s)} for s in cell.was],
            "figure": cell.figure,
            "notes": notes,
            "href": self._claim_href(last) if last else "#matrix",
            "words": " ".join(last.claim.text.split()) if last else "",
            "who": f"{origin.name}, {self.clock.both(last.at)}" if last else origin.name,
        }

    def _conflict(self, c: Conflict, claims: Mapping[str, Told]) -> dict[str, object]:
        return {
            "kind": c.kind,
            "explanation": c.explanation,
            "rule": c.rule,
            "settled": c.settled,
            **{name: self._side(c, side, claims) for name, side in (("a", c.a), ("b", c.b))},
        }

    def _side(self, c: Conflict, side: Iterable[str], claims: Mapping[str, Told]) -> dict[str, object]:
        """The witnesses of one side with the words compared, and how many more there are."""
        shown, more = witnesses(side, claims, self.names, WITNESSES)
        tellings = [
            {**one, "words": compared(c, t.report.id, t.report.text) or one["words"]}
            for t, one in ((t, self._telling(t)) for t in shown)
        ]
        return {"told": tellings, "more": more}

    def _tellings(self, ids: Iterable[str], claims: Mapping[str, Told]) -> list[dict[str, object]]:
        return [self._telling(claims[i]) for i in ids if i in claims]

    def _telling(self, t: Told) -> dict[str, object]:
        return {
            "id": f"t-{t.claim.id}",
            "mark": marks.of_claim(t.claim),
            "who": who_says(t.claim, t.report, self.names),
            "words": " ".join(t.claim.text.split()),
            "lang": self.extractions[t.report.id].lang,
            "href": self._claim_href(t),
            "outlet": t.report.source or t.report.id,
            "at": self.clock.both(t.at),
            "time": self.clock.time(t.at),
            "iso": t.at.isoformat() if t.at else "",
            "via": ", ".join(v.text for v in t.claim.via),
            "evidence": ", ".join(sorted({e.kind for e in t.claim.evidence})),
        }

    def _timeline(self, claims: Mapping[str, Told]) -> list[dict[str, object]]:
        firsts = {ids[0] for c in self.assessed.matrix.cells if (ids := [i for i in c.claims if i in claims])}
        rows, day = [], ""
        for t in (t for i, t in claims.items() if i in firsts):
            today = self.clock.date(t.at)
            rows.append({**self._telling(t), "day": today if today != day else ""})
            day = today
        return rows

    def _silence(self, q: Quiet) -> dict[str, object]:
        return {
            "name": q.name,
            "since": self.clock.both(q.first.since),
            "told": [{"outlet": self._outlet(s.report), "href": report_href(s.report, s.claim)} for s in q.told],
            "until": self.clock.both(q.ended.until) if q.ended else "",
            "ended": f"#t-{q.ended.ended_by}" if q.ended else "",
        }

    def _tolls(self, claims: Mapping[str, Told]) -> list[dict[str, object]]:
        def shown(value: float | int | None) -> str:
            return "" if value is None else str(value)

        return [
            {
                "event": f"{t.event}, about" if t.about else t.event,
                "low": shown(t.low),
                "best": shown(t.best),
                "high": shown(t.high) or "open",
                "rests": self._tellings(dict.fromkeys(c for c in (t.low_claim, t.high_claim) if c), claims),
            }
            for t in self.assessed.toll
        ]

    def _reports(self) -> list[dict[str, object]]:
        held = [e for r in self.incident.reports if (e := self.extractions.get(r))]
        copied = {r for group in self.incident.copies for r in group[1:]}
        rows: list[dict[str, object]] = []
        for e in sorted(held, key=lambda e: (e.report.published is None, str(e.report.published), e.report.id)):
            r = e.report
            how = "forward" if r.forward else "copy" if r.id in copied else ""
            rows.append(
                {
                    "id": r.id,
                    "href": report_href(r.id).removeprefix("/report/"),
                    "lang": e.lang,
                    "title": r.title or " ".join(r.text.split())[:90],
                    "source": r.source or r.id,
                    "at": self.clock.both(r.published, r.published_precision),
                    "how": how,
                }
            )
        return rows

    def _moments(self) -> list[datetime]:
        held = (e for r in self.incident.reports if (e := self.extractions.get(r)))
        return sorted(t for e in held if (t := clock_of(e.report, self.assessed.known_by)))

    def _claim_href(self, t: Told) -> str:
        return report_href(t.report.id, t.claim.id)

    def _outlet(self, report: str) -> str:
        held = self.extractions.get(report)
        return held.report.source or report if held else report


KEY = (
    marks.AFFIRM,
    marks.HEDGED,
    marks.DENY,
    marks.DENY_RULE,
    marks.QUERY,
    marks.RETRACT,
    marks.NO_COMMENT,
    marks.SILENT,
    marks.Mark("", "e_said", "evidence mentioned"),
    marks.NONE_OFFERED,
    marks.OWN_ACT,
    marks.AGAINST,
    marks.IN_FAVOUR,
)


def toll_line(assessed: Assessment) -> str:
    """The toll in one line for a heading: ranges, or that no figure is given."""

    def bounds(low: float | int | None, high: float | int | None) -> str:
        if low == high:
            return str(low)
        return f"{low if low is not None else 'up'} to {high}" if high is not None else f"{low}+"

    given = [
        f"{t.event.capitalize()} {'about ' if t.about else ''}{bounds(t.low, t.high)}"
        for t in assessed.toll
        if (t.low, t.high) != (None, None)
    ]
    return " · ".join(given) or "No figure given"
