"""The stages as values, made from the rooms' functions. `pipeline` puts them in order."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, partial
from hashlib import blake2b
from importlib.resources.abc import Traversable
from operator import attrgetter
from pathlib import Path
from typing import Literal

import msgspec

from allegedly import plugins
from allegedly.collect import expand
from allegedly.collect import left_out as unread
from allegedly.collect.large import collect_large, listed
from allegedly.knowledge.load import folder
from allegedly.model import Capture, Document, Extraction, Rejection, Report, Snapshot
from allegedly.model.vocabulary import Lang
from allegedly.preserve import preserve
from allegedly.read import Options, document, hostile, read
from allegedly.run import Stage, check, cores, fuse
from allegedly.run.cluster import untold
from allegedly.run.fence import Fence, Fenced

EXTRACT = 1  # version of the extracting code: raised when it gives other results for the same knowledge
LINK = 1  # the same for linking and assessing
QUARANTINE = "quarantine"  # the stage that a rejection names where the fence dropped the record
Engine = Literal["local", "dask"]
FULL, FAST = "rules", "fast"  # built-in extractors: what the one has read, the other does not read worse
InTime = tuple[bool, float, str]  # a report's place in time, as linking orders them; last its id
MANY = 200  # reports from which starting more processes pays
# One sentence a language, with a speaker and a place, so that analyser, dictionary and gazetteer all have to work.
SAMPLES: dict[Lang, str] = {
    "en": "The mayor said two people were injured in Kharkiv.",
    "ru": "Мэр сообщил, что в Харькове пострадали два человека.",
    "uk": "Мер повідомив, що в Харкові постраждали двоє людей.",
}
SIGNS: dict[Lang, str] = {"en": " the ", "ru": "ы", "uk": "ї"}  # what hardly any text of a language is without


@cache
def knowledge_version(*code: object) -> int:
    """A version that changes with the code's own and with any knowledge file: a new cue reads all reports anew."""
    h = blake2b(repr(code).encode(), digest_size=4)
    for name, content in sorted(_knowledge(folder(), "")):
        h.update(name.encode() + b"\0" + content + b"\0")
    return int.from_bytes(h.digest(), "big")


