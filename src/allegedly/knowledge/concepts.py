"""What incidents of any kind are told with, in no language: things, doers, acts and states, by their words in three.

"The belts were fastened" and "ремни не были пристёгнуты" are of the same two concepts. The words stand in
`concepts/*.toml`. A word of the text is looked up whole and by each of its beginnings; nothing is searched for.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from re import compile as pattern

import msgspec

from allegedly.errors import KnowledgeInvalid
from allegedly.knowledge.load import load
from allegedly.model.vocabulary import LANGS, Lang

WORD = pattern(r"[\w']+")
SHORTEST = 2
# What `*` stands for: after a short stem a short ending, so that "вод*" is water and no driver ("водитель").
ENDINGS = ((4, 3), (6, 5))
FILES = ("acts", "doers", "states", "things", "world")

KINDS = ("thing", "doer", "act", "state")
# A word that no table has is known again, in whatever script, by its first consonants without its ending.
LEAST, MOST = 3, 5
ENDING = pattern(
    r"(?:(?:ами|ями|ого|его|ому|ему|ими|ыми|ої|ою|ею|ов|ев|ів|їв|ах|ях|ам|ям|ом|ем|ой|ей|ий|ый|ая|яя|ое|ее|ых|их|ым|им"
    r"|[аяуюыиіїоеєьй])|(?:ing|ies|es|ed|s|ly))$"
)
SOUNDS = (
    ("sch", "s"),
    ("sh", "s"),
    ("ch", "c"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("ce", "s"),
    ("ci", "s"),
    ("c", "k"),
)
SPELT = str.maketrans(
    dict(zip("бвгґджзклмнпрстфхцчшщwqjx", "bvggdzzklmnprstfhscssvkzk", strict=True))  # the last four are Latin
)
CONSONANTS = frozenset("bvgdzklmnprstfhc")

NOTHING: frozenset[str] = frozenset()
Words = tuple[str, str, str]
Phrase = tuple[tuple[str, ...], str]


class ConceptFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/concepts/*.toml`: the words of each concept in English, Russian and Ukrainian, side by side."""

    thing: dict[str, Words] = {}
    doer: dict[str, Words] = {}
    act: dict[str, Words] = {}
    state: dict[str, Words] = {}


class PairFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/concepts/pairs.toml`.

    opposite  what cannot hold at once of one thing
    cause     what is told as the reason of what happened
    light     what is told of everything, and so says little
    result    what happens, and may be the reason of harm without being its own
    """

    opposite: tuple[tuple[str, str], ...]
    cause: tuple[str, ...]
    light: tuple[str, ...]
    result: tuple[str, ...]


class PlainFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/concepts/plain.toml`: words that name nothing, by language."""

    en: str
    ru: str
    uk: str


class Meant(msgspec.Struct, frozen=True):
    """What words are about: things, who does it, acts and states; and words that no table has, in no script."""

    things: frozenset[str]
    doers: frozenset[str]
    acts: frozenset[str]
    states: frozenset[str]
    unlisted: frozenset[str] = frozenset()

    @property
    def all(self) -> frozenset[str]:
        """All concepts, of whatever kind."""
        return self.things | self.doers | self.acts | self.states


@lru_cache(1 << 14)  # the claims of the largest incident; some 600 bytes each
def concepts(text: str, lang: Lang) -> Meant:
    """The things, doers, acts and states that a text names."""
    words = meanings(text, lang)
    found, kinds = {name for names in words for name in names}, _kinds()
    thing, doer, act, state = (frozenset(n for n in found if kinds[n] == kind) for kind in KINDS)
    spelt = WORD.findall(text.replace("’", "'").replace("ʼ", "'"))
    own = (bone for names, w in zip(words, spelt, strict=True) if not names and (bone := _bone(folded(w), lang, w)))
    return Meant(thing, doer, act, state, frozenset(own))


def meanings(text: str, lang: Lang) -> list[frozenset[str]]:
    """For each word of a text the concepts that it means, in order; each word of a phrase means the phrase."""
    as_is = WORD.findall(text.replace("’", "'").replace("ʼ", "'"))
    words = [folded(word) for word in as_is]
    # A capital within a text makes a name of a word.
    found = [_of(word, lang) if at == 0 or word == as_is[at] else NOTHING for at, word in enumerate(words)]
    for at in range(len(words)):
        for phrase, name in _phrased(words, at, lang):
            # What stands in a phrase means the phrase: who opened fire opened nothing.
            found[at : at + len(phrase)] = [frozenset({name})] * len(phrase)
    return found


@cache
def opposites(name: str) -> frozenset[str]:
    """The concepts that cannot hold of one thing at once with this one."""
    pairs = load("concepts/pairs.toml", PairFile).opposite
    return frozenset(b if a == name else a for a, b in pairs if name in (a, b))


@cache
def reasons() -> frozenset[str]:
    """The concepts that are told as the reason of what happened."""
    return frozenset(load("concepts/pairs.toml", PairFile).cause)


@cache
def results() -> frozenset[str]:
    """The concepts of what happens, which need a reason themselves."""
    return frozenset(load("concepts/pairs.toml", PairFile).result)


@cache
def light() -> frozenset[str]:
    """The concepts that are told of everything."""
    return frozenset(load("concepts/pairs.toml", PairFile).light)


def folded(text: str) -> str:
    """Words as the tables have them: small letters, one apostrophe, no yo."""
    return text.casefold().replace("ё", "е").replace("’", "'").replace("ʼ", "'")


def _phrased(words: Sequence[str], at: int, lang: Lang) -> Iterator[Phrase]:
    _, _, heads = _compiled(lang)
    for phrase, name in heads.get(words[at][:SHORTEST], ()):
        rest = words[at : at + len(phrase)]
        if len(rest) == len(phrase) and all(map(_fits, phrase, rest)):
            yield phrase, name


def _fits(form: str, word: str) -> bool:
    if not form.endswith("*"):
        return form == word
    return word.startswith(form[:-1]) and len(word) - len(form) + 1 <= _longest(len(form) - 1)


@lru_cache(1 << 15)
def _of(word: str, lang: Lang) -> frozenset[str]:
    whole, stems, _ = _compiled(lang)
    ends = (end for end in range(SHORTEST, len(word) + 1) if len(word) - end <= _longest(end))
    return frozenset(whole.get(word, ())).union(*(stems.get(word[:end], ()) for end in ends))


def _longest(stem: int) -> int:
    return next((ending for upto, ending in ENDINGS if stem <= upto), 99)


@lru_cache(1 << 15)
def _bone(word: str, lang: Lang, as_is: str) -> str:
    """The first consonants of a word that no table has, in Latin letters; none for grammar, names and short words."""
    if not as_is[:1].islower() or _plain(word, lang):
        return ""
    stem = ENDING.sub("", word)
    for written, sound in SOUNDS:
        stem = stem.replace(written, sound)
    spelt = "".join(c for c in stem.translate(SPELT) if c in CONSONANTS)
    once = "".join(c for n, c in enumerate(spelt) if c != spelt[n - 1 : n])
    return once[:MOST] if len(once) >= LEAST else ""


@lru_cache(1 << 15)
def _plain(word: str, lang: Lang) -> bool:
    """Does a word name nothing?"""
    return any(_fits(form, word) for form in _plain_words(lang).get(word[:1], ()))


@cache
def _plain_words(lang: Lang) -> Mapping[str, list[str]]:
    words: dict[str, list[str]] = defaultdict(list)
    for word in getattr(load("concepts/plain.toml", PlainFile), lang).split():
        words[word[:1]].append(word)
    return words


@cache
def _compiled(lang: Lang) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]], Mapping[str, list[Phrase]]]:
    """Whole words, stems, and phrases by the first letters of their first word."""
    whole: dict[str, set[str]] = defaultdict(set)
    stems: dict[str, set[str]] = defaultdict(set)
    heads: dict[str, list[Phrase]] = defaultdict(list)
    for name, words in _known().items():
        for word in words[LANGS.index(lang)].split():
            if "_" in word:
                heads[word[:SHORTEST]].append((tuple(word.split("_")), name))
            else:
                (stems if word.endswith("*") else whole)[word.removesuffix("*")].add(name)
    return whole, stems, heads


@cache
def _known() -> Mapping[str, Words]:
    return {name: words for one in _files() for table in _tables(one).values() for name, words in table.items()}


@cache
def _kinds() -> Mapping[str, str]:
    kinds: dict[str, str] = {}
    for one in _files():
        for kind, table in _tables(one).items():
            if twice := kinds.keys() & table.keys():
                raise KnowledgeInvalid(f"knowledge/concepts: twice: {', '.join(sorted(twice))}")
            kinds.update(dict.fromkeys(table, kind))
    return kinds


def _files() -> Iterator[ConceptFile]:
    return (load(f"concepts/{name}.toml", ConceptFile) for name in FILES)


def _tables(one: ConceptFile) -> Mapping[str, Mapping[str, Words]]:
    return {"thing": one.thing, "doer": one.doer, "act": one.act, "state": one.state}
