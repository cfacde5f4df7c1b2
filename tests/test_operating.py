"""docs/operating.md: its backup and restore are run, and the options that it names exist."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Write

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "operating.md").read_text("utf-8")
RECIPE = (ROOT / "deploy" / "dask.yaml").read_text("utf-8")  # the page names it
GROUPS = ("db",)  # commands that have commands of their own
BIN = Path(sys.executable).parent


def block(title: str) -> str:
    """The first block of shell lines below a title."""
    return PAGE.split(f"\n## {title}\n", 1)[1].split("```sh\n", 1)[1].split("```", 1)[0]


def shell(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PATH": f"{BIN}:{os.environ['PATH']}", "ALLEGEDLY_STORE": "desk.db", "NO_COLOR": "1"}
    return subprocess.run(["sh", "-e", "-c", script], cwd=folder, env=env, capture_output=True, text=True, check=False)


def test_backup_and_restore_as_written_and_a_spoilt_copy_is_found(reports: Write, tmp_path: Path) -> None:
    file = reports("Police said two workers were killed in a warehouse fire in Lviv.")
    made = shell(f"allegedly add --fast {shlex.quote(str(file))}", tmp_path)
    assert made.returncode == 0, made.stderr
    for title in ("Backup", "Restore"):
        done = shell(block(title), tmp_path)
        assert done.returncode == 0, done.stdout + done.stderr
    held = shell("allegedly claims --store restored/desk.db --json", tmp_path).stdout
    assert held == shell("allegedly claims --json", tmp_path).stdout
    assert "Lviv" in held
    capture = next(path for path in (tmp_path / "restored/desk.db.archive/captures").rglob("*.gz"))
    capture.chmod(0o600)
    capture.write_bytes(capture.read_bytes()[:-20])
    assert shell("allegedly verify --store restored/desk.db", tmp_path).returncode == 1


def commands(tool: str) -> list[list[str]]:
    """Uses of a tool in shell blocks and lists of words, without what is before and after them."""
    found = [line.rstrip("& ") for line in PAGE.splitlines() if re.match(rf"(srun )?{tool} ", line)]
    listed = re.findall(rf"\[({tool}, [^\]]+)\]", PAGE + RECIPE)
    return [shlex.split(line.removeprefix("srun ")) for line in found] + [
        [word.strip(' "') for word in row.split(",")] for row in listed
    ]


@pytest.mark.parametrize(("tool", "least"), [("dask", 6), ("allegedly", 6)])
def test_options_of_the_page_exist(tool: str, least: int) -> None:
    rows = commands(tool)
    assert len(rows) >= least
    helps: dict[str, str] = {}
    for _, first, *words in rows:
        name = f"{first} {words[0]}" if first in GROUPS else first
        if name not in helps:
            env = {**os.environ, "COLUMNS": "100"}
            asked = [str(BIN / tool), *name.split(), "--help"]
            helps[name] = subprocess.run(asked, env=env, capture_output=True, text=True, check=True).stdout
        for word in words:
            if word.startswith("--"):
                assert word in helps[name], f"{tool} {name} {word}"
