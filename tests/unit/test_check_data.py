"""`check_data` gives every fault of the data at once, and what it passes a collection takes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oppquery import Collection, DataError, check_data, list_opportunities


def places(*arguments: Any, **data: Any) -> list[tuple[int | None, str]]:
    return [(error.index, error.field) for error in check_data(*arguments, **data)]


def test_good_data_has_no_faults() -> None:
    deals = [{"id": "a", "value": 5, "custom.x": [1, None]}, {"id": "b"}]
    assert check_data(deals) == ()
    assert check_data(iter(deals), leads=[{"id": "l"}], related={"call": [{"lead_id": "l"}]}) == ()


def test_every_fault_of_every_object() -> None:
    deals: list[Any] = [
        {"id": "a", "value": 5.0, "confidence": 101, "date_won": "x", "note": 5},
        {"id": "a", "status_type": "open"},
        {"value": 5},
        5,
        {"data": [], "has_more": False},
        {"id": 7},
        {"id": "b", "custom.cf_n": ["x", None, 5, "y"], "custom.other": {1}},
    ]
    errors = check_data(deals, custom_fields={"custom.cf_n": "number"})
    assert {(error.index, error.field) for error in errors[:4]} == {
        (0, "value"),
        (0, "confidence"),
        (0, "date_won"),
        (0, "note"),
    }
    assert [(error.index, error.field, error.value) for error in errors[4:]] == [
        (1, "status_type", "open"),
        (1, "id", "a"),
        (2, "id", None),
        (3, "", 5),
        (4, "", {"data": [], "has_more": False}),
        (5, "id", 7),
        (6, "custom.cf_n", "x"),
        (6, "custom.cf_n", "y"),
        (6, "custom.other", {1}),
    ]
    assert all(isinstance(error, DataError) for error in errors)


def test_faults_of_leads_and_related_objects() -> None:
    leads: list[Any] = [
        {"id": "l", "contacts": [{"name": 5}, {"name": "x", "emails": "no"}]},
        {"id": "m", "addresses": "none", "status_label": 7},
        {"a": 1},
    ]
    changes = [{"opportunity_id": 5}, {"new_status_type": "open", "date_created": "x"}]
    calls = [{"lead_id": 7}, {"lead_id": "l"}]
    errors = check_data([{"id": "a"}], leads=leads, status_changes=changes, related={"call": calls})
    found = {(error.reason.split(",")[0], error.index, error.field) for error in errors}
    assert found == {
        ("in leads", 0, "contact"),
        ("in leads", 0, "emails"),
        ("in leads", 1, "addresses"),
        ("in leads", 1, "status_label"),
        ("in leads", 2, ""),
        ("in status_changes", 0, "opportunity_id"),
        ("in status_changes", 1, "new_status_type"),
        ("in status_changes", 1, "date_created"),
        ("in related['call']", 0, "lead_id"),
    }


def test_faults_of_smart_views_and_pages() -> None:
    page: Any = {"data": [], "has_more": False}
    views: Any = [{"id": 5}, 7, {"id": "save_1", "query": "x"}, {"id": "save_2", "name": 5}]
    assert places([], saved_searches=views) == [(0, "id"), (1, ""), (3, "name")]
    assert places([], saved_searches={"a": ["lead_1", 5], "b": None}) == [(0, ""), (1, "")]
    assert places([], saved_searches=page) == [(None, "")]
    assert places([], custom_fields=page) == [(None, "")]
    assert places(page, leads=page, related={"call": page}) == [(None, "")] * 3
    assert places([{"id": 5}], leads="[]", custom_fields=page) == [(0, "id"), *[(None, "")] * 2]


def test_misuse_is_still_raised() -> None:
    with pytest.raises(TypeError):
        check_data(5)  # type: ignore[arg-type]  # what is tested
    with pytest.raises(ValueError, match="custom_fields"):
        check_data([], custom_fields={"x": "number"})
    with pytest.raises(TypeError, match="saved_searches"):
        check_data([], saved_searches="x")  # type: ignore[arg-type]  # what is tested


VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [None, 5, -1, 101, 5.0, "x", "won", "monthly", "2024-05-17", True, ["a"], [], float("nan"), {}]
)
NAMES = "value confidence status_type date_won note is_stalled custom.x user_id data has_more"
KEYS = st.sampled_from(NAMES.split())
ROWS = st.lists(
    st.dictionaries(KEYS, VALUES, max_size=4).flatmap(
        lambda row: st.sampled_from(["a", "b", "c", "d", None]).map(
            lambda identity: row if identity is None else {"id": identity, **row}
        )
    ),
    max_size=4,
)


@given(rows=ROWS)
def test_a_collection_takes_what_has_no_faults_and_raises_one_of_them(rows: list[Any]) -> None:
    faults = check_data(rows)
    if not faults:
        assert len(Collection(rows)) == len(rows)
        return
    with pytest.raises(DataError) as caught:
        Collection(rows)
    assert caught.value.index in {each.index for each in faults}


@given(rows=ROWS, params=st.sampled_from(["", "status_type=won", "_order_by=date_won", "note=x"]))
def test_a_one_shot_call_takes_what_has_no_faults(rows: list[Any], params: str) -> None:
    if check_data(rows):
        return
    list_opportunities(rows, params)
