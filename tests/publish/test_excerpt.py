from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.publish.excerpt import heading


def test_a_report_is_called_by_its_title_or_by_how_it_begins() -> None:
    assert heading("Blast at the mill", "Text") == "Blast at the mill"
    assert heading("", "A short\n text") == "A short text"
    assert heading("", "Smoke over the upper harbour", 14) == "Smoke over the…"
    assert heading("", "Smoke over the upper harbour", 13) == "Smoke over…"


@settings(max_examples=50)
@given(st.text(), st.integers(1, 40))
def test_no_heading_is_longer_than_asked_for(text: str, most: int) -> None:
    assert len(heading("", text, most)) <= most + 1
