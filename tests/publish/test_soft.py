import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.publish.soft import SHY, softened


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Міністерство оборони (Росія)", "Мі-ніс-терство оборони (Росія)"),
        ("Првоисточники", "Првоис-точ-ники"),
        ("Міноборони РФ", "Міноборони РФ"),
    ],
)
def test_long_words_may_break_between_syllables(text: str, parts: str) -> None:
    assert softened(text) == parts.replace("-", SHY)


@given(st.text())
def test_nothing_but_soft_hyphens_is_added_and_none_stands_at_an_edge(text: str) -> None:
    told = softened(text.replace(SHY, ""))
    assert told.replace(SHY, "") == text.replace(SHY, "")
    assert not told.startswith(SHY)
    assert not told.endswith(SHY)
