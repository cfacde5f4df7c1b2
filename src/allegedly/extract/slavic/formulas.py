"""Rules for formulas and nouns: according to, citing, it is reported, reports of."""

from collections.abc import Sequence
from dataclasses import replace

from allegedly.extract.slavic.antecedents import antecedent
from allegedly.extract.slavic.chains import chain_end
from allegedly.extract.slavic.clauses import is_predicate
from allegedly.extract.slavic.lexicon import Formulas, Lexicon
from allegedly.extract.slavic.offices import office
from allegedly.extract.slavic.phrases import (
    Phrase,
    end_of_pp,
    nominal,
    person,
    phrase_end,
    subject_after,
    subject_before,
)
from allegedly.extract.slavic.regions import clause_end, content_end, has_words, pieces
from allegedly.extract.slavic.scene import DASHES, Draft, Hit, Scene
from allegedly.extract.tokens import Token
from allegedly.knowledge.cues import Cue
from allegedly.model import Span

BETWEEN = 3  # words between the two halves of a formula ("по предварительным данным")
TITLE = 5  # words of the name of an outlet


def formula_hits(tokens: Sequence[Token], lexicon: Lexicon) -> list[Hit]:
    """Formulas in the sentence, longest first at each place."""
    words = [t.text.lower().replace("’", "'").replace("ё", "е") for t in tokens]
    found: list[Hit] = []
    free = 0
    for i, word in enumerate(words):
        rows = lexicon.formulas.get(word) if i >= free else None
        hit = _match(tokens, words, i, rows, lexicon) if rows else None
        if hit:
            found.append(hit)
            free = hit.end
    return found


def _match(tokens: Sequence[Token], words: list[str], i: int, rows: Formulas, lexicon: Lexicon) -> Hit | None:
    """The formula at `i`: the longest of several words, then one of two with fillings between, then a single word."""
    for formula in rows.long:
        end = i + len(formula.words)
        if tuple(words[i:end]) == formula.words:
            return Hit(i, end, (formula.cue,))
    for j in range(i + 1, min(len(words), i + 2 + BETWEEN)):
        cue = rows.pairs.get(words[j])
        if cue:
            return Hit(i, j + 1, (cue,))
        if not _fills(tokens[j], lexicon):
            break
    return Hit(i, i + 1, (rows.single,)) if rows.single else None


def _fills(t: Token, lexicon: Lexicon) -> bool:
    """May the word stand inside a formula ("по предварительным данным", "по его словам")?"""
    return t.pos in ("ADJ", "DET", "PRON", "ADV") or "part" in t.feats or t.lemma in lexicon.grammar.them


# Words that call something false, with the marks before them.
VERDICT = 7


def formula_draft(scene: Scene, hit: Hit) -> Draft | None:
    """The draft of a formula, by its frame (citing is settled later, beside the saying that cites)."""
    cue = hit.cues[0]
    if "according" in cue.frames and not relays(scene, hit):
        return according(scene, hit, cue)
    if "reported" in cue.frames:
        return reported(scene, hit, cue)
    return None


def according(scene: Scene, hit: Hit, cue: Cue) -> Draft | None:
    """ "According to somebody" attributes the clause it stands in to that somebody."""
    found = _source(scene, hit)
    if found is None:
        return None
    source, end = found
    content = _around(scene, hit.at, chain_end(scene, end))
    if (named := _of_whom(scene, hit)) is not None:
        source, content = named, pieces(scene, end, content_end(scene, end, hit.at))
    words = scene.chars(hit.at, hit.end)
    if not content or words is None:
        return None
    hedge = next((t for t in scene.tokens[hit.at : hit.end] if t.lemma in scene.lexicon.unsourced), None)
    return Draft(
        scene,
        "according",
        cue,
        words,
        source,
        content,
        at=hit.at,
        hedge=Span(hedge.start, hedge.end) if hedge else None,
    )


def _of_whom(scene: Scene, hit: Hit) -> Span | None:
    """Whom a relative pronoun stands for: "..., написал мэр, по словам которого | ранены двое"."""
    if hit.end >= len(scene.tokens) or hit.at != scene.left(hit.at):
        return None
    pronoun = Phrase(hit.end, hit.end + 1)
    named = antecedent(scene, pronoun, hit.at)
    return scene.chars(*named) if named != pronoun else None


