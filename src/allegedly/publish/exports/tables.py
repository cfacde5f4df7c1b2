"""The desk's own tables: incidents, what is claimed in them, by whom, and how it stands. One row never mixes the three
axes (did it happen, who did it, how many), and every figure names the claims that it rests on.
"""

from collections.abc import Iterator

from allegedly.publish.exports.case import Case, Manner
from allegedly.publish.exports.claims import CLAIMS
from allegedly.publish.exports.columns import Row, Table, columns, number
from allegedly.publish.exports.places import of_incident
from allegedly.publish.told import open_conflicts, still_silent


def incident_rows(case: Case, manner: Manner) -> Iterator[Row]:
    """The incident itself."""
    one, a = case.incident, case.assessment
    spot = of_incident(one, manner.exact)
    told = sorted(r.published for r in case.reports if r.published)  # when the desk held it is no date of a report
    resting = tuple(dict.fromkeys(c for r in a.reasons for c in r.claims))
    yield (
        one.id, one.title, one.start, one.end,
        spot.id, spot.name, spot.lat, spot.lon, spot.precision,
        a.occurrence, a.attribution, len(one.reports), len(one.claims),
        sum(o.counts for o in a.origins), a.publishers, open_conflicts(a), len(still_silent(a)),
        told[0] if told else None, told[-1] if told else None, resting, a.as_of,
    )  # fmt: skip


def proposition_rows(case: Case, _manner: Manner) -> Iterator[Row]:
    """What its claims affirm or deny."""
    for p in case.assessment.propositions:
        value = None if p.value is None else str(p.value)
        yield (
            case.incident.id, p.key, p.label, p.event, p.object, value, p.place, p.status, p.credibility,
            p.affirm, p.deny, p.query, p.retract, p.origins, tuple(r.rule for r in p.reasons),
        )  # fmt: skip


def cell_rows(case: Case, _manner: Manner) -> Iterator[Row]:
    """The matrix, one cell a row."""
    for c in case.assessment.matrix.cells:
        yield (
            case.incident.id, c.proposition, c.origin, c.stance, c.hedged, c.by_rule, c.was, c.evidence,
            c.evidence_absent, c.interest, c.figure or None, c.own_act, c.claims,
        )  # fmt: skip


def voice_rows(case: Case, _manner: Manner) -> Iterator[Row]:
    """Its origins."""
    for o in case.assessment.origins:
        letters = tuple(f"{topic or 'any'}: {letter}" for topic, letter in o.letters)
        yield (
            case.incident.id, o.key, o.name, o.kind, o.party, o.counts, o.first, len(o.claims), o.claims, o.carriers,
            letters,
        )  # fmt: skip


def conflict_rows(case: Case, _manner: Manner) -> Iterator[Row]:
    """What cannot both hold as stated."""
    for n, c in enumerate(case.assessment.conflicts, 1):
        yield case.incident.id, n, c.kind, c.explanation, c.settled or None, c.rule, c.a, c.b


def toll_rows(case: Case, _manner: Manner) -> Iterator[Row]:
    """Ranges of reports, each bound with the words it rests on."""
    for t in case.assessment.toll:
        low, high = _figure(case, t.low_claim), _figure(case, t.high_claim)
        yield (
            case.incident.id, t.event, number(t.low), number(t.best), number(t.high), t.about,
            t.low_claim, *low, t.high_claim, *high,
        )  # fmt: skip


def _figure(case: Case, claim: str | None) -> tuple[str | None, str | None, int | None, int | None]:
    """The report, the words and the place of a claim's figure."""
    held = case.claims.get(claim or "")
    if held is None or held.claim.count is None:
        return None, None, None, None
    count = held.claim.count
    return held.report.id, count.text, count.span.start, count.span.end


def silence_rows(case: Case, _manner: Manner) -> Iterator[Row]:
    """Who is said, or seen, to have said nothing."""
    for s in case.assessment.silences:
        yield case.incident.id, s.who, s.name, s.report, s.claim, s.since, s.until, s.ended_by


def report_rows(case: Case, _manner: Manner) -> Iterator[Row]:
    """Its reports, one version each."""
    for r in case.reports:
        held = case.held[r.id]
        yield (
            case.incident.id, r.id, r.source or None, r.title or None, r.url, held.lang,
            r.published, r.published_precision, r.first_seen, r.edited, r.version, r.edits,
            r.forward.source if r.forward else None, r.snapshot or None, r.locator or None, r.text,
        )  # fmt: skip


