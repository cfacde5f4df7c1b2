"""Cues of attribution: words that say that somebody says. One file per language, one schema for all.

A cue entry is lemma x part of speech x frame, not a lemma: "call for" reports a wish, "call" hardly ever reports.
"""

from typing import Literal

import msgspec
from msgspec import structs

from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Act, Basis, Factuality, Lang, Stance

Pos = Literal["verb", "noun", "adj", "formula"]
# How firm the speaker is made to sound, from an own admission to a bare allegation.
Strength = Literal["admit", "state", "claim", "allege"]


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One cue. `frames` name the constructions in which it attributes (see each language's rules).

    lemma         the word, or for a formula the words ("according to", "по словам")
    act           what the source does; stance: what that says of the content when affirmed
    negated       the stance when the cue itself is negated ("did not say", "не підтвердили")
    strength      how firm; `allege` makes a hedge of the cue
    hedge         the cue itself hedges its content ("suggest", "предположить")
    factuality    of the content ("plan to" is future)
    basis         how the source is said to know, where the cue tells
    speaker       which phrase is the source: subject, object, agent ("by"), genitive, before, after
    claims        may happenings in its content become claims?
    pp_speaker    a prepositional phrase may be the source ("в ведомстве сообщили")
    also          other lemmas that behave alike; `cues` gives each its own entry
    prepositions  that bring the content in the frame "prep" ("указал на", "сомневается в")
    needs         lemmas one of which must stand in the clause ("отказался от комментариев")
    idiom         lemmas one of which near the verb makes it one of saying, and speaks as little ("обратил внимание")
    needs_prep    prepositions one of which must follow in the clause ("обвинил соседей в обстреле")
    negated_hedge negated, the cue hedges its content ("не исключил")
    """

    lemma: str
    pos: Pos
    frames: tuple[str, ...]
    act: Act = "say"
    stance: Stance = "affirm"
    negated: Stance = "deny"
    strength: Strength = "state"
    hedge: bool = False
    factuality: Factuality = "asserted"
    basis: Basis = "unstated"
    speaker: str = "subject"
    claims: bool = True
    pp_speaker: bool = False
    note: str = ""
    also: tuple[str, ...] = ()
    prepositions: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    idiom: tuple[str, ...] = ()
    needs_prep: tuple[str, ...] = ()
    negated_hedge: bool = False


class CueFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/lexicon/<lang>/cues.toml`."""

    cue: tuple[Cue, ...]


def cues(lang: Lang) -> tuple[Cue, ...]:
    """All cues of a language, one entry for each lemma, in file order."""
    entries: tuple[Cue, ...] = load(f"lexicon/{lang}/cues.toml", CueFile).cue
    return tuple(structs.replace(c, lemma=lemma, also=()) for c in entries for lemma in (c.lemma, *c.also))
