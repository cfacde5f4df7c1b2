"""One voice under several names: what is carried, who an office's name and a body's description mean."""

from dataclasses import replace
from typing import Any

import pytest

from allegedly.assess import assess
from allegedly.extract import extract
from allegedly.knowledge.identity import key, outlet
from allegedly.model import Extraction, Report, Speaker
from allegedly.read import document
from tests.assess.build import NONE, NOON, claim, count, incident, report, speaker


def named(words: str, identity: str | None = None, kind: str = "official") -> Speaker:
    return Speaker(words, NONE, identity, kind, None, None)  # type: ignore[arg-type]


def origins(*reports: Extraction) -> dict[str, tuple[str, ...]]:
    return {o.key: o.claims for o in assess(*incident(*reports)).origins}


def test_what_an_outlet_repeats_behind_a_named_origin_is_that_origins() -> None:
    office = speaker("governor")
    first = report("r1", claim("injured", office, count=count(1)))
    second = report("r2", claim("impact", office), claim("injured"), hours=1)
    assert origins(first, second) == {"office:governor": ("r1.0", "r2.0", "r2.1")}
    other = report("r3", claim("impact", office), claim("injured", count=count(4)), hours=1)
    assert origins(first, other)[outlet("r3")] == ("r3.1",), "another figure is the outlet's own"


def test_what_an_outlet_denies_of_the_rest_beside_an_origins_harm_is_that_origins() -> None:
    told = report("r1", claim("injured", speaker("governor"), count=count(1)), claim("injured", stance="deny"))
    assert origins(told) == {"office:governor": ("r1.0", "r1.1")}
    own = report("r2", claim("explosion", stance="deny"), hours=1)
    assert len(origins(told, own)) == 2


def test_harm_behind_two_statements_of_the_only_speaker_is_his() -> None:
    mayor = speaker("mayor")
    told = report("r1", claim("explosion", mayor), claim("evacuation", mayor), claim("missing"))
    assert list(origins(told)) == ["office:mayor"]
    two = report("r1", claim("explosion", mayor), claim("fire", speaker("union")), claim("missing"))
    assert len(origins(two)) == 3


@pytest.mark.parametrize(
    ("lang", "beside", "described"),
    [
        ("en", "the Velmora plant", "the company"),
        ("ru", "на заводе «Велмора»", "компания"),
        ("uk", "на заводі «Велмора»", "компанія"),
    ],
)
def test_the_company_is_the_only_speaker_named_beside_such_a_word(lang: str, beside: str, described: str) -> None:
    company = named(described, "any:company", "group")
    one = report("r1", claim("killed", company, text=f"three died, {beside}"), lang=lang)
    two = report("r2", claim("killed", named("Velmora", None, "official"), text="five died"), hours=2)
    held = Extraction(one.report, lang, (), one.claims)  # type: ignore[arg-type]
    assert list(origins(held, two)) == ["name:velmor"]
    apart = report("r1", claim("killed", company, text="three died"))
    assert len(origins(apart, two)) == 2


def test_the_only_person_under_an_offices_name_is_that_office() -> None:
    chief = named("mayor Ann Lee", f"person:{key('Ann Lee')}")
    both = report("r1", claim("fire", chief)), report("r2", claim("killed", named("the mayor", "any:mayor")), hours=1)
    assert list(origins(*both)) == ["any:mayor"]
    rival = report("r3", claim("fire", named("mayor Tom Ray", f"person:{key('Tom Ray')}")), hours=2)
    assert len(origins(*both, rival)) == 3, "of two mayors nobody can tell which one is meant"


@pytest.mark.parametrize(
    "words",
    [
        "The governor of Voronezh region said two drones were shot down.",
        "Сбиты два дрона, сообщил губернатор Воронежской области.",
        "Збито два дрони, повідомив губернатор Воронезької області.",
    ],
)
def test_a_bare_office_is_never_shown_as_a_person_whom_no_report_names(words: str) -> None:
    told = extract(document(Report("r1", words, source="Lowport Post", published=NOON)))
    assert {c.speaker.name for c in told.claims if c.speaker} == {"Governor of Voronezh region"}
    assert [o.name for o in assess(*incident(told)).origins] == ["Governor of Voronezh region"]


