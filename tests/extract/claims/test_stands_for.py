"""Whom words stand for that name nobody: a statement, a part of a group, "the official", those who saw it."""

from typing import Any

import pytest

from allegedly.extract import extract
from allegedly.model import Claim, Report
from allegedly.read import document


def claims(text: str, lang: Any) -> list[Claim]:
    return list(extract(document(Report("r1", text, "", lang))).claims)


def who(claim: Claim) -> str | None:
    return claim.speaker.id if claim.speaker else None


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The regional fire service said two sheds burned. Nobody was hurt, the statement said."),
        ("ru", "Областная пожарная служба сообщила, что сгорели два сарая. Никто не пострадал, говорится в сообщении."),
        ("uk", "Обласна пожежна служба повідомила, що згоріли два сараї. Ніхто не постраждав, ідеться в заяві."),
    ],
)
def test_a_statement_is_of_whoever_spoke_last(lang: Any, text: str) -> None:
    fire, hurt = claims(text, lang)
    assert who(fire) == who(hurt) == "any:emergency-service"
    assert hurt.stance == "deny"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Residents said two sheds burned. Nobody was hurt, the statement said."),
        ("ru", "Жители рассказали, что сгорели два сарая. Никто не пострадал, говорится в сообщении."),
        ("uk", "Мешканці розповіли, що згоріли два сараї. Ніхто не постраждав, ідеться в заяві."),
        ("en", "The fire service said two sheds burned. Nobody was hurt, a statement by the owners said."),
        (
            "ru",
            "Пожарная служба сообщила, что сгорели два сарая. Никто не пострадал, говорится в заявлении владельцев.",
        ),
        ("uk", "Пожежна служба повідомила, що згоріли два сараї. Ніхто не постраждав, ідеться в заяві власників."),
    ],
)
def test_a_crowd_issues_no_statement_and_one_of_somebody_is_theirs(lang: Any, text: str) -> None:
    fire, hurt = claims(text, lang)
    assert who(hurt) != who(fire)


@pytest.mark.parametrize(
    ("lang", "text", "stance"),
    [
        ("ru", "В сообщении уточняется, что пропал один рабочий.", "affirm"),
        ("uk", "У повідомленні уточнюється, що зник один робітник.", "affirm"),
        ("ru", "Уточняется, есть ли погибшие.", "query"),
        ("uk", "Уточнюється, чи є загиблі.", "query"),
    ],
)
def test_what_is_specified_in_a_statement_is_stated_and_what_is_being_checked_is_not(
    lang: Any, text: str, stance: str
) -> None:
    (one,) = claims(text, lang)
    assert one.stance == stance


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Residents said they heard two blasts. They also saw smoke. One of them said a house was on fire."),
        ("ru", "Жители рассказали, что слышали два взрыва. Они также видели дым. Один из них сказал, что горел дом."),
        ("uk", "Мешканці розповіли, що чули два вибухи. Вони також бачили дим. Один із них сказав, що горів будинок."),
    ],
)
def test_who_saw_it_and_who_is_one_of_them_are_those_who_spoke(lang: Any, text: str) -> None:
    blasts, smoke, house = claims(text, lang)
    assert [who(c) for c in (blasts, smoke, house)] == ["group:residents"] * 3
    assert smoke.basis == "witness"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Anna Lind, the mayor, said a bridge was hit. The official denied that anyone was killed."),
        ("ru", "Мэр Анна Линд сообщила, что повреждён мост. Чиновник опровергла, что кто-то погиб."),
        ("uk", "Мер Анна Лінд повідомила, що пошкоджено міст. Посадовець спростувала, що хтось загинув."),
    ],
)
def test_the_official_is_the_person_of_an_office_who_spoke(lang: Any, text: str) -> None:
    bridge, killed = claims(text, lang)
    assert who(bridge) == who(killed) == "person:an lind"
    assert killed.stance == "deny"


