"""The desk in a terminal: readable at 80 columns, with and without colour."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from string import ascii_uppercase

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from allegedly.model import Assessment, Cell, Claim, Extraction, Incident, Judgement, Origin, Proposition, Report
from allegedly.publish import marks
from allegedly.publish.clock import Clock
from allegedly.publish.decisions import awaited, expectations, letters, line
from allegedly.publish.labels import label, uncounted
from allegedly.publish.layout import columns, folded, groups
from allegedly.publish.told import (
    Told,
    compared,
    day_of,
    events_of,
    exact,
    heard,
    known_then,
    open_conflicts,
    place_names,
    quiet,
    still_silent,
    themselves,
    told,
    voices,
    who_says,
    witnesses,
)

LABEL = 34  # columns of a proposition's words
CELL = 4  # columns of a cell, at least: a sign, a letter or a figure, a space
LETTERS = ascii_uppercase
WITNESSES = 3  # claims of a side that are quoted; the rest is counted


def incidents(rows: Sequence[tuple[Incident, Assessment]], console: Console, clock: Clock) -> None:
    """A line or two for each incident, newest change first."""
    if not rows:
        console.print("No incident fits. Drop a filter, or add reports: allegedly add FILE...")
        return
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), expand=True, header_style="bold")
    for head, options in (("Incident", {"ratio": 1}), ("Occurrence", {"width": 14}), ("Voices", {"width": 7}),
                          ("Conf.", {"width": 5}), ("Silent", {"width": 6})):  # fmt: skip
        table.add_column(head, justify="right" if options.get("width", 99) < 8 else "left", **options)  # type: ignore[arg-type]
    for incident, assessed in rows:
        where = " · ".join(x for x in (clock.span(incident.start, incident.end), incident.place_name) if x)
        table.add_row(
            Text.assemble((incident.title, "bold"), "\n", (where, "dim"), "\n", (incident.id, "dim")),
            marks.OCCURRENCE[assessed.occurrence].word,
            f"{voices(assessed)}/{len(incident.reports)}",
            str(open_conflicts(assessed)),
            str(len(still_silent(assessed))),
        )
    console.print(table)
    console.print(f"Voices: independent origins / reports. Times: {clock.name}.", style="dim")


def show(
    incident: Incident,
    assessed: Assessment,
    extractions: Mapping[str, Extraction],
    console: Console,
    clock: Clock,
    decided: Sequence[Judgement] = (),
) -> None:
    """One incident: axes, matrix of propositions by origins, conflicts, silences, timeline, what persons decided."""
    claims = told(incident, extractions)
    console.print(_head(incident, assessed, clock))
    console.print(_axes(assessed, known_then(incident, assessed, extractions)))
    if assessed.matrix.rows:
        console.print(_matrix(assessed, place_names(claims), claims, console.width))
    else:
        console.print("\nNo happening was read out of these reports.")
    parts: tuple[tuple[str, list[RenderableType]], ...] = (
        ("Conflicts", list(_conflicts(assessed, claims, clock))),
        ("Updates and parts, no conflicts", list(_conflicts(assessed, claims, clock, True))),
        ("Silence", list(_silences(assessed, clock))),
        ("Not heard", [*expectations(awaited(assessed), clock)]),
        ("Timeline", list(_timeline(assessed, claims, clock))),
        ("Recalled as background", [Text(f"{b.incident} (in {b.report})") for b in incident.background]),
        ("Judgements", [line(one, clock) for one in decided]),
    )
    for title, part in parts:
        if part:
            console.print(Text(f"\n{title}", style="bold"))
            console.print(Padding(Group(*part), (0, 0, 0, 1)))


def _head(incident: Incident, assessed: Assessment, clock: Clock) -> Text:
    which = ", by when it was first held here" if assessed.known_by == "seen" else ""
    known = f"as known at {clock.both(assessed.as_of)}{which}" if assessed.as_of else "as known now"
    where = " · ".join(x for x in (clock.span(incident.start, incident.end), incident.place_name, clock.name) if x)
    return Text.assemble((incident.title, "bold"), "\n", where, "\n", (f"{incident.id} · {known}", "dim"), "\n")


def _axes(assessed: Assessment, reports: int) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(width=12, style="bold")
    table.add_column(ratio=1)
    why = {r.rule.split("_")[0]: r.text for r in reversed(assessed.reasons)}
    occurrence, attribution = marks.OCCURRENCE[assessed.occurrence], marks.ATTRIBUTION[assessed.attribution]
    table.add_row("Occurrence", f"{occurrence.sign} {occurrence.word}. {why.get('occurrence', '')}")
    table.add_row("Attribution", f"{attribution.sign} {attribution.word}. {why.get('attribution', '')}")
    table.add_row("Toll", toll(assessed))
    silent, disputes = len(still_silent(assessed)), open_conflicts(assessed)
    table.add_row("Voices", f"{voices(assessed)} independent in {_counted(reports, 'report')} · "
                            f"{_counted(disputes, 'conflict')} · {silent} silent")  # fmt: skip
    if why_none := uncounted(events_of(assessed), voices(assessed)):
        table.add_row("", f"No voice counts: {why_none}.")
    return table


def _counted(n: int, thing: str) -> str:
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"


def toll(assessed: Assessment) -> str:
    """The range of reports for each kind of harm; "no figure given" is not zero."""

    def one(low: object, high: object) -> str:
        return f"{low}" if low == high else f"{low} to {high}" if high is not None else f"{low} or more"

    given = [t for t in assessed.toll if t.low is not None or t.high is not None]
    figures = [f"{t.event} {'about ' if t.about else ''}{one(t.low, t.high)}" for t in given]
    return "; ".join(figures) or "no figure given, which is not zero"


def _matrix(assessed: Assessment, places: Mapping[str, str], claims: Mapping[str, Told], width: int) -> Group:
    cells = {(c.proposition, c.origin): c for c in assessed.matrix.cells}
    shown, rest, wide = _fitting(assessed, cells, width - LABEL)
    parts: list[RenderableType] = [Text("\nWho claims what", style="bold"), _legend(shown)]
    if rest:
        names = ", ".join(o.name for o in rest)
        parts.append(Text.assemble((" +", "bold"), f" {len(rest)} more: {names}", style="dim"))
    table = Table(box=None, pad_edge=False, padding=0, header_style="bold")
    table.add_column("Proposition", width=LABEL)
    for letter, columns_wide in zip([*LETTERS[: len(shown)], *(["+"] if rest else [])], wide, strict=True):
        table.add_column(letter, width=columns_wide, no_wrap=True)
    for group in groups(assessed):
        table.add_row(Text(group.name, style="underline"))
        for p in group.rows:
            row = [_cell(cells.get((p.key, o.key))) for o in shown]
            words = Padding(_row_label(p, label(p, places, claims=claims)), (0, 1, 0, 0))
            table.add_row(words, *row, *_counted_in(p, rest, cells.values()))
        if group.folded:
            table.add_row(Text(f"  {len(group.folded)} more without conflict", style="dim"))
    return Group(*parts, table, _key())


def _fitting(
    assessed: Assessment, cells: Mapping[tuple[str, str], Cell], width: int
) -> tuple[list[Origin], list[Origin], list[int]]:
    """The voices that get a column of their own, the rest, and how wide each column is: no figure is ever cut."""
    for fits in range(min(len(LETTERS), max(1, width // CELL)), 0, -1):
        shown, rest = columns(assessed, fits)
        rows = assessed.matrix.rows
        told = [[_cell(cells.get((key, o.key))) for key in rows] for o in shown]
        if rest:
            told.append([_folded(folded(cells.values(), key, rest)) for key in rows])
        wide = [max([CELL, *(cell.cell_len + 1 for cell in column)]) for column in told]
        if sum(wide) <= width:
            break
    return shown, rest, wide


def _legend(shown: Sequence[Origin]) -> Table:
    table = Table.grid(padding=(0, 1, 0, 0))
    for letter, origin in zip(LETTERS, shown, strict=False):
        side = f", {origin.party}" if origin.party else ""
        carried = f"{len(origin.carriers)} carriers" if origin.carriers else ""
        unknown = "" if origin.counts else " (origin unknown: does not count)"
        graded = f", reliability {letters(origin)}" if origin.letters else ""
        kind = Text(f"{origin.kind}{side}{graded}", style="dim")
        table.add_row(Text(f" {letter}", style="bold"), origin.name + unknown, kind, Text(carried, style="dim"))
    return table


def _row_label(p: Proposition, words: str) -> Text:
    return Text.assemble(("! " if p.status == "contested" else "  ", "bold"), words)


def _counted_in(p: Proposition, rest: Sequence[Origin], cells: Iterable[Cell]) -> list[Text]:
    """The cell of the voices that have no column of their own, where there are such."""
    return [_folded(folded(cells, p.key, rest))] if rest else []


def _cell(cell: Cell | None) -> Text:
    if cell is None:
        return Text(marks.NOTHING.sign, style="dim")
    extra = cell.figure if cell.figure else "".join(marks.EVIDENCE.get(e, "") for e in cell.evidence)[:1]
    if not extra and (cell.evidence_absent or cell.own_act):
        extra = marks.OWN_ACT.sign if cell.own_act else marks.NONE_OFFERED.sign
    return Text(marks.of_cell(cell).sign + extra, style="bold" if cell.was else "")


def _folded(cells: Sequence[Cell]) -> Text:
    """How many of the folded origins affirm, or else deny."""
    affirm, deny = (sum(c.stance == s for c in cells) for s in ("affirm", "deny"))
    if not affirm and not deny:
        return Text(marks.NOTHING.sign, style="dim")
    return Text((f"{affirm}{marks.AFFIRM.sign}" if affirm else "") + (f"{deny}{marks.DENY.sign}" if deny else ""))


def _key() -> Text:
    signs = (marks.AFFIRM, marks.HEDGED, marks.DENY, marks.DENY_RULE, marks.QUERY, marks.RETRACT, marks.NO_COMMENT,
             marks.SILENT, marks.NOTHING)  # fmt: skip
    words = "  ".join(f"{m.sign} {m.word}" for m in signs)
    letters = "v video, p photo, a audio, c screenshot, w witness, x none offered, = its own act; ! contested"
    return Text(f"\n{words}\nAfter a sign: the figure given, or evidence: {letters}", style="dim")


def _conflicts(
    assessed: Assessment, claims: Mapping[str, Told], clock: Clock, settled: bool = False
) -> Iterator[RenderableType]:
    """Each dispute with the exact words of both sides, as the assessment ranks them."""
    origins, own = heard(assessed), themselves(assessed, claims)
    for c in assessed.conflicts:
        if bool(c.settled) != settled:
            continue
        head = f"{c.kind}: {c.explanation}" if not c.settled else f"{c.settled}: {c.explanation}"
        yield _hanging("- ", Text.assemble(head, (f"  [{c.rule}]", "dim")))
        sides = [witnesses(side, claims, origins, WITNESSES) for side in (c.a, c.b)]
        days = {clock.date(one.report.published) for shown, _more in sides for one in shown}
        dated = len(days) > 1 or clock.date(None) in days
        for n, (shown, more) in enumerate(sides):
            if n:
                yield Text("    then" if c.settled else "    against", style="dim")
            for one in shown:
                yield _quoted(one, clock, origins, own, compared(c, one.report.id, one.report.text), dated)
            if more > 0:
                yield Text(f"          and {more} more", style="dim")


def _quoted(
    one: Told,
    clock: Clock,
    origins: Mapping[str, str],
    own: frozenset[str] = frozenset(),
    words: str = "",
    dated: bool = False,
) -> Table:
    """A claim's exact words, or the sentence around them where that is what was compared or all that tells."""
    who = who_says(one.claim, one.report, origins, own)
    told = Text.assemble(f"{who}: ", (f"“{words or exact(one)}”", "italic"), (f"  {one.report.id}", "dim"))
    at = clock.both(one.report.published) if dated else clock.time(one.at)
    return _hanging(f"    {at} {marks.of_claim(one.claim).sign} ", told)


