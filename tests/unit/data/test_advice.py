"""A number that is no integer is refused with the way to one, where there is one."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from asking import data_error

from oppquery import Collection, DataError, Field, Schema, compile_query

NAN = float("nan")
ADVICE = [
    (5.0, ": pass int(5.0)"),
    (-1e20, ": pass int(-1e+20)"),
    (Decimal("3000"), ": pass int(Decimal('3000'))"),
    (Decimal("3000.00"), ": pass int(Decimal('3000.00'))"),
    ("3000", ": pass int('3000')"),
    ("-5", ": pass int('-5')"),
    (NAN, ": pass None for no number"),
    (Decimal("NaN"), ": pass None for no number"),
    (5.5, ""),
    (float("inf"), ""),
    (Decimal("5.5"), ""),
    (Decimal("Infinity"), ""),
    (Decimal("1E+999999"), ""),
    (Fraction(5), ""),
    ("$30", ""),
    ("", ""),
    ("-", ""),
    (True, ""),
    ([5], ""),
]


@pytest.mark.parametrize(("raw", "advice"), ADVICE)
def test_an_amount(raw: Any, advice: str) -> None:
    reason = "an amount must be an int of cents (3000 for $30)" + advice
    assert data_error([{"id": "a", "value": raw}]).reason == reason
    with pytest.raises(DataError) as caught:
        Collection([{"id": "a", "value": raw}])
    assert caught.value.reason == reason


@pytest.mark.parametrize(("raw", "advice"), ADVICE)
def test_a_confidence_counts_no_cents(raw: Any, advice: str) -> None:
    reason = "a confidence must be an int from 0 to 100" + advice
    assert data_error([{"id": "a", "value": 5, "confidence": raw}]).reason == reason


@pytest.mark.parametrize(("raw", "advice"), ADVICE)
def test_an_integer_that_counts_nothing(raw: Any, advice: str) -> None:
    tickets = Schema("ticket", [Field("hours", "integer")])
    with pytest.raises(DataError) as caught:
        compile_query("hours > 3", schema=tickets)({"hours": raw})
    assert caught.value.reason == "hours must be an int" + advice


def test_the_message_reads_as_a_sentence() -> None:
    assert str(data_error([{"id": "a", "value": 5.0}])) == (
        "object 0 (id 'a'), field 'value': an amount must be an int of cents (3000 for $30): "
        "pass int(5.0), not 5.0"
    )
