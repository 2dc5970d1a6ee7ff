"""The answer of an engine to a plan: totals by currency and value period, groups, and a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from oppquery.rows import Row


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over some objects: `value` and `expected` are in cents.

    `count` is the number of objects, `amounts` the number of those that have a value.
    """

    count: int = 0
    amounts: int = 0
    value: int = 0
    expected: int = 0


CellTotals = tuple[tuple[str, str], Totals]
"""A currency and a value period, and the totals of the objects that have both."""


def roll_up(parts: Iterable[tuple[str, Totals]]) -> dict[str, Totals]:
    """The totals by value period, from those of cells each of which has one period.

    >>> roll_up([("monthly", Totals(1, 1, 5, 4)), ("monthly", Totals(1))])
    {'monthly': Totals(count=2, amounts=1, value=5, expected=4)}
    """
    cells: dict[str, list[Totals]] = {}
    for period, totals in parts:
        cells.setdefault(period, []).append(totals)
    return {period: _added(each) for period, each in cells.items()}


def _added(cells: list[Totals]) -> Totals:
    if len(cells) == 1:
        return cells[0]
    return Totals(
        sum([each.count for each in cells]),
        sum([each.amounts for each in cells]),
        sum([each.value for each in cells]),
        sum([each.expected for each in cells]),
    )


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a page: its key as text, its attributes, its totals by currency and period.

    `rows` are those of its objects that are on the page.
    """

    key: str | None
    attributes: Mapping[str, Any]
    cells: Sequence[CellTotals]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of an engine: totals by currency and period over all matches, and the page.

    The page is `groups` when the request groups, else `rows`. Several cells may be of the same
    currency and period.
    """

    cells: Sequence[CellTotals]
    has_more: bool
    rows: Sequence[Row] = ()
    groups: Sequence[Group] | None = None
