"""Hypothesis strategies: one filter on leads as a tree, as a text and as `s_query` JSON."""

from typing import Any

from hypothesis import strategies as st
from oracle import oracle
from oracle.query_oracle import CONTACT, LEAD, OPPORTUNITY, Query

from strategies import lead_worlds, list_requests, query_texts, query_trees, smart_views
from strategies.lead_worlds import SCOPES, LeadWorld
from strategies.query_trees import Target

Node = dict[str, Any]
SaidTwice = tuple[LeadWorld, Query, str, Node]
Pair = tuple[Query, Node]
TYPES = ("id", "choice", "text", "number", "date", "datetime", "boolean")
ENDS = {">=": "gte", ">": "gt", "<=": "lte", "<": "lt"}
TEXT_ALONE = (*("status", "lead_status"), "opportunity_status", "opportunity_created")


@st.composite
def said_twice(draw: st.DrawFn) -> SaidTwice:
    world = draw(lead_worlds.worlds())
    query, node = draw(pairs(world, LEAD, 3))
    text = draw(query_texts.texts_of(query).filter(str.strip))
    return world, query, text, node


@st.composite
def pairs(draw: st.DrawFn, world: LeadWorld, scope: str, depth: int) -> Pair:
    """A tree and the node that says the same."""
    kinds = ("field", "field", "words", "and", "or", "not", "scope")
    kind = draw(st.sampled_from(kinds if depth else kinds[:3]))
    if kind == "field":
        return draw(on_fields(world, scope))
    if kind == "words":
        return draw(words(world, scope))
    if kind == "scope":
        inner_scope = draw(st.sampled_from([s for s in SCOPES[scope] if s in KINDS]))
        query, node = draw(pairs(world, inner_scope, depth - 1))
        return ("scope", inner_scope, query), related(scope, inner_scope, node)
    if kind == "not":
        query, node = draw(pairs(world, scope, depth - 1))
        return ("not", query), {**node, "negate": not node.get("negate", False)}
    both = draw(st.lists(pairs(world, scope, depth - 1), min_size=2, max_size=3))
    queries, nodes = zip(*both)
    return (kind, queries), {"type": kind, "queries": list(nodes)}


KINDS = (LEAD, OPPORTUNITY, CONTACT, "call", "task")


def related(this: str, that: str, node: Node) -> Node:
    return {
        "type": "has_related",
        "this_object_type": this,
        "related_object_type": that,
        "related_query": node,
    }


@st.composite
def words(draw: st.DrawFn, world: LeadWorld, scope: str) -> Pair:
    query = draw(query_trees.terms(world, scope).filter(is_sayable))
    mode = "beginning_of_words" if query[0] == "term" else "phrase"
    return query, {"type": "text", "mode": mode, "value": query[1]}


def is_sayable(query: Query) -> bool:
    """A word of several is one condition as text, and several as JSON."""
    return query[0] == "phrase_term" or is_one_word(query[1])


def is_one_word(text: str) -> bool:
    return len(oracle.words_of(text)) == 1 and "*" not in text


@st.composite
def on_fields(draw: st.DrawFn, world: LeadWorld, scope: str) -> Pair:
    names = [name for name in smart_views.fields_of(world, scope) if can_ask(world, scope, name)]
    one = smart_views.target(world, scope, draw(st.sampled_from(names)))
    if draw(st.booleans()) and one.type != "untyped":
        value, condition = draw(conditions(one))
        query: Query = ("is", one.name, *value)
    else:
        query, condition = ("has", one.name), {"type": "exists"}
    kind = {"type": "regular_field", "object_type": scope, "field_name": one.name}
    if one.name.startswith("custom."):
        kind = {"type": "custom_field", "custom_field_id": one.name.removeprefix("custom.")}
    return query, {"type": "field_condition", "field": kind, "condition": condition}


def can_ask(world: LeadWorld, scope: str, name: str) -> bool:
    """Fields that a text and a node name alike and that ask one thing."""
    if name in query_trees.TWINS or name in TEXT_ALONE or name == "date":
        return False
    return smart_views.target(world, scope, name).type in (*TYPES, "label", "untyped")


def conditions(one: Target) -> st.SearchStrategy[tuple[tuple[Any, ...], Node]]:
    makers = {
        "id": wholes,
        "choice": wholes,
        "label": wholes,
        "text": texts,
        "number": numbers,
        "date": days,
        "datetime": days,
        "boolean": booleans,
    }
    return makers[one.type](one)


def wholes(one: Target) -> st.SearchStrategy[tuple[tuple[Any, ...], Node]]:
    pool = query_trees.CLOSED.get(one.name, (*one.strings, "nobody_1"))
    return st.sampled_from(pool).map(
        lambda text: ((":", ("phrase", text)), {"type": "term", "values": [text]})
    )


@st.composite
def texts(draw: st.DrawFn, one: Target) -> tuple[tuple[Any, ...], Node]:
    value = draw(query_trees.texts(one, False).filter(query_texts_can_say))
    mode = "phrase" if value[0] == "phrase" else "beginning_of_words"
    return (":", value), {"type": "text", "mode": mode, "value": value[1]}


def query_texts_can_say(value: tuple[Any, ...]) -> bool:
    if value[0] == "phrase":
        return True
    return is_one_word(value[1]) and query_texts.is_value_word(value[1])


@st.composite
def numbers(draw: st.DrawFn, one: Target) -> tuple[tuple[Any, ...], Node]:
    number = draw(query_trees.some_number(one))
    op = draw(st.sampled_from((":", *ENDS)))
    names = ("gte", "lte") if op == ":" else (ENDS[op],)
    ends = dict.fromkeys(names, smart_views.in_json(number))
    value = ("number", number, format(number, "f"))
    return (op, value), {"type": "number_range", **ends}


@st.composite
def days(draw: st.DrawFn, one: Target) -> tuple[tuple[Any, ...], Node]:
    """A day and the two ends of it; `>` begins where it ends."""
    day = draw(list_requests.days(query_trees.pretended(one), "x"))
    start, end = (
        {"type": "fixed_local_date", "value": day.isoformat(), "which": which}
        for which in ("start", "end")
    )
    literal = ("date", ("day", day.year, day.month, day.day), day.isoformat())
    op = draw(st.sampled_from((":", *ENDS)))
    ends = {":": (start, end), ">=": (start, None), ">": (end, None), "<": (None, start)}
    first, last = ends.get(op, (None, end))
    return (op, literal), {"type": "moment_range", "on_or_after": first, "before": last}


def booleans(one: Target) -> st.SearchStrategy[tuple[tuple[Any, ...], Node]]:
    return st.sampled_from(((True, "yes"), (False, "no"))).map(
        lambda flag: ((":", ("flag", *flag)), {"type": "boolean", "value": flag[0]})
    )
