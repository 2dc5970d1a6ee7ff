"""Groups by values of every kind, and sums over numbers of every kind of `int`."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum
from typing import Any

import pytest
from asking import data_error

from oppquery import list_opportunities


class Amount(IntEnum):
    """Numbers of another type that are ints all the same."""

    SMALL = 100
    HALF = 50


class Afresh(Mapping[str, Any]):
    """An object that makes its values anew each time it is asked."""

    def __init__(self, **values: Any) -> None:
        self.values_by_name = values

    def __getitem__(self, name: str) -> Any:
        value = self.values_by_name[name]
        return float(str(value)) if isinstance(value, float) else value

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_by_name)

    def __len__(self) -> int:
        return len(self.values_by_name)


class Broken(Afresh):
    """An object that fails when it is read as a whole."""

    def __iter__(self) -> Iterator[str]:
        raise TypeError("this object is broken")


def groups(values: list[Any], **options: Any) -> list[tuple[Any, Any, int]]:
    """The key, the value shown and the size of each group of a custom field."""
    rows = [{"id": str(n), "custom.cf_x": value} for n, value in enumerate(values)]
    response: Any = list_opportunities(rows, "_group_by=custom.cf_x&_limit=0", **options)
    return [(each["key"], each["custom.cf_x"], each["total_results"]) for each in response["data"]]


def test_numbers_that_print_alike_are_one_group_and_shown_as_the_number() -> None:
    assert groups([2.5, Decimal("2.50"), "2.5", [2.5, 9]]) == [("2.5", 2.5, 4)]
    assert groups(["20", 20.0, 20]) == [("20", 20, 3)]
    assert groups([0, -0.0, Decimal("-0")]) == [("0", 0, 3)]
    assert groups([1e21, 10**21]) == [("1000000000000000000000", 10**21, 2)]


def test_true_and_the_text_of_it_are_one_group_and_one_is_another() -> None:
    assert groups([True, "true", 1, "1", False]) == [
        ("1", 1, 2),
        ("true", "true", 2),
        ("false", False, 1),
    ]


def test_dates_are_grouped_by_their_text() -> None:
    day, moment = date(2024, 5, 17), datetime(2024, 5, 17, 10, 30)
    assert [group[0::2] for group in groups([day, "2024-05-17", moment])] == [
        ("2024-05-17", 2),
        ("2024-05-17T10:30:00", 1),
    ]


def test_the_rest_is_grouped_by_its_json() -> None:
    found = groups([[{"b": 1, "a": "é"}], [{"a": "é", "b": 1}], {"a": [1, date(2024, 5, 17)]}])
    assert [group[0::2] for group in found] == [
        ('{"a": "é", "b": 1}', 2),
        ('{"a": [1, "2024-05-17"]}', 1),
    ]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), Decimal("NaN")])
def test_what_is_no_number_is_grouped_all_the_same(value: Any) -> None:
    ((key, _, size),) = groups([value, value])
    assert key is not None
    assert size == 2


def test_an_empty_list_has_no_value() -> None:
    assert groups([[], None, [None], [5]]) == [("5", 5, 1), (None, None, 3)]


def test_what_a_group_shows_is_a_copy() -> None:
    shown = {"a": [1]}
    rows = [{"id": "x", "custom.cf_x": [shown]}]
    response: Any = list_opportunities(rows, "_group_by=custom.cf_x")
    response["data"][0]["custom.cf_x"]["a"].append(2)
    assert shown == {"a": [1]}


def test_ints_of_other_types_are_ints() -> None:
    rows = [
        {"id": "a", "value": Amount.SMALL, "confidence": Amount.HALF},
        {"id": "b", "value": 100, "confidence": Amount.HALF, "value_period": "monthly"},
        {"id": "c", "value": Amount.SMALL, "confidence": None},
        {"id": "d", "value": None, "confidence": Amount.HALF},
    ]
    response = list_opportunities(rows)
    assert response["total_value_one_time"] == 200
    assert response["expected_value_one_time"] == 50
    assert response["expected_value_annualized"] == 650


@pytest.mark.parametrize("confidence", [Amount.SMALL + 1, -1, True, 50.0])
def test_a_confidence_is_checked_without_a_value_too(confidence: Any) -> None:
    assert data_error([{"id": "a", "confidence": confidence}]).field == "confidence"


def test_values_made_afresh_are_found_too() -> None:
    error = data_error([Afresh(id="a", value=5), Afresh(id="b", value=1.5)])
    assert (error.index, error.id, error.field, error.value) == (1, "b", "value", 1.5)
    options = {"custom_fields": {"custom.cf_x": "text"}}
    rows = [Afresh(id="a", **{"custom.cf_x": "x"}), Afresh(id="b", **{"custom.cf_x": 1.5})]
    assert data_error(rows, "custom.cf_x=y", **options).id == "b"


def test_a_type_error_of_the_callers_own_objects_is_passed_on() -> None:
    with pytest.raises(TypeError, match="this object is broken"):
        list_opportunities([Broken(id="a")])


@pytest.mark.parametrize("field", ["status_type", "user_id", "value_currency", "value_period"])
@pytest.mark.parametrize("value", [["a"], {"a": 1}, {"a"}])
def test_what_has_no_hash_is_bad_data(field: str, value: Any) -> None:
    rows = [{"id": "a", "custom.cf_x": ["fine"]}, {"id": "b", field: value}]
    error = data_error(rows, {f"{field}__in": "won" if field == "status_type" else "monthly"})
    assert (error.index, error.field, error.value) == (1, field, value)
    error = data_error(rows, {"_group_by": field})
    assert (error.index, error.field) == (1, field)


@pytest.mark.parametrize("name", [5, ["Ann"], {"first": "Ann"}])
def test_the_name_of_a_group_is_checked(name: Any) -> None:
    error = data_error([{"id": "a", "user_id": "u", "user_name": name}], "_group_by=user_id")
    assert (error.field, error.value) == ("user_name", name)
