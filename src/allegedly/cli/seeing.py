"""What the commands share of restrictions: a desk as a role may see it, editions kept up, entries of the audit log."""

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from allegedly.cli.desk import one_of

if TYPE_CHECKING:
    from allegedly.desk.records import StoredRecords
    from allegedly.model.people import Role
    from allegedly.publish.web.site import Edition
    from allegedly.restrict.deciders import SeenDecider
    from allegedly.restrict.noting import Noting
    from allegedly.restrict.seen import Seen
    from allegedly.settings import Settings
    from allegedly.store import Store

ForOption = Annotated[
    str,
    typer.Option("--for", help="As this role may see it: reader, reporter, editor, admin.", show_default=False),
]


def role_of(given: str) -> "Role":
    """A role by its name."""
    from allegedly.model.people import ROLES

    return cast("Role", one_of(given or "admin", ROLES, "--for"))


def seen_by(command: Callable[..., None], note: str = "") -> Callable[..., None]:
    """A command that reads the desk of `--store`, with an option `--for`: then it reads that role's edition.

    `note`: what the audit log calls it, where it is noted there.
    """
    signature = inspect.signature(command)

    @wraps(command)
    def asked(**given: Any) -> None:
        role, store = given.pop("for_"), given["store"]
        command(**(given | {"store": edition_of(store, role)} if role else given))
        if note:
            _note(store, note, given, role)

    option = inspect.Parameter("for_", inspect.Parameter.KEYWORD_ONLY, default="", annotation=ForOption)
    kept = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in signature.parameters.values()]
    asked.__signature__ = signature.replace(parameters=[*kept, option])  # type: ignore[attr-defined]
    asked.__annotations__ = {**command.__annotations__, "for_": ForOption}
    return asked


def _note(store: str | None, what: str, given: dict[str, Any], role: str) -> None:
    """Note that incidents were handed on: which ones as they were named, in which form, for whom."""
    from allegedly.settings import read_settings
    from allegedly.store import Store

    form = given["form"] or "bundle" * given["bundle"] or "wacz"
    settings = read_settings(store=store)
    desk = Store.open(settings.store)
    noted(desk, what, " ".join(given["incidents"] or ["all"]), f"{form}, for {role or 'admin'}", settings.by)
    desk.close()


def edition_of(store: str | None, role: str) -> str | None:
    """Where a role's edition of a desk is, up to date; the desk itself where nothing is kept from the role."""
    from allegedly.restrict.editions import Editions
    from allegedly.settings import read_settings
    from allegedly.store import Store

    wanted = role_of(role)
    desk = Store.open(read_settings(store=store).store)
    try:
        editions = Editions(desk)
        editions.refresh([wanted])
        path = editions.current(wanted)
    finally:
        desk.close()
    return store if path is None else str(path)


def is_edition(store: str | None) -> bool:
    """Is this the place of an edition? It has no captures, and so nothing that could be proven of them."""
    return store is not None and Path(store).parent.name.endswith(".editions")


def keep_up(desk: "Store") -> None:
    """Bring the editions of a desk up to date after something was written to it."""
    from allegedly.restrict.editions import Editions

    Editions(desk).refresh()


def follow(store: str | None) -> None:
    """The same for a desk that is not open."""
    from allegedly.settings import read_settings
    from allegedly.store import Store

    desk = Store.open(read_settings(store=store).store)
    keep_up(desk)
    desk.close()


def deciding(seen: "Seen") -> "SeenDecider":
    """The door of decisions, for whoever asks the web desk now."""
    from allegedly.judging import Judging
    from allegedly.publish.visitor import visitor
    from allegedly.restrict.deciders import SeenDecider

    return SeenDecider(Judging(seen.desk), seen.desk, seen, lambda: visitor().role)


def whole(desk: "Store", settings: "Settings") -> "Edition":
    """A desk with all that it holds: its incidents, its lists, intake and provenance."""
    from allegedly.cli.desk import watching
    from allegedly.collect.sources import read_sources
    from allegedly.desk.pages import StoredPages
    from allegedly.desk.records import StoredRecords
    from allegedly.desk.stored import StoredDesk
    from allegedly.preserve.archive import Archive
    from allegedly.publish.web.site import Edition

    records = StoredRecords(desk, Archive.of(settings.store, settings.archive), lambda: read_sources(settings.sources))
    return Edition(StoredDesk(desk.view(), watching(desk, settings)), StoredPages(desk), records)


def served(desk: "Store", settings: "Settings", whole: "Edition") -> "tuple[Callable[[Role], Edition], Noting]":
    """What each role sees of a desk that is served, and whoever takes note of who read it. While its edition is made,
    a role is told to come again (503)."""
    from allegedly.cli.desk import watching
    from allegedly.publish.tongue import _
    from allegedly.publish.web.guard import Turned
    from allegedly.publish.web.site import Edition
    from allegedly.restrict.editions import Preparing
    from allegedly.restrict.noting import Noting
    from allegedly.restrict.seen import Seen, SeenRecords
    from allegedly.restrict.shown import ShownDesk, ShownPages, ShownRecords

    seen, made = Seen(desk), dict[Any, Edition]()
    noting = Noting(seen)

    def edition(role: "Role") -> Edition:
        try:
            held = seen.store(role)
        except Preparing as error:
            raise Turned(503, _("What you may see of this desk is being prepared. Try again in a while.")) from error
        if (role, held) not in made:
            for gone in [key for key in made if key[0] == role]:
                del made[gone]
            tell, records = partial(noting.read, role), whole.records
            if records is not None and held is not desk:
                records = SeenRecords(cast("StoredRecords", records), held, lambda: seen.hidden(role))
            shown = ShownDesk(held.view(), tell, watching(desk, settings))
            made[role, held] = Edition(shown, ShownPages(held, tell), records and ShownRecords(records, tell))
        return made[role, held]

    return edition, noting


@contextmanager
def editions_kept_up(noting: "Noting") -> Iterator[None]:
    """Inside, editions follow the desk, and it is noted who read what."""
    from threading import Event

    from allegedly.errors import StoreFailed

    stop = Event()
    noting.seen.keep_up(stop)
    noting.keep_up(stop)
    try:
        yield
    finally:
        stop.set()
        with suppress(StoreFailed):  # the store is gone, and has told so
            noting.write()


def noted(desk: "Store", what: str, target: str = "", detail: str = "", by: str = "") -> None:
    """Note in the audit log what was done by command: by whoever is named, else whoever sits at this machine."""
    import getpass

    desk.audit().note(by or f"{getpass.getuser()} (command)", what, target, detail)
