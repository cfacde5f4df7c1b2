"""Capture -> Snapshot: immutable, named by its hash."""

from allegedly.preserve.snapshot import preserve

__all__ = ["preserve"]
