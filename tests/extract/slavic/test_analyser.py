import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.errors import SetupIncomplete
from allegedly.extract.slavic import morphology
from allegedly.extract.slavic.analyser import analyse_russian, analyse_ukrainian
from allegedly.extract.tokens import Token
from allegedly.model import Sentence, Span
from allegedly.model.vocabulary import Lang


def tokens(text: str, lang: Lang) -> tuple[Token, ...]:
    analyse = analyse_russian if lang == "ru" else analyse_ukrainian
    return analyse(text, [Sentence(Span(0, len(text)), lang, 0)])[0]


def one(text: str, lang: Lang, word: str) -> Token:
    return next(t for t in tokens(text, lang) if t.text == word)


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("ru", "24-летний врач", ["24-летний", "врач"]),
        ("ru", "В 22:15 сбиты 1,5 тысячи", ["В", "22:15", "сбиты", "1,5", "тысячи"]),
        ("ru", "Ан-24 над Усть-Лугой...", ["Ан-24", "над", "Усть-Лугой", "..."]),
        ("uk", "Об’єкт і зв'язок у Кам'янці", ["Об’єкт", "і", "зв'язок", "у", "Кам'янці"]),
        ("ru", "«Берег» — да", ["«", "Берег", "»", "—", "да"]),
    ],
)
def test_words_and_marks(lang: Lang, text: str, words: list[str]) -> None:
    assert [t.text for t in tokens(text, lang)] == words


@pytest.mark.parametrize(
    ("lang", "text", "word", "lemma", "pos", "feats"),
    [
        ("ru", "Мэр сообщил о взрыве", "сообщил", "сообщить", "VERB", {"fin", "past", "sg", "masc"}),
        ("ru", "Пожар потушен", "потушен", "потушить", "VERB", {"part", "short", "pass"}),
        ("ru", "Добавив, что мост закрыт", "Добавив", "добавить", "VERB", {"conv"}),
        ("ru", "Нужно уехать", "уехать", "уехать", "VERB", {"inf"}),
        ("ru", "Взлёт отменён", "Взлёт", "взлет", "NOUN", {"nom", "sg"}),
        ("ru", "без силы", "силы", "сила", "NOUN", {"gen"}),
        ("ru", "Силы ушли", "Силы", "сила", "NOUN", {"nom", "gen?"}),
        ("ru", "Приехал Степан Кравцов", "Кравцов", "кравцов", "PROPN", {"surn", "nom"}),
        ("ru", "что стали делать", "стали", "стать", "VERB", {"fin"}),
        ("uk", "Мер повідомив про вибух", "повідомив", "повідомити", "VERB", {"fin", "past", "sg", "masc"}),
        ("uk", "Дах пошкоджено", "пошкоджено", "пошкодити", "VERB", {"fin", "impers", "pass"}),
        ("uk", "Додавши, що міст закрито", "Додавши", "додати", "VERB", {"conv"}),
        ("uk", "Треба відбудувати міст", "відбудувати", "відбудувати", "VERB", {"inf"}),
        ("uk", "представник міськради", "міськради", "міськрада", "NOUN", {"gen"}),
        ("uk", "Об’єкт горів", "Об’єкт", "об'єкт", "NOUN", {"nom"}),
        ("uk", "Пізніше він пішов", "він", "він", "PRON", {"nom"}),
        ("uk", "за даними ради", "за", "за", "ADP", set()),
        ("uk", "уся ця інформація", "ця", "цей", "DET", {"nom"}),
    ],
)
def test_readings_in_context(lang: Lang, text: str, word: str, lemma: str, pos: str, feats: set[str]) -> None:
    found = one(text, lang, word)
    assert (found.lemma, found.pos) == (lemma, pos)
    assert feats <= found.feats


def test_unknown_words_could_stand_in_any_case() -> None:
    found = one("повідомили в Xyzzy", "uk", "Xyzzy")
    assert found.pos == "PROPN"
    assert {"unk", "nom", "gen"} <= found.feats


def test_letters_without_a_name_are_read_as_unknown() -> None:
    assert one("слово 𗀀", "ru", "𗀀").pos == "X"


def test_a_missing_dictionary_says_how_to_mend_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import pymorphy3

    def absent(**_: object) -> None:
        raise ValueError("no dictionary")

    monkeypatch.setattr(pymorphy3, "MorphAnalyzer", absent)
    with pytest.raises(SetupIncomplete, match="pip install pymorphy3 pymorphy3-dicts-uk"):
        morphology.Dictionary("uk")


def test_the_memory_of_forms_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(morphology, "LIMIT", 3)
    words = morphology.Dictionary("ru")
    for word in ("мост", "порт", "склад", "дом", "мост"):
        assert words.form(word).readings[0].pos == "NOUN"
    assert len(words._forms) <= 3


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=80), lang=st.sampled_from(["ru", "uk"]))
def test_tokens_cover_all_but_space_in_order(text: str, lang: Lang) -> None:
    found = tokens(text, lang)
    assert all(text[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert "".join(t.text for t in found) == "".join(c for c in text if not c.isspace())
