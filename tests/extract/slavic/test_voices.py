"""Who speaks in Russian and Ukrainian reports, whom it stands for, and who handed it on: whole reports."""

from datetime import UTC, datetime

import pytest

from allegedly.extract import extract
from allegedly.model import Claim, Report
from allegedly.model.vocabulary import Lang
from allegedly.read import document

PUBLISHED = datetime(2025, 3, 12, 12, tzinfo=UTC)


def claim(lang: Lang, text: str, words: str) -> Claim:
    """The one claim of the report whose words hold these."""
    found = extract(document(Report("r", text, lang=lang, published=PUBLISHED))).claims
    (one,) = [c for c in found if words in c.text]
    return one


def who(lang: Lang, text: str, words: str) -> str | None:
    """The words for the speaker."""
    speaker = claim(lang, text, words).speaker
    return speaker.text if speaker else None


def meant(lang: Lang, text: str, words: str) -> str | None:
    """The name behind the words for the speaker."""
    speaker = claim(lang, text, words).speaker
    return speaker.name if speaker else None


COLON: list[tuple[Lang, str, str, str]] = [
    ("ru", "Мэр Лугани отменил занятия: завтра школы не откроются.", "школы", "Мэр Лугани"),
    ("uk", "Мер Кропані скасував заняття: завтра школи не відкриються.", "школи", "Мер Кропані"),
    ("ru", "Альпинисты осмотрели трубу: повреждений не обнаружено.", "повреждений", "Альпинисты"),
    ("uk", "Сапери оглянули вежу: її пошкоджено.", "пошкоджено", "Сапери"),
    ("ru", "Слухи о поджоге они опровергли: пожара в порту не было.", "пожара", "они"),
    ("uk", "Агроцентр узяв проби: пожежі не було.", "пожежі", "Агроцентр"),
    (
        "uk",
        "Пані Леся, завідувачка клубу, веде нас вулицею: «Тут поранило двох».",
        "поранило",
        "Пані Леся, завідувачка клубу",
    ),
    ("uk", "Боцман, натомість, стоїть на своєму: поранено двох матросів.", "поранено", "Боцман"),
    ("ru", "Глава района Сом — о последствиях атаки: повреждены 12 домов.", "домов", "Глава района Сом"),
    ("uk", "Підсумки ночі від начальника ОВА: збито 9 дронів.", "дронів", "начальника ОВА"),
]


@pytest.mark.parametrize(("lang", "text", "words", "speaker"), COLON)
def test_who_acts_or_is_headed_before_a_colon_tells_what_stands_behind_it(
    lang: Lang, text: str, words: str, speaker: str
) -> None:
    assert who(lang, text, words) == speaker


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("ru", "Армия обстреляла город: погибли двое.", "погибли"),
        ("uk", "Армія обстріляла місто: загинули двоє.", "загинули"),
        ("ru", "Водитель погиб: машина упала с моста.", "упала"),
    ],
)
def test_who_does_or_suffers_it_tells_nothing(lang: Lang, text: str, words: str) -> None:
    assert who(lang, text, words) is None


INSIDE: list[tuple[Lang, str, str, str]] = [
    ("ru", "Лоцмана, говорит сестра, с вечера никто не видел.", "Лоцмана", "сестра"),
    ("uk", "Лоцмана, каже сестра, з вечора ніхто не бачив.", "Лоцмана", "сестра"),
    ("ru", "Двоих из них, говорится в её отчёте, ранили в ноябре.", "ранили", "её"),
    ("ru", "Пропали двое рыбаков, монахиня сказала.", "Пропали", "монахиня"),
    ("ru", "Продавцы кричат, что горит склад, администрация говорит — подвал.", "склад", "Продавцы"),
    ("ru", "Применение силы военная полиция отрицает.", "силы", "военная полиция"),
    ("uk", "Канал «Берег» влучання заперечує.", "влучання", "Канал «Берег»"),
    ("ru", "Назначенный столицей глава Лугани заявил, что ранены двое.", "ранены", "Назначенный столицей глава Лугани"),
    (
        "ru",
        "Неделю дирекция порта молчала, а вчера признала аварию и сообщила, что склад сгорел.",
        "склад",
        "дирекция порта",
    ),
    ("uk", "Зв'язківці, посилаючись на погоду, твердять: вежу не пошкоджено.", "вежу", "Зв'язківці"),
]


@pytest.mark.parametrize(("lang", "text", "words", "speaker"), INSIDE)
def test_whoever_speaks_in_the_midst_at_the_end_or_without_a_subject_of_his_own(
    lang: Lang, text: str, words: str, speaker: str
) -> None:
    assert who(lang, text, words) == speaker