def _hanging(sign: str, told: Text) -> Table:
    """Words beside a sign: further lines stand under the first, so that the signs can be run through by eye."""
    table = Table.grid()
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    table.add_row(Text(sign), told)
    return table


def _silences(assessed: Assessment, clock: Clock) -> Iterator[RenderableType]:
    for q in quiet(assessed):
        ended = f"until {clock.both(q.ended.until)}" if q.ended else "still silent"
        reports = ", ".join(dict.fromkeys(s.report for s in q.told))
        since = clock.both(q.first.since)
        yield _hanging(f"{marks.SILENT.sign} ", Text(f"{q.name}: no comment, since {since}; {ended} ({reports})"))


def _timeline(assessed: Assessment, claims: Mapping[str, Told], clock: Clock) -> Iterator[RenderableType]:
    """First telling of each origin on each proposition; what carriers repeat is left to their origin."""
    origins, own = heard(assessed), themselves(assessed, claims)
    firsts = {ids[0] for c in assessed.matrix.cells if (ids := [i for i in c.claims if i in claims])}
    for day, items in groupby((t for i, t in claims.items() if i in firsts), key=lambda t: day_of(t, clock)):
        yield Text(day, style="underline")
        yield from (_quoted(t, clock, origins, own) for t in items)


def claims(found: Sequence[tuple[Claim, Report]], console: Console, clock: Clock, dated: bool = True) -> None:
    """Claims one under the other, by days: when, who, what stance and event, in which words, in which report."""
    day = ""
    for claim, report in found:
        told_on = day_of(Told(claim, report), clock)
        if dated and told_on != day:
            console.print(Text(told_on, style="underline"))
        day = told_on
        console.print(_quoted(Told(claim, report), clock, {}))
        via = f" via {', '.join(v.text for v in claim.via)}" if claim.via else ""
        count = f" · {claim.count.text}" if claim.count else ""
        place = f" · {', '.join(p.name or p.text for p in claim.places)}" if claim.places else ""
        console.print(
            Text(f"          {claim.event or 'other'} · {claim.stance}{via}{count}{place} · {claim.rule}", style="dim")
        )


