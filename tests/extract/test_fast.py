"""Reading without a parser: no model is loaded, and Russian and Ukrainian are read as ever."""

import subprocess
import sys

import pytest

from allegedly.extract import extract, extract_fast
from allegedly.model import Report
from allegedly.read import document

ENGLISH = "A drone hit a warehouse in Odesa, the mayor said. Two people were injured, according to the fire service."
LOADS = """
import sys
from allegedly.extract import extract_fast
from allegedly.model import Report
from allegedly.read import document
found = extract_fast(document(Report("r", sys.argv[1], "", "en", None)))
print(len(found.attributions), len(found.claims), "spacy" in sys.modules)
"""


def test_english_is_read_without_loading_a_model() -> None:
    done = subprocess.run([sys.executable, "-c", LOADS, ENGLISH], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2", "2", "False"]


def test_speaker_and_content_are_those_of_the_parser() -> None:
    report = document(Report("r", ENGLISH, "", "en", None))
    fast, full = extract_fast(report), extract(report)
    assert [(c.speaker and c.speaker.text, c.span, c.event) for c in fast.claims] == [
        (c.speaker and c.speaker.text, c.span, c.event) for c in full.claims
    ]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Беспилотник попал в склад в Одессе, сообщил мэр. По данным спасателей, ранены двое."),
        ("uk", "Безпілотник влучив у склад в Одесі, повідомив мер. За даними рятувальників, поранено двох."),
    ],
)
def test_other_languages_are_read_as_ever(lang: str, text: str) -> None:
    report = document(Report("r", text, "", lang, None))  # type: ignore[arg-type]
    assert extract_fast(report) == extract(report)
