"""Who speaks for a body: spokespersons, surnames alone, bare offices, insiders without a name. All is invented."""

from dataclasses import replace
from typing import Any

import pytest

from allegedly.assess import assess
from allegedly.assess.names import same_name
from allegedly.knowledge.identity import key, outlet
from allegedly.model import Claim, Extraction, Report, Span, Speaker
from tests.assess.build import NOON, claim, incident


def told(name: str, lang: str, *parts: tuple[Any, ...], source: str | None = None, hours: int = 0) -> Extraction:
    """A report of sentences: (event, words of the sentence, words of the speaker in it, identity, kind, name)."""
    text, claims = "", list[Claim]()
    for number, (event, words, speaks, *who) in enumerate(parts):
        given: list[Any] = [*who, *(None, "official", None)[len(who) :]]
        identity, kind, shown = given
        at = len(text)
        found = at + words.index(speaks) if speaks else 0
        by = Speaker(speaks, Span(found, found + len(speaks)), identity, kind, None, shown) if speaks else None
        span = Span(at, at + (words.index(speaks) if speaks else len(words)))
        made = claim(event, by, text=words[: span.end - at])
        sentence = Span(at, at + len(words))
        shape: dict[str, Any] = {"id": f"{name}.{number}", "report": name, "span": span, "sentence": sentence}
        claims.append(replace(made, **shape))
        text += words + " "
    made_report = Report(name, text, "", lang, NOON.replace(hour=12 + hours), source=source or name)  # type: ignore[arg-type]
    return Extraction(made_report, lang, (), tuple(claims))  # type: ignore[arg-type]


def origins(*reports: Extraction) -> dict[str, tuple[str, ...]]:
    return {o.key: o.claims for o in assess(*incident(*reports)).origins}


ROLES = [
    (
        "en", "Part burned, said the firm Velmora.", "the firm Velmora",
        "Part burned, said Ada Lorn, a spokeswoman for Velmora.", "Ada Lorn, a spokeswoman for Velmora",
        "Two were hurt, Lorn said.", "Lorn",
    ),
    (
        "ru", "Часть сгорела, сообщила фирма «Велмора».", "фирма «Велмора»",
        "Часть сгорела, сказала директор «Велморы» Ада Лорн.", "директор «Велморы» Ада Лорн",
        "Пострадали двое, сказала Лорн.", "Лорн",
    ),
    (
        "uk", "Частина згоріла, повідомила фірма «Велмора».", "фірма «Велмора»",
        "Частина згоріла, сказала речниця «Велмори» Ада Лорн.", "речниця «Велмори» Ада Лорн",
        "Постраждали двоє, сказала Лорн.", "Лорн",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "body", "firm", "full", "person", "short", "surname"), ROLES)
def test_who_speaks_for_a_body_that_speaks_is_that_body_under_a_surname_too(
    lang: str, body: str, firm: str, full: str, person: str, short: str, surname: str
) -> None:
    company = ("fire", body, firm, None, "group", "Velmora")
    lorn = ("fire", full, person, f"person:{key('Ada Lorn')}", "official", "Ada Lorn")
    again = ("injured", short, surname, f"person:{key('Lorn')}", "unknown", "Lorn")
    assert list(origins(told("r1", lang, company), told("r2", lang, lorn, again, hours=1))) == ["name:velmor"]
    alone = origins(told("r2", lang, lorn, again))
    assert list(alone) == [f"person:{key('Ada Lorn')}"], "without the body she is one voice under both names"
    other = ("fire", full, person, f"person:{key('Eda Lorn')}", "official", "Eda Lorn")
    assert len(origins(told("r2", lang, lorn, again), told("r3", lang, other, hours=2))) == 3, "two of one surname"


STAFF = [
    ("en", "Part burned, said the group Velmora.", "the group Velmora", "its analyst Ada Lorn", "her brother Ada Lorn"),
    ("ru", "Горело, сообщила группа «Велмора».", "группа «Велмора»", "её аналитик Ада Лорн", "её сестра Ада Лорн"),
    ("uk", "Горіло, повідомила група «Велмора».", "група «Велмора»", "її аналітикиня Ада Лорн", "її сестра Ада Лорн"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "first", "group", "analyst", "kin"), STAFF)
