"""Persons in Russian and Ukrainian: given names, initials, titles, surnames known or met before in the text."""

from collections.abc import Sequence
from functools import cache

from allegedly.extract.names.lexemes import Lexeme
from allegedly.knowledge.folding import fold
from allegedly.knowledge.names import folded
from allegedly.knowledge.voices import voices
from allegedly.model.vocabulary import Lang

Run = tuple[int, int]

# A person's name has at most so many words.
LONGEST = 4
# Inflected forms of a surname agree in all but so many letters at the end.
INFLECTED = 4
# Towns in -ськ in the genitive, which the dictionary takes for women's surnames.
TOWNS = ("ська", "цька", "зька")
REGNAL = frozenset({"I", "II", "III", "IV", "V", "VI", "XIV", "XVI"})
FUNCTION = frozenset({"ADP", "CCONJ", "SCONJ", "PART", "PRON", "DET", "AUX"})


def persons(words: Sequence[Lexeme], taken: set[int], lang: Lang, met: set[str]) -> list[Run]:
    """Persons of a sentence as runs of words outside `taken`; `met` holds stems of surnames, and gains new ones."""
    found: list[Run] = []
    i = 0
    while i < len(words):
        end = _person(words, i, taken, lang, met) if words[i].capital else i
        if end > i:
            found.append((i, end))
            if words[end - 1].text[-1].islower():
                met.add(stem(words[end - 1].form.key))
            i = end
        else:
            i += 1
    return found


def stem(key: str) -> str:
    """What the inflected forms of a surname share: its beginning."""
    return key[: max(4, len(key) - 2)] if len(key) > 4 else key


def _free(words: Sequence[Lexeme], i: int, taken: set[int]) -> bool:
    return i < len(words) and i not in taken and words[i].capital and words[i].text[0].isalpha() and not words[i].latin


def _person(words: Sequence[Lexeme], i: int, taken: set[int], lang: Lang, met: set[str]) -> int:
    """The end of the person's name that begins here, or `i` itself."""
    if not _free(words, i, taken):
        return i
    if (end := _initials(words, i, taken)) > i:
        return end
    if words[i].upper or words[i].form.poses & FUNCTION:
        return i
    end = _run(words, i, taken, lang)
    if words[i].form.first:
        return end
    if _town_first(words, i, end, lang) or (
        end == i + 1 and stem(words[i].form.key) not in met and _of_a_town(words, i, lang)
    ):
        return i
    if _titled(words, i, lang) and not _place_adjective(words, i, end):
        return end
    return end if _surname(words, i, end, met, lang) else i


def _initials(words: Sequence[Lexeme], i: int, taken: set[int]) -> int:
    """ "С. Барклі", "В.В. Иванов": single letters with dots, then a surname."""
    j = i
    while j + 1 < len(words) and len(words[j].text) == 1 and words[j].capital and words[j + 1].text == ".":
        j += 2
    if j == i or not _free(words, j, taken) or len(words[j].text) < 3 or words[j].gap not in ("", " ", "\u00a0"):
        return i
    return j + 1


def _run(words: Sequence[Lexeme], i: int, taken: set[int], lang: Lang) -> int:
    """The end of adjacent capitalised words, small words like "фон" between them allowed."""
    end = i + 1
    while end < len(words) and end - i < LONGEST and words[end].joined:
        if _free(words, end, taken) and not words[end].upper:
            end += 1
        elif (
            end not in taken
            and words[end].form.key in folded(lang, "particles")
            and _free(words, end + 1, taken)
            and words[end + 1].joined
        ):
            end += 2
        elif len(words[end].text) == 1 and words[end].capital and end + 1 < len(words) and words[end + 1].text == ".":
            end += 2  # "Джордж В. Буш"
        elif words[end].text in REGNAL and end not in taken:
            end += 1
        else:
            break
    return end


def _town_first(words: Sequence[Lexeme], i: int, end: int, lang: Lang) -> bool:
    """Does a town stand before a given name and a surname («глава Дымного Пётр Громов»)? A patronymic ends a name."""
    if not (_titled(words, i, lang) or _of_a_town(words, i, lang)):
        return False
    return any(words[k].form.first and "patr" not in words[k + 1].form.feats for k in range(i + 1, end - 1))


def _of_a_town(words: Sequence[Lexeme], i: int, lang: Lang) -> bool:
    """Is one word in the genitive behind "residents of" or "the head of the administration of" a town?"""
    if i == 0 or not words[i].joined:
        return False
    headed = i > 1 and words[i - 2].form.within(folded(lang, "titles")) and words[i - 1].form.head
    behind = headed or words[i - 1].form.within(folded(lang, "of_towns"))
    form = words[i].form
    return behind and (form.key.endswith(TOWNS) or ("gen" in form.feats and not {"surn", "nom"} <= form.feats))


def _titled(words: Sequence[Lexeme], i: int, lang: Lang) -> bool:
    return i > 0 and words[i].joined and words[i - 1].form.within(folded(lang, "titles"))


def _place_adjective(words: Sequence[Lexeme], i: int, end: int) -> bool:
    """One capitalised adjective with a noun after it: "президент Российской ..."."""
    lone = end == i + 1 and words[i].form.adjective
    return lone and end < len(words) and words[end].joined and "NOUN" in words[end].form.poses


@cache
def _roles(lang: Lang) -> frozenset[str]:
    """Words for people by what they do, which many bear as surnames."""
    return frozenset(fold(word) for word in voices(lang).roles)


def _surname(words: Sequence[Lexeme], i: int, end: int, met: set[str], lang: Lang) -> bool:
    """A known surname, one met before, or a capitalised word within a sentence that looks like one."""
    form = words[i].form
    if end == i + 1 and stem(form.key) in met and not form.common:
        return True
    inner = i > 0 and words[i - 1].text not in '.!?«"“„:—–-'
    if end == i + 1 and not inner and not form.lemmas.isdisjoint(_roles(lang)):
        return False  # "Капітан сказав": the captain, and nobody of that name
    if _place_adjective(words, i, end):
        return False
    if end == i + 1:
        return (inner and (form.surname or not form.known) and not form.common) or (
            "surn" in form.feats and "NOUN" in form.poses and not form.common
        )
    unknown = all("unk" in w.form.feats or not w.form.common for w in words[i:end])
    return unknown and (inner or any(w.form.surname for w in words[i:end]))
