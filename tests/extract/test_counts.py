from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.errors import SkipRecord
from allegedly.extract.counts import counts
from allegedly.extract.times import times
from allegedly.extract.tokens import Analysed, Analysis
from allegedly.model import Count, Report
from allegedly.model.vocabulary import Lang
from allegedly.read import document


def found(text: str, lang: Lang | None = None) -> tuple[Count, ...]:
    done = document(Report(id="r", text=text, lang=lang))
    analysis = Analysis(done, tuple(Analysed(s, ()) for s in done.sentences))
    return counts(analysis, times(analysis))


CASES = [
    ("en", "At least five people were hurt.", ("At least five", 5, 5, None)),
    ("ru", "Ранены не менее пяти человек.", ("не менее пяти", 5, 5, None)),
    ("uk", "Поранено щонайменше п'ятеро людей.", ("щонайменше п'ятеро", 5, 5, None)),
    ("en", "More than 20 sheds burned down.", ("More than 20", 20, None, None)),
    ("ru", "Сгорело более 20 сараев.", ("более 20", 20, None, None)),
    ("uk", "Згоріло понад 20 сараїв.", ("понад 20", 20, None, None)),
    ("en", "Up to 30 boats are missing.", ("Up to 30", None, None, 30)),
    ("ru", "Пропали до 30 лодок.", ("до 30", None, None, 30)),
    ("uk", "Зникли до 30 човнів.", ("до 30", None, None, 30)),
    ("en", "About 100 residents left.", ("About 100", None, 100, None)),
    ("ru", "Уехали около ста жителей.", ("около ста", None, 100, None)),
    ("uk", "Виїхало близько ста мешканців.", ("близько ста", None, 100, None)),
    ("en", "They counted between 5 and 7 blasts.", ("between 5 and 7", 5, None, 7)),
    ("ru", "Слышали от 5 до 7 взрывов.", ("от 5 до 7", 5, None, 7)),
    ("uk", "Чули від 5 до 7 вибухів.", ("від 5 до 7", 5, None, 7)),
    ("en", "The death toll rose from nine to 14.", ("14", 14, 14, 14)),
    ("ru", "Число погибших выросло с девяти до 14.", ("14", 14, 14, 14)),
    ("uk", "Кількість загиблих зросла з дев'яти до 14.", ("14", 14, 14, 14)),
    ("en", "The death toll fell from 14 to nine.", ("nine", 9, 9, 9)),
    ("ru", "Число погибших снизилось с 14 до девяти.", ("девяти", 9, 9, 9)),
    ("uk", "Кількість загиблих зменшилася з 14 до дев'яти.", ("дев'яти", 9, 9, 9)),
    ("en", "From five to ten people were hurt.", ("five to ten", 5, None, 10)),
    ("en", "Residents heard 5-7 blasts.", ("5-7", 5, None, 7)),
    ("ru", "Жители слышали 5–7 взрывов.", ("5–7", 5, None, 7)),
    ("uk", "Мешканці чули 5–7 вибухів.", ("5–7", 5, None, 7)),
    ("en", "They stopped 10 of 12 drones.", ("10 of 12", 10, 10, 10)),
    ("ru", "Сбили 10 из 12 дронов.", ("10 из 12", 10, 10, 10)),
    ("uk", "Збили 10 з 12 дронів.", ("10 з 12", 10, 10, 10)),
    ("en", "Twenty-five houses lost their roofs.", ("Twenty-five", 25, 25, 25)),
    ("ru", "Крыши лишились двадцать пять домов.", ("двадцать пять", 25, 25, 25)),
    ("uk", "Без дахів двадцять п'ять будинків.", ("двадцять п'ять", 25, 25, 25)),
    ("en", "Some 1,500 homes have no power.", ("Some 1,500", None, 1500, None)),
    ("ru", "Без света 1 500 домов.", ("1 500", 1500, 1500, 1500)),
    ("uk", "Без світла 1,5 тис. будинків.", ("1,5 тис.", 1500, 1500, 1500)),
    ("ru", "Помощь оказана восьми жителям.", ("восьми", 8, 8, 8)),
    ("uk", "Допомогу надано вісьмом мешканцям.", ("вісьмом", 8, 8, 8)),
    ("en", "One person was hurt.", ("One", 1, 1, 1)),
    ("ru", "Пострадал один человек.", ("один", 1, 1, 1)),
    ("uk", "Постраждала одна людина.", ("одна", 1, 1, 1)),
    ("en", "Both pilots survived.", ("Both", 2, 2, 2)),
    ("ru", "Оба пилота живы.", ("Оба", 2, 2, 2)),
    ("uk", "Обидва пілоти живі.", ("Обидва", 2, 2, 2)),
    ("en", "Dozens of residents left.", ("Dozens", None, None, None)),
    ("ru", "Уехали десятки жителей.", ("десятки", None, None, None)),
    ("uk", "Виїхали десятки мешканців.", ("десятки", None, None, None)),
    ("en", "A large number of boats sank.", ("A large number", None, None, None)),
    ("ru", "Прогремело несколько взрывов.", ("несколько", None, None, None)),
    ("uk", "Пролунало кілька вибухів.", ("кілька", None, None, None)),
    ("en", "They say all rockets fell short.", ("all", None, None, None)),
    ("ru", "Говорят, все ракеты упали в поле.", ("все", None, None, None)),
    ("uk", "Кажуть, усі ракети впали в поле.", ("усі", None, None, None)),
    ("en", "Two dozen sheds and nothing else burned.", ("Two dozen", 24, 24, 24)),
    ("ru", "Пришла тысяча бойцов.", ("тысяча", 1000, 1000, 1000)),
    ("uk", "Прийшла тисяча бійців.", ("тисяча", 1000, 1000, 1000)),
    ("en", "Zero casualties were listed.", ("Zero", 0, 0, 0)),
    ("ru", "Ноль пострадавших в списке.", ("Ноль", 0, 0, 0)),
    ("uk", "Нуль постраждалих у списку.", ("Нуль", 0, 0, 0)),
]


