"""English tokens without a model: the fast way, and the way where the model is missing."""

import re
from collections.abc import Sequence
from functools import lru_cache

from allegedly.extract.english.casing import in_small_letters
from allegedly.extract.english.shallow.parse import parse
from allegedly.extract.english.shallow.tagging import tagged, word_pattern
from allegedly.extract.english.shallow.units import Verb, units
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
    small = in_small_letters(texts, _is_word)
    return [_tokens(clean, s.span.start, text) for s, text in zip(sentences, small, strict=True)]


def _is_word(word: str) -> bool:
    return len(word) < 4 or word in words().sets["nouns"] or possible(word) != {"NOUN"}


def _tokens(clean: str, offset: int, text: str) -> tuple[Token, ...]:
    found = list(word_pattern(text).finditer(text))
    texts = [m.group() for m in found]
    if not texts:
        return ()
    low = [t.lower() for t in texts]
    pos = tagged(texts, low)
    lemma = [_lemma(w, p) for w, p in zip(low, pos, strict=True)]
    made, inner = units(low, pos)
    tree = parse(low, lemma, made, inner)
    feats = [_feats(w, p) for w, p in zip(low, pos, strict=True)]
    for unit in made:
        if unit.verb is not None:
            feats[unit.head] = _verb_feats(low[unit.head], unit.verb, unit.end - unit.start > 1)
    starts, ends = [m.start() + offset for m in found], [m.end() + offset for m in found]
    words = [clean[start:end] for start, end in zip(starts, ends, strict=True)]
    return tuple(map(Token._make, zip(starts, ends, words, lemma, pos, feats, tree.head, tree.dep, strict=True)))


@lru_cache(maxsize=65536)
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


def _feats(word: str, pos: str) -> frozenset[str]:
    """The features that rules ask for, of a word that governs no verb group."""
    if pos in ("NOUN", "PROPN"):
        plural = (word.endswith("s") and not word.endswith("ss")) or word in ("people", "police")
        return PLURAL if plural else SINGULAR
    if pos in ("VERB", "AUX"):
        return FINITE
    return NOMINATIVE if pos == "PRON" and word in ("i", "he", "she", "we", "they") else NOTHING


PLURAL, SINGULAR, NOMINATIVE, FINITE = (frozenset({one}) for one in ("pl", "sg", "nom", "fin"))
NOTHING: frozenset[str] = frozenset()


@lru_cache(maxsize=65536)
def _verb_feats(word: str, verb: Verb, several: bool) -> frozenset[str]:
    """The features of a verb group's head; `several`: it has helpers or a "to"."""
    form = verb_form(word)
    kinds = form.kinds if form else frozenset({"ing"} if word.endswith("ing") else {"past", "part"})
    helped = several and not verb.to
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
