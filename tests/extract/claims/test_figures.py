"""Which number is the count of a happening; own sentences, invented happenings."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import claimed, told

Bounds = tuple[float | None, float | None, float | None] | None


def figures(text: str, lang: Lang) -> list[Bounds]:
    """The bounds of each claim's count; None where it has none or one without a number."""
    found = [(c.count.low, c.count.best, c.count.high) if c.count else None for c in claimed(text, lang)]
    return [None if f == (None, None, None) else f for f in found]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "A drone hit a garage, one wounded.", [None, (1, 1, 1)]),
        ("en", "One of them was killed.", [(1, 1, 1)]),
        ("en", "The other one was injured.", [None]),
        ("en", "Eleven people, six of them children, were killed.", [(11, 11, 11)]),
        ("en", "Of the 31 men eleven were injured.", [(11, 11, 11)]),
        ("en", "The skipper, 71, was injured.", [None]),
        ("en", "A man of 22 was injured.", [None]),
        ("en", "The shelling damaged houses in four villages.", [None]),
        ("en", "Artillery shelled the bridge twice.", [(2, 2, 2)]),
        ("en", "Falling debris damaged windows in two houses.", [(2, 2, 2)]),
        ("en", "At least three of the eleven men were killed.", [(3, 3, None)]),
        ("en", "Half a dozen houses burned down.", [(None, 6, None)]),
        ("ru", "Погибли не меньше сотни человек.", [(100, 100, None)]),
        ("ru", "Сгорело больше десятка домов.", [(10, None, None)]),
        ("ru", "Одного, как рассказали соседи, ранило.", [(1, 1, 1)]),
        ("ru", "По двум сёлам нанесено восемь ударов.", [(8, 8, 8)]),
        ("ru", "Артиллерия дважды обстреляла мост.", [(2, 2, 2)]),
        ("ru", "Ещё девятерых ранило.", [(9, 9, 9)]),
        ("ru", "Пострадавших ноль.", [None]),
        ("uk", "Поранено шістьма уламками понад сотню людей.", [(100, None, None)]),
        ("uk", "Загинуло подружжя, 61 і 64 років.", [None]),
        ("uk", "Усі семеро загинули.", [(7, 7, 7)]),
        ("uk", "Артилерія тричі обстріляла міст.", [(3, 3, 3)]),
    ],
)
def test_the_count_is_that_of_the_happening_or_of_those_it_befell(lang: Lang, text: str, wanted: list[Bounds]) -> None:
    assert figures(text, lang) == wanted


def test_a_number_in_the_next_line_belongs_to_another_item() -> None:
    assert figures("Склад сгорел\n— прилётов 4", "ru")[0] is None


def test_the_first_number_of_a_list_counts() -> None:
    assert figures("Повреждены 86 домов, 2 больницы и школа.", "ru") == [(86, 86, 86)]


def test_a_number_of_a_participle_clause_stands_before_its_comma() -> None:
    text = "В сводке имена 23 жителей, погибших от осколков."
    assert figures(text, "ru") == [(23, 23, 23)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Troops shot down 12 drones and 5"),
        ("ru", "Погибли 3 мужчины и 4"),
        ("uk", "Загинули 3 чоловіки і 4"),
    ],
)
def test_a_sentence_may_end_with_its_second_number(lang: Lang, text: str) -> None:
    assert claimed(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The death toll was revised down from 21."),
        ("ru", "Число погибших пересмотрено в меньшую сторону с 21."),
        ("uk", "Кількість загиблих переглянуто в менший бік з 21."),
    ],
)
def test_a_figure_that_no_longer_holds_is_not_the_toll(lang: Lang, text: str) -> None:
    (found,) = told(text, lang)
    assert (found.event, found.count) == ("killed", None)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The toll was revised up from 12 to 15, the ministry said."),
        ("ru", "Число погибших выросло с 12 до 15, сообщили в министерстве."),
        ("uk", "Кількість загиблих зросла з 12 до 15, повідомили в міністерстві."),
    ],
)
def test_the_figure_that_replaces_it_is(lang: Lang, text: str) -> None:
    (found,) = told(text, lang)
    assert found.count is not None
    assert found.count.best == 15


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The insurer put losses at 40 million euros."),
        ("ru", "Страховщик оценил потери в 40 миллионов евро."),
        ("uk", "Страховик оцінив втрати у 40 мільйонів євро."),
    ],
)
def test_losses_in_money_are_nobody_s_harm(lang: Lang, text: str) -> None:
    assert all(c.event not in ("killed", "injured") for c in told(text, lang))