INCIDENTS = Table(
    "incidents",
    "One incident.",
    columns("""
        incident text id of the incident
        title text a short name for it, made by rule
        start moment from when the happening is placed in time
        end moment until when, not included
        place text id in the gazetteer: geonames:NNN, or the desk's own
        place_name text its name
        lat number degrees north, WGS 84
        lon number degrees east, WGS 84
        place_precision text exact, settlement, district, region or country; nothing finer than settlement by default
        occurrence text did it happen: unassessed, single_origin, corroborated, contested, discounted or withdrawn
        attribution text who did it: none, alleged, self_acknowledged or contested
        reports integer how many reports tell of it
        claims integer how many claims they make about it
        voices integer how many origins count for corroboration
        publishers integer how many publishers have words of their own about it
        conflicts integer how many conflicts stay open
        silent integer how many are said, or seen, to be silent still
        first_told moment when its first report was published
        last_told moment when its newest report was published
        resting_on list claims that its standing rests on
        as_of moment as known at this moment; empty: all that is held
    """),
    incident_rows,
)
PROPOSITIONS = Table(
    "propositions",
    "One proposition of one incident: what several claims affirm or deny, in no language.",
    columns("""
        incident text id of the incident
        proposition text its key, unique in the incident
        label text what it says, in English
        event text kind of happening
        object text what it happened to, or with
        value text a figure, or what else tells it from others
        place text where, as the desk writes it
        status text standing, as an incident's occurrence
        credibility integer information number of the Admiralty code, 1 to 6
        affirm list claims that affirm it
        deny list claims that deny it
        query list claims that ask
        retract list claims that take it back
        origins list voices that take a stand
        rules list rules that gave its standing
    """),
    proposition_rows,
)
CELLS = Table(
    "cells",
    "One voice on one proposition: a cell of the matrix.",
    columns("""
        incident text id of the incident
        proposition text key of the proposition
        origin text key of the voice
        stance text affirm, deny, query, retract or no_comment
        hedged bool its words are hedged
        by_rule bool the stance follows by a rule ("all shot down" denies a hit)
        was list stances that this one replaced, oldest first
        evidence list kinds of evidence shown
        evidence_absent bool said to have offered none
        interest text against, for, neutral or unknown, by the declared table
        figure text its figure as written
        own_act bool its side tells of an act of its own
        claims list its claims, in order of time
    """),
    cell_rows,
)
VOICES = Table(
    "voices",
    "One voice (origin) of one incident.",
    columns("""
        incident text id of the incident
        origin text key of the voice
        name text its name
        kind text official, military, media, channel, witness, person, group, outlet or unknown
        party text whose it is, where the desk knows
        counts bool it counts for corroboration
        first moment when it was first heard
        claim_count integer how many claims are its own
        claims list their ids
        carriers list reports that only repeat it
        letters list reliability that persons set, by kind of happening; empty: nobody judged (F)
    """),
    voice_rows,
)
CONFLICTS = Table(
    "conflicts",
    "Two groups of claims that cannot both hold as stated.",
    columns("""
        incident text id of the incident
        number integer its number in the incident, worst first
        kind text count, polarity, time, place, actor or cause
        explanation text what stands against what
        settled text why it is none any more (update, part of a whole); empty: open
        rule text the rule that found it
        a list claims of one side
        b list claims of the other
    """),
    conflict_rows,
)
TOLLS = Table(
    "tolls",
    "The range of reports for one kind of harm.",
    columns("""
        incident text id of the incident
        event text killed, injured, missing or evacuation
        low number least figure that somebody affirms
        best number figure, where all agree; empty otherwise
        high number greatest figure; empty: open above
        about bool at least one figure is told only roughly
        low_claim text claim of the least figure
        low_report text its report
        low_words text the figure as written
        low_start integer where the words begin, in code points of the report's text
        low_end integer where they end
        high_claim text claim of the greatest figure
        high_report text its report
        high_words text the figure as written
        high_start integer where the words begin
        high_end integer where they end
    """),
    toll_rows,
)
SILENCES = Table(
    "silences",
    "Somebody who is said, or seen, to have said nothing.",
    columns("""
        incident text id of the incident
        who text key of the voice
        name text its name
        report text report that tells of it
        claim text claim that tells of it
        since moment since when
        until moment when it ended; empty: it stands
        ended_by text claim that ended it
    """),
    silence_rows,
)
REPORTS = Table(
    "reports",
    "One report of one incident; a report that tells of several stands in several rows.",
    columns("""
        incident text id of the incident
        report text id of the report
        source text outlet
        title text its headline
        url text its address
        lang text en, ru or uk
        published moment when it says that it was published
        published_precision text minute, part_of_day, day ...
        first_seen moment when this desk first held it
        edited moment when the platform says that it was edited
        version integer number of the version
        edits text id of the report that this version replaces
        forwarded_from text whose post it forwards
        snapshot text SHA-256 of the preserved bytes
        locator text where it stands in them
        text text its words; spans count code points of them
    """),
    report_rows,
)
TABLES = {t.name: t for t in (INCIDENTS, CLAIMS, PROPOSITIONS, CELLS, VOICES, CONFLICTS, TOLLS, SILENCES, REPORTS)}
