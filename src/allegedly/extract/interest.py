"""Does a claim run against the interest of who makes it? From the declared table, the same for every party."""

from collections.abc import Sequence

from allegedly.knowledge.actors import Actor, actors
from allegedly.knowledge.assess import assess_words, says
from allegedly.knowledge.identity import key
from allegedly.model import Place
from allegedly.model.vocabulary import Basis, Event, Interest, Lang, SpeakerKind, Stance

ACTS: frozenset[Event] = frozenset({"attack", "launch", "impact"})
HARM: frozenset[Event] = frozenset({"impact", "damage", "killed", "injured", "missing", "fire", "evacuation"})

# Who can admit something: a witness, a person or an outlet that "admits" it has nothing to own.
ADMITTING: frozenset[SpeakerKind] = frozenset({"military", "official", "group"})


def interest(
    speaker: str | None,
    event: Event | None,
    stance: Stance,
    places: Sequence[Place],
    agent: str | None,
    patient: str | None = None,
) -> Interest:
    """Interest of a speaker (actor id) in a claim. `agent` is the party or actor id said to have acted, if known.

    `patient`: the party whose forces, people or things the words name as hit or harmed.
    `unknown` where the speaker or its relation to the event cannot be told.
    """
    actor = actors().by_id(speaker)
    if actor is None or event is None:
        return "unknown"
    relations = _relations(actor, event, places, (agent, patient))
    for row in actors().interest:
        if row.relation in relations and event in row.events and row.stance == stance:
            return row.interest
    return "neutral" if relations else "unknown"


def admitted(cue: str, kind: SpeakerKind, event: Event | None, stance: Stance, lang: Lang) -> Interest | None:
    """What a body is said to admit, by the report's own verb; None where nothing is said to be admitted."""
    if kind not in ADMITTING or not says(assess_words(lang).admit, cue):
        return None
    rows = (r for r in actors().interest if r.relation == "admission" and r.stance == stance)
    return next((r.interest for r in rows if event in r.events), None)


def acting(doer: str, before: str, party: str | None, lang: Lang) -> str | None:
    """The party that the words for who acted name; "our men" are of the speaker's own. `before`: the word before."""
    named = actors().party_in(doer, lang)
    return named or (party if says(assess_words(lang).ours, f"{before} {doer}") else None)


def grounds(told: Basis, party: str | None, event: Event | None, agent: str | None) -> Basis:
    """A side that tells of an act of its own party knows it first hand, whichever side it is."""
    own = party is not None and agent == party and event in ACTS
    return "own_act" if own and told == "unstated" else told


def _relations(
    actor: Actor, event: Event, places: Sequence[Place], sides: tuple[str | None, str | None]
) -> frozenset[str]:
    """How the speaker stands to the event: answerable for the place, its own act or loss, a rival's act or loss."""
    found, (agent, patient) = set(), sides
    if patient and actor.party:
        found.add("own_loss" if patient == actor.party else "rival_loss")
    if event in HARM and _answers(actor, places):
        found.add("answerable")
    if event == "interception" and actor.party and agent is None:
        found.add("own_act")
    if agent and actor.party:
        doer = actors().by_id(agent)
        found.add("own_act" if (doer.party if doer else agent) == actor.party else "rival_act")
    return frozenset(found)


def _answers(actor: Actor, places: Sequence[Place]) -> bool:
    """Does the speaker's office answer for the place? Without a named place, for its own one."""
    institution = actors().institutions.get(actor.institution or "")
    if institution is None or not institution.answerable:
        return False
    mine = {key(p) for p in actor.jurisdiction}
    named = {key(n) for p in places for n in (p.name, p.region) if n}
    return not named or not mine or bool(mine & named)
