"""`allegedly log`: what the desk signs, to be kept elsewhere."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allegedly.cli.desk import StoreOption, examples

if TYPE_CHECKING:
    from allegedly.preserve.archive import Archive
    from allegedly.settings import Settings
    from allegedly.store import Store

CHECKPOINT = ("allegedly log checkpoint", "allegedly log checkpoint --out checkpoint.txt --key-out desk.pub")
PROOF = ("allegedly log proof r17", "allegedly log proof --since checkpoint.txt")

app = typer.Typer(no_args_is_help=True, help="The log of what is kept: checkpoints and proofs.")


@app.callback()
def log() -> None:
    """The log of what is kept: it only grows, and what it says can be proven to others."""


@app.command(epilog=examples(CHECKPOINT))
def checkpoint(
    out: Annotated[Path | None, typer.Option(help="The file (default: standard output).", show_default=False)] = None,
    key_out: Annotated[
        Path | None, typer.Option("--key-out", help="Write the desk's public key too.", show_default=False)
    ] = None,
    store: StoreOption = None,
) -> None:
    """The signed state of the log. Keep it where this machine cannot reach: an older copy of the desk fails by it."""
    from allegedly.errors import InputMissing
    from allegedly.preserve.keeper import kept_beside
    from allegedly.preserve.notes import signing_key, verifier_key

    desk, archive, settings = _opened(store)
    keeper = kept_beside(desk, settings.archive, settings.operator)
    made = keeper.seal()
    if made is None:
        raise InputMissing(f"{settings.store}: nothing is preserved yet. Add something first: allegedly add FILE")
    name = made.note.split("\n", 1)[0]
    if out:
        _write(out, made.note, "--out")
        typer.echo(f"{out}: the checkpoint of {made.size} entries. Keep it where this machine cannot reach.")
    else:
        typer.echo(made.note, nl=False)
    if key_out:
        _write(key_out, verifier_key(name, signing_key(archive.key)) + "\n", "--key-out")
        typer.echo(f"{key_out}: the desk's public key.", err=out is None)
    desk.close()


@app.command(epilog=examples(PROOF))
def proof(
    item: Annotated[str, typer.Argument(help="A report's id, or a capture's SHA-256.", show_default=False)] = "",
    since: Annotated[
        Path | None, typer.Option(help="An earlier checkpoint: proof that the log only grew.", show_default=False)
    ] = None,
    store: StoreOption = None,
) -> None:
    """Proof, as JSON, that an item is in the newest checkpoint, or that an earlier one leads to it (RFC 9162)."""
    from allegedly.preserve.opened import words
    from allegedly.preserve.proofs import growth, membership

    if bool(item) == bool(since):
        raise typer.BadParameter("give an item, or a checkpoint by --since")
    desk, _, _ = _opened(store)
    typer.echo(growth(desk, words(since, "--since")) if since else membership(desk, item), nl=False)
    desk.close()


def _opened(store: str | None) -> "tuple[Store, Archive, Settings]":
    from allegedly.preserve.archive import Archive
    from allegedly.settings import read_settings
    from allegedly.store import Store

    settings = read_settings(store=store)
    return Store.open(settings.store), Archive.of(settings.store, settings.archive), settings


def _write(path: Path, content: str, option: str) -> None:
    from allegedly.errors import OutputFailed

    try:
        path.write_text(content, "utf-8")
    except OSError as error:
        raise OutputFailed(f"{path}: cannot be written: {error.strerror}. Choose another place by {option}.") from error
