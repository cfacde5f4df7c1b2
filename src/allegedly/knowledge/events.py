"""Kinds of event and of thing, and the words of each language that state an event.

A pattern is words in lower case, separated by spaces: `abc` is that form, `abc*` any form that begins so, `..` up to
four words between. In patterns ё is written е and every apostrophe '.
"""

from typing import Literal

import msgspec

from allegedly.knowledge.load import load
from allegedly.model.vocabulary import Event, Lang

Patterns = tuple[str, ...]
TriggerPos = Literal["verb", "noun", "word"]


class EventType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of event.

    name, definition   the vocabulary's name and what it covers
    acled              ACLED sub-event type (codebook 2023), where one exists
    plover             PLOVER event code, where one exists
    excludes           events that cannot both hold of one and the same thing
    all_excludes       events that cannot hold if this one holds of *all* of them ("all intercepted": no impact)
    """

    name: Event
    definition: str
    acled: str | None = None
    plover: str | None = None
    excludes: tuple[Event, ...] = ()
    all_excludes: tuple[Event, ...] = ()


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of thing that events happen to or with. `aerial`: it flies to a target and can be intercepted."""

    name: str
    definition: str
    aerial: bool = False


class EventFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/events.toml`."""

    event: tuple[EventType, ...]
    kind: tuple[Kind, ...]


class Trigger(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that state an event.

    forms        patterns; `pos`: what the first word must be ("word": anything)
    by_object    event -> kinds of the verb's own object with which it is that event instead ("destroyed a missile")
    by_subject   event -> kinds of the subject with which it is that event instead ("a missile struck")
    passive      the event where only the one struck is named ("a depot was struck")
    if_object    kinds: the words state the event only with such an object
    if_subject   kinds: the words state the event only with such a subject
    unless_object, unless_subject   kinds with which the words state nothing ("hit the economy")
    patient      which phrase is the object: the verb's object, its subject, or the trigger's own words
    predicate    a noun or adjective that states the event as a verb does ("two dead", "пострадавших нет")
    weak         states the event only as subject of a predicate that states none itself ("rescuers are working")
    denies       says of itself that the event did not happen ("alive", "unharmed"); negated, that it did
    beside       tells what happened only near a claim of a happening ("the driver braked")
    """

    event: Event
    forms: Patterns
    pos: TriggerPos = "verb"
    by_object: dict[Event, tuple[str, ...]] = {}
    by_subject: dict[Event, tuple[str, ...]] = {}
    passive: Event | None = None
    if_object: tuple[str, ...] = ()
    if_subject: tuple[str, ...] = ()
    unless_object: tuple[str, ...] = ()
    unless_subject: tuple[str, ...] = ()
    patient: Literal["object", "subject", "self"] = "object"
    predicate: bool = False
    weak: bool = False
    beside: bool = False
    denies: bool = False


class KindWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words for a kind of thing."""

    kind: str
    forms: Patterns


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words that hold a clause together.

    veto         words that look like a trigger and state no event ("fire department")
    light        verbs that only say that their noun's event took place ("occurred", "carried out", "were heard")
    stating      prepositions whose noun states its event, with a light verb ("came under attack", "под обстрелом")
    all          "all" before a noun
    settlement, region   common nouns that may stand for a place named before
    background   words before a noun whose event is given as background of another ("as a result of", "after")
    of           prepositions that join a noun to the thing it happened to ("of", "on", "по")
    quantity     nouns that count others ("a number of", "группа")
    within       words after which a part of a total is named ("including", "среди них")
    former       words before a figure that no longer holds ("revised down from", «снизили с»)
    outcome      words between a total and the noun it counts ("death toll rose to")
    one          forms of the numeral "one"
    coordinate, subordinate, relative, own   words that open a clause: after "and", "when", "which"; `own` ("where",
                 "after which") opens a clause with a happening of its own
    elsewhere    words of sport, shares and shows: two of them in a short report make its attacks and fires figures
    from_whom    two words between a strike and whose it was («со стороны», «з боку»)
    apart        words that begin as a joint does and are none ("пока что")
    debate       words of politics, trade and leisure: three of them do
    suffering    lemmas of verbs by which people are hurt and things damaged («пострадать»)
    vanishing    lemmas of verbs by which people are missing, and things gone («исчезнуть»)
    states       lemmas of verbs that tell a state, a thought or a remark: beside a happening, other verbs in the past
                 tell what happened too
    """

    veto: Patterns
    light: Patterns
    background: Patterns
    stating: tuple[str, ...]
    all: tuple[str, ...]
    settlement: Patterns
    region: Patterns
    of: tuple[str, ...]
    quantity: Patterns
    within: Patterns
    coordinate: tuple[str, ...]
    subordinate: Patterns
    relative: Patterns
    own: Patterns
    article: tuple[str, ...] = ()
    one: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    suffering: frozenset[str] = frozenset()
    vanishing: frozenset[str] = frozenset()
    former: Patterns = ()
    elsewhere: Patterns = ()
    debate: Patterns = ()
    apart: Patterns = ()
    from_whom: frozenset[str] = frozenset()


class TriggerFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/lexicon/<lang>/events.toml`."""

    frame: Frame
    trigger: tuple[Trigger, ...]
    kind: tuple[KindWords, ...]


def event_types() -> dict[Event, EventType]:
    """Every event of the vocabulary by its name."""
    return {e.name: e for e in load("events.toml", EventFile).event}


def kinds() -> dict[str, Kind]:
    """Every kind of thing by its name."""
    return {k.name: k for k in load("events.toml", EventFile).kind}


def event_words(lang: Lang) -> TriggerFile:
    """The words of a language that state events."""
    return load(f"lexicon/{lang}/events.toml", TriggerFile)
