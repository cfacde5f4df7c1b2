"""Spheres of life are told by words of three languages, in dictionary form; one of many meanings is not enough."""

from itertools import chain

from allegedly.knowledge.load import load
from allegedly.knowledge.spheres import SphereFile, spheres
from allegedly.model.vocabulary import LANGS

ALL = load("spheres.toml", SphereFile).sphere


def test_each_sphere_is_as_broad_in_one_language_as_in_another() -> None:
    uneven = {
        name: sizes
        for name, words in ALL.items()
        if (sizes := [len(getattr(words, lang)) for lang in LANGS]) and 2 * min(sizes) < max(sizes) - 1
    }
    assert set(uneven) <= {"lift", "crowd", "sea", "shooting", "care", "metro"}, uneven


def test_words_are_written_as_linking_sees_them() -> None:
    for words in ALL.values():
        for word in chain(*(getattr(words, lang) for lang in LANGS)):
            bare = word.removesuffix("?").removesuffix("*")
            assert bare == bare.casefold().replace("ё", "е"), word
            assert len(bare) > 1, word
            assert bare.replace("'", "").replace("-", "").isalpha(), word
            assert not word.endswith("*") or len(bare) > 2, f"{word}: so short a stem begins anything"


def test_one_sphere_is_found_in_three_languages() -> None:
    assert spheres(["avalanche", "say"], "en") == ("mountain",)
    assert spheres(["лавина", "сказать"], "ru") == ("mountain",)
    assert spheres(["лавина", "сказати"], "uk") == ("mountain",)
    assert spheres(["самолёт", "экипаж"], "ru") == ("air",)


def test_a_word_of_many_meanings_needs_another_beside_it() -> None:
    assert spheres(["driver"], "en") == spheres(["cabin", "say"], "en") == ()
    assert spheres(["driver", "road"], "en") == ("road",)
    assert spheres(["cable", "car"], "en") == ("cableway",)


def test_a_word_said_twice_is_one_word() -> None:
    assert spheres(["driver", "driver"], "en") == ()
