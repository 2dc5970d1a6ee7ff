"""A collection answers as the one-shot form does, whatever was asked of it before."""

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, Lock
from typing import Any
from unittest.mock import patch

import pytest
from engines import ENGINES, ONE_SHOT, PREPARED, Engine
from hypothesis import given
from hypothesis import strategies as st
from laws.test_laws import plain
from strategies import list_requests, query_texts, query_trees, query_worlds
from strategies.list_requests import Caller, Request, Row, parameters
from strategies.query_worlds import World

from oppquery import Collection, DataError, QueryError, list_opportunities, select
from oppquery.index import clustering
from oppquery.index.execution.access_plan import choose_access
from oppquery.index.registry import ALL_INDEXES, Index
from oppquery.plan import AllOf, In, Leaf, Not, Range
from oppquery.schema.fields import Field

STATUSES = ("active", "won", "lost")
PERIODS = ("one_time", "monthly", "annual")
NOTES = ("call the ann", "An important call", "", None, "important: the call", "renewal")


def deal(number: int) -> Row:
    """One of many objects whose fields repeat with different periods."""
    day = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
    return {
        "id": f"oppo_{number}",
        "lead_id": f"lead_{number % 400}",
        "user_id": None if number % 11 == 0 else f"user_{number % 5}",
        "user_name": None if number % 11 == 0 else f"User {number % 4}",
        "status_type": STATUSES[number % 3],
        "status_label": ("Won", "won", "Lost")[number % 3],
        "note": NOTES[number % 6],
        "value": None if number % 13 == 0 else number * 7_919 % 1_000 * 100 - 5_000,
        "value_period": None if number % 17 == 0 else PERIODS[number % 7 % 3],
        "confidence": None if number % 19 == 0 else number % 101,
        "date_won": None if number % 5 == 0 else day,
        "date_created": f"{day}T10:00:00.{number % 1000:06}+00:00",
        "is_stalled": number % 9 == 0,
        "custom.cf_x": [number % 3, "call me"] if number % 4 == 0 else number % 50,
    }


DEALS = [deal(number) for number in range(3_000)]
CHANGES = [
    {
        "id": f"acti_{number}",
        "opportunity_id": f"oppo_{number * 3}",
        "new_status_type": STATUSES[number % 3],
        "date_created": "2024-05-17T10:00:00+00:00",
    }
    for number in range(900)
]
DATA: dict[str, Any] = {"status_changes": CHANGES, "related": {"call": [{"lead_id": "lead_7"}]}}
REQUESTS: tuple[dict[str, str], ...] = (
    {},
    {"_skip": "2900"},
    {"status_type": "won", "value__gte": "20000", "note": "important", "_order_by": "-value"},
    {"_order_by": "-value", "_skip": "2500"},
    {"_order_by": "value,-date_won,user_name", "_skip": "1200", "_limit": "40"},
    {"_order_by": "user_name,-confidence", "_limit": "7"},
    {"_order_by": "-note", "_skip": "1000"},
    {"_order_by": "custom.cf_x", "_skip": "700"},
    {"_order_by": "-date_created", "value__lt": "0"},
    {"_group_by": "user_id", "_order_by": "-value"},
    {"_group_by": "-date_won__month", "_skip": "500"},
    {"_group_by": "date_created__week", "status_type": "lost", "_limit": "0"},
    {"_group_by": "status_label", "_order_by": "date_won"},
    {"_group_by": "custom.cf_x", "_limit": "5"},
    {"_group_by": "lead_id", "_skip": "1500"},
    {"query": 'note:"the call" or custom.cf_x:call'},
    {"query": "not note:important -value > 100"},
    {"query": "important call"},
    {"query": "status_change(new_status:won)"},
    {"query": "not status_change(new_status:won) -call(*)"},
    {"query": "status_change(new_status:won call(*))"},
    {"query": "call(status_change(*))"},
    {"query": "slice:2/3 sort:-value"},
    {"query": "has:custom.cf_x -has:note custom.cf_x > 20"},
    {"custom.cf_nobody": ""},
    {"custom.cf_nobody": "5"},
    {"lead_id__in": ",".join(f"lead_{number}" for number in range(0, 400, 3))},
    {"value__gte": "99999999"},
)


