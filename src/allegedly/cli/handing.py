"""Handing incidents on in a format of others: which, where to, a bar while it is written, and what came of it."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import typer

from allegedly.cli.desk import absent, opened

if TYPE_CHECKING:
    from allegedly.desk.stored import StoredDesk
    from allegedly.publish.exports.case import Asked, Manner

PDF = "pdf"


def hand_on(form: str, asked: "Asked", manner: "Manner", out: Path | None, store: str | None) -> None:
    """Write what is asked for in the format of that name."""
    from allegedly.cli.progress import progress
    from allegedly.publish.exports.table import EXPORTS, export

    if form == PDF:
        _print(asked, out, store)
        return
    one = EXPORTS.get(form)
    if one is None:
        raise typer.BadParameter(f"{form!r} is none of {', '.join([*EXPORTS, PDF, 'bundle', 'wacz'])}")
    parts = one.files(manner)
    goal = out or Path(parts[0] if len(parts) == 1 else f"allegedly-{form}.zip")
    desk = opened(store)
    most = len(asked.incidents) or desk.tally()["incidents"]
    try:
        with progress() as bar:
            count = export(one, desk.cases(asked), goal, manner, lambda done: bar("export", done, max(done, most)))
    except KeyError as error:
        raise absent(error) from error
    typer.echo(
        f"{goal}: {count:,} {'incident' if count == 1 else 'incidents'} as {form}"
        + (f" ({', '.join(parts)})" if len(parts) > 1 else "")
    )
    if not count:
        typer.echo("No incident fits, so it is empty. See what there is: allegedly incidents", err=True)


def _print(asked: "Asked", out: Path | None, store: str | None) -> None:
    """An incident's page as PDF, printed by an installed browser from a desk that runs for that long."""
    from allegedly.publish.exports.printed import browser, print_page

    by = browser()
    if len(asked.incidents) != 1:
        raise typer.BadParameter('name one incident to print: its id, the start of it, or "largest"')
    desk = opened(store)
    try:
        found = desk.incident(asked.incidents[0])
    except KeyError as error:
        raise absent(error) from error
    goal = out or Path(f"{found.id}.pdf")
    at = f"?at={quote(asked.as_of.isoformat())}&by={asked.known_by}" if asked.as_of else ""
    with _served(desk) as address:
        page = f"{address}/incident/{quote(found.id, safe='')}{at}"
        _answered(page, goal)
        print_page(page, goal, by)
    typer.echo(f"{goal}: {found.title}, {goal.stat().st_size:,} bytes")


def _answered(page: str, goal: Path) -> None:
    """A browser prints an error page as readily as any other. Raises OutputFailed."""
    from allegedly.errors import OutputFailed

    try:
        with urlopen(page, timeout=60):
            pass
    except URLError as error:
        raise OutputFailed(f"{goal}: the incident's page cannot be shown ({error}), so nothing was printed.") from error


@contextmanager
def _served(desk: "StoredDesk") -> Iterator[str]:
    """The address of a desk that is read, on this machine, for the length of the block."""
    import uvicorn

    from allegedly.methodology import sentences
    from allegedly.publish.web.app import create_app
    from allegedly.publish.web.site import Given

    app = create_app(Given(desk, rules=sentences(desk.rules())))
    held = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [held]}, daemon=True)
    thread.start()
    while thread.is_alive() and not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{held.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
        held.close()
