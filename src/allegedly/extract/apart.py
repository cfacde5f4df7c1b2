"""Words that look like a person's name and are none: offices, towns of a body, outlets, places, names in marks."""

from allegedly.extract.known import QUOTED, Context, head_marks
from allegedly.extract.slavic.lexicon import lexicon as slavic
from allegedly.extract.slavic.morphology import readings
from allegedly.knowledge.anaphora import anaphora
from allegedly.knowledge.closed import closed
from allegedly.model import Mention, Span


def no_person(c: Context, mention: Mention) -> bool:
    """Is what was taken for a person in the source's words something else?"""
    reasons = (_names_office, _quoted, _seat_of_a_body, _name_of_an_outlet, _where, _governed)
    return any(of(c, mention) for of in reasons)


def _names_office(c: Context, mention: Mention) -> bool:
    """Is what was taken for a person the name of an office, or its end ("General Staff")?"""
    start, end = c.source.span.start, mention.span.end - c.source.span.start
    without = c.registry.institution_in(c.source.text[: mention.span.start - start], c.lang)
    institution = c.registry.institution_in(mention.text, c.lang)
    ends = c.registry.institution_in(c.source.text[:end], c.lang)
    rest = c.source.text[: mention.span.start - start] + c.source.text[end:]
    whole = c.registry.institution_in(c.source.text, c.lang)  # "Капітан порту" without its first word is none
    opens = whole if c.registry.institution_in(rest, c.lang) is not whole else None
    office = institution or (ends if ends is not without else None) or opens
    return office is not None and c.registry.by_name(mention.name or mention.text) is None


def _seat_of_a_body(c: Context, mention: Mention) -> bool:
    """Is one word behind a body its town, though no gazetteer has it («глава администрации Орлена»)?"""
    before = c.source.text[: max(0, mention.span.start - c.source.span.start)].split()
    if c.lang == "en" or " " in mention.text or not before:
        return False
    body = slavic(c.lang).body(before[-1])
    ahead = (t for t in c.sentence.tokens if c.source.span.start <= t.start < mention.span.start)
    if body and not any("anim" in t.feats for t in ahead):
        return True  # "у поліції Лугин": no officer of that name
    holder = "nom" in head_marks(c) and c.registry.institution_in(" ".join(before), c.lang) is not None
    names = (r.feats for r in readings(mention.text.lower(), c.lang) if r.feats & {"surn", "name"})
    return (body or holder) and not any("nom" in f for f in names)  # a name beside them would stand in their case


def _where(c: Context, mention: Mention) -> bool:
    """Is it the place of who speaks, though no gazetteer has it ("police in Upper Dorn", «полиция в Верхнем Дорне»)?"""
    before = c.source.text[: max(0, mention.span.start - c.source.span.start)].split()
    return len(before) > 1 and before[-1].casefold() in anaphora(c.lang).located


def _governed(c: Context, mention: Mention) -> bool:
    """Is somebody only spoken of in who speaks ("doctors treating Ms Lind", "friends of Ana Lind")?"""
    ahead = [t for t in c.sentence.tokens if c.source.span.start <= t.start < mention.span.start]
    while ahead and (ahead[-1].pos == "DET" or ahead[-1].lemma.rstrip(".") in closed().titles):
        ahead.pop()
    if c.lang != "en" or len(ahead) < 2 or ahead[-1].pos not in ("ADP", "VERB"):
        return False
    head = next((t.lemma for t in reversed(ahead[:-1]) if t.pos in ("NOUN", "PROPN")), "")
    return bool(head) and head not in closed().spoken_by


def _name_of_an_outlet(c: Context, mention: Mention) -> bool:
    """Does the word for an outlet stand right before the name ("the newspaper Harrow Courier")?"""
    before = c.source.text[: max(0, mention.span.start - c.source.span.start)].rstrip()
    institution = c.registry.institution_in(before, c.lang)
    last = c.registry.institution_in(before.split()[-1], c.lang) if institution is not None else None
    right_behind = before[-1:].isalnum() and last == institution
    return last is not None and right_behind and last.kind in ("channel", "media")


def _quoted(c: Context, mention: Mention) -> bool:
    """Does the name stand in quotation marks, as an outlet's does?"""
    start = c.source.span.start
    return any(Span(start + q.start(1), start + q.end(1)).covers(mention.span) for q in QUOTED.finditer(c.source.text))
