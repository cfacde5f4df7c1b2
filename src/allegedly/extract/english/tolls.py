"""Somebody's own figure: "the government's figure is 61", "the bishop's count stands at 200".

Russian and Ukrainian say it with a verb («в правительстве называют цифру 61»).
"""

from collections.abc import Iterator

from allegedly.extract.english.boundaries import noun_phrase, pieces
from allegedly.extract.english.candidate import Candidate
from allegedly.extract.english.tree import Tree
from allegedly.extract.english.voices import is_voice
from allegedly.knowledge.closed import closed
from allegedly.knowledge.cues import Cue

RULE = "en.own-figure"
STANDS = frozenset({"be", "stand", "remain"})


def own_figure(tree: Tree) -> Iterator[Candidate]:
    """Whose figure, count or estimate is a number gives that number."""
    for noun, t in enumerate(tree.tokens):
        owner = tree.kid(noun, "poss") if t.lemma in closed().figures else None
        if owner is None or t.dep != "nsubj" or tree.lemma(t.head) not in STANDS:
            continue
        number = _number(tree, t.head)
        source = noun_phrase(tree, owner)
        words = " ".join(x.text for x in tree.tokens if source.start <= x.start and x.end <= source.end)
        if number is not None and (is_voice(words) or tree.tokens[owner].pos == "PROPN"):
            content = pieces(tree, tree.subtree(number))
            yield Candidate(RULE, tree.span(noun), source, content, Cue(t.lemma, "noun", ("of",)))


def _number(tree: Tree, verb: int) -> int | None:
    """The number that is all behind the verb, or behind "at"."""
    for k in tree.kids(verb, "attr", "acomp", "prep", "dobj"):
        at = tree.kid(k, "pobj") if tree.lemma(k) == "at" else k
        if at is not None and k > verb and tree.tokens[at].pos == "NUM":
            return at
    return None