def test_its_analyst_tells_what_the_body_found_and_no_kin_does(
    lang: str, first: str, group: str, analyst: str, kin: str
) -> None:
    body = ("fire", first, group, "name:velmor", "group", "Velmora")
    named = (f"person:{key('Ada Lorn')}", "unknown", "Ada Lorn")
    hers = ("injured", f"2, {analyst}.", analyst, *named)
    assert list(origins(told("r1", lang, body, hers))) == ["name:velmor"]
    other = ("injured", f"2, {kin}.", kin, *named)
    assert len(origins(told("r1", lang, body, other))) == 2


BARE = [
    ("en", "It burned, the police said.", "the police", "Two were hurt, a spokesman said.", "a spokesman", "a miner"),
    ("ru", "Горело, сообщила полиция.", "полиция", "Ранены двое, сказал представитель.", "представитель", "шахтёр"),
    ("uk", "Згорів сарай, повідомила поліція.", "поліція", "Постраждали двоє, сказав речник.", "речник", "шахтар"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "first", "police", "then", "spokesman", "miner"), BARE)
def test_a_spokesman_without_more_is_of_the_body_that_was_cited_before_him(
    lang: str, first: str, police: str, then: str, spokesman: str, miner: str
) -> None:
    office = ("fire", first, police, "any:police")
    bare = ("injured", then, spokesman)
    assert list(origins(told("r1", lang, office, bare))) == ["any:police"]
    assert len(origins(told("r1", lang, bare, office))) == 2, "nobody was cited before"
    worker = ("injured", then.replace(spokesman, miner), miner)
    assert len(origins(told("r1", lang, office, worker))) == 2, "a miner speaks for no police"


NAMELESS = [
    ("en", "Two died, said an officer of the port police, who asked not to be named.", "an officer of the port police"),
    ("ru", "Погибли двое, сказал офицер полиции, попросивший не называть его имени.", "офицер полиции"),
    ("uk", "Загинули двоє, сказав офіцер поліції, який просив не називати його імені.", "офіцер поліції"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "words", "who"), NAMELESS)
def test_an_insider_without_a_name_does_not_speak_for_the_body(lang: str, words: str, who: str) -> None:
    inside = ("killed", words, who, "any:police")
    assert list(origins(told("r1", lang, inside))) == [outlet("r1")]
    plain = ("killed", words.partition(",")[0] + f", {who}.", who, "any:police")
    assert list(origins(told("r1", lang, plain))) == ["any:police"]


TOWNS = [("ru", "полиция Гродежа"), ("uk", "поліція Гродежа")]


@pytest.mark.parametrize(("lang", "words"), TOWNS)
def test_an_office_of_a_town_that_no_map_knows_is_an_office_and_no_person(lang: str, words: str) -> None:
    office = ("fire", f"1, {words}.", words, f"person:{key('Гродежа')}", "official", "Гродежа")
    assert list(origins(told("r1", lang, office))) == ["any:police"]


def test_offices_of_a_kind_without_a_name_are_the_only_one_that_bears_one() -> None:
    named = ("fire", "It burned, the Lowport coast guard said.", "the Lowport coast guard", "Lowport:coast-guard")
    bare = ("killed", "Two died, the coast guard said.", "the coast guard", "Highhill:coast-guard")
    both = told("r1", "en", named), told("r2", "en", bare, hours=1)
    assert list(origins(*both)) == ["Lowport:coast-guard"]
    third = ("fire", "It burned, the Seaview coast guard said.", "the Seaview coast guard", "Seaview:coast-guard")
    assert len(origins(*both, told("r3", "en", third, hours=2))) == 3, "of two nobody can tell which one is meant"


PASSED = [("en", "Lorwick Mail"), ("ru", "Лорвик Мейл"), ("uk", "Лорвік Мейл")]


@pytest.mark.parametrize(("lang", "name"), PASSED)
def test_what_an_outlet_is_cited_for_and_has_from_an_office_is_that_offices(lang: str, name: str) -> None:
    first = told("r1", "en", ("fire", "A shed burned, police said.", "police", "any:police"), source="Lorwick Mail")
    then = told("r2", lang, ("fire", f"1, {name}.", name, f"person:{key(name)}", "person", name), hours=1)
    assert list(origins(first, then)) == ["any:police"]
    own = told("r1", "en", ("fire", "A shed burned.", ""), source="Lorwick Mail")
    assert list(origins(own, then)) == [outlet("Lorwick Mail")]


