from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allegedly.extract.english import formulas, nouns, speech
from allegedly.extract.english.attributions import RULES, attribute_english
from allegedly.extract.tokens import Analysis
from allegedly.model import Attribution

Parse = Callable[[str], Analysis]

POSITIVE = [
    (
        "The harbour master said that two barges sank.",
        "says-that",
        "The harbour master",
        "said",
        ["that two barges sank"],
    ),
    (
        "The governor said in a statement that the depot burned.",
        "says-that",
        "The governor",
        "said",
        ["that the depot burned"],
    ),
    (
        "Two barges sank in the storm, the harbour master said.",
        "said-after",
        "the harbour master",
        "said",
        ["Two barges sank in the storm"],
    ),
    (
        "Two barges, the harbour master said, sank in the storm.",
        "parenthetical",
        "the harbour master",
        "said",
        ["Two barges", "sank in the storm"],
    ),
    (
        "Explosives were set off in the quarry late on Monday, a man who works there told the Lantern Post by phone.",
        "parenthetical",
        "a man",
        "told",
        ["Explosives were set off in the quarry late on Monday"],
    ),
    (
        "As the coast guard reported earlier, two barges sank in the storm.",
        "as-said",
        "the coast guard",
        "reported",
        ["two barges sank in the storm"],
    ),
    (
        "The pilot told the newspaper that the bridge was closed.",
        "told-that",
        "The pilot",
        "told",
        ["that the bridge was closed"],
    ),
    (
        "The mayor urged the crew to leave the island.",
        "told-to",
        "The mayor",
        "urged",
        ["the crew to leave the island"],
    ),
    ("The mayor plans to close the port.", "means-to", "The mayor", "plans", ["to close the port"]),
    ("The mayor considered closing the port.", "means-doing", "The mayor", "considered", ["closing the port"]),
    (
        "The fire was said to have started at the depot.",
        "said-to",
        None,
        "said",
        ["The fire", "to have started at the depot"],
    ),
    ("It was reported that the depot burned.", "it-is-said", None, "reported", ["that the depot burned"]),
    (
        "According to the coast guard, two barges sank in the storm.",
        "according-to",
        "the coast guard",
        "According to",
        ["two barges sank in the storm"],
    ),
    (
        "Two barges sank in the storm, according to the coast guard.",
        "according-to",
        "the coast guard",
        "according to",
        ["Two barges sank in the storm"],
    ),
    (
        "The union criticised the minister for the delay.",
        "judged",
        "The union",
        "criticised",
        ["the minister for the delay"],
    ),
    ("The plan was criticised by the union.", "judged-by", "the union", "criticised", ["The plan"]),
    (
        "The union called for an inquiry into the accident.",
        "called-for",
        "The union",
        "called",
        ["an inquiry into the accident"],
    ),
    (
        "The minister described the inspection as a success.",
        "described-as",
        "The minister",
        "described",
        ["the inspection as a success"],
    ),
    (
        "The minister called the inspection a success.",
        "called-it",
        "The minister",
        "called",
        ["the inspection a success"],
    ),
    ("Residents share videos of hits at the depot.", "shown-in", "Residents", "share", ["hits at the depot"]),
    ("A video was posted of smoke over the harbour.", "shown-in", None, "posted", ["smoke over the harbour"]),
    (
        "The blasts were heard by residents of the old town.",
        "perceived",
        "residents of the old town",
        "heard",
        ["The blasts were heard"],
    ),
    ("The ministry has not yet commented on the strike.", "silent", "The ministry", "commented", ["on the strike"]),
    (
        "The governor declined to comment on the strike.",
        "silent",
        "The governor",
        "declined",
        ["to comment on the strike"],
    ),
    (
        "The minister's claim that the bridge fell was repeated on Monday.",
        "claim-that",
        "The minister",
        "claim",
        ["that the bridge fell"],
    ),
    ("The union's plan to strike was known.", "plan-to", "The union", "plan", ["to strike"]),
    ("The crew is sure that the engine failed.", "is-sure", "The crew", "sure", ["that the engine failed"]),
    ("The ship sank, the press service reports.", "media-report", "the press service", "reports", ["The ship sank"]),
    (
        "Harbour Office: No ships were lost in the storm.",
        "name-colon",
        "Harbour Office",
        ":",
        ["No ships were lost in the storm"],
    ),
    (
        "No ships were lost in the storm - Harbour Office",
        "dash-name",
        "Harbour Office",
        "-",
        ["No ships were lost in the storm"],
    ),
    (
        "The union called on the yard to close the crane.",
        "told-to",
        "The union",
        "called on",
        ["the yard to close the crane"],
    ),
    (
        "The harbour is closed, or, as the harbour master put it, “asleep.”",
        "said-quote",
        "the harbour master",
        "put it",
        ["“asleep.”"],
    ),
    (
        "As the harbour master put it, the harbour is asleep.",
        "as-said",
        "the harbour master",
        "put it",
        ["the harbour is asleep"],
    ),
    (
        "No ships were reported lost, according to the port's office.",
        "according-to",
        "the port's office",
        "according to",
        ["No ships were reported lost"],
    ),
    (
        "The staff denied that the village had burned, calling the reports a lie.",
        "called-it",
        "The staff",
        "calling",
        ["the reports a lie"],
    ),
    (
        "“We waited for an hour. Nobody opened the gate.” — Ana Wells, 41",
        "dash-name",
        "Ana Wells",
        "—",
        ["“We waited for an hour. Nobody opened the gate.”"],
    ),
    (
        "“The water rose very fast. We had no warning.”--Piet de Groot.",
        "dash-name",
        "Piet de Groot",
        "--",
        ["“The water rose very fast. We had no warning.”"],
    ),
    (
        "In a poll of sailors, most like the old harbour.",
        "in-a-poll",
        "a poll of sailors",
        "In",
        ["most like the old harbour"],
    ),
    (
        "The spokesman, who said that the depot burned, left the room.",
        "says-that",
        "who",
        "said",
        ["that the depot burned"],
    ),
]

