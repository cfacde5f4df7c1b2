"""Whom a relative pronoun stands for that speaks: "жительница села, | которая рассказала о взрыве"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from allegedly.extract.slavic.phrases import Phrase, end_of_pp, nominal, person, phrase_end
from allegedly.extract.slavic.scene import Draft, Scene
from allegedly.extract.tokens import Token
from allegedly.model import Span

NUMBER, GENDER = frozenset({"sg", "pl"}), frozenset({"masc", "fem", "neut"})
UNTOLD = frozenset({"masc", "neut"})
NAMES = frozenset({"NOUN", "PROPN", "X"})


def antecedent(scene: Scene, phrase: Phrase, left: int) -> Phrase:
    """The noun phrase before the comma that agrees with the pronoun and can speak; else the pronoun's own phrase.

    The pronoun opens its clause, at `left`, or stands in the formula that does ("по словам которого").
    """
    pronoun = scene.tokens[phrase.start]
    opens = phrase.start == left or scene.formula(left)
    if not opens or left < 2 or scene.tokens[left - 1].text != ",":
        return phrase
    if phrase.end != phrase.start + 1 or pronoun.lemma not in scene.lexicon.grammar.relative:
        return phrase
    end = left - 1
    for k in _openings(scene, scene.left(end - 1), end):
        ahead = scene.tokens[k - 1] if k else None
        begins = nominal(scene.tokens[k]) and (ahead is None or not (nominal(ahead) and ahead.pos != "NOUN"))
        if begins and phrase_end(scene, k, end) == end and _agrees(scene.tokens[k:end], pronoun):
            return Phrase(k, end) if person(scene, Phrase(k, end)) else phrase
    return phrase


def _openings(scene: Scene, start: int, end: int) -> Iterator[int]:
    """Where a noun phrase may begin: inside the last prepositional phrase too, in no other ("до рассвета мэр")."""
    k = start
    while k < end:
        over = end_of_pp(scene, k, end) if scene.tokens[k].pos == "ADP" else k
        if k < over < end:
            k = over
            continue
        yield k
        k += 1


def _agrees(words: Sequence[Token], pronoun: Token) -> bool:
    """Do the first noun, or a name in the phrase, and the pronoun agree in number and gender?"""
    head = next((t for t in words if t.pos in NAMES), None)
    names = [t for t in words if t.pos == "PROPN" and t.feats & {"name", "surn"}]
    return head is not None and any(_alike(t, pronoun) for t in (head, *names))


def _alike(noun: Token, pronoun: Token) -> bool:
    a, b = noun.feats, pronoun.feats
    if "nom" not in b and b & UNTOLD:
        b |= UNTOLD  # "которого", "якого" are of both genders
    if "pl" in a or "pl" in b:
        return ("pl" in a) == ("pl" in b)
    return not a & GENDER or not b & GENDER or bool(a & b & GENDER)


def citing(found: list[Draft]) -> list[Draft]:
    """Whoever cites somebody who speaks in a clause of his own hands it on ("ссылается на врача, который сказал")."""
    cited: dict[Span | None, Draft] = {
        d.content[0]: d for d in found if d.rule == "prep" and len(d.content) == 1 and _cites(d)
    }
    speaking = {d.source for d in found if d.source in cited}
    rest = (d for d in found if not (d.rule == "prep" and d.content and d.content[0] in speaking and _cites(d)))
    return [_handed_on(d, cited) for d in rest]


def _handed_on(d: Draft, cited: dict[Span | None, Draft]) -> Draft:
    by = cited.get(d.source)
    return replace(d, relay=by.source) if by is not None and d.relay is None else d


def _cites(d: Draft) -> bool:
    return any(h.at == d.at and h.entry("cites") for h in d.scene.hits)
