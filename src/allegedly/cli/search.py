"""`allegedly search`: reports that hold words, in any of their forms."""

from typing import TYPE_CHECKING, Annotated

import typer

from allegedly.cli.desk import JsonOption, StoreOption, ZoneOption, clock, console, json_lines, moment, opened

if TYPE_CHECKING:
    from rich.text import Text

    from allegedly.model.search import Hit
    from allegedly.publish.clock import Clock

EXAMPLES = (
    "allegedly search explosion",
    "allegedly search 'вибух Sevastopol' --since 2024-01-04",
    "allegedly search '\"air defence\" -drone' --lang en --json",
)


def search(
    words: Annotated[list[str], typer.Argument(help='Words; "in quotes" as they stand; -word must not be there.')],
    lang: Annotated[str, typer.Option(help="Only reports in en, ru or uk.", show_default=False)] = "",
    source: Annotated[str, typer.Option(help="Only of this outlet.", show_default=False)] = "",
    event: Annotated[
        str, typer.Option(help="Only reports that claim this kind of happening.", show_default=False)
    ] = "",
    since: Annotated[str | None, typer.Option(help="Not before this day or time.", show_default=False)] = None,
    until: Annotated[str | None, typer.Option(help="Before this day or time.", show_default=False)] = None,
    limit: Annotated[int, typer.Option(min=1, max=2000, help="At most so many.")] = 20,
    store: StoreOption = None,
    zone: ZoneOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find reports by their words, in every form and script, newest first."""
    from allegedly.model.search import Sought

    by = clock(zone)
    sought = Sought((), lang, source, event, moment(since, by, "--since"), moment(until, by, "--until"))
    found = opened(store).search(" ".join(words), sought, 0, limit)
    if as_json:
        json_lines(found.hits)
        return
    out = console()
    for hit in found.hits:
        out.print(_line(hit, by), soft_wrap=True)
    total = f"{'more than ' if found.more else ''}{found.total:,} reports"
    out.print(total + (f", the newest {limit} shown" if found.more or found.total > limit else ""), style="dim")
    if not found.total:
        raise typer.Exit(1)


def _line(hit: "Hit", by: "Clock") -> "Text":
    """When, who, where it is, then the words around what was found."""
    from rich.text import Text

    from allegedly.publish.excerpt import excerpt

    r = hit.report
    head = f"{by.both(r.published, r.published_precision)}  {r.source or r.id}"
    line = Text.assemble(
        (head, "bold"), f"  {r.id}  {f'in {hit.incident[:8]}' if hit.incident else 'in no incident'}\n"
    )
    for piece in excerpt(r.text, hit.spans):
        line.append(("… " if piece.gap else "") + " ".join(piece.text.split("\n")), "reverse" if piece.hit else "")
    return line.append("\n")
