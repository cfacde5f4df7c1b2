"""Does a phrase name somebody who speaks: an office, a force, an outlet, a channel, people, a person by name?"""

import re
from functools import cache

from allegedly.knowledge.actors import pattern
from allegedly.knowledge.modality import modality

# What stands behind the noun that tells who it is: "the governor of the region", "officials in the town".
BEHIND = re.compile(r"\s+(?:of|for|in|at|on|from|near|and|who|which|with)\s+|\s*[,(]\s*")
ARTICLE = re.compile(r"(?:the|a|an|its|his|her|their|our|my|local|several|some|two|three)\s+", re.IGNORECASE)
LONGEST = 12  # words
MARKS = "\"'«»“”’ "
# The name behind an office: "governor Pavel Strunin".
NAME = re.compile(r"(?<=[a-z])(?:\s+[A-Z][\w'’-]+){1,3}$")


@cache
def _heads() -> re.Pattern[str]:
    """The words for speakers of the lexicon, and those for whoever saw it, at the end of a phrase."""
    words = modality("en")
    forms = {f for s in words.speaker for f in s.forms} | set(words.people)
    found = pattern(forms)
    assert found is not None, "the lexicon has no words for speakers"
    return re.compile(rf"(?:{found.pattern})$")


def is_voice(words: str) -> bool:
    """Is the noun that heads the phrase, or that of "of" behind it, a word for somebody who speaks?"""
    phrase = " ".join(words.split())
    if not phrase or len(phrase.split()) > LONGEST:
        return False
    parts = [p for p in BEHIND.split(phrase) if p]
    head = ARTICLE.sub("", parts[0]) if parts else ""
    whole = ARTICLE.sub("", phrase).casefold()
    heads = (head.casefold().strip(MARKS), NAME.sub("", head).casefold().strip(MARKS))
    return any(bool(_heads().search(h)) for h in heads) or bool(_heads().fullmatch(whole))