@pytest.mark.parametrize(
    ("lang", "first", "crowd", "on"),
    [
        ("en", "It burned, residents say.", "residents", "Two people were hurt."),
        ("ru", "Горело, говорят жители.", "жители", "Пострадали двое."),
        ("uk", "Горіло, кажуть жителі.", "жителі", "Постраждали двоє."),
    ],
)
def test_the_sentence_right_behind_what_a_crowd_said_goes_on_in_its_name(
    lang: str, first: str, crowd: str, on: str
) -> None:
    said = ("fire", first, crowd, "group:residents", "witness", "Residents")
    assert list(origins(told("r1", lang, said, ("injured", on, "")))) == ["group:residents"]
    between = ("evacuation", "An old man, he.", "An old man", None, "unknown")
    assert outlet("r1") in origins(told("r1", lang, said, between, ("injured", on, ""))), "somebody else spoke since"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Harlow Post", "Харлоу Пост", True),
        ("Вестник", "Вестником", True),
        ("Камень", "Камня", True),
        ("Police", "Полынь", False),
        ("Lowport", "Highhill", False),
    ],
)
def test_one_name_in_two_forms_or_scripts(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same_name(other, one) is same


@pytest.mark.parametrize(
    ("lang", "alone", "staff"),
    [("en", "Lorn", "the campaign of Lorn"), ("ru", "Лорн", "штабе Лорн"), ("uk", "Лорн", "штабі Лорн")],
)
def test_those_around_somebody_are_not_that_person(lang: str, alone: str, staff: str) -> None:
    full = ("fire", "1, Ada Lorn.", "Ada Lorn", f"person:{key('Ada Lorn')}", "person", "Ada Lorn")
    one = ("killed", f"2, {alone}.", alone, f"person:{key('Lorn')}", "unknown", alone)
    assert len(origins(told("r1", "en", full), told("r2", lang, one, hours=1))) == 1
    other = ("killed", f"2, {staff}.", staff, f"person:{key('Lorn')}", "official", alone)
    assert len(origins(told("r1", "en", full), told("r2", lang, other, hours=1))) == 2


@pytest.mark.parametrize(
    ("lang", "company", "by", "union", "chair"),
    [
        ("en", "The roof was damaged, said the company Velmora.", "the company Velmora",
         "Seven were hurt, said the chairman of the welders' union, Ada Lorn.", "Ada Lorn"),
        ("ru", "Повреждена крыша, сообщила компания «Велмора».", "компания «Велмора»",
         "Пострадали семеро, сказала председатель профсоюза сварщиков Ада Лорн.", "Ада Лорн"),
        ("uk", "Пошкоджено дах, повідомила компанія «Велмора».", "компанія «Велмора»",
         "Постраждали семеро, сказала голова профспілки зварників Ада Лорн.", "Ада Лорн"),
    ],
)  # fmt: skip
def test_who_leads_another_kind_of_body_does_not_speak_for_the_one_cited_before(
    lang: str, company: str, by: str, union: str, chair: str
) -> None:
    one = told(
        "r1",
        lang,
        ("damage", company, by, "any:company", "group"),
        ("injured", union, chair, "person:ad lorn", "person"),
    )
    assert set(origins(one)) == {"name:velmor", "person:ad lorn"}


@pytest.mark.parametrize(
    ("lang", "police", "office", "rank", "by"),
    [
        (
            "en",
            "Three were killed, said the police.",
            "the police",
            "The rail was sound, a detective said.",
            "a detective",
        ),
        ("ru", "Погибли трое, сообщила полиция.", "полиция", "Рельс был цел, сказал оперативник.", "оперативник"),
        ("uk", "Загинули троє, повідомила поліція.", "поліція", "Рейка була ціла, сказав оперативник.", "оперативник"),
    ],
)
def test_a_rank_of_a_force_speaks_for_the_force_cited_before_and_for_no_other_body(
    lang: str, police: str, office: str, rank: str, by: str
) -> None:
    force = told(
        "r1", lang, ("killed", police, office, "any:police", "official"), ("damage", rank, by, None, "unknown")
    )
    assert set(origins(force)) == {"any:police"}
    other = told("r1", lang, ("killed", police, office, "any:company", "group"), ("damage", rank, by, None, "unknown"))
    assert len(origins(other)) == 2
