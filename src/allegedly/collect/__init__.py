"""Source -> Capture: bytes and how they were obtained. The only room that opens files and connections for intake."""

from allegedly.collect.files import collect_files, expand

__all__ = ["collect_files", "expand"]
