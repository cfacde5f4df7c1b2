"""What is left open or kept back: a question before a refusal, a name that somebody will not give; done by mistake."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import events, told


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Что именно горело у мельницы, он объяснять отказался."),
        ("ru", "Что именно горело у мельницы, мэр уточнять не стал."),
        ("uk", "Що саме горіло біля млина, він пояснювати відмовився."),
        ("uk", "Що саме горіло біля млина, мер уточнювати не став."),
    ],
)
def test_what_somebody_refuses_to_explain_is_not_stated(lang: Lang, text: str) -> None:
    found = dict(events(told(text, lang)))
    assert found["fire"] in ("query", "no_comment")
    assert found["comment"] == "no_comment"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Ведомство отказалось назвать причину, но сообщило, что сгорел сарай."),
        ("uk", "Відомство відмовилося назвати причину, але повідомило, що згорів сарай."),
        ("en", "The ministry declined to name the cause but said that a barn had burned down."),
    ],
)
def test_what_is_told_beside_a_refusal_is_told(lang: Lang, text: str) -> None:
    assert ("fire", "affirm") in events(told(text, lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Сторож, который отказался назвать своё имя, рассказал «Маяку», что двое подожгли сарай."),
        ("uk", "Сторож, який відмовився назвати своє ім'я, розповів «Маяку», що двоє підпалили сарай."),
        ("en", "A guard who would not give his name told the Daily Buoy that two men had set the barn on fire."),
        ("en", "A guard, who refused to give her name, said two men had set the barn on fire."),
    ],
)
def test_who_keeps_back_the_own_name_is_not_silent(lang: Lang, text: str) -> None:
    assert events(told(text, lang)) == [("fire", "affirm")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Военные признали, что ошибочно обстреляли собственную колонну."),
        ("uk", "Військові визнали, що помилково обстріляли власну колону."),
        ("en", "The army admitted that it had mistakenly shelled its own column."),
    ],
)
def test_what_was_done_by_mistake_was_done(lang: Lang, text: str) -> None:
    assert events(told(text, lang)) == [("attack", "affirm")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Ранее ошибочно сообщалось о двух погибших."),
        ("uk", "Раніше помилково повідомлялося про двох загиблих."),
    ],
)
def test_what_was_reported_by_mistake_is_taken_back(lang: Lang, text: str) -> None:
    assert events(told(text, lang)) == [("killed", "retract")]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("ru", "Все пять дронов, выпущенных ночью по порту, сбиты.", ("interception", "дронов", 5)),
        ("uk", "Усі п'ять дронів, випущених уночі по порту, збито.", ("interception", "дронів", 5)),
        ("ru", "Сарай, повреждённый взрывом, снесли.", ("damage", "Сарай", None)),
        ("uk", "Сарай, пошкоджений вибухом, знесли.", ("damage", "Сарай", None)),
    ],
)
def test_a_participle_between_commas_only_describes(lang: Lang, text: str, wanted: tuple[str, str, int | None]) -> None:
    (found,) = told(text, lang)
    assert (found.event, found.object, found.count and found.count.best) == wanted


@pytest.mark.parametrize(
    ("lang", "text", "event"),
    [
        ("ru", "В полиции отказались сказать, кто стрелял первым.", "attack"),
        ("ru", "Директор отказался объяснять, почему дети отравились.", "injured"),
        ("uk", "У поліції відмовилися сказати, хто стріляв першим.", "attack"),
    ],
)
def test_what_somebody_will_not_say_is_a_question(lang: Lang, text: str, event: str) -> None:
    assert [(c.event, c.stance) for c in told(text, lang) if c.event != "comment"] == [(event, "query")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Мэр отказался от комментариев, но двое погибли."),
        ("uk", "Мер відмовився від коментарів, але двоє загинули."),
    ],
)
def test_beside_a_refusal_what_is_told_is_told(lang: Lang, text: str) -> None:
    assert [(c.event, c.stance) for c in told(text, lang) if c.event != "comment"] == [("killed", "affirm")]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The pathologist said that she could neither confirm nor rule out that he had been beaten.", "attack"),
        ("The army could neither confirm nor deny that the bridge had been hit.", "impact"),
    ],
)
def test_what_is_neither_confirmed_nor_ruled_out_is_open(text: str, event: str) -> None:
    found = events(told(text, "en"))
    assert (event, "query") in found
    assert (event, "deny") not in found
