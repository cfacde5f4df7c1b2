"""Agreement of two readings, on lines written by hand."""

from typing import Any

import pytest

from benchmarks.agreement import aligned, kappa, measured, same_speaker, same_words

TEXT = "A mast fell. The mayor said nine people were hurt; the clinic speaks of eight hurt."
OTHER = "Rain is expected."


def claim(span: str, **more: Any) -> dict[str, Any]:
    plain = {
        "speaker": "",
        "stance": "affirm",
        "hedged": False,
        "event": "other",
        "count": None,
        "factuality": "asserted",
    }
    return {"report": "x-5", "span": span, **plain, **more}


FELL = claim("A mast fell", event=["damage", "other"])
NINE = claim("nine people were hurt", speaker="The mayor", event="injured", count=9)
EIGHT = claim("eight hurt", speaker="the clinic", event="injured", count=8)


def test_a_reading_agrees_with_itself() -> None:
    a = measured({"x-5": TEXT, "x-10": OTHER}, [FELL, NINE, EIGHT], [FELL, NINE, EIGHT])
    assert (a.items, a.both_or_neither, a.shared, a.f1) == (2, 2, 3, 1.0)
    assert (a.speaker, a.stance, a.hedged, a.event, a.factuality, a.count) == (1.0,) * 6


def test_claims_of_one_reading_alone_lower_f1_and_nothing_else() -> None:
    a = measured({"x-5": TEXT}, [FELL, NINE], [NINE, EIGHT])
    assert (a.first, a.second, a.shared, a.f1) == (2, 2, 1, 0.5)
    assert a.speaker == a.event == a.count == 1.0


def test_an_item_with_a_claim_for_one_reader_only_is_told() -> None:
    a = measured({"x-5": TEXT, "x-10": OTHER}, [FELL], [FELL, claim("Rain is expected", report="x-10")])
    assert (a.items, a.both_or_neither) == (2, 1)


def test_each_field_is_compared() -> None:
    strange = claim("people were hurt", speaker="police", stance="deny", hedged=True, event="killed", count=None)
    a = measured({"x-5": TEXT}, [FELL, NINE], [FELL, strange | {"factuality": "historical"}])
    assert (a.speaker, a.stance, a.hedged, a.event, a.factuality) == (0.5,) * 5
    assert a.count == 0.0  # the mast has no number on either side and is left out


def test_an_event_is_shared_where_the_lists_meet() -> None:
    assert measured({"x-5": TEXT}, [FELL], [claim("mast fell", event=["fire", "damage"])]).event == 1.0


def test_lists_that_meet_need_not_be_the_same() -> None:
    pair = measured({"x-5": TEXT}, [FELL], [claim("A mast fell", event="damage")])
    assert (pair.event, pair.event_lists) == (1.0, 0.0)


def test_relays_places_and_times_are_compared_where_either_reading_has_one() -> None:
    told = FELL | {"via": ["the clinic"], "places": [], "when_text": "at nine"}
    again = FELL | {"via": ["clinic"], "places": [], "when_text": "at noon today"}
    a = measured({"x-5": TEXT}, [told, NINE], [again, NINE])
    assert (a.via, a.places, a.when_text) == (1.0, None, 0.0)


def test_a_place_more_on_one_side_is_no_agreement() -> None:
    assert same_words(["the bay", "the cape"], ["cape", "bay"])
    assert not same_words(["the bay", "the cape"], ["the bay"])
    assert not same_words(["the bay"], ["the bay", "the cape"])


def test_same_words_go_to_the_same_speaker() -> None:
    denied = claim("nine people were hurt", speaker="police", stance="deny", event="injured")
    assert aligned([NINE, denied], [denied, NINE], TEXT) == [(NINE, NINE), (denied, denied)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({}, {}, True),
        ({"speaker_resolved": "the mayor"}, {}, True),
        ({"speaker": "he", "speaker_resolved": "the mayor"}, {"speaker": "The mayor of the town"}, True),
        ({"speaker": "the mayor"}, {}, False),
        ({"speaker": "the mayor"}, {"speaker_resolved": "the mayor"}, True),
        ({"speakers": ["the mayor", "the clinic"]}, {"speaker": "clinic"}, True),
        ({"speaker": "the mayor"}, {"speaker": "the governor of a region"}, False),
    ],
)
def test_speakers(one: dict[str, Any], other: dict[str, Any], same: bool) -> None:
    assert same_speaker(claim("x", **one), claim("x", **other)) is same


def test_kappa_takes_chance_away() -> None:
    labels = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    assert kappa(labels) == pytest.approx(0.4)
    assert kappa([("a", "b"), ("b", "a")]) == pytest.approx(-1)


def test_kappa_of_one_label_throughout_is_no_figure() -> None:
    assert kappa([("a", "a"), ("a", "a")]) is None
    assert kappa([]) is None
