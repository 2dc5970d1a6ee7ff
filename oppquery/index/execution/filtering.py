"""Finds the rows of a segment that pass a condition, along its access path."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import assert_never

from oppquery.index.execution.access_plan import (
    AccessPath,
    ByIndex,
    ByJoin,
    ByScan,
    Every,
    Some,
    Without,
)
from oppquery.index.segment import Segment
from oppquery.index.structures import bitmap
from oppquery.index.structures.column import Column
from oppquery.index.structures.encoding import codes_of
from oppquery.index.structures.type_traits import is_ranked
from oppquery.index.table import Table
from oppquery.plan import In, Leaf, Link, NotEmpty, NotNull, Scalar, Search, Words
from oppquery.rows import Predicate
from oppquery.scan.row_predicates import compile_predicate
from oppquery.scan.scopes import Related
from oppquery.scan.value_tests import compile_leaf, compile_test
from oppquery.schema.fields import Field, Type

Find = Callable[[Segment, int], int]
"""Finds the rows of a segment that pass a test, among a set of candidates that is not empty."""


class Filter:
    """Compiles access paths to functions that find rows; one `Filter` for each request.

    `tables` are the prepared related objects, for semi-joins; `related` are the same as rows, for
    residual conditions.
    """

    def __init__(self, tables: Mapping[str, Table], related: Related) -> None:
        self._tables = tables
        self._related = related

    def find(self, condition: AccessPath) -> Find:
        """The function that finds the rows of a segment that pass a condition."""
        match condition:
            case ByIndex(node):
                return find_by_index(node)
            case ByScan(node):
                return partial(_scanned, cache(partial(compile_predicate, node, self._related)))
            case ByJoin():
                return partial(_owned, cache(partial(self._owners, condition)))
            case Every(parts):
                return partial(_every, list(map(self.find, parts)))
            case Some(parts):
                return partial(_some, list(map(self.find, parts)))
            case Without(part):
                return partial(_without, self.find(part))
            case _:
                assert_never(condition)

    def _owners(self, condition: ByJoin) -> list[Find]:
        """For each link of a semi-join, a function that finds the owners of related rows."""
        kind, links = condition.node.kind, condition.links
        find = self.find(condition.where)
        ids: list[set[str]] = [set() for _ in links]
        with self._related[kind].placing_bad_values():
            for segment in self._tables[kind].segments:
                rows = find(segment, segment.all_rows)
                for link, known in zip(links, ids):
                    rows = _take_ids(segment, link, rows, known)
        return [
            find_by_index(Leaf(_id_field(link.own), In(frozenset(known))))
            for link, known in zip(links, ids)
            if known
        ]


def _every(finds: Iterable[Find], segment: Segment, within: int) -> int:
    for find in finds:
        if not (within := find(segment, within)):
            break
    return within


def _some(finds: Iterable[Find], segment: Segment, within: int) -> int:
    found = 0
    for find in finds:
        if not (rest := within & ~found):
            break
        found |= find(segment, rest)
    return found


def _without(find: Find, segment: Segment, within: int) -> int:
    return within & ~find(segment, within)


def _scanned(predicate: Callable[[], Predicate], segment: Segment, within: int) -> int:
    holds, rows = predicate(), segment.rows
    kept = [place for place in bitmap.positions(within) if holds(rows[place])]
    return bitmap.from_positions(kept, segment.size)


def _owned(owners: Callable[[], Iterable[Find]], segment: Segment, within: int) -> int:
    found = 0
    for find in owners():
        found |= find(segment, within)
    return found


def _id_field(name: str) -> Field:
    return Field(name, Type.ID)


def _take_ids(segment: Segment, link: Link, rows: int, ids: set[str]) -> int:
    """Adds the ids that related rows hold under the key of a link; returns the rows without one."""
    column = segment.column(_id_field(link.key))
    carrying = rows & column.rows_between(0, column.missing)
    ids.update(map(column.values.__getitem__, column.codes_in(carrying)))
    return rows & ~carrying


def find_by_index(node: Leaf | Search) -> Find:
    """The function that finds the rows of a condition by an index."""
    match node:
        case Search():
            return partial(_searched, node)
        case Leaf(Field(type=Type.TEXT) as field, Words() as words):
            return lambda segment, within: segment.words(field).rows(words, within)
        case Leaf(field, In(values)) if is_ranked(field):
            return partial(_equal, field.name, values, node)
        case Leaf(field) if is_ranked(field):
            return lambda segment, within: _ranked(node, segment.column(field)) & within
        case Leaf(field, NotEmpty() | NotNull()):
            return lambda segment, within: segment.presence(node) & within
        case Leaf(field):
            return lambda segment, within: _by_value(node, segment.column(field)) & within
        case _:
            assert_never(node)


def _equal(name: str, values: frozenset[Scalar], leaf: Leaf, segment: Segment, within: int) -> int:
    """The rows with one of some values; no column is needed if all rows of the segment agree."""
    if name in segment.constant_fields:
        return within if segment.constant_fields[name] in values else 0
    return _ranked(leaf, segment.column(leaf.field)) & within


def _searched(node: Search, segment: Segment, within: int) -> int:
    found = 0
    for name in node.fields:
        found |= segment.words(Field(name, Type.TEXT)).rows(node.words, within & ~found)
    if node.prefix is not None:
        found |= segment.other_words(node).rows(node.words, within & ~found)
    return found


def _ranked(leaf: Leaf, column: Column) -> int:
    match codes_of(column, leaf.test):
        case range(start=low, stop=high):
            return column.rows_between(low, high)
        case None:
            passes = compile_test(leaf.test)
            return column.rows_among(
                [code for code in range(column.missing) if passes(column.value(code))]
            )
        case codes:
            return column.rows_among(codes)


def _by_value(leaf: Leaf, column: Column) -> int:
    """The rows that pass a leaf, which is tested once for each distinct raw value."""
    holds = compile_leaf(leaf)
    codes = [code for code, value in enumerate(column.values) if holds(value)]
    if holds(None):
        codes.append(column.missing)
    return column.rows_among(codes)
