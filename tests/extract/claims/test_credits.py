"""Credit lines of whole reports, in three languages."""

from datetime import UTC, datetime

import pytest

from allegedly.extract import extract
from allegedly.model import Claim, Report
from allegedly.model.vocabulary import Lang
from allegedly.read import document


def claims(lang: Lang, text: str) -> tuple[Claim, ...]:
    """The claims of a report."""
    return extract(document(Report("r", text, lang=lang, published=datetime(2025, 3, 12, tzinfo=UTC)))).claims


CREDITED: list[tuple[Lang, str, str]] = [
    ("en", "The depot burned down. Nobody was hurt.\nSource: fire brigade", "fire brigade"),
    ("ru", "Ночью над городом сбили три дрона.\nПожар потушен.\nДанные мэрии.", "мэрии"),
    ("uk", "Вибух на складі. Постраждали двоє.\nДжерело: пресслужба поліції", "пресслужба поліції"),
    ("ru", "Взрыв на складе. Пострадали двое.\n\n(«Тракт»)", "«Тракт»"),
    ("uk", "• згорів склад\n• поранено двох\n\nЗа даними сільради", "сільради"),
    ("ru", "Сгорел склад. Ранены двое.\n\nподготовил дежурный Олег", "дежурный Олег"),
]


@pytest.mark.parametrize(("lang", "text", "source"), CREDITED)
def test_the_credited_one_hands_on_every_claim_and_tells_what_nobody_else_does(
    lang: Lang, text: str, source: str
) -> None:
    found = claims(lang, text)
    assert {(c.speaker.text if c.speaker else None, tuple(v.text for v in c.via)) for c in found} == {
        (source, (source,))
    }


def test_of_two_outlets_in_brackets_the_second_is_nearer_to_the_report() -> None:
    found = claims("en", "Ten drones were shot down over the bay. (Bay Post via Pier Talk)")
    assert {tuple(v.text for v in c.via) for c in found} == {("Pier Talk", "Bay Post")}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Сгорел склад. По данным мэра, ущерб велик."),
        ("ru", "Сгорел склад. Пострадавших нет. Фото: Иван Сом"),
        ("en", "The depot burned down (see the picture)."),
    ],
)
def test_no_other_last_line_is_a_credit(lang: Lang, text: str) -> None:
    assert not any(c.via for c in claims(lang, text))


def test_what_the_admin_adds_was_not_forwarded() -> None:
    found = claims("ru", "Переслано от «Берег»\nгорит склад на пристани\n\nАдмин: в порту ранены двое")
    assert [[v.text for v in c.via] for c in found] == [["«Берег»"], []]


def test_that_evidence_is_missing_the_report_sees_itself() -> None:
    text = "The port authority said its guards shot down two drones. It offered no evidence for this. (Tern Wire)"
    found = [c for c in claims("en", text) if c.event == "evidence_absent"]
    assert [(c.speaker, [v.text for v in c.via]) for c in found] == [(None, ["Tern Wire"])]
