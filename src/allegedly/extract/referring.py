"""Words that stand for a speaker named elsewhere: pronouns, "who", and bare nouns ("the ministry", "ведомство")."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace

from allegedly.extract.known import (
    APPOSITION,
    ARTICLE,
    OTHERS,
    QUOTED,
    Context,
    Known,
    head_marks,
    matcher,
    of_name,
    spoke_last,
    starting,
)
from allegedly.extract.slavic.lexicon import lexicon
from allegedly.extract.slavic.subjects import Subject, persons, subjects
from allegedly.extract.tokens import Analysed
from allegedly.knowledge.anaphora import anaphora
from allegedly.knowledge.identity import key, outlet
from allegedly.model import Source, Span

# How far back a channel that "it" stands for may have been introduced, in code points: about two sentences.
INTRODUCED = 250
# How many words open a sentence about somebody.
OPENS = 4
OPENING = re.compile(r"[.!?»”\"]\s+([^.!?\n]{0,60})")
# A bare noun that stands for a speaker has no more words; its stem no fewer letters.
SHORT, STEM = 2, 4
# A noun that "who" belongs to has at most so many words before it.
SPREAD = 6
# "He himself" is a person, and no body of that gender; alike in Russian and Ukrainian.
SELF = ("сам", "сама")
# "There they say": alike in Russian and Ukrainian.
THERE = "там"
# What makes a noun's name its own: a noun before it in English, an adjective in Russian and Ukrainian.
OWN_WORD, DESCRIBING = frozenset({"NOUN", "PROPN"}), frozenset({"ADJ"})
# What a word for one person is in its sentence where "he" may stand for it.
HUMAN = frozenset({"nsubj", "nsubjpass", "appos", "poss"})
PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON"})


def pronoun(c: Context) -> Known | None:
    """A pronoun takes the nearest earlier source that fits it: a person for "he", an office or a channel for "it"."""
    words, known = _bare(c), anaphora(c.lang)
    if c.lang != "en" and words not in known.relative:
        return _slavic(c, words)
    if words in known.relative and (before := _antecedent(c)):
        return before
    if words in known.person or words in known.relative:
        spoke = spoke_last(c, lambda k: k.person or (_human(c, k) and not k.plural))
        return spoke or _last_person(c) or _last_human(c)
    if words in known.thing:
        return _of_channel(c)
    if words in known.many:
        return spoke_last(c, lambda k: k.plural) or spoke_last(c, lambda k: not _human(c, k))
    return None


def _of_channel(c: Context) -> Known | None:
    """The channel that the text turned to last, or the last source that is neither a person nor a crowd."""
    channel = _described_since(c) or _introduced(c)
    return channel or spoke_last(c, lambda k: not _human(c, k) and not k.id.startswith("group:"))


def _bare(c: Context) -> str:
    """The source's words without the particle of "они же", "він же"."""
    words = c.words.casefold()
    return words if c.lang == "en" else words.removesuffix(" же").removesuffix(" ж")


def _slavic(c: Context, words: str) -> Known | None:
    """A Russian or Ukrainian pronoun is who spoke or acted last in its number and gender, at best not long ago."""
    known = anaphora(c.lang)
    if words in known.person:
        feminine, alone = words in known.feminine, not c.ahead.casefold().rstrip().endswith(SELF)

        def fits(k: Known) -> bool:
            return not k.plural and _agrees(k, feminine) and (alone or k.person or k.alive)

        return nearest(c, fits) or _last_person(c) or _asked(c)
    if words in known.thing:
        return nearest(c, lambda k: not k.plural and k.gender == "neut") or _of_channel(c)
    if words == THERE:
        spoke = spoke_last(c, lambda k: bool(k.id) and not k.person and not k.alive and not k.id.startswith("group:"))
        return spoke or nearest(c, lambda k: not k.person and not k.alive) or nearest(c, lambda k: k.office is not None)
    if words in known.many:
        return nearest(c, lambda k: k.plural) or nearest(c, lambda k: not k.person and not _human(c, k))
    return None


