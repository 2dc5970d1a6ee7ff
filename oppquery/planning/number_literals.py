"""Number and boolean literals (spec §5.4, §5.5)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, localcontext
from typing import Final

from oppquery.errors.problems import InvalidValue
from oppquery.errors.wording import shown
from oppquery.plan import Number
from oppquery.schema.fields import Field, Measure, Type

BOOLEANS: Final = {"true": True, "yes": True, "false": False, "no": False}
_PLAIN_NUMBER: Final = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?:_[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_LITERAL: Final = re.compile(
    rf"(?P<sign>[+-])?(?P<currency>[^\s0-9.,_+-]{{1,4}})?(?P<number>{_PLAIN_NUMBER})"
    r"(?P<suffix>[kKmM%])?"
)
_SCALES: Final = {"": 1, "k": 1_000, "m": 1_000_000}
_CENTS: Final = 100
_MOST_DIGITS: Final = 1_000


def read_boolean(text: str) -> bool:
    """`true`, `yes`, `false` or `no`, in any case; raises `InvalidValue`."""
    if (value := BOOLEANS.get(text.casefold())) is None:
        raise InvalidValue(
            "bad_boolean", f"{shown(text)} is not true, false, yes or no", expected=tuple(BOOLEANS)
        )
    return value


def read_number(text: str, field: Field) -> Number:
    """The number that a literal is on a field, cents for an amount; raises `InvalidValue`."""
    if len(text) > _MOST_DIGITS:
        raise _bad(text, field, f"is no number of at most {_MOST_DIGITS} characters")
    found = _LITERAL.fullmatch(text)
    if not found:
        raise _bad(text, field, _NO_NUMBER[field.type])
    suffix = (found["suffix"] or "").lower()
    digits = Decimal((found["sign"] or "") + found["number"].replace(",", "").replace("_", ""))
    if suffix == "%":
        _check_percent(text, field, found["currency"])
        suffix = ""
    if not found["currency"]:
        if suffix:
            raise _without_currency(text, field)
        return _whole(text, field, digits) if field.type is Type.INTEGER else digits
    _check_currency(text, field, found["currency"])
    with localcontext(prec=_MOST_DIGITS + 20):
        return _whole(text, field, digits * _SCALES[suffix] * _CENTS)


def _check_percent(text: str, field: Field, currency: str | None) -> None:
    if field.measure is not Measure.PERCENT or currency:
        raise _bad(text, field, "has a %, which belongs to confidence")


def _check_currency(text: str, field: Field, sign: str) -> None:
    from oppquery.values.money import is_currency

    if not is_currency(sign):
        raise _bad(text, field, f"is not a number: {sign!r} is no currency")
    if field.measure is not Measure.CENTS:
        raise _bad(text, field, f"has a currency, which {field.name} has not")


def _without_currency(text: str, field: Field) -> InvalidValue:
    if field.measure is not Measure.CENTS:
        return _bad(text, field, _NO_NUMBER[field.type])
    digits = text.lstrip("+-")
    sign = text.removesuffix(digits)
    return _bad(text, field, f"needs a currency before it: {sign}${digits}")


def _whole(text: str, field: Field, number: Decimal) -> int:
    if number != number.to_integral_value():
        counted = f" of {field.measure}" if field.measure else ""
        raise _bad(text, field, f"is not a whole number{counted}")
    return int(number)


def _bad(text: str, field: Field, reason: str) -> InvalidValue:
    expected = _EXPECTED[field.measure or field.type]
    return InvalidValue("bad_number", f"{shown(text)} {reason}", expected=expected)


_NO_NUMBER: Final[Mapping[Type, str]] = {
    Type.INTEGER: "is not a whole number",
    Type.NUMBER: "is not a number",
    Type.UNTYPED: "is not a number",
}
_EXPECTED: Final[Mapping[Measure | Type, tuple[str, ...]]] = {
    Measure.CENTS: ("5000", "$50", "1..10"),
    Measure.PERCENT: ("50", "50%", "1..10"),
    Type.INTEGER: ("5000", "1..10"),
    Type.NUMBER: ("5000", "2.5", "1..10"),
    Type.UNTYPED: ("5000", "2.5", "1..10"),
}
