"""Noun phrases, and who of them speaks: the subject before or after a verb, the office in "в ведомстве сообщили"."""

from typing import NamedTuple

from allegedly.extract.slavic.agreement import CASES, agent_between, coheres, left_over
from allegedly.extract.slavic.scene import Scene
from allegedly.extract.tokens import Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM"})
OPEN, CLOSE = frozenset('«„“"'), frozenset('»”“"')
SAME = frozenset({"же", "ж"})  # alike in both languages
NAME_TOKENS = 8  # a quoted name is no longer than this


class Phrase(NamedTuple):
    """Tokens `[start, end)` of a noun phrase."""

    start: int
    end: int


class Voice(NamedTuple):
    """A speaker; `relay` is who else was spoken to ("told the agency"), `office` true for "in the ministry"."""

    phrase: Phrase
    relay: Phrase | None = None
    office: bool = False


def nominal(token: Token) -> bool:
    """Can the token be part of a noun phrase?"""
    if token.pos in NOMINAL:
        return "short" not in token.feats
    return ("part" in token.feats and "short" not in token.feats) or (token.pos == "X" and token.text[0].isalnum())


def nominative(token: Token) -> bool:
    """Could it be a subject?"""
    f = token.feats
    return ("nom" in f or "nom?" in f) and nominal(token)


def strict(scene: Scene, i: int) -> bool:
    """Is it a nominative that nothing before it governs: a new phrase, not more of the old one?"""
    f = scene.tokens[i].feats
    if not f & {"nom", "nom?"} and scene.tokens[i].text in scene.lexicon.speaking:  # "замглавы" looks like a genitive
        return True
    declined = "surn" in f and "dat?" not in f  # a surname that declines, in the nominative
    return (
        "nom" in f
        and "unk" not in f
        and ("gen?" not in f or declined or scene.lexicon.speaks(scene.tokens[i]))
        and nominal(scene.tokens[i])
    )


def phrase_end(scene: Scene, start: int, limit: int, inside_pp: bool = False) -> int:
    """Where the noun phrase that begins at `start` ends. In a prepositional phrase a new nominative ends it."""
    tokens, i = scene.tokens, start
    while i < limit:
        if inside_pp and i > start and strict(scene, i) and not _same_name(scene, i):
            break
        step = _step(scene, i, start, limit)
        if not step:
            break
        i += step
    while i > start and (tokens[i - 1].pos in ("ADP", "CCONJ", "ADV", "PART")):
        i -= 1
    return i - 1 if left_over(tokens, start, i) else i


def _same_name(scene: Scene, i: int) -> bool:
    """Adjectives, a surname behind a given name in the genitive, a name behind its kind ("агентство Берег") go on."""
    before, token = scene.tokens[i - 1], scene.tokens[i]
    surname = "surn" in token.feats or (token.pos == "PROPN" and not scene.lexicon.speaks(token))
    given = bool(before.feats & {"name", "patr"}) and surname and "nom" not in before.feats
    kind = scene.lexicon.speaks(before) or (
        "inan" in before.feats and before.text.islower() and "nom" not in before.feats
    )
    called = token.pos == "PROPN" and kind and (not token.feats & {"surn", "name"} or _before_name(scene, i))
    short = token.text.isupper() and len(token.text) > 1  # "начальника ОВА"
    # "регіонального управління": one form for all cases goes with the adjective before it.
    agrees = before.pos == "ADJ" and "nom" not in before.feats and "gen" in before.feats and "gen?" in token.feats
    return given or called or short or agrees or token.pos in ("ADJ", "DET")


def _before_name(scene: Scene, i: int) -> bool:
    """Does a given name that is no nominative follow («мера Верховська Дмитра Сідих»)?"""
    after = scene.tokens[i + 1].feats if i + 1 < len(scene.tokens) else frozenset[str]()
    return "name" in after and "nom" not in after


def _step(scene: Scene, i: int, start: int, limit: int) -> int:
    """How many tokens from `i` on belong to the phrase that began at `start`; 0 ends it."""
    tokens = scene.tokens
    t = tokens[i]
    if i == start:
        return _opening(scene, i, limit)
    if t.pos == "ADP":
        return _joined_by(scene, i, start, limit)
    if t.pos in ("CCONJ", "PART"):
        return int(i + 1 < limit and (_continues(scene, i) if t.pos == "CCONJ" else _that_same(scene, i)))
    if t.pos == "PUNCT":
        return _punctuation(scene, i, limit)
    if t.lemma in scene.lexicon.times and t.pos == "NOUN" and "gen" not in t.feats:
        return 0
    if t.pos == "NUM" and i + 1 < limit and tokens[i + 1].lemma in scene.lexicon.times:
        return 0  # "суд 18 июня"
    if "name" in tokens[i - 1].feats and t.text.istitle() and "short" in t.feats:
        return 1  # "Ирина Совина": a surname that looks like a short adjective
    return int(nominal(t) and (coheres(tokens[i - 1], t) or agent_between(tokens, start, i)))


