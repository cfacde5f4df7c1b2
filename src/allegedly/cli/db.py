"""`allegedly db`: the store as a whole: its schema, copies, backups."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allegedly.cli.desk import StoreOption, examples, json_lines, roomy

if TYPE_CHECKING:
    from allegedly.preserve.backup import Manifest

app = typer.Typer(no_args_is_help=True, help="The store as a whole: schema, copies, backup and restore.")
FLAG = typer.Option("--json", help="Print JSON.")
PlaceOption = Annotated[
    str,
    typer.Option(
        metavar="PLACE", help="Where the archive goes: a folder, or s3://... (default: beside TO).", show_default=False
    ),
]
KeyOption = Annotated[bool, typer.Option("--with-key", help="The key that signs for the desk too: keep it safe.")]


@app.command(epilog=examples(("allegedly db version",)))
def version(store: StoreOption = None, as_json: Annotated[bool, FLAG] = False) -> None:
    """The version of the desk's schema and the one that this program knows. Changes nothing."""
    from allegedly.settings import read_settings
    from allegedly.store import Store

    found = Store.schema(read_settings(store=store).store)
    if as_json:
        json_lines([found])
    else:
        typer.echo(f"schema {found.held}, this program knows {found.known}")


@app.command(epilog=examples(("allegedly db upgrade --dry-run", "allegedly db upgrade")))
def upgrade(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")] = False,
    store: StoreOption = None,
) -> None:
    """Bring the desk's schema up to date, in one transaction. Other commands do so too when they open the desk."""
    from allegedly.settings import read_settings
    from allegedly.store import Store

    place = read_settings(store=store).store
    found = Store.schema(place)
    if not found.steps:
        typer.echo(f"{place}: up to date (schema {found.held})")
        return
    for number, step in enumerate(found.steps, found.held + 1):
        typer.echo(f"{'would take' if dry_run else 'step'} {number}: {step}")
    if dry_run:
        typer.echo("Nothing was changed. There are no steps back: make a backup first (allegedly db backup FILE).")
        return
    Store.open(place, create=not isinstance(place, Path)).close()
    typer.echo(f"{place}: now schema {found.known}")


@app.command(epilog=examples(("allegedly db check",)))
def check(store: StoreOption = None, as_json: Annotated[bool, FLAG] = False) -> None:
    """Look at every row: is all there, does it fit together, is it as it was written? Ends with 1 where not."""
    from allegedly.settings import read_settings
    from allegedly.store import Store

    desk = Store.open(read_settings(store=store).store)
    found = desk.check()
    desk.close()
    if as_json:
        json_lines([found])
    else:
        for item, what in found.wrong:
            typer.echo(f"WRONG  {item}: {what}")
        for what in found.waiting:
            typer.echo(f"note   {what}: the next `allegedly add` or `watch` does that")
        typer.echo(f"{found.reports:,} reports · {len(found.wrong)} wrong")
    if found.wrong:
        raise typer.Exit(1)


@app.command(
    epilog=examples(
        (
            "allegedly db copy desk.db postgresql://desk@db.example/desk --archive --with-key",
            "allegedly db copy postgresql://desk@db.example/desk desk.db",
        )
    )
)
def copy(
    source: Annotated[str, typer.Argument(metavar="FROM", help="A desk: its file, or postgresql://...")],
    target: Annotated[str, typer.Argument(metavar="TO", help="A new file, or a database without tables.")],
    into_empty: Annotated[
        bool, typer.Option("--into-empty", help="TO may be there already, if it holds nothing.")
    ] = False,
    archive: Annotated[bool, typer.Option("--archive", help="The archive too.")] = False,
    archive_at: PlaceOption = "",
    with_key: KeyOption = False,
) -> None:
    """Copy a desk from a file to a database, or back: all of it or nothing, compared afterwards."""
    from allegedly.cli.progress import progress
    from allegedly.errors import StoreFailed
    from allegedly.model.home import home
    from allegedly.preserve.archive import Archive
    from allegedly.preserve.backup import copy_archive, copy_desk, free
    from allegedly.settings import read_settings

    origin, place = home(source), home(target)
    own, other = Archive.of(origin, read_settings(store=source).archive), Archive.of(place, archive_at)
    if isinstance(place, Path) and place.exists() and not into_empty:
        raise StoreFailed(f"{place}: is there already. Name a new file, or say --into-empty if it holds nothing.")
    if archive or with_key:
        free(other)
    with progress() as watch:
        held, rows = copy_desk(origin, roomy(place), watch)
        files = copy_archive((origin, own), (place, other), with_key, watch) if archive or with_key else 0
    typer.echo(f"{held}  {origin}")
    typer.echo(f"{held}  {place}")
    typer.echo(
        f"{rows:,} rows copied, read again and the same" + (f"; {files:,} files of the archive" if files else "")
    )


