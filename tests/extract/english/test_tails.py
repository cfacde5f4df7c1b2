"""Speakers by word order: at the end of a sentence, before a colon, before a list."""

from collections.abc import Callable

import pytest

from allegedly.extract.english.attributions import attribute_english
from allegedly.extract.english.voices import is_voice
from allegedly.extract.tokens import Analysis

Parse = Callable[[str], Analysis]


def told(parsed: Parse, text: str) -> dict[str, list[str]]:
    """The contents of each source."""
    found: dict[str, list[str]] = {}
    for a in attribute_english(parsed(text)):
        if a.source is not None:
            found.setdefault(a.source.text, []).extend(text[s.start : s.end] for s in a.content)
    return found


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Ferries stopped until noon, harbour officials say.",
            "harbour officials",
            "Ferries stopped until noon",
        ),
        ("Shots were fired by the quay, the Beacon understands.", "the Beacon", "Shots were fired by the quay"),
        (
            "By noon the whole shed had burned, the yard's shift manager, Ana Wells, told the local station.",
            "the yard's shift manager, Ana Wells",
            "By noon the whole shed had burned",
        ),
        ("Two barges sank off the pier - local channels.", "local channels", "Two barges sank off the pier"),
        ("Now contained, says the fire chief.", "the fire chief", "Now contained"),
        ("The governor of the coast: four barges burned at night.", "The governor of the coast", "four barges burned"),
        ("UPD 14:20 mayor: the fire is out.", "mayor", "the fire is out"),
        ('Headmistress to us: "the boy was taken home by bus".', "Headmistress", "the boy was taken home"),
        ("The port authority put the dead at nine.", "The port authority", "the dead at nine"),
        ("The coast guard counted thirteen bodies.", "The coast guard", "thirteen bodies"),
        ("Survivors gave one account: masked men burned the barn.", "Survivors", "masked men burned the barn"),
        ("Two sheds burned, per the regional headquarters.", "the regional headquarters", "Two sheds burned"),
        (
            "All crews are ashore, the coast guard said on Monday; two of them were in hospital.",
            "the coast guard",
            "All crews are ashore",
        ),
    ],
)
def test_who_says_it_by_word_order(parsed: Parse, text: str, source: str, content: str) -> None:
    found = told(parsed, text)
    assert any(content in c for c in found.get(source, []))


def test_who_stands_before_a_list_says_its_items(parsed: Parse) -> None:
    head = "Overnight in the bay, per the regional headquarters:"
    text = f"{head}\n• Pier One: a shed burned\n• Pier Two: two hurt\nAll else is calm."
    found = told(parsed, text)["the regional headquarters"]
    assert any("a shed burned" in c for c in found)
    assert any("two hurt" in c for c in found)
    assert not any("calm" in c for c in found)


def test_who_was_told_does_not_speak(parsed: Parse) -> None:
    assert "the paper" not in told(parsed, '"They burned it," one, aged 30, told the paper.')


@pytest.mark.parametrize(
    ("words", "voice"),
    [
        ("the regional emergency service", True),
        ("officials in the town", True),
        ("local channels", True),
        ("the burnt pier", False),
        ("two barrels of oil", False),
        ("", False),
    ],
)
def test_a_phrase_names_somebody_who_speaks(words: str, voice: bool) -> None:
    assert is_voice(words) is voice


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "If the rain goes on, said the prefect, the ground floor would have to be cleared.",
            "the prefect",
            ["If the rain goes on", "the ground floor would have to be cleared"],
        ),
        (
            "Gunmen abducted 17 students from a college in the north of the country, the state's police commissioner, "
            "Odo Mirek, told a local radio station on Wednesday.",
            "the state's police commissioner, Odo Mirek",
            ["Gunmen abducted 17 students from a college in the north of the country"],
        ),
        (
            "A ship carrying livestock ran aground off Cape Verrin on Monday, spilling fuel, the maritime "
            "authority of the republic reported.",
            "the maritime authority of the republic",
            ["A ship carrying livestock ran aground off Cape Verrin on Monday, spilling fuel"],
        ),
    ],
)
def test_word_order_finds_a_speaker_whom_the_parse_takes_for_others(
    parsed: Callable[[str], Analysis], text: str, source: str, content: list[str]
) -> None:
    found = attribute_english(parsed(text))
    assert [(a.source.text, [text[p.start : p.end] for p in a.content]) for a in found if a.source] == [
        (source, content)
    ]


def test_what_is_added_is_not_what_was_said(parsed: Callable[[str], Analysis]) -> None:
    text = "A shell hit the family's house, they said, adding that a neighbouring barn was damaged."
    contents = [text[a.content[0].start : a.content[-1].end] for a in attribute_english(parsed(text))]
    assert sorted(contents) == ["A shell hit the family's house", "that a neighbouring barn was damaged"]
