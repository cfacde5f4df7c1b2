"""The desk over a store: what pages, terminal and brief read."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from allegedly import pipeline
from allegedly.assess import assess
from allegedly.desk.stored import StoredDesk
from allegedly.publish.desk import Desk
from allegedly.stages import Choice
from allegedly.store import Match, Store

PACKS = Path(__file__).parents[2] / "samples"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> StoredDesk:
    """The sample pack about a plant, read by the rules themselves."""
    store = Store.open(tmp_path_factory.mktemp("desk") / "desk.db", create=True)
    pipeline.add([str(PACKS / "plant-explosion" / "reports.jsonl")], store, Choice(jobs=1))
    return StoredDesk(store.view())


def test_it_keeps_the_promise_to_publish(desk: StoredDesk) -> None:
    held: Desk = desk
    reports = {r for incident, _ in held.incidents() for r in incident.reports}
    assert held.tally()["reports"] >= len(held.extractions(reports)) == len(reports) > 0


def test_assessment_recomputes_to_the_same_from_what_is_held(desk: StoredDesk) -> None:
    rows = desk.incidents()
    assert rows
    for incident, stored in rows:
        assert assess(incident, desk.extractions(incident.reports)) == stored == desk.assess(incident)


def test_as_of_knows_only_what_had_been_published(desk: StoredDesk) -> None:
    incident = desk.incident("largest")
    extractions = desk.extractions(incident.reports)
    dates = sorted(e.report.published for e in extractions.values() if e.report.published)
    then = desk.assess(incident, dates[0])
    known = {
        c.id for e in extractions.values() if e.report.published and e.report.published <= dates[0] for c in e.claims
    }
    assert {c for o in then.origins for c in o.claims} <= known
    assert then != desk.assess(incident)
    assert not desk.assess(incident, datetime(2000, 1, 1, tzinfo=UTC)).origins


def test_every_report_of_an_incident_leads_back_to_it(desk: StoredDesk) -> None:
    for incident, _ in desk.found(Match()):
        for report in incident.reports:
            assert incident.id in {i.id for i in desk.of_report(report)}
