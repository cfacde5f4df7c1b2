"""A tree from tags alone: noun chunks and verb groups, then one pass over them with a stack of open clauses.

After the idea of finite-state cascades (Abney 1996, Partial Parsing via Finite-State Cascades): no scores, no search,
linear in the length of the sentence. Relations carry the names that the rules know from the parser.
"""

from collections.abc import Callable, Sequence

from allegedly.extract.english.shallow.links import adjective, adverb, join, link, mark, preposition
from allegedly.extract.english.shallow.nouns import noun
from allegedly.extract.english.shallow.state import Clause, Parse
from allegedly.extract.english.shallow.units import Inner, Unit
from allegedly.extract.english.shallow.verbs import verb

STEPS: dict[str, Callable[[Parse, Unit], None]] = {
    "noun": noun,
    "verb": verb,
    "prep": preposition,
    "link": link,
    "mark": mark,
    "join": join,
    "adj": adjective,
    "adv": adverb,
}


def parse(low: Sequence[str], lemma: Sequence[str], units: Sequence[Unit], inner: Sequence[Inner]) -> Parse:
    """Heads and relations of a sentence from its units; `inner` holds what hangs inside them."""
    main, size = Clause(), len(low)
    tree = Parse(low, lemma, units, [-1] * size, [""] * size, [main] * size, [main])
    for word, head, dep in inner:
        tree.attach(word, head, dep)
    for tree.at, unit in enumerate(units):
        STEPS[unit.kind](tree, unit)
        for i in range(unit.start, unit.end):
            tree.owner[i] = tree.top
    _finish(tree, main)
    return tree


def _finish(tree: Parse, main: Clause) -> None:
    """Hang what is left on the verb of its clause, else on the root; the root is a verb, or the first noun."""
    root = main.verb if main.verb >= 0 else main.subject if main.subject >= 0 else 0
    seen: set[int] = set()
    for clause in tree.owner:
        if id(clause) not in seen:
            seen.add(id(clause))
            verb = clause.verb if clause.verb >= 0 else root
            if clause.verb >= 0 and clause is not main:
                tree.attach(clause.verb, clause.host if clause.host >= 0 else root, clause.dep)
            for word in (*(w for w, _ in clause.loose), clause.subject):
                if word >= 0:
                    tree.attach(word, verb, "dep")
    for i, owner in enumerate(tree.owner):
        if tree.head[i] < 0 and i != root:
            verb = owner.verb if owner.verb >= 0 and owner.verb != i else root
            tree.attach(i, verb, tree.dep[i] or "dep")
    tree.head[root], tree.dep[root] = -1, "ROOT"
