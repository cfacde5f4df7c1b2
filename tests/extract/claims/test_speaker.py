"""Who speaks by the words that name them: a body named after people, an outlet by its name, an agency of some task."""

import pytest

from allegedly.model.vocabulary import Lang, SpeakerKind
from tests.extract.claims.desk import told

NAMED: list[tuple[Lang, str, str, str | None, SpeakerKind]] = [
    ("en", "The refugee agency said 300 families had fled.", "The refugee agency", None, "official"),
    ("en", "The teachers' union said three schools were hit.", "The teachers' union", "any:union", "group"),
    ("en", "A refugee in the camp said three tents were hit.", "A refugee in the camp", None, "witness"),
    ("en", "The newspaper Dorn Courier said two people had died.", "The newspaper Dorn Courier",
     "outlet:dorn curer", "media"),
    ("en", "The agency Brelvax reported that a depot burned down.", "The agency Brelvax", "outlet:brelvaks", "media"),
    ("en", "The disaster management agency said 14 people were missing.", "The disaster management agency",
     "any:emergency-service", "official"),
    ("en", "The news agency said 14 people were missing.", "The news agency", "group:media", "media"),
    ("ru", "Профсоюз учителей заявил, что повреждены три школы.", "Профсоюз учителей", "any:union", "group"),
    ("uk", "Профспілка вчителів заявила, що пошкоджено три школи.", "Профспілка вчителів", "any:union", "group"),
    ("uk", "Газета Хмара Вісті повідомила, що загинули двоє людей.", "Газета Хмара Вісті", "outlet:hmar vist", "media"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "words", "identity", "kind"), NAMED)
def test_a_body_is_known_by_its_own_noun(
    lang: Lang, text: str, words: str, identity: str | None, kind: SpeakerKind
) -> None:
    [who] = {c.speaker for c in told(text, lang)}
    assert who is not None
    assert (who.text, who.id, who.kind) == (words, identity, kind)


def test_whoever_holds_an_office_by_any_word_for_it_is_he_later() -> None:
    claims = told("All of the crew are safe, the harbour master said. He said no oil had leaked.", "en")
    assert {c.speaker.id for c in claims if c.speaker} == {"any:port-authority"}


def test_a_union_of_journalists_is_a_union() -> None:
    [claim] = told("One of them was beaten, according to the Union of Journalists.", "en")
    assert claim.speaker is not None
    assert (claim.speaker.id, claim.speaker.kind) == ("any:union", "group")


SIDES: list[tuple[Lang, str]] = [
    ("en", "Tajikistan's defence ministry said two were hurt. Kyrgyzstan's defence ministry said two were hurt."),
    ("ru", "Минобороны Таджикистана сообщило о двух раненых. Минобороны Киргизии сообщило о двух раненых."),
    (
        "uk",
        "Міноборони Таджикистану повідомило про двох поранених. Міноборони Киргизстану повідомило про двох поранених.",
    ),
]


@pytest.mark.parametrize(("lang", "text"), SIDES)
def test_the_ministries_of_two_countries_are_two_voices(lang: Lang, text: str) -> None:
    voices = [c.speaker.id for c in told(text, lang) if c.speaker]
    assert voices == ["tajikistan:defence-ministry", "kyrgyzstan:defence-ministry"]
