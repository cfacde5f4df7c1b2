import pytest

from allegedly.extract.analyse import analyse
from allegedly.extract.findings import Findings
from allegedly.extract.terms import terms
from allegedly.model import Count, Report, Span, Terms
from allegedly.model.vocabulary import Lang
from allegedly.read import document


def of(text: str, lang: Lang, findings: Findings | None = None) -> Terms:
    return terms(analyse(document(Report("r", text, lang=lang))), findings or Findings())


def test_content_words_in_text_order_without_function_words() -> None:
    assert of("The drones hit a bridge and the bridge burned.", "en").lemmas == (
        "drone",
        "hit",
        "bridge",
        "bridge",
        "burn",
    )


@pytest.mark.parametrize(
    ("lang", "one", "other"),
    [
        ("ru", "Взрыв произошёл в Севастополе.", "Мэр Севастополя молчит."),
        ("uk", "Вибух стався в Севастополі.", "Мер Севастополя мовчить."),
    ],
)
def test_inflected_names_meet(lang: Lang, one: str, other: str) -> None:
    assert set(of(one, lang).names) & set(of(other, lang).names)


def test_names_meet_across_scripts() -> None:
    assert set(of("A blast in Sevastopol.", "en").names) & set(of("Взрыв в Севастополе.", "ru").names)


def test_figures_are_digits_and_counted_number_words() -> None:
    text = "Two men and 12 boys left at 15:40."
    counted = Findings(counts=(Count(2, 2, 2, "Two", Span(0, 3)),))
    assert of(text, "en", counted).figures == ("2", "12", "15:40")


@pytest.mark.parametrize("lang", ["en", "ru", "uk"])
def test_marks_are_no_terms(lang: Lang) -> None:
    assert of("— … !!! 12", lang).lemmas == ()
