"""What changed in an incident: each difference with the words that brought it, for terminal and page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.console import Console
from rich.text import Text

from allegedly.knowledge.offices import voice_in
from allegedly.knowledge.phrases import phrases
from allegedly.knowledge.reasons import settled_words
from allegedly.model import Assessment, Change
from allegedly.model.vocabulary import KnownBy
from allegedly.publish import marks
from allegedly.publish.clock import Clock
from allegedly.publish.labels import harm, label
from allegedly.publish.reasons import reason_text
from allegedly.publish.told import (
    EARLIEST,
    Told,
    exact,
    first_words,
    heard,
    known_at,
    place_names,
    quiet,
    shown_names,
    speaker_name,
)
from allegedly.publish.tongue import _, later, spoken
from allegedly.publish.toponyms import places_in, relocated

WORDS = {
    "occurrence": later("Did it happen"),
    "attribution": later("Who did it"),
    "toll": later("Toll"),
    "conflict": later("Conflict"),
    "stance": later("Said otherwise"),
    "proposition": later("New"),
    "status": later("Standing"),
    "credibility": later("Credibility"),
    "voice": later("New voice"),
    "silence": later("Silence"),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One change as it is shown: what kind, of whom or what, from what to what, and the first words that brought it."""

    kind: str
    about: str
    moved: str
    told: Told | None


@dataclass(frozen=True, slots=True)
class Moved:
    """One change in the language that is spoken: of whom or what, from what to what, and the words that brought it.

    `sprite` is the sign of what holds now, `row` the proposition's key, `at` when those words were known.
    """

    kind: str
    name: str
    about: str
    before: str
    after: str
    sprite: str
    row: str
    told: Told | None
    at: datetime | None


def moves(
    found: Sequence[Change], now: Assessment, claims: Mapping[str, Told], since: datetime, by: KnownBy = "published"
) -> list[Moved]:
    """Each change in words; `now` is the assessment that the changes lead to, `since` the moment they count from."""
    voices = shown_names(now)
    places = places_in(spoken(), claims)
    rows = {p.key: label(p, places, spoken()) for p in now.propositions}
    named = {**{q.first.who: voice_in(q.first.who, q.name, spoken()) for q in quiet(now)}, **voices, **rows}
    disputes = {
        frozenset((*c.a, *c.b)): reason_text(relocated(c, claims, places), spoken(), voices) for c in now.conflicts
    }
    moved = []
    for one in found:
        told = _brought(one, claims, since, by)
        about = _about(one, named, disputes)
        whose = f"{voices.get(one.origin, one.origin)}: " if one.origin else ""
        moved.append(
            Moved(
                one.kind,
                _(WORDS[one.kind]),
                whose + about,
                _state(one.kind, one.before),
                "" if one.kind == "voice" else _state(one.kind, one.after),
                _sprite(one),
                one.about if one.about in rows else "",
                told,
                known_at(told.report, by) if told else None,
            )
        )
    return moved


def _brought(one: Change, claims: Mapping[str, Told], since: datetime, by: KnownBy) -> Told | None:
    """The first of a change's claims that came after the moment; if none did, the last before it."""
    held = [(known_at(t.report, by) or EARLIEST, i, t) for i in one.claims if (t := claims.get(i))]
    fresh = [x for x in held if x[0] > since]
    chosen = min(fresh, key=lambda x: x[:2]) if fresh else max(held, key=lambda x: x[:2], default=None)
    return chosen[2] if chosen else None


def _about(one: Change, named: Mapping[str, str], disputes: Mapping[frozenset[str], str]) -> str:
    """Of whom or what a change tells; nothing where it is the incident's own grade."""
    if one.kind in ("occurrence", "attribution"):
        return ""
    if one.kind == "toll":
        return harm(one.about)
    if one.kind == "conflict":
        told = disputes.get(frozenset(one.claims))
        return told or phrases(spoken()).conflicts.get(one.about, one.about)
    return named.get(one.about, one.about)


def _state(kind: str, value: str | None) -> str:
    """What was or is, in words."""
    if not value:
        return ""
    if kind == "toll":
        return _("{n} or more").format(n=value.removesuffix(" or more")) if value.endswith(" or more") else value
    if kind == "conflict":
        return _("unsettled") if value == "open" else settled_words(value, spoken())
    if kind == "silence":
        return marks.said(marks.SILENT).word if value == "silent" else _("has ended")
    mark = _mark(kind, value)
    return marks.said(mark).word if mark else value


def _mark(kind: str, value: str) -> marks.Mark | None:
    tables: Mapping[str, Iterable[tuple[str, marks.Mark]]] = {
        "occurrence": marks.OCCURRENCE.items(),
        "status": marks.OCCURRENCE.items(),
        "proposition": marks.OCCURRENCE.items(),
        "attribution": marks.ATTRIBUTION.items(),
        "stance": marks.STANCES.items(),
    }
    return next((mark for name, mark in tables.get(kind, ()) if name == value), None)


def _sprite(one: Change) -> str:
    """The sign of what holds now."""
    others = {"toll": "update", "silence": "silent", "voice": "new", "proposition": "new", "credibility": "update"}
    if one.kind == "conflict":
        return "o_contested" if one.after == "open" else "update"
    mark = _mark(one.kind, one.after or "")
    return others.get(one.kind) or (mark.sprite if mark else "update")


def shown(found: Sequence[Change], now: Assessment, claims: Mapping[str, Told]) -> list[Difference]:
    """Each change in words; `now` is the assessment that the changes lead to."""
    places, voices = place_names(claims), {o.key: o.name for o in now.origins}
    names = {p.key: label(p, places) for p in now.propositions} | voices
    silent = {s.who: s.name for s in now.silences}
    rows = []
    for one in found:
        about = names.get(one.about) or silent.get(one.about) or ("" if one.about == now.incident else one.about)
        who = f"{voices.get(one.origin, one.origin)}: " if one.origin else ""
        moved = " -> ".join(x.replace("_", " ") for x in (one.before, one.after) if x and x != about)
        rows.append(Difference(WORDS[one.kind], f"{who}{about}", moved, first_words(one.claims, claims)))
    return rows


def changed(
    found: Sequence[Change], now: Assessment, claims: Mapping[str, Told], console: Console, clock: Clock
) -> None:
    """Each change with what it was and is, and the first words that brought it."""
    voices = heard(now)
    for one in shown(found, now, claims):
        console.print(Text.assemble((f"{one.kind}: ", "bold"), one.about, (f"  {one.moved}", "dim")))
        if one.told:
            at, said = clock.both(one.told.at, one.told.report.published_precision), one.told.claim
            who = voices.get(said.id) or speaker_name(said, one.told.report)  # one name in every language of reports
            console.print(Text(f'    {at} {who}: "{exact(one.told)}"', style="dim"))
