"""What keeps a word from being a place: each guard is one sentence of why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from allegedly.extract.names.lexemes import form
from allegedly.extract.places.match import ADJECTIVE, Match, lists, settles
from allegedly.extract.places.words import Word
from allegedly.extract.slavic.morphology import readings
from allegedly.knowledge.actors import actors
from allegedly.knowledge.folding import fold
from allegedly.knowledge.gazetteer import gazetteer
from allegedly.knowledge.names import first_names
from allegedly.model import Span
from allegedly.model.vocabulary import Lang

# Parts of speech that no name has; a capital at a sentence's start proves nothing.
NO_NAME = frozenset({"VERB", "AUX", "ADV", "ADP", "DET", "PRON", "SCONJ", "CCONJ", "PART", "NUM"})
# Russian and Ukrainian print small foreign settlements rarely: below this they need a word of place before them.
FAR_SMALL = 50_000
SMALL = 20_000
# Abbreviations of streets of so few letters ("ул", "пер") count only as whole words.
SHORT = 3
# Words on either side of a place among which a party's name is looked for.
AROUND = 3
# A city of so many is meant even where a person of its name is about.
LARGE = 300_000
NEAR = frozenset({"UA", "RU", "BY", "MD", "GE", "AM", "AZ", "KZ", "PL", "IL", "PS", "SY", "LB", "IR", "IQ", "YE"})
PERSON = frozenset({"name", "patr", "surn"})
# Prepositions that hardly ever stand before a person.
OPENING, CLOSING = frozenset({"«", "“", "„", '"', '""'}), frozenset('»”“"')
INNER = frozenset({"in", "at", "near", "outside", "across", "throughout", "around", "into", "off", "over"})
# How words around speak for or against, in the decades of `resolve`.
STRONG, WEAK, INSIDE, FOLLOWED, SPEAKS = 2.0, 0.5, 2.0, 1.0, 2.0


@dataclass(frozen=True, slots=True)
class Context:
    """A match among the words of its sentence. `pos` gives the analyser's part of speech by a word's start."""

    words: Sequence[Word]
    match: Match
    pos: Mapping[int, str]
    lang: Lang

    @property
    def before(self) -> Word | None:
        """The word before the match where only a blank parts them."""
        i = self.match.first - 1
        return self.words[i] if i >= 0 and self.words[i].gap in (" ", "\u00a0", ". ", ".") else None

    @property
    def after(self) -> Word | None:
        """The word after the match where only a blank parts them."""
        gap = self.words[self.match.last - 1].gap
        return self.words[self.match.last] if gap in (" ", "\u00a0") and self.match.last < len(self.words) else None

    @property
    def single(self) -> bool:
        """Is the name one word?"""
        return self.match.last - self.match.first == 1

    @property
    def key(self) -> str:
        """The folded words of the match."""
        return fold(" ".join(w.text for w in self.words[self.match.first : self.match.last]))

    @property
    def cued(self) -> bool:
        """Does a preposition of place or a word like "city" stand before it?"""
        if (w := self.before) is None:
            return False
        word, known = w.text.lower(), lists(self.lang)
        return fold(word) in known.before or settles(word, known)


def acronym(c: Context) -> bool:
    """Few capitals without a small letter are an abbreviation that the lists do not know as a place."""
    text = c.words[c.match.first].text
    settled = all(t.settled for t in c.match.candidates)
    return c.lang != "en" and c.single and settled and c.match.how != "short" and len(text) < 6 and text.isupper()


def kin_without_cue(c: Context) -> bool:
    """A name that is only like a settlement's in the other language needs a word of place before it."""
    return c.match.how == "kin" and not (c.cued and len(c.key) > 4)


def adjective_of_another(c: Context) -> bool:
    """An adjective's form with a noun or another adjective after it says of what kind that is, and names no place."""
    if c.lang == "en" or not c.single or c.match.how != "name" or not ADJECTIVE.search(c.key):
        return False
    if not any(r.pos == "ADJ" for r in readings(c.words[c.match.first].text, c.lang)):
        return False
    w = c.after
    return w is not None and not w.capital and readings(w.text, c.lang)[0].pos not in NO_NAME


def adjective_that_opens(c: Context) -> bool:
    """A feminine adjective that opens a sentence describes the noun behind it ("Берегова охорона")."""
    if c.lang == "en" or not c.single or c.match.first != 0 or c.after is None or c.after.capital:
        return False
    described, noun = readings(c.words[0].text, c.lang), readings(c.after.text, c.lang)
    fem = {"fem", "nom"}
    return any(r.pos == "ADJ" and fem <= r.feats for r in described) and noun[0].pos == "NOUN" and fem <= noun[0].feats


