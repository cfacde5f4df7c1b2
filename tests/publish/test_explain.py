"""A text explained in the terminal: claims with rule and parts, and what was let go."""

from rich.console import Console

from allegedly.extract import explain
from allegedly.model import Report
from allegedly.publish.explain import explained
from allegedly.read import document

TEXT = "The mayor said two people were injured in Odesa. Nothing was said about a smash hit."


def test_a_claim_shows_its_parts_its_rule_and_what_was_let_go() -> None:
    console = Console(width=80, record=True)
    found, dropped = explain(document(Report("r", TEXT, "", "en", None)))
    explained(found, dropped, {"claim.attributed": "THE SENTENCE"}, console)
    shown = console.export_text()
    for part in ("affirm injured", "The mayor", "two", "THE SENTENCE", "Considered and let go", "'smash hit'"):
        assert part in shown
