"""Voices of bodies that no list knows, and of people who told an outlet something."""

from typing import Any

import pytest

from allegedly.assess import assess
from allegedly.knowledge.identity import key, outlet
from allegedly.model import Extraction, Speaker
from allegedly.model.vocabulary import Lang
from tests.assess.build import NONE, claim, incident, relay, report


def named(words: str, identity: str | None = None, kind: Any = "unknown", name: str | None = None) -> Speaker:
    return Speaker(words, NONE, identity, kind, None, name)


def told(name: str, lang: Lang, who: Speaker, event: str = "impact", hours: float = 0, **more: Any) -> Extraction:
    made = report(name, claim(event, who), hours=hours, **more)
    return Extraction(made.report, lang, made.attributions, made.claims)


def keys(*reports: Extraction) -> list[str]:
    return [o.key for o in assess(*incident(*reports)).origins]


def test_a_body_that_is_named_is_one_voice_in_three_languages_and_so_is_its_director() -> None:
    one = told("r1", "en", named("the plant “Velmora”", "any:company", "group"))
    two = told("r2", "ru", named("директор завода «Велмора»", "Орлен:company", "group"), hours=1)
    three = told("r3", "uk", named("завод «Велмора»", "any:company", "group"), hours=2)
    assert keys(one, two, three) == ["name:velmor"]
    worker = told("r4", "ru", named("рабочий завода «Велмора»", None, "unknown"), hours=3)
    assert keys(one, worker) == ["name:velmor", outlet("r4")], "who works there does not speak for it"


def test_who_led_a_body_before_does_not_speak_for_it() -> None:
    plant = told("r1", "en", named("the plant “Velmora”", "any:company", "group"))
    before = told("r2", "en", named("the former director of the plant “Velmora”"), hours=1)
    assert keys(plant, before) == ["name:velmor", outlet("r2")]


def test_a_body_without_a_name_is_known_by_what_it_is_and_never_the_outlets_own_voice() -> None:
    one = told("r1", "en", named("the pilots' association", None, "group"))
    two = told("r2", "ru", named("ассоциация пилотов"), hours=1)
    three = told("r3", "uk", named("асоціації", name="асоціація пілотів"), hours=2)
    assert keys(one, two, three) == ["body:association:pilot"]
    found = assess(*incident(one, two, three))
    assert found.propositions[0].status == "single_origin"
    drivers = told("r4", "uk", named("асоціація водіїв"), hours=3)
    assert keys(one, drivers) == ["body:association:pilot", "body:association:driver"]


def test_the_reports_own_outlet_stands_between_it_and_nobody() -> None:
    people = named("residents", "group:residents", "witness")
    first = report(
        "r1", claim("fire", people, via=(relay("the Post"),)), claim("damage", people), source="Harbour Post"
    )
    assert keys(first) == ["group:residents"]
    other = report(
        "r1", claim("fire", people, via=(relay("the Star"),)), claim("damage", people), source="Harbour Post"
    )
    assert set(keys(other)) == {"outlet:the Star", "group:residents"}, "another outlet vouches for what it passes on"


@pytest.mark.parametrize(("said", "shown"), [("Корвин Трейд", "Corvin Trade"), ("Дорн Квест", "Dorn Quest")])
def test_an_outlet_that_another_script_names_is_that_outlet(said: str, shown: str) -> None:
    own = report("r1", claim("fire"), source=shown)
    cited = told("r2", "ru", named(f"«{said}»", f"name:{key(said)}", "person", said), "fire", hours=1)
    assert keys(own, cited) == [outlet(shown)]


def test_one_name_taken_for_a_person_and_for_a_body_is_one_voice() -> None:
    one = told("r1", "en", named("Velmora", "person:velmor", "person", "Velmora"))
    two = told("r2", "ru", named("«Велмора»", "name:velmor", "group", "Велмора"), hours=1)
    assert len(keys(one, two)) == 1
    other = told("r3", "en", named("Selmora", "person:selmor", "person", "Selmora"), hours=2)
    assert len(keys(one, two, other)) == 2


@pytest.mark.parametrize(
    ("lang", "said", "on", "own"),
    [
        ("en", "A valve failed, Velmora said.", "The health minister has resigned.", "A crane fell too."),
        ("ru", "Отказал клапан, заявила «Велмора».", "Министр здравоохранения подал в отставку.", "Упал и кран."),
        ("uk", "Відмовив клапан, заявила «Велмора».", "Міністр охорони здоров'я пішов у відставку.", "Упав і кран."),
    ],
)
def test_what_another_office_did_is_not_told_by_who_spoke_before(lang: Any, said: str, on: str, own: str) -> None:
    who = named("Velmora", "name:velmor", "group", "Velmora")
    made = report("r1", claim("damage", who, text=said), claim("response", text=on), lang=lang)
    held = Extraction(made.report, lang, (), made.claims)
    assert outlet("r1") in keys(held)
    made = report("r1", claim("damage", who, text=said), claim("fire", text=own), lang=lang)
    assert keys(Extraction(made.report, lang, (), made.claims)) == ["name:velmor"]


def test_capitals_behind_what_a_body_is_are_its_name_unless_the_registry_has_a_town_of_them() -> None:
    english = told("r1", "en", named("The company Arden Cable", "any:company", "group"))
    russian = told("r2", "ru", named("Компания «Арден Кабель»", "any:company", "group"), hours=1)
    assert keys(english) == ["name:arden cabl"]
    assert len(keys(english, russian)) == 1, "one company in two languages"
    assert keys(told("r1", "en", named("The company Orlen", "Orlen:company", "group"))) == ["Orlen:company"]


def test_who_speaks_for_a_body_under_a_name_gives_it_no_name() -> None:
    company = told("r1", "en", named("The company Arden Cable", "any:company", "group"))
    voice = told("r2", "en", named("its spokeswoman, Ann Lee", "any:company", "group", "company Arden Cable"))
    assert keys(company, voice) == ["name:arden cabl"]
