"""The matching rows of one segment in the order of a request: a run, to be merged with others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, compress, groupby
from typing import Any

from oppquery.index.execution.costs import CostedStrategy, CostModel, Strategy
from oppquery.index.execution.matched_rows import MatchedRows
from oppquery.index.execution.sort_keys import column_keys
from oppquery.index.structures import bitmap
from oppquery.index.structures.column import Column
from oppquery.plan import Order
from oppquery.rows import StoredRow

Key = Any
"""Sort key comparable across segments; unique per row."""


def choose_ordering(
    part: MatchedRows, orders: Sequence[Order], wanted: int | None, costs: CostModel
) -> CostedStrategy:
    """How the first `wanted` rows of a part, or all if that is `None`, are brought into order."""
    segment = part.segment
    stored = segment.layout.is_sorted_by(orders)
    return costs.ordering(part.count, segment.size, wanted, stored=stored)


class Run:
    """The first `wanted` rows of a part in an order, or all, found by one strategy."""

    def __init__(
        self, part: MatchedRows, orders: Sequence[Order], wanted: int | None, costs: CostModel
    ) -> None:
        segment = part.segment
        self.part = part
        self._orders = orders
        self._wanted = wanted
        self._strategy = choose_ordering(part, orders, wanted, costs).strategy
        stored = self._strategy is Strategy.STORED
        self._columns = [] if stored else [segment.order(order.field) for order in orders]
        self._global_rank = segment.layout.global_rank if stored else None

    def places(self) -> Iterable[int]:
        """The places of the rows in the segment, in order."""
        match self._strategy:
            case Strategy.STORED:
                return self._as_stored()
            case Strategy.WALK:
                return self._walked()
            case Strategy.FILTER:
                return self._filtered()
            case _:
                return self._sorted()

    def key(self, place: int) -> Key:
        """The sort key of one row."""
        (key,) = self._keys((place,))
        return key

    def read(self, places: Iterable[int], rows: list[StoredRow]) -> list[Key]:
        """The sort keys of the rows at some places; the rows themselves are added to `rows`."""
        places = list(places)
        rows += map(self.part.segment.rows.__getitem__, places)
        return self._keys(places)

    def _keys(self, places: Sequence[int]) -> list[Key]:
        if self._global_rank is not None:
            return list(map(self._global_rank.__getitem__, places))
        keys = [column_keys(*each, places) for each in zip(self._columns, self._orders)]
        numbers = map(self.part.segment.layout.sequence.__getitem__, places)
        return list(zip(*chain.from_iterable(keys), numbers))

    def _as_stored(self) -> Iterable[int]:
        part, size = self.part, self.part.segment.size
        if part.count == size:
            return range(size)
        if self._wanted is None or part.count <= self._wanted:
            return bitmap.positions(part.rows)
        return bitmap.walk(range(size), part.rows, size)

    def _walked(self) -> Iterable[int]:
        part = self.part
        return self._ties_sorted(bitmap.walk(self._permutation(), part.rows, part.segment.size))

    def _filtered(self) -> Iterable[int]:
        part, size, permutation = self.part, self.part.segment.size, self._permutation()
        if part.count == size:
            return self._ties_sorted(permutation)
        truth = bitmap.truth(part.rows, size)
        return self._ties_sorted(compress(permutation, map(truth.__getitem__, permutation)))

    def _sorted(self) -> Sequence[int]:
        layout, places = self.part.segment.layout, bitmap.positions(self.part.rows)
        if not layout.keeps_ties_of(self._orders):
            places.sort(key=layout.sequence.__getitem__)
        return _in_order(places, self._columns, self._orders)

    def _permutation(self) -> Sequence[int]:
        """All rows of the segment by the first key of the order, ties in input order."""
        if not self._columns:
            return self.part.segment.layout.input_order
        column, order = self._columns[0], self._orders[0]
        return column.descending() if order.descending else column.ascending()

    def _ties_sorted(self, places: Iterable[int]) -> Iterable[int]:
        """Places sorted by the first key, with its ties sorted by the other keys."""
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
    """Places sorted by several keys: stable sorts, the last key first."""
    for column, order in reversed(list(zip(columns, orders))):
        places = column.ordered(places, descending=order.descending)
    return places
