"""What is said to show a claim; own sentences."""

import pytest

from allegedly.extract import extract
from allegedly.model import Report
from allegedly.model.vocabulary import Lang
from allegedly.read import document


def shown(text: str, lang: Lang) -> list[list[tuple[str, str]]]:
    found = extract(document(Report("r", text, lang=lang))).claims
    return [[(e.kind, e.text) for e in c.evidence] for c in found]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "Two houses burned down, residents said.", ("witness", "residents")),
        ("ru", "Сгорели два дома, рассказали жители.", ("witness", "жители")),
        ("uk", "Згоріли два будинки, розповіли мешканці.", ("witness", "мешканці")),
    ],
)
def test_a_witness_who_speaks_is_evidence(lang: Lang, text: str, wanted: tuple[str, str]) -> None:
    assert shown(text, lang) == [[wanted]]


def test_an_office_is_none() -> None:
    assert shown("Two houses burned down, the ministry said.", "en") == [[]]


def test_to_document_is_no_document() -> None:
    assert shown("The mission documented the shelling of two clinics.", "en") == [[]]
