"""Organisations of a text's sentences, looked for once: places leave out what names then report."""

from allegedly.extract.names.lexemes import Lexeme, lexemes
from allegedly.extract.names.organisations import Run, organisations
from allegedly.extract.tokens import Analysed


class Organised:
    """The words and organisations of Russian and Ukrainian sentences of one clean text, kept as long as it is read."""

    def __init__(self, clean: str) -> None:
        self._clean = clean
        self._found: dict[int, tuple[list[Lexeme], list[Run]]] = {}

    def of(self, sentence: Analysed) -> tuple[list[Lexeme], list[Run]]:
        """The words of a sentence, and its organisations as runs of them."""
        found = self._found.get(sentence.span.start)
        if found is None:
            words = lexemes(self._clean, sentence.tokens, sentence.lang)
            found = self._found[sentence.span.start] = words, organisations(words, sentence.lang)
        return found

    def spans(self, sentence: Analysed) -> list[tuple[int, int]]:
        """The characters of the organisations of a sentence."""
        words, runs = self.of(sentence)
        return [(words[first].start, words[last - 1].end) for first, last in runs]
