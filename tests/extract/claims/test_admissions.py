"""What a body is said to admit runs against its interest, also that something was not done."""

import pytest

from allegedly.extract import extract
from allegedly.model import Report
from allegedly.model.vocabulary import Lang
from allegedly.read import document


def interests(lang: Lang, text: str) -> set[tuple[str, str]]:
    return {(c.stance, c.interest) for c in extract(document(Report("r", text, lang=lang))).claims}


OMITTED: list[tuple[Lang, str]] = [
    ("en", "There was no inspection in April, the owner of the ride admitted."),
    ("ru", "Осмотра в апреле не было, признал владелец аттракциона."),
    ("uk", "Огляду у квітні не було, визнав власник атракціону."),
]


@pytest.mark.parametrize(("lang", "text"), OMITTED)
def test_that_something_was_not_done(lang: Lang, text: str) -> None:
    assert interests(lang, text) == {("deny", "against")}
    said = text.replace("admitted", "said").replace("признал", "заявил").replace("визнав", "заявив")
    assert interests(lang, said) == {("deny", "unknown")}, "the verb tells it"


NAMED: list[tuple[Lang, str]] = [
    ("en", "The Gull Bay distillery conceded that one tank had exploded."),
    ("ru", "«Велмора» признала: резервуар взорвался."),
    ("uk", "«Велмора» визнала: резервуар вибухнув."),
    ("ru", "Резервуар взорвался, признала дирекция музея."),
    ("uk", "Резервуар вибухнув, визнала дирекція музею."),
]


@pytest.mark.parametrize(("lang", "text"), NAMED)
def test_a_body_that_goes_by_its_name_or_by_what_it_is(lang: Lang, text: str) -> None:
    assert interests(lang, text) == {("affirm", "against")}


PEOPLE: list[tuple[Lang, str]] = [
    ("en", "A tank had exploded, Ann Lee admitted."),
    ("ru", "Резервуар взорвался, признал Пётр Лунин."),
    ("uk", "Резервуар вибухнув, визнала Олена Рудь."),
]


@pytest.mark.parametrize(("lang", "text"), PEOPLE)
def test_who_speaks_for_nobody_has_nothing_to_own(lang: Lang, text: str) -> None:
    assert "against" not in {told for _, told in interests(lang, text)}