def _opening(scene: Scene, i: int, limit: int) -> int:
    if scene.tokens[i].text in OPEN:
        return _quoted_name(scene, i, limit)
    return int(nominal(scene.tokens[i]))


def _quoted_name(scene: Scene, i: int, limit: int) -> int:
    close = _closing(scene, i, limit)
    return close + 1 - i if close else 0


def _joined_by(scene: Scene, i: int, start: int, limit: int) -> int:
    """A preposition belongs to the phrase behind an adjective ("близкого к") or a noun it may modify ("посол в")."""
    if scene.tokens[i - 1].lemma in scene.lexicon.he:
        return 0  # "насчитали они | с насыпи"
    if all(w.pos in ("ADJ", "VERB") for w in scene.tokens[start:i]):
        return _complement(scene, i, limit)
    return int(not scene.formula(i) and _attribute(scene, i, limit))


def _punctuation(scene: Scene, i: int, limit: int) -> int:
    """Quoted names, brackets, initials and glued marks belong to the phrase."""
    t, before = scene.tokens[i], scene.tokens[i - 1]
    if t.text in OPEN:
        return _quoted_name(scene, i, limit)
    if t.text == "(":
        return _bracket(scene, i, limit)
    if t.text == ".":
        return int(len(before.text) <= 5 and i + 1 < limit and scene.tokens[i + 1].text[0].isupper())  # "И.", "проф."
    return int(t.text in ("-", "/", "№", "&") and t.start == before.end)


def _complement(scene: Scene, i: int, limit: int) -> int:
    """Length of the preposition and first noun that hang on an adjective ("близкого к следствию источника")."""
    for j in range(i + 1, min(limit, i + 5)):
        if scene.tokens[j].pos in ("NOUN", "PROPN"):
            if "gen" in scene.tokens[j].feats and j > i + 1:
                return j - i
            return j + 1 - i if j + 1 < limit and nominal(scene.tokens[j + 1]) else 0
        if not nominal(scene.tokens[j]):
            return 0
    return 0


def _closing(scene: Scene, i: int, limit: int) -> int | None:
    """The mark that closes a quoted name opened at `i`."""
    for j in range(i + 1, min(limit, i + NAME_TOKENS + 2)):
        if scene.tokens[j].text in CLOSE:
            return j
    return None


def _bracket(scene: Scene, i: int, limit: int) -> int:
    for j in range(i + 1, min(limit, i + 6)):
        if scene.tokens[j].text == ")":
            return j + 1 - i
    return 0


def _attribute(scene: Scene, i: int, limit: int) -> bool:
    """May the prepositional phrase at `i` belong to the noun before it ("послa в Германии", not "в понедельник")?"""
    preposition = scene.tokens[i].text.lower()
    task = preposition in scene.lexicon.tasks and scene.tokens[i - 1].lemma in scene.lexicon.tasked
    if (preposition not in scene.lexicon.inner and not task) or i + 1 >= limit:
        return False
    words = scene.tokens[i + 1 : phrase_end(scene, i + 1, limit, True)]
    if not words or words[0].text[0].isdigit():
        return False
    beside = scene.lexicon.venues | scene.lexicon.times
    return not any(w.lemma in beside or w.text.lower() in beside for w in words[:3])


def _continues(scene: Scene, i: int) -> bool:
    """Does "and" at `i` join two nouns of one phrase?"""
    joint, after = scene.tokens[i].lemma, scene.tokens[i + 1]
    return joint in ("и", "та", "й", "і") and nominal(after) and after.pos != "PRON"


def _that_same(scene: Scene, i: int) -> bool:
    """Does the particle at `i` stand between "that" and its noun ("в том же ответе")?"""
    same = scene.tokens[i].text.lower() in SAME and scene.tokens[i - 1].pos == "DET"
    return same and nominal(scene.tokens[i + 1])


def end_of_pp(scene: Scene, i: int, limit: int) -> int:
    """End of the prepositional phrase whose preposition stands at `i`."""
    return max(i + 1, phrase_end(scene, i + 1, limit, True))


