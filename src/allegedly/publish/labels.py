"""Propositions in words: a happening, what it happened to, how many, where; from the frame, in three languages."""

from allegedly.knowledge.phrases import Phrases, phrases
from allegedly.model import Proposition
from allegedly.model.vocabulary import Lang


def label(p: Proposition, lang: Lang = "en") -> str:
    """A proposition's words in a language; what the knowledge has no word for stays as it is."""
    words = phrases(lang)
    event = words.events.get(p.event or "other", words.events["other"])
    thing = words.things.get(p.object or "", p.object or "")
    about = ", ".join(x for x in (thing, _value(p, words), p.place or "") if x)
    text = f"{event}: {about}" if about else event
    return text[:1].upper() + text[1:]


def _value(p: Proposition, words: Phrases) -> str:
    return "" if p.value is None else str(p.value)
