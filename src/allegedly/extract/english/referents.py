"""Whom English words stand for that name nobody: "he", "its press officer", "nine of them", "the centre"."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from allegedly.extract.english.voices import is_voice
from allegedly.extract.known import Context, Known, matcher, spoke_last
from allegedly.extract.tokens import Analysed, Token
from allegedly.knowledge.anaphora import anaphora
from allegedly.knowledge.closed import closed
from allegedly.model import Source, Span

# What a noun phrase has before its noun.
LEADS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"})
NOMINAL = frozenset({"NOUN", "PROPN"})
LONGEST = 12
# A capital of a name or a word of it before a noun ("the Harrow Centre").
NAMED = r"(?:the\s+)?((?:[A-Z][\w&’'.-]*\s+(?:of\s+(?:the\s+)?)?){1,6}%s)(?!\w)"
# Words between an owner and what is owned ("its long-serving press officer, Ana Lind").
SPREAD = 6
# Whose something is, at the head of a phrase: a person's office is none.
OWNER = re.compile(r"^(?:(?!\b(?:at|by|for|from|in|near|of|on|who|with)\b)[^,])*['’]s\s+")
GIVEN = re.compile(r"[A-Z][\w’'-]*\.?(?:\s[A-Z][\w’'-]*\.?)?(?:,\s\d\d?)?")


@dataclass(frozen=True, slots=True)
class Subject:
    """A noun phrase that was the subject or object of a clause: its place, and what it may be."""

    span: Span
    words: str
    plural: bool
    human: bool
    name: bool


def referent(c: Context) -> Known | None:
    """A word that stands for somebody told of before: a pronoun, an owner's voice, a part of a group, a bare noun."""
    if c.lang != "en":
        return None
    return _pronoun(c) or _owner(c) or _member(c) or _named(c) or _role(c) or _there(c)


def _pronoun(c: Context) -> Known | None:
    """ "He" is the last person who spoke or acted, "it" the last office or body, "they" the last of several."""
    word, known = c.words.casefold(), anaphora("en")
    if word in known.person:
        return _gendered(c, word) or _latest(
            c, lambda s: _acts(s) and not s.plural and _gender(s.words, word), _one(c, word)
        )
    if word in known.thing:
        opens = {one.span.start for one in c.earlier}
        return _latest(c, lambda s: _office(s) or (_speaks_up(s) and s.span.start in opens), _body)
    if word in known.many:
        return _latest(c, lambda s: s.plural and is_voice(s.words), lambda k: k.plural)
    return None


def _gendered(c: Context, word: str) -> Known | None:
    """Who spoke a few sentences ago under a noun of the pronoun's own gender ("the spokeswoman"): a name tells none."""
    own = closed().feminine if word in ("she", "her", "herself") else closed().masculine
    start = c.earlier[0].span.start if c.earlier else c.sentence.span.start
    said = spoke_last(c, lambda k: not k.plural and k.at >= start and bool(own & _words(k.words)))
    found = next(
        (s for s in subjects(c, _inside_words(c)) if _acts(s) and not s.plural and own & _words(s.words)), None
    )
    return said if said and not (found and found.span.start > said.at) else None


def _one(c: Context, word: str) -> Callable[[Known], bool]:
    """Is it one person, by name or noun, whom "he" or "she" may mean?"""
    return lambda k: not k.plural and (k.person or _human(k.words) or _given(k)) and _gender(k.words, word)


def _acts(s: Subject) -> bool:
    """Is it a person by name or by a role ("the engineer"), rather than whoever it happened to ("a man", "no one")?"""
    head = s.words.split(" of ")[0].split(",")[0].casefold().split()
    return s.human and (s.name or not {head[-1], head[0]} & closed().anybody)


def _given(k: Known) -> bool:
    """A name that no list knows, of one or two words, an age behind it: "Yusuf, 22", "M."."""
    return bool(GIVEN.fullmatch(k.words)) and not is_voice(k.words)


def _office(s: Subject) -> bool:
    """Is it an office, a force or a body named as known ("the ministry", "Kenya's wildlife service")?"""
    return _speaks_up(s) and s.words.split()[0].casefold() not in ("a", "an")


