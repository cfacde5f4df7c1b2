"""The number words of a language, compiled: what a rule of counts looks for around a number."""

import re
from dataclasses import dataclass
from functools import cache

from allegedly.knowledge.numbers import Bound, Numbers, WordRule, numbers
from allegedly.knowledge.numerals import Numerals, alternatives, fold, numerals
from allegedly.model.vocabulary import Lang

# Words that deny the number behind them, and those that join two numbers before one unit.
NONE: dict[Lang, tuple[str, ...]] = {"en": ("not", "no"), "ru": ("ни",), "uk": ("ні", "ані", "жодн")}
LINKS: dict[Lang, str] = {"en": "and|or", "ru": "и|или", "uk": "і|й|та|або"}
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")


@dataclass(frozen=True, slots=True)
class Words:
    """The number words of a language, compiled."""

    known: Numerals
    number: re.Pattern[str]
    firsts: frozenset[str]
    openings: frozenset[str]
    bounds: tuple[tuple[re.Pattern[str], Bound], ...]
    after: tuple[tuple[re.Pattern[str], Bound], ...]
    between: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    join: re.Pattern[str]
    of: re.Pattern[str]
    reaches: re.Pattern[str] | None
    changed: re.Pattern[str] | None
    whole: re.Pattern[str]
    vague: tuple[tuple[re.Pattern[str], WordRule], ...]
    vague_firsts: frozenset[str]
    single: re.Pattern[str]
    single_firsts: frozenset[str]
    noun: re.Pattern[str]
    labels: re.Pattern[str]
    streets: frozenset[str]
    address: re.Pattern[str]
    units: frozenset[str]
    clock: re.Pattern[str] | None
    none: re.Pattern[str]
    linked: re.Pattern[str]


def _ends(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(tuple(fold(w) for w in words))})[ \n]{{1,8}}$")


def _begins(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"[ \n]{{0,8}}(?:{alternatives(tuple(fold(w) for w in words))})(?!\w)")


def _reaching(source: Numbers) -> re.Pattern[str] | None:
    if not source.reaches:
        return None
    change = rf"(?<!\w)(?:{alternatives(source.from_to)})[ ]\S+(?:[ ]\S+)?[ ]до[ ]"
    return re.compile(rf"(?<!\w)(?:{alternatives(source.reaches)})|{change}")


def _whole(source: Numbers) -> re.Pattern[str]:
    other = alternatives(tuple(fold(w) for w in source.whole_not_before))
    all_words = alternatives(tuple(fold(w) for w in source.whole))
    return re.compile(rf"(?P<all>{all_words})[ \n]{{1,8}}(?!(?:{other})(?!\w))[^\W_]")


@cache
def words(lang: Lang) -> Words:
    """The compiled number words of a language."""
    source, known = numbers(lang), numerals(lang)
    vague = [(fold(w), rule) for rule in source.vague for w in rule.words]
    vague.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    join = "|".join(
        r"[ ]?[-–—‑][ ]?" if j == "-" else rf"[ \n]{{1,8}}{re.escape(fold(j))}[ \n]{{1,8}}" for j in source.join
    )
    counted = {fold(w) for w in source.counted}
    nouns = alternatives(frozenset(counted | ({w + "s" for w in counted} if lang == "en" else set())))
    singles = tuple(fold(w) for w in source.single)
    parts = alternatives(tuple(fold(w) for w in source.of))
    whole = rf"(?![ \n]{{1,8}}(?:{parts})(?!\w))"
    compound = alternatives(fold(w) for w in source.single_not_before)
    alone = rf"(?![ \n-](?:{compound})(?!\w))" if compound else ""
    streets = tuple(fold(w) for w in source.streets)
    firsts = frozenset(known.additive) | frozenset(known.multipliers)
    vague_firsts = frozenset(_TOKEN.findall(w)[0] for w in (*(w for w, _ in vague), *source.whole))
    return Words(
        known,
        re.compile(rf"{known.pattern}(?!\w)" if lang == "en" else known.pattern),
        firsts,
        firsts | vague_firsts | frozenset(singles),
        tuple(sorted(((_ends(b.words), b) for b in source.bounds), key=lambda p: -max(map(len, p[1].words)))),
        tuple((_begins(b.words), b) for b in source.after),
        tuple((_ends((a,)), re.compile(rf"[ \n]{{1,8}}{re.escape(fold(b))}[ \n]{{1,8}}")) for a, b in source.between),
        re.compile(join),
        re.compile(rf"[ \n]{{1,8}}(?:{parts})[ \n]{{1,8}}"),
        _reaching(source),
        _ends(source.from_to) if source.from_to else None,
        _whole(source),
        tuple((re.compile(rf"{alternatives((w,))}(?!\w)"), rule) for w, rule in vague),
        vague_firsts,
        re.compile(rf"(?P<one>{alternatives(singles)}){whole}(?:[ \n-][^\W_]+){{0,3}}?[ \n-](?:{nouns})(?!\w){alone}"),
        frozenset(singles),
        re.compile(rf"[ \n]{{1,8}}(?:{nouns})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{alternatives(tuple(fold(w) for w in source.labels))})[ \n]{{0,3}}$"),
        frozenset(streets),
        re.compile(rf"(?<!\w)(?:{alternatives(streets)})\.?(?:[ ][^\W\d_]+\.?){{0,3}},?[ ](?:[^\W\d_]{{1,4}}\.?[ ])?$"),
        frozenset(fold(w) for w in source.not_counts),
        _ends(source.clock) if source.clock else None,
        _ends(NONE[lang]),
        re.compile(rf"(?:[ ](?:{LINKS[lang]})|,)[ ]{known.pattern}(?!\w)"),
    )
