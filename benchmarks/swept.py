"""Sweeps of benchmarks.preserve: a run of 500 reports stopped at every point, and the next run after each.

Two disks that hold the same (the store as SQLite recovers it, every file of the archive) lead to the same next run: the
clock stands still and the key is given. So each is judged once, however many points leave it. What is done is noted in
`--folder`, and a later sweep there, of the same code, goes on; errors come in an order that covers the run evenly at
any time.
"""

import errno
import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path

from tests.preserve import faults

REPORTS, FILES = 500, 20
CALLS = "openat,write,pwrite64,ftruncate,rename,mkdir,rmdir,unlink,fsync,fdatasync"
REAL = 30  # every so manieth picture of the disk is compared with that of a real kill
Stop = Callable[[Path], int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is amiss with a disk: something wrong on it, an entry of the log that is lost, another end."""

    wrong: bool
    lost: bool
    other: bool


class Sweep:
    """Judges disks against the run that nothing stops; knows what it has judged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.given = faults.written(folder, REPORTS, FILES)
        for name in ("whole", "warm", "desk", "judged"):
            shutil.rmtree(folder / name, ignore_errors=True)
        whole = faults.prepared(folder / "whole", folder / "key")
        self.points = faults.counted(whole, self.given)
        self.expected, self.held = faults.state(whole), faults.noted(whole)
        self._log = folder / "swept.jsonl"
        rows = [json.loads(line) for line in self._log.read_text().splitlines()] if self._log.exists() else []
        self.known = {key: Verdict(*found) for _, _, key, found in rows}
        self.done = {name: (odd, self.known[key]) for name, odd, key, _ in rows}

    def judge(self, name: str, odd: bool, desk: Path) -> None:
        """Note what became of a stop; `odd`: it ended in a way that it should not. The desk is used up."""
        key = faults.recovered(desk)
        if key not in self.known:
            self.known[key] = self._verdict(desk)
        found = self.known[key]
        self.done[name] = (odd, found)
        with self._log.open("a") as file:
            file.write(json.dumps([name, odd, key, astuple(found)]) + "\n")
        if odd or found != Verdict(False, False, False):
            print(f"{name}: {'ended oddly, ' * odd}{found}", flush=True)

    def _verdict(self, desk: Path) -> Verdict:
        before = faults.noted(desk) if (desk / "desk.db").exists() else set()
        wrong = bool(faults.faults(desk))
        ended = faults.apart(partial(faults.added, desk, self.given))
        lost = not before <= faults.noted(desk) <= self.held
        return Verdict(wrong, lost, bool(ended) or faults.state(desk) != self.expected or bool(faults.faults(desk)))

    def fresh(self) -> Path:
        """A folder for the next desk."""
        shutil.rmtree(self.folder / "desk", ignore_errors=True)
        return faults.prepared(self.folder / "desk", self.folder / "key")

    def stopped(self, runs: Iterable[tuple[str, Stop, set[int]]]) -> None:
        """Stop each of these runs, and judge what it leaves."""
        for name, stop, fine in runs:
            if name not in self.done:
                desk = self.fresh()
                self.judge(name, stop(desk) not in fine, desk)

    def pictured(self, pictures: Iterable[tuple[str, Path]]) -> None:
        """Judge pictures of a disk."""
        for name, picture in pictures:
            if name not in self.done:
                desk = self.folder / "desk"
                shutil.rmtree(desk, ignore_errors=True)
                shutil.copytree(picture, desk)
                self.judge(name, False, desk)

    def tell(self, kind: str, names: Iterable[str]) -> None:
        """What was found of the points of these names."""
        every = list(names)
        found = [self.done[name] for name in every if name in self.done]
        print(
            f"{kind}: {len(found):,} of {len(every):,} points; {sum(odd for odd, _ in found)} ended in an unexpected "
            f"way, {sum(v.wrong for _, v in found)} left something wrong, {sum(v.lost for _, v in found)} lost an "
            f"entry, {sum(v.other for _, v in found)} came to another end; {len(self.known)} different disks so far",
            flush=True,
        )


def evenly(count: int) -> list[int]:
    """All numbers below, each next one in the widest gap: the first so many of them are spread over the whole."""
    width = max(count - 1, 1).bit_length()
    return sorted(range(count), key=lambda n: int(f"{n:0{width}b}"[::-1], 2))


def killed(folder: Path, every: int) -> None:
    """kill -9 at each point, by pictures of the disk; real kills at some, to see that they leave what is pictured."""
    sweep = Sweep(folder)
    into = folder / "pictures"
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir()
    pictures = faults.pictures(sweep.fresh(), sweep.given, into)
    assert len(pictures) == len(sweep.points)
    names = [f"killed {n} {point}" for n, point in enumerate(sweep.points)][::every]
    sweep.pictured(zip(names, pictures[::every], strict=True))
    sweep.tell("killed", names)
    real = range(0, len(pictures), REAL)
    equal = 0
    for n in real:
        desk = sweep.fresh()
        ended = _added(sweep.given, faults.killed_at(n), 0, desk)
        equal += ended == -signal.SIGKILL and faults.recovered(desk) == faults.recovered(pictures[n])
    print(f"{equal} of {len(real)} real kills left the disk that the picture has", flush=True)


def full(folder: Path, every: int) -> None:
    """No space, or an error, at each call on a file; and a store that may grow to each number of pages."""
    sweep = Sweep(folder)
    files = sum(name in faults.CALLS and name != "unlink" for name in sweep.points)
    pages = (folder / "whole" / "desk.db").stat().st_size // 4096
    runs: list[tuple[str, Stop, set[int]]] = []
    for code in (errno.ENOSPC, errno.EIO):
        for n in evenly(files)[::every]:
            stop = partial(_added, sweep.given, faults.failing_at(n, code), 0)
            runs.append((f"{errno.errorcode[code]} {n}", stop, {faults.FAILED}))
    for n in evenly(pages - 2)[::every]:
        runs.append((f"{n + 2} pages", partial(_added, sweep.given, None, n + 2), {faults.FAILED}))
    sweep.stopped(runs)
    for kind in ("ENOSPC", "EIO", "pages"):
        sweep.tell(kind, [name for name, *_ in runs if kind in name])


def _added(given: list[str], meet: faults.Point | None, pages: int, desk: Path) -> int:
    return faults.apart(partial(faults.added, desk, given, meet, pages))


def calls(folder: Path, every: int) -> None:
    """Killed, or given an error, at each call of the system that changes the desk: SQLite's own among them.

    Kills by what one traced run wrote, call by call; errors by strace, in runs of their own: no space from there on, an
    I/O error once.
    """
    if shutil.which("strace") is None:
        print("skipped: needs strace")
        return
    sweep = Sweep(folder)
    log = folder / "strace.txt"
    desk = sweep.fresh()
    _traced(desk, sweep.given, ["-xx", "-s", "1000000", "-o", str(log), "-e", f"trace={CALLS}"])
    done = list(_changes(log, desk))
    names = [f"call {n} killed {call[0]}" for n, call in enumerate(done)]
    whole = faults.recovered(desk)
    sweep.pictured(_replayed(done, names, desk, folder / "replayed", every, folder / "key"))
    same = faults.recovered(folder / "replayed") == whole
    print(f"{len(done)} calls; all of them replayed {'give' if same else 'DO NOT GIVE'} the disk of the run itself")
    sweep.tell("killed at a call", names[::every])
    runs = [
        (f"{code} at {name} {n}", partial(_injected, sweep.given, name, code, n), {0, faults.FAILED})
        for name in ("pwrite64", "fdatasync", "ftruncate")
        for code in ("ENOSPC", "EIO")
        for n in evenly(sum(call[0] == name for call in done))[::every]
    ]
    began = time.perf_counter()
    sweep.stopped(runs)
    print(f"errors by strace: {time.perf_counter() - began:.0f} s")
    for code in ("ENOSPC", "EIO"):
        sweep.tell(f"{code} at a call", [name for name, *_ in runs if name.startswith(code)])


def _traced(desk: Path, given: list[str], options: list[str]) -> int:
    """A run in a child, with strace on it; gives its exit status."""
    child = os.fork()
    if child == 0:
        os.kill(os.getpid(), signal.SIGSTOP)
        os._exit(_ended(desk, given))
    os.waitpid(child, os.WUNTRACED)
    tracer = subprocess.Popen(["strace", "-f", "-q", "-y", *options, "-p", str(child)], stderr=subprocess.DEVNULL)
    while f"TracerPid:\t{tracer.pid}" not in Path(f"/proc/{child}/status").read_text():
        time.sleep(0.01)
    os.kill(child, signal.SIGCONT)
    _, ended = os.waitpid(child, 0)
    tracer.wait()
    return os.waitstatus_to_exitcode(ended)


def _ended(desk: Path, given: list[str]) -> int:
    from allegedly.errors import StoreFailed

    try:
        faults.added(desk, given)
    except StoreFailed:
        return faults.FAILED
    except BaseException as error:  # noqa: BLE001 - a child: its status is all that the sweep sees of it
        return 1 if not isinstance(error, SystemExit) else 2
    return 0


def _injected(given: list[str], name: str, code: str, n: int, desk: Path) -> int:
    """A run in which the nth call of a name on the desk's own store fails; where there is no space, all later ones."""
    paths = [word for end in ("", "-wal", "-shm", "-journal") for word in ("-P", str(desk / f"desk.db{end}"))]
    when = f"{n + 1}+" if code == "ENOSPC" else f"{n + 1}"
    inject = ["-e", f"trace={name}", "-e", f"inject={name}:error={code}:when={when}"]
    return _traced(desk, given, ["-o", "/dev/null", *paths, *inject])


LINE = re.compile(r"^\d+ +(\w+)\((.*)\) += (-?\d+)")
DESCRIPTOR = re.compile(r"^(?:\d+|AT_FDCWD)<([^>]*)>")
WORDS = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
Change = tuple[str, tuple[str, ...], bytes, int]


def _changes(log: Path, desk: Path) -> Iterator[Change]:
    """Each call that changed the desk: its name, paths, bytes, and offset or size."""
    with log.open() as lines:
        for line in lines:
            met = LINE.match(line)
            if met is None or int(met[3]) < 0 or (met[1] == "openat" and "O_CREAT" not in line):
                continue
            on = DESCRIPTOR.match(met[2])
            words = [bytes.fromhex(word.replace("\\x", "")) for word in WORDS.findall(met[2])]
            own = bytes.fromhex(on[1].replace("\\x", "")).decode() if on and "\\x" in on[1] else on[1] if on else ""
            writing = met[1] in {"write", "pwrite64", "ftruncate", "fsync", "fdatasync"}
            paths = (own,) if writing else tuple(word.decode() for word in words)
            if paths and paths[-1].startswith(str(desk)):
                last = met[2].rpartition(", ")[2]
                emptied = 0 if "O_TRUNC" in line else -1
                number = int(last) if met[1] in {"pwrite64", "ftruncate"} else emptied
                yield met[1], paths, words[0] if writing and words else b"", number


def _replayed(
    done: list[Change], names: list[str], desk: Path, at: Path, every: int, key: Path
) -> Iterator[tuple[str, Path]]:
    """The disk before each call, made by the calls before it."""
    shutil.rmtree(at, ignore_errors=True)
    faults.prepared(at, key)
    for n, change in enumerate(done):
        if n % every == 0:
            yield names[n], at
        _apply(change, str(desk), str(at))


def _apply(change: Change, desk: str, at: str) -> None:
    name, given, data, number = change
    paths = [at + path.removeprefix(desk) for path in given]
    if paths[0].endswith("-shm"):
        return
    if name == "openat":
        Path(paths[0]).touch()
        os.truncate(paths[0], 0 if number == 0 else Path(paths[0]).stat().st_size)
    elif name == "mkdir":
        Path(paths[0]).mkdir(exist_ok=True)
    elif name == "rmdir":
        Path(paths[0]).rmdir()
    elif name == "unlink":
        Path(paths[0]).unlink()
    elif name == "rename":
        Path(paths[0]).rename(paths[1])
    elif name == "ftruncate":
        os.truncate(paths[0], number)
    elif name in {"write", "pwrite64"}:
        with Path(paths[0]).open("r+b") as file:
            file.seek(number if number >= 0 else 0, os.SEEK_SET if number >= 0 else os.SEEK_END)
            file.write(data)
