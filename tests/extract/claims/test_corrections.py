import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import brief, claimed, events, told


@pytest.mark.parametrize(
    ("lang", "text", "event"),
    [
        ("en", "Earlier we wrote that the mill had burned down. That was wrong.", "fire"),
        ("en", "Correction. In yesterday's post we said that two men had been killed.", "killed"),
        ("ru", "Поправка. Утром мы написали, что сгорела мельница. Горел сарай.", "fire"),
        ("ru", "Я вчера писал, что у брода взорвался газ. Ошибся.", "explosion"),
        ("uk", "Раніше ми писали, що згорів млин. Це не так.", "fire"),
        ("uk", "Виправлення. У зведенні вказано, що загинули двоє.", "killed"),
    ],
)
def test_what_the_report_said_before_and_puts_right_is_taken_back(lang: Lang, text: str, event: str) -> None:
    assert events(claimed(text, lang))[0] == (event, "retract")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Earlier we wrote that the mill had burned down. The owner thanked us."),
        ("ru", "Утром мы написали, что сгорела мельница. Хозяин поблагодарил нас."),
        ("uk", "Раніше ми писали, що згорів млин. Власник подякував нам."),
    ],
)
def test_without_a_word_of_correction_nothing_is_taken_back(lang: Lang, text: str) -> None:
    assert events(claimed(text, lang))[0] == ("fire", "affirm")


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("en", "An explosion was heard at the mill. The weekly later withdrew the report.", "the report"),
        ("ru", "На мельнице прогремел взрыв. Позже еженедельник отозвал свои слова.", "свои слова"),
        ("uk", "На млині пролунав вибух. Згодом тижневик відкликав свої слова.", "свої слова"),
    ],
)
def test_words_taken_back_point_to_the_happening_told_last(lang: Lang, text: str, words: str) -> None:
    assert ("explosion", "retract", words) in brief(claimed(text, lang))


@pytest.mark.parametrize(
    ("lang", "text", "event"),
    [
        ("en", "Who opened fire first, the garrison does not know.", "attack"),
        ("ru", "Кто открыл огонь первым, в гарнизоне не знают.", "attack"),
        ("uk", "Хто відкрив вогонь першим, у гарнізоні не знають.", "attack"),
        ("ru", "Что загорелось на мельнице, предстоит выяснить.", "fire"),
        ("uk", "Що загорілося на млині, належить з'ясувати.", "fire"),
    ],
)
def test_an_indirect_question_that_stays_open_asks(lang: Lang, text: str, event: str) -> None:
    assert (event, "query") in events(claimed(text, lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Who opened fire first, the garrison knows."),
        ("ru", "Кто открыл огонь первым, в гарнизоне знают."),
        ("uk", "Хто відкрив вогонь першим, у гарнізоні знають."),
    ],
)
def test_an_indirect_question_that_is_answered_does_not(lang: Lang, text: str) -> None:
    assert events(claimed(text, lang))[0] == ("attack", "affirm")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", '"40 missing" — the line that ran on every channel — was an error, said director Ola Brenn.'),
        ("ru", "«40 пропавших» — строка, которую передали все каналы, — была ошибкой, сказал директор Олаф Брен."),
        ("uk", "«40 зниклих» — рядок, який передали всі канали, — був помилкою, сказав директор Олаф Брен."),
    ],
)
def test_a_headline_that_is_called_a_mistake_is_denied(lang: Lang, text: str) -> None:
    assert ("missing", "deny") in events(told(text, lang))
    assert ("missing", "affirm") not in events(told(text, lang))


def test_what_was_said_is_no_mistake_because_something_else_was() -> None:
    text = '"Two men died in the mill," the mayor said, and it was a mistake to go there.'
    assert ("killed", "affirm") in events(told(text, "en"))
