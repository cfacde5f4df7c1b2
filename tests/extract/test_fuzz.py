"""Any text at all: extraction does not fail, and every span is a piece of the text that it claims to be."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.errors import UnknownLanguage
from allegedly.extract import extract, extract_fast
from allegedly.model import Extraction, Report, Span
from allegedly.model.vocabulary import LANGS, Lang
from allegedly.read import document

# Words on which rules turn, in three languages, mixed with marks and with whatever Unicode holds.
WORDS = """said that according to the ministry denied hit house two killed “ ” " ' : — - , . ! ? ... ⚡️ # @ ( ) « »
сообщил что по словам мэра опровергли попадание дом двое погибли ранен в ночь на 5 января 10 из 10 якобы не „
повідомив що за словами мера спростували влучання будинок двоє загинули поранено у ніч проти нібито не ’ 16:08
he she it they он она они він вона вони ведомство канал governor губернатор ОВА Подписаться Підписатися"""
TURNS = [*WORDS.split(), "\n", "\n\n"]
PIECES = st.one_of(st.sampled_from(TURNS), st.text(max_size=6))
TEXTS = st.one_of(st.lists(PIECES, min_size=1, max_size=60).map(" ".join), st.text(min_size=1, max_size=300))


def spans(found: Extraction) -> Iterator[tuple[str | None, Span]]:
    """Every span with its words, where the record has them."""
    for m in found.mentions:
        yield m.text, m.span
    for a in found.attributions:
        yield from ((None, s) for s in a.content)
        yield from ((w.text, w.span) for w in (a.source, a.cue, a.hedge) if w is not None)
    for c in found.claims:
        yield c.text, c.span
        yield None, c.sentence
        named = [c.speaker, c.cue, *c.via, *c.hedges, c.count, *c.places, c.when, *c.evidence, c.trigger]
        yield from ((w.text, w.span) for w in named if w is not None and w.span is not None)


@pytest.mark.parametrize("lang", [*LANGS, None])
@settings(max_examples=60, deadline=None)
@given(text=TEXTS.filter(lambda t: bool(t.strip())))
def test_spans_are_pieces_of_any_text(lang: Lang | None, text: str) -> None:
    try:
        given = document(Report("r", text, "", lang, None))
    except UnknownLanguage:  # told to the user with a way out; see tests/read
        return
    for found in (read(given) for read in (extract, extract_fast)):
        for words, span in spans(found):
            assert 0 <= span.start < span.end <= len(text)
            assert words is None or text[span.start : span.end] == words
