"""Readings of a word form: lemma, part of speech, features, from the pymorphy3 dictionaries, remembered per form.

Lemmas are lower case with ё folded to е and every apostrophe written as '. Besides the features of
`extract.tokens`, a token carries

    nom? gen? dat? acc? ins? loc?   the form could also stand in this case, in another reading
    p1 p2 p3                        person of a finite verb or a pronoun
    perf                            perfective verb
    short                           short adjective or short participle (a predicate)
    impers                          predicate in -но, -то, or a predicative word ("пошкоджено", "нет")
    patr name abbr                  patronymic, given name, abbreviation
    unk                             no dictionary knows the form, and none could guess it
"""

import re
from collections.abc import Iterable
from functools import cache
from sys import intern
from typing import Any, NamedTuple

from allegedly.errors import SetupIncomplete
from allegedly.knowledge.names import name_words
from allegedly.model.vocabulary import Lang

CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
CASE = frozenset(CASES)
NUMBERS, GENDERS = frozenset({"sg", "pl"}), frozenset({"masc", "fem", "neut"})
MAYBE = {case: f"{case}?" for case in CASES}
# A desk that runs for months meets ever new forms; beyond this many the memory starts anew (about 50 MB).
LIMIT = 100_000
SCRIPT = re.compile(r"[0-9A-Za-z\u00c0-\u024f\u0400-\u052f'’ʼ`´‑\u0301-]+")
FOLD = str.maketrans({"ё": "е", "’": "'", "ʼ": "'", "`": "'", "´": "'", "‑": "-", "\u0301": None})

POS = {
    "NOUN": "NOUN",
    "ADJF": "ADJ",
    "ADJS": "ADJ",
    "COMP": "ADJ",
    "VERB": "VERB",
    "INFN": "VERB",
    "PRTF": "VERB",
    "PRTS": "VERB",
    "GRND": "VERB",
    "NUMR": "NUM",
    "NUMB": "NUM",
    "ROMN": "NUM",
    "ADVB": "ADV",
    "NPRO": "PRON",
    "PRED": "ADV",
    "PREP": "ADP",
    "CONJ": "CCONJ",
    "PRCL": "PART",
    "INTJ": "X",
    "PNCT": "PUNCT",
}
FEATS = {
    "nomn": "nom",
    "gent": "gen",
    "gen1": "gen",
    "gen2": "gen",
    "datv": "dat",
    "accs": "acc",
    "acc2": "acc",
    "ablt": "ins",
    "loct": "loc",
    "loc1": "loc",
    "loc2": "loc",
    "voct": "voc",
    "sing": "sg",
    "plur": "pl",
    "past": "past",
    "pres": "pres",
    "futr": "fut",
    "pssv": "pass",
    "actv": "act",
    "masc": "masc",
    "femn": "fem",
    "neut": "neut",
    "anim": "anim",
    "inan": "inan",
    "Surn": "surn",
    "Geox": "geo",
    "Orgn": "org",
    "Name": "name",
    "Patr": "patr",
    "Abbr": "abbr",
    "perf": "perf",
    "impr": "imp",
    "Impe": "impers",
    "1per": "p1",
    "2per": "p2",
    "3per": "p3",
}
FORMS = {"VERB": "fin", "INFN": "inf", "PRTF": "part", "PRTS": "part", "GRND": "conv"}
NAMES = frozenset({"surn", "name", "patr", "geo"})
# Ukrainian pronouns that stand before a noun like an adjective ("цей", "який", "кожен").
ADJECTIVAL = ("ий", "ій", "ей", "той", "весь", "сам", "кожен", "його", "її", "їх")
GERUNDS = (("вшись", "тися"), ("ючись", "тися"), ("ячись", "итися"), ("вши", "ти"), ("ючи", "ти"), ("ячи", "ити"))
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM"})
# Ukrainian readings carry no probabilities: function words come before content words of the same form.
RANK = {"ADP": 0, "CCONJ": 0, "SCONJ": 0, "PRON": 1, "DET": 1, "NUM": 2, "PART": 3, "ADV": 3, "AUX": 3}


class Reading(NamedTuple):
    """One reading of a form."""

    lemma: str
    pos: str
    feats: frozenset[str]


# A word, the cases asked for, what the word before is, and whether the word begins a sentence.
Place = tuple[str, str, str, bool]


