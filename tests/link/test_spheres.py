"""What names no place is about what these days tell of its sphere at one place; of two places neither is meant."""

from dataclasses import replace

import pytest

from allegedly.knowledge.spheres import spheres
from allegedly.link import link
from allegedly.model import Claim, Extraction, Mention, Span, Terms
from allegedly.model.claim import Attribution, Source
from allegedly.model.vocabulary import Act, Lang
from tests.assess.build import HILL, NONE, PORT, claim, report, speaker

FERRY: dict[Lang, str] = {"en": "ferry", "ru": "паром", "uk": "пором"}


def told(
    name: str, lang: Lang, *claims: Claim, hours: float = 0, said: bool = True, word: str = "", act: Act = "say"
) -> Extraction:
    """A report whose only word that others share tells of its sphere; `said`: it names who says it."""
    made = report(name, *claims, hours=hours)
    who = Attribution(
        f"{name}.s", name, (Span(0, 1),), Source("crew", NONE, None, None), None, None, act, "affirm", "t"
    )
    words = (word or FERRY[lang], *(f"{name}word{n}" for n in range(8)))
    return replace(made, lang=lang, terms=Terms(words), attributions=(who,) if said else ())


def answer(name: str, lang: Lang, **more: object) -> Extraction:
    """What somebody says without naming a place."""
    return told(name, lang, claim("other", speaker("crew"), places=()), **more)  # type: ignore[arg-type]


def incidents(*reports: Extraction) -> list[tuple[str, ...]]:
    return sorted(i.reports for i in link(reports).incidents)


SUNK = told("r1", "en", claim("fire"))


def test_an_answer_in_any_language_belongs_to_the_one_happening_of_its_sphere() -> None:
    made = link([SUNK, answer("r2", "ru", hours=5), answer("r3", "uk", hours=9), answer("r4", "en", hours=20)])
    assert [i.reports for i in made.incidents] == [("r1", "r2", "r3", "r4")]
    assert {one.rule for one in made.links if one.level == "part"} == {"one_sphere"}


def test_where_two_places_tell_of_the_sphere_nobody_knows_which_is_meant() -> None:
    there = told("r9", "en", claim("fire", places=(HILL,)), hours=1)
    assert ("r2",) in incidents(SUNK, there, answer("r2", "ru", hours=5))


def test_another_sphere_joins_nothing() -> None:
    assert len(incidents(SUNK, answer("r2", "ru", hours=5, word="тюрьма"))) == 2


def test_what_its_outlet_tells_by_itself_is_another_happening() -> None:
    alone = told("r2", "ru", claim("fire", places=()), hours=5, said=False)
    assert len(incidents(SUNK, alone)) == 2


def test_an_answer_follows_within_two_days_and_never_comes_first() -> None:
    assert len(incidents(SUNK, answer("r2", "ru", hours=80))) == 2
    assert len(incidents(SUNK, answer("r2", "ru", hours=-6))) == 2


def test_a_story_of_more_reports_than_the_placed_one_is_its_own() -> None:
    own = [replace(answer(f"a{n}", "ru", hours=n), terms=Terms(("паром", *"абвгдежз"), ("kovrin",))) for n in (4, 5, 6)]
    assert ("r1",) in incidents(SUNK, *own)


def test_at_one_place_a_later_word_joins_and_a_new_happening_does_not() -> None:
    later = told("r2", "ru", claim("missing"), hours=30)
    assert incidents(SUNK, later) == [("r1", "r2")]
    again = told("r2", "ru", claim("fire"), hours=30)
    assert len(incidents(SUNK, again)) == 2, "another fire there, a day later"


def test_a_sphere_that_is_told_of_every_day_joins_nothing() -> None:
    usual = [told(f"x{n}", "ru", claim("other", places=()), hours=24 * n - 2400, said=False) for n in range(70)]
    assert ("r2",) in incidents(SUNK, answer("r2", "ru", hours=5), *usual)


def test_a_town_of_another_country_beside_the_claims_keeps_it_apart() -> None:
    home = replace(PORT, country="AA")
    away = replace(PORT, id="place:away", name="Away", country="BB", precision="country")
    here, other = told("r1", "en", claim("fire", places=(home,))), claim("other", speaker("crew"), places=(away,))
    assert len(incidents(here, told("r2", "ru", other, hours=5))) == 2
    assert len(incidents(here, told("r2", "ru", replace(other, places=(replace(away, country="AA"),)), hours=5))) == 1


def test_a_later_word_from_the_town_joins_where_hardly_anything_else_is_told_of_it() -> None:
    later = told("r2", "ru", claim("other", speaker("hospital")), hours=30, word="слово")
    assert incidents(SUNK, later) == [("r1", "r2")]
    busy = [told(f"x{n}", "uk", claim("other"), hours=n, said=False, word=f"ринок{n}") for n in range(3)]
    assert ("r2",) in incidents(SUNK, later, *busy)


def test_a_later_word_of_another_sphere_from_the_town_is_another_matter() -> None:
    assert len(incidents(SUNK, told("r2", "ru", claim("other", speaker("prison")), hours=30, word="тюрьма"))) == 2


