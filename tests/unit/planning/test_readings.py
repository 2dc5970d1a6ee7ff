"""How a value is read where one character, or the operator before it, decides."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from asking import data_error, faults, ids, problems
from engines import ENGINES, Engine

Row = dict[str, Any]
DAY = date(2024, 5, 17)
NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)
DAYS: list[Row] = [
    {"id": str(step), "date_won": (DAY + timedelta(days=step)).isoformat()}
    for step in (-2, -1, 0, 1, 2)
]
MOMENTS: list[Row] = [
    {"id": str(step), "date_created": (NOON + timedelta(microseconds=step)).isoformat()}
    for step in (-2, -1, 0, 1, 2)
]
LOOKUPS = {
    "": "0",
    "__gte": "0 1 2",
    "__gt": "1 2",
    "__lte": "-2 -1 0",
    "__lt": "-2 -1",
    "__in": "0",
}


@pytest.mark.parametrize("engine", ENGINES, ids=str)
@pytest.mark.parametrize("lookup", LOOKUPS)
def test_a_date_is_its_day_and_a_datetime_its_instant(engine: Engine, lookup: str) -> None:
    for rows, field, value in ((DAYS, "date_won", DAY), (MOMENTS, "date_created", NOON)):
        given = [value] if lookup == "__in" else value
        found = engine.select(rows, {f"{field}{lookup}": given})
        assert " ".join(row["id"] for row in found) == LOOKUPS[lookup]


def test_a_day_of_instants_is_all_of_it_and_nothing_else() -> None:
    rows = [
        {"id": text[8:], "date_created": f"{text}+00:00"}
        for text in ("2024-05-16T23:59:59.999999", "2024-05-17T00:00:00", "2024-05-17T23:59:59",
                     "2024-05-18T00:00:00")
    ]  # fmt: skip
    assert ids(rows, {"date_created": DAY}) == "17T00:00:00 17T23:59:59"
    assert ids(rows, {"date_created__gt": DAY}) == "18T00:00:00"
    assert ids(rows, {"date_created__lt": DAY}) == "16T23:59:59.999999"


@pytest.mark.parametrize("operator", ["__gt", "__gte", "__lt", "__lte"])
@pytest.mark.parametrize("text", ["1..5", "*..5", "2024-01..2024-05"])
def test_nothing_is_compared_with_a_range(operator: str, text: str) -> None:
    custom = f"custom.cf_x{operator}"
    assert faults({custom: text}) == [(custom, "bad_number")]
    sign = {"__gt": ">", "__gte": ">=", "__lt": "<", "__lte": "<="}[operator]
    assert faults({"query": f"custom.cf_x {sign} {text}"}) == [("query", "bad_number")]


@pytest.mark.parametrize(
    ("field", "text"),
    [("confidence", "$5%"), ("confidence", "5$%"), ("value", "5%"), ("value", "$5%"),
     ("confidence", "$5"), ("confidence", "5%%"), ("confidence", "%"), ("confidence", "5.5%")],
)  # fmt: skip
def test_a_percent_sign_belongs_to_a_bare_confidence(field: str, text: str) -> None:
    assert faults({field: text}) == [(field, "bad_number")]


def test_which_fault_a_percentage_has() -> None:
    for field, text in (("confidence", "$5%"), ("value", "5%"), ("value", "$5%")):
        (problem,) = problems({field: text})
        assert "has a %" in problem.message


def test_a_lone_star_among_words_is_any_value_of_any_kind() -> None:
    values = [5, "text", None, "", True, [], [5], "2024-05-17"]
    rows = [{"id": name, "custom.cf_x": value} for name, value in zip("abcdefgh", values)]
    for params in ({"custom.cf_x": "* *"}, {"query": "custom.cf_x:(* *)"}, {"custom.cf_x": "*"}):
        assert ids(rows, params) == "a b e g h"
    assert ids(rows, {"custom.cf_x": "text *"}) == "b"


def test_what_a_bad_amount_and_a_bad_confidence_should_have_been() -> None:
    assert "0 to 100" in str(data_error([{"id": "a", "confidence": 101}]))
    assert "cents" not in str(data_error([{"id": "a", "confidence": 0.5}]))
    assert "cents" in str(data_error([{"id": "a", "value": 0.5}]))
