"""As much as the limits allow is taken, and one more is a problem: levels and terms (spec §9)."""

from collections.abc import Callable
from time import process_time
from typing import Any

import pytest

from oppquery import Collection, Limits, QueryError, select

LEADS = [{"id": "lead_1", "name": "Acme"}]
ROWS = [{"id": "oppo_1", "lead_id": "lead_1", "note": "acme"}]
VIEWS: list[dict[str, Any]] = [
    {"id": "save_flat", "name": "Flat", "query": "acme"},
    {"id": "save_deep", "name": "Deep", "query": "((acme))"},
    {"id": "save_outer", "name": "Outer", "query": "not in:Deep or acme"},
    {"id": "save_wide", "name": "Wide", "query": "acme or acme or in:Flat"},
    {"id": "save_json", "name": "Json", "s_query": {"type": "or", "queries": [
        {"type": "match_all"},
        {"type": "text", "mode": "full_words", "value": "acme inc", "negate": True},
    ]}},
]  # fmt: skip
NESTED = {"type": "and", "queries": [{"type": "and", "queries": [{"type": "match_all"}]}]}


def is_taken(params: dict[str, str], limits: Limits, views: Any = VIEWS) -> bool:
    """Whether both engines take a request; neither refuses it for anything but its size."""
    data: Any = {"leads": LEADS, "saved_searches": views, "related": {"call": []}}
    faults = [
        codes(lambda: select(ROWS, params, limits=limits, **data)),
        codes(lambda: Collection(ROWS, **data).select(params, limits=limits)),
    ]
    assert faults[0] == faults[1]
    assert faults[0] <= {"too_much"}
    return not faults[0]


def codes(ask: Callable[[], Any]) -> set[str]:
    try:
        ask()
    except QueryError as error:
        return {each.code for each in error.problems}
    return set()


@pytest.mark.parametrize(
    ("name", "value", "depth"),
    [
        ("lead_saved_search_id", "save_flat", 0),
        ("lead_saved_search_id", "save_deep", 2),
        ("lead_saved_search_id", "save_outer", 4),
        ("lead_saved_search_id", "save_json", 2),
        ("lead_query", "in:Flat", 1),
        ("lead_query", "in:Deep", 3),
        ("lead_query", "((acme)) in:Flat", 2),
        ("lead_query", "((acme)) in:Deep", 3),
        ("lead_query", "(((acme))) or (in:Flat)", 3),
        ("lead_query", "in:(Flat or Deep)", 4),
        ("lead_query", "in in (Flat, Deep)", 4),
        ("lead_query", "not in:Outer", 6),
        ("query", "lead(in:Outer) or ((((acme))))", 6),
    ],
)
def test_levels(name: str, value: str, depth: int) -> None:
    assert is_taken({name: value}, Limits(depth=depth))
    assert depth == 0 or not is_taken({name: value}, Limits(depth=depth - 1))


@pytest.mark.parametrize(
    ("params", "terms"),
    [
        ({"query": "* note:(a or b) * -c"}, 3),
        ({"query": "call(note:a) or note in (a, b, c)"}, 3),
        ({"query": "note:a sort:value,-user_name slice:1/1"}, 4),
        ({"_order_by": "value,-user_name"}, 2),
        ({"note": "a b", "user_id": "x", "_order_by": "value", "_limit": "5"}, 4),
        ({"note": "a b", "query": "c sort:value"}, 4),
        ({"lead_saved_search_id": "save_wide"}, 4),
        ({"lead_saved_search_id": "save_json"}, 2),
        ({"lead_query": "in:Wide acme"}, 6),
        ({"lead_query": "in:Wide", "lead_saved_search_id": "save_wide"}, 9),
        ({"lead_query": "in:Wide", "user_id": "x"}, 6),
        ({"query": "lead(in:Flat)", "user_id": "x", "_order_by": "value"}, 5),
    ],
)
def test_terms(params: dict[str, str], terms: int) -> None:
    assert is_taken(params, Limits(terms=terms))
    assert not is_taken(params, Limits(terms=terms - 1))


def chain(size: int, text: str) -> list[dict[str, Any]]:
    """Smart Views of which each names the next one."""
    views = [
        {"id": f"save_{i}", "name": f"v{i}", "query": text.format(f"in:v{i + 1}")}
        for i in range(size)
    ]
    return [*views, {"id": f"save_{size}", "name": f"v{size}", "query": "acme"}]


@pytest.mark.parametrize(("text", "most"), [("{}", 100), ("acme or {} acme", 100), ("({})", 50)])
def test_a_chain_of_views_is_as_deep_as_it_is_long(text: str, most: int) -> None:
    params = {"lead_saved_search_id": "save_0"}
    assert is_taken(params, Limits(), chain(most, text))
    assert not is_taken(params, Limits(), chain(most + 1, text))
    assert not is_taken(params, Limits(depth=10**6), chain(1_000, text))


def test_a_view_that_doubles_at_every_level_is_too_much() -> None:
    assert not is_taken({"lead_saved_search_id": "save_0"}, Limits(), chain(60, "{0} {0}"))


@pytest.mark.parametrize("depth", [2, 3])
def test_the_nodes_of_a_view_in_json_are_levels(depth: int) -> None:
    negated = {**NESTED, "negate": True}
    for node, levels in ((NESTED, 2), (negated, 3)):
        views = [{"id": "save_1", "name": "x", "s_query": node}]
        params = {"lead_saved_search_id": "save_1"}
        assert is_taken(params, Limits(depth=depth), views) is (depth >= levels)


def test_groups_of_a_view_in_json_are_no_terms() -> None:
    text = {"type": "text", "mode": "phrase", "value": "acme"}
    group = {"type": "or", "queries": [{"type": "and", "queries": [text]}, {"type": "match_all"}]}
    views = [{"id": "save_1", "name": "x", "s_query": group}]
    assert is_taken({"lead_saved_search_id": "save_1"}, Limits(terms=1), views)


def test_the_keys_of_a_views_sort_are_terms() -> None:
    field = {"type": "regular_field", "object_type": "lead", "field_name": "name"}
    sort = [{"field": field, "direction": "asc"}] * 3
    views = [
        {"id": "save_1", "name": "x", "s_query": {"query": {"type": "match_all"}, "sort": sort}}
    ]
    assert is_taken({"lead_saved_search_id": "save_1"}, Limits(terms=3), views)
    assert not is_taken({"lead_saved_search_id": "save_1"}, Limits(terms=2), views)


@pytest.mark.parametrize("params", [
    {"_order_by": ",".join(["value"] * 100_000)},
    {"_order_by": "nothing," * 100_000},
    {"query": "sort:" + ",".join(["value"] * 100_000)},
])  # fmt: skip
def test_a_hundred_thousand_keys_are_refused_at_once(params: dict[str, str]) -> None:
    started = process_time()
    assert not is_taken(params, Limits(query_length=10**6))
    assert process_time() - started < 1
