"""How deep a query nests: as it was written, whoever asks, and never too deep for Python."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import query_texts, query_trees, query_worlds

from laws.test_laws import check_error
from oppquery import (
    Collection,
    Limits,
    QueryError,
    compile_query,
    format_query,
    list_opportunities,
    parse_query,
    select,
)
from oppquery.ast import And, Condition, Node, Not, Operator, Or, Scope

LEADS: list[dict[str, Any]] = [{"id": "lead_1", "name": "Acme"}]
ROWS = [{"id": "oppo_1", "lead_id": "lead_1"}]
DATA: dict[str, Any] = {"leads": LEADS, "related": {"call": [{"id": "c", "lead_id": "lead_1"}]}}


def by_parameter(text: str, limits: Limits) -> object:
    return list_opportunities(ROWS, {"query": text}, limits=limits, **DATA)


def by_collection(text: str, limits: Limits) -> object:
    return Collection(ROWS, **DATA).list({"query": text}, limits=limits)


def by_lead_query(text: str, limits: Limits) -> object:
    return select(ROWS, {"lead_query": text}, limits=limits, **DATA)


def by_smart_view(text: str, limits: Limits) -> object:
    views = [{"id": "save_1", "name": "View", "query": text}]
    params = {"lead_saved_search_id": "save_1"}
    return select(ROWS, params, limits=limits, saved_searches=views, **DATA)


def by_predicate(text: str, limits: Limits) -> object:
    return compile_query(text, limits=limits, **DATA)(ROWS[0])


ASKING = (by_parameter, by_collection, by_lead_query, by_smart_view, by_predicate)
Ask = Callable[[str, Limits], object]


# --- texts whose depth is known, since it is written


Written = tuple[str, int]
"""A text and how deep it nests."""

CONDITIONS: tuple[Written, ...] = (
    ("acme", 0),
    ('"not (deep"', 0),
    ("id:not", 0),
    ("id:--b", 0),
    ("id != b", 0),
    ("id in (b, c)", 1),
    ("id:in (b)", 1),
    ("call()", 1),
)
VALUES: tuple[Written, ...] = (("b", 0), ('"((c"', 0))


def joined(parts: list[Written], by: str) -> Written:
    return by.join(text for text, _ in parts), max(depth for _, depth in parts)


def around(before: str, written: Written, after: str = "") -> Written:
    return f"{before}{written[0]}{after}", written[1] + 1


@st.composite
def negated(draw: st.DrawFn, written: Written) -> Written:
    """The one thing that stands there negated, by a dash or a word."""
    return around(draw(st.sampled_from(("-", "not ", "NOT "))), written)


@st.composite
def values(draw: st.DrawFn, deepest: int) -> Written:
    if deepest == 0 or draw(st.booleans()):
        return draw(st.sampled_from(VALUES))
    kind = draw(st.sampled_from(("not", "group", "join")))
    if kind == "not":
        return around("not ", draw(values(deepest - 1)))
    if kind == "group":
        return around("(", draw(values(deepest - 1)), ")")
    parts = draw(st.lists(values(deepest - 1), min_size=2, max_size=3))
    return around("(", joined(parts, draw(st.sampled_from((" ", " or ", " and ")))), ")")


@st.composite
def one_of_them(draw: st.DrawFn, deepest: int) -> Written:
    """A condition, group or scope, with or without a negation."""
    kind = draw(st.sampled_from(("leaf", "not", "group", "scope", "values"))) if deepest else "leaf"
    if kind == "leaf":
        return draw(st.sampled_from(CONDITIONS))
    if kind == "not":
        return draw(negated(draw(one_of_them(deepest - 1))))
    if kind == "values":
        return around("id:(", draw(values(deepest - 1)), ")")
    return around("(" if kind == "group" else "call(", draw(texts(deepest - 1)), ")")


@st.composite
def texts(draw: st.DrawFn, deepest: int = 6) -> Written:
    parts = draw(st.lists(one_of_them(deepest), min_size=1, max_size=3))
    return joined(parts, draw(st.sampled_from((" ", " or ", " and ", "  "))))


@pytest.mark.parametrize("ask", ASKING)
@given(texts())
def test_as_deep_as_it_is_written_is_taken_and_no_deeper(ask: Ask, written: Written) -> None:
    text, depth = written
    ask(text, Limits(depth=depth))
    if depth:
        with pytest.raises(QueryError) as caught:
            ask(text, Limits(depth=depth - 1))
        check_error(caught.value, "too_much")


# --- the text of a tree


def nests(tree: Node, inside: type[Node] | None = None) -> int:
    """The depth of the text that `format_query` writes: only the parentheses that it needs."""
    match tree:
        case And(()):
            return 0
        case And(parts) if inside is Not:
            return 1 + max(nests(part, And) for part in parts)
        case And(parts):
            return max(nests(part, And) for part in parts)
        case Or(parts) if inside in (And, Not):
            return 1 + max(nests(part, Or) for part in parts)
        case Or(parts):
            return max(nests(part, Or) for part in parts)
        case Not(part):
            return 1 + nests(part, Not)
        case Scope(_, body):
            return 1 + nests(body)
        case Condition(_, Operator.IN):
            return 1
        case _:
            return 0


@st.composite
def drawn_texts(draw: st.DrawFn) -> str:
    world = draw(query_worlds.worlds())
    return draw(query_texts.texts_of(draw(query_trees.queries(world, depth=3))))


@given(drawn_texts())
def test_a_text_is_as_deep_as_its_tree(text: str) -> None:
    """A limit one below the tree's depth is the only one of the two that has too much."""
    tree = parse_query(text)
    depth, again = nests(tree), format_query(tree)
    assert codes(again, depth) & {"too_much"} == set()
    assert depth == 0 or codes(again, depth - 1) == {"too_much"}


