"""Who is "he": names, offices, descriptions and pronouns resolved to actors, one identity in three languages.

Rules are tried in the order of `RULES`; the first that answers wins. Nothing here knows a party: offices and
epithets take theirs from the words of the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TypeVar

from allegedly.extract.findings import Findings
from allegedly.extract.times import TimeExpression
from allegedly.extract.tokens import Analysed, Analysis
from allegedly.knowledge.actors import Actor, Institution, Registry, actors, names_holder, pattern
from allegedly.knowledge.anaphora import anaphora
from allegedly.knowledge.identity import key, outlet, skeleton
from allegedly.model import Attribution, Mention, Place, Source, Span
from allegedly.model.vocabulary import Lang

QUOTED = re.compile(r"[«„“\"]([^«»„“”\"]{2,60})[»“”\"]")
ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
# How far from a bare name its office may stand, in code points ("Ivan Petrenko, the mayor of ...").
APPOSITION = 90
# How far back a channel that "it" stands for may have been introduced, in code points: about two sentences.
INTRODUCED = 250
# How many words open a sentence about somebody.
OPENS = 4
OPENING = re.compile(r"[.!?»”\"]\s+([^.!?\n]{0,60})")
# A bare noun that stands for a speaker has no more words; its stem no fewer letters.
SHORT, STEM = 2, 4
# A noun that "who" belongs to has at most so many words before it.
SPREAD = 6
PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON"})
# A person that "he" stands for is named in one of so many sentences before.
NEAR = 3


N = TypeVar("N", Mention, Place)
_pattern = cache(pattern)  # of the tuples of the knowledge files, asked for at each source


@dataclass(frozen=True, slots=True)
class Known:
    """A source already resolved: what later pronouns and short names may mean."""

    id: str
    name: str
    party: str | None
    office: str | None
    person: bool
    at: int
    words: str
    plural: bool = False
    gender: str = ""


@dataclass(slots=True)
class Context:
    """All that a rule may ask: the source's words, what stands in and around it, and who spoke before."""

    source: Source
    lang: Lang
    sentence: Analysed
    text: str
    lemmas: str
    persons: Sequence[Mention]
    places: Sequence[Place]
    registry: Registry
    before: list[Known] = field(default_factory=list)
    earlier: Sequence[Analysed] = ()

    @property
    def words(self) -> str:
        """The source's words without a leading article."""
        return ARTICLE.sub("", self.source.text.strip())

    def inside(self, span: Span) -> bool:
        """Does a span lie in the source's words?"""
        return self.source.span.covers(span)

    def party(self) -> str | None:
        """The side that the source's own words name."""
        return self.registry.party_in(self.source.text, self.lang) or self.registry.party_in(self.lemmas, self.lang)

    @property
    def ahead(self) -> str:
        """What stands in the sentence before the source."""
        return self.text[self.sentence.span.start : self.source.span.start]

    def institution(self) -> Institution | None:
        """The kind of office that the source's own words name."""
        found = self.registry.institution_in(self.source.text, self.lang)
        return found or self.registry.institution_in(self.lemmas, self.lang)


def pronoun(c: Context) -> Known | None:
    """A pronoun takes the nearest earlier source that fits it: a person for "he", an office or a channel for "it"."""
    words, known = c.words.casefold(), anaphora(c.lang)
    if words in known.person and known.feminine:
        return _last(c, lambda k: not k.plural and _agrees(k, words in known.feminine)) or _last_person(c)
    if words in known.relative and (before := _antecedent(c)):
        return before
    if words in known.person or words in known.relative:
        spoke = _last(c, lambda k: k.person or (_human(c, k) and not k.plural))
        return spoke or _last_person(c) or _last_human(c)
    if words in known.thing:
        return (
            _described_since(c)
            or _introduced(c)
            or _last(c, lambda k: not _human(c, k) and not k.id.startswith("group:"))
        )
    if words in known.many:
        return _last(c, lambda k: k.plural) or _last(c, lambda k: not _human(c, k))
    return None


def _human(c: Context, known: Known) -> bool:
    """Is the earlier source one person, by name or by a word for one ("a farmer", "the spokeswoman")?"""
    match = _pattern(anaphora(c.lang).human)
    return known.person or (match is not None and bool(match.search(known.words.casefold())))


