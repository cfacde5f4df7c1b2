"""A report's words as each view of linking sees them."""

from allegedly.knowledge.identity import key
from allegedly.link.bags import ACROSS, bags
from allegedly.model import Extraction, Mention, Report, Span, Terms

TEXT = "Smoke over Lowport: smoke near two depots, says Ann Lee."


def extraction(lemmas: tuple[str, ...]) -> Extraction:
    """A report with these lemmas."""
    named = Mention("r", "person", "Ann Lee", Span(TEXT.index("Ann"), TEXT.index("Ann") + 7), name="Ann Lee")
    return Extraction(Report("r", TEXT), "en", (), (), (named,), Terms(lemmas, ("lowport", "lee"), ("2", "two")))


def test_repeated_words_are_counted_and_marks_left_out() -> None:
    found = bags(extraction(("smoke", "lowport", "smoke", "depot-2", "x_1", "…")))
    assert found["lemma"] == {"smoke": 2, "lowport": 1, "x_1": 1}
    assert found["pair"] == {"smoke lowport": 1, "lowport smoke": 1, "smoke x_1": 1}
    assert found["figure"] == {"2": 1}


def test_a_name_counts_once_in_any_script() -> None:
    assert bags(extraction(()), (ACROSS,)) == {ACROSS: dict.fromkeys((*map(key, ("lowport", "lee", "ann")),), 1)}


def test_only_the_views_asked_for_are_made() -> None:
    assert bags(extraction(("smoke",)), ("lemma",)).keys() == {"lemma"}
