"""Parts of speech from the word's own possibilities and its neighbours', left to right."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from allegedly.extract.english.lexicon import lexicon
from allegedly.extract.english.shallow.words import Words, possible, verb_form, words
from allegedly.knowledge.closed import closed

BEFORE = (
    r"(?:[A-Za-z]\.){2,}|\b[A-Z]\.(?=\s[A-Z][a-z])|\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Jr|Sr|Prof|Rev)\."
    r"|[$€£₴₽]?\d+(?:[.,:/-]\d+)*(?:st|nd|rd|th|s|m|k|bn|pm|am|%)?(?![^\W\d_])"
)
SHORTENED = r"|[^\W\d_]+?(?=n['’]t\b)|n['’]t\b"
AFTER = (
    r"|['’](?:s|re|ve|ll|d|m)\b"
    r"|[^\W_]+(?:[-&.][^\W_]+|['’](?!(?:s|re|ve|ll|d|m|t)\b)[^\W_]+)*|\.\.+|``|''|\S"
)
WORD, PLAIN_WORD = re.compile(BEFORE + SHORTENED + AFTER), re.compile(BEFORE + AFTER)
OWNING = closed().heads
OBJECTS = closed().objects
SUBJECTS, VERBAL = frozenset({"NOUN", "PROPN", "PRON"}), frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "DET"})
LINKING = frozenset({"that", "who", "which", "whom", "what", "how", "why", "when", "where", "whose"})
# Between a helper and its verb.
SKIPPED = frozenset({"ADV", "PART"})
OPENERS = frozenset({"", '"', "“", "”", "‘", "«", "``", "''", "(", "-", "–", "—", ":", ";", ".", "!", "?", "*", "•"})
LINKS = frozenset({",", ";", ":", '"', "“", "”", "’", "''"})


Rule = Callable[["Line", int, frozenset[str]], str]


@dataclass(slots=True)
class Line:
    """A sentence under way: its words in lower case, what each may be, and what it was taken for so far."""

    texts: Sequence[str]
    low: Sequence[str]
    pos: list[str] = field(default_factory=list)
    subject: bool = False  # has the clause a noun but no finite verb yet?

    def before(self, i: int) -> int:
        """The place of the word before that is no adverb and no "not", or -1."""
        k = i - 1
        while k >= 0 and self.pos[k] in SKIPPED and self.low[k] != "to":
            k -= 1
        return k

    def tag(self, i: int) -> str:
        """The part of speech of a word already read; nothing before the first."""
        return self.pos[i] if i >= 0 else ""

    def after(self, i: int) -> str:
        """The next word, or nothing."""
        return self.low[i + 1] if i + 1 < len(self.low) else ""

    def capital(self, i: int) -> bool:
        """Does the word begin with a capital?"""
        return 0 <= i < len(self.texts) and self.texts[i][:1].isupper()


def word_pattern(text: str) -> re.Pattern[str]:
    """What a word is in this text. To look in every word for the n't of "don't" takes half of the time."""
    return WORD if "n't" in text or "n’t" in text else PLAIN_WORD


def tagged(texts: Sequence[str], low: Sequence[str]) -> list[str]:
    """The Universal Dependencies part of speech of each word of a sentence; `low`: the words in lower case."""
    line = Line(texts, low)
    held, add = words(), line.pos.append
    for i, word in enumerate(low):
        pos = _tag(line, i, held)
        add(pos)
        if pos in SUBJECTS:
            line.subject = True
        elif pos in VERBAL or word in (";", ":"):
            line.subject = False
    return line.pos


def _tag(line: Line, i: int, held: Words) -> str:
    word = line.low[i]
    kind = _kind(word)
    if kind.mark:
        return "PUNCT"
    if kind.clitic:
        return _clitic(line, i)
    if line.texts[i][:1].isupper() and _is_name(line, i, kind.may, held):
        return "PROPN"
    for rule in kind.rules:
        found = rule(line, i, kind.may)
        if found:
            return found
    return kind.otherwise


