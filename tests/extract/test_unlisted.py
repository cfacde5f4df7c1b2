"""Places that no gazetteer lists: invented names in own sentences."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.extract.analyse import analyse
from allegedly.extract.findings import find
from allegedly.model import Document, Report, Sentence, Span
from allegedly.model.vocabulary import LANGS, Lang
from allegedly.read import document


def spots(text: str, lang: Lang) -> list[str]:
    return [p.text for p in find(analyse(document(Report("r", text, lang=lang)))).spots]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("en", "A boat sank on Lake Tarvo.", ["Lake Tarvo"]),
        ("en", "A wall fell on Cooper Street before noon.", ["Cooper Street"]),
        ("en", "The blast shook the village of Ombreli.", ["Ombreli"]),
        ("en", "Two skiers fell at the Grauhorn ski area.", ["Grauhorn ski area"]),
        ("en", "The dyke at Willow Elbow gave way.", ["Willow Elbow"]),
        ("en", "Pupils fell ill at St Orvin's school.", ["St Orvin's school"]),
        ("en", "HOLLOW FLATS - The footbridge gave way.", ["HOLLOW FLATS"]),
        ("ru", "Обломки упали в посёлке Ветлянка-Дальняя.", ["посёлке Ветлянка-Дальняя"]),
        ("ru", "Стену повредило на улице Бондарной.", ["улице Бондарной"]),
        ("ru", "Пожар начался на рынке «Восточный ряд».", ["рынке «Восточный ряд»"]),
        ("ru", "В Жмурковском районе нет воды.", ["Жмурковском районе"]),
        ("ru", "Пожар начался в Верхнеозёрнинске.", ["Верхнеозёрнинске"]),
        ("uk", "Уламки впали в селі Ветлючанка.", ["селі Ветлючанка"]),
        ("uk", "Потяг став між станціями «Млин» і «Кузня».", ["станціями «Млин»", "«Кузня»"]),
        ("uk", "Пожежа сталася на вулиці Бондарній.", ["вулиці Бондарній"]),
        ("ru", "На углу улиц Кирпичной и Ткацкой сгорела машина.", ["улиц Кирпичной", "Ткацкой"]),
        ("en", "The train derailed between Harlden and Upper Coll.", ["Harlden", "Upper Coll"]),
        ("en", "Gunmen attacked a post on the road to Kelvadi.", ["Kelvadi"]),
    ],
)
def test_a_noun_or_a_preposition_of_place_makes_a_place_of_a_name(lang: Lang, text: str, wanted: list[str]) -> None:
    assert spots(text, lang) == wanted


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "He was born in March and works at NATO."),
        ("en", "She saw it in Mary's garden."),
        ("en", "They spoke in English at the Ministry of Health."),
        ("en", "Schools reopened in Ruritanian-administered parts."),
        ("ru", "У Петрова дома был пожар."),
        ("ru", "В Минобороны об этом не говорили."),
        ("ru", "Мэр города Иван Петров приехал."),
        ("uk", "Розмова з Петренком тривала годину."),
        ("uk", "У Генштабі про це мовчать."),
    ],
)
def test_persons_offices_times_and_languages_are_no_places(lang: Lang, text: str) -> None:
    assert spots(text, lang) == []


def test_a_listed_place_is_not_found_twice() -> None:
    found = find(analyse(document(Report("r", "Пожар начался в городе Одесса.", lang="ru"))))
    assert [p.text for p in found.places] == ["Одесса"]
    assert found.spots == ()


def test_an_unlisted_place_has_words_but_neither_id_nor_degrees() -> None:
    (place,) = find(analyse(document(Report("r", "A boat sank on Lake Tarvo.", lang="en")))).spots
    assert (place.id, place.lat, place.lon, place.precision) == (None, None, None, "exact")


def test_it_is_no_mention() -> None:
    found = find(analyse(document(Report("r", "A boat sank on Lake Tarvo.", lang="en"))))
    assert [m.text for m in found.mentions("r") if m.kind == "place"] == []


PIECES = [
    "In",
    "Lake",
    "Tarvo",
    "в",
    "селе",
    "на",
    "улице",
    "«Млин»",
    "і",
    "«Кузня»",
    "Bondar's",
    "of",
    ".",
    ",",
    "Street",
    "—",
    "Oak",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join), st.sampled_from(LANGS))
def test_words_are_those_of_the_report_and_no_two_places_overlap(text: str, lang: Lang) -> None:
    report = Report("r", text, lang=lang)
    found = find(analyse(Document(report, lang, text, (Sentence(Span(0, len(text)), lang, 0),)))).spots
    assert all(text[p.span.start : p.span.end] == p.text for p in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("lang", "text", "where"),
    [
        ("ru", "Вчера под Лужанском сгорел амбар.", ["Лужанском"]),
        ("ru", "Между Лужанском и Верховском сошёл с рельсов поезд.", ["Лужанском", "Верховском"]),
        ("uk", "Між Лужанськом і Верховськом зійшов з рейок потяг.", ["Лужанськом", "Верховськом"]),
        ("uk", "З Лужанська вивезли людей.", ["Лужанська"]),
    ],
)
def test_cases_of_towns_that_look_like_surnames(lang: Lang, text: str, where: list[str]) -> None:
    whole = Document(Report("r", text, lang=lang), lang, text, (Sentence(Span(0, len(text)), lang, 0),))
    assert [p.text for p in find(analyse(whole)).spots] == where
