"""`allegedly hooks`: who is told what becomes different, and how that goes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from allegedly.cli.desk import JsonOption, StoreOption, console, examples, json_lines

if TYPE_CHECKING:
    from allegedly.collect.post import Poster
    from allegedly.model.delivery import Hook
    from allegedly.settings import Settings
    from allegedly.store import Store

LIST = ("allegedly hooks list", "allegedly hooks list --json")
TEST = ("allegedly hooks test newsroom",)
NONE = "No webhook is set. How to: docs/api.md, webhooks."

app = typer.Typer(no_args_is_help=True, help="Webhooks: who is told what becomes different; how deliveries go; a test.")


@app.command("list", epilog=examples(LIST))
def list_(store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Each webhook of the settings: where it is, what waits, what failed, how the last try ended."""
    from allegedly.restrict.seen import Seen
    from allegedly.settings import read_settings
    from allegedly.store import Store

    settings = read_settings(store=store)
    if not settings.webhooks:
        typer.echo(NONE)
        return
    desk = Store.open(settings.store)
    seen = Seen(desk)
    rows = [
        {"name": one.name, "url": one.url, "kinds": one.kinds, **_filter(one.filter.model_dump()),
         **{state: held.counts(one.name).get(state, 0) for state in ("waiting", "done", "failed")},
         "role": one.role, "last": last.told if (last := held.last(one.name)) else ""}
        for one in settings.webhooks if (held := seen.store(one.role).deliveries())
    ]  # fmt: skip
    desk.close()
    if as_json:
        json_lines(rows)
        return
    from rich.table import Table

    table = Table(box=None, padding=(0, 2, 0, 0))
    for name in ("webhook", "address", "waiting", "done", "failed", "last try"):
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(str(row[name]) for name in ("name", "url", "waiting", "done", "failed", "last")))
    console().print(table)


def _filter(given: dict[str, str]) -> dict[str, dict[str, str]]:
    return {"filter": {name: value for name, value in given.items() if value}}


@app.command(epilog=examples(TEST))
def test(name: Annotated[str, typer.Argument(help="Its name in the settings.")]) -> None:
    """Send a message that says it is a test, and tell what came of it."""
    from datetime import UTC, datetime

    from allegedly.hooks import try_out
    from allegedly.settings import read_settings

    settings = read_settings()
    one = next((hook for hook in hooks_of(settings) if hook.name == name), None)
    if one is None:
        known = ", ".join(hook.name for hook in settings.webhooks) or "none"
        raise typer.BadParameter(f"no webhook has the name {name!r}; set are: {known}")
    with posting(settings) as post:
        sent = try_out(one, post, datetime.now(UTC))
    if not sent.arrived:
        typer.echo(f"{one.name}: not taken: {sent.reason.removesuffix('.')}. Check the address.", err=True)
        raise typer.Exit(1)
    typer.echo(f"{one.name}: taken (status {sent.status}).")


def hooks_of(settings: "Settings") -> "list[Hook]":
    """The webhooks of the settings as the sender takes them. Raises InputMissing where two have one name."""
    from allegedly.errors import InputMissing
    from allegedly.model.delivery import Hook
    from allegedly.model.glance import Wanted

    names = [one.name for one in settings.webhooks]
    if twice := {name for name in names if names.count(name) > 1}:
        raise InputMissing(f"settings, webhooks: several have the name {min(twice)!r}. Give each its own.")
    return [
        Hook(
            one.name, one.url, one.key, one.kinds,
            Wanted(one.filter.q, one.filter.place, one.filter.status, one.filter.attribution, one.filter.event,
                   disputed=one.filter.conflicts == "open"),
            one.role,
        )
        for one in settings.webhooks
    ]  # fmt: skip


@contextmanager
def posting(settings: "Settings") -> "Iterator[Poster]":
    """What sends, by the rules of fetching: never into inner networks that are not allowed."""
    from allegedly.cli.watching import agent
    from allegedly.collect.addresses import networks
    from allegedly.collect.fetch import Manners
    from allegedly.collect.guard import Limits
    from allegedly.collect.post import Poster
    from allegedly.errors import InputMissing

    try:
        allowed = networks(settings.networks)
    except ValueError as error:
        raise InputMissing(f"settings, networks: {error}. Write such as 10.20.0.0/16.") from error
    limits = Limits(connect=10.0, idle=15.0, total=30.0)
    post = Poster(Manners(agent(settings.contact), limits, allowed, settings.proxy))
    try:
        yield post
    finally:
        post.close()


@contextmanager
def telling(store: str | None, finish: bool = False) -> Iterator[None]:
    """Inside, the webhooks of the settings are served; with none set nothing is done. `finish`: also what came last."""
    from threading import Event

    from allegedly.hooks import Sender
    from allegedly.restrict.seen import Seen
    from allegedly.settings import read_settings
    from allegedly.store import Store

    settings, stop = read_settings(store=store), Event()
    hooks = hooks_of(settings)
    if not hooks:
        yield
        return
    desk = Store.open(settings.store)
    _noted(desk, hooks)
    with posting(settings) as post:
        sender = Sender(Seen(desk).store, hooks, post)
        sender.until(stop)
        try:
            yield
        finally:
            stop.set()
            if finish:
                sender.round()


def _noted(desk: "Store", hooks: "list[Hook]") -> None:
    """Note in the audit log who is told, where that is not as it was noted last. An address may hold a secret."""
    from allegedly.cli.seeing import noted
    from allegedly.model import digest

    told = ", ".join(f"{one.name} as {one.role}" for one in hooks)
    mark = digest("hooks", *((one.name, one.url, one.role, one.kinds, one.wanted) for one in hooks), size=4)
    last = next(iter(desk.audit().latest(1, "webhooks")), None)
    if last is None or last.target != mark:
        noted(desk, "webhooks", mark, told)
