"""The first objects of an order are those of the whole order, however few are wanted."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest
from asking import data_error, ids
from hypothesis import given
from hypothesis import strategies as st

from oppquery.plan import Order
from oppquery.scan.ordering import page_of
from oppquery.schema.fields import Field, Type
from oppquery.schema.opportunity import OPPORTUNITY

Row = dict[str, Any]
Key = Callable[[Row], Any]


def custom(row: Row) -> Any:
    """Numbers first, then text."""
    raw = row.get("custom.cf_x")
    if raw is None:
        return None
    return (0, raw, "") if isinstance(raw, int) else (1, 0, raw.casefold())


def expected_value(row: Row) -> int | None:
    value, confidence = row.get("value"), row.get("confidence")
    return None if value is None or confidence is None else (value * confidence + 50) // 100


def folded(name: str) -> Key:
    return lambda row: None if row.get(name) is None else row[name].casefold()


KEYS: dict[str, Key] = {
    "value": lambda row: row.get("value"),
    "confidence": lambda row: row.get("confidence"),
    "id": lambda row: row.get("id"),
    "user_name": folded("user_name"),
    "status_label": folded("status_label"),
    "value_period": lambda row: row.get("value_period") or "one_time",
    "date_won": lambda row: row.get("date_won"),
    "date_created": lambda row: row.get("date_created"),
    "is_stalled": lambda row: row.get("is_stalled"),
    "expected_value": expected_value,
    "custom.cf_x": custom,
}
FIELDS = {name: OPPORTUNITY.field(name) for name in KEYS}


def in_order(rows: Sequence[Row], orders: Sequence[tuple[str, bool]]) -> list[Row]:
    """All of them: `sorted`, key by key from the last one, nulls to the end."""
    found = list(rows)
    for name, descending in reversed(orders):
        key = KEYS[name]
        known = [row for row in found if key(row) is not None]
        nulls = [row for row in found if key(row) is None]
        found = sorted(known, key=key, reverse=descending) + nulls
    return found


def plan(orders: Sequence[tuple[str, bool]]) -> list[Order]:
    fields = [(OPPORTUNITY.field(name), descending) for name, descending in orders]
    return [Order(field, descending) for field, descending in fields if field is not None]


def objects() -> st.SearchStrategy[Row]:
    days = st.sampled_from([f"2024-05-{day}" for day in range(10, 16)])
    return st.fixed_dictionaries(
        {},
        optional={
            "id": st.sampled_from(["a", "B", "c", "é", "z"]),
            "value": st.none() | st.integers(-3, 9),
            "confidence": st.none() | st.integers(0, 100),
            "user_name": st.sampled_from([None, "Ann", "ann", "BOB", "straße", "STRASSE", ""]),
            "status_label": st.sampled_from([None, "Won", "won", "Lost"]),
            "value_period": st.sampled_from([None, "monthly", "annual", "one_time"]),
            "date_won": st.none() | days,
            "date_created": st.none() | days.map(lambda day: f"{day}T10:30:00.000000+00:00"),
            "is_stalled": st.sampled_from([None, True, False]),
            "custom.cf_x": st.none() | st.integers(-3, 3) | st.sampled_from(["a", "B", "b"]),
        },
    )


def orders() -> st.SearchStrategy[list[tuple[str, bool]]]:
    return st.lists(st.tuples(st.sampled_from(list(KEYS)), st.booleans()), max_size=3)


@given(st.lists(objects(), max_size=60), orders(), st.integers(0, 70))
def test_the_first_rows_are_those_of_the_whole_order(
    rows: list[Row], by: list[tuple[str, bool]], count: int
) -> None:
    found = page_of(rows, plan(by), 0, count)
    wanted = in_order(rows, by)[:count]
    assert [id(row) for row in found] == [id(row) for row in wanted]


@given(st.lists(objects(), min_size=40, max_size=80), orders(), st.integers(0, 5))
def test_few_of_many(rows: list[Row], by: list[tuple[str, bool]], count: int) -> None:
    found = page_of(rows, plan(by), 0, count)
    wanted = in_order(rows, by)[:count]
    assert [id(row) for row in found] == [id(row) for row in wanted]


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("count", [0, 1, 2, 9, 10, 11, 99, 100, 200])
def test_ties_keep_their_order(descending: bool, count: int) -> None:
    rows = [{"id": str(n), "value": n % 3} for n in range(100)]
    found = page_of(rows, plan([("value", descending)]), 0, count)
    assert list(found) == in_order(rows, [("value", descending)])[:count]


@pytest.mark.parametrize("descending", [False, True])
def test_nulls_fill_a_page_that_values_do_not(descending: bool) -> None:
    rows: list[Row] = [{"id": str(n), "value": None} for n in range(100)]
    rows[50]["value"] = rows[60]["value"] = 1
    found = page_of(rows, plan([("value", descending)]), 0, 4)
    assert [row["id"] for row in found] == ["50", "60", "0", "1"]


def test_without_an_order_nothing_moves() -> None:
    rows: list[Row] = [{"id": str(n)} for n in range(100)]
    assert list(page_of(rows, [], 0, 3)) == rows[:3]


def test_rows_are_left_as_they_were() -> None:
    rows: list[Row] = [{"id": str(n), "value": -n} for n in range(50)]
    before = list(rows)
    page_of(rows, plan([("value", False)]), 0, 2)
    assert rows == before


@pytest.mark.parametrize("bad", ["5", 5.0, True])
def test_bad_amounts_are_found_where_they_are_ordered_by(bad: Any) -> None:
    rows = [{"id": "a", "value": 1}, {"id": "b", "expected_value": 1, "value": bad}]
    for order in ("value", "-value", "expected_value", "annualized_expected_value"):
        error = data_error([*rows, {"id": "c", "value": None}], {"_order_by": order})
        assert (error.id, error.field) == ("b", "value")


def test_a_name_of_another_type_is_found() -> None:
    error = data_error(
        [{"id": "a", "user_name": "x"}, {"id": "b", "user_name": 5}], "_order_by=user"
    )
    assert (error.index, error.field, error.value) == (1, "user_name", 5)


def test_custom_values_of_every_kind_in_order() -> None:
    """Numbers, then dates and text, then the rest; a list by its first element; nulls last."""
    values: dict[str, Any] = {
        "null": None,
        "empty": [],
        "dict": {"a": 1},
        "true": True,
        "text": "b",
        "TEXT": "A",
        "date": "2024-05-17",
        "two": 2,
        "ten": [10, 1],
        "half": 2.5,
    }
    rows = [{"id": name, "custom.cf_x": value} for name, value in values.items()]
    up = "two half ten date TEXT text true dict null empty"
    assert ids(rows, "_order_by=custom.cf_x") == up
    assert ids(rows, "_order_by=-custom.cf_x") == (
        "dict true text TEXT date ten half two null empty"
    )


def test_declared_custom_fields_in_order() -> None:
    rows = [{"id": str(n), "custom.cf_x": n} for n in (10, 9, 2.5)]
    assert ids(rows, "_order_by=custom.cf_x", custom_fields={"custom.cf_x": "number"}) == "2.5 9 10"
    field = Field("custom.cf_x", Type.NUMBER)
    assert list(page_of(rows, [Order(field, descending=True)], 0, 1)) == rows[:1]
