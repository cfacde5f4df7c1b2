"""What an event happened to or with, how many, and when: in the words around Russian and Ukrainian predicates."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import told


@pytest.mark.parametrize(
    ("lang", "text", "event", "thing", "high"),
    [
        ("ru", "Уничтожено до десятка беспилотников.", "interception", "беспилотников", 10),
        ("uk", "Знищено до десятка безпілотників.", "interception", "безпілотників", 10),
        ("uk", "Збито понад 40 цілей із 52.", "interception", "цілей", None),
        ("uk", "Вночі збито 15 з 17 БпЛА.", "interception", "БпЛА", 15),
        ("ru", "Два часа назад в селе Дымное рухнул мост.", "damage", "мост", None),
        ("uk", "Дві години тому в селі Димне обвалився міст.", "damage", "міст", None),
        ("ru", "К полудню пожар локализован на площади у мельницы.", "response", "пожар", None),
        ("uk", "До полудня пожежу локалізовано на площі біля млина.", "response", "пожежу", None),
        ("ru", "Двое мужчин, 34 и 52 лет, госпитализированы.", "injured", "мужчин", 2),
        ("uk", "Двоє чоловіків, 34 і 52 років, госпіталізовані.", "injured", "чоловіків", 2),
        ("ru", "Свет пропал в трёх сёлах, взрыв был ночью.", "other", "Свет", None),
        ("uk", "Пожежу загасили о четвертій ранку.", "response", "Пожежу", None),
        ("ru", "Пожар потушили в четыре утра.", "response", "Пожар", None),
        ("ru", "Окна выбило в трёх подъездах.", "damage", "Окна", 3),
        ("uk", "Вікна вибило у трьох під'їздах.", "damage", "Вікна", 3),
        ("ru", "Сорок горняков подняли на поверхность.", "response", "горняков", 40),
        ("uk", "Сорок гірників підняли на поверхню.", "response", "гірників", 40),
        ("ru", "Самолёт совершил вынужденную посадку на поле.", "other", "Самолёт", None),
        ("uk", "Літак здійснив вимушену посадку на поле.", "other", "Літак", None),
        ("ru", "Охранника ранили в руку.", "injured", "Охранника", None),
        ("uk", "Охоронця поранили в руку.", "injured", "Охоронця", None),
        ("ru", "Регулятор проверку уже начал.", "response", "проверку", None),
        ("uk", "Регулятор перевірку вже почав.", "response", "перевірку", None),
        ("ru", "Полиция Ольшанки задержала троих участников митинга.", "other", "участников", 3),
        ("uk", "Поліція Вільшанки затримала трьох учасників мітингу.", "other", "учасників", 3),
    ],
)
def test_the_thing_stands_behind_bounds_and_beside_times(
    lang: Lang, text: str, event: str, thing: str, high: int | None
) -> None:
    found = next(c for c in told(text, lang) if c.event == event)
    assert (found.object, found.count.high if found.count else None) == (thing, high)


@pytest.mark.parametrize(
    ("lang", "text", "event"),
    [
        ("ru", "Ведомство отозвало заявление о сбитом самолёте.", "interception"),
        ("uk", "Відомство відкликало заяву про збитий літак.", "interception"),
        ("uk", "Рибалки повідомили про дрон, що впав.", "impact"),
    ],
)
def test_a_participle_behind_about_tells_what_happened(lang: Lang, text: str, event: str) -> None:
    assert [c.event for c in told(text, lang)] == [event]


@pytest.mark.parametrize(
    ("lang", "text", "second"),
    [
        ("ru", "В 03:15 объявили тревогу, в 04:02 — отбой.", "в 04:02"),
        ("uk", "О 03:15 оголосили тривогу, о 04:02 — відбій.", "о 04:02"),
    ],
)
def test_a_time_before_a_dash_is_that_of_what_follows(lang: Lang, text: str, second: str) -> None:
    assert [c.when.text if c.when else None for c in told(text, lang)][1:] == [second]


@pytest.mark.parametrize(
    ("lang", "text", "stance"),
    [
        ("ru", "Прилёт по мельнице, детали уточняются.", "affirm"),
        ("uk", "Прильот по млину, деталі уточнюються.", "affirm"),
        ("en", "A missile hit the mill; the circumstances are being established.", "affirm"),
        ("ru", "Информация о прилёте по мельнице уточняется.", "query"),
        ("uk", "Інформація про прильот по млину уточнюється.", "query"),
    ],
)
def test_only_the_details_are_being_checked(lang: Lang, text: str, stance: str) -> None:
    assert {c.stance for c in told(text, lang)} == {stance}


@pytest.mark.parametrize(
    ("lang", "text", "events"),
    [
        ("ru", "Погибших нет, но есть раненые.", [("killed", "deny"), ("injured", "affirm")]),
        ("uk", "Загиблих немає, але є поранені.", [("killed", "deny"), ("injured", "affirm")]),
        ("ru", "Жители пишут о взрыве, комментариев пока нет.", [("explosion", "affirm"), ("comment", "no_comment")]),
        ("uk", "Жителі пишуть про вибух, коментарів поки немає.", [("explosion", "affirm"), ("comment", "no_comment")]),
        ("ru", "Мэр отверг обвинения в ударе по рынку.", [("attack", "deny")]),
        ("uk", "Мер відкинув звинувачення в ударі по ринку.", [("attack", "deny")]),
        ("ru", "Следователи рассматривают версию поджога.", [("fire", "query")]),
        ("uk", "Слідчі розглядають версію підпалу.", [("fire", "query")]),
        ("ru", "На отмели обнаружены 20 мин.", [("other", "affirm")]),
        ("uk", "На мілині виявлено 20 мін.", [("other", "affirm")]),
        ("ru", "В шахте произошёл выброс метана.", [("other", "affirm")]),
        ("uk", "У шахті стався викид метану.", [("other", "affirm")]),
    ],
)  # fmt: skip
def test_events_and_stances(lang: Lang, text: str, events: list[tuple[str, str]]) -> None:
    assert [(c.event, c.stance) for c in told(text, lang)] == events


@pytest.mark.parametrize(
    ("lang", "text", "thing"),
    [
        ("ru", "Есть прилёт по складу у мельницы.", "складу"),
        ("uk", "Є приліт по складу біля млина.", "складу"),
        ("ru", "Прилёт в жилой дом, есть раненые.", "жилой дом"),
        ("uk", "Приліт у житловий будинок, є поранені.", "житловий будинок"),
        ("ru", "Прилёт в районе мельницы.", None),
        ("uk", "Приліт у районі млина.", None),
        ("ru", "Рыбаки сообщили о сбитой под Минском ракете.", "ракете"),
        ("uk", "Рибалки повідомили про збиту під Мінськом ракету.", "ракету"),
    ],
)
def test_what_was_hit_is_neither_the_hit_nor_where(lang: Lang, text: str, thing: str | None) -> None:
    assert told(text, lang)[0].object == thing


@pytest.mark.parametrize(
    ("lang", "text", "event", "thing", "actor"),
    [
        ("en", "Thirty passengers of a bus were brought down to the valley, rescuers said.",
         "evacuation", "passengers", None),
        ("en", "Rescuers brought down three climbers on Sunday, the service said.",
         "evacuation", "climbers", "Rescuers"),
        ("en", "Two helicopters were brought down over the strait, the rebels said.",
         "interception", "helicopters", None),
        ("en", "The storm brought down power lines, the utility said.", "damage", "power lines", "storm"),
        ("en", "The fire was brought under control by noon, the chief said.", "response", "fire", None),
        ("en", "All 19 members of the crew are safe, the captain said.", "injured", "members", None),
        ("ru", "Буря повалила линии электропередачи, сообщила компания.", "damage", "линии", "Буря"),
        ("uk", "Буря повалила лінії електропередачі, повідомила компанія.", "damage", "лінії", "Буря"),
    ],
)  # fmt: skip
def test_what_comes_down_tells_what_happened_and_a_time_does_nothing(
    lang: Lang, text: str, event: str, thing: str, actor: str | None
) -> None:
    [claim] = told(text, lang)
    assert (claim.event, claim.object, claim.actor) == (event, thing, actor)


def test_a_clause_that_anothers_words_cut_off_is_left_out() -> None:
    text = "Explosions rocked two towns on Thursday, and by evening the accounts of what happened had parted ways."
    assert [c.text for c in told(text, "en")] == ["Explosions rocked two towns on Thursday"]


@pytest.mark.parametrize(
    ("lang", "text"), [("en", "A warehouse caught fire."), ("ru", "Загорелся склад."), ("uk", "Загорівся склад.")]
)
def test_a_warehouse_is_one_kind_of_thing_in_three_languages(lang: Lang, text: str) -> None:
    (fire,) = told(text, lang)
    assert (fire.event, fire.kind) == ("fire", "infrastructure")
