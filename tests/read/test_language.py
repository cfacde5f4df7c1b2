import pytest

from allegedly.errors import UnknownLanguage
from allegedly.model.vocabulary import Lang
from allegedly.read.language import of_sentence, of_text


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Two sheds burned in the harbour on Monday", "en"),
        ("Explosions in the port", "en"),
        ("В порту сгорели два сарая, сообщил мэр", "ru"),
        ("Взрывы в порту", "ru"),
        ("У порту згоріли два сараї, повідомив мер", "uk"),
        ("Вибухи в порту, є поранені", "uk"),
        ("Пожежа на складі", "uk"),
    ],
)
def test_the_language_of_a_text(text: str, lang: Lang) -> None:
    assert of_text(text, None) == lang


@pytest.mark.parametrize(
    "text",
    [
        "Die Feuerwehr hat gestern im Hafen zwei Schuppen gelöscht",
        "港口发生爆炸，两个仓库起火",
        "Az erőd tegnap este kigyulladt, közölte a polgármester",
        "В пристанището избухна пожар, съобщи кметът на града",
        "12:40 — 5, 7!",
        "",
    ],
)
def test_other_languages_and_no_letters_are_told_with_what_to_do(text: str) -> None:
    with pytest.raises(UnknownLanguage, match=r"give its language in `lang`"):
        of_text(text, None)


def test_a_stated_language_holds_unless_script_or_letters_refuse_it() -> None:
    assert of_text("Порт, склад, берег", "uk") == "uk"
    assert of_text("12:40", "ru") == "ru"
    assert of_text("Two sheds burned in the harbour", "ru") == "en"
    assert of_text("У порту згоріли сараї, є поранені", "ru") == "uk"


@pytest.mark.parametrize(
    ("words", "lang", "expected"),
    [
        ("Всё было тихо, и мы вышли.", "uk", "ru"),
        ("Усе було тихо, і ми вийшли.", "ru", "uk"),
        ("Погода хороша.", "uk", "uk"),
        ("Two sheds burned in the harbour.", "ru", "en"),
        ("Harbour Master Pro", "ru", "ru"),
        ("В порту тихо.", "en", "ru"),
        ("12:40", "uk", "uk"),
    ],
)
def test_a_sentence_may_leave_the_language_of_its_report(words: str, lang: Lang, expected: Lang) -> None:
    assert of_sentence(words, lang) == expected