def nearest(c: Context, fits: Callable[[Known], bool]) -> Known | None:
    """Whoever fits and spoke last, unless somebody who fits was a subject in a sentence behind that."""
    spoke = spoke_last(c, lambda k: fits(k) and not _paper(c, k))
    start = spoke.at if spoke else -1
    for sentence in (c.sentence, *reversed(c.earlier)):
        if start >= sentence.span.start:
            break
        for s in reversed(subjects(c.text, sentence, c.source.span.start)):
            who = _named(c, s) if s.span.start > start else None
            if who is not None and fits(who):
                return who
    return spoke


def _asked(c: Context) -> Known | None:
    """One who was only spoken to or about ("we ask the mayor"), the nearest role of one person in any case."""
    for sentence in (c.sentence, *reversed(c.earlier)):
        for s in reversed(persons(c.text, sentence, c.source.span.start)):
            who = _named(c, s)
            return None if _another_office(c, who) else who
    return None


def _named(c: Context, s: Subject) -> Known:
    source = Source(c.text[s.span.start : s.span.end], s.span)
    found = c.identify(source) or Known("", source.text, None, None, s.person, s.span.start, source.text)
    return replace(found, plural=s.plural, gender=s.gender, alive=s.person, at=s.span.start)


def _paper(c: Context, known: Known) -> bool:
    """ "In the document it is said": a paper is no "he"."""
    first = known.words.split()[0] if known.words else ""
    return not known.id and lexicon(c.lang).paper(first)


def _human(c: Context, known: Known) -> bool:
    """Is the earlier source one person, by name or by a word for one ("a farmer", "the spokeswoman")?"""
    match = matcher(anaphora(c.lang).human)
    return known.person or known.alive or (match is not None and bool(match.search(known.words.casefold())))


def _last_human(c: Context) -> Known | None:
    """The nearest word for one person before an English pronoun, where no one has spoken or is named.

    As a subject, or as whose something is ("it says in the governor's channel; two died, he writes").
    """
    match = matcher(anaphora(c.lang).human)
    if match is None:
        return None
    for sentence in (c.sentence, *reversed(c.earlier)):
        for i in range(len(sentence.tokens) - 1, -1, -1):
            t = sentence.tokens[i]
            if t.end <= c.source.span.start and t.dep in HUMAN and match.fullmatch(t.lemma):
                span = Span(sentence.tokens[_opens(sentence, i)].start, t.end)
                words = c.text[span.start : span.end]
                who = c.identify(Source(words, span)) if t.dep == "poss" else None
                return replace(who, words=words) if who else Known("", words, None, None, True, t.start, words)
    return None


def _opens(sentence: Analysed, noun: int) -> int:
    """Where the noun phrase that ends in a noun begins."""
    first = noun
    while first and sentence.tokens[first - 1].pos in PHRASE and first > noun - SPREAD:
        first -= 1
    return first


def _antecedent(c: Context) -> Known | None:
    """Whom "who" means in English: the noun phrase that its clause belongs to."""
    tokens = c.sentence.tokens
    at = next((i for i, t in enumerate(tokens) if t.start == c.source.span.start), None)
    if at is None or c.lang != "en":
        return None
    verb = tokens[at].head
    noun = tokens[verb].head if verb >= 0 and tokens[verb].dep == "relcl" else -1
    if not 0 <= noun < at:
        return None
    first = _opens(c.sentence, noun)
    last = at - 1
    while last > noun and tokens[last].pos in ("PUNCT", "ADP"):
        last -= 1
    words = c.text[tokens[first].start : tokens[last].end]
    same = spoke_last(c, lambda k: k.words in words or ARTICLE.sub("", words) == k.words)
    return (
        replace(same, at=c.source.span.start) if same else Known("", words, None, None, False, tokens[at].start, words)
    )