def _last_human(c: Context) -> Known | None:
    """The nearest word for one person before an English pronoun, as subject, where no one has spoken or is named."""
    match = _pattern(anaphora(c.lang).human)
    if match is None:
        return None
    for sentence in (c.sentence, *reversed(c.earlier)):
        for i in range(len(sentence.tokens) - 1, -1, -1):
            t = sentence.tokens[i]
            if t.end <= c.source.span.start and t.dep in ("nsubj", "nsubjpass", "appos") and match.fullmatch(t.lemma):
                words = c.text[sentence.tokens[_opens(sentence, i)].start : t.end]
                return Known("", words, None, None, True, t.start, words)
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
    same = _last(c, lambda k: k.words in words or ARTICLE.sub("", words) == k.words)
    return (
        replace(same, at=c.source.span.start) if same else Known("", words, None, None, False, tokens[at].start, words)
    )


def person(c: Context) -> Known | None:
    """A named person is that person; a surname alone takes the full name given before."""
    near = _starting(c.persons, *c.source.span)
    inside = [m for m in near if c.inside(m.span) and not _names_office(c, m) and not _quoted(c, m)]
    if len({skeleton(_surname(m)) for m in inside}) != 1:
        return None
    name = max((m.name or m.text for m in inside), key=len)
    actor = c.registry.by_name(name)
    if actor:
        return _known(c, actor, name)
    surname = skeleton(name.split()[-1])
    earlier = _last(c, lambda k: k.person and skeleton(k.name.split()[-1]) == surname)
    if earlier:
        return replace(earlier, at=c.source.span.start)
    return Known(f"person:{key(name)}", name, c.party(), _office_near(c), True, c.source.span.start, c.words)


def again(c: Context) -> Known | None:
    """A bare common noun ("the ministry", "ведомство") is the nearest earlier source named by the same noun, or any."""
    generic = _pattern(anaphora(c.lang).generic)
    words = c.words.casefold().split()
    if (
        generic is None
        or not generic.search(words[-1])
        or len(words) > SHORT
        or any(c.inside(p.span) for p in _starting(c.places, *c.source.span))
    ):
        return None
    if c.words[:1].isupper() and c.source.span.start != c.sentence.span.start:
        return None
    stem = words[-1][: max(STEM, len(words[-1]) - 3)]
    same = _last(c, lambda k: any(w.startswith(stem) or w.endswith(words[-1]) for w in k.words.casefold().split()))
    if c.lang == "en":
        return same
    return same or _last(c, lambda k: k.plural == _plural(c) and not _another_office(c, k))


def _another_office(c: Context, known: Known) -> bool:
    """Is the earlier source an office, and this noun the word for another kind of office?"""
    mine = c.institution()
    return mine is not None and known.office is not None and mine.id != known.office


def registered(c: Context) -> Known | None:
    """A name of the registry is that actor, in any script or transliteration."""
    actor = c.registry.by_name(c.words.strip('«»„“”" '))
    return _known(c, actor) if actor else None


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
    return _known(c, actor) if actor else _named(c, outlet(name), name, institution.id)


def described(c: Context) -> Known | None:
    """A short description ("the ministry", "the channel") takes the nearest earlier source that it can mean."""
    short = {i.id for i in c.registry.short_in(c.source.text, c.lang)}
    if not short:
        return None
    party = c.party()
    return _last(c, lambda k: k.office in short and (party is None or k.party == party))


def office(c: Context) -> Known | None:
    """An office is its institution under the party or place that the words name, or the one named before."""
    institution = c.institution()
    if institution is None:
        return None
    if institution.of == "none":
        return _named(c, f"group:{institution.id}", institution.name, institution.id)
    owner = _side(c) if institution.of == "party" else _place(c, institution)
    if owner is None:
        earlier = _last(c, lambda k: k.office == institution.id)
        if earlier:
            return replace(earlier, at=c.source.span.start)
    holder = c.registry.holder(institution.id, owner) if owner else None
    if holder:
        return _known(c, holder)
    made = c.registry.office(institution, owner or "any")
    return Known(made.id, made.name, made.party or c.party(), institution.id, False, c.source.span.start, c.words)


