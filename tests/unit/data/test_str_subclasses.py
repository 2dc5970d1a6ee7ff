"""A `str` subclass is its text also where no case of the spec can say it: in names of arguments."""

from enum import Enum, StrEnum
from typing import Any

import pytest
from asking import ids

from oppquery import Collection, compile_query, list_opportunities


class Name(str, Enum):  # noqa: UP042  # its str() is 'Name.VIEW'
    VIEW = "save_1"
    LEAD = "lead_1"
    CALL = "call"
    FIELD = "custom.cf_x"
    NUMBER = "number"
    ID = "a"
    ZONE = "Europe/Berlin"
    QUERY = "note:call"

    def __hash__(self) -> int:
        return hash(self.name)


class Other(StrEnum):
    LEAD = "lead_1"


DEALS = [{"id": "a", "lead_id": "lead_1", "note": "call"}, {"id": "b", "lead_id": "lead_2"}]


@pytest.mark.parametrize("member", Name)
def test_members_differ_from_their_texts_by_hash_and_str(member: Name) -> None:
    assert hash(member) != hash(member.value)
    assert str(member) != member.value


@pytest.mark.parametrize("lead", [Name.LEAD, Other.LEAD, "lead_1"])
@pytest.mark.parametrize("view", [Name.VIEW, "save_1"])
def test_ids_of_smart_views_and_of_leads_in_them(view: str, lead: str) -> None:
    for views in ({view: [lead]}, {view: {lead}}):
        params = {"lead_saved_search_id": Name.VIEW}
        assert ids(DEALS, params, saved_searches=views) == "a"
        found = Collection(DEALS, saved_searches=views).select({"lead_saved_search_id": "save_1"})
        assert [row["id"] for row in found] == ["a"]


def test_members_in_the_json_of_a_smart_view() -> None:
    class Part(StrEnum):
        TYPE = "id"
        VIEW = "My View"

    view = {"id": Name.VIEW, "name": Part.VIEW, "s_query": {"type": Part.TYPE, "value": Name.LEAD}}
    leads = [{"id": Name.LEAD}, {"id": "lead_2"}]
    options: dict[str, Any] = {"saved_searches": [view], "leads": leads}
    assert ids(DEALS, {"lead_saved_search_id": Name.VIEW}, **options) == "a"
    assert ids(DEALS, {"lead_query": 'in:"my view"'}, **options) == "a"


def test_kinds_of_related_objects() -> None:
    options = {"related": {Name.CALL: [{"lead_id": Name.LEAD}]}}
    assert ids(DEALS, {"query": "call()"}, **options) == "a"
    assert [row["id"] for row in Collection(DEALS, **options).select("query=call()")] == ["a"]


def test_declared_fields() -> None:
    deals = [{"id": "a", "custom.cf_x": 5}, {"id": "b", "custom.cf_x": 6}]
    assert ids(deals, {"custom.cf_x__lt": "6"}, custom_fields={Name.FIELD: Name.NUMBER}) == "a"
    endpoint = [{"id": "cf_x", "name": Name.CALL, "type": Name.NUMBER}]
    assert ids(deals, {"custom.call__lt": "6"}, custom_fields=endpoint) == "a"


def test_ids_that_a_collection_is_asked_for() -> None:
    collection = Collection([{"id": Name.ID, "note": Name.QUERY}])
    assert Name.ID in collection
    assert collection[Name.ID] == collection["a"] == {"id": "a", "note": "note:call"}
    assert type(collection["a"]["id"]) is str


def test_zones_and_queries() -> None:
    deals = [{"id": "a", "note": "call", "date_created": "2024-05-16T23:00:00Z"}]
    assert ids(deals, {"date_created": "2024-05-17"}, tz=Name.ZONE) == "a"
    assert ids(deals, Name.QUERY.replace("note:", "note=")) == "a"
    assert compile_query(Name.QUERY)(deals[0])
    assert list_opportunities(deals, {"query": Name.QUERY})["total_results"] == 1
