"""How many: digits, words, ranges, "dozens", "10 of 10"; ages, dates, money, measures and names are no counts.

A count keeps the bounds that the words give: "at least five" has no upper one, "up to 30" no lower one, and "dozens"
has none: it keeps its words. Every rule looks at a bounded neighbourhood of a number, so time is linear in the text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from allegedly.extract.counting import Words, words
from allegedly.extract.times import TimeExpression
from allegedly.extract.tokens import Analysis
from allegedly.knowledge.numbers import Bound, WordRule
from allegedly.knowledge.numerals import fold
from allegedly.model import Count, Span

# How far before and behind a number its rules look.
BEFORE, BEHIND = 48, 48
# How far from "to" a verb of rising may stand.
REACH = 70
# A number as large, without a noun, is a sum of money.
MONEY = 1_000_000
# Hours of a day.
HOURS = 24
# Half-numbers before a unit.
ABOUT = frozenset({"полтора", "півтора", "несколько", "кілька"})
# More digits than any count of people or things in the news: telephone, card and account numbers.
MAX_DIGITS = 10

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")
_DIGIT = re.compile(r"\d")
_NEXT = re.compile(r"[ \n]([^\W\d_]+)")
# Right before a number: the middle of a word or number, money, a model ("Су-35", "S-300", "T72", "v2.0", "№5", "#5").
_INSIDE = re.compile(r"[\w$€£₽₴№#@]$|[$€£₽₴№#][ ]$|\d[.,:/-]$|[^\W\d_][-–—./]$|[+\[]$|(?:^|[ (])[-−]$")
# Right behind it: ordinals, compounds, shares, scores and times ("136-го", "5-year", "3:1", "5G", "24/7").
_GOES_ON = re.compile(r"[\w°%‰]|[-–—‑/:][^\W\d_]|[:/]\d|[-–—‑]\d|[.,]\d|[ ]{0,2}[%‰°$€£₽₴]|'[^\W_]")
# A name in Latin letters right before a number makes a model or an edition of it ("Boeing 737").
_MODEL = re.compile(r"(?<=[ (])[A-Z][A-Za-z]+[ ]$")
_LOWER_NEXT = re.compile(r"[ ][^\W\d_A-ZА-ЯЁІЇЄҐ]")
# "семью из четырёх человек": a family, where no word in the case of "with seven" follows.
_FAMILY = re.compile(r"семью(?!\w)(?![ ][^\W_]*(?:ами|ями|ьми|ыми|ими)(?!\w))")
_LIST_NUMBER = re.compile(r"\d{1,3}(?:[.)]|/[ ])")
_AGE = re.compile(r"[^\W\d_]\.?,[ ]$")
_AGE_AFTER = re.compile(r"[,:;)»”]|[.](?![\d])|\s*$|\n")
# "a man of 22": an age, where a person's noun stands before and no noun behind.
_OF_AGE = re.compile(
    r"(?<!\w)(?:man|woman|boy|girl|person|one|nurse|teacher|driver|soldier|student|pensioner)[ ]of[ ]$"
)
# "Aged 17 and 19", "aged between three and five".
_AGES = re.compile(r"(?<!\w)(?:aged|ages)[ ](?:between[ ])?(?:[\w-]+(?:,[ ]|,?[ ](?:and|or|to)[ ])){1,4}$")
# A spaced long dash parts a head from what follows and joins no range.
_DASH = re.compile(r"[ ][—–][ ]")
_LAST = re.compile(r"(?:(?P<earlier>\w+)[ ])?(?P<unit>[^\W\d_]+)[ ]$")
# Beside these "at" gives a figure and no hour ("put the dead at 9").
_FIGURE = re.compile(r"\b(?:stood|stands|put|toll|number|figure|dead|count|estimated|wounded|injured)\b")
_NOUN_NEXT = re.compile(
    r"[ ](?!(?:there|was|is|were|and|but|then|when|he|she|it|they|we|i|in|on|at|near|the|a|an)\b)[^\W\d_]"
)
_NEXT_WORD = re.compile(r"[ \n]{0,8}([^\W\d_]+\.?[^\W\d_]*'?[^\W\d_]*)")
_OF_TAIL = re.compile(r"(?: of)?(?: the)?$")
_HOUSE = re.compile(r"[ ](?:[^\W\d_]+[ ]){0,2}([^\W\d_]+)")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a rule looks: the folded text, the original one, and the sentence around."""

    text: str
    folded: str
    start: int
    end: int

    def before(self, at: int) -> str:
        return self.folded[max(self.start, at - BEFORE) : at]


