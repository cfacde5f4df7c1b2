"""Dictionary forms of English words, by the parser model's own tables and one spelling rule that they lack."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from spacy.lookups import Lookups

# One vowel and one consonant before -ed or -ing: a short stem would have doubled it, so a mute e is missing (hoped).
SINGLE = re.compile(r"(?:[^aeiou]*|qu)[aeiouy][^aeiouywx](?=(?:ed|ing)$)")
KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adj", "ADV": "adv"}
BASE_TAGS = frozenset({"VB", "VBP", "NN", "JJ", "RB", "MD"})
CLITICS = {
    ("'s", "AUX"): "be",
    ("’s", "AUX"): "be",
    ("'re", "AUX"): "be",
    ("’re", "AUX"): "be",
    ("'m", "AUX"): "be",
    ("’m", "AUX"): "be",
    ("'ve", "AUX"): "have",
    ("’ve", "AUX"): "have",
    ("n't", "PART"): "not",
    ("n’t", "PART"): "not",
    ("ca", "AUX"): "can",
    ("wo", "AUX"): "will",
    ("'ll", "AUX"): "will",
    ("’ll", "AUX"): "will",
}

Lemmatiser = Callable[[str, str, str], str]


def lemmatiser(lookups: Lookups) -> Lemmatiser:
    """A function of (lower-case word, part of speech, Penn tag) to its lemma, remembered for 65,536 words."""
    exceptions: Mapping[str, Mapping[str, list[str]]] = lookups.get_table("lemma_exc")
    index: Mapping[str, list[str]] = lookups.get_table("lemma_index")
    rules: Mapping[str, list[list[str]]] = lookups.get_table("lemma_rules")
    known = {kind: frozenset(index.get(kind, ())) for kind in ("verb", "noun", "adj", "adv")}

    @lru_cache(maxsize=65536)
    def lemma(word: str, pos: str, tag: str) -> str:
        kind = KINDS.get(pos)
        if (word, pos) in CLITICS:
            return CLITICS[word, pos]
        if kind is None or tag in BASE_TAGS:
            return exceptions["verb"].get(word, [word])[0] if tag in ("VBP", "MD") and pos == "AUX" else word
        if word in exceptions.get(kind, {}):
            return exceptions[kind][word][0]
        if kind == "verb" and (short := SINGLE.match(word)) and short.group() + "e" in known["verb"]:
            return short.group() + "e"
        return _by_rules(word, rules.get(kind, ()), known[kind])

    return lemma


def dictionary(lookups: Lookups) -> Callable[[str], bool]:
    """Is a lower-case form a word of the dictionary, inflected or not?"""
    exceptions: Mapping[str, Mapping[str, list[str]]] = lookups.get_table("lemma_exc")
    index: Mapping[str, list[str]] = lookups.get_table("lemma_index")
    rules: Mapping[str, list[list[str]]] = lookups.get_table("lemma_rules")
    known = {kind: frozenset(index.get(kind, ())) for kind in ("verb", "noun", "adj", "adv")}

    def is_word(word: str) -> bool:
        if len(word) < 4 or any(word in k for k in known.values()):
            return True
        return any(
            word in exceptions.get(kind, {}) or _by_rules(word, rules.get(kind, ()), k) != word
            for kind, k in known.items()
        )

    return is_word


def _by_rules(word: str, rules: "list[list[str]] | tuple[()]", known: frozenset[str]) -> str:
    """The first known word that a suffix rule gives; the word itself where none is known."""
    guesses = [word[: len(word) - len(old)] + new for old, new in rules if word.endswith(old)]
    for guess in guesses:
        if guess in known:
            return guess
    return word
