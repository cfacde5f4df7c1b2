"""`allegedly verify`: is everything still what it was? A desk, a bundle, a WACZ, or one item."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allegedly.cli.desk import JsonOption, StoreOption, json_lines

if TYPE_CHECKING:
    from allegedly.model import Custody, Stamped
    from allegedly.preserve.archive import Archive
    from allegedly.store import Store

INCLUSION = {
    "proven": "in checkpoint {} and all later ones",
    "waiting": "no checkpoint yet",
    "failed": "in no checkpoint that holds",
}
EXAMPLES = (
    "allegedly verify",
    "allegedly verify --checkpoint kept-elsewhere.txt",
    "allegedly verify case.zip --key desk.pub",
    "allegedly verify --item r17",
)


def verify(
    file: Annotated[
        Path | None, typer.Argument(help="A bundle or WACZ; a desk's file; nothing: the desk.", show_default=False)
    ] = None,
    checkpoint: Annotated[
        Path | None, typer.Option(help="A checkpoint that was kept elsewhere.", show_default=False)
    ] = None,
    key: Annotated[
        str, typer.Option(help="The desk's public key, or a file with it: from the desk itself.", show_default=False)
    ] = "",
    item: Annotated[
        str, typer.Option(help="Custody of one item: a report's id or a SHA-256.", show_default=False)
    ] = "",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check what is preserved: bytes, log, checkpoints, stamps, words. Names each item that is wrong."""
    from allegedly.preserve.archive import Archive
    from allegedly.preserve.audit import audit
    from allegedly.preserve.opened import check_file, given_checkpoint, given_key, is_zip
    from allegedly.settings import read_settings
    from allegedly.store import Store

    given, public = given_checkpoint(checkpoint), given_key(key)
    if file and is_zip(file):
        if item:
            raise typer.BadParameter("--item is for a desk; of a bundle or a WACZ, every item is checked")
        done = check_file(file, public, given)
    else:
        settings = read_settings(store=file or store)
        desk = Store.open(settings.store)
        archive = Archive.of(settings.store, settings.archive)
        if item:
            _item(desk, archive, item, as_json)
            return
        done = audit(desk, archive, given, public)
        desk.close()
    if as_json:
        json_lines([done])
    else:
        for fault in done.faults:
            typer.echo(f"WRONG  {fault.item}: {fault.what}")
        for note in done.notes:
            typer.echo(f"note   {note}")
        counts = [f"{count:,} {kind}" for kind, count in done.checked.items()]
        typer.echo(" · ".join([*counts, f"{len(done.faults)} wrong"]))
    if done.faults:
        raise typer.Exit(1)


def _item(desk: "Store", archive: "Archive", item: str, as_json: bool) -> None:
    from allegedly.preserve.custody import custody, item_hash

    sha256, locator = item_hash(desk, item)
    found = custody(desk, archive, sha256)
    desk.close()
    if as_json:
        json_lines(found)
    else:
        for one in found:
            _told(one, locator)
    if any(one.wrong for one in found):
        raise typer.Exit(1)


def _not_stamped(stamp: "Stamped") -> str:
    """What is known where no authority has given a time; a calendar's words say where it is pending."""
    return stamp.told if "://" in stamp.authority else f"pending ({stamp.told})"


def _told(one: "Custody", locator: str) -> None:
    """A custody record, line by line."""
    rows = [
        ("from", one.origin + (f", {locator}" if locator else "")),
        ("fetched", f"{one.fetched:%Y-%m-%d %H:%M:%S} UTC by {one.operator or 'an unnamed operator'}, {one.tool}"),
        ("bytes", f"{one.size:,}, SHA-256 {one.sha256}"),
        ("record", one.file),
        ("log", f"entry {one.position}; {INCLUSION[one.inclusion].format(one.checkpoint)}"),
    ]
    for stamp in one.stamps:
        when = f"{stamp.at:%Y-%m-%d %H:%M:%S} UTC" if stamp.at else _not_stamped(stamp)
        rows.append(("stamp", f"{stamp.authority} on checkpoint {stamp.size}: {when}"))
    if one.redacted:
        rows.append(("redacted", one.redacted))
    rows += [("WRONG", what) for what in one.wrong] or [("check", "redacted" if one.redacted else "nothing is wrong")]
    for name, value in rows:
        typer.echo(f"{name:9} {value}")
