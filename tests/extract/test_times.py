import tomllib
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.errors import SkipRecord
from allegedly.extract.analyse import analyse
from allegedly.extract.times import TimeExpression, phrase, times
from allegedly.extract.times.expression import MAKERS
from allegedly.extract.times.grammar import grammar
from allegedly.extract.tokens import Analysed, Analysis
from allegedly.knowledge.times import times_file
from allegedly.model import Report
from allegedly.model.vocabulary import LANGS, Lang
from allegedly.read import document

FRIDAY = datetime(2024, 1, 5, 9, 30, tzinfo=UTC)
HERE = Path(__file__).parent


def analysed(text: str, lang: Lang | None, published: datetime | None = FRIDAY) -> Analysis:
    done = document(Report(id="r", text=text, lang=lang, published=published))
    return Analysis(done, tuple(Analysed(s, ()) for s in done.sentences))


def found(text: str, lang: Lang | None, published: datetime | None = FRIDAY) -> tuple[TimeExpression, ...]:
    return times(analysed(text, lang, published))


def moment(text: str) -> datetime:
    """A point of the lists: a year, a month, a day or a minute, UTC unless an offset is given."""
    if len(text) <= 7:
        text += "-01-01"[: 10 - len(text)]
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def interval(text: str) -> tuple[datetime, datetime]:
    """`A/B`, or one day, month or year."""
    if "/" in text:
        start, end = text.split("/")
        return moment(start), moment(end)
    start_of = moment(text)
    if len(text) == 10:
        return start_of, start_of + timedelta(days=1)
    year, month = start_of.year, start_of.month + (1 if len(text) == 7 else 12)
    following = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    return start_of, datetime(following.year, following.month, 1, tzinfo=UTC)


def cases(lang: str) -> list[list[str]]:
    return tomllib.loads((HERE / f"times_{lang}.toml").read_text("utf-8"))["case"]  # type: ignore[no-any-return]


def right(lang: Lang, text: str, expression: str, expected: str) -> bool:
    """Is there this very expression, with this very interval (or value, where it has no interval)?"""
    done = [t for t in found(text, lang) if t.when.text == expression]
    if len(done) != 1:
        return False
    if not expected[0].isdigit():
        return done[0].value == expected
    return (done[0].when.start, done[0].when.end) == interval(expected)


@pytest.mark.parametrize(("lang", "least"), [("en", 80), ("ru", 150), ("uk", 150)])
def test_lists_are_read_exactly(lang: Lang, least: int) -> None:
    listed = cases(lang)
    wrong = [case for case in listed if not right(lang, *case)]
    assert len(listed) >= least
    assert wrong == []


@pytest.mark.parametrize(
    ("lang", "text", "expression", "words"),
    [
        ("en", "Sirens sounded on Tuesday evening.", "Tuesday evening", "on Tuesday evening"),
        ("en", "It fell at the end of November 2023.", "the end of November 2023", "at the end of November 2023"),
        ("ru", "Взрыв прогремел около 7:20.", "7:20", "около 7:20"),
        ("ru", "В ночь на 5 января был взрыв.", "ночь на 5 января", "В ночь на 5 января"),
        ("uk", "Вибух пролунав близько 7:20.", "7:20", "близько 7:20"),
        ("uk", "У середу був вибух.", "середу", "У середу"),
    ],
)
def test_a_phrase_takes_the_preposition_in(lang: Lang, text: str, expression: str, words: str) -> None:
    analysis = analysed(text, lang)
    only = next(t for t in times(analysis) if t.when.text == expression)
    start, end = phrase(analysis, only)
    assert text[start:end] == words


@pytest.mark.parametrize(
    ("lang", "text", "anaphor"),
    [
        ("en", "The depot blew up at 15:40 on January 3. At the same time the lights went out.", "At the same time"),
        ("ru", "Склад взорвался в 15:40 3 января. В это же время погас свет.", "В это же время"),
        ("uk", "Склад вибухнув о 15:40 3 січня. У цей же час згасло світло.", "У цей же час"),
    ],
)
def test_the_same_time_is_the_time_said_before(lang: Lang, text: str, anaphor: str) -> None:
    first, second = found(text, lang)
    assert second.when.text == anaphor
    assert (second.when.start, second.when.end) == (first.when.start, first.when.end)


@pytest.mark.parametrize(
    ("lang", "text", "anaphor"),
    [
        ("en", "It burned on January 2. That evening it was out.", "That evening"),
        ("ru", "Горело 2 января. Тем же вечером потушили.", "Тем же вечером"),
        ("uk", "Горіло 2 січня. Того ж вечора загасили.", "Того ж вечора"),
    ],
)
def test_that_evening_is_of_the_day_said_before(lang: Lang, text: str, anaphor: str) -> None:
    last = found(text, lang)[-1]
    assert last.when.text == anaphor
    assert (last.when.start, last.when.end) == interval("2024-01-02T18:00/2024-01-03")


def test_a_zone_that_is_said_moves_the_instant_and_local_time_is_only_coarser() -> None:
    kyiv, moscow, local = (
        found(f"It fell at 5:10 a.m. {zone}.", "en")[0].when for zone in ("Kyiv time", "Moscow time", "local time")
    )
    assert kyiv.start is not None
    assert moscow.start is not None
    assert kyiv.start - moscow.start == timedelta(hours=1)
    assert (kyiv.precision, local.precision) == ("minute", "part_of_day")