def common_word(c: Context) -> bool:
    """The word is a common one that happens to name a settlement somewhere."""
    known = lists(c.lang)
    if not c.single or c.match.how == "short":
        return False
    country = any(t.kind == "country" for t in c.match.candidates)
    return c.key in known.never or (c.key in known.doubtful and not c.cued and not country)


def half_a_name(c: Context) -> bool:
    """Behind "village" a word with another capitalised common noun after it is half a name that no list has."""
    before, after = c.before, c.after
    if c.lang == "en" or not c.single or before is None or after is None or not after.capital:
        return False
    noun = readings(after.text, c.lang)[0]
    common = noun.pos == "NOUN" and "nom" in noun.feats and "inan" in noun.feats and not noun.feats & {*PERSON, "geo"}
    return common and settles(before.text.lower(), lists(c.lang))


def street(c: Context) -> bool:
    """A street is named after a place or a person, and lies in neither."""
    if any(t.precision == "exact" for t in c.match.candidates):
        return False
    if c.lang != "en" and (_of_street(c.before, c.lang) or _left_out(c)):
        return True
    name = c.words[c.match.first].text.lower()
    described = c.lang == "en" or any(r.pos == "ADJ" for r in readings(name, c.lang))  # "на Полтавській вулиці"
    return described and _of_street(c.after, c.lang)


def _left_out(c: Context) -> bool:
    """ "На Петренка осколок попал в дом": "on" governs no genitive, so the word for a street is left out before it."""
    if c.before is None or c.before.text.lower() != "на" or not c.single:
        return False
    found = readings(c.words[c.match.first].text, c.lang)
    governed = any("loc" in r.feats or {"acc", "inan"} <= r.feats for r in found)
    return not governed and any("surn" in r.feats and "gen" in r.feats for r in found)


def _of_street(word: Word | None, lang: Lang) -> bool:
    stems = lists(lang).streets
    if word is None or not stems:
        return False
    text = word.text.lower()
    return text in stems or text.startswith(tuple(s for s in stems if len(s) > SHORT))


def wrong_part_of_speech(c: Context) -> bool:
    """The sentence uses the word as a verb, an adverb or a joint."""
    return c.single and c.match.first == 0 and c.pos.get(c.match.start, "X") in NO_NAME


def after_person_word(c: Context) -> bool:
    """A first name, an initial or a title stands before it, so it is a surname."""
    if (w := c.before) is None or not c.single:
        return False
    if _initial(w) or (_first_name(w, c.lang) and not (c.match.first == 1 and _common(w, c.lang))):
        return True
    word = w.text.lower()
    if c.lang == "en":
        return fold(word) in lists("en").person_before and (w.capital or c.words[c.match.first - 1].gap == ". ")
    return fold(word).startswith(lists(c.lang).person_stems) and _surname(c)


def _common(word: Word, lang: Lang) -> bool:
    """May the word be a common noun too ("Влада")? English lists hold no such names that matter."""
    found = readings(word.text, lang) if lang != "en" else ()
    return any(r.pos == "NOUN" and not r.feats & PERSON for r in found)


def quoted(c: Context) -> bool:
    """A single quoted word that no word like "airfield" stands before is the name of something else."""
    if c.lang == "en" or not c.single or c.match.first == 0 or c.match.how != "name":
        return False
    before, after = c.words[c.match.first - 1], c.words[c.match.first]
    if before.gap.strip(" ") not in OPENING or after.gap[:1] not in CLOSING or not after.gap:
        return False
    known = lists(c.lang)
    word = before.text.lower()
    return not (word.startswith(known.features) or settles(word, known))


def _initial(word: Word) -> bool:
    return len(word.text) == 1 and word.capital and word.gap in (". ", ".")


def _first_name(word: Word, lang: Lang) -> bool:
    if not word.capital or word.gap != " ":
        return False
    return fold(word.text) in first_names("en") if lang == "en" else form(word.text, lang).first


def _surname(c: Context) -> bool:
    """A word that may be a surname's form and is no settlement's own dictionary name."""
    found = readings(c.words[c.match.first].text, c.lang)
    return any("surn" in r.feats for r in found) and not any("geo" in r.feats for r in found)


def before_person_word(c: Context) -> bool:
    """It is a first name itself, with a surname after it."""
    if not c.single or (w := c.after) is None or not w.capital:
        return False
    if c.lang == "en":
        return c.key in first_names("en")
    return form(c.words[c.match.first].text, c.lang).first and not gazetteer().lookup(fold(w.text))


def before_organisation_word(c: Context) -> bool:
    """It begins the name of a firm, a paper, a street or a school."""
    w = c.after
    settled = all(t.settled for t in c.match.candidates)
    return settled and w is not None and w.capital and fold(w.text) in lists(c.lang).organisation_after


