"""What stands behind somebody's name and a colon, or behind their name and a verb of saying, is theirs."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from allegedly.assess.known import Stated
from allegedly.assess.origins import Voice
from allegedly.knowledge.actors import actors
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.identity import sound
from allegedly.model.vocabulary import Lang

WORD = re.compile(r"[\w’'-]+")
# A head is short: a name, and what it speaks of.
HEAD = 80
# Consonants from which on two names that sound alike are one.
ENOUGH = 5
# Voices that are known by a name alone.
NAMED = ("name:", "outlet:", "person:")
# How many words an office may have in front of a colon.
OFFICE = 4


def headed(stated: Sequence[Stated], heard: Mapping[str, Voice], own: frozenset[str]) -> dict[str, Voice]:
    """A claim behind the name of somebody who speaks in the incident ("the army on the truck: not ours") is theirs."""
    named = _named(heard, own)
    found = {}
    for s in stated:
        voice = heard[s.claim.id]
        if s.claim.speaker is None and voice.rule in own:
            speaking = _speaking(s, named)
            if speaking is not None and speaking.key != voice.key:
                found[s.claim.id] = replace(speaking, rule=headed.__name__)
    return found


def _named(heard: Mapping[str, Voice], own: frozenset[str]) -> dict[str, Voice]:
    """By name as it sounds, or by office: the one voice of the incident that it means."""
    meant: dict[str, dict[str, Voice]] = defaultdict(dict)
    for voice in heard.values():
        if not voice.counts or voice.rule in own:
            continue
        if len(heard_as := sound(voice.name)) > ENOUGH:
            meant[heard_as][voice.key] = voice
        actor = actors().by_id(voice.key)
        if actor is not None and actor.institution:
            meant[f"any:{actor.institution}"][voice.key] = voice
        meant[voice.key][voice.key] = voice
        if voice.party:
            meant[f"{voice.party}:{voice.kind}"][voice.key] = voice
    return {name: min(v.values(), key=lambda x: x.name) for name, v in meant.items() if len(v) == 1}


def _speaking(s: Stated, named: Mapping[str, Voice]) -> Voice | None:
    """The voice whose name opens the claim's sentence, before a colon or a verb of saying."""
    start, end = s.claim.sentence
    text = s.report.text[start:end]
    colon = text.find(":")
    if 0 < colon < HEAD and s.claim.span.end > start + colon:
        return _opening(text[:colon], s.lang, named)
    told = WORD.findall(text)
    for length in range(1, OFFICE):
        if length < len(told) and says(assess_words(s.lang).tells, told[length]):
            return _opening(" ".join(told[:length]), s.lang, named)
    return None


def _opening(head: str, lang: Lang, named: Mapping[str, Voice]) -> Voice | None:
    words = WORD.findall(head)
    for length in range(min(OFFICE, len(words)), 0, -1):
        opening = " ".join(words[:length])
        if (voice := named.get(sound(opening))) is not None:
            return voice
        known = actors().by_name(opening)
        side = actors().party_in(opening, lang)
        for meant in (known.id, f"{known.party}:{known.kind}") if known else (side,) if side else ():
            if (voice := named.get(meant)) is not None:
                return voice
        office = actors().institution_in(opening, lang)
        if office is not None and (voice := named.get(f"any:{office.id}")) is not None:
            return voice
    return None


def _one_name(keys: Iterable[str]) -> bool:
    """Is it letter for letter one name, which was taken for a person's here and for a body's there?"""
    return len({k.partition(":")[2] for k in keys}) == 1


def sounding(heard: Mapping[str, Voice]) -> dict[str, Voice]:
    """Two names in two scripts that have the same consonants are one name, spelt by ear; so is one name of two kinds.

    An outlet that others name is that outlet.
    """
    alike: dict[str, dict[str, Voice]] = defaultdict(dict)
    for voice in sorted(heard.values(), key=lambda v: (v.key, v.name)):
        if voice.key.startswith(NAMED):
            heard_as = sound(voice.name)
            alike[heard_as if len(heard_as) > ENOUGH else voice.key.partition(":")[2]].setdefault(voice.key, voice)
    one = {
        key_: group[max(group)]
        for group in alike.values()
        if len(group) > 1 and (len({v.name.isascii() for v in group.values()}) > 1 or _one_name(group))
        for key_ in group
    }
    return {c: replace(one[v.key], rule=sounding.__name__) for c, v in heard.items() if v.key in one}
