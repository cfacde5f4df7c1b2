"""What one says and another denies, doubts or confirms: a claim of each."""

import pytest

from allegedly.model import Claim
from allegedly.model.vocabulary import Lang
from tests.extract.claims.desk import told

DENIED: list[tuple[Lang, str, str, str]] = [
    ("en", "The mayor rejected the ministry's claim that all ten missiles had been shot down.", "ministry", "mayor"),
    (
        "en",
        "The ministry's claim that all ten missiles were shot down was contradicted by the mayor.",
        "ministry",
        "mayor",
    ),
    ("en", "The army denied the rebels' claim that two officers had been killed.", "rebels", "army"),
    ("ru", "Мэр опроверг заявление министерства о том, что все десять ракет были сбиты.", "министерств", "мэр"),
    ("ru", "Заявление министерства о том, что все десять ракет сбиты, опроверг мэр города.", "министерств", "мэр"),
    ("uk", "Мер спростував заяву міністерства про те, що всі десять ракет було збито.", "міністерств", "мер"),
    ("uk", "Заяву міністерства про те, що всі десять ракет збито, спростував мер міста.", "міністерств", "мер"),
    ("en", "The army claimed full control of the town, a claim denied by the mayor.", "army", "mayor"),
    ("en", "The ministry said ten missiles were shot down, an account the mayor disputes.", "ministry", "mayor"),
    ("en", "The army accused the rebels of firing first, a charge the mayor denied.", "army", "mayor"),
    ("ru", "Армия заявила о взятии города, что отрицает мэр.", "армия", "мэр"),
    ("ru", "Армия сообщила, что сбила десять ракет, — мэр это отрицает.", "армия", "мэр"),
    ("uk", "Армія заявила про взяття міста, що заперечує мер.", "армія", "мер"),
    ("uk", "Армія повідомила, що збила десять ракет, — мер це заперечує.", "армія", "мер"),
]


def _by(found: list[Claim], name: str) -> list[Claim]:
    return [c for c in found if c.speaker and name in c.speaker.text.casefold()]


@pytest.mark.parametrize(("lang", "text", "first", "second"), DENIED)
def test_who_is_denied_still_affirms_and_who_denies_is_no_relay(lang: Lang, text: str, first: str, second: str) -> None:
    found = told(text, lang)
    assert {c.stance for c in _by(found, first)} == {"affirm"}
    assert {c.stance for c in _by(found, second)} == {"deny"}
    assert not any(c.via for c in found)
    ids = [{c.speaker.id for c in _by(found, name) if c.speaker} - {None} for name in (first, second)]
    assert not ids[0] & ids[1]


@pytest.mark.parametrize(
    ("lang", "text", "first", "second"),
    [
        ("en", "The ministry confirmed the governor's report that two people were killed.", "governor", "ministry"),
        ("ru", "Министерство подтвердило сообщение губернатора о том, что погибли двое.", "губернатор", "министерств"),
        (
            "uk",
            "Міністерство підтвердило повідомлення губернатора про те, що загинули двоє.",
            "губернатор",
            "міністерств",
        ),
    ],
)
def test_who_confirms_says_it_too(lang: Lang, text: str, first: str, second: str) -> None:
    found = told(text, lang)
    assert [c.stance for name in (first, second) for c in _by(found, name) if c.event == "killed"] == ["affirm"] * 2


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The ministry denied its own claim that the bridge had been destroyed."),
        ("ru", "Министерство опровергло своё заявление о том, что мост разрушен."),
        ("uk", "Міністерство спростувало свою заяву про те, що міст зруйновано."),
    ],
)
def test_who_denies_own_words_does_not_say_them_too(lang: Lang, text: str) -> None:
    assert "affirm" not in {c.stance for c in told(text, lang)}


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "The governor's statement that nobody was hurt was disputed by doctors.", "doctors"),
        ("ru", "Врачи опровергли заявление губернатора о том, что пострадавших нет.", "врачи"),
        ("uk", "Лікарі спростували заяву губернатора про те, що постраждалих немає.", "лікарі"),
    ],
)
def test_who_denies_that_nobody_was_hurt_says_that_somebody_was(lang: Lang, text: str, name: str) -> None:
    assert [(c.event, c.stance) for c in _by(told(text, lang), name)] == [("injured", "affirm")]
    assert {c.stance for c in _by(told(text, lang), "губернатор" if lang != "en" else "governor")} == {"deny"}


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("en", "Nobody was hurt, the governor said. The doctors deny this.", "doctors"),
        ("ru", "Пострадавших нет, сообщил губернатор. Врачи это отрицают.", "врачи"),
        ("uk", "Постраждалих немає, повідомив губернатор. Лікарі це заперечують.", "лікарі"),
    ],
)
def test_who_denies_a_denial_by_a_word_that_points_back_affirms(lang: Lang, text: str, name: str) -> None:
    assert [(c.event, c.stance) for c in _by(told(text, lang), name)] == [("injured", "affirm")]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Residents posted videos appearing to show a large fire near the port.", "Residents"),
        ("Residents shared a video that shows a building on fire.", "Residents"),
        ("The governor said nobody was hurt, though a nurse said two people had been brought in wounded.", "a nurse"),
        ("The union said its members were hurt, and a doctor said 23 people had been treated for burns.", "a doctor"),
        ("The mayor said a fire broke out, but a day later admitted that a drone had hit the mill.", "The mayor"),
    ],
)
def test_who_speaks_beside_others_in_english(text: str, shown: str) -> None:
    claim = told(text, "en")[-1]
    assert (claim.speaker and claim.speaker.text, claim.via) == (shown, ())


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Two people were killed when a shell hit a bus on Monday night, the police said on Wednesday."),
        ("ru", "Двое погибли, когда снаряд попал в автобус в ночь на вторник, сообщили в полиции в среду."),
        ("uk", "Двоє загинули, коли снаряд влучив в автобус у ніч на вівторок, повідомили в поліції в середу."),
    ],
)
def test_when_it_was_said_is_not_when_it_happened(lang: Lang, text: str) -> None:
    days = {c.when.start.day for c in told(text, lang) if c.when and c.when.start}
    assert days <= {10, 11}


