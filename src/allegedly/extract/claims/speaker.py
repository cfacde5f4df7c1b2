"""The speaker of a source: its kind and side from the registry of actors, else by the words that name it."""

from collections.abc import Sequence
from itertools import takewhile

from allegedly.extract.claims.lexicon import lexicon
from allegedly.extract.claims.patterns import Found, fold
from allegedly.extract.known import QUOTED
from allegedly.knowledge.actors import actors
from allegedly.model import Source, Speaker
from allegedly.model.vocabulary import Lang, SpeakerKind

# Words behind which an English phrase goes on after its noun ("a nurse at the office").
BEHIND = frozenset({"of", "at", "in", "for", "from", "with", "on", "near", "who", "that", "whose", "and", "or"})
BODIES = frozenset({"official", "group", "media"})


def speaker(source: Source, lang: Lang) -> Speaker:
    """The speaker of a source, with kind and party from the registry of actors, else by its words."""
    registry = actors()
    actor = registry.by_id(source.id) if source.id else None
    if actor:
        return Speaker(source.text, source.span, actor.id, actor.kind, actor.party, source.name or actor.name)
    kind = kind_of(source.text, lang)
    if kind == "unknown" and source.name:  # "he": of the kind of whom it stands for
        kind = kind_of(source.name, lang)
    return Speaker(source.text, source.span, source.id, kind, None, source.name)


def kind_of(text: str, lang: Lang) -> SpeakerKind:
    """What kind of speaker the words name: by a telling word; two capitalised words are a person."""
    institution = actors().institution_in(text, lang)
    found = _telling(_words(QUOTED.sub(" ", text).strip() or text, lang), lang)  # not by a body's own name
    if found and (institution is None or found.value in ("witness", "channel")):
        return found.value
    if found and institution and found.value == "media" and institution.kind != "official":
        return found.value  # but "the emergency agency" is an office
    if institution:
        return institution.kind
    names = [w for w in text.split() if w[:1].isupper()]
    person = len(names) >= 2 and len(names) == len(text.split()) and text[0] not in '«“„"'
    return "person" if person else "unknown"


def _words(text: str, lang: Lang) -> tuple[str, ...]:
    folded = fold(text).replace("-", " ") if lang == "en" else fold(text)
    return tuple(w.strip("\"'«»“”.,()") for w in folded.split())


def _telling(words: Sequence[str], lang: Lang) -> Found[SpeakerKind] | None:
    """The first telling word; of English people and the body behind them ("the refugee agency") the body."""
    table = lexicon(lang).speakers
    first = table.first(words)
    if first is None or lang != "en" or first.value != "witness":
        return first
    noun = len(list(takewhile(lambda w: w not in BEHIND, words)))
    return next((f for f in table.find(words, first.end, noun) if f.value in BODIES), first)
