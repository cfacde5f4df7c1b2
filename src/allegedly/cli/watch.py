"""`allegedly watch`: look at the sources, again and again."""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING, Annotated

import typer

from allegedly.cli.desk import JsonOption, LogOption, StoreOption, roomy
from allegedly.cli.watching import SourcesOption

if TYPE_CHECKING:
    from allegedly.cli.journal import Journal
    from allegedly.collect.sources import Sources
    from allegedly.model import Sighting
    from allegedly.store import Store
    from allegedly.watch import Listener, Look
    from allegedly.watch.metrics import Metrics
    from allegedly.watch.once import Round

EXAMPLES = (
    "allegedly watch --once",
    "allegedly watch",
    "allegedly watch 'Harbour Gazette' --once",
    "allegedly watch --metrics 9100",
)


def watch(
    names: Annotated[list[str] | None, typer.Argument(help="Only these sources.", show_default=False)] = None,
    sources: SourcesOption = None,
    store: StoreOption = None,
    once: Annotated[
        bool, typer.Option("--once", help="Look at every source now, once, whether it is due or not.")
    ] = False,
    metrics: Annotated[
        int, typer.Option(min=0, max=65535, help="Port for Prometheus, on this machine only; 0: none.")
    ] = 0,
    fast: Annotated[bool, typer.Option("--fast", help="Read English without its parser.")] = False,
    as_json: JsonOption = False,
    log: LogOption = None,
) -> None:
    """Look at the sources when they are due and take in what is new, until Ctrl-C; the next start goes on."""
    from allegedly.cli.hooks import telling
    from allegedly.cli.journal import journal
    from allegedly.cli.watching import tools
    from allegedly.collect.sources import read_sources
    from allegedly.preserve.keeper import kept_beside
    from allegedly.run import spare_heap
    from allegedly.settings import read_settings
    from allegedly.stages import Choice
    from allegedly.store import Store
    from allegedly.watch.until import stopping, until_stopped, watched_names

    spare_heap()
    settings = read_settings(store=store, sources=sources, extractor="fast" if fast else None, log=log)
    chosen = names or []
    known = watched_names(read_sources(settings.sources), chosen)
    if not known.watched:
        raise typer.BadParameter(f"{settings.sources}: no source in it. Add one: allegedly sources add URL")
    # Without its parser a round is read sooner than other processes have started.
    jobs = settings.jobs or int(settings.extractor == "fast")
    choice, stop = Choice(extractor=settings.extractor, jobs=jobs), Event()
    desk = Store.open(roomy(settings.store), create=True)
    lines = journal(settings)
    listener, done = _listener(desk, known, _metrics(metrics), as_json, lines if settings.log else None)
    lines.began("watch")
    try:
        keeper = kept_beside(desk, settings.archive, settings.operator)
        with lines.failing(), tools(settings, known) as plain, telling(store, finish=True), stopping(stop, _told):
            with_these = replace(plain, keeper=keeper)
            if once:
                from allegedly.watch import once as look_at_all

                enabled = [one for one in known.watched if one.enabled]
                listener.round(look_at_all(enabled, desk, with_these, choice, stop, listener.look))
            else:
                until_stopped(
                    lambda: watched_names(read_sources(settings.sources), chosen),
                    desk,
                    lambda now: replace(with_these, options=replace(with_these.options, sites=now.sites)),
                    choice,
                    stop,
                    listener,
                )
    finally:
        desk.close()
    _sum(done)


def _told() -> None:
    print("Stopping: what was begun is finished first. Ctrl-C again stops at once.", file=sys.stderr)


def _listener(
    desk: "Store", known: "Sources", figures: "Metrics | None", as_json: bool, lines: "Journal | None"
) -> tuple["Listener", Counter[str]]:
    """Who hears of looks and rounds: the log, or the user; a monitor; the sum at the end."""
    from allegedly.desk.records import standings
    from allegedly.watch import Listener

    done = Counter[str]()  # numbers alone: the rounds would be held for as long as it runs

    def looked(found: "Look", missing: "Sequence[Sighting]") -> None:
        if as_json:
            _print(found)
        if lines:
            lines.look(found)
        else:
            _show(found, missing)
        if figures:
            figures.look(found, missing)

    def rounded(one: "Round") -> None:
        done.update(looks=one.looks, reports=one.reports, anew=one.anew, claims=one.claims, missing=len(one.missing))
        if lines:
            lines.round(one)
        if figures:
            figures.round(one)
            figures.standings(standings(desk, known))

    return Listener(looked, rounded), done


def _metrics(port: int) -> "Metrics | None":
    if not port:
        return None
    from allegedly.errors import OutputFailed
    from allegedly.watch.metrics import Metrics

    figures = Metrics()
    try:
        figures.serve(port)
    except OSError as error:
        raise OutputFailed(f"--metrics {port}: cannot be listened on: {error.strerror}. Take another port.") from error
    return figures


def _print(found: "Look") -> None:
    import msgspec

    sys.stdout.write(msgspec.json.encode(found.attempt()).decode() + "\n")
    sys.stdout.flush()


def _show(found: "Look", missing: "Sequence[Sighting]") -> None:
    """A line for each look; what was not used, below it."""
    from allegedly.cli.progress import lines, shown

    what = f"{found.fresh} new of {found.items}" if found.outcome == "new" else found.reason
    if found.edited and found.outcome == "new":
        what += f", {found.edited} changed"
    print(shown(f"{found.at:%H:%M:%S}  {found.source.name:24.24}  {found.outcome:11}  {what}"), file=sys.stderr)
    notes = [one for one in found.dropped if one.part]
    whole = [one for one in found.dropped if not one.part]
    for text in (*lines("note", notes, 3), *lines("rejected", whole, 3)):
        print(f"          {text}", file=sys.stderr)
    for one in missing:
        print(shown(f"          missing   {one.url}: last seen {one.last:%Y-%m-%d %H:%M} UTC"), file=sys.stderr)


def _sum(done: Counter[str]) -> None:
    named = (("looks", "looks"), ("reports", "new reports"), ("claims", "claims"), ("missing", "missing"))
    parts = [f"{done[name]:,} {words}" for name, words in named]
    if done["anew"]:
        parts.append(f"{done['anew']:,} reports read anew")
    print(" · ".join(parts), file=sys.stderr)