def epithet(c: Context) -> Known | None:
    """An epithet of a side ("the occupiers") takes the side that the text itself called so before."""
    match = _pattern(anaphora(c.lang).epithet)
    if match is None or not match.search(c.source.text.casefold()):
        return None
    side = c.party()
    if side is None:
        earlier = _last(c, lambda k: k.party is not None and bool(match.search(k.words.casefold())))
        side = earlier.party if earlier else None
    actor = c.registry.by_id(side)
    return _known(c, actor) if actor else None


def side(c: Context) -> Known | None:
    """The bare name of a side ("Moscow", "the Ukrainians") is that side."""
    actor = c.registry.by_id(c.party())
    return _known(c, actor) if actor and len(c.words.split()) <= 3 else None


def proper_name(c: Context) -> Known | None:
    """A proper name that nothing else explains is a speaker of its own."""
    found = QUOTED.fullmatch(c.source.text.strip())
    name = found.group(1) if found else c.words
    words = name.split()
    if not words or len(words) > 4 or not all(w[:1].isupper() for w in words):
        return None
    if len(words) == 1 and not found and c.source.span.start == c.sentence.span.start:
        return None  # a capital at the start of a sentence says nothing
    return _named(c, f"name:{key(name)}", name, None)


RULES: tuple[Callable[[Context], Known | None], ...] = (
    pronoun,
    again,
    registered,
    person,
    named_outlet,
    described,
    office,
    epithet,
    side,
    proper_name,
)


def resolve(analysis: Analysis, attributions: Sequence[Attribution], findings: Findings) -> tuple[Attribution, ...]:
    """The same attributions with `source.id` and `source.name` filled where the actor is known; order is kept."""
    before: list[Known] = []
    resolved: dict[tuple[Span, str], Source] = {}
    persons = [m for m in findings.names if m.kind == "person" and not _dated(findings.times, m.span)]
    sources = {(a.source.span, a.source.text): a.source for a in attributions if a.source}
    starts = [s.span.start for s in analysis.sentences]
    for place, source in sorted(sources.items()):
        number = max(0, bisect_right(starts, source.span.start) - 1)
        sentence = analysis.sentences[number]
        lemmas = _lemmas(sentence, source.span)
        context = Context(source, sentence.lang, sentence, analysis.text, lemmas, persons, findings.places, actors(),
                          before, analysis.sentences[max(0, number - NEAR) : number])  # fmt: skip
        rules = RULES[:1] if _anaphoric(context) else RULES
        known = next((k for rule in rules if (k := rule(context))), None)
        if known:
            before.append(_marked(context, known))
            resolved[place] = replace(source, id=known.id or None, name=_shown(context, known))
        elif not _anaphoric(context):
            before.append(
                _marked(context, Known("", context.words, None, None, False, source.span.start, context.words))
            )
    return tuple(
        replace(a, source=resolved.get((a.source.span, a.source.text), a.source)) if a.source else a
        for a in attributions
    )


def _marked(c: Context, known: Known) -> Known:
    """The source with its number and gender; one that stands for an earlier one keeps those of the earlier."""
    if known.words != c.words or known.gender:
        return known
    head = _head(c)
    gender = next((g for g in ("fem", "masc", "neut") if g in head), "")
    return replace(known, plural="pl" in head, gender=gender)


def _shown(c: Context, known: Known) -> str:
    """The name to show: for a word that stands for an office, that office in the report's words."""
    named = known.person and (c.lang != "en" or skeleton(known.name.split()[-1]) in skeleton(known.words))
    same = named or known.words == c.words
    return known.name if same else known.words


def _head(c: Context) -> frozenset[str]:
    """Features of the source's first noun."""
    inside = (t for t in c.sentence.tokens if t.start >= c.source.span.start and t.end <= c.source.span.end)
    return next((t.feats for t in inside if t.pos in ("NOUN", "PROPN")), frozenset())


def _plural(c: Context) -> bool:
    return "pl" in _head(c)


def _agrees(known: Known, feminine: bool) -> bool:
    return known.gender in ("", "fem" if feminine else "masc", "fem" if feminine else "neut")


def _lemmas(sentence: Analysed, span: Span) -> str:
    return " ".join(t.lemma for t in sentence.tokens if t.start >= span.start and t.end <= span.end)


