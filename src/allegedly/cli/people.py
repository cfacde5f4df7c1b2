"""`allegedly people`: who has an account, and tokens for their programs."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from allegedly.cli.desk import JsonOption, StoreOption, ZoneOption, clock, console, examples, json_lines, one_of

if TYPE_CHECKING:
    from allegedly.model.people import Power, Role, Visitor
    from allegedly.people import StoredPeople

ADD = (
    "allegedly people add 'Olha Mel' --role admin",
    "allegedly people add 'Petro Bo' --role reporter --invite",
    "allegedly people add robot --role reader --password-stdin < password.txt",
)
LIST = ("allegedly people list", "allegedly people list --json")
ROLE = ("allegedly people role 'Petro Bo' editor",)
OUT = ("allegedly people out 'Petro Bo'",)
END = ("allegedly people end 'Petro Bo'",)
PASSWORD = (
    "allegedly people password 'Petro Bo'",
    "allegedly people password 'Petro Bo' --invite",
)
SECOND = ("allegedly people second-factor 'Petro Bo' --off",)
TOKEN_ADD = ("allegedly people token add 'Petro Bo' --for 'the map' --may read --days 30",)
TOKEN_LIST = ("allegedly people token list", "allegedly people token list 'Petro Bo'")
TOKEN_END = ("allegedly people token end 3f9a51c2d07be846",)
WHERE = "Page: /sign-in/invitation    Name: {name}    Code: {code}"

app = typer.Typer(no_args_is_help=True, help="Who shares the desk: accounts, roles, tokens for programs.")
token = typer.Typer(no_args_is_help=True, help="Tokens by which programs ask in somebody's name.")
app.add_typer(token, name="token")

Name = Annotated[str, typer.Argument(help="The name that decisions are signed with.")]
StdinOption = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")]
InviteOption = Annotated[
    bool, typer.Option("--invite", help="Make a code by which they set the password themselves, within 72 hours.")
]


@app.command(epilog=examples(ADD))
def add(
    name: Name,
    role: Annotated[
        str, typer.Option(help="reader, reporter, editor, admin; the first person is an admin.")
    ] = "reader",
    password_stdin: StdinOption = False,
    invite: InviteOption = False,
    store: StoreOption = None,
) -> None:
    """Give somebody an account. As soon as one person has one, the desk asks everybody to sign in."""
    keeper, wanted = _keeper(store), _role(role)
    first = not keeper.any()
    if invite:
        code = keeper.add(name, wanted, _me())
        _invited(_proper(name), code)
    else:
        keeper.add_with(name, wanted, _password(password_stdin), _me())
        typer.echo(f"{_proper(name)}: {wanted}")
    if first:
        typer.echo("From now on this desk asks everybody to sign in, on this machine too.", err=True)


@app.command("list", epilog=examples(LIST))
def list_(zone: ZoneOption = None, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Who has or had an account."""
    keeper, by = _keeper(store), clock(zone)
    rows, second = keeper.every(), keeper.second.holders()
    if as_json:
        json_lines({"name": p.name, "role": p.role, "since": p.since, "ended": p.ended,
                    "waiting": p.ended is None and keeper.waiting(p.name), "second_factor": p.name in second}
                   for p in rows)  # fmt: skip
        return
    if not rows:
        typer.echo("Nobody: this desk is used without signing in. Give somebody an account: allegedly people add NAME")
        return
    states = {True: "has not set a password yet", False: ""}
    _table(
        ("name", "role", "since", "second factor", ""),
        [
            (p.name, p.role, by.both(p.since), "yes" if p.name in second else "",
             f"ended {by.both(p.ended)}" if p.ended else states[keeper.waiting(p.name)])
            for p in rows
        ],
    )  # fmt: skip


@app.command(epilog=examples(ROLE))
def role(
    name: Name,
    role: Annotated[str, typer.Argument(help="reader, reporter, editor, admin.")],
    store: StoreOption = None,
) -> None:
    """Give somebody another role. It holds from their next request on."""
    _keeper(store).set_role(name, _role(role), _me())
    typer.echo(f"{_proper(name)}: {role}")


@app.command(epilog=examples(END))
def end(name: Name, store: StoreOption = None) -> None:
    """Close an account, with its sessions and tokens. What was decided in its name stays, and so does the name."""
    _keeper(store).end(name, _me())
    typer.echo(f"{_proper(name)}: ended")


@app.command(epilog=examples(OUT))
def out(name: Name, store: StoreOption = None) -> None:
    """End all of somebody's sessions: their browsers must sign in again. Tokens stay."""
    keeper = _keeper(store)
    mine = next((p.name for p in keeper.every() if p.name.casefold() == _proper(name).casefold()), _proper(name))
    keeper.end_sessions(mine, _me())
    typer.echo(f"{mine}: signed out everywhere")


