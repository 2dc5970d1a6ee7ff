"""The oracle against the vendor's example and values worked out by hand.

Every number here can be checked on paper; the laws then hold the package to the oracle.
"""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from oracle import oracle

EXAMPLE = json.loads(
    (Path(__file__).parents[1] / "data" / "list_response_example.json").read_text(encoding="utf-8")
)
DERIVED = ("expected_value", "annualized_value", "annualized_expected_value", "value_formatted")
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2024, 5, 17, 12, tzinfo=UTC)


def request(*where: tuple[Any, ...], **rest: Any) -> dict[str, Any]:
    empty = {"order": (), "group": None, "limit": None, "skip": None, "fields": None}
    return {"where": where, **empty, **rest}


def hits(rows: list[dict[str, Any]], *where: tuple[Any, ...], **caller: Any) -> list[int]:
    """The places of the rows that match."""
    found = oracle.selected(rows, request(*where), **caller)
    return [next(i for i, row in enumerate(rows) if row is one) for one in found]


def column(field: str, *values: Any) -> list[dict[str, Any]]:
    return [{"id": str(number), field: value} for number, value in enumerate(values)]


def test_vendors_example() -> None:
    """Spec §7.1: reproduced exactly from its own data list, key order included."""
    assert json.dumps(oracle.answer(EXAMPLE["data"], request())) == json.dumps(EXAMPLE)


def test_vendors_example_without_derived_fields() -> None:
    bare = [{k: v for k, v in row.items() if k not in DERIVED} for row in EXAMPLE["data"]]
    assert oracle.answer(bare, request()) == EXAMPLE


@pytest.mark.parametrize(
    ("value", "confidence", "expected"),
    [(1, 50, 1), (-1, 50, 0), (-3, 50, -1), (199, 1, 2), (149, 1, 1), (None, 5, None)],
)
def test_rounding(value: int | None, confidence: int, expected: int | None) -> None:
    """Spec §2: (value × confidence + 50) // 100; -1 × 50 + 50 is 0, -150 + 50 floors to -1."""
    assert oracle.derived({"value": value, "confidence": confidence})["expected_value"] == expected


@pytest.mark.parametrize(
    ("cents", "code", "text"),
    [
        (300000, "USD", "$3,000"),
        (28500, "CAD", "CA$285"),
        (-50000, "USD", "-$500"),
        (-5, "EUR", "-€0.05"),
        (123456789, "GBP", "£1,234,567.89"),
        (100, "JPY", "¥1"),
        (0, "USD", "$0"),
    ],
)
def test_money(cents: int, code: str, text: str) -> None:
    assert oracle.money(cents, code) == text


def test_monthly_totals() -> None:
    """12 × monthly enters the annualized total; a null value is counted, not added."""
    rows = [
        {"value": 8900, "confidence": 50, "value_period": "monthly", "value_currency": "EUR"},
        {"value": 1000, "confidence": 10, "value_currency": "EUR"},
        {"value": None, "value_period": None, "value_currency": "USD"},
    ]
    got = oracle.answer(rows, request())
    assert got["count_by_value_period"] == {"monthly": 1, "one_time": 2}
    assert got["total_value_annualized"] == 12 * 8900 + 1000
    assert got["expected_value_annualized_formatted"] == "€535"
    assert (got["total_value_annual"], got["total_value_annual_formatted"]) == (0, None)
    assert [row["value_formatted"] for row in got["data"]] == ["€89 monthly", "€10", None]


def test_missing_period_and_currency() -> None:
    rows = [{"value_period": "annual", "value_currency": "EUR"}, {}]
    assert hits(rows, ("equals", "value_period", "ONE_TIME")) == [1]
    assert hits(rows, ("equals", "value_currency", "cad"), currency="CAD") == [1]
    assert hits(rows, ("null", "value_period")) == []


