"""The name behind an inflected mention: persons word by word, organisations by their head."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from allegedly.extract.slavic.morphology import Reading, readings
from allegedly.extract.tokens import Token
from allegedly.model.vocabulary import Lang, MentionKind

# How many adjectives an organisation's name may begin with.
LEADING = 3
# Feminine and neuter of an adjective's ending.
ENDINGS: dict[Lang, dict[str, tuple[str, str]]] = {
    "en": {},
    "ru": {"ый": ("ая", "ое"), "кий": ("кая", "кое"), "ий": ("яя", "ее"), "ой": ("ая", "ое")},
    "uk": {"ий": ("а", "е"), "ій": ("я", "є")},
}
# Adjective surnames of women: the dictionary's lemma is the masculine one.
FEMININE = {"ский": "ская", "цкий": "цкая", "ський": "ська", "цький": "цька", "зький": "зька"}


def nominative(tokens: Sequence[Token], lang: Lang, kind: MentionKind) -> str:
    """The name in the nominative, as far as the dictionary knows it; in English the words as they are."""
    if lang == "en":
        return " ".join(t.text for t in tokens)
    if kind == "person":
        if _named_so([t.text for t in tokens], lang):
            return "".join(a.text + ("" if b.start == a.end else " ") for a, b in pairwise(tokens)) + tokens[-1].text
        words = [_person(t.text, lang, _gender([t.text for t in tokens], lang)) for t in tokens]
    else:
        words = _organisation([t.text for t in tokens], lang)
    gaps = ["" if b.start == a.end else " " for a, b in pairwise(tokens)]
    return "".join(w + g for w, g in zip(words, [*gaps, ""], strict=True))


def _named_so(texts: list[str], lang: Lang) -> bool:
    """Does a given name stand first that is a nominative for sure, or one with nothing in another case behind it?"""
    known = readings(texts[0], lang) if texts[0].isalpha() else ()
    known = tuple(r for r in known if "name" in r.feats) or known  # a dictionary may lack a rarer given name
    given = [r for r in known if "pl" not in r.feats]
    if len(texts) < 2 or not any("nom" in r.feats for r in given):
        return False
    sure = all("nom" in r.feats for r in given)
    return sure or all(_can_be_nominative(t, lang) for t in texts[1:])


def _can_be_nominative(text: str, lang: Lang) -> bool:
    """Has the word a nominative as a name, or as a name none in the singular but the vocative?"""
    found = [r.feats for r in readings(text, lang) if r.feats & {"name", "surn", "patr"}]
    return any("nom" in f for f in found) or all("pl" in f or "voc" in f for f in found)


def _gender(texts: list[str], lang: Lang) -> str:
    """What the given name or the patronymic tells; empty where neither does."""
    found = (r.feats for t in texts for r in readings(t, lang)[:1] if t.isalpha() and r.feats & {"name", "patr"})
    return next((g for f in found for g in ("fem", "masc") if g in f), "")


@lru_cache(1 << 14)
def _person(text: str, lang: Lang, gender: str) -> str:
    """One word of a person's name: as it is where it can be nominative, else its name-like lemma."""
    found = [r for r in readings(text, lang) if r.feats & {"name", "surn", "patr"}]
    if not text.isalpha() or not found:
        return text
    fitting = [r for r in found if not gender or gender in r.feats]
    one = [r for r in fitting or found if "pl" not in r.feats]  # "Наталии" is no several
    if any("nom" in r.feats for r in one or fitting or found):
        return text
    lemma, fem = (one or fitting or found)[0].lemma, gender == "fem"
    if fem and (end := next((e for e in FEMININE if lemma.endswith(e)), None)):
        lemma = lemma[: -len(end)] + FEMININE[end]
    elif fem and lemma.endswith(("ов", "ев", "ин", "єв", "ін")):
        lemma += "а"
    return _like(lemma, text)


def _organisation(texts: list[str], lang: Lang) -> list[str]:
    """The words of an organisation's name, its adjectives and head noun in the nominative singular."""
    head = next((i for i, t in enumerate(texts) if _noun(t, lang)), None)
    if head is None or head > LEADING:
        return texts
    noun = _noun(texts[head], lang)
    if noun is None or "pl" in noun.feats or _is_nominative(texts[0], lang):
        return texts
    gender = next((g for g in ("fem", "neut") if g in noun.feats), "masc")
    before = [_adjective(t, gender, lang) for t in texts[:head]]
    return [*before, _like(noun.lemma, texts[head]), *texts[head + 1 :]]


@lru_cache(1 << 14)
def _noun(text: str, lang: Lang) -> Reading | None:
    if not text.isalpha() or text.isupper():
        return None
    return next((r for r in readings(text, lang)[:1] if r.pos in ("NOUN", "PROPN")), None)


def _is_nominative(text: str, lang: Lang) -> bool:
    return any("nom" in r.feats for r in readings(text, lang))


@lru_cache(1 << 14)
def _adjective(text: str, gender: str, lang: Lang) -> str:
    """An adjective's nominative in a gender ("Верховного": "Верховный")."""
    lemma = next((r.lemma for r in readings(text, lang) if r.pos == "ADJ"), None) if text.isalpha() else None
    if lemma is None:
        return text
    end = next((e for e in ENDINGS[lang] if lemma.endswith(e)), None)
    if end and gender != "masc":
        lemma = lemma[: -len(end)] + ENDINGS[lang][end][gender == "neut"]
    return _like(lemma, text)


def _like(lemma: str, text: str) -> str:
    return lemma[:1].upper() + lemma[1:] if text[:1].isupper() else lemma
