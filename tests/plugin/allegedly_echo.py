"""A plug-in as another house would write it: an extractor without models, and a collector.

Words in a text steer it: SKIP and BREAK fail in two ways, each SLOW takes a twentieth of a second.
"""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

from allegedly.errors import Inconsistent
from allegedly.model import (
    Attribution,
    Capture,
    Claim,
    Document,
    Extraction,
    Mention,
    Place,
    Source,
    Span,
    Speaker,
    Words,
)


def extract(document: Document) -> Extraction:
    """The first word is the speaker, the rest the claim; one place, one event."""
    report = document.report
    if "SKIP" in report.text:
        raise Inconsistent("the text says SKIP")
    if "BREAK" in report.text:
        raise ZeroDivisionError("the text says BREAK")
    if "SLOW" in report.text:
        time.sleep(0.05 * report.text.count("SLOW"))
    cut = (report.text + " ").index(" ")
    who, what = Span(0, cut), Span(min(cut + 1, len(report.text)), len(report.text))
    source = Source(report.words(who), who, "actor:test")
    attribution = Attribution(f"{report.id}-a", report.id, (what,), source, None, None, "say", "affirm", "echo")
    place = Place(report.words(who), who, "geonames:1", "Портовый", 46.0, 30.0, "settlement")
    claim = Claim(
        id=f"{report.id}-c",
        report=report.id,
        attribution=attribution.id,
        text=report.words(what),
        span=what,
        sentence=Span(0, len(report.text)),
        speaker=Speaker(report.words(who), who, "actor:test", "person", None),
        cue=Words.at(report.text, 0, cut),
        via=(),
        stance="deny" if " no " in report.text else "affirm",
        factuality="asserted",
        hedges=(),
        basis="unstated",
        interest="unknown",
        event="explosion",
        object=None,
        count=None,
        places=(place,),
        when=None,
        evidence=(),
        rule="echo",
    )
    mention = Mention(report.id, "place", place.text, who, place.id, place.name)
    return Extraction(report, document.lang, (attribution,), (claim,), (mention,))


def collect(source: str) -> Iterator[Capture]:
    """`echo:WORDS` is a capture that holds the words."""
    yield Capture(f"echo:{source}", source.encode(), "text/plain", datetime(2024, 5, 1, tzinfo=UTC))
