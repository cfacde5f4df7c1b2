"""The matrix as the page shows it: propositions by origins, with signs, exact words, folds, and carriers by name."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from allegedly.knowledge.offices import party_in
from allegedly.model import Cell, Origin, Proposition
from allegedly.model.vocabulary import Stance
from allegedly.publish import layout, marks
from allegedly.publish.decisions import letters
from allegedly.publish.labels import kind_word, label
from allegedly.publish.reasons import reason_text
from allegedly.publish.soft import softened
from allegedly.publish.told import Told, exact, still_silent, voices
from allegedly.publish.tongue import _, quoted, spoken
from allegedly.publish.web.address import Asked
from allegedly.publish.web.links import report_href
from allegedly.publish.web.telling import Teller

FOLDED: tuple[Stance, ...] = ("affirm", "deny", "query", "retract", "no_comment")
WAS = 2  # stances that a voice has left behind, in its cell; earlier ones are counted
WIDE = 10  # columns; more scroll in a box of their own
KEY = (
    marks.AFFIRM,
    marks.HEDGED,
    marks.DENY,
    marks.DENY_RULE,
    marks.QUERY,
    marks.RETRACT,
    marks.NO_COMMENT,
    marks.SILENT,
    marks.HELD_TO,
    marks.MENTIONED,
    marks.NONE_OFFERED,
    marks.OWN_ACT,
    marks.AGAINST,
    marks.IN_FAVOUR,
)


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """The matrix of one assessment, and what of it was asked for."""

    teller: Teller
    asked: Asked
    silent: frozenset[str] = field(init=False)  # names of those whose silence has not ended

    def __post_init__(self) -> None:
        object.__setattr__(self, "silent", frozenset(still_silent(self.teller.assessed)))

    def context(self) -> dict[str, object]:
        """The template's variables."""
        assessed, asked = self.teller.assessed, self.asked
        blocks = layout.blocks(assessed, frozenset(asked.opened), asked.columns == "all")
        shown = [o for b in blocks if not b.folded for o in b.origins]
        folds = [b for b in blocks if b.folded]
        return {
            "count": {
                "rows": len(assessed.matrix.rows),
                "columns": len(assessed.matrix.columns),
                "voices": voices(assessed),
            },
            "heads": self._heads(blocks, len(assessed.matrix.columns)),
            "columns": [c for b in blocks for c in self._columns(b)],
            "carried": [c for b in blocks for o in b.origins if (c := self._column(o, False))["carriers"]],
            "wide": len(shown) + len(folds) > WIDE,
            "foldable": {
                "whole": asked.whole(),
                "again": asked.whole(False),
                "is_whole": asked.columns == "all",
                "folds": len(folds),
            },
            "groups": self._groups(blocks),
            "key": [marks.said(m) for m in KEY],
        }

    def _heads(self, blocks: Sequence[layout.Block], total: int) -> list[dict[str, object]]:
        """The heads over columns: each family, or those in a conflict and all folds together."""
        heads: list[dict[str, object]] = []
        for b in blocks:
            if b.folded:
                continue
            parted = any(x.folded or x.key == "kept" for x in blocks)
            told = _("{n} of {total}").format(n=len(b.origins), total=total) if parted else str(len(b.origins))
            fold = self.asked.folding(b.key) if b.key in self.asked.opened else ""
            heads.append({"name": _(b.name), "count": told, "span": len(b.origins), "fold": fold})
        if folds := [b for b in blocks if b.folded]:
            count = str(sum(len(b.origins) for b in folds))
            heads.append({"name": _("The others, folded by kind"), "count": count, "span": len(folds), "fold": ""})
        return heads

    def _columns(self, block: layout.Block) -> list[dict[str, object]]:
        if not block.folded:
            return [self._column(o, n == 0) for n, o in enumerate(block.origins)]
        names = [self.teller.voices[o.key] for o in block.origins]
        return [
            {
                "fold": self.asked.folding(block.key),
                "name": softened(_(block.name)),
                "count": len(block.origins),
                "names": names,
                "first": True,
            }
        ]

    def _column(self, origin: Origin, first: bool) -> dict[str, object]:
        notes = [kind_word(origin), _party(origin)]
        if not origin.counts:
            notes.append(_("origin unknown, does not count"))
        if origin.letters:
            notes.append(_("reliability {letter}").format(letter=letters(origin)))
        name = self.teller.voices[origin.key]
        return {
            "fold": "",
            "name": softened(name),
            "lang": self.teller.name_lang(origin),
            "key": origin.key,
            "note": "; ".join(n for n in notes if n),
            "silent": marks.said(marks.SILENT) if origin.name in self.silent else None,
            "carriers": self._carriers(origin),
            "first": first,
        }

    def _carriers(self, origin: Origin) -> list[dict[str, object]]:
        """Who only repeats a voice: each outlet's report, at the words that repeat it."""
        at = {t.report.id: t for c in reversed(origin.claims) if (t := self.teller.claims.get(c))}
        found: list[dict[str, object]] = []
        for report in origin.carriers:
            t = at.get(report)
            href = self.teller.href(t) if t else report_href(report)
            if report in self.teller.extractions:
                lang = self.teller.lang(report)
                found.append({"name": self.teller.outlet(report), "href": href, "lang": lang})
        return found

    def _groups(self, blocks: Sequence[layout.Block]) -> list[dict[str, object]]:
        by_row: dict[str, dict[str, Cell]] = {}
        for c in self.teller.assessed.matrix.cells:
            by_row.setdefault(c.proposition, {})[c.origin] = c
        places = self.teller.places
        number = {key: n for n, key in enumerate(self.teller.assessed.matrix.rows)}

        def rows(members: Iterable[Proposition]) -> list[dict[str, object]]:
            return [self._row(p, number[p.key], by_row.get(p.key, {}), blocks, places) for p in members]

        found: list[dict[str, object]] = []
        for g in layout.sections(self.teller.assessed):
            kinds = Counter(p.status for p in g.folded)
            told = [f"{marks.said(marks.OCCURRENCE[s]).word}: {kinds[s]}" for s in layout.STANDING if kinds[s]]
            found.append(
                {
                    "name": _(g.name),
                    "rows": rows(g.rows),
                    "folded": rows(g.folded),
                    "told": " · ".join(told),
                    "contested": sum(p.status == "contested" for p in g.rows),
                }
            )
        return found

    def _row(
        self,
        p: Proposition,
        number: int,
        said: Mapping[str, Cell],
        blocks: Sequence[layout.Block],
        places: Mapping[str, str],
    ) -> dict[str, object]:
        spoken_ = [c.stance for c in said.values()]
        affirmed, denied = spoken_.count("affirm"), spoken_.count("deny")
        parts = [
            _("affirmed by {n}").format(n=affirmed) if affirmed else "",
            _("denied by {n}").format(n=denied) if denied else "",
        ]
        return {
            "id": f"p{number}",
            "label": label(p, places, spoken(), self.teller.claims),
            "status": p.status,
            "mark": marks.said(marks.OCCURRENCE[p.status]),
            "tally": ", ".join(x for x in parts if x) or _("no voice that counts"),
            "credibility": p.credibility,
            "grade": _grade(p),
            "cells": [c for b in blocks for c in self._cells(b, said)],
        }

    def _cells(self, block: layout.Block, said: Mapping[str, Cell]) -> list[dict[str, object]]:
        if not block.folded:
            return [self._cell(said.get(o.key), o, n == 0) for n, o in enumerate(block.origins)]
        cells = [c for o in block.origins if (c := said.get(o.key))]
        more = [(marks.said(marks.of_stance(s)), sum(c.stance == s for c in cells)) for s in FOLDED]
        counted = [{"mark": mark, "count": count} for mark, count in more if count]
        return [{"kind": "fold", "origin": _(block.name), "more": counted, "first": True}]

    def _cell(self, cell: Cell | None, origin: Origin, first: bool) -> dict[str, object]:
        if cell is None:
            return {"kind": "nil", "first": first}
        last = next((self.teller.claims[i] for i in reversed(cell.claims) if i in self.teller.claims), None)
        name = self.teller.voices[origin.key]
        return {
            "kind": "said",
            "first": first,
            "origin": name,
            "stance": cell.stance or "silent",
            "mark": marks.said(marks.of_cell(cell)),
            "was": [{"stance": s, "mark": marks.said(marks.of_stance(s))} for s in cell.was[-WAS:]],
            "earlier": len(cell.was[:-WAS]),
            "figure": cell.figure,
            "notes": _notes(cell, last),
            "href": self.teller.href(last) if last else "#matrix",
            "words": exact(last) if last else "",
            "lang": self.teller.lang(last.report.id) if last else "",
            "who": self._whose(name, last) if last else name,
        }

    def _whose(self, name: str, last: Told) -> str:
        return f"{name} · {last.report.source or last.report.id}, {self.teller.clock.both(last.at)}"


