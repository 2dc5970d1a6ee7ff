"""How a raw value of each type is read from an object: what tests, orders and groups see.

A reader takes one raw value that is not null and gives its typed form (plan.py), or raises
`BadValue`. What an untyped field holds is read to a `Kind` and a value of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal
from enum import IntEnum
from math import isfinite
from operator import index
from typing import Any, Final

from oppquery.errors.wording import listed, shown
from oppquery.plan import Number
from oppquery.rows import plain_text
from oppquery.schema.fields import Field, Measure, Type
from oppquery.values.data_dates import DateValues
from oppquery.values.memo import Memo

Read = Callable[[Any], Any]
FULL_PERCENT: Final = 100
NUMBER_BOUND: Final = 10**1_000
"""Numbers of the data are less than this in size: sums and texts of longer ones take too long."""
_DIGITS: Final = 1_000
"""The digits that a number may have before the decimal point, and those after it."""
_BOUNDS: Final = (1 - NUMBER_BOUND, NUMBER_BOUND - 1)
_REASONS: Final[Mapping[Measure | None, str]] = {
    Measure.PERCENT: "a confidence must be an int from 0 to 100",
    Measure.CENTS: "an amount must be an int of cents (3000 for $30)",
}
TOO_LONG: Final = f"a number must have at most {_DIGITS:,} digits"


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


def exact_number(raw: Any) -> Number:
    """A number of the data, exactly; a float by its shortest decimal text."""
    if isinstance(raw, float):
        return Decimal(float.__repr__(raw))
    return raw if isinstance(raw, Decimal) else index(raw)


def _text(field: Field) -> Read:
    def read(raw: Any) -> str:
        if raw.__class__ is str:
            text: str = raw
            return text
        if isinstance(raw, str):
            return plain_text(raw)
        raise BadValue(field.name, raw, f"{_ARTICLES[field.type]} must be a string")

    return read


def _folded(field: Field) -> Read:
    text = _text(field)
    return lambda raw: text(raw).casefold()


def _folded_or(field: Field, missing: str) -> Read:
    """Reads an open choice whose empty text means what a missing value does."""
    folded, otherwise = _folded(field), missing.casefold()
    return lambda raw: folded(raw) or otherwise


def _choice(field: Field) -> Read:
    if not field.choices:
        return _folded(field) if field.missing is None else _folded_or(field, field.missing)
    choices = frozenset(field.choices)

    def read(raw: Any) -> str:
        if isinstance(raw, str) and (text := plain_text(raw)) in choices:
            return text
        raise BadValue(field.name, raw, f"a {field.name} must be {listed(field.choices)}")

    return read


def _integer(field: Field) -> Read:
    percent = field.measure is Measure.PERCENT
    least, most = (0, FULL_PERCENT) if percent else _BOUNDS
    reason = _REASONS.get(field.measure, f"{field.name} must be an int")

    def read(raw: Any) -> int:
        if raw.__class__ is int and least <= raw <= most:
            number: int = raw
            return number
        return read_other(raw)

    def read_other(raw: Any) -> int:
        number = whole_number(raw)
        if number is None:
            raise BadValue(field.name, raw, reason + _way_to_int(raw))
        if not least <= number <= most:
            raise BadValue(field.name, raw, reason if percent else TOO_LONG)
        return number

    return read


def _way_to_int(raw: Any) -> str:
    """The end of a message that says how an integer is made of a raw value, where one can be.

    >>> _way_to_int(5.0), _way_to_int(5.5)
    (': pass int(5.0)', '')
    """
    match raw:
        case float() | Decimal() if raw != raw:
            return ": pass None for no number"
        case float() if raw.is_integer():
            return f": pass int({shown(raw)})"
        case Decimal() if raw.is_finite() and _is_short(raw) and raw == raw.to_integral_value():
            return f": pass int({shown(raw)})"
        case str() if raw.removeprefix("-").isdecimal():
            return f": pass int({shown(raw)})"
    return ""


def whole_number(raw: Any) -> int | None:
    """The plain `int` of an integer: of what has `__index__` and is no bool; else `None`."""
    if raw.__class__ is int:
        number: int = raw
        return number
    if raw.__class__ is bool or not hasattr(type(raw), "__index__"):
        return None
    try:
        return int.__int__(index(raw))
    except Exception:  # an array of several numbers has `__index__`, too, and refuses
        return None


def is_number(raw: Any) -> bool:
    """Whether a raw value is a finite number; a bool is none."""
    match raw:
        case float():
            return isfinite(raw)
        case Decimal():
            return raw.is_finite()
        case _:
            return whole_number(raw) is not None


def check_size(name: str, raw: Any) -> None:
    """Raises `BadValue` for a number under a key that has too many digits; floats never have."""
    if not _is_short(raw):
        raise BadValue(name, raw, TOO_LONG)


def _is_short(raw: Any) -> bool:
    if isinstance(raw, Decimal):
        return not raw.is_finite() or _is_short_decimal(raw)
    number = whole_number(raw)
    return number is None or -NUMBER_BOUND < number < NUMBER_BOUND


def _is_short_decimal(number: Decimal) -> bool:
    """Whether a finite Decimal has few digits when it is written without an exponent."""
    if number and number.adjusted() >= _DIGITS:
        return False
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_DIGITS


def are_short(numbers: Collection[int]) -> bool:
    """Whether no integer has too many digits."""
    least, most = min(numbers, default=0), max(numbers, default=0)
    return least > -NUMBER_BOUND and most < NUMBER_BOUND


def check_sizes_within(name: str, value: Any) -> None:
    """Raises `BadValue` for a value that holds such a number, however deep, loops included."""
    seen: dict[int, Any] = {}
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if not isinstance(each, Mapping | list | tuple):
            if not _is_short(each):
                raise BadValue(name, value, TOO_LONG)
        elif id(each) not in seen:
            seen[id(each)] = each
            waiting += each.values() if isinstance(each, Mapping) else each


def _number(field: Field) -> Read:
    def read(raw: Any) -> Number:
        if not is_number(raw):
            raise BadValue(field.name, raw, "the field is declared a number, give a finite one")
        check_size(field.name, raw)
        return exact_number(raw)

    return read


def _date(field: Field) -> Read:
    return _dated(field, DateValues().day, "2024-05-17")


def _datetime(field: Field) -> Read:
    return _dated(field, DateValues().instant, "2024-05-17T10:30:00+00:00")


def _dated(field: Field, read_raw: Read, example: str) -> Read:
    def read(raw: Any) -> int:
        try:
            value: int = read_raw(plain_text(raw) if isinstance(raw, str) else raw)
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
                kind: tuple[ValueKind, Any] = texts[plain_text(raw)]
                return kind
            case bool():
                return ValueKind.BOOLEAN, raw
            case date():
                return _text_kind(raw.isoformat(), dates)
            case _ if is_number(raw):
                check_size(field.name, raw)
                return ValueKind.NUMBER, exact_number(raw)
            case _:
                check_sizes_within(field.name, raw)
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
