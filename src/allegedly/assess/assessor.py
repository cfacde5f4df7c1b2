"""The assessment of one incident, computed from its claims and what persons decided: no verdict, no language model."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from allegedly.assess.aligned import aligned
from allegedly.assess.axes import attribution, occurrence
from allegedly.assess.conflicts import conflicts
from allegedly.assess.expected import expected
from allegedly.assess.folds import worst_first
from allegedly.assess.judged import discounted, heard_by_persons, in_force, with_letters
from allegedly.assess.known import known
from allegedly.assess.matrix import Stand, evidence_absent, matrix, stands
from allegedly.assess.merging import voices
from allegedly.assess.origins import origins, publishers
from allegedly.assess.places import places
from allegedly.assess.propositions import Row, Setting, rows
from allegedly.assess.related import related
from allegedly.assess.scene import Scene
from allegedly.assess.silences import silences
from allegedly.assess.standing import Case, credibility, status
from allegedly.assess.tolls import tolls
from allegedly.assess.updates import replaced
from allegedly.knowledge.linking import linking
from allegedly.model import Assessment, Extraction, Incident, Judgement, Proposition, Watch
from allegedly.model.vocabulary import KnownBy

Table = Sequence[tuple[Row, tuple[Stand, ...]]]


def assess(
    incident: Incident,
    extractions: Mapping[str, Extraction],
    as_of: datetime | None = None,
    judgements: Sequence[Judgement] = (),
    known_by: KnownBy = "published",
    watched: Sequence[Watch] = (),
) -> Assessment:
    """What `incident` rests on, as known at `as_of`. `extractions` by report id; only the incident's are read.

    `judgements` are what people decided, about other incidents too; `watched` when sources were watched in health.
    """
    rules, decided = linking(), in_force(judgements)
    stated = known(incident, extractions, as_of, known_by)
    heard = heard_by_persons(stated, voices(stated, incident.copies), decided)
    where = places(stated, rules, heard)
    taken = replaced(stated, heard, where, rules, incident.copies)
    setting = Setting(heard, where, rules, frozenset(taken))
    table = [(row, stands(row, heard)) for row in rows(stated, setting)]
    scene = Scene(stated, heard, where, table, rules, incident.copies, taken)
    beside = related(table, where, rules)
    found = tuple(_proposition(row, standing, n) for (row, standing), n in zip(table, beside, strict=True))
    sources = with_letters(origins(stated, heard), decided)
    happened, because = discounted(incident, decided) or occurrence(found, stated)
    by_whom, reasons = attribution(stated, heard)
    return Assessment(
        incident.id,
        as_of,
        happened,
        by_whom,
        tolls(stated, heard),
        sources,
        found,
        worst_first((*conflicts(scene), *aligned(stated, extractions, rules)), heard),
        silences(stated, heard, where, rules),
        matrix(table, sources, evidence_absent(stated, heard)),
        (because, *reasons),
        known_by,
        expected(incident, stated, heard, watched, as_of),
        publishers(stated, incident.copies),
    )


def _proposition(row: Row, standing: tuple[Stand, ...], beside: int) -> Proposition:
    case = Case(standing, beside)
    state, why = status(case)
    grade, because = credibility(case)
    return Proposition(
        row.topic.key,
        row.topic.event,
        row.topic.kind,
        row.topic.value,
        row.topic.place,
        _claims(standing, "affirm"),
        _claims(standing, "deny"),
        _claims(standing, "query"),
        _claims(standing, "retract"),
        tuple(s.voice.key for s in standing if s.affirms or s.speaks_against),
        state,
        grade,
        _label(row),
        (why, because),
    )


def _claims(standing: Sequence[Stand], stance: str) -> tuple[str, ...]:
    return tuple(sorted(s.claim.id for one in standing for s in one.claims if one.stance(s) == stance))


def _label(row: Row) -> str:
    """A short name in no language but the vocabulary's: event, value, kind, what else it is about, place."""
    kind = row.topic.kind if row.topic.kind not in (None, "person") else None
    return " · ".join(filter(None, (row.topic.event, row.topic.value, kind, row.topic.about, row.name)))
