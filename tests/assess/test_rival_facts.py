"""Causes, hours and tallies that cannot both hold, and raids of which nothing got through. All is invented."""

from dataclasses import replace
from datetime import timedelta

import pytest

from allegedly.assess import assess
from allegedly.model import Conflict, Count, Extraction, Span
from allegedly.model.vocabulary import Event, Lang, Stance
from tests.assess.build import NOON, claim, count, incident, report, speaker, when


def open_ones(*reports: Extraction) -> list[Conflict]:
    return [c for c in assess(*incident(*reports)).conflicts if not c.settled]


def told(
    who: str, event: Event, words: str, lang: Lang = "en", hours: float = 0, stance: Stance = "affirm"
) -> Extraction:
    made = report(f"{who} reports", claim(event, speaker(who), stance, text=words), hours=hours)
    return Extraction(made.report, lang, (), made.claims)


@pytest.mark.parametrize(
    ("lang", "one", "other", "denied"),
    [
        ("en", "The fire was caused by old wiring", "the barn fire was arson", "No signs of arson were found"),
        ("ru", "Причиной пожара стала старая проводка", "это был поджог", "Поджог исключён"),
        ("uk", "Причиною пожежі стала стара проводка", "це був підпал", "Підпал виключено"),
    ],
)
def test_a_fire_has_one_cause(lang: Lang, one: str, other: str, denied: str) -> None:
    union, owner = told("union", "fire", one, lang), told("owner", "other", other, lang, 1)
    assert [c.kind for c in open_ones(union, owner)] == ["cause"]
    police = told("police", "attack", denied, lang, 2, "deny" if lang == "en" else "affirm")
    roof = {"en": "roof", "ru": "крыша", "uk": "покрівля"}[lang]
    fire = told("warden", "fire", one.replace("wiring", roof).replace("проводка", roof), lang, 3)
    rules = [c.rule for c in open_ones(owner, police, fire)]
    assert rules == ["causes", "explained"]  # arson is denied; an old roof is another reason than arson
    assert not open_ones(union, told("warden", "fire", one, lang, 1))


def test_a_word_that_only_stands_beside_a_fire_is_no_cause() -> None:
    wiring = told("union", "fire", "The fire was caused by old wiring")
    assert not open_ones(wiring, told("owner", "fire", "a fire near the cigarette kiosk", hours=1))


def blast(who: str, minutes: int, name: str = "", **more: object) -> Extraction:
    at = when(NOON + timedelta(minutes=minutes))
    return report(name or f"{who} reports", claim("explosion", speaker(who), when=at, **more), hours=9)


def test_two_hours_of_one_blast() -> None:
    (one,) = open_ones(blast("crew", 0), blast("navy", 40))
    assert (one.kind, one.rule) == ("time", "hours")
    assert not open_ones(blast("crew", 0), blast("navy", 10)), "clocks differ"
    assert not open_ones(blast("crew", 0), blast("crew", 40, "later")), "one voice"
    assert not open_ones(blast("crew", 0), blast("navy", 40), blast("port", 80)), "a series"
    assert not open_ones(blast("crew", 0), blast("navy", 40, object="second blast")), "a second one"


