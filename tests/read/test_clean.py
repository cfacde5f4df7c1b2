import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.read.clean import MAX_MARKS, clean


def kept(text: str) -> str:
    """The words that are left, blanks squeezed."""
    return " ".join(clean(text).split())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("**Two sheds** burned, __officials__ said", "Two sheds burned, officials said"),
        ("~~Three~~ two ||sheds|| `burned`", "Three two sheds burned"),
        ("The [harbour](https://example.org/a_b) is shut.", "The harbour is shut."),
        ("Взрывы в [порту](https://example.org/п)!", "Взрывы в порту !"),
        ("See https://example.org/a?b=c. Then go.", "See . Then go."),
        ("Пожар 🔥🔥 в порту 🚒", "Пожар в порту"),
        ("1️⃣ Вибух у порту", "Вибух у порту"),
        ("#порт #тривога: вибух", "порт тривога: вибух"),
        ("Вибух\u200bу порту\ufeff", "Вибух у порту"),
        ("• перший\n• другий", "перший другий"),
        ('<p class="x">Two <b>sheds</b></p> burned', "Two sheds burned"),
        ("### Heading\ntext", "Heading text"),
        ("«Ждали час.» ― Марта", "«Ждали час.» — Марта"),
    ],
)
def test_markup_and_pictures_are_blanked_and_words_kept(text: str, left: str) -> None:
    assert kept(text).replace(" !", "!") == left.replace(" !", "!")


@pytest.mark.parametrize(
    "tail",
    [
        "Подписаться | Прислать новость",
        "❤ [Подписаться](https://example.org/x) | [Прислать новость](https://example.org/y)",
        "[👉 Гавань Live. Подписаться](https://example.org/x)",
        "Гавань — Подписаться",
        "Підписатися | Надіслати новину",
        "🔔 Підписуйтесь на канал «Гавань»",
        "Subscribe to Harbour News | Send us news",
        "Follow us on Telegram",
        "@harbour_news",
        "Читайте також: погода на завтра",
    ],
)
def test_promotional_tails_are_blanked(tail: str) -> None:
    assert kept(f"В порту тихо.\n\n{tail}") == "В порту тихо."


@pytest.mark.parametrize(
    "text",
    [
        "Рабочие отказались подписаться под письмом мэра и вышли на площадь.",
        "Мешканці просять підписатися під зверненням до мерії.",
        "Readers may subscribe to the petition, the mayor said in a letter to all who live in the port town.",
        "Сбит дрон. Об этом сообщил наш корреспондент.",
    ],
)
def test_words_that_report_something_are_never_a_tail(text: str) -> None:
    assert kept(text) == text


def test_only_the_tail_of_a_line_goes() -> None:
    assert kept("Отбой тревоги. Подписаться") == "Отбой тревоги."


def test_latin_letters_in_a_cyrillic_word_are_read_as_cyrillic() -> None:
    assert clean("Взpыв в пopту, ABC") == "Взрыв в порту, ABC"


def test_an_emoji_mark_between_sentences_stays_a_mark() -> None:
    assert kept("Наслідки обстрілу❗️Будьте в укриттях") == "Наслідки обстрілу! Будьте в укриттях"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "The office said nothing 🤷 The mayor spoke of a fire.",
            "The office said nothing.  The mayor spoke of a fire.",
        ),
        ("Власти пока молчат🔥 Горит склад на улице.", "Власти пока молчат. Горит склад на улице."),
        ("Влада про вибухи мовчить 🤐 Зате мер розповів усе.", "Влада про вибухи мовчить.  Зате мер розповів усе."),
        ("Слава нашій 🇺🇦 Україні та всім нам.", "Слава нашій    Україні та всім нам."),
        ("Увага 🔥 Горить склад на вулиці.", "Увага   Горить склад на вулиці."),
    ],
)
def test_a_face_between_sentences_of_a_line_stops_the_first(text: str, left: str) -> None:
    assert clean(text) == left


def test_stacked_marks_are_blanked_and_accents_kept() -> None:
    assert clean("за\u0301мок") == "за\u0301мок"
    assert clean("а" + "\u0301" * (MAX_MARKS + 1)) == "а" + " " * (MAX_MARKS + 1)


@given(st.text())
def test_clean_is_as_long_as_the_text(text: str) -> None:
    assert len(clean(text)) == len(text)


@given(st.text(alphabet="[]()*_~`|#@!<>/:.хыi🔥️⃣\n\r\u200bПодписаться"))
def test_clean_is_as_long_as_the_text_where_marks_pile_up(text: str) -> None:
    out = clean(text)
    assert len(out) == len(text)
    assert all(a.isspace() or not b.isalpha() or b in "iypoea" for a, b in zip(out, text, strict=True) if a != b)
