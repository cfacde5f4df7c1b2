"""The reasons of an assessment as readers of each language see them."""

import re

from allegedly.assess import assess
from allegedly.model import Assessment, Expected, Judgement, Reason
from allegedly.publish.reasons import headline, reason_text, settled_text
from tests.assess.build import NOON, claim, count, incident, report, speaker

CYRILLIC = re.compile("[а-яіїєґ]", re.IGNORECASE)


def assessed(*decided: Judgement) -> Assessment:
    """Two offices with two figures, a third that denies a strike, and one that mends its own figure."""
    port, town, staff = (speaker(name) for name in ("port office", "town office", "staff"))
    reports = (
        report("one", claim("killed", port, count=count(3)), claim("impact", port)),
        report("two", claim("killed", town, count=count(7)), hours=1),
        report("three", claim("impact", staff, "deny"), hours=2),
        report("four", claim("killed", port, count=count(4)), hours=3),
    )
    one, held = incident(*reports)
    return assess(one, held, judgements=decided)


def test_every_reason_of_an_assessment_is_told_in_each_language() -> None:
    found = assessed()
    reasons = [*found.reasons, *(r for p in found.propositions for r in p.reasons)]
    assert reasons
    for lang in ("ru", "uk"):
        told = [reason_text(one, lang) for one in [*reasons, *found.conflicts]]  # type: ignore[arg-type]
        assert all(CYRILLIC.search(words) for words in told)
    assert [reason_text(one, "en") for one in reasons] == [one.text for one in reasons]
    assert [reason_text(one, "en") for one in found.conflicts] == [one.explanation for one in found.conflicts]


def test_a_conflict_is_told_with_its_voices_names_in_that_language() -> None:
    told = {reason_text(c, "uk", {"office:port office": "портова служба"}) for c in assessed().conflicts}
    assert "Влучання, Lowport. Стверджують: портова служба; заперечують: staff" in told
    assert "Загиблі: спершу 3, згодом 4, першоджерело те саме: портова служба" in told


def test_what_is_no_conflict_says_why() -> None:
    assert {settled_text(c, "ru") for c in assessed().conflicts} == {"", "уточнение"}


def test_a_discount_names_who_decided_it_and_why() -> None:
    one, _ = incident(report("one", claim("impact", speaker("port office"))))
    found = assessed(Judgement("j", "discount", (one.id,), "Desk hand", NOON, "the photo {is} old"))
    assert reason_text(found.reasons[0], "uk").endswith("Desk hand, 2024-05-04: the photo {is} old")
    assert reason_text(found.reasons[0], "uk").startswith("Це відхилила людина")


def test_a_plugin_s_rule_keeps_its_own_sentence() -> None:
    assert reason_text(Reason("theirs", "It is so."), "uk") == "It is so."


def test_why_somebody_s_word_is_expected() -> None:
    one = Expected("office:x", "X", "local_head", "unheard", None)
    assert CYRILLIC.search(reason_text(one, "ru"))
    assert reason_text(one, "en").startswith("Who answers for the place")


def test_headings_of_conflicts_call_happenings_as_rows_do() -> None:
    told = [headline(c, "en") for c in assessed().conflicts]
    assert any(words.startswith("Hit, Lowport: stated by") for words in told)
    assert not any(words.startswith("impact") for words in told)
