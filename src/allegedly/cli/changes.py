"""`allegedly changes`: what became different in an incident since a moment."""

from typing import Annotated

import typer

from allegedly.cli.desk import (
    JsonOption,
    KnownByOption,
    StoreOption,
    ZoneOption,
    absent,
    clock,
    console,
    json_lines,
    known_by,
    moment,
    opened,
)

EXAMPLES = (
    "allegedly changes largest --since 2024-01-04T18:00 --zone Europe/Kyiv",
    "allegedly changes 3f2a --since 2024-01-04 --until 2024-01-05 --json",
)


def changes(
    incident: Annotated[str, typer.Argument(help='Id of the incident or the start of it; "largest".')],
    since: Annotated[str, typer.Option(help="After this day or time.", show_default=False)],
    until: Annotated[str | None, typer.Option(help="Up to this day or time.", show_default=False)] = None,
    by_clock: KnownByOption = "published",
    store: StoreOption = None,
    zone: ZoneOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what changed in an incident: grades, tolls, conflicts, stances, voices, silences."""
    from allegedly.publish.changes import changed, moves
    from allegedly.publish.told import told

    desk, by = opened(store), clock(zone)
    try:
        found = desk.incident(incident)
    except KeyError as error:
        raise absent(error) from error
    after, end = moment(since, by, "--since"), moment(until, by, "--until")
    if after is None:
        raise typer.BadParameter("name a day or time, such as 2024-01-04T18:00", param_hint="--since")
    by_which = known_by(by_clock)
    rows = desk.changes(found, after, end, by_which)
    if as_json:
        json_lines(rows)
    elif not rows:
        typer.echo("Nothing changed in this time.")
    else:
        now, claims = desk.assess(found, end, by_which), told(found, desk.extractions(found.reports))
        changed(moves(rows, now, claims, after, by_which), now, console(), by)
