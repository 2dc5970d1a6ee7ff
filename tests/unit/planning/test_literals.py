"""Number and boolean literals as parameters write them (spec §5.4, §5.5)."""

from decimal import Decimal
from typing import Any

import pytest
from asking import faults, ids, problems
from hypothesis import given
from hypothesis import strategies as st

from oppquery.errors.problems import InvalidValue
from oppquery.planning.number_literals import read_number
from oppquery.schema.fields import Field, Type
from oppquery.schema.opportunity import OPPORTUNITY

VALUE = OPPORTUNITY.fields["value"]
CONFIDENCE = OPPORTUNITY.fields["confidence"]
NUMBER = Field("custom.cf_n", Type.NUMBER)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("0", 0),
        ("-0", 0),
        ("500000", 500_000),
        ("500_000", 500_000),
        ("500,000", 500_000),
        ("1,234,567", 1_234_567),
        ("-5", -5),
        ("+5", 5),
        ("5.0", 5),
        ("5.00", 5),
        ("$5", 500),
        ("$5.5", 550),
        ("$5.50", 550),
        ("$5,000.25", 500_025),
        ("-$5", -500),
        ("+$5", 500),
        ("$5k", 500_000),
        ("$5K", 500_000),
        ("$1.2m", 120_000_000),
        ("$1.23456k", 123_456),
        ("€5", 500),
        ("£5", 500),
        ("₿5", 500),
        ("USD5000", 500_000),
        ("-EUR5k", -500_000),
        ("CA$5", 500),
        ("R$5", 500),
        ("$" + "9" * 900, int("9" * 900) * 100),
    ],
)
def test_amounts(text: str, cents: int) -> None:
    found = read_number(text, VALUE)
    assert found == cents
    assert type(found) is int


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "$",
            "k",
            "-",
            ".",
            ".5",
            "5.",
            "5e3",
            "NaN",
            "inf",
            "1,00",
            "1,0000",
            "12,34,567",
        ),
        *("1_0", "1__000", "1_000,000", "_1", "1_", "$-5", "5$", "$ 5", "5 $", "$$5", "5k", "5m"),
        *("$5kk", "$5b", "$5%", "5%", "usd5", "ABC5", "US5", "X$5", "USDX5", "٣", "５", "$0.001"),
        *("$1.000001k", "5.5", "0.1", "--5", "5-", "0x5", "5\n", "1,000.5"),
    ],
)
def test_what_is_no_amount(text: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        read_number(text, VALUE)
    assert caught.value.code == "bad_number"
    assert caught.value.message.startswith(repr(text))
    assert caught.value.expected == ("5000", "$50", "1..10")


def test_percentages() -> None:
    assert [read_number(text, CONFIDENCE) for text in ("50%", "50", "050%", "50.0%")] == [50] * 4
    for text in ("$50", "50k", "50%%", "%", "$50%", "50.5%"):
        with pytest.raises(InvalidValue):
            read_number(text, CONFIDENCE)


def test_custom_numbers_may_have_a_fraction() -> None:
    assert read_number("2.50", NUMBER) == Decimal("2.5")
    assert read_number("-1,000.125", NUMBER) == Decimal("-1000.125")
    for text in ("$5", "5%", "5k", "2.5.5", "1e3"):
        with pytest.raises(InvalidValue):
            read_number(text, NUMBER)


@given(st.integers())
def test_an_int_written_out_is_itself(number: int) -> None:
    assert read_number(str(number), VALUE) == number
    assert read_number(f"{number:,}", VALUE) == number
    assert read_number(f"{number:_}", VALUE) == number
    assert read_number(str(number), NUMBER) == number


@given(st.decimals(allow_nan=False, allow_infinity=False, places=12))
def test_a_decimal_written_out_is_itself(number: Decimal) -> None:
    assert read_number(f"{number:f}", NUMBER) == number


def read_or_code(text: str, field: Field) -> Any:
    try:
        return read_number(text, field)
    except InvalidValue as fault:
        return fault.code


@given(st.text(max_size=20) | st.text("0123456789.,_-+$kM%", max_size=12))
def test_any_text_is_a_number_or_a_problem(text: str) -> None:
    amount = read_or_code(text, VALUE)
    assert amount == "bad_number" or type(amount) is int
    number = read_or_code(text, NUMBER)
    assert number == "bad_number" or isinstance(number, int | Decimal)


# --- as parameters


def test_one_list_separates_at_every_comma() -> None:
    rows = [{"id": str(value), "value": value} for value in (1, 0, 1000)]
    assert ids(rows, {"value__in": "1,000"}) == "1 0"
    assert ids(rows, {"value__in": ["1,000"]}) == "1000"
    assert ids(rows, {"value__in": "1_000"}) == "1000"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1..10", "1 10"),
        ("$0.01..$0.10", "1 10"),
        ("*..0", "-5 0"),
        ("10..*", "10"),
        ("*..*", "-5 0 1 10"),
        ("0..0", "0"),
        ("-5..-5", "-5"),
        ("*", "-5 0 1 10"),
    ],
)
def test_ranges(text: str, expected: str) -> None:
    rows: list[Any] = [{"id": str(value), "value": value} for value in (-5, 0, 1, 10)]
    assert ids([*rows, {"id": "none"}], {"value": text}) == expected


@pytest.mark.parametrize("text", ["10..1", "..", "..5", "5..", "$1..50", "0..-1"])
def test_what_is_no_range(text: str) -> None:
    assert faults({"value": text}) == [("value", "bad_range")]


@pytest.mark.parametrize("text", ["1..2", "2024-01..2024-02"])
@pytest.mark.parametrize("field", ["custom.cf_x", "value", "date_won"])
def test_no_list_takes_a_range(field: str, text: str) -> None:
    ((param, code),) = faults({f"{field}__in": [text]})
    assert param == f"{field}__in"
    assert code == "bad_range"


@pytest.mark.parametrize(("text", "whole"), [("..5", "*..5"), ("5..", "5..*"), ("..", "*..*")])
def test_an_open_end_is_written_with_a_star(text: str, whole: str) -> None:
    (problem,) = problems({"value": text})
    assert problem.message == f"{text!r} lacks an end: write {whole}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("true", "t"), ("YES", "t"), ("False", "f"), ("no", "f"), ("", "n"), ("*", "t f")],
)
def test_booleans(text: str, expected: str) -> None:
    rows = [{"id": "t", "is_stalled": True}, {"id": "f", "is_stalled": False}, {"id": "n"}]
    assert ids(rows, {"is_stalled": text}) == expected


@pytest.mark.parametrize("text", ["1", "0", "y", "on", "ja", "truE ", "null", "never"])
def test_what_is_no_boolean(text: str) -> None:
    assert faults({"is_stalled": text}) == [("is_stalled", "bad_boolean")]


def test_any_status() -> None:
    rows = [
        {"id": "a", "status_label": "Won"},
        {"id": "b", "status_type": "won"},
        {"id": "c", "status_id": "s"},
        {"id": "d", "status_label": ""},
        {"id": "e"},
    ]
    assert ids(rows, {"status": "*"}) == "a b c"
    assert ids(rows, {"status": ""}) == "e"
    assert ids(rows, {"status": "w*"}) == "a"
    assert ids(rows, {"status__in": "won,s"}) == "a b c"
