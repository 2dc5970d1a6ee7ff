"""A plan's conditions as stages over objects, and as one predicate."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, assert_never

from oppquery.formulas import raw_reader
from oppquery.instant_ranges import instants_among
from oppquery.matching import RawTest, compile_leaf
from oppquery.memo import Memo
from oppquery.memory.scopes import (
    ID_REASON,
    NO_RELATED,
    Frame,
    FramePredicate,
    Related,
    by_link,
    has_scope,
    ids_by_link,
    owner,
)
from oppquery.memory.source import Source
from oppquery.plan import All, Exists, Leaf, Link, Node, Not, Range, Search, Slice
from oppquery.plan import Any as AnyOf
from oppquery.readers import BadValue
from oppquery.schema import Field, FirstOf, Type
from oppquery.words import TextTest, compile_words

Row = Mapping[str, Any]
Predicate = Callable[[Row], bool]
Stage = Callable[[Iterable[Row]], Iterator[Row]]

_CHEAP: Final = (Type.ID, Type.CHOICE, Type.LABEL, Type.DATE, Type.BOOLEAN, Type.INTEGER)
ID: Final = "id"
_MD5_DIGITS: Final = 8


def matching(node: Node, source: Source, related: Related) -> Iterable[Row]:
    """The objects of a source that match, as they are asked for."""
    if not source.plain:
        return filter(compile_predicate(node, related), source.rows)
    rows: Iterable[Row] = source.rows
    for stage in compile_stages(node, related):
        rows = stage(rows)
    return rows


def compile_stages(node: Node, related: Related = NO_RELATED) -> list[Stage]:
    """One stage for each condition that must hold; together they keep the matching dicts."""
    parts = node.parts if isinstance(node, All) else (node,)
    return [_stage(part, related) for part in sorted(parts, key=_cost)]


def _cost(node: Node) -> int:
    """Where a condition stands among others: what is cheap to test spares the dear ones rows."""
    match node:
        case Leaf(field) if field.formula is None:
            return 0 if field.type in _CHEAP else 1
        case AnyOf(parts):
            return max(map(_cost, parts), default=0)
        case _:
            return 2


def _stage(node: Node, related: Related) -> Stage:
    match node:
        case Leaf(Field(type=Type.DATETIME) as field, Range() as test) if not field.may_be_list:
            keys = field.formula.keys if isinstance(field.formula, FirstOf) else (field.name,)
            return instants_among(keys, test, compile_leaf(node))
        case Leaf(Field(formula=None, name=name)):
            return _leaf_stage(name, compile_leaf(node))
        case AnyOf(parts) if (memos := _memos(parts)) is not None:
            return lambda rows: _remembered_in_one(rows, memos)
        case _:
            predicate = compile_predicate(node, related)
            return lambda rows: filter(predicate, rows)


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


def _remembered_in_one(rows: Iterable[Row], memos: list[tuple[str, Memo]]) -> Iterator[Row]:
    """The rows of which one value passed."""
    for row in rows:
        for name, memo in memos:
            if memo[row.get(name)]:
                yield row
                break


def _leaf_stage(name: str, test: RawTest) -> Stage:
    memo = getattr(test, "__self__", None)
    if isinstance(memo, Memo):
        return lambda rows: (row for row in rows if memo[row.get(name)])
    return lambda rows: (row for row in rows if test(row.get(name)))


def compile_predicate(node: Node, related: Related = NO_RELATED) -> Predicate:
    """Whether an object matches; raises `BadValue` on a value that its field cannot hold."""
    match node:
        case Leaf():
            return _leaf_predicate(node)
        case Search():
            return _search(node)
        case Slice():
            return _slice(node)
        case Exists():
            return _scope_predicate(node, related)
        case Not(part):
            predicate = compile_predicate(part, related)
            return lambda row: not predicate(row)
        case All(nodes):
            return _all([compile_predicate(each, related) for each in nodes])
        case AnyOf(nodes):
            return _any([compile_predicate(each, related) for each in nodes])
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


def _scope_predicate(node: Exists, related: Related) -> Predicate:
    if has_scope(node.where):
        exists = _tried(node, related)
        return lambda row: exists((row, None))
    match _join(node, related):
        case []:
            return lambda row: False
        case [(Link(own=own), ids)]:
            return lambda row: _carries(row, own, ids)
        case keys:
            return lambda row: any([_carries(row, link.own, ids) for link, ids in keys])


def _compile_framed(node: Node, related: Related) -> FramePredicate:
    """The predicate of what stands in a scope, where scopes may reach further out."""
    match node:
        case Exists():
            return _exists(node, related)
        case Not(part):
            predicate = _compile_framed(part, related)
            return lambda frame: not predicate(frame)
        case All(nodes):
            return _all([_compile_framed(each, related) for each in nodes])
        case AnyOf(nodes):
            return _any([_compile_framed(each, related) for each in nodes])
        case Leaf() | Search() | Slice():
            plain = compile_predicate(node, related)
            return lambda frame: plain(frame[0])
        case _:
            assert_never(node)


def _carries(row: Row, key: str, ids: set[Any]) -> bool:
    """Whether the id under a key is one of these; raises `BadValue` when it is no text."""
    raw = row.get(key)
    if raw.__class__ is not str and raw is not None and not isinstance(raw, str):
        raise BadValue(key, raw, ID_REASON)
    return raw in ids


def _join(node: Exists, related: Related) -> list[tuple[Link, set[Any]]]:
    """The ids that the matching related objects carry, for each link that one of them has."""
    source = related[node.kind]
    with source.placing_bad_values():
        ids = ids_by_link(matching(node.where, source, related), node.links)
    return [(link, known) for link, known in zip(node.links, ids) if known]


def _exists(node: Exists, related: Related) -> FramePredicate:
    if has_scope(node.where):
        return _tried(node, related)
    keys = _join(node, related)

    def holds(frame: Frame) -> bool:
        return any([_carries(owner(frame, link.level), link.own, ids) for link, ids in keys])

    return holds


def _tried(node: Exists, related: Related) -> FramePredicate:
    """Whether one of the related objects that the ids leave matches in its frame."""
    source = related[node.kind]
    predicate = _compile_framed(node.where, related)
    with source.placing_bad_values():
        indexes = by_link(source.rows, node.links)
    keys = [(link, index) for link, index in zip(node.links, indexes) if index]

    def holds(frame: Frame) -> bool:
        for link, index in keys:
            for row in index.get(owner(frame, link.level).get(link.own), ()):
                if predicate((row, frame)):
                    return True
        return False

    def placed(frame: Frame) -> bool:
        try:
            return holds(frame)
        except BadValue as bad:
            raise source.placed(bad) from None

    return placed


def _all(predicates: list[Callable[[Any], bool]]) -> Callable[[Any], bool]:
    def holds(row: Any) -> bool:
        for predicate in predicates:
            if not predicate(row):
                return False
        return True

    return holds


def _any(predicates: list[Callable[[Any], bool]]) -> Callable[[Any], bool]:
    match predicates:
        case [one, other]:
            return lambda row: one(row) or other(row)
        case [one, other, last]:
            return lambda row: one(row) or other(row) or last(row)

    def holds(row: Any) -> bool:
        for predicate in predicates:
            if predicate(row):
                return True
        return False

    return holds


def _search(node: Search) -> Predicate:
    test, names, prefix = compile_words(node.words), node.fields, node.prefix

    def holds(row: Row) -> bool:
        for name in names:
            if (raw := row.get(name)) is not None and _text_holds(name, raw, test):
                return True
        return prefix is not None and _others_hold(row, names, prefix, test)

    return holds


def _text_holds(name: str, raw: Any, test: TextTest) -> bool:
    if not isinstance(raw, str):
        raise BadValue(name, raw, "a text must be a string")
    return test(raw)


def _others_hold(row: Row, names: tuple[str, ...], prefix: str, test: TextTest) -> bool:
    """Whether another string of the object, or a string in one of its lists, passes."""
    for key, raw in row.items():
        if isinstance(key, str) and key.startswith(prefix) and key not in names:
            values = raw if isinstance(raw, list | tuple) else (raw,)
            if any([isinstance(each, str) and test(each) for each in values]):
                return True
    return False


def _slice(node: Slice) -> Predicate:
    """Whether the id of an object falls in one of several parts."""
    from hashlib import md5

    def holds(row: Row) -> bool:
        identity = row.get(ID)
        if identity is not None and not isinstance(identity, str):
            raise BadValue(ID, identity, ID_REASON)
        text = (identity or "").encode(errors="surrogatepass")
        digest = md5(text, usedforsecurity=False).hexdigest()
        return int(digest[:_MD5_DIGITS], 16) % node.parts == node.part - 1

    return holds
