"""Verb groups in the pass: the verb of the open clause, a speaker after the words, or a clause that hangs on one."""

from allegedly.extract.english.shallow.state import Clause, Parse, joined
from allegedly.extract.english.shallow.units import Unit, Verb


def verb(tree: Parse, unit: Unit) -> None:
    """A verb group: the verb of the open clause, or of one that hangs on it."""
    verb = unit.verb
    assert verb is not None
    if verb.finite and not _reduced(tree, unit, verb):
        _finite(tree, unit, verb)
    else:
        _bare(tree, unit, verb)
    tree.prep, tree.joint, tree.comma = -1, -1, False


def _reduced(tree: Parse, unit: Unit, verb: Verb) -> bool:
    """A past form after a noun, with the clause's own verb still to come ("the man arrested on Friday told")."""
    if not verb.maybe or not tree.before("noun") or tree.top.subject < 0 or tree.top.verb >= 0:
        return False
    follower = tree.unit(1)
    if follower is None or follower.kind not in ("prep", "adv"):
        return False
    for ahead in tree.units[tree.at + 1 :]:
        if ahead.kind == "verb":
            return ahead.verb is not None and ahead.verb.finite
        if ahead.kind in ("mark", "join", "link"):
            return False
    return False


def _finite(tree: Parse, unit: Unit, verb: Verb) -> None:
    v = unit.head
    while len(tree.stack) > 1 and tree.top.verb >= 0 and _waits(tree):
        tree.stack.pop()
    top = tree.top
    if top.verb >= 0:
        top = _next(tree, v)
    top.verb = v
    subject = "nsubjpass" if verb.passive else "nsubj"
    if top.subject >= 0:
        tree.attach(top.subject, v, "expl" if tree.low[top.subject] == "there" else subject)
    if top.dep == "parataxis" and top.subject >= 0 and tree.cue(v):
        _turn(tree, top)
    _settle(tree, top)


def _waits(tree: Parse) -> bool:
    """Does a clause below still lack its verb?"""
    return any(c.verb < 0 and c.subject >= 0 for c in tree.stack[:-1])


def _next(tree: Parse, v: int) -> Clause:
    """A second verb where the clause has one: said again after "and", or a speaker after the words."""
    if tree.joint >= 0:
        found = joined(tree, v)
        tree.attach(tree.joint, found.host, "cc")
    elif tree.cue(v, "quote") or tree.cue(v):
        found = Clause(dep="parataxis", host=tree.stack[0].verb)
        tree.stack.append(found)
        found.verb = v
        _turn(tree, found)
        return found
    else:
        found = Clause(dep="conj", host=tree.top.verb)
    tree.stack.append(found)
    return found


def _turn(tree: Parse, spoken: Clause) -> None:
    """The speaker after the words governs them: their root hangs on the verb of saying."""
    main = tree.stack[0]
    if main is spoken or main.verb < 0:
        return  # words that go on after the speaker; the clause hangs on them
    if main.dep == "ROOT" and tree.head[main.verb] < 0:
        old = Clause(main.verb, main.subject, "ccomp", spoken.verb, main.last, main.object, main.loose)
        tree.attach(old.verb, spoken.verb, "ccomp")
        for word, owner in enumerate(tree.owner):
            if owner is main:
                tree.owner[word] = old
        main.verb, main.subject, main.loose, main.last, main.object = spoken.verb, spoken.subject, [], -1, -1
        spoken.dep, spoken.host = "ROOT", -1
        tree.stack[:] = [main]


def _settle(tree: Parse, clause: Clause) -> None:
    """Hang the clause on its host and what waited for its verb on the verb."""
    if clause.host >= 0:
        tree.attach(clause.verb, clause.host, clause.dep)
    for word, dep in clause.loose:
        tree.attach(word, clause.verb, dep)
    clause.loose.clear()


def _bare(tree: Parse, unit: Unit, verb: Verb) -> None:
    """An infinitive, gerund or participle opens a clause without a subject of its own."""
    v, top = unit.head, tree.top
    host, dep = _place(tree, verb)
    clause = Clause(verb=v, dep=dep, host=host)
    if tree.prep >= 0:
        host = tree.prep
        clause.dep, clause.host = "pcomp", host
    if clause.host >= 0:
        tree.attach(v, clause.host, clause.dep)
    else:
        (top if top.verb < 0 else tree.stack[0]).loose.append((v, clause.dep))
    if tree.joint >= 0:
        tree.attach(tree.joint, clause.host, "cc") if clause.host >= 0 else None
    tree.stack.append(clause)


def _place(tree: Parse, verb: Verb) -> tuple[int, str]:
    """What a bare verb hangs on, and how."""
    top = tree.top
    governor = top.verb
    if tree.joint >= 0 and top.verb >= 0 and top.dep in ("xcomp", "pcomp", "acl", "advcl"):
        return top.verb, "conj"
    if verb.to:
        return _infinitive(tree)
    if tree.before("noun") and top.last >= 0 and not tree.comma:
        return top.last, "acl"
    if tree.comma or governor < 0:
        return (_clause_verb(tree), "advcl")
    return governor, "xcomp" if tree.before("verb") else "advcl"


def _clause_verb(tree: Parse) -> int:
    """The verb that a participle after a comma belongs to: the innermost that can say something, else the main one."""
    speaking = [c.verb for c in tree.stack if c.verb >= 0 and tree.cue(c.verb)]
    return speaking[0] if speaking else max(tree.stack[0].verb, -1)


def _infinitive(tree: Parse) -> tuple[int, str]:
    """To do: what a noun plans, an adjective is ready for, or the verb wants."""
    top, previous = tree.top, tree.unit(-1)
    if previous is not None and previous.kind == "adj":
        return previous.head, "xcomp"
    if previous is not None and tree.noun(previous, "to"):
        return previous.head, "acl"
    if top.verb >= 0:
        return top.verb, "xcomp"
    return top.subject, "acl"