def person(scene: Scene, phrase: Phrase) -> bool:
    """Is the phrase of a kind that speaks: a name, a role, a body, a pronoun, a quoted or Latin name?"""
    for t in scene.tokens[phrase.start : phrase.end]:
        if t.pos in ("PROPN", "PRON") or scene.lexicon.speaks(t) or "anim" in t.feats:
            return True
    return any(_name_opens(scene, i) for i in range(phrase.start, phrase.end))


def _name_opens(scene: Scene, i: int) -> bool:
    """Does a name in quotation marks begin, not a word of somebody else ("эти «бумажки»")?"""
    if scene.tokens[i].text not in OPEN or i + 1 >= len(scene.tokens):
        return False
    feats = scene.tokens[i + 1].feats
    return bool(feats & {"nom", "nom?", "unk"}) or not feats & CASES or scene.tokens[i + 1].text[0].isupper()


def subject_before(scene: Scene, start: int, verb: int) -> Voice | None:
    """The subject between `start` and the verb: adverbs and prepositional phrases are passed over.

    Of several that could be it, a sure nominative of a kind that speaks, then the first.
    """
    found: list[Phrase] = []
    i = start
    while i < verb:
        if scene.tokens[i].pos == "ADP":
            i = end_of_pp(scene, i, verb)
            continue
        end = (
            phrase_end(scene, i, verb) if _begins(scene, i) and not _when(scene, i, verb) else _named_in(scene, i, verb)
        )
        if end > i and not _begins(scene, i):
            i = end
            continue
        first = _other_subject(scene, i, end)
        if end > i and _agrees(scene, Phrase(first, end), verb):
            found.append(Phrase(first, end))
        i = max(end, i + 1)
    if not found:
        return None
    return Voice(max(found, key=lambda p: (_sure(scene, p), -p.start)))


def _named_in(scene: Scene, i: int, limit: int) -> int:
    """The end of "изданию «Тракт»": a name in quotation marks behind a noun in another case is no subject; else `i`."""
    quoted = nominal(scene.tokens[i]) and i + 1 < limit and scene.tokens[i + 1].text in OPEN
    return phrase_end(scene, i, limit, True) if quoted else i


def _other_subject(scene: Scene, start: int, end: int) -> int:
    """Where somebody who speaks begins behind an object ("применение силы | военная полиция отрицает"), or `start`."""
    head = scene.tokens[start]
    if end - start < 2 or scene.lexicon.speaks(head) or "inan" not in head.feats:
        return start
    fronted = {"acc", "acc?"} & head.feats and head.pos == "NOUN" and scene.lexicon.matter(head.lemma)
    for k in range(start + 1, end):
        t = scene.tokens[k]
        if fronted and t.pos == "PROPN" and {"nom", "nom?"} & t.feats and "gen" not in t.feats:
            return k  # "обвинения | Киев не комментировал"
        if end - start > 2 and t.pos in ("ADJ", "NOUN") and not {"gen", "acc"} & t.feats and strict(scene, k):
            return k if _noun_near(scene, k, end) else start
    return start


def _sure(scene: Scene, phrase: Phrase) -> int:
    head = scene.tokens[phrase.start]
    if not person(scene, phrase) or "unk" in head.feats:
        return 0
    return 2 if "nom" in head.feats and ("acc?" not in head.feats or head.pos != "NOUN") else 1


def _begins(scene: Scene, i: int) -> bool:
    """May a subject begin here: a nominative, or a quoted name that is none in another case ("«Суспільному»")?"""
    t = scene.tokens[i]
    if t.text not in OPEN:
        return nominative(t)
    name = scene.tokens[i + 1] if i + 1 < len(scene.tokens) else t
    return nominative(name) or "nom" in name.feats or not name.feats & CASES


def _when(scene: Scene, i: int, limit: int) -> bool:
    """Is it a date ("15 ноября", "этой ночью") or another phrase of time?"""
    words = scene.tokens[i : min(limit, i + 3)]
    if words[0].lemma in scene.lexicon.times and not scene.lexicon.speaks(words[0]):
        return True
    return words[0].pos in ("NUM", "DET") and any(w.lemma in scene.lexicon.times for w in words[1:])


def _agrees(scene: Scene, phrase: Phrase, verb: int) -> bool:
    """Do the verb and the phrase's head not contradict each other in number?"""
    v, head = scene.tokens[verb].feats, scene.tokens[phrase.start]
    if phrase.start and scene.tokens[phrase.start - 1].text.lower() in scene.lexicon.grammar.negation[1:]:
        return True  # "не сообщают ни мэрия, ни полиция"
    if "nom" not in head.feats and head.pos != "PRON":
        return True  # read in another case, so its number is not that of the nominative
    if "pl" in v and "fin" in v:
        joined = any(t.pos == "CCONJ" for t in scene.tokens[phrase.start : phrase.end])
        return "sg" not in head.feats or joined or head.pos in ("NUM", "ADV") or head.lemma in scene.lexicon.many
    if "sg" in v and "pl" in head.feats and "pl" not in v and head.pos in ("NOUN", "PRON"):
        return "abbr" in head.feats or "unk" in head.feats or head.text.isupper()
    return True


