"""One incident of thousands of claims: CPU seconds to assess it, from records that code makes.

Reports of many outlets and offices tell of strikes on the towns of one region: some deny what others state, figures
differ, and a third of the posts repeat an earlier one word for word. Invented names throughout.
"""

import argparse
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from allegedly.assess import assess
from allegedly.model import (
    Claim,
    Count,
    Extraction,
    Incident,
    Mention,
    Place,
    Report,
    Span,
    Speaker,
    When,
    Words,
)
from allegedly.model.vocabulary import Event, Stance

START = datetime(2031, 5, 1, 6, tzinfo=UTC)
TOWNS = tuple(f"Lowport {n}" for n in range(1, 16))
EVENTS: tuple[Event, ...] = ("explosion", "attack", "impact", "damage", "killed", "injured", "interception", "fire")
KINDS = ("drone", "missile", "building", "warehouse", "person", None)


def main() -> None:
    """Print, for each size, what was assessed and the CPU seconds; growth well above that of the size is a defect."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ap.add_argument("--reports", type=int, nargs="*", default=[1250, 2500, 5000, 10_000])
    ap.add_argument("--origins", type=int, default=500)
    given = ap.parse_args()
    for size in given.reports:
        held = {e.report.id: e for e in extractions(size, given.origins)}
        one = incident(held.values())
        before = time.process_time()
        found = assess(one, held)
        took = time.process_time() - before
        print(
            f"{size} reports, {len(one.claims)} claims, {len(found.origins)} origins, {len(found.propositions)} "
            f"propositions, {len(found.conflicts)} conflicts: {took:.2f} CPU s, {1e3 * took / size:.2f} ms a report"
        )


def extractions(size: int, origins: int) -> Iterator[Extraction]:
    """So many reports, each with one or two claims, a minute apart; a third are word-for-word copies."""
    for n in range(size):
        copied = n // 3 if n % 3 == 2 else n
        chance, text, claims = Random(copied), "", []
        for _ in range(1 + copied % 2):
            sentence, made = _sentence(chance, f"r{n}", len(text), origins)
            text += sentence + " "
            claims.append(made)
        report = Report(f"r{n}", text, published=START + timedelta(minutes=n), source=f"Outlet {n % 150}")
        mentions = tuple(Mention(f"r{n}", "place", p.text, p.span, p.id, p.name) for c in claims for p in c.places)
        yield Extraction(report, "en", (), tuple(claims), mentions)


def _sentence(chance: Random, report: str, at: int, origins: int) -> tuple[str, Claim]:
    """A sentence that somebody of the region says, and its claim."""
    who, speaker, via = _speaker(chance, origins, at)
    town, event, kind = chance.choice(TOWNS), chance.choice(EVENTS), chance.choice(KINDS)
    stance: Stance = "deny" if chance.random() < 0.1 else "affirm"
    figure = chance.randint(1, 9)
    what = f"{'no ' if stance == 'deny' else ''}{event} of {figure} {kind or 'places'}"
    told = f"{what} in {town} ward {chance.randint(1, 97)}"
    text = f"{who} said that there was {told}."
    start = at + text.index(told)
    span, number = Span(start, start + len(told)), start + told.index(f" {figure} ") + 1
    named = start + told.index(town)
    claim = Claim(
        f"{report}-{at}", report, None, told, span, Span(at, at + len(text)), speaker,
        Words("said", Span(at + len(who) + 1, at + len(who) + 5)), via, stance, "asserted", (), "unstated", "unknown",
        event, kind, Count(figure, figure, figure, str(figure), Span(number, number + 1)),
        (_town(town, Span(named, named + len(town))),),
        When("", Span(at, at), START, START + timedelta(hours=18), "day"), (), "made", kind=kind,
    )  # fmt: skip
    return text, claim


def _speaker(chance: Random, origins: int, at: int) -> tuple[str, Speaker | None, tuple[Words, ...]]:
    """An office, a named person, residents whom a channel cites, or the outlet itself."""
    number = chance.randrange(origins)
    if number % 4 == 0:
        words = f"Office {number}"
        return words, Speaker(words, Span(at, at + len(words)), f"office:{number}", "official", None), ()
    if number % 4 == 1:
        words = f"Ann Lee {number}"
        return words, Speaker(words, Span(at, at + len(words)), f"person:ann lee {number}", "person", None, words), ()
    if number % 4 == 2:
        relay, words = f"Channel {number}", f"Channel {number}, citing residents,"
        start = at + words.index("residents")
        span = Span(start, start + len("residents"))
        via = (Words(relay, Span(at, at + len(relay))),)
        return words, Speaker("residents", span, "group:residents", "group", None), via
    return f"Outlet's desk {number}", None, ()


def _town(name: str, span: Span) -> Place:
    number = TOWNS.index(name)
    return Place(name, span, f"town:{number}", name, 46 + number * 0.3, 31 + number * 0.3, "settlement", "XX", "XX.1")


def incident(held: object) -> Incident:
    """All of them as one incident."""
    found: list[Extraction] = list(held)  # type: ignore[call-overload]
    reports = tuple(sorted(e.report.id for e in found))
    claims = tuple(sorted(c.id for e in found for c in e.claims))
    families: dict[str, list[str]] = {}
    for e in found:
        families.setdefault(e.report.text, []).append(e.report.id)
    copies = tuple(sorted(tuple(sorted(f)) for f in families.values() if len(f) > 1))
    return Incident("large", "Large", reports, claims, START, START + timedelta(days=1), "XX.1", copies=copies)


if __name__ == "__main__":
    main()
