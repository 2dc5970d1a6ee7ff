"""Values of rows as a column: in their order, or told apart."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from oppquery.instant_ranges import are_spelled_in_full
from oppquery.memory.column import Column
from oppquery.plan import In, Known, Present, Range, Test
from oppquery.readers import Read, reader
from oppquery.schema import Field, Type

STRINGS: Final = frozenset({str, type(None)})
_PRINTED: Final = frozenset({int, float, bool, Decimal, date, datetime})
_TEXT: Final = {str}
_KEPT: Final = {Type.ID: _TEXT, Type.INTEGER: {int}, Type.BOOLEAN: {bool}}
"""Types whose raw values of these Python types are typed values already."""
_DATED: Final = frozenset({Type.DATE, Type.DATETIME})
_DATE_LENGTH: Final = len("2024-05-17")


Make = Callable[[Sequence[Any], Iterable[int], Read | None], Column]
"""Makes a column of values, codes and what reads a value."""


def typed(field: Field, raws: Sequence[Any], make: Make = Column) -> Column:
    """The column of what a field reads each raw value to, a missing one to what it means.

    Dates that are all spelled alike stand in the order of their texts, so they stay texts.
    """
    read, different = reader(field), set(raws)
    missing = None if field.missing is None else read(field.missing)
    different.discard(None)
    kinds = set(map(type, different))
    if not kinds:
        return ranked([missing] * len(raws), make=make)
    if field.missing is None and kinds == _KEPT.get(field.type):
        return ranked(raws, distinct=different, make=make)
    if kinds != _TEXT:
        return ranked([missing if raw is None else read(raw) for raw in raws], make=make)
    if field.type in _DATED and _are_alike(field.type, different):
        return ranked(raws, read, different, make)
    known = {raw: read(raw) for raw in different}
    known[None] = missing
    return ranked(list(map(known.__getitem__, raws)), make=make)


def _are_alike(type_: Type, texts: Collection[str]) -> bool:
    if type_ is Type.DATE:
        return set(map(len, texts)) == {_DATE_LENGTH}
    return are_spelled_in_full(texts)


def ranked(
    keys: Sequence[Any],
    read: Read | None = None,
    distinct: Iterable[Any] | None = None,
    make: Make = Column,
) -> Column:
    """The column of values that have an order, null for a missing one; codes rise with values.

    `distinct` are the different ones among them, where they are known.
    """
    different = set(keys if distinct is None else distinct)
    different.discard(None)
    values = sorted(different)
    ranks: dict[Any, int] = {value: rank for rank, value in enumerate(values)}
    ranks[None] = len(values)
    return make(values, map(ranks.__getitem__, keys), read)


def codes_of(column: Column, test: Test) -> range | list[int] | None:
    """The codes of a ranked column whose value passes: an interval or a list; else `None`.

    A row without a value never passes.
    """
    values = column.values
    match test:
        case In(wanted):
            return column.codes_of(wanted)
        case Range(low, high, low_open, high_closed):
            below = bisect_right if low_open else bisect_left
            above = bisect_right if high_closed else bisect_left
            start = 0 if low is None else below(values, low, key=column.read)
            return range(
                start, column.missing if high is None else above(values, high, key=column.read)
            )
        case Known():
            return range(column.missing)
        case Present(above_zero=False):
            return range(1 if values and values[0] == "" else 0, column.missing)
        case _:
            return None


def distinct(raws: Sequence[Any]) -> Column:
    """The column of raw values of any kind, in no order; 1, 1.0 and True are three values."""
    try:
        different = set(raws)
    except TypeError:
        return _told_apart(raws)
    if not set(map(type, different)) <= STRINGS:
        return _told_apart(raws)
    different.discard(None)
    known: dict[Any, int] = {value: code for code, value in enumerate(different)}
    known[None] = len(different)
    return Column(list(different), map(known.__getitem__, raws))


def _told_apart(raws: Sequence[Any]) -> Column:
    codes: list[int] = []
    values: list[Any] = []
    known: dict[Any, int] = {}
    for raw in raws:
        if raw is None:
            codes.append(-1)
            continue
        key = _identity(raw)
        if (code := known.get(key)) is None:
            known[key] = code = len(values)
            values.append(raw)
        codes.append(code)
    missing = len(values)
    return Column(values, (missing if code < 0 else code for code in codes))


def _identity(raw: Any) -> Any:
    """A key that tells raw values of different meaning apart."""
    if isinstance(raw, list | tuple):
        return (list, *map(_identity, raw))
    if isinstance(raw, str):
        return raw
    return (type(raw), repr(raw)) if type(raw) in _PRINTED else (object, id(raw))


def encoded(values: Sequence[Any]) -> Column:
    """The column of values that can be looked up, null like any other."""
    known = {value: code for code, value in enumerate(set(values))}
    return Column(list(known), map(known.__getitem__, values))