def asked(collection: Collection, params: dict[str, str]) -> str:
    return plain(collection.list(params))


@pytest.fixture(scope="module")
def expected() -> list[str]:
    return [plain(list_opportunities(DEALS, params, **DATA)) for params in REQUESTS]


# --- the same answer


def test_answers_stay_the_same_while_indexes_come_to_be(expected: list[str]) -> None:
    collection = Collection(DEALS, **DATA)
    assert [asked(collection, params) for params in REQUESTS] == expected
    assert [asked(collection, params) for params in reversed(REQUESTS)] == expected[::-1]


@pytest.mark.parametrize("index", list(Index))
def test_answers_stay_the_same_without_an_index(index: Index, expected: list[str]) -> None:
    collection = Collection(DEALS, **DATA)._without(index)
    assert [asked(collection, params) for params in REQUESTS] == expected


def test_answers_stay_the_same_when_everything_was_built_before(expected: list[str]) -> None:
    collection = Collection(DEALS, **DATA, eager=True)
    assert [asked(collection, params) for params in REQUESTS] == expected


def clustered(**changes: Any) -> Any:
    """While this lasts, new collections are clustered in another way."""
    changed = replace(clustering.OPPORTUNITIES, **changes)
    return patch("oppquery.index.clustering.OPPORTUNITIES", changed)


@pytest.mark.parametrize("by", ["value", "confidence"])
@pytest.mark.parametrize("cut", ["status_type", "user_id", "is_stalled", "status_label"])
@pytest.mark.parametrize("eager", [False, True])
def test_answers_stay_the_same_however_rows_are_clustered(
    by: str, cut: str, eager: bool, expected: list[str]
) -> None:
    with clustered(by=by, cut=cut, cut_from=500):
        collection = Collection(DEALS, **DATA, eager=eager)
    assert len(collection._data.table.segments) > 3
    assert [asked(collection, params) for params in REQUESTS] == expected


def test_answers_stay_the_same_where_large_cells_are_cut(expected: list[str]) -> None:
    with clustered(cut_from=500):
        collection = Collection(DEALS, **DATA)
    segments = collection._data.table.segments
    assert len(segments) > len({segment.currency_and_period for segment in segments})
    assert [asked(collection, params) for params in REQUESTS] == expected


@given(list_requests.questions())
def test_answers_stay_the_same_where_every_cell_is_cut(
    question: tuple[list[Row], Request, Caller],
) -> None:
    rows, request, caller = question
    params, options = parameters(request), caller.arguments()
    rows = identified(rows)
    with clustered(cut_from=1):
        cut = answer_or_problems(PREPARED[0], rows, params, options)
    assert cut == answer_or_problems(ONE_SHOT, rows, params, options)


