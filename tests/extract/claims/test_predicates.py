"""What Russian and Ukrainian clauses tell beside a happening."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import claimed, events, said, told


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("ru", "Сгорела мельница. Мельник убежал.", [("fire", "affirm"), ("other", "affirm")]),
        ("uk", "Згорів млин. Мельник утік.", [("fire", "affirm"), ("other", "affirm")]),
        ("ru", "Сгорела мельница. Мельник жив.", [("fire", "affirm"), ("killed", "deny")]),
        ("uk", "Згорів млин. Мельник живий.", [("fire", "affirm"), ("killed", "deny")]),
        ("ru", "Сгорела мельница. Мельник живёт рядом.", [("fire", "affirm")]),
        ("ru", "Мельник убежал. Мельница жива.", []),
        ("ru", "Сгорела мельница. Мельник бы убежал.", [("fire", "affirm")]),
    ],
)
def test_a_clause_tells_something_only_beside_a_happening(lang: Lang, text: str, wanted: list[tuple[str, str]]) -> None:
    assert events(claimed(text, lang)) == wanted


def test_there_was_none_in_somebodys_words_denies() -> None:
    text = "Сгорела мельница. Мэр сказал, что муки на складе не было."
    mill, flour = claimed(text, "ru", said(text, "Мэр", "сказал", "муки на складе не было"))
    assert (mill.stance, flour.stance) == ("affirm", "deny")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Животных отравили, говорят в клинике. Предупреждений клиника не получала."),
        ("uk", "Тварин отруїли, кажуть у клініці. Попереджень клініка не отримувала."),
    ],
)
def test_a_denied_act_goes_on_in_the_name_of_who_spoke(lang: Lang, text: str) -> None:
    last = told(text, lang)[-1]
    assert (last.event, last.stance, last.text) == ("other", "deny", text.split(". ")[1].rstrip("."))
    assert last.speaker
    assert last.speaker.id == "any:hospital"


@pytest.mark.parametrize(
    ("lang", "text", "count"),
    [
        ("ru", "Один погиб на мельнице.", 1),
        ("uk", "Один загинув на млині.", 1),
        ("ru", "Без света остались сорок домов.", 40),
        ("ru", "В двух районах нет света.", None),
        ("ru", "Ни один не погиб.", None),
    ],
)
def test_the_only_number_counts_unless_it_counts_places(lang: Lang, text: str, count: int | None) -> None:
    (claim,) = claimed(text, lang)
    assert (claim.count.best if claim.count else None) == count


def test_a_time_stamp_is_no_part_of_the_claim() -> None:
    (claim,) = claimed("03:05 — отбой тревоги.", "ru")
    assert claim.text == "отбой тревоги"
