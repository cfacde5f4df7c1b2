"""Which weakening words belong to which happening; own sentences."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import claimed, said, told


def hedged(text: str, lang: Lang) -> list[list[str]]:
    return [[h.text for h in c.hedges] for c in claimed(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "A lift stopped, apparently after a cable burned through.", [[], []]),
        ("en", "Allegedly, a helicopter was destroyed, two more were damaged.", [["Allegedly"], ["Allegedly"]]),
        ("en", "It seems the driver was killed.", [["It seems"]]),
        (
            "ru",
            "По предварительным данным, сгорел дом, пострадавших нет.",
            [["По предварительным"], ["По предварительным"]],
        ),
        ("ru", "Погибших, вероятно, не меньше сотни.", [["вероятно"]]),
        ("ru", "Упал дрон, мост, предположительно, повреждён.", [[], ["предположительно"]]),
        ("uk", "Уламки, ймовірно, впали на склад.", [["ймовірно"]]),
        ("uk", "Є версія, що катер підірвався на міні.", [["Є версія"]]),
    ],
)
def test_a_hedge_belongs_to_what_it_weakens(lang: Lang, text: str, wanted: list[list[str]]) -> None:
    assert hedged(text, lang) == wanted


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Ведомство не может подтвердить гибель рыбака."),
        ("uk", "Відомство не може підтвердити загибель рибалки."),
        ("uk", "Світло вимкнули орієнтовно до 20:00, згоріла підстанція."),
    ],
)
def test_a_denied_modal_and_an_about_before_an_hour_are_none(lang: Lang, text: str) -> None:
    assert all(h == [] for h in hedged(text, lang))


def test_a_hedge_in_another_line_belongs_to_another_item() -> None:
    assert hedged("Сгорел склад\nвероятно, дрон", "ru")[0] == []


def test_at_first_tells_of_the_saying() -> None:
    text = "Мер спочатку твердив, що згорів склад."
    (claim,) = claimed(text, "uk", said(text, "Мер", "твердив", "що згорів склад"))
    assert claim.hedges == ()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The governor said sabotage could not be ruled out."),
        ("en", "Police said sabotage cannot be excluded."),
        ("en", "The mayor did not rule out sabotage."),
        ("ru", "Губернатор сказал, что нельзя исключать, что это диверсия."),
        ("ru", "Мэр не исключил диверсию."),
        ("uk", "Губернатор сказав, що не можна виключати диверсію."),
        ("uk", "Мер не виключив диверсії."),
    ],
)
def test_what_is_not_ruled_out_is_possible_and_not_denied(lang: Lang, text: str) -> None:
    [claim] = told(text, lang)
    assert (claim.event, claim.stance, len(claim.hedges)) == ("attack", "affirm", 1)
