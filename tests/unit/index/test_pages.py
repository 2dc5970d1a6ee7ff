"""Pages at every depth, of rows from several segments, are slices of the whole order."""

from functools import cache
from typing import Any

import pytest

from oppquery import Collection
from oppquery.index.registry import Index

Row = dict[str, Any]
PERIODS = ("monthly", "annual", "one_time")
NAMES = ("Ann", "bob", "ann", None, "Cy")


def mixed(number: int) -> Row:
    """Ties in every field, the periods spread over all of the orders."""
    return {
        "id": f"o{number:03}",
        "value_period": PERIODS[number * 7 % 11 % 3],
        "value": None if number % 13 == 0 else number * 5 % 7,
        "user_name": NAMES[number * 3 % 8 % 5],
        "date_won": None if number % 9 == 4 else f"2024-05-{number * 11 % 6 + 1:02}",
        "status_type": ("won", "lost")[number % 3 % 2],
    }


def apart(number: int) -> Row:
    """What is first in an order is all of one period, so that no share of a page is even."""
    period = number * 7 % 120 // 40
    return {**mixed(number), "value_period": PERIODS[period], "value": period * 10 + number % 4}


DATA = {
    "mixed": [mixed(number) for number in range(120)],
    "apart": [apart(number) for number in range(120)],
    "few": [mixed(number) for number in range(14)],
    "alike": [{**mixed(number), "value_period": "annual"} for number in range(60)],
}
ORDERS = (
    "",
    "value",
    "-value",
    "-date_won",
    "user_name,-value",
    "-value,user_name",
    "value,-date_won",
    "-date_won,-user_name,value",
    "value_period,-value",
)
FILTERS: dict[str, str] = {"": "", "status_type": "won", "user_name": "ann", "value": "3"}
SKIPS = (0, 1, 2, 7, 10, 11, 30, 59, 60, 61, 119, 120, 150)
LIMITS = (1, 9, 33, 200)


def key_of(name: str, row: Row) -> Any:
    value = row[name]
    return value.casefold() if name in ("user_name", "value_period") and value else value


def in_order(rows: list[Row], order: str) -> list[Row]:
    """The definition: sorted by one key after the other, from the last one, nulls to the end."""
    for key in reversed(order.split(",") if order else []):
        name = key.lstrip("-")
        known = [row for row in rows if row[name] is not None]
        known.sort(key=lambda row: key_of(name, row), reverse=key.startswith("-"))
        rows = known + [row for row in rows if row[name] is None]
    return rows


@cache
def collection(data: str, off: Index | None) -> Collection:
    whole = Collection(DATA[data])
    return whole if off is None else whole._without(off)


def matching(data: str, name: str, value: str) -> list[Row]:
    return [row for row in DATA[data] if not name or str(row[name]).casefold() == value.casefold()]


@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize("off", [None, Index.ORDER])
@pytest.mark.parametrize("name", FILTERS, ids=lambda name: name or "all")
@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order or "none")
def test_a_page_is_a_slice_of_the_order(
    data: str, off: Index | None, name: str, order: str
) -> None:
    asked, rows = collection(data, off), matching(data, name, FILTERS[name])
    ids = [row["id"] for row in in_order(rows, order)]
    params = {name: FILTERS[name]} if name else {}
    for skip in SKIPS:
        for limit in LIMITS:
            page = {**params, "_order_by": order, "_skip": skip, "_limit": limit}
            found = [row["id"] for row in asked.select(page)]
            assert (skip, limit, found) == (skip, limit, ids[skip : skip + limit])


@pytest.mark.parametrize("data", ["mixed", "apart"])
@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order or "none")
def test_a_page_inside_groups_is_a_slice_of_the_group(data: str, order: str) -> None:
    rows, asked = DATA[data], collection(data, None)
    in_groups = [
        row["id"]
        for status in ("lost", "won")
        for row in in_order([row for row in rows if row["status_type"] == status], order)
    ]
    for skip in (0, 1, 20, 39, 40, 41, 79, 80, 81, 110):
        params = {"_group_by": "status_type", "_order_by": order, "_skip": skip, "_limit": 9}
        response: Any = asked.list(params)
        found = [shown["id"] for group in response["data"] for shown in group["objects"]]
        assert (skip, found) == (skip, in_groups[skip : skip + 9])
