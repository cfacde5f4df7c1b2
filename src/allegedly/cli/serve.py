"""`allegedly serve`: the web desk, on this machine."""

import socket
from contextlib import nullcontext
from functools import partial
from typing import Annotated

import typer

from allegedly.cli.desk import LogOption, StoreOption, ZoneOption, clock, opened, paged, recorded, written

EXAMPLES = (
    "allegedly serve",
    "allegedly serve --by 'A. Editor' --zone Europe/Kyiv",
    "allegedly serve --store desk.db --port 8080 --read-only",
)
# With a log, a defect is told there, by its place: uvicorn would print what it says, which may quote a report.
QUIET = "critical"


def serve(
    store: StoreOption = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port on this machine (default: 8017).", show_default=False)
    ] = None,
    zone: ZoneOption = None,
    by: Annotated[
        str | None, typer.Option(help="Who decides on its pages, unless a form says otherwise.", show_default=False)
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Take no decisions.")] = False,
    log: LogOption = None,
) -> None:
    """Show the desk in a browser. It listens on this machine only."""
    import uvicorn

    from allegedly import plugins
    from allegedly.checkup import unready
    from allegedly.cli.hooks import telling
    from allegedly.cli.journal import journal
    from allegedly.cli.seeing import editions_kept_up, served
    from allegedly.knowledge.rules import rules as known_rules
    from allegedly.methodology import sentences
    from allegedly.publish.web.app import create_app
    from allegedly.publish.web.metrics import Metrics
    from allegedly.publish.web.seen import Observed
    from allegedly.publish.web.site import Edition, Given
    from allegedly.settings import read_settings

    settings = read_settings(store=store, port=port, by=by, log=log)
    desk = opened(store)
    _free(settings.port)
    assessing = {one.name for one in known_rules() if one.room == "assess"}
    rules = sentences({*desk.rules(), *(one.link.rule for one in desk.doubtful()), *assessing})
    figures = Metrics() if settings.metrics else None
    whole = Edition(desk, paged(store), recorded(store))
    editions, follow = served(store, whole)
    app = create_app(
        Given(
            desk,
            clock(zone),
            rules,
            None if read_only else written(store),
            settings.by,
            whole.records,
            plugins.every("allegedly.translators"),
            pages=whole.pages,
            unready=partial(unready, settings.store),
            metrics=figures,
            editions=editions,
        )
    )
    lines = journal(settings)
    typer.echo(f"The desk is at http://127.0.0.1:{settings.port} (Ctrl-C ends it)", err=True)
    lines.began("serve")
    with lines.failing(), nullcontext() if read_only else telling(store), editions_kept_up(follow):
        seen = Observed(app, [lines.seen, *([figures.seen] if figures else [])], lines.failed)
        uvicorn.run(seen, host="127.0.0.1", port=settings.port, log_level=QUIET if settings.log else "warning")


def _free(port: int) -> None:
    """Raises OutputFailed where something else listens already; told before the address is."""
    from allegedly.errors import OutputFailed

    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            mend = "Name another by --port, or end what listens there."
            raise OutputFailed(f"port {port} of this machine: {error.strerror}. {mend}") from error
