"""The heap of the C library in a process that lives long and has many threads."""

import ctypes
import os
import sys

# Numbers of glibc's mallopt(3), from malloc.h.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
ARENAS = 2
LARGE = 256 * 1024  # bytes: what is as large goes back to the system when it is let go
OWN = ("MALLOC_ARENA_MAX", "MALLOC_MMAP_THRESHOLD_", "GLIBC_TUNABLES")  # by which a person has decided already


def spare_heap() -> bool:
    """Let threads share few heaps, and large pieces go back; whether the C library is one that can.

    By default glibc gives every thread a heap of its own, up to eight a core, and large pieces stay in it in the end: a
    server under mixed load grew to twice the size. For the same load and for what it costs see benchmarks/notebook.md.
    """
    if sys.platform != "linux" or any(os.environ.get(name) for name in OWN):
        return False
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except AttributeError:  # musl
        return False
    wanted = ((M_ARENA_MAX, ARENAS), (M_MMAP_THRESHOLD, LARGE), (M_TRIM_THRESHOLD, 2 * LARGE))
    return all(mallopt(number, value) == 1 for number, value in wanted)