def codes(text: str, depth: int) -> set[str]:
    try:
        compile_query(text, limits=Limits(depth=depth))
    except QueryError as error:
        return {each.code for each in error.problems}
    return set()


# --- far too deep


SHAPES: dict[str, Callable[[int], str]] = {
    "parentheses": lambda n: "(" * n + "a" + ")" * n,
    "open parentheses": lambda n: "(" * n + "a",
    "dashes": lambda n: "-" * n + "c",
    "dashes after a phrase": lambda n: "note:b: " + "-" * n + "c",
    "dashes before a parenthesis": lambda n: "-(" * n + "a" + ")" * n,
    "nots": lambda n: "not " * n + "a",
    "scopes": lambda n: "call(" * n + "a" + ")" * n,
    "open scopes": lambda n: "call(" * n,
    "parentheses of values": lambda n: "id:" + "(" * n + "a" + ")" * n,
    "dashes among values": lambda n: "id:(" + "-" * n + "a)",
    "nots among values": lambda n: "id:(" + "not " * n + "a)",
    "lists": lambda n: "(" * (n - 1) + "id in (a)" + ")" * (n - 1),
    "ors in ands": lambda n: "(a or b " * n + "c" + ")" * n,
    "ors in ands of values": lambda n: "id:" + "(a or b " * n + "c" + ")" * n,
}


@pytest.mark.parametrize("ask", ASKING)
@pytest.mark.parametrize("shape", SHAPES)
def test_thousands_of_levels_are_too_much(shape: str, ask: Ask) -> None:
    with pytest.raises(QueryError) as caught:
        ask(SHAPES[shape](5_000), Limits(query_length=10**6, depth=10**6))
    check_error(caught.value)


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_no_depth_takes_more_than_linear_time(shape: str) -> None:
    """Quadratic work would take minutes here; releasing memory by recursion would crash."""
    with pytest.raises(QueryError) as caught:
        compile_query(SHAPES[shape](30_000), limits=Limits(query_length=10**6, depth=10**6))
    check_error(caught.value)


CLOSED = ("parentheses", "dashes", "nots", "scopes", "parentheses of values", "ors in ands")


@pytest.mark.parametrize("ask", ASKING)
@pytest.mark.parametrize("shape", CLOSED)
def test_a_hundred_levels_are_taken_by_default(shape: str, ask: Ask) -> None:
    ask(SHAPES[shape](100), Limits())
    with pytest.raises(QueryError) as caught:
        ask(SHAPES[shape](101), Limits())
    check_error(caught.value, "too_much")


def test_the_place_is_that_of_the_first_level_too_deep() -> None:
    with pytest.raises(QueryError) as caught:
        select([], {"query": "(a) note:b: " + "-" * 50 + "c"}, limits=Limits(depth=10))
    (problem,) = caught.value.problems
    assert (problem.code, problem.span) == ("too_much", (22, 23))
