"""What restrictions reach: which reports are kept back whole, which in part, and what shows anything of these."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from allegedly.model import Extraction, Medium, Report
from allegedly.model.restriction import Restriction
from allegedly.restrict.masking import COORDINATES, FINE, Finder, Plan, sizes, stand_in
from allegedly.store import Store

AS_IS = Plan("")


class Reach:
    """What some restrictions reach at a desk as it is now."""

    def __init__(self, desk: Store, bound: Sequence[Restriction]) -> None:
        self._desk, self._following = desk, desk.following()
        self.whole: set[str] = set()
        self._partial: dict[str, list[Restriction]] = {}
        self._everywhere = [one for one in bound if one.of == "desk"]
        self._finders: dict[tuple[str, ...], Finder] = {}
        self._named: dict[str, str | None] = {}
        for one in bound:
            self._add(one)
        self.words = Finder(word for one in bound for word in one.words)

    def _add(self, one: Restriction) -> None:
        if one.of == "desk":
            return
        reports = {one.target} if one.of == "report" else {*one.reports, *self._following.told_in(one.target)}
        for id in self._following.versions(reports):
            if one.whole:
                self.whole.add(id)
            else:
                self._partial.setdefault(id, []).append(one)

    def plan(self, report: Report, found: Extraction | None) -> Plan | None:
        """What is kept back of a report; None: all of it. Without a secret it is shown as it is."""
        if report.id in self.whole:
            return None
        concerned = [*self._partial.get(report.id, ()), *self._everywhere]
        words = tuple(dict.fromkeys(word for one in concerned for word in one.words))
        cell = sizes([one.cell for one in concerned if one.kind == "coarsen"])
        if (words and self._holds(report, words)) or (cell and _placed(report, found)):
            return Plan(concerned[0].id, words, cell)
        return AS_IS

    def _holds(self, report: Report, words: tuple[str, ...]) -> bool:
        finder = self._finders.setdefault(words, Finder(words))
        return any(finder.spans(text) for text in _texts(report) if text)

    def name(self, id: str) -> str | None:
        """What a report is called in the edition; None where it is not there. Raises KeyError: the desk has none."""
        if id not in self._named:
            if id in self.whole:
                self._named[id] = None
            elif id in self._partial or self._everywhere:
                report = self._desk.view().report(id)
                plan = self.plan(report, self._desk.view().extractions([id]).get(id))
                secret = plan.secret if plan else ""
                self._named[id] = stand_in(id, report.version, secret) if secret else id
            else:
                self._named[id] = id
        return self._named[id]

    def kept_back(self) -> set[str]:
        """The reports that must not be in an edition under their own ids; of those that a named target reaches."""
        found = {*self.whole}
        for id in self._partial:
            if self.name(id) != id:
                found.add(id)
        return found

    def untied(self, report: Report) -> Report:
        """A report that is shown, without what leads to one that is not."""
        hidden = self._hidden
        tied = report.snapshot in hidden.snapshots
        forward = report.forward
        return replace(
            report,
            snapshot="" if tied else report.snapshot,
            locator="" if tied else report.locator,
            edits=None if report.edits in hidden.ids else report.edits,
            reply_to=None if report.reply_to in hidden.ids else report.reply_to,
            forward=replace(forward, id=None) if forward and forward.id in hidden.ids else forward,
        )

    def shareable(self, media: Iterable[Medium]) -> Iterator[Medium]:
        """Of media of reports that are shown as they are, those that no hidden report shows too."""
        for one in media:
            if one.sha256 not in self._hidden.pictures and not self.words.spans(one.url):
                yield one

    @cached_property
    def _hidden(self) -> "_Hidden":
        ids = self.kept_back()
        reports = [self._desk.view().report(id) for id in sorted(ids)]
        pictures = {one.sha256 for one in self._following.media(ids) if one.sha256}
        bases = {one.id.removesuffix(f"@{one.version}") for one in reports if one.version > 1}
        return _Hidden(ids | bases, {one.snapshot for one in reports if one.snapshot}, pictures)


class _Hidden:
    """What leads to hidden reports: their ids, their captures, hashes of their pictures."""

    def __init__(self, ids: set[str], snapshots: set[str], pictures: set[str]) -> None:
        self.ids, self.snapshots, self.pictures = ids, snapshots, pictures


def _texts(report: Report) -> Iterator[str]:
    """All words of a report, and of what leads to it."""
    yield from (report.text, report.title, report.source, report.url or "", report.id, report.locator)
    yield from (report.reply_to or "", report.edits or "", *report.media)
    if report.forward:
        yield from (report.forward.source, report.forward.id or "")


def _placed(report: Report, found: Extraction | None) -> bool:
    """Does it name a place that a cell would hide? Where nothing was read out of it, it may."""
    if found is None or COORDINATES.search(report.text) or COORDINATES.search(report.title):
        return True
    return any(m.kind == "place" for m in found.mentions) or any(
        p.precision in FINE for c in found.claims for p in c.places
    )
