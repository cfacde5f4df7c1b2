"""Sentences to tokens, each by its own language's analyser."""

from collections.abc import Callable

from allegedly.extract.tokens import Analysed, Analyser, Analysis, Token
from allegedly.model import Document
from allegedly.model.vocabulary import LANGS, Lang


def analyser(lang: Lang, fast: bool = False) -> Analyser:
    """The analyser of a language; imported on first use, since models are heavy. `fast`: one without a model."""
    if fast and lang == "en":
        return _shallow()
    doors: dict[Lang, Callable[[], Analyser]] = {"en": _english, "ru": _russian, "uk": _ukrainian}
    return doors[lang]()


def _english() -> Analyser:
    from allegedly.extract.english.analyser import analyse_english

    return analyse_english


def _shallow() -> Analyser:
    from allegedly.extract.english.shallow.analyser import analyse_shallow

    return analyse_shallow


def _russian() -> Analyser:
    from allegedly.extract.slavic.analyser import analyse_russian

    return analyse_russian


def _ukrainian() -> Analyser:
    from allegedly.extract.slavic.analyser import analyse_ukrainian

    return analyse_ukrainian


def analyse(document: Document, fast: bool = False) -> Analysis:
    """Tokens for every sentence of the document, in text order."""
    tokens: dict[int, tuple[Token, ...]] = {}
    for lang in LANGS:
        mine = [i for i, s in enumerate(document.sentences) if s.lang == lang]
        if mine:
            done = analyser(lang, fast)(document.clean, [document.sentences[i] for i in mine])
            tokens.update(zip(mine, done, strict=True))
    return Analysis(document, tuple(Analysed(s, tokens[i]) for i, s in enumerate(document.sentences)))
