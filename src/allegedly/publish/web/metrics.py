"""What the web desk tells a monitor: requests, how long they take, what is held; Prometheus' text format."""

import time
from collections.abc import Callable, Mapping

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from allegedly.publish.web.seen import Seen

FIGURES = CONTENT_TYPE_LATEST
KEPT = 60.0  # seconds that figures of the store are kept: they are counted, which takes long on a large desk


class Metrics:
    """The figures of one web desk. Labels are kinds of pages, methods and statuses, never what was asked for."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.registry = CollectorRegistry()
        self._clock, self._due = clock, float("-inf")
        self._requests = Counter(
            "allegedly_requests", "Requests answered.", ("method", "route", "status"), registry=self.registry
        )
        self._seconds = Histogram(
            "allegedly_request_seconds", "Time until an answer begins.", ("route",), registry=self.registry
        )
        self._held = Gauge("allegedly_held", "What the desk holds.", ("kind",), registry=self.registry)

    def seen(self, one: Seen) -> None:
        """Count one request."""
        self._requests.labels(one.method, one.route, str(one.status)).inc()
        self._seconds.labels(one.route).observe(one.seconds)

    def page(self, held: Callable[[], Mapping[str, int]]) -> bytes:
        """All figures; `held` counts what the desk holds, by kind."""
        if self._clock() >= self._due:
            for kind, number in held().items():
                self._held.labels(kind).set(number)
            self._due = self._clock() + KEPT
        return generate_latest(self.registry)
