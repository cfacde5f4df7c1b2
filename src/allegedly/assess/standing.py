"""What a proposition is worth: its status and its credibility. Each rule's docstring is the reason that a reader sees.

Credibility is the second field of the NATO Admiralty code (AJP-2.1): 1 to 6, judged from the information alone; no rule
here knows a source's letter. A denial makes a proposition contested; no rule discounts one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from allegedly.assess.matrix import Stand, interest
from allegedly.model import Reason
from allegedly.model.vocabulary import Credibility, Occurrence


@dataclass(frozen=True, slots=True)
class Case:
    """What the rules read: the stands on a proposition, how many other origins tell of what is near it."""

    stands: tuple[Stand, ...]
    related: int = 0

    @property
    def affirming(self) -> tuple[Stand, ...]:
        """Who stands behind it."""
        return tuple(s for s in self.stands if s.affirms)

    @property
    def against(self) -> tuple[Stand, ...]:
        """Who stands against it."""
        return tuple(s for s in self.stands if s.speaks_against)


def independent(stands: Sequence[Stand]) -> int:
    """How many voices are independent: known origins, offices of one side that gain by the claim counted once."""
    keys = set()
    for stand in stands:
        gains = all(interest(s) == "for" for s in stand.claims)
        side = f"side:{stand.voice.party}" if gains and stand.voice.party else stand.voice.key
        if stand.voice.counts:
            keys.add(side)
    return len(keys)


def withdrawn(case: Case) -> Occurrence | None:
    """Whoever stated it has taken it back."""
    taken_back = any(s.standing == "retract" for s in case.stands)
    return "withdrawn" if taken_back and not case.affirming else None


def unassessed(case: Case) -> Occurrence | None:
    """Nobody states it as a fact: it is denied, asked, expected or supposed only."""
    return None if case.affirming else "unassessed"


def contested(case: Case) -> Occurrence | None:
    """Somebody states it and somebody denies it; a denial is no disproof, so both stand."""
    return "contested" if case.against else None


def corroborated(case: Case) -> Occurrence | None:
    """Two or more independent origins state it, and nobody denies it."""
    return "corroborated" if independent(case.affirming) > 1 else None


def single_origin(case: Case) -> Occurrence | None:
    """All reports of it go back to one origin, or to some that nobody can tell apart."""
    return "single_origin"


STATUS: tuple[Callable[[Case], Occurrence | None], ...] = (
    withdrawn,
    unassessed,
    contested,
    corroborated,
    single_origin,
)


def no_basis(case: Case) -> Credibility | None:
    """6: nobody states it as a fact, so there is no basis to judge."""
    return None if case.affirming else 6


def improbable(case: Case) -> Credibility | None:
    """5: one origin states it, and two or more independent ones contradict it in so many words."""
    said = [s for s in case.against if not s.by_rule]
    return 5 if independent(said) > 1 and independent(case.affirming) < 2 else None


def doubtful(case: Case) -> Credibility | None:
    """4: one origin states it, somebody contradicts it, and nothing else is known that bears on it."""
    alone = independent(case.affirming) < 2 and not case.related
    return 4 if case.against and alone else None


def possible(case: Case) -> Credibility | None:
    """3: it is contradicted, or stated only with hedges, but agrees with some of what else is known."""
    hedged = all(s.claims[-1].claim.hedges for s in case.affirming)
    return 3 if case.against or (hedged and case.related) else None


def agreed_by_others(case: Case) -> Credibility | None:
    """1: two or more independent origins state it, and nobody contradicts it."""
    return 1 if independent(case.affirming) > 1 else None


def probable(case: Case) -> Credibility | None:
    """2: one origin states it; it agrees with what others tell of the place, or runs against the origin's interest."""
    against_interest = any(interest(s) == "against" for one in case.affirming for s in one.claims)
    hedged = all(s.claims[-1].claim.hedges for s in case.affirming)
    return 2 if (case.related or against_interest) and not hedged else None


def shown(case: Case) -> Credibility | None:
    """3: one origin states it and points to evidence; nothing else is known."""
    return 3 if any(s.claim.evidence for one in case.affirming for s in one.claims) else None


def unjudged(case: Case) -> Credibility | None:
    """6: one origin states it and nothing else is known, so there is no basis to judge."""
    return 6


CREDIBILITY: tuple[Callable[[Case], Credibility | None], ...] = (
    no_basis,
    improbable,
    doubtful,
    possible,
    agreed_by_others,
    probable,
    shown,
    unjudged,
)


def status(case: Case) -> tuple[Occurrence, Reason]:
    """The status of a proposition, with its reason."""
    for rule in STATUS:
        found = rule(case)
        if found:
            return found, _reason(rule, case)
    raise AssertionError("single_origin answers always")


def credibility(case: Case) -> tuple[Credibility, Reason]:
    """The credibility of a proposition, with its reason."""
    for rule in CREDIBILITY:
        found = rule(case)
        if found:
            return found, _reason(rule, case)
    raise AssertionError("unjudged answers always")


def _reason(rule: Callable[[Case], object], case: Case) -> Reason:
    claims = [s.claim.id for stand in case.stands for s in stand.claims]
    return Reason(rule.__name__, (rule.__doc__ or "").strip(), tuple(sorted(claims)))
