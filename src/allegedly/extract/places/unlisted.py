"""Places by their names alone: what a preposition or a word like "street" makes a place, though no gazetteer lists it.

They have neither id nor degrees. They tell where a claim is set; linking and assessing leave them out.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from allegedly.extract.places.match import ADJECTIVE
from allegedly.extract.places.readings import named_by_adjective, regions_by_adjective
from allegedly.extract.tokens import Analysed, Analysis, Token
from allegedly.knowledge.folding import fold
from allegedly.knowledge.names import first_names, folded
from allegedly.knowledge.unlisted import Kind, unlisted_words
from allegedly.model import Mention, Place, Span
from allegedly.model.vocabulary import Lang, PlacePrecision

# A name has at most so many words; a quoted one so many marks and words.
LONGEST, QUOTED = 4, 5
# Capitals of so few letters are an abbreviation.
SHORT = 5
# Words remembered for each list; beyond this many its memory starts anew.
MEMORY = 1 << 14
OPENING, CLOSING = frozenset('«“„"'), frozenset('»”“"')
AND = frozenset({"и", "і", "й", "та"})
# Cases of an unknown town in -ск, -ськ, which the dictionary takes for a surname's other ones.
OF_TOWNS = {"ins": ("ском", "цком"), "gen": ("ська", "цька", "зька")}
Run = tuple[int, int]
Where = tuple[int, int, PlacePrecision]


@dataclass(frozen=True, slots=True)
class Stems:
    """Words of one list with the precision they give: whole ones, and beginnings by their first `size` letters."""

    whole: dict[str, PlacePrecision]
    size: int
    stems: dict[str, list[tuple[str, PlacePrecision]]]
    met: dict[str, PlacePrecision | None] = field(default_factory=dict)

    def of(self, text: str) -> PlacePrecision | None:
        """The precision that a word as written gives, remembered within bounds."""
        if text not in self.met:
            if len(self.met) >= MEMORY:
                self.met.clear()
            self.met[text] = self.get(fold(text))
        return self.met[text]

    def get(self, word: str) -> PlacePrecision | None:
        """The precision that a folded word gives, or None."""
        found = self.whole.get(word)
        if found:
            return found
        for stem, precision in self.stems.get(word[: self.size], ()):
            if word.startswith(stem):
                return precision
        return None


@dataclass(frozen=True, slots=True)
class Words:
    """A language's words around unlisted places, ready for look-up."""

    lang: Lang
    after: Stems
    built: Stems
    before: Stems
    apart: Stems
    inner: dict[str, str]
    not_names: Stems
    links: frozenset[str]


def _stems(kinds: Iterable[Kind]) -> Stems:
    pairs = [(fold(w), k.precision) for k in kinds for w in k.nouns]
    whole = {w: p for w, p in pairs if not w.endswith("*")}
    size = min((len(w) - 1 for w, _ in pairs if w.endswith("*")), default=0)
    stems: dict[str, list[tuple[str, PlacePrecision]]] = {}
    for w, p in pairs:
        if w.endswith("*"):
            stems.setdefault(w[:size], []).append((w[:-1], p))
    return Stems(whole, size, stems)


@cache
def words(lang: Lang) -> Words:
    """The words of a language."""
    w = unlisted_words(lang)
    none = _stems([Kind("exact", w.not_names)])
    inner = {fold(k): v for k, v in w.inner.items()}
    return Words(
        lang, _stems(w.after), _stems(w.built), _stems(w.before), _stems(w.apart), inner, none, frozenset(w.links)
    )


def unlisted(analysis: Analysis, listed: Sequence[Place], names: Sequence[Mention]) -> tuple[Place, ...]:
    """Places outside the listed ones, in text order, without id and degrees."""
    starts = [p.span.start for p in listed]
    named = [m for m in names if m.kind == "organisation" or " " in m.text]
    found: list[Place] = []
    at = 0
    for s in analysis.sentences:
        if not any(t.text[0].isupper() for t in s.tokens):
            continue
        here = [
            p.span for p in listed[max(bisect_left(starts, s.span.start) - 1, 0) : bisect_right(starts, s.span.end)]
        ]
        while at < len(named) and named[at].span.end <= s.span.start:
            at += 1
        near = [m for m in named[at : at + len(s.tokens)] if m.span.start < s.span.end]
        found += [_place(analysis.text, s, where) for where in _in_sentence(s, here, near)]
    return tuple(found)