@app.command(epilog=examples(("allegedly db backup desk-monday.zip", "allegedly db backup --verify desk-monday.zip")))
def backup(
    out: Annotated[
        Path | None, typer.Argument(help="The file to write; it must not be there.", show_default=False)
    ] = None,
    verify: Annotated[
        Path | None, typer.Option("--verify", help="Check this backup instead of making one.", show_default=False)
    ] = None,
    with_key: KeyOption = False,
    store: StoreOption = None,
) -> None:
    """Store and archive into one file, while others go on writing; every part with its hash. Private as the desk is."""
    from allegedly.cli.progress import progress
    from allegedly.preserve.archive import Archive
    from allegedly.preserve.backup import back_up
    from allegedly.settings import read_settings
    from allegedly.store import Store

    if verify is not None:
        _verified(verify)
        return
    if out is None:
        raise typer.BadParameter("name the file to write, or one to check by --verify")
    settings = read_settings(store=store)
    desk = Store.open(settings.store)
    with progress() as watch:
        made = back_up(desk, Archive.of(settings.store, settings.archive), out, with_key, watch)
    desk.close()
    _told(out, made)


@app.command(
    epilog=examples(
        ("allegedly db restore desk-monday.zip desk.db", "allegedly db restore desk-monday.zip postgresql://db/desk")
    )
)
def restore(
    file: Annotated[Path, typer.Argument(help="A backup.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="A new file, or a database without tables.")],
    archive_at: PlaceOption = "",
) -> None:
    """Make a desk from a backup where none is yet; it is checked before, and as `verify` does afterwards."""
    from allegedly.cli.progress import progress
    from allegedly.model.home import home
    from allegedly.preserve.archive import Archive
    from allegedly.preserve.audit import audit
    from allegedly.preserve.restore import restore as restored
    from allegedly.store import Store

    place = home(target)
    archive = Archive.of(place, archive_at)
    with progress() as watch:
        made = restored(file, roomy(place), archive, watch)
    _told(str(place), made)  # an address without its password
    desk = Store.open(place)
    done = audit(desk, archive)
    desk.close()
    for fault in done.faults:
        typer.echo(f"WRONG  {fault.item}: {fault.what}")
    for note in done.notes:
        typer.echo(f"note   {note}")
    typer.echo(
        " · ".join([*(f"{count:,} {kind}" for kind, count in done.checked.items()), f"{len(done.faults)} wrong"])
    )
    if done.faults:
        raise typer.Exit(1)


def _verified(file: Path) -> None:
    from allegedly.cli.progress import progress
    from allegedly.preserve.restore import faults

    with progress() as watch:
        made, wrong = faults(file, watch)
    for one in wrong:
        typer.echo(f"WRONG  {one.item}: {one.what}")
    if made is not None:
        _told(file, made)
    if wrong:
        raise typer.Exit(1)


def _told(where: "Path | str", made: "Manifest") -> None:
    """What a backup holds, in lines."""
    typer.echo(
        f"{where}: {made.rows:,} rows, {made.records:,} files of the archive, {'with' if made.has_key else 'no'} key"
    )
    typer.echo(f"made    {made.made:%Y-%m-%d %H:%M:%S} UTC by {made.program}, schema {made.schema}")
    typer.echo(f"rows    {made.contents}")