def _starting(found: Sequence[N], start: int, end: int) -> Sequence[N]:
    """Those of the findings, which stand in text order, that start between two places of the text."""
    first = bisect_left(found, start, key=lambda n: n.span.start)
    return found[first : bisect_left(found, end, first, key=lambda n: n.span.start)]


def _dated(times: Sequence[TimeExpression], span: Span) -> bool:
    """Does a time expression stand in a span? They do not overlap each other."""
    first = bisect_right(times, span.start, key=lambda t: t.when.span.end)
    return first < len(times) and times[first].when.span.meets(span)


def _last(c: Context, fits: Callable[[Known], bool]) -> Known | None:
    return next((k for k in reversed(c.before) if fits(k)), None)


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


def _known(c: Context, actor: Actor, said: str = "") -> Known:
    """A registered actor; who holds an office shows under the office's name where the words name no person."""
    names = actor.names.get(c.lang) or actor.names.get("en") or (actor.name,)
    shown = names[0] if actor.institution is None or names_holder(f"{c.words} {said}", actor) else actor.name
    is_person = bool(actor.surname)
    return Known(actor.id, shown, actor.party, actor.institution, is_person, c.source.span.start, c.words)


def _named(c: Context, identity: str, name: str, office_id: str | None) -> Known:
    return Known(identity, name, c.party(), office_id, False, c.source.span.start, c.words)


def _surname(mention: Mention) -> str:
    return (mention.name or mention.text).split()[-1]


def _capitalised(words: str, lang: Lang) -> str:
    """A capitalised name after the common noun ("channel Crimean Wind"), or nothing."""
    found = re.search(r"[\w\-]+\s+((?:[A-ZА-ЯЁЄІЇҐ][\w’'\-]*\s*){1,4})$", words)
    return found.group(1).strip() if found else ""


def _anaphoric(c: Context) -> bool:
    """A pronoun that stands for nobody known stands for nobody: it is no name."""
    words, known = c.words.casefold(), anaphora(c.lang)
    return words in known.person | known.thing | known.many | known.relative


def _names_office(c: Context, mention: Mention) -> bool:
    """Is what was taken for a person the name of an office ("Strategic Communications")?"""
    institution = c.registry.institution_in(mention.text, c.lang)
    return institution is not None and c.registry.by_name(mention.name or mention.text) is None


def _quoted(c: Context, mention: Mention) -> bool:
    """Does the name stand in quotation marks, as an outlet's does?"""
    start = c.source.span.start
    return any(Span(start + q.start(1), start + q.end(1)).covers(mention.span) for q in QUOTED.finditer(c.source.text))


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
    return _named(c, outlet(name), name, institution.id)


def _described_since(c: Context) -> Known | None:
    """A channel that a sentence since the last speaker is about, though it has no name ("the town's news channel")."""
    start = max(c.before[-1].at if c.before else 0, c.source.span.start - INTRODUCED)
    heads = [m.group(1) for m in OPENING.finditer(c.text, start, c.source.span.start)]
    named = (c.registry.institution_in(" ".join(h.split()[:OPENS]), c.lang) for h in heads if not QUOTED.search(h))
    other = next((i for i in named if i is not None and i.kind in {"channel", "media"}), None)
    return _named(c, f"any:{other.id}", other.name, other.id) if other else None


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
    inside = [p.name or p.text for p in _starting(c.places, *c.source.span) if c.inside(p.span)]
    if inside:
        return inside[0]
    named, side = {key(p.name or p.text) for p in c.places}, c.party()
    holders = [a for p in held if key(p) in named and (a := c.registry.holder(institution.id, p))]
    seated = [a for a in holders if side in (None, a.party)]
    if len(seated) == 1:
        return seated[0].jurisdiction[0]
    ahead = [p.name or p.text for p in _starting(c.places, c.sentence.span.start, c.source.span.start)]
    return ahead[-1] if ahead else None


def _office_near(c: Context) -> str | None:
    """The office that stands in apposition to a person, for later short mentions."""
    span, text = c.source.span, c.sentence
    around = " ".join(
        t.text for t in text.tokens if span.start - APPOSITION <= t.start and t.end <= span.end + APPOSITION
    )
    institution = c.registry.institution_in(around, c.lang)
    return institution.id if institution else None
