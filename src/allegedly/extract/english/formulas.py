"""Formulas that attribute without a verb of saying: according to, in the words of, "NAME:", "- Name"."""

import re
from collections.abc import Iterator, Sequence

from allegedly.extract.english.boundaries import cited_in, noun_phrase, pieces
from allegedly.extract.english.candidate import Candidate
from allegedly.extract.english.lexicon import lexicon
from allegedly.extract.english.tree import Tree
from allegedly.knowledge.cues import Cue
from allegedly.model import Span

ACCORDING = Cue("according to", "formula", ("prep",))
COLON = Cue(":", "formula", ("head",))
DASH = Cue("-", "formula", ("tail",))
LONGEST_TAIL = 8
PLAIN = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
HEAD = re.compile(
    r"[\s*]*((?:[A-Z][\w.'’&-]*)(?:\s(?:[A-Z&][\w.'’&-]*|of|the|and|for|de|al|von|van)){0,6})(:)\s+(?=[A-Z0-9\"“‘'«(])"
)
TAIL = re.compile(
    r"(?<=[\w.!?\"”’'])\s+([-–—])\s*((?:[A-Z][\w.'’&]*)(?:\s(?:[A-Z&][\w.'’&-]*|of|the|and|for)){0,5})\.?\s*$"
)


def according_to(tree: Tree) -> Iterator[Candidate]:
    """The clause that "according to" stands in is the content ("According to the port, the pier burned")."""
    for i, t in enumerate(tree.tokens):
        if t.lemma != "accord" and t.text.lower() != "according":
            continue
        to = next((c for c in range(i + 1, min(i + 3, len(tree.tokens))) if tree.lemma(c) == "to"), None)
        source = None if to is None else tree.kid(to, "pobj", "pcomp")
        if to is None or source is None:
            continue
        own = tree.subtree(i) | tree.subtree(to)
        words = _host(tree, i) - own
        words -= {w for a in cited_in(tree, words) for w in tree.subtree(a)}
        content = pieces(tree, words)
        if content:
            yield Candidate("en.according-to", tree.span(i, to), noun_phrase(tree, source), content, ACCORDING)


def in_a_poll(tree: Tree) -> Iterator[Candidate]:
    """What stands "in a poll" or "in a study" at the head of a sentence is the content of the poll."""
    for i, t in enumerate(tree.tokens[:3]):
        if t.lemma != "in" or t.dep != "prep" or t.head < 0:
            continue
        noun = tree.kid(i, "pobj")
        entry = None if noun is None else lexicon().get((tree.lemma(noun), "noun"), {}).get("in")
        if noun is None or entry is None:
            continue
        own = tree.subtree(i)
        after = max(own) + 1
        if after < len(tree.tokens) and tree.tokens[after].text == ",":
            content = pieces(tree, _host(tree, i) - own)
            if content:
                yield Candidate("en.in-a-poll", tree.span(i), noun_phrase(tree, noun), content, entry)


def media_report(tree: Tree) -> Iterator[Candidate]:
    """The speaker closes the sentence with a verb that the tagger took for a noun ("..., local media report.")."""
    words = [i for i, t in enumerate(tree.tokens) if t.pos != "PUNCT"]
    comma = max((i for i, t in enumerate(tree.tokens) if t.text == ","), default=-1)
    tail = [i for i in words if i > comma]
    before = [i for i in words if i < comma]
    if not 2 <= len(tail) <= LONGEST_TAIL or any(tree.tokens[i].pos not in PLAIN for i in tail):
        return
    entry = lexicon().get((tree.lemma(tail[-1]), "verb"), {}).get("that")
    finite = any("fin" in tree.tokens[i].feats for i in before)
    agrees = tree.tokens[tail[-2]].pos in ("NOUN", "PROPN") and tree.tokens[tail[-1]].pos == "NOUN"
    if entry is None or entry.act != "say" or not finite or not agrees:
        return
    yield Candidate(
        "en.media-report", tree.span(tail[-1]), tree.span(tail[0], tail[-2]), pieces(tree, range(comma)), entry
    )


def _host(tree: Tree, at: int) -> set[int]:
    """The words of the clause that a formula belongs to: the nearest finite one with its siblings, or the sentence."""
    for a in tree.ancestors(at):
        t = tree.tokens[a]
        finite = t.pos in ("VERB", "AUX") and tree.has(a, "nsubj", "nsubjpass", "expl", "csubj")
        if finite and t.dep in ("ROOT", "ccomp", "advcl", "parataxis"):
            return tree.subtree(a)
    return set(range(len(tree.tokens)))


def name_colon(trees: Sequence[Tree], text: str) -> Iterator[Candidate]:
    """A name and a colon stand before the words, to the end of the paragraph ("Harbour Office: no ships lost")."""
    start, end = trees[0].tokens[0].start, trees[-1].tokens[-1].end
    match = HEAD.match(text, start, end)
    if match is None or not names_somebody(match.group(1)):
        return
    content = [p for t in trees for p in pieces(t, (i for i, w in enumerate(t.tokens) if w.start >= match.end()))]
    if content:
        whole = Span(content[0].start, content[-1].end)
        yield Candidate("en.name-colon", Span(*match.span(2)), Span(*match.span(1)), (whole,), COLON)


def names_somebody(head: str) -> bool:
    """Is a head before a colon a name, rather than a rubric ("Correction", "The Latest")?"""
    return len(head) > 1 and "rubric" not in lexicon().get((head.lower(), "formula"), {})


def dash_name(tree: Tree, text: str) -> Iterator[Candidate]:
    """A name after a dash ends the words ("No ships lost - Harbour Office")."""
    start, end = tree.tokens[0].start, tree.tokens[-1].end
    match = TAIL.search(text[start:end])
    if match is None:
        return
    before = [i for i, t in enumerate(tree.tokens) if t.end <= start + match.start()]
    content = pieces(tree, before) if len(before) > 3 else ()
    if content:
        yield Candidate(
            "en.dash-name",
            Span(start + match.start(1), start + match.end(1)),
            Span(start + match.start(2), start + match.end(2)),
            content,
            DASH,
        )