NEGATIVE = [
    "The bridge is long and the river is wide.",
    "I said that the depot burned.",
    "We think that the depot burned.",
    "The army attacked the depot at dawn.",
    "The regiment shot down three drones over the bay.",
    "Correction: The ship was built in the other yard.",
    "The rain fell on the port, the pier and the reports.",
    "The rain fell on the harbour for two days.",
    'The crew sang "Over the Sea" at the pier.',
    "Asked about the fire, the mayor left.",
    "When told to leave, the crew left.",
    "“The long night of the river.” — Ana Wells Street was empty.",
]


def words(found: Attribution, text: str) -> list[str]:
    return [text[s.start : s.end] for s in found.content]


@pytest.mark.parametrize(("text", "rule", "source", "cue", "content"), POSITIVE)
def test_each_rule(parsed: Parse, text: str, rule: str, source: str | None, cue: str, content: list[str]) -> None:
    found = [a for a in attribute_english(parsed(text)) if a.rule == f"en.{rule}"]
    assert len(found) == 1
    assert (found[0].source.text if found[0].source else None) == source
    assert found[0].cue is not None
    assert found[0].cue.text == cue
    assert words(found[0], text) == content


@pytest.mark.parametrize("text", NEGATIVE)
def test_no_attribution(parsed: Parse, text: str) -> None:
    assert attribute_english(parsed(text)) == []


def one(parsed: Parse, text: str, cue: str) -> Attribution:
    return next(a for a in attribute_english(parsed(text)) if a.cue is not None and a.cue.text == cue)


def test_speech_goes_on_after_its_speaker(parsed: Parse) -> None:
    text = '"Two barges sank," said the harbour master.  "Nobody was hurt."'
    (found,) = attribute_english(parsed(text))
    assert (found.rule, words(found, text)) == ("en.quote-said", ['"Two barges sank,"', '"Nobody was hurt."'])


def test_speaker_before_a_speech_in_the_next_paragraph(parsed: Parse) -> None:
    text = "The harbour master continued:\n“Two barges sank in the storm. Nobody was hurt.”"
    (found,) = attribute_english(parsed(text))
    assert found.source is not None
    assert (found.source.text, words(found, text)) == (
        "The harbour master",
        ["“Two barges sank in the storm. Nobody was hurt.”"],
    )


def test_quotation_after_a_reported_sentence_has_the_same_speaker(parsed: Parse) -> None:
    text = "The engineer said that the pier was safe.  “We looked at every beam of it.”"
    (found,) = attribute_english(parsed(text))
    assert words(found, text) == ["that the pier was safe", "“We looked at every beam of it.”"]


def test_two_speakers_of_one_paragraph_are_kept_apart(parsed: Parse) -> None:
    text = "“We left at noon,” the cook said.  “We stayed until night,” the pilot said."
    found = attribute_english(parsed(text))
    assert [(a.source.text if a.source else None, words(a, text)) for a in found] == [
        ("the cook", ["“We left at noon,”"]),
        ("the pilot", ["“We stayed until night,”"]),
    ]


