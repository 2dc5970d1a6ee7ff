"""Half a cent is rounded up, and only half a cent: on every way to an expected value (spec §2)."""

from collections.abc import Callable
from enum import IntEnum
from fractions import Fraction
from math import floor
from typing import Any

import pytest
from engines import ENGINES, Engine

from oppquery import compile_query

Row = dict[str, Any]
PAIRS = [(value, percent) for value in range(-51, 52) for percent in (1, 49, 50, 51, 99, 100)]
"""Every remainder of value × percent by 100, 49 and 50 among them, of amounts of both signs."""


class Cents(int):
    """An int of another class."""


class Percent(IntEnum):
    ONE = 1
    BELOW = 49
    HALF = 50
    ABOVE = 51
    MOST = 99
    ALL = 100


KINDS: dict[str, tuple[Callable[[int], Any], Callable[[int], Any]]] = {
    "int": (int, int),
    "both": (Cents, Percent),
    "amount": (Cents, int),
    "percent": (int, Percent),
}
GROUPINGS = ("user_id", "status_label", "custom.cf_x", "date_won__month")


def rounded(value: int, percent: int) -> int:
    """The definition: the nearest whole number, the greater one of two."""
    return floor(Fraction(value * percent, 100) + Fraction(1, 2))


def deals(kind: str) -> list[Row]:
    amount, percentage = KINDS[kind]
    return [
        {
            "id": f"{value}x{percent}",
            "value": amount(value),
            "confidence": percentage(percent),
            "user_id": f"u{number % 5}",
            "status_label": f"l{number % 5}",
            "custom.cf_x": number % 5,
            "date_won": f"2024-{number % 5 + 1:02}-01",
            "value_period": "monthly" if number % 2 else None,
        }
        for number, (value, percent) in enumerate(PAIRS)
    ]


EXPECTED = {f"{value}x{percent}": rounded(value, percent) for value, percent in PAIRS}
on_every_kind = pytest.mark.parametrize("kind", KINDS)
on_every_engine = pytest.mark.parametrize("engine", ENGINES, ids=str)


def expected_of(rows: list[Row], period: str | None) -> int:
    return sum(EXPECTED[row["id"]] for row in rows if row["value_period"] == period)


def check_sums(response: Row, rows: list[Row]) -> None:
    monthly, once = expected_of(rows, "monthly"), expected_of(rows, None)
    assert response["expected_value_one_time"] == once
    assert response["expected_value_monthly"] == monthly
    assert response["expected_value_annualized"] == once + 12 * monthly


@on_every_engine
@on_every_kind
def test_in_totals_and_on_the_objects(engine: Engine, kind: str) -> None:
    rows = deals(kind)
    response = engine.list(rows)
    check_sums(response, rows)
    response = engine.list(rows, {"_limit": len(rows), "value__gte": "-50"})
    check_sums(response, [row for row in rows if row["value"] >= -50])
    for shown in response["data"]:
        times = 12 if shown["value_period"] == "monthly" else 1
        assert shown["expected_value"] == EXPECTED[shown["id"]]
        assert shown["annualized_expected_value"] == EXPECTED[shown["id"]] * times


@on_every_engine
@pytest.mark.parametrize("by", GROUPINGS)
@on_every_kind
def test_in_groups(engine: Engine, kind: str, by: str) -> None:
    rows = deals(kind)
    response = engine.list(rows, {"_group_by": by, "_limit": 0})
    assert len(response["data"]) == 5
    for place, group in enumerate(response["data"]):
        check_sums(group, rows[place::5])


@on_every_engine
@on_every_kind
@pytest.mark.parametrize("low", [-2, 0, 1])
def test_in_filters_and_orders(engine: Engine, kind: str, low: int) -> None:
    rows = deals(kind)
    params = {"expected_value__gte": str(low), "expected_value__lte": "1"}
    held = [row["id"] for row in rows if low <= EXPECTED[row["id"]] <= 1]
    assert [row["id"] for row in engine.select(rows, params)] == held
    params = {**params, "_order_by": "-expected_value"}
    ordered = sorted(held, key=EXPECTED.__getitem__, reverse=True)
    assert [row["id"] for row in engine.select(rows, params)] == ordered


@on_every_kind
def test_in_a_compiled_query(kind: str) -> None:
    keep = compile_query("expected_value:0 or expected_value < -50")
    rows = deals(kind)
    held = [row["id"] for row in rows if EXPECTED[row["id"]] == 0 or EXPECTED[row["id"]] < -50]
    assert [row["id"] for row in rows if keep(row)] == held
