"""Rules that make a plan cheaper and keep its meaning."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, assert_never

from oppquery.plan import All, Any, Exists, In, Leaf, Node, Not, Range, Scalar, Search, Slice
from oppquery.schema import Field

Rule = Callable[[Node], Node]


def simplify(node: Node) -> Node:
    """The node with every rule applied, from the leaves up."""
    match node:
        case All(parts):
            node = All(tuple(map(simplify, parts)))
        case Any(parts):
            node = Any(tuple(map(simplify, parts)))
        case Not(part):
            node = Not(simplify(part))
        case Exists(kind, links, where):
            node = Exists(kind, links, simplify(where))
        case Leaf() | Search() | Slice():
            pass
        case _:
            assert_never(node)
    for rule in RULES:
        node = rule(node)
    return node


def flatten(node: Node) -> Node:
    """All of All is All, Any of Any is Any; of one part, the part."""
    match node:
        case All((only,)) | Any((only,)):
            return only
        case All(parts):
            nested = [part.parts if isinstance(part, All) else (part,) for part in parts]
            return All(tuple(each for parts in nested for each in parts))
        case Any(parts):
            nested = [part.parts if isinstance(part, Any) else (part,) for part in parts]
            return Any(tuple(each for parts in nested for each in parts))
        case _:
            return node


def merge_equalities(node: Node) -> Node:
    """Any of several values of a field is one `In`."""
    if not isinstance(node, Any):
        return node
    merged: dict[Field, set[Scalar]] = {}
    rest: list[Node] = []
    for part in node.parts:
        match part:
            case Leaf(field, In(values)):
                merged.setdefault(field, set()).update(values)
            case _:
                rest.append(part)
    leaves = [Leaf(field, In(frozenset(values))) for field, values in merged.items()]
    return flatten(Any((*leaves, *rest)))


def merge_ranges(node: Node) -> Node:
    """All of several ranges of a field that holds one value is their intersection."""
    if not isinstance(node, All):
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
    return flatten(All((*(Leaf(field, test) for field, test in merged.items()), *rest)))


def _intersection(one: Range, other: Range) -> Range:
    lows = [(each.low, each.low_open) for each in (one, other) if each.low is not None]
    highs = [(each.high, each.high_closed) for each in (one, other) if each.high is not None]
    low, low_open = max(lows, default=(None, False))
    high, high_closed = min(highs, default=(None, False))
    return Range(low, high, low_open, high_closed)


RULES: Final[tuple[Rule, ...]] = (flatten, merge_equalities, merge_ranges)
