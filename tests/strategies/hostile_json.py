"""Hypothesis strategies: any JSON at all, JSON in the words of `s_query`, and broken nodes."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

DEPTH = 5_000
TYPES = (
    *("and", "or", "match_all", "object_type", "id", "text", "field_condition", "has_related"),
    *("regular_field", "custom_field", "boolean", "current_user", "exists", "term", "reference"),
    *("number_range", "moment_range", "now", "fixed_local_date", "offset", "nothing"),
    "start_end_of_predefined_relative_period",
)
MEMBERS = (
    *("type", "queries", "query", "sort", "negate", "object_type", "value", "values", "mode"),
    *("field", "condition", "field_name", "custom_field_id", "this_object_type", "object_ids"),
    *("related_object_type", "related_query", "reference_type", "gt", "gte", "lt", "lte"),
    *("on_or_after", "before", "which", "range", "direction", "moment", "offset", "which_day_end"),
    *("years", "months", "weeks", "days", "hours", "minutes", "seconds", "results_limit", "x"),
)
WORDS = (
    *("lead", "opportunity", "contact", "activity.call", "call", "activity.", "name", "contacts"),
    *("date_created", "created_by", "value", "status_type", "cf_x", "full_words", "phrase"),
    *("beginning_of_words", "start", "end", "past", "future", "today", "this-week", "last-year"),
    *(
        "2024-05-17",
        "2024-02-30",
        "9999-12-31",
        "0001-01-01",
        "20240517",
        "won",
        "!!",
        "",
        "\ud800",
    ),
)
NUMBERS = (0, 1, -1, 5, 2024, 10**9, 10**30, -(10**30), 10**400, 0.5, float("nan"), float("inf"))


def scalars() -> st.SearchStrategy[Any]:
    return st.one_of(
        st.sampled_from((None, True, False)),
        st.sampled_from(NUMBERS),
        st.sampled_from((*TYPES, *WORDS)),
        st.text(max_size=5),
        st.floats(),
        st.integers(),
    )


def values() -> st.SearchStrategy[Any]:
    """Any JSON value, and what Python's parser takes for one."""
    return st.recursive(
        scalars(),
        lambda inner: st.one_of(
            st.lists(inner, max_size=4),
            st.dictionaries(st.one_of(st.sampled_from(MEMBERS), st.text(max_size=4)), inner),
        ),
        max_leaves=12,
    )


def almost_nodes() -> st.SearchStrategy[Any]:
    """Objects with a type that exists, and members that may or may not be its own."""
    return st.recursive(
        st.builds(lambda name: {"type": name}, st.sampled_from(TYPES)),
        lambda inner: st.builds(
            lambda name, members: {"type": name, **members},
            st.sampled_from(TYPES),
            st.dictionaries(
                st.sampled_from(MEMBERS),
                st.one_of(inner, st.lists(inner, max_size=3), scalars(), st.lists(scalars())),
                max_size=4,
            ),
        ),
        max_leaves=8,
    )


@st.composite
def broken(draw: st.DrawFn, node: Any) -> Any:
    """The node with something else in one place of it, or one member less or more."""
    if not isinstance(node, dict | list) or not node or not draw(st.integers(0, 4)):
        return draw(st.one_of(scalars(), values(), almost_nodes()))
    if isinstance(node, list):
        at = draw(st.integers(0, len(node) - 1))
        return [*node[:at], draw(broken(node[at])), *node[at + 1 :]]
    name = draw(st.sampled_from(sorted(node)))
    change = draw(st.sampled_from(("less", "more", "other", "other", "other")))
    if change == "less":
        return {key: value for key, value in node.items() if key != name}
    if change == "more":
        return {**node, draw(st.sampled_from(MEMBERS)): draw(scalars())}
    return {**node, name: draw(broken(node[name]))}


# --- depth


def nested(wrap: Callable[[Any], Any], inner: Any) -> Callable[[], Any]:
    def build() -> Any:
        node = inner
        for _ in range(DEPTH):
            node = wrap(node)
        return node

    return build


def circular() -> Any:
    """An object that is its own part, which no JSON text can say."""
    node: dict[str, Any] = {"type": "and", "queries": []}
    node["queries"].append(node)
    return node


def related(node: Any) -> Any:
    kinds = {"this_object_type": "call", "related_object_type": "call"}
    return {"type": "has_related", **kinds, "related_query": node}


def offset(moment: Any) -> Any:
    return {"type": "offset", "direction": "past", "offset": {"days": 1}, "moment": moment}


def on_date(moment: Any) -> Any:
    field = {"type": "regular_field", "object_type": "lead", "field_name": "date_created"}
    condition = {"type": "moment_range", "on_or_after": moment, "before": None}
    return {"type": "field_condition", "field": field, "condition": condition}


DEEP: dict[str, Callable[[], Any]] = {
    "and": nested(lambda node: {"type": "and", "queries": [node]}, {"type": "match_all"}),
    "or": nested(lambda node: {"type": "or", "queries": [node, node]}, {"type": "match_all"}),
    "negated": nested(
        lambda node: {"type": "or", "queries": [node], "negate": True}, {"type": "match_all"}
    ),
    "query": nested(lambda node: {"query": node}, {"type": "match_all"}),
    "lists": nested(lambda node: [node], "x"),
    "related": nested(related, {"type": "match_all"}),
    "offsets": lambda: on_date(nested(offset, {"type": "now"})()),
    "unknown": nested(lambda node: {"type": "nothing", "queries": [node]}, {"type": "match_all"}),
    "circular": circular,
}
"""Builders of what is nested too deep; "or" doubles at every level, so that nothing may walk it."""
