"""Promise 12, from end to end: silence rests on the looks that were kept."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from allegedly import pipeline
from allegedly.collect.sources import Sources
from allegedly.desk.stored import StoredDesk
from allegedly.model import Attempt, Cursor, Watch, Watched
from allegedly.model.intake import Outcome
from allegedly.store import Store
from allegedly.watch.stretches import stretches

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PACK = Path(__file__).parents[2] / "samples" / "crimea-2024-01-04" / "reports.jsonl"


def looked(desk: Store, name: str, *outcomes: Outcome) -> None:
    """Looks ten minutes apart, from noon on."""
    for n, outcome in enumerate(outcomes):
        attempt = Attempt(name, "u", NOON + timedelta(minutes=10 * n), outcome)
        desk.intake().looked(attempt, Cursor(name))


def test_stretches_are_those_between_answers(desk: Store) -> None:
    looked(desk, "g", "new", "same", "refused", "same", "same")
    looked(desk, "other", "new", "same")
    found = stretches(desk, lambda: Sources((Watched("g", "u", "feed", outlet="The Gazette"),)))(NOON)
    minutes = [(w.source, (w.start - NOON).seconds // 60, (w.end - NOON).seconds // 60) for w in found]
    assert minutes == [("The Gazette", 0, 10), ("The Gazette", 30, 40)]


def test_an_office_whose_channel_was_watched_in_health_is_silent_and_otherwise_unheard(desk: Store) -> None:
    pipeline.add([str(PACK)], desk)
    plain = StoredDesk(desk.view())
    incident = plain.incident("largest")
    unheard = [one for one in plain.assess(incident).expected if one.state == "unheard"]
    assert unheard
    ever = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
    watching = StoredDesk(desk.view(), lambda since: [Watch(unheard[0].who, *ever)])
    states = {one.who: one.state for one in watching.assess(incident).expected}
    assert states[unheard[0].who] == "silent"
    ill = StoredDesk(desk.view(), lambda since: [Watch(unheard[0].who, *ever, healthy=False)])
    assert {one.state for one in ill.assess(incident).expected} == {
        one.state for one in plain.assess(incident).expected
    }
