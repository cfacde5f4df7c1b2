"""What the commands of collecting share: the sources, and the tools to look at them with."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from allegedly.collect.sources import Sources
    from allegedly.settings import Settings
    from allegedly.watch import Tools

SourcesOption = Annotated[
    Path | None,
    typer.Option("--sources", help="The file of sources (default: sources.toml here).", show_default=False),
]


@contextmanager
def tools(settings: "Settings", known: "Sources") -> Iterator["Tools"]:
    """A polite fetcher and fenced parsers, let go of at the end. Raises InputMissing for a setting that is wrong."""
    from allegedly.collect.addresses import networks
    from allegedly.collect.fetch import Fetcher, Manners
    from allegedly.collect.manners import Polite
    from allegedly.errors import InputMissing
    from allegedly.read import Options
    from allegedly.run import cores
    from allegedly.watch import Tools
    from allegedly.watch.parse import Fences

    try:
        allowed = networks(settings.networks)
    except ValueError as error:
        raise InputMissing(f"settings, networks: {error}. Write such as 10.20.0.0/16.") from error
    fetcher = Fetcher(Manners(agent(settings.contact), allowed=allowed, proxy=settings.proxy))
    fences = Fences(cores())
    try:
        polite = Polite(fetcher, settings.host_pause)
        yield Tools(polite, fences, Options(max_chars=settings.max_chars, sites=known.sites))
    finally:
        fences.close()
        fetcher.close()


def agent(contact: str) -> str:
    """How the desk shows itself to hosts: its name and version, and how to reach its people."""
    return f"allegedly/{version('allegedly')}" + (f" (+{contact})" if contact else "")
