"""Moments of a Smart View's `moment_range`: as written, and the instants that they are (§12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from oppquery.errors.problems import NeedsNow
from oppquery.values.calendar import DAY, END_DAY, FIRST_DAY, months_later
from oppquery.values.date_literals import Clock, as_instants, beyond_years, read_date


@dataclass(frozen=True, slots=True)
class Now:
    """The instant of the request."""


@dataclass(frozen=True, slots=True)
class LocalDate:
    """The start of a day in the caller's zone, or its end, which is the start of the next."""

    day: int
    end: bool


@dataclass(frozen=True, slots=True)
class Period:
    """The start or the end of a period relative to now: `today`, `last-month`."""

    name: str
    end: bool


@dataclass(frozen=True, slots=True)
class Offset:
    """A moment moved: months and days on the caller's calendar, microseconds by the clock.

    `day_end` then takes the end of the day that holds it (`True`) or its start (`False`).
    """

    moment: Moment
    months: int
    days: int
    microseconds: int
    day_end: bool | None


Moment = Now | LocalDate | Period | Offset


def instant_of(moment: Moment, clock: Clock) -> int:
    """The instant of a moment in microseconds since 1970 UTC.

    Raises `InvalidValue` beyond the years 1-9999, and for a moment relative to a `now` that is not
    known.
    """
    match moment:
        case Now():
            return _known(clock.now)
        case LocalDate(day, end):
            return clock.zone.instant((day + end) * DAY)
        case Period(name, end):
            whole = as_instants(read_date(name, clock).whole, clock.zone)
            return whole.end if end else whole.start
        case Offset():
            return _moved(moment, clock)
        case _:
            assert_never(moment)


def day_of(moment: Moment, clock: Clock) -> int:
    """The number of the day that holds a moment in the caller's zone."""
    return clock.zone.wall(instant_of(moment, clock)) // DAY


def _known(now: int | None) -> int:
    if now is None:
        raise NeedsNow("bad_date", "a moment relative to now needs the argument now")
    return now


def _moved(offset: Offset, clock: Clock) -> int:
    zone = clock.zone
    instant = instant_of(offset.moment, clock)
    if offset.months or offset.days:
        instant = zone.instant(_moved_wall(zone.wall(instant), offset))
    instant = _checked(instant + offset.microseconds)
    if offset.day_end is None:
        return instant
    return zone.instant((zone.wall(instant) // DAY + offset.day_end) * DAY)


def _moved_wall(wall: int, offset: Offset) -> int:
    """A wall clock moved by months, clipped to the end of the month, and then by days."""
    try:
        return _checked(months_later(wall, offset.months) + offset.days * DAY)
    except (ValueError, OverflowError):
        raise beyond_years("the moment") from None


def _checked(moment: int) -> int:
    if not FIRST_DAY * DAY <= moment <= END_DAY * DAY:
        raise beyond_years("the moment")
    return moment
