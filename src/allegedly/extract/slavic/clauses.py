"""Clauses of a Russian or Ukrainian sentence, by punctuation, joints and predicates.

A cut is made at , ; : a dash, a bracket, and before "and" where both sides have a predicate of their own.
A piece without a predicate (a list, an apposition, "in the morning") belongs to the piece on its left.
"""

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from allegedly.extract.tokens import Token
from allegedly.knowledge.grammar import grammar
from allegedly.model.vocabulary import Lang

Kind = Literal["main", "that", "relative", "participle", "gerund", "where", "adverbial"]
CUTS = frozenset(",;:—–()")


class Clause(NamedTuple):
    """Tokens `[start, end)` of a sentence, without the mark that cut it off, and the kind of clause.

    `main` is also what goes on after an inserted clause ("The mayor, [answering a question,] said").
    `where` is a clause with a happening of its own ("where", "after which"); `that` the content of a saying.
    """

    start: int
    end: int
    kind: Kind


@cache
def _openers(lang: Lang) -> dict[str, tuple[tuple[tuple[str, ...], Kind], ...]]:
    """First word -> the openings that begin with it, longest first, with the clause they open."""
    g = grammar(lang)
    rows: tuple[tuple[tuple[str, ...], Kind], ...] = (
        (g.where, "where"),
        (g.that, "that"),
        (g.adverbial, "adverbial"),
        (g.wh, "that"),
    )
    found: dict[str, dict[tuple[str, ...], Kind]] = {}
    for phrases, kind in rows:
        for phrase in phrases:
            words = tuple(phrase.replace(",", " ,").split())
            found.setdefault(words[0], {}).setdefault(words, kind)
    return {k: tuple(sorted(v.items(), key=lambda row: -len(row[0]))) for k, v in found.items()}


@cache
def _words(lang: Lang) -> tuple[frozenset[str], frozenset[str]]:
    g = grammar(lang)
    return frozenset(g.relative), frozenset(w for w in g.coordinate if " " not in w)


def is_predicate(token: Token) -> bool:
    """Can the token be the predicate of a clause? Finite and impersonal verbs, short adjectives and participles."""
    f = token.feats
    return "fin" in f or "imp" in f or "short" in f or "impers" in f or token.pos == "AUX"


def clauses(tokens: Sequence[Token], lang: Lang = "ru") -> list[Clause]:
    """The clauses of a sentence in text order; they do not overlap, and marks that cut stand in none."""
    found: list[Clause] = []
    for start, end in _pieces(tokens, lang):
        kind = _kind(tokens, start, end, lang)
        if kind is None and found and not _apart(tokens, start, lang):
            found[-1] = Clause(found[-1].start, end, found[-1].kind)
        else:
            found.append(Clause(start, end, kind or "main"))
    return found


def _pieces(tokens: Sequence[Token], lang: Lang) -> list[tuple[int, int]]:
    """Token ranges between cuts."""
    joints = _words(lang)[1]
    cuts: list[tuple[int, int]] = []
    for i, token in enumerate(tokens):
        if token.pos == "PUNCT" and _cuts(tokens, i):
            cuts.append((i, i + 1))
        elif (
            token.pos in ("CCONJ", "SCONJ") and token.lemma in joints and _joins(tokens, i, cuts[-1][1] if cuts else 0)
        ):
            cuts.append((i, i))
    bounds = [0, *(p for cut in cuts for p in cut), len(tokens)]
    return [(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if a < b]


def _cuts(tokens: Sequence[Token], i: int) -> bool:
    text = tokens[i].text
    if text == "-":  # a hyphen cuts only where it does duty for a dash
        return 0 < i < len(tokens) - 1 and tokens[i - 1].end < tokens[i].start and tokens[i].end < tokens[i + 1].start
    return text in CUTS


def _joins(tokens: Sequence[Token], i: int, since: int) -> bool:
    """Does the joint at `i` stand between two predicates, each with its own words?"""
    if not any(is_predicate(t) for t in tokens[since:i]):
        return False
    for j in range(i + 1, len(tokens)):
        if tokens[j].pos == "PUNCT" and tokens[j].text in ",;:.!?—–":
            return False
        if is_predicate(tokens[j]):
            return True
    return False


def _kind(tokens: Sequence[Token], start: int, end: int, lang: Lang) -> Kind | None:
    """The kind of a piece; None if it is no clause of its own."""
    first = _skip_marks(tokens, start, end)
    if first == end:
        return None
    opened = _opened(tokens, first, lang)
    if first + 1 < end and tokens[first + 1].lemma in grammar(lang).whether:
        return "that"
    predicate = any(is_predicate(t) for t in tokens[first:end])
    if opened and (predicate or opened == "where"):
        return opened
    if _relative(tokens, first, end, lang):
        return "relative"
    head = tokens[first : first + 4]
    if not predicate and any("conv" in t.feats for t in tokens[first:end]):
        return "gerund"
    if not predicate and any(t.pos == "VERB" and "part" in t.feats for t in head[:2]) and first > start - 1 > 0:
        return "participle"
    return "main" if predicate else None


def _apart(tokens: Sequence[Token], start: int, lang: Lang) -> bool:
    """Does a piece without predicate stand alone: after a semicolon, or opened by "but" (its predicate comes later)?"""
    if start and tokens[start - 1].text == ";":
        return True
    return tokens[start].text.lower() in grammar(lang).adversative


def _skip_marks(tokens: Sequence[Token], start: int, end: int) -> int:
    while start < end and tokens[start].pos == "PUNCT":
        start += 1
    return start


def _opened(tokens: Sequence[Token], first: int, lang: Lang) -> Kind | None:
    """The kind of clause that the words at `first` open; a leading "and" is passed over."""
    at = first + (tokens[first].pos == "CCONJ" and tokens[first].text.lower() in _words(lang)[1])
    if at >= len(tokens):
        return None
    for words, kind in _openers(lang).get(tokens[at].text.lower(), ()):
        if all(at + n < len(tokens) and tokens[at + n].text.lower() == w for n, w in enumerate(words)):
            return kind
    return None


def _relative(tokens: Sequence[Token], first: int, end: int, lang: Lang) -> bool:
    """A relative pronoun among the first words, after at most a preposition and a noun ("жители которого")."""
    return any(t.lemma in _words(lang)[0] and t.pos != "NOUN" for t in tokens[first : min(end, first + 3)])
