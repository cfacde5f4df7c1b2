import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.extract.slavic.attributions import attribute_slavic
from allegedly.extract.tokens import Analysed, Analysis
from allegedly.model import Document, Report, Sentence, Span
from allegedly.model.vocabulary import Lang
from tests.extract.slavic.reading import Gold, attributions, by_line, gold, told

LANGS: tuple[Lang, ...] = ("ru", "uk")
Row = tuple[str, str | None, str | None, tuple[str, ...], str]


def letters(text: str, pieces: tuple[str, ...]) -> set[int]:
    found: set[int] = set()
    at = 0
    for piece in pieces:
        at = text.index(piece, at)
        found |= set(range(at, at + len(piece)))
    return found


def matches(text: str, want: Gold, got: tuple[str | None, str | None, tuple[str, ...], str]) -> bool:
    source, cue, content, stance = got
    if source != want.source or stance != want.stance:
        return False
    if not want.content:  # silence has no content of its own
        return want.cue is not None and cue is not None and want.cue.split()[-1] in cue
    a, b = letters(text, want.content), letters(text, content)
    return len(a & b) >= 0.5 * len(a | b)


@pytest.mark.parametrize("lang", LANGS)
def test_gold_sentences_keep_their_figures(lang: Lang) -> None:
    """Content by half of its letters, with source and stance: the development gold stays where it was measured."""
    right = wanted = given_ = 0
    for text, want in gold(lang):
        got = told(text, lang)
        wanted, given_ = wanted + len(want), given_ + len(got)
        right += sum(any(matches(text, w, g) for g in got) for w in want)
    assert right / wanted >= 0.95
    assert right / given_ >= 0.95


@pytest.mark.parametrize(
    ("lang", "text", "source", "cue", "content"),
    [
        ("ru", "Мэр сообщил, что пожар потушен.", "Мэр", "сообщил", "пожар потушен"),
        ("uk", "Мер повідомив, що пожежу загасили.", "Мер", "повідомив", "пожежу загасили"),
        ("ru", "Пожар потушен, сообщил мэр.", "мэр", "сообщил", "Пожар потушен"),
        ("uk", "Пожежу загасили, повідомив мер.", "мер", "повідомив", "Пожежу загасили"),
        ("ru", "Мэр сообщил о пожаре на складе.", "Мэр", "сообщил", "пожаре на складе"),
        ("uk", "Мер повідомив про пожежу на складі.", "Мер", "повідомив", "пожежу на складі"),
        ("ru", "Мэр сказал: «Пожар на складе потушен».", "Мэр", "сказал", "Пожар на складе потушен"),
        ("uk", "Мер сказав: «Пожежу на складі загасили».", "Мер", "сказав", "Пожежу на складі загасили"),
        ("ru", "Как сообщил мэр, пожар потушен.", "мэр", "сообщил", "пожар потушен"),
        ("uk", "Як повідомив мер, пожежу загасили.", "мер", "повідомив", "пожежу загасили"),
        ("ru", "По словам мэра, пожар потушен.", "мэра", "По словам", "пожар потушен"),
        ("uk", "За словами мера, пожежу загасили.", "мера", "За словами", "пожежу загасили"),
        ("ru", "По его данным, пожар потушен.", "его", "По его данным", "пожар потушен"),
        ("uk", "За їхніми даними, пожежу загасили.", "їхніми", "За їхніми даними", "пожежу загасили"),
        ("ru", "В мэрии сообщили, что пожар потушен.", "мэрии", "сообщили", "пожар потушен"),
        ("uk", "У мерії повідомили, що пожежу загасили.", "мерії", "повідомили", "пожежу загасили"),
        ("ru", "Мэр обещал открыть мост.", "Мэр", "обещал", "открыть мост"),
        ("uk", "Мер обіцяв відкрити міст.", "Мер", "обіцяв", "відкрити міст"),
        ("ru", "Мэр призвал жителей остаться дома.", "Мэр", "призвал", "жителей остаться дома"),
        ("uk", "Мер закликав мешканців лишитися вдома.", "Мер", "закликав", "мешканців лишитися вдома"),
        ("ru", "Сообщается, что пожар потушен.", None, "Сообщается", "пожар потушен"),
        ("uk", "Повідомляється, що пожежу загасили.", None, "Повідомляється", "пожежу загасили"),
        ("ru", "Известно о двух раненых.", None, "Известно", "двух раненых"),
        ("uk", "Відомо про двох поранених.", None, "Відомо", "двох поранених"),
        ("ru", "Пожар потушен, говорится в отчете полиции.", "полиции", "говорится в отчете", "Пожар потушен"),
        ("uk", "Пожежу загасили, йдеться у звіті поліції.", "поліції", "йдеться у звіті", "Пожежу загасили"),
        ("ru", "Взрывы слышны по всему порту — мэр", "мэр", None, "Взрывы слышны по всему порту"),
        ("uk", "Вибухи чути по всьому порту — мер", "мер", None, "Вибухи чути по всьому порту"),
        ("ru", "Полиция: мост закрыт", "Полиция", None, "мост закрыт"),
        ("uk", "Поліція: міст закрито", "Поліція", None, "міст закрито"),
        ("ru", "Мост закрыт на сутки: полиция о проверке", "полиция", None, "Мост закрыт на сутки"),
        ("uk", "Міст закрито на добу: поліція про перевірку", "поліція", None, "Міст закрито на добу"),
        ("ru", "Мэр имеет намерение открыть мост.", "Мэр", "намерение", "открыть мост"),
        ("uk", "Мер має намір відкрити міст.", "Мер", "намір", "відкрити міст"),
        ("ru", "Мэр уверен, что мост устоит.", "Мэр", "уверен", "мост устоит"),
        ("uk", "Мер упевнений, що міст устоїть.", "Мер", "упевнений", "міст устоїть"),
    ],
)
def test_each_construction(lang: Lang, text: str, source: str | None, cue: str | None, content: str) -> None:
    assert told(text, lang) == [(source, cue, (content,), "affirm")]


