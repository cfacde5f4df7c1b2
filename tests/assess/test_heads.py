"""What stands behind a name, and names that two scripts spell by ear. Everybody in it is invented."""

from dataclasses import replace

import pytest

from allegedly.assess import assess
from allegedly.knowledge.identity import outlet, sound
from allegedly.model import Claim, Extraction, Span, Speaker
from allegedly.model.vocabulary import Lang
from tests.assess.build import NONE, claim, count, incident, report, speaker


def origins(*reports: Extraction) -> dict[str, tuple[str, ...]]:
    return {o.key: o.claims for o in assess(*incident(*reports)).origins}


def named(words: str, identity: str | None = None, kind: str = "official") -> Speaker:
    return Speaker(words, NONE, identity, kind, None, None)  # type: ignore[arg-type]


def behind(name: str, sentence: str, said: str, lang: Lang = "en", hours: float = 1) -> Extraction:
    """A report of one sentence whose claim is a part of it, without a speaker."""
    made = report(name, claim("damage", text=sentence), hours=hours)
    at = sentence.index(said)
    one: Claim = replace(made.claims[0], text=said, span=Span(at, at + len(said)))
    return Extraction(made.report, lang, (), (one,))


@pytest.mark.parametrize(
    ("lang", "sentence", "said"),
    [
        ("en", "Velmora Trade on the fire: two tanks were lost.", "two tanks were lost"),
        ("ru", "«Велмора Трейд» наконец ответила: потеряны два резервуара.", "потеряны два резервуара"),
        ("uk", "«Велмора Трейд» нарешті озвалася: втрачено два резервуари.", "втрачено два резервуари"),
    ],
)
def test_what_stands_behind_a_known_name_and_a_colon_is_theirs(lang: Lang, sentence: str, said: str) -> None:
    own = report("r1", claim("fire", named("Velmora Trade")))
    assert len(origins(own, behind("r2", sentence, said, lang))) == 1
    other = sentence.replace("Velmora", "Kastrin").replace("Велмора", "Кастрин")
    assert len(origins(own, behind("r2", other, said, lang))) == 2


def test_a_name_that_opens_a_sentence_before_a_verb_of_saying_is_who_says_it() -> None:
    own = report("r1", claim("fire", named("Velmora Trade")))
    said = behind("r2", "Velmora Trade called the fire in its yard arson.", "the fire in its yard arson")
    assert len(origins(own, said)) == 1
    passed = behind("r2", "Velmora Trade lost the shed in its yard.", "lost the shed in its yard")
    assert outlet("r2") in origins(own, passed)


def test_names_spelt_by_ear_share_their_consonants() -> None:
    assert sound("Reedline Shipping") == sound("Ридлайн Шиппинг")
    assert sound("Reedline Shipping") != sound("Редлон Шоппер")
    firm = report("r1", claim("fire", named("Reedline Shipping")))
    assert len(origins(firm, report("r2", claim("damage", named("Ридлайн Шиппинг")), hours=1))) == 1
    assert len(origins(firm, report("r2", claim("damage", named("Редлон Шоппер")), hours=1))) == 2


def test_the_article_is_no_part_of_a_name() -> None:
    one = report("r1", claim("missing", named("the Harbour Watch", kind="official"), count=count(9)))
    assert len(origins(one, report("r2", claim("missing", named("Harbour Watch", kind="official")), hours=1))) == 1


def test_people_named_by_what_they_are_alone_are_one_voice() -> None:
    residents = named("residents", "group:residents", "witness")
    first, second = report("r1", claim("fire", residents)), report("r2", claim("fire", residents), hours=1)
    assert list(origins(first, second)) == ["group:residents"]
    channel = report("r1", claim("fire", residents), source="Harbour Eye")
    citing = report("r3", claim("fire", named("Harbour Eye", kind="channel")), hours=2)
    assert "group:residents" not in origins(channel, citing), "who is cited by others vouches for what people told it"


def test_a_copy_speaks_in_the_name_that_the_other_copy_gives() -> None:
    named_one = report("r1", claim("missing", speaker("coast guard"), count=count(9)))
    bare = report("r2", claim("missing", count=count(9)), hours=1)
    held = assess(*incident(named_one, bare, copies=[("r1", "r2")])).origins
    assert [o.key for o in held] == ["office:coast guard"]
    other = report("r2", claim("missing", count=count(4)), hours=1)
    assert len(assess(*incident(named_one, other, copies=[("r1", "r2")])).origins) == 2


def test_one_office_whose_place_was_read_differently_in_two_languages() -> None:
    def told(name: str, lang: Lang, place: str, killed: int, hours: float) -> Extraction:
        head = named("head of the community", f"{place}:community-head", "official")
        made = report(name, claim("attack", head), claim("killed", head, count=count(killed)), hours=hours)
        return Extraction(made.report, lang, (), made.claims)

    assert len(origins(told("r1", "uk", "Brodno", 2, 0), told("r2", "ru", "Zelm", 2, 1))) == 1
    assert len(origins(told("r1", "uk", "Brodno", 2, 0), told("r2", "ru", "Zelm", 3, 1))) == 2
    assert len(origins(told("r1", "uk", "Brodno", 2, 0), told("r2", "uk", "Zelm", 2, 1))) == 2
