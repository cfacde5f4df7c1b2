"""Years of birth, which tell of somebody and not of what happened."""

import re

from allegedly.model import Span

BEHIND = re.compile(r"[\s.]*(?:года?\s|року\s|г\.\s?|р\.\s?)?(?:рожд|народж|[рн]\.)", re.IGNORECASE)
BEFORE = re.compile(r"\bborn(?: in| on| around)?\s*$", re.IGNORECASE)
NEAR = 16  # letters before a year in which "born" may stand


def born(text: str, span: Span) -> bool:
    """Does a time tell when somebody was born («1958 года рождения», "1961 р.н.", "born in 1958")?"""
    if BEHIND.match(text, span.end):
        return True
    return BEFORE.search(text, max(0, span.start - NEAR), span.start) is not None
