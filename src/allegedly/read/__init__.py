"""Snapshot -> Report -> Document: text, offsets, languages, dates, forwards. Pure."""

from allegedly.read.document import document
from allegedly.read.reader import Options, Reader
from allegedly.read.sniff import hostile, read
from allegedly.read.versions import Repeat, Version, settle

__all__ = ["Options", "Reader", "Repeat", "Version", "document", "hostile", "read", "settle"]
