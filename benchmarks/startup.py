"""How long a user waits: `--help` and the first claim, also as ratios to a bare interpreter."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

RUNS = 5
REPORT = (
    '{"id": "one", "lang": "en", "published": null, "title": "", "text": "The mayor said two people were injured."}\n'
)


def wall(command: list[str]) -> float:
    """Median wall seconds of a few runs after a warm-up."""
    times = []
    for _ in range(RUNS + 1):
        begun = time.perf_counter()
        subprocess.run(command, capture_output=True, check=True)
        times.append(time.perf_counter() - begun)
    return median(times[1:])


def listening(command: list[str]) -> float:
    """CPU seconds of a server until it says where it is; it is ended then."""
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        told = running.stderr.readline()
        used = (Path("/proc") / str(running.pid) / "stat").read_text().rpartition(")")[2].split()
        running.terminate()
        running.communicate()
    if "http://" not in told:
        raise SystemExit(told)
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Each figure and its ratio to an empty Python."""
    tool = str(Path(sys.executable).with_name("allegedly"))
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "one.jsonl"
        reports.write_text(REPORT, "utf-8")
        bare = wall([sys.executable, "-c", "pass"])
        for name, command in (
            ("allegedly --help", [tool, "--help"]),
            ("batch, one English report", [tool, "batch", str(reports), "--out", folder]),
        ):
            seconds = wall(command)
            print(f"{name}: {seconds:.2f} s, {seconds / bare:.0f} times a bare interpreter")
        store = str(Path(folder) / "desk.db")
        subprocess.run([tool, "add", str(reports), "--store", store], capture_output=True, check=True)
        print(f"serve, until it listens: {listening([tool, 'serve', '--store', store, '--port', '8931']):.2f} CPU s")


if __name__ == "__main__":
    main()
