"""Any JSON as a Smart View, any leads and any views: an answer, or a problem with its place."""

from types import MappingProxyType
from typing import Any

import pytest
from engines import Engine, usual_and_thorough
from hypothesis import given
from hypothesis import strategies as st
from strategies import hostile_json, smart_views
from strategies.lead_worlds import LeadWorld

from laws.test_laws import check_data_error, check_error
from laws.test_lead_laws import VIEW, questions_in_json, with_view
from oppquery import Collection, DataError, QueryError, select


def check_hostile(s_query: Any, leads: Any = ({"id": "lead_1", "name": "Acme"},)) -> None:
    """An answer or a `QueryError`, whose problems say where in the JSON they are."""
    view = {"id": VIEW, "name": "x", "query": None, "s_query": s_query}
    rows = [{"id": "oppo_1", "lead_id": "lead_1", "value": 5}]
    try:
        select(
            rows,
            {"lead_saved_search_id": VIEW},
            leads=leads,
            saved_searches=[view],
            related={"call": [{"id": "call_1", "lead_id": "lead_1"}]},
            user_id="user_1",
        )
    except QueryError as error:
        check_error(error)
        for problem in error.problems:
            assert problem.param == "lead_saved_search_id"
            assert problem.code == "too_much" or (problem.path or "").startswith("s_query")


@given(hostile_json.values())
def test_any_json_gives_an_answer_or_a_query_error(value: Any) -> None:
    check_hostile(value)


@given(hostile_json.almost_nodes())
def test_json_of_the_right_words_gives_an_answer_or_a_query_error(value: Any) -> None:
    check_hostile(value)


@given(questions_in_json(depth=2), st.data())
def test_a_broken_view_gives_an_answer_or_a_query_error(
    question: tuple[LeadWorld, Any], data: st.DataObject
) -> None:
    world, s_query = question
    broken = data.draw(hostile_json.broken(s_query))
    check_hostile(broken, world.leads)


@given(smart_views.any_leads(), questions_in_json(depth=1))
def test_any_leads_give_an_answer_or_an_error(leads: Any, question: tuple[LeadWorld, Any]) -> None:
    world, s_query = question
    arguments = {**with_view(world, None, s_query).arguments(), "leads": leads}
    rows = [{"id": "oppo_1", "lead_id": "lead_1"}]
    for params in ({"lead_saved_search_id": VIEW}, {"lead_query": "acme or contacts > 1"}):
        try:
            select(rows, params, **arguments)
        except QueryError as error:
            check_error(error)
        except DataError as error:
            check_data_error(error)


@given(smart_views.any_views())
def test_any_views_give_an_answer_or_an_error(saved_searches: Any) -> None:
    rows = [{"id": "oppo_1", "lead_id": "lead_1"}]
    for params in ({"lead_saved_search_id": "save_x"}, {"lead_query": "in:save_x"}):
        try:
            select(rows, params, leads=[{"id": "lead_1"}], saved_searches=saved_searches)
        except QueryError as error:
            check_error(error)
        except DataError as error:
            check_data_error(error)


@pytest.mark.parametrize("name", hostile_json.DEEP)
@pytest.mark.parametrize("engine", usual_and_thorough(), ids=str)
def test_deep_json_is_too_much(name: str, engine: Engine) -> None:
    with pytest.raises(QueryError) as caught:
        engine.select(
            [],
            {"lead_saved_search_id": VIEW},
            leads=[{"id": "lead_1"}],
            related={"call": []},
            saved_searches=[{"id": VIEW, "name": "x", "s_query": hostile_json.DEEP[name]()}],
        )
    check_error(caught.value)


@given(st.lists(st.sampled_from(range(4)), min_size=4, max_size=4), st.integers(0, 3))
def test_views_that_lead_to_each_other_are_told_from_those_that_do_not(
    next_view: list[int], start: int
) -> None:
    """View i asks view `next_view[i]`; in place of the first it asks nothing."""
    turned = [each if each != 0 else None for each in next_view]
    views = [
        {"id": f"save_{i}", "name": f"v{i}", "query": "*" if to is None else f"in:v{to}"}
        for i, to in enumerate(turned)
    ]
    rows = [{"id": "oppo_1", "lead_id": "lead_1"}]
    data = {"leads": [{"id": "lead_1"}], "saved_searches": views}
    params = {"lead_saved_search_id": f"save_{start}"}
    if not ends(turned, start):
        with pytest.raises(QueryError) as caught:
            select(rows, params, **data)
        check_error(caught.value, "view_cycle")
        return
    assert select(rows, params, **data) == rows


def ends(turned: list[int | None], start: int) -> bool:
    at: int | None = start
    for _ in turned:
        at = None if at is None else turned[at]
    return at is None


def test_a_chain_of_a_thousand_views_gives_an_answer_or_a_query_error() -> None:
    views = [{"id": f"s{i}", "name": f"v{i}", "query": f"in:v{i + 1}"} for i in range(1_000)]
    views.append({"id": "s1000", "name": "v1000", "query": "*"})
    rows = [{"id": "oppo_1", "lead_id": "lead_1"}]
    data: Any = {"leads": [{"id": "lead_1"}], "saved_searches": views}
    try:
        assert select(rows, {"lead_saved_search_id": "s0"}, **data) == rows
    except QueryError as error:
        check_error(error)


def test_a_collection_keeps_its_views_as_they_were_given() -> None:
    loop: dict[str, Any] = {"type": "and", "queries": []}
    loop["queries"].append(loop)
    looped = Collection([], leads=[], saved_searches=[{"id": "v", "s_query": loop}])
    with pytest.raises(QueryError, match="too_much"):
        looped.list({"lead_saved_search_id": "v"})

    ids: dict[str, Any] = {"type": "id", "values": ["lead_1"]}
    view = {"id": "v", "s_query": MappingProxyType({"type": "or", "queries": (ids, ids)})}
    rows = [{"id": "oppo_1", "lead_id": "lead_1"}]
    collection = Collection(rows, leads=[{"id": "lead_1"}], saved_searches=[view])
    ids["values"].clear()
    assert collection.select({"lead_saved_search_id": "v"}) == rows


@pytest.mark.parametrize(("words", "mode"), [(501, "full_words"), (4_000, "phrase")])
def test_long_texts_are_too_much(words: int, mode: str) -> None:
    text = {"type": "text", "value": "ab " * words, "mode": mode}
    field = {"type": "regular_field", "object_type": "lead", "field_name": "name"}
    for node in (text, {"type": "field_condition", "field": field, "condition": text}):
        view = {"id": "v", "s_query": {"type": "or", "queries": [text, node]}}
        with pytest.raises(QueryError) as caught:
            select([], {"lead_saved_search_id": "v"}, leads=[], saved_searches=[view])
        assert {each.code for each in caught.value.problems} == {"too_much"}
        assert (caught.value.problems[-1].path or "").endswith(".value")


def test_a_name_of_two_fields_says_which_conditions_it_takes() -> None:
    field = {"type": "regular_field", "object_type": "lead", "field_name": "status"}
    wrong = {"type": "boolean", "value": True}
    view = {
        "id": "v",
        "s_query": {"type": "field_condition", "field": field, "condition": wrong},
    }
    with pytest.raises(QueryError) as caught:
        select([], {"lead_saved_search_id": "v"}, leads=[], saved_searches=[view])
    (problem,) = caught.value.problems
    assert problem.code == "bad_operator"
    assert problem.expected == ("current_user", "term", "text", "exists")
