"""`python -m tests.reference` writes docs/settings.md from the settings model; a test holds the two together."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from allegedly.model.home import Shared
from allegedly.settings import Settings

PAGE = Path(__file__).parents[1] / "docs" / "settings.md"
HEAD = """# Settings

What a desk may set, in the file `allegedly.toml` where it is started (or the file that `ALLEGEDLY_CONFIG` names), or by
the environment: `port` is `ALLEGEDLY_PORT`. An option of a command beats the environment, and that beats the file.
In the file, a name that is not here is a fault. Lists and tables are JSON in the environment:
`ALLEGEDLY_NETWORKS='["10.20.0.0/16"]'`. How to run a desk: [operating](operating.md).

This page is made from the program: `make docs`.
"""
KINDS = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}


def page() -> str:
    """The whole page."""
    schema = Settings.model_json_schema(mode="validation")
    parts = [HEAD, *_table(schema["properties"])]
    for name, one in schema.get("$defs", {}).items():
        if all("description" in row for row in one.get("properties", {"": {}}).values()):  # else no table of the file
            parts += [f"\n## {name}\n", f"{one['description'].splitlines()[0]}\n", *_table(one["properties"], one)]
    return "\n".join(parts) + "\n"


def _table(rows: Mapping[str, Any], owner: Mapping[str, Any] | None = None) -> Iterator[str]:
    yield "| setting | what | kind | unless set |\n|---|---|---|---|"
    for name, one in rows.items():
        needed = owner is not None and name in owner.get("required", ())
        unless = "must be set" if needed else _shown(one.get("default"))
        yield f"| `{name}` | {one['description']} | {_kind(one)} | {unless} |"


def _kind(one: Mapping[str, Any]) -> str:
    if "$ref" in one:
        name = str(one["$ref"].rpartition("/")[2])
        return "address" if name == Shared.__name__ else f"[{name}](#{name.lower()})"
    if "enum" in one:
        return ", ".join(f"`{value}`" for value in one["enum"] if value)
    if "const" in one:
        return f"`{one['const']}`" if one["const"] else ""
    if one.get("type") == "array":
        return f"list of: {_kind(one['items'])}"
    if "anyOf" in one:
        return " or ".join(dict.fromkeys(kind for part in one["anyOf"] if (kind := _kind(part))))
    return {"path": "path", "password": "secret"}.get(one.get("format", ""), "") or KINDS.get(
        one.get("type", ""), "text"
    )


def _shown(default: Any) -> str:
    if default in ("", [], None) or isinstance(default, dict):
        return "empty"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
