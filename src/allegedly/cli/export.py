"""`allegedly export` and `allegedly recompute`: an incident to hand on, and the check that it gives the same again."""

from pathlib import Path
from typing import Annotated

import typer

from allegedly.cli.desk import (
    AsOfOption,
    JsonOption,
    StoreOption,
    ZoneOption,
    absent,
    clock,
    json_lines,
    moment,
    opened,
)

EXPORT = ("allegedly export largest --bundle", "allegedly export 3f2a --bundle --out case.zip --as-of 2024-01-04T18:00")
RECOMPUTE = ("allegedly recompute case.zip",)


def export(
    incident: Annotated[str, typer.Argument(help='Id of the incident or the start of it; "largest".')],
    bundle: Annotated[bool, typer.Option("--bundle", help="A file with everything that its assessment rests on.")],
    out: Annotated[
        Path | None, typer.Option(help="The file (default: the incident's id.zip).", show_default=False)
    ] = None,
    as_of: AsOfOption = None,
    store: StoreOption = None,
    zone: ZoneOption = None,
) -> None:
    """Write an incident with its reports, claims, judgements and assessment, ready to be checked elsewhere."""
    from allegedly.bundle import pack

    desk = opened(store)
    try:
        found = desk.incident(incident)
    except KeyError as error:
        raise absent(error) from error
    path = out or Path(f"{found.id}.zip")
    pack(path, found, desk.extractions(found.reports), desk.judgements(found), moment(as_of, clock(zone), "--as-of"))
    typer.echo(
        f"{path}: {len(found.reports)} reports, {len(found.claims)} claims. Check it: allegedly recompute {path}"
    )


def recompute(
    file: Annotated[Path, typer.Argument(help="A bundle that `allegedly export --bundle` wrote.")],
    as_json: JsonOption = False,
) -> None:
    """Assess a bundle's incident from its claims alone, and compare with what it holds, byte for byte."""
    from allegedly.bundle import recompute as checked

    found = checked(file)
    if as_json:
        json_lines([found])
    else:
        same = "the same assessment" if not found.faults else "NOT the same"
        typer.echo(f"{found.incident.id}: {found.reports} reports, {found.claims} claims: {same}")
        for fault in found.faults:
            typer.echo(f"  {fault}")
    if found.faults:
        raise typer.Exit(1)
