"""What an operator and a literal make of a number or a date: a test of the plan (spec §6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from oppquery.ast import Operator
from oppquery.errors.problems import Backwards, InvalidValue
from oppquery.errors.wording import brief, named, shown
from oppquery.plan import In, Number, Range
from oppquery.schema.fields import Field, Type
from oppquery.values.calendar import day_date, wall_datetime
from oppquery.values.date_literals import Clock, DateLiteral, Interval, as_days, as_instants
from oppquery.values.words import WILDCARD
from oppquery.values.zones import Zone

RANGE: Final = ".."
T = TypeVar("T")


def compare_number(operator: Operator, number: Number) -> In | Range:
    """The numbers that an operator and a number leave."""
    match operator:
        case Operator.EQUAL | Operator.IN:
            return In(frozenset((number,)))
        case Operator.GREATER:
            return Range(low=number, low_open=True)
        case Operator.GREATER_EQUAL:
            return Range(low=number)
        case Operator.LESS:
            return Range(high=number)
        case Operator.LESS_EQUAL:
            return Range(high=number, high_closed=True)


def range_ends(text: str, read: Callable[[str], T]) -> tuple[T | None, T | None]:
    """The two ends of `a..b`, each read by itself; `*` is no bound, which is `None`.

    Raises `InvalidValue` when an end is missing or cannot be read.
    """
    low, _, high = text.partition(RANGE)
    if not low or not high:
        whole = f"{low or WILDCARD}{RANGE}{high or WILDCARD}"
        raise InvalidValue("bad_range", f"{shown(text)} lacks an end: write {brief(whole)}")
    first, last = (None if end == WILDCARD else read(end) for end in (low, high))
    return first, last


def span_of_numbers(text: str, low: Number | None, high: Number | None) -> Range:
    """The numbers of `low..high`, both included; raises `InvalidValue` when there are none."""
    if low is not None and high is not None and high < low:
        raise _backwards(text)
    return Range(low=low, high=high, high_closed=high is not None)


def compare_date(operator: Operator, literal: DateLiteral, zone: Zone, *, days: bool) -> Range:
    """The days or instants that an operator and a literal leave; an age compares ages."""
    if operator in (Operator.EQUAL, Operator.IN):
        start, end = _bounds(literal.whole, zone, days=days)
        return Range(start, end)
    start, end = _bounds(literal.point, zone, days=days)
    match _REVERSED[operator] if literal.age else operator:
        case Operator.GREATER:
            return Range(low=end)
        case Operator.GREATER_EQUAL:
            return Range(low=start)
        case Operator.LESS:
            return Range(high=start)
        case _:
            return Range(high=end)


def span_of_dates(
    text: str, first: DateLiteral | None, last: DateLiteral | None, zone: Zone, *, days: bool
) -> Range:
    """From the start of one literal to the end of another; raises `InvalidValue` when empty."""
    low = None if first is None else _bounds(first.whole, zone, days=days)[0]
    high = None if last is None else _bounds(last.whole, zone, days=days)[1]
    if low is not None and high is not None and high <= low:
        raise _backwards(text)
    return Range(low, high)


def _bounds(interval: Interval, zone: Zone, *, days: bool) -> tuple[int, int]:
    bounds = as_days(interval, zone) if days else as_instants(interval, zone)
    return bounds.start, bounds.end


def _backwards(text: str) -> Backwards:
    return Backwards("bad_range", f"{shown(text)} ends before it starts")


_REVERSED = {
    Operator.GREATER: Operator.LESS,
    Operator.GREATER_EQUAL: Operator.LESS_EQUAL,
    Operator.LESS: Operator.GREATER,
    Operator.LESS_EQUAL: Operator.GREATER_EQUAL,
}


_READINGS: Final[Mapping[Operator, tuple[str, str]]] = {
    Operator.GREATER: ("after that moment", "older than that"),
    Operator.GREATER_EQUAL: ("at or after that moment", "at least that old"),
    Operator.LESS: ("before that moment", "newer than that"),
    Operator.LESS_EQUAL: ("at or before that moment", "at most that old"),
}
"""Two readings of a comparison with an age: as a time, and as an age, which is reversed."""


def refuse_age(
    value: str, field: Field, operator: Operator, literal: DateLiteral, clock: Clock
) -> None:
    """Raises `InvalidValue`, with both readings, for an age as the value of a lookup."""
    if not literal.age or operator not in _READINGS:
        return
    as_time, as_age = _READINGS[operator]
    lookup, opposite = operator.lookup, _REVERSED[operator].lookup
    moment = moment_text(literal, clock, days=field.type is Type.DATE)
    name = named(field.name)
    raise InvalidValue(
        "age_comparison",
        f"{shown(value)} is an age, and {name}__{lookup} could mean two things: write "
        f"{name}__{lookup}={moment} for {as_time}, {name}__{opposite}={moment} for {as_age}",
    )


def moment_text(literal: DateLiteral, clock: Clock, *, days: bool) -> str:
    """The moment of a relative date as a literal, in the caller's zone where that is clear."""
    if days:
        return day_date(as_days(literal.point, clock.zone).start).isoformat()
    start = as_instants(literal.point, clock.zone).start
    wall = clock.zone.wall(start)
    if clock.zone.instant(wall) == start:
        return wall_datetime(wall).isoformat()
    return f"{wall_datetime(start).isoformat()}Z"
