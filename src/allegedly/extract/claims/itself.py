"""What a report says of itself ("this story is being updated") tells nothing of what happened."""

import re
from collections.abc import Iterable
from functools import cache

from allegedly.knowledge.actors import pattern
from allegedly.knowledge.clean import reading
from allegedly.model import Claim
from allegedly.model.vocabulary import LANGS


def outward(claims: Iterable[Claim]) -> list[Claim]:
    """The claims without those of no known kind in which the report speaks of itself, in whichever language."""
    return [c for c in claims if c.event != "other" or not _updating().search(c.text.casefold().replace("ё", "е"))]


@cache
def _updating() -> re.Pattern[str]:
    return pattern(words for lang in LANGS for words in reading(lang).updating) or re.compile(r"(?!)")
