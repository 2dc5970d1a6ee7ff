"""The first objects of an order, without sorting the others (spec §4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import nlargest, nsmallest
from operator import itemgetter
from typing import Any, Final

from oppquery.data.formulas import raw_reader
from oppquery.data.readers import reader
from oppquery.plan import Order
from oppquery.rows import Row
from oppquery.scan.grouping import value_rank
from oppquery.schema.fields import DATED, Field, Measure, Type
from oppquery.values.memo import Memo

_FEW: Final = 10
"""Selecting the first objects beats sorting while fewer than one in ten is wanted."""
_AMOUNTS: Final = frozenset({int, type(None)})
_FOLDED: Final = frozenset({Type.TEXT, Type.CHOICE, Type.LABEL})


def page_of(rows: list[Row], orders: Sequence[Order], start: int, stop: int) -> list[Row]:
    """The rows from one place to another of an order: nulls last, ties in the order of `rows`.

    Returns `rows` itself, not a copy, for all rows without an order.
    """
    if orders and stop:
        if stop < len(rows) // _FEW:
            rows = _candidates(rows, orders[0], stop)
        rows = _sorted(rows, orders)
    return rows if start == 0 and stop >= len(rows) else rows[start:stop]


def _candidates(rows: list[Row], order: Order, count: int) -> list[Row]:
    """The rows whose first key is not after the key of the last wanted row."""
    keys = sort_keys(order.field, rows)
    known = [each for each in keys if each is not None]
    if len(known) < count:
        return rows
    if order.descending:
        bound = nlargest(count, known)[-1]
        return [row for row, each in zip(rows, keys) if each is not None and each >= bound]
    bound = nsmallest(count, known)[-1]
    return [row for row, each in zip(rows, keys) if each is not None and each <= bound]


def _sorted(rows: list[Row], orders: Sequence[Order]) -> list[Row]:
    for order in reversed(orders):
        keyed = list(zip(sort_keys(order.field, rows), rows))
        known = [pair for pair in keyed if pair[0] is not None]
        known.sort(key=itemgetter(0), reverse=order.descending)
        rows = [row for _, row in known] + [row for each, row in keyed if each is None]
    return rows


def sort_keys(field: Field, rows: Sequence[Row]) -> Sequence[Any]:
    """The sort key of each object by a field, null for a missing value; raises `BadValue`."""
    if field.formula is not None:
        computed = raw_reader(field)
        return [computed(row) for row in rows]
    name = field.name
    return raw_sort_keys(field, [row.get(name) for row in rows])


def raw_sort_keys(field: Field, raws: Sequence[Any]) -> Sequence[Any]:
    """The sort key of each raw value of a field, null for a missing one; raises `BadValue`."""
    if field.measure is Measure.CENTS and set(map(type, raws)) <= _AMOUNTS:
        return raws
    key = _raw_key(field)
    missing = None if field.missing is None else key(field.missing)
    return [missing if raw is None else key(raw) for raw in raws]


def _raw_key(field: Field) -> Callable[[Any], Any]:
    read = reader(field)
    if field.is_custom:
        return _custom_key(read, typed=field.type in DATED)
    if field.type in _FOLDED:
        return Memo(lambda raw: read(raw).casefold()).__getitem__
    return read


def _custom_key(read: Callable[[Any], Any], *, typed: bool) -> Callable[[Any], Any]:
    """The sort key of a custom value or of the first in a list; with `typed` that of a date."""

    def key(raw: Any) -> Any:
        if isinstance(raw, list | tuple):
            raw = raw[0] if raw else None
        if raw is None:
            return None
        value = read(raw)
        return value if typed else value_rank(raw)[:2]

    return key
