"""How the tests of the readers call them: through the stage, as the pipeline does."""

from datetime import UTC, datetime

from allegedly import plugins
from allegedly.errors import SkipRecord
from allegedly.model import Capture, Rejection, Report
from allegedly.preserve import preserve
from allegedly.read import Options, read

FETCHED = datetime(2024, 6, 1, tzinfo=UTC)


def reading(data: bytes, name: str, options: Options | None = None) -> tuple[list[Report], list[Rejection]]:
    """Reports and rejections of a file of this name and content."""
    snapshot = preserve(Capture(name, data, "", FETCHED))
    found = list(read(snapshot, plugins.every("allegedly.readers"), options or Options()))
    return [r for r in found if isinstance(r, Report)], [r for r in found if isinstance(r, Rejection)]


def refusal(data: bytes, name: str, options: Options | None = None) -> str:
    """Why the whole file was refused."""
    try:
        reading(data, name, options)
    except SkipRecord as error:
        return str(error)
    raise AssertionError(f"{name} was read")