def test_who_recorded_none_hands_nothing_on_in_english() -> None:
    claim = told("The company blamed the collapse on an earthquake; the observatory recorded none.", "en")[0]
    assert (claim.via, claim.cause) == ((), "an earthquake")


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The miners' union said three men were trapped.", "any:union"),
        ("The firefighters' union said two men were hurt.", "any:union"),
        ("The governor, Ivan Petrenko, said nobody was hurt.", "person:ivan petrenk"),
    ],
)
def test_a_union_is_no_service_and_no_crowd_in_english(text: str, who: str) -> None:
    assert {c.speaker.id for c in told(text, "en") if c.speaker} == {who}


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "The ministry denied the shelling and said the other side had fired."),
        ("ru", "Министерство отрицает обстрел и заявляет, что огонь открыла другая сторона."),
        ("uk", "Міністерство заперечує обстріл і заявляє, що вогонь відкрила інша сторона."),
    ],
)
def test_what_is_denied_ends_where_the_same_voice_goes_on_to_say(lang: Lang, text: str) -> None:
    stances = {c.text: c.stance for c in told(text, lang)}
    assert [s for words, s in stances.items() if "обстр" in words or "shelling" in words] == ["deny"]
    assert [s for words, s in stances.items() if "стор" in words or "other side" in words] == ["affirm"]


@pytest.mark.parametrize(
    ("lang", "text", "who"),
    [
        ("ru", "Выжившие говорят, что погибли 40 человек, вдвое больше, чем сообщил оператор.", "Выжившие"),
        ("uk", "Рятувальники кажуть, що загинули 40 людей, удвічі більше, ніж повідомив оператор.", "Рятувальники"),
    ],
)
def test_with_whom_a_figure_is_compared_does_not_say_it(lang: Lang, text: str, who: str) -> None:
    assert [(c.speaker.text, c.via) for c in told(text, lang) if c.speaker and c.event == "killed"] == [(who, ())]


@pytest.mark.parametrize(
    ("lang", "text", "who"),
    [
        (
            "ru",
            "Минобороны Карсии сообщило об ударе. Глава военной администрации посёлка сказал, что погибли двое.",
            "lo",
        ),
        (
            "uk",
            "Міноборони Карсії повідомило про удар. Начальник військової адміністрації сказав, що загинули двоє.",
            "lo",
        ),
    ],
)
def test_the_head_of_a_towns_military_administration_is_no_ministry(lang: Lang, text: str, who: str) -> None:
    killed = next(c for c in told(text, lang) if c.event == "killed")
    assert killed.speaker is not None
    assert (killed.speaker.id or "").split(":")[-1].startswith(who)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Two people were killed in Karsk, Ukrainian officials said."),
        ("ru", "Двое погибли в Карске, сообщили украинские власти."),
        ("uk", "Двоє загинули в Карську, повідомила українська влада."),
    ],
)
def test_the_authorities_of_a_side_are_that_side(lang: Lang, text: str) -> None:
    assert [c.speaker.id for c in told(text, lang) if c.speaker] == ["ukraine"]
