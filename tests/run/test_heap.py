"""Many threads share few heaps of the C library."""

import ctypes
import os
import subprocess
import sys

import pytest

from allegedly.run.heap import ARENAS, OWN, spare_heap

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
