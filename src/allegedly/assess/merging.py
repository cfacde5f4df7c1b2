"""One voice under several names, in one incident: what outlets carry, short names, offices without an owner, sides."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from allegedly.assess.heads import headed, sounding
from allegedly.assess.known import Stated
from allegedly.assess.origins import (
    Voice,
    crowd,
    described,
    first_of_copies,
    forwarded_from,
    heard_by_rule,
    named_speaker,
    own_voice,
    told_in_other_words,
)
from allegedly.assess.people import of_town, people
from allegedly.assess.retold import WORD
from allegedly.knowledge.actors import actors
from allegedly.knowledge.anaphora import former
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.concepts import concepts
from allegedly.knowledge.events import event_types
from allegedly.knowledge.identity import key, outlet, skeleton
from allegedly.model.vocabulary import Event

Told = tuple[float | int | None, frozenset[str]]  # a figure, and what it is of

CAPITAL = re.compile(r"\b[A-ZА-ЯЁЄІЇҐ][\w’'-]{2,}")
MARK = re.compile(r"[,.;:!?\n]")
# How far from a name the word may stand that says what it is, in code points.
BESIDE = 20
# Words of a sentence in which stands who acts.
OPENS = 3
# What a name may stand for that "the company" means.
BODIES = frozenset({"group", "official", "unknown"})
# Rules that take a claim for an outlet's own.
CARRYING = frozenset(
    {own_voice.__name__, told_in_other_words.__name__, forwarded_from.__name__, first_of_copies.__name__}
)
# Rules by which nobody speaks whom the report cites: the outlet itself, or whoever a channel is said to be.
UNCITED = CARRYING | {described.__name__}
# Harm and what is done about it: what offices tell and outlets pass on.
AFTERMATH: frozenset[Event] = frozenset({"damage", "evacuation", "injured", "killed", "missing", "response"})
HARM = AFTERMATH | {"impact", "explosion", "fire"}
# What an outlet tells about a source, not in its name.
UNCARRIED: frozenset[Event | None] = frozenset({None, "comment", "evidence_absent"})


def voices(stated: Sequence[Stated], copies: Sequence[Sequence[str]]) -> dict[str, Voice]:
    """The voice of every claim, by claim id."""
    heard = heard_by_rule(stated, copies)
    heard |= _copied(stated, heard, copies)
    heard |= _carried(stated, heard)
    first = dict(heard)
    heard |= _sides(stated, heard)
    heard |= of_town(stated, heard)
    heard |= _unplaced(stated, heard)
    heard |= _owners(heard)
    heard |= _bodies(stated, heard)
    heard |= _fuller(heard)
    heard |= sounding(heard)
    heard |= _titled(stated, heard)
    heard |= people(stated, heard)
    heard |= _translated(stated, heard)
    heard |= _passed_on(stated, heard)
    heard |= _followed(stated, first, heard)
    heard |= _carried(stated, heard)
    return heard | headed(stated, heard, CARRYING)


def _followed(stated: Sequence[Stated], first: Mapping[str, Voice], heard: Mapping[str, Voice]) -> dict[str, Voice]:
    """What was taken for the words of somebody cited before stays theirs, whose voice that turned out to be."""
    now: dict[tuple[str, str], Voice] = {}
    for s in stated:
        if heard[s.claim.id].rule != _carried.__name__:
            now[s.report.id, first[s.claim.id].key] = heard[s.claim.id]
    return {
        s.claim.id: replace(now[s.report.id, heard[s.claim.id].key], rule=_carried.__name__)
        for s in stated
        if heard[s.claim.id].rule == _carried.__name__ and (s.report.id, heard[s.claim.id].key) in now
    }


def _copied(stated: Sequence[Stated], heard: Mapping[str, Voice], copies: Iterable[Sequence[str]]) -> dict[str, Voice]:
    """What one of two copies tells without a name is by whom the other names for the same words."""
    families = {r: n for n, family in enumerate(copies) for r in family}
    named: dict[tuple[object, ...], dict[str, Voice]] = defaultdict(dict)
    for s in stated:
        voice = heard[s.claim.id]
        if s.report.id in families and (_cited(s, voice) or voice.rule == crowd.__name__):
            named[_said(s, families)][voice.key] = voice
    return {
        s.claim.id: replace(next(iter(same.values())), rule=_copied.__name__)
        for s in stated
        if heard[s.claim.id].rule in CARRYING and _of_nobody(s) and s.report.id in families
        if len(same := named.get(_said(s, families), {})) == 1
    }


def _of_nobody(s: Stated) -> bool:
    """Is nobody named as saying it, or a crowd?"""
    return s.claim.speaker is None or s.claim.speaker.kind == "witness"


def _said(s: Stated, families: Mapping[str, int]) -> tuple[object, ...]:
    return families[s.report.id], s.claim.event, s.claim.stance, _figure(s)


def _fuller(heard: Mapping[str, Voice]) -> dict[str, Voice]:
    """A full name that closes the only longer naming of a person ("mayor of Lowport Ann Lee") means that one."""
    people = {v.key: v for v in sorted(heard.values(), key=lambda v: (v.key, v.name)) if v.key.startswith("person:")}
    longer = {k: found[0] for k in people if len(found := _longer(k, people)) == 1}
    plain = {v.key: people[k].name for k, v in longer.items()}
    return {
        claim: replace(longer.get(voice.key, voice), name=name, rule=_fuller.__name__)
        for claim, voice in heard.items()
        if (name := plain.get(longer.get(voice.key, voice).key))
    }


def _titled(stated: Sequence[Stated], heard: Mapping[str, Voice]) -> dict[str, Voice]:
    """The only person who speaks under an office's name ("mayor Ann Lee", "the fire chief") is that office's voice."""
    held: dict[str, dict[str, Voice]] = defaultdict(dict)
    for s in stated:
        voice = heard[s.claim.id]
        if voice.key.startswith("person:") and s.claim.speaker and voice.key.split()[-1] in key(s.claim.speaker.text):
            office = actors().institution_in(s.claim.speaker.text, s.lang)
            holds = office is not None and not former(s.claim.speaker.text, s.lang)
            if office is not None and holds and office.kind not in ("channel", "media"):
                held[f"any:{office.id}"][voice.key] = voice
    bare = {v.key: v for v in heard.values()}
    one = {
        person.key: replace(bare[office], name=f"{bare[office].name} ({person.name})", rule=_titled.__name__)
        for office, people in sorted(held.items())
        if office in bare and len(people) == 1
        for person in people.values()
    }
    one |= {v.key: v for v in one.values()}
    return {claim: one[voice.key] for claim, voice in heard.items() if voice.key in one}


def _longer(person: str, people: Mapping[str, Voice]) -> list[Voice]:
    """The longer namings that a full name closes."""
    name = person.removeprefix("person:")
    return [v for k, v in people.items() if k.endswith(f" {name}")] if " " in name else []


def _owners(heard: Mapping[str, Voice]) -> dict[str, Voice]:
    """A body named by what it is alone means the only one of its kind that the incident names in full."""
    known: dict[str, dict[str, Voice]] = defaultdict(dict)
    for voice in heard.values():
        actor = None if voice.key.startswith("any:") else actors().by_id(voice.key)
        if actor is not None and actor.institution:
            slot = known[actor.institution]
            slot[voice.key] = min(slot.get(voice.key, voice), voice, key=lambda v: (v.name, v.rule))
    found = {}
    for claim, voice in heard.items():
        same = known.get(voice.key.removeprefix("any:"), {}) if voice.key.startswith("any:") else {}
        if len(same) == 1:
            found[claim] = replace(next(iter(same.values())), rule=_owners.__name__)
    return found


def _unplaced(stated: Sequence[Stated], heard: Mapping[str, Voice]) -> dict[str, Voice]:
    """An office of a place that every report tells of without a name is the only one of its kind that has one."""
    named: dict[str, dict[str, Voice]] = defaultdict(dict)
    told: dict[str, tuple[str, bool]] = {}
    for s in stated:
        voice = heard[s.claim.id]
        owner, _, office = voice.key.rpartition(":")
        if owner in ("", "any") or voice.party or s.claim.speaker is None or office not in actors().institutions:
            continue
        by_name = CAPITAL.search(s.claim.speaker.text) is not None
        told[voice.key] = office, by_name or told.get(voice.key, (office, False))[1]
        if by_name:
            named[office].setdefault(voice.key, voice)
    meant = {
        k: next(iter(named[office].values()))
        for k, (office, by_name) in told.items()
        if not by_name and len(named[office]) == 1
    }
    return {c: replace(meant[v.key], rule=_unplaced.__name__) for c, v in heard.items() if v.key in meant}


def _translated(stated: Sequence[Stated], heard: Mapping[str, Voice]) -> dict[str, Voice]:
    """Two offices of one kind that tell the same, figure for figure, in two languages are one."""
    told: dict[str, dict[str, set[tuple[str, str, str]]]] = defaultdict(lambda: defaultdict(set))
    langs: dict[str, set[str]] = defaultdict(set)
    for s in stated:
        place, _, office = heard[s.claim.id].key.rpartition(":")
        if place and place != "any" and office in actors().institutions and heard[s.claim.id].party is None:
            told[office][heard[s.claim.id].key].add((str(s.claim.event), s.claim.stance, str(_figure(s))))
            langs[heard[s.claim.id].key].add(s.lang)
    one = {
        b: a
        for offices in told.values()
        for a, b in combinations(sorted(offices), 2)
        if offices[a] == offices[b] and len(offices[a]) > 1 and not langs[a] & langs[b]
    }
    known = {v.key: v for v in sorted(heard.values(), key=lambda v: (v.key, v.name), reverse=True)}
    return {c: replace(known[one[v.key]], rule=_translated.__name__) for c, v in heard.items() if v.key in one}


def _carried(stated: Sequence[Stated], heard: Mapping[str, Voice]) -> dict[str, Voice]:
    """What an outlet tells in its own voice behind a named origin, and that origin says elsewhere, it has from there.

    So is what it denies of the rest beside the harm that the origin tells of ("one injured; nobody elsewhere"),
    harm that it tells of behind two statements of the only one who speaks in the report, and the sentence that goes
    on right behind what that one said.
    """
    told, alone = _told_by(stated, heard), _alone(stated, heard)
    first = {s.report.id: s.order[:2] for s in stated}
    last: dict[str, Voice] = {}
    behind: dict[str, Stated] = {}
    heard_there: Counter[str] = Counter()
    found = {}
    for s in sorted(stated, key=lambda s: (s.report.id, s.claim.span.start)):
        voice = heard[s.claim.id]
        if _cited(s, voice):
            last[s.report.id], behind[s.report.id] = voice, s
            heard_there[s.report.id] += 1
        elif voice.rule in CARRYING and s.report.id in last and (_written(s) or _same_part(s, behind[s.report.id])):
            found[s.claim.id] = replace(last[s.report.id], rule=_carried.__name__)
        elif voice.rule in CARRYING and s.claim.speaker is None and s.report.id in last:
            origin = last[s.report.id]
            elsewhere = told.get((origin.key, s.claim.event, s.claim.stance), {})
            figures = {
                f
                for report, given in elsewhere.items()
                if report != s.report.id
                for f, words in given
                if s.claim.event != "other" or words & _about(s)
            }
            beside = told.get((origin.key, s.claim.event, "affirm"), {}) if s.claim.stance == "deny" else {}
            harm = heard_there[s.report.id] > 1 and s.claim.event in AFTERMATH
            # A figure that the origin gave before is not this one; one that it gave later may have corrected it.
            before = {f for report, given in elsewhere.items() if first[report] < first[s.report.id] for f, _ in given}
            on = s.report.id in alone and (harm or (not before and _goes_on(s, behind[s.report.id])))
            if (figures and _figure(s) in figures | {None}) or s.report.id in beside or on:
                found[s.claim.id] = replace(origin, rule=_carried.__name__)
        elif s.claim.speaker is not None and voice.rule != _carried.__name__:  # somebody else speaks from here on
            last.pop(s.report.id, None)
            behind.pop(s.report.id, None)
    return found


def _passed_on(stated: Sequence[Stated], heard: Mapping[str, Voice]) -> dict[str, Voice]:
    """What an outlet is cited for, and has from somebody whom its own report names, is theirs."""
    told: dict[tuple[str, Event | None, str], dict[str, Voice]] = defaultdict(dict)
    for s in stated:
        if _cited(s, heard[s.claim.id]) and not heard[s.claim.id].key.startswith("outlet:"):
            for event in (s.claim.event, None):  # whom the outlet names at all may be the only one
                told[outlet(s.report.source), event, s.claim.stance][heard[s.claim.id].key] = heard[s.claim.id]
    found = {}
    for s in stated:
        cited = heard[s.claim.id].key
        named = heard[s.claim.id].rule == named_speaker.__name__
        slots = ((cited, event, s.claim.stance) for event in (s.claim.event, None)) if named else ()
        same = next((told[slot] for slot in slots if slot in told), {})
        if cited != outlet(s.report.source) and len(same) == 1:
            found[s.claim.id] = replace(next(iter(same.values())), rule=_passed_on.__name__)
    return found


def _written(s: Stated) -> bool:
    """Are the words those of a statement ("the statement said")? It is by whoever was cited before it."""
    speaker = s.claim.speaker
    unknown = speaker is not None and speaker.id is None and speaker.kind == "unknown"
    return unknown and speaker is not None and says(assess_words(s.lang).document, speaker.text)


def _same_part(s: Stated, before: Stated) -> bool:
    """Does it stand behind a colon or semicolon of the sentence whose first part is somebody's words?"""
    if s.claim.speaker is not None or s.claim.event in UNCARRIED or s.claim.sentence != before.claim.sentence:
        return False
    speaker = before.claim.speaker
    said = max(before.claim.span.end, speaker.span.end if speaker and speaker.span else 0)
    return any(mark in s.report.text[said : s.claim.span.start] for mark in ":;")


