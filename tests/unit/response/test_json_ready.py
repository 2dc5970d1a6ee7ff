"""What an answer holds for values that JSON has no word for, and which values it refuses."""

import json
import math
from collections import OrderedDict
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import IntEnum
from typing import Any

import pytest
from asking import data_error

from oppquery import Collection, DataError, list_opportunities, select


class Size(IntEnum):
    LARGE = 3


class Whole:
    """An integer of another library."""

    def __index__(self) -> int:
        return 7


def answered(value: Any) -> Any:
    """What both engines answer for a value of a custom field."""
    rows = [{"id": "a", "custom.x": value}]
    one_shot, collection = list_opportunities(rows), Collection(rows).list()
    assert json.dumps(one_shot) == json.dumps(collection)
    return one_shot["data"][0]["custom.x"]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date(24, 5, 1), "0024-05-01"),
        (datetime(2024, 5, 17, 10, 30, 0, 5), "2024-05-17T10:30:00.000005+00:00"),
        (
            datetime(2024, 5, 17, tzinfo=timezone(timedelta(hours=-2.5))),
            "2024-05-17T00:00:00-02:30",
        ),
        (Decimal("12"), 12),
        (Decimal("0.1"), 0.1),
        (Decimal("1E+400"), 10**400),
        (Decimal(f"{'9' * 400}.5"), int("9" * 400)),
        (Size.LARGE, 3),
        (Whole(), 7),
        (OrderedDict(a=[Size.LARGE]), {"a": [3]}),
        ({1: True, None: 2.5}, {1: True, None: 2.5}),
    ],
)
def test_what_stands_for_a_value(value: Any, shown: Any) -> None:
    assert answered(value) == shown
    assert type(answered(value)) is type(shown)


def test_numbers_that_are_none_are_left() -> None:
    assert math.isnan(answered(float("nan")))
    assert math.isnan(answered(Decimal("NaN")))
    assert answered(Decimal("-Infinity")) == -math.inf


@pytest.mark.parametrize("value", [{1}, b"x", time(1), timedelta(1), 1j, [object()], {"a": {1}}])
def test_what_json_does_not_have_is_held_and_selected_but_not_listed(value: Any) -> None:
    rows = [{"id": "a"}, {"id": "b", "custom.x": value}]
    collection = Collection(rows)
    for ask in (lambda: list_opportunities(rows), collection.list):
        with pytest.raises(DataError, match="a value must be one that JSON has") as caught:
            ask()
        assert (caught.value.index, caught.value.id, caught.value.field) == (1, "b", "custom.x")
    assert len(collection.select()) == len(select(rows)) == 2
    assert list_opportunities(rows, {"_fields": "id"}) == collection.list({"_fields": "id"})


def test_a_key_that_json_does_not_have() -> None:
    rows: list[Any] = [{"id": "a", ("x", "y"): 5}]
    for ask in (lambda: list_opportunities(rows), Collection(rows).list):
        with pytest.raises(DataError, match="a key must be one that JSON has"):
            ask()


@pytest.mark.parametrize("value", [10**1_000, -(10**1_000), Decimal("1E+1000"), Decimal("1E-1001")])
@pytest.mark.parametrize("held", [lambda each: each, lambda each: {"a": [1, (each,)]}])
def test_a_long_number_that_an_answer_would_hold(value: Any, held: Any) -> None:
    rows = [{"id": "a"}, {"id": "b", "extra": held(value)}]
    error = data_error(rows)
    assert (error.index, error.id, error.field) == (1, "b", "extra")
    assert "a number must have at most 1,000 digits" in str(error)
    with pytest.raises(DataError) as caught:
        Collection(rows)
    assert str(caught.value) == str(error)
    assert list_opportunities(rows, {"_fields": "id"})["total_results"] == 2


def test_a_key_that_is_a_long_number() -> None:
    assert "at most 1,000 digits" in str(data_error([{"id": "a", "extra": {10**5_000: 1}}]))
