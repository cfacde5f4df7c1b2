"""What the incident page shows, worked out before the template: the template holds no logic of the domain."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from allegedly.knowledge.phrases import phrases
from allegedly.model import Assessment, Conflict, Incident, Proposition, Reason
from allegedly.publish import labels, layout, marks
from allegedly.publish.decisions import awaited, standing_of
from allegedly.publish.excerpt import heading
from allegedly.publish.reasons import headline, reason_text, settled_text
from allegedly.publish.told import (
    Quiet,
    compared,
    day_of,
    events_of,
    open_conflicts,
    place_names,
    quiet,
    still_silent,
    voices,
    witnesses,
)
from allegedly.publish.tongue import _, n_, spoken
from allegedly.publish.toponyms import own_place, place_called, relocated
from allegedly.publish.web.address import Asked, then
from allegedly.publish.web.links import report_href
from allegedly.publish.web.matrix_page import MatrixPage
from allegedly.publish.web.slider import slider
from allegedly.publish.web.spots import listed
from allegedly.publish.web.telling import Teller

AXES = ("occurrence", "attribution")
WITNESSES = 3  # of a side of a conflict; the rest is counted
SIDINGS = 8  # pairs of voices; the rest unfolds
DISPUTES = 2  # conflicts told in a line each at the top of the page
IN_FULL = 8  # conflicts with the words of both sides, where there are many
IN_LINES = 100  # further ones, told in a line each
LAST = datetime.max.replace(tzinfo=UTC)
MOST = 60  # lines of a long list on the page; the rest unfolds by a link
WHY = 5  # claims below a reason; the rest is counted
ROWS_WHY = 3  # claims below the reason of a row


def toll_line(assessed: Assessment) -> str:
    """The toll in one line for a heading: ranges, or that no figure is given."""
    return labels.toll_line(assessed)


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """Everything held about one incident, and what of it was asked for."""

    incident: Incident
    teller: Teller
    titles: Mapping[str, str]
    asked: Asked
    rules: Mapping[str, str]
    moments: Sequence[datetime]  # when its reports were known, in order, later ones than those shown too

    def context(self) -> dict[str, object]:
        """The template's variables."""
        assessed, incident, clock = self.teller.assessed, self.incident, self.teller.clock
        return {
            "i": incident,
            "title": labels.titled(incident, spoken(), self.teller.places),
            "asked": self.asked,
            "then": then(assessed.as_of, self.asked.by),
            "until": then(assessed.as_of, self.asked.by, "until"),
            "where": " · ".join(x for x in (clock.span(incident.start, incident.end), self._place()) if x),
            "parts": [self._local(name) for name in incident.parts],
            "axes": self._axes(),
            "tally": self._tally(),
            "asof": slider(self.moments, assessed.as_of, clock),
            **MatrixPage(self.teller, self.asked).context(),
            **self._conflicts(),
            "disputes": self._disputes(),
            "sidings": self._sidings(),
            "silences": [self._silence(q) for q in quiet(assessed)],
            "unheard": [
                {
                    "name": self.teller.called(e.who, e.name),
                    "says": standing_of(e, clock),
                    "why": reason_text(e, spoken()),
                    "mark": "silent" if e.state == "silent" else "",
                }
                for e in awaited(assessed)
            ],
            **self._timeline(),
            "tolls": self._tolls(),
            "reasons": self._reasons(assessed.reasons, WHY),
            "graded": self._graded(),
            "background": [
                {"id": b.incident, "title": self.titles.get(b.incident, b.incident), "outlet": self._outlet(b.report)}
                for b in incident.background
            ],
            "places": listed(self.teller),
            **self._reports(),
        }

    def _place(self) -> str:
        """Where it happened, in the language that is spoken."""
        known = self.teller.places.get(self.incident.place or "") or own_place(self.incident.place, spoken())
        return known or self.incident.place_name or ""

    def _local(self, name: str) -> str:
        """A place's name in the language that is spoken, by the gazetteer's own."""
        ids = (key for key, own in place_names(self.teller.claims).items() if own == name)
        return next((self.teller.places[key] for key in ids), "") or place_called(name, spoken()) or name

    def _axes(self) -> list[dict[str, object]]:
        """Did it happen, who did it: each with its sign and the sentences that it rests on."""
        assessed, lang = self.teller.assessed, spoken()
        found: list[dict[str, object]] = []
        axes = (
            (_("Occurrence: did it happen"), marks.OCCURRENCE[assessed.occurrence], AXES[0]),
            (_("Attribution: who did it"), marks.ATTRIBUTION[assessed.attribution], AXES[1]),
        )
        for name, mark, axis in axes:
            # Who did it rests on whatever stands behind the first reason, which is the occurrence's.
            mine = [r for r in assessed.reasons if r.rule.startswith("occurrence") == (axis == AXES[0])]
            why = [reason_text(r, lang, self.teller.voices) for r in mine]
            if not why and axis == AXES[1]:
                why = [f"{phrases(lang).attribution[assessed.attribution]}."]
            whose = dict.fromkeys(self.teller.names[c] for r in mine for c in r.claims if c in self.teller.names)
            who = list(whose)
            more = n_("and {n} more voice", "and {n} more voices", len(who) - 3).format(n=len(who) - 3)
            told = ", ".join(who[:3]) + (f" {more}" if len(who) > 3 else "")
            found.append({"name": name, "mark": marks.said(mark), "why": why, "voices": told})
        return found

    def _tally(self) -> dict[str, object]:
        assessed = self.teller.assessed
        rests = [c for t in assessed.toll for c in (t.low_claim, t.high_claim) if c]
        giving = dict.fromkeys(self.teller.names[c] for c in rests if c in self.teller.names)
        return {
            "toll": labels.toll_figures(assessed) or [_("No figure given")],
            "giving": ", ".join(giving),
            "voices": voices(assessed),
            "publishers": assessed.publishers,
            "reports": len(self.teller.extractions),
            "conflicts": open_conflicts(assessed),
            "silent": len(still_silent(assessed)),
            "uncounted": labels.uncounted(events_of(assessed), voices(assessed)),
        }

    def _conflicts(self) -> dict[str, object]:
        """Conflicts that stand before what settled; of many the first in full, the others in a line each."""
        ordered = sorted(self.teller.assessed.conflicts, key=lambda c: bool(c.settled))
        whole = len(ordered) if self.asked.rows == "all" or len(ordered) <= IN_FULL + 2 else IN_FULL
        rest = [
            {"text": self._told(c), "settled": settled_text(c, spoken()) if c.settled else "", "sprite": _sprite(c)}
            for c in ordered[whole : whole + IN_LINES]
        ]
        held = len(ordered) - sum(1 for c in ordered if c.settled)
        return {
            "conflicts": [{"id": f"c{n}", **self._conflict(c)} for n, c in enumerate(ordered[:whole])],
            "conflicts_more": rest,
            "conflicts_held": {"all": len(ordered), "open": held, "rest": len(ordered) - whole},
        }

    def _disputes(self) -> dict[str, object]:
        """The worst open conflicts in a line each, of different kinds where there are such; and how many more."""
        open_ = [c for c in self.teller.assessed.conflicts if not c.settled]
        first = {c.kind: n for n, c in reversed(list(enumerate(open_)))}
        chosen = sorted(range(len(open_)), key=lambda n: (first[open_[n].kind] != n, n))[:DISPUTES]
        words, lang = phrases(spoken()).conflicts, spoken()
        lines = [
            {
                "kind": words.get(open_[n].kind, open_[n].kind),
                "text": (told := self._told(open_[n])),
                "lang": "en" if lang != "en" and told.casefold() == open_[n].explanation.casefold() else "",
                "href": f"#c{n}" if n < IN_FULL else "#conflicts",
            }
            for n in chosen
        ]
        return {"lines": lines, "rest": len(open_) - len(lines)}

    def _told(self, c: Conflict) -> str:
        return headline(relocated(c, self.teller.claims, self.teller.places), spoken(), self.teller.voices)

    def _conflict(self, c: Conflict) -> dict[str, object]:
        lang = spoken()
        told = self._told(c)
        why = reason_text(Reason(c.rule, self.rules.get(c.rule, "")), lang)
        return {
            "kind": phrases(lang).conflicts.get(c.kind, c.kind),
            "explanation": told,
            "lang": "en" if lang != "en" and told.casefold() == c.explanation.casefold() else "",
            "rule": c.rule,
            "why": why,
            "why_lang": "en" if lang != "en" and why and why == self.rules.get(c.rule) else "",
            "settled": settled_text(c, lang) if c.settled else "",
            **{name: self._side(c, side) for name, side in (("a", c.a), ("b", c.b))},
        }

    def _side(self, c: Conflict, side: Iterable[str]) -> dict[str, object]:
        """The witnesses of one side with the words compared, and how many more there are."""
        shown, more = witnesses(side, self.teller.claims, self.teller.names, WITNESSES)
        tellings = [
            {**one, "words": compared(c, t.report.id, t.report.text) or one["words"]}
            for t, one in ((t, self.teller.telling(t)) for t in shown)
        ]
        return {"told": tellings, "more": n_("and {n} more", "and {n} more", more).format(n=more) if more else ""}

    def _sidings(self) -> dict[str, list[dict[str, object]]]:
        """Who sides with whom: pairs of voices with the rows on which they agree and contradict each other."""
        rows = self._labels()
        number = {key: f"p{n}" for n, key in enumerate(self.teller.assessed.matrix.rows)}

        def told(keys: tuple[str, ...]) -> list[dict[str, str]]:
            return [{"href": f"#{number[k]}", "label": rows[k]} for k in keys if k in number]

        found: list[dict[str, object]] = [
            {
                "a": self.teller.voices[s.a.key],
                "b": self.teller.voices[s.b.key],
                "together": told(s.together),
                "against": told(s.against),
            }
            for s in layout.sidings(self.teller.assessed)[:MOST]
        ]
        return {"shown": found[:SIDINGS], "more": found[SIDINGS:]}

    def _labels(self) -> dict[str, str]:
        return {
            p.key: labels.label(p, self.teller.places, spoken(), self.teller.claims)
            for p in self.teller.assessed.propositions
        }

    def _timeline(self) -> dict[str, object]:
        claims = self.teller.claims
        firsts = {i for c in self.teller.assessed.matrix.cells for i in c.claims[:1] if i in claims}
        rows, day = [], ""
        told = [t for i, t in claims.items() if i in firsts]
        for t in told if self.asked.rows == "all" else told[:MOST]:
            today = day_of(t, self.teller.clock)
            rows.append({**self.teller.telling(t), "day": today if today != day else ""})
            day = today
        return {"timeline": rows, "told_count": len(told)}

    def _silence(self, q: Quiet) -> dict[str, object]:
        return {
            "name": self.teller.called(q.first.who, q.name),
            "since": self.teller.clock.both(q.first.since),
            "told": [{"outlet": self._outlet(s.report), "href": report_href(s.report, s.claim)} for s in q.told],
            "until": self.teller.clock.both(q.ended.until) if q.ended else "",
            "ended": self._words_of(q.ended.ended_by) if q.ended else "",
        }

    def _words_of(self, claim: str | None) -> str:
        """The address of a claim's words, if it is held."""
        return self.teller.href(self.teller.claims[claim]) if claim and claim in self.teller.claims else "#timeline"

    def _tolls(self) -> list[dict[str, object]]:
        def shown(value: float | int | None) -> str:
            return "" if value is None else str(value)

        return [
            {
                "event": _("{harm}, about").format(harm=labels.harm(t.event)) if t.about else labels.harm(t.event),
                "low": shown(t.low),
                "best": shown(t.best) or "–",
                "high": shown(t.high) or _("open"),
                "rests": self.teller.tellings(dict.fromkeys(c for c in (t.low_claim, t.high_claim) if c)),
            }
            for t in self.teller.assessed.toll
        ]

    def _reasons(self, found: Iterable[Reason], most: int) -> list[dict[str, object]]:
        """Rules with their sentences and the claims that they rest on."""
        lang = spoken()
        rows: list[dict[str, object]] = []
        for r in found:
            text = reason_text(r, lang, self.teller.voices)
            rest = len(r.claims) - most
            rows.append(
                {
                    "rule": r.rule,
                    "text": text,
                    "lang": "en" if lang != "en" and text == r.text else "",
                    "claims": self.teller.tellings(r.claims[:most]),
                    "more": n_("and {n} more claim", "and {n} more claims", rest).format(n=rest) if rest > 0 else "",
                }
            )
        return rows

    def _graded(self) -> list[dict[str, object]]:
        """Each row's standing and grade, contested rows first, with the rules behind them."""
        rows, number = self._labels(), {key: n for n, key in enumerate(self.teller.assessed.matrix.rows)}
        held = [p for p in self.teller.assessed.propositions if p.key in number]
        held.sort(key=lambda p: (layout.STANDING.index(p.status), number[p.key]))
        return [self._grade(p, rows[p.key], number[p.key]) for p in held[: None if self.asked.rows == "all" else MOST]]

    def _grade(self, p: Proposition, label: str, number: int) -> dict[str, object]:
        return {
            "id": f"why-p{number}",
            "row": f"p{number}",
            "label": label,
            "mark": marks.said(marks.OCCURRENCE[p.status]),
            "credibility": p.credibility,
            "reasons": self._reasons(p.reasons, ROWS_WHY),
        }

    def _reports(self) -> dict[str, object]:
        extractions, clock = self.teller.extractions, self.teller.clock
        held = [e for r in self.incident.reports if (e := extractions.get(r))]
        copied = {r for group in self.incident.copies for r in group[1:]}
        held.sort(key=lambda e: (e.report.published is None, e.report.published or LAST, e.report.id))
        rows: list[dict[str, object]] = []
        for e in held if self.asked.rows == "all" else held[:MOST]:
            r = e.report
            rows.append(
                {
                    "id": r.id,
                    "href": report_href(r.id).removeprefix("/report/"),
                    "lang": e.lang,
                    "title": heading(r.title or "", r.text),
                    "source": r.source or r.id,
                    "at": clock.both(r.published, r.published_precision),
                    "how": _("forward") if r.forward else _("copy") if r.id in copied else "",
                }
            )
        return {"reports": rows, "held": len(held)}

    def _outlet(self, report: str) -> str:
        return self.teller.outlet(report)


def _sprite(c: Conflict) -> str:
    return "update" if c.settled else "o_contested"
