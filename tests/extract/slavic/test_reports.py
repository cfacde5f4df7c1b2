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


@pytest.mark.parametrize(
    ("lang", "text", "event", "best"),
    [
        ("ru", "Взрыв разрушил дом, сообщил мэр. Министерство сообщило о семи погибших.", "killed", 7),
        ("uk", "Вибух зруйнував дім, повідомив мер. Міністерство повідомило про сімох загиблих.", "killed", 7),
        ("ru", "Взрыв разрушил дом. Среди погибших двое детей.", "killed", 2),
        ("uk", "Вибух зруйнував дім. Серед загиблих двоє дітей.", "killed", 2),
        ("ru", "Взрыв разрушил дом. Мэр поправился: восемь раненых, а не пять.", "injured", 8),
        ("uk", "Вибух зруйнував дім. Мер виправився: восьмеро поранених, а не п'ятеро.", "injured", 8),
        ("en", "A blast destroyed a house. There were eight wounded, not five, the mayor said.", "injured", 8),
        ("ru", "Взрыв убил семерых. Профсоюз называет другую цифру — двенадцать.", "killed", 12),
        ("uk", "Вибух убив сімох. Профспілка називає іншу цифру — дванадцятеро.", "killed", 12),
    ],
)
def test_the_dead_and_hurt_are_counted_as_they_are_told(lang: Lang, text: str, event: str, best: int) -> None:
    last = read(text, lang)[-1]
    assert (last.event, last.stance, last.count and last.count.best) == (event, "affirm", best)


@pytest.mark.parametrize(
    ("lang", "text", "event"),
    [
        ("ru", "Пароли не пострадали, говорят в компании.", "damage"),
        ("uk", "Паролі не постраждали, кажуть у компанії.", "damage"),
        ("ru", "Жители не пострадали, говорят в компании.", "injured"),
        ("uk", "Мешканці не постраждали, кажуть у компанії.", "injured"),
    ],
)
def test_things_that_suffered_are_damaged(lang: Lang, text: str, event: str) -> None:
    (found,) = read(text, lang)
    assert (found.event, found.stance) == (event, "deny")


@pytest.mark.parametrize(
    ("lang", "text", "who", "words"),
    [
        ("ru", "Взрыв разрушил склад. На заводе обвинения отвергают: выбросов не было.", "заводе", "выбросов не было"),
        (
            "uk",
            "Вибух зруйнував склад. На заводі звинувачення відкидають: викидів не було.",
            "заводі",
            "викидів не було",
        ),
        ("ru", "Склад сгорел. Версию о плохой проводке там отвергли.", "там", "Версию о плохой проводке"),
        ("uk", "Склад згорів. Версію про погану проводку там відкинули.", "там", "Версію про погану проводку"),
    ],
)
def test_an_office_answers_what_it_is_charged_with(lang: Lang, text: str, who: str, words: str) -> None:
    last = read(text, lang)[-1]
    assert last.speaker
    assert (last.speaker.text, last.text, last.stance) == (who, words, "deny")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Поезд сошёл с рельсов. Дорогу перекрыли. Там говорят о поджоге."),
        ("uk", "Поїзд зійшов з рейок. Дорогу перекрили. Там кажуть про підпал."),
    ],
)
def test_a_short_word_of_what_happened_points_to_nothing_before(lang: Lang, text: str) -> None:
    closed = next(c for c in read(text, lang) if c.event == "closure")
    assert closed.speaker is None


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("ru", "По словам Натальи Ткач, склад сгорел.", "Наталья Ткач"),
        ("uk", "За словами Наталії Ткач, склад згорів.", "Наталія Ткач"),
        ("uk", "За словами Лілії Мороз, склад згорів.", "Лілія Мороз"),
        ("uk", "Голова громади Марта Гулій каже, що склад згорів.", "Марта Гулій"),
        ("ru", "Глава округа Марта Гулева говорит, что склад сгорел.", "Марта Гулева"),
        ("uk", "Начальник порту Василь Лютий каже, що склад згорів.", "Василь Лютий"),
        ("ru", "Склад сгорел, говорит дочь сторожа Ирина Совина.", "Ирина Совина"),
    ],
)
def test_a_person_shows_by_the_name_that_she_bears(lang: Lang, text: str, name: str) -> None:
    (found,) = read(text, lang)
    assert found.speaker
    assert found.speaker.name == name
    assert found.when is None