def _party(origin: Origin) -> str:
    return _("party {name}").format(name=party_in(origin.party, spoken())) if origin.party else ""


def _grade(p: Proposition) -> str:
    """The sentence of the rule that gave the grade; the code's own words would read as a verdict."""
    scale = _("Information credibility, 1 to 6 (Admiralty code)")
    rule = next((r for r in reversed(p.reasons) if r.text.startswith(f"{p.credibility}:")), None)
    return f"{scale}. {reason_text(rule, spoken())}" if rule else scale


def _notes(cell: Cell, last: Told | None) -> list[dict[str, str]]:
    """What stands below a cell's sign: hedges in their words, evidence, own act, interest."""
    notes = []
    if cell.hedged and last and last.claim.hedges:
        hedges = ", ".join(quoted(h.text) for h in last.claim.hedges[:2])
        notes.append({"sprite": marks.HELD_TO.sprite, "word": hedges, "lang": last.report.lang or ""})
    for kind in cell.evidence:
        word = _("{kind}, mentioned").format(kind=marks.evidence_word(kind))
        notes.append({"sprite": marks.MENTIONED.sprite, "word": word, "lang": ""})
    if cell.evidence_absent:
        notes.append({"sprite": marks.NONE_OFFERED.sprite, "word": _("none offered"), "lang": ""})
    told = ((marks.OWN_ACT, cell.own_act), (marks.AGAINST, cell.interest == "against"))
    more = (*told, (marks.IN_FAVOUR, cell.interest == "for"))
    notes += [{"sprite": m.sprite, "word": marks.said(m).word, "lang": ""} for m, stands in more if stands]
    return notes