def report(found: Extraction, console: Console, clock: Clock) -> None:
    """The report's text with each claim's words marked [n], and the claims below."""
    r = found.report
    head = " · ".join(
        x for x in (r.source, clock.both(r.published, r.published_precision), r.lang or found.lang, r.url or "") if x
    )
    console.print(Text.assemble((r.title or r.id, "bold"), "\n", (head, "dim"), "\n"))
    console.print(marked(found))
    console.print()
    for number, claim in enumerate(found.claims, 1):
        console.print(Text(f"[{number}] ", style="bold"), end="")
        claims([(claim, r)], console, clock, dated=False)


def marked(found: Extraction) -> Text:
    """The text with claims underlined, speakers bold and cues dim; a number stands before each claim."""
    text = found.report.text
    styled = Text(text)
    for claim in found.claims:
        styled.stylize("underline", *claim.span)
        if claim.speaker and claim.speaker.span:
            styled.stylize("bold", *claim.speaker.span)
        if claim.cue:
            styled.stylize("italic", *claim.cue.span)
    marked_text, last = Text(), 0
    for number, claim in sorted(enumerate(found.claims, 1), key=lambda pair: pair[1].span):
        marked_text.append_text(styled[last : claim.span.start]).append(f"[{number}]", style="bold")
        last = claim.span.start
    return marked_text.append_text(styled[last:])
