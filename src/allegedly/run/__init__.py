"""How stages execute: here, on all cores, on many machines. Knows no stage."""

from allegedly.run.engine import Engine, engine, outcomes, run_stage
from allegedly.run.heap import spare_heap
from allegedly.run.local import Outcome, cores, seldom_collected
from allegedly.run.stage import Stage, check, fuse

__all__ = [
    "Engine",
    "Outcome",
    "Stage",
    "check",
    "cores",
    "engine",
    "fuse",
    "outcomes",
    "run_stage",
    "seldom_collected",
    "spare_heap",
]
