"""What an engine finds: cells, groups and a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from oppquery.rows import Row


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over some objects: how many, how many with an amount, and cents."""

    count: int = 0
    amounts: int = 0
    value: int = 0
    expected: int = 0


def roll_up(parts: Iterable[tuple[str, Totals]]) -> dict[str, Totals]:
    """The totals by period of some cells.

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
    """One group: its key as text, its attributes, its totals by period, its rows on the page."""

    key: str | None
    attributes: Mapping[str, Any]
    periods: Mapping[str, Totals]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of an engine: totals by period over all matches, and the page.

    The page is `groups` when the request grouped, else `rows`.
    """

    currency: str
    periods: Mapping[str, Totals]
    has_more: bool
    rows: Sequence[Row] = ()
    groups: Sequence[Group] | None = None
