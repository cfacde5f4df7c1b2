"""Track records: what became of each voice's statements at this desk. Counts by kind of happening, the same for all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from allegedly.model import Assessment, Cell, Track
from allegedly.model.statement import Statement

Times = Mapping[str, datetime | None]  # by claim: when it was told


def track(assessed: Iterable[Assessment], told: Times) -> tuple[Track, ...]:
    """The record of every origin that counts, by kind of happening; sorted by origin and kind."""
    return records(statement for one in assessed for statement in statements(one, told))


def records(found: Iterable[Statement]) -> tuple[Track, ...]:
    """Statements summed by origin and kind of happening; sorted by these."""
    held: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    names: dict[str, str] = {}
    for statement in found:
        names[statement.origin] = statement.name
        held[statement.origin, statement.topic or ""].append(statement)
    return tuple(_record(names[origin], mine) for (origin, _), mine in sorted(held.items()))


def _record(name: str, found: list[Statement]) -> Track:
    return Track(
        found[0].origin,
        name,
        found[0].topic,
        len(found),
        sum(s.contradicted for s in found),
        sum(s.acknowledged for s in found),
        sum(s.retracted for s in found),
        sum(s.updated for s in found),
        sum(s.left for s in found),
        tuple(sorted(s.proposition for s in found)),
    )


def statements(one: Assessment, told: Times) -> list[Statement]:
    """Each origin's stand on each proposition of an incident; what only a rule makes a stand is none."""
    counted = {o.key: o.name for o in one.origins if o.counts}
    topics = {p.key: p.event for p in one.propositions}
    rows: dict[str, list[Cell]] = defaultdict(list)
    for cell in one.matrix.cells:
        rows[cell.proposition].append(cell)
    return [
        Statement(
            cell.origin,
            topics[cell.proposition],
            (one.incident, cell.proposition),
            contradicted(cell, one, told),
            acknowledged(cell, rows[cell.proposition], told),
            "retract" in (*cell.was, cell.stance),
            bool(cell.was) and cell.stance not in ("retract", None),
            counted[cell.origin],
        )
        for cell in one.matrix.cells
        if cell.origin in counted and not cell.by_rule and _stated(cell)
    ]


def contradicted(cell: Cell, one: Assessment, told: Times) -> bool:
    """Another origin later said what cannot hold beside it, and nothing has settled that."""
    mine = set(cell.claims)
    first = _first(cell, told)
    for conflict in one.conflicts:
        sides = (conflict.a, conflict.b) if not mine.isdisjoint(conflict.a) else (conflict.b, conflict.a)
        if conflict.settled or mine.isdisjoint(sides[0]):
            continue
        if any(c not in mine and _later(told.get(c), first) for c in sides[1]):
            return True
    return False


def acknowledged(cell: Cell, row: Iterable[Cell], told: Times) -> bool:
    """Another origin later affirmed the same against its own interest, or as its own act."""
    if _stance(cell) != "affirm":
        return False
    first = _first(cell, told)
    return any(
        other.origin != cell.origin
        and other.stance == "affirm"
        and (other.own_act or other.interest == "against")
        and _later(_first(other, told), first)
        for other in row
    )


def _stated(cell: Cell) -> bool:
    return _stance(cell) in ("affirm", "deny")


def _stance(cell: Cell) -> str | None:
    """What it said first: a later stance is what became of it."""
    return cell.was[0] if cell.was else cell.stance


def _first(cell: Cell, told: Times) -> datetime | None:
    return min((at for c in cell.claims if (at := told.get(c)) is not None), default=None)


def _later(other: datetime | None, first: datetime | None) -> bool:
    return other is not None and first is not None and other > first
