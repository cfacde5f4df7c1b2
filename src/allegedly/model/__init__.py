"""Frozen records that the rooms hand to each other. No I/O, no clock, no logic beyond their own checks.

    Capture -> Snapshot -> Report -> Document -> Extraction -> Incident -> Assessment

Spans are `[start, end)` in Unicode code points of `Report.text`, exactly as the report was received.
Every instant is an aware `datetime`; its precision stands beside it.
"""

from allegedly.model.change import Change
from allegedly.model.claim import (
    Attribution,
    Claim,
    Count,
    Evidence,
    Hedge,
    Place,
    Source,
    Speaker,
    When,
)
from allegedly.model.incident import (
    Assessment,
    Background,
    Cell,
    Conflict,
    Incident,
    Judgement,
    Link,
    Linking,
    Matrix,
    Origin,
    Proposition,
    Reason,
    Silence,
    Toll,
    Track,
)
from allegedly.model.report import (
    Capture,
    Considered,
    Document,
    Done,
    Extraction,
    Forward,
    Mention,
    Rejection,
    Report,
    Sentence,
    Snapshot,
    Terms,
)
from allegedly.model.span import Span, Words, digest

__all__ = [
    "Assessment",
    "Attribution",
    "Background",
    "Capture",
    "Cell",
    "Change",
    "Claim",
    "Conflict",
    "Considered",
    "Count",
    "Document",
    "Done",
    "Evidence",
    "Extraction",
    "Forward",
    "Hedge",
    "Incident",
    "Judgement",
    "Link",
    "Linking",
    "Matrix",
    "Mention",
    "Origin",
    "Place",
    "Proposition",
    "Reason",
    "Rejection",
    "Report",
    "Sentence",
    "Silence",
    "Snapshot",
    "Source",
    "Span",
    "Speaker",
    "Terms",
    "Toll",
    "Track",
    "When",
    "Words",
    "digest",
]
