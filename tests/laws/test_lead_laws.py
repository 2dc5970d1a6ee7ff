"""What holds for every lead filter: text, JSON and scope mean what the oracle reads."""

import copy
from contextlib import suppress
from dataclasses import replace
from typing import Any

from engines import LAWFUL, NotAsked
from hypothesis import given
from hypothesis import strategies as st
from oracle import query_oracle, smart_view_oracle
from oracle.query_oracle import LEAD, OPPORTUNITY, Query
from strategies import lead_worlds, list_requests, query_texts, query_trees, smart_views
from strategies.lead_worlds import LeadWorld
from strategies.list_requests import parameters
from strategies.query_worlds import LEADS
from strategies.said_twice import SaidTwice, said_twice

from laws.test_laws import plain
from oppquery import compile_query, select

EVERYTHING = {"where": (), "order": (), "group": None, "limit": None, "skip": None, "fields": None}
VIEW = "save_x"
Question = tuple[LeadWorld, Query, str]


@st.composite
def questions(draw: st.DrawFn, scope: str = LEAD, depth: int = 3) -> Question:
    """A world of leads, a query on one kind of its objects, and a text that says the query."""
    world = draw(lead_worlds.worlds())
    query = draw(query_trees.queries(world, scope, depth=depth))
    return world, query, draw(query_texts.texts_of(query))


@st.composite
def questions_about_scopes(draw: st.DrawFn) -> Question:
    world = draw(lead_worlds.worlds())
    scope = draw(st.sampled_from((LEAD, LEAD, OPPORTUNITY)))
    query = draw(query_trees.scopes_in_scopes(world, scope))
    query = query if scope == LEAD else ("scope", OPPORTUNITY, query)
    return world, query, draw(query_texts.texts_of(query))


def kept(world: LeadWorld, views: Any = None, **request: Any) -> list[Any]:
    """The ids that the oracle selects."""
    whole = {**EVERYTHING, "views": world.trees if views is None else views, **request}
    rows = smart_view_oracle.selected(world.rows, whole, **world.arguments())
    return [row.get("id") for row in rows]


def found(world: LeadWorld, **params: Any) -> list[Any]:
    """The ids that every engine selects."""
    answers = []
    for engine in LAWFUL:
        with suppress(NotAsked):
            rows = engine.select(world.rows, params, **world.arguments())
            answers.append([row.get("id") for row in rows])
    assert all(each == answers[0] for each in answers)
    return answers[0]


def with_view(world: LeadWorld, query: str | None, s_query: Any) -> LeadWorld:
    view = {"id": VIEW, "name": "The view", "query": query, "s_query": s_query}
    return replace(world, saved_searches=[*world.saved_searches, view])


# --- one meaning


def check_everywhere(question: Question) -> None:
    """As `lead_query`, as `lead(...)`, as a Smart View and compiled: four times one answer."""
    world, query, text = question
    want = kept(world, lead_query=query)
    assert found(world, query=f"lead({text})") == want
    said = text if text.strip() else "*"
    assert found(world, lead_query=said) == want
    viewed = with_view(world, said, None)
    assert found(viewed, lead_saved_search_id=VIEW) == want
    assert found(viewed, lead_query='in:"The view"') == want
    check_compiled(question)


def check_compiled(question: Question) -> None:
    world, query, text = question
    data, caller = lead_worlds.data_of(world), world.oracle_caller()
    arguments = world.arguments()
    arguments["related"] = {**world.related, OPPORTUNITY: world.rows}
    keep = compile_query(text, schema="lead", **arguments)
    for lead in world.leads:
        assert keep(lead) is query_oracle.holds(query, ((LEAD, lead),), data, caller)


@given(questions())
def test_a_lead_query_means_what_the_oracle_reads(question: Question) -> None:
    check_everywhere(question)


@given(questions(depth=0))
def test_one_condition_means_what_the_oracle_reads(question: Question) -> None:
    check_everywhere(question)


@given(questions_about_scopes())
def test_scopes_mean_what_the_oracle_reads(question: Question) -> None:
    check_everywhere(question)


@given(questions(scope=OPPORTUNITY))
def test_a_query_with_scopes_of_leads_means_what_the_oracle_reads(question: Question) -> None:
    world, query, text = question
    want = kept(world, query=query)
    assert found(world, query=text) == want
    if "opportunit" not in text.casefold():  # `compile_query` is given none to look for
        keep = compile_query(text, **world.arguments())
        assert [row.get("id") for row in world.rows if keep(row)] == want


@given(questions(depth=2))
def test_a_lead_filter_and_its_opposite_part_those_that_have_a_lead(question: Question) -> None:
    """An opportunity without a lead, or whose lead was not given, matches neither."""
    world, _, text = question
    ids = [lead["id"] for lead in world.leads]
    owned = [row.get("id") for row in world.rows if row.get("lead_id") in ids]
    said = text if text.strip() else "*"
    both = found(world, lead_query=said) + found(world, lead_query=f"not ({said})")
    assert sorted(both, key=str) == sorted(owned, key=str)


