"""Sort keys that are comparable across segments, whose codes are not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import total_ordering
from operator import neg
from typing import Any

from oppquery.index.structures.column import Column
from oppquery.index.structures.type_traits import traits
from oppquery.plan import Order


def column_keys(
    column: Column, order: Order, places: Sequence[int]
) -> tuple[Iterable[bool], Iterable[Any]]:
    """For each place whether it lacks a value, which sorts last, and its value as a sort key."""
    missing = column.missing
    value = column.values.__getitem__ if column.read is None else column.value
    codes = list(map(column.codes.__getitem__, places))
    lacks = [code == missing for code in codes]
    known = [None if lack else value(code) for code, lack in zip(codes, lacks)]
    if not order.descending:
        return lacks, known
    turned = neg if traits(order.field).is_integer else Reversed
    return lacks, [None if each is None else turned(each) for each in known]


@total_ordering
class Reversed:
    """A value that sorts before smaller ones, for values that have no negative."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reversed) and bool(self.value == other.value)

    def __lt__(self, other: Reversed) -> bool:
        return bool(other.value < self.value)
