import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.errors import OutOfBounds, SkipRecord
from allegedly.model import Document, Report
from allegedly.model.vocabulary import LANGS, Lang
from allegedly.read import document
from allegedly.read.document import MAX_TEXT


def read(text: str, lang: Lang | None = None) -> Document:
    return document(Report(id="r", text=text, lang=lang))


def test_offsets_are_those_of_the_report() -> None:
    text = "**В порту** [тихо](https://example.org). Горит склад 🔥\n\n❤ [Подписаться](https://example.org/x)"
    done = read(text)
    assert len(done.clean) == len(text)
    assert [text[s.span.start : s.span.end].strip("*") for s in done.sentences] == [
        "В порту** [тихо](https://example.org).",
        "Горит склад",
    ]


def test_a_post_may_mix_languages() -> None:
    done = read(
        "Мер написав, що є поранені, і їх лікують. «Мы слышали», — говорит жительница. Their mayor said nothing at all."
    )
    assert done.lang == "uk"
    assert [s.lang for s in done.sentences] == ["uk", "ru", "en"]


def test_a_text_over_the_limit_is_refused_before_any_work() -> None:
    with pytest.raises(OutOfBounds, match="split it first"):
        read("a" * (MAX_TEXT + 1), "en")


@pytest.mark.parametrize(
    "piece",
    ["слово ", "слово", "[", "(а", "**", "а\u0301", ". А", "«", "\n", "a\n\n", "@a ", "|| ", "http://", "1. ", "aа"],
)
def test_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    """Counts the lines of code that run: twice the text may cost about twice, never four times."""
    small, large = (_lines(piece * n) for n in (3_000, 6_000))
    assert large < 2.6 * small + 2_000


def _lines(text: str) -> int:
    count = 0

    def trace(frame: object, event: str, arg: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    document(Report(id="r", text="Слово. ", lang="ru"))
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        read("Слово. " + text, "ru")
    finally:
        sys.settrace(None)
    return count


def fits(text: str, lang: Lang | None) -> bool:
    """Is the text skipped with a reason, or read into sentences that lie in it in order, without overlap?"""
    try:
        done = read(text, lang)
    except SkipRecord as error:
        return bool(str(error))
    inside = all(0 <= s.span.start < s.span.end <= len(text) for s in done.sentences)
    ordered = all(a.span.end <= b.span.start for a, b in pairwise(done.sentences))
    return len(done.clean) == len(text) and inside and ordered


@settings(deadline=None)
@given(st.text(), st.sampled_from([None, *LANGS]))
def test_any_text_is_read_or_skipped(text: str, lang: Lang | None) -> None:
    assert fits(text, lang)


@settings(deadline=None)
@given(st.text(alphabet="абвіїыёabc .!?\n*[](«»)#@🔥️\u0301\u200b123—-|"))
def test_any_post_is_read_or_skipped(text: str) -> None:
    assert fits(text, "ru")
