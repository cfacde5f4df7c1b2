"""The door by which a person's decisions come in: what was named is found, checked, kept, and the incidents follow.

Command line and web desk use it alike. Whoever reads only gets a `StoredDesk` instead.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from allegedly.desk.naming import Named, Naming
from allegedly.errors import DecisionRefused
from allegedly.model import Judgement, Taken, Wish, digest
from allegedly.model.vocabulary import GROUPING
from allegedly.relink import rejudge
from allegedly.store import Store
from allegedly.wishes import contradicts, sound

SEE_LIST = "See what was decided: allegedly judge list"
TICK = timedelta(microseconds=1)  # what the clock of decisions moves by at least: their order is what counts


def utc() -> datetime:
    """This moment."""
    return datetime.now(UTC)


class Judging:
    """Takes and undoes decisions over a store. Raises DecisionRefused where one cannot be taken; nothing is changed."""

    def __init__(self, store: Store, now: Callable[[], datetime] = utc) -> None:
        self._store = store
        self._now = now

    def decide(self, wish: Wish) -> Taken:
        """Take a decision: incidents and assessments are as it says when this returns."""
        with self._store.writer().blocks() as blocks:
            naming, standing = Naming(blocks), blocks.judgements()
            targets = sound(wish, naming)
            beside = blocks.inside([home for one in targets for home in one.incidents])
        made = self._made(wish, targets, standing)
        overrules = tuple(one for one in standing if one.undone is None and contradicts(made, one))
        _new(made, [one for one in standing if one.undone is None])
        rejudge(self._store, made)
        self._store.audit().note(made.by, "judge", made.id, made.kind)
        return Taken(made, overrules, self._seen_in(made, [item for items in beside.values() for item in items]))

    def undo(self, key: str, by: str, reason: str = "") -> Taken:
        """Undo a decision, by its id or the start of it: the desk is as if it had never been taken."""
        one = self._one(key)
        if one.undone is not None:
            raise DecisionRefused("This was undone already, by {by}.", SEE_LIST, by=one.undone_by or "-")
        if not by.strip():
            raise DecisionRefused("Who undoes it?", "Give --by NAME, or set ALLEGEDLY_BY.")
        gone = replace(one, undone=self._now(), undone_by=by.strip(), undone_reason=reason.strip())
        rejudge(self._store, gone)
        self._store.audit().note(gone.undone_by, "undo", gone.id, gone.kind)
        return Taken(gone, (), self._seen_in(gone))

    def _one(self, key: str) -> Judgement:
        found = [one for one in self._store.view().judgements() if key and one.id.startswith(key)]
        exact = [one for one in found if one.id == key] or found
        if len(exact) != 1:
            which = ", ".join(one.id for one in found[:6])
            form = "“{what}” may be several: {which}." if found else "“{what}”: no decision has this id."
            raise DecisionRefused(form, SEE_LIST, what=key, **({"which": which} if found else {}))
        return exact[0]

    def _made(self, wish: Wish, targets: Sequence[Named], standing: Sequence[Judgement]) -> Judgement:
        last = max((one.at for one in standing), default=None)
        at = self._now() if last is None else max(self._now(), last + TICK)
        ids = tuple(one.id for one in targets)
        by, reason = wish.by.strip(), wish.reason.strip()
        return Judgement(
            digest("judgement", wish.kind, *ids, wish.value, wish.topic, by, at.isoformat(), size=8),
            wish.kind,
            ids,
            by,
            at,
            reason,
            value=wish.value,
            topic=wish.topic,
            held=tuple(one.items for one in targets) if wish.kind in GROUPING or wish.kind == "discount" else (),
            incidents=tuple(dict.fromkeys(home for one in targets for home in one.incidents)),
            names=tuple(one.name for one in targets),
        )

    def _seen_in(self, one: Judgement, beside: Sequence[str] = ()) -> tuple[str, ...]:
        """The incidents that hold now what was named, then those that hold what was together with it."""
        with self._store.writer().blocks() as blocks:
            naming = Naming(blocks)
            own = [h for refs in one.held for h in naming.homes(refs)] or [*one.incidents]
            return tuple(dict.fromkeys([*own, *naming.homes(beside)]))


def _new(made: Judgement, standing: Sequence[Judgement]) -> None:
    """Refuses what was decided already, unless something that contradicts it came after."""
    for one in standing:
        alike = (one.kind, one.target, one.value, one.topic) == (made.kind, made.target, made.value, made.topic)
        if alike and not any(later.at > one.at and contradicts(later, one) for later in standing):
            raise DecisionRefused("{by} has decided that already ({id}).", SEE_LIST, by=one.by, id=one.id)