@pytest.mark.parametrize("order", ["value", "-value", "-value,id", "note", "-confidence", ""])
@pytest.mark.parametrize("limit", [1, 40, 100, 250, 400])
def test_a_page_may_come_from_few_of_the_segments(order: str, limit: int) -> None:
    rows = [
        {
            "id": str(number),
            "value": number // 3,
            "confidence": None if number % 9 == 0 else number // 4,
            "note": f"{number // 5:03}",
            "value_period": PERIODS[number // 140],
        }
        for number in range(400)
    ]
    params = {"_order_by": order, "_limit": limit}
    assert plain(Collection(rows).list(params)) == plain(list_opportunities(rows, params))


@given(st.sampled_from(REQUESTS), st.integers(0, 3_100), st.integers(0, 200))
def test_pages_at_any_depth(params: dict[str, str], skip: int, limit: int) -> None:
    paged = {**params, "_skip": str(skip), "_limit": str(limit)}
    got = plain(SHARED.list(paged))
    assert got == plain(list_opportunities(DEALS, paged, **DATA))


SHARED = Collection(DEALS, **DATA)


@given(list_requests.questions())
def test_every_engine_gives_the_same_answer(question: tuple[list[Row], Request, Caller]) -> None:
    rows, request, caller = question
    check_the_same(identified(rows), parameters(request), caller.arguments())


@st.composite
def questions_in_text(draw: st.DrawFn) -> tuple[World, str]:
    world = draw(query_worlds.worlds())
    return world, draw(query_texts.texts_of(draw(query_trees.queries(world, depth=3))))


@given(questions_in_text())
def test_every_engine_gives_the_same_answer_to_a_text(question: tuple[World, str]) -> None:
    world, text = question
    check_the_same(world.rows, {"query": text}, world.arguments())


def identified(rows: list[Row]) -> list[Row]:
    """The objects with an id each, as a request may read ids, that of a stand-in, too."""
    return [{"id": "oppo_without", **row} for row in rows]


def check_the_same(rows: list[Row], params: Any, options: Any) -> None:
    want = answer_or_problems(ONE_SHOT, rows, params, options)
    for engine in PREPARED:
        assert answer_or_problems(engine, rows, params, options) == want, engine


def answer_or_problems(engine: Engine, rows: list[Row], params: Any, options: Any) -> Any:
    try:
        return plain(engine.list(rows, params, **options))
    except QueryError as error:
        return error.problems


def test_the_engines_are_what_the_spec_cases_run_on() -> None:
    assert len(ENGINES) == 2 + len(Index)


# --- threads, copies, errors


@pytest.mark.parametrize("params", REQUESTS[2:12])
def test_many_threads_may_ask_first(params: dict[str, str]) -> None:
    collection = Collection(DEALS, **DATA)
    barrier = Barrier(8)

    def ask(_: int) -> str:
        barrier.wait()
        return asked(collection, params)

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(ask, range(8)))
    assert answers == {plain(list_opportunities(DEALS, params, **DATA))}


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_collection_pickles(protocol: int) -> None:
    fields = {"custom.cf_x": "number"}
    rows = [{"id": "a", "custom.cf_x": 2}, {"id": "b", "custom.cf_x": [3]}]
    collection = Collection(rows, custom_fields=fields, currency="EUR", **DATA)
    collection.list("custom.cf_x__gt=2")
    again = pickle.loads(pickle.dumps(collection, protocol))
    for params in ({"custom.cf_x__gt": "2"}, {"query": "status_change(*)"}):
        assert again.list(params) == collection.list(params)
    assert again.stats()["rows"] == 2
    assert [row["id"] for row in copy.deepcopy(collection)] == ["a", "b"]


def test_what_the_caller_does_to_objects_changes_nothing() -> None:
    rows = [{"id": "a", "value": 5, "custom.cf_x": ["red", {"deep": [1]}]}]
    changes = [{"id": "acti_1", "opportunity_id": "a"}]
    collection = Collection(rows, status_changes=changes)
    before = collection.list(), collection.select()
    for answered in (rows, before[0]["data"], before[1], [collection["a"]], list(collection)):
        answered[0]["value"] = 6
        answered[0]["custom.cf_x"][1]["deep"].append(2)
        answered.append({"id": "b"})
    changes.clear()
    assert collection.select() == [{"id": "a", "value": 5, "custom.cf_x": ["red", {"deep": [1]}]}]
    assert len(collection) == 1
    assert collection.list("query=status_change(*)")["total_results"] == 1


def test_answers_share_no_list_that_few_objects_hold() -> None:
    rows = [{"id": str(number), "custom.cf_x": "red"} for number in range(2_000)]
    rows[-1]["custom.cf_x"] = ["red"]
    collection = Collection(rows)
    for each in (collection, pickle.loads(pickle.dumps(collection))):
        for fields in ("custom.cf_x", "custom", "_all"):
            asked = {"_skip": "1999", "_fields": fields}
            each.list(asked)["data"][0]["custom.cf_x"].append("blue")
            assert each.list(asked)["data"][0]["custom.cf_x"] == ["red"]


def test_it_is_a_collection_of_its_objects() -> None:
    collection = Collection(iter([{"id": "b"}, {"id": "a", "value": 1}]))
    assert len(collection) == 2
    assert list(collection) == [{"id": "b"}, {"id": "a", "value": 1}]
    assert collection["a"] == {"id": "a", "value": 1}
    assert "a" in collection
    assert "c" not in collection
    assert None not in collection
    with pytest.raises(KeyError):
        collection["c"]
    assert collection.select({"value": "1"}) == select([{"id": "a", "value": 1}], {"value": "1"})


