"""Capture -> Snapshot: immutable, named by its hash, kept in an archive and noted in a log that only grows.

What needs the store (`keeper`, `audit`, `redaction`, `evidence`) is imported by its module: batch needs none.
"""

from allegedly.preserve.snapshot import preserve

__all__ = ["preserve"]
