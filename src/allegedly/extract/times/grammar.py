"""Forms of time expressions, compiled from the lexicon, and where they match."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from allegedly.errors import KnowledgeInvalid
from allegedly.knowledge.numerals import alternatives, fold, numerals
from allegedly.knowledge.times import TimeRule, TimesFile, expand, times_file
from allegedly.model.vocabulary import Lang

_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")
# What starts a form besides the words themselves: digits, and a word before "'s".
_HINT = re.compile(r"\d|'s")
_CLASS = re.compile(r"<(\w+)(?::(\w+))?>")
# What may not stand right before a form: the middle of a word, a number, a model ("Су-24", "3.5", "$1999").
# Where the short forms of a class stand, which count only in a date.
SHORT = {"month": "mon", "weekday": "wd"}
_INSIDE = re.compile(r"[\w$€£№#+]$|\d[.,:/]$|[^\W\d_][-–]$")
# Names that forms give to a second word of a class.
_KINDS = {"endmonth": "month", "end": "day", "other": "plural", "upper": "num", "until": "weekday", "minutes": "num"}
_NUMBERS: dict[str, str] = {
    "dd": r"(?:0[1-9]|[12]\d|3[01]|[1-9])(?!\d)",
    "mm": r"(?:0[1-9]|1[0-2]|[1-9])(?!\d)",
    "year": r"(?:1[5-9]|20)\d\d(?!\d)",
    "yy": r"\d\d(?!\d)",
    "hour": r"(?:[01]\d|2[0-4]|\d)(?!\d\d\d)",
    "minute": r"[0-5]\d(?!\d)",
}
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)(?:-?(?:st|nd|rd|th|го|е|ого|ье|те|ше|му)(?!\w))?(?![.,:]\d)"
_DECADE = {"en": r"(?:(?:1[5-9]|20)\d0|\d0)'?s", "": r"(?:(?:1[5-9]|20)\d0|\d0)-?(?:х|е|ые|ых|ті|тих|і)(?!\w)"}


@dataclass(frozen=True)
class Form:
    """One form of a rule, as a regular expression that is compiled when it is first needed."""

    body: str
    rule: TimeRule
    order: int

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The expression; its group `start_` marks where the time begins, if that is not where the form does."""
        return re.compile(self.body)


@dataclass(frozen=True, slots=True)
class Grammar:
    """All forms of a language, by the word that they can start with; "#" stands for any digits."""

    lang: Lang
    starts: Mapping[str, tuple[Form, ...]]
    words: Mapping[str, Mapping[str, str]]
    tenses: re.Pattern[str]
    until: re.Pattern[str]
    capital: frozenset[str]
    glue: frozenset[str]
    lead: re.Pattern[str]
    after_year: frozenset[str]


@dataclass(frozen=True, slots=True)
class Found:
    """A form that matched. `start` and `end` delimit the expression; `words` are the words of its classes, folded."""

    start: int
    end: int
    rule: TimeRule
    grammar: Grammar
    text: str
    folded: str
    sentence: tuple[int, int]
    words: Mapping[str, str]

    def get(self, name: str) -> str | None:
        """The value of a class's word, or of a fixed argument of the rule."""
        word = self.words.get(name)
        if word is None:
            return self.rule.having.get(name)
        kind = self.kind(name)
        tables = (self.grammar.words[k] for k in (kind, SHORT.get(kind, "")) if k in self.grammar.words)
        return next((table[word] for table in tables if word in table), word)

    def kind(self, name: str) -> str:
        """The class behind a name: `month` for `endmonth`."""
        return {
            "endmonth": "month",
            "end": "day",
            "other": "plural",
            "upper": "num",
            "until": "weekday",
            "minutes": "num",
        }.get(name, name)

    def number(self, name: str) -> int | float | None:
        """The number that a word or digits name; "X" and other words give None."""
        word = self.get(name)
        if word is None:
            return None
        known = numerals(self.grammar.lang)
        if word in known.ordinals:
            return known.ordinals[word]
        return known.value(word)

    def whole(self, name: str) -> int | None:
        """The same, if it is a whole number."""
        number = self.number(name)
        return number if isinstance(number, int) else None


