"""Hours of one happening that cannot both be right."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from allegedly.assess.known import Stated
from allegedly.assess.polarity import several
from allegedly.assess.scene import Scene, conflict, unnamed
from allegedly.model import Conflict
from allegedly.model.vocabulary import Event

# What happens once to one thing, if nobody tells of more; as each of these it may be told.
SUDDEN: frozenset[Event | None] = frozenset({"explosion", "damage", "impact", "attack", "other"})
# Clocks and memories differ by less; what lies further apart is another happening.
NEAR, FAR = timedelta(minutes=20), timedelta(hours=6)
LONGEST = timedelta(hours=1)


def hours(scene: Scene) -> Iterable[Conflict]:
    """Two named voices tell the hour of a single happening, and their hours do not meet."""
    blasts = [s for s in scene.stated if s.claim.event in SUDDEN and s.claim.factuality != "historical"]
    if any(several(s) for s in blasts):
        return
    told: dict[datetime, list[Stated]] = defaultdict(list)
    for s in blasts:
        if (at := _hour(s)) is not None:
            told[at].append(s)
    if len(told) != 2:
        return  # of three hours at least one is that of something else
    (early, a), (late, b) = sorted(told.items())
    if NEAR <= late - early <= FAR and _others(scene, a, b) and _end(a) <= late:
        words = [("x", f"{early:%H:%M}"), ("y", f"{late:%H:%M}")]
        yield conflict("time", a, b, words, hours.__name__)


def _hour(s: Stated) -> datetime | None:
    """When it happened, where the claim tells it to the hour or closer."""
    when = s.claim.when
    if s.claim.stance != "affirm" or when is None or when.start is None or when.end is None:
        return None
    return when.start if when.end - when.start <= LONGEST else None


def _end(claims: Sequence[Stated]) -> datetime:
    return max(s.claim.when.end for s in claims if s.claim.when and s.claim.when.end)


def _others(scene: Scene, a: Sequence[Stated], b: Sequence[Stated]) -> bool:
    """Do other voices tell the other hour, on each side at least one that can be looked up, and at one place?"""
    mine, theirs = ({scene.voice(s) for s in side} for side in (a, b))
    named = all(any(not unnamed(scene, s) for s in side) for side in (a, b))
    there = all(scene.meet(scene.where[x.claim.id], scene.where[y.claim.id]) for x in a for y in b)
    return named and not mine & theirs and there
