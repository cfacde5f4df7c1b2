"""The matrix: every proposition by every origin, with the stance that stands, what it replaced, and the evidence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from allegedly.assess.known import Stated, latest
from allegedly.assess.origins import Voice
from allegedly.assess.propositions import Row
from allegedly.assess.topics import figure
from allegedly.knowledge.actors import actors
from allegedly.knowledge.assess import assess_words, says
from allegedly.model import Cell, Matrix, Origin
from allegedly.model.vocabulary import Event, Interest, SpeakerKind, Stance

ACTS: frozenset[Event] = frozenset({"attack", "launch", "impact"})
# Who can admit something: a witness, a person or an outlet that "admits" it has nothing to own.
ADMITTING: frozenset[SpeakerKind] = frozenset({"military", "official", "group"})


@dataclass(frozen=True, slots=True)
class Stand:
    """One origin on one proposition: its claims in order of time. `by_rule`: only a rule makes it a denial."""

    voice: Voice
    claims: tuple[Stated, ...]
    denies: frozenset[str]
    by_rule: bool = False

    def stance(self, one: Stated) -> Stance:
        """What a claim says to the proposition; a general or excluding claim denies it."""
        return "deny" if one.claim.id in self.denies and one.claim.stance != "retract" else one.claim.stance

    @property
    def standing(self) -> Stance:
        """The last stance: a later statement of the same origin replaces an earlier one."""
        return self.stance(latest(self.claims))

    @property
    def affirms(self) -> bool:
        """Does it stand behind the proposition, as a fact and not as a question, wish or supposition?"""
        return self.standing == "affirm" and latest(self.claims).claim.factuality == "asserted"

    @property
    def speaks_against(self) -> bool:
        """Does it stand against the proposition?"""
        return self.standing == "deny"


def stands(row: Row, heard: Mapping[str, Voice]) -> tuple[Stand, ...]:
    """The origins on a proposition, sorted. A denial by rule counts only for an origin that says nothing else."""
    said: dict[str, list[Stated]] = defaultdict(list)
    for one in (*row.claims, *row.general):
        said[heard[one.claim.id].key].append(one)
    denies = frozenset(s.claim.id for s in (*row.general, *row.by_rule))
    found = {k: Stand(_voice(v, heard), _ordered(v), denies) for k, v in said.items()}
    ruled: dict[str, list[Stated]] = defaultdict(list)
    for one in row.by_rule:
        if heard[one.claim.id].key not in found:
            ruled[heard[one.claim.id].key].append(one)
    found |= {k: Stand(_voice(v, heard), _ordered(v), denies, True) for k, v in ruled.items()}
    return tuple(found[k] for k in sorted(found))


def _ordered(claims: Iterable[Stated]) -> tuple[Stated, ...]:
    return tuple(sorted(claims, key=lambda s: s.order))


def _voice(claims: Sequence[Stated], heard: Mapping[str, Voice]) -> Voice:
    """The voice of an origin; one that counts, if any does."""
    return max((heard[s.claim.id] for s in claims), key=lambda v: (v.counts, v.party or "", v.name))


def matrix(
    table: Sequence[tuple[Row, tuple[Stand, ...]]], origins: Sequence[Origin], absent: Mapping[str, tuple[Stated, ...]]
) -> Matrix:
    """Propositions by the origins that take a stand. `absent`: by origin, the claims that it showed no evidence."""
    cells = tuple(_cell(row, stand, absent) for row, found in table for stand in found)
    speaking = {c.origin for c in cells}
    return Matrix(tuple(row.topic.key for row, _ in table), tuple(o.key for o in origins if o.key in speaking), cells)


def _cell(row: Row, stand: Stand, absent: Mapping[str, tuple[Stated, ...]]) -> Cell:
    last = latest(stand.claims)
    stances = [stand.stance(s) for s in stand.claims]
    was = tuple(a for a, b in pairwise(stances) if a != b)
    return Cell(
        row.topic.key,
        stand.voice.key,
        stand.standing,
        stand.by_rule,
        bool(last.claim.hedges),
        tuple(s.claim.id for s in stand.claims),
        was,
        tuple(sorted({e.kind for s in stand.claims for e in s.claim.evidence})),
        bool(absent.get(stand.voice.key)) and not stand.by_rule and not any(s.claim.evidence for s in stand.claims),
        _interest(stand.claims),
        figure(last) or "",
        any(own_act(s, stand.voice) for s in stand.claims),
    )


def own_act(s: Stated, voice: Voice) -> bool:
    """Does a side tell of an act of its own?"""
    if s.claim.event not in ACTS or s.claim.stance != "affirm" or voice.party is None:
        return False
    return s.claim.basis == "own_act" or doer(s) == voice.party


def doer(s: Stated) -> str | None:
    """The party that the claim's words for the actor name."""
    return actors().party_in(s.claim.actor, s.lang) if s.claim.actor else None


def interest(s: Stated) -> Interest:
    """The interest of the speaker in a claim by the declared table; what a body is said to admit is read from there."""
    claim = s.claim
    if claim.cue is None or claim.speaker is None or claim.speaker.kind not in ADMITTING:
        return claim.interest
    if not says(assess_words(s.lang).admit, claim.cue.text):
        return claim.interest
    rows = (r for r in actors().interest if r.relation == "admission" and r.stance == claim.stance)
    return next((r.interest for r in rows if claim.event in r.events), claim.interest)


def _interest(claims: Sequence[Stated]) -> Interest:
    """Against, if one of its claims is; else the interest of the last one that is known."""
    found = [interest(s) for s in claims]
    if "against" in found:
        return "against"
    return next((i for i in reversed(found) if i != "unknown"), "unknown")


def evidence_absent(stated: Sequence[Stated], heard: Mapping[str, Voice]) -> dict[str, tuple[Stated, ...]]:
    """By origin, the claims that it offered no evidence: about whoever spoke last before them in the same report."""
    found: dict[str, list[Stated]] = defaultdict(list)
    last: dict[str, str] = {}
    for one in stated:
        claim = one.claim
        if claim.event == "evidence_absent" and claim.stance == "affirm":
            about = last.get(one.report.id)
            if about:
                found[about].append(one)
        elif claim.speaker is not None and heard[claim.id].kind not in ("outlet", "channel"):
            last[one.report.id] = heard[claim.id].key
    return {k: tuple(v) for k, v in found.items()}