@pytest.mark.parametrize(
    ("lang", "text", "stance", "hedged"),
    [
        ("ru", "Мэр опроверг сообщения о пожаре.", "deny", False),
        ("uk", "Мер спростував повідомлення про пожежу.", "deny", False),
        ("ru", "Мэр не отрицает, что склад горел.", "affirm", False),
        ("uk", "Мер не заперечує, що склад горів.", "affirm", False),
        ("ru", "Мэр не подтвердил информацию о пожаре.", "query", False),
        ("uk", "Мер не підтвердив інформацію про пожежу.", "query", False),
        ("ru", "Мэр не стал комментировать пожар. Полиция отказалась от комментариев.", "no_comment", False),
        ("uk", "Поліція відмовилася від коментарів.", "no_comment", False),
        ("ru", "Мэр не исключил, что склад подожгли.", "affirm", True),
        ("uk", "Мер не виключив, що склад підпалили.", "affirm", True),
        ("ru", "Мэр предположил, что склад подожгли.", "affirm", True),
        ("uk", "Мер припустив, що склад підпалили.", "affirm", True),
        ("ru", "Мэр не считает, что склад подожгли.", "deny", False),
        ("uk", "Мер не вважає, що склад підпалили.", "deny", False),
        ("ru", "Следователи выясняют, кто поджег склад.", "query", False),
        ("uk", "Слідчі з'ясовують, хто підпалив склад.", "query", False),
        ("ru", "Эксперты сомневаются, что склад подожгли.", "query", False),
        ("uk", "Експерти сумніваються, що склад підпалили.", "query", False),
    ],
)
def test_stance_and_hedge(lang: Lang, text: str, stance: str, hedged: bool) -> None:
    found = attributions(text, lang)
    assert found
    assert {(a.stance, a.hedge is not None) for a in found} == {(stance, hedged)}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Ночью сгорел склад, дорога закрыта."),
        ("uk", "Уночі згорів склад, дорогу закрито."),
        ("ru", "Срочно: мост закрыт."),
        ("uk", "Терміново: міст закрито."),
        ("ru", "Заречье — небольшой город на реке."),
        ("uk", "Заріччя — невелике місто на річці."),
        ("ru", "Олег Кравцов — мэр Заречья."),
        ("uk", "Олег Кравець — мер Заріччя."),
        ("ru", "Мы сообщали, что мост закрыт."),
        ("uk", "Ми повідомляли, що міст закрито."),
        ("ru", "По последним данным, мост закрыт."),
        ("uk", "За останніми даними, міст закрито."),
        ("ru", "После того, как мэр приехал, мост открыли."),
        ("uk", "Після того, як мер приїхав, міст відкрили."),
    ],
)
def test_what_attributes_nothing(lang: Lang, text: str) -> None:
    assert told(text, lang) == []


@pytest.mark.parametrize(
    ("lang", "text", "outer", "inner"),
    [
        ("ru", "Мост закрыт, передает «Берег» со ссылкой на полицию.", "«Берег»", "полицию"),
        ("uk", "Міст закрито, передає «Берег» з посиланням на поліцію.", "«Берег»", "поліцію"),
        ("ru", "Канал «Залив» сообщил, что, по словам жителей, мост закрыт.", "Канал «Залив»", "жителей"),
        ("uk", "Канал «Затока» повідомив, що, за словами мешканців, міст закрито.", "Канал «Затока»", "мешканців"),
        ("ru", "Мэр сказал, что мост закрыт, передает «Берег».", "«Берег»", "Мэр"),
        ("uk", "Мер сказав, що міст закрито, передає «Берег».", "«Берег»", "Мер"),
        ("ru", "Мост закрыт, сообщил агентству «Берег» источник в полиции.", "агентству «Берег»", "источник в полиции"),
        ("uk", "Міст закрито, повідомило агенції «Берег» джерело в поліції.", "агенції «Берег»", "джерело в поліції"),
    ],
)
def test_relays_enclose_the_speaker(lang: Lang, text: str, outer: str, inner: str) -> None:
    found = {a.source.text: a for a in attributions(text, lang) if a.source}
    assert set(found) == {outer, inner}
    assert found[inner].inside == found[outer].id
    assert found[outer].inside is None