def _place(text: str, sentence: Analysed, where: Where) -> Place:
    first, last, precision = where
    span = Span(sentence.tokens[first].start, sentence.tokens[last - 1].end)
    return Place(text[span.start : span.end], span, None, None, None, None, precision)


def _in_sentence(s: Analysed, listed: Sequence[Span], named: Sequence[Mention]) -> Iterator[Where]:
    """The places of one sentence, none overlapping another or a listed one."""
    taken = {i for i, t in enumerate(s.tokens) for p in listed if t.start < p.end and p.start < t.end}
    rules = _english if s.lang == "en" else _slavic
    reach = 0
    for i, token in enumerate(s.tokens):
        if i < reach or i in taken or not (token.text[0].isalpha() or token.text[0] in OPENING):
            continue
        found = rules(s, i, taken, named)
        if found and found[0] >= reach and taken.isdisjoint(range(*found[:2])):
            yield found
            reach = found[1]
            if more := _also(s, found):
                yield more
                reach = more[1]


def _also(s: Analysed, found: Where) -> Where | None:
    """A second name that shares the noun of the first («станциями «Парк» и «Верфь»») or its "between"."""
    t, end = s.tokens, found[1]
    if end + 1 >= len(t):
        return None
    if s.lang == "en":
        between = found[0] > 0 and t[found[0] - 1].text.lower() == "between"
        second = t[end].text == "and" and between and _capital(t[end + 1])
        return (end + 1, _name_end(s, end + 1, set(), words("en")), found[2]) if second else None
    if t[end].text not in AND:
        return None
    if t[end - 1].text in CLOSING and t[end + 1].text in OPENING:
        last = next((j for j in range(end + 3, min(end + QUOTED + 3, len(t))) if t[j].text in CLOSING), None)
        return (end + 1, last + 1, found[2]) if last else None
    pair = (t[end - 1], t[end + 1])
    both = all(_capital(x) and (x.pos == "ADJ" or ADJECTIVE.search(x.text.lower())) for x in pair)
    return (end + 1, end + 2, found[2]) if both else None


def _capital(t: Token) -> bool:
    return t.text[0].isupper() and t.text[0].isalpha()


def _spoken_of(s: Analysed, run: Run, named: Sequence[Mention], kinds: frozenset[str]) -> bool:
    """Does a person's or an organisation's name lie over the words?"""
    start, end = s.tokens[run[0]].start, s.tokens[run[1] - 1].end
    return any(m.kind in kinds and m.span.start < end and start < m.span.end for m in named)


def _english(s: Analysed, i: int, taken: set[int], named: Sequence[Mention]) -> Where | None:
    """An English name at `i`: by the noun in or behind it, the noun before it, or the preposition before it."""
    known, t = words("en"), s.tokens
    if i == 0 and (found := _dateline(s, taken, known)):
        return found
    if not _capital(t[i]) or known.not_names.of(t[i].text) or (i and _capital(t[i - 1]) and t[i - 1].pos == "PROPN"):
        return None
    end = _name_end(s, i, taken, known)
    if named_by_nation(t[i]) or (end - i > 1 and all(x.text.isupper() for x in t[i:end])):
        return None
    return _headed(s, (i, end), known) or _opened(s, (i, end), known) or _within(s, (i, end), named, known)


def _dateline(s: Analysed, taken: set[int], known: Words) -> Where | None:
    """Capitals before a dash open the sentence ("HARROW FLATS - The footbridge ...")."""
    t, end = s.tokens, 0
    while end < min(len(t), LONGEST) and t[end].text.isupper() and t[end].text.isalpha() and end not in taken:
        end += 1
    dash = 0 < end < len(t) - 1 and t[end].text in ("-", "—", "–") and len(t[0].text) > 2
    return (0, end, "settlement") if dash and not known.not_names.get(fold(t[0].text)) else None


def named_by_nation(token: Token) -> bool:
    """An adjective of a country ("Israeli") names whose it is, not where."""
    return bool(regions_by_adjective(token.text, "en")) and token.pos == "ADJ"


