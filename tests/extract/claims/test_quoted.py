"""Whose quotation or line of talk a claim stands in, where no attribution reaches it."""

import pytest

from allegedly.extract import extract
from allegedly.model import Claim, Report
from allegedly.model.vocabulary import Lang
from allegedly.read import document


def found(text: str, lang: Lang) -> list[Claim]:
    return list(extract(document(Report("r", text, lang=lang))).claims)


@pytest.mark.parametrize(
    ("lang", "text", "who"),
    [
        ("en", 'Mayor (in full): "Friends! Five drones were shot down. Two people were hurt."', "Mayor"),
        ("ru", "Мэр (копирую целиком): «Друзья! Над городом сбито пять дронов. Двое ранены».", "Мэр"),
        ("ru", "Цитирую коменданта: «Людей вывезли. Двое ранены».", "коменданта"),
        ("uk", "Мер (копіюю повністю): «Друзі! Над містом збито п'ять дронів. Двоє поранені».", "Мер"),
        ("uk", "Цитую коменданта: «Людей вивезли. Двоє поранені».", "коменданта"),
    ],
)
def test_a_quotation_behind_a_name_and_a_colon_is_theirs_to_its_end(lang: Lang, text: str, who: str) -> None:
    claims = found(text, lang)
    assert len(claims) >= 2
    assert {c.speaker.text if c.speaker else None for c in claims} == {who}


@pytest.mark.parametrize(
    ("lang", "text", "who"),
    [
        ("ru", "Жительница Дана говорит, что снаряд упал в пять: «Окна выбило. Двоих ранило».", "Жительница Дана"),
        ("ru", "— Окна выбило, — рассказывает фельдшер Нина Дым. — Двоих ранило.", "фельдшер Нина Дым"),
        ("uk", "Мешканка Дана каже, що снаряд упав о п'ятій: «Вікна вибило. Двох поранило».", "Мешканка Дана"),
        ("uk", "— Вікна вибило, — розповідає фельдшерка Ніна Дим. — Двох поранило.", "фельдшерка Ніна Дим"),
    ],
)
def test_what_is_said_on_in_a_quotation_or_a_line_of_talk_is_the_same_ones(lang: Lang, text: str, who: str) -> None:
    last = found(text, lang)[-1]
    assert last.speaker is not None
    assert who.startswith(last.speaker.text)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", 'Mayor: "Friends! We stand." Two people were hurt in the blast.'),
        ("en", 'It was the ship "Alba: Two people were hurt in the blast.'),
        ("ru", "Мэр: «Друзья! Мы стоим». При взрыве ранены двое."),
        ("ru", "— Окна целы, — рассказывает фельдшер, глядя в окно. При взрыве ранены двое."),
        ("uk", "Мер: «Друзі! Ми стоїмо». Під час вибуху поранено двох."),
    ],
)
def test_what_stands_outside_is_not(lang: Lang, text: str) -> None:
    assert all(c.rule != "claim.quoted_on" for c in found(text, lang))