def test_cue_in_an_unattributed_quotation_is_no_attribution(parsed: Parse) -> None:
    text = "A note lay there: “The cook says that the soup was cold and the bread was old.”"
    assert not [a for a in attribute_english(parsed(text)) if a.cue and a.cue.text == "says"]


def test_who_is_cited_stands_inside_who_cites(parsed: Parse) -> None:
    text = "The channel reported, citing local residents, that fire crews arrived at the depot."
    outer, inner = one(parsed, text, "reported"), one(parsed, text, "citing")
    assert (outer.inside, inner.inside) == (None, outer.id)
    assert inner.source is not None
    assert inner.source.text == "local residents"
    assert inner.content == outer.content


def test_who_filmed_stands_inside_who_published(parsed: Parse) -> None:
    text = "Channels published videos shot by residents, on which blasts are heard."
    outer, inner = one(parsed, text, "published"), one(parsed, text, "shot")
    assert inner.inside == outer.id
    assert (inner.act, inner.basis) == ("show", "witness")


def test_nesting_follows_the_content(parsed: Parse) -> None:
    text = "The minister rejected the union's claim that the bridge fell."
    outer, inner = one(parsed, text, "rejected"), one(parsed, text, "claim")
    assert (outer.stance, inner.inside) == ("deny", outer.id)


def test_the_outer_speaker_says_more(parsed: Parse) -> None:
    text = "The governor told the paper that nobody was hurt and said the road was open."
    found = attribute_english(parsed(text))
    assert [(a.source.text if a.source else None, words(a, text), a.inside) for a in found] == [
        ("The governor", ["that nobody was hurt"], None),
        ("The governor", ["the road was open"], None),
    ]


@pytest.mark.parametrize(
    ("text", "cue", "stance"),
    [
        ("The governor said that the depot burned.", "said", "affirm"),
        ("The governor denied that the depot burned.", "denied", "deny"),
        ("The governor asked whether the depot burned.", "asked", "query"),
        ("The paper retracted its story about the depot.", "retracted", "retract"),
        ("The governor did not comment on the fire.", "comment", "no_comment"),
        ("The governor did not confirm that the depot burned.", "confirm", "no_comment"),
    ],
)
def test_stance(parsed: Parse, text: str, cue: str, stance: str) -> None:
    assert one(parsed, text, cue).stance == stance


@pytest.mark.parametrize(
    ("text", "cue", "hedged"),
    [
        ("The group alleges that the guard fired first.", "alleges", True),
        ("The agency suggested that the depot burned.", "suggested", True),
        ("The group claims that the guard fired first.", "claims", False),
        ("The group says that the guard fired first.", "says", False),
    ],
)
def test_hedge_of_the_cue(parsed: Parse, text: str, cue: str, hedged: bool) -> None:
    assert (one(parsed, text, cue).hedge is not None) is hedged


def test_last_relative_clause_is_the_reporters(parsed: Parse) -> None:
    text = "The mayor said that the port was safe for the crew, which had left the ship."
    assert words(one(parsed, text, "said"), text) == ["that the port was safe for the crew"]


def test_nobody_is_named(parsed: Parse) -> None:
    text = "Blasts were reported in the eastern district."
    found = one(parsed, text, "reported")
    assert (found.rule, found.source, found.basis) == ("en.was-reported", None, "hearsay")
    assert words(found, text) == ["Blasts", "in the eastern district"]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("It is unclear whether the depot was hit.", "unclear"),
        ("It is not yet known how many people were hurt.", "known"),
    ],
)
def test_what_is_not_known_is_left_open(parsed: Parse, text: str, cue: str) -> None:
    found = one(parsed, text, cue)
    assert (found.source, found.stance) == (None, "query")


def test_while_another_says_otherwise(parsed: Parse) -> None:
    text = "The ministry claims that ten drones were stopped, while local channels report hits on a depot."
    first, second = one(parsed, text, "claims"), one(parsed, text, "report")
    assert (words(first, text), words(second, text)) == (["that ten drones were stopped"], ["hits on a depot"])
    assert second.inside is None


def test_formula_and_citing(parsed: Parse) -> None:
    text = "According to the agency, citing emergency services, three people died."
    outer, inner = one(parsed, text, "According to"), one(parsed, text, "citing")
    assert words(outer, text) == words(inner, text) == ["three people died"]
    assert inner.inside == outer.id