def _speaks_up(s: Subject) -> bool:
    """Is it one office or body, if only told of now ("a local channel, ..., told another story")?"""
    return not s.human and not s.plural and is_voice(s.words)


def _body(k: Known) -> bool:
    """Is it an office, a force, an outlet: no person, and nobody without a name ("residents")?"""
    return not (k.person or k.plural or _human(k.words) or k.id.startswith("group:")) and is_voice(k.words)


def _latest(c: Context, fits: Callable[[Subject], bool], spoke: Callable[[Known], bool]) -> Known | None:
    """Who spoke last, unless somebody who fits was named as a subject behind that."""
    last = spoke_last(c, spoke)
    start = last.at if last else -1
    found = next((s for s in subjects(c, _inside_words(c)) if s.span.start > start and fits(s)), None)
    return _known(c, found) if found else last


def _known(c: Context, s: Subject) -> Known:
    who = c.identify(Source(s.words, s.span)) or Known("", s.words, None, None, s.human, s.span.start, s.words)
    return replace(who, at=s.span.start, words=s.words, plural=s.plural)


def _owner(c: Context) -> Known | None:
    """Whose voice it is: "its press officer" speaks for the ministry named before, "his office" for the governor."""
    first, *rest = c.source.text.split()
    words = closed()
    if first.casefold() not in words.possessive or not rest or len(rest) > SPREAD:
        return None
    head = re.split(r",|\s(?:of|for|in|at)\s", " ".join(rest))[0].casefold()
    if not any(head.endswith(noun) for noun in words.spoken_by):
        return None
    if first.casefold() == "its":
        return _latest(c, _office, _body)
    if first.casefold() == "their":
        return _latest(c, lambda s: s.plural and is_voice(s.words), lambda k: k.plural)
    return _latest(c, lambda s: _acts(s) and not s.plural, lambda k: not k.plural and (k.person or _human(k.words)))


def _member(c: Context) -> Known | None:
    """ "Nine of them", "one", "two others" are part of the group that was named last."""
    words = c.words.casefold().split()
    parts = closed().parts
    if not words or words[0] not in parts or (len(words) > 1 and " ".join(words[1:]) not in closed().part_tails):
        return None
    several = [s for s in subjects(c, all_roles=True) if s.plural]
    group = next((s for s in several if s.name or is_voice(s.words)), None)
    if group is None and (spoke := spoke_last(c, lambda k: k.plural)):
        return spoke
    return _known(c, group or several[0]) if several else None


def _named(c: Context) -> Known | None:
    """A bare noun ("the centre") is whoever bears it in a name before, speaker or not ("the Harrow Centre")."""
    words = c.words.removesuffix(" itself").removesuffix(" himself").removesuffix(" herself").split()
    generic = matcher(anaphora("en").generic)
    if len(words) != 1 or generic is None or not generic.search(words[0].casefold()):
        return None
    noun = words[0].casefold()
    if last := spoke_last(c, lambda k: noun in k.words.casefold().split() and _of_its_kind(c, k.words)):
        return last
    pattern = re.compile(NAMED % f"(?i:{re.escape(noun)})")
    named = (m for m in pattern.finditer(c.text, 0, c.source.span.start) if _of_its_kind(c, m.group(1)))
    found = [m for m in named if m.group(1).split()[0].casefold() != "the"]
    if found:
        span = Span(*found[-1].span(1))
        source = Source(c.text[span.start : span.end], span)
        who = c.identify(source)
        return (
            replace(who, words=source.text)
            if who
            else Known("", source.text, None, None, False, span.start, source.text)
        )
    borne = (s for s in subjects(c, all_roles=True) if noun in s.words.casefold().split())
    told = next((s for s in borne if _of_its_kind(c, s.words)), None)
    return _known(c, told) if told and len(told.words.split()) > 2 else None


def _role(c: Context) -> Known | None:
    """ "The official" is the one person of an office who spoke last, where no such word named anybody before."""
    words = [w for w in c.source.text.casefold().split() if w != "same"]
    if len(words) != 2 or words[0] not in ("the", "this") or words[1] not in closed().roles:
        return None
    return spoke_last(c, lambda k: not k.plural and (k.person or (bool(k.office or k.id) and _human(k.words))))


