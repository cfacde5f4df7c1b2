"""Values of the scales in words that a reader knows; docs/vocabulary.md has the meaning of each."""

from collections.abc import Mapping

from allegedly.knowledge.phrases import phrases
from allegedly.publish.tongue import _, later, spoken

WORDS: Mapping[str, str] = {
    "asserted": later("asserted"),
    "hypothetical": later("hypothetical"),
    "future": later("about the future"),
    "historical": later("recalled"),
    "witness": later("witness"),
    "own_act": later("their own act"),
    "document": later("document"),
    "media": later("media"),
    "hearsay": later("hearsay"),
    "unstated": later("basis not stated"),
    "against": later("against own interest"),
    "for": later("in own interest"),
    "neutral": later("no interest either way"),
    "unknown": later("unknown"),
    "video": later("video"),
    "photo": later("photo"),
    "audio": later("audio"),
    "satellite": later("satellite picture"),
    "screenshot": later("screenshot"),
    "wreckage": later("wreckage"),
    "data": later("data"),
    "other": later("other"),
    "official": later("official"),
    "military": later("military"),
    "channel": later("channel"),
    "person": later("person"),
    "group": later("group"),
    "outlet": later("outlet"),
    "exact": later("exact point"),
    "settlement": later("settlement"),
    "district": later("district"),
    "region": later("region"),
    "country": later("country"),
    "minute": later("to the minute"),
    "part_of_day": later("part of a day"),
    "day": later("day"),
    "part_of_month": later("part of a month"),
    "month": later("month"),
    "year": later("year"),
    "speaker": later("the speaker’s"),
    "reporter": later("the reporter’s"),
}


def word(value: str) -> str:
    """A value in words, in the language that is spoken; one without words stays as it is."""
    return _(WORDS[value]) if value in WORDS else value.replace("_", " ")


def happening(event: str | None) -> str:
    """A kind of happening in words; none is "other"."""
    events = phrases(spoken()).events
    return events.get(event or "other", event or "other")
