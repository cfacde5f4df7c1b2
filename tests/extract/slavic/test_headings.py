"""Who speaks in a report that is headed by a name: "Минобороны сообщает.", "Губернатор, Telegram-канал:"."""

import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import told

HEADED: list[tuple[Lang, str, str]] = [
    ("ru", "Министерство обороны сообщает. Ночью сбито шесть дронов.", "Министерство обороны"),
    ("ru", "МЧС информирует! На складе пожар.", "МЧС"),
    ("ru", "Генеральный штаб, утренняя сводка. Сбито шесть дронов.", "Генеральный штаб"),
    (
        "ru",
        "Губернатор Антон Верещагин, Telegram-канал:\nНад городом сбито шесть дронов.",
        "Губернатор Антон Верещагин",
    ),
    ("ru", "Морпорт: на танкере пожар.", "Морпорт"),
    ("ru", "Военблогер «Тихий ветер»: Ночью сгорел склад.", "Военблогер «Тихий ветер»"),
    ("uk", "Міністерство оборони повідомляє. Уночі збито шість дронів.", "Міністерство оборони"),
    ("uk", "Генеральний штаб, ранкове зведення. Збито шість дронів.", "Генеральний штаб"),
    ("uk", "Морпорт: на танкері пожежа.", "Морпорт"),
    ("uk", "Воєнблогер «Тихий вітер»: Уночі згорів склад.", "Воєнблогер «Тихий вітер»"),
]


@pytest.mark.parametrize(("lang", "text", "who"), HEADED)
def test_whoever_heads_a_report_speaks_in_it(lang: Lang, text: str, who: str) -> None:
    (claim,) = told(text, lang)
    assert claim.speaker is not None
    assert claim.speaker.text == who


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Военный блогер «Тихий ветер» пишет, что склад сгорел."),
        ("uk", "Військовий блогер «Тихий вітер» пише, що склад згорів."),
    ],
)
def test_who_writes_about_the_army_is_none_of_it(lang: Lang, text: str) -> None:
    (claim,) = told(text, lang)
    assert claim.speaker is not None
    assert claim.speaker.kind == "channel"


NOT_THEY: list[tuple[Lang, str, str]] = [
    ("ru", "Центр «Голос» насчитал двух погибших. Власти не ответили на запрос центра.", "any:local-authorities"),
    ("uk", "Центр «Голос» нарахував двох загиблих. Влада не відповіла на запит центру.", "any:local-authorities"),
    ("uk", "Вибух стався біля відділку поліції Лугин. У поліції кажуть, що двоє поранені.", "any:police"),
    ("ru", "Минобороны Велории: ракета упала на склад.", "any:defence-ministry"),
    ("uk", "Міноборони Велорії: ракета впала на склад.", "any:defence-ministry"),
    ("ru", "Посол Лейла Асанова заявила, что удара не было. Эксперт полагает, что взорвался газ.", "group:experts"),
    ("ru", "Эксперт по вооружениям Иван Харлан полагает, что взорвался газ.", "person:ivan harlan"),
    ("ru", "На железной дороге утверждают, что взорвался газ.", "any:railway"),
]


@pytest.mark.parametrize(("lang", "text", "who"), NOT_THEY)
def test_a_kind_of_office_is_no_other_and_a_town_no_person(lang: Lang, text: str, who: str) -> None:
    last = told(text, lang)[-1]
    assert last.speaker is not None
    assert last.speaker.id == who


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Суд установил, что подсудимый сжёг склад. Сам он вину признал частично."),
        ("uk", "Суд установив, що обвинувачений спалив склад. Сам він вину визнав частково."),
    ],
)
def test_he_himself_is_a_person_and_no_court(lang: Lang, text: str) -> None:
    fire, guilt = told(text, lang)
    assert fire.speaker is not None
    assert guilt.speaker is not None
    assert (fire.speaker.kind, guilt.speaker.kind) == ("official", "unknown")
    assert guilt.speaker.name != "Суд"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "На складе сгорел архив. Сам он вину признал."),
        ("uk", "На складі згорів архів. Сам він вину визнав."),
    ],
)
def test_what_stood_before_is_not_said_by_him_who_admits_guilt(lang: Lang, text: str) -> None:
    assert told(text, lang)[0].speaker is None
