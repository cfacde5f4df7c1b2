"""Places by the names that a language has for them: the desk's own names, or as its reports write them in full."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from allegedly.knowledge.folding import fold
from allegedly.knowledge.gazetteer import gazetteer
from allegedly.knowledge.places import place_file
from allegedly.model import Conflict
from allegedly.model.vocabulary import Lang
from allegedly.publish.told import Told, place_names


def places_in(lang: Lang, claims: Mapping[str, Told]) -> Mapping[str, str]:
    """Names by id, in a language, of the places that the claims tell of; where it has none, the gazetteer's own.

    Reports inflect names: words of a report are a name only where the gazetteer lists them, letter by letter.
    """
    named = place_names(claims)
    if lang == "en":
        return named
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for t in claims.values():
        for p in t.claim.places if t.report.lang == lang else ():
            if p.id and p.text[:1].isupper() and _lists(p.text, p.id):
                written[p.id][p.text] += 1
    found = {key: min(said, key=lambda w: (-said[w], w)) for key, said in written.items()}
    return {key: own_place(key, lang) or found.get(key, name) for key, name in named.items()}


def relocated(one: Conflict, claims: Mapping[str, Told], places: Mapping[str, str]) -> Conflict:
    """A conflict that names its place as `places`, names by id in some language, have it."""
    local = {name: places[key] for key, name in place_names(claims).items() if key in places}
    values = tuple((name, local.get(value, value) if name == "place" else value) for name, value in one.values)
    return replace(one, values=values)


def own_place(key: str | None, lang: Lang) -> str:
    """A place by its name in a language: the desk's own, else as the gazetteer spells it; empty where it has none."""
    held = _own(lang).get(key or "", "")
    return held or (gazetteer().spelt(key, lang) if key and lang != "en" else "")


def place_called(name: str, lang: Lang) -> str:
    """A place by its name in a language where only its own name is known: the largest of that name; empty for none."""
    found = next((one for one in gazetteer().lookup(fold(name)) if one.name == name), None) if lang != "en" else None
    return own_place(found.id, lang) if found else ""


def _lists(text: str, key: str) -> bool:
    return any(one.id == key for one in gazetteer().lookup(fold(text)))


@cache
def _own(lang: Lang) -> Mapping[str, str]:
    names = {
        one.id: {"en": one.en, "ru": one.ru, "uk": one.uk}[lang] for one in (*place_file().region, *place_file().place)
    }
    return {key: given[0] for key, given in names.items() if given}
