"""What an engine finds: cells, groups and a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums over some objects: how many, how many with an amount, and cents."""

    count: int = 0
    amounts: int = 0
    value: int = 0
    expected: int = 0

    def __add__(self, other: Totals) -> Totals:
        return Totals(
            self.count + other.count,
            self.amounts + other.amounts,
            self.value + other.value,
            self.expected + other.expected,
        )


def roll_up(parts: Iterable[tuple[str, Totals]]) -> dict[str, Totals]:
    """The totals by period of some cells."""
    periods: dict[str, Totals] = {}
    for period, totals in parts:
        known = periods.get(period)
        periods[period] = totals if known is None else known + totals
    return periods


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
