"""Places: own sentences in three languages; towns are real, what is said to happen there is not."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allegedly.extract.analyse import analyse
from allegedly.extract.places import places
from allegedly.model import Document, Place, Report, Sentence, Span
from allegedly.model.vocabulary import Lang
from allegedly.read import document


def found(text: str, lang: Lang, title: str = "") -> tuple[Place, ...]:
    return places(analyse(document(Report("r", text, title, lang=lang))))


def ids(text: str, lang: Lang) -> list[str | None]:
    return [p.id for p in found(text, lang)]


@pytest.mark.parametrize(
    ("text", "lang", "name"),
    [
        ("Взрыв прогремел в Одессе утром.", "ru", "Odesa"),
        ("Ночью дроны летели над Курском.", "ru", "Kursk"),
        ("Жители Мариуполя остались без воды.", "ru", "Mariupol"),
        ("Авария произошла под Белой Церковью.", "ru", "Bila Tserkva"),
        ("Вибух пролунав у Харкові.", "uk", "Kharkiv"),
        ("Мешканці Кривого Рогу почули сирену.", "uk", "Kryvyi Rih"),
        ("Пожежа сталася у Тернополі.", "uk", "Ternopil"),
        ("Колона рухалася до Бєлгорода.", "uk", "Belgorod"),
        ("Потяг зупинили в Кременчуці.", "uk", "Kremenchuk"),
        ("A warehouse burned in Kharkiv overnight.", "en", "Kharkiv"),
    ],
)
def test_inflected_names_reach_their_settlement(text: str, lang: Lang, name: str) -> None:
    (place,) = found(text, lang)
    assert place.name is not None
    assert place.name.replace("yy", "yi") == name
    assert place.precision == "settlement"


def test_longest_name_wins() -> None:
    (place,) = found("Погоду в Нижнем Новгороде обещают ясную.", "ru")
    assert place.text == "Нижнем Новгороде"


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("В Харьковской области отключили свет.", "ru", "iso:UA-63"),
        ("На Харківщині вимкнули світло.", "uk", "iso:UA-63"),
        ("У Белгородской области закрыли школы.", "ru", "iso:RU-BEL"),
        ("Школи закрили в Бєлгородській області.", "uk", "iso:RU-BEL"),
        ("Power was cut in Kharkiv region.", "en", "iso:UA-63"),
        ("Schools closed in Belgorod region.", "en", "iso:RU-BEL"),
    ],
)
def test_regions_by_adjective_name_and_word(text: str, lang: Lang, expected: str) -> None:
    (place,) = found(text, lang)
    assert (place.id, place.precision) == (expected, "region")


def test_adjectives_of_a_list_share_the_noun() -> None:
    assert ids("Свет отключили в Сумской и Полтавской областях.", "ru") == ["iso:UA-59", "iso:UA-53"]


def test_adjective_before_a_feature_names_the_town() -> None:
    (place,) = found("Вогонь перекинувся на Миргородський цукровий завод.", "uk")
    assert place.name == "Myrhorod"


def test_a_state_after_the_comma_decides() -> None:
    assert found("A tornado crossed Springfield, Illinois.", "en")[0].region == "geonames:4896861"
    assert found("A tornado crossed Springfield, Missouri.", "en")[0].region == "geonames:4398678"


def test_the_place_after_the_comma_outweighs_all_others() -> None:
    text = "A tornado crossed Springfield, Illinois. Missouri sent crews from Kansas City, Branson and Joplin."
    assert found(text, "en")[0].region == "geonames:4896861"


def test_a_region_elsewhere_in_the_text_decides() -> None:
    first = found("Пожар начался в Кировске. Мурманская область выделила вертолет.", "ru")[0]
    second = found("Пожар начался в Кировске. Луганская область выделила вертолет.", "ru")[0]
    assert first.country == "RU"
    assert second.country == "UA"


def test_a_capital_outweighs_its_namesakes_until_the_text_says_otherwise() -> None:
    assert found("Talks were held in Paris.", "en")[0].country == "FR"
    assert found("Talks were held in Paris, Texas.", "en")[0].country == "US"


def test_the_title_helps_to_choose() -> None:
    text = "The mill in Cambridge burned down."
    assert found(text, "en", "Ontario: two fires in a night")[0].region == "iso:CA-ON"
    assert found(text, "en", "Massachusetts: two fires in a night")[0].region == "geonames:6254926"


def test_one_sense_for_all_mentions_of_a_name() -> None:
    text = "Springfield lost power. The mayor of Springfield, Illinois, asked for help."
    assert len({p.id for p in found(text, "en") if p.text == "Springfield"}) == 1


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Jordan Hilton spoke to reporters.", "en"),
        ("Reading the letter took an hour.", "en"),
        ("Most of them left.", "en"),
        ("Ровно столько же стоил билет.", "ru"),
        ("Суми штрафів зросли.", "uk"),
        ("Сергей Пушкин приехал вечером.", "ru"),
        ("Телеканал «Львов» начал вещание.", "ru"),
    ],
)
def test_common_words_persons_and_organisations_are_no_places(text: str, lang: Lang) -> None:
    assert found(text, lang) == ()


def test_words_one_of_which_is_written_small_are_no_far_hamlet() -> None:
    assert [p.text for p in found("Обломки упали на Северной стороне, сообщил губернатор Севастополя.", "ru")] == [
        "Севастополя"
    ]
    assert [p.name for p in found("В Ростове-на-Дону слышали взрывы.", "ru")] == ["Rostov-on-Don"]


def test_a_doubtful_word_is_a_place_after_a_word_of_place() -> None:
    assert [p.name for p in found("В городе Сумы открыли мост.", "ru")] == ["Sumy"]


def test_adjectives_and_peoples_are_no_places() -> None:
    assert found("The Spanish minister met Canadian farmers.", "en") == ()


def test_short_forms_count_only_in_their_letters() -> None:
    assert ids("He moved to the US.", "en") == ["geonames:6252001"]
    assert ids("It told us nothing.", "en") == []


@pytest.mark.parametrize("text", ["Взрыв в Крыму.", "Поезд идёт в Симферополь.", "Корабль стоит у Севастополя."])
def test_where_parties_dispute_the_country_none_is_shown(text: str) -> None:
    (place,) = found(text, "ru")
    assert (place.country, place.region) == (None, None)


@pytest.mark.parametrize(
    ("text", "lang"), [("Взрыв в Крыму.", "ru"), ("Вибух у Криму.", "uk"), ("A blast in Crimea.", "en")]
)
def test_crimea_is_a_region_of_its_own(text: str, lang: Lang) -> None:
    (place,) = found(text, lang)
    assert (place.id, place.precision) == ("place:crimea", "region")


def test_a_settlement_names_the_region_that_a_mention_of_the_region_carries() -> None:
    town, region = found("В Чугуеве и во всей Харьковской области темно.", "ru")
    assert (town.region, region.region) == (region.id, region.id)


def test_own_places_carry_their_precision() -> None:
    (place,) = found("Хлопки слышали у аэродрома Бельбек.", "ru")
    assert (place.id, place.precision, place.country) == ("place:belbek", "exact", None)


def test_a_county_without_a_point_is_as_coarse_as_its_state() -> None:
    place = found("A shed burned in Licking County, Ohio.", "en")[0]
    assert place.precision == "region"
    assert place.lat is not None


def test_a_compound_is_a_place_and_a_word() -> None:
    assert [p.text for p in found("A Kyiv-based charity sent aid.", "en")] == ["Kyiv"]


WORDS = st.lists(
    st.sampled_from(
        [
            *(
                "Харків",
                "Харькове",
                "области",
                "Сумская",
                "Белая",
                "Церковь",
                "в",
                "під",
                "Springfield",
                "Illinois",
                "US",
            ),
            *(",", ".", "«", "»", "-", "St", "of", "Иван", "МВД", "Крым", "\n", "😀", "New", "York", "область", "С."),
        ]
    ),
    max_size=25,
)


@given(WORDS, st.sampled_from(["en", "ru", "uk"]))
def test_spans_hold_the_words_and_never_overlap(words: list[str], lang: Lang) -> None:
    text = " ".join(words)
    whole = Document(Report("r", text, lang=lang), lang, text, (Sentence(Span(0, len(text)), lang, 0),))
    analysed = analyse(whole)
    got = places(analysed)
    assert all(text[p.span.start : p.span.end] == p.text for p in got)
    assert all(a.span.end <= b.span.start for a, b in pairwise(got))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "A house on Berlin Street in Odesa was hit."),
        ("ru", "Повреждён дом на улице Киевской в Одессе."),
        ("uk", "Пошкоджено будинок на вулиці Київській в Одесі."),
    ],
)
def test_a_street_is_not_in_the_town_it_is_named_after(lang: Lang, text: str) -> None:
    analysis = analyse(document(Report("r", text, lang=lang)))
    assert [p.name for p in places(analysis)] == ["Odesa"]


def test_before_is_no_side_street() -> None:
    analysis = analyse(document(Report("r", "Гул слышали перед Глуховом.", lang="ru")))
    assert [p.name for p in places(analysis)] == ["Hlukhiv"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The raiders tried to attack Sevastopol with boats.", "Sevastopol"),
        ("A pensioner from Vovchansk lost her garden.", "Vovchansk"),
        ("A trawler sank off Feodosia in the evening.", "Feodosiya"),
    ],
)
def test_a_town_whose_name_is_no_english_word_needs_no_further_support(text: str, name: str) -> None:
    assert [p.name for p in found(text, "en")] == [name]


def test_a_short_word_needs_support_all_the_same() -> None:
    assert found("Gay and Marsh opened a bakery.", "en") == ()


@pytest.mark.parametrize(
    ("lang", "side", "town"),
    [
        ("ru", "Об этом сообщили в Силах быстрой поддержки.", "Об этом сообщили в городе Силах."),
        ("uk", "Про це повідомили в Силах швидкої підтримки.", None),
        ("en", "Rapid Support Forces said so.", None),
    ],
)
def test_a_word_of_a_sides_name_is_no_town(lang: Lang, side: str, town: str | None) -> None:
    assert [p.name for p in found(side, lang)] == []
    if town:
        assert [p.name for p in found(town, lang)] == ["Selah"]


@pytest.mark.parametrize(
    ("lang", "text", "names"),
    [
        ("ru", "По словам мэра, на Харькова осколок попал в дом.", ["Kharkiv"]),
        ("ru", "По словам мэра, на Глухова осколок попал в дом.", []),
        ("uk", "За словами мера, на Глухова уламок влучив у будинок.", []),
        ("ru", "По словам мэра, под Глуховом осколок попал в дом.", ["Hlukhiv"]),
        ("uk", "За словами мера, у Глухові уламок влучив у будинок.", ["Hlukhiv"]),
    ],
)
def test_a_street_without_its_word_is_no_town(lang: Lang, text: str, names: list[str]) -> None:
    assert [p.name for p in found(text, lang)] == names
