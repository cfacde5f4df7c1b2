"""What a person means by what they type: an incident, a report, an item, a voice; by id, its start, or a name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from allegedly.errors import DecisionRefused
from allegedly.knowledge.actors import actors
from allegedly.knowledge.identity import key as folded
from allegedly.model import Judgement
from allegedly.store import Blocks

MOST = 6  # candidates that an error lists
SEE = "See what there is: allegedly incidents"
SEE_VOICES = "See what there is: allegedly track"


@dataclass(frozen=True, slots=True)
class Named:
    """One thing: its id, the items it holds now (`REPORT#N`), and the incidents that these are in.

    `former`: an incident that is no more since it was merged into another; its items are those it had.
    """

    kind: Literal["incident", "former", "report", "item", "origin"]
    id: str
    items: tuple[str, ...] = ()
    incidents: tuple[str, ...] = ()
    name: str = ""


class Naming:
    """Finds what is named, in one transaction."""

    def __init__(self, blocks: Blocks) -> None:
        self._blocks = blocks

    def one(self, typed: str) -> Named:
        """An incident ("largest" too), report or item by its id or the start of it. Raises DecisionRefused."""
        typed = typed.strip()
        found = self._exactly(next(iter(self._blocks.largest()), "") if typed == "largest" else typed)
        if found is not None:
            return found
        starts = self._blocks.names(typed, MOST) if typed else []
        former = [("former", id) for id in self._blocks.named_after(typed)] if typed and not starts else []
        if len(starts or former) == 1:
            ((kind, id),) = starts or former
            return {"incident": self._incident, "report": self._report, "former": self._former}[kind](id)
        raise _unclear(typed, [id for _, id in starts or former], "“{what}”: nothing has this id.", SEE)

    def _exactly(self, typed: str) -> Named | None:
        ids = {(kind, id) for kind, id in self._blocks.names(typed, MOST) if id == typed} if typed else set()
        if ("incident", typed) in ids:
            return self._incident(typed)
        if ("report", typed) in ids:
            return self._report(typed)
        report, mark, number = typed.rpartition("#")
        told = self._blocks.told(report) if mark and number.isdigit() else []
        wanted = report if number == "0" else typed
        return self._made("item", typed, [wanted]) if wanted in told else None

    def _incident(self, id: str) -> Named:
        title = {one.id: one.title for one in self._blocks.incidents([id]).values()}.get(id, "")
        return replace(self._made("incident", id, self._blocks.inside([id]).get(id, ())), name=title)

    def _report(self, id: str) -> Named:
        return self._made("report", id, self._blocks.told(id))

    def _former(self, id: str) -> Named:
        """What an incident had that is no more: as the newest decision about it says, else all that has its name."""
        for judgement in reversed(self._blocks.judgements()):
            held = _held(judgement, id)
            if held:
                return Named("former", id, held, self.homes(held))
        return self._made("former", id, self._blocks.meant(id)[0])

    def _made(self, kind: Literal["incident", "former", "report", "item"], id: str, items: Sequence[str]) -> Named:
        reports = self._blocks.reports(list(items))
        refs = tuple(sorted(f"{item}#0" if item == reports.get(item) else item for item in items))
        return Named(kind, id, refs, self.homes(refs))

    def homes(self, refs: Sequence[str]) -> tuple[str, ...]:
        """The incidents that items are in now."""
        found = self._blocks.housed([ref.removesuffix("#0") for ref in refs])
        return tuple(sorted(set(found.values())))

    def voice(self, typed: str) -> Named:
        """A voice by its key or name, or a report, whose own words are meant. Raises DecisionRefused."""
        typed = typed.strip()
        if typed and self._blocks.told(typed):
            return self._report(typed)
        held = self._blocks.origins() if folded(typed) else []
        names = dict(held)
        if typed in names:
            return Named("origin", typed, name=names[typed])
        known = actors().by_id(typed) or (actors().by_name(typed) if folded(typed) else None)
        if known is not None:
            return Named("origin", known.id, name=names.get(known.id, known.name))
        exact = {k for k, name in held if name.casefold() == typed.casefold()}
        exact = exact or {k for k, name in held if folded(name) == folded(typed)}
        found = exact or {k for k, name in held if typed.casefold() in name.casefold() or k.startswith(typed)}
        if len(found) == 1:
            return Named("origin", min(found), name=names[min(found)])
        raise _unclear(typed, sorted(found)[:MOST], "“{what}”: no voice, outlet or report is called so.", SEE_VOICES)


def _unclear(typed: str, found: Sequence[str], none: str, hint: str) -> DecisionRefused:
    """Nothing is called so, or several things are."""
    if not found:
        return DecisionRefused(none, hint, what=typed)
    return DecisionRefused("“{what}” may be several: {which}.", hint, what=typed, which=", ".join(found))


def _held(judgement: Judgement, id: str) -> tuple[str, ...]:
    """The items that an incident had when a decision named it."""
    pairs = zip(judgement.target, judgement.held, strict=False)
    return next((items for target, items in pairs if target == id), ())
