"""The door by which restrictions come in: what was named is found, checked, kept, and noted in the audit log."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from secrets import token_hex
from typing import Literal

from allegedly.desk import seeking
from allegedly.desk.naming import Naming
from allegedly.errors import DecisionRefused
from allegedly.model import Extraction
from allegedly.model.people import ROLES, Role, reaches
from allegedly.model.restriction import CELL, CELLS, EVERYWHERE, KINDS, Ask, Restriction, RestrictionKind
from allegedly.model.search import Sought
from allegedly.restrict.masking import Finder
from allegedly.restrict.reaching import Reach
from allegedly.store import Store

SEE_LIST = "See what is restricted: allegedly restrict list"
MOST_WORDS = 40  # of one restriction
LONGEST = 200  # characters of one of them
MOST_REASON = 2000
Of = Literal["report", "incident", "desk"]


def utc() -> datetime:
    """This moment."""
    return datetime.now(UTC)


class Restricting:
    """Takes and lifts restrictions over a store. Raises DecisionRefused where one cannot be taken."""

    def __init__(self, store: Store, now: Callable[[], datetime] = utc) -> None:
        self._store, self._now = store, now

    def restrict(self, ask: Ask, role: Role = "admin") -> Restriction:
        """Take one; from then on no edition is shown that does not keep it. `role` is that of whoever asks."""
        kind, least = self._checked(ask, role)
        of, target, reports = self._found(ask.target)
        if of == "desk" and kind in ("withhold", "embargo"):
            raise DecisionRefused("All reports at once cannot be kept back. Name a report or an incident.")
        words = self._words(ask, reports)
        if kind == "mask" and not words:
            raise DecisionRefused("What is to be masked? Give --words, --span or --voice.")
        cell = (ask.cell or str(CELL)) if kind == "coarsen" else ""
        if cell and cell not in CELLS:
            raise DecisionRefused(f"{cell!r} is no size of a cell. Give one of {', '.join(CELLS)}.")
        made = Restriction(
            token_hex(8), kind, target, of, least, ask.by.strip(), self._now(), ask.reason.strip(), reports,
            words, cell, ask.until,
        )  # fmt: skip
        self._store.restrictions().keep(made, made.by, role, "restrict")
        return made

    def lift(self, key: str, by: str, role: Role = "admin") -> Restriction:
        """Lift one, by its id or the start of it. Those whom it binds cannot."""
        one = self._one(key, role)
        if not by.strip():
            raise DecisionRefused("Who lifts it? Give --by NAME, or set ALLEGEDLY_BY.")
        if one.lifted is not None:
            raise DecisionRefused(f"{one.id}: was lifted already, by {one.lifted_by}. {SEE_LIST}")
        done = replace(one, lifted=self._now(), lifted_by=by.strip())
        self._store.restrictions().keep(done, done.lifted_by, role, "lift")
        return done

    def every(self, role: Role = "admin") -> tuple[Restriction, ...]:
        """All that a role may know of, oldest first; those lifted and over too."""
        return tuple(one for one in self._store.restrictions().every() if reaches(role, one.least))

    def of_report(self, report: str, role: Role) -> tuple[Restriction, ...]:
        """Those that stand and reach a report, of which a role may know."""
        return self._of((report,), role)

    def of_incident(self, incident: str, role: Role) -> tuple[Restriction, ...]:
        """Those that stand and reach a report of an incident, of which a role may know."""
        return self._of(self._store.view().incident(incident).reports, role)

    def _of(self, reports: Sequence[str], role: Role) -> tuple[Restriction, ...]:
        now, held = self._now(), self._store.view().extractions(reports)
        standing = [one for one in self.every(role) if one.stands(now)]
        return tuple(one for one in standing if any(self._reaches(one, report, held) for report in reports))

    def _reaches(self, one: Restriction, report: str, held: Mapping[str, Extraction]) -> bool:
        following = self._store.following()
        if one.of == "report":
            return report in following.versions([one.target])
        if one.of == "incident":
            return report in one.reports or report in following.told_in(one.target)
        plan = Reach(self._store, [one]).plan(held[report].report, held[report]) if report in held else None
        return plan is not None and bool(plan.secret)

    def elsewhere(self, one: Restriction) -> list[str]:
        """Some reports that hold the words of a mask and are not reached by it: the same words stand there."""
        following, view = self._store.following(), self._store.view()
        mine = following.versions(one.reports) | (following.told_in(one.target) if one.of == "incident" else set())
        if one.of == "desk" or not one.words:
            return []
        finder, found = Finder(one.words), dict[str, None]()
        for word in one.words:
            for hit in view.search(Sought(terms=seeking.terms(word)), 0, 200).hits:
                if hit.report.id not in mine and finder.spans(hit.report.text):
                    found[hit.report.id] = None
        return list(found)

    def _checked(self, ask: Ask, role: Role) -> tuple[RestrictionKind, Role]:
        if ask.kind not in KINDS:
            raise DecisionRefused(f"{ask.kind!r} is none of {', '.join(KINDS)}.")
        if not ask.by.strip():
            raise DecisionRefused("Who restricts it? Give --by NAME, or set ALLEGEDLY_BY.")
        if ask.least not in ROLES[1:]:
            raise DecisionRefused(
                f"{ask.least!r} is none of {', '.join(ROLES[1:])}: the least role that still sees it."
            )
        least: Role = ask.least
        if not reaches(role, least):
            raise DecisionRefused(f"You are {role}: you cannot keep from yourself what only {least}s would see.")
        if len(ask.reason) > MOST_REASON or len(ask.words) > MOST_WORDS or any(len(w) > LONGEST for w in ask.words):
            raise DecisionRefused(f"At most {MOST_REASON} characters of a reason, {MOST_WORDS} words of {LONGEST}.")
        if ask.kind == "embargo" and ask.until is None:
            raise DecisionRefused("Until when? Give --until, such as 2024-01-04T18:00.")
        if ask.until is not None and ask.until <= self._now():
            raise DecisionRefused("That moment is over already. Give a later one.")
        return ask.kind, least

    def _found(self, typed: str) -> tuple[Of, str, tuple[str, ...]]:
        """What is meant, its id, and the reports in it now."""
        if typed.strip() == EVERYWHERE:
            return "desk", EVERYWHERE, ()
        with self._store.writer().blocks() as blocks:
            naming = Naming(blocks)
            try:
                found = naming.one(typed)
            except DecisionRefused:
                found = None
            if found is not None and found.kind in ("incident", "former"):
                return "incident", found.id, tuple(sorted(set(blocks.reports(_items(found.items)).values())))
        id = found.id if found is not None else typed.strip()
        report = id.rpartition("#")[0] if found is not None and found.kind == "item" else id
        versions = self._store.following().versions([report])
        if not versions:
            raise DecisionRefused(f"{typed!r}: no report or incident has this id. See: allegedly incidents")
        return "report", report, tuple(sorted(versions))

    def _words(self, ask: Ask, reports: tuple[str, ...]) -> tuple[str, ...]:
        """All words that are to be masked; those by span or voice are looked up in the reports that are named."""
        held = self._store.view().extractions(reports)
        words = [*ask.words]
        for start, end in ask.spans:
            texts = {one.report.text[start:end] for one in held.values() if one.report.id == ask.target.strip()}
            if not any(text.strip() for text in texts):
                raise DecisionRefused(f"{start}:{end}: no words of {ask.target} are there.")
            words += [f'"{text.strip()}"' for text in sorted(texts)]
        if ask.voice.strip():
            spoken = _spoken(held.values(), ask.voice.strip())
            if not spoken:
                raise DecisionRefused(f"{ask.voice!r}: nobody of that name or id speaks there.")
            words += spoken
        return tuple(dict.fromkeys(word.strip() for word in words if word.strip()))

    def _one(self, key: str, role: Role) -> Restriction:
        found = [one for one in self.every(role) if key and one.id.startswith(key)]
        if len(found) != 1:
            told = "several: " + ", ".join(one.id for one in found[:6]) if found else "no restriction has this id"
            raise DecisionRefused(f"{key!r}: {told}. {SEE_LIST}")
        return found[0]


def _items(refs: Iterable[str]) -> list[str]:
    return [ref.removesuffix("#0") for ref in refs]


def _spoken(found: Iterable[Extraction], voice: str) -> list[str]:
    """The names by which reports call a speaker."""
    speakers = [c.speaker for one in found for c in one.claims if c.speaker]
    mine = [s for s in speakers if voice.casefold() in {(x or "").casefold() for x in (s.id, s.name, s.text)}]
    return sorted({name for s in mine for name in (s.text, s.name) if name})


__all__ = ["Ask", "Restricting"]