def _name_end(s: Analysed, i: int, taken: set[int], known: Words) -> int:
    """Where a run of capitalised words ends, with small words inside it ("Serra do Corvo", "St Brannoc's")."""
    t, end, last = s.tokens, i + 1, i + 1
    while end < len(t) and last - i < LONGEST + 2 and end not in taken:
        if t[end].start - t[end - 1].end > 1:
            break
        if _capital(t[end]) and not known.not_names.get(fold(t[end].text)):
            last = end + 1
        elif t[end].text not in known.links:
            break
        end += 1
    return last


def _headed(s: Analysed, run: Run, known: Words) -> Where | None:
    """A noun of place ends the name, or follows it, with at most one more noun between ("Rossen ski area")."""
    t, (first, end) = s.tokens, run
    if end - first > 1 and (size := known.after.get(fold(t[end - 1].text))):
        return first, end, size
    at = end + (end < len(t) and t[end].text == "'s")
    for k in range(at, min(at + 2, len(t))):
        if t[k].pos not in ("NOUN", "PROPN", "ADJ"):
            return None
        word = fold(t[k].text)
        size = known.after.get(word) or (known.built.get(word) if _placed(t, first, known) else None)
        if size and not (
            k + 1 < len(t)
            and t[k + 1].pos == "NOUN"
            and t[k + 1].dep != "npadvmod"
            and size == "exact"
            and not known.after.get(word)
        ):
            return first, k + 1, size
    return None


def _placed(t: Sequence[Token], first: int, known: Words) -> bool:
    """Does a preposition of place stand before, an article apart?"""
    k = first - 1 - (first > 0 and t[first - 1].pos == "DET")
    return k >= 0 and (fold(t[k].text) in known.inner or t[k].text in ("of", "on", "from", "to", "inside"))


def _opened(s: Analysed, run: Run, known: Words) -> Where | None:
    """A noun of place opens the name ("Lake Orlo", "Highway M14"), or stands with "of" before it."""
    t, (first, end) = s.tokens, run
    size = known.before.get(fold(t[first].text))
    if size and end - first > 1:
        return first, end, size
    if first and (size := known.before.get(fold(t[first - 1].text))) and t[first - 1].pos in ("NOUN", "PROPN"):
        return first - 1, end, size
    if first > 1 and t[first - 1].text in ("of", "to") and (size := known.apart.get(fold(t[first - 2].text))):
        return first, end, size
    return None


def _within(s: Analysed, run: Run, named: Sequence[Mention], known: Words) -> Where | None:
    """A preposition of place stands before a name that is no person's and no office's."""
    t, (first, end) = s.tokens, run
    if end < len(t) and (t[end].text in ("-", "'s") or t[end].pos == "NUM"):
        return None
    k = first - 1 - (first > 0 and t[first - 1].text == "the")
    if k < 0 or fold(t[k].text) not in known.inner or end - first > LONGEST or t[first].pos != "PROPN":
        return None
    keys = [fold(x.text) for x in t[first:end]]
    if not {"of", "'s"}.isdisjoint(keys) and "of" not in keys:
        return None
    if t[first].text.isupper() and len(t[first].text) <= SHORT:
        return None
    if keys[0] in first_names("en") or keys[0] in folded("en", "titles") or keys[0] in folded("en", "organisations"):
        return None
    if not folded("en", "heads").isdisjoint(keys):
        return None
    if (
        end < len(t)
        and t[end].pos in ("NOUN", "PROPN")
        and t[end].dep not in ("npadvmod", "nsubj", "nsubjpass", "appos")
    ):
        return None
    return first, end, "settlement"


def _slavic(s: Analysed, i: int, taken: set[int], named: Sequence[Mention]) -> Where | None:
    """A Russian or Ukrainian name: behind a noun of place, an adjective before one, or behind a preposition."""
    known, token = words(s.lang), s.tokens[i]
    if (size := known.before.of(token.text)) and (found := _noun_first(s, i, taken, named)):
        return found[0], found[1], size
    if token.pos != "ADJ" and not _capital(token):
        return None  # the other two begin with an adjective or a capital
    return _noun_last(s, i, known) or _in_case(s, i, taken, named, known)


