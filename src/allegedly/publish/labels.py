"""Propositions in words: a happening, what it happened to, how many, where; from the frame, in three languages."""

from collections.abc import Mapping

from allegedly.knowledge.phrases import phrases
from allegedly.model import Proposition
from allegedly.model.vocabulary import Lang


def label(p: Proposition, places: Mapping[str, str], lang: Lang = "en") -> str:
    """A proposition's words in a language; `places` are names by id. What has no word stays as it is."""
    words = phrases(lang)
    event = words.events.get(p.event or "other", words.events["other"])
    thing = words.things.get(p.object or "", p.object or "")
    place = places.get(p.place or "", p.place or "")
    about = ", ".join(x for x in (thing, str(p.value or ""), place) if x)
    text = f"{event}: {about}" if about else event
    return text[:1].upper() + text[1:]