def test_an_empty_collection_answers() -> None:
    for eager in (False, True):
        collection = Collection([], eager=eager)
        for params in ({}, {"_group_by": "user_id"}, {"query": "call"}, {"_order_by": "value"}):
            assert collection.list(params) == list_opportunities([], params)


GUARD = [Lock()]
REFUSED: dict[str, tuple[list[Any], tuple[Any, ...]]] = {
    "no id": ([{"id": "a"}, {"value": 1}], (1, None, "id", None)),
    "an id that is null": ([{"id": None}], (0, None, "id", None)),
    "an id that is no text": ([{"id": 5}], (0, 5, "id", 5)),
    "an id twice": ([{"id": "a"}, {"id": "b"}, {"id": "a"}], (2, "a", "id", "a")),
    "a float": ([{"id": "a", "value": 1.0}], (0, "a", "value", 1.0)),
    "a bool": ([{"id": "a", "value": True}], (0, "a", "value", True)),
    "a percentage": ([{"id": "a", "confidence": 101}], (0, "a", "confidence", 101)),
    "a choice": ([{"id": "a", "status_type": "wun"}], (0, "a", "status_type", "wun")),
    "a period": ([{"id": "a", "value_period": "x"}], (0, "a", "value_period", "x")),
    "a day": ([{"id": "a", "date_won": "2024-02-30"}], (0, "a", "date_won", "2024-02-30")),
    "a week": ([{"id": "a", "date_won": "2024-W20-1"}], (0, "a", "date_won", "2024-W20-1")),
    "a moment": ([{"id": "a", "date_lost": "20240517"}], (0, "a", "date_lost", "20240517")),
    "a text": ([{"id": "a", "note": ["x"]}], (0, "a", "note", ["x"])),
    "a flag": ([{"id": "a", "is_stalled": 1}], (0, "a", "is_stalled", 1)),
    "an element": ([{"id": "a", "custom.cf_n": [1, "2"]}], (0, "a", "custom.cf_n", "2")),
    "the first of several": (
        [{"id": "a"}, {"id": "b", "note": 1}, {"id": "c", "value": "x"}],
        (1, "b", "note", 1),
    ),
    "a value that cannot be copied": (
        [{"id": "a"}, {"id": "b", "custom.cf_x": GUARD}],
        (1, "b", "custom.cf_x", GUARD),
    ),
    "no mapping": ([{"id": "a"}, 5], (1, None, "", 5)),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_data_is_refused_on_the_way_in(name: str) -> None:
    rows, (index, identity, field, value) = REFUSED[name]
    with pytest.raises(DataError) as caught:
        Collection(rows, custom_fields={"custom.cf_n": "number"})
    error = caught.value
    assert (error.index, error.id, error.field, error.value) == (index, identity, field, value)
    assert type(error.value) is type(value)


@pytest.mark.parametrize("place", [0, 1_500, 2_999])
@pytest.mark.parametrize(("field", "value"), [("date_created", "2024-01-01T25:00"), ("value", "1")])
def test_bad_data_among_many_objects_is_found(place: int, field: str, value: str) -> None:
    rows = [dict(row) for row in DEALS]
    rows[place][field] = value
    with pytest.raises(DataError) as caught:
        Collection(rows)
    assert (caught.value.index, caught.value.field) == (place, field)


def test_related_objects_are_checked_too() -> None:
    changes = [{"id": "acti_1"}, {"new_status_type": "wun"}]
    with pytest.raises(DataError, match="in status_changes") as caught:
        Collection([], status_changes=changes)
    assert (caught.value.index, caught.value.field) == (1, "new_status_type")
    with pytest.raises(DataError, match="related"):
        Collection([], related={"call": [{"lead_id": 5}]})


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        ("call", "user_id", 5),
        ("call", "created_by", 5),
        ("contact", "updated_by", True),
        ("status_change", "date", "2024-13-01"),
        ("status_change", "date", 5),
    ],
)
def test_what_the_names_of_related_objects_read_is_checked_too(
    kind: str, name: str, value: Any
) -> None:
    rows = [{"id": "x_1"}, {"id": "x_2", name: value}]
    given: Any = {"status_changes": rows} if kind == "status_change" else {"related": {kind: rows}}
    with pytest.raises(DataError) as caught:
        Collection([], **given)
    assert (caught.value.index, caught.value.field) == (1, name)
    assert caught.value.value == value