def _source(scene: Scene, hit: Hit) -> tuple[Span, int] | None:
    """The source's characters and the end of the formula with its source."""
    tokens = scene.tokens
    for t in tokens[hit.at : hit.end]:
        if t.text.lower() in scene.lexicon.grammar.them:
            return Span(t.start, t.end), hit.end
    i = hit.end
    if i < len(tokens) and tokens[i].pos == "ADP" and tokens[i].text.lower() in scene.lexicon.grammar.out_of:
        i += 1
    if i >= len(tokens) or not (nominal(tokens[i]) or tokens[i].text in '«„“"') or tokens[i].text[0].isdigit():
        return None
    i = _owner(scene, i)
    if tokens[i].pos == "DET" and tokens[i].lemma in scene.lexicon.empty and (k := _same_one(scene, i)):
        end = phrase_end(scene, k, len(tokens), True)
        span = scene.chars(i, end)
        return (span, end) if span else None
    one_of = i + 1 < len(tokens) and tokens[i + 1].text.lower() in scene.lexicon.grammar.out_of
    if tokens[i].lemma in scene.lexicon.empty and not one_of:
        return None
    end = _apposition(scene, i, phrase_end(scene, i, len(tokens), True))
    span = scene.chars(i, end)
    return (span, end) if span else None


def _owner(scene: Scene, i: int) -> int:
    """Where the owner of a paper stands ("следует из сообщения полиции"), else where the phrase begins."""
    k = i + 1
    while k < len(scene.tokens) and scene.tokens[k].pos == "ADJ":
        k += 1
    owned = (
        k < len(scene.tokens)
        and scene.tokens[i].lemma in scene.lexicon.papers
        and scene.lexicon.speaks(scene.tokens[k])
    )
    return i + 1 if owned and scene.tokens[k].feats & {"gen", "gen?"} else i


def _same_one(scene: Scene, i: int) -> int:
    """The noun of "этого же канала", or 0."""
    k = i + 1 + (i + 1 < len(scene.tokens) and scene.tokens[i + 1].pos == "PART")
    return k if k < len(scene.tokens) and scene.lexicon.speaks(scene.tokens[k]) else 0


def _apposition(scene: Scene, start: int, end: int) -> int:
    """A name behind a comma that is closed by another belongs to the source ("по словам мэра, Ивана Кравцова, ...")."""
    tokens = scene.tokens
    if end < len(tokens) and tokens[end].text == ",":
        after = scene.right(end + 1) if end + 1 < len(tokens) else end
        words = tokens[end + 1 : after]
        if 0 < len(words) <= 4 and after < len(tokens) and tokens[after].text == "," and _name(words):
            return after
    return end


def _name(words: tuple[object, ...]) -> bool:
    return all(getattr(w, "pos", "") == "PROPN" and "gen" in getattr(w, "feats", ()) for w in words)


def _around(scene: Scene, start: int, end: int) -> tuple[Span, ...]:
    """The clause around inserted words `[start, end)`: from the last "that" or "but" to where another saying begins."""
    low = _low(scene, start)
    if low == start > 1 and end >= scene.tail and scene.tokens[start - 1].text in DASHES:
        return pieces(scene, _low(scene, start - 1), start - 1)  # "двое погибли — по данным мэрии"
    high = content_end(scene, end + 1, start) if end + 1 < len(scene.tokens) else len(scene.tokens)
    if not has_words(scene, low, start):
        return pieces(scene, end, high)
    return pieces(scene, low, high, (start, end))


def _low(scene: Scene, start: int) -> int:
    """Where the clause around an insertion begins."""
    grammar = scene.lexicon.grammar
    for i in range(start - 1, -1, -1):
        word = scene.tokens[i].text.lower()
        if word == ";" or (word in ":—–" and i + 1 == start):
            return i + 1
        if word == ":" and any(h.at < i and h.cues[0].pos == "verb" for h in scene.hits):
            return i + 1  # "поправился мэр: взрыва, по его словам, не было"
        before = scene.tokens[i - 1].text if i else ""
        if word in scene.lexicon.that and before == ",":
            return i + (word not in scene.lexicon.quasi)
        if word in grammar.adversative and before in (",", "—", "–"):
            return i + 1
    return 0


def reported(scene: Scene, hit: Hit, cue: Cue) -> Draft | None:
    """What "is known" or "is reported" without naming anybody stands behind "that", "about" or beside the formula."""
    words = scene.chars(hit.at, hit.end)
    if words is None or _has_subject(scene, hit):
        return None
    if hit.at and scene.tokens[hit.at - 1].lemma in scene.lexicon.wh | scene.lexicon.that:
        return None  # the heading "Что известно о взрыве"
    content = _reported_content(scene, hit)
    negation = hit.at - 1 if hit.at and scene.tokens[hit.at - 1].text.lower() in scene.lexicon.grammar.negation else -1
    return Draft(scene, "reported", cue, words, None, content, negation >= 0, at=hit.at) if content else None