class Form:
    """All readings of one word form, best first."""

    __slots__ = ("attributes", "cases", "readings")

    def __init__(self, readings: tuple[Reading, ...]) -> None:
        self.readings = readings
        self.cases = _marks(frozenset().union(*(r.feats & CASE for r in readings if _nominal(r))))
        self.attributes = tuple(r for r in readings if r.pos == "ADJ" and "short" not in r.feats)

    def choose(self, capital: bool, want: str) -> Reading:
        """The best reading; `capital`: prefer a name; `want`: cases that the context asks for, joined by spaces.

        A `want` that begins with ~ only chooses among cases; it turns no verb or joint into a noun.
        """
        return self._marked(capital, self._choose(capital, want))

    def _choose(self, capital: bool, want: str) -> Reading:
        if len(self.readings) == 1:
            return self.readings[0]
        plain = min(enumerate(self.readings), key=lambda item: _order(item[1], capital, item[0]))[1]
        cases = frozenset(want.lstrip("~").split()) & self.cases
        if not cases or (want[0] == "~" and not _nominal(plain)):
            return plain

        def order(item: tuple[int, Reading]) -> tuple[bool, bool, int]:
            place, r = item
            return not (_nominal(r) and r.feats & cases), bool(r.feats & NAMES) != capital, place

        return min(enumerate(self.readings), key=order)[1]

    def attribute(self, noun: frozenset[str]) -> Reading | None:
        """The adjective that this form is before a noun of such features, if it agrees in case, number and gender."""
        shared = ((r, r.feats & noun) for r in self.attributes)
        fits = (r for r, s in shared if s & CASE and s & NUMBERS and ("pl" in s or s & GENDERS))
        return next((self._marked(False, r) for r in fits), None)

    def _marked(self, capital: bool, best: Reading) -> Reading:
        """The reading with its proper-noun mark and the other cases that the form allows."""
        pos = "PROPN" if best.feats & NAMES or (capital and best.pos in ("NOUN", "X")) else best.pos
        feats = _doubted(best.feats, self.cases) if _nominal(best) else best.feats
        return best if pos == best.pos and feats == best.feats else Reading(best.lemma, pos, feats)


def _order(reading: Reading, capital: bool, place: int) -> tuple[bool, bool, int]:
    """Names for capitals; no locative without a preposition; then the dictionary's order."""
    return bool(reading.feats & NAMES) != capital, "loc" in reading.feats, place


def _nominal(reading: Reading) -> bool:
    return reading.pos in NOMINAL or "part" in reading.feats


@cache
def _doubted(feats: frozenset[str], cases: frozenset[str]) -> frozenset[str]:
    """Features with the other cases that the form allows."""
    return _marks(feats | {MAYBE[c] for c in cases if c not in feats})


@cache
def _marks(feats: frozenset[str]) -> frozenset[str]:
    """One object for equal features: there are some hundreds, and each weighs as much as a sentence."""
    return feats


class Slot(NamedTuple):
    """How a form is made: how many letters stand before and behind its stem, what the lemma has there, and its tag."""

    start: int
    end: int
    before: str
    after: str
    tag: str


