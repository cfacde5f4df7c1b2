"""From the loose fields of a format to a Report: the one place where they are checked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from allegedly.model import Forward, Rejection, Report, Snapshot
from allegedly.model.vocabulary import LANGS, Lang
from allegedly.read.dates import Dated, implausible, read_date
from allegedly.read.reader import Options

STAGE = "read"
LONGEST = 2_000  # characters of an id, a name or an address: browsers and servers take no longer ones either
# What is held keeps its date: the same words again are the same report.
UNDATED = "Correct the date and add the file to a new store (--store)."


@dataclass(slots=True)
class Fields:
    """What a format gave for one report, unchecked. Empty means not given; `lang` empty is to be found out."""

    id: str
    text: str
    title: str = ""
    lang: str = ""
    published: str | int | float | None = None
    source: str = ""
    url: str = ""
    edited: str | int | float | None = None
    first_seen: str | int | float | None = None
    forward_source: str = ""
    forward_published: str | int | float | None = None
    forward_id: str | None = None
    reply_to: str | None = None
    edits: str | None = None
    media: tuple[str, ...] = field(default_factory=tuple)


def build(snapshot: Snapshot, locator: str, given: Fields, options: Options) -> Iterator[Report | Rejection]:
    """The report, preceded by a Rejection for each field that had to be dropped; or one Rejection and no report."""
    record = f"{snapshot.origin}, {locator} ({given.id[:LONGEST]})"
    if fault := _fault(given, options):
        yield Rejection(record, STAGE, *fault)
        return
    for name, reason in _let_go(given):
        yield Rejection(record, STAGE, f"{reason}; kept without it", "Correct it in the input.", name)
    lang = _lang(given.lang)
    if given.lang and lang is None:
        reason = f"the label {given.lang!r} is no language that the desk reads ({', '.join(LANGS)}); the words decide"
        yield Rejection(record, STAGE, reason, "Where the label is wrong, leave lang out.", "lang")
    if given.published is None or given.published == "":
        yield Rejection(record, STAGE, "no date is given; its times are placed by its words alone", "", "published")
    dates: dict[str, Dated | None] = {}
    for name in ("published", "edited", "first_seen", "forward_published"):
        dates[name], reason = _date(getattr(given, name), snapshot.fetched)
        if reason:
            yield Rejection(record, STAGE, f"{reason}; kept without it", UNDATED, name)
    yield _report(snapshot, locator, given, lang, dates)


def _report(
    snapshot: Snapshot, locator: str, given: Fields, lang: Lang | None, dates: dict[str, Dated | None]
) -> Report:
    published = dates["published"]
    return Report(
        id=given.id,
        text=given.text,
        title=given.title,
        lang=lang,
        published=published.when if published else None,
        published_precision=published.precision if published else "minute",
        source=given.source,
        url=given.url or None,
        edited=_instant(dates["edited"]),
        first_seen=_instant(dates["first_seen"]) or snapshot.fetched,
        forward=_forward(given, _instant(dates["forward_published"])),
        reply_to=given.reply_to,
        edits=given.edits,
        media=given.media,
        snapshot=snapshot.sha256,
        locator=locator,
        local_clock=bool(published and published.local),
    )


def _forward(given: Fields, published: datetime | None) -> Forward | None:
    return Forward(given.forward_source, published, given.forward_id) if given.forward_source else None


def _instant(dated: Dated | None) -> datetime | None:
    return dated.when if dated else None


def _fault(given: Fields, options: Options) -> tuple[str, str] | None:
    """Why the record cannot be used at all, and what to do."""
    if not given.text.strip():
        what = f"no words, only {', '.join(given.media)}" if given.media else "the text is empty"
        return what, "Nothing to do, unless words were lost in the export."
    if len(given.text) > options.max_chars:
        return (
            f"the text has {len(given.text):,} characters, more than {options.max_chars:,}",
            "Split it into its items, or raise ALLEGEDLY_MAX_CHARS.",
        )
    if reason := broken(given.id):
        return f"its id has {reason}", "Give each report an id of its own, and a short one."
    if reason := _half(given.text):
        return f"the text has {reason}", "Export the text again as UTF-8."
    return None


def broken(text: str) -> str:
    """What is wrong with a name or an address, or nothing: half a character, or longer than any."""
    return f"{len(text):,} characters, more than {LONGEST:,}" if len(text) > LONGEST else _half(text)


def _half(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return f"half a character (a lone surrogate) at {error.start}"
    return ""


def _let_go(given: Fields) -> Iterator[tuple[str, str]]:
    """Names and addresses that cannot be kept: emptied, each told with its field and the reason."""
    for name in ("source", "url", "forward_source", "forward_id", "reply_to", "edits"):
        if reason := broken(getattr(given, name) or ""):
            setattr(given, name, "" if name in {"source", "url", "forward_source"} else None)
            yield name, f"its {name} has {reason}"
    if reason := _half(given.title):
        given.title = ""
        yield "title", f"its title has {reason}"
    if bad := [reason for one in given.media if (reason := broken(one))]:
        given.media = tuple(one for one in given.media if not broken(one))
        yield "media", f"{len(bad)} of its media have addresses that cannot be kept (the first: {bad[0]})"


def _lang(given: str) -> Lang | None:
    """A language label: only the first part counts (`en-GB`); `ua` is often written for Ukrainian."""
    label = given.replace("_", "-").split("-")[0].lower()
    wanted = {"ua": "uk", "eng": "en", "rus": "ru", "ukr": "uk"}.get(label, label)
    return next((lang for lang in LANGS if lang == wanted), None)


def _date(given: str | int | float | None, fetched: datetime) -> tuple[Dated | None, str]:
    """The date, or why there is none."""
    if given is None or given == "":
        return None, ""
    try:
        dated = read_date(given)
    except (ValueError, TypeError, OverflowError, OSError):
        return None, f"{str(given)[:60]!r} is not a date that the desk reads (ISO 8601 is best)"
    reason = implausible(dated.when, fetched)
    return (None, reason) if reason else (dated, "")
