"""A condition of a plan as a test of one object and as a test of a batch.

One walk over the tree compiles each node to a `CompiledNode`, which offers both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from operator import not_, or_
from typing import Any, Final, assert_never

from oppquery.data.batch import Batch, BatchTest
from oppquery.data.formulas import raw_reader
from oppquery.data.source import Source
from oppquery.plan import AllOf, AnyOf, Counted, Exists, Held, Leaf, Link, Node, Not, Search, Slice
from oppquery.rows import Predicate, Row
from oppquery.scan.row_tests import all_of, any_of, compile_search, compile_slice
from oppquery.scan.scope_tests import (
    Count,
    counted_test,
    dependent_test,
    held_count,
    held_matching,
    held_test,
    linked_count,
    linked_test,
)
from oppquery.scan.scopes import (
    NO_RELATED,
    NOTHING,
    IdsByLink,
    OuterScope,
    Related,
    RowTest,
    batch_ids_match,
    counts_by_link,
    has_scope,
    ids_by_link,
    reaches_out,
)
from oppquery.scan.value_tests import LeafTest, compile_test, leaf_test
from oppquery.schema.fields import Field, Type
from oppquery.schema.formulas import FirstOf

_CHEAP: Final = (Type.ID, Type.CHOICE, Type.LABEL, Type.DATE, Type.BOOLEAN, Type.INTEGER)


@dataclass(frozen=True, slots=True)
class CompiledNode:
    """A compiled condition: `holds` tests one object, `batch` each object of a batch.

    `leaf` is set where the condition is a leaf on a stored field whose results are remembered.
    """

    holds: RowTest
    batch: BatchTest
    leaf: tuple[str, LeafTest] | None = None


def matching_batches(node: Node, source: Source, related: Related) -> Iterator[Batch]:
    """The objects of a source that match, in batches, each filtered when it is asked for."""
    conditions = compile_conditions(node, related)
    for batch in source.batches():
        for condition in conditions:
            batch = batch.where(condition(batch))
        if batch.rows:
            yield batch


def compile_conditions(node: Node, related: Related = NO_RELATED) -> list[BatchTest]:
    """The conditions that must all hold for an object, the cheap ones first."""
    parts = node.parts if isinstance(node, AllOf) else (node,)
    return [compile_node(part, related).batch for part in sorted(parts, key=_cost)]


def compile_predicate(node: Node, related: Related = NO_RELATED) -> Predicate:
    """Whether an object matches; raises `BadValue` on a value that its field cannot hold."""
    return compile_node(node, related).holds


def _cost(node: Node) -> int:
    """The rank of a condition by its cost: a cheap test first spares a dear one objects."""
    match node:
        case Leaf(field) if field.formula is None:
            return 0 if field.type in _CHEAP else 1
        case AnyOf(parts):
            return max(map(_cost, parts), default=0)
        case _:
            return 2


def compile_node(node: Node, related: Related) -> CompiledNode:
    """The tests of a condition; related objects are filtered while it is compiled."""
    match node:
        case Leaf():
            return _leaf(node)
        case Search():
            return _one_by_one(compile_search(node))
        case Slice():
            return _one_by_one(compile_slice(node))
        case Not(part):
            return _negated(compile_node(part, related))
        case AllOf(parts):
            return _one_by_one(all_of([compile_node(part, related).holds for part in parts]))
        case AnyOf(parts):
            return _alternatives([compile_node(part, related) for part in parts])
        case Exists():
            return _scope(node, related)
        case Counted(test=test):
            return _one_by_one(counted_test(_count(node, related), compile_test(test)))
        case _:
            assert_never(node)


def _one_by_one(holds: RowTest) -> CompiledNode:
    return CompiledNode(holds, lambda batch: map(holds, batch.rows))


def _leaf(leaf: Leaf) -> CompiledNode:
    test, field = leaf_test(leaf), leaf.field
    passes, name = test.passes, field.name
    column = _column_of(field)
    if field.formula is not None:
        read = raw_reader(field)
        return CompiledNode(
            lambda row, outside=NOTHING: passes(read(row)),
            lambda batch: test.column(column(batch)),
        )
    return CompiledNode(
        lambda row, outside=NOTHING: passes(row.get(name)),
        lambda batch: test.column(column(batch)),
        (name, test) if test.by_text else None,
    )


def _column_of(field: Field) -> Callable[[Batch], Sequence[Any]]:
    """Gives the raw values of a field of the objects of a batch."""
    match field.formula:
        case None:
            name = field.name
            return lambda batch: batch.column(name)
        case FirstOf(keys):
            return lambda batch: batch.first_values(keys)
        case _:
            read = raw_reader(field)
            return lambda batch: [read(row) for row in batch.rows]


def _negated(part: CompiledNode) -> CompiledNode:
    holds, batch_test = part.holds, part.batch

    def fails(row: Row, outside: OuterScope = NOTHING) -> bool:
        return not holds(row, outside)

    return CompiledNode(fails, lambda batch: map(not_, batch_test(batch)))


def _alternatives(parts: Sequence[CompiledNode]) -> CompiledNode:
    """Of a batch the leaves that remember results are tested column by column, and the other parts
    object by object where no leaf passes.
    """
    holds = any_of([part.holds for part in parts])
    leaves = [part.leaf for part in parts if part.leaf is not None]
    others = [part.holds for part in parts if part.leaf is None]
    if not leaves:
        return _one_by_one(holds)
    if not others:
        return CompiledNode(holds, partial(_any_leaf, leaves))
    rest = any_of(others)
    return CompiledNode(
        holds,
        lambda batch: [
            passes or rest(row) for passes, row in zip(_any_leaf(leaves, batch), batch.rows)
        ],
    )


def _any_leaf(leaves: Iterable[tuple[str, LeafTest]], batch: Batch) -> Iterable[bool]:
    """Whether one of some leaves passes, for each object."""
    return _either([test.column(batch.column(name)) for name, test in leaves], batch)


def _either(columns: Sequence[Iterable[bool]], batch: Batch) -> Iterable[bool]:
    """Whether one of the flags of each object of a batch is true."""
    return reduce(partial(map, or_), columns) if columns else [False] * len(batch.rows)


def _scope(node: Exists, related: Related) -> CompiledNode:
    match node.links:
        case Held(key):
            body = compile_node(node.where, related).holds
            return _one_by_one(held_test(held_matching(key, body)))
        case links if reaches_out(node.where):
            return _one_by_one(_dependent(node, links, related))
        case links:
            return _linked(node, links, related)


def _linked(node: Exists, links: tuple[Link, ...], related: Related) -> CompiledNode:
    """A scope whose matching related objects are the same for every object: a semi-join."""
    source = related[node.kind]
    with source.placing_bad_values():
        found = ids_by_link(matching_batches(node.where, source, related), links)
    if any(link.level for link, _ in found):
        return _one_by_one(linked_test(found))
    return CompiledNode(linked_test(found), partial(_any_link, found))


def _any_link(found: IdsByLink, batch: Batch) -> Iterable[bool]:
    return _either([batch_ids_match(batch, link.own, ids) for link, ids in found], batch)


def _dependent(node: Exists, links: tuple[Link, ...], related: Related) -> RowTest:
    """A scope whose matching related objects depend on the object, or on those further out.

    The conditions on the related objects alone filter them once, before the others are asked.
    """
    source = related[node.kind]
    parts = node.where.parts if isinstance(node.where, AllOf) else (node.where,)
    plain = AllOf(tuple(part for part in parts if not has_scope(part)))
    scoped = AllOf(tuple(part for part in parts if has_scope(part)))
    with source.placing_bad_values():
        batches = matching_batches(plain, source, related)
        candidates = [row for batch in batches for row in batch.rows]
    return dependent_test(source, links, candidates, compile_node(scoped, related).holds)


def _count(node: Counted, related: Related) -> Count:
    """The count of the related objects of an object; counts never refer to an outer object."""
    if isinstance(node.links, Held):
        body = compile_node(node.where, related).holds
        return held_count(held_matching(node.links.key, body), node.stored)
    source = related[node.kind]
    with source.placing_bad_values():
        counts = counts_by_link(matching_batches(node.where, source, related), node.links)
    return linked_count(node.links, counts)
