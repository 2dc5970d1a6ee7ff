"""The order in which the rows of a segment are stored: input order, or clustered by a field.

Clustered rows are stored by falling value. High bits are then set in the first rows only, so that
bit slices of this field, and of fields computed from it, are short numbers, and the rows above a
bound are a run from the first row on.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from oppquery.index.structures import bitmap
from oppquery.index.structures.column import Column
from oppquery.plan import Order


@dataclass(frozen=True)
class Layout:
    """The order in which the rows of a segment are stored, place by place.

    - `sequence`: the number of each row in the input of the whole table.
    - `key`: the field by whose falling value rows are stored, missing values last, ties in input
      order. `None` for rows in input order.
    - `global_rank`: the place of each row if the whole table were stored by the key: a sort key
      that is comparable across segments.
    """

    sequence: array[int]
    key: str | None = None
    global_rank: array[int] | None = None

    def is_sorted_by(self, orders: Sequence[Order]) -> bool:
        """Whether the rows are stored in this order already, ties in input order."""
        asked = [(order.field.name, order.descending) for order in orders]
        return asked == ([] if self.key is None else [(self.key, True)])

    def keeps_ties_of(self, orders: Sequence[Order]) -> bool:
        """Whether rows that an order leaves tied are stored in input order."""
        return self.key is None or any(order.field.name == self.key for order in orders)

    @cached_property
    def input_order(self) -> Sequence[int]:
        """The places of the rows, sorted by input order."""
        places = range(len(self.sequence))
        if self.key is None:
            return places
        return array("I", sorted(places, key=self.sequence.tolist().__getitem__))


def in_falling_order(values: Sequence[Any]) -> list[int]:
    """The places of values, sorted by falling value; null last, ties in place order.

    >>> in_falling_order([1, None, 2])
    [2, 0, 1]
    """
    if None not in values:
        return sorted(range(len(values)), key=values.__getitem__, reverse=True)
    known = [place for place, value in enumerate(values) if value is not None]
    known.sort(key=values.__getitem__, reverse=True)
    return known + [place for place, value in enumerate(values) if value is None]


class FallingColumn(Column):
    """The ranked column of the field by which rows are clustered.

    Rows are stored by falling code, those without a value last. Each range of codes is one run of
    rows, so neither bitmaps nor bit slices are needed.
    """

    def rows_between(self, low: int, high: int) -> int:
        """The rows whose code is at least `low` and less than `high`: one run, or two."""
        low, high = max(low, 0), min(high, self.missing + 1)
        if low >= high:
            return 0
        starts = self.starts()
        known = starts[self.missing]
        up_to_low = bitmap.full(known - starts[low])
        if high <= self.missing:
            return up_to_low ^ bitmap.full(known - starts[high])
        return up_to_low | self.all_rows ^ bitmap.full(known)

    def rows_of(self, code: int) -> int:
        """The rows that have this code."""
        return self.rows_between(code, code + 1)

    def prepare_lookups(self) -> None:
        """Builds the places where the runs of rows begin."""
        self.starts()

    def prepare_ranges(self) -> None:
        """Nothing to build: a range of values is a run of rows as well."""

    def descending(self) -> Sequence[int]:
        """The rows in storage order."""
        return range(self.size)
