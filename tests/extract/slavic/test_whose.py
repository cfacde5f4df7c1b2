"""Whose words they are where several speak, or where nobody in particular does."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import events, told


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Подписчики сообщают о хлопках. Пишут, что горит склад."),
        ("uk", "Читачі пишуть про вибухи. Кажуть, що горить склад."),
    ],
)
def test_they_write_goes_on_with_the_people_named_before(lang: Lang, text: str) -> None:
    last = told(text, lang)[-1]
    assert last.event == "fire"
    assert last.speaker is not None
    assert last.speaker.id == "group:subscribers"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "В городе взрывы. Пишут, что горит склад."),
        ("ru", "Мэр сообщил о хлопках. Пишут, что горит склад."),
    ],
)
def test_they_write_is_nobody_else(lang: Lang, text: str) -> None:
    assert told(text, lang)[-1].speaker is None


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "В чатах пишут, что горит склад, но сосед, который живёт рядом, говорит: пожара нет."),
        ("uk", "У чатах пишуть, що горить склад, але сусід, з яким ми поговорили, каже: пожежі немає."),
    ],
)
def test_who_speaks_behind_but_says_nothing_of_what_stands_before(lang: Lang, text: str) -> None:
    rumour, denied = told(text, lang)
    assert (rumour.event, rumour.stance, rumour.text) in {
        ("fire", "affirm", "горит склад"),
        ("fire", "affirm", "горить склад"),
    }
    assert (denied.event, denied.stance, denied.via) == ("fire", "deny", ())


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("uk", "Очевидці чули вибухи. Офіційно про атаку не повідомляли."),
        ("ru", "Очевидцы слышали взрывы. Об атаке не сообщали."),
    ],
)
def test_what_was_not_reported_is_no_silence_of_the_witnesses(lang: Lang, text: str) -> None:
    last = told(text, lang)[-1]
    assert last.speaker is None
    assert last.stance in ("query", "no_comment")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("uk", "Міноборони заявило про захоплення села. У штабі це спростували: «Село під нашим контролем»."),
        ("ru", "Минобороны заявило о взятии села. В штабе это опровергли: «Село под нашим контролем»."),
    ],
)
def test_a_denial_before_a_colon_is_told_with_what_stands_behind_it(lang: Lang, text: str) -> None:
    taken, *denied = told(text, lang)
    assert taken.stance == "affirm"
    assert ("other", "deny") in events(denied)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Враг кричит о захвате села, но это ложь. Сожгли танк."),
        ("ru", "Враг заявил о захвате села. По моим данным, сожгли танк."),
        (
            "uk",
            "Ворог кричить про захоплення села, але це брехня: наші тримають школу. За моєю інформацією, спалили танк.",
        ),
    ],
)
def test_a_report_does_not_go_on_in_the_name_of_one_it_contradicts(lang: Lang, text: str) -> None:
    assert told(text, lang)[-1].speaker is None


@pytest.mark.parametrize(
    ("lang", "text", "who"),
    [
        ("ru", "Блогеры же уверены: сгорел склад.", "Блогеры"),
        ("uk", "Блогери ж певні: згорів склад.", "Блогери"),
        ("ru", "В «Заречэнерго» подчеркнули, что сгорел склад.", "«Заречэнерго»"),
    ],
)
def test_these_speak_too(lang: Lang, text: str, who: str) -> None:
    (claim,) = told(text, lang)
    assert claim.speaker is not None
    assert claim.speaker.text == who
