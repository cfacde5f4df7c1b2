"""Who speaks for a body, under however many names: its spokeswoman, her surname alone, "its director", "an officer"."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from allegedly.assess.known import Stated
from allegedly.assess.origins import Voice
from allegedly.knowledge.actors import actors
from allegedly.knowledge.anaphora import former
from allegedly.knowledge.bodies import around, belongs, is_force, leads, of_its_staff, speaks_for, uniformed
from allegedly.knowledge.identity import key, skeleton, sound
from allegedly.model.vocabulary import Lang

Heard = Mapping[str, Voice]

CAPITAL = re.compile(r"[A-ZА-ЯЁЄІЇҐ][\w’'-]+")
MARK = re.compile(r"[.;:!?\n—–()]")
ENDED = re.compile(r"[.!?\n]")
# How far from a name the words may stand that say who bears it, in code points.
BESIDE = 70
# How far before "its director" the body may be named in one sentence, in code points.
SENTENCE = 200
# "Its chief press officer": so many words at most name somebody by nothing but what they are there.
PLAIN = 4
# A name in the words of a body: shorter ones are particles and initials.
NAME = 4
PERSONS = ("person:", "name:", "outlet:")


def people(stated: Sequence[Stated], heard: Heard) -> dict[str, Voice]:
    """The voices after all rules about who speaks for whom."""
    found = dict(heard)
    for rule in RULES:
        found |= rule(stated, found)
    return found


def surnamed(stated: Sequence[Stated], heard: Heard) -> dict[str, Voice]:
    """A surname alone ("Lee said") is the only person of the incident who speaks under a full name that ends so."""
    full: dict[str, dict[str, Voice]] = defaultdict(dict)
    whole: dict[str, Voice] = {}
    for voice in sorted(set(heard.values()), key=lambda v: (v.key, v.name)):
        name = personal(voice)
        if " " in name:
            person = replace(voice, key=f"person:{name}", name=voice.name.split(",")[0], rule=surnamed.__name__)
            whole[voice.key] = full[name.split()[-1]].setdefault(name, person)
    alone = {last: next(iter(names.values())) for last, names in full.items() if len(names) == 1}
    found = {}
    for s in stated:
        voice = heard[s.claim.id]
        one = whole.get(voice.key) or alone.get(personal(voice))
        beside = s.claim.speaker is not None and around(s.claim.speaker.text, s.lang)
        if one is not None and one.key != voice.key and not beside:
            found[s.claim.id] = one
    return found


def personal(voice: Voice) -> str:
    """The name of a person in letters that all scripts share; nothing where the voice is not one."""
    owner, _, name = voice.key.partition(":")
    if owner == "person":
        return name
    if owner in ("name", "outlet") and "," in voice.name:
        said, _, what = voice.name.partition(",")
        return key(said) if leads(what, "en") or leads(what, "ru") or leads(what, "uk") else ""
    return name if owner == "name" and " " not in name else ""


def introduced(stated: Sequence[Stated], heard: Heard) -> dict[str, Voice]:
    """Whom a report introduces as the head, voice or analyst of a body that speaks too ("its spokeswoman Ann Lee")."""
    bodies = _bodies(stated, heard)
    people = {v.key: personal(v) for v in heard.values() if v.key.startswith(PERSONS) and personal(v)}
    meant: dict[str, set[str]] = defaultdict(set)
    for s in stated if bodies else ():
        person = heard[s.claim.id].key
        if person in people:
            told = (w for w in (s.claim.speaker.text, s.claim.speaker.name or "") if w) if s.claim.speaker else ()
            for words in (*told, *_around(s.report.text, people[person])):
                if (leads(words, s.lang) or of_its_staff(words, s.lang)) and not former(words, s.lang):
                    body = _named(words, s.lang, bodies, person) or _cited_before(s, stated, heard, bodies, words)
                    meant[person] |= {body} - {None, person}  # type: ignore[arg-type]
    return {
        claim: replace(bodies[next(iter(only))][0], rule=introduced.__name__)
        for claim, voice in heard.items()
        if len(only := meant.get(voice.key, set())) == 1
    }


def deputed(stated: Sequence[Stated], heard: Heard) -> dict[str, Voice]:
    """ "A spokesman", "an officer" and "its director" are of the body that the report cited or named before them."""
    bodies, found = _bodies(stated, heard), {}
    for s in stated:
        speaker = s.claim.speaker
        if speaker is None or speaker.span is None or not _plain(speaker.text):
            continue
        if speaker.id and heard[s.claim.id].key in bodies:
            continue
        theirs = belongs(speaker.text, s.lang)
        if speaker.id is None and uniformed(speaker.text, s.lang):
            force = _cited_before(s, stated, heard, bodies)
            known = actors().by_id(force)
            if force is not None and known is not None and is_force(known.institution):
                found[s.claim.id] = replace(bodies[force][0], rule=deputed.__name__)
            continue
        if not (speaks_for(speaker.text, s.lang) or (theirs and leads(speaker.text, s.lang))):
            continue
        before = ENDED.split(s.report.text[max(0, speaker.span.start - SENTENCE) : speaker.span.start])[-1]
        body = _named(before, s.lang, bodies, "") if theirs else None
        office = actors().institution_in(before, s.lang) if theirs and body is None else None
        body = body or (None if office else _cited_before(s, stated, heard, bodies))
        if body is not None:
            found[s.claim.id] = replace(bodies[body][0], rule=deputed.__name__)
        elif office is not None and office.of == "place":
            one = actors().office(office, "any")
            found[s.claim.id] = Voice(one.id, one.name, one.kind, None, True, deputed.__name__)
    return found


def shortened(stated: Sequence[Stated], heard: Heard) -> dict[str, Voice]:
    """ "The ministry", "the commission" are the only office of such a name that speaks in the incident."""
    offices: dict[str, dict[str, Voice]] = defaultdict(dict)
    for voice in heard.values():
        actor = actors().by_id(voice.key)
        if actor is not None and actor.institution:
            offices[actor.institution].setdefault(voice.key, voice)
    found = {}
    for s in stated:
        speaker = s.claim.speaker
        if speaker is None or speaker.id is not None or not heard[s.claim.id].key.startswith("name:"):
            continue
        if _plain(speaker.text):
            same = _forces(s, stated, heard) if speaker.kind == "military" else {}
            short = actors().short_in(speaker.text, s.lang)
            same = same or {k: v for office in short for k, v in offices.get(office.id, {}).items()}
            if len(same) == 1:
                found[s.claim.id] = replace(next(iter(same.values())), rule=shortened.__name__)
    return found


def _forces(s: Stated, stated: Sequence[Stated], heard: Heard) -> dict[str, Voice]:
    """The military voices of a side that the report cites: "the military" there is one of these."""
    here = (heard[x.claim.id] for x in stated if x.report.id == s.report.id)
    return {v.key: v for v in here if v.kind == "military" and v.party}


def resumed(stated: Sequence[Stated], heard: Heard) -> dict[str, Voice]:
    """Who goes on under a bare role ("the secretary insists") is whom the report introduced under a role before."""
    found: dict[str, Voice] = {}
    last: dict[str, Voice] = {}
    for s in sorted(stated, key=lambda s: (s.report.id, s.claim.span.start)):
        speaker, voice = s.claim.speaker, heard[s.claim.id]
        if speaker is None:
            continue
        bare = speaker.id is None and (_plain(speaker.text) and leads(speaker.name or speaker.text, s.lang))
        if bare and voice.kind == "outlet" and s.report.id in last:
            found[s.claim.id] = replace(last[s.report.id], rule=resumed.__name__)
        elif voice.rule == introduced.__name__:
            last[s.report.id] = voice
        elif voice.counts:
            last.pop(s.report.id, None)
    return found


def of_town(stated: Sequence[Stated], heard: Heard) -> dict[str, Voice]:
    """An office with one name behind it that is no person's ("поліція ...") is the office, whatever the town is."""
    meant: dict[tuple[str, str], Voice] = {}
    for s in stated:
        voice, speaker = heard[s.claim.id], s.claim.speaker
        if speaker is None or not voice.key.startswith("person:") or " " in personal(voice):
            continue
        *office, last = speaker.text.split()
        what = actors().institution_in(" ".join(office), s.lang)
        told = what is not None and what.of == "place" and not CAPITAL.search(" ".join(office)[1:])
        if what is not None and told and key(last) == personal(voice):
            body = actors().office(what, "any")
            meant[s.report.id, voice.key] = Voice(body.id, body.name, body.kind, None, True, of_town.__name__)
    return {
        s.claim.id: meant[s.report.id, heard[s.claim.id].key]
        for s in stated
        if (s.report.id, heard[s.claim.id].key) in meant
    }


