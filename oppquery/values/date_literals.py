"""Date literals: the interval that a text denotes in the caller's zone (spec §6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from oppquery.errors.problems import InvalidValue, NeedsNow
from oppquery.errors.wording import shown, suggest
from oppquery.values.calendar import (
    DAY,
    END_DAY,
    FIRST_DAY,
    HOUR,
    MINUTE,
    SECOND,
    Unit,
    day_number,
    month_start,
    months_later,
    unit_start,
    wall_clock,
)
from oppquery.values.zones import Zone, aware_instant


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days [start, end) by number; which instants they are the zone says."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Instants:
    """Instants [start, end) in microseconds since 1970 UTC."""

    start: int
    end: int


Interval = Days | Instants


@dataclass(frozen=True, slots=True)
class DateLiteral:
    """A date as written, resolved: what `:` and ranges take, and what comparisons take.

    `whole` is the interval of `:`. `point` is the interval that `<` and its kin compare with.
    For an `age` they compare ages, so that *less* is *newer*.
    """

    whole: Interval
    point: Interval
    age: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """The caller's zone and the instant that relative dates are relative to, if there is one."""

    zone: Zone
    now: int | None


_Absolute = Callable[[re.Match[str], Zone], DateLiteral]
_Relative = Callable[[re.Match[str], Zone, int], DateLiteral]

_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MONTH: Final = re.compile(r"([0-9]{4})-([0-9]{2})")
_YEAR: Final = re.compile(r"([0-9]{4})")
_QUARTER: Final = re.compile(r"([0-9]{4})-Q([1-4])")
_WEEK: Final = re.compile(r"([0-9]{4})-W([0-9]{2})")
_TIME: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2})"
    r"(?::([0-9]{2})(?:\.([0-9]{1,6}))?)?(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_AGE: Final = re.compile(r"([0-9]+) (minute|hour|day|week|month|quarter|year)s? ago")
_LATER: Final = re.compile(r"in ([0-9]+) (minute|hour|day|week|month|quarter|year)s?")
_UNIT: Final = re.compile(r"(this|last|next) (day|week|month|quarter|year)")
_UNITS: Final = re.compile(r"(last|next) ([0-9]+) (day|week|month|quarter|year)s?")

_DAYS_FROM_TODAY: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}
_UNITS_FROM_THIS: Final = {"last": -1, "this": 0, "next": 1}
_MOST_DIGITS: Final = 9
_SHORT_UNITS: Final = {"minute": MINUTE, "hour": HOUR}
_DAYS: Final = {"day": 1, "week": 7}
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
EXPECTED: Final = (
    "2024-05-17",
    "2024-05",
    "2024",
    "2024-Q2",
    "2024-W20",
    "2024-05-17T10:30",
    "today",
    "last month",
    "last 3 months",
    "3 days ago",
)


def read_date(text: str, clock: Clock) -> DateLiteral:
    """The interval that a date literal denotes; raises `InvalidValue`."""
    for pattern, read in _ABSOLUTE.items():
        if found := pattern.fullmatch(text):
            return _existing(text, read, found, clock.zone)
    words = _relative_words(text)
    for pattern, read_relative in _RELATIVE.items():
        if found := pattern.fullmatch(words):
            return _in_years(text, read_relative, found, clock)
    from oppquery.values.date_hints import date_hint

    near = suggest(words, ("now", *_DAYS_FROM_TODAY)) if words.isalpha() else ()
    message = f"{shown(text)} is not a date{date_hint(text)}"
    raise InvalidValue("bad_date", message, expected=EXPECTED, suggestions=near)


def read_date_object(value: date, clock: Clock) -> DateLiteral:
    """The interval of a Python date (its day) or datetime (its instant)."""
    if not isinstance(value, datetime):
        day = day_number(value)
        return _same(Days(day, day + 1))
    if value.utcoffset() is None:
        start = clock.zone.instant(wall_clock(value))
    else:
        start = aware_instant(value)
    return _same(Instants(start, start + 1))


def as_instants(interval: Interval, zone: Zone) -> Instants:
    """The instants of an interval, days from midnight to midnight in the zone."""
    match interval:
        case Instants():
            return interval
        case Days(start, end):
            return Instants(zone.instant(start * DAY), zone.instant(end * DAY))


