"""Runs a plan over prepared rows: the matching rows of each segment, totals, page."""

from __future__ import annotations

from collections.abc import Collection as Several
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from oppquery.index.execution.access_plan import AccessPath, choose_access
from oppquery.index.execution.costs import (
    CostedStrategy,
    Strategy,
    all_rows_of,
    first_rows_of,
    is_deep,
    totals,
)
from oppquery.index.execution.filtering import Filter
from oppquery.index.execution.group_totals import (
    MatchedGroup,
    codes_of_part,
    group_matches,
    grouping_choice,
)
from oppquery.index.execution.paging import MatchedRows, is_stored_in, page
from oppquery.index.segment import Index
from oppquery.index.table import Table
from oppquery.plan import Grouping, Node, Order, Plan
from oppquery.result import Group, Result, Totals, roll_up
from oppquery.rows import StoredRow
from oppquery.scan.currencies import one_currency
from oppquery.scan.grouping import attributes, in_order
from oppquery.scan.scopes import Related
from oppquery.schema.schemas import Schema

CellTotals = tuple[tuple[str, str], Totals]
"""A currency and a value period, and the totals of some rows that have them."""


@dataclass(frozen=True, slots=True)
class PreparedData:
    """Prepared opportunities and what belongs to them; some kinds of index may be forced off."""

    table: Table
    tables: Mapping[str, Table]
    related: Related
    off: frozenset[Index] = frozenset()


def execute(plan: Plan, data: PreparedData) -> Result:
    """The totals and the page of a plan; raises `QueryError` when the matches mix currencies."""
    parts = matching_parts(plan.where, data)
    total = sum(part.count for part in parts)
    stop = total if plan.limit is None else plan.skip + plan.limit
    walks = Index.ORDER not in data.off
    if plan.group is None:
        cells = [(part.segment.currency_and_period, _totals(part, data.off)) for part in parts]
        currency, periods = _rolled_up(cells, data.table.schema)
        rows = page(parts, plan.order, plan.skip, stop, walks=walks)
        return Result(currency, periods, total > stop, rows=rows)
    gathered = group_matches(parts, plan.group, data.off)
    cells = [currency_and_period for group in gathered for currency_and_period in group.cells]
    currency, periods = _rolled_up(cells, data.table.schema)
    groups = list(_groups(plan, plan.group, gathered, stop, walks=walks))
    return Result(currency, periods, total > stop, groups=groups)


def _rolled_up(cells: Sequence[CellTotals], schema: Schema) -> tuple[str, dict[str, Totals]]:
    """The one currency of some cells, and the totals by period."""
    currency = one_currency((code for (code, _), sums in cells if sums.amounts), schema)
    return currency, roll_up((period, sums) for (_, period), sums in cells)


def matching_rows(plan: Plan, data: PreparedData) -> list[StoredRow]:
    """The matching rows themselves, in order."""
    parts = matching_parts(plan.where, data)
    stop = sum(part.count for part in parts) if plan.limit is None else plan.skip + plan.limit
    return page(parts, plan.order, plan.skip, stop, walks=Index.ORDER not in data.off)


def matching_parts(where: Node, data: PreparedData) -> list[MatchedRows]:
    """The matching rows of each segment that has some."""
    find = Filter(data.tables, data.related).find(choose_access(where, data.off))
    found = [(segment, find(segment, segment.all_rows)) for segment in data.table.segments]
    return [MatchedRows(segment, rows, rows.bit_count()) for segment, rows in found if rows]


@dataclass(frozen=True, slots=True)
class Physical:
    """How a plan is answered: its condition, and for each segment the page and the sums."""

    where: AccessPath
    rows: tuple[int, ...]
    pages: tuple[CostedStrategy, ...]
    sums: tuple[CostedStrategy, ...]

    def __str__(self) -> str:
        kept = ", ".join(map(str, self.rows))
        lines = [f"where ({kept} rows)", *(f"  {line}" for line in str(self.where).splitlines())]
        lines += [f"page: {choice}" for choice in self.pages]
        lines += [f"sums: {choice}" for choice in self.sums]
        return "\n".join(lines)


def physical(plan: Plan, data: PreparedData) -> Physical:
    """How a plan would be answered, of groups the page of each left aside."""
    parts = matching_parts(plan.where, data)
    walks = Index.ORDER not in data.off
    stop = sum(part.count for part in parts) if plan.limit is None else plan.skip + plan.limit
    deep = is_deep(plan.skip, sum(part.segment.size for part in parts))
    pages = [_page_choice(part, plan.order, None if deep else stop, walks=walks) for part in parts]
    sums = [
        totals(part.count, part.rows.bit_length(), slices=Index.SUMS not in data.off)
        for part in parts
        if plan.group is None
    ]
    groups = [
        grouping_choice(part, codes_of_part(part, plan.group, data.off), data.off)
        for part in parts
        if plan.group is not None
    ]
    return Physical(
        choose_access(plan.where, data.off),
        tuple(part.count for part in parts),
        () if groups else tuple(pages),
        (*sums, *groups),
    )


def _page_choice(
    part: MatchedRows, orders: Sequence[Order], stop: int | None, *, walks: bool
) -> CostedStrategy:
    size, lie = part.segment.size, walks and is_stored_in(part.segment, orders)
    if stop is None:
        return all_rows_of(part.count, size, walks=walks, lie=lie)
    return first_rows_of(part.count, size, stop, walks=walks, lie=lie)


def _totals(part: MatchedRows, off: Several[Index]) -> Totals:
    segment = part.segment
    if (
        totals(part.count, part.rows.bit_length(), slices=Index.SUMS not in off).way
        is Strategy.READ
    ):
        return segment.added(part.rows)
    return segment.sliced_sums().totals(part.rows, part.count)


def _groups(
    plan: Plan, grouping: Grouping, gathered: Sequence[MatchedGroup], stop: int, *, walks: bool
) -> Iterator[Group]:
    """The groups of the page: those that it touches, or every one when no object is wanted."""
    passed = 0
    for group in in_order(grouping, gathered, lambda each: (each.shown, each.name)):
        size = group.size
        start, end = max(0, plan.skip - passed), min(size, stop - passed)
        passed += size
        if start < end or plan.limit == 0:
            rows = page(group.parts(), plan.order, start, max(start, end), walks=walks)
            key, parts = attributes(grouping, group.shown, group.name)
            periods = roll_up((period, sums) for (_, period), sums in group.cells)
            yield Group(key, parts, periods, () if plan.limit == 0 else rows)
