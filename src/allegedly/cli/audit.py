"""`allegedly audit`: who did what at the desk, and whether anybody changed what was noted."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allegedly.cli.desk import JsonOption, StoreOption, ZoneOption, clock, console, examples, json_lines

if TYPE_CHECKING:
    from allegedly.store import Store

LIST = ("allegedly audit list", "allegedly audit list --what restrict --json")
VERIFY = ("allegedly audit verify", "allegedly audit verify --head 42:9f86d081884c7d65")
EXPORT = ("allegedly audit export --out audit.jsonl",)
SHORTEST = 16  # hex digits of a hash that is kept elsewhere

app = typer.Typer(no_args_is_help=True, help="The audit log: who did what, each entry with the hash of the one before.")


@app.command("list", epilog=examples(LIST))
def list_(
    what: Annotated[str, typer.Option(help="Only of this kind: sign-in, restrict, export.", show_default=False)] = "",
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 50,
    store: StoreOption = None,
    zone: ZoneOption = None,
    as_json: JsonOption = False,
) -> None:
    """The last entries, the newest first."""
    desk = _opened(store)
    rows = desk.audit().latest(limit, what)
    desk.close()
    if as_json:
        json_lines(rows)
        return
    if not rows:
        typer.echo("Nothing was noted yet.")
        return
    from rich.table import Table

    table, by = Table(box=None, padding=(0, 2, 0, 0)), clock(zone)
    for name in ("entry", "time", "who", "role", "what", "target", "detail"):
        table.add_column(name, overflow="fold")
    for one in rows:
        table.add_row(str(one.n), by.both(one.at), one.who, one.role, one.what, one.target, one.detail)
    console().print(table)


@app.command(epilog=examples(VERIFY))
def verify(
    head: Annotated[
        str, typer.Option(help="NUMBER:HASH of an entry that was kept elsewhere.", show_default=False)
    ] = "",
    store: StoreOption = None,
) -> None:
    """Check every entry against its hash and the one before, and against what the desk's signed log says of them."""
    from allegedly.preserve.audited import unlike

    desk = _opened(store)
    wrong = [*desk.audit().damage(_kept(head)), *unlike(desk)]
    last = desk.audit().head()
    desk.close()
    for number, told in wrong:
        typer.echo(f"WRONG  entry {number}: {told}")
    if last is None:
        typer.echo("Nothing was noted yet.")
    else:
        typer.echo(f"{last.n:,} entries, {len(wrong)} wrong. Keep elsewhere: {last.n}:{last.hash}")
    if wrong:
        raise typer.Exit(1)


@app.command(epilog=examples(EXPORT))
def export(
    out: Annotated[Path, typer.Option("--out", "-o", help="The file: a line of JSON for each entry.")],
    store: StoreOption = None,
) -> None:
    """Write all entries to a file, oldest first: with it anybody can compute the hashes anew."""
    import msgspec

    from allegedly.errors import OutputFailed

    desk, count = _opened(store), 0
    try:
        with out.open("wb") as file:
            for one in desk.audit().every():
                file.write(msgspec.json.encode(one) + b"\n")
                count += 1
    except OSError as error:
        raise OutputFailed(f"{out}: cannot be written: {error.strerror}. Name another by --out.") from error
    desk.close()
    typer.echo(f"{out}: {count:,} entries.")


def _opened(store: str | None) -> "Store":
    from allegedly.settings import read_settings
    from allegedly.store import Store

    return Store.open(read_settings(store=store).store)


def _kept(head: str) -> tuple[int, str] | None:
    number, _, hash = head.partition(":")
    if not head:
        return None
    if not number.isdigit() or len(hash) < SHORTEST:
        raise typer.BadParameter(f"{head!r} is not NUMBER:HASH, as `audit verify` prints it", param_hint="--head")
    return int(number), hash.lower()
