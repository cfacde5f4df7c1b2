import pytest

from allegedly.errors import KnowledgeInvalid
from allegedly.knowledge.actors import ActorFile, PartyFile, actors
from allegedly.knowledge.load import load, parse
from allegedly.model.vocabulary import LANGS, Lang


@pytest.mark.parametrize(
    ("words", "lang"),
    [("the Ukrainian General Staff", "en"), ("Генштаб ВСУ", "ru"), ("Генеральний штаб ЗСУ", "uk")],
)
def test_an_office_is_one_in_three_languages(words: str, lang: Lang) -> None:
    registry = actors()
    institution = registry.institution_in(words, lang)
    assert institution is not None
    assert (institution.id, registry.party_in(words, lang)) == ("general-staff", "ukraine")


@pytest.mark.parametrize("party", ["russia", "ukraine", "israel", "iran"])
def test_every_party_has_the_same_offices(party: str) -> None:
    made = actors().by_id(f"{party}:defence-ministry")
    assert made is not None
    assert (made.party, made.kind) == (party, "military")


def test_a_surname_finds_its_one_bearer_in_any_script() -> None:
    registry = actors()
    found = {a.id for n in ("Mikhail Razvozhaev", "Развожаев", "Михайло Развожаєв") if (a := registry.by_name(n))}
    assert len(found) == 1


def test_words_that_name_two_sides_name_none() -> None:
    assert actors().party_in("Russian and Ukrainian officials", "en") is None


def test_every_party_is_named_in_every_language() -> None:
    for party in load("parties.toml", PartyFile).party:
        assert set(party.words) == {"en", "ru", "uk"}, party.id


def test_every_institution_is_named_in_every_language() -> None:
    for institution in load("actors.toml", ActorFile).institution:
        assert set(institution.words) == {"en", "ru", "uk"}, institution.id


def test_registered_officials_are_balanced_in_shape() -> None:
    """Every registered person carries names in all three languages, whatever the side."""
    for actor in load("actors.toml", ActorFile).actor:
        if actor.surname:
            assert set(actor.names) == {"en", "ru", "uk"}, actor.id


def test_a_fault_names_file_line_and_field() -> None:
    source = '[[party]]\nid = "a"\nname = "A"\nwords = {}\n\n[[party]]\nid = 7\nname = "B"\nwords = {}\n'
    with pytest.raises(KnowledgeInvalid, match=r"mine\.toml:7: .*party\[1\]\.id"):
        parse("mine.toml", "interest = []\n" + source, PartyFile)


def test_who_holds_an_office_shows_under_its_name_unless_the_words_name_the_person() -> None:
    registry = actors()
    for actor in load("actors.toml", ActorFile).actor:
        if actor.institution:
            assert registry.shown(actor.id, ["the governor", "губернатор", "очільник"]) == actor.name, actor.id
            for names in actor.names.values():
                assert registry.shown(actor.id, [names[0]]) == actor.names["en"][0], actor.id
    assert registry.shown("reuters") == "Reuters"


@pytest.mark.parametrize(
    ("institution", "words"),
    [
        ("community-head", ("the village head", "глава общины", "голова громади")),
        ("port-authority", ("the port authority", "администрация порта", "адміністрація порту")),
        ("airport", ("the airport", "аэропорт", "аеропорт")),
        ("airline", ("the airline", "авиакомпания", "авіакомпанія")),
        ("crew", ("the crew", "экипаж", "екіпаж")),
        ("owner", ("its owner", "владелец склада", "власник складу")),
        ("mission", ("the mission's spokesman", "представитель миссии", "речник місії")),
        ("inquiry", ("the commission of inquiry", "комиссия по расследованию", "комісія з розслідування")),
        ("emergency-service", ("firefighters", "пожарные", "пожежники")),
        ("union", ("the engineers' union", "союз инженеров", "спілка інженерів")),
    ],
)
def test_a_body_named_by_what_it_is_is_one_in_three_languages(institution: str, words: tuple[str, str, str]) -> None:
    found = [actors().institution_in(w, lang) for w, lang in zip(words, LANGS, strict=True)]
    assert [i.id for i in found if i] == [institution] * 3


@pytest.mark.parametrize(
    ("words", "lang"),
    [
        ("the head of Kherson region", "en"),
        ("глава Херсонской области", "ru"),
        ("очільник Херсонської області", "uk"),
        ("начальник Херсонської ОВА", "uk"),
    ],
)
def test_the_head_of_a_region_is_found_around_its_name(words: str, lang: Lang) -> None:
    institution = actors().institution_in(words, lang)
    assert institution is not None
    assert institution.id == "governor"
