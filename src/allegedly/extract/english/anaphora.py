"""Sources of the sentence before: "This was reported by the channel"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from allegedly.extract.english.boundaries import noun_phrase, trimmed
from allegedly.extract.english.candidate import Candidate, Site
from allegedly.extract.english.sources import agent_of, is_negated, source_of
from allegedly.extract.english.tree import Tree
from allegedly.knowledge.closed import closed
from allegedly.model import Span

RULE = "en.said-this"
POINTERS = closed().pointers


def said_this(site: Site) -> Iterator[Candidate]:
    """Who says "this", or by whom "this" was said, says the sentence before; who denies this says nothing of it."""
    entry, judging = site.frames.get("quote") or site.frames.get("tell"), site.frames.get("object")
    if entry is None or entry.act != "say" or is_negated(site.tree, site.at):
        return
    if judging is not None and judging.stance != "affirm":
        return
    pointer, source = _passive(site.tree, site.at) or _active(site.tree, site.at) or (None, None)
    if pointer is not None and source is not None:
        yield Candidate(RULE, site.cue, noun_phrase(site.tree, source), (site.tree.span(pointer),), entry)


def _passive(tree: Tree, verb: int) -> tuple[int, int] | None:
    """The pronoun and the source of "This was reported by the port" or "This is stated in a message of the port"."""
    subject = tree.kid(verb, "nsubjpass")
    if subject is None or tree.lemma(subject) != "this" or len(tree.subtree(subject)) > 1:
        return None
    source = agent_of(tree, verb)
    if source is None:
        medium = next((p for p in tree.kids(verb, "prep") if tree.lemma(p) in ("in", "on") and p > verb), None)
        source = None if medium is None else tree.kid(medium, "pobj")
    return None if source is None else (subject, source)


def _active(tree: Tree, verb: int) -> tuple[int, int] | None:
    """The pronoun and the source of "The port said this on Monday" or "The port wrote about it"."""
    source = source_of(tree, verb)
    if source is None:
        return None
    for k in tree.kids(verb, "dobj", "prep"):
        inner = tree.kid(k, "pobj") if tree.tokens[k].dep == "prep" else k
        about = tree.tokens[k].dep == "dobj" or tree.lemma(k) == "about"
        if inner is not None and about and _points(tree, inner, tree.tokens[k].dep == "prep"):
            return inner, source
    return None


def _points(tree: Tree, at: int, after_about: bool) -> bool:
    """Does a lone pronoun stand for what was said before?"""
    allowed = POINTERS if after_about else frozenset({"this"})
    return tree.lemma(at) in allowed and not tree.children[at] and at > 0


def pointed(found: Sequence[Candidate], trees: Sequence[Tree]) -> list[Candidate]:
    """The same candidates, with the sentence before as content where they point back; dropped if there is none."""
    pointers = {c.cue.start for c in found if c.rule == RULE}
    if not pointers:
        return list(found)
    before: dict[int, Span | None] = {}
    previous: Tree | None = None
    for tree in trees:
        for t in tree.tokens:
            if t.start in pointers:
                before[t.start] = None if previous is None else _whole(previous)
        previous = tree
    placed = [(c, before.get(c.cue.start)) for c in found]
    return [
        replace(c, content=(span,)) if c.rule == RULE and span is not None else c
        for c, span in placed
        if c.rule != RULE or span is not None
    ]


def _whole(tree: Tree) -> Span | None:
    """The words of a sentence without its last mark."""
    run = trimmed(tree, range(len(tree.tokens)))
    return tree.span(run[0], run[-1]) if run else None