CASES += [
    ("ru", "Число погибших выросло до семи.", ("семи", 7, 7, 7)),
    ("uk", "Кількість загиблих зросла до семи.", ("семи", 7, 7, 7)),
    ("en", "A total of 54 houses burned.", ("54", 54, 54, 54)),
    ("ru", "Выпустили шесть-семь ракет.", ("шесть-семь", 6, None, 7)),
    ("uk", "Випустили шість-сім ракет.", ("шість-сім", 6, None, 7)),
    ("ru", "Число рейсов упало с 45 до 42.", ("42", 42, 42, 42)),
]


@pytest.mark.parametrize(("lang", "text", "expected"), CASES)
def test_count_keeps_the_bounds_its_words_give(lang: Lang, text: str, expected: tuple[object, ...]) -> None:
    count = found(text, lang)[0]
    assert (count.text, count.low, count.best, count.high) == expected


NONE = [
    ("en", "The 45-year-old woman left on 4 January 2024 at 15:40."),
    ("ru", "45-летняя женщина уехала 4 января 2024 года в 15:40."),
    ("uk", "45-річна жінка поїхала 4 січня 2024 року о 15:40."),
    ("en", "The S-300 and the Su-35 of the 136th brigade cost $5 million, or 5%."),
    ("ru", "С-300 и Су-35 из 136-й бригады стоят 5 млн рублей, или 5%."),
    ("uk", "С-300 та Су-35 зі 136-ї бригади коштують 5 млн грн, або 5%."),
    ("en", "School No. 5 lies at 12 Mill Street, 3.5 km from pier 7."),
    ("ru", "Школа № 5 стоит на ул. Мельничной, 12, в 3,5 км от порта."),
    ("uk", "Школа № 5 стоїть на вул. Млинній, 12, за 3,5 км від порту."),
    ("en", "The match ended 3:1, and the office is open 24/7."),
    ("ru", "Матч закончился 3:1."),
    ("uk", "Матч закінчився 3:1."),
    ("en", "Barrow, 45, said so."),
    ("ru", "На улице Мельничной 12 горит склад."),
    ("ru", "В квартире 45 никого нет."),
    ("uk", "У квартирі 45 нікого немає."),
    ("uk", "На вулиці Млинній 12 горить склад."),
    ("en", "A rocket attack began under a cloud."),
    ("en", "Smoke was all over the port."),
    ("ru", "Всё равно тихо, все еще ждут."),
    ("uk", "Усі ще чекають."),
    ("ru", "Первый и второй взрыв были слышны."),
    ("uk", "Перший і другий вибух було чутно."),
]


