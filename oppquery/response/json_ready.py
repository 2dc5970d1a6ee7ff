"""Values of objects as an answer holds them: each is one that `json.dumps` takes."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any, Final

from oppquery.data.copies import Copier, Refused
from oppquery.values.data_dates import UTC_OFFSET

_KEYS: Final = (float, bool, type(None))


def json_ready(name: str, raw: Any) -> Any:
    """A deep copy of the value under a key as JSON has it; raises `BadValue` when it has none.

    A date is ISO text, a datetime too, in its own offset, without a zone in UTC. A Decimal is an
    `int` when it is whole, else a float.

    >>> json_ready("custom.x", [date(2024, 5, 17), Decimal("2.50"), Decimal("1E+3")])
    ['2024-05-17', 2.5, 1000]
    """
    return _COPIER.copy(name, raw)


def written_day(raw: Any) -> Any:
    """The day that is written in a datetime; any other value as it is."""
    return raw.date() if isinstance(raw, datetime) else raw


def json_key(key: Any) -> Any:
    """A key that is no text, which JSON writes as one; raises `Refused`."""
    if isinstance(key, _KEYS):
        return key
    raise Refused("a key must be one that JSON has")


def _other(raw: Any) -> Any:
    match raw:
        case bool():
            return raw
        case float():
            return float.__float__(raw)
        case Decimal():
            return _number(raw)
        case datetime():
            text = datetime.isoformat(raw)
            return text + UTC_OFFSET if raw.utcoffset() is None else text
        case date():
            return date.isoformat(raw)
        case _:
            raise Refused("a value must be one that JSON has")


def _number(number: Decimal) -> int | float:
    """Whole as an int, as is the whole part of a number that is too large for a float."""
    if not number.is_finite():
        return float(number)
    whole, near = int(number), float(number)
    return near if whole != number and isfinite(near) else whole


_COPIER: Final = Copier(other=_other, key=json_key)
