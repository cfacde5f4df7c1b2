"""Many threads share few heaps of the C library; who works long holds what it needs in large pages."""

import ctypes
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from allegedly.run.heap import ARENAS, LARGE_PAGE, OWN, large_pages, own_pages, spare_heap

# How many heaps there are, asked of glibc (malloc_info) by a process in which twenty threads took memory at once.
COUNTED = """
import ctypes, sys, threading
from allegedly.run.heap import spare_heap

libc = ctypes.CDLL(None)
libc.malloc.restype = libc.fopen.restype = ctypes.c_void_p
libc.fopen.argtypes, libc.malloc_info.argtypes = (ctypes.c_char_p,) * 2, (ctypes.c_int, ctypes.c_void_p)
libc.fclose.argtypes = (ctypes.c_void_p,)
if sys.argv[1] == "spare":
    assert spare_heap()
together = threading.Barrier(20)
threads = [threading.Thread(target=lambda: (together.wait(), libc.malloc(999))) for _ in range(20)]
for one in threads: one.start()
for one in threads: one.join()
told = libc.fopen(sys.argv[2].encode(), b"w")
libc.malloc_info(0, told)
libc.fclose(told)
"""
HAS_GLIBC = sys.platform == "linux" and hasattr(ctypes.CDLL(None), "malloc_info")


@pytest.mark.skipif(not HAS_GLIBC, reason="the C library is not glibc")
def test_threads_share_few_heaps(tmp_path: "os.PathLike[str]") -> None:
    heaps = {}
    own = {name: value for name, value in os.environ.items() if name not in OWN}
    for how in ("spare", "as it is"):
        out = os.path.join(tmp_path, how)
        subprocess.run([sys.executable, "-c", COUNTED, how, out], check=True, env=own)
        with open(out, encoding="ascii") as told:
            heaps[how] = told.read().count("<heap nr=")
    assert heaps["spare"] <= ARENAS < heaps["as it is"]


def test_what_a_person_set_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALLOC_ARENA_MAX", "4")
    assert not spare_heap()


MAPS = """\
55d0c0000000-55d0c0001000 rw-p 00001000 fd:00 1234 /usr/bin/python3
55d0c1100000-55d0c1900000 rw-p 00000000 00:00 0 [heap]
7f0000000000-7f0000400000 r--p 00000000 00:00 0
7f0000500000-7f0000a00000 rw-p 00000000 00:00 0
7f0000a00000-7f0000b00000 rw-p 00000000 00:00 0
7f0001000000-7f0001800000 rw-p 00000000 00:00 0 [stack]
"""


def test_what_a_process_can_write_is_held_in_whole_large_pages() -> None:
    assert list(own_pages(MAPS)) == [(0x55D0C1200000, 3 * LARGE_PAGE), (0x7F0000600000, 2 * LARGE_PAGE)]


# How many kB lie in large pages before many objects were put into them, and after.
IN_LARGE = """
from pathlib import Path
from allegedly.run.heap import large_pages

def large():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("AnonHugePages:"))

held = [str(n) for n in range(1_000_000)]
before = large()
assert large_pages()
print(before, large())
"""
ENABLED = Path("/sys/kernel/mm/transparent_hugepage/enabled")
KERNEL = tuple(int(n) for n in platform.release().split(".")[:2]) if sys.platform == "linux" else (0, 0)


@pytest.mark.skipif(
    KERNEL < (6, 1) or not ENABLED.is_file() or "[madvise]" not in ENABLED.read_text(),
    reason="the system gives large pages to all, or to none",
)
def test_a_process_holds_its_objects_in_large_pages_where_it_asked() -> None:
    told = subprocess.run([sys.executable, "-c", IN_LARGE], check=True, capture_output=True, text=True).stdout
    before, after = map(int, told.split())
    assert before < 1024 < 16 * 1024 < after


@pytest.mark.skipif(sys.platform == "linux", reason="elsewhere than on Linux")
def test_elsewhere_nothing_is_asked() -> None:
    assert not large_pages()
