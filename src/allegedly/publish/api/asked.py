"""What a request asks, checked against the records that describe it: unknown names are refused, faults are named."""

import re
from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec

from allegedly.publish.api.answers import Fault, Refused

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)
WHERE = re.compile(r" - at `(?:key in )?\$\.?(.*?)`$")
FIELD = re.compile(r"field `(.*?)`")


def query(given: Iterable[tuple[str, str]], kind: type[S]) -> S:
    """Parameters of an address as the record of a route. Raises Refused (422) naming each that is at fault."""
    pairs, known = list(given), [one.encode_name for one in msgspec.structs.fields(kind)]
    names = [name for name, _ in pairs]
    faults = [
        Fault(name, f"is not known here; known: {', '.join(known) or 'none'}")
        for name in dict.fromkeys(names)
        if name not in known
    ]
    faults += [Fault(name, "is given more than once") for name in dict.fromkeys(names) if names.count(name) > 1]
    if faults:
        raise _refused(faults)
    try:
        return msgspec.convert(dict(pairs), kind, strict=False)
    except msgspec.ValidationError as error:
        raise _refused([_known(_fault(str(error)), kind)]) from error


def body(given: bytes, kind: type[T]) -> T:
    """A body as a record. Raises Refused: 400 for what is no JSON, 422 for what is no such record."""
    try:
        return msgspec.json.decode(given, type=kind)
    except msgspec.ValidationError as error:
        raise _refused([_fault(str(error))]) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Refused(400, f"This is not JSON: {error}.") from error


def _refused(faults: list[Fault]) -> Refused:
    return Refused(422, "; ".join(f"{one.field or 'body'}: {one.message}" for one in faults) + ".", faults)


def _fault(told: str) -> Fault:
    """The field that a message of msgspec is about, and what it says of it."""
    where, field = WHERE.search(told), FIELD.search(told)
    path = where.group(1) if where else ""
    if field and ("missing required" in told or "unknown field" in told):
        path = f"{path}.{field.group(1)}".lstrip(".")
    return Fault(path, WHERE.sub("", told))


def _known(one: Fault, kind: type[msgspec.Struct]) -> Fault:
    """A fault, with the values that there are where it is none of these."""
    values = schema_of(kind)["properties"].get(one.field, {}).get("enum", ())
    return Fault(one.field, f"{one.message}; known: {', '.join(values)}") if values else one


def schema_of(kind: Any) -> dict[str, Any]:
    """The JSON Schema of a route's parameters, by name."""
    (_,), parts = msgspec.json.schema_components([kind], ref_template="#/components/schemas/{name}")
    found: dict[str, Any] = parts[kind.__name__]
    return found
