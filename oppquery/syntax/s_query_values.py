"""The conditions of a Smart View's JSON become the values that a condition compares with (§12)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Final

from oppquery.ast import (
    Bound,
    CurrentUser,
    Flag,
    Mode,
    MomentRange,
    NumberRange,
    SQueryValue,
    TextMatch,
    TextsIn,
    Word,
)
from oppquery.syntax.json_part import JsonPart
from oppquery.values.calendar import HOUR, MINUTE, SECOND, day_number
from oppquery.values.moments import LocalDate, Moment, Now, Offset, Period
from oppquery.values.words import WILDCARD

_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ENDS: Final = {"start": False, "end": True}
_BOUNDS: Final = {
    "gt": {"is_low": True, "is_open": True},
    "gte": {"is_low": True, "is_open": False},
    "lt": {"is_low": False, "is_open": True},
    "lte": {"is_low": False, "is_open": False},
}
_DIRECTIONS: Final = {"past": -1, "future": 1}
_UNITS: Final = ("week", "month", "quarter", "year")
_PERIODS: Final = (
    "today",
    "yesterday",
    "tomorrow",
    *(f"{which}-{unit}" for which in ("this", "last", "next") for unit in _UNITS),
)
_MONTHS: Final = {"years": 12, "months": 1}
_DAYS: Final = {"weeks": 7, "days": 1}
_SHORT: Final = {"hours": HOUR // SECOND, "minutes": MINUTE // SECOND, "seconds": 1}
_DEEPEST: Final = 20
"""Offsets that may stand in each other."""


def read_value(condition: JsonPart) -> SQueryValue | Word:
    """What a condition compares with; raises `InvalidValue` with the path of what is wrong."""
    type_ = condition.type(_CONDITIONS)
    members, read = _CONDITIONS[type_]
    condition.only(("type", *members))
    return read(condition)


def _boolean(condition: JsonPart) -> Flag:
    return Flag(condition.member("value").flag(), condition.path)


def _current_user(condition: JsonPart) -> CurrentUser:
    return CurrentUser(condition.path)


def _exists(condition: JsonPart) -> Word:
    return Word(WILDCARD, condition.path)


def _term(condition: JsonPart) -> TextsIn:
    return TextsIn(_texts(condition.member("values")), span=condition.path)


def _reference(condition: JsonPart) -> TextsIn:
    if (kind := condition.member("reference_type")).is_given:
        kind.text()
    return TextsIn(_texts(condition.member("object_ids")), as_ids=True, span=condition.path)


def _texts(values: JsonPart) -> tuple[str, ...]:
    return tuple(item.text() for item in values.items())


def _number_range(condition: JsonPart) -> NumberRange:
    ends = [(condition.member(name), kind) for name, kind in _BOUNDS.items()]
    bounds = [Bound(_number(part), **kind, span=part.path) for part, kind in ends if part.is_given]
    return NumberRange(tuple(bounds), condition.path)


def _number(part: JsonPart) -> int | Decimal:
    match part.value:
        case bool():
            pass
        case int():
            return part.value
        case Decimal() if part.value.is_finite():
            return part.value
        case float() if isfinite(part.value):
            return Decimal(repr(part.value))
    raise part.bad("must be a number")


def read_text(part: JsonPart) -> TextMatch:
    """The text to look for and how, of a condition or of a node."""
    mode = Mode(part.member("mode").choice(Mode))
    return TextMatch(part.member("value").text(), mode, part.path)


def _moment_range(condition: JsonPart) -> MomentRange:
    low, high = (
        read_moment(part) if part.is_given else None
        for part in (condition.member("on_or_after"), condition.member("before"))
    )
    return MomentRange(low, high, condition.path)


def read_moment(part: JsonPart, depth: int = 0) -> Moment:
    """A moment as written; raises `InvalidValue` with the path of what is wrong."""
    type_ = part.type(_MOMENTS)
    members, read = _MOMENTS[type_]
    part.only(("type", *members))
    if depth > _DEEPEST:
        raise part.bad(f"must not stand more than {_DEEPEST} deep")
    return read(part, depth)


def _now(part: JsonPart, depth: int) -> Now:
    return Now()


def _local_date(part: JsonPart, depth: int) -> LocalDate:
    value = part.member("value")
    text = value.text()
    try:
        if not _DATE.fullmatch(text):
            raise ValueError("no date")
        day = day_number(date(*map(int, text.split("-"))))
    except ValueError:
        raise value.bad("must be a date such as 2024-05-17") from None
    return LocalDate(day, _end(part))


def _period(part: JsonPart, depth: int) -> Period:
    return Period(part.member("range").choice(_PERIODS), _end(part))


def _end(part: JsonPart) -> bool:
    return _ENDS[part.member("which").choice(_ENDS)]


def _offset(part: JsonPart, depth: int) -> Offset:
    sign = _DIRECTIONS[part.member("direction").choice(_DIRECTIONS)]
    base, amounts = part.member("moment"), part.member("offset")
    amounts.only((*_MONTHS, *_DAYS, *_SHORT))
    months, days, seconds = (
        sum(_amount(amounts.member(name)) * times for name, times in units.items())
        for units in (_MONTHS, _DAYS, _SHORT)
    )
    edge = part.member("which_day_end")
    return Offset(
        moment=read_moment(base, depth + 1) if base.is_given else Now(),
        months=sign * months,
        days=sign * days,
        microseconds=sign * seconds * SECOND,
        day_end=_ENDS[edge.choice(_ENDS)] if edge.is_given else None,
    )


def _amount(part: JsonPart) -> int:
    match part.value:
        case None:
            return 0
        case bool():
            pass
        case int() if part.value >= 0:
            return part.value
    raise part.bad("must be a whole number ≥ 0")


_CONDITIONS: Final[
    Mapping[str, tuple[tuple[str, ...], Callable[[JsonPart], SQueryValue | Word]]]
] = {
    "boolean": (("value",), _boolean),
    "current_user": ((), _current_user),
    "exists": ((), _exists),
    "term": (("values",), _term),
    "reference": (("reference_type", "object_ids"), _reference),
    "number_range": (tuple(_BOUNDS), _number_range),
    "text": (("mode", "value"), read_text),
    "moment_range": (("on_or_after", "before"), _moment_range),
}
_MOMENTS: Final[Mapping[str, tuple[tuple[str, ...], Callable[[JsonPart, int], Moment]]]] = {
    "now": ((), _now),
    "fixed_local_date": (("value", "which"), _local_date),
    "start_end_of_predefined_relative_period": (("range", "which"), _period),
    "offset": (("direction", "moment", "offset", "which_day_end"), _offset),
}
