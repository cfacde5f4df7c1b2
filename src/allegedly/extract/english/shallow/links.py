"""Prepositions, joining words, marks, adjectives and adverbs in the pass."""

from allegedly.extract.english.shallow.state import COMMAS, QUOTES, Clause, Parse
from allegedly.extract.english.shallow.units import Unit
from allegedly.extract.english.shallow.words import words
from allegedly.knowledge.closed import closed

# Clauses that a comma may end.
SIDE = frozenset({"relcl", "advcl", "acl", "pcomp", "xcomp"})
MARKS = closed().marks
ADVERBIAL = closed().adverbial


def preposition(tree: Parse, unit: Unit) -> None:
    """A preposition hangs on the noun right before it, else on the verb."""
    p, top, previous = unit.head, tree.top, tree.unit(-1)
    if previous is not None and _belongs(tree, previous):
        tree.attach(p, previous.head, "prep")
    elif top.verb >= 0:
        tree.attach(p, top.verb, "agent" if tree.low[p] == "by" and tree.before("verb") else "prep")
    else:
        top.loose.append((p, "prep"))
    tree.prep = p


def _belongs(tree: Parse, previous: Unit) -> bool:
    """Does a preposition go with the unit before it? One of time ("the council on Friday") goes with the verb."""
    following = tree.unit(1)
    timed = following is not None and following.kind == "noun" and tree.low[following.head] in words().sets["times"]
    return previous.kind == "prep" or (previous.kind == "noun" and not tree.comma and not timed)


def link(tree: Parse, unit: Unit) -> None:
    """A word that joins a clause: that, whether, who, because."""
    i, word = unit.head, tree.low[unit.head]
    previous, following = tree.unit(-1), tree.unit(1)
    if word in words().sets["relatives"] and previous is not None and previous.kind == "noun" and _is_relative(tree, i):
        noun = previous.head if not tree.comma else tree.top.last
        subject = i if following is not None and following.kind in ("verb", "adv") else -1
        tree.stack.append(Clause(subject=subject, dep="relcl", host=noun))
        if subject < 0:
            tree.top.loose.append((i, "mark" if word == "that" else "dobj"))
    else:
        tree.stack.append(_subordinate(tree, i, word))
        if following is not None and following.kind == "verb" and word in ("who", "what", "which"):
            tree.top.subject = i
        else:
            tree.top.loose.append((i, "mark" if word in MARKS else "advmod" if word in ADVERBIAL else "dobj"))
    tree.prep, tree.comma, tree.joint = -1, False, tree.joint


def _is_relative(tree: Parse, i: int) -> bool:
    """After a noun: who and which are; that is, unless the noun or its verb takes a clause."""
    if tree.low[i] != "that":
        return True
    top = tree.top
    if tree.noun(tree.unit(-1), "that"):
        return False
    return not (top.verb >= 0 and (tree.cue(top.verb) or tree.cue(top.verb, "tell")))


def _subordinate(tree: Parse, i: int, word: str) -> Clause:
    """The clause that a joining word opens, with what governs it."""
    top, previous = tree.top, tree.unit(-1)
    asks = word in ADVERBIAL or word in closed().questions | closed().pointers
    if tree.joint >= 0 and word == "that":
        found = next((c for c in reversed(tree.stack) if c.dep in ("ccomp", "acl") and c.verb >= 0), None)
        if found is not None:
            tree.attach(tree.joint, found.verb, "cc")
            return Clause(dep="conj", host=found.verb)
    if previous is not None and tree.noun(previous, "that"):
        return Clause(dep="acl", host=previous.head)
    if previous is not None and previous.kind == "adj" and asks:
        return Clause(dep="ccomp", host=previous.head)
    if asks and top.verb >= 0 and (word not in ("if", "when", "where") or tree.before("verb")):
        return Clause(dep="ccomp", host=top.verb)
    if top.verb < 0:
        return Clause(dep="advcl", host=-2)
    return Clause(dep="advcl", host=top.verb)


def mark(tree: Parse, unit: Unit) -> None:
    """A comma or dash closes clauses that are whole where one below still lacks its verb."""
    text = tree.low[unit.head]
    tree.comma = text in COMMAS or tree.comma
    if text in QUOTES:
        return
    tree.prep = -1
    while len(tree.stack) > 1 and tree.top.verb >= 0 and tree.top.dep in SIDE and _open_below(tree):
        tree.stack.pop()
    if text in (";", ":"):
        del tree.stack[1:]


def _open_below(tree: Parse) -> bool:
    """Is the clause below without a verb, or did a side clause just end?"""
    return tree.stack[-2].verb < 0


def join(tree: Parse, unit: Unit) -> None:
    """And, or, but wait for what they join."""
    tree.joint = unit.head


def adjective(tree: Parse, unit: Unit) -> None:
    """After be: what is said of the subject."""
    top = tree.top
    if top.verb >= 0:
        tree.attach(unit.head, top.verb, "acomp" if tree.lemma[top.verb] == "be" or tree.before("verb") else "advmod")
    else:
        top.loose.append((unit.head, "amod"))


def adverb(tree: Parse, unit: Unit) -> None:
    """An adverb hangs on the verb; right after it, it may be its particle."""
    top = tree.top
    if top.verb >= 0:
        particle = tree.before("verb") and tree.low[unit.head] in words().sets["particles"]
        tree.attach(unit.head, top.verb, "prt" if particle else "advmod")
    else:
        top.loose.append((unit.head, "advmod"))
