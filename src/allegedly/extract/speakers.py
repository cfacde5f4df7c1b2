"""Who is "he": names, offices, descriptions and pronouns resolved to actors, one identity in three languages.

Rules are tried in the order of `RULES`; the first that answers wins. Nothing here knows a party: offices and
epithets take theirs from the words of the text.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile

from allegedly.extract.apart import no_person
from allegedly.extract.english.referents import is_body, referent
from allegedly.extract.findings import Findings
from allegedly.extract.known import (
    APPOSITION,
    QUOTED,
    Context,
    Known,
    called,
    head_marks,
    matcher,
    of_actor,
    of_name,
    spoke_last,
    starting,
)
from allegedly.extract.referring import again, anaphoric, member, pronoun, said_before
from allegedly.extract.times import TimeExpression
from allegedly.extract.tokens import Analysed, Analysis
from allegedly.knowledge.actors import Institution, actors, names_holder
from allegedly.knowledge.anaphora import anaphora, former
from allegedly.knowledge.bodies import is_body_noun
from allegedly.knowledge.identity import key, outlet, skeleton
from allegedly.model import Attribution, Mention, Source, Span
from allegedly.model.vocabulary import Lang

# A person that "he" stands for is named in one of so many sentences before.
NEAR = 3
# "The Ukrainian authorities": a word for a side, and one for who rules.
SHORT = 2
# A word for a place and the name of one begin within so many characters.
NAMED = 40
# The name of a side with what belongs to it ("the Ukrainian side") has so many words.
LONG_SIDE = 3
# A noun, and a name behind it ("the caterer, Golden Spoon", "a group calling itself Black Ember").
BODY_NAME = re.compile(
    r"(?P<noun>[^,]*?\b[a-z]+?)(?:,| calling itself| called| named| known as)? "
    r"(?P<name>[A-Z][\w&’'-]*(?: (?:(?:of|for|the|and) )?[A-Z][\w&’'-]*){0,3})"
)
BODY_APPOSED = re.compile(
    r"(?P<name>[A-Z][\w&’'-]*(?: [A-Z][\w&’'-]*){0,3}), (?:an?|the) (?P<noun>(?:[a-z-]+ ){0,3}?[a-z]+)"
    r"(?=$|,| (?:of|that|which|who|for|in|from|based)\b)"
)
BODY_QUOTED = re.compile(r"(?P<noun>[^«»„“”\"]+) [«„“\"](?P<name>[^«»„“”\"]{2,60})[»“”\"]")
# What "the company" may stand for where the registry does not know the kind of body.
COMPANY = "company"
OWNED = re.compile(r"^(?:his|her|their|its)\s+", re.IGNORECASE)


def person(c: Context) -> Known | None:
    """A named person is that person; a surname alone takes the full name given before."""
    near = starting(c.persons, *c.source.span)
    inside = [m for m in near if c.inside(m.span) and not no_person(c, m)]
    if len({skeleton(_surname(m)) for m in inside}) != 1:
        return None
    name = max((m.name or m.text for m in inside), key=len)
    actor = c.registry.by_name(name)
    if actor:
        return of_actor(c, actor, name)
    surname = skeleton(name.split()[-1])
    earlier = spoke_last(c, lambda k: k.person and skeleton(k.name.split()[-1]) == surname)
    if earlier:
        return replace(earlier, at=c.source.span.start)
    return Known(f"person:{key(name)}", name, c.party(), _office_near(c), True, c.source.span.start, c.words)


def registered(c: Context) -> Known | None:
    """A name of the registry is that actor, in any script or transliteration."""
    actor = c.registry.by_name(c.words.strip('«»„“”" '))
    return of_actor(c, actor) if actor else None


def former_holder(c: Context) -> Known | None:
    """Who held an office before ("the former mayor") is somebody of their own, and never the office."""
    return of_name(c, "", c.words, None) if former(c.source.text, c.lang) else None


def named_outlet(c: Context) -> Known | None:
    """A channel or outlet is known by the name beside that word."""
    institution = c.institution()
    if institution is None or institution.kind not in {"channel", "media"}:
        return None
    found = QUOTED.search(c.source.text)
    name = found.group(1) if found else _capitalised(c.source.text, c.lang)
    if not name:
        return None
    actor = c.registry.by_name(name)
    return of_actor(c, actor) if actor else of_name(c, outlet(name), name, institution.id)


def named_body(c: Context) -> Known | None:
    """A body with its name behind its noun ("the aid group Bread Road", «группа «Хлебный путь»») is no person.

    One of a kind that the registry knows is that office, so that it is the same in a report that leaves out its name;
    any other is known by its name.
    """
    found = (BODY_NAME if c.lang == "en" else BODY_QUOTED).fullmatch(c.source.text.strip())
    if found is None or (c.lang == "en" and not is_body(found["noun"])):
        return None
    name, institution = found["name"], c.registry.institution_in(found["noun"], c.lang)
    placed = any(c.text[p.span.start : p.span.end] in name for p in starting(c.places, *c.source.span))
    if placed or c.registry.by_name(name) is not None or (institution is not None and institution.kind != "group"):
        return None
    return office(c) if institution else of_name(c, f"name:{key(name)}", name, None)


def apposed_body(c: Context) -> Known | None:
    """A name that the words behind it call a body ("Norsk Fisk, a firm") is that body, no person."""
    found = BODY_APPOSED.match(c.source.text.strip()) if c.lang == "en" else None
    if found is None or not is_body(found["noun"]) or c.registry.by_name(found["name"]) is not None:
        return None
    what = c.registry.institution_in(found["noun"], c.lang)
    return of_name(c, f"name:{key(found['name'])}", found["name"], what.id if what else COMPANY)


def described(c: Context) -> Known | None:
    """A short description ("the ministry", "the channel") takes the nearest earlier source that it can mean."""
    seated = bool(starting(c.places, *c.source.span))  # "the governor of" a place needs none before
    words = OWNED.sub("the ", c.source.text) if c.lang == "en" else c.source.text  # "her service" is the service
    short = {i.id for i in c.registry.short_in(words, c.lang) if not (seated and i.of == "place")}
    own = c.institution()
    short = {own.id} if own is not None and own.id in short else short  # "the head of the military administration"
    if not short:
        return None
    party = c.party()
    return spoke_last(c, lambda k: k.office in short and (party is None or k.party == party))


def office(c: Context) -> Known | None:
    """An office is its institution under the party or place that the words name, or the one named before."""
    institution = c.institution() or _headed(c)
    if institution is None:
        return None
    if institution.of == "none":
        return of_name(c, f"group:{institution.id}", institution.name, institution.id)
    if institution.rulers and len(c.words.split()) <= SHORT and (rulers := side(c)):
        return rulers  # "the Ukrainian authorities" are no town's
    owner = _side(c) if institution.of == "party" else _place(c, institution)
    if owner is None:
        earlier = spoke_last(c, lambda k: k.office == institution.id)
        if earlier:
            return replace(earlier, at=c.source.span.start)
    holder = c.registry.holder(institution.id, owner) if owner else None
    if holder:
        return of_actor(c, holder)
    made = c.registry.office(institution, owner or "any")
    return Known(made.id, made.name, made.party or c.party(), institution.id, False, c.source.span.start, c.words)


def epithet(c: Context) -> Known | None:
    """An epithet of a side ("the occupiers") takes the side that the text itself called so before."""
    match = matcher(anaphora(c.lang).epithet)
    if match is None or not match.search(c.source.text.casefold()):
        return None
    side = c.party()
    if side is None:
        earlier = spoke_last(c, lambda k: k.party is not None and bool(match.search(k.words.casefold())))
        side = earlier.party if earlier else None
    actor = c.registry.by_id(side)
    return of_actor(c, actor) if actor else None


def side(c: Context) -> Known | None:
    """The bare name of a side ("Moscow", "the Ukrainians") is that side; a body of that country is not."""
    actor, words = c.registry.by_id(c.party()), c.words.split()
    if actor is None or len(words) > LONG_SIDE:
        return None
    # "асоціація лоцманів Румунії", "Romania's pilots' association", but "the Russian Federation".
    body = is_body_noun(words[-1] if c.lang == "en" else words[0], c.lang) and len(words) > (c.lang == "en") + 1
    return None if body else of_actor(c, actor)


def proper_name(c: Context) -> Known | None:
    """A proper name that nothing else explains is a speaker of its own."""
    found = QUOTED.fullmatch(c.source.text.strip())
    name = called(c) if found else c.words
    words = name.split()
    if not words or len(words) > 4 or not all(w[:1].isupper() for w in (words[:1] if found else words)):
        return None
    if len(words) == 1 and not found and c.source.span.start == c.sentence.span.start:
        # A capital at the start of a sentence says nothing, but of whoever was named so.
        return spoke_last(c, lambda k: k.id == f"name:{key(name)}")
    return of_name(c, f"name:{key(name)}", name, None)


RULES: tuple[Callable[[Context], Known | None], ...] = (
    referent,
    pronoun,
    again,
    member,
    said_before,
    registered,
    named_body,
    apposed_body,
    person,
    former_holder,
    named_outlet,
    described,
    office,
    epithet,
    side,
    proper_name,
)

NAMING = RULES[5:]  # without those that look for somebody else


def resolve(analysis: Analysis, attributions: Sequence[Attribution], findings: Findings) -> tuple[Attribution, ...]:
    """The same attributions with `source.id` and `source.name` filled where the actor is known; order is kept."""
    sources = [a.source for a in attributions if a.source]
    known = resolved(analysis, sources, findings)
    return tuple(
        replace(a, source=known.get((a.source.span, a.source.text), a.source)) if a.source else a for a in attributions
    )


def resolved(analysis: Analysis, found: Sequence[Source], findings: Findings) -> dict[tuple[Span, str], Source]:
    """The sources that are known, by place and words, resolved in text order."""
    before: list[Known] = []
    meant: dict[tuple[Span, str], Source] = {}
    persons = [m for m in findings.names if m.kind == "person" and not _dated(findings.times, m.span)]
    persons = [m for m in persons if " " in m.text or not _village(findings, m.span)]
    sources = {(s.span, s.text): s for s in found}
    starts = [s.span.start for s in analysis.sentences]
    for place, source in sorted(sources.items()):
        number = max(0, bisect_right(starts, source.span.start) - 1)
        sentence = analysis.sentences[number]
        lemmas = _lemmas(sentence, source.span)
        context = Context(source, sentence.lang, sentence, analysis.text, lemmas, persons, findings.places, actors(),
                          before, analysis.sentences[max(0, number - NEAR) : number])  # fmt: skip
        context.identify = partial(_identify, context)
        rules = RULES[:2] if anaphoric(context) else RULES
        known = next((k for rule in rules if (k := rule(context))), None)
        if known:
            before.append(replace(_marked(context, known), at=source.span.start))
            meant[place] = replace(source, id=known.id or None, name=_shown(context, known))
        elif not anaphoric(context):
            unknown = Known("", context.words, None, None, False, source.span.start, context.words)
            before.append(_marked(context, unknown))
    return _by_person(meant)


def _by_person(resolved: dict[tuple[Span, str], Source]) -> dict[tuple[Span, str], Source]:
    """Who holds an office shows by name throughout a report that names the person."""
    holders = {s.id: a for s in resolved.values() if (a := actors().by_id(s.id)) and a.institution}
    persons = {s.id: s.name for s in resolved.values() if s.id in holders and names_holder(s.name or "", holders[s.id])}
    titled = {k: persons.get(s.id) for k, s in resolved.items() if s.id in holders and s.name == holders[s.id].name}
    return {k: replace(s, name=titled.get(k) or s.name) for k, s in resolved.items()}


def _identify(c: Context, source: Source) -> Known | None:
    """Who a phrase beside the source is, by its own words."""
    sentence = next((s for s in (c.sentence, *c.earlier) if s.span.covers(source.span)), c.sentence)
    own = replace(c, source=source, sentence=sentence, lemmas=_lemmas(sentence, source.span))
    return next((k for rule in NAMING if (k := rule(own))), None)


def _marked(c: Context, known: Known) -> Known:
    """The source with its number and gender; one that stands for an earlier one keeps those of the earlier."""
    if known.words != c.words or known.gender:
        return known
    head = head_marks(c)
    gender = next((g for g in ("fem", "masc", "neut") if g in head), "")
    return replace(known, plural="pl" in head, gender=gender, alive="anim" in head)


def _shown(c: Context, known: Known) -> str:
    """The name to show: for a word that stands for somebody, that one in the report's words, a person by name."""
    holder = c.registry.by_id(known.id) if known.id else None
    titled = holder is not None and holder.institution is not None and known.name == holder.name
    named = known.person and not titled and skeleton(known.name.split()[-1]) in skeleton(known.words)
    same = named or known.words == c.words
    return known.name if same else known.words


