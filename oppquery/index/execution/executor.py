"""Runs a plan over prepared rows: the matching rows of each segment, totals, page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from oppquery.index.execution.access_plan import choose_access
from oppquery.index.execution.costs import CostModel, Strategy
from oppquery.index.execution.filtering import Filter
from oppquery.index.execution.group_totals import MatchedGroup, group_matches
from oppquery.index.execution.matched_rows import MatchedRows
from oppquery.index.execution.paging import page
from oppquery.index.table import Table
from oppquery.plan import Node, Plan
from oppquery.result import Result, Totals
from oppquery.rows import StoredRow
from oppquery.scan.group_pages import groups_of_page
from oppquery.scan.scopes import Related


@dataclass(frozen=True, slots=True)
class PreparedData:
    """The rows that a plan is run over.

    `table` holds the opportunities, `tables` the objects of every scope by its name, and
    `related` the same objects as rows, for conditions that are tested row by row. `costs` chooses
    among the indexes that may be used.
    """

    table: Table
    tables: Mapping[str, Table]
    related: Related
    costs: CostModel


def execute(plan: Plan, data: PreparedData) -> Result:
    """The totals and the page of a plan."""
    parts = matching_parts(plan.where, data)
    total = sum(part.count for part in parts)
    stop = total if plan.limit is None else plan.skip + plan.limit
    if plan.group is None:
        cells = [(part.segment.currency_and_period, _totals(part, data.costs)) for part in parts]
        rows = page(parts, plan.order, plan.skip, stop, data.costs)
        return Result(cells, total > stop, rows=rows)
    gathered = group_matches(parts, plan.group, data.costs)
    cells = [cell for group in gathered for cell in group.cells]

    def rows_of(group: MatchedGroup, start: int, end: int) -> list[StoredRow]:
        return page(group.parts(), plan.order, start, end, data.costs)

    groups = list(groups_of_page(plan, plan.group, gathered, rows_of))
    return Result(cells, total > stop, groups=groups)


def matching_rows(plan: Plan, data: PreparedData) -> list[StoredRow]:
    """The matching rows in the order of a plan, as they are stored."""
    parts = matching_parts(plan.where, data)
    stop = sum(part.count for part in parts) if plan.limit is None else plan.skip + plan.limit
    return page(parts, plan.order, plan.skip, stop, data.costs)


def matching_parts(where: Node, data: PreparedData) -> list[MatchedRows]:
    """The matching rows of each segment that has any."""
    find = Filter(data.tables, data.related).find(choose_access(where, data.costs.available))
    found = [(segment, find(segment, segment.all_rows)) for segment in data.table.segments]
    return [MatchedRows(segment, rows, rows.bit_count()) for segment, rows in found if rows]


def _totals(part: MatchedRows, costs: CostModel) -> Totals:
    if costs.totals(part.count, part.rows.bit_length()).strategy is Strategy.READ:
        return part.segment.added(part.rows)
    return part.segment.sliced_sums().totals(part.rows)
