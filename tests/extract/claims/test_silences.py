"""Who has not said anything: whole sentences in three languages."""

import pytest

from allegedly.extract import extract
from allegedly.model import Report
from allegedly.model.vocabulary import Lang
from allegedly.read import document
from tests.extract.claims.desk import told

SILENT: list[tuple[Lang, str, str]] = [
    ("en", "There has been no immediate comment from Moscow.", "Moscow"),
    ("en", "There was no comment from the ministry of transport.", "the ministry of transport"),
    ("en", "No comment was available from the defence ministry.", "the defence ministry"),
    ("en", "The ministry did not comment on reports from the area.", "The ministry"),
    ("ru", "Комментариев от министерства пока нет.", "министерства"),
    ("ru", "От министерства комментариев не поступало.", "министерства"),
    ("ru", "Официальной реакции Москвы пока не последовало.", "Москвы"),
    ("ru", "Комментариев со стороны армии пока не было.", "армии"),
    ("uk", "Коментарів від міністерства поки немає.", "міністерства"),
    ("uk", "Від міністерства коментарів не надходило.", "міністерства"),
    ("uk", "Офіційної реакції Москви поки не було.", "Москви"),
    ("uk", "Коментарів з боку армії поки не було.", "армії"),
    ("ru", "Мэрия комментариев не даёт.", "Мэрия"),
    ("uk", "Мерія коментарів не дає.", "Мерія"),
    ("ru", "Официальный Киев пока хранит молчание.", "Официальный Киев"),
    ("uk", "Офіційний Київ поки зберігає мовчання.", "Офіційний Київ"),
]


@pytest.mark.parametrize(("lang", "text", "speaker"), SILENT)
def test_from_whom_there_was_no_word_is_silent(lang: Lang, text: str, speaker: str) -> None:
    (found,) = extract(document(Report("r", text, lang=lang))).claims
    assert (found.stance, found.event) == ("no_comment", "comment")
    assert found.speaker
    assert found.speaker.text == speaker


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "По базе выпустили семь ракет, сообщили в коалиции."),
        ("uk", "По базі випустили сім ракет, повідомили в коаліції."),
    ],
)
def test_a_coalition_speaks(lang: Lang, text: str) -> None:
    (found,) = extract(document(Report("r", text, lang=lang))).claims
    assert found.speaker
    assert found.speaker.text == text.rstrip(".").split()[-1]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "На шахте взорвался газ. Датчики молчали, говорят горняки."),
        ("uk", "На шахті вибухнув газ. Датчики мовчали, кажуть гірники."),
    ],
)
def test_a_thing_that_was_silent_owes_no_comment(lang: Lang, text: str) -> None:
    last = extract(document(Report("r", text, lang=lang))).claims[-1]
    assert (last.stance, last.event) == ("affirm", "other")
    assert last.speaker
    assert last.speaker.text in ("горняки", "гірники")


@pytest.mark.parametrize(
    ("lang", "text", "silent"),
    [
        (
            "en",
            "Neither the ministry nor the company would say how many were on board.",
            ["the ministry", "the company"],
        ),
        ("en", "Neither the army nor the rebels commented on the report.", ["the army", "the rebels"]),
        ("en", "No official has said who ordered the strike.", ["No official"]),
        ("ru", "Ни министерство, ни компания не сообщили, сколько было пассажиров.", ["министерство", "компания"]),
        ("ru", "Мэр отказался назвать число погибших.", ["Мэр"]),
        ("uk", "Ні міністерство, ні компанія не повідомили, скільки було пасажирів.", ["міністерство", "компанія"]),
        ("uk", "Мер відмовився назвати кількість загиблих.", ["Мер"]),
    ],
)
def test_each_of_two_who_say_nothing_is_silent(lang: Lang, text: str, silent: list[str]) -> None:
    found = told(text, lang)
    assert [(c.stance, c.speaker.text if c.speaker else "") for c in found] == [("no_comment", s) for s in silent]


def test_of_two_who_are_silent_each_is_somebody_else() -> None:
    army, rebels = told("Neither the army nor the rebels commented on the report.", "en")
    assert army.speaker is not None
    assert rebels.speaker is not None
    assert army.speaker.id != rebels.speaker.id


@pytest.mark.parametrize(
    ("lang", "text", "silent"),
    [
        ("en", "The mayor said nothing about the fire.", "The mayor"),
        ("ru", "Мэр ничего не сказал о пожаре.", "Мэр"),
        ("uk", "Мер нічого не сказав про пожежу.", "Мер"),
    ],
)
def test_who_says_nothing_is_silent_and_nobody_is_no_party(lang: Lang, text: str, silent: str) -> None:
    (found,) = told(text, lang)
    assert (found.stance, found.speaker and found.speaker.text) == ("no_comment", silent)
    (nobody,) = told("Nobody has claimed responsibility.", "en")
    assert (nobody.stance, nobody.speaker) == ("no_comment", None)


def test_what_is_said_of_a_detail_makes_nobody_silent() -> None:
    """English alone puts it so; in Russian and Ukrainian a clause with its own subject says it."""
    text = "The fire destroyed a shed, a detail not mentioned before."
    assert all(c.stance != "no_comment" for c in extract(document(Report("r1", text, "", "en"))).claims)
    (one,) = extract(document(Report("r1", "The mayor did not mention any damage.", "", "en"))).claims
    assert one.stance == "no_comment"
