from collections import Counter

from allegedly.extract.english.lexicon import FRAMES, lexicon
from allegedly.knowledge.cues import cues


def test_every_frame_is_one_that_the_rules_know() -> None:
    used = {frame for cue in cues("en") for frame in cue.frames}
    assert {f for f in used if f not in FRAMES and not f.startswith("prep:")} == set()


def test_no_two_entries_share_a_frame() -> None:
    seen = Counter((cue.lemma, cue.pos, frame) for cue in cues("en") for frame in cue.frames)
    assert [entry for entry, times in seen.items() if times > 1] == []


def test_the_list_is_broad() -> None:
    assert len({(cue.lemma, cue.pos) for cue in cues("en")}) >= 450


def test_denials_and_hedges_are_told_apart() -> None:
    table = lexicon()
    assert table["deny", "verb"]["that"].stance == "deny"
    assert table["retract", "verb"]["object"].stance == "retract"
    assert table["wonder", "verb"]["wh"].stance == "query"
    assert table["suggest", "verb"]["that"].hedge
    assert table["allege", "verb"]["that"].strength == "allege"
    assert not table["claim", "verb"]["that"].hedge


def test_words_of_fighting_are_no_words_of_speech() -> None:
    fighting = ("attack", "strike", "hit", "shell", "bomb", "target", "launch", "shoot", "fire", "destroy")
    assert not [w for w in fighting if "object" in lexicon().get((w, "verb"), {})]
