"""What somebody calls false, found by word order: "called the claim nonsense", "dismissed as fake a video of it".

In Russian and Ukrainian cases tell what is called false («назвал видео фейком»): see slavic/objects.py.
"""

from collections.abc import Iterator

import msgspec

from allegedly.extract.english.boundaries import noun_phrase, pieces
from allegedly.extract.english.candidate import Candidate
from allegedly.extract.english.lexicon import lexicon
from allegedly.extract.english.sources import is_negated, source_of
from allegedly.extract.english.tree import Tree
from allegedly.knowledge.closed import closed
from allegedly.knowledge.cues import Cue
from allegedly.model import Span

RULE = "en.called-false"
MARKS = frozenset({'"', "“", "”", "'", "‘", "’", "''", "``"})
CLOSING = MARKS | {","}
# So many words of what is called false are looked through.
REACH = 40
# "Called the reports a lie" only points back; told out, what is called false has more words.
SHORT = 4


def called_false(tree: Tree) -> Iterator[Candidate]:
    """Whoever calls words false denies them: what stands between the verb and its judgement, or behind both."""
    for verb, t in enumerate(tree.tokens):
        if t.pos != "VERB" or t.lemma not in closed().deeming or "pass" in t.feats:
            continue
        source = source_of(tree, verb)
        if source is None and t.dep == "acl" and tree.tokens[t.head].dep == "ROOT" and t.head < verb:
            source = t.head  # the parser takes the sentence's verb for a participle
        content = _meant(tree, verb)
        if source is not None and content:
            cue = lexicon().get((t.lemma, "verb"), {}).get("object") or Cue(t.lemma, "verb", ("object",))
            denying = msgspec.structs.replace(cue, stance="deny")
            yield Candidate(
                RULE, tree.span(verb), noun_phrase(tree, source, verb), content, denying, is_negated(tree, verb)
            )


def _meant(tree: Tree, verb: int) -> tuple[Span, ...]:
    first = _judgement(tree, verb + 1)
    end = _end(tree, verb)
    if first is not None:  # "dismissed as untrue reports that ..."
        start = next((k for k in range(first + 1, end) if tree.tokens[k].text not in CLOSING), end)
        return pieces(tree, range(start, end))
    for k in range(verb + 2, end):
        judged = _judgement(tree, k)
        if judged is not None and judged + 1 >= end - 1 and k - verb > SHORT:
            return pieces(tree, range(verb + 1, k))
    return ()


def _judgement(tree: Tree, k: int) -> int | None:
    """The last word of the judgement that begins at a word, or None."""
    while k < len(tree.tokens) and (tree.tokens[k].text in MARKS or tree.tokens[k].text.lower() in closed().leading):
        k += 1
    return k if k < len(tree.tokens) and tree.tokens[k].text.lower() in closed().false else None


def _end(tree: Tree, verb: int) -> int:
    """Where the words end that the verb may judge: at the sentence's end, or at a mark that parts it."""
    end = min(verb + REACH, len(tree.tokens))
    return next((k for k in range(verb + 1, end) if tree.tokens[k].text in (".", ";", ":", "!", "?")), end)
