"""What a process asks of the system for its memory: few heaps where it has many threads, large pages where it works."""

import ctypes
import os
import sys
from collections.abc import Iterator
from pathlib import Path

# Numbers of glibc's mallopt(3), from malloc.h.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
ARENAS = 2
LARGE = 256 * 1024  # bytes: what is as large goes back to the system when it is let go
OWN = ("MALLOC_ARENA_MAX", "MALLOC_MMAP_THRESHOLD_", "GLIBC_TUNABLES")  # by which a person has decided already
# Advice of madvise(2), from Linux 6.1 on: put what is held here into large pages, now.
MADV_COLLAPSE = 25
LARGE_PAGE = 2 * 1024 * 1024


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


def large_pages() -> bool:
    """Put what this process holds into pages of 2 MB instead of 4 kB; whether the system was asked.

    Python looks up hundreds of megabytes of words and rules in no order, and much of its time goes on finding the pages
    that they lie in. Many systems give large pages to whoever asks only (`madvise`); Python's own memory never asks.
    It costs a copy of what is held, so it is for processes that work long, once they have loaded what they need.
    """
    if sys.platform != "linux":
        return False
    try:
        madvise = ctypes.CDLL(None).madvise
        held = list(own_pages(Path("/proc/self/maps").read_text()))
    except (AttributeError, OSError):
        return False
    for start, size in held:  # it is advice: where the system cannot follow it, the small pages stay
        madvise(ctypes.c_void_p(start), ctypes.c_size_t(size), MADV_COLLAPSE)
    return True


def own_pages(maps: str) -> Iterator[tuple[int, int]]:
    """Start and size of what is a process's own and can be written, in whole large pages, from `/proc/self/maps`."""
    for line in maps.splitlines():
        where, rights, _, _, inode, *name = line.split(maxsplit=5)
        if rights.startswith("rw") and inode == "0" and name in ([], ["[heap]"]):
            low, high = (int(end, 16) for end in where.split("-"))
            start, end = -(-low // LARGE_PAGE) * LARGE_PAGE, high // LARGE_PAGE * LARGE_PAGE
            if start < end:
                yield start, end - start
