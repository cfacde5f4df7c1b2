"""Names that no map knows bring languages together; they never overrule the map, the clock, or a recollection."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.link import link
from allegedly.model import Extraction, Terms
from tests.assess.build import HILL, NOON, PORT, claim, report, when


def told(name: str, lang: str, names: str, *claims: object, hours: float = 0) -> Extraction:
    """A report without known places; its lemmas are its own, so that only names can join it."""
    made = report(name, *(claims or (claim("fire", places=()),)), hours=hours)  # type: ignore[arg-type]
    lemmas = tuple(f"{name} word {n}".replace(" ", "") for n in range(8))
    return replace(made, lang=lang, terms=Terms(lemmas, tuple(names.split()), ()))  # type: ignore[arg-type]


def incidents(*reports: Extraction) -> list[tuple[str, ...]]:
    return [i.reports for i in link(reports).incidents]


MILL = [
    told("r1", "en", "kovrin pelta"),
    told("r2", "ru", "kovrin", hours=1),
    told("r3", "uk", "pelta sandor", hours=2),
    told("r4", "uk", "sandor hult", hours=3),
    told("r5", "en", "hult kovrin", hours=4),
]


def test_three_languages_meet_by_names_that_no_gazetteer_knows() -> None:
    assert incidents(*MILL) == [("r1", "r2", "r3", "r4", "r5")]


def test_reports_of_one_language_that_share_no_word_meet_by_a_name_of_their_own() -> None:
    made = link([MILL[0], told("r2", "en", "pelta sandor", hours=2)])
    assert [i.reports for i in made.incidents] == [("r1", "r2")]
    assert [(one.rule, one.verdict) for one in made.links if one.verdict == "same"] == [("own_names", "same")]


def test_what_claims_nothing_follows_a_happening_that_it_names_in_another_language() -> None:
    """A lawyer's word after a fire: no event, no known place, the mill's name."""
    fire, word = told("r1", "en", "kovrin pelta"), replace(told("r2", "ru", "kovrin pelta", hours=20), claims=())
    assert incidents(fire, word) == [("r1", "r2")]
    slide = told("r1", "en", "kovrin pelta", claim("other", places=()))
    assert incidents(slide, word) == [("r1", "r2")], "a kind of happening that has no name here"
    assert len(incidents(replace(fire, claims=()), word)) == 2, "nothing happened in either"
    assert len(incidents(fire, replace(told("r2", "ru", "kovrin pelta", hours=80), claims=()))) == 2, "days later"


def test_a_name_that_many_others_have_joins_nothing() -> None:
    others = [told(f"x{n}", "ru", f"senate alone{n}", claim("other", places=()), hours=60 + n) for n in range(20)]
    assert ("a1",) in incidents(told("a1", "en", "senate"), told("a2", "uk", "senate gorst"), *others)


def test_names_do_not_overrule_places() -> None:
    here = told("r1", "en", "kovrin", claim("fire", places=(PORT,)))
    there = told("r2", "ru", "kovrin", claim("fire", places=(HILL,)))
    assert incidents(here, there) == [("r1",), ("r2",)]


def test_names_do_not_overrule_time() -> None:
    later = told("r6", "uk", "kovrin", claim("fire", places=(), when=when(NOON.replace(day=6))), hours=50)
    assert incidents(MILL[0], MILL[1], later) == [("r1", "r2"), ("r6",)]


def test_another_fire_that_recalls_the_first_is_its_background() -> None:
    past = claim("fire", places=(), factuality="historical", when=when(NOON))
    new = told("r9", "uk", "kovrin", claim("fire", places=(), when=when(NOON.replace(day=6))), past, hours=50)
    first, second = link([*MILL, new]).incidents
    assert second.reports == ("r9",)
    assert [(b.report, b.claims) for b in first.background] == [("r9", ("r9.1",))]


@settings(max_examples=20, deadline=None)
@given(st.permutations(MILL))
def test_the_order_of_reports_does_not_matter(order: list[Extraction]) -> None:
    assert link(order) == link(MILL)


def test_happenings_that_no_list_of_events_has_meet_by_names_too() -> None:
    theft = [told("r1", "en", "kovrin pelta", claim("other", places=()))]
    theft.append(told("r2", "en", "pelta sandor", claim("other", places=()), hours=2))
    assert incidents(*theft) == [("r1", "r2")]


def test_what_follows_a_day_later_is_found_by_its_names_and_a_new_strike_is_not() -> None:
    first = told("r1", "en", "kovrin pelta", claim("other", places=()))
    assert incidents(first, told("r2", "uk", "kovrin pelta", claim("other", places=()), hours=40)) == [("r1", "r2")]
    assert len(incidents(first, told("r2", "uk", "kovrin pelta", claim("fire", places=()), hours=40))) == 2
    assert len(incidents(first, told("r2", "uk", "kovrin pelta", claim("other", places=()), hours=80))) == 2