def test_who_answers_means_the_one_thing_that_is_told_of_at_all() -> None:
    denial = answer("r2", "uk", hours=3, word="слово")
    denial = replace(denial, attributions=(replace(denial.attributions[0], stance="deny"),))
    assert incidents(SUNK, denial) == [("r1", "r2")]
    there = told("r9", "en", claim("fire", places=(HILL,)), hours=1, word="mill")
    assert ("r2",) in incidents(SUNK, there, denial)
    assert len(incidents(SUNK, replace(denial, attributions=answer("r2", "uk").attributions))) == 2


def test_what_somebody_believes_is_told_by_somebody_else_than_the_outlet() -> None:
    assert len(incidents(SUNK, answer("r2", "uk", hours=5, act="believe"))) == 1
    assert len(incidents(SUNK, answer("r2", "uk", hours=5, act="intend"))) == 2


UPHELD: dict[Lang, str] = {
    "en": "The army maintains that the ferry burned.",
    "ru": "Военные по-прежнему говорят, что паром горел.",
    "uk": "Військові як і раніше кажуть, що пором горів.",
}
ADMITTED: dict[Lang, str] = {
    "en": "The owner admitted that the ferry burned.",
    "ru": "Хозяин признал, что паром горел.",
    "uk": "Власник визнав, що пором горів.",
}

AFTER_ALL: dict[Lang, str] = {
    "en": "The ferry did burn after all, the army said.",
    "ru": "Паром действительно горел, сообщили военные.",
    "uk": "Пором таки горів, повідомили військові.",
}


@pytest.mark.parametrize("lang", FERRY)
def test_what_is_said_again_denied_or_admitted_a_day_later_is_no_new_happening(lang: Lang) -> None:
    first = told("r1", "en", claim("fire"))
    words = {"again": UPHELD[lang], "admitted": ADMITTED[lang], "after all": AFTER_ALL[lang]}
    for said, text in words.items():
        later = told("r2", lang, claim("fire", speaker("crew"), text=text), hours=30)
        assert incidents(first, later) == [("r1", "r2")], said
    denied = told("r2", lang, claim("fire", speaker("crew"), stance="deny"), hours=30)
    assert incidents(first, denied) == [("r1", "r2")]
    anew = told("r2", lang, claim("fire", speaker("crew")), hours=30)
    assert len(incidents(first, anew)) == 2


@pytest.mark.parametrize("lang", FERRY)
def test_first_posts_from_a_town_join_the_story_that_follows(lang: Lang) -> None:
    post = told("a1", lang, claim("other", speaker("parents")), word="слово")
    story = [told(f"r{n}", "en", claim("injured", speaker("hospital")), hours=n, word="word") for n in (3, 4, 5)]
    assert incidents(post, *story) == [("a1", "r3", "r4", "r5")]
    alone = told("a1", "en", claim("other"), word="слово", said=False)
    assert ("a1",) in incidents(alone, *story), "an outlet tells of its own happening"


def test_one_report_of_many_on_a_matter_is_enough_for_what_adds_to_it_without_a_place() -> None:
    story = [told(f"r{n}", "en", claim("fire"), hours=n / 4) for n in range(1, 7)]
    food = told("r7", "en", claim("fire"), hours=2, word="kitchen")
    cook = told("r8", "ru", claim("other", speaker("cook"), places=()), hours=5, word="кухня")
    assert incidents(*story, food, cook) == [tuple(f"r{n}" for n in range(1, 9))]
    assert ("r8",) in incidents(*story, cook)


SPHERES: dict[str, dict[Lang, str]] = {
    "ice": {"en": "ice beach", "ru": "рыболов пляж", "uk": "крига пляж"},
    "animals": {"en": "anthrax", "ru": "сибирка", "uk": "сибірка"},
    "lift": {"en": "lift floor", "ru": "лифт", "uk": "ліфт"},
    "factory": {"en": "factory worker", "ru": "завод предприятие", "uk": "завод підприємство"},
    "rides": {"en": "fair attendant", "ru": "аттракцион", "uk": "атракціон"},
}


@pytest.mark.parametrize("sphere", SPHERES)
def test_a_sphere_is_known_by_its_words_in_three_languages(sphere: str) -> None:
    assert {lang: spheres(words.split(), lang) for lang, words in SPHERES[sphere].items()} == dict.fromkeys(
        SPHERES[sphere], (sphere,)
    )


def test_a_new_sphere_takes_no_word_from_another() -> None:
    assert spheres(["шахта"], "ru") == ("mine",)
    assert spheres(["swimmer"], "en") == ("rides",)
    assert spheres(["рибалка"], "uk") == ("sea",)


def test_a_story_of_more_reports_that_name_the_town_beside_what_they_tell_joins_it() -> None:
    def beside(made: Extraction) -> Extraction:
        name = made.report.id
        town = Mention(name, "place", PORT.text, NONE, PORT.id, PORT.name, PORT.lat, PORT.lon, type=PORT.precision)
        return replace(made, mentions=(town,))

    own = [
        replace(answer(f"a{n}", "ru", hours=n), terms=Terms(("паром", *"абвгдежз"), ("kovrin",))) for n in (20, 21, 22)
    ]
    assert ("r1",) in incidents(beside(SUNK), *own)
    assert len(incidents(beside(SUNK), *map(beside, own))) == 1
