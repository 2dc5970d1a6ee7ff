"""Days and instants as integers, calendar units, and what a period is called.

A day is its number since 1970-01-01, an instant the microseconds since 1970-01-01T00:00Z. A
wall clock is written like an instant, of the local time as if it were UTC. Integers know no
fold and no last year, and they are what the indexes need.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, assert_never

SECOND: Final = 1_000_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR

_EPOCH_ORDINAL: Final = date(1970, 1, 1).toordinal()
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - a wall clock
FIRST_DAY: Final = date.min.toordinal() - _EPOCH_ORDINAL
END_DAY: Final = date.max.toordinal() - _EPOCH_ORDINAL + 1
"""The day after 9999-12-31, which no `date` can hold but an interval may end with."""


class Unit(StrEnum):
    """A calendar unit; weeks are ISO weeks, from Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


def day_number(day: date) -> int:
    """The day written in a date or datetime, whatever its zone."""
    return day.toordinal() - _EPOCH_ORDINAL


def day_date(day: int) -> date:
    """The date of a day number, the nearest one when there is none."""
    return date.fromordinal(min(max(day, FIRST_DAY), END_DAY - 1) + _EPOCH_ORDINAL)


def wall_clock(moment: datetime) -> int:
    """The microseconds of what a datetime's fields say, its zone left aside."""
    past = moment.replace(tzinfo=None) - _EPOCH
    return (past.days * 86_400 + past.seconds) * SECOND + past.microseconds


def wall_datetime(wall: int) -> datetime:
    """The naive datetime of a wall clock, the nearest one when there is none."""
    return _EPOCH + timedelta(
        microseconds=min(max(wall, FIRST_DAY * DAY), END_DAY * DAY - 1),
    )


def months_later(wall: int, months: int) -> int:
    """A wall clock some months later or earlier, clipped to the end of the month.

    Raises `ValueError` or `OverflowError` outside of the years 1-9999.
    """
    if not months:
        return wall
    from dateutil.relativedelta import relativedelta

    return wall_clock(wall_datetime(wall) + relativedelta(months=months))


def month_start(index: int) -> int:
    """The first day of a month counted from the year 0; raises `ValueError` outside 1-9999."""
    year, month = divmod(index, 12)
    if (year, month) == (10_000, 0):
        return END_DAY
    return day_number(date(year, month + 1, 1))


def unit_start(unit: Unit, day: int, steps: int = 0) -> int:
    """The first day of the unit that holds `day`, moved by whole units.

    Raises `ValueError` when that is not in the years 1-9999 nor the day after them.
    """
    match unit:
        case Unit.DAY:
            start = day + steps
        case Unit.WEEK:
            start = day - (day + 3) % 7 + 7 * steps
        case Unit.MONTH:
            return month_start(_month_index(day) + steps)
        case Unit.QUARTER:
            return month_start(_month_index(day) // 3 * 3 + 3 * steps)
        case Unit.YEAR:
            return month_start(_month_index(day) // 12 * 12 + 12 * steps)
        case _:
            assert_never(unit)
    if not FIRST_DAY <= start <= END_DAY:
        raise ValueError("outside the years 1-9999")
    return start


def _month_index(day: int) -> int:
    when = day_date(day)
    return when.year * 12 + when.month - 1


def _week(day: date) -> tuple[str, dict[str, int]]:
    weekyear, week, _ = day.isocalendar()
    return f"{weekyear:04}-W{week:02}", {"weekyear": weekyear, "week": week}


def _quarter(day: date) -> tuple[str, dict[str, int]]:
    quarter = (day.month + 2) // 3
    return f"{day.year:04}-Q{quarter}", {"year": day.year, "quarter": quarter}


def _ymd(day: date) -> tuple[str, dict[str, int]]:
    return day.isoformat(), {"year": day.year, "month": day.month, "day": day.day}


_LABELS: Final[Mapping[Unit, Callable[[date], tuple[str, dict[str, int]]]]] = {
    Unit.DAY: _ymd,
    Unit.WEEK: _week,
    Unit.MONTH: lambda day: (day.isoformat()[:7], {"year": day.year, "month": day.month}),
    Unit.QUARTER: _quarter,
    Unit.YEAR: lambda day: (f"{day.year:04}", {"year": day.year}),
}
PERIOD_ATTRIBUTES: Final[Mapping[Unit, tuple[str, ...]]] = {
    unit: tuple(label(date(2000, 1, 1))[1]) for unit, label in _LABELS.items()
}


def period_label(unit: Unit, day: int) -> tuple[str, dict[str, int]]:
    """The key of the period that holds a day, and its attributes (spec §7.2).

    >>> period_label(Unit.WEEK, day_number(date(2024, 12, 30)))
    ('2025-W01', {'weekyear': 2025, 'week': 1})
    """
    return _LABELS[unit](day_date(day))