def test_negated_exclusion_is_no_denial(parsed: Parse) -> None:
    assert one(parsed, "Officials did not rule out that a drone caused the fire.", "rule out").stance == "affirm"
    assert one(parsed, "Officials ruled out that a drone caused the fire.", "ruled out").stance == "deny"


def test_no_video_shows_nothing(parsed: Parse) -> None:
    assert not [a for a in attribute_english(parsed("It published no images of wreckage.")) if a.rule == "en.shown-in"]


def test_headline_in_title_case(parsed: Parse) -> None:
    text = "Harbour Master Says Two Barges Sank In Storm\nThe harbour master said that two barges sank."
    assert one(parsed, text, "Says").act == "say"


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("The depot burned at night.  This was reported by the channel.", "reported", "the channel"),
        ("The depot burned at night.  The mayor said this on Monday.", "said", "The mayor"),
        ("The depot burned at night.  Local channels write about it.", "write", "Local channels"),
        ("The depot burned at night.  This is stated in the report of the staff.", "stated", "the report of the staff"),
    ],
)
def test_this_is_the_sentence_before(parsed: Parse, text: str, cue: str, source: str) -> None:
    found = one(parsed, text, cue)
    assert found.source is not None
    assert (found.source.text, words(found, text)) == (source, ["The depot burned at night"])


def test_this_at_the_head_of_a_text_points_nowhere(parsed: Parse) -> None:
    assert attribute_english(parsed("This was reported by the channel.")) == []


SENTENCES = [
    "{} said that {} had shelled the harbour.",
    "{} denied that {} had shelled the harbour.",
    "According to {}, {} shelled the harbour.",
    "{} accused {} of shelling the harbour.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(("one_side", "other_side"), [("Northland", "Southland"), ("The North", "the South")])
def test_exchanging_the_parties_changes_nothing_else(
    parsed: Parse, sentence: str, one_side: str, other_side: str
) -> None:
    def shape(first: str, second: str) -> list[tuple[object, ...]]:
        text = sentence.format(first, second)
        found = attribute_english(parsed(text))
        swap = {first: "A", second: "B"}
        return [
            (
                a.rule,
                a.act,
                a.stance,
                swap.get(a.source.text) if a.source else None,
                a.cue and a.cue.text,
                len(a.content),
            )
            for a in found
        ]

    assert shape(one_side, other_side) == shape(other_side, one_side)
    assert shape(one_side, other_side)


def test_ids_depend_on_words_and_place_alone(parsed: Parse) -> None:
    text = "The mayor said that it rained.  The pilot said that it snowed."
    first, again = attribute_english(parsed(text)), attribute_english(parsed(text))
    assert first == again
    assert len({a.id for a in first}) == len(first)


def test_every_rule_gives_its_reason() -> None:
    rules = [r for table in RULES.values() for r in table]
    rules += [nouns.filmed_by, nouns.shown_in]
    assert all(r.__doc__ and r.__doc__.strip().endswith(".") for r in rules)
    assert formulas.according_to.__doc__
    assert speech.spoken.__doc__


SCRAPS = ["The mayor", "said", "that", '"', "“", "”", ",", ".", "it burned", "according to", ":", "he", "-", "\n", "  "]


@settings(max_examples=40, deadline=None)
@given(scraps=st.lists(st.sampled_from(SCRAPS), max_size=14))
def test_spans_hold_for_any_words(parsed: Parse, scraps: list[str]) -> None:
    text = " ".join(scraps)
    for a in attribute_english(parsed(text)):
        assert a.content
        assert all(0 <= s.start < s.end <= len(text) for s in a.content)
        assert all(one.end <= two.start for one, two in pairwise(a.content))
        assert a.cue is None or text[a.cue.span.start : a.cue.span.end] == a.cue.text
        assert a.source is None or text[a.source.span.start : a.source.span.end] == a.source.text


def test_a_clause_whose_verb_the_parser_took_for_an_attribute_is_content(parsed: Parse) -> None:
    text = "Later, she said that as a result of the work of enemy air defense, shrapnel damaged houses in two areas."
    (one,) = [a for a in attribute_english(parsed(text)) if a.cue and a.cue.text == "said"]
    assert one.source
    assert one.source.text == "she"
    assert text[one.content[-1].start : one.content[-1].end].endswith("shrapnel damaged houses in two areas")


def test_what_another_says_is_cut_off_with_the_whole_of_who_that_is(parsed: Parse) -> None:
    text = "The owner said the crew were safe, but relatives of three sailors said nothing was known."
    found = [words(a, text) for a in attribute_english(parsed(text))]
    assert found == [["the crew were safe"], ["nothing was known"]]
