"""What a log and a monitor learn of a request: which kind of page was asked for, never which one or by what words."""

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from inspect import isroutine

from starlette.types import ASGIApp, Message, Receive, Scope, Send

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
CONVERTOR = re.compile(r":\w+\}")  # of {key:path}
NOWHERE = "(none)"  # an address that is no page: it may say anything


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that was answered. `route`: /report/{key}. `seconds` until the answer began (streams never end)."""

    method: str
    route: str
    status: int
    seconds: float


Observer = Callable[[Seen], None]
Failed = Callable[[Exception], None]


class Observed:
    """A web application whose requests are told to observers, and its defects to `failed`."""

    def __init__(self, app: ASGIApp, observers: Sequence[Observer], failed: Failed = lambda error: None) -> None:
        self._app, self._observers, self._failed = app, observers, failed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does; a request is told as its answer begins."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, method = time.perf_counter(), scope["method"]

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                known = method if method in METHODS else "other"
                one = Seen(known, route(scope), message["status"], time.perf_counter() - began)
                for observer in self._observers:
                    observer(one)
            await send(message)

        try:
            await self._app(scope, receive, told)
        except Exception as error:
            self._failed(error)
            raise


def route(scope: Scope) -> str:
    """The page that a request was led to, without what was filled in; under a mounted application /static/*."""
    endpoint, page = scope.get("endpoint"), scope.get("route")
    if endpoint is None:
        return NOWHERE
    if page is None or not isroutine(endpoint):  # the application itself: what follows may be anything
        return f"{scope['root_path']}/*"
    return scope["root_path"] + CONVERTOR.sub("}", page.path)  # type: ignore[no-any-return]
