"""Objects are read in batches: what stands in a later one is read as in the first."""

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any

import pytest
from asking import data_error, ids

from oppquery import DataError, list_opportunities, select
from oppquery.data.batch import SIZE

LAST = 2 * SIZE + 5


def deals(*more: Any) -> list[Any]:
    """Enough for three batches, and more in the last of them."""
    return [*({"id": f"o{place}", "value": place} for place in range(LAST)), *more]


def test_batches_are_added_up_and_joined_in_order() -> None:
    rows = deals()
    answer = list_opportunities(rows, "_limit=3&_skip=511&_group_by=value_period")
    [group] = answer["data"]
    assert group["total_value_one_time"] == answer["total_value_one_time"] == sum(range(LAST))
    assert [row["id"] for row in group["objects"]] == ["o511", "o512", "o513"]
    assert select(rows, f"value__gte={SIZE - 1}") == rows[SIZE - 1 :]


@pytest.mark.parametrize("stranger", [5, None, "o", ["id"]])
def test_what_is_no_mapping_in_a_later_batch_is_placed(stranger: Any) -> None:
    error = data_error(deals(stranger))
    assert (error.index, error.value) == (LAST, stranger)


def test_equal_instants_that_are_written_as_different_days_are_two_groups() -> None:
    there = timezone(timedelta(hours=2))
    won = datetime(2024, 5, 17, 23, 30, tzinfo=UTC)
    rows = [{"id": "a", "date_won": won}, {"id": "b", "date_won": won.astimezone(there)}]
    groups = list_opportunities(rows, "_group_by=date_won__day")["data"]
    assert [(group["key"], group["total_results"]) for group in groups] == [
        ("2024-05-17", 1),
        ("2024-05-18", 1),
    ]


def test_what_is_no_mapping_among_the_related_is_placed() -> None:
    changes = [{"opportunity_id": "o1", "new_status_type": "won"}] * SIZE
    with pytest.raises(DataError, match="must be a mapping") as caught:
        select(deals(), "query=status_change(new_status:won)", status_changes=[*changes, 5])  # type: ignore[list-item]  # what is tested
    assert caught.value.index == SIZE


@pytest.mark.parametrize("kind", [MappingProxyType, lambda row: defaultdict(lambda: 7, row)])
def test_other_mappings_in_a_later_batch_are_read_and_left_alone(
    kind: Callable[[Any], Any],
) -> None:
    last = kind({"id": "last", "status_type": "won"})
    rows = deals(last)
    assert ids(rows, "status_type=won&value=&note=") == "last"
    assert list_opportunities(rows, "status_type=won&_group_by=user_id")["total_results"] == 1
    assert dict(last) == {"id": "last", "status_type": "won"}


def test_ids_of_a_later_batch_join() -> None:
    changes = [{"opportunity_id": f"o{place}", "new_status_type": "won"} for place in range(LAST)]
    rows = [*deals(), {"id": "elsewhere"}, {"id": None}, {}]
    found = select(rows, "query=status_change(new_status_type:won)", status_changes=changes)
    assert found == rows[:LAST]


def test_the_second_link_counts_where_the_first_is_null() -> None:
    calls: list[dict[str, Any]] = [{"lead_id": "l1"}, {"opportunity_id": "o3", "lead_id": "l2"}]
    rows = [{"id": "o1", "lead_id": "l1"}, {"id": "o2", "lead_id": "l2"}, {"id": "o3"}]
    assert ids(rows, "query=call()", related={"call": calls}) == "o1 o3"
    assert ids(rows, "query=call()", related={"call": calls[1:]}) == "o3"


def test_an_id_of_another_type_is_placed_where_it_stands() -> None:
    changes = [{"opportunity_id": "o1", "new_status_type": "won"}]
    with pytest.raises(DataError) as caught:
        select(deals({"id": 7}), "query=status_change(new_status:won)", status_changes=changes)
    assert (caught.value.index, caught.value.field, caught.value.value) == (LAST, "id", 7)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", "300"),
        ("value", True),
        ("confidence", 101),
        ("confidence", True),
        ("confidence", 50.0),
        ("value_period", "weekly"),
        ("value_period", ["monthly"]),
        ("value_currency", 5),
    ],
)
def test_select_checks_the_amounts_of_a_later_batch(field: str, value: Any) -> None:
    with pytest.raises(DataError) as caught:
        select(deals({"id": "last", field: value}))
    assert (caught.value.index, caught.value.field) == (LAST, field)
