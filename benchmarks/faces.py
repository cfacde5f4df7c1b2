"""Desks for measuring pages: incidents of twenty reports each, made by code, linked and assessed without a search.

Invented names throughout. What a report says is put together from a town, a kind of happening, a figure and a speaker;
each incident has some who deny, some figures that differ, and copies of one text; a third of the reports go on in
Russian, which is looked for by dictionary forms. There are fifty kinds of incident, which
differ in words, town and voices; those of one kind differ in time, and their assessment is worked out once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

import msgspec

from allegedly.assess import assess
from allegedly.desk.listing import stated
from allegedly.knowledge.identity import skeleton
from allegedly.model import (
    Assessment,
    Claim,
    Count,
    Done,
    Extraction,
    Incident,
    Link,
    Linking,
    Place,
    Report,
    Span,
    Speaker,
    Terms,
    Words,
)
from allegedly.model.vocabulary import Event, Stance
from allegedly.store import Store

START = datetime(2031, 1, 1, tzinfo=UTC)
REPORTS = 20  # an incident
KINDS = 50
OFFICES, OUTLETS = 300, 150
VOICES = 10  # that speak in one incident, of all offices
EVENTS: tuple[Event, ...] = ("explosion", "fire", "impact", "attack", "interception", "damage")
WORDS = ("harbour", "depot", "bridge", "station", "warehouse", "school", "market", "quay", "tower", "mill")
FOREIGN, FORMS = "Пожаром повреждены склады в порту.", ("пожар", "повредить", "склад", "порт")
GROUP = 100  # incidents in one transaction


def make(path: Path, reports: int) -> Store:
    """The desk at `path`, made if it is not there; so many reports, one incident for each twenty."""
    if path.exists():
        return Store.open(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.unlink(missing_ok=True)
    store = Store.open(half, create=True)
    store.writer().linked(Linking((), ()), [], "00" * 16, 1)
    count = reports // REPORTS
    for start in range(0, count, GROUP):
        _fill(store, range(start, min(start + GROUP, count)))
    store.writer().index()
    store.compact()
    store.close()
    half.rename(path)
    return Store.open(path)


def _fill(store: Store, numbers: range) -> None:
    held = [[*told(number)] for number in numbers]
    store.writer().extracted((Done(e.report, e) for group in held for e in group), "extract", 1)
    assessed = [happening(n, group) for n, group in zip(numbers, held, strict=True)]
    by_id = {e.report.id: e for group in held for e in group}
    with store.writer().blocks() as blocks:
        blocks.write(assessed, [])
        blocks.state(stated(assessed, by_id.__getitem__))
        blocks.place((r, r, one.id, one.id, 0) for one, _ in assessed for r in one.reports)
        blocks.add(links(numbers))


def links(numbers: range) -> Iterator[Link]:
    """Each incident has a pair of reports that linking was sure of; every tenth may be one with the next."""
    for n in numbers:
        yield Link(f"r{n}-0", f"r{n}-1", 0.9, "same", (("place", 1.0), ("words", 0.8)), "near")
        if n % 10 == 1:
            yield Link(f"r{n - 1}-0", f"r{n}-0", 0.3 + n % 7 / 100, "unsure", (("place", 0.5),), "between")


def happening(number: int, held: Sequence[Extraction]) -> tuple[Incident, Assessment]:
    """An incident of these reports, with what it rests on."""
    kind, later = number % KINDS, _at(number, 0) - _at(number % KINDS, 0)
    grade = _graded(kind, len(held))
    renamed = msgspec.json.encode(grade).replace(b'"r%d-' % kind, b'"r%d-' % number)
    made = msgspec.json.decode(renamed.replace(b'"i%08x"' % kind, b'"i%08x"' % number), type=Assessment)
    origins = tuple(replace(o, first=o.first and o.first + later) for o in made.origins)
    return _incident(number, held), replace(made, origins=origins)


@cache
def _graded(kind: int, reports: int) -> Assessment:
    held = [*told(kind, 0, reports)]
    return assess(_incident(kind, held), {e.report.id: e for e in held})


def _incident(number: int, held: Sequence[Extraction]) -> Incident:
    town, at = _town(number), _at(number, 0)
    families: dict[str, list[str]] = {}
    for one in held:
        families.setdefault(one.report.text, []).append(one.report.id)
    return Incident(
        f"i{number:08x}", f"{EVENTS[number % 6].capitalize()}: {town.name}, {at.day} {at:%B %Y}",
        tuple(e.report.id for e in held), tuple(c.id for e in held for c in e.claims), at - timedelta(hours=2), at,
        town.id, town.name, town.lat, town.lon, "settlement" if number % 4 else "region",
        copies=tuple(tuple(f) for f in families.values() if len(f) > 1),
    )  # fmt: skip


def told(number: int, first: int = 0, count: int = REPORTS) -> Iterator[Extraction]:
    """So many reports of an incident, a third of them copies of an earlier one."""
    for telling in range(first, first + count):
        copied = telling // 3 if telling % 3 == 2 else telling
        chance, text, claims = Random(f"{number % KINDS} {copied}"), "", list[Claim]()
        name = f"r{number}-{telling}"
        for _ in range(2):
            sentence, made = _sentence(chance, number, name, len(text))
            text, claims = f"{text}{sentence} ", [*claims, made]
        foreign = copied % 3 == 1
        text += FOREIGN if foreign else ""
        terms = Terms((*text.casefold().split(), *(FORMS if foreign else ())), (skeleton("Office"),), ())
        outlet = f"Outlet {(number % KINDS * 7 + telling) % OUTLETS}"
        report = Report(name, text, published=_at(number, telling), source=outlet, lang="en")
        report = replace(report, first_seen=_at(number, telling) + timedelta(minutes=2))
        yield Extraction(report, "en", (), tuple(claims), (), terms)


def _sentence(chance: Random, number: int, report: str, at: int) -> tuple[str, Claim]:
    kind, town = number % KINDS, _town(number)
    who = f"Office {(kind * 13 + chance.randrange(VOICES) * 37) % OFFICES}"
    event = EVENTS[(kind + chance.choice((0, 0, 0, 1))) % 6]
    stance: Stance = "deny" if chance.random() < 0.15 else "affirm"
    figure = chance.randint(1, 3)
    what = f"{'no ' if stance == 'deny' else ''}{event} of {figure} {chance.choice(WORDS)} sheds in {town.name}"
    text = f"{who} said that there was {what}."
    start = at + text.index(what)
    span = Span(start, start + len(what))
    digits = start + what.index(f" {figure} ") + 1
    named = start + what.index(town.text)
    claim = Claim(
        f"{report}-{at}", report, None, what, span, Span(at, at + len(text)),
        Speaker(who, Span(at, at + len(who)), f"office:{who[7:]}", "official", None, who),
        Words("said", Span(at + len(who) + 1, at + len(who) + 5)), (), stance, "asserted", (), "unstated", "unknown",
        event, "building", Count(figure, figure, figure, str(figure), Span(digits, digits + 1)),
        (replace(town, span=Span(named, named + len(town.text))),), None, (), "made",
    )  # fmt: skip
    return text, claim


def _town(number: int) -> Place:
    town = number % KINDS
    name = f"Town {town}"
    return Place(name, Span(0, 0), f"town:{town}", name, 44 + town % 7 * 0.9, 22 + town // 7 * 1.6, "settlement")


def _at(number: int, telling: int) -> datetime:
    return START + timedelta(minutes=number * 15 + telling * 4)