def _lemmas(sentence: Analysed, span: Span) -> str:
    return " ".join(t.lemma for t in sentence.tokens if t.start >= span.start and t.end <= span.end)


def _dated(times: Sequence[TimeExpression], span: Span) -> bool:
    """Does a time expression stand in a span? They do not overlap each other."""
    first = bisect_right(times, span.start, key=lambda t: t.when.span.end)
    return first < len(times) and times[first].when.span.meets(span)


def _village(findings: Findings, span: Span) -> bool:
    """Is it the name of a place that a word for places leads in («в посёлке Липовка»)?"""
    near = (
        *starting(findings.places, span.start - NAMED, span.end),
        *starting(findings.spots, span.start - NAMED, span.end),
    )
    return any(p.span.covers(span) and p.span.start < span.start for p in near)


def _surname(mention: Mention) -> str:
    return (mention.name or mention.text).split()[-1]


def _capitalised(words: str, lang: Lang) -> str:
    """A capitalised name after the common noun ("channel Crimean Wind"), or nothing."""
    found = re.search(r"[\w\-]+\s+((?:[A-ZА-ЯЁЄІЇҐ][\w’'\-]*\s*){1,4})$", words)
    return found.group(1).strip() if found else ""


def _headed(c: Context) -> Institution | None:
    """The office of whoever heads a region ("the head of" before its name, in the order of the words)."""
    found = c.registry.head_in(c.source.text, c.lang)
    if found is None:
        return None
    institution, end = found
    at = c.source.span.start + end
    named = (p for p in starting(c.places, at, c.source.span.end) if p.precision == "region")
    return institution if any(c.text[at : p.span.start].strip() in ("", "the") for p in named) else None