RULES: tuple[Callable[[Sequence[Stated], Heard], dict[str, Voice]], ...] = (
    surnamed,
    shortened,
    deputed,
    introduced,
    resumed,
)

# A body's voice, and the words of its name as they sound.
Body = tuple[Voice, frozenset[str]]


def _bodies(stated: Sequence[Stated], heard: Heard) -> dict[str, Body]:
    """The bodies that speak in the incident, with the words of their names."""
    voices: dict[str, Voice] = {}
    names: dict[str, set[str]] = defaultdict(set)
    for s in stated:
        voice, speaker = heard[s.claim.id], s.claim.speaker
        if speaker is None or not voice.counts or not _is_body(voice):
            continue
        first = voices.setdefault(voice.key, voice)
        voices[voice.key] = min(first, voice, key=lambda v: (v.name, v.rule))
        owner = set(key(voice.key.partition(":")[0]).split())
        if voice.party is None and not leads(speaker.text, s.lang):
            said = (w for w in CAPITAL.findall(speaker.text) if skeleton(w) not in owner)
            names[voice.key] |= {sound(w) for w in said if len(w) >= NAME}
    return {k: (v, frozenset(names[k]) | _keyed(k)) for k, v in voices.items()}


def _keyed(voice: str) -> frozenset[str]:
    """The words of a name that is a voice's key."""
    owner, _, name = voice.partition(":")
    return frozenset(sound(w) for w in name.split() if len(w) > 2) if owner == "name" else frozenset()


