"""The OpenAPI 3.1 document, made from the rows that also answer, and from the records that they take and give."""

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from inspect import cleandoc
from typing import Any

import msgspec

from allegedly.publish.api.answers import JSON, PROBLEM, TITLES, Problem
from allegedly.publish.api.asked import schema_of
from allegedly.publish.api.route import Route

TOLD = """The desk's reports, claims and incidents for programs. Every record is the one that the desk
itself works with; `docs/vocabulary.md` explains the words. Times are RFC 3339 with an offset. Spans are
`[start, end)` in Unicode code points of a report's `text`.

Lists come in pages: follow `next` (also in the header `Link`) until it is null. What others write meanwhile moves
nothing that is still to come, but what changed after the first page may be met once more, further up.

Every answer to a GET carries an `ETag`; send it back as `If-None-Match` and get 304 while nothing changed. HEAD is
answered wherever GET is. Errors are `application/problem+json` (RFC 9457); `errors` name parameter or field. Only the
desk's own names are answered (421 else).

Where people have accounts, send a token: `Authorization: Bearer alg_...` (401 without one, 403 where it lacks the
power, 429 with `Retry-After` after too many requests). Decisions are then signed by its owner, whatever `by` says. A
POST without a token must carry `Origin` of the desk itself."""
TOKENS = "A token that its owner made on the account page or by `allegedly people token add`. Without accounts: none."
REF = "#/components/schemas/{name}"
ALWAYS = (401, 403, 405, 421, 429, 500, 503)
CHALLENGE = {"description": "What to show: a token.", "schema": {"type": "string"}}
PAUSE = {"description": "Seconds to wait.", "schema": {"type": "integer"}}
HEADERS = {401: {"WWW-Authenticate": CHALLENGE}, 429: {"Retry-After": PAUSE}}
PARTS = {
    "incident": "Id of an incident, or a start of it that no other has; `largest` is the one with the most reports.",
    "report": "Id of a report, percent-encoded.",
    "voice": "Key of a voice, percent-encoded.",
    "judgement": "Id of a decision, or a start of it that no other has.",
}


def document(routes: Sequence[Route]) -> dict[str, Any]:
    """The document as plain values."""
    kinds = [one for route in routes for one in (route.gives, route.body) if one is not None]
    refs, components = msgspec.json.schema_components([*kinds, Problem], ref_template=REF)
    named = dict(zip(map(repr, [*kinds, Problem]), refs, strict=True))
    paths: dict[str, Any] = {}
    for route in routes:
        paths.setdefault(shown(route.path), {})[route.method.lower()] = _operation(route, named)
    return {
        "openapi": "3.1.0",
        "info": {"title": "allegedly", "version": version("allegedly"), "description": TOLD,
                 "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"}},
        "servers": [{"url": "/api/v1"}],
        "paths": paths,
        "security": [{"token": []}, {}],
        "components": {
            "schemas": {name: _plain(one) for name, one in components.items()},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": TOKENS}},
        },
    }  # fmt: skip


def shown(path: str) -> str:
    """A path without the marks that only the router reads."""
    return path.replace(":path}", "}")


def _operation(route: Route, named: dict[str, Any]) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.name,
        "summary": route.tells,
        "parameters": [*_parts(route), *parameters(route)],
        "responses": _responses(route, named),
    }
    if route.more:
        operation["description"] = route.more
    if route.body is not None:
        operation["requestBody"] = {"required": True, "content": {JSON: {"schema": named[repr(route.body)]}}}
    return operation


def _parts(route: Route) -> Iterator[dict[str, Any]]:
    for name in route.parts:
        yield {
            "name": name, "in": "path", "required": True, "description": PARTS[name],
            "schema": {"type": "string", "minLength": 1},
        }  # fmt: skip
    if route.method == "GET":
        yield {
            "name": "If-None-Match", "in": "header", "required": False,
            "description": "The ETag of what you have; 304 says that it still holds.", "schema": {"type": "string"},
        }  # fmt: skip


def parameters(route: Route) -> list[dict[str, Any]]:
    """The parameters of a route's address."""
    schema = schema_of(route.query)
    required = set(schema.get("required", ()))
    found = []
    for name, one in schema.get("properties", {}).items():
        plain = dict(one)
        told = plain.pop("description", "")
        found.append({"name": name, "in": "query", "required": name in required, "description": told, "schema": plain})
    return found


def _responses(route: Route, named: dict[str, Any]) -> dict[str, Any]:
    content = {media: {"schema": _content(media, route, named)} for media in route.media}
    done: dict[str, Any] = {"description": "As asked for.", "content": content}
    if route.method == "GET":
        done["headers"] = {
            "ETag": {"description": "Mark of this content.", "schema": {"type": "string"}},
            "Cache-Control": {"schema": {"type": "string"}},
        }
    if route.gives is not None and "next" in getattr(route.gives, "__struct_fields__", ()):
        done["headers"]["Link"] = {"description": 'Where the list goes on: rel="next".', "schema": {"type": "string"}}
    found = {str(route.status): done}
    if route.method == "GET":
        found["304"] = {"description": "What you have still holds."}
    for status in sorted({*ALWAYS, *_refusals(route)}):
        found[str(status)] = {
            "description": TITLES[status],
            **({"headers": HEADERS[status]} if status in HEADERS else {}),
            "content": {PROBLEM: {"schema": {"$ref": REF.format(name="Problem")}}},
        }
    return found


def _content(media: str, route: Route, named: dict[str, Any]) -> dict[str, Any]:
    """What one media type holds; of a stream, what each event of it is."""
    if media == "text/event-stream":
        reset = {"type": "object", "properties": {"last": {"type": "integer"}}, "required": ["last"]}
        either = {"anyOf": [{"$ref": REF.format(name="Notice")}, reset]}
        told = {"type": "string", "contentMediaType": JSON, "contentSchema": either}
        return {"type": "object", "properties": {"event": {"type": "string"}, "id": {"type": "string"}, "data": told}}
    found: dict[str, Any] = named[repr(route.gives)] if media == JSON else {"type": "string"}
    return found


def _refusals(route: Route) -> Iterator[int]:
    """Answers to what is wrong with a request itself."""
    yield 422  # every route refuses parameters that it does not know
    if route.parts and route.method == "GET":
        yield 404
    if route.method == "POST":
        yield from (400, 403, 413, 415)


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    if "description" in schema:
        return schema | {"description": cleandoc(schema["description"])}
    return schema
