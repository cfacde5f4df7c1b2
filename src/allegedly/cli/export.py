"""`allegedly export` and `allegedly recompute`: an incident to hand on, and the check that it gives the same again."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

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
    one_of,
    opened,
)
from allegedly.cli.handing import hand_on
from allegedly.cli.read import Place, Since, Until
from allegedly.cli.seeing import is_edition

if TYPE_CHECKING:
    from allegedly.desk.stored import StoredDesk
    from allegedly.model import Incident
    from allegedly.model.vocabulary import KnownBy
    from allegedly.preserve.evidence import Evidence

EXPORT = (
    "allegedly export --as csv --out tables.zip",
    "allegedly export --as csv --table claims --place Kherson --since 2024-01-04 -o claims.csv",
    "allegedly export largest 3f2a --as geojson -o two.geojson",
    "allegedly export largest --as pdf -o incident.pdf",
    "allegedly export 3f2a --as claimreview --claim 8d01 --signed-by 'A. Editor' --rating 'Unproven' -o review.json",
    "allegedly export largest --bundle --captures",
    "allegedly export all --wacz archive.wacz",
)
RECOMPUTE = ("allegedly recompute case.zip",)

Incidents = Annotated[
    list[str] | None,
    typer.Argument(help='Ids of incidents or the start of them; "largest"; "all", as without any.', show_default=False),
]
Form = Annotated[
    str,
    typer.Option("--as", help="In which format; see docs/exports.md for what each column means.", show_default=False),
]
Tables = Annotated[
    list[str] | None, typer.Option("--table", help="Only this table (csv, parquet); repeatable.", show_default=False)
]
Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", help="The file; a folder or a .zip where it is several.", show_default=False),
]
Bundle = Annotated[bool, typer.Option("--bundle", help="A file with everything that its assessment rests on.")]
Captures = Annotated[bool, typer.Option("--captures", help="With the captured bytes in the bundle.")]
Wacz = Annotated[
    Path | None, typer.Option("--wacz", help="Write the captures as a web archive (WACZ 1.1.1).", show_default=False)
]
Status = Annotated[str, typer.Option("--status", help="single_origin, corroborated, contested ...", show_default=False)]
Holding = Annotated[str, typer.Option("--words", help="Words that a report of it holds.", show_default=False)]
Exact = Annotated[bool, typer.Option("--exact", help="Places as exactly as known, not by settlement.")]
SignedBy = Annotated[str, typer.Option("--signed-by", help="Who signs a ClaimReview.", show_default=False)]
Reviewed = Annotated[
    list[str] | None, typer.Option("--claim", help="A claim that is reviewed; repeatable.", show_default=False)
]
Rating = Annotated[str, typer.Option("--rating", help="The signer's rating, in their words.", show_default=False)]
Address = Annotated[str, typer.Option("--url", help="Where the review is published.", show_default=False)]


def export(
    incidents: Incidents = None,
    form: Form = "",
    tables: Tables = None,
    out: Out = None,
    bundle: Bundle = False,
    captures: Captures = False,
    wacz: Wacz = None,
    place: Place = "",
    since: Since = None,
    until: Until = None,
    status: Status = "",
    words: Holding = "",
    exact: Exact = False,
    signed_by: SignedBy = "",
    reviewed: Reviewed = None,
    rating: Rating = "",
    url: Address = "",
    as_of: AsOfOption = None,
    by_clock: KnownByOption = "published",
    store: StoreOption = None,
    zone: ZoneOption = None,
) -> None:
    """Write incidents in a format that others read, or one with its evidence, ready to be checked elsewhere."""
    from allegedly.model.vocabulary import Occurrence
    from allegedly.publish.exports.case import Asked, Manner, Signed

    named = tuple(i for i in incidents or () if i != "all")
    if form in ("bundle", "wacz", ""):
        wacz = wacz or (out or Path("captures.wacz") if form == "wacz" else None)
        wanted = Evidenced(named, "all" in (incidents or ()), bundle or form == "bundle", captures, wacz, out)
        evidenced(wanted, as_of, by_clock, store, zone)
        return
    by = clock(zone)
    bounds = moment(since, by, "--since"), moment(until, by, "--until")
    known = moment(as_of, by, "--as-of"), known_by(by_clock)
    one_of(status, get_args(Occurrence), "--status")
    asked = Asked(named, place, *bounds, status, words, *known)
    signed = Signed(signed_by, datetime.now(UTC), tuple(reviewed or ()), rating, url) if signed_by else None
    hand_on(form, asked, Manner(exact, tuple(tables or ()), signed), out, store)


@dataclass(frozen=True, slots=True)
class Evidenced:
    """What is asked for of an incident with its evidence."""

    incidents: tuple[str, ...]
    all: bool
    bundle: bool
    captures: bool
    wacz: Path | None
    out: Path | None


def evidenced(wanted: Evidenced, as_of: str | None, by_clock: str, store: str | None, zone: str | None) -> None:
    """A bundle of one incident, its captures as a web archive, or the captures of all."""
    if not wanted.bundle and not wanted.wacz:
        raise typer.BadParameter("choose what to write: --as FORMAT, --bundle, --wacz FILE, or several of these")
    if wanted.all and (wanted.bundle or not wanted.wacz):
        raise typer.BadParameter("`all` needs --wacz FILE, without --bundle: a bundle holds one incident")
    if not wanted.all and len(wanted.incidents) != 1:
        raise typer.BadParameter('name one incident: its id, the start of it, or "largest"')
    if wanted.wacz and is_edition(store):
        raise typer.BadParameter("captures may hold more than a role may see: --wacz is of the whole desk only")
    desk, evidence = opened(store), proofs(store)
    if wanted.all and wanted.wacz:
        _wacz(wanted.wacz, evidence, None, "All captures")
        return
    try:
        found = desk.incident(wanted.incidents[0])
    except KeyError as error:
        raise absent(error) from error
    if wanted.wacz:
        reports = desk.extractions(found.reports).values()
        _wacz(wanted.wacz, evidence, {one.report.snapshot for one in reports if one.report.snapshot}, found.title)
    if wanted.bundle:
        at = moment(as_of, clock(zone), "--as-of"), known_by(by_clock)
        _bundle(desk, None if is_edition(store) else evidence, found, wanted, at)


def _bundle(
    desk: "StoredDesk",
    evidence: "Evidence | None",
    found: "Incident",
    wanted: Evidenced,
    at: "tuple[datetime | None, KnownBy]",
) -> None:
    from allegedly.bundle import pack, prove

    path = wanted.out or Path(f"{found.id}.zip")
    pack(path, found, desk.extractions(found.reports), desk.judgements(found), at, desk.looks(found))
    told = f"{path}: {len(found.reports)} reports, {len(found.claims)} claims. Check it: allegedly recompute {path}"
    if evidence is None:
        typer.echo(f"{told}. It is without proof of captures, which may hold more than the role may see.")
        return
    prove(path, evidence, wanted.captures)
    typer.echo(f"{told}; allegedly verify {path}")


def proofs(store: str | None) -> "Evidence":
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
