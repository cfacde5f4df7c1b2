"""Noun chunks in the pass: subject, object, second name, or the subject of a clause to come."""

from allegedly.extract.english.shallow.state import COMMAS, QUOTES, Clause, Parse, joined
from allegedly.extract.english.shallow.units import Unit
from allegedly.extract.english.shallow.words import words


def noun(tree: Parse, unit: Unit) -> None:
    """A noun chunk: what its preposition, its verb or the clause to come needs."""
    h, top = unit.head, tree.top
    if tree.prep >= 0:
        tree.attach(h, tree.prep, "pobj")
        tree.prep = -1
    elif tree.joint >= 0 and not _subject_ahead(tree) and _joins_nouns(tree):
        tree.attach(h, top.last, "conj")
        tree.attach(tree.joint, top.last, "cc")
    elif top.verb < 0:
        _early(tree, h)
    else:
        _late(tree, h)
    tree.top.last = h
    tree.joint = -1 if tree.head[h] >= 0 else tree.joint
    tree.comma = False


def _joins_nouns(tree: Parse) -> bool:
    two = tree.unit(-2)
    return tree.top.last >= 0 and (two is None or two.kind in ("noun", "mark"))


def _early(tree: Parse, h: int) -> None:
    """Before the verb of its clause: its subject, or a second name of it."""
    top = tree.top
    if top.subject >= 0 and tree.comma and not _subject_ahead(tree):
        tree.attach(h, top.subject, "appos")
    elif top.subject >= 0 and tree.comma and _speaks_ahead(tree):
        tree.stack.append(Clause(subject=h, dep="parataxis", host=-2))
    elif tree.low[h] in words().sets["times"] and tree.low[h] != "may":
        top.loose.append((h, "npadvmod"))
    else:
        if top.subject >= 0:
            top.loose.append((top.subject, "dep"))
        top.subject = h


def _late(tree: Parse, h: int) -> None:
    """After the verb: the subject of a verb that came first, of a clause to come, or an object."""
    top = tree.top
    if _subject_ahead(tree) and not (tree.before("verb") and _inverted(tree)):
        tree.stack.append(_opened(tree, h))
    elif tree.before("verb") and _inverted(tree):
        tree.attach(h, top.verb, "nsubj")
        top.subject = h
    elif tree.comma and top.last >= 0 and tree.head[top.last] >= 0 and not tree.before("verb"):
        tree.attach(h, top.last, "appos")
    elif tree.low[h] in words().sets["times"] and tree.low[h] != "may":
        tree.attach(h, top.verb, "npadvmod")
    else:
        be = tree.lemma[top.verb] == "be"
        dep = "attr" if be else "dobj" if top.object < 0 else _second(tree)
        tree.attach(h, top.verb, dep)
        top.object = h


def _second(tree: Parse) -> str:
    """A second noun after the verb: what the first is called, or another object."""
    return "oprd" if tree.cue(tree.top.verb, "object-pred") else "dative" if tree.before("noun") else "dobj"


def _opened(tree: Parse, h: int) -> Clause:
    """The clause that a noun with a verb ahead opens."""
    top = tree.top
    if tree.joint >= 0:
        found = joined(tree)
        tree.attach(tree.joint, found.host, "cc")
        found.subject = h
        return found
    if tree.comma:
        return Clause(subject=h, dep="parataxis", host=top.verb)
    previous = tree.unit(-1)
    if previous is not None and previous.kind == "adj":
        return Clause(subject=h, dep="ccomp", host=previous.head)
    if tree.cue(top.verb) or tree.cue(top.verb, "tell") or tree.before("verb"):
        return Clause(subject=h, dep="ccomp", host=top.verb)
    return Clause(subject=h, dep="relcl" if top.last >= 0 else "ccomp", host=top.last if top.last >= 0 else top.verb)


def _inverted(tree: Parse) -> bool:
    """Did the verb of saying come before its speaker ("...", said the mayor)?"""
    top = tree.top
    first = tree.unit(-2)
    led = first is None or tree.low[first.start] in COMMAS | QUOTES
    return top.subject < 0 and led and (tree.cue(top.verb, "quote") or tree.cue(top.verb))


def _subject_ahead(tree: Parse) -> bool:
    """Does a finite verb follow this noun before the next mark or joining word?"""
    for k in range(tree.at + 1, len(tree.units)):
        unit = tree.units[k]
        if unit.kind == "verb" and unit.verb is not None and (unit.verb.finite or tree.units[k - 1].kind != "noun"):
            return unit.verb.finite
        if unit.kind == "verb":
            continue  # "tweets targeting her were"
        if unit.kind == "join" and tree.before("verb") and tree.cue(tree.top.verb):
            continue  # "says the mayor and the governor should"
        if unit.kind not in ("prep", "adv", "noun") and tree.low[unit.start] not in QUOTES:
            return False
        if unit.kind == "noun" and tree.units[k - 1].kind == "noun":
            return False
    return False


def _speaks_ahead(tree: Parse) -> bool:
    """Is the next verb one of saying, with a mark after it ("the pier, the mayor said, burned")?"""
    k = next((k for k in range(tree.at + 1, len(tree.units)) if tree.units[k].kind == "verb"), None)
    if k is None or not tree.cue(tree.units[k].head):
        return False
    return k + 1 < len(tree.units) and tree.units[k + 1].kind == "mark"
