"""Russian and Ukrainian tokens."""

import re
from collections.abc import Sequence

from allegedly.extract.tokens import Token
from allegedly.model import Sentence

WORD = re.compile(r"\w+|[^\w\s]")


def _tokens(clean: str, sentences: Sequence[Sentence]) -> list[tuple[Token, ...]]:
    return [
        tuple(
            Token(m.start(), m.end(), m.group(), m.group().lower(), "X")
            for m in WORD.finditer(clean, s.span.start, s.span.end)
        )
        for s in sentences
    ]


def analyse_russian(clean: str, sentences: Sequence[Sentence]) -> list[tuple[Token, ...]]:
    """Tokens of Russian sentences."""
    return _tokens(clean, sentences)


def analyse_ukrainian(clean: str, sentences: Sequence[Sentence]) -> list[tuple[Token, ...]]:
    """Tokens of Ukrainian sentences."""
    return _tokens(clean, sentences)
