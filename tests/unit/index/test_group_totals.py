"""Totals of groups are those of their rows, by whichever strategy they are summed."""

from typing import Any

import pytest

from oppquery import Collection
from oppquery.index.execution.costs import CostedStrategy, CostModel, Strategy

Row = dict[str, Any]


def deal(number: int) -> Row:
    """Every field that groups has nulls, and every group amounts of both signs and none."""
    return {
        "id": f"o{number:03}",
        "value": None if number % 11 == 0 else number * 37 % 101 - 50,
        "confidence": None if number % 7 == 0 else number * 13 % 101,
        "value_period": ("monthly", "annual", None)[number * 5 % 7 % 3],
        "status_type": ("won", "lost", None)[number % 3],
        "user_id": None if number % 5 == 0 else f"u{number % 4}",
        "user_name": None if number % 4 == 1 else ("Zoe", "ann", "Ann")[number % 3],
        "date_won": None if number % 6 == 0 else f"2024-{number % 12 + 1:02}-03",
        "custom.cf_x": None if number % 8 == 0 else number % 300,
    }


DEALS = [deal(number) for number in range(700)]
FILTERS = {"all": "", "few": "value__gte=48&", "most": "confidence__gt=3&"}
KEEPS: dict[str, Any] = {
    "all": lambda row: True,
    "few": lambda row: row["value"] is not None and row["value"] >= 48,
    "most": lambda row: row["confidence"] is not None and row["confidence"] > 3,
}
BY = ("status_type", "user_id", "date_won__month", "custom.cf_x")
COLLECTION = Collection(DEALS)
SUMMED = (Strategy.READ, Strategy.MASKS, Strategy.TAKE, Strategy.PACKED)


def figures(rows: list[Row]) -> dict[str, int]:
    """By plain sums, a null amount as 0."""
    found = {"total_results": len(rows)}
    for period in ("one_time", "monthly", "annual"):
        some = [
            row
            for row in rows
            if (row["value_period"] or "one_time") == period and row["value"] is not None
        ]
        found[f"total_value_{period}"] = sum(row["value"] for row in some)
        found[f"expected_value_{period}"] = sum(
            (row["value"] * row["confidence"] + 50) // 100
            for row in some
            if row["confidence"] is not None
        )
    return found


def key_of(by: str, row: Row) -> str | None:
    value = row[by.removesuffix("__month")]
    return None if value is None else str(value)[:7] if by.endswith("month") else str(value)


@pytest.mark.parametrize("strategy", SUMMED)
@pytest.mark.parametrize("kept", FILTERS)
@pytest.mark.parametrize("by", BY)
def test_each_strategy_sums_every_group(
    by: str, kept: str, strategy: Strategy, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = CostedStrategy(strategy, 0.0)
    monkeypatch.setattr(CostModel, "totals_of_groups", lambda *args, **kwargs: chosen)
    response: Any = COLLECTION.list(f"{FILTERS[kept]}_group_by={by}&_limit=0")
    groups: dict[str | None, list[Row]] = {}
    for row in filter(KEEPS[kept], DEALS):
        groups.setdefault(key_of(by, row), []).append(row)
    assert {group["key"] for group in response["data"]} == groups.keys()
    for group in response["data"]:
        wanted = figures(groups[group["key"]])
        assert {name: group[name] for name in wanted} == wanted