def _goes_on(s: Stated, before: Stated) -> bool:
    """Does the next sentence of the paragraph tell more of what was cited, and nothing that speaks against it?"""
    gap = s.report.text[before.claim.sentence.end : s.claim.sentence.start]
    if s.claim.sentence.start < before.claim.sentence.end or gap.strip() or "\n\n" in gap:
        return False
    told, claim = before.claim, s.claim
    if claim.event in UNCARRIED or claim.evidence or claim.factuality != "asserted" or told.event is None:
        return False
    if _another_acts(s, before):
        return False
    denied = told.stance == "deny" and told.event != "missing" and claim.stance == "affirm" and claim.event in HARM
    other = told.event == claim.event and (told.stance != claim.stance or _figure(before) != _figure(s))
    return not (denied or other or claim.event in event_types()[told.event].all_excludes)


def _another_acts(s: Stated, before: Stated) -> bool:
    """Is the sentence about what another office did ("The minister has resigned")? The report tells that itself."""
    start, end = s.claim.sentence
    acts = actors().institution_in(" ".join(s.report.text[start:end].split()[:OPENS]), s.lang)
    spoke = actors().institution_in(before.claim.speaker.text, before.lang) if before.claim.speaker else None
    return acts is not None and acts.of != "none" and acts is not spoke


