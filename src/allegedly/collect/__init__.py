"""Source -> Capture: bytes and how they were obtained. The only room that opens files and connections for intake."""

from allegedly.collect.files import collect_files, expand
from allegedly.collect.folders import left_out

__all__ = ["collect_files", "expand", "left_out"]
