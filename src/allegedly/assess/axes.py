"""Three axes, never one score: did it happen, who did it, how many. A rule's docstring is the reason that is shown."""

from collections.abc import Iterable, Mapping, Sequence

from allegedly.assess.known import Stated
from allegedly.assess.matrix import ACTS, doer, own_act
from allegedly.assess.origins import Voice
from allegedly.model import Proposition, Reason
from allegedly.model.vocabulary import Attributed, Event, Occurrence

# What shows that something happened. Alerts, closures and rescue follow from it and stand for nothing alone.
HAPPENINGS: frozenset[Event] = frozenset(
    {
        "attack",
        "launch",
        "impact",
        "explosion",
        "fire",
        "damage",
        "killed",
        "injured",
        "missing",
        "interception",
        "other",
    }
)
WORDS: dict[Occurrence, str] = {
    "contested": "At least one thing that is said to have happened is affirmed by some and denied by others.",
    "corroborated": "Two or more independent origins state the same happening, and nobody denies it.",
    "single_origin": "All that is stated goes back to one origin for each happening.",
    "withdrawn": "Whoever stated it has taken it back.",
    "unassessed": "Nobody states a happening as a fact.",
}
IN_PART = (
    "Two or more independent origins state the same happening, and nobody denies that one; "
    "something else that is told of is denied."
)
ORDER: tuple[Occurrence, ...] = ("contested", "corroborated", "single_origin", "withdrawn", "unassessed")


def occurrence(propositions: Sequence[Proposition], stated: Iterable[Stated] = ()) -> tuple[Occurrence, Reason]:
    """Did it happen: the first of `ORDER` that a happening of the incident has.

    `stated`: what is denied need not have a row, yet nobody must read that nobody denies anything.
    """
    found = [p for p in propositions if p.event in HAPPENINGS]
    standing: Occurrence = next((o for o in ORDER if any(p.status == o for p in found)), "unassessed")
    claims = sorted({c for p in found if p.status == standing for c in (*p.affirm, *p.deny, *p.retract)})
    denied = sorted(s.claim.id for s in stated if s.claim.event in HAPPENINGS and s.claim.stance == "deny")
    if standing == "corroborated" and denied:
        return standing, Reason("occurrence_corroborated_in_part", IN_PART, tuple(sorted({*claims, *denied})))
    return standing, Reason(f"occurrence_{standing}", WORDS[standing], tuple(claims))


def attribution(stated: Sequence[Stated], heard: Mapping[str, Voice]) -> tuple[Attributed, tuple[Reason, ...]]:
    """Who did it: contested, acknowledged by the one who did it, alleged by others, or told by nobody."""
    own = [s for s in stated if acknowledges(s, heard[s.claim.id])]
    alleged = [s for s in stated if accuses(s, heard[s.claim.id])]
    disowned = [s for s in stated if disowns(s, heard[s.claim.id])]
    parties = {doer(s) for s in alleged} | {heard[s.claim.id].party for s in own}
    if (own or alleged) and (disowned or len(parties - {None}) > 1):
        return "contested", (_reason(accuses, alleged), _reason(acknowledges, own), _reason(disowns, disowned))
    if own:
        return "self_acknowledged", (_reason(acknowledges, own),)
    return ("alleged", (_reason(accuses, alleged),)) if alleged else ("none", ())


def acknowledges(s: Stated, voice: Voice) -> bool:
    """An office of the side that did it says so itself."""
    claim = s.claim
    if claim.factuality != "asserted" or claim.hedges or claim.speaker is None:
        return False
    return own_act(s, voice)


def accuses(s: Stated, voice: Voice) -> bool:
    """Somebody says that a side did it which is not the speaker's own."""
    claim = s.claim
    if claim.event not in ACTS or claim.stance != "affirm" or claim.factuality != "asserted":
        return False
    who = doer(s)
    return who is not None and who != voice.party


def disowns(s: Stated, voice: Voice) -> bool:
    """A side denies that it did it."""
    claim = s.claim
    return claim.event in ACTS and claim.stance == "deny" and voice.party is not None and doer(s) == voice.party


def _reason(rule: object, claims: Iterable[Stated]) -> Reason:
    text = (getattr(rule, "__doc__", "") or "").strip()
    return Reason(getattr(rule, "__name__", ""), text, tuple(sorted(s.claim.id for s in claims)))