@pytest.mark.parametrize("lang", LANGS)
def test_without_publication_only_absolute_times_have_an_interval(lang: Lang) -> None:
    text = {
        "en": "Yesterday, and on 3 May 2022.",
        "ru": "Вчера и 3 мая 2022 года.",
        "uk": "Учора та 3 травня 2022 року.",
    }
    relative, absolute = found(text[lang], lang, None)
    assert (relative.value, relative.when.start) == ("XXXX-XX-XX", None)
    assert (absolute.value, absolute.when.start) == ("2022-05-03", moment("2022-05-03"))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "They may march. About 2000 people sat down; the S-300 cost $1999, 3.5 each."),
        ("ru", "Пришли 2000 человек, Су-24 и С-300 стоят 3.5 млн. В окружающей среде тихо."),
        ("uk", "Прийшли 2000 осіб, Су-24 і С-300 коштують 3.5 млн. Тому тихо."),
    ],
)
def test_numbers_and_lookalikes_are_no_times(lang: Lang, text: str) -> None:
    assert found(text, lang) == ()


def test_impossible_dates_are_left_out() -> None:
    assert found("It is dated 31.02.2024, or 30 February 2023.", "en") == ()


WORDS = [
    "в",
    "ночь",
    "на",
    "5",
    "января",
    "2024",
    "года",
    "15:40",
    "вчера",
    "at",
    "the",
    "same",
    "time",
    "on",
    "Monday",
    "last",
]
WORDS += [
    "month",
    "три",
    "дня",
    "назад",
    "у",
    "вівторок",
    "тому",
    "99999999",
    "years",
    "ago",
    "век",
    "XXI",
    ".",
    ",",
    "-",
    "31",
    "лютого",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join), st.sampled_from(LANGS), st.booleans())
def test_expressions_lie_in_order_inside_the_text(text: str, lang: Lang, dated: bool) -> None:
    try:
        done = found(text, lang, FRIDAY if dated else None)
    except SkipRecord:
        return
    assert all(text[t.when.span.start : t.when.span.end] == t.when.text for t in done)
    assert all(a.when.span.end <= b.when.span.start for a, b in pairwise(done))
    assert all(t.when.start < t.when.end for t in done if t.when.start and t.when.end)


@pytest.mark.parametrize("lang", LANGS)
def test_every_form_of_the_lexicon_compiles_and_has_a_maker(lang: Lang) -> None:
    forms = {id(f): f for known in grammar(lang).starts.values() for f in known}
    assert all(f.pattern.groups >= 0 and f.rule.make in MAKERS for f in forms.values())
    assert len({f.order for f in forms.values()}) == len(times_file(lang).rule)


@pytest.mark.parametrize("maker", sorted(MAKERS))
def test_every_maker_says_what_it_reads(maker: str) -> None:
    assert (MAKERS[maker].__doc__ or "").endswith(".")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The blast was heard at 10:15 local time."),
        ("ru", "Взрыв прогремел в 10:15 по местному времени."),
        ("uk", "Вибух пролунав о 10:15 за місцевим часом."),
    ],
)
def test_a_local_time_just_ahead_of_publication_was_told_further_east(lang: Lang, text: str) -> None:
    published = datetime(2024, 1, 5, 9, 30, tzinfo=UTC)
    (one,) = times(analyse(document(Report("r", text, "", lang, published)), fast=True))
    assert one.when.start == datetime(2024, 1, 5, 9, 15, tzinfo=UTC)
    late = published.replace(hour=3)
    (other,) = times(analyse(document(Report("r", text, "", lang, late)), fast=True))
    assert other.when.start == datetime(2024, 1, 4, 10, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The blast was heard at 12:15 Moscow time."),
        ("ru", "Взрыв прогремел в 12:15 по московскому времени."),
        ("uk", "Вибух пролунав о 12:15 за московським часом."),
    ],
)
def test_a_clock_further_east_may_be_ahead_of_publication_and_still_today(lang: Lang, text: str) -> None:
    published = datetime(2024, 1, 5, 9, 30, tzinfo=UTC)  # 12:30 in Moscow
    (one,) = times(analyse(document(Report("r", text, "", lang, published)), fast=True))
    assert one.when.start == datetime(2024, 1, 5, 9, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "A day later the army stood by its account."),
        ("en", "A week later the ministry admitted it."),
        ("ru", "Спустя сутки прогремел второй взрыв."),
        ("ru", "Через неделю министерство признало это."),
        ("uk", "Через тиждень міністерство визнало це."),
    ],
)
def test_later_than_what_the_text_does_not_date_is_no_day_to_come(lang: Lang, text: str) -> None:
    published = datetime(2024, 1, 5, 9, 30, tzinfo=UTC)
    (one,) = times(analyse(document(Report("r", text, "", lang, published)), fast=True))
    assert one.when.start == datetime(2024, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The depot burned on Monday. A day later the mayor spoke."),
        ("ru", "Склад горел в понедельник. Спустя сутки заговорил мэр."),
        ("uk", "Склад горів у понеділок. Через день мер заговорив."),
    ],
)
def test_later_than_a_day_that_is_named_counts_from_it(lang: Lang, text: str) -> None:
    published = datetime(2024, 1, 5, 9, 30, tzinfo=UTC)
    _, later = times(analyse(document(Report("r", text, "", lang, published)), fast=True))
    assert later.when.start == datetime(2024, 1, 2, tzinfo=UTC)
