"""The table of claims: one row a claim, with the exact place of its words."""

from collections.abc import Iterator

from allegedly.model import Span
from allegedly.publish.exports.case import Case, Manner
from allegedly.publish.exports.columns import Row, Table, Value, columns, number
from allegedly.publish.exports.places import of_place
from allegedly.publish.told import Told


def claim_rows(case: Case, manner: Manner) -> Iterator[Row]:
    """The incident's claims, in order of telling."""
    origins = {c: o.key for o in case.assessment.origins for c in o.claims}
    for told in case.claims.values():
        yield (case.incident.id, *_said(told), *_voiced(told, origins), *_happened(told, manner), told.claim.rule)


def _said(told: Told) -> Row:
    c, r = told.claim, told.report
    return c.id, r.id, r.source or None, r.lang, told.at, c.text, c.span.start, c.span.end, c.attribution


def _voiced(told: Told, origins: dict[str, str]) -> Row:
    c, by = told.claim, told.claim.speaker
    return (
        origins.get(c.id), *((by.text, *_ends(by.span), by.id, by.name, by.kind, by.party) if by else (None,) * 7),
        tuple(v.text for v in c.via), c.cue.text if c.cue else None, c.stance, c.factuality,
        tuple(h.text for h in c.hedges), c.basis, c.interest,
        tuple(e.kind for e in c.evidence), tuple(e.text for e in c.evidence),
    )  # fmt: skip


def _happened(told: Told, manner: Manner) -> Row:
    c, n, w = told.claim, told.claim.count, told.claim.when
    spots = [of_place(p, manner.exact) for p in c.places]
    first = spots[0] if spots else None
    return (
        c.event, c.object, c.kind, c.actor, c.cause,
        *((number(n.low), number(n.best), number(n.high), n.text, *_ends(n.span)) if n else (None,) * 6),
        *((first.id, first.name, first.lat, first.lon, first.precision) if first else (None,) * 5),
        tuple(s.id or "" for s in spots),
        *((w.start, w.end, w.precision, w.text, *_ends(w.span)) if w else (None,) * 6),
    )  # fmt: skip


def _ends(span: Span | None) -> tuple[Value, Value]:
    return (span.start, span.end) if span else (None, None)


CLAIMS = Table(
    "claims",
    "One claim of one incident: one happening, stated in one report by one speaker.",
    columns("""
        incident text id of the incident
        claim text id of the claim
        report text id of the report
        source text outlet
        lang text language of the report
        told moment when the report was published, else when the desk first held it
        text text the words that state it, without speaker and cue
        span_start integer where they begin, in Unicode code points of the report's text
        span_end integer where they end, not included
        attribution text attribution that it stands in
        origin text key of the voice that it is counted for
        speaker text words for who speaks; empty: the report in its own voice
        speaker_start integer where they begin; empty where the platform names the speaker
        speaker_end integer where they end
        speaker_id text the resolved actor
        speaker_name text its name
        speaker_kind text official, military, media, channel, witness, person, group, outlet or unknown
        speaker_party text whose it is, where the desk knows
        via list who passed it on, nearest to the report first
        cue text the words that attribute it
        stance text affirm, deny, query, retract or no_comment
        factuality text asserted, hypothetical, future or historical
        hedges list the words that weaken it
        basis text how the speaker knows: witness, own_act, document, media, hearsay or unstated
        interest text against, for, neutral or unknown, by the declared table
        evidence list kinds of evidence shown
        evidence_words list their words
        event text kind of happening
        object text what it happened to, or with
        object_kind text kind of thing
        actor text words for who did it
        cause text words for what caused it
        count_low number least of the figure; empty: open
        count_best number the figure
        count_high number most of it; empty: open
        count_words text the figure as written
        count_start integer where the words begin
        count_end integer where they end
        place text id of the first place; nothing finer than a settlement by default
        place_name text its name
        lat number degrees north, WGS 84
        lon number degrees east, WGS 84
        place_precision text exact, settlement, district, region or country
        places list ids of all its places
        when_start moment from when
        when_end moment until when, not included
        when_precision text minute, part_of_day, day, part_of_month, month or year
        when_words text the time as written
        when_start_at integer where the words begin
        when_end_at integer where they end
        rule text the rule that found it
    """),
    claim_rows,
)
