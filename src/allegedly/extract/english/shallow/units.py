"""Chunks: noun phrases and verb groups, with what hangs inside them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from allegedly.extract.english.shallow.words import verb_form, words

IN_NOUN = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN"})
HEADS = frozenset({"NOUN", "PROPN", "NUM"})
OWNERS = frozenset({"'s", "’s", "'", "’"})
INSIDE = {"DET": "det", "ADJ": "amod", "NUM": "nummod", "NOUN": "compound", "PROPN": "compound"}
KINDS = {"ADP": "prep", "SCONJ": "link", "CCONJ": "join", "PUNCT": "mark", "ADJ": "adj", "ADV": "adv", "PART": "adv"}


class Verb(NamedTuple):
    """A verb group: is it finite, passive, led by "to"; `maybe`: its past form may be a participle."""

    finite: bool
    passive: bool
    to: bool
    maybe: bool


class Unit(NamedTuple):
    """Words from `start` up to `end` with the one that governs them."""

    kind: str
    start: int
    end: int
    head: int
    verb: Verb | None = None


Inner = tuple[int, int, str]  # word, head, relation


def units(low: Sequence[str], pos: Sequence[str]) -> tuple[list[Unit], list[Inner]]:
    """The units of a sentence in order, and the relations inside them."""
    found: list[Unit] = []
    inner: list[Inner] = []
    i = 0
    while i < len(low):
        unit = _noun(low, pos, i, inner) or _verbal(low, pos, i, inner) or _single(low, pos, i)
        found.append(unit)
        i = unit.end
    return found, inner


def _single(low: Sequence[str], pos: Sequence[str], i: int) -> Unit:
    kind = KINDS.get(pos[i], "noun" if pos[i] == "PRON" else "adv")
    if pos[i] == "PRON" and low[i] in ("who", "which", "whom", "what", "that"):
        kind = "link"
    return Unit(kind, i, i + 1, i)


def _noun(low: Sequence[str], pos: Sequence[str], i: int, inner: list[Inner]) -> Unit | None:
    """A run of determiners, adjectives and nouns that ends in a noun; owners before it hang on its head."""
    if pos[i] not in IN_NOUN:
        return None
    end, head = _run(low, pos, i)
    if head < 0:
        return None
    owner = -1
    for k in range(i, head):
        if low[k] in OWNERS and pos[k] == "PART" and k > i:
            owner = k - 1
    for k in range(i, end):
        if k == head:
            continue
        target = owner if owner >= 0 and k < owner else head
        if k == owner:
            inner.append((k, head, "poss"))
        elif low[k] in OWNERS and pos[k] == "PART":
            inner.append((k, owner if k > owner >= 0 else head, "case"))
        else:
            inner.append((k, target, "poss" if low[k] in words().sets["possessives"] else INSIDE.get(pos[k], "dep")))
    return Unit("noun", i, end, head)


def _run(low: Sequence[str], pos: Sequence[str], i: int) -> tuple[int, int]:
    """Where a noun chunk ends, and its last noun (-1 for none)."""
    k, head, owned = i, -1, False
    while k < len(low):
        if low[k] in OWNERS and pos[k] == "PART" and k == head + 1 and head >= 0:
            owned = True
        elif pos[k] in HEADS:
            head, owned = k, False
        elif low[k] == "," and pos[k - 1 : k] == ["ADJ"] and pos[k + 1 : k + 2] == ["ADJ"]:
            pass  # specific, credible threats
        elif pos[k] not in IN_NOUN or (head >= 0 and not owned):
            break
        k += 1
    return (head + 1, head) if head >= 0 else (k, -1)


def _verbal(low: Sequence[str], pos: Sequence[str], i: int, inner: list[Inner]) -> Unit | None:
    """Helpers, adverbs between them and a verb; a helper alone where no verb follows."""
    start = i
    to = low[i] == "to" and pos[i] == "PART"
    if not to and pos[i] not in ("AUX", "VERB"):
        return None
    k, last = (i + 1 if to else i), -1
    while k < len(low) and pos[k] in ("AUX", "VERB", "ADV", "PART"):
        if pos[k] == "VERB" and last >= 0 and pos[last] == "VERB":
            break
        if low[k] == "to" and pos[k] == "PART":
            break
        if pos[k] in ("AUX", "VERB"):
            last = k
        if pos[k] == "VERB":
            break
        k += 1
    if last < 0:
        return None
    inner += _helpers(low, pos, range(start, last), last)
    return Unit("verb", start, last + 1, last, _features(low, pos, start, last, to))


def _helpers(low: Sequence[str], pos: Sequence[str], places: range, head: int) -> Iterator[Inner]:
    passive = _is_passive(low, pos, places, head)
    held = words()
    for k in places:
        if held.has("negations", low[k]):
            yield k, head, "neg"
        elif pos[k] == "AUX" or low[k] == "to":
            yield k, head, "auxpass" if passive and held.has("be", low[k]) else "aux"
        else:
            yield k, head, "advmod"


def _is_passive(low: Sequence[str], pos: Sequence[str], places: range, head: int) -> bool:
    form = verb_form(low[head])
    participle = low[head].endswith("ed") if form is None else "part" in form.kinds and "ing" not in form.kinds
    helped = [k for k in places if pos[k] == "AUX"]
    return pos[head] == "VERB" and participle and bool(helped) and words().has("be", low[helped[-1]])


def _features(low: Sequence[str], pos: Sequence[str], start: int, head: int, to: bool) -> Verb:
    passive = _is_passive(low, pos, range(start, head), head)
    helped = any(pos[k] == "AUX" and low[k] not in ("being", "having", "been") for k in range(start, head))
    form = verb_form(low[head])
    kinds = form.kinds if form else frozenset({"ing"} if low[head].endswith("ing") else {"past", "part"})
    alone = pos[head] == "AUX" or bool(kinds & {"s", "past", "base"})
    finite = not to and (helped or (alone and low[head] not in ("being", "having", "been")))
    return Verb(finite, passive, to, not helped and pos[head] == "VERB" and "part" in kinds)
