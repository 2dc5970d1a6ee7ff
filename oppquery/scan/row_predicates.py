"""A plan's conditions over batches of objects, and as one predicate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial, reduce
from operator import or_
from typing import Final, assert_never

from oppquery.data.batch import Batch, BatchTest
from oppquery.data.formulas import held_objects, raw_reader
from oppquery.data.readers import BadValue
from oppquery.data.source import Source
from oppquery.plan import (
    AllOf,
    AnyOf,
    Counted,
    Exists,
    Held,
    Leaf,
    Link,
    Node,
    Not,
    Range,
    Search,
    Slice,
)
from oppquery.rows import Predicate, Row
from oppquery.scan.instant_ranges import compile_instants_range
from oppquery.scan.row_tests import all_of, any_of, compile_search, compile_slice
from oppquery.scan.scopes import (
    NO_RELATED,
    DecisionTree,
    Frame,
    FramePredicate,
    IdsByLink,
    Matching,
    Recorder,
    Related,
    batch_ids_match,
    carried_number,
    counts_by_link,
    has_scope,
    id_matches,
    ids_by_link,
    reaches_out,
)
from oppquery.scan.value_tests import compile_leaf, compile_test
from oppquery.schema.fields import Field, Type
from oppquery.schema.formulas import FirstOf
from oppquery.values.memo import Memo

_TEXTS: Final = frozenset({str, type(None)})
_CHEAP: Final = (Type.ID, Type.CHOICE, Type.LABEL, Type.DATE, Type.BOOLEAN, Type.INTEGER)


def matching_batches(node: Node, source: Source, related: Related) -> Iterator[Batch]:
    """The objects of a source that match, in batches as they are asked for."""
    conditions = compile_conditions(node, related)
    for batch in source.batches():
        for condition in conditions:
            batch = batch.where(condition(batch))
        if batch.rows:
            yield batch


def compile_conditions(node: Node, related: Related = NO_RELATED) -> list[BatchTest]:
    """All that must hold for an object, the cheap conditions first."""
    parts = node.parts if isinstance(node, AllOf) else (node,)
    return [_condition(part, related) for part in sorted(parts, key=_cost)]


def _cost(node: Node) -> int:
    """Where a condition stands among others: what is cheap to test spares the dear ones rows."""
    match node:
        case Leaf(field) if field.formula is None:
            return 0 if field.type in _CHEAP else 1
        case AnyOf(parts):
            return max(map(_cost, parts), default=0)
        case _:
            return 2


def _condition(node: Node, related: Related) -> BatchTest:
    match node:
        case Leaf(Field(type=Type.DATETIME) as field, Range() as test) if not field.may_be_list:
            keys = field.formula.keys if isinstance(field.formula, FirstOf) else (field.name,)
            hold = compile_instants_range(test, compile_leaf(node))
            return lambda batch: hold(batch.first_values(keys))
        case Leaf(Field(formula=None, name=name)):
            holds = compile_leaf(node)
            return lambda batch: map(holds, batch.column(name))
        case AnyOf(parts) if (memos := _memos(parts)) is not None:
            return lambda batch: _either(_remembered(batch, *each) for each in memos)
        case Exists(links=tuple() as links) if not reaches_out(node.where):
            found = _join(node, links, related)
            return lambda batch: _either(
                batch_ids_match(batch, link.own, ids) for link, ids in found
            )
        case _:
            predicate = compile_predicate(node, related)
            return lambda batch: map(predicate, batch.rows)


def _either(flags: Iterable[Iterable[bool] | None]) -> Iterable[bool]:
    """Whether one of several flags of each object is true, where there are any."""
    some = [each for each in flags if each is not None]
    return reduce(partial(map, or_), some) if some else ()


def _remembered(batch: Batch, name: str, memo: Memo) -> Iterable[bool] | None:
    """Whether the value of each object passes, `None` where none does."""
    raws = batch.column(name)
    distinct = set(raws)
    if not _TEXTS.issuperset(map(type, distinct)):
        return map(memo.__getitem__, raws)
    passing = {raw for raw in distinct if memo[raw]}
    return map(passing.__contains__, raws) if passing else None


def _memos(nodes: tuple[Node, ...]) -> list[tuple[str, Memo]] | None:
    """The names and the memos of leaves that all remember what they gave, else `None`."""
    memos: list[tuple[str, Memo]] = []
    for node in nodes:
        if not isinstance(node, Leaf) or node.field.formula is not None:
            return None
        memo = getattr(compile_leaf(node), "__self__", None)
        if not isinstance(memo, Memo):
            return None
        memos.append((node.field.name, memo))
    return memos


def compile_predicate(node: Node, related: Related = NO_RELATED) -> Predicate:
    """Whether an object matches; raises `BadValue` on a value that its field cannot hold."""
    match node:
        case Leaf():
            return _leaf_predicate(node)
        case Search():
            return compile_search(node)
        case Slice():
            return compile_slice(node)
        case Exists() | Counted():
            return _scope_predicate(node, related)
        case Not(part):
            predicate = compile_predicate(part, related)
            return lambda row: not predicate(row)
        case AllOf(nodes):
            return all_of([compile_predicate(each, related) for each in nodes])
        case AnyOf(nodes):
            return any_of([compile_predicate(each, related) for each in nodes])
        case _:
            assert_never(node)


def _leaf_predicate(leaf: Leaf) -> Predicate:
    name, test = leaf.field.name, compile_leaf(leaf)
    if leaf.field.formula is not None:
        read = raw_reader(leaf.field)
        return lambda row: test(read(row))
    memo = getattr(test, "__self__", None)
    if isinstance(memo, Memo):
        return lambda row: memo[row.get(name)]
    return lambda row: test(row.get(name))


def _scope_predicate(node: Exists | Counted, related: Related) -> Predicate:
    """The predicate of a scope or a count that stands on the objects of the request."""
    if isinstance(node, Exists) and isinstance(node.links, tuple) and not reaches_out(node.where):
        match _join(node, node.links, related):
            case []:
                return lambda row: False
            case [(Link(own=own), ids)]:
                return lambda row: id_matches(row, own, ids)
            case keys:
                return lambda row: any([id_matches(row, link.own, ids) for link, ids in keys])
    holds = _framed_scope(node, related)
    return lambda row: holds(Frame(row))


def _compile_framed(node: Node, related: Related) -> FramePredicate:
    """The predicate of what stands in a scope, where scopes may reach further out."""
    match node:
        case Exists() | Counted():
            return _framed_scope(node, related)
        case Not(part):
            predicate = _compile_framed(part, related)
            return lambda frame: not predicate(frame)
        case AllOf(nodes):
            return all_of([_compile_framed(each, related) for each in nodes])
        case AnyOf(nodes):
            return any_of([_compile_framed(each, related) for each in nodes])
        case Leaf() | Search() | Slice():
            plain = compile_predicate(node, related)
            return lambda frame: plain(frame.row)
        case _:
            assert_never(node)


def _framed_scope(node: Exists | Counted, related: Related) -> FramePredicate:
    match node, node.links:
        case Counted(test=test), _:
            count, passes = _count(node, related), compile_test(test)
            return lambda frame: passes(count(frame.row))
        case Exists(), Held() as held:
            matches = _held(held, node.where, related)
            return lambda frame: any(True for _ in matches(frame))
        case Exists(), tuple() as links if reaches_out(node.where):
            return _decided(node, links, related)
        case Exists(), tuple() as links:
            found = _join(node, links, related)
            return lambda frame: _is_found(frame, found)
        case _:
            raise AssertionError(f"no scope: {node}")


def _is_found(frame: Frame, found: IdsByLink) -> bool:
    return any([frame.id_matches(link.level, link.own, ids) for link, ids in found])


def _count(node: Counted, related: Related) -> Callable[[Row], int]:
    """How many of its related objects match, for one object; counts never reach further out."""
    if isinstance(node.links, Held):
        return _held_count(_held(node.links, node.where, related), node.stored)
    source = related[node.kind]
    with source.placing_bad_values():
        counts = counts_by_link(matching_batches(node.where, source, related), node.links)
    keys = [(link.own, known) for link, known in zip(node.links, counts)]
    return lambda row: sum([known.get(row.get(own), 0) for own, known in keys])


def _held_count(matches: Matching, stored: str | None) -> Callable[[Row], int]:
    def count(row: Row) -> int:
        number = carried_number(row, stored)
        return sum(1 for _ in matches(Frame(row))) if number is None else number

    return count


def _held(held: Held, where: Node, related: Related) -> Matching:
    """The objects that an object itself holds and that match in its frame."""
    predicate, key = _compile_framed(where, related), held.key

    def matches(frame: Frame) -> Iterator[Row]:
        for row in held_objects(frame.row, key):
            try:
                if predicate(Frame(row, frame)):
                    yield row
            except BadValue as bad:
                reason = f"{bad.field}: {bad.reason}"
                raise BadValue(key, frame.row.get(key), reason) from None

    return matches


def _join(node: Exists, links: tuple[Link, ...], related: Related) -> IdsByLink:
    """The ids of the matching related objects, where these do not depend on what is outside."""
    source = related[node.kind]
    with source.placing_bad_values():
        return ids_by_link(matching_batches(node.where, source, related), links)


def _decided(node: Exists, links: tuple[Link, ...], related: Related) -> FramePredicate:
    """The same where they do: filtered once for each way in which the outside answers."""
    source = related[node.kind]
    plain, framed = _apart(node.where)
    with source.placing_bad_values():
        candidates = [
            row for batch in matching_batches(plain, source, related) for row in batch.rows
        ]
    predicate = _compile_framed(framed, related)
    decisions = DecisionTree()

    def filtered(recorder: Recorder) -> Iterator[Row]:
        for row in candidates:
            try:
                if predicate(Frame(row, recorder)):
                    yield row
            except BadValue as bad:
                raise bad if bad is recorder.fault else source.placed(bad) from None

    def holds(frame: Frame) -> bool:
        if (found := decisions.decide(frame)) is None:
            recorder = Recorder(frame)
            rows = list(filtered(recorder))
            with source.placing_bad_values():
                found = ids_by_link([Batch(rows, plain=False)], links)
            decisions.add(recorder.trail, found)
        return _is_found(frame, found)

    return holds


def _apart(node: Node) -> tuple[Node, Node]:
    """The conditions of a body without a scope in them, and the others."""
    parts = node.parts if isinstance(node, AllOf) else (node,)
    scoped = [part for part in parts if has_scope(part)]
    plain = [part for part in parts if not has_scope(part)]
    return AllOf(tuple(plain)), AllOf(tuple(scoped))
