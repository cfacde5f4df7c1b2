from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.model.vocabulary import LANGS, Lang
from allegedly.read.clean import clean
from allegedly.read.sentences import MAX_SENTENCE, sentences


def cut(text: str, lang: Lang) -> list[str]:
    return [text[s.start : s.end] for s, _ in sentences(clean(text), lang)]


# Each list is joined by blanks and must come apart again.
WHOLE: list[tuple[Lang, list[str]]] = [
    ("en", ["Dr. J. A. Barrow of the U.S. Navy spoke at 5 p.m. on Jan. 4.", "The pier held."]),
    ("en", ["The firm, e.g. its head, paid $3.5 million to Acme Inc. in May.", "It declined to comment."]),
    ("en", ["Gen. Hale said No. 5 shed burned.", "St. Mary's hospital did not."]),
    ("en", ["It belongs to {Mr. Hale} and to F.A.O. Barrow of the port.", "Nobody else has a key."]),
    ("en", ["The mill is in the U.S.", "The dam is not."]),
    ("en", ["The sirens stopped...", "Then it began again."]),
    ("en", ["They waited... and waited."]),
    ("en", ['"We saw it.', 'It was loud," he said.']),
    ("en", ['"Is it over?" Barrow asked.', "Nobody knew."]),
    ("en", ['"It is over."', "The captain left."]),
    ("en", ["Was it a drone?", "No!", "It was a boat."]),
    ("ru", ["М. В. Иванов живёт на ул. Мельничной, д. 5, в г. Новый Порт.", "Там тихо."]),
    ("ru", ["Порт строили в 2014 г.", "Взрывов тогда не было."]),
    ("ru", ["Ущерб — 3,5 млн руб. и два крана.", "Пострадавших нет."]),
    ("ru", ["Были танки, пушки и т.д.", "Всё сгорело."]),
    ("ru", ["«Работала ПВО.", "Осколки упали», — сказал глава района А. С. Петров.", "Окон нет."]),
    ("ru", ["«Вы слышали?» — спросил он.", "Никто не ответил."]),
    ("ru", ["«Стой!» — крикнул он."]),
    ("ru", ["«Взрывов не было».", "Мэр ушёл."]),
    ("ru", ["Ждали… и дождались.", "Свет дали."]),
    ("uk", ["У м. Новий Порт на вул. Млинній, буд. 5, о 16.08 пролунав вибух.", "Там тихо."]),
    ("uk", ["Порт будували у 2014 р.", "Тоді було тихо."]),
    ("uk", ["Збитки — 3,5 млн грн. і два крани.", "Постраждалих немає."]),
    ("uk", ["«Усе гаразд.", "Живі», — каже голова О. П. Коваль.", "Світла немає."]),
    ("uk", ["«Ви чули?» — спитав він.", "Ніхто не відповів."]),
    ("uk", ["Чекали… і дочекалися."]),
]


@pytest.mark.parametrize(("lang", "parts"), WHOLE)
def test_stops_of_abbreviations_initials_numbers_and_quotations_end_no_sentence(lang: Lang, parts: list[str]) -> None:
    assert cut(" ".join(parts), lang) == parts


@pytest.mark.parametrize(
    ("lang", "text", "parts"),
    [
        (
            "ru",
            "Уходите от опасности.Отбой будет позже, ждите.",
            ["Уходите от опасности.", "Отбой будет позже, ждите."],
        ),
        ("uk", "Вибух у порту || Тривога в місті", ["Вибух у порту", "Тривога в місті"]),
        ("uk", "Наслідки обстрілу❗️Будьте в укриттях", ["Наслідки обстрілу❗", "Будьте в укриттях"]),
        ("en", "Blast in the port\nTwo sheds burned.", ["Blast in the port", "Two sheds burned."]),
        ("ru", "1. Взрыв в порту\n2. Пожар на складе", ["1. Взрыв в порту", "2. Пожар на складе"]),
        (
            "ru",
            "Известно:\n— взрыв в порту;\n— пожар на складе.",
            ["Известно:", "— взрыв в порту;", "— пожар на складе."],
        ),
        ("uk", "🔥 Вибух\n\n🔥 Пожежа", ["Вибух", "Пожежа"]),
        ("en", "The harbour master said the pier\nwas shut.", ["The harbour master said the pier\nwas shut."]),
    ],
)
def test_lines_and_marks_that_end_sentences(lang: Lang, text: str, parts: list[str]) -> None:
    assert cut(text, lang) == parts


def test_hard_wrapped_lines_are_no_sentences() -> None:
    text = (
        "The keeper of the light said that on Monday he and the two sons of\n"
        "Barrow had seen a boat without lamps beyond the bar, and that the\n"
        "Harbour Board had been told of it at once. The board has said that\n"
        "Monday was a holiday and that nobody was in the office to take the\n"
        "call of the keeper or of the two sons of Barrow who had seen it."
    )
    assert len(cut(text, "en")) == 2


def test_empty_lines_part_paragraphs_and_where_there_are_none_lines_do() -> None:
    spaced = sentences(clean("Раз. Два.\nТри.\n\nЧетыре."), "ru")
    lined = sentences(clean("Раз. Два.\nТри.\nЧетыре."), "ru")
    assert [p for _, p in spaced] == [0, 0, 0, 1]
    assert [p for _, p in lined] == [0, 0, 1, 2]


@pytest.mark.parametrize("word", ["слово ", "слово"])
def test_a_sentence_is_bounded(word: str) -> None:
    text = word * 5_000
    spans = [s for s, _ in sentences(text, "ru")]
    assert max(s.end - s.start for s in spans) <= MAX_SENTENCE
    assert sum(s.end - s.start for s in spans) >= len(text) - 2 * len(spans)


@given(st.text(alphabet="аБвA bс.!?…\"'«»()—-\n|1,:;", max_size=200), st.sampled_from(LANGS))
def test_sentences_are_in_order_disjoint_and_lose_no_letter(text: str, lang: Lang) -> None:
    found = sentences(text, lang)
    assert all(a.end <= b.start for (a, _), (b, _) in pairwise(found))
    assert all(p <= q for (_, p), (_, q) in pairwise(found))
    inside = "".join(text[s.start : s.end] for s, _ in found)
    assert [c for c in inside if c.isalnum()] == [c for c in text if c.isalnum()]


def test_a_line_whose_bullet_was_blanked_is_a_sentence_of_its_own() -> None:
    text = clean("Коротко о главном\n🔹 сгорела мельница\n🔹 двое ранены")
    assert [text[s.start : s.end] for s, _ in sentences(text, "ru")] == [
        "Коротко о главном",
        "сгорела мельница",
        "двое ранены",
    ]
