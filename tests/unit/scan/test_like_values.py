"""Groups of values that print alike, of whatever Python type (spec §7.2)."""

from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from engines import ENGINES, Engine

TWOS: dict[str, Any] = {
    "int": 2,
    "float": 2.0,
    "text": "2",
    "Decimal": Decimal("2.0"),
    "list": [2.0, 9],
}
HALVES: dict[str, Any] = {"float": 2.5, "text": "2.5", "Decimal": Decimal("2.50")}


def groups(engine: Engine, values: dict[str, Any], params: str) -> list[tuple[Any, Any, list[str]]]:
    """The key, the value shown and the ids of each group."""
    rows = [{"id": name, "custom.cf_x": value} for name, value in values.items()]
    response = engine.list(rows, f"_group_by=custom.cf_x&{params}")
    return [
        (each["key"], each["custom.cf_x"], [shown["id"] for shown in each["objects"]])
        for each in response["data"]
    ]


@pytest.mark.parametrize("engine", ENGINES, ids=str)
def test_two_is_two_in_whatever_order_it_comes(engine: Engine) -> None:
    for names in permutations(TWOS, 3):
        ((key, shown, ids),) = groups(engine, {name: TWOS[name] for name in names}, "")
        assert (key, ids) == ("2", list(names))
        assert shown == 2
        assert type(shown) is int


@pytest.mark.parametrize("engine", ENGINES, ids=str)
@pytest.mark.parametrize("name", TWOS)
def test_a_group_shows_what_matches(engine: Engine, name: str) -> None:
    ((key, shown, ids),) = groups(engine, TWOS, f"id={name}")
    assert (key, ids) == ("2", [name])
    assert repr(shown) == ("'2'" if name == "text" else "2")


@pytest.mark.parametrize("engine", ENGINES, ids=str)
def test_what_is_not_whole_is_left_as_it_is(engine: Engine) -> None:
    for names in permutations(HALVES, 2):
        ((key, shown, ids),) = groups(engine, {name: HALVES[name] for name in names}, "")
        assert (key, ids) == ("2.5", list(names))
        assert not isinstance(shown, str | int)
        assert shown == 2.5


@pytest.mark.parametrize("engine", ENGINES, ids=str)
def test_others_are_other_groups(engine: Engine) -> None:
    values = {"a": 2, "b": 20, "c": "02", "d": True, "e": "2 ", "f": -2, "g": 2.0, "h": 1, "i": 1.0}
    assert groups(engine, values, "") == [
        ("-2", -2, ["f"]),
        ("1", 1, ["h", "i"]),
        ("2", 2, ["a", "g"]),
        ("20", 20, ["b"]),
        ("02", "02", ["c"]),
        ("2 ", "2 ", ["e"]),
        ("true", True, ["d"]),
    ]
