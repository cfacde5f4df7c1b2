"""How stages execute: here, on all cores, later on many machines. Knows no stage."""

from allegedly.run.local import Outcome, cores, outcomes, run_stage, seldom_collected
from allegedly.run.stage import Stage, check, fuse

__all__ = ["Outcome", "Stage", "check", "cores", "fuse", "outcomes", "run_stage", "seldom_collected"]
