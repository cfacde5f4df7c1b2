"""An object between whoever speaks and the verb, or before both, belongs to the verb."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.slavic.reading import tokens, told


@pytest.mark.parametrize(
    ("lang", "text", "who", "what"),
    [
        ("ru", "Киев обвинения не комментировал.", "Киев", "обвинения"),
        ("uk", "Київ звинувачення не коментував.", "Київ", "звинувачення"),
        ("ru", "Обвинения Киев не комментировал.", "Киев", "Обвинения"),
        ("uk", "Звинувачення Київ не коментував.", "Київ", "Звинувачення"),
        ("ru", "Российская сторона потерь не признала.", "Российская сторона", "потерь"),
        ("uk", "Українська сторона втрат не визнала.", "Українська сторона", "втрат"),
        ("ru", "Владелец мельницы нарушения не признаёт.", "Владелец мельницы", "нарушения"),
        ("uk", "Власник млина порушень не визнає.", "Власник млина", "порушень"),
        ("ru", "Пресс-служба района слухи об ударе не подтвердила.", "Пресс-служба района", "слухи об ударе"),
        ("uk", "Пресслужба району чутки про удар не підтвердила.", "Пресслужба району", "чутки про удар"),
        ("ru", "Минск причастность к атаке отрицает.", "Минск", "причастность к атаке"),
        ("uk", "Мінськ причетність до атаки заперечує.", "Мінськ", "причетність до атаки"),
    ],
)
def test_the_object_is_no_part_of_who_speaks(lang: Lang, text: str, who: str, what: str) -> None:
    assert [(source, content) for source, _, content, _ in told(text, lang)] == [(who, (what,))]


@pytest.mark.parametrize(
    ("lang", "text", "who"),
    [
        ("ru", "Сторона обвинения подтвердила его показания.", "Сторона обвинения"),
        ("uk", "Сторона обвинувачення підтвердила його свідчення.", "Сторона обвинувачення"),
        ("ru", "Виновник аварии отрицает вину.", "Виновник аварии"),
        ("uk", "Винуватець аварії заперечує провину.", "Винуватець аварії"),
    ],
)
def test_what_belongs_to_who_speaks_stays(lang: Lang, text: str, who: str) -> None:
    assert [source for source, *_ in told(text, lang)] == [who]


@pytest.mark.parametrize("word", ["уряд", "витік", "води", "діти", "світло"])
def test_a_ukrainian_noun_that_looks_like_another_word(word: str) -> None:
    assert tokens(f"Там {word}.", "uk")[1].pos == "NOUN"


def test_a_russian_noun_that_looks_like_a_gerund() -> None:
    assert tokens("Там разлив.", "ru")[1].pos == "NOUN"


@pytest.mark.parametrize(
    ("lang", "text", "who"),
    [
        ("ru", "Об этом говорится в сообщении полиции о взрыве.", "полиции"),
        ("uk", "Про це йдеться в повідомленні поліції про вибух.", "поліції"),
    ],
)
def test_a_paper_behind_this_is_its_owners(lang: Lang, text: str, who: str) -> None:
    assert who in [source for source, *_ in told(text, lang)]