def test_officials_there_are_of_the_body_that_spoke() -> None:
    """In Russian and Ukrainian "там" alone is (tests/extract/test_speakers.py)."""
    ship, hurt = claims("The port authority said its ship ran aground. Officials there said no one was hurt.", "en")
    assert who(ship) == who(hurt) == "any:port-authority"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Police said a van was stopped. Two men were detained, the investigators said."),
        ("ru", "Полиция сообщила, что остановлен фургон. Задержаны двое мужчин, сообщили следователи."),
        ("uk", "Поліція повідомила, що зупинено фургон. Затримано двох чоловіків, повідомили слідчі."),
    ],
)
def test_investigators_are_of_the_police_or_the_prosecutor_who_spoke(lang: Any, text: str) -> None:
    *_, held = claims(text, lang)
    assert who(held) == "any:police"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Two men were detained, the investigators said."),
        ("ru", "Задержаны двое мужчин, по данным следствия."),
        ("uk", "Затримано двох чоловіків, за даними слідства."),
    ],
)
def test_investigators_alone_are_one_voice_in_three_languages(lang: Any, text: str) -> None:
    (held,) = claims(text, lang)
    assert who(held) == "any:investigators"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The mayor, who lost the vote in May, said the bridge had collapsed."),
        ("ru", "Мэр, проигравший выборы в мае, сообщил, что мост рухнул."),
        ("uk", "Мер, який програв вибори в травні, повідомив, що міст зруйновано."),
        ("en", "The plant said that it was opened in 2019 and that a tank exploded."),
        ("ru", "Завод сообщил, что открылся в 2019 году и что взорвался бак."),
        ("uk", "Завод повідомив, що відкрився у 2019 році і що вибухнув бак."),
        ("en", "A tank exploded because the valve was removed in May."),
        ("en", "Because the valve was removed in May, a tank exploded."),
        ("ru", "Взорвался бак, потому что клапан сняли в мае."),
        ("uk", "Вибухнув бак, бо клапан зняли в травні."),
    ],
)
def test_a_time_of_an_aside_or_of_another_clause_is_none_of_what_happened(lang: Any, text: str) -> None:
    news = [c for c in claims(text, lang) if c.event in ("damage", "explosion")]
    assert [(c.when, c.factuality) for c in news] == [(None, "asserted")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The depot, which burned on 3 March, was empty."),
        ("ru", "На складе, который сгорел 3 марта, никого не было."),
        ("uk", "На складі, який згорів 3 березня, нікого не було."),
        ("en", "On 3 March a tank exploded, and two people were hurt."),
        ("ru", "3 марта взорвался бак, и пострадали двое."),
        ("uk", "3 березня вибухнув бак, і постраждали двоє."),
    ],
)
def test_a_time_before_all_and_one_inside_the_aside_itself_are_kept(lang: Any, text: str) -> None:
    news = [c for c in claims(text, lang) if c.event in ("fire", "explosion", "injured")]
    assert news
    assert all(c.when is not None for c in news)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Three were killed, Peru's disaster management agency said. Six were evacuated, according to the agency.",
        ),
        (
            "ru",
            "Погибли трое, сообщило агентство по чрезвычайным ситуациям Перу. Вывезены шестеро, по данным агентства.",
        ),
        (
            "uk",
            "Загинули троє, повідомило агентство з надзвичайних ситуацій Перу. Вивезено шістьох, за даними агентства.",
        ),
    ],
)
def test_the_agency_is_the_one_that_spoke_and_no_news_agency(lang: Any, text: str) -> None:
    killed, evacuated = claims(text, lang)
    assert who(killed) == who(evacuated) is not None


def test_he_is_whose_office_or_channel_it_was_where_nobody_spoke() -> None:
    """In Russian and Ukrainian a role in any case is asked for already (`referring._asked`)."""
    *_, died = claims("The mayor's office was shut. Two people died, he said.", "en")
    assert who(died) == "any:mayor"
