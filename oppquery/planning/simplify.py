"""Rules that make a plan cheaper and keep its meaning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, assert_never

from oppquery.plan import (
    AllOf,
    AnyOf,
    Counted,
    Exists,
    In,
    Leaf,
    Node,
    Not,
    Range,
    Scalar,
    Search,
    Slice,
)
from oppquery.schema.fields import Field

EVERYTHING: Final = AllOf(())
NOTHING: Final = AnyOf(())
Rule = Callable[[Node], Node]


def simplify(node: Node) -> Node:
    """The node with every rule applied, from the leaves up."""
    match node:
        case Leaf():
            return settle(node)
        case AllOf((only,)) | AnyOf((only,)):
            return simplify(only)
        case AllOf(parts) | AnyOf(parts):
            return _ruled(type(node)(tuple(map(simplify, parts))))
        case Not(part):
            return _ruled(Not(simplify(part)))
        case Exists(kind, links, where):
            return _ruled(Exists(kind, links, simplify(where)))
        case Counted(where=where):
            return replace(node, where=simplify(where))
        case Search() | Slice():
            return node
        case _:
            assert_never(node)


def all_of(parts: tuple[Node, ...]) -> Node:
    """The conjunction of nodes that are simplified already, each by itself."""
    return _ruled(AllOf(parts))


def _ruled(node: Node) -> Node:
    if isinstance(node, AllOf | AnyOf) and _stand_alone(node.parts):
        return node
    for rule in RULES[type(node)]:
        node = rule(node)
    return node


def _stand_alone(parts: tuple[Node, ...]) -> bool:
    """Whether each part is a condition on another field, so that no rule can merge two."""
    return len({part.field.name for part in parts if isinstance(part, Leaf)}) == len(parts)


def flatten(node: Node) -> Node:
    """An `AllOf` takes in the parts of another, so does an `AnyOf`; one part stands alone."""
    match node:
        case AllOf((only,)) | AnyOf((only,)):
            return only
        case AllOf(parts) if any(isinstance(part, AllOf) for part in parts):
            nested = [part.parts if isinstance(part, AllOf) else (part,) for part in parts]
            return flatten(AllOf(tuple(each for parts in nested for each in parts)))
        case AnyOf(parts) if any(isinstance(part, AnyOf) for part in parts):
            nested = [part.parts if isinstance(part, AnyOf) else (part,) for part in parts]
            return flatten(AnyOf(tuple(each for parts in nested for each in parts)))
        case _:
            return node


def merge_equalities(node: Node) -> Node:
    """Any of several values of a field is one `In`."""
    if not isinstance(node, AnyOf):
        return node
    merged: dict[Field, set[Scalar]] = {}
    rest: list[Node] = []
    for part in node.parts:
        match part:
            case Leaf(field, In(values)):
                merged.setdefault(field, set()).update(values)
            case _:
                rest.append(part)
    if len(merged) + len(rest) == len(node.parts):
        return node
    leaves = [Leaf(field, In(frozenset(values))) for field, values in merged.items()]
    return flatten(AnyOf((*leaves, *rest)))


def merge_ranges(node: Node) -> Node:
    """All of several ranges of a field that holds one value is their intersection."""
    if not isinstance(node, AllOf):
        return node
    merged: dict[Field, Range] = {}
    rest: list[Node] = []
    for part in node.parts:
        match part:
            case Leaf(field, Range() as test) if not field.may_be_list:
                known = merged.get(field)
                merged[field] = test if known is None else _intersection(known, test)
            case _:
                rest.append(part)
    if len(merged) + len(rest) == len(node.parts):
        return node
    leaves = [settle(Leaf(field, test)) for field, test in merged.items()]
    return flatten(AllOf((*leaves, *rest)))


def _intersection(one: Range, other: Range) -> Range:
    lows = [(each.low, each.low_open) for each in (one, other) if each.low is not None]
    highs = [(each.high, each.high_closed) for each in (one, other) if each.high is not None]
    low, low_open = max(lows, default=(None, False))
    high, high_closed = min(highs, default=(None, False))
    return Range(low=low, high=high, low_open=low_open, high_closed=high_closed)


def merge_conditions(node: Node) -> Node:
    """All of several `In` of a field that holds one value is what they have in common."""
    if not isinstance(node, AllOf):
        return node
    merged: dict[Field, frozenset[Scalar]] = {}
    rest: list[Node] = []
    for part in node.parts:
        match part:
            case Leaf(field, In(values)) if not field.may_be_list:
                merged[field] = merged.get(field, values) & values
            case _:
                rest.append(part)
    if len(merged) + len(rest) == len(node.parts):
        return node
    leaves = [settle(Leaf(field, In(values))) for field, values in merged.items()]
    return flatten(AllOf((*leaves, *rest)))


def settle(node: Node) -> Node:
    """A node that holds for no object becomes `NOTHING`, one that holds for all `EVERYTHING`."""
    match node:
        case Leaf(_, In(values)) if not values:
            return NOTHING
        case Leaf(_, Range(low, high) as test) if low is not None and high is not None:
            touches = low < high or (low == high and test.high_closed and not test.low_open)
            return node if touches else NOTHING
        case AllOf(parts) if NOTHING in parts:
            return NOTHING
        case AnyOf(parts) if EVERYTHING in parts:
            return EVERYTHING
        case Not(AllOf(())):
            return NOTHING
        case Not(AnyOf(())):
            return EVERYTHING
        case Exists(_, _, AnyOf(())):
            return NOTHING
        case _:
            return node


RULES: Final[Mapping[type[Node], tuple[Rule, ...]]] = {
    AllOf: (flatten, merge_ranges, merge_conditions, settle),
    AnyOf: (flatten, merge_equalities, settle),
    Not: (settle,),
    Exists: (settle,),
}
"""The rules that may change a node of each kind, in turn."""
