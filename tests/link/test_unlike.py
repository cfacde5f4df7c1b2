"""What speaks against two reports being about one thing: whom and how many each opens with."""

import pytest

from allegedly.link.unlike import marks, unlike
from allegedly.model import Extraction, Mention, Report, Span


def told(text: str, *people: str) -> Extraction:
    """A report with these persons among its mentions, wherever the text names them."""
    found = []
    for name in people:
        at = text.find(name)
        while at >= 0:
            found.append(Mention("r", "person", name, Span(at, at + len(name)), name=name))
            at = text.find(name, at + 1)
    return Extraction(Report("r", text, lang="en"), "en", mentions=tuple(found))


LATER = "The hearing went on all day. " * 20


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        (told("Keeper Olla Brant was held.", "Olla Brant"), told("Keeper Ivo Tarn was held.", "Ivo Tarn"), ["people"]),
        (told("Keeper Olla Brant was held.", "Olla Brant"), told("Brant is out on bail.", "Brant"), []),
        (told("Keeper Olla Brant was held.", "Olla Brant"), told("A keeper was held."), []),
        (told("A quake of 5.1 shook the isle."), told("A quake of 6.4 shook the isle."), ["figures"]),
        (told("A quake of 5.1 shook the isle."), told("A quake of 5.1 killed 3."), []),
        (told("A quake of 5.1 shook the isle."), told("A quake of 6.4, after one of 5.1."), []),
    ],
)
def test_other_people_and_other_figures_speak_against_one(a: Extraction, b: Extraction, wanted: list[str]) -> None:
    assert list(unlike(marks(a), marks(b))) == wanted
    assert list(unlike(marks(b), marks(a))) == wanted


def test_who_is_named_once_far_below_is_not_what_it_is_about() -> None:
    aside = told(LATER + "Ivo Tarn looked on.", "Ivo Tarn")
    assert not marks(aside).people
    assert marks(told(LATER + "Ivo Tarn looked on. Later Ivo Tarn left.", "Ivo Tarn")).people
    assert not list(unlike(marks(aside), marks(told("Keeper Olla Brant was held.", "Olla Brant"))))