MEANT: list[tuple[Lang, str, str, str]] = [
    (
        "ru",
        "Инженеры бюро «Луч» обошли квартал. Повреждены, по их подсчётам, 60 домов.",
        "домов",
        "Инженеры бюро «Луч»",
    ),
    ("uk", "Комітет родин вимагає обміну. За його даними, зникли двоє.", "зникли", "Комітет родин"),
    (
        "ru",
        "Пожар начался в порту, сообщил губернатор региона. По его словам, ранены двое.",
        "ранены",
        "губернатор региона",
    ),
    (
        "ru",
        "Причиной городские власти назвали работу ПВО. Пожар потушили, утверждают чиновники.",
        "Пожар",
        "городские власти",
    ),
    (
        "ru",
        "Завод «Верста» отозвал заявление о гибели рабочих. О взрыве в компании говорить отказались.",
        "О взрыве",
        "Завод «Верста»",
    ),
    (
        "uk",
        "Загинули двоє, повідомив речник. У відомстві вибух не коментують. Там стверджують, що склад цілий.",
        "склад",
        "відомстві",
    ),
    (
        "ru",
        "Группа «Летопись» выслушала фермера из Лугани. В марте, утверждает мужчина, его ранили.",
        "ранили",
        "фермера из Лугани",
    ),
    ("ru", "Губернатор Павел Рогов сообщил о пожаре. «Ранены двое», — написал глава региона.", "Ранены", "Павел Рогов"),
    (
        "uk",
        "Речниця поліції Олена Сокіл повідомила про вибух. Вона зазначила, що поранено двох.",
        "поранено",
        "Олена Сокіл",
    ),
    ("ru", "Со слов очевидцев, раздался взрыв. Они же утверждают, что горит нефтебаза.", "нефтебаза", "очевидцев"),
]


@pytest.mark.parametrize(("lang", "text", "words", "name"), MEANT)
def test_pronouns_and_descriptions_mean_whoever_spoke_or_acted_last_in_their_number_and_gender(
    lang: Lang, text: str, words: str, name: str
) -> None:
    assert meant(lang, text, words) == name


ON: list[tuple[Lang, str, str, str | None]] = [
    ("ru", "МЧС: при обрушении погибли двое. Спасены пятеро. Разбор завалов продолжается.", "Спасены", "МЧС"),
    ("uk", "ДСНС: внаслідок обвалу загинули двоє. Врятовано п'ятьох.", "Врятовано", "ДСНС"),
    (
        "ru",
        "Полиция Лугани сообщила о ДТП. Автобус столкнулся с грузовиком. Водитель погиб.",
        "погиб",
        "Полиция Лугани",
    ),
    (
        "uk",
        "Пором «Захід» зіткнувся з баржею, повідомили на залізниці. Травмовано 15 пасажирів.",
        "Травмовано",
        "залізниці",
    ),
    ("ru", "Полиция сообщила о ДТП. На видео видно, что горит автобус.", "горит", None),
    ("ru", "«Я видел, как горит этот старый склад», — сказали в мэрии. Ранены двое.", "Ранены", None),
    ("uk", "Поліція повідомила про ДТП. Торік тут загинули троє.", "загинули", None),
    ("ru", "Склад сгорел, сообщил пенсионер Степан. Ранены двое.", "Ранены", None),
    ("ru", "Ночью сгорел склад. Это подтвердила мэрия.", "склад", "мэрия"),
    ("uk", "Рятувальна служба. На мосту зіткнулися два трамваї.", "зіткнулися", "Рятувальна служба"),
    ("uk", "Заява прикордонної служби. Поранених немає.", "Поранених", "прикордонної служби"),
]


@pytest.mark.parametrize(("lang", "text", "words", "speaker"), ON)
def test_a_report_goes_on_in_an_offices_name_until_it_turns_away(
    lang: Lang, text: str, words: str, speaker: str | None
) -> None:
    assert who(lang, text, words) == speaker


TALK = """— Писали, что клуб уцелел, — говорим мы главе Лугани.
— Писали зря, — он машет рукой. — Левый зал выгорел.
— Погибшие?
— Погибших нет."""


@pytest.mark.parametrize("words", ["Левый зал", "Погибших нет"])
def test_who_acts_in_a_line_of_talk_speaks_in_it_and_answers(words: str) -> None:
    assert who("ru", TALK, words) == "он"


LIST = """🔹 семь дронов сбито (оперштаб)
🔹 один упал на мельницу — местные
🔹 пожара на берегу нет — они же"""


@pytest.mark.parametrize(("words", "speaker"), [("сбито", "оперштаб"), ("упал", "местные"), ("пожара", "они же")])
def test_each_item_of_a_list_has_its_own_voice(words: str, speaker: str) -> None:
    assert who("ru", LIST, words) == speaker