def _cited(s: Stated, voice: Voice) -> bool:
    """Does the report cite somebody who can be identified, not speak for itself?"""
    return (
        voice.counts
        and voice.rule not in UNCITED
        and voice.rule != _carried.__name__
        and voice.key != outlet(s.report.source)
    )


def _alone(stated: Sequence[Stated], heard: Mapping[str, Voice]) -> frozenset[str]:
    """Reports in which one named voice alone speaks."""
    speaking: dict[str, set[str]] = defaultdict(set)
    for s in stated:
        if s.claim.speaker is not None and not _written(s):
            speaking[s.report.id].add(heard[s.claim.id].key)
    return frozenset(report for report, keys in speaking.items() if len(keys) == 1)


def _told_by(
    stated: Sequence[Stated], heard: Mapping[str, Voice]
) -> Mapping[tuple[str, str | None, str], Mapping[str, set[Told]]]:
    """By origin, event and stance: the reports that tell it, each with the figures and what they are about."""
    told: dict[tuple[str, str | None, str], dict[str, set[Told]]] = defaultdict(lambda: defaultdict(set))
    for s in stated:
        if heard[s.claim.id].counts:
            told[heard[s.claim.id].key, s.claim.event, s.claim.stance][s.report.id].add((_figure(s), _about(s)))
    return told