def subject_after(scene: Scene, verb: int, limit: int, start: int = 0) -> Voice | None:
    """The subject behind the verb: addressees and places of speech are passed over, a news agency becomes a relay.

    It is looked for from `start` on where an object belongs to the verb.
    """
    i, relay = start or verb + 1, None
    while i < limit:
        t = scene.tokens[i]
        if t.pos == "ADP":
            i = end_of_pp(scene, i, limit)
        elif _begins(scene, i):
            given = t.feats & {"dat", "dat?"} and not _agrees(scene, Phrase(i, i + 1), verb)  # "рассказала редакции"
            if given or ("nom" not in t.feats and t.text not in OPEN and _better(scene, i, limit)):
                i = max(phrase_end(scene, i, limit, True), i + 1)
                continue
            return _voice_at(scene, i, verb, limit, relay)
        elif nominal(t):
            end = phrase_end(scene, i, limit, True)
            if outlet(scene, Phrase(i, end)):
                relay = Phrase(i, end)
            i = max(end, i + 1)
        elif t.text in OPEN and (length := _quoted_name(scene, i, limit)):
            relay = Phrase(i, i + length)  # "рассказал «Вестнику» очевидец"
            i += length
        elif t.pos in ("ADV", "PART", "CCONJ"):
            i += 1
        else:
            return None
    return None


def _better(scene: Scene, i: int, limit: int) -> bool:
    """Does a surer nominative follow a noun that only could be one ("цитирует Кравцова «Берег»")?"""
    end = phrase_end(scene, i, limit, True)
    return any(strict(scene, j) or scene.tokens[j].text in OPEN for j in range(end, limit))


def _voice_at(scene: Scene, i: int, verb: int, limit: int, relay: Phrase | None) -> Voice | None:
    if _when(scene, i, limit):
        return subject_after(scene, min(i + 1, limit - 1), limit) if i + 1 < limit else None
    end = phrase_end(scene, i, limit)
    if end == i:
        return None
    if end < limit and _acts(scene, Phrase(i, end), limit):
        return None
    inner = _second(scene, i, end)
    if inner:
        return Voice(Phrase(inner, phrase_end(scene, inner, limit)), Phrase(i, inner))
    if not _agrees(scene, Phrase(i, end), verb):
        return None
    return Voice(Phrase(i, end), relay)


def _acts(scene: Scene, phrase: Phrase, limit: int) -> bool:
    """Has the noun a verb of its own right behind it ("говорит стояк лопнул")?"""
    after = next((t for t in scene.tokens[phrase.end : limit] if t.pos not in ("ADV", "PART")), None)
    return after is not None and "fin" in after.feats and after.pos == "VERB"


def _second(scene: Scene, start: int, end: int) -> int | None:
    """Where a speaker begins behind the name of an agency ("сообщил РИА источник в полиции")."""
    for k in range(start + 1, end):
        t = scene.tokens[k]
        if (
            t.text[0].islower()
            and t.pos in ("NOUN", "ADJ", "NUM", "DET")
            and strict(scene, k)
            and _noun_near(scene, k, end)
        ):
            names = scene.tokens[start:k]
            told_one = names[0].lemma in scene.lexicon.pp_speaking and bool(names[0].feats & {"dat", "dat?"})
            return k if all(_named(n) for n in names[told_one:]) and (not told_one or len(names) > 1) else None
    return None


def _noun_near(scene: Scene, k: int, end: int) -> bool:
    return any(scene.lexicon.speaks(t) for t in scene.tokens[k : min(end, k + 3)])


def _named(token: Token) -> bool:
    """Is it part of a name that does not decline: Latin, capitals, quoted, unknown?"""
    if token.pos == "PUNCT":
        return True
    return token.text[0].isupper() and token.pos != "ADJ" and not token.feats & {"surn", "name", "patr"}


def outlet(scene: Scene, phrase: Phrase) -> bool:
    """Is an addressee a medium, so that it relays what it was told?"""
    words = scene.tokens[phrase.start : phrase.end]
    return any(
        w.lemma in scene.lexicon.venues or w.lemma in scene.lexicon.pp_speaking or w.text in OPEN for w in words
    ) or all(w.text[0].isupper() and "anim" not in w.feats for w in words)
