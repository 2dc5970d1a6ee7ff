"""A plan's conditions as stages over objects, and as one predicate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, assert_never

from oppquery.formulas import raw_reader
from oppquery.matching import RawTest, compile_leaf
from oppquery.memo import Memo
from oppquery.plan import All, Leaf, Node, Not
from oppquery.plan import Any as AnyOf
from oppquery.schema import Type

Row = Mapping[str, Any]
Predicate = Callable[[Row], bool]
Stage = Callable[[Iterable[Row]], Iterator[Row]]


def compile_stages(node: Node) -> list[Stage]:
    """One stage for each condition that must hold; together they keep the matching dicts."""
    parts = node.parts if isinstance(node, All) else (node,)
    return [_stage(part) for part in sorted(parts, key=_cost)]


_CHEAP: Final = (Type.ID, Type.CHOICE, Type.LABEL, Type.DATE, Type.BOOLEAN, Type.INTEGER)


def _cost(node: Node) -> int:
    """Where a condition stands among others: what is cheap to test spares the dear ones rows."""
    match node:
        case Leaf(field):
            return 0 if field.type in _CHEAP and field.formula is None else 1
        case _:
            return 2


def _stage(node: Node) -> Stage:
    match node:
        case Leaf(field) if field.formula is None:
            return _leaf_stage(field.name, compile_leaf(node))
        case _:
            predicate = compile_predicate(node)
            return lambda rows: filter(predicate, rows)


def _leaf_stage(name: str, test: RawTest) -> Stage:
    memo = getattr(test, "__self__", None)
    if isinstance(memo, Memo):
        return lambda rows: _remembered(rows, name, memo)
    return lambda rows: (row for row in rows if test(row.get(name)))


def _remembered(rows: Iterable[Row], name: str, memo: Memo) -> Iterator[Row]:
    """The rows whose value passed; a subscript and a try are faster than a `get`."""
    for row in rows:
        try:
            raw = row[name]
        except KeyError:
            raw = None
        if memo[raw]:
            yield row


def compile_predicate(node: Node) -> Predicate:
    """Whether an object matches; raises `BadValue` on a value that its field cannot hold."""
    match node:
        case Leaf(field):
            read, test = raw_reader(field), compile_leaf(node)
            return lambda row: test(read(row))
        case Not(part):
            predicate = compile_predicate(part)
            return lambda row: not predicate(row)
        case All(parts):
            return _all([compile_predicate(part) for part in parts])
        case AnyOf(parts):
            return _any([compile_predicate(part) for part in parts])
        case _:
            assert_never(node)


def _all(predicates: list[Predicate]) -> Predicate:
    def holds(row: Row) -> bool:
        for predicate in predicates:
            if not predicate(row):
                return False
        return True

    return holds


def _any(predicates: list[Predicate]) -> Predicate:
    def holds(row: Row) -> bool:
        for predicate in predicates:
            if predicate(row):
                return True
        return False

    return holds
