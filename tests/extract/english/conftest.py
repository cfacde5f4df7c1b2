"""A text analysed as one or more sentences."""

from collections.abc import Callable

import pytest

from allegedly.extract.english.analyser import analyse_english
from allegedly.extract.tokens import Analysed, Analysis
from allegedly.model import Document, Report, Sentence, Span


def analyse(text: str) -> Analysis:
    """One paragraph a line, sentences parted by two spaces."""
    sentences: list[Sentence] = []
    start = 0
    for paragraph, line in enumerate(text.split("\n")):
        at = start
        for piece in line.split("  "):
            if piece.strip():
                sentences.append(Sentence(Span(at, at + len(piece)), "en", paragraph))
            at += len(piece) + 2
        start += len(line) + 1
    document = Document(Report("r1", text, lang="en"), "en", text, tuple(sentences))
    tokens = analyse_english(text, sentences)
    return Analysis(document, tuple(Analysed(s, t) for s, t in zip(sentences, tokens, strict=True)))


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], Analysis]:
    return analyse
