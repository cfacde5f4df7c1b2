"""Claims -> Incidents: block, compare, decide, cluster; every decision recorded. Pure."""

from allegedly.link.linker import link

__all__ = ["link"]
