"""Decisions of the desk in the names of an edition: those about what it does not have are left out."""

from contextlib import suppress
from dataclasses import replace

from allegedly.link import incident_id
from allegedly.model import Judgement, digest
from allegedly.restrict.reaching import Reach
from allegedly.store import Store
from allegedly.store.codec import encode

VOICES = frozenset(("same-origin", "independent", "letter"))


class NotThereError(LookupError):
    """What a decision names is not in the edition."""


class LaterError(LookupError):
    """What a decision names is not in the edition yet."""


class Translator:
    """Puts decisions into an edition's own names."""

    def __init__(self, desk: Store, edition: Store, reach: Reach) -> None:
        self._following, self._decided = desk.following(), desk.view().judgements()
        self._edition, self._reach = edition, reach
        self._voices: frozenset[str] | None = None

    def new(self, judged: dict[str, str]) -> tuple[dict[str, str], list[Judgement]]:
        """Decisions that the edition does not have as they are now, and what was looked at by now, with its hash."""
        looked, found = dict(judged), list[Judgement]()
        for one in self._decided:
            mark = digest("judged", encode(one), size=8)
            if judged.get(one.id) == mark:
                continue
            try:
                found.append(self.translated(one))
            except LaterError:
                continue
            except NotThereError:
                pass
            looked[one.id] = mark
        return looked, found

    def translated(self, one: Judgement) -> Judgement:
        """A decision in the edition's names. Raises NotThereError, LaterError."""
        target = tuple(self._target(name, one.kind) for name in one.target)
        held = tuple(map(self._there, one.held))
        same = (target, held) == (one.target, one.held)
        words = self._reach.words
        return replace(
            one,
            target=target,
            held=held,
            incidents=tuple(i for i in map(self._incident, one.incidents) if i),
            names=tuple(words.masked(name) for name in one.names) if same else target,
            reason=words.masked(one.reason) if same else "",
            undone_reason=words.masked(one.undone_reason) if same else "",
        )

    def _there(self, refs: tuple[str, ...]) -> tuple[str, ...]:
        """Those of some items that the edition has. Raises NotThereError where it has none of them."""
        found = []
        for ref in refs:
            with suppress(NotThereError):
                found.append(self._item(ref))
        if refs and not found:
            raise NotThereError(refs[0])
        return tuple(found)

    def _target(self, name: str, kind: str) -> str:
        if self._following.held([name]):
            return self._report(name)
        if kind in VOICES:
            return self._voice(name)
        if self._is_item(name):
            return self._item(name)
        found = self._incident(name)
        if not found:
            raise NotThereError(name)
        return found

    def _is_item(self, ref: str) -> bool:
        report, mark, number = ref.rpartition("#")
        return bool(mark) and number.isdigit() and bool(self._following.held([report]))

    def _item(self, ref: str) -> str:
        if not self._is_item(ref):
            return self._report(ref)
        report, _, number = ref.rpartition("#")
        return f"{self._report(report)}#{number}"

    def _report(self, id: str) -> str:
        try:
            name = self._reach.name(id)
        except KeyError as error:
            raise NotThereError(id) from error
        if name is None:
            raise NotThereError(id)
        if not self._edition.following().held([name]):
            raise LaterError(name)
        return name

    def _voice(self, key: str) -> str:
        if self._reach.words.spans(key):
            raise NotThereError(key)
        if self._voices is None:
            with self._edition.writer().blocks() as blocks:
                self._voices = frozenset(origin for origin, _ in blocks.origins())
        if key not in self._voices:
            raise LaterError(key)
        return key

    def _incident(self, id: str) -> str:
        """What an incident is called in the edition, where the report is there that it is named after."""
        for item in self._following.named(id):
            try:
                return incident_id(self._item(item))
            except (NotThereError, LaterError):
                continue
        return ""