def _there(c: Context) -> Known | None:
    """ "Officials there" are of the office or body that spoke last."""
    words = c.words.casefold().split()
    if len(words) != 2 or words[1] != "there" or not is_voice(words[0]) or _human(words[0].removesuffix("s")) is False:
        return None
    return spoke_last(c, _body)


def _of_its_kind(c: Context, words: str) -> bool:
    """May the bare noun stand for these words: are they of another kind of office ("police" and "police watchdog")?"""
    mine, theirs = c.institution(), c.registry.institution_in(words, c.lang)
    return mine is None or mine.of == "none" or theirs is None or mine.id == theirs.id  # "agency" is any agency


def subjects(c: Context, before: bool = False, all_roles: bool = False) -> Iterator[Subject]:
    """Noun phrases before the source in its sentence and a few before it, nearest first.

    `before`: none of its own sentence; `all_roles`: objects too.
    """
    for sentence in (*(() if before else (c.sentence,)), *reversed(c.earlier)):
        for i in range(len(sentence.tokens) - 1, -1, -1):
            t = sentence.tokens[i]
            if t.end > c.source.span.start or t.pos not in NOMINAL or t.dep == "compound":
                continue
            if all_roles or t.dep == "nsubj":
                yield _subject(c, sentence, i)


def _inside_words(c: Context) -> bool:
    """Stands a pronoun behind what it says ("No one was hurt, he said"), where the subjects before are spoken of?"""
    if len(c.words.split()) > 1:
        return False
    before = c.text[c.sentence.span.start : c.source.span.start].rstrip()
    return before[-1:] in (",", "—", "–", "-", '"', "”") and not before.endswith(("and,", "but,", "and —"))


def _subject(c: Context, sentence: Analysed, noun: int) -> Subject:
    """The phrase around a noun, with "of ...", "from ..." behind it."""
    tokens = sentence.tokens
    first = last = noun
    while first and tokens[first - 1].pos in LEADS and noun - first < LONGEST:
        first -= 1
    while last + 2 < len(tokens) and last - noun < LONGEST and tokens[last + 1].text.lower() in ("of", "for", "from"):
        k = last + 2
        while k < len(tokens) and tokens[k].pos in LEADS:
            k += 1
        if tokens[k - 1].pos not in NOMINAL:
            break
        last = k - 1
    last = _with_name(tokens, last)
    span = Span(tokens[first].start, tokens[last].end)
    words = c.text[span.start : span.end]
    named = tokens[noun].pos == "PROPN" and any(m.span.meets(span) for m in c.persons)
    plural = "pl" in tokens[noun].feats
    return Subject(span, words, plural, named or plural or _human(words.split(" of ")[0]), named)


def _with_name(tokens: Sequence[Token], last: int) -> int:
    """The end of the name that follows an office between commas ("the director, Ana Lind,")."""
    k = last + 2
    while k < len(tokens) and tokens[last + 1].text == "," and tokens[k].pos == "PROPN":
        k += 1
    closed_ = k > last + 3 and k < len(tokens) and tokens[k].text == ","
    return k - 1 if closed_ else last


def _human(words: str) -> bool:
    """Do the words name a person? Whose office, press service or company it is does not make a person of it."""
    match = matcher(anaphora("en").human)
    body, _, name = words.partition(",")
    if name and is_voice(body) and not (match and match.search(OWNER.sub("", body.casefold()))):
        return False  # "a rights group, Border Witness"
    return match is not None and bool(match.search(OWNER.sub("", words.casefold())))


def is_body(noun: str) -> bool:
    """Is it a noun for somebody who speaks and is no person ("the caterer" may be either; "the aid group" is not)?"""
    return is_voice(noun) and not _human(noun)


def _gender(words: str, pronoun: str) -> bool:
    """Does no noun of the other gender stand in the words ("the spokeswoman" is no "he")?"""
    known = closed()
    other = known.masculine if pronoun in ("she", "her", "herself") else known.feminine
    return not other & _words(words)


def _words(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", words.casefold()))
