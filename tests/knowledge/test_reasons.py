"""Reasons in three languages: nothing that a record can name is without words."""

import string
from itertools import chain

import pytest

from allegedly.knowledge.assess import assess_words
from allegedly.knowledge.expected import expected_rows
from allegedly.knowledge.load import load
from allegedly.knowledge.matters import matters
from allegedly.knowledge.reasons import ReasonFile, conflict_words, rule_words, settled_words
from allegedly.knowledge.rules import rules
from allegedly.link import decide
from allegedly.model.vocabulary import LANGS, Lang

HELD = load("phrases/reasons.toml", ReasonFile)
# Letters that the other language alone has.
FOREIGN = {"ru": "іїєґ’", "uk": "ыэъё"}


def test_every_rule_of_assessment_and_linking_has_its_sentence_in_each_language() -> None:
    named = {one.name for one in rules() if one.room == "assess"} | {row.name for row in expected_rows()}
    named |= {name for name in vars(decide) if name.startswith("by_")}  # shown where linking left a pair open
    assert {one.rule for one in HELD.reason} == named
    assert len(HELD.reason) == len(named)


def test_sentences_are_in_their_language() -> None:
    told = [(lang, getattr(one, lang)) for one in (*HELD.reason, *HELD.conflict) for lang in ("ru", "uk")]
    assert not [(lang, words) for lang, words in told if set(words.casefold()) & set(FOREIGN[lang])]


def test_a_conflict_names_the_same_values_in_each_language() -> None:
    def braces(words: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(words) if name}

    for one in HELD.conflict:
        assert braces(one.en) == braces(one.ru) == braces(one.uk) or one.rule.startswith(("updates", "same_origin"))
        assert braces(one.en) <= {"what", "x", "y", "by", "cause", "side", "a", "b"}


@pytest.mark.parametrize("lang", ["ru", "uk"])
def test_all_that_the_lexicon_names_has_a_word(lang: Lang) -> None:
    words, lexicon = HELD.words[lang], [assess_words(one) for one in LANGS]
    seen = [o for one in lexicon for o in one.observation]
    assert {m.name for one in lexicon for m in one.means} == words.means.keys()
    assert {o.name for o in seen} == words.seen.keys()
    assert {c.name for c in chain.from_iterable(o.cause for o in seen)} == words.cause.keys()
    assert {t.name for one in lexicon for t in one.tally} == words.tally.keys()
    assert all([m.name for m in matters(one)] == [*words.matter] for one in LANGS)


def test_a_conflict_in_three_languages() -> None:
    values = [("event", "killed"), ("x", "2"), ("y", "5+"), ("a", "Port office"), ("a_key", "actor:port"), ("b", "")]
    values += [("b_key", "unknown:r7"), ("b_more", "3")]
    told = [conflict_words("figures", "count", values, lang, {"actor:port": "NAME"}) for lang in LANGS]
    assert told == [
        "killed: 2 against 5+ (NAME against an unnamed outlet and 3 more)",
        "Погибшие: 2 против 5+ (NAME — издание без названия и ещё 3)",
        "Загиблі: 2 проти 5+ (NAME — видання без назви і ще 3)",
    ]


def test_means_are_named_only_where_means_are_compared() -> None:
    values = [("x", "drone"), ("y", "mine"), ("y", "missile")]
    assert conflict_words("aligned", "cause", values, "uk") == "безпілотник проти міна, ракета"
    assert conflict_words("aligned", "place", values, "uk") == "drone проти mine, missile"


def test_what_is_unknown_has_no_words() -> None:
    assert rule_words("single_origin", "en") is None
    assert rule_words("no_such_rule", "uk") is None
    assert conflict_words("no_such_rule", "count", [], "uk") == ""
    assert settled_words("update", "ru") == "уточнение"
    assert settled_words("update", "en") == "update"
