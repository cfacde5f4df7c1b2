"""Propositions, incidents, tolls and voices in words, from what is held of them in no language; in three languages."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime

from babel.dates import format_date

from allegedly.knowledge.linking import linking
from allegedly.knowledge.phrases import phrases
from allegedly.model import Assessment, Incident, Origin, Proposition, Toll
from allegedly.model.glance import FOLLOWING, Glance
from allegedly.model.vocabulary import Lang
from allegedly.publish.excerpt import heading
from allegedly.publish.told import Told, exact
from allegedly.publish.tongue import _, later, n_, quoted, spoken
from allegedly.publish.toponyms import own_place, place_called

KINDS: Mapping[str, str] = {
    "official": later("office"),
    "military": later("military office"),
    "media": later("media"),
    "channel": later("channel"),
    "witness": later("witnesses"),
    "person": later("person"),
    "group": later("group"),
    "outlet": later("outlet"),
    "unknown": later("kind not known"),
}
PRECISIONS: Mapping[str, str] = {
    "exact": later("exact place"),
    "settlement": later("settlement"),
    "district": later("district"),
    "region": later("region"),
    "country": later("country"),
}
NAMELESS: Mapping[str, str] = {}
UNTOLD: Mapping[str, Told] = {}
WORDS = 60  # code points of a claim's words, where they name a proposition
TITLED = re.compile(r"(?P<head>[^:]+?)(?:: (?P<place>.+?))?(?:, (?P<day>\d{1,2} [A-Z][a-z]+ \d{4}))?$")


def label(p: Proposition, places: Mapping[str, str], lang: Lang = "en", claims: Mapping[str, Told] = UNTOLD) -> str:
    """A proposition's words in a language; `places` are names by id. What has no word stays as it is.

    What no event of the vocabulary tells of is called by the words of its first claim, of those in that language.
    """
    words = phrases(lang)
    event = words.events.get(p.event or "other", words.events["other"])
    thing = words.things.get(p.object or "", p.object or "")
    place = places.get(p.place or "", p.place or "")
    about = ", ".join(x for x in (thing, str(p.value or ""), place, _own_words(p, lang, claims)) if x)
    text = f"{event}: {about}" if about else event
    return text[:1].upper() + text[1:]


def _own_words(p: Proposition, lang: Lang, claims: Mapping[str, Told]) -> str:
    if p.event != "other":
        return ""
    said = [claims[c] for c in (*p.affirm, *p.deny, *p.query, *p.retract) if c in claims]
    own = [t for t in said if t.report.lang == lang] or said
    first = min(own, key=lambda t: (t.at is None, t.at and t.at.timestamp(), t.claim.id), default=None)
    return quoted(heading("", exact(first), WORDS), lang) if first else ""


def titled(incident: Incident | Glance, lang: Lang, places: Mapping[str, str] = NAMELESS) -> str:
    """An incident's title in a language; `places` are names in it by id, if they are known.

    Titles of happenings, place and day, where one is known, are told anew; others stay as they are.
    """
    known = places.get(incident.place or "") or own_place(incident.place, lang)
    return retitled(incident.title, lang, {incident.place_name or "": known or incident.place_name or ""})


def retitled(title: str, lang: Lang, places: Mapping[str, str] = NAMELESS) -> str:
    """A title alone in a language; `places` are names in it by the name in the title, else the gazetteer's."""
    found = TITLED.match(title) if lang != "en" else None
    if found is None:
        return title
    place = places.get(found["place"]) or place_called(found["place"], lang) if found["place"] else ""
    if found["day"] is None and not place:
        return title
    events = {word: event for event, word in linking().title.items()}
    told = [events.get(word.strip().lower()) for word in found["head"].split(", ")]
    words = phrases(lang).events
    if not all(event in words for event in told):
        return title
    head = ", ".join(words[str(event)] for event in told)
    day = f", {_day(found['day'], lang)}" if found["day"] else ""
    where = place or found["place"]
    return head[:1].upper() + head[1:] + (f": {where}" if where else "") + day


def _day(english: str, lang: Lang) -> str:
    """`4 January 2024` in another language. Months have one English name, so no clock is asked."""
    return format_date(datetime.strptime(english, "%d %B %Y").date(), "d MMMM y", locale=lang)


def sides(one: Glance) -> str:
    """How the voices of a list's line stand: on a side of anything where something is contested, else why none meet."""
    if one.occurrence == "contested":
        affirm = n_("{n} voice affirms something", "{n} voices affirm something", one.affirm).format(n=one.affirm)
        deny = n_("{n} denies something", "{n} deny something", one.deny).format(n=one.deny)
        return ", ".join(said for said, n in ((affirm, one.affirm), (deny, one.deny)) if n)
    if one.occurrence == "single_origin" and one.voices > 1:
        return _("no two tell the same")
    return uncounted(one.events, one.voices)


def uncounted(events: Collection[str], voices: int) -> str:
    """Why no voice counts as an independent one; empty where one does."""
    if voices:
        return ""
    if not events:
        return _("nobody states a happening")
    if all(event in FOLLOWING for event in events):
        return _("an alert, a closure or help alone shows no happening")
    return _("only its publisher tells of it, or somebody unnamed")


def kind_word(origin: Origin) -> str:
    """What a voice is, in the language that is spoken."""
    return _(KINDS.get(origin.kind, KINDS["unknown"]))


def precision_word(precision: str) -> str:
    """How exactly a place is known, in the language that is spoken."""
    return _(PRECISIONS.get(precision, precision))


def harm(event: str) -> str:
    """A kind of harm in the language that is spoken; English has the vocabulary's own word."""
    return event if spoken() == "en" else phrases(spoken()).events.get(event, event)


def bounds(t: Toll) -> str:
    """A range of reports: `2`, `2 to 5`, `2+` where the upper end is open."""
    if t.low == t.high:
        return str(t.low)
    low = str(t.low) if t.low is not None else "0"
    return _("{low} to {high}").format(low=low, high=t.high) if t.high is not None else f"{low}+"


def toll_line(assessed: Assessment | Glance) -> str:
    """The toll in one line for a heading: ranges, or that no figure is given."""
    return " · ".join(toll_figures(assessed)) or _("No figure given")


def toll_figures(assessed: Assessment | Glance) -> list[str]:
    """Each kind of harm with its range; none where no figure is given."""
    return [_figure(t) for t in assessed.toll if (t.low, t.high) != (None, None)]


def _figure(t: Toll) -> str:
    about = _("about {figure}") if t.about else "{figure}"
    name = harm(t.event)
    return _("{harm} {figure}").format(harm=name[:1].upper() + name[1:], figure=about.format(figure=bounds(t)))