@cache
def grammar(lang: Lang) -> Grammar:
    """The compiled grammar of a language."""
    source = times_file(lang)
    words = {kind: {fold(f): v for w, v in table.items() for f in expand(w)} for kind, table in source.word.items()}
    if "prefix" in words:
        adjectives = words["adjective"].items()
        words["compound"] = {p + a: n + unit for p, n in words["prefix"].items() for a, unit in adjectives}
    forms: dict[str, list[Form]] = {}
    for order, rule in enumerate(source.rule):
        for text in rule.forms:
            compiled = Form(_compile(text, lang, words), rule, order)
            for first in _firsts(text.replace("~", ""), lang, words):
                forms.setdefault(first, []).append(compiled)
    return Grammar(
        lang,
        _starts(forms),
        words,
        _tenses(source),
        _ends_with(source.until, source.just),
        frozenset(source.capital),
        frozenset(source.glue),
        _ends_with(source.lead),
        frozenset(fold(w) for w in (*source.lead, *source.after_year)),
    )


def _starts(forms: Mapping[str, list[Form]]) -> dict[str, tuple[Form, ...]]:
    """Forms by their first word; words with the same forms share them."""
    shared: dict[tuple[int, ...], tuple[Form, ...]] = {}
    return {first: shared.setdefault(tuple(map(id, known)), tuple(known)) for first, known in forms.items()}


def _ends_with(words: tuple[str, ...], just: tuple[str, ...] = ()) -> re.Pattern[str]:
    """Finds one of the words at the end of a text, but behind those of `just`."""
    unless = "".join(rf"(?<!{fold(w)} )" for w in just)
    return re.compile(rf"(?<!\w){unless}(?:{alternatives(tuple(fold(w) for w in words))})[ \n]+$")


def _tenses(source: TimesFile) -> re.Pattern[str]:
    """Finds words that look ahead (group `ahead`) or back; regular past tense of the three languages included."""
    ahead, back = (alternatives(tuple(fold(w) for w in words)) for words in (source.future, source.past))
    regular = "[a-z]{3,}ed|[а-яіїєґ]{3,}(?:л|ла|ло|ли|лся|лась|лось|лись|вся|лася|лося|лися|ив|ав|ув)"
    return re.compile(rf"(?<!\w)(?:(?P<ahead>{ahead})|{back}|{regular})(?!\w)")


def _class(name: str, lang: Lang, words: Mapping[str, Mapping[str, str]]) -> str:
    """The regular expression of a class."""
    known = numerals(lang)
    if name in words:
        return rf"(?:{alternatives(words[name])})"
    if name == "num":
        return known.pattern
    if name == "day":
        return rf"(?:{_DAY}|(?:{alternatives(known.ordinals)})(?!\w))"
    if name == "ordinal":
        return rf"(?:(?:{alternatives(known.ordinals)})(?!\w)|\d-?(?:st|nd|rd|th|й|м|го|ий|му|ого|ому)(?!\w))"
    if name == "decade":
        return _DECADE.get(lang, _DECADE[""])
    if name in _NUMBERS:
        return _NUMBERS[name]
    raise KnowledgeInvalid(f"lexicon/{lang}/times.toml: a form uses the class <{name}>, which is not defined")


def _compile(form: str, lang: Lang, words: Mapping[str, Mapping[str, str]]) -> str:
    """A form as a regular expression with one named group for each class."""
    body = form.replace("[- ]", "\0").replace("(", "(?:").replace("(?:?", "(?")
    body = body.replace(" ?", "\1").replace(" ", r"[ \n]{1,8}").replace("\1", r"[ \n]{0,8}")
    body = body.replace("-", "[-–—‑]").replace("\0", r"(?:[-–—‑]|[ \n]{1,8})")
    seen: set[str] = set()

    def group(found: re.Match[str]) -> str:
        kind, name = found.group(1), found.group(2) or found.group(1)
        inner = _class(kind, lang, words)
        if name in seen:
            return f"(?:{inner})"
        seen.add(name)
        return f"(?P<{name}>{inner})"

    body = _CLASS.sub(group, body)
    before, mark, after = body.partition("~")
    body = f"{before}(?P<start_>){after}" if mark else body
    return rf"{body}(?!\w)"


