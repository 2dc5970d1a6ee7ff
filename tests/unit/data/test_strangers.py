"""What is no object of its kind is refused with what it looks like, never counted as one."""

from collections.abc import Callable
from typing import Any

import pytest
from asking import ids

from oppquery import Collection, DataError, list_opportunities
from oppquery.data.batch import SIZE

Rows = list[Any]


def list_of_collection(rows: Rows, params: Any = (), **data: Any) -> Any:
    return Collection(rows, **data).list(params)


ENGINES = pytest.mark.parametrize("ask", [list_opportunities, list_of_collection])
DEAL = {"id": "oppo_1", "lead_id": "lead_1", "status_type": "won", "value": 5000}
PAGE = {"has_more": False, "total_results": 1, "data": [DEAL]}
EVENT = {
    "id": "ev_1",
    "object_type": "opportunity",
    "action": "updated",
    "lead_id": "lead_1",
    "user_id": "user_1",
    "organization_id": "orga_1",
    "date_created": "2024-05-17T10:30:00.000000",
    "date_updated": "2024-05-17T10:30:00.000000",
    "data": DEAL,
    "previous_data": {},
    "changed_fields": ["value"],
}
STRANGERS = {
    "a response page: pass its `data`": PAGE,
    "a webhook body: pass its `event.data`": {"subscription_id": "whsub_1", "event": EVENT},
    "an event: pass its `data`": EVENT,
    "a Singer record: pass its `record`": {
        "type": "RECORD",
        "stream": "opportunities",
        "record": DEAL,
        "time_extracted": "2024-05-17T10:30:00Z",
    },
    "a SCHEMA message of Singer or Airbyte: leave it out": {
        "type": "SCHEMA",
        "stream": "opportunities",
        "schema": {"properties": {}},
        "key_properties": ["id"],
    },
    "an Airbyte record: pass its `record.data`": {
        "type": "RECORD",
        "record": {"stream": "opportunities", "data": DEAL, "emitted_at": 1715941800000},
    },
    "a lead: pass its `opportunities`": {
        "id": "lead_1",
        "display_name": "Bluth Company",
        "status_id": "stat_1",
        "status_label": "Potential",
        "contacts": [],
        "opportunities": [DEAL],
    },
    "the answer to a request that failed": {"error": "The API key is invalid."},
}


@ENGINES
@pytest.mark.parametrize(
    "params", ["", "status_type=won", "query=acme", "custom.cf_x=5", "id__in="]
)
@pytest.mark.parametrize("look", STRANGERS)
def test_a_stranger_is_refused_with_its_look(
    look: str, params: str, ask: Callable[..., Any]
) -> None:
    stranger = STRANGERS[look]
    with pytest.raises(DataError) as caught:
        ask([DEAL, stranger], params)
    error = caught.value
    assert look in error.reason
    assert (error.index, error.id, error.field) == (1, stranger.get("id"), "")
    assert error.value == stranger


@pytest.mark.parametrize("by", ["user_id", "status_type", "value_period", "date_won__month"])
@pytest.mark.parametrize("params", ["", "status_type=won"])
def test_groups_of_a_response_are_strangers(by: str, params: str) -> None:
    groups = list_opportunities(
        [{**DEAL, "user_id": "u", "date_won": "2024-05-17"}], {"_group_by": by}
    )
    with pytest.raises(DataError, match="a group of a response: pass its `objects`"):
        list_opportunities(groups["data"], params)


@ENGINES
def test_keys_that_are_no_fields_are_shown(ask: Callable[..., Any]) -> None:
    row = {"type": "Feature", "geometry": None, "properties": {}, "bbox": [], "crs": 1, "x": 2}
    with pytest.raises(DataError) as caught:
        ask([row], "")
    keys = "'type', 'geometry', 'properties', 'bbox' and 2 more"
    assert caught.value.reason == f"an opportunity must have one of its fields (its keys: {keys})"


@ENGINES
@pytest.mark.parametrize(
    ("row", "meant"),
    [
        ({"id": "a", "valeu": 5}, "value"),
        ({"id": "a", "Value": 5}, "value"),
        ({"id": "a", "extra": 1, "confidance": 50}, "confidence"),
        ({"ID": "a", "statustype": "won"}, "id"),
    ],
)
def test_a_misspelt_key_is_no_unknown_one(row: Any, meant: str, ask: Callable[..., Any]) -> None:
    with pytest.raises(DataError, match=f"perhaps '{meant}' is meant") as caught:
        ask([row], "")
    assert (caught.value.index, caught.value.field, caught.value.value) == (0, "", row)


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"id": "a"},
        {"id": "a", "my_key": 1},
        {"id": "a", "status": "won", "user": "Gob", "lead": "x", "period": "y"},
        {"id": "a", "lead_id": "lead_1", "valeu": 5},
        {"custom.cf_x": 5},
        {"custom": {"cf_x": 5}},
        {"value": None},
        {"expected_value": 5},
        {"id": "a", "data": [], "event": "fair", "type": "RECORD", "record": 1, "contacts": []},
        {"lead_id": "lead_1", "opportunities": []},
    ],
)
def test_what_carries_a_field_is_an_opportunity(row: Any) -> None:
    assert list_opportunities([row])["total_results"] == 1


def test_a_stranger_in_a_later_batch_is_placed() -> None:
    rows = [*({"id": f"o{place}", "value": place} for place in range(2 * SIZE + 5)), PAGE]
    for ask in (list_opportunities, list_of_collection):
        with pytest.raises(DataError) as caught:
            ask(rows, "value=7")
        assert caught.value.index == 2 * SIZE + 5


@pytest.mark.parametrize("limit", ["0", "100"])
def test_strangers_among_many_that_lack_a_field_are_found(limit: str) -> None:
    rows: Rows = [{"id": f"o{place}", "note": "call"} for place in range(SIZE)]
    with pytest.raises(DataError):
        list_opportunities([*rows, EVENT, *rows], {"user_id": "user_9", "_limit": limit})
    assert list_opportunities(rows, {"user_id": "", "_limit": limit})["total_results"] == SIZE


@ENGINES
@pytest.mark.parametrize("stranger", [PAGE, {"a": 1}, {"type": "RECORD", "record": {"id": "x"}}])
def test_strangers_among_leads_and_status_changes(stranger: Any, ask: Callable[..., Any]) -> None:
    for params, data in (
        ("lead_query=acme", {"leads": [{"id": "lead_1"}, stranger]}),
        ("query=status_change()", {"status_changes": [{"opportunity_id": "oppo_1"}, stranger]}),
    ):
        with pytest.raises(DataError) as caught:
            ask([DEAL], params, **data)
        [argument] = data
        assert caught.value.reason.startswith(f"in {argument}, ")
        assert (caught.value.index, caught.value.value) == (1, stranger)


def test_leads_and_status_changes_that_are_not_read_are_not_looked_at() -> None:
    assert ids([DEAL], "", leads=[PAGE], status_changes=[PAGE]) == "oppo_1"


def test_leads_may_carry_any_key_beside_their_id() -> None:
    assert (
        ids([DEAL], "lead_query=direction:in", leads=[{"id": "lead_1", "direction": "in"}])
        == "oppo_1"
    )


def test_related_objects_may_carry_any_keys() -> None:
    assert ids(
        [DEAL], "query=call(a:1)", related={"call": [{"lead_id": "lead_1", "a": 1}, {"a": 2}]}
    )