@app.command(epilog=examples(PASSWORD))
def password(
    name: Name, password_stdin: StdinOption = False, invite: InviteOption = False, store: StoreOption = None
) -> None:
    """Set somebody's password anew, or let them do it. Their sessions end."""
    keeper = _keeper(store)
    if invite:
        _invited(_proper(name), keeper.invite(name, _me()))
        return
    keeper.set_password(name, _password(password_stdin), _me())
    typer.echo(f"{_proper(name)}: the password is set, all sessions have ended")


@app.command("second-factor", epilog=examples(SECOND))
def second_factor(
    name: Name,
    off: Annotated[bool, typer.Option("--off", help="Take it off: the app was lost. All sessions end.")] = False,
    store: StoreOption = None,
) -> None:
    """Whether somebody signs in by a second factor. Take it off only for whom you know, by sight or voice."""
    from allegedly.errors import AccountRefused

    keeper = _keeper(store)
    mine = next((p.name for p in keeper.every() if p.name.casefold() == _proper(name).casefold() and not p.ended), None)
    if mine is None:
        raise AccountRefused(f"{name!r}: nobody with an account has this name. See who has: allegedly people list")
    if off:
        told = "off; all sessions have ended" if keeper.second.drop(mine, _me()) else "there was none"
        typer.echo(f"{mine}: {told}")
    else:
        held = keeper.second.held(mine)
        typer.echo(f"{mine}: {f'on, {keeper.second.spares(mine)} recovery codes left' if held else 'none'}")


@token.command("add", epilog=examples(TOKEN_ADD))
def token_add(
    name: Name,
    label: Annotated[str, typer.Option("--for", help="What it is for, as lists show it.")],
    may: Annotated[list[str] | None, typer.Option(help="read (default), decide; may be given twice.")] = None,
    days: Annotated[int, typer.Option(help="How long it is good for, at most 366.")] = 90,
    store: StoreOption = None,
) -> None:
    """Make a token in somebody's name. Its secret is printed this once, alone on standard output."""
    from allegedly.errors import AccountRefused
    from allegedly.model.people import Visitor, powers

    keeper = _keeper(store)
    owner = next((p for p in keeper.every() if p.name == _proper(name) and p.ended is None), None)
    if owner is None:
        raise AccountRefused(f"{name!r}: nobody with an account has this name. See who has: allegedly people list")
    wanted = [cast("Power", one_of(one, ("read", "decide"), "--may")) for one in may or ["read"]]
    made, secret = keeper.make_token(Visitor(owner.name, owner.role, powers(owner.role)), label, wanted, days)
    typer.echo(secret)
    typer.echo(f"{made.id}: {', '.join(sorted(made.powers))}, until {made.until:%Y-%m-%d}", err=True)


@token.command("list", epilog=examples(TOKEN_LIST))
def token_list(
    name: Annotated[str, typer.Argument(help="Whose; all when left out.")] = "",
    zone: ZoneOption = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tokens that were made and not ended."""
    by, rows = clock(zone), _keeper(store).tokens(name)
    if as_json:
        json_lines({"id": t.id, "owner": t.owner, "label": t.label, "powers": sorted(t.powers), "since": t.since,
                    "until": t.until, "used": t.used} for t in rows)  # fmt: skip
        return
    _table(
        ("id", "owner", "for", "may", "good until", "last used"),
        [
            (t.id, t.owner, t.label, ", ".join(sorted(t.powers)), by.both(t.until), by.both(t.used) if t.used else "")
            for t in rows
        ],
    )


@token.command("end", epilog=examples(TOKEN_END))
def token_end(
    id: Annotated[str, typer.Argument(help="Its id, as the list shows it.")], store: StoreOption = None
) -> None:
    """End a token: programs that show it are turned away from now on."""
    if not _keeper(store).end_any_token(id, _me()):
        raise typer.BadParameter(f"no token has the id {id!r}. See which there are: allegedly people token list")
    typer.echo(f"{id}: ended")


def _keeper(store: str | None) -> "StoredPeople":
    from allegedly.cli.accounts import kept
    from allegedly.settings import read_settings

    return kept(read_settings(store=store))


def _me() -> "Visitor":
    """Whoever types commands, as the audit log names them: they have the store itself, and so every power."""
    from allegedly.model.people import Visitor, powers
    from allegedly.settings import read_settings

    return Visitor(read_settings().by or "(command line)", "admin", powers("admin"))


def _role(given: str) -> "Role":
    from allegedly.model.people import ROLES

    return cast("Role", one_of(given, ROLES, "--role") or "reader")


def _proper(name: str) -> str:
    from allegedly.people.names import proper

    return proper(name)


def _password(stdin: bool) -> str:
    """A password as it is typed twice, unseen, or from the first line of standard input."""
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    typed: Callable[..., Any] = typer.prompt
    return str(typed("Password", hide_input=True, confirmation_prompt="Once more"))


def _invited(name: str, code: str) -> None:
    typer.echo(WHERE.format(name=name, code=code))
    typer.echo("The code is good once, within 72 hours. Give it to them by another way than the address.", err=True)


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0))
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    console().print(table)