def again(c: Context) -> Known | None:
    """A bare common noun ("the ministry", "ведомство") is the nearest earlier source named by the same noun, or any.

    "Police" are no police watchdog: a noun for one kind of office is none of another.
    """
    generic = matcher(anaphora(c.lang).generic)
    words = c.words.casefold().split()
    if (
        generic is None
        or not generic.search(words[-1])
        or len(words) > SHORT
        or any(c.inside(p.span) for p in starting(c.places, *c.source.span))
    ):
        return None
    if len(words) > 1 and _somebody_else(c, words[0]):
        return None
    if c.words[:1].isupper() and c.source.span.start != c.sentence.span.start:
        return None
    stem = words[-1][: max(STEM, len(words[-1]) - 3)]

    def by_noun(k: Known) -> bool:
        theirs = _words(k)
        before = k.at + len(k.words) <= c.source.span.start
        return before and any(_same_noun(c, w, words[-1], stem) for w in theirs)

    mine = c.institution()
    of_its_own = mine is not None and mine.kind not in OTHERS  # "the agency" may be any, and no news agency

    def alike(k: Known) -> bool:
        return by_noun(k) and _shares_name(c, _words(k)) and not (of_its_own and _another_office(c, k))

    if c.lang == "en":
        return spoke_last(c, alike)
    same = spoke_last(c, alike) or nearest(c, alike)
    alive = "anim" in head_marks(c)

    def may_mean(k: Known) -> bool:
        mute = alive or not (k.person or _human(c, k))
        kind = mine is None or k.office == mine.id  # "the authorities" are no centre that has another word for it
        return k.plural == _plural(c) and kind and mute and _beyond(c, k)

    def one(k: Known) -> bool:
        kind = mine is None or mine.of != "none" or k.office == mine.id  # "an expert" is not the envoy
        return kind and not (k.plural or _another_office(c, k)) and (k.person or k.alive)

    if same or spoke_last(c, by_noun):
        return same  # another one of the kind is told from it by its name
    if mine is not None and mine.of != "none" and not c.registry.short_in(c.source.text, c.lang):
        return None  # "the police" are these and no others
    if alive and not _plural(c):
        asked = _asked(c) if mine is None or mine.of != "none" else None
        return nearest(c, one) or asked or nearest(c, may_mean)
    found = nearest(c, may_mean)
    return found if found or alive or mine is not None else nearest(c, lambda k: k.office is not None and _beyond(c, k))


def said_before(c: Context) -> Known | None:
    """What somebody has said, with no owner beside it ("the statement", «в сообщении»), is who spoke last."""
    match = matcher(anaphora(c.lang).said)
    words = _without_this(c)
    if match is None or not words or (not match.fullmatch(" ".join(words[-2:])) and not match.fullmatch(words[-1])):
        return None
    if len(words) > SHORT or (len(words) == SHORT and _somebody_else(c, words[0])) or c.party():
        return None
    told = re.compile(rf"(?:{match.pattern})$")
    return spoke_last(c, lambda k: _answers(k) and not told.search(k.words.casefold()))


def _without_this(c: Context) -> list[str]:
    """The source's words without a Russian or Ukrainian "this" or "that same"."""
    inside = [t for t in c.sentence.tokens if c.inside(Span(t.start, t.end))]
    first = 0 if c.lang == "en" else next((i for i, t in enumerate(inside) if t.pos not in ("DET", "PART")), 0)
    return c.text[inside[first].start : c.source.span.end].casefold().split() if first else c.words.casefold().split()


def _answers(known: Known) -> bool:
    """Is it somebody who issues statements: an office, a body or a person, no crowd?"""
    return bool(known.id or known.office) and not known.id.startswith("group:")


def member(c: Context) -> Known | None:
    """ "Один из них", «двоє з них»: a part of those who spoke last, or were told of last."""
    parts = anaphora(c.lang).part
    if not parts or not c.words.casefold().endswith(tuple(f" {p}" for p in parts)):
        return None
    return nearest(c, lambda k: k.plural)


def _beyond(c: Context, known: Known) -> bool:
    """A noun whose words are spoken of ("опроверг заявление министерства") is not who speaks of them there."""
    return known.at < c.sentence.span.start or not head_marks(c) & {"gen", "gen?"}


