"""Two voices that say different things of no kind of their own do not corroborate each other; of one thing they do."""

from dataclasses import replace

import pytest

from allegedly.assess import assess
from allegedly.model.vocabulary import Lang
from tests.assess.build import claim, incident, report, speaker


def grades(one: str, other: str, lang: Lang = "en", event: str = "other") -> set[tuple[str, int]]:
    first = report("r1", claim(event, speaker("owner"), text=one))
    second = report("r2", claim(event, speaker("tenant"), text=other), hours=1)
    found = assess(*incident(first, replace(second, lang=lang)))
    return {(p.status, p.credibility) for p in found.propositions}


@pytest.mark.parametrize(
    ("lang", "same"),
    [
        ("en", "the belts of the boat were fastened"),
        ("ru", "ремни были застёгнуты"),
        ("uk", "ремені були застебнуті"),
    ],
)
def test_two_voices_who_say_one_thing_corroborate_it_in_any_language(lang: Lang, same: str) -> None:
    assert grades("all belts were fastened", same, lang) == {("corroborated", 1)}


@pytest.mark.parametrize(
    ("lang", "another"),
    [("en", "the roof had been repaired"), ("ru", "крышу отремонтировали"), ("uk", "дах відремонтували")],
)
def test_two_voices_who_say_two_things_do_not(lang: Lang, another: str) -> None:
    assert grades("all belts were fastened", another, lang) == {("single_origin", 6)}


def test_an_event_that_has_a_name_is_one_thing_in_any_words() -> None:
    assert grades("all belts were fastened", "the roof had been repaired", event="explosion") == {("corroborated", 1)}
