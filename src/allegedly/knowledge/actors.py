"""Who speaks: parties, offices, persons and outlets, and the declared table of interest.

An office is an institution of a party or of a place, so one entry ("ministry of defence") serves every country alike.
A wrong or missing name is mended by one line in `actors.toml` or `parties.toml`.
"""

import re
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache

import msgspec

from allegedly.knowledge.identity import key, skeleton
from allegedly.knowledge.load import load
from allegedly.knowledge.wording import standing
from allegedly.model.span import Span
from allegedly.model.vocabulary import LANGS, Event, Interest, Lang, SpeakerKind, Stance

# Phrases that are remembered, of each kind of question.
MEMORY = 1 << 12
ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)

Names = dict[Lang, tuple[str, ...]]


class Party(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A side. `words` are patterns of its names and adjectives; `*` stands for any ending."""

    id: str
    name: str
    words: Names


class Institution(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of office or group. `of` says what completes its identity: its party, its place, or nothing.

    `answerable`: an office that answers for a place, so that harm there is against its interest.
    `short`: words that mean it only after it was named ("the ministry").
    `heads`: words that mean it before the name of a region ("the head of").
    `rulers`: named with a side alone, it is those who rule that side ("the Ukrainian authorities").
    """

    id: str
    name: str
    kind: SpeakerKind
    of: str
    words: Names
    short: Names = {}
    answerable: bool = False
    rulers: bool = False
    heads: Names = {}


class Actor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A particular speaker: a person, an office, an outlet.

    `names` are all its names, the first of each language to show.
    `jurisdiction`: names of the places it answers for. `institution`: the office held.
    """

    id: str
    name: str
    kind: SpeakerKind
    party: str | None = None
    names: Names = {}
    surname: Names = {}
    institution: str | None = None
    jurisdiction: tuple[str, ...] = ()
    note: str = ""


class InterestRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What it means for a speaker in a `relation` to the event to take a stance on it. The same row for every party."""

    relation: str
    events: tuple[Event, ...]
    stance: Stance
    interest: Interest
    reason: str


class PartyFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/parties.toml`."""

    party: tuple[Party, ...]
    interest: tuple[InterestRow, ...]


class ActorFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`knowledge/actors.toml`."""

    institution: tuple[Institution, ...]
    actor: tuple[Actor, ...]


def pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """One expression for many word patterns; `*` is any ending, a space any white space or hyphen."""
    parts = sorted((re.escape(w.casefold()).replace(r"\*", r"\w*").replace(r"\ ", r"[\s\-]+") for w in words), key=len)
    return re.compile(r"(?<!\w)(?:" + "|".join(reversed(parts)) + r")(?!\w)") if parts else None


class Registry:
    """Parties, institutions and actors, ready to be asked. Built once from the knowledge files."""

    def __init__(self, parties: PartyFile, actors: ActorFile, extra: Iterable[Actor] = ()) -> None:
        self.parties = {p.id: p for p in parties.party}
        self.interest = parties.interest
        self.institutions = {i.id: i for i in actors.institution}
        self.actors = {a.id: a for a in (*actors.actor, *extra)}
        # Reports name the same few speakers again and again.
        self.parties_in = lru_cache(MEMORY)(self._parties_in)
        self.institution_in = lru_cache(MEMORY)(self._institution_in)
        self.short_in = lru_cache(MEMORY)(self._short_in)

    def by_id(self, actor: str | None) -> Actor | None:
        """The actor of an id; offices made from an institution (`russia:defence-ministry`) are made again."""
        if actor is None or actor in self.actors:
            return self.actors.get(actor or "")
        if actor in self.parties:
            return Actor(actor, self.parties[actor].name, "official", actor)
        owner, _, office = actor.partition(":")
        institution = self.institutions.get(office)
        return self.office(institution, owner) if institution else None

    def shown(self, actor: str, said: Iterable[str] = ()) -> str | None:
        """The English name of a registered actor; None for all others, whose own words serve.

        Who holds an office shows under the office's name, unless one of the words `said` names the person.
        """
        known = self.actors.get(actor)
        if known is None:
            return None
        by_name = known.institution is None or any(names_holder(words, known) for words in said)
        return (known.names.get("en") or (known.name,))[0] if by_name else known.name

    def office(self, institution: Institution, owner: str) -> Actor:
        """The office of an institution under its owner (a party's id, a place's id or name, or "any")."""
        party = owner if owner in self.parties else None
        place = () if party or owner == "any" else (owner,)
        shown = self.parties[party].name if party else owner
        name = institution.name if owner == "any" else f"{institution.name} ({shown})"
        return Actor(f"{owner}:{institution.id}", name, institution.kind, party, {}, {}, institution.id, place)

    def holder(self, institution: str, place: str) -> Actor | None:
        """The registered actor that holds an office for a place (its name in English)."""
        return self._holders.get((institution, key(place)))

    def seats(self, institution: str) -> tuple[str, ...]:
        """The places (names in English) for which a registered actor holds an office."""
        return tuple(p for a in self.actors.values() if a.institution == institution for p in a.jurisdiction)

    def by_name(self, name: str) -> Actor | None:
        """The actor with this full name, in any script or transliteration; else the only one with this surname."""
        found = self._names.get(key(name))
        if found:
            return self.actors[found]
        last = name.rsplit(maxsplit=1)[-1] if name.strip() else ""
        return self.actors.get(self._surnames.get(skeleton(last), "")) if last[:1].isupper() else None

    def party_in(self, words: str, lang: Lang) -> str | None:
        """The party that the words name; None if they name none, or more than one."""
        found = self.parties_in(words, lang)
        return next(iter(found)) if len(found) == 1 else None

    def _parties_in(self, words: str, lang: Lang) -> frozenset[str]:
        """All parties that the words name."""
        lowered = words.casefold()
        if not self._any_party[lang].search(lowered):
            return frozenset()
        return frozenset(party for party, match in self._party_patterns[lang] if match.search(lowered))

    def sides_in(self, words: str, lang: Lang) -> list[tuple[str, Span]]:
        """Where the words name a party, in no order."""
        lowered = words.casefold()
        if not self._any_party[lang].search(lowered):
            return []
        return [
            (party, Span(*m.span())) for party, match in self._party_patterns[lang] for m in match.finditer(lowered)
        ]

    def _institution_in(self, words: str, lang: Lang) -> Institution | None:
        """The institution whose name in the words is longest."""
        lowered = words.casefold()
        if not self._any_institution[lang].search(lowered):
            return None
        hits = [(m, i) for i, p in self._institution_patterns[lang] if (m := p.search(lowered))]
        return max(hits, key=lambda hit: (len(hit[0].group()), -hit[0].start()))[1] if hits else None

    def head_in(self, words: str, lang: Lang) -> tuple[Institution, int] | None:
        """The institution whose head the words open with, and where its word ends ("the head of" a region)."""
        found = ((i, p.match(ARTICLE.sub("", words.casefold()))) for i, p in self._head_patterns[lang])
        lost = len(words) - len(ARTICLE.sub("", words))
        return next(((i, lost + m.end()) for i, m in found if m), None)

    def _short_in(self, words: str, lang: Lang) -> tuple[Institution, ...]:
        """The institutions that the words may mean once one of them was named ("the ministry")."""
        lowered = words.casefold()
        if not self._any_short[lang].search(lowered):
            return ()
        return tuple(i for i, p in self._short_patterns[lang] if p.search(lowered))

    @cached_property
    def _names(self) -> dict[str, str]:
        return {key(n): a.id for a in self.actors.values() for names in (*a.names.values(), (a.name,)) for n in names}

    @cached_property
    def _holders(self) -> dict[tuple[str, str], Actor]:
        held = [(a.institution, key(p), a) for a in self.actors.values() for p in a.jurisdiction if a.institution]
        return {(office, place): actor for office, place, actor in held}

    @cached_property
    def _surnames(self) -> dict[str, str]:
        """Surnames that one actor alone bears."""
        found: dict[str, set[str]] = {}
        for actor in self.actors.values():
            for name in (n for names in actor.surname.values() for n in names):
                found.setdefault(skeleton(name), set()).add(actor.id)
        return {k: next(iter(ids)) for k, ids in found.items() if len(ids) == 1}

    # Most words name none: one look at all patterns together tells.
    @cached_property
    def _any_party(self) -> dict[Lang, re.Pattern[str]]:
        return {lang: standing(w for p in self.parties.values() for w in p.words.get(lang, ())) for lang in LANGS}

    @cached_property
    def _any_institution(self) -> dict[Lang, re.Pattern[str]]:
        return {lang: standing(w for i in self.institutions.values() for w in i.words.get(lang, ())) for lang in LANGS}

    @cached_property
    def _any_short(self) -> dict[Lang, re.Pattern[str]]:
        return {lang: standing(w for i in self.institutions.values() for w in i.short.get(lang, ())) for lang in LANGS}

    @cached_property
    def _party_patterns(self) -> dict[Lang, list[tuple[str, re.Pattern[str]]]]:
        return {
            lang: [(p.id, m) for p in self.parties.values() if (m := pattern(p.words.get(lang, ())))] for lang in LANGS
        }

    @cached_property
    def _institution_patterns(self) -> dict[Lang, list[tuple[Institution, re.Pattern[str]]]]:
        known = self.institutions.values()
        return {lang: [(i, m) for i in known if (m := pattern(i.words.get(lang, ())))] for lang in LANGS}

    @cached_property
    def _short_patterns(self) -> dict[Lang, list[tuple[Institution, re.Pattern[str]]]]:
        known = self.institutions.values()
        return {lang: [(i, m) for i in known if (m := pattern(i.short.get(lang, ())))] for lang in LANGS}

    @cached_property
    def _head_patterns(self) -> dict[Lang, list[tuple[Institution, re.Pattern[str]]]]:
        known = self.institutions.values()
        return {lang: [(i, m) for i in known if (m := pattern(i.heads.get(lang, ())))] for lang in LANGS}


def names_holder(words: str, holder: Actor) -> bool:
    """Do the words hold the surname of who holds an office, in any script?"""
    surnames = {skeleton(n.split()[-1]) for names in holder.names.values() for n in names}
    return any(skeleton(w) in surnames for w in words.split())


@cache
def actors() -> Registry:
    """The registry of the package's own knowledge files."""
    return Registry(load("parties.toml", PartyFile), load("actors.toml", ActorFile))
