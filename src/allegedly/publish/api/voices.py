"""Voices with their track records and letters, watched sources with their health, and what was not used."""

from collections.abc import Sequence

from msgspec import Struct

from allegedly.model import Judgement, Rejection, SourceRecord, Track
from allegedly.model.listing import Mark, Page
from allegedly.publish.api.answers import Answer, Refused
from allegedly.publish.api.listed import List, ListAsked
from allegedly.publish.api.route import Call, Route


class Voice(Struct, frozen=True):
    """A voice: what became of its statements by kind of happening, and the letters that stand, by whom and why."""

    key: str
    name: str
    statements: int
    records: tuple[Track, ...]
    letters: tuple[Judgement, ...]


class Voices(Struct, frozen=True):
    """Voices in order of their keys."""

    items: tuple[Voice, ...]
    next: str | None


class Sources(Struct, frozen=True):
    """What the desk watches, in the order of its file of sources."""

    items: tuple[SourceRecord, ...]


class Rejections(Struct, frozen=True):
    """What was not used, and why, by record."""

    items: tuple[Rejection, ...]
    next: str | None


def _voices(call: Call) -> Answer:
    letters = _letters(call)

    def page(mark: Mark | None, limit: int) -> Page[Sequence[Track]]:
        return call.pages.voices(str(mark[0]) if mark else "", limit)

    def shown(items: Sequence[Sequence[Track]], more: str | None) -> Voices:
        return Voices(tuple(_voice(rows, letters) for rows in items), more)

    return List("voices", page, shown, tuple[str]).answer(call)


def _one(call: Call) -> Answer:
    key = call.path["voice"]
    rows = call.pages.records([key])
    if not rows:
        raise Refused(404, f"No voice has the key {key!r}, or it has stated nothing that counts.")
    return Answer(_voice(rows, _letters(call)))


def _letters(call: Call) -> list[Judgement]:
    return [one for one in call.desk.decisions() if one.kind == "letter" and one.undone is None]


def _voice(rows: Sequence[Track], letters: Sequence[Judgement]) -> Voice:
    key, name = rows[0].origin, rows[0].name
    mine = tuple(one for one in letters if key in one.target)
    return Voice(key, name, sum(one.statements for one in rows), tuple(rows), mine)


def _sources(call: Call) -> Answer:
    return Answer(Sources(tuple(call.records.sources())))


def _rejections(call: Call) -> Answer:
    return List("rejections", call.pages.rejections, Rejections, tuple[str, str, str, str]).answer(call)


ROUTES = (
    Route(
        "/voices", "listVoices", "Track records, voice by voice.", _voices, Voices, ListAsked, needs="pages",
        example="/voices?limit=10",
    ),
    Route(
        "/voices/{voice:path}", "getVoice", "One voice: what became of its statements, and its letters.", _one, Voice,
        needs="pages", example="/voices/actor:mayor",
    ),
    Route(
        "/sources", "listSources", "Watched sources, how each does, and how to mend it.", _sources, Sources,
        needs="records", example="/sources",
    ),
    Route(
        "/rejections", "listRejections", "What was not used, and why.", _rejections, Rejections, ListAsked,
        needs="pages", example="/rejections",
    ),
)  # fmt: skip
