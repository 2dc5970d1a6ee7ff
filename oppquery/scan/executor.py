"""Runs a plan over objects in memory: filter, totals, page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from oppquery.data.readers import reader
from oppquery.data.source import Source
from oppquery.plan import Grouping, Plan
from oppquery.result import Group, Result, roll_up
from oppquery.rows import Row
from oppquery.scan.aggregator import Bucket, aggregate, amounts_check
from oppquery.scan.currencies import one_currency
from oppquery.scan.grouping import attributes, in_order, least_name
from oppquery.scan.ordering import page_of
from oppquery.scan.row_predicates import matching_batches
from oppquery.scan.scopes import Related
from oppquery.schema.schemas import Schema


def execute(plan: Plan, source: Source, schema: Schema, related: Related) -> Result:
    """The totals and the page of a plan.

    Raises `DataError` for bad data, and `QueryError` when the matches mix currencies.
    """
    with source.placing_bad_values():
        buckets = aggregate(matching_batches(plan.where, source, related), schema, plan.group)
        currency = one_currency(_currencies(buckets.values()), schema)
        periods = roll_up(each for bucket in buckets.values() for each in bucket.totals())
        total = sum(totals.count for totals in periods.values())
        stop = total if plan.limit is None else plan.skip + plan.limit
        if plan.group is None:
            page = page_of(buckets[None].rows, plan.order, plan.skip, stop)
            return Result(currency, periods, total > stop, rows=page)
        groups = list(_groups(plan, plan.group, buckets, stop))
        return Result(currency, periods, total > stop, groups=groups)


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


def _currencies(buckets: Iterable[Bucket]) -> Iterator[str]:
    return (code for bucket in buckets for code in bucket.currencies())


def _groups(
    plan: Plan, grouping: Grouping, buckets: Mapping[Any, Bucket], stop: int
) -> Iterator[Group]:
    """The groups of the page: those that it touches, or every one when no object is wanted."""
    passed = 0
    named = [(bucket, _name(bucket, grouping)) for bucket in buckets.values()]
    for bucket, name in in_order(grouping, named, lambda each: (each[0].shown, each[1])):
        size = len(bucket.rows)
        start, end = max(0, plan.skip - passed), min(size, stop - passed)
        passed += size
        if start < end or plan.limit == 0:
            rows = page_of(bucket.rows, plan.order, start, max(0, end))
            key, parts = attributes(grouping, bucket.shown, name)
            yield Group(key, parts, roll_up(bucket.totals()), () if plan.limit == 0 else rows)


def _name(bucket: Bucket, grouping: Grouping) -> str | None:
    """The smallest name among the objects of a group, when its objects have names."""
    if grouping.twin is None:
        return None
    read = reader(grouping.twin)
    for name in bucket.names - {None}:
        read(name)
    return least_name(bucket.names)