def _about(s: Stated) -> frozenset[str]:
    """What the claim is about; of what no event is said that alone tells whether two claims may be one."""
    meant = concepts(s.claim.text, s.lang)
    return meant.things | meant.acts


def _figure(s: Stated) -> float | int | None:
    count = s.claim.count
    return None if count is None else count.low if count.low is not None else count.best


def _bodies(stated: Sequence[Stated], heard: Mapping[str, Voice]) -> dict[str, Voice]:
    """ "The company" is the only speaker whose name stands beside such a word in the reports ("the Lowport plant")."""
    names = {v.key.removeprefix("name:"): v for v in heard.values() if v.key.startswith("name:") and v.kind in BODIES}
    wanted = {v.key for v in heard.values() if v.key.startswith("any:")}
    beside: dict[str, set[str]] = defaultdict(set)
    for report, lang in {s.report.id: (s.report, s.lang) for s in stated}.values() if names and wanted else ():
        for name, around in _named_in(report.text, names):
            institution = actors().institution_in(around, lang)
            if institution is not None:
                beside[f"any:{institution.id}"].add(name)
    return {
        claim: replace(names[only], rule=_bodies.__name__)
        for claim, voice in heard.items()
        if len(found := beside.get(voice.key, set())) == 1 and (only := next(iter(found)))
    }