class Kind(NamedTuple):
    """What a lower-case word brings along, wherever it stands: the `rules` are those that can say something of it."""

    mark: bool
    clitic: bool
    may: frozenset[str]
    rules: tuple[Rule, ...]
    otherwise: str


@lru_cache(maxsize=65536)
def _kind(word: str) -> Kind:
    mark = (not word[0].isalnum() and word[0] not in "'’$€£₴₽") or word in ("'", "’", "''")
    may = possible(word)
    otherwise = next((p for p in ("DET", "PRON", "ADP", "CCONJ", "SCONJ", "NUM", "ADV", "ADJ") if p in may), "NOUN")
    rules = tuple(rule for rule, fits in RULES if fits(word, may))
    return Kind(mark, word in ("'s", "’s"), may, rules, otherwise)


def _clitic(line: Line, i: int) -> str:
    """'s is "is" after a pronoun, else it makes an owner."""
    return (
        "AUX" if line.tag(i - 1) == "PRON" and line.low[i - 1] not in ("one", "other", "everyone", "others") else "PART"
    )


def _is_name(line: Line, i: int, may: frozenset[str], held: Words) -> bool:
    """A capital inside a sentence; at its start one that begins no known word."""
    if not line.capital(i) or line.low[i] == "i":
        return False
    opens = i == 0 or line.texts[i - 1] in OPENERS
    if not opens:
        return not (may & {"DET", "ADP", "CCONJ"} and not line.capital(i + 1)) or line.texts[i].isupper()
    return may == {"NOUN"} and not (held.has("nouns", line.low[i]) or line.low[i].endswith("s"))


def _infinitive(line: Line, i: int, may: frozenset[str]) -> str:
    """To: before a base form the mark of an infinitive, else a preposition."""
    if line.low[i] != "to":
        return ""
    form = verb_form(line.after(i))
    at = line.after(i)
    base = (form is not None and "base" in form.kinds) or at in ("be", "have", "do", "not") or _unheard(line, i + 1)
    formula = i > 0 and line.low[i - 1] in ("according", "due", "thanks", "close", "response")
    return "PART" if base and not formula and not line.capital(i + 1) else "ADP"


def _unheard(line: Line, i: int) -> bool:
    """A word of no list with a noun phrase after it ("to deduct the cost")."""
    if i >= len(line.low) or line.capital(i) or possible(line.low[i]) != {"NOUN"}:
        return False
    return not words().has("nouns", line.low[i]) and words().has("determiners", line.after(i))


def _helper(line: Line, i: int, may: frozenset[str]) -> str:
    """Forms of be and modals help; have and do help where a verb follows."""
    word, held = line.low[i], words()
    if held.has("modals", word):
        return "AUX"
    if held.has("be", word):
        return "AUX"
    if not (held.has("have", word) or held.has("do", word)):
        return ""
    for k in range(i + 1, min(i + 5, len(line.low))):
        form = verb_form(line.low[k])
        wanted = {"part"} if held.has("have", word) else {"base"}
        if (form and form.kinds & wanted) or line.low[k] in ("been", "had"):
            return "AUX"
        if not possible(line.low[k]) & {"ADV", "PART", "PRON"}:
            return "VERB"
    return "VERB"


def _negation(line: Line, i: int, may: frozenset[str]) -> str:
    """Not and n't."""
    return "PART" if words().has("negations", line.low[i]) and line.low[i] != "never" else ""


def _verb(line: Line, i: int, may: frozenset[str]) -> str:
    """A known verb form, where its neighbours allow a verb."""
    if "VERB" not in may:
        return "VERB" if _helped(line, i, may) else ""
    helped = line.tag(line.before(i)) == "AUX"
    if "ADJ" in may and line.tag(line.before(i)) not in ("PRON", "PART") and not helped and _nominal(line, i):
        return "ADJ"
    if helped and words().has("be", line.low[line.before(i)]) and (line.low[i], "adj") in lexicon():
        return "ADJ"
    form = verb_form(line.low[i])
    kinds = form.kinds if form else frozenset({"ing"} if line.low[i].endswith("ing") else {"past", "part"})
    k = line.before(i)
    verb = _after(line, i, line.tag(k), line.low[k] if k >= 0 else "", kinds, may)
    return "VERB" if verb else ("ADJ" if kinds <= {"past", "part"} else "NOUN" if "NOUN" in may else "")


