"""The cost model: estimates each strategy for pages and totals, and chooses the cheapest.

The constants were measured with CPython 3.11. Only their ratios matter: they decide where one
strategy begins to beat another.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from oppquery.index.registry import ALL_INDEXES, Index


class Strategy(StrEnum):
    """A way to bring the rows of a page into order, or to sum rows."""

    STORED = "read the rows as they are stored"
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
    """A strategy and its estimated `cost` in nanoseconds."""

    strategy: Strategy
    cost: float

    def __str__(self) -> str:
        return f"{self.strategy}, about {self.cost / 1e6:.3f} ms"


_STORED: Final = 15.0
"""Nanoseconds to pass one row in the order in which rows are stored."""
_STEP: Final = 60.0
"""Nanoseconds to pass one row of a presorted order, one by one."""
_FILTER: Final = 40.0
"""Nanoseconds to pass one row of a presorted order when the whole order is filtered at once."""
_SORT: Final = 250.0
"""Nanoseconds to sort one matching row."""
_MERGE: Final = 1_500.0
"""Nanoseconds to merge one row of several segments: its sort key is made and compared."""
_READ: Final = 500.0
"""Nanoseconds to read the amounts of one row from the object itself."""
_SLICE: Final = 2.5
"""Nanoseconds a row to sum a set of rows by bit slices, whether or not the row is in the set."""
_MASK: Final = 10_000.0
"""Nanoseconds to begin the sums of one group by bit slices, whatever its size."""
_TAKE: Final = 140.0
"""Nanoseconds to look up the packed amounts of one matching row and add them."""
_PASS: Final = 12.0
"""Nanoseconds to pass one row in a pass over all packed amounts."""
_ADD: Final = 50.0
"""Nanoseconds to add the packed amounts of one matching row in such a pass."""


@dataclass(frozen=True, slots=True)
class CostModel:
    """Chooses the cheapest strategy among those whose indexes are available.

    Tests leave a kind of index out of `available`, to show that no answer depends on it.
    """

    available: frozenset[Index] = ALL_INDEXES

    def ordering(
        self, count: int, size: int, wanted: int | None, *, stored: bool
    ) -> CostedStrategy:
        """How `count` matching rows among the `size` of a segment are brought into an order.

        Only the first `wanted` are needed, or all of them if that is `None`. `stored` says that
        the rows are stored in this order.
        """
        sort = CostedStrategy(Strategy.SORT, count * _SORT)
        if Index.ORDER not in self.available:
            return sort
        passed = size if wanted is None or wanted >= count else size * wanted / count
        if stored:
            return CostedStrategy(Strategy.STORED, passed * _STORED)
        if wanted is None:
            return _cheapest(sort, CostedStrategy(Strategy.FILTER, passed * _FILTER))
        return _cheapest(sort, CostedStrategy(Strategy.WALK, passed * _STEP))

    def is_deep(self, start: int, size: int) -> bool:
        """Whether a page begins so late that all rows are ordered and those before it skipped.

        Otherwise the rows of the segments, `size` in all, are merged from the first one on.
        """
        return start * _MERGE > size * _FILTER

    def totals(self, count: int, size: int) -> CostedStrategy:
        """How `count` matching rows, all among the first `size` of a segment, are summed."""
        read = CostedStrategy(Strategy.READ, count * _READ)
        if Index.SUMS not in self.available:
            return read
        return _cheapest(read, CostedStrategy(Strategy.SLICES, size * _SLICE))

    def totals_of_groups(self, count: int, size: int, groups: int) -> CostedStrategy:
        """How `count` matching rows, all among the first `size`, are summed for each group."""
        if Index.SUMS not in self.available:
            return CostedStrategy(Strategy.READ, count * _READ)
        take = CostedStrategy(Strategy.TAKE, count * _TAKE)
        packed = CostedStrategy(Strategy.PACKED, size * _PASS + count * _ADD)
        masks = CostedStrategy(Strategy.MASKS, groups * (_MASK + size * _SLICE))
        return _cheapest(take, packed, masks)


def _cheapest(*strategies: CostedStrategy) -> CostedStrategy:
    return min(strategies, key=lambda each: each.cost)
