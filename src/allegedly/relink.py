"""Incidents of a store brought up to date: what new reports and decisions reach; all, where rarity or rules changed."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from weakref import WeakSet

from allegedly.anew import BACKGROUND, link_anew
from allegedly.beside import Shelved, assessed, keep, last_background, link_beside, stands
from allegedly.desk.listing import stated
from allegedly.desk.notices import notices
from allegedly.knowledge.linking import linking
from allegedly.link import UNDATED, Background, Held, decided, update
from allegedly.model import Judgement
from allegedly.model.vocabulary import GROUPING
from allegedly.stages import LINK, knowledge_version
from allegedly.store import Blocks, Store
from allegedly.store import standing as standing_decisions

# From so many new ones on, a sixth of all that is held, linking everything anew costs less; and it is the same.
MANY_NEW, SHARE = 500, 6
STATES = 500  # incidents whose statements are worked out in one transaction
VOICES = ("same-origin", "independent")  # decisions about who is one voice
STATED = WeakSet[Store]()  # stores all of whose incidents have what was stated in them


def relink(store: Store) -> None:
    """Bring incidents up to date where reports, judgements or rules have changed.

    What other processes add or decide meanwhile is brought in too, by whoever is done last. Linking everything is done
    by one process at a time: the others wait for it, and most of them find theirs linked then.
    """
    version = knowledge_version(LINK)
    before: list[str] | None = None
    done_anew = False
    while True:
        new, standing, current = _waiting(store, version)
        settled = not new and (standing or done_anew)  # there is nothing to count rarity in
        if current and (settled or new == before):  # the same again: what holds nothing that could be linked
            break
        if not current or not standing:
            _anew_once(store, version)
            before, done_anew = None, True
        else:
            before = new if link_beside(store, new) else None
    _state(store)


def link_new(store: Store) -> bool:
    """Link what came in beside the rest as it stands; gives whether something is left for `relink`.

    Rarity is counted as it was when all was linked last, also where that is out of date by now: then `relink` links
    everything anew. What was published before the last report of that background is not linked until then.
    """
    version = knowledge_version(LINK)
    with store.writer().blocks() as blocks:
        linked = blocks.is_linked(standing_decisions(blocks.judgements()), version)
        if not linked or blocks.background(BACKGROUND) is None:
            return True
        new = blocks.later(BACKGROUND)
        if _too_many(new, blocks):
            return True
    link_beside(store, new, outdated=True)
    left, standing, _ = _waiting(store, version)
    return bool(left) or not standing


def _waiting(store: Store, version: int) -> tuple[list[str], bool, bool]:
    """The reports that wait to be linked, whether what rarity is counted in stands (and they are not too many), and
    whether decisions and rules are those that all was linked by."""
    with store.writer().blocks() as blocks:
        current = blocks.is_linked(standing_decisions(blocks.judgements()), version)
        new = blocks.unlinked()
        return new, not _too_many(new, blocks) and stands(blocks), current


def _too_many(new: Sequence[str], blocks: Blocks) -> bool:
    """Are so many new that linking everything anew costs less than linking them beside the rest?"""
    return len(new) >= MANY_NEW and len(new) * SHARE >= blocks.most()


def _anew_once(store: Store, version: int) -> None:
    """Link everything, unless somebody else has while this one waited for its turn."""
    with store.alone():
        _, standing, current = _waiting(store, version)
        if not current or not standing:
            link_anew(store, version)


def _state(store: Store) -> None:
    """Work out what was stated in incidents that an older desk wrote, or that were copied; looked for once a process.

    Whoever writes an incident now keeps with it what was stated there, so looking again would only cost: the look is
    at all incidents.
    """
    if store in STATED:
        return
    view, late = store.view(), store.view().lists().unstated()
    for start in range(0, len(late), STATES):
        part = [(view.incident(id), view.assessment(id)) for id in late[start : start + STATES]]
        with store.writer().blocks() as blocks:
            blocks.state(stated(part, view.extraction))
    STATED.add(store)


def rejudge(store: Store, judgement: Judgement) -> None:
    """Keep a decision (or its undoing) and bring the incidents that it reaches up to date, in one transaction."""
    version, rules = knowledge_version(LINK), linking()
    with store.writer().blocks(rules.blocks.cap, UNDATED) as blocks:
        ready = blocks.is_linked(standing_decisions(blocks.judgements()), version) and not blocks.unlinked()
        against = last_background(blocks) if ready and stands(blocks) else None
        blocks.judge(judgement)
        if against is not None:
            _reach(judgement, blocks, against)
            blocks.linked(standing_decisions(blocks.judgements()), version)
    if against is None:
        relink(store)


def _reach(judgement: Judgement, blocks: Blocks, against: Background) -> None:
    """Form anew, or assess anew, what a decision names."""
    shelf = Shelved(blocks)
    if judgement.kind in GROUPING:
        (named,) = decided([replace(judgement, undone=None)], shelf.meant)
        held = Held(shelf, against, linking())
        keep(update((), held, blocks, blocks.judgements(), sorted(named.items)), blocks, shelf, ())
    else:
        ids = concerned(judgement, blocks.judgements(), blocks.of_reports, blocks.of_origin)
        before = blocks.assessed(sorted(ids))
        after = assessed((incident for incident, _ in before.values()), blocks, shelf)
        blocks.write(after, ())
        blocks.state(stated(after, shelf.extraction))
        blocks.tell(notices(before, after, (), (), datetime.now(UTC)))


def concerned(
    judgement: Judgement,
    standing: Iterable[Judgement],
    of_reports: Callable[[Sequence[str]], list[str]],
    of_origin: Callable[[str], list[str]],
) -> set[str]:
    """The incidents whose assessment a decision about voices, sources or an incident as a whole may change."""
    reports = [ref.rpartition("#")[0] or ref for refs in judgement.held for ref in refs]
    found = {*of_reports([*reports, *judgement.target]), *judgement.incidents}
    if judgement.kind == "discount":
        return found
    return found.union(*(of_origin(one) for one in sorted(_called(judgement, standing))))


def _called(judgement: Judgement, standing: Iterable[Judgement]) -> set[str]:
    """What the voices of a decision may be called by now: other decisions that name one of them gave it their names."""
    named, others = set(judgement.target), [set(one.target) for one in standing if one.kind in VOICES]
    while met := [one for one in others if not one.isdisjoint(named) and not one <= named]:
        named = named.union(*met)
    return named