def _named_in(text: str, names: Mapping[str, Voice]) -> Iterator[tuple[str, str]]:
    """Each of the names where the text has it, with the words right before and behind, up to a mark."""
    first = {name.split()[0]: name for name in names if name}
    for word in CAPITAL.finditer(text):
        name = first.get(skeleton(word.group()))
        end = word.end()
        if name and " " in name:
            rest = WORD.findall(text[end : end + 3 * BESIDE])[: name.count(" ")]
            name = name if key(" ".join((word.group(), *rest))) == name else None
        if name:
            before = MARK.split(text[max(0, word.start() - BESIDE) : word.start()])[-1]
            yield name, f"{before} {MARK.split(text[end : end + BESIDE])[0]}"


def _sides(stated: Sequence[Stated], heard: Mapping[str, Voice]) -> dict[str, Voice]:
    """The bare name of a side stands for the one military office of it that tells the same event."""
    offices: dict[tuple[str, str | None], set[Voice]] = defaultdict(set)
    for s in stated:
        voice = heard[s.claim.id]
        if voice.party and voice.key != voice.party and voice.kind == "military":
            offices[voice.party, s.claim.event].add(replace(voice, rule=_sides.__name__))
    found = {}
    for s in stated:
        voice = heard[s.claim.id]
        same = offices.get((voice.key, s.claim.event), set())
        if len({v.key for v in same}) == 1:
            found[s.claim.id] = min(same, key=lambda v: v.name)
    return found