def _is_body(voice: Voice) -> bool:
    owner = voice.key.partition(":")[0]
    if owner == "name":
        return "," not in voice.name and voice.kind in ("group", "official", "unknown", "military")
    return owner not in ("person", "outlet", "described", "group") and voice.kind not in ("witness", "channel", "media")


def _around(text: str, person: str) -> Iterator[str]:
    """The words around each naming of a person, up to a mark: what stands before, and what is apposed behind."""
    *_, last = person.split()
    for word in CAPITAL.finditer(text):
        if skeleton(word.group()) == last:
            before = MARK.split(text[max(0, word.start() - BESIDE) : word.start()])[-1]
            behind = text[word.end() : word.end() + BESIDE]
            apposed = MARK.split(behind[1:])[0].split(",")[0] if behind.startswith(",") else ""
            yield f"{before} {apposed}"


def _named(words: str, lang: Lang, bodies: Mapping[str, Body], but: str) -> str | None:
    """The one body that the words name: by its own name, else by what it is."""
    heard = {sound(w) for w in CAPITAL.findall(words)}
    own = {k for k, (_, names) in bodies.items() if k != but and names and names <= heard}
    if not own:
        office = actors().institution_in(words, lang)
        known = {k: actors().by_id(k) for k in bodies if k != but}
        own = {k for k, a in known.items() if office is not None and a is not None and a.institution == office.id}
    return next(iter(own)) if len(own) == 1 else None


def _cited_before(
    s: Stated, stated: Sequence[Stated], heard: Heard, bodies: Mapping[str, Body], words: str = ""
) -> str | None:
    """The body that the report cited last before the claim, unless the words are of another kind of body (a union)."""
    before = [
        x
        for x in stated
        if x.report.id == s.report.id
        and x.claim.span.start < s.claim.span.start
        and x.claim.speaker is not None
        and heard[x.claim.id].key != heard[s.claim.id].key
    ]
    last = max(before, key=lambda x: x.claim.span.start, default=None)
    voice = heard[last.claim.id].key if last is not None else None
    office = actors().institution_in(words, s.lang) if words and voice in bodies else None
    if office is not None and last is not None and last.claim.speaker is not None:
        theirs = actors().institution_in(last.claim.speaker.text, s.lang)
        if theirs is not None and theirs.id != office.id:
            return None
    return voice if voice in bodies else None


def _plain(words: str) -> bool:
    """Are they few and name nobody?"""
    return len(words.split()) <= PLAIN and not CAPITAL.search(words[1:]) and not any(c.isdigit() for c in words)
