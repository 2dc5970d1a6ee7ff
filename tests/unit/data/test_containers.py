"""One page, one object or a text of objects is no list of objects, and told so."""

from typing import Any

import pytest
from asking import ids

from oppquery import Collection, DataError, list_opportunities

DEAL = {"id": "oppo_1", "lead_id": "lead_1", "value": 5000}
PAGE = {"has_more": False, "data": [DEAL]}
HINTS = [
    (PAGE, "this looks like a response page: pass its `data`"),
    ({"data": [DEAL]}, "this looks like a response page: pass its `data`"),
    (DEAL, "this looks like one object: pass it in a list"),
    ({}, "this looks like one object: pass it in a list"),
    ({"oppo_1": DEAL}, "this looks like objects by their ids: pass its `values()`"),
    ({"opportunities": [DEAL]}, "this looks like an object around them: pass its `opportunities`"),
    ({"error": "no"}, "this looks like the answer to a request that failed"),
    ('[{"id": "oppo_1"}]', "of JSON text pass what `json.loads` reads"),
    (b"[]", "of JSON text pass what `json.loads` reads"),
]


@pytest.mark.parametrize(("given", "hint"), HINTS)
def test_what_is_no_list_of_opportunities(given: Any, hint: str) -> None:
    for ask in (list_opportunities, Collection):
        with pytest.raises(DataError) as caught:
            ask(given)
        error = caught.value
        assert error.reason == f"opportunities must be a list of objects ({hint})"
        assert (error.index, error.id, error.field, error.value) == (None, None, "", given)


@pytest.mark.parametrize(("given", "hint"), HINTS)
def test_what_is_no_list_of_other_objects(given: Any, hint: str) -> None:
    for params, argument, data in (
        ("lead_query=x", "leads", {"leads": given}),
        ("query=status_change()", "status_changes", {"status_changes": given}),
        ("query=call()", "related['call']", {"related": {"call": given}}),
    ):
        with pytest.raises(DataError) as caught:
            list_opportunities([DEAL], params, **data)
        assert caught.value.reason == f"{argument} must be a list of objects ({hint})"


def test_a_page_of_smart_views() -> None:
    view = {"id": "save_1", "name": "Mine", "query": "acme"}
    for given in (
        {"data": [view], "has_more": False},
        {"data": [view]},
        {"data": [], "has_more": False},
    ):
        with pytest.raises(
            DataError, match=r"in saved_searches, .* a response page: pass its `data`"
        ):
            list_opportunities([DEAL], saved_searches=given)
        with pytest.raises(
            DataError, match=r"in saved_searches, .* a response page: pass its `data`"
        ):
            list_opportunities([DEAL], saved_searches=[given])
    assert ids([DEAL], "lead_saved_search_id=data", saved_searches={"data": ["lead_1"]}) == "oppo_1"


def test_a_page_of_custom_fields() -> None:
    page: Any = {"data": [{"id": "cf_x", "name": "X", "type": "text"}], "has_more": False}
    for ask in (list_opportunities, Collection):
        with pytest.raises(DataError, match=r"custom_fields .* a response page: pass its `data`"):
            ask([DEAL], custom_fields=page)
