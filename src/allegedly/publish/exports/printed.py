"""A page as PDF, by the browser that is installed: the same page, and the same print style, as printing it by hand."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from allegedly.errors import OutputFailed, SetupIncomplete
from allegedly.publish.contract import told

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "brave",
)
# Nothing but the page is asked for, and nothing of the user's own profile is read.
FLAGS = (
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions", "--no-pdf-header-footer",
)  # fmt: skip
SECONDS = 120


def browser() -> str:
    """The path of an installed browser that prints. Raises SetupIncomplete with how to print by hand."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        raise SetupIncomplete(
            "No Chromium or Chrome is installed here, so nothing can print this. Print it by hand: start "
            "`allegedly serve`, open the incident, and choose Print, then Save as PDF, in your browser."
        )
    return found


def print_page(address: str, goal: Path, by: str) -> None:
    """The page at an address of this machine as a PDF file, whole or not at all. Raises OutputFailed."""
    with told(goal):
        goal.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{goal.name}.", dir=goal.parent))
    try:
        made = work / "page.pdf"
        _run([by, *FLAGS, *_as_root(), f"--user-data-dir={work / 'profile'}", f"--print-to-pdf={made}", address])
        if not made.exists() or made.read_bytes()[:5] != b"%PDF-":
            raise OutputFailed(f"{goal}: the browser {by} printed nothing. Print the page by hand: `allegedly serve`.")
        with told(goal):
            made.replace(goal)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _as_root() -> tuple[str, ...]:
    """Chromium refuses its sandbox to root; the page is our own, and loads nothing from elsewhere."""
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()


def _run(command: list[str]) -> None:
    try:
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise OutputFailed(f"{command[0]}: {error}. Print the page by hand: `allegedly serve`.") from error
