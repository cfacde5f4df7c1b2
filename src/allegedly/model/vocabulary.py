"""The closed scales of the domain, as types. `docs/vocabulary.md` explains each value."""

from typing import Literal

Lang = Literal["en", "ru", "uk"]
LANGS: tuple[Lang, ...] = ("en", "ru", "uk")

Act = Literal["say", "believe", "intend", "ask", "show", "evaluate", "other"]
Stance = Literal["affirm", "deny", "query", "retract", "no_comment"]
Factuality = Literal["asserted", "hypothetical", "future", "historical"]
Basis = Literal["witness", "own_act", "document", "media", "hearsay", "unstated"]
Interest = Literal["against", "for", "neutral", "unknown"]
EvidenceKind = Literal[
    "video", "photo", "audio", "document", "satellite", "screenshot", "witness", "wreckage", "data", "other"
]
Event = Literal[
    "attack",
    "launch",
    "interception",
    "impact",
    "explosion",
    "fire",
    "damage",
    "killed",
    "injured",
    "missing",
    "response",
    "evacuation",
    "alert",
    "closure",
    "evidence_absent",
    "comment",
    "other",
]
# Who speaks. `author`, `outlet` and `report` mean that the report speaks for itself.
SpeakerKind = Literal["official", "military", "media", "channel", "witness", "person", "group", "outlet", "unknown"]
MentionKind = Literal["place", "time", "person", "organisation", "quantity"]

# How exactly a place or a time is known (after the clarity codes of UCDP GED).
PlacePrecision = Literal["exact", "settlement", "district", "region", "country"]
TimePrecision = Literal["minute", "part_of_day", "day", "part_of_month", "month", "year"]

Occurrence = Literal["unassessed", "single_origin", "corroborated", "contested", "discounted", "withdrawn"]
Attributed = Literal["none", "alleged", "self_acknowledged", "contested"]
ConflictKind = Literal["count", "polarity", "time", "place", "actor", "cause"]
Verdict = Literal["same", "apart", "unsure"]

# NATO Admiralty code (AJP-2.1): reliability of a source, credibility of an information.
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal[1, 2, 3, 4, 5, 6]