VIA: list[tuple[Lang, str, str, str, tuple[str, ...]]] = [
    (
        "ru",
        "Сгорел склад, рассказал изданию «Тракт» собеседник в порту.",
        "склад",
        "собеседник в порту",
        ("изданию «Тракт»",),
    ),
    ("uk", "Загинули двоє, розповів газеті «Брід» санітар.", "Загинули", "санітар", ("газеті «Брід»",)),
    ("ru", "«Прилетело в депо», — сообщила «Тракту» диспетчер.", "депо", "диспетчер", ("«Тракту»",)),
    ("ru", "Об этом «Тракту» сообщил источник в мэрии: склад сгорел.", "склад", "источник в мэрии", ("«Тракту»",)),
    (
        "uk",
        "У коментарі виданню «Брід» речниця поліції повідомила, що поранено двох.",
        "поранено",
        "речниця поліції",
        ("виданню «Брід»",),
    ),
    ("ru", "В эфире телеканала «Тракт» мэр сказал, что сгорел склад.", "склад", "мэр", ("телеканала «Тракт»",)),
    ("ru", "Мэр рассказал порталу, что сгорел склад.", "склад", "Мэр", ()),
    ("ru", "Два дома разрушены, передаёт «Тракт» со ссылкой на МЧС.", "дома", "МЧС", ("«Тракт»",)),
    (
        "ru",
        "Газета «Тракт» пишет со ссылкой на канал «Бакен», а тот — на подписчиков, что взорван мост.",
        "мост",
        "подписчиков",
        ("Газета «Тракт»", "канал «Бакен»"),
    ),
    (
        "ru",
        "Агентство «Утёс» со ссылкой на источник пишет, что на стоянке сгорел вертолёт.",
        "вертолёт",
        "источник",
        ("Агентство «Утёс»",),
    ),
    (
        "uk",
        "Агенція «Дзвін» переказує канал «Брід», а той — двох матросів: склад згорів.",
        "склад",
        "двох матросів",
        ("Агенція «Дзвін»", "канал «Брід»"),
    ),
    (
        "uk",
        "Агенція «Дзвін», покликаючись на газету «Нива», пише, що за словами боцмана згорів пором.",
        "пором",
        "боцмана",
        ("Агенція «Дзвін»", "газету «Нива»"),
    ),
    (
        "uk",
        "Газета «Лан» переказує допис каналу «Щогла», який посилається на двох сторожів: склад підірвали.",
        "склад",
        "двох сторожів",
        ("Газета «Лан»", "каналу «Щогла»"),
    ),
    ("ru", "По данным спасателей, на которых сослалась депутат, ранены двое.", "ранены", "спасателей", ("депутат",)),
    (
        "ru",
        "По данным «Тракта», который ссылается на источник в полиции, ранены двое.",
        "ранены",
        "источник в полиции",
        ("«Тракта»",),
    ),
    (
        "uk",
        "Канал «Штиль» із посиланням на підписників: у порту згорів склад.",
        "склад",
        "підписників",
        ("Канал «Штиль»",),
    ),
]


@pytest.mark.parametrize(("lang", "text", "words", "speaker", "via"), VIA)
def test_who_was_told_and_who_cites_whom_hands_the_words_on(
    lang: Lang, text: str, words: str, speaker: str, via: tuple[str, ...]
) -> None:
    found = claim(lang, text, words)
    assert found.speaker is not None
    assert (found.speaker.text, tuple(v.text for v in found.via)) == (speaker, via)


AS_PUT: list[tuple[Lang, str, str, str]] = [
    ("ru", "В порту, как выразился дежурный, сгорели два дома.", "сгорели", "дежурный"),
    ("uk", "У порту, як висловився черговий, згоріли два будинки.", "згоріли", "черговий"),
]


@pytest.mark.parametrize(("lang", "text", "words", "speaker"), AS_PUT)
def test_as_somebody_put_it_tells_who_speaks(lang: Lang, text: str, words: str, speaker: str) -> None:
    assert who(lang, text, words) == speaker


SIGNED: list[tuple[Lang, str, str, str | None]] = [
    ("ru", "«Воды не было. Сгорели два дома». — Пётр Лунин, 41 год", "Сгорели", "Пётр Лунин"),
    ("uk", "«Води не було. Згоріли два будинки». — Петро Лунін, 41 рік", "Згоріли", "Петро Лунін"),
    ("ru", "«Нас никто не предупредил. Сгорели два дома» ― Марта Линд", "Сгорели", "Марта Линд"),
    ("uk", "«Нас ніхто не попередив. Згоріли два будинки» ― Марта Лінд", "Згоріли", "Марта Лінд"),
]


