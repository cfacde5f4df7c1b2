"""What a report is about in words, for linking."""

from allegedly.extract.findings import Findings
from allegedly.extract.tokens import Analysis
from allegedly.model import Terms

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})


def terms(analysis: Analysis, findings: Findings) -> Terms:
    """Content lemmas, proper nouns and figures of all sentences, in text order."""
    tokens = [t for s in analysis.sentences for t in s.tokens]
    return Terms(
        tuple(t.lemma for t in tokens if t.pos in CONTENT and len(t.lemma) > 1),
        tuple(t.lemma for t in tokens if t.pos == "PROPN"),
        tuple(t.text for t in tokens if t.pos == "NUM"),
    )