def test_reach_over_sentences() -> None:
    text = "Мост закрыт. Движение стоит. Об этом сообщила полиция. Позже там добавили, что ремонт начат."
    assert told(text, "ru") == [
        ("полиция", "сообщила", ("Мост закрыт", "Движение стоит"), "affirm"),
        ("полиция", "добавили", ("ремонт начат",), "affirm"),
    ]


def test_a_closing_speaker_takes_in_the_paragraph_but_not_what_others_said() -> None:
    text = "Мер назвав аварію дрібною. Міст закрито. Рух стоїть — поліція"
    assert ("поліція", None, ("Міст закрито", "Рух стоїть"), "affirm") in told(text, "uk")


def test_a_quotation_over_sentences_is_one_content() -> None:
    text = "«Мост закрыт. Ремонт уже идет», — сказал мэр. «Откроем весной»."
    assert told(text, "ru") == [("мэр", "сказал", ("Мост закрыт. Ремонт уже идет", "Откроем весной"), "affirm")]


SWAPS = [
    ("ru", "Северн", "Южн", "ой", "Военные {a} армии заявили, что отряд {b} армии обстрелял село, передает «Берег»."),
    (
        "uk",
        "Північн",
        "Південн",
        "ої",
        "Військові {a} армії заявили, що загін {b} армії обстріляв село, передає «Берег».",
    ),
]


@pytest.mark.parametrize(("lang", "one", "two", "ending", "frame"), SWAPS)
def test_swapping_the_parties_changes_nothing_else(lang: Lang, one: str, two: str, ending: str, frame: str) -> None:
    a, b = one + ending, two + ending

    def shape(first: str, second: str) -> list[Row]:
        text = frame.format(a=first, b=second)
        named = {first: "A", second: "B"}

        def neutral(words: str | None) -> str | None:
            for name, letter in named.items():
                words = words.replace(name, letter) if words else words
            return words

        rules = sorted(x.rule for x in attributions(text, lang))
        return [
            (rule, neutral(s), neutral(c), tuple(neutral(p) or "" for p in parts), stance)
            for rule, (s, c, parts, stance) in zip(rules, told(text, lang), strict=True)
        ]

    assert shape(a, b) == shape(b, a)
    assert len(shape(a, b)) == 2


WORDS = st.sampled_from(
    [
        "мэр",
        "мер",
        "сообщил",
        "повідомив",
        "что",
        "що",
        ",",
        ".",
        ":",
        "—",
        "«",
        "»",
        "(",
        ")",
        "не",
        "о",
        "про",
        "по",
        "словам",
        "за",
        "даними",
        "со",
        "ссылкой",
        "на",
        "в",
        "мэрии",
        "говорят",
        "взрывы",
        "вибухи",
        "он",
        "він",
        "сообщается",
        "відомо",
        "как",
        "як",
        "и",
        "та",
        "который",
        "який",
        "заявили",
        "«Берег»",
        "12",
        "!",
        "?",
        "…",
        "-",
        ";",
        "об",
        "этом",
        "про",
        "це",
    ]
)


@settings(max_examples=150, deadline=None)
@given(words=st.lists(WORDS, max_size=30), lang=st.sampled_from(LANGS))
def test_any_words_give_spans_of_the_text(words: list[str], lang: Lang) -> None:
    text = " ".join(words).replace(";", "\n")
    found = attributions(text, lang)
    ids = {a.id for a in found}
    assert len(ids) == len(found)
    for a in found:
        assert a.content
        assert all(0 <= s.start < s.end <= len(text) for s in a.content)
        assert all(x.end <= y.start for x, y in zip(a.content, a.content[1:], strict=False))
        assert a.source is None or text[a.source.span.start : a.source.span.end] == a.source.text
        assert a.cue is None or text[a.cue.span.start : a.cue.span.end] == a.cue.text
        assert a.inside is None or (a.inside in ids and a.inside != a.id)


@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=120), lang=st.sampled_from(LANGS))
def test_arbitrary_text_does_no_harm(text: str, lang: Lang) -> None:
    for a in attribute_slavic(by_line(text, lang)):
        assert all(0 <= s.start < s.end <= len(text) for s in a.content)


def test_other_languages_are_passed_over() -> None:
    text = "The mayor said the bridge is closed."
    sentence = Sentence(Span(0, len(text)), "en", 0)
    doc = Document(Report("r", text, lang="en"), "en", text, (sentence,))
    assert attribute_slavic(Analysis(doc, (Analysed(sentence, ()),))) == []
