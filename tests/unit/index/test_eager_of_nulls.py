"""Indexes built ahead answer for fields that no object has, as those built on demand do."""

from typing import Any

import pytest

from oppquery import Collection, list_opportunities

Row = dict[str, Any]
FIELDS: dict[str, tuple[Any, str]] = {
    "value_period": ("monthly", "one_time"),
    "value_currency": ("USD", "USD"),
    "status_type": ("won", "won"),
    "status_label": ("Won", "won"),
    "user_id": ("u", "u"),
    "lead_id": ("l", "l"),
    "user_name": ("Ann", "ann"),
    "note": ("call me", "call"),
    "value": (5, "5"),
    "confidence": (50, "50"),
    "date_won": ("2024-05-17", "2024"),
    "date_created": ("2024-05-17T10:30:00+00:00", "2024-05-17"),
    "is_stalled": (True, "true"),
    "custom.cf_x": ("x", "x"),
}
"""A value of each field, and a text that asks for it or for what a missing one means."""
GROUPED = {"date_won": "date_won__week", "date_created": "date_created__day"}
GROUPED |= dict.fromkeys(("user_name", "note", "value", "confidence", "is_stalled"), "")


def objects(name: str, kind: str) -> list[Row]:
    """The field nowhere, null everywhere, or both beside one value."""
    rows: list[Row] = [{"id": identity} for identity in "abc"]
    if kind != "nowhere":
        rows[1][name] = None
    if kind == "null":
        rows[0][name] = rows[2][name] = None
    if kind == "once":
        rows[2][name] = FIELDS[name][0]
    return rows


@pytest.mark.parametrize("kind", ["nowhere", "null", "once"])
@pytest.mark.parametrize("name", FIELDS)
def test_a_field_that_is_null(name: str, kind: str) -> None:
    rows, text = objects(name, kind), FIELDS[name][1]
    eager, lazy = Collection(rows, eager=True), Collection(rows)
    asked: list[dict[str, str]] = [
        {name: text},
        {name: ""},
        {"query": f"has:{name}"},
        {"query": f"not {name}:{text}"},
        {"query": f"not {name}:*"},
        {"_order_by": name},
        {"_order_by": f"-{name}"},
    ]
    if grouping := GROUPED.get(name, name):
        asked += [{"_group_by": grouping}, {"_group_by": f"-{grouping}", "_limit": "0"}]
    for params in asked:
        expected = list_opportunities(rows, params)
        assert (params, eager.list(params)) == (params, expected)
        assert (params, lazy.list(params)) == (params, expected)


@pytest.mark.parametrize("eager", [True, False])
@pytest.mark.parametrize("kind", ["nowhere", "null"])
def test_a_missing_period_and_a_missing_currency_mean_something(eager: bool, kind: str) -> None:
    for name, text, other in (
        ("value_period", "one_time", "monthly"),
        ("value_currency", "USD", "EUR"),
    ):
        collection = Collection(objects(name, kind), eager=eager)
        assert [row["id"] for row in collection.select({name: text})] == ["a", "b", "c"]
        assert collection.select({name: other}) == []
        assert collection.select({name: ""}) == []
        assert len(collection.select({"query": f"has:{name}"})) == 3
        response: Any = collection.list({"_group_by": name})
        assert [group["key"] for group in response["data"]] == [text]
