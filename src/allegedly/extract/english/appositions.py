"""What others make of words, set behind them: ", a claim denied by the rebels", ", an account the mayor rejects".

Russian and Ukrainian say it with a clause of its own («, что отрицают повстанцы»): see claims/pointing.py.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from allegedly.extract.english.boundaries import noun_phrase, pieces
from allegedly.extract.english.candidate import Candidate
from allegedly.extract.english.lexicon import lexicon
from allegedly.extract.english.sources import agent_of, is_negated
from allegedly.extract.english.tree import Tree
from allegedly.knowledge.closed import closed
from allegedly.knowledge.cues import Cue
from allegedly.knowledge.modality import modality
from allegedly.model import Span

RULE = "en.claim-judged"
JUDGING = frozenset({RULE, "en.called-false"})
# Between the comma and the noun stand at most so many words ("a widely shared claim"), behind it so many to its verb.
BEFORE, BEHIND = 4, 12


def claim_judged(tree: Tree) -> Iterator[Candidate]:
    """A noun for what was said, set behind it, with who denies or confirms it: all before the comma is the content."""
    for comma, t in enumerate(tree.tokens):
        noun = names_words(tree, comma) if t.text in (",", "-", "–", "—") else None
        found = None if noun is None else _judged(tree, noun)
        if noun is None or found is None:
            continue
        verb, source, entry = found
        content = pieces(tree, range(comma))
        if content:
            span = noun_phrase(tree, source, verb)
            span = Span(max(span.start, tree.tokens[noun + 1].start), span.end)
            yield Candidate(RULE, tree.span(verb), span, content, entry, is_negated(tree, verb))


def apart(found: Sequence[Candidate]) -> list[Candidate]:
    """No other reading of their verbs, and nobody's words reach into them."""
    judged = [c for c in found if c.rule in JUDGING]
    cues = {c.cue: c.rule for c in found if c.rule in JUDGING}
    ends = [(c.content[0].start, c.content[-1].end) for c in judged]
    kept = [c for c in found if cues.get(c.cue, c.rule) == c.rule]
    return [c if c.rule in JUDGING else replace(c, content=tuple(_cut(s, ends) for s in c.content)) for c in kept]


def _cut(span: Span, ends: Sequence[tuple[int, int]]) -> Span:
    reached = (end for start, end in ends if start <= span.start < end < span.end)
    return Span(span.start, next(reached, span.end))


def names_words(tree: Tree, comma: int) -> int | None:
    """The noun for what was said that opens the words behind a comma, with an article before it."""
    words = modality("en").statement
    for k in range(comma + 2, min(comma + 2 + BEFORE, len(tree.tokens))):
        if tree.tokens[k].pos == "NOUN" and tree.tokens[k].text.lower() in words:
            return k if tree.tokens[comma + 1].pos == "DET" else None
        if tree.tokens[k].pos not in ("ADJ", "ADV", "VERB", "NOUN"):
            return None
    return None


def _judged(tree: Tree, noun: int) -> tuple[int, int, Cue] | None:
    """The verb, who judges, and the verb's entry."""
    for verb in range(noun + 1, min(noun + BEHIND, len(tree.tokens))):
        t = tree.tokens[verb]
        taken = t.pos == "NOUN" and t.text.endswith("s") and verb - 1 > noun  # "an account the mayor disputes"
        entry = lexicon().get((t.lemma, "verb"), {}).get("object") if taken or t.pos == "VERB" else None
        if entry is None or (entry.stance == "affirm" and t.lemma not in closed().seconding):
            continue
        by = agent_of(tree, verb)
        own = next((k for k in tree.kids(verb, "nsubj") if k > noun), verb - 1)
        source = by if by is not None else verb - 1 if taken else own
        if source > noun and tree.tokens[source].pos in ("NOUN", "PROPN"):
            return verb, source, entry
    return None