def _noun_first(s: Analysed, i: int, taken: set[int], named: Sequence[Mention]) -> Run | None:
    """The noun with the capitalised or quoted name behind it ("село Дымное", "рынок «Колос»")."""
    t, k = s.tokens, i + 1
    if k < len(t) and t[k].text == ".":
        k += 1
    if k >= len(t) or k in taken or t[k].start - t[k - 1].end > 1:
        return None
    if t[k].text in OPENING:
        end = next((j for j in range(k + 2, min(k + QUOTED + 2, len(t))) if t[j].text in CLOSING), None)
        return (i, end + 1) if end else None
    given = "patr" in t[k].feats or fold(t[k].lemma) in first_names(s.lang)
    if not _capital(t[k]) or t[k].text.isupper() or given:
        return None
    end = _capitals(t, k, taken)
    if _capital(t[i]) and i and t[i - 1].pos != "PUNCT":
        return None
    return None if _spoken_of(s, (k, end), named, frozenset({"organisation"})) and end - k > 1 else (i, end)


def _capitals(t: Sequence[Token], k: int, taken: set[int]) -> int:
    """The end of a run of at most three capitalised words."""
    end = k + 1
    while end < min(k + 3, len(t)) and end not in taken and t[end].start - t[end - 1].end == 1 and _capital(t[end]):
        end += 1
    return end


def _noun_last(s: Analysed, i: int, known: Words) -> Where | None:
    """An adjective that is a name, or of a listed place, before a noun of place ("Заводском районе", "сумских сёл")."""
    t = s.tokens
    adjective = t[i].pos == "ADJ" or (_capital(t[i]) and ADJECTIVE.search(t[i].text.lower()))
    if i + 1 >= len(t) or not adjective or known.not_names.of(t[i].text):
        return None
    size = known.after.of(t[i + 1].text)
    if size is None or (_capital(t[i]) and i == 0 and size == "exact"):
        return None
    if _capital(t[i]):
        return (i, i + 2, size) if size != "region" or _of_a_place(t[i], s.lang) else None
    return (i, i + 2, "region") if size in ("region", "district") and _of_a_place(t[i], s.lang) else None


def _of_a_place(token: Token, lang: Lang) -> bool:
    return bool(regions_by_adjective(token.text, lang) or named_by_adjective(token.text, lang))


def _in_case(s: Analysed, i: int, taken: set[int], named: Sequence[Mention], known: Words) -> Where | None:
    """A capitalised word in the case that the preposition of place before it takes, and no person or office."""
    t = s.tokens
    if not i or not _capital(t[i]) or t[i].text.isupper() or known.not_names.of(t[i].text):
        return None
    end = _capitals(t, i, taken)
    last = t[end - 1]
    if ({"name", "patr", "org"} & (t[i].feats | last.feats) and not _unsure(last)) or last.text[0].isascii():
        return None
    if _spoken_of(s, (i, end), named, frozenset({"organisation"})):
        return None
    if (size := known.apart.of(t[i - 1].text)) and t[i - 1].pos == "NOUN":
        return (i, end, size) if last.feats & {"gen", "gen?"} and last.pos in ("PROPN", "NOUN") else None
    case = known.inner.get(fold(t[i - 1].text))
    return None if case is None or not _agrees(last, case) else (i, end, "exact" if last.pos == "ADJ" else "settlement")


def _unsure(token: Token) -> bool:
    """A reading with more cases than a name can have is a guess."""
    return len(token.feats & {"nom?", "gen?", "dat?", "acc?", "ins?", "loc?"}) > 3


def _agrees(last: Token, case: str) -> bool:
    """Has the last word of a name the case of its preposition? An adjective names a street, in the feminine."""
    cases = {f.rstrip("?") for f in last.feats} & {"gen", "dat", "acc", "ins", "loc"}
    if last.pos == "ADJ":
        return "fem" in last.feats and case in cases
    if last.text.lower().endswith(OF_TOWNS.get(case, ())):
        return True
    if "surn" in last.feats or "anim" in last.feats:
        return case == "loc" and (case in last.feats or not last.feats & {"gen", "dat", "ins"})
    return case in cases or not cases