@pytest.mark.parametrize(
    ("lang", "text", "who"),
    [
        ("ru", "Подстанция повреждена, считают энергетики. Обстрела не было, ответили военные.", None),
        ("uk", "Підстанцію пошкоджено, вважають енергетики. Обстрілу не було, відповіли військові.", None),
        ("ru", "Соседнее Приозерье утверждает, что склад сгорел.", None),
        ("uk", "Сусіднє Приозер'я стверджує, що склад згорів.", None),
        ("ru", "Соседи утверждают, что склад сгорел.", "group:residents"),
        ("uk", "Сусіди стверджують, що склад згорів.", "group:residents"),
        ("uk", "Склад згорів, кажуть патрульні. За словами очевидців, двоє загинули.", "group:eyewitnesses"),
        ("ru", "Склад сгорел, говорят патрульные. По словам очевидцев, двое погибли.", "group:eyewitnesses"),
        ("uk", "Капітан сказав, що склад згорів.", None),
        ("ru", "Капитан сказал, что склад сгорел.", None),
    ],
)
def test_nobody_speaks_under_the_name_of_others(lang: Lang, text: str, who: str | None) -> None:
    last = read(text, lang)[-1]
    assert last.speaker
    identity = last.speaker.id or "name:"
    assert identity == who if who else identity.startswith("name:")


@pytest.mark.parametrize(
    ("lang", "text", "event", "thing", "best"),
    [
        ("ru", "В больницу попали одиннадцать детей.", "injured", "детей", 11),
        ("uk", "До лікарні потрапили одинадцятеро дітей.", "injured", "дітей", 11),
        ("ru", "За три дня пало сорок коров.", "killed", None, 40),
        ("uk", "За три дні здохло сорок корів.", "killed", "корів", 40),
        ("ru", "Без света остались четырнадцать сёл.", "other", "сёл", 14),
        ("uk", "Без світла лишилися чотирнадцять сіл.", "other", "сіл", 14),
        ("ru", "Спасатели эвакуировали две улицы.", "evacuation", "улицы", None),
        ("uk", "Рятувальники евакуювали дві вулиці.", "evacuation", "вулиці", None),
    ],
)
def test_who_came_to_harm_stands_behind_where(lang: Lang, text: str, event: str, thing: str, best: int | None) -> None:
    (found,) = read(text, lang)
    assert (found.event, found.object, found.count and found.count.best) == (event, thing, best)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Взрыв разрушил дом. Проходную заблокировали около трёхсот человек."),
        ("uk", "Вибух зруйнував дім. Прохідну заблокували близько трьохсот людей."),
        ("ru", "Взрыв разрушил дом. Повар сказал, что мясо привезли в понедельник."),
        ("uk", "Вибух зруйнував дім. Кухар сказав, що м'ясо привезли в понеділок."),
    ],
)
def test_three_hundred_men_and_meat_are_not_hurt(lang: Lang, text: str) -> None:
    assert "injured" not in {c.event for c in read(text, lang)}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Взрыв разрушил дом. Мэр говорит, что выводов пока нет."),
        ("uk", "Вибух зруйнував дім. Мер каже, що висновків поки немає."),
    ],
)
def test_what_is_not_there_yet_is_denied(lang: Lang, text: str) -> None:
    assert read(text, lang)[-1].stance == "deny"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Взрыв на складе не был диверсией, заявили в полиции."),
        ("uk", "Вибух на складі не був диверсією, заявили в поліції."),
        ("en", "The blast at the depot was not an act of sabotage, the police said."),
    ],
)
def test_what_it_was_not_denies_no_blast(lang: Lang, text: str) -> None:
    (found,) = read(text, lang)
    assert (found.event, found.stance) == ("explosion", "affirm")


@pytest.mark.parametrize(
    ("lang", "text", "event"),
    [
        ("ru", "Деньги исчезли. Взрыв разрушил дом.", "other"),
        ("uk", "Кошти зникли. Вибух зруйнував дім.", "other"),
        ("ru", "Исчезли двое рыбаков. Взрыв разрушил дом.", "missing"),
        ("uk", "Зникли двоє рибалок. Вибух зруйнував дім.", "missing"),
        ("ru", "Ещё семь повреждены. Взрыв разрушил дом.", "damage"),
        ("uk", "Ще сім пошкоджено. Вибух зруйнував дім.", "damage"),
    ],
)
def test_money_is_gone_and_seven_are_no_family(lang: Lang, text: str, event: str) -> None:
    assert read(text, lang)[0].event == event


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("ru", "Взрыв разрушил склад. Движение «Равнина» взяло ответственность на себя.", "Движение «Равнина»"),
        ("uk", "Вибух зруйнував склад. Рух «Рівнина» взяв відповідальність на себе.", "Рух «Рівнина»"),
    ],
)
def test_a_quoted_name_keeps_its_closing_mark(lang: Lang, text: str, name: str) -> None:
    last = read(text, lang)[-1]
    assert last.speaker
    assert last.speaker.text == name
