"""The cues of English, ready to be looked up word by word."""

from collections.abc import Mapping
from functools import cache

from allegedly.knowledge.cues import Cue, cues

# The frames that the English rules know; a test holds the lexicon to them. Prepositions are frames of their own
# ("prep:for": call for).
FRAMES = {
    "quote": "a quotation stands before, after or around the cue",
    "as": "behind 'as' the clause names who says the main clause (as the mayor put it)",
    "that": "a finite clause is the content, with or without 'that'",
    "wh": "a clause with whether, if, who, what, how is the content",
    "after": "the words come first, and it takes no clause behind it (..., she went on)",
    "to": "an infinitive is the content, its subject the source (plan to leave)",
    "ing": "a gerund is the content (consider leaving)",
    "tell": "object, then a clause: told the reporter that",
    "tell-to": "object, then an infinitive: urged the crew to leave",
    "object": "the object is the content (criticised the plan)",
    "object-as": "the object as something (described the raid as a success)",
    "object-pred": "the object and a predicate (called the raid a success)",
    "object-to": "the object and an infinitive (expects the bridge to open)",
    "count": 'a figure is the object (put the dead at nine; note = "figure": of nouns for figures only)',
    "passive": "was said to have started; it is believed that",
    "reported": "something was reported, nobody says by whom",
    "unclear": "it is unclear whether, it is not known how many",
    "cite": "the object is a source itself (citing residents)",
    "reference": "with reference to somebody, on the authority of somebody",
    "perceive": "somebody heard, saw, filmed",
    "silence": "declined to comment, have not responded",
    "of": "a noun cue with 'of' (claims of victory)",
    "light": "a noun cue that a verb carries (made the claim that)",
    "shown": "a video, a photo that somebody shares: what is seen in it",
    "in": "a noun that tells what stands in it (in a poll, ...)",
    "carries": "a verb that only carries a noun cue (made the claim)",
    "shares": "a verb by which pictures are shared (published videos)",
    "takes": "a verb by which pictures are taken (filmed by residents)",
    "controls": "a verb whose object does what the infinitive says (forced him to say)",
    "rubric": "a head before a colon that names no speaker (Correction:)",
    "filmed": "a video, a photo that somebody took: what is seen in it",
}


@cache
def lexicon() -> Mapping[tuple[str, str], Mapping[str, Cue]]:
    """(lemma, part of speech) -> frame -> entry. The first entry of a file wins where two share a frame."""
    table: dict[tuple[str, str], dict[str, Cue]] = {}
    for cue in cues("en"):
        frames = table.setdefault((cue.lemma, cue.pos), {})
        for frame in cue.frames:
            frames.setdefault(frame, cue)
    return table


@cache
def openers(pos: str) -> frozenset[str]:
    """The first words of the cues of one part of speech."""
    return frozenset(lemma.split()[0] for lemma, kind in lexicon() if kind == pos)


def knows(lemma: str, frame: str, pos: str = "verb") -> bool:
    """Has a word this frame?"""
    return frame in lexicon().get((lemma, pos), {})
