"""Knowledge files: TOML checked by a schema. A fault names file, line, entry and field, and says what is expected."""

import re
import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

import msgspec

from allegedly.errors import KnowledgeInvalid

T = TypeVar("T")


def folder() -> Traversable:
    """The package's own knowledge folder."""
    return files("allegedly.knowledge")


def parse(name: str, source: str, schema: type[T]) -> T:
    """Read TOML text as `schema` (a msgspec Struct or dataclass; unknown fields are errors).

    Raises KnowledgeInvalid with `name`, the line of the entry, and the field.
    """
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeInvalid(f"{name}: not TOML: {error}") from error
    try:
        return msgspec.convert(data, schema, strict=True)
    except msgspec.ValidationError as error:
        raise KnowledgeInvalid(f"{name}{_line(source, str(error))}: {error}") from error


def _line(source: str, message: str) -> str:
    """`:LINE` of the table entry that a validation message points to (`$.cue[12].act`), or nothing."""
    at = re.search(r"\$\.(\w+)\[(\d+)\]", message)
    if not at:
        return ""
    table, wanted = at.group(1), int(at.group(2))
    heads = [n for n, line in enumerate(source.splitlines(), 1) if line.strip() == f"[[{table}]]"]
    return f":{heads[wanted]}" if wanted < len(heads) else ""


def load(name: str, schema: type[T]) -> T:
    """A knowledge file of the package by its path below `knowledge/`, read once."""
    if (name, schema) not in _HELD:
        _HELD[name, schema] = parse(f"knowledge/{name}", _source(name), schema)
    found = _HELD[name, schema]
    assert isinstance(found, schema)
    return found


def _source(name: str) -> str:
    path = folder().joinpath(*name.split("/"))
    try:
        return path.read_text("utf-8")
    except FileNotFoundError as error:
        raise KnowledgeInvalid(f"{name}: no such knowledge file") from error


# Files of the package do not change while it runs: one record for each file and schema, for good.
_HELD: dict[tuple[str, type[object]], object] = {}
