"""How a source does, from its looks alone: a refusal is no empty list, and a quiet source is no broken one. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise, takewhile
from statistics import median

from allegedly.model import Attempt, Standing, Watched
from allegedly.model.intake import ANSWERED, Outcome, State

STUCK = 3  # failures in a row from which a source counts as failing
PATIENCE = 4  # times its usual gap between two news that a source may be silent before it is called quiet
LEAST_QUIET = timedelta(hours=6)
MEND: dict[Outcome, str] = {
    "refused": "Open the address in a browser; ask the outlet for its feed's address, or take its Telegram channel.",
    "gone": "The address has moved: find it anew with `allegedly sources add` and the outlet's front page.",
    "limited": "Raise its `every` in the sources.",
    "broken": "The host has a fault; it is tried again by itself.",
    "unreachable": "Check the address and this machine's network; it is tried again by itself.",
    "unreadable": "What comes is not what the source is registered as: look at it, and correct its kind.",
    "barred": "Our own rules keep from it; the reason says which.",
    "empty": "The list holds no item: open it in a browser; its address may have changed.",
}


def standing(one: Watched, attempts: Sequence[Attempt], now: datetime) -> Standing:
    """The state of a source, from its looks in order of time."""
    last = attempts[-1] if attempts else None
    answered = [a for a in attempts if a.outcome in ANSWERED]
    fresh = [a.at for a in attempts if a.outcome == "new"]
    failures = len(list(takewhile(lambda a: a.outcome not in ANSWERED, reversed(attempts))))
    state, since, words = _state(one, attempts, fresh, failures, now)
    mend = MEND.get(last.outcome, "") if last and state in {"failing", "blocked"} else ""
    if mend and one.kind == "folder":
        mend = "Make the folder, or correct its path in the sources."
    if state == "quiet" and last and last.outcome == "empty":
        mend = MEND["empty"]
    return Standing(
        one.name,
        state,
        since,
        answered[-1].at if answered else None,
        fresh[-1] if fresh else None,
        failures,
        words,
        mend,
    )


def _state(
    one: Watched, attempts: Sequence[Attempt], fresh: Sequence[datetime], failures: int, now: datetime
) -> tuple[State, datetime | None, str]:
    if not one.enabled:
        return "off", None, "not watched"
    if not attempts:
        return "new", None, "not looked at yet"
    last = attempts[-1]
    if failures:
        since = attempts[-failures].at
        if failures == len(attempts) and last.outcome not in {"refused", "barred"}:
            return "failing", since, f"never answered: {last.reason}"
        times = "once" if failures == 1 else f"{failures} times in a row"
        state: State = "blocked" if last.outcome in {"refused", "barred"} else "failing"
        if failures < STUCK and state == "failing":
            return "healthy", since, f"answered before, failed {times}: {last.reason}"
        return state, since, f"failed {times}: {last.reason}"
    if last.outcome == "empty":
        return "quiet", last.at, "answers, but its list is empty"
    if fresh and now - fresh[-1] > (allowed := silence(fresh)):
        return "quiet", fresh[-1] + allowed, f"answers, but nothing new since {fresh[-1]:%Y-%m-%d %H:%M} UTC"
    return "healthy", attempts[0].at, "answers"


def silence(fresh: Sequence[datetime]) -> timedelta:
    """How long a source may bring nothing before it is called quiet: some times the usual gap between its news."""
    gaps = [(b - a).total_seconds() for a, b in pairwise(fresh)]
    usual = timedelta(seconds=median(gaps)) if gaps else timedelta(days=1)
    return max(PATIENCE * usual, LEAST_QUIET)


def healthy(attempts: Sequence[Attempt], every: int) -> list[tuple[datetime, datetime]]:
    """The stretches of time in which a source's news would have been seen: between answers that lie close together.

    Two answers bound a stretch where no failure lies between them and they are at most three pauses apart (a look may
    be late). What was published inside is seen, if the source listed it; outside, silence means nothing.
    """
    spans: list[tuple[datetime, datetime]] = []
    reach = timedelta(seconds=3 * every)
    for before, after in pairwise(attempts):
        if before.outcome in ANSWERED and after.outcome in ANSWERED and after.at - before.at <= reach:
            if spans and spans[-1][1] == before.at:
                spans[-1] = (spans[-1][0], after.at)
            else:
                spans.append((before.at, after.at))
    return spans
