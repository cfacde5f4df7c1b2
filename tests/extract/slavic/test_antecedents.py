"""Whom "which" stands for speaks; whoever cites him hands it on."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import told


@pytest.mark.parametrize(
    ("lang", "text", "who"),
    [
        ("ru", "Мэр Иван Громов, который заявил о взрыве, уехал.", "Мэр Иван Громов"),
        ("uk", "Мер Іван Громов, який заявив про вибух, поїхав.", "Мер Іван Громов"),
        ("ru", "Газете ответил сосед, который сообщил о взрыве.", "сосед"),
        ("uk", "Газеті відповів сусід, який повідомив про вибух.", "сусід"),
        ("ru", "В отчёте комиссии, которая подтвердила взрыв, имён нет.", "комиссии"),
    ],
)
def test_the_noun_before_the_pronoun_speaks(lang: Lang, text: str, who: str) -> None:
    (found,) = (c for c in told(text, lang) if c.event == "explosion")
    assert found.speaker
    assert found.speaker.text == who


@pytest.mark.parametrize(
    ("lang", "text", "who"),
    [
        ("ru", "«Вестник» ссылается на неназванного моряка, который говорит, что погибли трое.", "неназванного моряка"),
        ("uk", "«Вісник» посилається на неназваного моряка, який каже, що загинули троє.", "неназваного моряка"),
    ],
)  # fmt: skip
def test_whoever_cites_is_the_relay_and_the_unnamed_is_nobody_of_before(lang: Lang, text: str, who: str) -> None:
    (found,) = told(text, lang)
    assert found.speaker
    assert (found.speaker.text, found.speaker.id, len(found.via)) == (who, None, 1)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Жительница села, которая рассказала о взрыве, не пострадала."),
        ("uk", "Мешканка села, яка розповіла про вибух, не постраждала."),
    ],
)
def test_who_speaks_in_the_clause_inside_still_belongs_to_the_one_around(lang: Lang, text: str) -> None:
    found = next(c for c in told(text, lang) if c.event == "injured")
    assert found.object
    assert found.object.startswith(("Жительница", "Мешканка"))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "В полиции заявили, что взрыва не было, а звук издал салют."),
        ("uk", "У поліції заявили, що вибуху не було, а звук видав салют."),
    ],
)
def test_a_thing_that_gives_a_sound_takes_nobody_the_word(lang: Lang, text: str) -> None:
    assert {c.speaker.text if c.speaker else None for c in told(text, lang)} == {text.split()[1]}
