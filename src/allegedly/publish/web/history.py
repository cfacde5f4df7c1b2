"""What was decided, as the pages list it: newest first, the undone decisions struck out."""

from collections.abc import Sequence

from allegedly.model import Judgement
from allegedly.publish.clock import Clock
from allegedly.publish.decisions import decision, signed


def history(found: Sequence[Judgement], clock: Clock, done: str = "", over: str = "") -> dict[str, object]:
    """The template's variables: all decisions, and what was decided just now with what that overrules."""
    by_id = {one.id: one for one in found}
    fresh = by_id.get(done)
    return {
        "decisions": [_row(one, clock) for one in reversed(found)],
        "fresh": _row(fresh, clock) if fresh else None,
        "overruled": [_row(by_id[key], clock) for key in over.split(",") if key in by_id],
    }


def _row(one: Judgement, clock: Clock) -> dict[str, object]:
    return {
        "id": one.id,
        "kind": one.kind,
        "says": decision(one),
        "reason": one.reason,
        "signed": signed(one, clock),
        "undone": one.undone is not None,
        "iso": one.at.isoformat(),
    }
