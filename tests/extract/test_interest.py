from typing import Any

import pytest

from allegedly.extract import extract
from allegedly.extract.interest import interest
from allegedly.knowledge.actors import actors
from allegedly.model import Place, Report, Span
from allegedly.read import document

PARTIES = ["russia", "ukraine", "israel", "iran", "india", "pakistan"]


def place(name: str) -> Place:
    return Place(name, Span(0, len(name)), None, name, None, None, "settlement")


@pytest.mark.parametrize("party", PARTIES)
@pytest.mark.parametrize(
    ("event", "stance", "agent", "expected"),
    [
        ("interception", "affirm", "self", "for"),
        ("killed", "affirm", "self", "against"),
        ("killed", "deny", "self", "for"),
        ("interception", "affirm", "nobody", "for"),
        ("attack", "affirm", "self", "for"),
        ("impact", "affirm", "self", "for"),
        ("damage", "affirm", "self", "for"),
        ("attack", "deny", "self", "for"),
        ("attack", "affirm", "other", "for"),
    ],
)
def test_the_table_reads_alike_for_every_party(party: str, event: str, stance: str, agent: str, expected: str) -> None:
    other = "syria"
    agents = {"self": party, "other": other, "nobody": None}
    got = interest(f"{party}:defence-ministry", event, stance, (), agents[agent])  # type: ignore[arg-type]
    assert got == expected


@pytest.mark.parametrize("party", PARTIES)
@pytest.mark.parametrize("event", ["killed", "injured", "damage", "impact"])
def test_losses_of_ones_own_and_of_another_side(party: str, event: str) -> None:
    def told(stance: str, patient: str, agent: str | None = None) -> str:
        return interest(f"{party}:general-staff", event, stance, (), agent, patient)  # type: ignore[arg-type]

    assert (told("affirm", party), told("deny", party)) == ("against", "for")
    assert (told("affirm", "syria"), told("deny", "syria")) == ("for", "against")
    # "Our strike killed fifty of theirs" is no admission; "theirs killed two of ours" is a loss, told by who bears it.
    assert (told("affirm", "syria", party), told("affirm", party, "syria")) == ("for", "against")


def test_an_answerable_office_reports_harm_against_its_interest() -> None:
    for actor in actors().actors.values():
        if actor.institution == "governor":
            mine = place(actor.jurisdiction[0])
            assert interest(actor.id, "damage", "affirm", [mine], None) == "against", actor.id
            assert interest(actor.id, "damage", "deny", [mine], None) == "for", actor.id


def test_harm_elsewhere_is_no_interest_of_that_office() -> None:
    assert interest("kharkiv:mayor", "damage", "affirm", [place("Lisbon")], None) == "unknown"


def test_an_unknown_speaker_has_unknown_interest() -> None:
    assert interest(None, "damage", "affirm", [], None) == "unknown"
    assert interest("group:residents", "damage", "affirm", [], None) == "unknown"


SIDES = {
    "en": ("Russia", "Ukraine", "Russian", "Ukrainian"),
    "ru": ("России", "Украины", "российск", "украинск"),
    "uk": ("Росії", "України", "російськ", "українськ"),
}
TOLD = {
    "en": "{0}'s defence ministry said {2} forces struck a {3} ammunition depot near Brodok. "
    "Air defences shot down four {3} drones, {0}'s defence ministry said. "
    "No {2} soldier was killed, {0}'s defence ministry said.",
    "ru": "Министерство обороны {0}: {2}ие войска поразили {3}ий склад под Бродком. "
    "Министерство обороны {0} сообщило, что сбиты четыре {3}их дрона.",
    "uk": "Міністерство оборони {0} повідомило, що {2}а армія обстріляла {3}ий склад під Бродком. "
    "Міністерство оборони {0} повідомило, що збито чотири {3}і дрони.",
}


@pytest.mark.parametrize("lang", ["en", "ru", "uk"])
def test_success_in_attack_and_in_defence_is_read_alike_for_both_sides(lang: Any) -> None:
    a, b, mine, theirs = SIDES[lang]
    told = [TOLD[lang].format(*sides) for sides in ((a, b, mine, theirs), (b, a, theirs, mine))]
    found = [
        [(c.event, c.stance, c.interest) for c in extract(document(Report("r1", t, "", lang))).claims] for t in told
    ]
    assert found[0] == found[1]
    assert len(found[0]) >= 2
    assert {interest for _, _, interest in found[0]} == {"for"}


ADMITS = {
    "en": ("There were disturbances in the colony near Brodok, the prison service {}.", "acknowledged", "said"),
    "ru": ("В колонии под Бродком были беспорядки, {} тюремное ведомство.", "признало", "сообщило"),
    "uk": ("У колонії під Бродком були заворушення, {} тюремне відомство.", "визнало", "повідомило"),
}


@pytest.mark.parametrize("lang", ["en", "ru", "uk"])
def test_what_a_body_is_said_to_admit_is_against_its_interest_whatever_it_is(lang: Any) -> None:
    words, admits, says = ADMITS[lang]
    for verb, against in ((admits, True), (says, False)):
        found = extract(document(Report("r1", words.format(verb), "", lang))).claims
        assert found
        assert ("against" in {c.interest for c in found}) == against


def test_our_men_are_of_the_speakers_side() -> None:
    for party in ("Russia", "Ukraine"):
        told = f"{party}'s defence ministry said our forces struck a bridge near Brodok."
        (one,) = extract(document(Report("r1", told, "", "en"))).claims
        assert (one.basis, one.interest) == ("own_act", "for")