def test_mixed_currencies() -> None:
    """Amounts in EUR and USD; GBP has no amount, but an object."""
    rows = [
        {"value": 100, "value_currency": "EUR", "user_id": "a"},
        {"value": 200, "value_period": "monthly", "user_id": "b"},
        {"value_currency": "gbp", "user_id": "b"},
        {"value_currency": "GBP", "user_id": "c"},
    ]
    got = oracle.answer(rows, request())
    assert list(got)[-1] == "by_currency"
    assert (got["total_results"], got["total_value_annualized"]) == (4, None)
    assert got["expected_value_one_time_formatted"] is None
    assert got["count_by_value_period"] == {"monthly": 1, "one_time": 3}
    texts = {c: t["total_value_annualized_formatted"] for c, t in got["by_currency"].items()}
    assert texts == {"EUR": "€1", "GBP": "£0", "USD": "$24"}
    assert got["by_currency"]["USD"]["count_by_value_period"] == {"monthly": 1}
    assert got["by_currency"]["GBP"]["total_results"] == 2
    groups = oracle.answer(rows, request(group=("user_id", None, "asc")))["data"]
    assert [g["total_value_annualized_formatted"] for g in groups] == ["€1", "$24", "£0"]
    assert not any("by_currency" in group for group in groups)


def test_one_currency() -> None:
    rows = [{"value": 100, "value_currency": "EUR"}, {"value": 200}]
    got = oracle.answer(rows, request(("equals", "value_currency", "EUR")))
    assert (got["total_results"], got["total_value_one_time_formatted"]) == (1, "€1")
    assert "by_currency" not in got


def test_the_currency_of_totals_without_amounts() -> None:
    """That of the objects, else of the amounts of all matches, else the organization's."""
    none = [{"value_currency": code, "user_id": "a"} for code in ("GBP", "EUR")]
    rows = [*none, {"value": 100, "value_currency": "CAD", "user_id": "b"}]
    group = oracle.answer(rows, request(group=("user_id", None, "asc")))["data"][0]
    assert group["total_value_one_time_formatted"] == "CA$0"
    assert oracle.answer(none, request())["total_value_one_time_formatted"] == "$0"
    assert oracle.answer(none[:1], request())["total_value_one_time_formatted"] == "£0"


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("import", [0, 1]),
        ("*port*", [0, 1, 2]),
        ("re*t", [2]),
        ("follow-up", [3]),
        ("low-up", []),
        ("$3,0", [4]),
        ("STRASSE", [5]),
        ("up*te", []),
    ],
)
def test_words(word: str, found: list[int]) -> None:
    notes = ("Important", "the Importer", "reimport", "follow upstream", "for $3,000.", "Straße 5")
    assert hits(column("note", *notes, None, ""), ("words", "note", (word,))) == found


def test_phrase_and_absence() -> None:
    rows = column("note", "call Back", "back call", "call me back", None, "")
    assert hits(rows, ("phrase", "note", "call back")) == [0]
    assert hits(rows, ("words", "note", ("back", "call"))) == [0, 1, 2]
    assert hits(rows, ("null", "note")) == [3, 4]
    assert hits(rows, ("present", "note")) == [0, 1, 2]


def test_labels_and_status() -> None:
    rows = [{"status_label": "Won deals"}, {"status_type": "won"}, {"status_id": "won"}, {}]
    assert hits(rows, ("equals", "status", "WON")) == [1]
    assert hits(rows, ("equals", "status", "won")) == [1, 2]
    assert hits(rows, ("equals", "status", "won*")) == [0]
    assert hits(rows, ("null", "status")) == [3]
    assert hits(rows, ("one_of", "status", ())) == []


DATES = ("2024-05-16", "2024-05-17", "2024-05-17T23:59:59", "2024-05-18", None)


@pytest.mark.parametrize(
    ("op", "found"),
    [("=", [1, 2]), (">", [3]), (">=", [1, 2, 3]), ("<", [0]), ("<=", [0, 1, 2])],
)
@pytest.mark.parametrize("field", ["date_won", "date_created"])
def test_interval_operators(field: str, op: str, found: list[int]) -> None:
    rows = column(field, *DATES)
    assert hits(rows, ("date", field, op, ("day", 2024, 5, 17))) == found


