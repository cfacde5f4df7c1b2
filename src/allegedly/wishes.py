"""What each kind of decision needs, what it may not be, and which decisions contradict each other."""

from collections.abc import Callable, Mapping, Sequence
from typing import get_args

from allegedly.desk.naming import Named, Naming
from allegedly.errors import DecisionRefused
from allegedly.model import Judgement, Wish
from allegedly.model.vocabulary import DECISIONS, Event, Reliability

MOST_REASON = 2000  # characters
MOST_NAME = 100
LETTERS = get_args(Reliability)
TOGETHER = frozenset(("merge", "move", "pin"))
VOICES = frozenset(("same-origin", "independent", "letter"))


def sound(wish: Wish, naming: Naming) -> list[Named]:
    """The things that a wish names, if it can be granted. Raises DecisionRefused with what is wrong and what to do."""
    if wish.kind not in DECISIONS:
        raise DecisionRefused("“{what}” is none of {known}.", what=wish.kind, known=", ".join(DECISIONS))
    if not wish.by.strip():
        raise DecisionRefused("Who decides?", "Give --by NAME, or set ALLEGEDLY_BY.")
    if len(wish.by) > MOST_NAME or len(wish.reason) > MOST_REASON:
        raise DecisionRefused(
            "A name has at most {name} characters, a reason {reason}.", name=MOST_NAME, reason=MOST_REASON
        )
    find = naming.voice if wish.kind in VOICES else naming.one
    targets = [find(one) for one in wish.target]
    if len({one.id for one in targets}) < len(targets):
        raise DecisionRefused("The same thing is named twice.")
    NEEDS[wish.kind](wish, targets)
    return targets


def _least(targets: Sequence[Named], least: int, form: str) -> None:
    if len(targets) < least:
        raise DecisionRefused(form)


def _one_home(one: Named) -> str:
    """The incident that something is in; a report that tells of several must be named by its item."""
    if len(one.incidents) == 1:
        return one.incidents[0]
    if not one.incidents:
        raise DecisionRefused("{what}: is in no incident.", "Add it first: allegedly add FILE...", what=one.id)
    form = "{what}: tells of {n} incidents. Name one of its items: {items}."
    raise DecisionRefused(form, what=one.id, n=len(one.incidents), items=_refs(one))


def _refs(one: Named) -> str:
    return ", ".join(one.items[:8])


def merge(wish: Wish, targets: Sequence[Named]) -> None:
    """Two incidents or more, or reports of them, that are not together."""
    _least(targets, 2, "Name another incident, or a report in it.")
    if len({_one_home(one) for one in targets}) < 2:
        form = "They are together already, in {home}. To keep them so, pin them."
        raise DecisionRefused(form, home=targets[0].incidents[0])


def split(wish: Wish, targets: Sequence[Named]) -> None:
    """Reports, or an incident that was merged into another; together they become one of their own."""
    _least(targets, 1, "Name a report.")
    _no_incidents(targets)


def _no_incidents(targets: Sequence[Named]) -> None:
    for one in targets:
        if one.kind == "incident":
            form = "{what}: is an incident. Name the reports to take out: {items}."
            raise DecisionRefused(form, what=one.id, items=_refs(one))


def move(wish: Wish, targets: Sequence[Named]) -> None:
    """Reports, then the incident (or a report in it) that they belong to."""
    _least(targets, 2, "Name the incident that the report belongs to.")
    _no_incidents(targets[:-1])
    home = _one_home(targets[-1])
    if all(one.incidents == (home,) for one in targets[:-1]):
        form = "It is there already, in {home}. To keep it there, pin it."
        raise DecisionRefused(form, "(allegedly judge pin)", home=home)


def reject(wish: Wish, targets: Sequence[Named]) -> None:
    """Reports that belong to no incident of others."""
    _least(targets, 1, "Name a report.")
    _no_incidents(targets)


def pin(wish: Wish, targets: Sequence[Named]) -> None:
    """An incident, or reports that are together now and are to stay so."""
    if sum(len(one.items) for one in targets) < 2:
        raise DecisionRefused("One report alone cannot be pinned to itself. Name an incident, or two reports.")
    if len({_one_home(one) for one in targets}) > 1:
        raise DecisionRefused("They are in different incidents. To join them, merge them or move one.")


def apart(wish: Wish, targets: Sequence[Named]) -> None:
    """Two incidents or reports that are not one happening."""
    _least(targets, 2, "Name another incident, or a report in it.")
    if any(set(a.items) & set(b.items) for n, a in enumerate(targets) for b in targets[:n]):
        raise DecisionRefused("One is a part of the other. To take reports out of an incident, split them off.")


def same_origin(wish: Wish, targets: Sequence[Named]) -> None:
    """Two voices, or reports whose own words are meant."""
    _least(targets, 2, "Name another voice, or a report.")


def independent(wish: Wish, targets: Sequence[Named]) -> None:
    """Voices, or reports whose own words are meant."""
    _least(targets, 1, "Name a voice, or a report.")


def letter(wish: Wish, targets: Sequence[Named]) -> None:
    """One source, a letter from A to F, a reason."""
    if len(targets) != 1 or targets[0].kind != "origin":
        raise DecisionRefused("Name one source, by its key or name.", "See what there is: allegedly track")
    if wish.value not in LETTERS:
        raise DecisionRefused("“{what}” is no letter from A (reliable) to F (no basis to judge).", what=wish.value)
    if wish.topic and wish.topic not in get_args(Event):
        raise DecisionRefused("“{what}” is none of {known}.", what=wish.topic, known=", ".join(get_args(Event)))
    _reasoned(wish)


def discount(wish: Wish, targets: Sequence[Named]) -> None:
    """One incident, and a reason."""
    if len(targets) != 1 or targets[0].kind != "incident":
        raise DecisionRefused("Name one incident.", "See what there is: allegedly incidents")
    _reasoned(wish)


def _reasoned(wish: Wish) -> None:
    if not wish.reason.strip():
        raise DecisionRefused("Say why: what rests on a person's word alone needs a reason.", "Give --reason.")


NEEDS: Mapping[str, Callable[[Wish, Sequence[Named]], None]] = {
    "merge": merge,
    "split": split,
    "move": move,
    "reject": reject,
    "pin": pin,
    "apart": apart,
    "same-origin": same_origin,
    "independent": independent,
    "letter": letter,
    "discount": discount,
}


def contradicts(a: Judgement, b: Judgement) -> bool:
    """Can two decisions not both hold? The newer one wins."""
    if a.kind == b.kind == "letter":
        return a.target == b.target and a.topic == b.topic and a.value != b.value
    if {a.kind, b.kind} == {"same-origin", "independent"}:
        return len(set(a.target) & set(b.target)) >= min(2, len(a.target), len(b.target))
    if a.kind == b.kind == "move":
        return bool(set(a.target[:-1]) & set(b.target[:-1])) and a.target[-1] != b.target[-1]
    tied, parted = (a, b) if a.kind in TOGETHER else (b, a)
    if tied.kind not in TOGETHER or parted.kind not in ("split", "reject", "apart"):
        return False
    held = {item for items in tied.held for item in items}
    if parted.kind == "apart":
        return sum(not held.isdisjoint(items) for items in parted.held) > 1
    named = {item for items in parted.held for item in items}
    return not held.isdisjoint(named) and (parted.kind == "reject" or not held <= named)
