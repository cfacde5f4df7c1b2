"""`allegedly stamp`: time stamps on the log's checkpoint, by the authorities and the calendars of the settings."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from allegedly.cli.desk import JsonOption, StoreOption

if TYPE_CHECKING:
    from allegedly.model import Anchor, Stamp
    from allegedly.store import Store

EXAMPLES = ("allegedly stamp", "allegedly stamp --json")


def stamp(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Ask every configured authority and calendar for the newest checkpoint, and again for what is still pending."""
    from allegedly.preserve.calendars import anchor
    from allegedly.preserve.keeper import kept_beside
    from allegedly.preserve.stamps import asked
    from allegedly.preserve.stamps import stamp as stamped
    from allegedly.settings import read_settings
    from allegedly.store import Store

    settings = read_settings(store=store)
    if not settings.authorities and not settings.calendars:
        raise typer.BadParameter("no authority is configured: see `authorities` and `calendars` in docs/preserve.md")
    authorities = [asked(one.name, one.url, one.certificate) for one in settings.authorities]
    desk = Store.open(settings.store)
    kept_beside(desk, settings.archive, settings.operator).seal()
    anchors, done = anchor(desk, settings.calendars), stamped(desk, authorities)
    rows = [_of_authority(one) for one in done] + _of_calendars(desk, anchors)
    desk.close()
    if as_json:
        from allegedly.cli.desk import json_lines

        json_lines(rows)
    else:
        for row in rows:
            typer.echo(f"{row['authority']}, checkpoint {row['size']}: {row['shown']}")
        if not rows:
            typer.echo("The newest checkpoint is stamped already by all that are configured.")
    if any(one.state == "pending" for one in done) or any(one.told for one in anchors):
        raise typer.Exit(1)


def _of_authority(one: "Stamp") -> dict[str, object]:
    shown = f"stamped {one.at:%Y-%m-%d %H:%M:%S} UTC" if one.state == "stamped" else f"pending: {one.told}"
    return {
        "authority": one.authority, "size": one.size, "state": one.state, "at": one.at, "told": one.told,
        "shown": shown,
    }  # fmt: skip


def _of_calendars(desk: "Store", anchors: "Sequence[Anchor]") -> list[dict[str, object]]:
    """What came of each calendar: its state is pending, or attested where its proof leads to a block."""
    from allegedly.preserve.calendars import looked_at

    rows: list[dict[str, object]] = []
    for one, seen in looked_at(desk, anchors):
        rows.append(
            {
                "authority": one.calendar, "size": one.size, "state": "pending" if seen.block is None else "attested",
                "at": None, "told": one.told, "block": seen.block, "shown": seen.told,
            }
        )  # fmt: skip
    return rows
