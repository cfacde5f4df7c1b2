"""What the desk holds: incidents, one incident, claims, one report, a brief."""

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
    console,
    json_lines,
    known_by,
    moment,
    one_of,
    opened,
)

if TYPE_CHECKING:
    from allegedly.desk.stored import StoredDesk
    from allegedly.model import Incident

INCIDENTS = ("allegedly incidents", "allegedly incidents --place Kherson --since 2024-01-04 --status contested")
SHOW = ("allegedly show largest", "allegedly show 3f2a --as-of 2024-01-04T18:00 --zone Europe/Kyiv")
CLAIMS = ("allegedly claims --event killed --stance deny", "allegedly claims --speaker ministry --json | head")
REPORT = ("allegedly report tg77-12",)
BRIEF = ("allegedly brief largest", "allegedly brief 3f2a --lang uk > brief.md", "allegedly brief largest --full")

Key = Annotated[str, typer.Argument(help='Id of the incident or the start of it; "largest".')]
Place = Annotated[
    str, typer.Option(help="Name of the place in any language, or a part of it; or its id.", show_default=False)
]
Since = Annotated[str | None, typer.Option(help="Not before this day or time.", show_default=False)]
Until = Annotated[str | None, typer.Option(help="Before this day or time.", show_default=False)]
Limit = Annotated[int, typer.Option(min=1, help="At most so many.")]


def incidents(
    place: Place = "",
    since: Since = None,
    until: Until = None,
    status: Annotated[
        str, typer.Option(help="single_origin, corroborated, contested, withdrawn ...", show_default=False)
    ] = "",
    words: Annotated[str, typer.Option(help="Words that a report of it holds.", show_default=False)] = "",
    limit: Limit = 20,
    stories: Annotated[
        bool, typer.Option("--all", help="Also reports in which nobody claims anything, or tells of silence alone.")
    ] = False,
    store: StoreOption = None,
    zone: ZoneOption = None,
    as_json: JsonOption = False,
) -> None:
    """List incidents, newest first: groups of reports with at least one claim."""
    from allegedly.model.vocabulary import Occurrence
    from allegedly.publish import terminal
    from allegedly.publish.contract import incident_row
    from allegedly.store import Match

    by, status = clock(zone), one_of(status, get_args(Occurrence), "--status")
    match = Match(
        place=place,
        since=moment(since, by, "--since"),
        until=moment(until, by, "--until"),
        status=status,
        words=words,
        stories=stories,
    )
    rows = opened(store).found(match, limit)
    if as_json:
        json_lines(incident_row(incident, assessed) for incident, assessed in rows)
    else:
        terminal.incidents(rows, console(), by)


def show(
    incident: Key,
    as_of: AsOfOption = None,
    by_clock: KnownByOption = "published",
    store: StoreOption = None,
    zone: ZoneOption = None,
    as_json: JsonOption = False,
) -> None:
    """One incident: who says what about it (propositions by origins), conflicts, silences, timeline."""
    from allegedly.publish import terminal

    desk, by = opened(store), clock(zone)
    found = _incident(desk, incident)
    assessed = desk.assess(found, moment(as_of, by, "--as-of"), known_by(by_clock))
    extractions, decided = desk.extractions(found.reports), desk.judgements(found)
    if as_json:
        wanted = set(found.claims)
        claims = [c for e in extractions.values() for c in e.claims if c.id in wanted]
        json_lines([{"incident": found, "assessment": assessed, "claims": claims, "judgements": decided}])
    else:
        terminal.show(found, assessed, extractions, console(), by, decided)


def claims(
    event: Annotated[str, typer.Option(help="attack, impact, explosion, killed, injured ...", show_default=False)] = "",
    stance: Annotated[str, typer.Option(help="affirm, deny, query, retract, no_comment.", show_default=False)] = "",
    speaker: Annotated[str, typer.Option(help="A part of the speaker's name.", show_default=False)] = "",
    place: Place = "",
    since: Since = None,
    until: Until = None,
    limit: Limit = 50,
    store: StoreOption = None,
    zone: ZoneOption = None,
    as_json: JsonOption = False,
) -> None:
    """List claims, newest happening first."""
    from allegedly.model.vocabulary import Event, Stance
    from allegedly.publish import terminal
    from allegedly.store import Match

    by = clock(zone)
    event, stance = one_of(event, get_args(Event), "--event"), one_of(stance, get_args(Stance), "--stance")
    match = Match(
        place, moment(since, by, "--since"), moment(until, by, "--until"), event=event, stance=stance, speaker=speaker
    )
    rows = opened(store).claims(match, limit)
    if as_json:
        json_lines(claim for claim, _ in rows)
    elif not rows:
        typer.echo("No claim fits. Drop a filter, or add reports: allegedly add FILE...")
    else:
        terminal.claims(rows, console(), by)


def report(
    id: Annotated[str, typer.Argument(help="Id of the report.")],
    store: StoreOption = None,
    zone: ZoneOption = None,
    as_json: JsonOption = False,
) -> None:
    """One report: its text with the claims marked, and each claim with the rule that found it."""
    from allegedly.publish import terminal

    found = opened(store).extractions([id]).get(id)
    if found is None:
        raise typer.BadParameter(f"no report has the id {id!r}. See what there is: allegedly claims")
    if as_json:
        json_lines([found])
    else:
        terminal.report(found, console(), clock(zone))


def brief(
    incident: Key,
    lang: Annotated[str, typer.Option(help="en, ru or uk.")] = "en",
    as_of: AsOfOption = None,
    by_clock: KnownByOption = "published",
    store: StoreOption = None,
    zone: ZoneOption = None,
    full: Annotated[
        bool, typer.Option("--full", help="Tell all that is in dispute, instead of counting the rest.")
    ] = False,
) -> None:
    """A short sourced text about an incident; each sentence ends in its references."""
    from allegedly.model.vocabulary import LANGS
    from allegedly.publish.brief import brief as written

    wanted = next((known for known in LANGS if known == lang), None)
    if wanted is None:
        raise typer.BadParameter(f"{lang!r} is none of {', '.join(LANGS)}", param_hint="--lang")
    desk, by = opened(store), clock(zone)
    found = _incident(desk, incident)
    assessed = desk.assess(found, moment(as_of, by, "--as-of"), known_by(by_clock))
    typer.echo(written(found, assessed, desk.extractions(found.reports), wanted, by, full))


def _incident(desk: "StoredDesk", key: str) -> "Incident":
    try:
        return desk.incident(key)
    except KeyError as error:
        raise absent(error) from error