@pytest.mark.parametrize(("lang", "text", "words", "speaker"), SIGNED)
def test_a_name_behind_somebodys_words_and_a_dash_tells_who_speaks_all_of_them(
    lang: Lang, text: str, words: str, speaker: str | None
) -> None:
    assert who(lang, text, words) == speaker


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Песню «Как горели два дома у реки» — Марта Линд поёт в клубе."),
        ("uk", "Пісню «Як горіли два будинки біля річки» — Марта Лінд співає в клубі."),
    ],
)
def test_a_name_that_does_something_behind_a_title_signs_no_words(lang: Lang, text: str) -> None:
    found = extract(document(Report("r", text, lang=lang, published=PUBLISHED))).attributions
    assert [a for a in found if a.rule == "slavic.dash-tail"] == []


PLAIN: list[tuple[Lang, str, str, str]] = [
    ("ru", "В воздушных силах заявили, что сбили 38 дронов.", "сбили", "воздушных силах"),
    ("uk", "У повітряних силах заявили, що збили 38 дронів.", "збили", "повітряних силах"),
    ("ru", "В войсках заявили, что сбили 38 дронов.", "сбили", "войсках"),
    ("uk", "У військах заявили, що збили 38 дронів.", "збили", "військах"),
    ("ru", "Мэрия сообщала, что никто не пострадал, но позже подтвердила гибель человека.", "гибель", "Мэрия"),
    ("uk", "Мерія повідомляла, що ніхто не постраждав, але згодом підтвердила загибель людини.", "загибель", "Мерія"),
    ("ru", "Москва обвинила Киев в обстреле школы.", "обстреле", "Москва"),
    ("uk", "Москва звинуватила Київ в обстрілі школи.", "обстрілі", "Москва"),
    ("ru", "Киев обвинил Москву в обстреле школы.", "обстреле", "Киев"),
    ("uk", "Київ звинуватив Москву в обстрілі школи.", "обстрілі", "Київ"),
    ("ru", "Ведомство признало потерю самолёта.", "потерю", "Ведомство"),
    ("uk", "Відомство визнало втрату літака.", "втрату", "Відомство"),
]


@pytest.mark.parametrize(("lang", "text", "words", "speaker"), PLAIN)
def test_forces_capitals_and_whoever_owns_up_speak(lang: Lang, text: str, words: str, speaker: str) -> None:
    assert who(lang, text, words) == speaker


FRONTED: list[tuple[Lang, str]] = [
    ("ru", "Ракету выпустили с корабля."),
    ("uk", "Ракету випустили з корабля."),
    ("ru", "Дрон запустили по городу."),
    ("uk", "Дрон запустили по місту."),
]


@pytest.mark.parametrize(("lang", "text"), FRONTED)
def test_what_stands_first_in_the_accusative_is_the_object(lang: Lang, text: str) -> None:
    assert claim(lang, text, text[:5]).event == "launch"


FIGURES: list[tuple[Lang, str, str, str, int]] = [
    ("ru", "Жители говорят о 40 раненых. Власти называют цифру 15.", "цифру", "Власти", 15),
    ("uk", "Мешканці кажуть про 40 поранених. Влада називає цифру 15.", "цифру", "Влада", 15),
    ("ru", "Жители говорят о 40 раненых, в полиции говорят о 15.", "15", "полиции", 15),
    ("uk", "Мешканці кажуть про 40 поранених, у поліції кажуть про 15.", "15", "поліції", 15),
]


@pytest.mark.parametrize(("lang", "text", "words", "speaker", "best"), FIGURES)
def test_a_figure_alone_counts_the_hurt_told_of_before(
    lang: Lang, text: str, words: str, speaker: str, best: int
) -> None:
    found = claim(lang, text, words)
    assert (found.event, found.speaker and found.speaker.text) == ("injured", speaker)
    assert found.count
    assert found.count.best == best


@pytest.mark.parametrize(("lang", "text"), [("ru", "Власти называют цифру 15."), ("uk", "Влада називає цифру 15.")])
def test_without_casualties_before_it_a_figure_is_of_nobody(lang: Lang, text: str) -> None:
    found = extract(document(Report("r", text, lang=lang, published=PUBLISHED))).claims
    assert all(c.event not in ("killed", "injured", "missing") for c in found)


BODIES: list[tuple[Lang, str, str]] = [
    ("ru", "Стрельбы не было, заявили в жандармерии.", "жандармерии"),
    ("uk", "Стрілянини не було, заявили в жандармерії.", "жандармерії"),
    ("ru", "Обломок подбросили, уверены в армии.", "армии"),
    ("uk", "Уламок підкинули, впевнені в армії.", "армії"),
]


@pytest.mark.parametrize(("lang", "text", "who"), BODIES)
def test_a_body_speaks_through_a_plural_verb_and_through_what_it_is_sure_of(lang: Lang, text: str, who: str) -> None:
    found = extract(document(Report("r", text, lang=lang))).attributions
    assert [a.source.text for a in found if a.source] == [who]
