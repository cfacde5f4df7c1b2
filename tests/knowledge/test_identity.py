from hypothesis import given
from hypothesis import strategies as st

from allegedly.knowledge.identity import key, skeleton


def test_transliterations_of_a_surname_meet() -> None:
    names = ["Razvozhayev", "Razvozhaev", "Развожаев", "Развожаєв"]
    assert len({skeleton(n) for n in names}) == 1


def test_adjectival_surnames_meet_in_three_languages() -> None:
    assert key("Volodymyr Zelenskyy").split()[-1] == key("Зеленський") == key("Зеленский")


def test_different_surnames_stay_apart() -> None:
    assert skeleton("Гладков") != skeleton("Бугаков")


@given(st.text())
def test_a_key_is_stable_under_case(name: str) -> None:
    assert key(name.lower()) == key(name.lower().lower())


@given(st.text(alphabet="абвгдежзиклмнопрстуфхцчшщыэюяАБВГДЕ", min_size=1))
def test_case_never_matters_for_letters(word: str) -> None:
    assert skeleton(word.upper()) == skeleton(word.lower())