@pytest.mark.parametrize(
    ("literal", "days"),
    [
        (("week", 2025, 1), ("2024-12-30", "2025-01-05")),
        (("week", 2020, 53), ("2020-12-28", "2021-01-03")),
        (("quarter", 2024, 4), ("2024-10-01", "2024-12-31")),
        (("this", "week"), ("2024-05-13", "2024-05-19")),
        (("last", 3, "month"), ("2024-02-01", "2024-04-30")),
        (("next", "quarter"), ("2024-07-01", "2024-09-30")),
        (("ago", 3, "month"), ("2024-02-17", "2024-02-17")),
        (("year", 9999), ("9999-01-01", "9999-12-31")),
    ],
)
def test_literal_days(literal: tuple[Any, ...], days: tuple[str, str]) -> None:
    for field in ("date_won", "date_created"):
        inside = oracle.selected(
            column(field, *days), request(("date", field, "=", literal)), now=NOW
        )
        assert len(inside) == 2
    first, last = (datetime.fromisoformat(day).toordinal() for day in days)
    caller = oracle.Caller("USD", NOW, UTC, None, {})
    assert oracle.interval(literal, "date", "=", caller) == (first, last + 1)


def test_clipped_month() -> None:
    """31 March − 1 month is 29 February in 2024."""
    now = datetime(2024, 3, 31, 8, tzinfo=UTC)
    rows = column("date_won", "2024-02-28", "2024-02-29", "2024-03-01")
    assert hits(rows, ("date", "date_won", "=", ("ago", 1, "month")), now=now) == [1]


def test_short_day() -> None:
    """2024-03-10 in New York has 23 hours: from 05:00Z to 04:00Z of the next day."""
    rows = column(
        "date_created",
        "2024-03-10T04:59:59Z",
        "2024-03-10T05:00Z",
        "2024-03-11 03:59:59.999999Z",
        "2024-03-11T04:00:00+0000",
    )
    where = ("date", "date_created", "=", ("day", 2024, 3, 10))
    assert hits(rows, where, tz=NEW_YORK) == [1, 2]


def test_ambiguous_and_missing_times() -> None:
    """The offset before the change counts: 01:30 on 3 November is 05:30Z, 02:30 in March 07:30Z."""
    rows = column("date_created", "2024-11-03T05:30Z", "2024-11-03T06:30Z", "2024-03-10T07:30Z")
    november = ("minute", 2024, 11, 3, 1, 30, None)
    march = ("minute", 2024, 3, 10, 2, 30, None)
    assert hits(rows, ("date", "date_created", "=", november), tz=NEW_YORK) == [0]
    assert hits(rows, ("date", "date_created", "=", march), tz=NEW_YORK) == [2]


def test_time_literal_against_a_date() -> None:
    """02:00Z of the 17th is the evening of the 16th in New York."""
    rows = column("date_won", "2024-05-16", "2024-05-17")
    literal = ("minute", 2024, 5, 17, 2, 0, 0)
    assert hits(rows, ("date", "date_won", "=", literal), tz=NEW_YORK) == [0]
    assert hits(rows, ("date", "date_won", "=", literal), tz=UTC) == [1]


def test_untyped_custom_fields() -> None:
    """Spec §5.8: the kind of the data value decides, between kinds every test is false."""
    rows = column("custom.cf_x", 20, "20", 20.0, "2024-05-17", True, [1, 20], "200", [])
    assert hits(rows, ("equals", "custom.cf_x", "20")) == [0, 1, 2, 5, 6]
    assert hits(rows, ("number", "custom.cf_x", ">=", 20)) == [0, 2, 5]
    assert hits(rows, ("equals", "custom.cf_x", "2024-05")) == [3]
    assert hits(rows, ("date", "custom.cf_x", ">", ("year", 2023))) == [3]
    assert hits(rows, ("equals", "custom.cf_x", "yes")) == [4]
    assert hits(rows, ("null", "custom.cf_x")) == [7]


def test_declared_number() -> None:
    rows = column("custom.cf_x", 0.1, [3, 0.3], None, -2)
    declared = {"custom.cf_x": "number"}
    where = ("number", "custom.cf_x", "<=", Decimal("0.3"))
    assert hits(rows, where, custom_fields=declared) == [0, 1, 3]
    assert hits(rows, ("between", "custom.cf_x", -2, 0), custom_fields=declared) == [3]


