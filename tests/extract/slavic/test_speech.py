"""Who says what in the plain speech, chains and shared verbs of Russian and Ukrainian reports, from text to claims."""

import pytest

from allegedly.extract import extract
from allegedly.model import Claim, Report
from allegedly.model.vocabulary import Lang
from allegedly.read import document


def told(text: str, lang: Lang) -> list[Claim]:
    return list(extract(document(Report("r", text, lang=lang))).claims)


def voices(text: str, lang: Lang) -> list[tuple[str | None, str | None]]:
    return [(c.speaker.text if c.speaker else None, c.event) for c in told(text, lang)]


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        ("ru", "Сосед говорит, мельница сгорела.", [("Сосед", "fire")]),
        ("uk", "Сусід каже, млин згорів.", [("Сусід", "fire")]),
        ("ru", "Мэр говорит — пожар на мельнице.", [("Мэр", "fire")]),
        ("uk", "Мер каже — пожежа на млині.", [("Мер", "fire")]),
        ("ru", "Рыбаки пишут что горит мельница.", [("Рыбаки", "fire")]),
        ("uk", "Рибалки пишуть що горить млин.", [("Рибалки", "fire")]),
        ("ru", "Нам из школы написали: прорвало трубу.", [("школы", "other")]),
    ],
)
def test_plain_speech_needs_no_joint(lang: Lang, text: str, wanted: list[tuple[str, str]]) -> None:
    assert voices(text, lang) == wanted


@pytest.mark.parametrize(
    ("lang", "text", "who"),
    [
        ("ru", "Газета ссылается на рыбаков: мельница сгорела.", "рыбаков"),
        ("uk", "Газета посилається на рибалок: млин згорів.", "рибалок"),
        ("ru", "Только что говорил с мельником из Ольховки: мельница сгорела.", "мельником из Ольховки"),
        ("ru", "Штаб обновил сводку: мельница сгорела.", "Штаб"),
        ("uk", "Штаб поширив заяву: млин згорів.", "Штаб"),
        ("ru", "Глава района, назначенный советом, сообщил о пожаре на мельнице.", "Глава района"),
    ],
)
def test_whoever_is_cited_or_issues_a_paper_speaks(lang: Lang, text: str, who: str) -> None:
    assert [speaker for speaker, _ in voices(text, lang)] == [who]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("ru", "Мэр заявил о трёх погибших, спасатели — о четырёх."),
        ("uk", "Мер заявив про трьох загиблих, рятувальники — про чотирьох."),
    ],
)
def test_a_second_speaker_shares_the_verb_and_what_is_counted(lang: Lang, text: str) -> None:
    first, second = voices(text, lang)
    assert first[1] == second[1] == "killed"
    assert second[0] in ("спасатели", "рятувальники")


@pytest.mark.parametrize(
    ("lang", "text", "stance"),
    [
        ("ru", "Гарнизон не подтверждает потерю села.", "deny"),
        ("uk", "Гарнізон не підтверджує втрату села.", "deny"),
        ("ru", "Канал не может подтвердить взрыв.", "query"),
        ("uk", "Канал не може підтвердити вибух.", "query"),
        ("ru", "Подтвердить взрыв редакция не смогла.", "query"),
    ],
)
def test_not_confirming_denies_of_ones_own_and_is_open_of_others(lang: Lang, text: str, stance: str) -> None:
    (claim,) = told(text, lang)
    assert claim.stance == stance
    assert claim.speaker is not None


def test_who_recorded_it_speaks() -> None:
    (claim,) = told("Землетрясение зарегистрировали сейсмологи близ Ольховки.", "ru")
    assert claim.speaker
    assert claim.speaker.text.startswith("сейсмологи")


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("ru", "Пожар на мельнице потушен, сообщил штаб округа. Ведомство добавило, что сгорел склад.", "штаб округа"),
        ("uk", "Млин згорів, повідомила речниця громади. Вона додала, що згорів склад.", "речниця громади"),
    ],
)
def test_a_common_noun_or_pronoun_is_named_by_the_words_it_stands_for(lang: Lang, text: str, name: str) -> None:
    last = told(text, lang)[-1]
    assert last.speaker
    assert last.speaker.name == name


def test_whom_a_post_was_forwarded_from_is_a_relay() -> None:
    (claim,) = told("Переслано: «Мельничный чат»\nСгорела мельница.", "ru")
    assert [v.text for v in claim.via] == ["«Мельничный чат»"]