def _side(c: Context) -> str | None:
    """The side of an office: by its own words, else by those before it ("In Ankara, the ministry")."""
    return c.party() or c.registry.party_in(c.ahead, c.lang)


def _place(c: Context, institution: Institution) -> str | None:
    """The place of an office: in its words; else the one of the text with a registered holder; else the last before."""
    words = {key(w) for w in (*c.source.text.split(), *c.lemmas.split())}
    held = c.registry.seats(institution.id)
    own = next((place for place in held if key(place) in words), None)
    if own:
        return own
    inside = [p.name or p.text for p in starting(c.places, *c.source.span) if c.inside(p.span)]
    if inside:
        return inside[0]
    named, side = {key(p.name or p.text) for p in c.places}, c.party()
    holders = [a for p in held if key(p) in named and (a := c.registry.holder(institution.id, p))]
    seated = [a for a in holders if side in (None, a.party)]
    if len(seated) == 1:
        return seated[0].jurisdiction[0]
    ahead = [p.name or p.text for p in starting(c.places, c.sentence.span.start, c.source.span.start)]
    return ahead[-1] if ahead else None


def _office_near(c: Context) -> str | None:
    """The office that stands in apposition to a person, for later short mentions: no verb stands between them."""
    span, tokens = c.source.span, c.sentence.tokens
    verbs = [t for t in tokens if t.pos == "VERB" and not span.covers(Span(t.start, t.end))]
    first = max((t.end for t in verbs if t.end <= span.start), default=0)
    last = min((t.start for t in verbs if t.start >= span.end), default=len(c.text))
    near = Span(max(first, span.start - APPOSITION), min(last, span.end + APPOSITION))
    beside = [t for t in tokens if near.covers(Span(t.start, t.end))]
    if c.lang != "en":  # "«Берег» со ссылкой на спасателей": no apposition
        beside = list(takewhile(lambda t: t.pos != "ADP" or t.start < span.end, beside))
    around = " ".join(t.text for t in beside)
    institution = None if former(around, c.lang) else c.registry.institution_in(around, c.lang)
    return institution.id if institution else None
