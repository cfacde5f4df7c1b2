"""The program: its commands, and what a failure looks like."""

import os
import sys

import typer

from allegedly.cli.batch import EXAMPLES, batch
from allegedly.errors import AllegedlyError

app = typer.Typer(no_args_is_help=True, add_completion=False, rich_markup_mode="rich", pretty_exceptions_enable=False)


def examples(lines: tuple[str, ...]) -> str:
    """The foot of a help page: commands that can be copied."""
    return "[bold]Examples[/]\n\n" + "\n\n".join(f"  {line}" for line in lines)


@app.callback()
def desk() -> None:
    """Who claims what, how strongly, on what evidence: reports in, incidents out, every word traceable."""


app.command(epilog=examples(EXAMPLES))(batch)


def main() -> None:
    """Entry point. Exit status: 0 done, 1 the run failed, 2 wrong use, 130 stopped by Ctrl-C."""
    try:
        app()
    except AllegedlyError as error:
        fail(error)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # `allegedly claims | head`: the reader has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def fail(error: AllegedlyError) -> None:
    """One clear block on standard error, then exit status 1."""
    from rich.console import Console

    Console(stderr=True, highlight=False).print(f"[bold red]Error[/] {type(error).__name__}", style=None)
    print(str(error), file=sys.stderr)  # plain: a message may hold anything, brackets and control characters included
    sys.exit(1)
