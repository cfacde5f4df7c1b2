"""Russian and Ukrainian tokens: words by one regular expression, readings by dictionary and a little context.

The context that chooses among readings is what stands to the left: a preposition asks for its cases, a noun before a
noun asks for the genitive, the start of a clause asks for the nominative. Where it errs, the features still say
what else the form could be ("nom?", see `morphology`).
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from allegedly.extract.slavic.morphology import Dictionary, Form, Place, Reading, dictionary
from allegedly.extract.tokens import Token
from allegedly.knowledge.folding import fold
from allegedly.knowledge.gazetteer import gazetteer
from allegedly.knowledge.grammar import grammar
from allegedly.model import Sentence
from allegedly.model.vocabulary import Lang

WORD = re.compile(
    r"[^\W\d_]+(?:['’ʼ`´\-‑\u0301][^\W_]+)*"  # words, with apostrophe, hyphen, stress; Су-34
    r"|\d+(?:[.,:]\d+)*(?:-?[^\W\d_]+)*"  # 22:15, 1,5, 24-летний
    r"|\.{2,}|[^\w\s]|_"
)
NUMBER = Reading("", "NUM", frozenset())
MARK = frozenset[str]()
# Words between a preposition and its noun.
BETWEEN = frozenset({"ADJ", "DET", "NUM", "ADV", "PART"})
# What the word before says of the case to come: a clause starts, or a noun may govern a genitive.
START, AFTER_NOUN = "start", "noun"
PLACES = {"PUNCT": START, "VERB": START, "CCONJ": START, "SCONJ": START, "NOUN": AFTER_NOUN}
_token = tuple.__new__  # a named tuple's own constructor takes twice the time
NOUNISH = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM"})
OPENING = frozenset("«„“\"'(—–-:.!?")


def analyse_russian(clean: str, sentences: Sequence[Sentence]) -> list[tuple[Token, ...]]:
    """Tokens of Russian sentences."""
    words = dictionary("ru")
    return [_sentence(clean, s, words) for s in sentences]


def analyse_ukrainian(clean: str, sentences: Sequence[Sentence]) -> list[tuple[Token, ...]]:
    """Tokens of Ukrainian sentences."""
    words = dictionary("uk")
    return [_sentence(clean, s, words) for s in sentences]


@cache
def _governed(lang: Lang) -> dict[str, str]:
    """Preposition -> the cases it governs, joined by spaces."""
    return {w: " ".join(p.cases) for p in grammar(lang).preposition for w in p.words if " " not in w}


def _sentence(clean: str, sentence: Sentence, words: Dictionary) -> tuple[Token, ...]:
    governed, memory = _governed(words.lang), words.memory
    tokens: list[Token] = []
    want, prev, initial = "", START, True
    for match in WORD.finditer(clean, sentence.span.start, sentence.span.end):
        text = match.group()
        first = text[0]
        if first.isalpha():
            key = (text, want, prev, initial)
            reading = memory.get(key)
            if reading is None:
                reading = words.remember(key, _read(words, key))
            pos = reading.pos
            if pos == "ADP":
                want = governed.get(text.lower(), "")
            elif want and pos not in BETWEEN and "part" not in reading.feats:
                want = ""
            initial = False
        else:
            initial = initial or first in OPENING
            reading = _unlettered(text)
            pos = reading.pos
            want = want if first.isdigit() or first in '«„“"' else ""
        prev = PLACES.get(pos, "")
        found = (match.start(), match.end(), text, reading.lemma or text.lower(), pos, reading.feats, -1, "")
        tokens.append(_token(Token, found))
    return tuple(_surname_first(_attributes(tokens, words), words))


def _attributes(tokens: list[Token], words: Dictionary) -> list[Token]:
    """What the dictionary takes for a noun is an adjective before a noun that it agrees with («слідчий комітет»)."""
    for i in range(len(tokens) - 1):
        if tokens[i].pos == "NOUN" == tokens[i + 1].pos and tokens[i].lemma != tokens[i + 1].lemma:
            found = words.form(tokens[i].text.lower()).attribute(tokens[i + 1].feats)
            if found is not None:
                tokens[i] = tokens[i]._replace(lemma=found.lemma, pos=found.pos, feats=found.feats)
    return tokens


def _surname_first(tokens: list[Token], words: Dictionary) -> list[Token]:
    """A surname that looks like an adjective, first in the sentence and before no noun, is a surname."""
    at = next((i for i, t in enumerate(tokens) if t.pos != "PUNCT"), len(tokens))
    if (
        at + 1 < len(tokens)
        and tokens[at].pos == "ADJ"
        and tokens[at + 1].pos not in ("NOUN", "PROPN", "ADJ", "DET", "NUM")
    ):
        reading = words.form(tokens[at].text.lower()).choose(True, "~nom")
        if "surn" in reading.feats:
            tokens[at] = tokens[at]._replace(lemma=reading.lemma, pos=reading.pos, feats=reading.feats)
    return tokens


def _read(words: Dictionary, key: Place) -> Reading:
    """The reading of a word at its place: what the preposition or the neighbour asks for decides among cases."""
    text, want, prev, initial = key
    form = words.form(text.lower())
    capital = not initial and text[0].isupper()
    reading = form.choose(capital, _wanted(form, want, prev, capital))
    if initial and words.lang == "uk" and reading.pos == "NOUN" and text[0].isupper() and _seat(reading.lemma):
        return Reading(reading.lemma, "PROPN", reading.feats | {"geo"})
    return reading


@lru_cache(1 << 12)
def _seat(lemma: str) -> bool:
    """Is it a country or its capital? The Russian dictionary marks places, the Ukrainian one does not."""
    found = gazetteer().lookup(fold(lemma))
    return bool(found) and found[0].kind in ("capital", "country")


@cache
def _mark(text: str) -> Reading:
    return Reading(text, "PUNCT" if len(text) == 1 or text[0] == "." else "X", MARK)


def _unlettered(text: str) -> Reading:
    if not text[0].isdigit():
        return _mark(text)
    return Reading(text.lower(), "ADJ" if "-" in text and text[-1].isalpha() and len(text) > 7 else "NUM", MARK)


def _wanted(form: Form, want: str, prev: str, capital: bool) -> str:
    """The cases that the place in the sentence asks for, or nothing."""
    if want or len(form.cases) < 2:
        return want
    if prev == AFTER_NOUN and "gen" in form.cases and not capital:
        return "~gen"
    if prev == START and "nom" in form.cases and not capital:
        return "~nom"
    return ""
