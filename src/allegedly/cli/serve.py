"""`allegedly serve`: the web desk, on this machine, or for all who have an account."""

import socket
import threading
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from allegedly.cli.accounts import kept, reachable, told
from allegedly.cli.desk import LogOption, StoreOption, ZoneOption, clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from allegedly.publish.clock import Clock
    from allegedly.publish.web.seen import Observed
    from allegedly.publish.web.site import Edition, Given
    from allegedly.settings import Settings
    from allegedly.store import Store

EXAMPLES = (
    "allegedly serve",
    "allegedly serve --by 'A. Editor' --zone Europe/Kyiv",
    "allegedly serve --store desk.db --port 8080 --read-only",
    "allegedly serve --name https://desk.example.org --behind-proxy 127.0.0.1",
    "allegedly serve --host 10.0.0.5 --name desk.example.org",
)
# A defect is told by its place: uvicorn would print what it says, which may quote a report.
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
    host: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Where to listen (default: 127.0.0.1). Beyond this machine people need "
                     "accounts, and the desk a name.", show_default=False),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A name it is asked under; with https:// by TLS only.", show_default=False),
    ] = None,
    behind_proxy: Annotated[
        list[str] | None,
        typer.Option(metavar="ADDRESS", help="A proxy whose X-Forwarded-For and -Proto are believed.",
                     show_default=False),
    ] = None,
    log: LogOption = None,
) -> None:  # fmt: skip
    """Show the desk in a browser: on this machine only, unless people have accounts (see allegedly people)."""
    from allegedly.settings import read_settings

    settings = read_settings(
        store=store, port=port, by=by, log=log, host=host, names=name or None, behind_proxy=behind_proxy or None
    )
    _serve(settings, store, clock(zone), read_only)


def _serve(settings: "Settings", store: str | None, shown: "Clock", read_only: bool) -> None:
    """Answer until somebody ends it."""
    from allegedly.cli.hooks import telling
    from allegedly.cli.journal import journal
    from allegedly.cli.seeing import deciding, editions_kept_up, served, whole
    from allegedly.publish.web.app import create_app
    from allegedly.publish.web.metrics import Metrics
    from allegedly.publish.web.seen import Observed
    from allegedly.restrict.door import Restricting
    from allegedly.run import spare_heap
    from allegedly.store import Store

    spare_heap()
    desk = Store.open(settings.store)  # one for all, and so are its connections
    all_of_it, people = whole(desk, settings), kept(settings, desk)
    names = reachable(settings, people.any())
    _free(settings.host, settings.port)
    figures = Metrics() if settings.metrics else None
    editions, noting = served(desk, settings, all_of_it)
    bell = desk.bell()
    given = _given(settings, all_of_it, shown)
    given = replace(given, rules=_rules(desk), editions=editions, people=people, names=names)
    given = replace(given, metrics=figures, news=bell.news, handed=noting.handed)
    if not read_only:
        given = replace(given, decider=deciding(noting.seen), restricter=Restricting(desk))
    app = create_app(given)
    lines = journal(settings)
    typer.echo(f"The desk is at {told(settings)} (Ctrl-C ends it)", err=True)
    lines.began("serve")
    threading.excepthook = lambda it: lines.broken(it.exc_value or RuntimeError())
    with lines.failing(), nullcontext() if read_only else telling(store), editions_kept_up(noting), bell.listening():
        _run(Observed(app, [lines.seen, *([figures.seen] if figures else [])], lines.broken), settings)


def _given(settings: "Settings", whole: "Edition", shown: "Clock") -> "Given":
    """What a web desk needs to be read, besides its rules."""
    from allegedly import plugins
    from allegedly.checkup import unready
    from allegedly.publish.web.rates import Limits
    from allegedly.publish.web.site import Given

    return Given(
        whole.desk,
        shown,
        by=settings.by,
        records=whole.records,
        translators=plugins.every("allegedly.translators"),
        pages=whole.pages,
        unready=partial(unready, settings.store),
        limits=Limits(settings.limit_pages, settings.limit_programs, settings.limit_sign_in),
    )


def _rules(desk: "Store") -> "Mapping[str, str]":
    """What explains each rule that a page may name."""
    from allegedly.desk.stored import StoredDesk
    from allegedly.knowledge.rules import rules
    from allegedly.methodology import Lazily

    assessing = {one.name for one in rules() if one.room == "assess"}
    return Lazily({*desk.view().rules(), *(one.link.rule for one in StoredDesk(desk.view()).doubtful()), *assessing})


def _run(app: "Observed", settings: "Settings") -> None:
    import uvicorn

    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_level=QUIET,
        proxy_headers=bool(settings.behind_proxy),  # uvicorn would believe whatever comes from this machine
        forwarded_allow_ips=list(settings.behind_proxy),
        server_header=False,
    )


def _free(host: str, port: int) -> None:
    """Raises OutputFailed where something else listens already; told before the address is."""
    from allegedly.errors import OutputFailed

    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            mend = "Name another by --port, or end what listens there."
            where = "this machine" if host == "127.0.0.1" else host
            raise OutputFailed(f"port {port} of {where}: {error.strerror}. {mend}") from error