def _helped(line: Line, i: int, may: frozenset[str]) -> bool:
    """A word of no list after "to" or a modal."""
    k = line.before(i)
    helper = k >= 0 and ((line.low[k] == "to" and line.pos[k] == "PART") or words().has("modals", line.low[k]))
    return helper and may == {"NOUN"} and not line.capital(i)


def _nominal(line: Line, i: int) -> bool:
    """May the next word go on with a noun phrase?"""
    following = possible(line.after(i)) if line.after(i) else frozenset[str]()
    return bool(following & NOMINAL and not following & {"AUX", "ADP"}) or line.capital(i + 1)


def _after(line: Line, i: int, tag: str, word: str, kinds: frozenset[str], may: frozenset[str]) -> bool:
    """Is a form a verb after this word?"""
    held, noun = words(), "NOUN" in may
    if tag == "AUX" or word == "to":
        return word != "to" or line.tag(i - 1) == "PART"
    if tag in ("DET", "ADJ", "NUM") or word in ("'s", "’s", "'", "’"):
        return tag == "NUM" and not noun and bool(kinds & {"past", "part"})
    if tag == "PRON":
        return (
            word not in ("it", "him", "them", "us", "me") or bool(kinds & {"past", "s", "ing", "part"}) or line.subject
        )
    if tag == "ADP":
        return "ing" in kinds and not held.has("nouns", line.low[i])
    if tag in ("NOUN", "PROPN"):
        return _after_noun(line, i, word, kinds, noun)
    if tag == "VERB":
        second = "past" in kinds and bool({"who", "which", "that"} & set(line.low[max(i - 6, 0) : i]))
        return second or ("ing" in kinds and not held.has("nouns", line.low[i]))
    if tag == "CCONJ":
        return bool(kinds & {"past", "part"}) or not noun or ("s" in kinds and "VERB" in line.pos[-8:])
    return (
        (bool(kinds & {"past", "part", "ing"}) and not held.has("nouns", line.low[i])) or not noun or _speaks(line, i)
    )


def _after_noun(line: Line, i: int, previous: str, kinds: frozenset[str], noun: bool) -> bool:
    """After a noun a past form is a verb; a form that may be a noun is a verb where its clause wants one."""
    if not noun or (kinds & {"past", "part"} and not kinds & {"base"}):
        return True
    following = possible(line.after(i)) if line.after(i) else frozenset[str]()
    goes_on = bool(following & {"DET", "PRON", "SCONJ", "ADV"}) or line.capital(i + 1) or line.after(i) in ("to", "its")
    plural = previous.endswith("s") or previous in ("police", "people", "media")
    if not line.subject:
        return False
    if "ing" in kinds:
        return not words().has("nouns", line.low[i])
    if kinds & {"past", "part"}:
        return goes_on  # hit, cut, put: one form for all
    if "s" in kinds and not plural:
        if goes_on or (not words().has("nouns", _base(line.low[i])) and not following & {"AUX"}):
            return True
        return line.after(i) in LINKS or (line.after(i) in ("", ".") and _says(line.low[i]))
    if "base" in kinds and plural and not words().has("nouns", line.low[i]):
        return True
    return "base" in kinds and plural and (goes_on or (_says(line.low[i]) and line.after(i) in ("", ".", ",")))


def _speaks(line: Line, i: int) -> bool:
    """A form of saying right after a quotation or comma."""
    if i == 0 or line.texts[i - 1] not in LINKS or not _says(line.low[i]):
        return False
    return line.texts[i - 1] in ",;:" or (i > 1 and not line.texts[i - 2][0].isalnum())


def _base(word: str) -> str:
    form = verb_form(word)
    return form.lemma if form else word


def _says(word: str) -> bool:
    """A form of a verb that quotes."""
    form = verb_form(word)
    return form is not None and "quote" in lexicon().get((form.lemma, "verb"), {})


