"""Matters that somebody answers for: the same in all languages, and each can be stated."""

import pytest

from allegedly.knowledge.matters import matters
from allegedly.model.vocabulary import LANGS, Lang


def test_each_language_knows_the_same_matters() -> None:
    first, *others = ([one.name for one in matters(lang)] for lang in LANGS)
    assert len(set(first)) == len(first)
    assert all(names == first for names in others)


@pytest.mark.parametrize("lang", LANGS)
def test_each_matter_can_be_said_to_hold_or_to_fail(lang: Lang) -> None:
    assert [one.name for one in matters(lang) if not (one.plain or one.holds or one.fails)] == []
    english = {one.name: one for one in matters("en")}
    assert [one.name for one in matters(lang) if one.plain != english[one.name].plain] == []
