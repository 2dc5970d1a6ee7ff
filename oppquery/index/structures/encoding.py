"""Encodes the raw values of a field as a column: ranked by typed value, or merely distinct."""

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
from oppquery.index.structures.type_traits import NULL, STRINGS, traits
from oppquery.plan import In, NotEmpty, NotNull, Range, Test
from oppquery.schema.fields import Field, Type
from oppquery.values.data_dates import are_spelled_in_full

_TOLD_BY_REPR: Final = frozenset({int, float, bool, Decimal, date, datetime})
"""Python types whose values are the same exactly if their `repr` is."""
_TEXT: Final = {str}
_DATE_LENGTH: Final = len("2024-05-17")
_SAMPLE: Final = 1_000
"""Values, from the first on, by which it is guessed whether texts repeat."""
_UNLIKE: Final = 0.9
"""Texts hardly repeat if more than this part of the sample is distinct."""


def typed(
    field: Field,
    raws: Sequence[Any],
    input_order: Sequence[int] | None = None,
    made: type[Column] = Column,
    kind: type | None = None,
) -> Column:
    """The ranked column of a field's typed values; a missing value may have a meaning as well.

    `input_order` are the rows in input order, `made` the class of column, and `kind` the Python
    type of all raw values, if it is known. Only distinct raw values are read; 200,000 dates of
    two years are read 730 times. Dates that are all spelled alike sort as their texts do, so they
    are kept as texts and not read at all.
    """
    read = reader(field)
    missing = None if field.missing is None else read(field.missing)
    if kind is NULL and missing is None:
        return made((), bytes(len(raws)), None, input_order)
    different = raws if _hardly_repeat(raws) else set(raws)
    kinds = (set(map(type, different)) if kind is None else {kind}) - {NULL}
    if not kinds:
        return ranked([missing] * len(raws), None, input_order, made)
    if field.missing is None and kinds == {traits(field).as_given}:
        return _as_given(raws, different, None, input_order, made)
    if kinds != _TEXT:
        keys = [missing if raw is None else read(raw) for raw in raws]
        return ranked(keys, None, input_order, made)
    if traits(field).is_dated and _are_alike(field.type, different):
        return _as_given(raws, different, read, input_order, made)
    meant = {raw: missing if raw is None else read(raw) for raw in set(different)}
    return ranked(raws, None, input_order, made, meant)


def _hardly_repeat(raws: Sequence[Any]) -> bool:
    """Whether the first values are texts that are nearly all distinct."""
    sample = raws[:_SAMPLE]
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
    """The ranked column of raw values that sort as typed ones do.

    `different` is a set of them if they repeat, so that hashing them pays.
    """
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
    """The ranked column of `keys`, where null is a missing value: codes rise with values.

    `meant` maps each distinct key to its typed value; without it keys are typed values.
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
    """The ranked column of texts that hardly repeat.

    One sort of the rows gives values, codes and postings at once; a dict of nearly as many texts
    as rows would cost more than it saves.
    """
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
    """The ranked column of sorted `values` that no two rows share; `rows` have them in order."""
    codes = [0] * len(rows)
    for code, row in enumerate(rows):
        codes[row] = code
    starts = array("I", [*range(len(rows) + 1), len(rows)])
    return Column(values, codes, read, input_order, Postings(array("I", rows), starts))


def codes_of(column: Column, test: Test) -> range | list[int] | None:
    """The codes of a ranked column whose values pass a test, as an interval or a list.

    `None` for a test that is neither an equality nor an interval. A missing value never passes.
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
    """The column of raw values of any type, in no order; 1, 1.0 and True are three values."""
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
    """A hashable key that is equal for two raw values only if they mean the same."""
    if isinstance(raw, list | tuple):
        return (list, *map(_identity, raw))
    if isinstance(raw, str):
        return raw
    return (type(raw), repr(raw)) if type(raw) in _TOLD_BY_REPR else (object, id(raw))


def encoded(values: Sequence[Any]) -> Column:
    """The column of hashable values, in no order; null is a value like any other."""
    known = {value: code for code, value in enumerate(set(values))}
    return Column(list(known), map(known.__getitem__, values))
