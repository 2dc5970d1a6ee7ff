"""The groups that a page touches, with their objects on it: shared by both engines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

from oppquery.plan import Grouping, Plan
from oppquery.result import CellTotals, Group
from oppquery.rows import Row
from oppquery.scan.grouping import attributes, in_order


class FoundGroup(Protocol):
    """A group as an engine found it, before its objects are sorted."""

    @property
    def shown(self) -> Any:
        """The value that the group shows."""

    @property
    def name(self) -> str | None:
        """The name of the object whose id the value is."""

    @property
    def size(self) -> int:
        """The number of its objects."""
        ...

    @property
    def cells(self) -> Iterable[CellTotals]:
        """Its totals by currency and value period."""
        ...


G = TypeVar("G", bound=FoundGroup)
RowsOf = Callable[[G, int, int], Sequence[Row]]
"""Gives the objects of a group, in the order of the plan, from one place to another."""


def groups_of_page(
    plan: Plan, grouping: Grouping, groups: Iterable[G], rows_of: RowsOf[G]
) -> Iterator[Group]:
    """The groups of a page, in order; all groups, without objects, where the limit is 0.

    Objects are counted through the groups: with groups of 3 and 4 objects, a page that skips 2
    and takes 3 has the last object of the first group and the first two of the second.
    """
    passed = 0
    for group in in_order(grouping, groups, lambda each: (each.shown, each.name)):
        start = max(0, plan.skip - passed)
        end = group.size if plan.limit is None else plan.skip + plan.limit - passed
        end = min(group.size, end)
        passed += group.size
        if plan.limit == 0 or start < end:
            rows = rows_of(group, start, end) if start < end else ()
            key, parts = attributes(grouping, group.shown, group.name)
            yield Group(key, parts, tuple(group.cells), rows)
