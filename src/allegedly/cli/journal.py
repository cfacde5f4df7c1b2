"""The log of `serve` and `watch`: a line for each request, look, round and error. No secret, no word of a report."""

import logging
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from allegedly.errors import AllegedlyError

if TYPE_CHECKING:
    from allegedly.publish.web.seen import Seen
    from allegedly.settings import Settings
    from allegedly.watch.look import Look
    from allegedly.watch.once import Round

FRAMES = 3  # the last places in the code of a defect
HIDDEN = "***"


class Journal:
    """Writes events with their fields to standard error; nothing where no log is asked for."""

    def __init__(self, log: Any) -> None:
        self._log = log

    def began(self, command: str) -> None:
        """A command is ready to work."""
        self._write("began", command=command)

    def seen(self, one: "Seen") -> None:
        """A request was answered."""
        took = round(one.seconds * 1000, 1)
        self._write("request", method=one.method, route=one.route, status=one.status, ms=took)

    def look(self, found: "Look") -> None:
        """A source was looked at. Why a look failed may quote the host: `allegedly sources` tells it."""
        self._write("look", source=found.source.name, outcome=found.outcome, status=found.status,
                    items=found.items, new=found.fresh, changed=found.edited)  # fmt: skip

    def round(self, done: "Round") -> None:
        """A round ended."""
        self._write("round", looks=done.looks, reports=done.reports, repeats=done.repeats, anew=done.anew,
                    claims=done.claims, missing=len(done.missing),
                    rejections=sum(len(one.rejections) for one in done.tally))  # fmt: skip

    def failed(self, error: BaseException) -> None:
        """A defect by its kind and place: what it says may quote a report."""
        said = {"said": str(error)} if isinstance(error, AllegedlyError) else {}
        self._write("error", kind=type(error).__name__, where=places(error), **said)

    def broken(self, error: BaseException) -> None:
        """The same of a request or a thread; without a log in a line, since else Python would print what it says."""
        if self._log is None:
            typer.echo(f"A defect: {type(error).__name__} at {', '.join(places(error))}", err=True)
        else:
            self.failed(error)

    @contextmanager
    def failing(self) -> Iterator[None]:
        """Inside, what ends the run is logged too."""
        try:
            yield
        except Exception as error:
            self.failed(error)
            raise

    def _write(self, event: str, **fields: object) -> None:
        if self._log is not None:
            self._log.log(logging.ERROR if event == "error" else logging.INFO, event, **fields)


def places(error: BaseException) -> list[str]:
    """Where in the code it happened, the innermost last."""
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    return [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames]


def journal(settings: "Settings") -> Journal:
    """The log that the settings ask for."""
    if not settings.log:
        return Journal(None)
    import structlog

    from allegedly.settings import secrets

    form = structlog.processors.JSONRenderer(ensure_ascii=False) if settings.log == "json" else _plain
    chain = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        _without(secrets(settings)),
        form,
    ]
    return Journal(structlog.wrap_logger(structlog.PrintLogger(sys.stderr), processors=chain))


def _plain(_logger: object, _level: str, event: MutableMapping[str, Any]) -> str:
    """2024-01-04T18:00:00Z info request method=GET ...: one line, whatever a value holds."""
    head = [str(event.pop(key)) for key in ("at", "level", "event")]
    return " ".join([*head, *(f"{key}={_quoted(value)}" for key, value in event.items())])


def _quoted(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text if text.isprintable() and " " not in text else repr(text)


def _without(hidden: frozenset[str]) -> Any:
    """A step that blots out these secrets wherever they stand."""
    longest = sorted(hidden, key=len, reverse=True)

    def blot(_logger: object, _level: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return {key: _blotted(value, longest) for key, value in event.items()}

    return blot


def _blotted(value: Any, hidden: list[str]) -> Any:
    if isinstance(value, list):
        return [_blotted(one, hidden) for one in value]
    if isinstance(value, str):
        for secret in hidden:
            value = value.replace(secret, HIDDEN)
    return value
