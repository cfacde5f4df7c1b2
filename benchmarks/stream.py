"""A stream of posts through `allegedly batch`: posts per second of one core, and peak memory.

CPU seconds are those of the process and its children, so the figure holds on a busy machine.
"""

import gzip
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

START = "import sys; from allegedly.cli import main; sys.argv[0] = 'allegedly'; main()"


def main(path: Path) -> None:
    """Print posts, CPU seconds, posts per CPU second and the largest process's peak memory."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rb") as file:
        posts = sum(1 for line in file if line.strip())
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-c", START, "batch", str(path), "--out", out, "--jobs", "1"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        print(done.stderr.strip()[-2000:])
        done.check_returncode()
        claims = sum(1 for _ in (Path(out) / "claims.jsonl").open("rb"))
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{posts} posts, {claims} claims, {cpu:.1f} CPU s, {posts / cpu:.0f} posts/s/core, "
          f"peak {after.ru_maxrss / 1024:.0f} MB")  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]))
