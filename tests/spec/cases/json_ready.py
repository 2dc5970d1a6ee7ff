"""An answer is always one that `json.dumps` takes, and numbers have a bound."""

# Tables, laid out by hand:
# fmt: off
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from .vocabulary import Case, answers, ask, refuses, rows, selects

X = "custom.x"
HIGHEST = 10**999
LONG = 10**1_000
EAST = timezone(timedelta(hours=2))
DATES = rows(
    "id date_won date_created custom.x",
    ("a", date(2024, 5, 17), datetime(2024, 5, 17, 23, 30, tzinfo=EAST), date(2024, 5, 17)),
    ("b", datetime(2024, 5, 18, 23, 30, tzinfo=EAST), datetime(2024, 5, 18, 1),
     datetime(2024, 5, 18, tzinfo=UTC)),
    ("c", "2024-05-19", "2024-05-19T10:00:00Z", [date(2024, 5, 19), {"at": datetime(2024, 5, 1)}]),
)


def holding(value: Any) -> list[dict[str, Any]]:
    return [{"id": "good", X: 5}, {"id": "bad", X: value}]


def too_long(name: str, value: Any, params: Any = (), field: str = X) -> Case:
    objects = [{"id": "good", field: 5}, {"id": "bad", field: value}]
    return refuses(name, objects, params, index=1, field=field, value=value)


CASES: tuple[Case, ...] = (
    answers("dates are ISO text", DATES, {}, ask(), ids="a b c",
            why="date_won is the day that is written, whatever the zone; without a zone UTC",
            shows=[{"date_won": "2024-05-17", "date_created": "2024-05-17T23:30:00+02:00",
                    X: "2024-05-17"},
                   {"date_won": "2024-05-18", "date_created": "2024-05-18T01:00:00+00:00",
                    X: "2024-05-18T00:00:00+00:00"},
                   {"date_won": "2024-05-19", "date_created": "2024-05-19T10:00:00Z",
                    X: ["2024-05-19", {"at": "2024-05-01T00:00:00+00:00"}]}]),
    answers("a group shows a date as text", DATES[:1], {"_group_by": X},
            ask(group=(X, None, "asc")), keys="2024-05-17",
            groups={"2024-05-17": {X: "2024-05-17"}}),
    answers("Decimals are numbers", rows(f"id {X}", ("a", Decimal("2.50")), ("b", Decimal("1E+3")),
            ("c", [Decimal("-0.5"), Decimal("7.0")])), {}, ask(), ids="a b c",
            shows=[{X: 2.5}, {X: 1000}, {X: [-0.5, 7]}]),
    answers("a number of 1,000 digits is a number", rows(f"id value {X}", ("a", HIGHEST, -HIGHEST)),
            {"_limit": "0"}, ask(limit=0), total_value_one_time=HIGHEST),
    selects("a Decimal of 1,000 digits, and of 1,000 after the point",
            rows(f"id {X}", ("a", Decimal("1E+999")), ("b", Decimal("1E-1000")), ("c", 5)),
            {f"{X}__gt": "0"}, ask(("one_of", "id", ("a", "b", "c"))), ids="a b c"),
    too_long("an amount of 1,001 digits", LONG, field="value"),
    too_long("an amount of 1,001 digits below zero", -LONG, {"value__lt": "0"}, field="value"),
    too_long("a custom number of 1,001 digits", LONG, {X: "5"}),
    too_long("a custom number of 5,001 digits, in a range", 10**5_000, {f"{X}__gt": "5"}),
    too_long("a custom number of 5,001 digits, grouped", 10**5_000, {"_group_by": X}),
    too_long("a custom number of 5,001 digits, ordered", 10**5_000, {"_order_by": X}),
    refuses("one in a list", holding([1, 10**5_000]), {X: "5"}, index=1, field=X, value=10**5_000),
    refuses("one in an object in a list", holding([{"a": [10**5_000]}]), {"_group_by": X}, index=1,
            field=X, value={"a": [10**5_000]}),
    too_long("a Decimal of 1,001 digits", Decimal("1E+1000"), {X: "5"}),
    too_long("a Decimal of a million digits, grouped", Decimal("1E+999999"), {"_group_by": X}),
    too_long("a Decimal of 1,001 digits after the point", Decimal("1E-1001"), {X: "5"}),
)
