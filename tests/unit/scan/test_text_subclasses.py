"""A `str` subclass is its text, whatever its own hash and `str()` say (spec §2)."""

import json
from collections.abc import Callable
from enum import Enum, StrEnum
from typing import Any

import pytest

from oppquery import DataError, list_opportunities, select
from oppquery.scan.grouping import printed


class Mixed(str, Enum):  # noqa: UP042
    MONTHLY = "monthly"
    EURO = "eur"
    WON = "Won"
    ANA = "Ana"
    ONE = "o1"


class Plain(StrEnum):
    MONTHLY = "monthly"
    EURO = "eur"
    WON = "Won"
    ANA = "Ana"
    ONE = "o1"


class Odd(str):
    """Neither its hash nor its `str()` is that of its text."""

    def __hash__(self) -> int:
        return 7

    def __str__(self) -> str:
        return "odd"

    def __format__(self, spec: str) -> str:
        return "odd"


KINDS = pytest.mark.parametrize(
    "kind", [Mixed, Plain, Odd, lambda text: Odd(text)], ids=["mixed", "plain", "odd", "made"]
)
Kind = Callable[[str], Any]


@KINDS
def test_periods_add_up_beside_plain_ones(kind: Kind) -> None:
    rows = [{"value": 5, "value_period": kind("monthly")}, {"value": 2, "value_period": "monthly"}]
    answer = list_opportunities(rows)
    assert answer["total_value_monthly"] == 7
    assert answer["count_by_value_period"]["monthly"] == 2


@KINDS
def test_currencies_are_one_beside_plain_ones(kind: Kind) -> None:
    rows = [{"value": 500, "value_currency": kind("eur")}, {"value": 200, "value_currency": "EUR"}]
    answer = list_opportunities(rows)
    assert (answer["total_value_one_time"], answer["total_value_one_time_formatted"]) == (700, "€7")


@KINDS
@pytest.mark.parametrize("field", ["user_id", "status_label", "value_currency", "custom.cf_x"])
def test_groups_hold_both_spellings_and_show_plain_text(kind: Kind, field: str) -> None:
    text = "eur"
    rows = [{"value": 3, field: kind(text)}, {"value": 4, field: text}]
    [group] = list_opportunities(rows, f"_group_by={field}")["data"]
    assert (group["total_value_one_time"], group["total_results"]) == (7, 2)
    assert (group["key"], type(group["key"]), type(group[field])) == (text, str, str)


@KINDS
def test_a_group_goes_by_the_plain_text_of_a_name(kind: Kind) -> None:
    rows = [{"user_id": kind("o1"), "user_name": kind("Ana"), "value": 1}]
    [group] = list_opportunities(rows, "_group_by=user_id")["data"]
    assert json.dumps([group["user_id"], group["user_name"]]) == '["o1", "Ana"]'
    assert type(group["user_name"]) is str


@KINDS
def test_the_first_element_of_a_list_groups_as_its_text(kind: Kind) -> None:
    rows = [{"custom.cf_x": [kind("Won"), "b"]}, {"custom.cf_x": "Won"}]
    [group] = list_opportunities(rows, "_group_by=custom.cf_x")["data"]
    assert (group["key"], group["total_results"]) == ("Won", 2)


@KINDS
@pytest.mark.parametrize(
    "params",
    [
        "status_label=won",
        "query=status:won",
        "query=status:won or value > 5",
        "query=won",
        "query=custom.cf_x:won",
        "query=custom.cf_x=won",
        "custom.cf_x=Won",
    ],
)
def test_filters_find_the_text(kind: Kind, params: str) -> None:
    rows = [{"status_label": kind("Won"), "custom.cf_x": kind("Won")}, {"status_label": "Lost"}]
    assert select(rows, params) == rows[:1]


@KINDS
@pytest.mark.parametrize("scope", ["status_change()", "not not status_change()"])
def test_ids_join_as_their_text(kind: Kind, scope: str) -> None:
    rows = [{"id": kind("o1")}, {"id": "o2"}]
    changes = [{"opportunity_id": "o1"}, {"opportunity_id": "o3"}]
    assert select(rows, {"query": scope}, status_changes=changes) == rows[:1]
    changes[0]["opportunity_id"] = kind("o1")
    assert select([{"id": "o1"}], {"query": scope}, status_changes=changes) == [{"id": "o1"}]


@KINDS
def test_ids_are_sliced_as_their_text(kind: Kind) -> None:
    for part in ("slice:1/2", "slice:2/2"):
        found = select([{"id": "o1"}], {"query": part})
        assert len(select([{"id": kind("o1")}], {"query": part})) == len(found)


@KINDS
def test_values_print_as_their_text(kind: Kind) -> None:
    assert (printed(kind("Won")), type(printed(kind("Won")))) == ("Won", str)


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("confidence", [None, 50])
@pytest.mark.parametrize("ask", [list_opportunities, select])
def test_amounts_of_too_many_digits_are_refused(
    ask: Callable[..., Any], confidence: int | None, sign: int
) -> None:
    ask([{"value": sign * (10**1000 - 1), "confidence": confidence}])
    with pytest.raises(DataError) as caught:
        ask([{"value": 1}, {"value": sign * 10**1000, "confidence": confidence}])
    assert (caught.value.index, caught.value.field) == (1, "value")
