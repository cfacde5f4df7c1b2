"""The program: its commands, and what a failure looks like."""

import errno
import gc
import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from allegedly.cli import (
    add,
    audit,
    batch,
    changes,
    corpus,
    db,
    doctor,
    explain,
    export,
    hooks,
    judge,
    log,
    media,
    people,
    quarantine,
    read,
    redact,
    restrict,
    search,
    serve,
    sources,
    stamp,
    track,
    verify,
    watch,
)
from allegedly.cli.desk import examples
from allegedly.cli.seeing import seen_by
from allegedly.errors import AllegedlyError, OutputFailed

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


PANELS = {
    "Begin": ("add", "watch", "sources", "serve", "doctor"),
    "Read": ("incidents", "show", "changes", "claims", "report", "search", "brief", "media", "track", "explain"),
    "Decide": ("judge",),
    "Hand on, prove": ("export", "batch", "recompute", "verify", "log", "stamp"),
    "Share, protect": ("people", "restrict", "audit", "redact", "hooks"),
    "Keep up": ("db", "quarantine", "corpus"),
}
START = ("allegedly add reports.jsonl", "allegedly incidents", "allegedly show largest", "allegedly serve")
PANEL = {command: panel for panel, commands in PANELS.items() for command in commands}


def _version(wanted: bool) -> None:
    if wanted:
        from allegedly.cli.version import lines

        typer.echo("\n".join(lines()))
        raise typer.Exit


@app.callback(epilog=examples(START))
def desk(
    version: Annotated[
        bool,
        typer.Option("--version", help="What runs here, and by which rules.", is_eager=True, callback=_version),
    ] = False,
) -> None:
    """Who claims what, how strongly, on what evidence: reports in, incidents out, every word traceable."""


def _register(command: Callable[..., None], lines: tuple[str, ...]) -> None:
    """A command, with commands to copy at the foot of its help page."""
    app.command(epilog=examples(lines), rich_help_panel=PANEL[command.__name__])(command)


_register(add.add, add.EXAMPLES)
_register(watch.watch, watch.EXAMPLES)
_register(seen_by(read.incidents), read.INCIDENTS)
_register(seen_by(read.show), read.SHOW)
_register(seen_by(changes.changes), changes.EXAMPLES)
_register(seen_by(read.claims), read.CLAIMS)
_register(seen_by(read.report), read.REPORT)
_register(seen_by(search.search), search.EXAMPLES)
_register(seen_by(read.brief), read.BRIEF)
_register(media.media, media.EXAMPLES)
_register(serve.serve, serve.EXAMPLES)
_register(seen_by(track.track), track.EXAMPLES)
_register(seen_by(export.export, "export"), export.EXPORT)
_register(export.recompute, export.RECOMPUTE)
_register(verify.verify, verify.EXAMPLES)
_register(stamp.stamp, stamp.EXAMPLES)
_register(redact.redact, redact.EXAMPLES)
_register(explain.explain, explain.EXAMPLES)
_register(batch.batch, batch.EXAMPLES)
_register(doctor.doctor, doctor.EXAMPLES)
app.add_typer(judge.app, name="judge", rich_help_panel=PANEL["judge"])
app.add_typer(log.app, name="log", rich_help_panel=PANEL["log"])
app.add_typer(corpus.app, name="corpus", rich_help_panel=PANEL["corpus"])
app.add_typer(sources.app, name="sources", rich_help_panel=PANEL["sources"])
app.add_typer(quarantine.app, name="quarantine", rich_help_panel=PANEL["quarantine"])
app.add_typer(hooks.app, name="hooks", rich_help_panel=PANEL["hooks"])
app.add_typer(restrict.app, name="restrict", rich_help_panel=PANEL["restrict"])
app.add_typer(audit.app, name="audit", rich_help_panel=PANEL["audit"])
app.add_typer(people.app, name="people", rich_help_panel=PANEL["people"])
app.add_typer(db.app, name="db", rich_help_panel=PANEL["db"])


# What a disk says that takes no more of a file without a name, such as standard output.
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def run() -> None:
    """One command, and what its failure looks like."""
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # here, so that what goes wrong with the rest of it is told too
    except AllegedlyError as error:
        fail(error)
    except BrokenPipeError:  # `allegedly claims | head`: the reader has had enough
        _hushed()
    except OSError as error:
        if error.filename is not None or error.errno not in NO_ROOM:
            raise
        _hushed()
        fail(OutputFailed(f"the output cannot be written: {error.strerror}. Free some space, or send it elsewhere."))
    except SystemExit as end:
        if _by_ctrl_c(end):
            raise KeyboardInterrupt from end
        raise
    finally:
        gc.freeze()  # the process ends: looking for rings in all that it read took a second


def _hushed() -> None:
    """Nothing more is printed, also not what still waits to be."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _by_ctrl_c(end: SystemExit) -> bool:
    """Did Ctrl-C end it, and no command tell so itself? typer ends with 130 and keeps the interrupt as the cause."""
    return end.code == 130 and end.__context__ is not None and isinstance(end.__context__.__cause__, KeyboardInterrupt)


def fail(error: AllegedlyError) -> None:
    """One clear block on standard error, then exit status 1."""
    from rich.console import Console

    from allegedly.cli.progress import shown

    console = Console(stderr=True, highlight=False)
    console.print(f"[bold red]Stopped[/] ({type(error).__name__})")
    console.print(shown(str(error)), markup=False, soft_wrap=True)
    sys.exit(1)
