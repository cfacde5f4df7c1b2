"""Concepts have words in three languages, mean the same in each, and their endings do not make other words of them."""

from itertools import pairwise

import pytest

from allegedly.knowledge.concepts import FILES, ConceptFile, PairFile, concepts, meanings, opposites
from allegedly.knowledge.load import folder, load
from allegedly.model.vocabulary import Lang

TABLES = ("thing", "doer", "act", "state")


def known() -> dict[str, tuple[str, str, str]]:
    files = (load(f"concepts/{name}.toml", ConceptFile) for name in FILES)
    return {name: words for one in files for table in TABLES for name, words in getattr(one, table).items()}


def test_every_concept_has_words_in_every_language() -> None:
    assert len(known()) > 1000
    assert [name for name, words in known().items() if not all(words)] == []


def test_every_file_is_in_order() -> None:
    for name in FILES:
        lines = folder().joinpath("concepts", f"{name}.toml").read_text("utf-8").splitlines()
        ids = [line.split(" = ")[0] for line in lines if " = " in line]
        assert all(a < b for a, b in pairwise(ids)), name


def test_pairs_are_of_concepts() -> None:
    pairs = load("concepts/pairs.toml", PairFile)
    named = {name for pair in pairs.opposite for name in pair} | {*pairs.cause, *pairs.light, *pairs.result}
    assert named <= known().keys()
    assert "close" in opposites("open")
    assert "open" in opposites("close")


@pytest.mark.parametrize(
    ("en", "ru", "uk", "name"),
    [
        ("two belts", "ремнями", "ременями", "belt"),
        ("the cellar", "в подвале", "у підвалі", "basement"),
        ("it was locked", "заперли", "замкнули", "close"),
        ("drunken", "был пьян", "був п’яний", "drunk"),
        ("the nurse", "медсёстры", "медсестри", "nurse"),
        ("wires", "провода", "дроти", "cable"),
        ("an icy road", "гололёд", "ожеледиця", "ice"),
        ("carbon monoxide", "угарный газ", "чадний газ", "carbon_monoxide"),
        ("the emergency exit", "запасный выход", "запасний вихід", "escape_route"),
    ],
)
def test_one_meaning_in_three_languages(en: str, ru: str, uk: str, name: str) -> None:
    told: list[tuple[str, Lang]] = [(en, "en"), (ru, "ru"), (uk, "uk")]
    assert [name in concepts(text, lang).all for text, lang in told] == [True] * 3


def test_a_short_stem_has_short_endings() -> None:
    assert "water" in concepts("много воды", "ru").things
    assert "water" not in concepts("водитель", "ru").things
    assert concepts("газета", "ru").things == {"magazine"}


def test_a_phrase_means_itself_and_not_its_words() -> None:
    assert "open" not in concepts("they opened fire", "en").acts
    assert meanings("they opened fire", "en")[1:] == [frozenset({"fire_gun"})] * 2


def test_a_capital_within_a_text_makes_a_name() -> None:
    assert "bridge" not in concepts("said Mr Bridge", "en").things
    assert "bridge" in concepts("Bridge closed", "en").things


def test_a_word_that_no_table_has_is_known_again_in_another_script() -> None:
    one, other = concepts("under the gantry", "en").unlisted, concepts("под гантри", "ru").unlisted
    assert one & other
    assert not concepts("it was so because of that", "en").unlisted