def counts(analysis: Analysis, times: Sequence[TimeExpression]) -> tuple[Count, ...]:
    """Every count in text order, none inside a time expression."""
    folded = fold(analysis.clean)
    taken = [t.when.span for t in times]
    found: list[Count] = []
    at = 0
    for sentence in analysis.sentences:
        place = _Place(analysis.text, folded, *sentence.span)
        for count in _apart(_sentence(place, words(sentence.lang))):
            while at < len(taken) and taken[at].end <= count.span.start:
                at += 1
            if at == len(taken) or not taken[at].meets(count.span):
                found.append(count)
    return tuple(found)


def _apart(found: Iterable[Count]) -> list[Count]:
    """Without a count that the next one reaches back over ("as many as 30" holds a "many")."""
    kept: list[Count] = []
    for count in found:
        if kept and kept[-1].span.meets(count.span):
            kept.pop()
        kept.append(count)
    return kept


def _sentence(place: _Place, known: Words) -> Iterator[Count]:
    """The counts of one sentence, from left to right, without overlap."""
    words = _TOKEN.findall(place.folded, place.start, place.end)
    if known.openings.isdisjoint(words) and not _DIGIT.search(place.folded, place.start, place.end):
        return
    at = place.start
    for token in _TOKEN.finditer(place.folded, place.start, place.end):
        word = token.group()
        if (word not in known.openings and not word[0].isdigit()) or token.start() < at:
            continue
        count, at = _at(place, known, token.start(), word)
        if count is not None:
            yield count
            at = max(at, count.span.end)


def _at(place: _Place, known: Words, start: int, word: str) -> tuple[Count | None, int]:
    """The count that starts with a word, if one does, and where to go on."""
    if word in known.vague_firsts and not _bounds_it(place, known, start, word):
        count = _vague(place, known, start)
        if count:
            return count, count.span.end
    if word in known.single_firsts:
        number = known.number.match(place.folded, start, place.end)
        if number is None or number.end() - start == len(word):
            return _single(place, known, start), start
        return _number(place, known, start)
    if word[0].isdigit() or word in known.firsts:
        return _number(place, known, start)
    return None, start


def _bounds_it(place: _Place, known: Words, start: int, word: str) -> bool:
    """Is it "hundreds" that words before it make one hundred ("не меньше сотни", "до тысячи")?"""
    if word not in known.known.multipliers:
        return False
    before = place.before(start)
    return any(pattern.search(before) for pattern, _ in known.bounds)


def _number(place: _Place, known: Words, start: int) -> tuple[Count | None, int]:
    """A count by its number, and where the number ends."""
    match = known.number.match(place.folded, start, place.end)
    if match is None:
        return None, start
    end = match.end()
    value = known.known.value(match.group())
    changed = _changed(place, known, start, end)
    if changed is not None:
        return changed
    upper, range_end = _upper(place, known, end, value)
    last = range_end if upper is not None else end
    if value is None or not _counts(place, known, (start, end, last), value):
        return None, last
    if upper is not None:
        return _count(place, (_opened(place, known, start), last), (value, None, upper)), last
    return _bounded(place, known, start, end, value), last


def _changed(place: _Place, known: Words, start: int, end: int) -> tuple[Count, int] | None:
    """The second number of a change is the figure ("rose from nine to 14", "выросло с девяти до 14"), and its end."""
    if known.changed is None or known.reaches is None or not known.changed.search(place.before(start)):
        return None
    told = known.reaches.search(place.folded, max(place.start, start - REACH), min(place.end, end + BEHIND))
    join = known.join.match(place.folded, end, place.end)
    match = known.number.match(place.folded, join.end(), place.end) if told and join else None
    value = known.known.value(match.group()) if match else None
    if match is None or value is None or not _counts(place, known, (match.start(), match.end(), match.end()), value):
        return None
    return _count(place, match.span(), (value, value, value)), match.end()


