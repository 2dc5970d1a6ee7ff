"""Values on fields without a declared type: the kind of the data decides (spec §5.8)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from oppquery.ages import refuse_age
from oppquery.ast import Operator
from oppquery.comparisons import (
    RANGE,
    compare_date,
    compare_number,
    range_ends,
    span_of_dates,
    span_of_numbers,
)
from oppquery.date_literals import Clock, DateLiteral, read_date, read_date_object
from oppquery.errors import shown
from oppquery.literals import read_boolean, read_number
from oppquery.plan import In, Kinds, Present, Range, Words
from oppquery.schema import Field
from oppquery.text_values import ANY_VALUE, text_tests, unquoted
from oppquery.unreadable import Unreadable

T = TypeVar("T")
_BARE = (Operator.EQUAL, Operator.IN)


def read_untyped(
    value: str | int | date, field: Field, operator: Operator, clock: Clock
) -> list[Kinds | Present]:
    """The conditions that a value makes, each with a test for every kind it can be read as."""
    match value:
        case bool():
            return [Kinds(boolean=_flag(operator, value))]
        case int():
            return [Kinds(number=compare_number(operator, value))]
        case date():
            return [_dated(operator, read_date_object(value, clock), clock)]
        case _:
            return _read_text(value, field, operator, clock)


def _flag(operator: Operator, value: bool) -> In:
    if operator not in _BARE:
        raise Unreadable("bad_type", f"{shown(value)} cannot be compared, only equal")
    return In(frozenset((value,)))


def _read_text(value: str, field: Field, operator: Operator, clock: Clock) -> list[Kinds | Present]:
    literal = value if (phrase := unquoted(value)) is None else phrase
    if operator is Operator.EQUAL and literal == f"{ANY_VALUE}{RANGE}{ANY_VALUE}":
        return [Present()]
    number, dated = _numbers(literal, field, operator), _dates(literal, field, operator, clock)
    if operator not in _BARE:
        if number is None and dated == Kinds():
            raise Unreadable("bad_number", f"{shown(value)} is neither a number nor a date")
        return [_kinds(number, dated)]
    flag = _if_readable(lambda: _flag(operator, read_boolean(literal)))
    words = _if_readable(lambda: text_tests(value))
    if words is None and number is None and dated == Kinds():
        text_tests(value)
    if words is None:
        return [_kinds(number, dated, flag)]
    return [
        test if isinstance(test, Present) else _kinds(number, dated, flag, test) for test in words
    ]


def _kinds(
    number: In | Range | None, dated: Kinds, flag: In | None = None, text: Words | None = None
) -> Kinds:
    return Kinds(number, dated.day, dated.instant, flag, text)


def _numbers(text: str, field: Field, operator: Operator) -> In | Range | None:
    if operator is Operator.EQUAL and RANGE in text:
        return _if_readable(lambda: _number_span(text, field))
    return _if_readable(lambda: compare_number(operator, read_number(text, field)))


def _number_span(text: str, field: Field) -> Range:
    low, high = (None if end == ANY_VALUE else read_number(end, field) for end in range_ends(text))
    return span_of_numbers(text, low, high)


def _dates(text: str, field: Field, operator: Operator, clock: Clock) -> Kinds:
    if operator is Operator.EQUAL and RANGE in text:
        return _if_readable(lambda: _date_span(text, clock)) or Kinds()
    literal = _if_readable(lambda: read_date(text, clock))
    if literal is None:
        return Kinds()
    refuse_age(text, field, operator, literal, clock)
    return _dated(operator, literal, clock)


def _date_span(text: str, clock: Clock) -> Kinds:
    first, last = (None if end == ANY_VALUE else read_date(end, clock) for end in range_ends(text))
    return Kinds(
        day=span_of_dates(text, first, last, clock.zone, days=True),
        instant=span_of_dates(text, first, last, clock.zone, days=False),
    )


def _dated(operator: Operator, literal: DateLiteral, clock: Clock) -> Kinds:
    return Kinds(
        day=compare_date(operator, literal, clock.zone, days=True),
        instant=compare_date(operator, literal, clock.zone, days=False),
    )


def _if_readable(read: Callable[[], T]) -> T | None:
    try:
        return read()
    except Unreadable:
        return None
