"""What was told before: the first of a family of copies, and the first who said a thing in nearly the same words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from allegedly.assess.known import Stated

# The report speaks for itself.
OWN = frozenset({"author", "outlet", "report"})
WORD = re.compile(r"\w+")


def first_copies(stated: Sequence[Stated], copies: Iterable[Sequence[str]]) -> dict[str, Stated]:
    """For each copied report the earliest one of its family, where that is another one."""
    earliest: dict[str, Stated] = {}
    for one in stated:
        earliest.setdefault(one.report.id, one)
    found: dict[str, Stated] = {}
    for family in copies:
        held = [earliest[r] for r in family if r in earliest]
        if len(held) > 1:
            first = min(held, key=lambda s: s.order)
            for s in held:
                before = found.get(s.report.id, first)
                found[s.report.id] = min(before, first, key=lambda x: x.order)
    return {r: first for r, first in found.items() if first.report.id != r}


def told_before(stated: Sequence[Stated]) -> dict[str, Stated]:
    """For each unattributed claim the earlier one of another outlet that says it in nearly the same words."""
    found: dict[str, Stated] = {}
    seen: dict[tuple[str | None, str], list[tuple[Stated, frozenset[str]]]] = defaultdict(list)
    for one in stated:
        if one.claim.speaker is not None and one.claim.speaker.kind not in OWN:
            continue
        start, end = one.claim.sentence
        words = frozenset(WORD.findall(one.report.text[start:end].casefold()))
        slot = seen[one.claim.event, one.lang]
        twin = next((first for first, other in slot[:200] if _repeats(one, first, words, other)), None)
        if twin is not None:
            found[one.claim.id] = twin
        else:
            slot.append((one, words))
    return found


def _repeats(one: Stated, first: Stated, words: frozenset[str], other: frozenset[str]) -> bool:
    """Half of all their words in common, in a sentence long enough to be nobody's formula."""
    if one.report.id == first.report.id or len(words) < 8:
        return False
    return len(words & other) >= 0.6 * min(len(words), len(other)) and len(words & other) >= 0.5 * len(words | other)
