"""Reports of matches, markets and shows, in which "attack", "fire" and "crash" are said in a manner of speaking."""

from collections.abc import Sequence

from allegedly.extract.claims.lexicon import lexicon
from allegedly.extract.claims.patterns import fold
from allegedly.extract.claims.plain import LEANING
from allegedly.extract.tokens import Analysis
from allegedly.model import Claim
from allegedly.model.vocabulary import Event

# Two different words of games or shows (3 each), or three of debate (2 each), make a report one about such things.
MARKS = 6
# Such a report is long enough to tell a happening in passing if it has more sentences than this.
SHORT = 8
# What is hardly ever said of a game or a price.
HARD: frozenset[Event] = frozenset({"killed", "injured", "missing", "launch", "interception"})
SOFT = frozenset({None, "feeling", "person", "force", "attack", "rescuer"})


def meant(claims: Sequence[Claim], analysis: Analysis) -> list[Claim]:
    """The claims, or none where a short report is about games or markets and nothing in it was hurt or hit."""
    if not claims or len(analysis.sentences) > SHORT or any(_hard(c) for c in claims):
        return list(claims)
    return [] if _marks(analysis) >= MARKS else list(claims)


def _hard(c: Claim) -> bool:
    if c.stance == "deny":
        return True
    return c.rule not in LEANING and (
        c.event in HARD or c.kind not in SOFT or c.when is not None or bool(c.count) or bool(c.evidence)
    )


def _counted(c: Claim) -> bool:
    """Is there a figure, and not only "all"?"""
    return c.count is not None and (c.count.low, c.count.high) != (None, None)


def _marks(analysis: Analysis) -> int:
    """The weight of the different words of such topics in the report."""
    found: dict[str, int] = {}
    for sentence in analysis.sentences:
        words = tuple(fold(t.text) for t in sentence.tokens)
        index = lexicon(sentence.lang).elsewhere
        found.update(f.value for f in index.find(words))
    return sum(found.values())
