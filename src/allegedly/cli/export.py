"""`allegedly export` and `allegedly recompute`: an incident to hand on, and the check that it gives the same again."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from allegedly.cli.desk import (
    AsOfOption,
    JsonOption,
    KnownByOption,
    StoreOption,
    ZoneOption,
    absent,
    clock,
    json_lines,
    known_by,
    moment,
    opened,
)

if TYPE_CHECKING:
    from allegedly.preserve.evidence import Evidence

EXPORT = (
    "allegedly export largest --bundle",
    "allegedly export 3f2a --bundle --out case.zip --as-of 2024-01-04T18:00",
    "allegedly export largest --bundle --captures",
    "allegedly export all --wacz archive.wacz",
)
RECOMPUTE = ("allegedly recompute case.zip",)


def export(
    incident: Annotated[
        str, typer.Argument(help='Id of the incident or the start of it; "largest"; with --wacz also "all".')
    ],
    bundle: Annotated[
        bool, typer.Option("--bundle", help="A file with everything that its assessment rests on.")
    ] = False,
    captures: Annotated[bool, typer.Option("--captures", help="With the captured bytes in the bundle.")] = False,
    wacz: Annotated[
        Path | None, typer.Option(help="Write the captures as a web archive (WACZ 1.1.1).", show_default=False)
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="The file (default: the incident's id.zip).", show_default=False)
    ] = None,
    as_of: AsOfOption = None,
    by_clock: KnownByOption = "published",
    store: StoreOption = None,
    zone: ZoneOption = None,
) -> None:
    """Write an incident with its reports, claims, judgements and assessment, ready to be checked elsewhere."""
    from allegedly.bundle import pack, prove

    if not bundle and not wacz:
        raise typer.BadParameter("choose what to write: --bundle, --wacz FILE, or both")
    if incident == "all" and (bundle or not wacz):
        raise typer.BadParameter("`all` needs --wacz FILE, without --bundle: a bundle holds one incident")
    desk, evidence = opened(store), proofs(store)
    if incident == "all" and wacz:
        _wacz(wacz, evidence, None, "All captures")
        return
    try:
        found = desk.incident(incident)
    except KeyError as error:
        raise absent(error) from error
    if wacz:
        reports = desk.extractions(found.reports).values()
        _wacz(wacz, evidence, {one.report.snapshot for one in reports if one.report.snapshot}, found.title)
    if not bundle:
        return
    path = out or Path(f"{found.id}.zip")
    at = moment(as_of, clock(zone), "--as-of")
    pack(path, found, desk.extractions(found.reports), desk.judgements(found), at, known_by(by_clock))
    prove(path, evidence, captures)
    typer.echo(
        f"{path}: {len(found.reports)} reports, {len(found.claims)} claims. Check it: allegedly recompute {path}; "
        f"allegedly verify {path}"
    )


def proofs(store: Path | None) -> "Evidence":
    """The log and archive of the desk, to take evidence from."""
    from allegedly.preserve.archive import Archive
    from allegedly.preserve.evidence import Evidence
    from allegedly.settings import read_settings
    from allegedly.store import Store

    settings = read_settings(store=store)
    return Evidence(Store.open(settings.store), Archive.of(settings.store, settings.archive))


def _wacz(path: Path, evidence: "Evidence", hashes: set[str] | None, title: str) -> None:
    from allegedly.preserve.wacz import pack_wacz

    count = pack_wacz(path, evidence, evidence.entries(hashes), title)
    typer.echo(f"{path}: {count} captures. Check it: allegedly verify {path}")


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
