"""What nobody has shown, what it is too early to say and what is not found: neither stated nor made a loss."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import events, told


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", '"We have no evidence that the barge was attacked," the coast guard said.'),
        ("en", "There is no evidence that the barge was attacked, the coast guard said."),
        ("en", "Investigators found no evidence that the barge was attacked."),
        ("ru", "«У нас нет доказательств, что баржу атаковали», — заявили в береговой охране."),
        ("ru", "Следователи не нашли доказательств того, что баржу атаковали."),
        ("uk", "«У нас немає доказів, що баржу атакували», — заявили в береговій охороні."),
        ("uk", "Слідчі не знайшли доказів того, що баржу атакували."),
    ],
)
def test_what_there_is_no_evidence_of_is_not_stated(lang: Lang, text: str) -> None:
    assert events(told(text, lang)) == [("evidence_absent", "affirm")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "There is no evidence that the barge was attacked, but two people were injured, the coast guard said."),
        ("ru", "Нет доказательств, что баржу атаковали, но двое ранены, сообщила береговая охрана."),
        ("uk", "Немає доказів, що баржу атакували, але двоє поранені, повідомила берегова охорона."),
    ],
)
def test_what_stands_behind_it_in_a_sentence_of_its_own_is(lang: Lang, text: str) -> None:
    assert ("injured", "affirm") in events(told(text, lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The mayor said it was too early to speak of deaths."),
        ("en", "It is too early to say whether anyone was killed, the mayor said."),
        ("en", "The mayor said it was not possible to say how many had died."),
        ("ru", "Мэр сказал, что рано говорить о погибших."),
        ("ru", "Мэр сказал, что о погибших говорить преждевременно."),
        ("uk", "Мер сказав, що рано говорити про загиблих."),
        ("uk", "Мер сказав, що про загиблих говорити передчасно."),
    ],
)
def test_what_it_is_too_early_to_say_is_left_open(lang: Lang, text: str) -> None:
    assert events(told(text, lang)) == [("killed", "query")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "There was no sign of the crew."),
        ("en", "There was no trace of the missing boat."),
        ("en", "Rescuers found no sign of Ann Lee."),
        ("ru", "Водолазы не нашли шестерых рыбаков."),
        ("ru", "Его до сих пор не нашли."),
        ("uk", "Водолази не знайшли шістьох рибалок."),
        ("uk", "Його досі не знайшли."),
        ("uk", "Зниклих шахтарів не знайшли."),
    ],
)
def test_people_who_are_not_found_are_missing(lang: Lang, text: str) -> None:
    assert ("missing", "affirm") in events(told(text, lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The coast guard said there was no sign of an attack."),
        ("en", "There was no trace of a leak, the plant said."),
        ("ru", "Спасатели не нашли следов утечки."),
        ("uk", "Рятувальники не знайшли слідів витоку."),
    ],
)
def test_nobody_is_missing_where_a_thing_is_not_found(lang: Lang, text: str) -> None:
    found = events(told(text, lang))
    assert all(event != "missing" and stance == "deny" for event, stance in found)
    assert found


@pytest.mark.parametrize(
    ("lang", "text", "object_"),
    [
        ("ru", "Водолазы не нашли шестерых рыбаков.", "рыбаков"),
        ("uk", "Водолази не знайшли шістьох рибалок.", "рибалок"),
    ],
)
def test_missing_are_those_who_were_not_found_and_not_who_looked(lang: Lang, text: str, object_: str) -> None:
    (found,) = told(text, lang)
    assert (found.object, found.count and found.count.best) == (object_, 6)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The ministry has shown no pictures of the strike."),
        ("ru", "Министерство не показало снимков удара."),
        ("uk", "Міністерство не показало знімків удару."),
    ],
)
def test_of_what_no_pictures_are_shown_is_not_denied(lang: Lang, text: str) -> None:
    assert events(told(text, lang)) == [("evidence_absent", "affirm")]


@pytest.mark.parametrize(
    "text",
    [
        "A coroner ruled that the farm worker was killed. There was no evidence that Josef had been pushed, she said.",
        "A house burned. Police said there was no sign that it had been broken into.",
        "A house burned. The mayor said there was no indication that it had been set alight.",
        "A house burned. There is nothing to suggest that it was shelled, the mayor said.",
    ],
)
def test_what_nothing_points_to_is_not_stated(text: str) -> None:
    behind = [c for c in told(text, "en") if c.span.start > text.index(".")]
    assert [c.event for c in behind] == ["evidence_absent"]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Нет никаких признаков того, что дом обстреляли, сказал мэр."),
        ("ru", "Ничто не указывает на то, что дом подожгли, сообщила полиция."),
        ("uk", "Немає жодних ознак того, що будинок обстріляли, сказав мер."),
        ("uk", "Ніщо не вказує на те, що будинок підпалили, повідомила поліція."),
    ],
)
def test_what_nothing_points_to_is_not_stated_in_russian_and_ukrainian(lang: Lang, text: str) -> None:
    assert [c.event for c in told(text, lang)] == ["evidence_absent"]


@pytest.mark.parametrize(
    ("lang", "text", "event"),
    [
        ("ru", "Наблюдатели не смогли установить направление огня.", "fire"),
        ("ru", "Никто не может сказать, сколько людей погибло в шахте.", "killed"),
        ("uk", "Спостерігачі не змогли встановити напрямок вогню.", "fire"),
        ("uk", "Ніхто не може сказати, скільки людей загинуло в шахті.", "killed"),
    ],
)
def test_what_nobody_can_say_or_establish_is_open(lang: Lang, text: str, event: str) -> None:
    assert events(told(text, lang)) == [(event, "query")]
