import pytest

from allegedly.extract.interest import interest
from allegedly.knowledge.actors import actors
from allegedly.model import Place, Span

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
        ("attack", "affirm", "self", "neutral"),
        ("attack", "affirm", "other", "for"),
    ],
)
def test_the_table_reads_alike_for_every_party(party: str, event: str, stance: str, agent: str, expected: str) -> None:
    other = "syria"
    got = interest(f"{party}:defence-ministry", event, stance, (), party if agent == "self" else other)  # type: ignore[arg-type]
    assert got == expected


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
