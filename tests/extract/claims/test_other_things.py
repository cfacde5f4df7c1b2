"""Verbs and phrases that tell an event of some things only, and something else of others."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import claimed, events, told

OTHER: list[tuple[Lang, str, str]] = [
    ("ru", "Склад обстрелян. Пломбы сорваны.", "interception"),
    ("uk", "Склад обстріляно. Пломби зірвано.", "interception"),
    ("ru", "Склад сгорел. Сторож уверяет, что пломбы были сняты до его смены.", "evacuation"),
    ("uk", "Склад згорів. Сторож запевняє, що пломби зняли до його зміни.", "evacuation"),
    ("ru", "Склад взорван. Родные утверждают, что к раненому никого не пускают.", "launch"),
    ("uk", "Склад підірвано. Рідні стверджують, що до пораненого нікого не пускають.", "launch"),
    ("ru", "Склад взорван. Сторож говорит, что врач был на месте через час.", "damage"),
    ("uk", "Склад підірвано. Сторож каже, що лікар був на місці за годину.", "damage"),
    ("ru", "Склад взорван. На месте нашли обломки бомбы.", "damage"),
    ("uk", "Склад підірвано. На місці знайшли уламки бомби.", "damage"),
    ("uk", "Склад підірвано. Рятувальники зайняли цех.", "fire"),
]


@pytest.mark.parametrize(("lang", "text", "event"), OTHER)
def test_of_other_things_the_verb_tells_something_else(lang: Lang, text: str, event: str) -> None:
    assert event not in [c.event for c in told(text, lang)]


SAME: list[tuple[Lang, str, tuple[str, str]]] = [
    ("ru", "Атака сорвана.", ("interception", "affirm")),
    ("ru", "С рейса сняли двоих пассажиров.", ("evacuation", "affirm")),
    ("ru", "Ураган прошёл, сообщил мэр. Мост на месте.", ("damage", "deny")),
    ("uk", "Ураган минув, повідомив мер. Міст на місці.", ("damage", "deny")),
    ("uk", "Дах зайнявся від іскри.", ("fire", "affirm")),
    ("ru", "Гарнизон открыл огонь по мельнице.", ("attack", "affirm")),
    ("uk", "Гарнізон відкрив вогонь по млину.", ("attack", "affirm")),
]


@pytest.mark.parametrize(("lang", "text", "event"), SAME)
def test_of_its_own_things_it_tells_its_event(lang: Lang, text: str, event: tuple[str, str]) -> None:
    assert event in events(told(text, lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Гарнизон огня не открывал."),
        ("ru", "Гарнизон не открывал огня."),
        ("ru", "Никакой огонь не открывался."),
        ("uk", "Гарнізон вогню не відкривав."),
        ("uk", "Гарнізон не відкривав вогню."),
        ("en", "The garrison did not open fire."),
    ],
)
def test_fire_that_was_not_opened_is_a_denied_attack_and_no_fire(lang: Lang, text: str) -> None:
    assert events(claimed(text, lang)) == [("attack", "deny")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Людей на ферме в момент атаки не было, сообщил мэр."),
        ("uk", "Людей на фермі в момент атаки не було, повідомив мер."),
    ],
)
def test_who_was_not_there_at_the_moment_of_an_attack_does_not_deny_it(lang: Lang, text: str) -> None:
    assert ("attack", "deny") not in events(told(text, lang))
