"""Word order in Russian and Ukrainian: who did it to what, whom it was instead, and what goes on from one clause."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import claimed, events, told

DONE: list[tuple[Lang, str, str, str | None]] = [
    ("ru", "Склад уничтожила авиация противника.", "Склад", "авиация"),
    ("ru", "Автобус обстреляла полиция.", "Автобус", "полиция"),
    ("ru", "Полиция обстреляла автобус.", "автобус", "Полиция"),
    ("ru", "Дом повредил обломок дрона.", "Дом", None),
    ("uk", "Літак-розвідник збила власна ракета.", "Літак-розвідник", "власна ракета"),
    ("uk", "Автобус обстріляла поліція.", "Автобус", "поліція"),
    ("uk", "Поліція обстріляла автобус.", "автобус", "Поліція"),
    ("uk", "Будинок пошкодив уламок дрона.", "Будинок", None),
    ("uk", "Будинок пошкодила не ракета, а уламок дрона.", "Будинок", "уламок"),
    ("uk", "Сили протиповітряної оборони збили 41 з 52 ударних безпілотників.", "ударних безпілотників", "Сили"),
    ("ru", "Силы противовоздушной обороны сбили 41 из 52 ударных беспилотников.", "ударных беспилотников", "Силы"),
]


@pytest.mark.parametrize(("lang", "text", "what", "who"), DONE)
def test_what_the_verb_does_not_agree_with_is_what_it_was_done_to(
    lang: Lang, text: str, what: str, who: str | None
) -> None:
    (claim,) = claimed(text, lang)
    assert (claim.object, claim.stance) == (what, "affirm")
    assert who is None or claim.actor == who


@pytest.mark.parametrize(
    ("lang", "text", "what"),
    [
        ("ru", "При ударе погибли не двенадцать, а девять коров.", "коров"),
        ("uk", "Унаслідок удару загинули не дванадцять, а дев'ять корів.", "корів"),
    ],
)
def test_behind_a_number_that_is_put_right_stands_what_is_counted(lang: Lang, text: str, what: str) -> None:
    (claim,) = claimed(text, lang)
    assert claim.object == what
    assert claim.count is not None
    assert claim.count.best == 9


TOO: list[tuple[Lang, str, str]] = [
    ("ru", "Пострадавших нет, разрушений тоже.", "damage"),
    ("ru", "Сторож говорит: пожара не видно, дыма тоже.", "fire"),
    ("uk", "Постраждалих немає, руйнувань теж.", "damage"),
    ("uk", "Сторож каже: пожежі не видно, диму теж.", "fire"),
]


@pytest.mark.parametrize(("lang", "text", "event"), TOO)
def test_what_is_not_there_either_is_denied(lang: Lang, text: str, event: str) -> None:
    found = events(told(text, lang))
    assert (event, "deny") in found
    assert (event, "affirm") not in found


@pytest.mark.parametrize(
    ("lang", "text"),
    [("ru", "Пострадавших нет, сарай тоже сгорел."), ("uk", "Постраждалих немає, сарай теж згорів.")],
)
def test_what_burned_too_is_not_denied_with_what_was_not_there(lang: Lang, text: str) -> None:
    assert ("fire", "affirm") in events(told(text, lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Погибла женщина, ещё трое жителей, включая ребёнка, получили ранения."),
        ("uk", "Загинула жінка, ще троє жителів, серед них дитина, дістали поранень."),
    ],
)
def test_those_counted_before_a_verb_are_its_own(lang: Lang, text: str) -> None:
    killed, injured = claimed(text, lang)
    assert (killed.event, killed.count) == ("killed", None)
    assert injured.event == "injured"
    assert injured.count is not None
    assert injured.count.best == 3


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Враг бил по Каменке (артиллерия, 11 прилётов), Сосновке (два дрона)."),
        ("uk", "Ворог бив по Кам'янці (артилерія, 11 влучань), Соснівці (два дрони)."),
    ],
)
def test_a_list_with_brackets_is_one_happening(lang: Lang, text: str) -> None:
    assert events(claimed(text, lang)) == [("attack", "affirm")]


@pytest.mark.parametrize(
    "text", ["Враг бил по Каменке (двое ранены), Сосновке (сгорел сарай).", "В Каменке (двое ранены) сгорел дом."]
)
def test_what_brackets_tell_with_a_verb_is_told(text: str) -> None:
    assert ("injured", "affirm") in events(claimed(text, "ru"))


def test_a_family_is_no_seven() -> None:
    (claim,) = claimed("Семью из четырёх человек ранило осколками.", "ru")
    assert claim.count is not None
    assert claim.count.best == 4
    (seven,) = claimed("Дом повреждён семью ракетами.", "ru")
    assert seven.count is not None
    assert seven.count.best == 7


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Если бы удар был наш, мы бы это признали."),
        ("uk", "Якби удар був наш, ми б це визнали."),
        ("en", "If the strike had been ours, we would have said so."),
    ],
)
def test_what_would_have_been_is_no_news(lang: Lang, text: str) -> None:
    assert all(c.factuality == "hypothetical" for c in claimed(text, lang) if c.event == "attack")
