"""The notebook of the docs runs, cell by cell, without a notebook server."""

import ast
import json
import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "docs" / "frames.ipynb"


def test_it_is_a_notebook_without_leftovers() -> None:
    held = json.loads(NOTEBOOK.read_text("utf-8"))
    assert (held["nbformat"], held["nbformat_minor"]) == (4, 5)
    assert len({c["id"] for c in held["cells"]}) == len(held["cells"])
    assert all(not c["outputs"] and c["execution_count"] is None for c in held["cells"] if c["cell_type"] == "code")


def test_every_cell_runs_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    names: dict[str, object] = {}
    shown = []
    for cell in json.loads(NOTEBOOK.read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            shown.append(run("".join(cell["source"]), cell["id"], names))
    assert sum(one is not None for one in shown) >= 7  # what a reader sees under the cells


def run(source: str, name: str, names: dict[str, object]) -> object:
    """Run a cell; give what its last line shows, as a notebook would."""
    parsed = ast.parse(source, name)
    last = parsed.body.pop() if isinstance(parsed.body[-1], ast.Expr) else None
    exec(compile(parsed, name, "exec"), names)
    return eval(compile(ast.Expression(last.value), name, "eval"), names) if isinstance(last, ast.Expr) else None