def standing(c: Context) -> float:
    """How much the words around speak for a place (above 0) or for part of another name (below)."""
    if c.match.how != "name":
        return 2.0
    score = 1.0 - c.single
    known = lists(c.lang)
    if (w := c.before) is not None:
        word = w.text.lower()
        if fold(word) in known.before or settles(word, known):
            score += STRONG if fold(word) in INNER or c.lang != "en" else WEAK
        elif w.capital and c.match.first > 1 and fold(word) not in known.neutral:
            score -= INSIDE
    if (w := c.after) is not None:
        if w.capital:
            score -= FOLLOWED
        elif fold(w.text) in known.person_after:
            score -= SPEAKS
    return score


def latin_letters(c: Context) -> bool:
    """A name in Latin letters amid Cyrillic ones is a firm's or a paper's, not a settlement's."""
    text = c.words[c.match.first].text
    return c.lang != "en" and text[0].isascii() and c.match.how == "name" and all(t.settled for t in c.match.candidates)


def small_and_far(c: Context) -> bool:
    """A Russian or Ukrainian word that names only a small foreign settlement, without a word of place before it."""
    if c.lang == "en" or c.match.how != "name" or c.cued or not c.single:
        return False
    if not all(t.settled for t in c.match.candidates):
        return False
    far = all(t.country not in NEAR for t in c.match.candidates)
    if far and (c.match.first == 0 or max(t.population for t in c.match.candidates) < FAR_SMALL) and _in_dictionary(c):
        return True
    sure = c.lang == "ru" or c.match.first == 0  # the Ukrainian dictionary marks no place names
    # The Russian one does: an ordinary word that opens a sentence ("Игра", "Режим") is no town of middling size either.
    most = LARGE if c.lang == "ru" and c.match.first == 0 else SMALL
    return sure and max(t.population for t in c.match.candidates) < most and _in_dictionary(c)


def plain_and_far(c: Context) -> bool:
    """Several Russian or Ukrainian words, the last written small, that name only a small settlement far away."""
    if c.lang == "en" or c.single or c.match.how != "name" or c.words[c.match.last - 1].capital:
        return False
    known = c.match.candidates
    return all(t.settled and t.country not in NEAR and t.population < FAR_SMALL for t in known)


def _in_dictionary(c: Context) -> bool:
    """Does the dictionary know the word otherwise than as a place?"""
    return not any("geo" in r.feats or "unk" in r.feats for r in readings(c.words[c.match.first].text, c.lang))


def of_a_side(c: Context) -> bool:
    """A settlement's name that is one word of a party's longer name ("Силы ...") is that party's."""
    if not all(t.settled for t in c.match.candidates):
        return False
    first, last = max(0, c.match.first - AROUND), min(len(c.words), c.match.last + AROUND)
    words = [w.text for w in c.words[first:last]]
    own = len(" ".join(words[: c.match.first - first])) + (c.match.first > first)
    here = Span(own, own + len(" ".join(words[c.match.first - first : c.match.last - first])))
    sides = actors().sides_in(" ".join(words), c.lang)
    return any(at.covers(here) and at != here for _, at in sides)


def inner_name(c: Context) -> bool:
    """In Russian and Ukrainian a person's name by its dictionary readings, not by any reading a place."""
    if c.lang == "en" or not c.single or c.cued or c.match.how != "name":
        return False
    found = readings(c.words[c.match.first].text, c.lang)
    return (
        bool(found)
        and all(r.feats & PERSON for r in found)
        and not any(t.population > FAR_SMALL for t in c.match.candidates)
    )


GUARDS: tuple[Callable[[Context], bool], ...] = (
    acronym,
    latin_letters,
    quoted,
    kin_without_cue,
    adjective_of_another,
    adjective_that_opens,
    common_word,
    half_a_name,
    street,
    wrong_part_of_speech,
    after_person_word,
    before_person_word,
    before_organisation_word,
    small_and_far,
    plain_and_far,
    of_a_side,
    inner_name,
)


def surname_in(c: Context) -> str | None:
    """The beginning of a word that stands here as a surname, None where it does not."""
    return c.key[: max(4, len(c.key) - 2)] if c.single and after_person_word(c) else None


def met_as_surname(c: Context, met: frozenset[str]) -> bool:
    """The word is a person's surname elsewhere in the report, is no large place, and no word of place is before it."""
    if not c.single or c.cued or c.match.how != "name" or not all(t.settled for t in c.match.candidates):
        return False
    large = any(t.kind == "capital" or t.population > LARGE for t in c.match.candidates)
    return not large and c.key[: max(4, len(c.key) - 2)] in met


def refused(c: Context) -> bool:
    """Does any guard refuse the match?"""
    return any(guard(c) for guard in GUARDS)
