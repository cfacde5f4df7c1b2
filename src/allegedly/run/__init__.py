"""How stages execute: here, on all cores, later on many machines. Knows no stage."""

from allegedly.run.stage import Stage
from allegedly.run.local import run_stage

__all__ = ["Stage", "run_stage"]
