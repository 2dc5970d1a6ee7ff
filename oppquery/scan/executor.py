"""Runs a plan in one pass over the objects: filter, totals, page."""

from __future__ import annotations

from oppquery.data.source import Source
from oppquery.plan import Plan
from oppquery.result import Result
from oppquery.rows import Row
from oppquery.scan.aggregator import Bucket, aggregate, amounts_check
from oppquery.scan.group_pages import groups_of_page
from oppquery.scan.ordering import page_of
from oppquery.scan.row_predicates import matching_batches
from oppquery.scan.scopes import Related
from oppquery.schema.schemas import Schema


def execute(plan: Plan, source: Source, schema: Schema, related: Related) -> Result:
    """The totals and the page of a plan; raises `DataError` for bad data."""
    with source.placing_bad_values():
        buckets = aggregate(matching_batches(plan.where, source, related), schema, plan.group)
        cells = [cell for bucket in buckets.values() for cell in bucket.cells]
        total = sum(totals.count for _, totals in cells)
        stop = total if plan.limit is None else plan.skip + plan.limit
        if plan.group is None:
            page = page_of(buckets[None].rows, plan.order, plan.skip, stop)
            return Result(cells, total > stop, rows=page)

        def rows_of(bucket: Bucket, start: int, end: int) -> list[Row]:
            return page_of(bucket.rows, plan.order, start, end)

        groups = list(groups_of_page(plan, plan.group, buckets.values(), rows_of))
        return Result(cells, total > stop, groups=groups)


def select_rows(plan: Plan, source: Source, related: Related) -> list[Row]:
    """The matching objects themselves, in order; raises `DataError` for bad data."""
    with source.placing_bad_values():
        check = amounts_check(source.schema)
        found: list[Row] = []
        for batch in matching_batches(plan.where, source, related):
            check(batch)
            found += batch.rows
        stop = len(found) if plan.limit is None else plan.skip + plan.limit
        return page_of(found, plan.order, plan.skip, stop)
