"""The docs are run: console blocks of README and docs work, links lead somewhere, every command is described."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

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
        if words[0] == "allegedly" and words[1] != "serve":
            done = subprocess.run(
                [TOOL, *words[1:]], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
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
