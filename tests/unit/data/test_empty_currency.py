"""An empty `value_currency` is the currency of the organization, as a missing one is."""

from typing import Any

import pytest
from engines import ENGINES, Engine

ROWS: list[dict[str, Any]] = [
    {"id": "a", "value": 500, "value_currency": ""},
    {"id": "b", "value": 600, "value_currency": None},
    {"id": "c", "value": 700, "value_currency": "EUR"},
    {"id": "d", "value": 800},
]
every_engine = pytest.mark.parametrize("engine", ENGINES, ids=str)


@every_engine
@pytest.mark.parametrize(
    ("params", "found"),
    [
        ("value_currency=EUR", "a b c d"),
        ("value_currency__in=EUR,USD", "a b c d"),
        ("value_currency=USD", ""),
        ("value_currency=", ""),
        ("query=has:value_currency", "a b c d"),
        ("query=not currency:*", ""),
        ("query=currency != eur", ""),
        ("_order_by=value_currency", "a b c d"),
        ("_order_by=-value_currency,-value", "d c b a"),
    ],
)
def test_filters_and_orders(engine: Engine, params: str, found: str) -> None:
    rows = engine.select(ROWS, params, currency="EUR")
    assert " ".join(row["id"] for row in rows) == found


@every_engine
def test_totals_and_groups(engine: Engine) -> None:
    answer = engine.list(ROWS, "_group_by=value_currency", currency="EUR")
    [group] = answer["data"]
    assert (group["key"], group["total_results"]) == ("EUR", 4)
    assert answer["total_value_one_time_formatted"] == "€26"
    texts = [row["value_formatted"] for row in group["objects"]]
    assert texts == ["€5", "€6", "€7", "€8"]
    assert [row.get("value_currency", "none") for row in group["objects"]] == [
        *("", None, "EUR", "none"),
    ]


@every_engine
def test_it_is_another_currency_beside_another(engine: Engine) -> None:
    filtered = engine.list(ROWS, "value_currency=USD", currency="USD")
    assert filtered["total_value_one_time_formatted"] == "$19"
    assert filtered["total_results"] == 3
