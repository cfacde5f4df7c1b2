"""What offices, bodies and people of a kind state in plain clauses, in three languages."""

from typing import Any

import pytest

from allegedly.extract import extract
from allegedly.model import Claim, Report
from allegedly.read import document


def said(text: str, lang: Any) -> list[Claim]:
    return [c for c in extract(document(Report("r1", text, "", lang))).claims if c.rule == "claim.said"]


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "The barge was sound, the shipowner insists.", "The barge was sound"),
        ("ru", "Барк был исправен, утверждает судовладелец.", "Барк был исправен"),
        ("uk", "Барк був справний, наполягає судновласник.", "Барк був справний"),
    ],
)
def test_a_body_states_a_clause_without_a_word_of_an_event(lang: Any, text: str, words: str) -> None:
    (one,) = said(text, lang)
    assert (one.text, one.event, one.stance) == (words, "other", "affirm")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The economy is in good shape, the government said."),
        ("en", "The economy is in good shape, an analyst said."),
        ("ru", "Экономика в хорошей форме, заявило правительство."),
        ("uk", "Економіка в добрій формі, заявив уряд."),
    ],
)
def test_whoever_speaks_of_everything_makes_no_claim_so(lang: Any, text: str) -> None:
    assert not said(text, lang)


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "The shed burned down, the shipowner said. The cranes had stood idle since spring.", "The cranes had"),
        ("ru", "Ангар сгорел, сообщил судовладелец. Краны стояли без дела с весны.", "Краны стояли"),
        ("uk", "Ангар згорів, повідомив судновласник. Крани стояли без діла з весни.", "Крани стояли"),
    ],
)
def test_a_brief_report_goes_on_in_the_name_of_the_body_that_spoke(lang: Any, text: str, words: str) -> None:
    found = [c for c in extract(document(Report("r1", text, "", lang))).claims if c.text.startswith(words)]
    assert [(c.speaker and c.speaker.id) for c in found] == ["any:owner"]


@pytest.mark.parametrize(
    ("lang", "told", "untold"),
    [
        (
            "en",
            "The shed burned. The keys were with us, the choristers said.",
            "The keys were with us, the choristers said.",
        ),
        ("ru", "Ангар сгорел. Ключи лежали у нас, рассказали хористы.", "Ключи лежали у нас, рассказали хористы."),
        ("uk", "Ангар згорів. Ключі лежали в нас, розповіли хористи.", "Ключі лежали в нас, розповіли хористи."),
    ],
)
def test_whoever_speaks_where_a_happening_is_told_speaks_of_it(lang: Any, told: str, untold: str) -> None:
    found = extract(document(Report("r1", told, "", lang))).claims
    assert [c.text in untold for c in found] == [False, True]
    assert not extract(document(Report("r1", untold, "", lang))).claims


@pytest.mark.parametrize(
    ("lang", "text", "who"),
    [
        ("en", "The shed burned down, residents said. The gate was locked.", "group:residents"),
        ("ru", "Ангар сгорел, рассказали жители. Ворота были заперты.", "group:residents"),
        ("uk", "Ангар згорів, розповіли мешканці. Ворота були замкнені.", "group:residents"),
    ],
)
def test_a_brief_report_goes_on_in_the_name_of_people_who_are_there(lang: Any, text: str, who: str) -> None:
    found = extract(document(Report("r1", text, "", lang))).claims
    assert [c.speaker and c.speaker.id for c in found] == [who, who]


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "The pump was new, the tenants insisted.", "The pump was new"),
        ("ru", "Насос был новый, настаивают арендаторы.", "Насос был новый"),
        ("uk", "Насос був новий, наполягають орендарі.", "Насос був новий"),
    ],
)
def test_who_insists_or_admits_speaks_of_what_happened(lang: Any, text: str, words: str) -> None:
    """Others have said something of it, though this brief report tells of no happening."""
    (one,) = said(text, lang)
    assert (one.text, one.stance) == (words, "affirm")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The skiers had ignored the flags, instructors said."),
        ("ru", "Лыжники не смотрели на флажки, рассказали инструкторы."),
        ("uk", "Лижники не дивилися на прапорці, розповіли інструктори."),
    ],
)
def test_where_a_sphere_of_life_is_told_of_whoever_speaks_tells_what_was(lang: Any, text: str) -> None:
    assert len(said(text, lang)) == 1
    for mine, other in (("skiers", "critics"), ("flags", "reviews"), ("Лыжники", "Критики"), ("флажки", "отзывы")):
        text = text.replace(mine, other)
    assert not said(text.replace("Лижники", "Критики").replace("прапорці", "відгуки"), lang)


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "Two keepers saw a torch by the shed, the union said.", "Two keepers saw a torch by the shed"),
        ("ru", "Ни одного катера радары не видели, заявило министерство обороны.", "Ни одного катера радары не видели"),
        ("uk", "Жодного катера радари не бачили, заявило міністерство оборони.", "Жодного катера радари не бачили"),
    ],
)
def test_what_others_saw_is_stated_by_who_tells_of_it(lang: Any, text: str, words: str) -> None:
    (one,) = said(text, lang)
    assert one.text == words
    assert one.stance == ("affirm" if lang == "en" else "deny")


def test_a_sentence_that_somebody_disagrees_is_not_in_the_name_of_who_spoke_before() -> None:
    told = said("The gate was shut, the shipowner insists. The crew disagreed. It was open, they said.", "en")
    assert "The crew disagreed" not in [c.text for c in told]


@pytest.mark.parametrize(
    ("lang", "text", "words", "stance"),
    [
        ("ru", "Компания признала: насос накануне не проверяли.", "насос накануне не проверяли", "deny"),
        ("uk", "Компанія визнала: насос напередодні не перевіряли.", "насос напередодні не перевіряли", "deny"),
        ("ru", "Виноват старый кабель, считает владелец рынка.", "Виноват старый кабель", "affirm"),
        ("uk", "Винен старий кабель, вважає власник ринку.", "Винен старий кабель", "affirm"),
        ("en", "The old cable was to blame, the owner of the bazaar said.", "The old cable was to blame", "affirm"),
        ("ru", "Тормоза автобуса были исправны, установили эксперты.", "Тормоза автобуса были исправны", "affirm"),
    ],
)
def test_checks_that_nobody_made_blame_and_what_experts_found(lang: Any, text: str, words: str, stance: str) -> None:
    assert [(c.text, c.stance) for c in said(text, lang)] == [(words, stance)]


@pytest.mark.parametrize(
    ("lang", "answer", "then"),
    [
        ("ru", "Цех стоял пустой, откликнулись в «Тихой воде».", "Ключ от ворот лежал у сторожа, считают там."),
        ("uk", "Цех стояв порожній, відгукнулися в «Тихій воді».", "Ключ від воріт лежав у сторожа, вважають там."),
    ],
)
def test_who_answered_once_speaks_of_what_happened_all_through(lang: Any, answer: str, then: str) -> None:
    last = then.partition(",")[0]
    assert last in [c.text for c in said(f"{answer} {then}", lang)]
    assert last not in [c.text for c in said(then, lang)]