def _somebody_else(c: Context, first: str) -> bool:
    """ "Пресс-служба полиции" says whose it is; "an unnamed official" is nobody of before."""
    fresh = matcher(anaphora(c.lang).fresh)
    return (c.lang != "en" and not _described(c)) or (fresh is not None and bool(fresh.search(first)))


def _words(known: Known) -> list[str]:
    return re.findall(r"\w+", known.words.casefold())


def _same_noun(c: Context, theirs: str, mine: str, stem: str) -> bool:
    """Is it the noun in another form? In English only its plural, or a compound ("officials" are no "office")."""
    if theirs.endswith(mine):
        return True
    return theirs.startswith(stem) if c.lang != "en" else theirs.removesuffix("s") == mine.removesuffix("s")


def _shares_name(c: Context, theirs: Sequence[str]) -> bool:
    """A noun with a word of its own before it ("the harbour office") is an earlier one that has the word too."""
    first = next((t for t in c.sentence.tokens if t.start >= c.source.span.start and t.pos != "DET"), None)
    if first is None or len(c.words.split()) == 1 or first.pos not in (OWN_WORD if c.lang == "en" else DESCRIBING):
        return True
    return any(w[:STEM] == first.text.casefold()[:STEM] for w in theirs)


def _described(c: Context) -> bool:
    """Does an adjective come before the noun ("военное ведомство")?"""
    first = next((t for t in c.sentence.tokens if t.start >= c.source.span.start), None)
    return first is not None and first.pos in ("ADJ", "DET")


def _another_office(c: Context, known: Known) -> bool:
    """Is the earlier source an office, and this noun the word for another kind of office?"""
    mine = c.institution()
    return mine is not None and known.office is not None and mine.id != known.office


def _plural(c: Context) -> bool:
    return "pl" in head_marks(c)


def _agrees(known: Known, feminine: bool) -> bool:
    return known.gender in ("", "fem" if feminine else "masc", "fem" if feminine else "neut")


def _last_person(c: Context) -> Known | None:
    """The person named last before the source, where none has spoken yet."""
    start = c.source.span.start
    before = bisect_left(c.persons, start, key=lambda m: m.span.start)
    last = next((c.persons[i] for i in range(before - 1, -1, -1) if c.persons[i].span.end <= start), None)
    if last is None:
        return None
    name = last.name or last.text
    actor = c.registry.by_name(name)
    found = actor.id if actor else f"person:{key(name)}"
    return Known(found, name, actor.party if actor else None, None, True, start, c.words)


def anaphoric(c: Context) -> bool:
    """A pronoun that stands for nobody known stands for nobody: it is no name."""
    words, known = _bare(c), anaphora(c.lang)
    return words in known.person | known.thing | known.many | known.relative


def _introduced(c: Context) -> Known | None:
    """The channel or outlet that the sentence before introduced by name, even where it did not speak there."""
    start = max(0, c.source.span.start - INTRODUCED)
    found = list(QUOTED.finditer(c.text, start, c.source.span.start))
    if not found:
        return None
    head = c.text[max(start, found[-1].start() - APPOSITION) : found[-1].start()]
    institution = c.registry.institution_in(head, c.lang)
    if institution is None or institution.kind not in {"channel", "media"}:
        return None
    name = found[-1].group(1).strip(",. ")
    return of_name(c, outlet(name), name, institution.id)


def _described_since(c: Context) -> Known | None:
    """A channel that a sentence since the last speaker is about, though it has no name ("the town's news channel")."""
    start = max(c.before[-1].at if c.before else 0, c.source.span.start - INTRODUCED)
    heads = [m.group(1) for m in OPENING.finditer(c.text, start, c.source.span.start)]
    named = (c.registry.institution_in(" ".join(h.split()[:OPENS]), c.lang) for h in heads if not QUOTED.search(h))
    other = next((i for i in named if i is not None and i.kind in {"channel", "media"}), None)
    return of_name(c, f"any:{other.id}", other.name, other.id) if other else None