def _firsts(form: str, lang: Lang, words: Mapping[str, Mapping[str, str]]) -> frozenset[str]:
    """The words that a form can start with."""
    form = form.lstrip(" '?")
    if form.startswith("<"):
        name = form[1 : form.index(">")].partition(":")[0]
        return _class_firsts(name, lang, words)
    if form.startswith("("):
        inside, rest = _group(form)
        found = frozenset[str]().union(*(_firsts(option + rest, lang, words) for option in inside))
        return found | _firsts(rest[1:], lang, words) if rest.startswith("?") else found
    token = _TOKEN.match(form)
    if token is None:
        raise KnowledgeInvalid(
            f"lexicon/{lang}/times.toml: a form must start with a word, a class or a group: {form!r}"
        )
    return frozenset({token.group()})


def _group(form: str) -> tuple[list[str], str]:
    """The options of the group that a form starts with, and what follows it."""
    depth, options, at = 0, [""], 0
    for at, mark in enumerate(form):
        depth += (mark == "(") - (mark == ")")
        if depth == 0:
            break
        if mark == "|" and depth == 1:
            options.append("")
        elif at:
            options[-1] += mark
    return options, form[at + 1 :]


def _class_firsts(name: str, lang: Lang, words: Mapping[str, Mapping[str, str]]) -> frozenset[str]:
    known = numerals(lang)
    tables: dict[str, frozenset[str]] = {
        "num": frozenset(known.additive) | {"#"},
        "day": frozenset(known.ordinals) | {"#"},
        "ordinal": frozenset(known.ordinals) | {"#"},
    }
    if name in words:
        tables[name] = frozenset(words[name])
    heads = tables.get(name, frozenset({"#"}))
    return frozenset("#" if h == "#" else _TOKEN.findall(h)[0] for h in heads)


def _worth(known: Grammar, folded: str, start: int, end: int) -> bool:
    """Does any word of a sentence start a form? One look at all of them; most sentences name no time."""
    words = _TOKEN.findall(folded, start, end)
    return not known.starts.keys().isdisjoint(words) or _HINT.search(folded, start, end) is not None


def matches(known: Grammar, text: str, folded: str, start: int, end: int) -> Iterator[Found]:
    """The longest form at each word of a sentence, from left to right, without overlap."""
    if not _worth(known, folded, start, end):
        return
    at = start
    for token in _TOKEN.finditer(folded, start, end):
        word = token.group().removesuffix("'s")
        forms = known.starts.get("#" if word[0].isdigit() else word)
        if forms is None or token.start() < at:
            continue
        if _INSIDE.search(folded, max(start, token.start() - 2), token.start()):
            continue
        found = _longest(known, forms, text, folded, (token.start(), start, end))
        if found:
            yield found
            at = found.end


def _longest(
    known: Grammar, forms: tuple[Form, ...], text: str, folded: str, where: tuple[int, int, int]
) -> Found | None:
    at, start, end = where
    best: tuple[tuple[int, bool, int], re.Match[str], TimeRule] | None = None
    for form in forms:
        match = form.pattern.match(folded, at, end)
        if match is None or not _capitals(known, text, match):
            continue
        rank = (match.end(), not form.rule.weak, -form.order)
        if best is None or rank > best[0]:
            best = (rank, match, form.rule)
    if best is None:
        return None
    _, match, rule = best
    stop = match.end()
    words = {k: re.sub(r"[ \n]+", " ", v) for k, v in match.groupdict().items() if v is not None and k != "start_"}
    first = match.start("start_") if "start_" in match.re.groupindex else at
    return Found(first, stop, rule, known, text, folded, (start, end), words)


def _capitals(known: Grammar, text: str, match: re.Match[str]) -> bool:
    """Do the words that need a capital letter have one ("May", not "may")?"""
    return all(
        text[match.start(name)].isupper()
        for name in match.re.groupindex
        if name != "start_" and match.group(name) in known.capital
    )
