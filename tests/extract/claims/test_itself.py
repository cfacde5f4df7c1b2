"""A report that speaks of itself makes no claim by it, in three languages."""

from typing import Any

import pytest

from allegedly.extract import extract
from allegedly.model import Report
from allegedly.read import document


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "A barn burned down near Odesa, police said. This story is being updated."),
        ("en", "A barn burned down near Odesa. This is a developing story and will be updated."),
        ("ru", "Под Одессой сгорел сарай, сообщила полиция. Новость дополняется."),
        ("uk", "Під Одесою згорів сарай, повідомила поліція. Новина доповнюється."),
    ],
)
def test_that_it_will_be_added_to_is_no_claim(lang: Any, text: str) -> None:
    assert len(extract(document(Report("r1", text, "", lang))).claims) == 1


@pytest.mark.parametrize(
    ("lang", "text", "town"),
    [
        ("en", "A barn burned in Poltava Street in Odesa.", "Odesa"),
        ("ru", "На Полтавской улице в Одессе сгорел сарай.", "Одессе"),
        ("uk", "На Полтавській вулиці в Одесі згорів сарай.", "Одесі"),
        ("uk", "На вулиці Глухова в Одесі згорів сарай.", "Одесі"),
        ("uk", "Берегова охорона: в Одесі згорів сарай.", "Одесі"),
    ],
)
def test_a_street_lies_in_no_town_that_it_is_named_after(lang: Any, text: str, town: str) -> None:
    (one,) = extract(document(Report("r1", text, "", lang))).claims
    assert [p.text for p in one.places if p.id] == [town]