def _has_subject(scene: Scene, hit: Hit) -> bool:
    """A bare plural ("передают") is impersonal only where nobody is named."""
    if hit.end - hit.at > 1 or "fin" not in scene.tokens[hit.at].feats:
        return False
    left, right = scene.left(hit.at), scene.right(hit.at)
    named = subject_before(scene, left, hit.at) or subject_after(scene, hit.at, right)
    return bool(named or office(scene, left, right, hit.at)) or right > hit.end + 3


def _reported_content(scene: Scene, hit: Hit) -> tuple[Span, ...]:
    tokens, right = scene.tokens, scene.right(hit.end - 1)
    first = tokens[scene.left(hit.at)]
    if first.text.lower() in scene.lexicon.grammar.as_ and right < len(tokens) and tokens[right].text == ",":
        return pieces(scene, right + 1, content_end(scene, right + 1, hit.at))
    about = next((i for i in range(hit.end, right) if tokens[i].text.lower() in scene.lexicon.about), None)
    if (
        about is not None
        and tokens[about + 1 : about + 2]
        and tokens[about + 1].text.lower() not in scene.lexicon.grammar.demonstrative
    ):
        return pieces(scene, about + 1, clause_end(scene, right))
    if right + 1 < len(tokens) and tokens[right].text in ",:" and (right - hit.end < 4):
        start = right + 1
        word = tokens[start].text.lower()
        if word in scene.lexicon.that and word not in scene.lexicon.quasi:
            start += 1
        elif tokens[right].text == "," and not _asks(scene, start):
            return ()
        return pieces(scene, start, content_end(scene, start, hit.at))
    return ()


def _asks(scene: Scene, i: int) -> bool:
    """Does an indirect question begin at the token?"""
    tokens, grammar = scene.tokens, scene.lexicon.grammar
    word = tokens[i].text.lower()
    whether = i + 1 < len(tokens) and tokens[i + 1].text.lower() in grammar.whether
    return word in scene.lexicon.wh or tokens[i].lemma in scene.lexicon.wh or whether or word in grammar.whether


def relays(scene: Scene, hit: Hit) -> bool:
    """Does the formula name whom a saying draws on: "со ссылкой на", and "со слов" behind a verb?"""
    frames = hit.cues[0].frames
    if "citing" not in frames:
        return False
    left = scene.left(hit.at)
    return "according" not in frames or any(left <= h.at < hit.at and h.cues[0].pos == "verb" for h in scene.hits)


def citing(scene: Scene, hit: Hit, hosts: list[Draft]) -> Draft | None:
    """Whom a report cites said what the report says: a relay with its source inside."""
    end = phrase_end(scene, hit.end, len(scene.tokens), True)
    over = chain_end(scene, end)
    hosts = [d for d in hosts if not hit.end <= d.at < over]
    source, words = scene.chars(hit.end, end), scene.chars(hit.at, hit.end)
    if source is None or words is None:
        return None
    host = _host(hit, hosts)
    if not person(scene, Phrase(hit.end, end)) and scene.tokens[hit.end].lemma not in scene.lexicon.papers:
        return None  # "ссылаясь на погоду"
    bare = Draft(scene, "citing", hit.cues[0], words, source, (), rank=1, at=hit.at)
    if host is None:
        known = person(scene, Phrase(hit.end, end)) or scene.tokens[hit.end].lemma in scene.lexicon.papers
        headed = _headed(scene, hit.at) if over < len(scene.tokens) and scene.tokens[over].text == ":" else None
        content = (
            pieces(scene, over + 1, len(scene.tokens)) if headed else _around(scene, hit.at, over) if known else ()
        )
        return replace(bare, content=content, relay=headed) if content else None
    return replace(bare, content=host.content, negated=host.negated, rank=host.rank + 1, reach=host.reach)


def _headed(scene: Scene, at: int) -> Span | None:
    """Who cites in a head without verb ("Агентство со ссылкой на жителей: ...", "Берег Пост, ссылаясь на ...: ...")."""
    who = subject_before(scene, 0, at)
    end = at - (scene.tokens[at - 1].text == ",") if at else 0
    if who and who.phrase.end == end and person(scene, who.phrase):
        return scene.chars(*who.phrase)
    named = all(t.text[0].isupper() or t.text in "-«»" for t in scene.tokens[:end])
    return scene.chars(0, end) if 0 < end <= TITLE and named else None


def _host(hit: Hit, hosts: list[Draft]) -> Draft | None:
    """The saying that cites: the nearest before the formula, or else behind it."""
    before = [d for d in hosts if d.at < hit.at]
    after = [d for d in hosts if d.at > hit.at]
    if before:
        return max(before, key=lambda d: (d.at, d.rank if d.rule != "citing" else 0))
    return min(after, key=lambda d: d.at) if after else None


