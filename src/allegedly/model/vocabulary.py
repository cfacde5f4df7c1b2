"""The closed scales of the domain, as types. `docs/vocabulary.md` explains each value."""

from typing import Literal, get_args

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

# What a person may decide. The first line groups reports, the second says what their words are worth.
Decision = Literal[
    "merge", "split", "move", "reject", "pin", "apart",
    "same-origin", "independent", "letter", "discount",
]  # fmt: skip
DECISIONS: tuple[Decision, ...] = get_args(Decision)
GROUPING: frozenset[str] = frozenset(("merge", "split", "move", "reject", "pin", "apart"))

# By which clock something was known: when it was public, or when this desk first held it.
KnownBy = Literal["published", "seen"]
# Whether somebody who might be expected to speak did. `unheard`: not in what was given, which is no silence.
Heard = Literal["heard", "silent", "unheard"]
