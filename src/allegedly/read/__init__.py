"""Snapshot -> Report -> Document: text, offsets, languages, dates, forwards. Pure."""

from allegedly.read.document import document

__all__ = ["document"]