@given(questions(depth=2), st.sampled_from(((1, 1), (1, 2), (2, 2), (2, 3))))
def test_a_slice_is_of_leads_and_sort_has_no_effect(
    question: Question, part: tuple[int, int]
) -> None:
    world, query, text = question
    said = text if text.strip() else "*"
    whole = f"({said}) slice:{part[0]}/{part[1]} sort:-contacts,created"
    want = kept(world, lead_query=("and", (query, ("slice", *part))))
    assert found(world, lead_query=whole) == want


# --- Smart Views


@st.composite
def questions_in_json(draw: st.DrawFn, depth: int = 3) -> tuple[LeadWorld, Any]:
    world = draw(lead_worlds.worlds())
    return world, draw(smart_views.s_queries(world, depth=depth))


def check_json(question: tuple[LeadWorld, Any]) -> None:
    world, s_query = question
    viewed = with_view(world, None, s_query)
    assert found(viewed, lead_saved_search_id=VIEW) == kept(viewed, lead_view=VIEW)


@given(questions_in_json())
def test_a_view_in_json_means_what_the_oracle_reads(question: tuple[LeadWorld, Any]) -> None:
    check_json(question)


@given(questions_in_json(depth=0))
def test_one_node_means_what_the_oracle_reads(question: tuple[LeadWorld, Any]) -> None:
    check_json(question)


@given(smart_views.viewed_worlds(), st.data())
def test_views_in_views_mean_what_the_oracle_reads(world: LeadWorld, data: st.DataObject) -> None:
    for view in world.saved_searches:
        want = kept(world, lead_view=view["id"])
        assert found(world, lead_saved_search_id=view["id"]) == want
        by_id = {one["id"]: one for one in world.saved_searches}
        again = replace(world, saved_searches=by_id)
        assert found(again, lead_saved_search_id=view["id"]) == want
    query = data.draw(query_trees.queries(world, LEAD, depth=2))
    text = data.draw(query_texts.texts_of(query))
    assert found(world, lead_query=text) == kept(world, lead_query=query)


@given(lead_worlds.worlds(), st.data())
def test_resolved_ids_need_no_leads(world: LeadWorld, data: st.DataObject) -> None:
    ids = data.draw(st.lists(st.sampled_from((*LEADS, "lead_9")), max_size=4))
    want = [row.get("id") for row in world.rows if row.get("lead_id") in ids]
    for saved in ({VIEW: ids}, {VIEW: tuple(ids)}, {VIEW: set(ids)}, {VIEW: frozenset(ids)}):
        rows = select(world.rows, {"lead_saved_search_id": VIEW}, saved_searches=saved)
        assert [row.get("id") for row in rows] == want


@given(said_twice())
def test_text_and_json_that_say_the_same(said: SaidTwice) -> None:
    world, query, text, node = said
    want = kept(world, lead_query=query)
    in_text, in_json = with_view(world, text, None), with_view(world, None, node)
    assert kept(in_json, lead_view=VIEW) == want
    assert found(in_text, lead_saved_search_id=VIEW) == want
    assert found(in_json, lead_saved_search_id=VIEW) == want


# --- whole requests


@st.composite
def whole_requests(draw: st.DrawFn) -> tuple[LeadWorld, dict[str, Any], dict[str, Any]]:
    """A request of parameters with lead filters beside them."""
    world = draw(lead_worlds.worlds(max_size=8))
    request = draw(list_requests.requests(world.rows))
    params: dict[str, Any] = parameters(request)
    if draw(st.booleans()):
        query = draw(query_trees.queries(world, LEAD, depth=1))
        params["lead_query"] = draw(query_texts.texts_of(query).filter(str.strip))
        request["lead_query"] = query
    if draw(st.booleans()):
        world = with_view(world, None, draw(smart_views.s_queries(world, depth=1)))
        params["lead_saved_search_id"] = request["lead_view"] = VIEW
    return world, request, params


@given(whole_requests())
def test_a_whole_request_equals_the_oracle(
    question: tuple[LeadWorld, dict[str, Any], dict[str, Any]],
) -> None:
    world, request, params = question
    arguments = world.arguments()
    before = copy.deepcopy(arguments["leads"]), copy.deepcopy(arguments["saved_searches"])
    got = select(world.rows, params, **arguments)
    want = smart_view_oracle.selected(world.rows, request, **world.arguments())
    assert got == want
    assert all(any(one is row for row in world.rows) for one in got)
    answer = smart_view_oracle.answer(world.rows, request, **world.arguments())
    for engine in LAWFUL:
        with suppress(NotAsked):
            assert plain(engine.list(world.rows, params, **arguments)) == plain(answer)
    assert (arguments["leads"], arguments["saved_searches"]) == before
