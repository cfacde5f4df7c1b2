import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.extract.quotes import outermost, quotations
from allegedly.model import Span


def words(text: str) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in quotations(text)]


@pytest.mark.parametrize(
    "text",
    [
        'He said "the pier burned" today.',
        "He said “the pier burned” today.",
        "He said «the pier burned» today.",
        "He said „the pier burned“ today.",
        "He said „the pier burned” today.",
        "He said ‘the pier burned’ today.",
        "He said 'the pier burned' today.",
        "He said ``the pier burned'' today.",
    ],
)
def test_every_style_of_marks(text: str) -> None:
    assert words(text) == ["the pier burned"]


def test_apostrophes_are_no_marks() -> None:
    assert words("The harbour's chief didn't know; the crews' boats weren't there. П'ять бійців, п’ятеро.") == []


def test_apostrophe_inside_single_quotes() -> None:
    assert words("She wrote: ‘It wasn’t the pilot’s fault.’") == ["It wasn’t the pilot’s fault."]


def test_single_inside_double_is_nested() -> None:
    text = "“The guard shouted ‘stop’ twice,” she said."
    assert [(text[q.inner.start : q.inner.end], q.depth) for q in quotations(text)] == [
        ("The guard shouted ‘stop’ twice,", 0),
        ("stop", 1),
    ]
    assert len(outermost(quotations(text))) == 1


def test_curly_inside_straight() -> None:
    assert words('"They read “no entry” on it," he said.') == ["They read “no entry” on it,", "no entry"]


def test_one_guillemet_closes_two() -> None:
    text = "Газета «Новини «Берег» повідомила, що порт працює."
    assert words(text) == ["Новини «Берег»", "Берег"]


def test_speech_over_two_paragraphs() -> None:
    text = "“The bridge is open.\n\n“Trains run again,” the mayor said."
    first, second = quotations(text)
    assert (first.closed, first.continues) == (False, False)
    assert (second.closed, second.continues) == (True, True)
    assert text[second.inner.start : second.inner.end] == "Trains run again,"


def test_a_lone_mark_quotes_nothing() -> None:
    assert words('The pipe is 12" wide and the rest of the line is no speech.\nNext line.') == []
    assert words("He said “the rest is lost.\nNext line.") == []


def test_two_quotations_with_the_speaker_between() -> None:
    assert words('"We waited," said the clerk, "and nothing came."') == ["We waited,", "and nothing came."]


def test_given_paragraphs_hold_across_line_breaks() -> None:
    text = 'He said "the pier\nburned" today.'
    assert words(text) == []
    (quote,) = quotations(text, [Span(0, len(text))])
    assert text[quote.inner.start : quote.inner.end] == "the pier\nburned"


@given(st.text(alphabet="ab .,\n\"'“”«»„‘’`-", max_size=80))
def test_spans_lie_in_the_text_and_nest(text: str) -> None:
    found = quotations(text)
    for q in found:
        assert 0 <= q.span.start < q.inner.start <= q.inner.end <= q.span.end <= len(text)
    for a in found:
        for b in found:
            assert a.span.covers(b.span) or b.span.covers(a.span) or not a.span.meets(b.span)


@given(st.text(alphabet='ab ."“”«»', max_size=60))
def test_depth_counts_the_quotations_around(text: str) -> None:
    found = quotations(text)
    for q in found:
        assert q.depth == sum(1 for o in found if o is not q and o.span.covers(q.span) and o.span != q.span)


def test_a_heap_of_open_marks_stays_a_heap() -> None:
    text = "«а " * 5000 + "конец” " * 5000
    assert len(quotations(text)) <= 8
