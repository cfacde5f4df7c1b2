"""English tokens without a model: the fast way, and the way where the model is missing."""

import re
from collections.abc import Sequence

from allegedly.extract.english.casing import lowered, names_in
from allegedly.extract.english.shallow.parse import parse
from allegedly.extract.english.shallow.tagging import WORD, tagged
from allegedly.extract.english.shallow.units import Unit, units
from allegedly.extract.english.shallow.words import possible, verb_form, words
from allegedly.extract.tokens import Token
from allegedly.model import Sentence

LONGEST = 3000
CLITICS = {"'re": "be", "’re": "be", "'m": "be", "’m": "be", "'ve": "have", "’ve": "have", "n't": "not", "n’t": "not",
           "ca": "can", "wo": "will", "'ll": "will", "’ll": "will", "'d": "would", "’d": "would"}  # fmt: skip
PLURALS = re.compile(r"(?:[^s]s|^people|^police)$")
BE = frozenset({"is", "are", "was", "were", "been", "being", "am", "'s", "’s"})
HAVE = frozenset({"has", "had", "having"})
DO = frozenset({"does", "did", "doing", "done"})


def analyse_shallow(clean: str, sentences: Sequence[Sentence]) -> list[tuple[Token, ...]]:
    """Tokens of English sentences with shallow heads. Offsets are into `clean`."""
    texts = [clean[s.span.start : min(s.span.end, s.span.start + LONGEST)] for s in sentences]
    names = names_in(texts)
    return [
        _tokens(clean, s.span.start, lowered(text, names, _is_word)) for s, text in zip(sentences, texts, strict=True)
    ]


def _is_word(word: str) -> bool:
    return len(word) < 4 or word in words().sets["nouns"] or possible(word) != {"NOUN"}


def _tokens(clean: str, offset: int, text: str) -> tuple[Token, ...]:
    found = list(WORD.finditer(text))
    texts = [m.group() for m in found]
    if not texts:
        return ()
    pos = tagged(texts)
    low = [t.lower() for t in texts]
    lemma = [_lemma(w, p) for w, p in zip(low, pos, strict=True)]
    made, inner = units(low, pos)
    tree = parse(low, lemma, made, inner)
    verbs = {u.head: u for u in made if u.verb}
    return tuple(
        Token(
            m.start() + offset, m.end() + offset, clean[m.start() + offset : m.end() + offset], lemma[i], pos[i],
            _feats(low, pos, i, verbs.get(i)), tree.head[i], tree.dep[i],
        )
        for i, m in enumerate(found)
    )  # fmt: skip


def _lemma(word: str, pos: str) -> str:
    """The dictionary form as far as lists and endings give it."""
    if word in CLITICS and pos in ("AUX", "PART"):
        return CLITICS[word]
    if pos in ("AUX", "VERB"):
        if word in BE:
            return "be"
        if word in HAVE:
            return "have"
        form = verb_form(word)
        return "do" if word in DO else form.lemma if form else _stripped(word)
    if pos == "NOUN" and word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else _singular(word)
    return word


def _singular(word: str) -> str:
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]


def _stripped(word: str) -> str:
    """A verb that no list knows, without its ending."""
    for ending in ("ing", "ed", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word


def _feats(low: Sequence[str], pos: Sequence[str], i: int, unit: Unit | None) -> frozenset[str]:
    """The features that rules ask for."""
    if unit is not None and unit.verb is not None:
        return _verb_feats(low[i], pos[i], unit)
    if pos[i] in ("VERB", "AUX"):
        return frozenset({"fin"})
    if pos[i] in ("NOUN", "PROPN"):
        return (
            PLURAL
            if (low[i].endswith("s") and not low[i].endswith("ss")) or low[i] in ("people", "police")
            else SINGULAR
        )
    if pos[i] == "PRON":
        return NOMINATIVE if low[i] in ("i", "he", "she", "we", "they") else NOTHING
    return NOTHING


PLURAL, SINGULAR, NOMINATIVE = frozenset({"pl"}), frozenset({"sg"}), frozenset({"nom"})
NOTHING: frozenset[str] = frozenset()


def _verb_feats(word: str, pos: str, unit: Unit) -> frozenset[str]:
    verb, form = unit.verb, verb_form(word)
    assert verb is not None
    kinds = form.kinds if form else frozenset({"ing"} if word.endswith("ing") else {"past", "part"})
    helped = unit.end - unit.start > 1 and not verb.to
    found: set[str] = {"pass"} if verb.passive else set()
    if verb.to:
        return frozenset(found | {"inf"})
    if "ing" in kinds:
        return frozenset(found | {"part", "pres"})
    if helped and kinds & {"part"}:
        return frozenset(found | {"part", "past"})
    if helped and "base" in kinds:
        return frozenset(found | {"inf"})
    past = bool(kinds & {"past", "part"}) or word in ("was", "were", "had", "did")
    if not verb.finite:
        return frozenset(found | {"part", "past"})
    return frozenset(found | {"fin", "past" if past else "pres"})
