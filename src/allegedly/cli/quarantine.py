"""`allegedly quarantine`: what could not be read safely."""

from typing import Annotated

import typer

from allegedly.cli.desk import JsonOption, StoreOption, console, examples, json_lines

LIST = ("allegedly quarantine list", "allegedly quarantine list --json")
RETRY = ("allegedly quarantine retry", "allegedly quarantine retry 3fa2")

app = typer.Typer(no_args_is_help=True, help="What could not be read safely: list it, read it again.")


@app.callback()
def quarantine() -> None:
    """Captures that took too long, needed too much memory, or crashed their reader. Their bytes are kept."""


@app.command("list", epilog=examples(LIST))
def list_(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """What is kept apart, and why."""
    from allegedly.settings import read_settings
    from allegedly.store import Store

    desk = Store.open(read_settings(store=store).store)
    found = desk.intake().quarantined()
    desk.close()
    if as_json:
        json_lines(found)
        return
    if not found:
        typer.echo("Nothing is kept apart.")
        return
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in ("hash", "since", "tries", "from", "why"):
        table.add_column(name, overflow="fold")
    for one in found:
        table.add_row(one.sha256[:8], f"{one.at:%Y-%m-%d %H:%M}", str(one.tries), one.origin, one.reason)
    console().print(table)


@app.command(epilog=examples(RETRY))
def retry(
    hash_: Annotated[str, typer.Argument(metavar="[HASH]", help="The beginning of its hash; empty: all.")] = "",
    store: StoreOption = None,
) -> None:
    """Read it again, behind the same fence: after an update it may be readable."""
    from allegedly.cli.progress import sums
    from allegedly.settings import read_settings
    from allegedly.store import Store
    from allegedly.watch.again import again

    settings = read_settings(store=store)
    desk = Store.open(settings.store)
    try:
        chosen = [one for one in desk.intake().quarantined() if one.sha256.startswith(hash_.lower())]
        if not chosen:
            typer.echo("Nothing is kept apart by that name." if hash_ else "Nothing is kept apart.")
            return
        released, tally = again(chosen, desk, settings.max_chars, settings.archive)
    finally:
        desk.close()
    typer.echo(f"{released} of {len(chosen)} could be read. {sums(tally)}")
