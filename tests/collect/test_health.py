from datetime import UTC, datetime, timedelta

import pytest

from allegedly.collect.health import healthy, standing
from allegedly.model import Attempt, Watched
from allegedly.model.intake import Outcome

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ONE = Watched("g", "https://g.example/feed", "feed", every=600)


def looks(*outcomes: Outcome, pause: int = 10) -> list[Attempt]:
    """Looks ten minutes apart, the last one now."""
    last = len(outcomes) - 1
    return [
        Attempt("g", ONE.url, NOW - timedelta(minutes=pause * (last - n)), one, reason=f"why {one}")
        for n, one in enumerate(outcomes)
    ]


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        ((), "new"),
        (("new", "same", "same"), "healthy"),
        (("new", "broken", "same"), "healthy"),
        (("new", "broken"), "healthy"),
        (("new", "broken", "unreachable", "broken"), "failing"),
        (("new", "gone", "gone", "gone"), "failing"),
        (("gone",), "failing"),
        (("refused",), "blocked"),
        (("new", "refused"), "blocked"),
        (("new", "same", "barred"), "blocked"),
        (("new", "empty"), "quiet"),
    ],
)
def test_states_are_told_apart(outcomes: tuple[Outcome, ...], state: str) -> None:
    assert standing(ONE, looks(*outcomes), NOW).state == state


def test_a_refusal_is_no_quiet_source_and_says_how_to_mend_it() -> None:
    refused = standing(ONE, looks("new", "refused", "refused"), NOW)
    assert refused.state == "blocked"
    assert refused.failures == 2
    assert "why refused" in refused.words
    assert refused.mend
    quiet = standing(ONE, [*looks("new", "same")[:1], *looks("same")], NOW + timedelta(days=9))
    assert quiet.state == "quiet"
    assert quiet.failures == 0


def test_a_source_that_is_rarely_new_is_patiently_waited_for() -> None:
    weekly = [Attempt("g", ONE.url, NOW - timedelta(days=7 * n), "new") for n in range(5, 0, -1)]
    assert standing(ONE, weekly, NOW).state == "healthy"
    hourly = [Attempt("g", ONE.url, NOW - timedelta(days=7, hours=n), "new") for n in range(5, 0, -1)]
    assert standing(ONE, [*hourly, *looks("same")], NOW).state == "quiet"


def test_a_source_that_is_switched_off_is_off() -> None:
    off = Watched("g", ONE.url, "feed", enabled=False)
    assert standing(off, looks("broken", "broken", "broken"), NOW).state == "off"


def test_healthy_stretches_lie_between_answers_that_are_close() -> None:
    found = healthy(looks("new", "same", "broken", "same", "same", "same"), 600)
    assert [(NOW - a, NOW - b) for a, b in found] == [
        (timedelta(minutes=50), timedelta(minutes=40)),
        (timedelta(minutes=20), timedelta(0)),
    ]


def test_a_gap_in_looking_is_no_healthy_stretch() -> None:
    assert healthy(looks("same", "same", pause=31), 600) == []
    assert len(healthy(looks("same", "same", pause=29), 600)) == 1
    assert healthy([], 600) == []
