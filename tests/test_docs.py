"""The docs are run: console blocks of README and docs work, links lead somewhere, every command is described."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from allegedly.cli.app import app

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "samples").glob("*.md")]
)
TOOL = Path(sys.executable).with_name("allegedly")
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


def commands(page: Path) -> list[str]:
    """Lines that begin with `$ ` in the console blocks of a page."""
    return [
        line[2:] for block in BLOCK.findall(page.read_text("utf-8")) for line in block.splitlines() if line[:2] == "$ "
    ]


WITH_COMMANDS = [p for p in PAGES if any(c.startswith("allegedly") for c in commands(p))]


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda p: p.name)
def test_every_command_of_a_page_works_in_its_order(page: Path, tmp_path: Path) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    env = {**os.environ, "NO_COLOR": "1", "COLUMNS": "80", "ALLEGEDLY_STORE": str(tmp_path / "desk.db")}
    for line in commands(page):
        words = shlex.split(line)
        if words[0] == "export":
            env |= dict(word.split("=", 1) for word in words[1:])
        elif words[0] in {"allegedly", "echo"} and words[1] != "serve":
            told = f"{shlex.quote(str(TOOL))}{line.removeprefix('allegedly')}" if words[0] == "allegedly" else line
            done = subprocess.run(
                ["bash", "-c", told], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
            )
            assert done.returncode == 0, f"{line}\n{done.stdout[-800:]}\n{done.stderr[-800:]}"


def test_some_page_runs_commands() -> None:
    assert ROOT / "docs" / "tutorial.md" in WITH_COMMANDS


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_every_command_is_in_the_docs() -> None:
    done = subprocess.run(
        [TOOL, "--help"], capture_output=True, text=True, check=True, env={**os.environ, "COLUMNS": "80"}
    )
    listed = set(re.findall(r"^│ (\w+) +[A-Z]", done.stdout, re.MULTILINE))
    assert {"add", "batch", "show", "brief"} <= listed
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert {name for name in listed if f"## {name}" not in text} == set()


# A command of the tool in a block, or between back-quotes.
NAMED = re.compile(r"`(allegedly [^`\n]+)`|^(?:    |\$ |(?! )[^`\n]*\| )?(allegedly [^\n#]+)", re.MULTILINE)
OPTION = re.compile(r"(--[a-z][a-z-]*|-[a-zA-Z])\b")


def endings(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """Every command that does something, by its whole name."""
    if not hasattr(command, "commands"):
        yield name, command
        return
    for word, one in command.commands.items():
        yield from endings(one, f"{name} {word}")


ROOM = typer.main.get_command(app)
COMMANDS = dict(endings(ROOM, "allegedly"))


def unknown(line: str) -> list[str]:
    """What a written command names that the program does not have."""
    words, command = line.split()[1:], ROOM
    while hasattr(command, "commands") and words and words[0] in command.commands:
        command = command.commands[words.pop(0)]
    if command is ROOM and words and re.fullmatch("[a-z]+", words[0]):
        return [words[0]]
    if not hasattr(command, "commands") or "..." not in words:
        held = {o for p in command.params for o in p.opts} | {"--help", "-h"}
        return [m[1] for word in words if (m := OPTION.match(word)) and m[1] not in held]
    return []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_ends_in_examples_that_name_what_there_is(name: str) -> None:
    epilog = COMMANDS[name].epilog or ""
    lines = [line[line.index("allegedly ") :].split(" | ")[0] for line in epilog.splitlines() if "allegedly " in line]
    assert any(line.startswith(name) for line in lines), epilog
    assert [found for line in lines for found in unknown(line)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_no_page_names_a_command_or_an_option_that_is_not_there(page: Path) -> None:
    found = [re.split(r" [|>&;]", a or b)[0] for a, b in NAMED.findall(page.read_text("utf-8"))]
    assert {line: wrong for line in found if (wrong := unknown(line))} == {}
