import pytest

from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import claimed, events, told

THIS: list[tuple[Lang, str]] = [
    ("en", "The rebels reported a strike on the mill. This is a lie."),
    ("en", "The rebels reported a strike on the mill, but this is false."),
    ("ru", "Повстанцы заявили об ударе по мельнице. Это ложь."),
    ("ru", "Повстанцы заявили об ударе по мельнице, но это неправда."),
    ("uk", "Повстанці заявили про удар по млину. Це брехня."),
    ("uk", "Повстанці заявили про удар по млину, але це неправда."),
]


@pytest.mark.parametrize(("lang", "text"), THIS)
def test_what_is_called_a_lie_is_denied_by_whoever_calls_it_so(lang: Lang, text: str) -> None:
    reported, denied = told(text, lang)
    assert (reported.event, reported.stance, reported.speaker is None) == ("attack", "affirm", False)
    assert (denied.event, denied.stance, denied.speaker) == ("attack", "deny", None)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The rebels said the mill had been blown up. That is not true, the mayor said."),
        ("ru", "Повстанцы заявили, что мельница взорвана. Это не так, сообщил мэр."),
        ("ru", "Повстанцы заявили, что мельница взорвана. Мэр сказал, это ложь."),
        ("uk", "Повстанці заявили, що млин підірвано. Це не так, повідомив мер."),
        ("uk", "Повстанці заявили, що млин підірвано. Мер каже: це неправда."),
    ],
)
def test_the_denial_is_that_of_the_one_who_speaks(lang: Lang, text: str) -> None:
    reported, denied = told(text, lang)
    assert (reported.event, reported.stance) == ("explosion", "affirm")
    assert (denied.event, denied.stance) == ("explosion", "deny")
    assert denied.speaker is not None
    assert denied.speaker.id == "any:mayor"


OWNED: list[tuple[Lang, str, str | None]] = [
    ("en", "The ministry's statement that the mill was hit is untrue.", None),
    ("en", "The enemy's report of a strike on the mill is false.", None),
    ("ru", "Заявление министерства о том, что мельница поражена, не соответствует действительности.", None),
    ("ru", "Сообщения повстанцев об ударе по мельнице — ложь, заявил мэр.", "any:mayor"),
    ("uk", "Заява міністерства про те, що млин уражено, не відповідає дійсності.", None),
    ("uk", "Повідомлення повстанців про удар по млину — брехня, заявив мер.", "any:mayor"),
]


@pytest.mark.parametrize(("lang", "text", "who"), OWNED)
def test_somebodys_words_that_are_called_false_are_theirs_and_another_denies_them(
    lang: Lang, text: str, who: str | None
) -> None:
    theirs, denied = (c for c in told(text, lang) if c.event in ("attack", "impact"))
    assert theirs.stance == "affirm"
    assert theirs.speaker is not None
    assert denied.stance == "deny"
    assert (denied.speaker.id if denied.speaker else None) == who
    assert theirs.text == denied.text


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", '"People online write of a blast at the mill. It is fake," the mayor said.'),
        ("ru", "«Пишут, что на мельнице был взрыв. Это фейк», — сообщил мэр."),
        ("uk", "«У мережі пишуть про вибух на млині. Це фейк», — повідомив мер."),
    ],
)
def test_who_repeats_a_rumour_to_call_it_false_does_not_affirm_it(lang: Lang, text: str) -> None:
    assert ("explosion", "affirm") not in events(told(text, lang))
    assert ("explosion", "deny") in events(told(text, lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "A shell hit the mill. It is false that the guard was hurt."),
        ("en", "A shell hit the mill. This is wrong on so many levels."),
        ("ru", "Снаряд попал в мельницу. Это не ложь."),
        ("ru", "Снаряд попал в мельницу. Это неправда, что ранен сторож."),
        ("uk", "Снаряд влучив у млин. Це не брехня."),
    ],
)
def test_what_calls_something_else_false_does_not_deny_what_was_told_before(lang: Lang, text: str) -> None:
    assert ("impact", "deny") not in events(told(text, lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "There is no question of the mill being destroyed, the mayor said."),
        ("ru", "О том, что мельница разрушена, речи не идёт, подчеркнул мэр."),
        ("ru", "Об уничтожении склада речи не идёт."),
        ("uk", "Про те, що млин зруйновано, не йдеться, наголосив мер."),
        ("uk", "Про знищення складу не йдеться."),
    ],
)
def test_what_there_is_no_talk_of_is_denied(lang: Lang, text: str) -> None:
    assert events(told(text, lang))[0] == ("damage", "deny")
    assert ("damage", "affirm") not in events(told(text, lang))


@pytest.mark.parametrize(
    ("lang", "text"),
    [("ru", "Бригада сообщила об уничтожении моста."), ("uk", "Бригада повідомила про знищення мосту.")],
)
def test_the_noun_for_destroying_is_damage_to_a_thing(lang: Lang, text: str) -> None:
    assert events(told(text, lang)) == [("damage", "affirm")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Мэр сказал, это неправда, мельница цела, сгорел сарай."),
        ("uk", "Мер каже: це неправда, млин цілий, згорів сарай."),
    ],
)
def test_the_verdict_is_a_clause_of_its_own(lang: Lang, text: str) -> None:
    assert ("fire", "affirm") in events(claimed(text, lang))
