"""What parameters mean is remembered only where it is the same for everybody at any time."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest
from engines import OF_DATA
from hypothesis import given
from hypothesis import strategies as st
from strategies import list_requests, query_texts, query_trees, query_worlds
from strategies.list_requests import Caller, Request, Row, parameters
from strategies.query_worlds import World

from oppquery import Collection, Limits, QueryError, list_opportunities
from oppquery.arguments import RequestArguments
from oppquery.planning import plan_cache

DEALS: list[Row] = [
    {
        "id": f"oppo_{number}",
        "user_id": f"user_{number % 3}",
        "status_type": ("won", "lost")[number % 2],
        "value": number * 100,
        "note": ("important", "call")[number % 2],
        "date_created": f"2024-05-{number + 10}T10:00:00+00:00",
        "custom.cf_x": f"2024-05-{number + 10}",
    }
    for number in range(9)
]
LEADS = [{"id": "lead_1", "name": "Acme"}]


def known(collection: Collection) -> set[tuple[str, str]]:
    """The parameters whose plans are remembered."""
    return {each for parts in collection._plans._known.values() for each in parts}


def ids(collection: Collection, params: Any, **options: Any) -> list[str]:
    return [each["id"] for each in collection.list(params, **options)["data"]]


def test_texts_without_a_date_or_a_user_are_remembered() -> None:
    collection = Collection(DEALS)
    params = {"status_type": "won", "value__gte": "200", "query": "note:important", "_limit": "2"}
    first = collection.list(params)
    assert known(collection) == set(params.items())
    assert collection.list(params) == first == list_opportunities(DEALS, params)
    assert [each["value"] for each in first["data"]] == [200, 400]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("date_created", "today"),
        ("date_created__gte", "2024-05-12"),
        ("user_id", "me"),
        ("query", "updated > yesterday"),
        ("query", "user:me or note:important"),
        ("query", 'custom.cf_x:"3 days ago"'),
        ("custom.cf_x", "today"),
        ("_group_by", "date_created__day"),
        ("value__gte", 200),
        ("status_type__in", ["won", "lost"]),
        ("query", "note:important" + " " * 200),
    ],
)
def test_what_depends_on_the_caller_or_is_no_short_text_is_not(name: str, value: Any) -> None:
    collection = Collection(DEALS)
    for _ in range(2):
        collection.list({name: value, "status_type": "won"}, user_id="user_1")
        assert known(collection) == {("status_type", "won")}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("custom.cf_x", "blue"),
        ("custom.cf_x", "3..5"),
        ("query", "custom.cf_x:blue or has:custom.cf_x"),
        ("user_id", "user_1"),
        ("query", "date_won:never or created:*..*"),
        ("_group_by", "date_won__month"),
        ("_group_by", "user_id"),
        ("_order_by", "date_created"),
    ],
)
def test_what_is_the_same_for_every_caller_is(name: str, value: str) -> None:
    collection = Collection(DEALS)
    collection.list({name: value})
    assert known(collection) == {(name, value)}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("date_created", "2024-05-12"),
        ("date_created", "2024-05-12..*"),
        ("date_won", "this-month"),
        ("custom.cf_x", '"2024-05-12"'),
        ("custom.cf_x", "*..yesterday"),
        ("custom.cf_x", "8000 years ago"),
        ("query", "custom.cf_x:2024-05-12..2024-05-13"),
        ("query", "not (note:call or date_won:today value:1..5 user:me)"),
        ("query", "status_change(note or date:today)"),
        ("lead_query", "created:today"),
        ("lead_query", "in:Mine"),
        ("lead_query", "in:Ours"),
        ("lead_query", "opportunity_created:2024"),
        ("lead_saved_search_id", "save_json"),
        ("lead_saved_search_id", "save_mine"),
    ],
)
def test_what_has_a_date_or_a_user_anywhere_is_not(name: str, value: str) -> None:
    field = {"type": "regular_field", "object_type": "lead", "field_name": "date_created"}
    moments = {"type": "moment_range", "on_or_after": {"type": "now"}, "before": None}
    recent = {"type": "field_condition", "field": field, "condition": moments}
    creator = {**field, "field_name": "created_by"}
    mine = {"type": "field_condition", "field": creator, "condition": {"type": "current_user"}}
    views = [
        {"id": "save_1", "name": "Mine", "query": "created_by:me"},
        {"id": "save_2", "name": "Ours", "query": "acme or in:Mine"},
        {"id": "save_json", "name": "Recent", "s_query": recent},
        {"id": "save_mine", "name": "My own", "s_query": mine},
    ]
    data: Any = {"leads": LEADS, "saved_searches": views, "status_changes": []}
    collection = Collection(DEALS, **data)
    collection.list({name: value}, user_id="user_1")
    assert known(collection) == set()


def test_a_day_is_that_of_each_request() -> None:
    collection = Collection(DEALS)
    for params in ({"date_created": "today"}, {"query": "created:today"}):
        for day in (12, 13, 12):
            now = datetime(2024, 5, day, 20, tzinfo=UTC)
            assert ids(collection, params, now=now) == [f"oppo_{day - 10}"]
            east = ids(collection, params, now=now, tz="Asia/Tokyo")
            assert east == [f"oppo_{day - 9}"]


def test_me_is_whoever_asks() -> None:
    collection = Collection(DEALS)
    for user in ("user_1", "user_2", "user_1"):
        for params in ({"user_id": "me"}, {"query": "user:me"}):
            assert set(ids(collection, params, user_id=user)) == {
                each["id"] for each in DEALS if each["user_id"] == user
            }
    with pytest.raises(QueryError) as caught:
        collection.list({"user_id": "me"})
    assert [each.code for each in caught.value.problems] == ["no_user"]


@pytest.mark.parametrize(
    "params",
    [
        {"status_type": "won", "value__gte": "much", "query": "note:important nope:1"},
        {"nope": "1", "status_type": "won", "_limit": "-1"},
        {"query": "note:important", "_order_by": "nobody", "status_type": "win"},
    ],
)
def test_problems_beside_remembered_parameters_are_told_as_ever(params: dict[str, str]) -> None:
    collection = Collection(DEALS)
    for one in ({"status_type": "won"}, {"query": "note:important"}):
        collection.list(one)
    for _ in range(2):
        with pytest.raises(QueryError) as caught:
            collection.list(params)
        with pytest.raises(QueryError) as expected:
            list_opportunities(DEALS, params)
        assert caught.value.problems == expected.value.problems
    assert known(collection) <= {("status_type", "won"), ("query", "note:important")}


STRICT: tuple[tuple[Limits, dict[str, str]], ...] = (
    (Limits(terms=3), {"status_type": "won", "note": "a b", "user_id": "x"}),
    (Limits(terms=3), {"note": "a b c d"}),
    (Limits(terms=3), {"query": "a b c d"}),
    (Limits(query_length=3), {"query": "note:important"}),
    (Limits(limit=5), {"_limit": "6"}),
    (Limits(in_list=1), {"status_type__in": "won,lost"}),
    (Limits(depth=1), {"query": "((note:important))"}),
)


@pytest.mark.parametrize(("limits", "params"), STRICT)
def test_what_was_taken_under_other_limits_is_not_taken_under_these(
    limits: Limits, params: dict[str, str]
) -> None:
    collection = Collection(DEALS)
    for _ in range(2):
        assert collection.list(params) == list_opportunities(DEALS, params)
        with pytest.raises(QueryError) as caught:
            collection.list(params, limits=limits)
        with pytest.raises(QueryError) as expected:
            list_opportunities(DEALS, params, limits=limits)
        assert caught.value.problems == expected.value.problems


def test_limits_about_all_parameters_count_the_remembered_ones() -> None:
    collection, limits = Collection(DEALS), Limits(terms=20)
    texts = {"note": "a b c d e", "status_label": "won", "user_name": "a b c d e"}
    for name, text in texts.items():
        collection.list({name: text}, limits=limits)
    assert collection.list(texts, limits=limits)["total_results"] == 0
    with pytest.raises(QueryError):
        collection.list(texts, limits=Limits(terms=2))


def test_filters_by_the_lead_are_read_together() -> None:
    long = " or ".join(["name:acme"] * 30)
    views = [{"id": "save_1", "name": "All", "query": long}]
    collection = Collection(DEALS, leads=LEADS, saved_searches=views)
    limits = Limits(terms=50)
    params = {"lead_query": 'in:"All"', "lead_saved_search_id": "save_1"}
    for name, value in params.items():
        assert ids(collection, {name: value}, limits=limits) == []
    assert known(collection) == set(params.items())
    told: list[Any] = []
    one_shot = partial(list_opportunities, DEALS, leads=LEADS, saved_searches=views)
    for ask in (collection.list, one_shot):
        with pytest.raises(QueryError) as caught:
            ask(params, limits=limits)
        told.append(caught.value.problems)
    assert told[0] == told[1]


def test_an_order_goes_before_the_sort_of_a_query() -> None:
    collection = Collection(DEALS)
    query = {"query": "sort:-value"}
    assert ids(collection, query)[0] == "oppo_8"
    for _ in range(2):
        assert ids(collection, {**query, "_order_by": "value"})[0] == "oppo_0"
        assert ids(collection, {"_order_by": "", **query})[0] == "oppo_8"


def test_no_more_are_remembered_than_that() -> None:
    collection = Collection(DEALS)
    with patch.object(plan_cache, "_MOST", 5):
        for number in range(23):
            assert len(ids(collection, {"value__gte": str(number * 100)})) == max(0, 9 - number)
            assert len(known(collection)) <= 5


def test_threads_may_ask_and_remember_together() -> None:
    collection = Collection(DEALS)

    def ask(number: int) -> int:
        limits = Limits(terms=1_000 + number % 3)
        params = {"value__gte": str(number % 9 * 100), "status_type": "won"}
        return len(ids(collection, params, limits=limits))

    with patch.object(plan_cache, "_MOST", 7), ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ask, range(900)))
    assert found == [(10 - number % 9) // 2 for number in range(900)]


@given(st.lists(list_requests.questions(), min_size=2, max_size=4))
def test_a_request_means_the_same_after_any_others(
    questions: list[tuple[list[Row], Request, Caller]],
) -> None:
    collection = Collection([])
    for _ in range(2):
        for _, request, caller in questions:
            params, options = parameters(request), caller.arguments()
            assert meaning(collection, params, options) == meaning(Collection([]), params, options)


@st.composite
def worlds_and_texts(draw: st.DrawFn) -> tuple[World, list[str]]:
    world = draw(query_worlds.worlds())
    queries = query_trees.queries(world, depth=2)
    return world, [draw(query_texts.texts_of(draw(queries))) for _ in range(3)]


@given(worlds_and_texts())
def test_a_text_means_the_same_after_any_others(asked: tuple[World, list[str]]) -> None:
    world, texts = asked
    options = world.arguments()
    data = {name: options[name] for name in OF_DATA if name in options}
    collection = Collection([], **data)
    for text in (*texts, *texts):
        fresh = meaning(Collection([], **data), {"query": text}, options)
        assert meaning(collection, {"query": text}, options) == fresh


@given(list_requests.questions(), list_requests.callers())
def test_a_plan_that_was_kept_is_that_of_every_caller(
    question: tuple[list[Row], Request, Caller], other: Caller
) -> None:
    _, request, caller = question
    params = parameters(request)
    collection = Collection([])
    meaning(collection, params, caller.arguments())
    assert_as_fresh(collection, {}, other.arguments())


@given(worlds_and_texts(), list_requests.callers())
def test_a_text_that_was_kept_means_the_same_to_every_caller(
    asked: tuple[World, list[str]], other: Caller
) -> None:
    world, texts = asked
    options = world.arguments()
    data = {name: options[name] for name in OF_DATA if name in options}
    collection = Collection([], **data)
    for text in texts:
        meaning(collection, {"query": text}, options)
    assert_as_fresh(collection, data, other.arguments())


def assert_as_fresh(
    collection: Collection, data: Mapping[str, Any], options: Mapping[str, Any]
) -> None:
    """Each parameter whose plan is kept means to another caller what it means unremembered."""
    for name, value in known(collection):
        fresh = meaning(Collection([], **data), {name: value}, options)
        assert meaning(collection, {name: value}, options) == fresh


def meaning(collection: Collection, params: Any, options: Mapping[str, Any]) -> Any:
    """The plan of a request, or the problems that it has."""
    own = {name: options[name] for name in ("now", "tz", "user_id") if name in options}
    limits = options.get("limits", Limits())
    caller = RequestArguments(own.get("now"), own.get("tz"), own.get("user_id"), limits).caller()
    try:
        return collection._plans.plan(params, caller, limits)
    except QueryError as error:
        return error.problems
