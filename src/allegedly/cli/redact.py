"""`allegedly redact`: bytes go, the proof that they were there stays."""

from typing import Annotated

import typer

from allegedly.cli.desk import StoreOption

SHOWN = 5  # ids that are named before it asks
EXAMPLES = ('allegedly redact r17 --by "A. Editor" --why "names a witness"',)


def redact(
    item: Annotated[str, typer.Argument(help="A report's id, or the start of a capture's SHA-256.")],
    by: Annotated[str, typer.Option(help="Who decides it.", show_default=False)],
    why: Annotated[str, typer.Option(help="The reason; it stays in the log, so it must not repeat the words.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    store: StoreOption = None,
) -> None:
    """Delete a capture's bytes and all reports that were read from it, for good. The log keeps hash, who, when, why."""
    from allegedly.cli.seeing import keep_up, noted
    from allegedly.preserve.archive import Archive
    from allegedly.preserve.custody import item_hash
    from allegedly.preserve.keeper import kept_beside
    from allegedly.preserve.redaction import redact as redacted
    from allegedly.relink import relink
    from allegedly.settings import read_settings
    from allegedly.store import Store

    settings = read_settings(store=store)
    desk = Store.open(settings.store)
    keeper = kept_beside(desk, settings.archive, settings.operator)
    sha256, _ = item_hash(desk, item)
    if not yes:
        with desk.view().log() as log:
            ids = log.read_from(sha256)
        named = ", ".join(ids[:SHOWN]) + (", ..." if len(ids) > SHOWN else "")
        what = f"{len(ids)} reports that were read from it" + (f" ({named})" if ids else "")
        typer.confirm(f"The capture {sha256[:16]} and the {what} are deleted for good. Go on?", abort=True)
    done = redacted(desk, Archive.of(settings.store, settings.archive), sha256, by, why)
    relink(desk)
    desk.compact()
    noted(desk, "redact", sha256, by=by)
    keep_up(desk)
    keeper.seal()
    desk.close()
    typer.echo(f"{sha256[:16]}: {done.files} records and {len(done.reports)} reports deleted; the log keeps that.")
