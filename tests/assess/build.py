"""Small builders: a claim from its frame alone, a report around claims, an incident around reports. All is invented."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from allegedly.model import (
    Claim,
    Count,
    Evidence,
    Extraction,
    Hedge,
    Incident,
    Place,
    Report,
    Source,
    Span,
    Speaker,
    When,
    Words,
)
from allegedly.model.claim import Attribution

NOON = datetime(2024, 5, 4, 12, 0, tzinfo=UTC)
NONE = Span(0, 0)
PORT = Place("Lowport", NONE, "place:lowport", "Lowport", 46.0, 30.0, "settlement", None, "X.1")
HILL = Place("Highhill", NONE, "place:highhill", "Highhill", 46.6, 30.0, "settlement", None, "X.1")
COAST = Place("the Coast", NONE, "place:coast", "the Coast", 46.3, 30.2, "region", None, "X.1")


def speaker(name: str, party: str | None = None, kind: Any = "official", known: bool = True) -> Speaker:
    return Speaker(name, NONE, f"office:{name}" if known else None, kind, party)


def count(low: int | None, high: int | None = None, best: int | None = None) -> Count:
    return Count(low, low if best is None else best, low if high is None else high, str(low), NONE)


def at_least(low: int) -> Count:
    return Count(low, low, None, f"at least {low}", NONE)


def when(start: datetime, hours: float = 0.02) -> When:
    return When("then", NONE, start, start + timedelta(hours=hours), "minute" if hours < 1 else "part_of_day")


def claim(event: Any, by: Speaker | None = None, stance: Any = "affirm", **more: Any) -> Claim:
    """A claim of Lowport, asserted, without hedges; `more` replaces any field. Its id is set by its report."""
    made = Claim(
        "", "", None, "words", NONE, NONE, by, None, (), stance, "asserted", (), "unstated", "unknown", event,
        None, None, (PORT,), None, (), "test",
    )  # fmt: skip
    return replace(made, **more)


def report(name: str, *claims: Claim, hours: float = 0, source: str | None = None, **more: Any) -> Extraction:
    """A report `hours` after noon; its text gives each claim a sentence of its own, unless the claim brings words."""
    text, told, relays = "", [], []
    for number, one in enumerate(claims):
        words = one.text if one.text != "words" else f"Sentence {number} of {name} tells something."
        span = Span(len(text), len(text) + len(words))
        told.append(replace(one, id=f"{name}.{number}", report=name, text=words, span=span, sentence=span))
        relays += [Attribution(f"{name}.a{number}", name, (span,), Source(w.text, w.span, f"outlet:{w.text}", w.text),
                               None, None, "say", "affirm", "test") for w in one.via]  # fmt: skip
        text += words + " "
    made = Report(name, text, "", "en", NOON + timedelta(hours=hours), source=name if source is None else source)
    return Extraction(replace(made, **more), "en", tuple(relays), tuple(told))


def relay(name: str, at: int = 0) -> Words:
    return Words(name, Span(at, at + len(name)))


def shown(kind: Any = "video") -> tuple[Evidence, ...]:
    return (Evidence(kind, "", NONE),)


def hedge() -> tuple[Hedge, ...]:
    return (Hedge("allegedly", NONE),)


def incident(*reports: Extraction, copies: Sequence[tuple[str, ...]] = ()) -> tuple[Incident, Mapping[str, Extraction]]:
    """One incident of all the reports' claims."""
    held = {e.report.id: e for e in reports}
    claims = tuple(sorted(c.id for e in reports for c in e.claims))
    return Incident("i", "title", tuple(sorted(held)), claims, None, None, None, copies=tuple(copies)), held
