"""Persons and organisations in English: runs of proper nouns, told apart by given names, titles and head nouns."""

from collections.abc import Iterator, Sequence

from allegedly.extract.tokens import Token
from allegedly.knowledge.closed import closed
from allegedly.knowledge.folding import fold
from allegedly.knowledge.gazetteer import gazetteer
from allegedly.knowledge.names import folded
from allegedly.model.vocabulary import MentionKind

Found = tuple[int, int, MentionKind]

# Words in lower case inside an organisation's name ("Ministry of the Interior and Police").
LINKS = closed().name_links
# A person has at most so many names.
LONGEST = 5


def english_names(tokens: Sequence[Token], taken: set[int], met: set[str]) -> Iterator[Found]:
    """Names of a sentence as runs of tokens outside `taken`; `met` holds surnames, and gains new ones."""
    at = 0
    while at < len(tokens):
        end = _run(tokens, at, taken)
        if end == at:
            at += 1
            continue
        kind, first = _kind(tokens, at, end, met)
        if kind == "organisation":
            end = _extended(tokens, end)
        if kind == "person":
            met.add(fold(tokens[end - 1].text))
        if kind:
            yield first, end, kind
        at = end


def _proper(tokens: Sequence[Token], i: int, taken: set[int]) -> bool:
    t = tokens[i]
    return i not in taken and t.text[0].isupper() and t.text[0].isalpha() and (t.pos == "PROPN" or _known(t))


def _known(token: Token) -> bool:
    return fold(token.text) in folded("en", "organisations")


def _run(tokens: Sequence[Token], at: int, taken: set[int]) -> int:
    """The end of adjacent capitalised proper nouns, initials with their dots and particles ("van") included."""
    end = at
    while end < len(tokens):
        near = end == at or tokens[end].start - tokens[end - 1].end <= 1
        particle = end > at and fold(tokens[end].text) in folded("en", "particles")
        if not near or not (_proper(tokens, end, taken) or (particle and _follows(tokens, end, taken))):
            break
        end += 1
    return end


def _follows(tokens: Sequence[Token], end: int, taken: set[int]) -> bool:
    return end + 1 < len(tokens) and _proper(tokens, end + 1, taken)


def _kind(tokens: Sequence[Token], at: int, end: int, met: set[str]) -> tuple[MentionKind | None, int]:
    """What a run of proper nouns names, and where the name begins once titles are left out; None where unsure."""
    keys = [fold(t.text) for t in tokens[at:end]]
    if not folded("en", "heads").isdisjoint(keys[1:] if len(keys) > 1 else ()):
        return "organisation", at
    skip = 0
    while skip < len(keys) - 1 and keys[skip] in folded("en", "titles"):
        skip += 1
    titled = skip or (at and fold(tokens[at - 1].text) in folded("en", "titles"))
    words = keys[skip:]
    if words[0] in folded("en", "titles") or words[0] in folded("en", "no_names"):
        return None, at
    if words[0] in folded("en", "first_names") or titled or (len(words) == 1 and words[0] in met):
        return ("person", at + skip) if len(words) <= LONGEST else (None, at)
    if len(words) == 1:
        return ("organisation", at) if _abbreviation(tokens[at + skip]) else (None, at)
    if not folded("en", "things").isdisjoint(words):
        return None, at
    plain = all(t.text[1:].islower() for t in tokens[at + skip : end])
    return ("person", at + skip) if plain and len(words) <= LONGEST else ("organisation", at + skip)


def _abbreviation(token: Token) -> bool:
    """Capitals that name no place in short, or a name of the list."""
    if _known(token):
        return True
    word = token.text.replace(".", "")
    listed = fold(token.text) in folded("en", "no_names") or gazetteer().lookup(f"={token.text}")
    return word.isupper() and 1 < len(word) < 7 and not listed


def _extended(tokens: Sequence[Token], end: int) -> int:
    """An organisation's name goes on over "of the Interior and Police" while capitals follow."""
    i = end
    while i < len(tokens) and tokens[i].text in LINKS and tokens[i].start - tokens[i - 1].end == 1:
        j = i + 1
        while j < len(tokens) and tokens[j].text in LINKS:
            j += 1
        start = j
        while j < len(tokens) and tokens[j].pos == "PROPN" and tokens[j].text[0].isupper():
            j += 1
        if j == start or tokens[i].text == "and":
            break
        end = i = j
    return end
