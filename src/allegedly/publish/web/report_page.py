"""What the report page shows: the text cut at every span's edge, and each claim's frame."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from allegedly.knowledge.offices import party_in, voice_in
from allegedly.model import Claim, Extraction, Incident, Span, Speaker
from allegedly.publish import marks
from allegedly.publish.clock import Clock
from allegedly.publish.excerpt import heading
from allegedly.publish.labels import titled
from allegedly.publish.scales import happening, word
from allegedly.publish.told import speaker_name
from allegedly.publish.tongue import _, spoken
from allegedly.publish.toponyms import own_place
from allegedly.publish.web.links import report_href

LINE = re.compile(r"line (\d+)")  # as readers of files have it


@dataclass(frozen=True, slots=True)
class Role:
    """A span, the style class of its role, and the claim that it belongs to."""

    span: Span
    style: str
    claim: str


def context(
    found: Extraction, incidents: Sequence[Incident], rules: Mapping[str, str], clock: Clock
) -> dict[str, object]:
    """The template's variables for one report."""
    r = found.report
    return {
        "r": r,
        "lang": found.lang,
        "heading": heading(r.title or "", r.text, 120),
        "stands": _stands(r.locator),
        "claimed": clock.both(r.published, r.published_precision),
        "edited": clock.both(r.edited),
        "seen": clock.both(r.first_seen) if r.first_seen else "",
        "edits_href": report_href(r.edits).removeprefix("/report/") if r.edits else "",
        "incidents": [{"id": one.id, "title": titled(one, spoken())} for one in incidents],
        "paragraphs": paragraphs(found),
        "frames": [_frame(n, c, found, rules, clock) for n, c in enumerate(found.claims, 1)],
    }


def _stands(locator: str | None) -> str:
    """Where in its file a report stands; the reader's "line 7" in the language that is spoken."""
    if not locator:
        return _("whole file")
    line = LINE.fullmatch(locator)
    return _("line {n}").format(n=line[1]) if line else locator


def roles(claims: Sequence[Claim]) -> list[Role]:
    """Every span of every claim that the page marks."""
    found = []
    for c in claims:
        found.append(Role(c.span, "ct", c.id))
        if c.speaker and c.speaker.span:
            found.append(Role(c.speaker.span, "sp", c.id))
        if c.cue:
            found.append(Role(c.cue.span, "cu", c.id))
        found += [Role(h.span, "hd", c.id) for h in c.hedges]
        if c.count:
            found.append(Role(c.count.span, "cn", c.id))
    return found


def paragraphs(found: Extraction) -> list[list[dict[str, object]]]:
    """The text as paragraphs of pieces; a piece lies between neighbouring edges, so its roles hold for all of it."""
    text, marked = found.report.text, roles(found.claims)
    opening: dict[int, list[Role]] = {}
    for role in marked:
        opening.setdefault(role.span.start, []).append(role)
    edges = sorted({0, len(text), *(e for r in marked for e in r.span)})
    starts: dict[int, list[dict[str, object]]] = {}
    for number, claim in enumerate(found.claims, 1):
        starts.setdefault(claim.span.start, []).append({"id": claim.id, "number": number})
    whole: list[list[dict[str, object]]] = [[]]
    here: list[Role] = []
    for start, end in pairwise(edges):
        here = [r for r in here if r.span.end > start] + opening.get(start, [])
        for n, part in enumerate(text[start:end].split("\n\n")):
            if n:
                whole.append([])
            whole[-1].append(_piece(part, here, starts.pop(start, []) if n == 0 else []))
    return [p for p in whole if any(str(s["text"]).strip() for s in p)]


def _piece(text: str, here: Sequence[Role], numbers: list[dict[str, object]]) -> dict[str, object]:
    return {
        "text": text,
        "classes": " ".join(sorted({r.style for r in here})),
        "claims": " ".join(sorted({r.claim for r in here})),
        "numbers": numbers,
    }


def _frame(number: int, claim: Claim, found: Extraction, rules: Mapping[str, str], clock: Clock) -> dict[str, object]:
    mark, who = marks.of_claim(claim), _who(claim, found)
    return {
        "id": claim.id,
        "number": number,
        "summary": f"{who} {_(mark.word)}: {happening(claim.event)}",
        "rows": [row for row in _rows(claim, who, clock) if row["value"]],
        "rule": claim.rule,
        "reason": rules.get(claim.rule, ""),
    }


def _who(claim: Claim, found: Extraction) -> str:
    """Who speaks, as the language of the page names them."""
    name = speaker_name(claim, found.report)
    return voice_in(claim.speaker.id, name, spoken()) if claim.speaker and claim.speaker.id else name


def _rows(claim: Claim, who: str, clock: Clock) -> Iterator[dict[str, object]]:
    def row(name: str, value: str = "", note: str = "", words: bool = False, sprite: str = "") -> dict[str, object]:
        return {"name": name, "value": value, "note": note, "words": words, "sprite": sprite}

    speaker, mark = claim.speaker, marks.of_claim(claim)
    if speaker:
        yield row(
            _("speaker"),
            speaker.text,
            _speaker(who, speaker),
            True,
        )
    else:
        yield row(_("speaker"), _("the report itself"))
    yield row(_("via"), " → ".join(v.text for v in claim.via))
    if claim.cue:
        yield row(_("cue"), claim.cue.text, _at(claim.cue.span), True)
    yield row(_("content"), claim.text, _at(claim.span), True)
    yield row(_("stance"), _(mark.word), sprite=mark.sprite)
    for h in claim.hedges:
        yield row(_("hedge"), h.text, f"{word(h.whose)} {_at(h.span)}", True)
    yield row(_("factuality"), word(claim.factuality))
    yield row(_("basis"), word(claim.basis))
    yield row(_("interest"), word(claim.interest))
    yield row(_("event"), happening(claim.event))
    yield row(_("object"), claim.object or "", words=True)
    yield row(_("who acted"), claim.actor or "", words=True)
    yield row(_("cause"), claim.cause or "", words=True)
    if claim.count:
        low, best, high = (
            (_("open") if x is None else x) for x in (claim.count.low, claim.count.best, claim.count.high)
        )
        bounds = _("low {low}, best {best}, high {high}").format(low=low, best=best, high=high)
        yield row(_("count"), claim.count.text, f"{bounds} {claim.count.rule}", True)
    for p in claim.places:
        where = f"{p.lat:.2f}, {p.lon:.2f}" if p.lat is not None and p.lon is not None else _("no coordinates")
        name = own_place(p.id, spoken()) or p.name or _("not in the gazetteer")
        yield row(_("place"), p.text, f"{name}; {word(p.precision)}; {where}", True)
    if claim.when:
        yield row(
            _("when"),
            claim.when.text,
            f"{clock.span(claim.when.start, claim.when.end)}; {word(claim.when.precision)}",
            True,
        )
    for e in claim.evidence:
        yield row(_("evidence"), e.text, _("{kind}, mentioned").format(kind=word(e.kind)), True)


def _at(span: Span) -> str:
    return f"[{span.start}, {span.end}]"


def _speaker(who: str, speaker: Speaker) -> str:
    party = _("party {party}").format(party=party_in(speaker.party, spoken())) if speaker.party else ""
    return "; ".join(x for x in (who, word(speaker.kind), party) if x)