@pytest.mark.parametrize(("lang", "text"), NONE)
def test_ages_dates_money_measures_and_names_are_no_counts(lang: Lang, text: str) -> None:
    assert found(text, lang) == ()


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "One of the residents said so."),
        ("ru", "Так говорит один из жителей."),
        ("uk", "Так каже один із жителів."),
    ],
)
def test_one_of_many_is_no_count(lang: Lang, text: str) -> None:
    assert found(text, lang) == ()


def test_a_number_from_words_names_its_rule() -> None:
    assert found("A couple of boats sank.", "en")[0].rule
    assert found("Dozens of boats sank.", "en")[0].rule == ""


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "at",
                "least",
                "five",
                "5",
                "-",
                "7",
                "10",
                "of",
                "до",
                "пяти",
                "п'ять",
                "из",
                "%",
                ",",
                ".",
                "12.5",
                "one",
                "все",
            ]
        )
    ).map(" ".join)
)
def test_counts_lie_in_order_inside_the_text(text: str) -> None:
    for lang in ("en", "ru", "uk"):
        try:
            spans = [(c.span, c.text) for c in found(text, lang)]
        except SkipRecord:
            continue
        assert all(text[s.start : s.end] == words for s, words in spans)
        assert all(a.end <= b.start for (a, _), (b, _) in pairwise(spans))


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "They heard twenty shots around 6.", [20]),
        ("en", "He drove over at 8.", []),
        ("en", "They put the dead at 8.", [8]),
        ("en", "The wagon left the rails at kilometre 61.", []),
        ("en", "As many as 30 people left.", [None]),
        ("ru", "Бахнуло часов в семь.", []),
        ("ru", "Меня протащило метров двести.", []),
        ("ru", "Итог до 4 — девять прилётов.", [None, 9]),
        ("ru", "Около 3,000 людей бежали.", [3000]),
        ("ru", "Ущерб составил три миллиона.", []),
        ("ru", "Ни одного человека не нашли.", []),
        ("ru", "Восьмерых увезли, пятистам дали кров.", [8, 500]),
        ("uk", "Облік оперує шістьма сотнями людей.", [600]),
        ("uk", "Зо два десятки людей пішли.", [20]),
        ("uk", "Порода впала на горизонті 840.", []),
    ],
)
def test_hours_units_places_and_large_forms(lang: Lang, text: str, wanted: list[int | None]) -> None:
    assert [c.best for c in found(text, lang)] == wanted


@pytest.mark.parametrize(
    ("lang", "text", "bounds"),
    [
        ("ru", "не меньше сотни домов", (100, 100, None)),
        ("ru", "около тысячи домов", (None, 1000, None)),
        ("uk", "понад десяток будинків", (10, None, None)),
        ("en", "at least three of the eleven houses", (3, 3, None)),
    ],
)
def test_words_before_a_hundred_make_one_hundred_of_it(
    lang: Lang, text: str, bounds: tuple[int | None, int | None, int | None]
) -> None:
    (count,) = found(text, lang)
    assert (count.low, count.best, count.high) == bounds


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("uk", "П'ятьох робітниць обпекло парою.", [5]),
        ("uk", "Білий стовп, пара то чи дим, стоїть над містом.", []),
        ("ru", "Пара или дым стоит над городом.", []),
        ("ru", "Ранили пару человек.", [2]),
        ("uk", "Поранило пару людей.", [2]),
    ],
)
def test_a_pair_counts_only_what_stands_behind_it(lang: Lang, text: str, wanted: list[int]) -> None:
    assert [c.best for c in found(text, lang)] == wanted
