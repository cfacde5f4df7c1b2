"""New reports find the ones that they may share a happening with: shared keys, then comparison, then links."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import timedelta
from typing import NamedTuple

from allegedly.knowledge.linking import Blocks
from allegedly.link.copies import alike, compared
from allegedly.link.decide import decide
from allegedly.link.items import Item
from allegedly.link.keys import Keys
from allegedly.link.profile import Held, standing
from allegedly.link.shelf import ANY, Shelf, around
from allegedly.model import Link

# Levels of links that keys bring about. Those inside a group are made when it is formed.
FOUND = ("copy", "item")
# Words that two reports of one language must share to be compared, and sampled triples for their texts to be.
WORDS = 2
TRIPLES = 1


class Meeting(NamedTuple):
    """Two items to compare: by what they tell, by their texts, or both."""

    a: str
    b: str
    words: bool
    texts: bool


def admit(reports: Sequence[str], held: Held) -> list[str]:
    """Stand new reports under their keys and link them; gives the items whose links may have changed."""
    told = [i for report in reports for i in held.told(report) if not i.recalled]
    keyed = {i.id: held.keys(i) for i in told}
    rows = [(standing(i, keyed[i.id]), keyed[i.id]) for i in told]
    rows += [(standing(i, k), k) for r in reports for i in held.told(r) if i.recalled for k in [held.keys(i)]]
    moved = held.shelf.put(rows) - keyed.keys()
    held.shelf.drop(moved, FOUND)
    again = [held.item(name) for name in sorted(moved)]
    keyed |= {i.id: held.keys(i) for i in again}
    seen: set[tuple[str, str]] = set()
    # Backwards: the profiles of the last ones are still at hand.
    for item in reversed((*told, *again)):
        held.shelf.add(_links(item, keyed[item.id], held, keyed.keys(), seen))
    return list(keyed)


def _links(item: Item, keys: Keys, held: Held, changed: Set[str], seen: set[tuple[str, str]]) -> Iterator[Link]:
    """The links of one item, with those that lead its keys, and with those not new whom it leads itself."""
    found = unseen(item.id, _met(item, keys, held, changed), seen)
    held.shelf.ready(one.b for one in found)
    for one in found:
        yield from compare(one, held)


def unseen(item: str, met: tuple[Set[str], Set[str]], seen: set[tuple[str, str]]) -> list[Meeting]:
    """Those met by words, and by texts, with whom an item was not compared yet; `seen` grows by them."""
    words, copied = met
    found = []
    for name in sorted(words | copied):
        pair = (min(item, name), max(item, name))
        if name != item and pair not in seen:
            seen.add(pair)
            found.append(Meeting(item, name, name in words, name in copied))
    return found


def _met(item: Item, keys: Keys, held: Held, changed: Set[str]) -> tuple[set[str], set[str]]:
    """Items that share enough keys with this one: to compare what they tell, and to compare their texts."""
    shelf, near = held.shelf, around(keys.slot)
    words, copied = meets(keys, shelf, shelf)
    if not held.alone:
        words |= {*shelf.led(item.id, _twice(keys.frames), ANY), *shelf.led(item.id, keys.foreign, near)} - changed
        words |= often(shelf.led(item.id, _twice(keys.words), near), WORDS) - changed
        copied |= often(shelf.led(item.id, _twice(keys.copies), near), TRIPLES) - changed
    return words, copied


def meets(keys: Keys, shelf: Shelf, passing: Shelf) -> tuple[set[str], set[str]]:
    """Leaders of enough of these keys; words and copies, which count within some days, stand on the shelf `passing`."""
    near = around(keys.slot)
    words = {*shelf.leaders(keys.frames, ANY), *passing.leaders([theirs for _, theirs in keys.foreign], near)}
    words |= often(passing.leaders(keys.words, near), WORDS)
    return words, often(passing.leaders(keys.copies, near), TRIPLES)


def often(found: Iterable[str], least: int) -> set[str]:
    """What stands there so many times."""
    return {name for name, count in Counter(found).items() if count >= least}


def _twice(keys: Iterable[int]) -> list[tuple[int, int]]:
    return [(key, key) for key in keys]


def compare(met: Meeting, held: Held) -> Iterator[Link]:
    """A copy of the whole is one thing by that alone; all else is compared by what it tells."""
    a, b, words, texts = held.item(met.a), held.item(met.b), met.words, met.texts
    copy = compared(held.text(a.report), held.text(b.report), held.rules.copies) if texts else None
    if copy is not None:
        yield copy
        if alike(copy, held.rules.copies):
            return
    if words and (a.report != b.report or not a.digest) and may_meet(a, b, held.rules.blocks):
        link = told(a, b, held)
        late = _line(a, b, held) if not texts and link.score >= held.rules.decision.alike else None
        if late is not None:
            yield late
        if link.score >= held.rules.decision.edge and not (late and alike(late, held.rules.copies)):
            yield link


def _line(a: Item, b: Item, held: Held) -> Link | None:
    """A copy of a line: of its few triples none may be a key, but its words are."""
    if (a.id, b.id) != (a.report, b.report) or a.lang != b.lang:
        return None
    return compared(held.text(a.report), held.text(b.report), held.rules.copies)


def told(a: Item, b: Item, held: Held) -> Link:
    """Two items compared by what they tell."""
    return decide(a, b, (held.weighted(a.report), held.weighted(b.report)), held.rules)


def may_meet(a: Item, b: Item, rules: Blocks) -> bool:
    """Reports published days apart are compared only where both state one time; undated ones always are."""
    if a.at is None or b.at is None or abs(b.at - a.at) <= timedelta(hours=rules.window_hours):
        return True
    return _same_time(a, b)


def _same_time(a: Item, b: Item) -> bool:
    """A later report of the same time belongs with it, however late it comes."""
    return bool(
        a.window
        and b.window
        and a.window.stated
        and b.window.stated
        and a.window.start < b.window.end
        and b.window.start < a.window.end
    )


def strong(links: Iterable[Link], same: float) -> Iterator[Link]:
    """Links that can make two items one group: without one of them no mean reaches `same`."""
    return (one for one in links if one.level == "copy" or (one.level == "item" and one.score >= same))
