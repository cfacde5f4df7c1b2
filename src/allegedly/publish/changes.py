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
    heard,
    known_at,
    quiet,
    shown_names,
    speaker_name,
    undated,
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
        told = _brought(one, now, claims, since, by)
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


def _brought(one: Change, now: Assessment, claims: Mapping[str, Told], since: datetime, by: KnownBy) -> Told | None:
    """The first words after the moment that made the difference; if none came after it, the last before it.

    What stands against something else is there when the second side has spoken; a voice that says otherwise, when it
    says so.
    """
    parted = [[t for i in side if (t := claims.get(i))] for side in _sides(one, now, claims)]
    held = [sorted((_moment(t, by), t.claim.id, n) for t in side) for n, side in enumerate(parted)]
    fresh = [first for side in held if (first := next((x for x in side if x[0] > since), None))]
    chosen = max(fresh) if fresh else max((x for side in held for x in side), default=None)
    return claims[chosen[1]] if chosen else None


def _moment(one: Told, by: KnownBy) -> datetime:
    return known_at(one.report, by) or EARLIEST


def _sides(one: Change, now: Assessment, claims: Mapping[str, Told]) -> list[Sequence[str]]:
    """A change's claims: those of each side where two stand against each other, else all that it rests on."""
    if one.kind == "conflict":
        dispute = next((c for c in now.conflicts if {*c.a, *c.b} == set(one.claims)), None)
        return [dispute.a, dispute.b] if dispute else [one.claims]
    said = {i: claims[i].claim.stance for i in one.claims if i in claims}
    if one.kind == "stance":
        return [[i for i, stance in said.items() if stance == one.after] or one.claims]
    if one.kind == "status" and one.after in ("unassessed", "withdrawn"):
        return [[i for i, stance in said.items() if stance in ("deny", "retract")] or one.claims]
    if one.kind != "attribution" and one.after == "contested":
        return [[i for i in said if (said[i] == "deny") is denied] for denied in (True, False)]
    return [one.claims]


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


def changed(moved: Sequence[Moved], now: Assessment, console: Console, clock: Clock) -> None:
    """Each change with what it was and is, and the words that brought it."""
    names = heard(now)
    for one in moved:
        states = " -> ".join(x for x in (one.before, one.after) if x)
        console.print(Text.assemble((f"{one.name}: ", "bold"), one.about, (f"  {states}", "dim")))
        if one.told:
            said, report = one.told.claim, one.told.report
            at = clock.both(one.told.at, report.published_precision)
            when = at if report.published else undated(one.told, at)
            who = names.get(said.id) or speaker_name(said, report)  # one name in every language of reports
            console.print(Text(f'    {when} {who}: "{exact(one.told)}"', style="dim"))
