"""Lists behind a head, in three languages: what each line names is of the head's event."""

import pytest

from allegedly.model import Claim
from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import told


def named(found: list[Claim]) -> list[tuple[str | None, str | None, float | int | None]]:
    return [(c.event, c.object, c.count.best if c.count else None) for c in found]


@pytest.mark.parametrize(
    ("lang", "text", "houses", "school"),
    [
        ("en", "Damaged in the attack:\n- 3 houses\n- a school\n", "houses", "school"),
        ("ru", "В результате атаки повреждены:\n— 3 дома\n— школа\n", "дома", "школа"),
        ("uk", "Унаслідок атаки пошкоджено:\n— 3 будинки\n— школу\n", "будинки", "школу"),
        ("ru", "Повреждены:\n1. 3 дома\n2. школа\n", "дома", "школа"),
    ],
)
def test_each_line_is_a_claim_and_the_bare_head_is_none(lang: Lang, text: str, houses: str, school: str) -> None:
    assert named(told(text, lang)) == [("damage", houses, 3), ("damage", school, None)]


@pytest.mark.parametrize(
    ("lang", "text", "who"),
    [
        ("ru", "Как сообщил мэр, повреждены:\n▪️ 3 дома\n▪️ школа\n\nДороги открыты.", "мэр"),
        ("uk", "Як повідомив мер, пошкоджено:\n▪️ 3 будинки\n▪️ школу\n\nДороги відкриті.", "мер"),
    ],
)
def test_lines_are_told_by_whoever_tells_the_head(lang: Lang, text: str, who: str) -> None:
    lines = [c for c in told(text, lang) if c.rule == "claim.listed"]
    assert [c.speaker.text if c.speaker else None for c in lines] == [who, who]


@pytest.mark.parametrize(
    ("lang", "text"),
    [("ru", "Уничтожены:\n• 12 беспилотников\n• 3 дома\n"), ("uk", "Знищено:\n• 12 безпілотників\n• 3 будинки\n")],
)
def test_the_event_is_that_of_the_verb_with_such_a_thing(lang: Lang, text: str) -> None:
    assert [c.event for c in told(text, lang)] == ["interception", "damage"]


def test_a_signature_closes_no_list() -> None:
    first, second = told("Взрыв на складе.\n\n— Мэр Иван Громов", "ru"), told("Сгорели:\n— дом\n— мельница", "ru")
    assert [c.speaker.text if c.speaker else None for c in first] == ["Мэр Иван Громов"]
    assert {c.speaker for c in second} == {None}