class Dictionary:
    """The dictionary of one language with its memory of forms."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._analyzer = _analyzer(lang)
        self._slots: dict[tuple[int, int], Slot] = {}
        self._forms: dict[str, Form] = {}
        self.memory: dict[Place, Reading] = {}

    def form(self, word: str) -> Form:
        """Readings of a lower-case word."""
        found = self._forms.get(word)
        if found is None:
            if len(self._forms) >= LIMIT:
                self._forms.clear()
            found = self._forms[word] = Form(self._read(word))
        return found

    def remember(self, place: Place, reading: Reading) -> Reading:
        """Keep the reading of a word at its place, within bounds."""
        if len(self.memory) >= LIMIT:
            self.memory.clear()
        self.memory[place] = reading
        return reading

    def _read(self, word: str) -> tuple[Reading, ...]:
        if not SCRIPT.fullmatch(word):  # the dictionary asks for names of letters, and some have none
            return (Reading(word.translate(FOLD), "X", frozenset({"unk", *CASES})),)
        plain = word.translate(FOLD) if self.lang == "uk" else word.replace("’", "'")
        parses = self._listed(plain) or [(lemma, str(tag)) for _, tag, lemma, *_ in self._analyzer.parse(plain)]
        readings = [_reading(intern(lemma.translate(FOLD)), tag, self.lang) for lemma, tag in parses]
        if len(plain) == 1:  # "в", "с", "и" are no abbreviations
            readings = [r for r in readings if "abbr" not in r.feats] or readings
        if plain.endswith(name_words(self.lang).surname_endings) and not self._analyzer.word_is_known(plain):
            readings.append(_surname(plain))
        return tuple(sorted(dict.fromkeys(readings), key=lambda r: _rank(r, word, self.lang)))

    def _listed(self, word: str) -> list[tuple[str, str]]:
        """Lemma and tag of a word that the dictionary holds, the likeliest first: what `parse` gives, in half the time.

        Single letters are left to `parse`, which also takes them for initials.
        """
        analyzer = self._analyzer
        found: list[tuple[str, list[tuple[int, int]]]] = (
            analyzer.dictionary.words.similar_items(word, analyzer.char_substitutes) if len(word) > 1 else []
        )
        parses = []
        for form, places in found:
            for place in places:
                slot = self._slots.get(place) or self._slot(place)
                parses.append((f"{slot.before}{form[slot.start : len(form) - slot.end]}{slot.after}", slot.tag))
        if len(parses) > 1 and analyzer.prob_estimator is not None:
            likely = analyzer.prob_estimator.p_t_given_w.get
            parses.sort(key=lambda parse: -likely(f"{word}:{parse[1]}", 0))
        return parses

    def _slot(self, place: tuple[int, int]) -> Slot:
        """A form's place in its paradigm, worked out once."""
        words = self._analyzer.dictionary
        paradigm, form = words.paradigms[place[0]], place[1]
        size = len(paradigm) // 3
        ends, starts = words.suffixes, words.paradigm_prefixes
        cut = len(starts[paradigm[2 * size + form]]), len(ends[paradigm[form]])
        tag = intern(str(words.build_tag_info(*place)))
        return self._slots.setdefault(place, Slot(*cut, starts[paradigm[2 * size]], ends[paradigm[0]], tag))


def _surname(word: str) -> Reading:
    """A word that the dictionary lacks and that ends like a surname may be one, whatever the dictionary guesses.

    "Развожаев пишет": the guess is a plural in the genitive, and the sentence would have no subject.
    """
    female = word.endswith(("а", "я"))
    gender = "fem" if female else "masc"
    return Reading(word.translate(FOLD), "NOUN", frozenset({"surn", "anim", "sg", gender, "nom"}))


@cache
def dictionary(lang: Lang) -> Dictionary:
    """The dictionary of a language, loaded once. Raises SetupIncomplete if it is not installed."""
    return Dictionary(lang)


def readings(word: str, lang: Lang) -> tuple[Reading, ...]:
    """Every reading of a word form, best first."""
    return dictionary(lang).form(word.lower()).readings


@cache
def _closed(lang: Lang) -> tuple[frozenset[str], dict[str, str], frozenset[str], frozenset[str]]:
    """Prepositions, forms with the part of speech that they are first, forms that are no nouns, and nouns of bodies."""
    from allegedly.knowledge.grammar import grammar
    from allegedly.knowledge.voices import voices

    known, bodies = grammar(lang), frozenset(voices(lang).bodies)
    prepositions = frozenset(w for p in known.preposition for w in p.words)
    first = {form: pos for pos, forms in known.homographs.items() for form in forms}
    return prepositions, first, frozenset(known.unnominal), bodies


def _analyzer(lang: Lang) -> Any:
    mend = f"pip install pymorphy3 pymorphy3-dicts-{lang}"
    try:
        import pymorphy3

        return pymorphy3.MorphAnalyzer(lang=lang, result_type=None)  # plain tuples, a tenth faster
    except (ImportError, ValueError, OSError) as error:
        raise SetupIncomplete(f"the {lang} word dictionary cannot be loaded ({error}); install it: {mend}") from error


