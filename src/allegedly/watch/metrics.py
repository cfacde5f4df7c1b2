"""What `watch` tells a monitor: counters and gauges in Prometheus' text format."""

from collections.abc import Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, start_http_server

from allegedly.model import Sighting, Standing
from allegedly.watch.look import Look
from allegedly.watch.once import Round

STATES = ("new", "healthy", "quiet", "failing", "blocked", "off")


class Metrics:
    """The figures of one run. Labels are the sources' names and outcomes, never an item's words."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._looks = Counter(
            "allegedly_looks", "Looks at sources, by outcome.", ("source", "outcome"), registry=self.registry
        )
        self._items = Counter("allegedly_items", "New items.", ("source",), registry=self.registry)
        self._missing = Counter("allegedly_missing", "Items that went missing.", ("source",), registry=self.registry)
        self._reports = Counter("allegedly_reports", "Reports taken in.", registry=self.registry)
        self._claims = Counter("allegedly_claims", "Claims found in them.", registry=self.registry)
        self._dropped = Counter("allegedly_rejections", "Records not used.", registry=self.registry)
        self._state = Gauge(
            "allegedly_source_state",
            "1 for the state that a source is in.",
            ("source", "state"),
            registry=self.registry,
        )
        self._last = Gauge(
            "allegedly_last_look_seconds", "When a source was last looked at, Unix time.", ("source",),
            registry=self.registry,
        )  # fmt: skip

    def look(self, found: Look, missing: Sequence[Sighting]) -> None:
        """Count one look."""
        name = found.source.name
        self._looks.labels(name, found.outcome).inc()
        self._items.labels(name).inc(found.fresh)
        self._missing.labels(name).inc(len(missing))
        self._last.labels(name).set(found.at.timestamp())

    def round(self, done: Round) -> None:
        """Count what a round took in."""
        self._reports.inc(done.reports)
        self._claims.inc(done.claims)
        self._dropped.inc(sum(len(one.rejections) for one in done.tally))

    def standings(self, found: Sequence[Standing]) -> None:
        """The states of all sources."""
        for one in found:
            for state in STATES:
                self._state.labels(one.source, state).set(state == one.state)

    def serve(self, port: int) -> None:
        """Answer on this machine only."""
        start_http_server(port, "127.0.0.1", self.registry)
