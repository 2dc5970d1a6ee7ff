"""Values of rows as a column: in their order, or told apart."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import accumulate, compress, count, islice
from operator import ne
from typing import Any, Final

from oppquery.data.readers import Read, reader
from oppquery.index.structures.column import Column, Postings
from oppquery.plan import In, NotEmpty, NotNull, Range, Test
from oppquery.schema.fields import Field, Type
from oppquery.values.data_dates import are_spelled_in_full

STRINGS: Final = frozenset({str, type(None)})
_NULL: Final = type(None)
_PRINTED: Final = frozenset({int, float, bool, Decimal, date, datetime})
_TEXT: Final = {str}
_KEPT: Final = {Type.ID: _TEXT, Type.INTEGER: {int}, Type.BOOLEAN: {bool}}
"""Types whose raw values of these Python types are typed values already."""
_DATED: Final = frozenset({Type.DATE, Type.DATETIME})
_DATE_LENGTH: Final = len("2024-05-17")
_SAMPLED: Final = 1_000
_UNLIKE: Final = 0.9
"""Texts hardly repeat when more than this part of the first ones are different."""


def typed(
    field: Field,
    raws: Sequence[Any],
    input_order: Sequence[int] | None = None,
    made: type[Column] = Column,
    kind: type | None = None,
) -> Column:
    """The column of what a field reads each raw value to, a missing one to what it means.

    `kind` is the Python type of all raw values, where that is known.
    Dates that are all spelled alike stand in the order of their texts, so they stay texts.
    """
    read = reader(field)
    missing = None if field.missing is None else read(field.missing)
    if kind is _NULL and missing is None:
        return made((), bytes(len(raws)), None, input_order)
    different = raws if _hardly_repeat(raws) else set(raws)
    kinds = (set(map(type, different)) if kind is None else {kind}) - {type(None)}
    if not kinds:
        return ranked([missing] * len(raws), None, input_order, made)
    if field.missing is None and kinds == _KEPT.get(field.type):
        return _as_given(raws, different, None, input_order, made)
    if kinds != _TEXT:
        keys = [missing if raw is None else read(raw) for raw in raws]
        return ranked(keys, None, input_order, made)
    if field.type in _DATED and _are_alike(field.type, different):
        return _as_given(raws, different, read, input_order, made)
    meant = {raw: missing if raw is None else read(raw) for raw in set(different)}
    return ranked(raws, None, input_order, made, meant)


def _hardly_repeat(raws: Sequence[Any]) -> bool:
    """Whether the first ones are texts that are nearly all different."""
    sample = raws[:_SAMPLED]
    texts = {raw for raw in sample if raw.__class__ is str}
    return len(texts) > len(sample) * _UNLIKE


def _are_alike(type_: Type, raws: Iterable[str | None]) -> bool:
    texts = [raw for raw in raws if raw is not None]
    if type_ is Type.DATE:
        return set(map(len, texts)) == {_DATE_LENGTH}
    return are_spelled_in_full(texts)


def _as_given(
    raws: Sequence[Any],
    different: Sequence[Any] | set[Any],
    read: Read | None,
    input_order: Sequence[int] | None,
    made: type[Column],
) -> Column:
    """The column of raw values that are in order themselves; a set says that they repeat."""
    if isinstance(different, set) or made is not Column:
        return ranked(raws, read, input_order, made, {raw: raw for raw in different})
    return _sorted_once(raws, read, input_order)


def ranked(
    keys: Sequence[Any],
    read: Read | None = None,
    input_order: Sequence[int] | None = None,
    made: type[Column] = Column,
    meant: dict[Any, Any] | None = None,
) -> Column:
    """The column of values that have an order, null for a missing one; codes rise with values.

    `meant` is what each different one of them means, itself where that is not said.
    """
    different = set(keys) if meant is None else set(meant.values())
    values = sorted(different - {None})
    if len(different) == 1:
        return made(values, bytes(len(keys)), read, input_order)
    ranks: dict[Any, int] = {value: rank for rank, value in enumerate(values)}
    ranks[None] = len(values)
    codes = ranks if meant is None else {raw: ranks[value] for raw, value in meant.items()}
    return made(values, map(codes.__getitem__, keys), read, input_order)


def _sorted_once(
    raws: Sequence[Any], read: Read | None, input_order: Sequence[int] | None
) -> Column:
    """The column of texts that hardly repeat, by sorting the rows instead of looking each up."""
    every = range(len(raws)) if input_order is None else input_order
    texts = list(raws)
    unknown = [row for row in every if texts[row] is None] if None in texts else []
    rows = [row for row in every if texts[row] is not None] if unknown else list(every)
    rows.sort(key=texts.__getitem__)
    ordered = list(map(texts.__getitem__, rows))
    steps = list(map(ne, ordered, islice(ordered, 1, None)))
    if all(steps) and not unknown:
        return _all_different(ordered, rows, read, input_order)
    values = [*ordered[:1], *compress(islice(ordered, 1, None), steps)]
    codes = [len(values)] * len(raws)
    for row, code in zip(rows, accumulate(steps, initial=0)):
        codes[row] = code
    starts = array("I", (0, *compress(count(1), steps), len(rows), len(raws)))
    return Column(values, codes, read, input_order, Postings(array("I", rows + unknown), starts))


def _all_different(
    values: Sequence[Any], rows: list[int], read: Read | None, input_order: Sequence[int] | None
) -> Column:
    """The column of values that one row has each."""
    codes = [0] * len(rows)
    for code, row in enumerate(rows):
        codes[row] = code
    starts = array("I", [*range(len(rows) + 1), len(rows)])
    return Column(values, codes, read, input_order, Postings(array("I", rows), starts))


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
        case NotNull():
            return range(column.missing)
        case NotEmpty(above_zero=False):
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
    if different == {None}:
        return Column((), bytes(len(raws)))
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