def as_days(interval: Interval, zone: Zone) -> Days:
    """All the days that an interval touches in the zone."""
    match interval:
        case Days():
            return interval
        case Instants(start, end):
            return Days(zone.wall(start) // DAY, zone.wall(end - 1) // DAY + 1)


def _same(interval: Interval) -> DateLiteral:
    return DateLiteral(whole=interval, point=interval)


def _existing(text: str, read: _Absolute, found: re.Match[str], zone: Zone) -> DateLiteral:
    try:
        literal = read(found, zone)
    except ValueError:
        if text.startswith("0000"):
            raise beyond_years(shown(text)) from None
        raise InvalidValue("bad_date", f"{shown(text)} does not exist") from None
    try:
        _checked(as_days(literal.whole, zone))
    except ValueError:
        raise beyond_years(shown(text)) from None
    return literal


def _in_years(text: str, read: _Relative, found: re.Match[str], clock: Clock) -> DateLiteral:
    if clock.now is None:
        raise NeedsNow("bad_date", f"{shown(text)} is relative: give the argument now")
    try:
        return read(found, clock.zone, clock.now)
    except (ValueError, OverflowError):
        raise beyond_years(shown(text)) from None


def beyond_years(what: str) -> InvalidValue:
    """The fault of a date, as it is shown, that no calendar date can be."""
    return InvalidValue("out_of_range", f"{what} is not within the years 1 to 9999")


def _day(found: re.Match[str], zone: Zone) -> DateLiteral:
    day = day_number(date(*map(int, found.groups())))
    return _same(Days(day, day + 1))


def _months(first: int, count: int) -> DateLiteral:
    return _same(Days(month_start(first), month_start(first + count)))


def _month(found: re.Match[str], zone: Zone) -> DateLiteral:
    year, month = map(int, found.groups())
    if not 1 <= month <= 12:
        raise ValueError("no such month")
    return _months(year * 12 + month - 1, 1)


def _quarter(found: re.Match[str], zone: Zone) -> DateLiteral:
    year, quarter = map(int, found.groups())
    return _months(year * 12 + 3 * (quarter - 1), 3)


def _year(found: re.Match[str], zone: Zone) -> DateLiteral:
    return _months(int(found[1]) * 12, 12)


def _week(found: re.Match[str], zone: Zone) -> DateLiteral:
    year, week = map(int, found.groups())
    start = day_number(date.fromisocalendar(year, week, 1))
    return _same(Days(start, start + 7))


def _time(found: re.Match[str], zone: Zone) -> DateLiteral:
    *_, seconds, fraction, offset = found.groups()
    year, month, day, hour, minute = map(int, found.groups()[:5])
    micros = int((fraction or "").ljust(6, "0"))
    wall = wall_clock(
        datetime(year, month, day, hour, minute, int(seconds or 0), micros)  # noqa: DTZ001
    )
    start = zone.instant(wall) if offset is None else wall - offset_microseconds(offset)
    width = 1 if fraction else SECOND if seconds else MINUTE
    return _same(Instants(start, start + width))


def offset_microseconds(offset: str) -> int:
    """The microseconds of `Z`, `±HH:MM` or `±HHMM`; raises `ValueError` beyond 23:59."""
    if offset == "Z":
        return 0
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    if hours > 23 or minutes > 59:
        raise ValueError("no such offset")
    size = hours * HOUR + minutes * MINUTE
    return -size if offset[0] == "-" else size


_ABSOLUTE: Final[Mapping[re.Pattern[str], _Absolute]] = {
    _DAY: _day,
    _MONTH: _month,
    _YEAR: _year,
    _QUARTER: _quarter,
    _WEEK: _week,
    _TIME: _time,
}


def _instant_now(found: re.Match[str], zone: Zone, now: int) -> DateLiteral:
    return _same(Instants(now, now + 1))


def _named_day(found: re.Match[str], zone: Zone, now: int) -> DateLiteral:
    day = zone.wall(now) // DAY + _DAYS_FROM_TODAY[found[0]]
    return _same(_checked(Days(day, day + 1)))


def _one_unit(found: re.Match[str], zone: Zone, now: int) -> DateLiteral:
    steps = _UNITS_FROM_THIS[found[1]]
    return _units_from(zone, now, Unit(found[2]), steps, steps + 1)


def _several_units(found: re.Match[str], zone: Zone, now: int) -> DateLiteral:
    count = _count(found[2])
    if count < 1:
        raise InvalidValue("bad_date", f"{shown(found[0])} must count at least 1")
    first, end = (-count, 0) if found[1] == "last" else (1, count + 1)
    return _units_from(zone, now, Unit(found[3]), first, end)


def _units_from(zone: Zone, now: int, unit: Unit, first: int, end: int) -> DateLiteral:
    today = zone.wall(now) // DAY
    days = Days(unit_start(unit, today, first), unit_start(unit, today, end))
    return _same(_checked(days))


def _ago(found: re.Match[str], zone: Zone, now: int) -> DateLiteral:
    return _moved(zone, now, -_count(found[1]), found[2], age=True)


def _later(found: re.Match[str], zone: Zone, now: int) -> DateLiteral:
    return _moved(zone, now, _count(found[1]), found[2], age=False)


def _moved(zone: Zone, now: int, count: int, unit: str, *, age: bool) -> DateLiteral:
    if short := _SHORT_UNITS.get(unit):
        moment = now + count * short
        wall = zone.wall(moment)
        start = moment - wall % short
        whole: Interval = Instants(start, start + short)
    else:
        wall = months_later(zone.wall(now), count * _MONTHS.get(unit, 0))
        wall += count * _DAYS.get(unit, 0) * DAY
        moment = zone.instant(wall)
        whole = Days(wall // DAY, wall // DAY + 1)
    _checked(Days(wall // DAY, wall // DAY + 1))
    return DateLiteral(whole=whole, point=Instants(moment, moment + 1), age=age)


def _count(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError("more units than there are years")
    return int(digits)


def _checked(days: Days) -> Days:
    if days.start < FIRST_DAY or days.end > END_DAY:
        raise ValueError("outside the years 1-9999")
    return days


_RELATIVE: Final[Mapping[re.Pattern[str], _Relative]] = {
    re.compile("now"): _instant_now,
    re.compile("|".join(_DAYS_FROM_TODAY)): _named_day,
    _UNIT: _one_unit,
    _UNITS: _several_units,
    _AGE: _ago,
    _LATER: _later,
}


def _relative_words(text: str) -> str:
    """Lower case, with the hyphens or underscores that stand for all the spaces made spaces."""
    lower = text.casefold()
    if " " not in lower:
        for mark in "-_":
            if mark in lower:
                return lower.replace(mark, " ")
    return lower
