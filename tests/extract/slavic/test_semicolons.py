"""Whose words stand behind a semicolon, a colon and a comma behind somebody's saying."""

import pytest

from allegedly.model import Claim
from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import told


def whose(found: list[Claim]) -> list[tuple[str | None, str, str | None, str]]:
    return [(c.event, c.stance, c.speaker.text if c.speaker else None, c.text) for c in found]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        (
            "ru",
            "Двое мельников ранены, рассказал дежурный врач; третьего сюда не привозили.",
            [
                ("injured", "affirm", "дежурный врач", "Двое мельников ранены"),
                ("other", "deny", "дежурный врач", "третьего сюда не привозили"),
            ],
        ),
        (
            "uk",
            "Двоє мірошників потонули, розповів черговий лікар; третього сюди не привозили.",
            [
                ("killed", "affirm", "черговий лікар", "Двоє мірошників потонули"),
                ("other", "deny", "черговий лікар", "третього сюди не привозили"),
            ],
        ),
        (
            "ru",
            "Мельница сгорела, рассказали в полиции; задержаны трое.",
            [("fire", "affirm", "полиции", "Мельница сгорела"), ("other", "affirm", "полиции", "задержаны трое")],
        ),
        (
            "uk",
            "Млин згорів, розповіли в поліції; затримано трьох.",
            [("fire", "affirm", "поліції", "Млин згорів"), ("other", "affirm", "поліції", "затримано трьох")],
        ),
    ],
)
def test_what_stands_behind_a_semicolon_is_told_by_whoever_was_named_before_it(
    lang: Lang, text: str, wanted: list[tuple[str, str, str, str]]
) -> None:
    assert whose(told(text, lang)) == wanted


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("ru", "Мельница сгорела, сказал мэр; двое ранены, сообщила больница.", ["мэр", "больница"]),
        ("uk", "Млин згорів, сказав мер; двоє поранені, повідомила лікарня.", ["мер", "лікарня"]),
    ],
)
def test_another_who_speaks_there_says_only_what_stands_behind_it(lang: Lang, text: str, wanted: list[str]) -> None:
    assert [c.speaker.text for c in told(text, lang) if c.speaker] == wanted


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("ru", "Вину мельник не признал: по его словам, сарай подожгли.", ("fire", "affirm", "сарай подожгли")),
        ("uk", "Провини мірошник не визнав: за його словами, сарай підпалили.", ("fire", "affirm", "сарай підпалили")),
        ("ru", "Мэр взрыв не подтвердил: сгорел сарай.", ("fire", "affirm", "сгорел сарай")),
        ("uk", "Мер вибух не підтвердив: згорів сарай.", ("fire", "affirm", "згорів сарай")),
    ],
)
def test_behind_the_colon_of_a_denied_saying_stands_what_was_there_instead(
    lang: Lang, text: str, wanted: tuple[str, str, str]
) -> None:
    assert wanted in [(c.event, c.stance, c.text) for c in told(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Директор не подтвердил взрыв: по его словам, сгорел сарай."),
        ("uk", "Директор не підтвердив вибух: за його словами, згорів сарай."),
    ],
)
def test_what_is_not_confirmed_before_a_colon_is_left_open(lang: Lang, text: str) -> None:
    assert [(c.event, c.stance) for c in told(text, lang)] == [("explosion", "query"), ("fire", "affirm")]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("ru", "Мельники утверждают, что сарай подожгли, мэрия это отрицает.", "сарай подожгли"),
        ("uk", "Мірошники стверджують, що сарай підпалили, мерія це заперечує.", "сарай підпалили"),
    ],
)
def test_another_who_denies_this_ends_the_words_before(lang: Lang, text: str, wanted: str) -> None:
    first, second = told(text, lang)
    assert (first.text, first.stance) == (wanted, "affirm")
    assert (second.speaker and second.speaker.text, second.stance) == (wanted and text.split()[-3], "deny")
