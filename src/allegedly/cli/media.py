"""`allegedly media`: pictures and films of reports, and which of them show the same."""

from typing import Annotated

import typer

from allegedly.cli.desk import JsonOption, StoreOption, json_lines
from allegedly.cli.progress import shown

EXAMPLES = ("allegedly media", "allegedly media --report tg:channel/17", "allegedly media --json")


def media(
    report: Annotated[str, typer.Option(help="The media of one report, and where else they are.")] = "",
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Pictures that several reports show, also in other sizes: the same picture is no second witness."""
    from allegedly.collect.likeness import duplicates
    from allegedly.settings import read_settings
    from allegedly.store import Store

    desk = Store.open(read_settings(store=store).store)
    every, missing = desk.intake().all_media(), bool(report) and report not in desk.view().extractions([report])
    desk.close()
    if missing:
        raise typer.BadParameter(f"no report has the id {report!r}. See what there is: allegedly claims")
    found = [(a, b, bits) for a, b, bits in duplicates(every) if not report or report in {a.report, b.report}]
    if as_json:
        json_lines({"a": a, "b": b, "bits": bits} for a, b, bits in found)
        return
    for one in every:
        if one.report == report:
            what = f"{one.media_type}, {one.size:,} bytes, SHA-256 {one.sha256}" if one.sha256 else one.reason
            typer.echo(shown(f"{one.state:8} {one.url}: {what}"))
    for a, b, bits in found:
        how = "the same bytes" if bits == 0 and a.sha256 == b.sha256 else f"shows the same ({bits} of 256 bits differ)"
        typer.echo("\n  ".join(map(shown, (f"{a.report} and {b.report}: {how}", a.url, b.url))))
    if not found:
        states = [one.state for one in every]
        typer.echo(f"No picture is shown by two reports ({states.count('fetched')} media were fetched).")