@pytest.mark.parametrize(
    ("lang", "freed", "back"),
    [
        ("en", "soldiers freed all hostages", "only so many hostages have returned"),
        ("ru", "военные освободили всех заложников", "вернулись не все заложники"),
        ("uk", "військові звільнили всіх заручників", "повернулися не всі заручники"),
    ],
)
def test_captives_are_counted_once(lang: Lang, freed: str, back: str) -> None:
    def counted(who: str, words: str, number: Count, hours: float) -> Extraction:
        made = report(f"{who} reports", claim("other", speaker(who), text=words, count=number), hours=hours)
        return Extraction(made.report, lang, (), made.claims)

    army = counted("army", freed, count(22), 0)
    assert [c.rule for c in open_ones(army, counted("relatives", back, count(17), 1))] == ["tallies"]
    assert not open_ones(army, counted("relatives", back, count(22), 1))
    roughly = Count(None, 20, None, "some 20", Span(0, 0))
    assert not open_ones(army, counted("relatives", back, roughly, 1)), "about 20 may be 22"


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "All eleven drones that attacked the port were shot down"),
        ("ru", "Все одиннадцать беспилотников, атаковавших порт, сбиты"),
        ("uk", "Усі одинадцять дронів, що атакували порт, збито"),
    ],
)
@pytest.mark.parametrize("event", ["attack", "impact"])
def test_all_drones_of_a_raid_downed_leaves_no_hit_whatever_verb_was_read(lang: Lang, words: str, event: Event) -> None:
    raid = told("governor", event, words, lang)
    hit = report("staff", claim("impact", speaker("staff"), kind="energy"), hours=1)
    assert [c.rule for c in open_ones(raid, hit)] == ["excluded"]
    some = told("governor", event, words.split(maxsplit=1)[1], lang)
    assert not [c for c in open_ones(some, hit) if c.rule == "excluded"]


def test_who_explains_a_blast_tells_of_one() -> None:
    heard = report("r1", claim("explosion", speaker("residents")))
    why = told("company", "other", "a gas leak was the cause of the explosion", hours=1)
    (one,) = [p for p in assess(*incident(heard, why)).propositions if p.event == "explosion"]
    assert one.origins == ("office:company", "office:residents")
    assert replace(one, status="corroborated") == one


@pytest.mark.parametrize(
    ("lang", "dead", "beaten", "ill"),
    [
        ("en", "The guard died of gunshot wounds", "A clerk was beaten", "He was treated for a heart attack"),
        ("ru", "Охранник умер от пулевых ранений", "Клерка избили, следы побоев видны", "Его лечили от инфаркта"),
        (
            "uk",
            "Охоронець помер від кульових поранень",
            "Клерка побили, видно сліди побиття",
            "Його лікували від інфаркту",
        ),
    ],
)
def test_what_befell_the_living_is_no_cause_of_a_death(lang: Lang, dead: str, beaten: str, ill: str) -> None:
    death = told("police", "killed", dead, lang)
    for words in (beaten, ill):
        assert not open_ones(death, told("outlet", "other", words, lang, 1))
        assert [c.rule for c in open_ones(death, told("outlet", "killed", words, lang, 1))] == ["causes"]


@pytest.mark.parametrize(
    ("lang", "arson", "open_"),
    [
        ("en", "The barn fire was arson", "You cannot call it arson yet"),
        ("ru", "Пожар в амбаре был поджогом", "О поджоге говорить пока рано"),
        ("uk", "Пожежа в сараї була підпалом", "Про підпал говорити поки рано"),
    ],
)
def test_who_will_not_say_yet_denies_no_cause(lang: Lang, arson: str, open_: str) -> None:
    said, unsaid = told("police", "fire", arson, lang), told("owner", "fire", open_, lang, 1, "deny")
    assert not open_ones(said, unsaid)


@pytest.mark.parametrize(
    ("lang", "happened", "words"),
    [
        ("en", "The depot was attacked", "exactly what made the guards attack"),
        ("en", "The depot was attacked", "The guards would not attack a depot"),
        ("en", "The depot was attacked", "It was an attack that gave the driver no chance"),
        ("ru", "Склад атаковали", "почему охрана атаковала склад"),
        ("ru", "Склад атаковали", "Охрана не атаковала бы склад"),
        ("ru", "Склад атаковали", "Атака не оставила водителю шансов"),
        ("uk", "Склад атакували", "чому охорона атакувала склад"),
        ("uk", "Склад атакували", "Охорона не атакувала б склад"),
        ("uk", "Склад атакували", "Атака не залишила водієві шансів"),
    ],
)
def test_a_question_a_condition_and_another_s_denial_deny_no_attack(lang: Lang, happened: str, words: str) -> None:
    attack = told("police", "attack", happened, lang)
    assert open_ones(attack, told("owner", "attack", "No attack took place", "en", 1, "deny")), "a denial is one"
    assert not open_ones(attack, told("owner", "attack", words, lang, 1, "deny"))
