"""Which names a word may be a form of: itself, and in Russian and Ukrainian the names that it may be inflected from."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from allegedly.knowledge.folding import fold, skeleton
from allegedly.knowledge.gazetteer import Toponym, gazetteer
from allegedly.knowledge.places import Ending, place_words
from allegedly.model.vocabulary import Lang

# An ending is only cut off where at least so many letters stay: of a word alone, and of one in a name of several.
STEM, INNER_STEM = 2, 1


@cache
def _endings(lang: Lang, table: str) -> tuple[int, dict[str, tuple[str, ...]]]:
    """What each ending may come from, and the length of the longest."""
    rows: tuple[Ending, ...] = getattr(place_words(lang), table)
    known = {row.of: tuple(fold(t) for t in row.to) for row in rows}
    return max(map(len, known), default=0), known


def _unended(word: str, table: tuple[int, dict[str, tuple[str, ...]]], stem: int = STEM) -> Iterator[str]:
    """The word with each fitting ending put back to what it may come from, longest ending first."""
    longest, endings = table
    for length in range(min(longest, len(word) - stem), 0, -1):
        for to in endings.get(word[-length:], ()):
            yield word[:-length] + to


@lru_cache(1 << 14)
def forms(word: str, lang: Lang, stem: int = STEM) -> tuple[str, ...]:
    """Folded names that this word may be a form of, the word itself first."""
    key = fold(word)
    if lang == "en" or not key:
        return (key,) if key else ()
    found = [key, *_unended(key, _endings(lang, "ending"), stem)]
    if " " in key:  # "Ростове-на-Дону": the first part is inflected.
        first, rest = key.split(" ", 1)
        found += [f"{f} {rest}" for f in _unended(first, _endings(lang, "ending"))]
    return tuple(dict.fromkeys(found))


@lru_cache(1 << 14)
def adjective(word: str, lang: Lang) -> tuple[str, ...]:
    """Folded masculine forms that this word may be an adjective's form of ("Харьковской": "харьковский")."""
    return tuple(f for f in forms(word, lang) if f.endswith(("ий", "ый", "ой")))


@lru_cache(1 << 14)
def named_by_adjective(word: str, lang: Lang) -> tuple[Toponym, ...]:
    """Settlements that an adjective may be made from ("Кременчуцький": Kremenchuk)."""
    known = gazetteer()
    found: dict[str, Toponym] = {}
    for masculine in adjective(word, lang):
        listed = [t for t in known.lookup(f"~{masculine}") if t.settled]
        if listed:
            return tuple(listed)
        for name in known.sifted(_unended(masculine, _endings(lang, "base_ending"))):
            for t in known.lookup(name) if len(name) > 2 else ():
                if t.settled:
                    found.setdefault(t.id, t)
    return tuple(sorted(found.values(), key=lambda t: -t.population))


@lru_cache(1 << 14)
def regions_by_adjective(word: str, lang: Lang) -> tuple[Toponym, ...]:
    """Divisions and countries whose adjective or people this word is a form of."""
    known = gazetteer()
    keys = known.sifted(f"~{k}" for k in forms(word, lang))
    return tuple(dict.fromkeys(t for k in keys for t in known.lookup(k) if not t.settled))


@lru_cache(1 << 14)
def called(words: tuple[str, ...], lang: Lang) -> tuple[Toponym, ...]:
    """Places that these words together may name; own names before inflected ones, the most populous first."""
    known = gazetteer()
    keys: Sequence[str] = forms(words[0], lang)
    if len(words) > 1:  # a first word that begins no name of so many words needs no others
        keys = [k for k in keys if known.longest(k.split(" ", 1)[0]) >= k.count(" ") + len(words)]
    for word in words[1:] if keys else ():
        keys = [f"{k} {f}" for k in keys for f in forms(word, lang, INNER_STEM)]
    found: dict[str, Toponym] = {}
    for key in known.sifted(keys):
        for t in known.lookup(key):
            found.setdefault(t.id, t)
    return tuple(sorted(found.values(), key=lambda t: -t.population))


@lru_cache(1 << 14)
def kin(word: str, lang: Lang) -> tuple[Toponym, ...]:
    """Settlements whose name in the other language of the two shares this word's skeleton."""
    known = gazetteer()
    keys = {skeleton(f) for f in forms(word, lang)} - {""} if lang != "en" else set()
    found = {t.id: t for key in known.sifted(f"%{k}" for k in sorted(keys)) for t in known.lookup(key)}
    return tuple(sorted(found.values(), key=lambda t: -t.population))


@lru_cache(1 << 14)
def reach(word: str, lang: Lang) -> int:
    """How many words the longest name has that may begin with this word; 1 where only single words do."""
    known = gazetteer()
    return max((known.longest(f.split(" ", 1)[0]) for f in forms(word, lang)), default=1) or 1


@lru_cache(1 << 12)
def short(word: str) -> tuple[Toponym, ...]:
    """Places of a short form in its exact letters ("US", "W.Va.")."""
    return gazetteer().lookup(f"={word}")
