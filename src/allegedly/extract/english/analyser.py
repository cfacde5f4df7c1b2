"""English tokens."""

import re
from collections.abc import Sequence

from allegedly.extract.tokens import Token
from allegedly.model import Sentence

WORD = re.compile(r"\w+|[^\w\s]")


def analyse_english(clean: str, sentences: Sequence[Sentence]) -> list[tuple[Token, ...]]:
    """Tokens of English sentences."""
    return [
        tuple(
            Token(m.start(), m.end(), m.group(), m.group().lower(), "X")
            for m in WORD.finditer(clean, s.span.start, s.span.end)
        )
        for s in sentences
    ]