def _linking(line: Line, i: int, may: frozenset[str]) -> str:
    """After, before, since, as and that: they join a clause where one with a verb follows before the next comma."""
    word = line.low[i]
    if word == "that":
        return _that(line, i)
    if word in LINKING:
        return "PRON" if word in ("who", "which", "whom", "what") else "DET" if word == "whose" else "SCONJ"
    if "SCONJ" not in may:
        return ""
    if not may & {"ADP", "ADV"}:
        return "SCONJ"
    if word == "so":
        return "SCONJ" if line.texts[i - 1 : i] == [","] or line.after(i) == "that" else "ADV"
    return "SCONJ" if _clause_ahead(line, i) else "ADP" if "ADP" in may else "ADV"


def _that(line: Line, i: int) -> str:
    """That: a determiner before a lone noun, a pronoun before a verb, else it joins."""
    following = possible(line.after(i)) if line.after(i) else frozenset[str]()
    previous = line.tag(i - 1)
    if previous in ("ADP", "AUX", "") or line.after(i) in ("", ".", ","):
        return "DET" if following & {"NOUN"} and not following & {"AUX", "VERB"} else "PRON"
    if following & {"AUX"} and previous in ("NOUN", "PROPN", "VERB"):
        return "PRON" if previous != "VERB" or line.after(i) in ("is", "was", "'s", "’s") else "SCONJ"
    return "SCONJ"


def _clause_ahead(line: Line, i: int) -> bool:
    """Does a noun and then a form that can be finite follow before the next mark?"""
    noun = False
    for k in range(i + 1, min(i + 12, len(line.low))):
        word = line.low[k]
        if not word[0].isalnum() and word not in ("'s", "’s"):
            return False
        may, form = possible(word), verb_form(word)
        finite = "AUX" in may or (form is not None and form.kinds & {"past", "s"} and "NOUN" not in may)
        if finite and noun:
            return True
        noun = noun or bool(may & {"NOUN", "PRON"}) or line.capital(k)
    return False


def _plain(line: Line, i: int, may: frozenset[str]) -> str:
    """This, all and her before a noun; up and out before one; adjectives before nouns and after be."""
    following = possible(line.after(i)) if line.after(i) else frozenset[str]()
    nominal = _nominal(line, i)
    if line.low[i] in ("both", "all", "each") and line.tag(i - 1) == "PRON":
        return "ADV"
    if "NUM" in may and "PRON" in may:
        return "NUM" if nominal else "PRON"
    if "DET" in may and "PRON" in may:
        return "DET" if nominal else "PRON"
    if line.low[i] == "her":
        return "DET" if nominal else "PRON"
    if "ADP" in may and "ADV" in may:
        return "ADP" if nominal or following & {"PRON", "DET"} else "ADV"
    if "ADJ" in may and "ADV" in may:
        return "ADJ" if nominal else "ADV"
    if "ADJ" in may and "NOUN" in may:
        return "ADJ" if nominal or line.tag(line.before(i)) == "AUX" else "NOUN"
    return ""


def _helps(word: str) -> bool:
    return any(words().has(name, word) for name in ("modals", "be", "have", "do"))


def _ambiguous(word: str, may: frozenset[str]) -> bool:
    """Does the place decide what the word is?"""
    pairs = ({"NUM", "PRON"}, {"DET", "PRON"}, {"ADP", "ADV"}, {"ADJ", "ADV"}, {"ADJ", "NOUN"})
    return word in ("both", "all", "each", "her") or any(pair <= may for pair in pairs)


# Each rule with the words that it can say something of; the first that says something is followed.
RULES: tuple[tuple[Rule, Callable[[str, frozenset[str]], bool]], ...] = (
    (_infinitive, lambda word, may: word == "to"),
    (_helper, lambda word, may: _helps(word)),
    (_negation, lambda word, may: words().has("negations", word)),
    (_linking, lambda word, may: word in LINKING or "SCONJ" in may),
    (_verb, lambda word, may: "VERB" in may or may == {"NOUN"}),
    (_plain, _ambiguous),
)
