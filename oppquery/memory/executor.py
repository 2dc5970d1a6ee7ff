"""Runs a plan over objects in memory: filter, totals, page."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from oppquery.errors import DataError, Problem, QueryError, listed
from oppquery.grouping import attributes, in_order, least_name
from oppquery.memory.aggregator import Bucket, aggregate
from oppquery.memory.compiler import compile_stages
from oppquery.memory.ordering import first_rows
from oppquery.opportunity import CURRENCY
from oppquery.plan import Grouping, Plan
from oppquery.readers import BadValue, reader
from oppquery.result import Group, Result, roll_up
from oppquery.schema import Schema

Row = Mapping[str, Any]


def read_rows(objects: Iterable[Row]) -> Sequence[Row]:
    """The objects as a sequence, read once; raises `DataError` for one that is no mapping."""
    rows = objects if isinstance(objects, list | tuple) else list(objects)
    strangers = {kind for kind in set(map(type, rows)) if not issubclass(kind, Mapping)}
    if strangers:
        index = next(place for place, row in enumerate(rows) if type(row) in strangers)
        raise DataError(index, None, "", rows[index], "an object must be a mapping such as a dict")
    return rows


def execute(plan: Plan, rows: Sequence[Row], schema: Schema) -> Result:
    """The totals and the page of a plan.

    Raises `DataError` for bad data, and `QueryError` when the matches mix currencies.
    """
    with _bad_values_placed(rows, schema):
        buckets = aggregate(_matching(plan, rows), schema, plan.group)
        currency = _one_currency(buckets.values(), schema)
        periods = roll_up(each for bucket in buckets.values() for each in bucket.totals())
        total = sum(totals.count for totals in periods.values())
        stop = total if plan.limit is None else plan.skip + plan.limit
        if plan.group is None:
            page = first_rows(buckets[None].rows, plan.order, stop)[plan.skip :]
            return Result(currency, periods, total > stop, rows=page)
        groups = list(_groups(plan, plan.group, buckets, stop))
        return Result(currency, periods, total > stop, groups=groups)


def select_rows(plan: Plan, rows: Sequence[Row], schema: Schema) -> list[Row]:
    """The matching objects themselves, in order; raises `DataError` for bad data."""
    with _bad_values_placed(rows, schema):
        found = list(_matching(plan, rows))
        stop = len(found) if plan.limit is None else plan.skip + plan.limit
        return list(first_rows(found, plan.order, stop)[plan.skip :])


def _matching(plan: Plan, rows: Iterable[Row]) -> Iterable[Row]:
    for stage in compile_stages(plan.where):
        rows = stage(rows)
    return rows


def _one_currency(buckets: Iterable[Bucket], schema: Schema) -> str:
    codes = sorted({code for bucket in buckets for code in bucket.currencies()})
    if len(codes) > 1:
        message = (
            f"the matches have amounts in {listed(codes, 'and')}, which do not add up: "
            f"filter by value_currency, for example value_currency={codes[0]}"
        )
        problem = Problem(CURRENCY, "mixed_currencies", message, expected=tuple(codes))
        raise QueryError([problem])
    return codes[0] if codes else schema.fields[CURRENCY].missing or ""


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
            rows = first_rows(bucket.rows, plan.order, max(0, end))[start:]
            key, parts = attributes(grouping, bucket.shown, name)
            yield Group(key, parts, roll_up(bucket.totals()), () if plan.limit == 0 else rows)


def _name(bucket: Bucket, grouping: Grouping) -> str | None:
    if grouping.twin is not None:
        read = reader(grouping.twin)
        for name in bucket.names - {None}:
            read(name)
    return least_name(bucket.names)


@contextmanager
def _bad_values_placed(rows: Sequence[Row], schema: Schema) -> Generator[None]:
    """Turns a bad value into a `DataError` that says where it stands."""
    try:
        yield
    except BadValue as bad:
        raise _data_error(rows, bad) from None
    except TypeError:
        if (unhashable := _unhashable(rows, schema)) is None:
            raise
        raise _data_error(rows, unhashable) from None


def _data_error(rows: Sequence[Row], bad: BadValue) -> DataError:
    for index, row in enumerate(rows):
        raw = row.get(bad.field)
        if raw is bad.value or (isinstance(raw, list | tuple) and _has(raw, bad.value)):
            return DataError(index, row.get("id"), bad.field, bad.value, bad.reason)
    raise AssertionError(f"no object holds the bad value of {bad.field}")


def _has(values: Sequence[Any], value: object) -> bool:
    return any(each is value for each in values)


def _unhashable(rows: Sequence[Row], schema: Schema) -> BadValue | None:
    """The first list or mapping where a field takes one plain value."""
    for row in rows:
        for name, field in schema.fields.items():
            if isinstance(row.get(name), list | dict | set) and not field.is_custom:
                try:
                    reader(field)(row[name])
                except BadValue as bad:
                    return bad
    return None