def test_me() -> None:
    rows = [{"user_id": "u1", "lead_id": "me"}, {"user_id": "me"}]
    assert hits(rows, ("equals", "user_id", "me"), user_id="u1") == [0]
    assert hits(rows, ("equals", "lead_id", "me"), user_id="u1") == [0]


def test_order() -> None:
    """Nulls last both ways, ties in input order both ways."""
    rows = column("user_name", "bob", None, "Ann", "ANN", "ann")
    up = oracle.selected(rows, request(order=(("user_name", "asc"),)))
    down = oracle.selected(rows, request(order=(("user", "desc"),)))
    assert [row["id"] for row in up] == ["2", "3", "4", "0", "1"]
    assert [row["id"] for row in down] == ["0", "2", "3", "4", "1"]


def test_groups_by_user() -> None:
    """By the smallest name, the nameless behind it, objects without a user last, both ways."""
    users = (("u2", "ann"), ("u1", "Bob"), ("u3", None), ("u2", "Ann"), (None, "Zed"), ("u0", None))
    rows = [{"user_id": key, "user_name": name, "value": 100} for key, name in users]
    up = oracle.answer(rows, request(group=("user_id", None, "asc")))["data"]
    down = oracle.answer(rows, request(group=("user_id", None, "desc")))["data"]
    assert [group["key"] for group in up] == ["u2", "u1", "u0", "u3", None]
    assert [group["key"] for group in down] == ["u1", "u2", "u3", "u0", None]
    assert up[0]["user_name"] == "Ann"
    assert up[0]["total_value_one_time"] == 200
    assert up[-1]["user_name"] is None
    assert list(up[0])[:4] == ["key", "user_id", "user_name", "total_results"]
    assert list(up[0])[-1] == "objects"


def test_groups_cut_by_pages() -> None:
    rows = column("date_won", "2024-12-30", "2021-01-01", None, "2024-12-29", "2025-01-05")
    by = ("date_won", "week", "asc")
    page = oracle.answer(rows, request(group=by, skip=1, limit=2))
    keys = [(group["key"], group["total_results"], len(group["objects"])) for group in page["data"]]
    assert keys == [("2024-W52", 1, 1), ("2025-W01", 2, 1)]
    assert page["has_more"] is True
    report = oracle.answer(rows, request(group=by, limit=0))["data"]
    assert [group["key"] for group in report] == ["2020-W53", "2024-W52", "2025-W01", None]
    assert report[0]["weekyear"] == 2020
    assert report[0]["week"] == 53
    assert all(group["objects"] == [] for group in report)


def test_groups_of_values_that_print_alike() -> None:
    rows = column("custom.cf_x", "5", 5, 5.0, "B", "a", True, ["B", "z"], [], -1)
    data = oracle.answer(rows, request(group=("custom.cf_x", None, "asc"), limit=0))["data"]
    shown = [(group["key"], group["custom.cf_x"], group["total_results"]) for group in data]
    assert shown == [
        ("-1", -1, 1),
        ("5", 5, 3),
        ("a", "a", 1),
        ("B", "B", 2),
        ("true", True, 1),
        (None, None, 1),
    ]


def test_groups_by_label() -> None:
    rows = column("status_label", "lost", "Lost", "Active", None)
    data = oracle.answer(rows, request(group=("status_label", None, "desc"), limit=0))["data"]
    assert [(group["key"], group["total_results"]) for group in data] == [
        ("Lost", 2),
        ("Active", 1),
        (None, 1),
    ]


def test_fields() -> None:
    rows = [{"id": "o", "value": 5, "custom.cf_x": 1, "custom.cf_y": 2}]
    for fields, kept in (
        ((), []),
        (("value_formatted", "id", "nope"), ["id", "value_formatted"]),
        (("custom",), ["custom.cf_x", "custom.cf_y"]),
        (("custom.cf_y",), ["custom.cf_y"]),
    ):
        assert list(oracle.answer(rows, request(fields=fields))["data"][0]) == kept
