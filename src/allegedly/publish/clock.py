"""Instants as people read them. Every page says which clock it prints."""

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_date

from allegedly.errors import AbortRun
from allegedly.model.vocabulary import TimePrecision
from allegedly.publish.tongue import _, spoken


@dataclass(frozen=True, slots=True)
class Clock:
    """A zone to print in, and its name."""

    name: str = "UTC"
    # In figures alone (04.01.2024), for texts whose language has other names of months.
    figures: bool = False

    @property
    def zone(self) -> tzinfo:
        """The zone; raises AbortRun where no such zone is known."""
        try:
            return ZoneInfo(self.name)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise AbortRun(f"{self.name!r} is no time zone; use a name such as Europe/Kyiv or UTC") from error

    def date(self, at: datetime | None) -> str:
        """`4 Jan 2024`, or a dash."""
        if at is not None and self.figures:
            return f"{at.astimezone(self.zone):%d.%m.%Y}"
        if at is not None and spoken() != "en":
            return format_date(at.astimezone(self.zone), "d MMM y", locale=spoken())
        return f"{(d := at.astimezone(self.zone)).day} {d:%b %Y}" if at else "-"

    def time(self, at: datetime | None) -> str:
        """`16:08`, or a dash."""
        return f"{at.astimezone(self.zone):%H:%M}" if at else "-"

    def both(self, at: datetime | None, precision: TimePrecision = "minute") -> str:
        """`4 Jan 2024, 16:08`; only the day where no more is known."""
        if at is None:
            return _("no date")
        return f"{self.date(at)}, {self.time(at)}" if precision == "minute" else self.date(at)

    def span(self, start: datetime | None, end: datetime | None) -> str:
        """The extent of an incident: whole days by their dates, or two instants."""
        if start is None:
            return _("no date")
        if end is None or end == start:
            return self.both(start)
        if self.time(start) == self.time(end) == "00:00":
            first, last = self.date(start), self.date(end - timedelta(microseconds=1))  # the end is the first not in it
            return first if first == last else _("{first} through {last}").format(first=first, last=last)
        if self.date(start) == self.date(end):
            return _("{start} to {end}").format(start=self.both(start), end=self.time(end))
        return _("{start} to {end}").format(start=self.both(start), end=self.both(end))
