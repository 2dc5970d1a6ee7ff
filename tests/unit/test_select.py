"""`select` gives the caller's own objects."""

from collections import ChainMap, OrderedDict, UserDict, defaultdict
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pytest
from asking import faults, ids

from oppquery import DataError, list_opportunities, select

DEALS: list[dict[str, Any]] = [
    {"id": "a", "value": 300, "value_currency": "USD", "status_type": "won", "user_id": "u1"},
    {"id": "b", "value": 100, "value_currency": "EUR", "status_type": "won", "user_id": "u2"},
    {"id": "c", "value": 200, "value_currency": "USD", "status_type": "lost", "user_id": "u1"},
    {"id": "d", "value": None, "status_type": "won"},
]


def test_the_objects_themselves_are_given() -> None:
    found = select(DEALS, "status_type=won")
    assert [id(row) for row in found] == [id(DEALS[n]) for n in (0, 1, 3)]


def test_derived_fields_are_not_written_into_them() -> None:
    before = [dict(row) for row in DEALS]
    select(DEALS, "_order_by=-annualized_expected_value&expected_value=")
    assert before == DEALS


def test_a_list_is_given_and_never_the_one_that_came_in() -> None:
    found = select(DEALS)
    assert type(found) is list
    assert found == DEALS
    assert found is not DEALS


def test_all_of_them_without_a_page() -> None:
    rows = [{"id": str(n)} for n in range(150)]
    assert len(select(rows)) == 150
    assert len(list_opportunities(rows)["data"]) == 100


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ("_limit=2", "a b"),
        ("_skip=1", "b c d"),
        ("_limit=2&_skip=1", "b c"),
        ("_limit=0", ""),
        ("_skip=9", ""),
        ("_limit=9&_skip=3", "d"),
        ("_order_by=value", "b c a d"),
        ("_order_by=-value", "a c b d"),
        ("_order_by=-value&_limit=1&_skip=1", "c"),
    ],
)
def test_pages_and_order(params: str, expected: str) -> None:
    assert ids(DEALS, params) == expected


def test_currencies_may_be_mixed() -> None:
    assert ids(DEALS, "status_type=won") == "a b d"


def test_grouping_is_checked_and_has_no_effect() -> None:
    assert ids(DEALS, "_group_by=user_id") == "a b c d"
    assert faults("_group_by=value") == [("_group_by", "bad_field")]
    with pytest.raises(ValueError, match="_group_by"):
        select(DEALS, "_group_by=value")


def test_fields_have_no_effect() -> None:
    assert select(DEALS, "_fields=id&_limit=1") == [DEALS[0]]


def test_input_is_read_once() -> None:
    rows = iter(DEALS)
    assert ids(rows, "value__gte=200") == "a c"
    assert next(rows, None) is None


def one_by_one() -> Iterator[Mapping[str, Any]]:
    yield from DEALS


@pytest.mark.parametrize(
    "rows", [tuple(DEALS), one_by_one(), dict.fromkeys("x", DEALS[0]).values()]
)
def test_any_iterable_will_do(rows: Any) -> None:
    assert ids(rows, "_limit=1") == "a"


KINDS = {
    "OrderedDict": OrderedDict,
    "UserDict": UserDict,
    "MappingProxyType": MappingProxyType,
    "ChainMap": lambda row: ChainMap({}, row),
    "defaultdict": lambda row: defaultdict(lambda: "made up", row),
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_of_mapping_is_read_alike(kind: Any) -> None:
    rows = [kind(row) for row in DEALS]
    params = "status_type=won&_order_by=-value&value_period=one_time"
    assert ids(rows, params) == "a b d"
    assert all(any(found is row for row in rows) for found in select(rows, params))


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_response_over_every_kind_of_mapping(kind: Any) -> None:
    rows = [kind(row) for row in DEALS]
    for params in ("value_currency=USD", "value_currency=USD&_group_by=user_id"):
        assert list_opportunities(rows, params) == list_opportunities(DEALS, params)


def test_no_key_is_made_in_a_defaultdict() -> None:
    rows = [defaultdict(lambda: "made up", {"id": "a"})]
    assert ids(rows, "note=&_order_by=value&_group_by=user_id&status_type__in=") == ""
    assert ids(rows, "note=&_order_by=value&date_won=never") == "a"
    list_opportunities(rows, "_group_by=user_id")
    assert dict(rows[0]) == {"id": "a"}


def test_mappings_of_several_kinds_together() -> None:
    rows = [DEALS[0], MappingProxyType(DEALS[2]), UserDict(DEALS[3])]
    assert ids(rows, "value_currency=USD&_order_by=-value") == "a c d"


def test_what_is_no_mapping_is_found_before_anything_is_asked() -> None:
    with pytest.raises(DataError) as caught:
        select([MappingProxyType(DEALS[0]), ("id", "b")], "status_type=won")
    assert (caught.value.index, caught.value.value) == (1, ("id", "b"))
