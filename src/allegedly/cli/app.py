"""The program: its commands, and what a failure looks like."""

import gc
import os
import sys
from collections.abc import Callable

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
from allegedly.errors import AllegedlyError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def desk() -> None:
    """Who claims what, how strongly, on what evidence: reports in, incidents out, every word traceable."""


def _register(command: Callable[..., None], lines: tuple[str, ...]) -> None:
    """A command, with commands to copy at the foot of its help page."""
    app.command(epilog=examples(lines))(command)


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
app.add_typer(judge.app, name="judge")
app.add_typer(log.app, name="log")
app.add_typer(corpus.app, name="corpus")
app.add_typer(sources.app, name="sources")
app.add_typer(quarantine.app, name="quarantine")
app.add_typer(hooks.app, name="hooks")
app.add_typer(restrict.app, name="restrict")
app.add_typer(audit.app, name="audit")
app.add_typer(people.app, name="people")
app.add_typer(db.app, name="db")


def main() -> None:
    """Entry point. Exit status: 0 done, 1 the run failed or found nothing, 2 wrong use, 130 stopped by Ctrl-C."""
    try:
        app()
    except AllegedlyError as error:
        fail(error)
    except BrokenPipeError:  # `allegedly claims | head`: the reader has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    finally:
        gc.freeze()  # the process ends: looking for rings in all that it read took a second


def fail(error: AllegedlyError) -> None:
    """One clear block on standard error, then exit status 1."""
    from rich.console import Console

    from allegedly.cli.progress import shown

    console = Console(stderr=True, highlight=False)
    console.print(f"[bold red]Stopped[/] ({type(error).__name__})")
    console.print(shown(str(error)), markup=False, soft_wrap=True)
    sys.exit(1)