@pytest.mark.parametrize(
    "contact", [{"id": 5}, {"created_by": 5}, {"updated_by": False}, {"shop_id": ["x"]}]
)
def test_the_contacts_that_leads_hold_are_checked_too(contact: Any) -> None:
    contacts = [{"id": "cont_1", "title": 5}, contact]
    leads = [{"id": "lead_1"}, {"id": "lead_2", "contacts": contacts}]
    (name,) = contact
    with pytest.raises(DataError, match=f"in leads, {name}: ") as caught:
        Collection([], leads=leads)
    error = caught.value
    assert (error.index, error.id, error.field, error.value) == (1, "lead_2", "contacts", contacts)
    assert len(Collection([], leads=leads, related={"contact": []})) == 0


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"currency": 5}, TypeError),
        ({"custom_fields": 5}, TypeError),
        ({"related": {"lead": []}}, ValueError),
        ({"related": []}, TypeError),
        ({"related": {5: []}}, TypeError),
    ],
)
def test_wrong_arguments_are_no_data_errors(arguments: Any, error: type[Exception]) -> None:
    for ask in (Collection, list_opportunities, select):
        with pytest.raises(error):
            ask([], **arguments)


@pytest.mark.parametrize("ask", [Collection, list_opportunities, select])
@pytest.mark.parametrize("nothing", [None, 5])
def test_no_objects_at_all_are_a_wrong_argument(ask: Any, nothing: Any) -> None:
    with pytest.raises(TypeError, match="opportunities must be an iterable"):
        ask(nothing)


@pytest.mark.parametrize("ask", [Collection.list, Collection.select])
def test_a_wrong_request_is_a_query_error(ask: Any) -> None:
    with pytest.raises(QueryError):
        ask(SHARED, {"_limit": "x"})
    with pytest.raises(TypeError):
        ask(SHARED, {}, limits=5)


# --- what was built, and how it is asked


def test_statistics_tell_what_was_built() -> None:
    collection = Collection(DEALS, **DATA)
    assert collection.stats() == {"rows": 3_000, "segments": 3, "indexes": {}}
    collection.list({"status_type": "won", "query": "status_change(new_status:won)"})
    indexes = collection.stats()["indexes"]
    assert "opportunity column status_type" in indexes
    assert any(name.startswith("status_change column") for name in indexes)
    for each in indexes.values():
        assert each["rows"] > 0
        assert each["bytes"] > 0
        assert each["seconds"] >= 0


def test_eager_builds_what_requests_would() -> None:
    collection = Collection(DEALS, eager=True)
    before = set(collection.stats()["indexes"])
    collection.list(REQUESTS[2])
    collection.list({"_group_by": "date_won__month", "_order_by": "-annualized_value"})
    assert set(collection.stats()["indexes"]) == before


def test_indexes_by_zone_and_by_any_name_do_not_pile_up() -> None:
    collection = Collection(DEALS)
    for hours in range(-20, 21):
        collection.list({"_group_by": "date_created__day", "_limit": "0"}, tz=hours)
    built = len(collection.stats()["indexes"])
    assert built < 40
    for number in range(100):
        name = f"custom.nobody_{number}"
        params = {
            name: "",
            "_order_by": name,
            "_group_by": name,
            "query": f"{name}:x or has:{name}",
        }
        collection.list(params)
        collection.list({"_order_by": name})
    assert len(collection.stats()["indexes"]) <= built + 5


def test_an_access_path_prints_itself() -> None:
    where = AllOf(
        (
            Leaf(Field("note", "text"), In(frozenset(("a",)))),
            Not(Leaf(Field("value", "integer"), Range(5))),
        )
    )
    shown = str(choose_access(where))
    assert shown.splitlines()[0] == "all of"
    assert "value" in shown.splitlines()[2]
    assert "column index" in shown
    assert "residual" in str(choose_access(where, ALL_INDEXES - {Index.COLUMN}))
