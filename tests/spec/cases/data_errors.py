"""Bad data never passes silently: the object, the field and the value are named."""

# Tables, laid out by hand:
# fmt: off
from typing import Any

from .vocabulary import Case, refuses, rows


def second(field: str, value: Any) -> list[dict[str, Any]]:
    """A good object, then one whose `field` holds `value`."""
    return [{"id": "good", "value": 1}, {"id": "bad", field: value}]


def bad(name: str, field: str, value: Any, params: Any = (), why: str | None = None) -> Case:
    return refuses(name, second(field, value), params, index=1, field=field, value=value, why=why)


CASES: tuple[Case, ...] = (
    bad("value as a string", "value", "100"),
    bad("value as a float", "value", 99.5),
    bad("value as a whole float", "value", 100.0, why="amounts are ints of cents, never floats"),
    bad("value as a bool", "value", True, why="True is an int in Python, and no amount"),
    bad("value as a list", "value", [100]),
    bad("confidence as a string", "confidence", "50"),
    bad("confidence as a float", "confidence", 0.5, why="percent, 0 to 100, not a fraction"),
    bad("confidence as a bool", "confidence", False),
    bad("confidence above 100", "confidence", 101),
    bad("confidence below 0", "confidence", -1),
    bad("an unknown value_period", "value_period", "weekly"),
    bad("value_period of another case", "value_period", "Monthly",
        why="requests compare in any case, data must be what the API returns"),
    *(refuses(f"an unknown value_period, read by {name}", rows(
                  "id value confidence value_period", ("a", 10_000, 100, "monthly"),
                  ("b", 100, 100, "weekly")),
              params, index=1, field="value_period", value="weekly", why=why)
      for name, params, why in (
          ("annualized_value", {"annualized_value__gte": "9000"},
           "whether 100 is a year's value depends on the period, so the filter reads it"),
          ("annualized_value in an order", {"_order_by": "annualized_value"}, None),
          ("annualized_value in a query", {"query": "annualized_value > $90"}, None),
          ("annualized_expected_value", {"annualized_expected_value": "120000"}, None),
          ("annualized_expected_value in a list", {"annualized_expected_value__in": "1,2"}, None),
          ("value_period", {"value_period": "monthly"}, None),
      )),
    bad("value_period as a number", "value_period", 12),
    bad("value_currency as a number", "value_currency", 840),
    bad("status_type, when the request reads it", "status_type", "open", {"status_type": "won"}),
    bad("status_type, read by status", "status_type", "open", {"status": "won"}),
    bad("date_won that does not parse", "date_won", "31/01/2024", {"date_won": "2024"}),
    bad("date_won that does not exist", "date_won", "2023-02-29", {"date_won__gte": "2023"}),
    bad("date_won without dashes", "date_won", "20240131", {"_order_by": "date_won"},
        why="Python's fromisoformat takes it, the API never writes it"),
    bad("date_won as a week", "date_won", "2024-W05-1", {"_group_by": "date_won__week"}),
    bad("date_won as a number", "date_won", 1706659200, {"date_won": "2024"}),
    bad("date_won of one digit", "date_won", "2024-1-31", {"_group_by": "date_won__month"}),
    bad("date_created that does not parse", "date_created", "2024-01-31T25:00:00Z",
        {"date_created__lt": "2024"}),
    bad("date_created with an impossible offset", "date_created", "2024-01-31T10:00:00+25:00",
        {"_order_by": "-date_created"}),
    bad("date_created, empty text", "date_created", "", {"date_created": "2024"},
        why="only null and a missing key mean that there is none"),
    bad("date_updated, grouped", "date_updated", "yesterday", {"_group_by": "date_updated__day"}),
    bad("date_lost as a bool", "date_lost", True, {"date_lost": ""}),
    bad("user_id as a number", "user_id", 7, {"user_id": "7"}),
    bad("user_id as a number, grouped", "user_id", 7, {"_group_by": "user_id"}),
    bad("lead_id as a list", "lead_id", ["lead_1"], {"lead_id": "lead_1"}),
    bad("status_id as a number, ordered", "status_id", 3, {"_order_by": "status_id"}),
    bad("is_stalled as a string", "is_stalled", "true", {"is_stalled": "true"}),
    bad("note as a number", "note", 5, {"note": "5"}),
    bad("status_label as a number", "status_label", 5, {"status_label": "5"}),
    refuses("a bad value beside a status that is a list",
            [{"id": "a", "status": ["x"], "status_type": ["won"]}], {"status_type": "won"},
            index=0, field="status_type", value=["won"],
            why="`status` asks other fields, so what stands under that key is nobody's"),
    refuses("a bad value after a status that is a list",
            [{"id": "a", "status": ["x"]}, {"id": "b", "status_type": ["won"]}],
            {"status_type": "won"}, index=1, field="status_type", value=["won"]),
    refuses("a bad value after a status that is an object",
            [{"id": "a", "status": {"label": "Won"}}, {"id": "b", "value_period": ["monthly"]}],
            {"status_type": ""}, index=1, field="value_period", value=["monthly"]),
    refuses("a bad value beside a status that is an object",
            [{"id": "a", "status": {"label": "Won"}, "user_id": {"id": "u_1"}}], {"user_id": "u_1"},
            index=0, field="user_id", value={"id": "u_1"}),
    refuses("the first bad object is named", rows("id value", ("a", 1), ("b", "x"), ("c", "y")),
            index=1, field="value", value="x"),
    refuses("an object without an id", [{"value": 1}, {"value": "x"}], index=1, field="value",
            value="x", why="its place in the input tells which it is"),
    refuses("an order that reads a bad name", rows("id user_name", ("a", 5)),
            {"_order_by": "user_name"}, index=0, field="user_name", value=5),
)