def _knowledge(at: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    """Every TOML file below the knowledge folder, with its content."""
    for one in at.iterdir():
        if one.is_dir():
            yield from _knowledge(one, f"{path}{one.name}/")
        elif one.name.endswith(".toml"):
            yield path + one.name, one.read_bytes()


@dataclass(frozen=True, slots=True)
class Choice:
    """What the user chose for a run. `jobs` 0: one process for few reports, all cores for many.

    `strict`: a defect of the desk ends the run instead of costing one report. `engine`: the processes of this machine,
    or a Dask cluster: that of a `scheduler` (`tcp://HOST:8786`), else one of its own; `told` hears what it says.
    """

    options: Options = field(default_factory=Options)
    extractor: str = "rules"
    jobs: int = 0
    strict: bool = False
    engine: Engine = "local"
    scheduler: str = ""
    told: Callable[[str], None] = untold

    def processes(self, reports: int) -> int:
        """How many processes so many reports are worth."""
        return self.jobs or (cores() if reports > MANY else 1)


@dataclass(frozen=True, slots=True)
class Sealed:
    """An extraction as bytes (JSON), with what a run asks of it: its place in time, its sums."""

    at: InTime
    attributions: int
    claims: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Way:
    """The stages of one record, in order; `extract` takes a report through `document` in one step."""

    collect: Stage[str, Capture]
    preserve: Stage[Capture, Snapshot]
    read: Stage[Snapshot, Report]
    extract: Stage[Report, Extraction]
    # For a batch: parts of large files, and extractions as bytes.
    gather: Stage[str, Capture]
    seal: Stage[Report, Sealed]


def way(choice: Choice) -> Way:
    """The way for a choice, checked: each stage takes what the one before it gives. Raises TypeError where not."""
    plugins.known("allegedly.extractors", choice.extractor)
    if choice.options.format:
        plugins.known("allegedly.readers", choice.options.format)
    prepare = Stage("prepare", 1, Report, Document, _prepare, attrgetter("id"))
    version, apply = knowledge_version(EXTRACT, choice.extractor), partial(_extract, choice.extractor)
    extract = Stage("extract", version, Document, Extraction, apply, attrgetter("report.id"))
    whole = fuse(prepare, extract)
    sealed = fuse(whole, Stage("seal", 1, Extraction, Sealed, _seal, attrgetter("report.id")))
    made = Way(
        Stage("collect", 1, str, Capture, _collect),
        Stage("preserve", 1, Capture, Snapshot, _preserve, attrgetter("origin")),
        Stage("read", 1, Snapshot, Report, partial(_read, choice.options), attrgetter("origin")),
        whole,
        Stage("collect", 1, str, Capture, _gather),
        replace(sealed, name=whole.name),
    )
    check((made.collect, made.preserve, made.read, prepare, extract))
    check((made.gather, made.preserve, made.read, made.seal))
    return made


def respected(choice: Choice) -> tuple[int, ...]:
    """Versions of extraction, beside its own, whose work a choice leaves as it is: the full reader's by the fast."""
    return (way(replace(choice, extractor=FULL)).extract.version,) if choice.extractor == FAST else ()


def sources(given: Iterable[str]) -> list[str]:
    """Patterns and folders expanded, files checked, before any is read; what a plug-in collects is left as it is."""
    found = (one for source in given for one in ([source] if _collector(source) else expand([source])))
    return list(dict.fromkeys(found))


def gathered(given: str | Path | Iterable[str]) -> list[str]:
    """Files, folders, patterns and addresses to what is read one after the other; each is looked for first."""
    found = [str(given)] if isinstance(given, str | Path) else given
    return list(dict.fromkeys(one for s in found for one in ([s] if _collector(s) else listed(s))))


def left_out(given: str | Path | Iterable[str]) -> Iterator[Rejection]:
    """What is not read of the folders that are given, as a note for each."""
    yield from unread(one for one in ([str(given)] if isinstance(given, str | Path) else given) if not _collector(one))


def _gather(source: str) -> Iterator[Capture | Rejection]:
    """As `_collect`, for what is too large to be held whole."""
    yield from _collect(source) if _collector(source) else collect_large(source)


def warmed(extractor: str, langs: Iterable[Lang] = ()) -> None:
    """Load the extractor and what it needs for the languages: what is done once before workers start, or in each."""
    read_one = plugins.one("allegedly.extractors", extractor)
    for lang in langs:
        read_one(document(Report("sample", SAMPLES[lang], lang=lang)))


def spoken(reports: Iterable[Report]) -> tuple[Lang, ...]:
    """The languages that reports look like being written in, at a glance."""
    texts = [report.text for report in reports]
    return tuple(lang for lang, sign in SIGNS.items() if any(sign in text for text in texts))


def _collector(source: str) -> str:
    """The collector that `NAME:rest` names, or nothing."""
    name, colon, _ = source.partition(":")
    return name if colon and name in plugins.door("allegedly.collectors") else ""


def _collect(source: str) -> Iterator[Capture | Rejection]:
    """`NAME:rest` goes to the collector NAME, everything else to files."""
    name = _collector(source)
    rest = source.removeprefix(f"{name}:") if name else source
    yield from plugins.one("allegedly.collectors", name or "files")(rest)


def _preserve(capture: Capture) -> Iterator[Snapshot | Rejection]:
    yield preserve(capture)


def _read(options: Options, snapshot: Snapshot) -> Iterator[Report | Rejection]:
    readers = plugins.every("allegedly.readers")
    if not hostile(snapshot, readers, options):
        yield from read(snapshot, readers, options)
        return
    try:
        yield from _fence().run(_read_all, snapshot, options)
    except Fenced as error:
        yield Rejection(snapshot.origin, QUARANTINE, str(error), "Its bytes are kept apart: allegedly quarantine list.")


def _read_all(snapshot: Snapshot, options: Options) -> list[Report | Rejection]:
    """What the fenced worker does."""
    return list(read(snapshot, plugins.every("allegedly.readers"), options))


@cache
def _fence() -> Fence:
    """One for the run; it ends with the process."""
    return Fence(warm)


def warm() -> None:
    """Load what reading markup needs before the worker's memory is bounded."""
    import feedparser  # noqa: F401
    import trafilatura  # noqa: F401

    plugins.every("allegedly.readers")


def _prepare(report: Report) -> Iterator[Document | Rejection]:
    yield document(report)


def _extract(extractor: str, prepared: Document) -> Iterator[Extraction | Rejection]:
    yield plugins.one("allegedly.extractors", extractor)(prepared)


def _seal(one: Extraction) -> Iterator[Sealed | Rejection]:
    """Results go to the run as bytes: a sixth of what pickling records costs."""
    from allegedly.link import in_time

    data = msgspec.json.encode(one)
    yield Sealed(in_time(one.report), len(one.attributions), len(one.claims), data)
