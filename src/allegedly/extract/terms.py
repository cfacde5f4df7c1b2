"""What a report is about in words, for linking."""

from collections.abc import Iterator

from allegedly.extract.findings import Findings
from allegedly.extract.tokens import Analysis, Token
from allegedly.knowledge.identity import skeleton
from allegedly.model import Terms

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})


def terms(analysis: Analysis, findings: Findings) -> Terms:
    """Content lemmas, proper nouns and figures of all sentences, in text order.

    Names are folded by `skeleton`, so that inflections and transliterations meet. A number in words is given as the
    figure it means, where the text counts something with it.
    """
    tokens = [t for s in analysis.sentences for t in s.tokens]
    counted = {c.span.start: c.best for c in findings.counts if c.best is not None}
    return Terms(
        tuple(t.lemma.replace("ё", "е") for t in tokens if t.pos in CONTENT and _worded(t.lemma)),
        tuple(skeleton(t.lemma) for t in tokens if t.pos == "PROPN" and _worded(t.lemma)),
        tuple(_figures(tokens, counted)),
    )


def _worded(lemma: str) -> bool:
    return len(lemma) > 1 and (lemma[0].isalpha() or any(c.isalpha() for c in lemma))


def _figures(tokens: list[Token], counted: dict[int, float | int]) -> Iterator[str]:
    for t in tokens:
        if t.text[:1].isdigit():
            yield t.text
        elif t.pos == "NUM" and t.start in counted:
            yield str(counted[t.start])
