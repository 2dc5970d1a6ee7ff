"""How a page and groups are come by: the ways that there are, and which one costs least."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Strategy(StrEnum):
    """A way to find the rows of a page, or the totals of groups."""

    WALK = "walk the presorted rows until enough match"
    FILTER = "filter the presorted rows"
    SORT = "sort the rows that match"
    READ = "read the amounts of the rows that match"
    SLICES = "sum by slices"
    MASKS = "sum by slices under a mask of each group"
    TAKE = "take the amounts of the rows that match"
    PACKED = "add packed amounts in one pass over all rows"


@dataclass(frozen=True, slots=True)
class CostedStrategy:
    """A way, and about how many nanoseconds it takes."""

    way: Strategy
    cost: float

    def __str__(self) -> str:
        return f"{self.way}, about {self.cost / 1e6:.3f} ms"


_STEP: Final = 60.0
_ALONG: Final = 15.0
_SORTED: Final = 250.0
_FILTERED: Final = 40.0
_MERGED: Final = 1_500.0
_READ: Final = 500.0
_TAKEN: Final = 140.0
_PASSED: Final = 12.0
_ADDED: Final = 50.0
_COUNTED: Final = 2.5
_MASKED: Final = 10_000.0
"""Nanoseconds: of a step along an order, of one along rows as they lie, to sort a row, to filter
one of an order, to merge one, to read a row, to take its amounts, to pass one by, to add one, to
sum one by slices, to begin a mask."""


def first_rows_of(
    count: int, size: int, wanted: int, *, walks: bool = True, lie: bool = False
) -> CostedStrategy:
    """How the first `wanted` of `count` matching rows among `size` are found in an order.

    Where the rows `lie` in that order, there is nothing to sort.
    """
    steps = size if wanted >= count else size * wanted / count
    if lie:
        return CostedStrategy(Strategy.WALK, steps * _ALONG)
    sort = CostedStrategy(Strategy.SORT, count * _SORTED)
    return min(sort, CostedStrategy(Strategy.WALK, steps * _STEP), key=_cost) if walks else sort


def all_rows_of(count: int, size: int, *, walks: bool = True, lie: bool = False) -> CostedStrategy:
    """How all of `count` matching rows among `size` are brought to an order."""
    if lie:
        return CostedStrategy(Strategy.WALK, size * _ALONG)
    sort = CostedStrategy(Strategy.SORT, count * _SORTED)
    return (
        min(sort, CostedStrategy(Strategy.FILTER, size * _FILTERED), key=_cost) if walks else sort
    )


def is_deep(start: int, size: int) -> bool:
    """Whether a page begins so far in that all rows are ordered, to leave out what is before."""
    return start * _MERGED > size * _FILTERED


def totals(count: int, size: int, *, slices: bool = True) -> CostedStrategy:
    """How `count` matching rows, all among the first `size`, are summed."""
    read = CostedStrategy(Strategy.READ, count * _READ)
    return (
        min(read, CostedStrategy(Strategy.SLICES, size * _COUNTED), key=_cost) if slices else read
    )


def totals_of_groups(count: int, size: int, groups: int, *, slices: bool = True) -> CostedStrategy:
    """How `count` matching rows, all among the first `size`, are summed by the group of each."""
    take = CostedStrategy(Strategy.TAKE, count * _TAKEN)
    packed = CostedStrategy(Strategy.PACKED, size * _PASSED + count * _ADDED)
    masks = CostedStrategy(Strategy.MASKS, groups * (_MASKED + size * _COUNTED))
    return min(take, packed, masks, key=_cost) if slices else take


def _cost(choice: CostedStrategy) -> float:
    return choice.cost
