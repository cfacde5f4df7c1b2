"""What no event tells of is one proposition only where it is about the same things; a named event always is."""

from dataclasses import replace

import pytest

from allegedly.assess import assess
from allegedly.model import Proposition
from allegedly.model.vocabulary import Lang, Stance
from tests.assess.build import claim, incident, report, speaker

FASTENED: dict[Lang, str] = {
    "en": "the belts of the boat were fastened",
    "ru": "ремни были застёгнуты",
    "uk": "ремені були застебнуті",
}
ROOF: dict[Lang, str] = {
    "en": "the roof had been repaired",
    "ru": "крышу отремонтировали",
    "uk": "дах відремонтували",
}


def rows(one: str, other: str, lang: Lang = "en", event: str = "other", stance: Stance = "affirm") -> list[Proposition]:
    first = report("r1", claim(event, speaker("owner"), text=one))
    second = report("r2", claim(event, speaker("tenant"), stance=stance, text=other), hours=1)
    return list(assess(*incident(first, replace(second, lang=lang))).propositions)


@pytest.mark.parametrize("lang", FASTENED)
def test_two_voices_who_say_one_thing_corroborate_it_in_any_language(lang: Lang) -> None:
    (row,) = rows("all belts were fastened", FASTENED[lang], lang)
    assert (row.status, row.credibility, len(row.affirm)) == ("corroborated", 1, 2)


@pytest.mark.parametrize("lang", ROOF)
def test_two_voices_who_say_two_things_stand_in_two_rows(lang: Lang) -> None:
    found = rows("all belts were fastened", ROOF[lang], lang)
    assert [(p.status, p.credibility, len(p.affirm)) for p in found] == [("single_origin", 6, 1)] * 2


@pytest.mark.parametrize("lang", FASTENED)
def test_who_denies_one_thing_contests_that_one(lang: Lang) -> None:
    (row,) = rows("all belts were fastened", FASTENED[lang], lang, stance="deny")
    assert row.status == "contested"


@pytest.mark.parametrize("lang", ROOF)
def test_who_denies_one_thing_contests_no_other(lang: Lang) -> None:
    found = rows("all belts were fastened", ROOF[lang], lang, stance="deny")
    assert {p.status for p in found} == {"single_origin", "unassessed"}


def test_a_row_is_called_by_what_its_first_claim_is_about_and_keeps_that_name() -> None:
    (row,) = rows("all belts were fastened", FASTENED["uk"], "uk")
    assert row.key == rows("all belts were fastened", ROOF["en"])[0].key
    assert "belt" in row.key
    assert "belt" in row.label


def test_an_event_that_has_a_name_is_one_thing_in_any_words() -> None:
    (row,) = rows("all belts were fastened", "the roof had been repaired", event="explosion")
    assert (row.status, row.credibility) == ("corroborated", 1)