@pytest.mark.parametrize(
    ("lang", "said", "on"),
    [
        ("en", "A shed burned in Lowport, the police said.", "Three men were hurt."),
        ("ru", "В Лоупорте сгорел сарай, сообщила полиция.", "Пострадали трое."),
        ("uk", "У Лоупорті згорів сарай, повідомила поліція.", "Постраждали троє."),
    ],
)
def test_the_sentence_right_behind_what_the_only_speaker_said_goes_on_in_his_name(
    lang: str, said: str, on: str
) -> None:
    police = speaker("police")
    frames = (claim("fire", police, text=said), claim("injured", text=on, count=count(3)))
    assert list(origins(report("r1", *frames, lang=lang))) == ["office:police"]
    none = claim("injured", police, "deny", text=said)
    assert len(origins(report("r1", none, frames[1], lang=lang))) == 2, "who said that nobody was hurt did not say this"
    before = report("r1", frames[1], frames[0], lang=lang)
    assert len(origins(before)) == 2, "what stands before the speaker is the outlet's"
    other = claim("damage", speaker("union"), text="Words of the union.")
    assert outlet("r1") in origins(report("r1", *frames, other, lang=lang)), "with two speakers nobody can tell whose"


@pytest.mark.parametrize(("lang", "words"), [("en", "the statement"), ("ru", "заявлении"), ("uk", "заяві")])
def test_a_statement_is_by_whoever_was_cited_before_it(lang: str, words: str) -> None:
    army, paper = speaker("army", "north", "military"), named(words, None, "unknown")
    told = report("r1", claim("attack", army), claim("launch", paper, "deny"), lang=lang)
    held = Extraction(told.report, lang, (), told.claims)  # type: ignore[arg-type]
    assert list(origins(held)) == ["office:army"]
    alone = report("r1", claim("launch", paper, "deny"), lang=lang)
    assert list(origins(Extraction(alone.report, lang, (), alone.claims))) == [outlet("r1")]  # type: ignore[arg-type]


def test_a_figure_that_the_origin_corrects_later_is_its_own() -> None:
    police, told = speaker("police"), claim("injured", count=count(8))
    first = report("r1", claim("fire", police), told)
    mended = report("r2", claim("injured", police, count=count(3)), hours=2)
    assert list(origins(first, mended)) == ["office:police"]


@pytest.mark.parametrize(
    ("lang", "told", "credit", "other"),
    [
        ("en", "Three people died at the ferry pier.", "This is from the evening report of the police.", "It rains."),
        ("ru", "На паромной пристани погибли трое.", "Пишут со слов полиции.", "Идёт дождь, полиции не видно."),
        ("uk", "На поромній пристані загинуло троє.", "Це з вечірнього зведення поліції.", "Дощить, поліції не видно."),
    ],
)
def test_whom_the_next_sentence_credits_is_the_origin(lang: Any, told: str, credit: str, other: str) -> None:
    def heard(text: str) -> list[str]:
        one = report("r1", claim("killed", text=told))
        made = replace(one, lang=lang, report=replace(one.report, text=text, lang=lang))
        return [o.key for o in assess(*incident(made)).origins]

    assert heard(f"{told} {credit} And more.") == ["any:police"]
    assert heard(f"{told} {other}") == [outlet("r1")]
    assert heard(f"{told} {other} {credit}") == [outlet("r1")], "what stands between is credited, not what came before"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "A fire broke out at the mill of Osk. The village channel denied that anything had burned."),
        ("ru", "На мельнице начался пожар. Сельский канал сообщил, что взрыва не было."),
        ("uk", "На млині почалася пожежа. Сільський канал повідомив, що вибуху не було."),
    ],
)
def test_a_channel_that_is_only_described_is_a_voice_of_its_own_and_never_the_outlet(lang: Any, text: str) -> None:
    made = extract(document(Report("r1", text, "", lang, NOON, source="Osk Herald")))
    told, denied = (next(c.id for c in made.claims if c.stance == stance) for stance in ("affirm", "deny"))
    assert origins(made) == {"outlet:osk herald": (told,), "described:outlet:osk herald:channel": (denied,)}


def test_of_whom_a_report_only_describes_nobody_knows_whether_it_is_independent() -> None:
    group = named("a village channel", "group:channel", "channel")
    told = assess(*incident(report("r1", claim("fire", group)), report("r2", claim("fire", group), hours=1)))
    assert [o.counts for o in told.origins] == [False, False]
    assert "corroborated" not in {p.status for p in told.propositions}


@pytest.mark.parametrize(
    ("lang", "text", "shown"),
    [
        (
            "en",
            "The village channel disagreed. There were no hits in Osk, it insisted; two drones had been shot down.",
            "The village channel",
        ),
        ("ru", "Сельский канал сообщил, что взрыва не было.", "Сельский канал"),
        ("uk", "Сільський канал повідомив, що вибуху не було.", "Сільський канал"),
    ],
)
def test_a_described_channel_shows_by_its_description_and_not_as_it(lang: Any, text: str, shown: str) -> None:
    made = extract(document(Report("r1", text, "", lang, NOON, source="Osk Herald")))
    assert shown in {o.name for o in assess(*incident(made)).origins}
