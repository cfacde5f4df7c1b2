"""Claims -> Incidents: block, compare, decide, cluster; every decision recorded. Pure."""

from allegedly.link.background import Background, in_time, reach, stands
from allegedly.link.judge import Meant, decided, incident_id, reference
from allegedly.link.keys import UNDATED, Keys
from allegedly.link.linker import Whole, link, whole, whole_of
from allegedly.link.profile import Held, standing
from allegedly.link.shelf import Slots, Standing
from allegedly.link.spread import Spread, link_spread
from allegedly.link.update import Update, update

__all__ = [
    "UNDATED",
    "Background",
    "Held",
    "Keys",
    "Meant",
    "Slots",
    "Spread",
    "Standing",
    "Update",
    "Whole",
    "decided",
    "in_time",
    "incident_id",
    "link",
    "link_spread",
    "reach",
    "reference",
    "standing",
    "stands",
    "update",
    "whole",
    "whole_of",
]