def _rank(reading: Reading, word: str, lang: Lang) -> tuple[bool, float]:
    """Vocatives last; in Ukrainian function words first, then what its place in the table of ranks says."""
    prepositions, first, none, bodies = _closed(lang)
    meant = first.get(word) == reading.pos
    if meant or lang == "ru":
        return "voc" in reading.feats, -1 if meant else "imp" in reading.feats  # "пришли к выводу": a past first
    feats = reading.feats
    if reading.pos == "ADP" and reading.lemma not in prepositions:
        return False, 6  # "пізніше", "раніше" are adverbs
    if "pltm" in feats:
        return False, 4  # "дані" before "даний"
    if reading.pos in ("NOUN", "ADJ") and word in none:
        return True, 7  # "стала" before the constant
    if ("part" in feats and "act" in feats) or (reading.pos == "NOUN" and reading.lemma.endswith("лий")):
        return "voc" in feats, 5.1  # "впала" fell, "постраждала" suffered: no participle and no noun
    if "inf" in feats and word.endswith(("ть", "ться")):
        return False, 5.3  # "говорить" says, "скаржиться" complains: no infinitives
    if reading.pos == "ADJ":
        late = "neut" in feats and reading.lemma.endswith("іший")
        return "voc" in feats, 5.5 if late else 5.2  # "пізніше" is an adverb
    body = reading.pos == "NOUN" and reading.lemma in bodies  # "на заводі" is at the plant, "у банку" at the bank
    return "voc" in feats, RANK.get(reading.pos, 5) - 0.05 * body


@cache
def _tag(tag: str, lang: Lang) -> tuple[str, frozenset[str]]:
    """Part of speech and features of an OpenCorpora tag ("NOUN,inan,femn sing,gent")."""
    marks = tag.replace(" ", ",").split(",")
    head = marks[0]
    pos = POS.get(head, "X")
    feats = {FEATS[m] for m in marks if m in FEATS}
    if head in FORMS:
        feats.add(_form(head, marks))
    if head in ("ADJS", "PRTS"):
        feats |= {"short", "nom"}
    if head == "PRED":
        feats.add("impers")
    if "Pltm" in marks:
        feats.add("pltm")
    if head == "ADJF" and "Apro" in marks:
        pos = "DET"
    if lang == "uk":
        pos, feats = _ukrainian(head, pos, feats)
    if head in ("UNKN", "LATN"):
        feats |= {"unk", *CASES}
    return pos, _marks(frozenset(feats))


def _form(head: str, marks: list[str]) -> str:
    if "infn" in marks or (head == "VERB" and not {"past", "pres", "futr", "impr", "Impe"} & set(marks)):
        return "inf"  # the Ukrainian dictionary tags infinitives as verbs
    return "imp" if "impr" in marks else FORMS[head]


def _ukrainian(head: str, pos: str, feats: set[str]) -> tuple[str, set[str]]:
    """What the Ukrainian dictionary writes otherwise: no number on singular forms, participles as adjectives."""
    if "pl" not in feats and feats & {"masc", "fem", "neut"}:
        feats.add("sg")
    if head == "ADJF" and feats & {"pass", "act"}:
        return "VERB", feats | {"part"}
    if "impers" in feats:
        feats |= {"pass", "past"}
    if head == "NOUN" and not feats.intersection((*CASES, "voc")):
        feats.add("nom")  # a few nominatives are tagged without a case ("директор")
    return pos, feats


def _reading(lemma: str, tag: str, lang: Lang) -> Reading:
    pos, feats = _tag(tag, lang)
    if lang == "uk" and "conv" in feats:
        lemma = _infinitive(lemma)
    if lemma in ("быть", "бути") and pos == "VERB":
        pos = "AUX"
    if lemma in SUBORDINATORS[lang] and pos == "CCONJ":
        pos = "SCONJ"
    owned = pos == "PRON" and lang == "uk" and "pers" not in tag and lemma.endswith(ADJECTIVAL)
    return Reading(lemma, "DET" if owned else pos, feats)


def _infinitive(gerund: str) -> str:
    """The verb of a Ukrainian gerund, which its dictionary gives as its own lemma ("додавши", "посилаючись")."""
    for ending, verbal in GERUNDS:
        if gerund.endswith(ending):
            return gerund[: -len(ending)] + verbal
    return gerund


def _subordinators() -> dict[Lang, frozenset[str]]:
    from allegedly.knowledge.grammar import grammar

    def words(lang: Lang) -> Iterable[str]:
        g = grammar(lang)
        return (w for w in (*g.that, *g.adverbial, *g.wh, *g.whether) if " " not in w)

    langs: tuple[Lang, ...] = ("ru", "uk")
    return {lang: frozenset(words(lang)) for lang in langs}


SUBORDINATORS = _subordinators()
