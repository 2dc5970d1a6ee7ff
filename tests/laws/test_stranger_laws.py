"""Laws about what is no object of its kind."""

from typing import Any

import pytest
from engines import LAWFUL
from hypothesis import given
from hypothesis import strategies as st

from oppquery import Collection, DataError, list_opportunities

OWN = (
    "id lead_id user_id contact_id organization_id status_id pipeline_id created_by updated_by "
    "status_type value_period value_currency status_label status_display_name pipeline_name "
    "lead_name user_name contact_name created_by_name updated_by_name note value confidence "
    "date_won date_lost date_created date_updated is_stalled expected_value annualized_value "
    "annualized_expected_value value_formatted"
)
FIELDS = frozenset(OWN.split())
OWN_OF_LEADS = (
    "id organization_id display_name name status_id status_label description url contacts "
    "addresses date_created date_updated created_by created_by_name updated_by updated_by_name "
    "opportunities"
)
LEAD_FIELDS = frozenset(OWN_OF_LEADS.split())
VALUES = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.integers())
KEYS = st.sampled_from(["data", "type", "record", "event", "objects", "key", "Value"]) | st.text()
PARAMS = st.sampled_from(
    ["", "_limit=0", "status_type=won", "id=a", "query=a", "custom.x=5", "value__gte=1", "id__in="]
)


def strangers(fields: frozenset[str]) -> st.SearchStrategy[dict[Any, Any]]:
    def is_strange(key: Any) -> bool:
        return key not in fields and key != "custom" and not key.startswith("custom.")

    return st.dictionaries(KEYS.filter(is_strange), VALUES, min_size=1, max_size=5)


@given(stranger=strangers(FIELDS), params=PARAMS, place=st.integers(0, 3))
def test_a_mapping_that_shares_no_key_with_opportunities_is_refused(
    stranger: dict[Any, Any], params: str, place: int
) -> None:
    rows: list[Any] = [{"id": f"o{number}", "value": number} for number in range(3)]
    rows.insert(place, stranger)
    for ask in (list_opportunities, lambda rows, params: Collection(rows).list(params)):
        with pytest.raises(DataError) as caught:
            ask(rows, params)
        assert (caught.value.index, caught.value.field, caught.value.value) == (place, "", stranger)


@given(stranger=strangers(LEAD_FIELDS), place=st.integers(0, 2))
def test_a_mapping_that_shares_no_key_with_leads_is_refused(
    stranger: dict[Any, Any], place: int
) -> None:
    leads: list[Any] = [{"id": "lead_1"}, {"name": "Bluth"}]
    leads.insert(place, stranger)
    for engine in LAWFUL:
        with pytest.raises(DataError) as caught:
            engine.list([{"id": "a"}], "lead_query=bluth", leads=leads)
        assert (caught.value.index, caught.value.value) == (place, stranger)


@given(key=st.sampled_from(sorted(FIELDS - {"id"})), more=strangers(FIELDS))
def test_a_mapping_with_a_field_of_opportunities_is_one(key: str, more: dict[Any, Any]) -> None:
    shapes = {"data", "event", "record", "objects", "opportunities", "contacts", "object_type"}
    row = {key: None, **{name: value for name, value in more.items() if name not in shapes}}
    assert list_opportunities([row])["total_results"] == 1
