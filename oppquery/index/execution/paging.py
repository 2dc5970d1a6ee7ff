"""A page of the rows that match, taken from several segments."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import total_ordering
from itertools import chain, compress, groupby, islice
from operator import neg
from typing import Any, Final

from oppquery.index.execution.costs import Strategy, all_rows_of, first_rows_of, is_deep
from oppquery.index.segment import Segment
from oppquery.index.structures import bitmap
from oppquery.index.structures.column import Column
from oppquery.plan import Order
from oppquery.rows import StoredRow
from oppquery.schema.fields import Type

_WHOLE: Final = frozenset({Type.INTEGER, Type.DATE, Type.DATETIME})
_SPARE: Final = 8
"""So many rows of a segment are looked at besides those that it may have on the page."""

Key = Any
"""A row stands to those of other segments as its key does to theirs: no two keys are equal."""


@dataclass(frozen=True, slots=True)
class MatchedRows:
    """Some rows of a segment."""

    segment: Segment
    rows: int
    count: int


def page(
    parts: Sequence[MatchedRows],
    orders: Sequence[Order],
    start: int,
    stop: int,
    *,
    walks: bool = True,
) -> list[StoredRow]:
    """The rows from `start` to `stop` in that order; `walks` along presorted ones where it pays."""
    parts = [part for part in parts if part.count]
    total = sum(part.count for part in parts)
    start, stop = min(start, total), min(stop, total)
    if start >= stop:
        return []
    runs = [_Run(part, orders, walks=walks) for part in parts]
    if is_deep(start, sum(part.segment.size for part in parts)):
        sorted_runs = [(run, run.whole()) for run in runs]
        starts = _split(sorted_runs, start)
        tails = [(run, places[at:]) for (run, places), at in zip(sorted_runs, starts)]
        return _merged(tails, stop - start)
    found = _merged([(run, run.first(stop)) for run in runs], stop)
    return found[start:]


def _merged(runs: Sequence[tuple[_Run, Iterable[int]]], count: int) -> list[StoredRow]:
    if len(runs) == 1:
        run, places = runs[0]
        rows = run.part.segment.rows
        return [rows[place] for place in islice(places, count)]
    return _first([(run, iter(places)) for run, places in runs], count)


def _first(runs: Sequence[tuple[_Run, Iterator[int]]], count: int) -> list[StoredRow]:
    """The first rows of several runs: a share of each is looked at, and more if need be."""
    total = sum([run.part.count for run, _ in runs])
    keys: list[Key] = []
    rows: list[StoredRow] = []
    ends: list[Key] = []
    for run, places in runs:
        share = count * run.part.count // total
        wanted = min(count, share + share // 4 + _SPARE)
        first = run.look_at(islice(places, wanted), rows)
        keys += first
        ends += first[wanted - 1 :]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    if len(keys) < count or min(ends, default=keys[order[-1]]) < keys[order[count - 1]]:
        for run, places in runs:
            keys += run.look_at(islice(places, count), rows)
        order = sorted(range(len(keys)), key=keys.__getitem__)
    return [rows[each] for each in order[:count]]


def _split(runs: Sequence[tuple[_Run, Sequence[int]]], start: int) -> list[int]:
    """How many places of each sorted run come before the one that is `start` in all."""
    low = [0] * len(runs)
    high = [len(places) for _, places in runs]
    while sum(low) < start:
        widest = max(range(len(runs)), key=lambda each: high[each] - low[each])
        middle = (low[widest] + high[widest]) // 2
        run, places = runs[widest]
        pivot = run.key(places[middle])
        before = [
            bisect_left(places, pivot, low[at], high[at], key=run.key)
            for at, (run, places) in enumerate(runs)
        ]
        before[widest] = middle
        if sum(before) >= start:
            high = before
        else:
            low = before
            low[widest] += 1
    return low


def is_stored_in(segment: Segment, orders: Sequence[Order]) -> bool:
    """Whether an order is the one in which the rows of a segment lie."""
    key = segment.layout.key
    by_key = [(order.field.name, order.descending) for order in orders]
    return by_key == ([] if key is None else [(key, True)])


class _Run:
    """The rows of one part in an order."""

    def __init__(self, part: MatchedRows, orders: Sequence[Order], *, walks: bool) -> None:
        segment = part.segment
        self.part = part
        self._orders = orders
        self._walks = walks
        self._is_stored_in_order = walks and is_stored_in(segment, orders)
        self._columns = (
            [] if self._is_stored_in_order else [segment.order(order.field) for order in orders]
        )
        self._global_rank = segment.layout.global_rank if self._is_stored_in_order else None

    def key(self, place: int) -> Key:
        """The key of one row."""
        (key,) = self._keys((place,))
        return key

    def look_at(self, places: Iterable[int], rows: list[StoredRow]) -> list[Key]:
        """The keys of some rows, which are put behind the others."""
        places = list(places)
        rows += map(self.part.segment.rows.__getitem__, places)
        return self._keys(places)

    def _keys(self, places: Sequence[int]) -> list[Key]:
        if self._global_rank is not None:
            return list(map(self._global_rank.__getitem__, places))
        keys = [_column_keys(*each, places) for each in zip(self._columns, self._orders)]
        numbers = map(self.part.segment.layout.sequence.__getitem__, places)
        return list(zip(*chain.from_iterable(keys), numbers))

    def first(self, count: int) -> Iterable[int]:
        """The places of the first rows, of which so many will be asked at most."""
        part, size = self.part, self.part.segment.size
        if self._is_stored_in_order and part.count <= count:
            return bitmap.positions(part.rows)
        if self._is_stored_in_order:
            return bitmap.walk(range(size), part.rows, size)
        if first_rows_of(part.count, size, count, walks=self._walks).way is Strategy.SORT:
            return self._sorted()
        return self._ties_sorted(bitmap.walk(self._permutation(), part.rows, size))

    def whole(self) -> Sequence[int]:
        """The places of all rows."""
        part, size = self.part, self.part.segment.size
        if self._is_stored_in_order:
            return range(size) if part.count == size else bitmap.positions(part.rows)
        if all_rows_of(part.count, size, walks=self._walks).way is Strategy.SORT:
            return self._sorted()
        permutation = self._permutation()
        if part.count == size and len(self._columns) < 2:
            return permutation
        truth = bitmap.truth(part.rows, size)
        places = compress(permutation, map(truth.__getitem__, permutation))
        return list(self._ties_sorted(places))

    def _permutation(self) -> Sequence[int]:
        if not self._columns:
            return self.part.segment.layout.input_order
        column, order = self._columns[0], self._orders[0]
        return column.descending() if order.descending else column.ascending()

    def _sorted(self) -> Sequence[int]:
        places = bitmap.positions(self.part.rows)
        if not self._lies_in_turn():
            places.sort(key=self.part.segment.layout.sequence.__getitem__)
        return _in_order(places, self._columns, self._orders)

    def _lies_in_turn(self) -> bool:
        """Whether rows that the order does not tell apart lie in input order."""
        key = self.part.segment.layout.key
        return key is None or any(order.field.name == key for order in self._orders)

    def _ties_sorted(self, places: Iterable[int]) -> Iterable[int]:
        """Places in the first order, brought to the others where that has ties."""
        if len(self._columns) < 2:
            return places
        first, *others = self._columns
        ties = groupby(places, key=first.codes.__getitem__)
        return (
            place for _, tied in ties for place in _in_order(list(tied), others, self._orders[1:])
        )


def _in_order(
    places: Sequence[int], columns: Sequence[Column], orders: Sequence[Order]
) -> Sequence[int]:
    for column, order in reversed(list(zip(columns, orders))):
        places = column.ordered(places, descending=order.descending)
    return places


def _column_keys(
    column: Column, order: Order, places: Sequence[int]
) -> tuple[Iterable[bool], Iterable[Any]]:
    """Whether each place lacks a value, and its value as it stands in the order."""
    missing = column.missing
    value = column.values.__getitem__ if column.read is None else column.value
    codes = list(map(column.codes.__getitem__, places))
    lacks = [code == missing for code in codes]
    known = [None if lack else value(code) for code, lack in zip(codes, lacks)]
    if not order.descending:
        return lacks, known
    turned = neg if order.field.type in _WHOLE else Reversed
    return lacks, [None if each is None else turned(each) for each in known]


@total_ordering
class Reversed:
    """A value that stands before those that are less."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reversed) and bool(self.value == other.value)

    def __lt__(self, other: Reversed) -> bool:
        return bool(other.value < self.value)