def _counts(place: _Place, known: Words, where: tuple[int, int, int], value: int | float) -> bool:
    """Is the number a count of people or things?"""
    start, end, last = where
    digits = place.folded[start:end]
    if sum(c.isdigit() for c in digits) > MAX_DIGITS or (isinstance(value, float) and "." in f"{value}"):
        return False
    before = place.before(start)
    if _FAMILY.match(place.folded, start, place.end):
        return False
    if _INSIDE.search(before) or _GOES_ON.match(place.folded, last, place.end):
        return False
    if value >= MONEY and not _NOUN_NEXT.match(place.folded, last, place.end):
        return False
    if (
        known.none.search(before)
        or _bare_hour(place, known, start, last, value)
        or _measured_before(place, known, before)
    ):
        return False
    if start == place.start and _LIST_NUMBER.match(place.folded, start, place.end):
        return False
    return not _named(place, known, start, last) and not _measured(place, known, last)


def _bare_hour(place: _Place, known: Words, start: int, end: int, value: int | float) -> bool:
    """An hour without its noun ("around 6", "before five"): no noun may follow."""
    before = place.before(start)
    bare = known.clock is not None and known.clock.search(before)
    at = before.endswith(" at ") and place.folded[start].isdigit() and not _FIGURE.search(before)
    if value > HOURS or not (bare or at):
        return False
    return not _NOUN_NEXT.match(place.folded, end, place.end)


def _measured_before(place: _Place, known: Words, before: str) -> bool:
    """A unit before the number, and no number of its own before that ("метров двести")."""
    unit = _LAST.search(before)
    if known.known.lang == "en" or unit is None or unit.group("unit") not in known.units:
        return False
    earlier = unit.group("earlier")
    return not earlier or (not earlier[0].isdigit() and earlier not in known.known.additive and earlier not in ABOUT)


def _named(place: _Place, known: Words, start: int, end: int) -> bool:
    """Is the number part of a name, an address, or an age ("No. 5", "Lenin street 5", "Petrov, 45, said")?"""
    before = place.before(start)
    if known.known.lang == "en" and (_OF_AGE.search(before) or _AGES.search(before)):
        return True
    if known.labels.search(before) or known.address.search(before):
        return not known.noun.match(place.folded, end, place.end)
    digits = place.folded[start:end].isdigit()
    if digits and _MODEL.search(place.text, max(place.start, start - BEFORE), start):
        return not _LOWER_NEXT.match(place.text, end, place.end)
    if digits and end - start <= 3 and _AGE.search(before) and _AGE_AFTER.match(place.folded, end, place.end):
        return _capital_before(place, start) or place.folded[end : end + 1] == ","
    house = _HOUSE.match(place.folded, end, min(place.end, end + BEHIND))
    street = house is not None and not known.streets.isdisjoint(house.group().split())
    return bool(digits and house and street and place.text[house.start() + 1].isupper())


def _capital_before(place: _Place, start: int) -> bool:
    """Does the word before the comma before a number start with a capital letter?"""
    word = re.search(r"([^\W\d_]+)\.?,[ ]$", place.text[max(place.start, start - BEFORE) : start])
    return bool(word and word.group(1)[0].isupper())


def _measured(place: _Place, known: Words, end: int) -> bool:
    """Does a unit, a currency or a per cent sign follow, at once or behind "and" and another number?"""
    second = known.linked.match(place.folded, end, place.end)
    if second:
        end = second.end()
    word = _NEXT_WORD.match(place.folded, end, min(place.end, end + BEHIND))
    return bool(word and (word.group(1) in known.units or word.group(1).rstrip(".") in known.units))


def _upper(place: _Place, known: Words, end: int, low: int | float | None) -> tuple[int | float | None, int]:
    """The upper number of a range ("5-7", "five to seven") and its end; None where the second is not greater."""
    join = known.join.match(place.folded, end, place.end)
    if join is None or _DASH.fullmatch(join.group()):
        return None, end
    match = known.number.match(place.folded, join.end(), place.end)
    if match is None or low is None:
        return None, end
    upper = known.known.value(match.group())
    if upper is None or upper <= low or (upper > 20 * low > 0 and upper < 1000):
        return None, end
    return upper, match.end()


def _opened(place: _Place, known: Words, start: int) -> int:
    """Where a range starts: at the number, or at "between", "от" before it."""
    before = place.before(start)
    for opening, _ in known.between:
        found = opening.search(before)
        if found:
            return start - (len(before) - found.start())
    for pattern, _ in known.bounds:
        found = pattern.search(before)
        if found:
            return start - (len(before) - found.start())
    return start


