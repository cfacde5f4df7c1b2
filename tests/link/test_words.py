"""Like words make one story only where publication and stated times let them."""

from dataclasses import replace

from allegedly.link import link
from allegedly.model import Extraction, Mention, Place, Span, Terms
from tests.assess.build import HILL, NOON, PORT, claim, report, when

WORDS = ("snow", "fall", "morning", "road", "close", "driver", "gritter", "valley", "bridge", "shovel")


def told(name: str, *claims: object, hours: float = 0, lemmas: tuple[str, ...] = WORDS) -> Extraction:
    made = report(name, *claims, hours=hours)  # type: ignore[arg-type]
    return replace(made, terms=Terms(lemmas, (), ()))


def incidents(*reports: Extraction) -> list[tuple[str, ...]]:
    return sorted(i.reports for i in link(reports).incidents)


def other(name: str) -> Extraction:
    return told(name, lemmas=tuple(f"{name}{n}" for n in range(10)))


def test_like_words_are_one_story_and_others_are_not() -> None:
    assert incidents(told("r1"), told("r2", hours=5), other("r3")) == [("r1", "r2"), ("r3",)]


def test_like_words_published_days_apart_are_a_template() -> None:
    one, near, far = (told(f"r{n}", hours=hours) for n, hours in enumerate((0, 40, 80)))
    assert incidents(one, near, other("r3")) == [("r0", "r1"), ("r3",)]
    assert incidents(one, far, other("r3")) == [("r0",), ("r2",), ("r3",)]


def test_an_undated_report_is_linked_by_its_words() -> None:
    undated = told("r2")
    undated = replace(undated, report=replace(undated.report, published=None))
    assert incidents(told("r1", hours=400), undated, other("r3")) == [("r1", "r2"), ("r3",)]


def test_like_words_of_happenings_stated_days_apart_are_a_template() -> None:
    one = told("r1", claim("fire", places=(), when=when(NOON)))
    two = told("r2", claim("fire", places=(), when=when(NOON.replace(day=5, hour=10))), hours=24)
    assert incidents(one, two, other("r3")) == [("r1",), ("r2",), ("r3",)]


def test_a_report_is_not_about_what_was_still_to_come() -> None:
    early = told("r1", claim("fire", places=()))
    late = told("r2", claim("fire", places=(), when=when(NOON.replace(day=5, hour=10))), hours=24)
    assert incidents(early, late, other("r3")) == [("r1",), ("r2",), ("r3",)]


def toll(name: str, place: Place, figures: tuple[str, ...], hours: float = 0) -> Extraction:
    """A report of deaths in a town, in the same words each time, with these figures."""
    words = f"Shells fell, {' and '.join(figures)} are counted."
    made = report(name, claim("killed", places=(place,), text=words), hours=hours)
    return replace(made, terms=Terms(WORDS, (), figures))


def test_one_telling_with_another_town_is_a_contradiction_and_a_formula_filled_in_again_is_not() -> None:
    far = replace(HILL, id="place:farhill", name="Farhill", lat=52.0, region="X.9")
    one, retold = toll("r1", PORT, ("31", "75")), toll("r2", far, ("31", "75"), hours=2)
    assert incidents(one, retold, other("r3")) == [("r1", "r2"), ("r3",)]
    assert incidents(one, toll("r2", far, ("31", "48"), hours=2), other("r3")) == [("r1", "r2"), ("r3",)]
    assert incidents(one, toll("r2", far, ("64", "48"), hours=2), other("r3")) == [("r1",), ("r2",), ("r3",)]
    assert incidents(one, toll("r2", far, ("31", "75"), hours=30), other("r3")) == [("r1",), ("r2",), ("r3",)]
    assert incidents(toll("r1", PORT, ("3",)), toll("r2", far, ("3",)), other("r3")) == [("r1",), ("r2",), ("r3",)]


def test_an_undated_report_of_a_far_town_is_not_linked() -> None:
    far = replace(HILL, id="place:farhill", name="Farhill", lat=52.0, region="X.9")
    here, there = toll("r1", PORT, ("31",)), toll("r2", far, ("64",))
    undated = replace(there, report=replace(there.report, published=None))
    assert incidents(here, undated, other("r3")) == [("r1",), ("r2",), ("r3",)]
    both = [replace(e, report=replace(e.report, published=None)) for e in (here, there)]
    assert incidents(*both, other("r3")) == [("r1",), ("r2",), ("r3",)]


def story(name: str, town: str, lat: float, *people: str) -> Extraction:
    """A long undated report of a fire in a town, in words that stories of fires share."""
    text = f"A blaze in {town} kept crews busy. " + " ".join(f"{who} spoke to reporters." for who in people)
    named = [("place", town), *(("person", who) for who in people)]
    found = tuple(
        Mention(name, "place" if kind == "place" else "person", w, Span(text.index(w), text.index(w) + len(w)),
                f"place:{w}" if kind == "place" else None, w, lat if kind == "place" else None,
                30.0 if kind == "place" else None, type="settlement" if kind == "place" else None)
        for kind, w in named
    )  # fmt: skip
    made = report(name, claim("fire", places=(), text=text))
    lemmas = tuple(f"word{n}" for n in range(30))
    undated = replace(made.report, published=None)
    return replace(made, report=undated, mentions=found, terms=Terms(lemmas, (town.casefold(), *people), ()))


def test_long_undated_stories_of_far_towns_are_one_only_by_a_person_in_both() -> None:
    here, there = story("r1", "Lowport", 46.0), story("r2", "Farhill", 52.0)
    assert incidents(here, there, other("r3")) == [("r1",), ("r2",), ("r3",)]
    assert incidents(here, story("r2", "Nearby", 46.05), other("r3")) == [("r1", "r2"), ("r3",)]
    told_by_one = story("r1", "Lowport", 46.0, "Ivo Tarn"), story("r2", "Farhill", 52.0, "Ivo Tarn")
    assert incidents(*told_by_one, other("r3")) == [("r1", "r2"), ("r3",)]
