"""A stream of posts through `allegedly batch`: posts per CPU second and by the clock, and memory of all processes.

CPU seconds are those of the process and its children, so that figure holds on a busy machine; the clock's does not.
With `--jobs 2` two processes extract. `--every 10` takes each tenth post, for tuning; starting then weighs more.
Modules are compiled before it begins, as they are wherever the desk ran once; that is neither timed nor kept.
"""

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from threading import Event, Thread

from allegedly.stages import SAMPLES
from benchmarks.apart import cpu

START = "import sys; from allegedly.cli import main; sys.argv[0] = 'allegedly'; main()"
PROC = Path("/proc")
OFTEN = 0.5  # seconds between looks at the memory
KB = 1024


def main(arguments: Sequence[str] | None = None) -> None:
    """Print posts, claims, CPU seconds, seconds by the clock, posts a second by either, and memory at its peak."""
    ap = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ap.add_argument("posts", type=Path)
    ap.add_argument("--jobs", default="1")
    ap.add_argument("--every", type=int, default=1)
    given = ap.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        posts = Path(folder) / "posts.jsonl"
        count = _taken(given.posts, posts, given.every)
        out = Path(folder) / "out"
        out.mkdir()
        command = [sys.executable, "-c", START, "batch", str(posts), "--out", str(out), "--jobs", given.jobs]
        env = _compiled(Path(folder))
        used, begun = cpu(), time.perf_counter()
        memory = _run(command, env)
        used, seconds = cpu() - used, time.perf_counter() - begun
        claims = sum(1 for _ in (out / "claims.jsonl").open("rb"))
    each = f"{used / count * 1e3:.2f} ms a post, {count / used:.0f} posts a CPU second"
    clock = f"{seconds:.1f} s by the clock, {count / seconds:.0f} posts/s"
    print(f"{count} posts, {claims} claims; {used:.1f} CPU s, {each}; {clock}; peak {memory:.0f} MB")


def _taken(source: Path, target: Path, every: int) -> int:
    """Each so manieth line of a file into another; how many."""
    opener = gzip.open if source.suffix == ".gz" else open
    with opener(source, "rb") as file, target.open("wb") as kept:
        lines = [line for line in file if line.strip()][::every]
        kept.writelines(lines)
    return len(lines)


def _compiled(folder: Path) -> dict[str, str]:
    """An environment in which all modules that a run loads are compiled: one report of each language was read in it."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
    few, out = folder / "few.jsonl", folder / "few"
    out.mkdir()
    few.write_text("".join(json.dumps({"id": lang, "lang": lang, "text": t}) + "\n" for lang, t in SAMPLES.items()))
    command = [sys.executable, "-c", START, "batch", str(few), "--out", str(out), "--jobs", "1"]
    subprocess.run(command, env=env, stderr=subprocess.DEVNULL, check=True)
    return env


def _run(command: list[str], env: dict[str, str]) -> float:
    """Run a command, show what it tells, and give the most memory that it and its children held at once, MB."""
    held, over = [0.0], Event()
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) as running:

        def watch() -> None:
            while not over.wait(OFTEN):
                held.append(sum(_memory(pid) for pid in _family(running.pid)))

        looking = Thread(target=watch, daemon=True)
        looking.start()
        _, told = running.communicate()
        over.set()
        looking.join()
    print(told.strip()[-2000:])
    if running.returncode:
        raise SystemExit(running.returncode)
    return max(held)


def _family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    try:
        children = [
            int(c) for task in (PROC / str(pid) / "task").iterdir() for c in (task / "children").read_text().split()
        ]
    except OSError:
        return []
    return [pid, *(one for child in children for one in _family(child))]


def _memory(pid: int) -> float:
    """What a process holds, MB; what it shares with others counts by its share."""
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / KB


if __name__ == "__main__":
    main()
