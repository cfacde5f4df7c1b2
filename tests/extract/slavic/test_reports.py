"""Ordinary short reports in Russian and Ukrainian, read whole: who says what, of what kind."""

import pytest

from allegedly.extract import extract
from allegedly.model import Claim, Report
from allegedly.model.vocabulary import Lang
from allegedly.read import document


def read(text: str, lang: Lang) -> tuple[Claim, ...]:
    """The claims of a report."""
    return extract(document(Report("r", text, lang=lang))).claims


@pytest.mark.parametrize(
    ("lang", "text", "kind"),
    [
        ("ru", "Агентство по чрезвычайным ситуациям заявило, что взрыв разрушил дом.", "any:emergency-service"),
        ("uk", "Агентство з надзвичайних ситуацій заявило, що вибух зруйнував дім.", "any:emergency-service"),
        ("en", "The emergency agency said a blast destroyed the house.", "any:emergency-service"),
        ("ru", "Областное агентство водных ресурсов отрицает прорыв дамбы.", "any:state-agency"),
        ("uk", "Обласне агентство водних ресурсів заперечує прорив дамби.", "any:state-agency"),
        ("en", "The environment agency denied that the dam had burst.", "any:state-agency"),
        ("ru", "Агентство сообщило о взрыве на складе.", "group:media"),
        ("uk", "Агентство повідомило про вибух на складі.", "group:media"),
    ],
)
def test_an_agency_of_a_state_is_no_medium(lang: Lang, text: str, kind: str) -> None:
    (found,) = read(text, lang)
    assert found.speaker
    assert found.speaker.id == kind
    assert found.speaker.kind == ("media" if kind == "group:media" else "official")


@pytest.mark.parametrize(
    ("lang", "text", "relay"),
    [
        ("ru", "Хорроу Уайр со ссылкой на спасателей: под Ольшанкой погибли пятеро.", "Хорроу Уайр"),
        ("uk", "Горроу Ваєр із посиланням на рятувальників: під Вільшанкою загинули п'ятеро.", "Горроу Ваєр"),
        ("ru", "Берег-ТВ, ссылаясь на спасателей: под Ольшанкой погибли пятеро.", "Берег-ТВ"),
        ("uk", "Берег-ТВ, посилаючись на рятувальників: під Вільшанкою загинули п'ятеро.", "Берег-ТВ"),
    ],
)
def test_an_outlet_at_the_head_hands_on_what_those_it_cites_said(lang: Lang, text: str, relay: str) -> None:
    (found,) = read(text, lang)
    assert found.text == text.split(": ")[1].rstrip(".")
    assert [v.text for v in found.via] == [relay]
    assert found.speaker
    assert found.speaker.id == "any:emergency-service"


@pytest.mark.parametrize(
    ("lang", "text", "event"),
    [
        ("ru", "Автобус сорвался с дороги у Ольшанки.", "other"),
        ("uk", "Автобус зірвався з дороги біля Вільшанки.", "other"),
        ("ru", "Водитель не справился с управлением.", "other"),
        ("uk", "Водій не впорався з керуванням.", "other"),
        ("ru", "Пятеро рабочих ослепли.", "injured"),
        ("uk", "П'ятеро робітників осліпли.", "injured"),
    ],
)
def test_accidents_are_told_by_their_own_words(lang: Lang, text: str, event: str) -> None:
    (found,) = read(text, lang)
    assert (found.event, found.stance) == (event, "affirm")


@pytest.mark.parametrize(("lang", "text"), [("ru", "Бригада из Сиренева приехала в шесть.")])
def test_a_name_that_begins_like_a_siren_is_no_alert(lang: Lang, text: str) -> None:
    assert "alert" not in {c.event for c in read(text, lang)}