def _bounded(place: _Place, known: Words, start: int, end: int, value: int | float) -> Count:
    """The number with the bounds that the words around it keep."""
    before = place.before(start)
    for opening, middle in known.between:
        found = opening.search(before)
        second = middle.match(place.folded, end, place.end) if found else None
        match = known.number.match(place.folded, second.end(), place.end) if second else None
        upper = known.known.value(match.group()) if match else None
        if found and match and upper is not None and upper > value:
            return _count(place, (start - (len(before) - found.start()), match.end()), (value, None, upper))
    for pattern, bound in known.after:
        tail = pattern.match(place.folded, end, place.end)
        if tail:
            return _count(place, (start, tail.end()), _kept(value, bound))
    for pattern, bound in known.bounds:
        found = pattern.search(before)
        if found and not _reaches(place, known, bound, start):
            first = start - (len(before) - found.start())
            return _count(place, (first, _share_end(place, known, end)), _kept(value, bound))
    return _count(place, (start, _share_end(place, known, end)), (value, value, value))


def _share_end(place: _Place, known: Words, end: int) -> int:
    """The end of "10 of 12" behind its first number, or of that number."""
    share = known.of.match(place.folded, end, place.end)
    whole = known.number.match(place.folded, share.end(), place.end) if share else None
    if whole and not _measured(place, known, whole.end()) and not _GOES_ON.match(place.folded, whole.end(), place.end):
        return whole.end()
    return end


def _reaches(place: _Place, known: Words, bound: Bound, start: int) -> bool:
    """Does "to" before the number tell where a figure rose or fell to ("выросло до семи", "с 45 до 42")?"""
    if known.reaches is None or bound.keeps != ("high",):
        return False
    return bool(known.reaches.search(place.folded, max(place.start, start - REACH), min(place.end, start + REACH)))


def _kept(value: int | float, bound: Bound) -> tuple[int | float | None, int | float | None, int | float | None]:
    return (
        value if "low" in bound.keeps else None,
        value if "best" in bound.keeps else None,
        value if "high" in bound.keeps else None,
    )


def _count(
    place: _Place,
    where: tuple[int, int],
    bounds: tuple[int | float | None, int | float | None, int | float | None],
    rule: str = "",
) -> Count:
    low, best, high = bounds
    return Count(low, best, high, place.text[where[0] : where[1]], Span(*where), rule)


def _vague(place: _Place, known: Words, start: int) -> Count | None:
    """A count in words without a number; a number appears only where the word means one."""
    whole = known.whole.match(place.folded, start, place.end)
    if (
        whole
        and not known.number.match(place.folded, whole.end("all") + 1, place.end)
        and "ё" not in place.text[start : whole.end("all")].lower()
    ):
        end = whole.end("all") - len(_OF_TAIL.search(whole.group("all")).group())  # type: ignore[union-attr]
        return _count(place, (start, end), (None, None, None))
    for pattern, rule in known.vague:
        match = pattern.match(place.folded, start, place.end)
        if match and (not rule.beside or _counts_something(place, rule, match.end())):
            end = match.end() - len(_OF_TAIL.search(match.group()).group())  # type: ignore[union-attr]
            return _count(place, (start, end), (rule.low, rule.best, rule.high), rule.rule if rule.best else "")
    return None


def _counts_something(place: _Place, rule: WordRule, end: int) -> bool:
    """Does a word stand right behind that may be what is counted («пару людей», not «обпекло парою»)?"""
    after = _NEXT.match(place.folded, end, place.end)
    return after is not None and after.group(1) not in rule.not_before


def _single(place: _Place, known: Words, start: int) -> Count | None:
    """One, where an article or pronoun stands before something that is counted ("a missile", "один человек")."""
    match = known.single.match(place.folded, start, place.end)
    if match is None or " of " in match.group() or known.none.search(place.before(start)):
        return None
    end = match.end("one")
    article = match.group("one") in ("a", "an")
    bounded = [b for pattern, b in known.bounds if not article and pattern.search(place.before(start))]
    return _bounded(place, known, start, end, 1) if bounded else _count(place, (start, end), (1, 1, 1))
