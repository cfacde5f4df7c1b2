"""Whom a voice accuses: "accused the army of shelling", «обвинил армию в обстреле», «поклав провину на армію».

By the voice's words the accused did it: the claim's actor, and neither a place nor what was struck.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from allegedly.extract.claims.lexicon import lexicon
from allegedly.extract.claims.patterns import fold
from allegedly.extract.tokens import Token
from allegedly.knowledge.actors import actors
from allegedly.knowledge.modality import AccuseWords
from allegedly.model import Attribution
from allegedly.model.vocabulary import Lang

NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON", "X"})
# Inside a name "of" leads on; the accused have at most so many words.
OF = "of"
LONGEST = 10


@dataclass(frozen=True, slots=True)
class Accused:
    """The accused as tokens `first` to `last` (both included); `apart`: these and the words that lead to the deed.

    `thing`: it is what is said to be to blame, and nobody ("blamed corrosion for the collapse").
    """

    voice: int
    first: int
    last: int
    apart: range
    thing: bool = False


def accused(tokens: Sequence[Token], voice: int, by: Attribution, lang: Lang) -> Accused | None:
    """Who is named between the verb and the deed, else behind it; None where the attribution accuses nobody."""
    found = lexicon(lang).accuse.first(tuple(fold(by.cue.text).split())) if by.cue and by.content else None
    if found is None:
        return None
    first = next((i for i, t in enumerate(tokens) if t.start >= by.content[0].start), len(tokens))
    before = _before_deed(tokens, voice, first, found.value)
    if before is None:
        return _behind_it(tokens, voice, first, (found.value, lang))
    words = tokens[before.first : before.last + 1]
    thing = found.value.alone and not somebody(words, lang) and all(t.pos != "PROPN" for t in words)
    return replace(before, thing=thing)


def _before_deed(tokens: Sequence[Token], voice: int, first: int, verb: AccuseWords) -> Accused | None:
    """ "the army of shelling", "the head of the mill of arson": up to what leads to the deed."""
    for k in range(first, min(first + LONGEST, len(tokens))):
        word = fold(tokens[k].text)
        if k > first and word in verb.of and not (word == OF and _names_on(tokens, k)):
            return Accused(voice, first, k - 1, range(first, k + 1))
        if tokens[k].pos not in NAMING and word != OF:
            break
    return None


def _names_on(tokens: Sequence[Token], k: int) -> bool:
    """Is the "of" part of a name, as another one behind it leads to the deed?"""
    if _acts(tokens, k + 1):
        return False
    later = range(k + 1, min(k + LONGEST, len(tokens)))
    return any(fold(tokens[n].text) == OF and _acts(tokens, n + 1) for n in later)


def _acts(tokens: Sequence[Token], i: int) -> bool:
    """A gerund, with an adverb before it perhaps."""
    i += i < len(tokens) and tokens[i].pos in ("ADV", "AUX", "PART")
    return i < len(tokens) and tokens[i].pos in ("VERB", "AUX")


def _behind_it(tokens: Sequence[Token], voice: int, first: int, verb: tuple[AccuseWords, Lang]) -> Accused | None:
    """ "blamed the fire on the rebels", «возложил вину за обстрел на противника»: only somebody, no thing."""
    words, lang = verb
    at = [k for k in range(first + 1, min(first + 2 * LONGEST, len(tokens))) if fold(tokens[k].text) in words.on]
    if not at:
        return None
    end = start = at[-1] + 1
    while end < len(tokens) and tokens[end].pos in NAMING:
        end += 1
    return Accused(voice, start, end - 1, range(at[-1], end)) if somebody(tokens[start:end], lang) else None


def somebody(tokens: Sequence[Token], lang: Lang) -> bool:
    """Do the words name a person, people or a side?"""
    words = tuple(fold(t.text) for t in tokens)
    known = lexicon(lang)
    if any("anim" in t.feats for t in tokens) or any(f.value in ("force", "person") for f in known.kinds.find(words)):
        return True
    return known.speakers.first(words) is not None or bool(actors().parties_in(" ".join(words), lang))
