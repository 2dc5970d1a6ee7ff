"""How a raw value of each type is read from an object: what tests, orders and groups see.

A reader takes one raw value that is not null and gives its typed form (plan.py), or raises
`BadValue`. What an untyped field holds is read to a `Kind` and a value of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from decimal import Decimal
from enum import IntEnum
from math import isfinite
from typing import Any, Final

from oppquery.errors.wording import listed
from oppquery.plan import Number
from oppquery.schema.fields import Field, Measure, Type
from oppquery.values.data_dates import DateValues
from oppquery.values.memo import Memo

Read = Callable[[Any], Any]
FULL_PERCENT: Final = 100
NUMBER_BOUND: Final = 10**1_000
"""Numbers of the data are less than this in size: sums and texts of longer ones take too long."""


class BadValue(Exception):
    """A raw value that its field cannot hold."""

    def __init__(self, field: str, value: object, reason: str) -> None:
        super().__init__(field, value, reason)
        self.field = field
        self.value = value
        self.reason = reason


class ValueKind(IntEnum):
    """What a value without a declared type is."""

    NUMBER = 0
    DAY = 1
    INSTANT = 2
    TEXT = 3
    BOOLEAN = 4
    OTHER = 5


def reader(field: Field) -> Read:
    """The reader of a field's raw values that are not null; lists are read by element."""
    return _READERS[field.type](field)


def copy_of(name: str, raw: Any) -> Any:
    """A deep copy of the raw value under a key; raises `BadValue` when there can be none."""
    try:
        return deepcopy(raw)
    except Exception:  # a foreign object may refuse in any way, a deep list exhausts the stack
        raise BadValue(name, raw, "a value must be one that can be copied") from None


def exact_number(raw: int | float | Decimal) -> Number:
    """A number of the data, exactly; a float by its shortest decimal text."""
    return Decimal(repr(raw)) if isinstance(raw, float) else raw


def _text(field: Field) -> Read:
    def read(raw: Any) -> str:
        if not isinstance(raw, str):
            raise BadValue(field.name, raw, f"{_ARTICLES[field.type]} must be a string")
        return raw

    return read


def _folded(field: Field) -> Read:
    text = _text(field)
    return lambda raw: text(raw).casefold()


def _choice(field: Field) -> Read:
    if not field.choices:
        return _folded(field)
    choices = frozenset(field.choices)

    def read(raw: Any) -> str:
        if not isinstance(raw, str) or raw not in choices:
            raise BadValue(field.name, raw, f"a {field.name} must be {listed(field.choices)}")
        return raw

    return read


def _integer(field: Field) -> Read:
    percent = field.measure is Measure.PERCENT
    reason = (
        "a confidence must be an int from 0 to 100"
        if percent
        else "an amount must be an int of cents (3000 for $30)"
    )

    def read(raw: Any) -> int:
        if not isinstance(raw, int) or isinstance(raw, bool):
            raise BadValue(field.name, raw, reason)
        if percent and not 0 <= raw <= FULL_PERCENT:
            raise BadValue(field.name, raw, reason)
        return raw

    return read


def is_number(raw: Any) -> bool:
    """Whether a raw value is a finite number; a bool is none."""
    match raw:
        case bool():
            return False
        case int():
            return True
        case float():
            return isfinite(raw)
        case Decimal():
            return raw.is_finite()
        case _:
            return False


def _number(field: Field) -> Read:
    def read(raw: Any) -> Number:
        if not is_number(raw):
            raise BadValue(field.name, raw, "the field is declared a number, give a finite one")
        return exact_number(raw)

    return read


def _date(field: Field) -> Read:
    return _dated(field, DateValues().day, "2024-05-17")


def _datetime(field: Field) -> Read:
    return _dated(field, DateValues().instant, "2024-05-17T10:30:00+00:00")


def _dated(field: Field, read_raw: Read, example: str) -> Read:
    def read(raw: Any) -> int:
        try:
            value: int = read_raw(raw)
        except ValueError:
            reason = f"a date must be a date, a datetime or text like {example}"
            raise BadValue(field.name, raw, reason) from None
        return value

    return read


def _boolean(field: Field) -> Read:
    def read(raw: Any) -> bool:
        if not isinstance(raw, bool):
            raise BadValue(field.name, raw, "a boolean must be true, false or null")
        return raw

    return read


def _untyped(field: Field) -> Read:
    dates = DateValues()
    texts = Memo(lambda text: _text_kind(text, dates))

    def read(raw: Any) -> tuple[ValueKind, Any]:
        match raw:
            case str():
                kind: tuple[ValueKind, Any] = texts[raw]
                return kind
            case bool():
                return ValueKind.BOOLEAN, raw
            case date():
                return _text_kind(raw.isoformat(), dates)
            case _ if is_number(raw):
                return ValueKind.NUMBER, exact_number(raw)
            case _:
                return ValueKind.OTHER, raw

    return read


def _text_kind(text: str, dates: DateValues) -> tuple[ValueKind, Any]:
    if not text[:4].isdecimal():
        return ValueKind.TEXT, text
    try:
        if len(text) == len("2024-05-17"):
            return ValueKind.DAY, dates.day(text)
        return ValueKind.INSTANT, dates.instant(text)
    except ValueError:
        return ValueKind.TEXT, text


_READERS: Final[Mapping[Type, Callable[[Field], Read]]] = {
    Type.ID: _text,
    Type.CHOICE: _choice,
    Type.LABEL: _folded,
    Type.TEXT: _text,
    Type.INTEGER: _integer,
    Type.NUMBER: _number,
    Type.DATE: _date,
    Type.DATETIME: _datetime,
    Type.BOOLEAN: _boolean,
    Type.UNTYPED: _untyped,
}
_ARTICLES: Final[Mapping[Type, str]] = {
    Type.ID: "an id",
    Type.CHOICE: "a choice",
    Type.LABEL: "a label",
    Type.TEXT: "a text",
}