def noun_draft(scene: Scene, hit: Hit, taken: list[Draft]) -> Draft | None:
    """Reports of, a statement that, a plan to: a noun attributes what follows it, to its genitive if there is one."""
    token = scene.tokens[hit.at]
    source = _genitive(scene, hit.at) or _has(scene, hit.at)
    judge = _judge(scene, token, source, taken)
    taken = [d for d in taken if d is not judge]
    if any(_opens_content(d, token.start) for d in taken):
        return None
    i = source.end if source and source.start > hit.at else hit.at + 1
    found = _noun_content(scene, hit, i)
    if found is None:
        return None
    cue, content = found
    if any(d.content == content for d in taken):
        return None
    if not content or (source and not person(scene, source)):
        return None
    if source is None and not _clause_follows(scene, hit.at + 1):
        return None
    spoken = scene.chars(source.start, source.end) if source else None
    # "говорится в сообщении мэрии о взрыве": the paper speaks for its owner, and nobody judges it.
    own = judge is not None and judge.rule.endswith("said-in") and bool(judge.content) and judge.source == spoken
    rank = judge.rank + 1 if judge and not own else 0
    return Draft(scene, "noun", cue, Span(token.start, token.end), spoken, content, at=hit.at, rank=rank)


def _judge(scene: Scene, noun: Token, owner: Phrase | None, taken: Sequence[Draft]) -> Draft | None:
    """Who speaks of words that are another's: "опроверг заявление министерства о том, что ..."."""
    if owner is None or not person(scene, owner):
        return None
    spoken = [d for d in taken if d.source and d.words and d.rule != "noun"]
    behind = (d for d in spoken if d.words and d.content and d.words.end <= noun.start <= d.content[0].start)
    return next(iter((*behind, *(d for d in spoken if _opens_content(d, noun.start)))), None)


def _clause_follows(scene: Scene, i: int) -> bool:
    """Without an owner only a whole clause counts ("сообщения, что"), or a headline ("Сообщения о взрывах в порту")."""
    if i == 1:
        return not any(is_predicate(t) for t in scene.tokens)
    return any(t.text.lower() in scene.lexicon.that for t in scene.tokens[i : i + 4])


def _opens_content(taken: Draft, start: int) -> bool:
    """Does the noun only name what another saying is about ("denied the reports of ...")?"""
    return any(s.start <= start < s.start + 25 and s.end > start for s in taken.content) or bool(
        taken.words and taken.words.start <= start < taken.words.end
    )


def _has(scene: Scene, at: int) -> Phrase | None:
    """Who has the intention ("має намір вести переговори")."""
    if at == 0 or scene.tokens[at - 1].lemma not in scene.lexicon.grammar.have:
        return None
    voice = subject_before(scene, scene.left(at), at - 1)
    return voice.phrase if voice else None


def _genitive(scene: Scene, at: int) -> Phrase | None:
    i = at + 1
    if i < len(scene.tokens) and nominal(scene.tokens[i]) and scene.tokens[i].feats & {"gen", "gen?"}:
        end = i
        while end < len(scene.tokens) and nominal(scene.tokens[end]):
            end += 1
        return Phrase(i, end)
    return None


def _noun_content(scene: Scene, hit: Hit, i: int) -> tuple[Cue, tuple[Span, ...]] | None:
    tokens = scene.tokens
    about, inf = hit.entry("about"), hit.entry("inf")
    if about and i + 1 < len(tokens) and tokens[i].text.lower() in scene.lexicon.about:
        if tokens[i + 1].text.lower() in scene.lexicon.grammar.demonstrative:
            i += 2
        else:
            end = end_of_pp(scene, i, scene.right(i))
            return about, pieces(scene, i + 1, end)
    that = hit.entry("that")
    if that and i + 1 < len(tokens) and tokens[i].text == "," and tokens[i + 1].text.lower() in scene.lexicon.that:
        start = i + 1 + (tokens[i + 1].text.lower() not in scene.lexicon.quasi)
        return that, pieces(scene, start, _called_false(scene, start, content_end(scene, start, hit.at)))
    if inf and i < len(tokens) and "inf" in tokens[i].feats:
        return inf, pieces(scene, i, clause_end(scene, scene.right(i)))
    return None


def _called_false(scene: Scene, start: int, end: int) -> int:
    """Where the content ends: before the words behind a comma or dash that call it false («..., — ложь»)."""
    for i in range(start, end):
        if scene.cut(i):
            words = [t.text.lower() for t in scene.tokens[i : i + VERDICT] if t.pos not in ("PUNCT", "AUX", "ADV")]
            if any(tuple(words[:n]) in scene.lexicon.false for n in range(1, VERDICT)):
                return i
    return end
