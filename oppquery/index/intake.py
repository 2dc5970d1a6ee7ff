"""Copies objects into a collection, and checks every typed field of them.

Objects are taken in batches, and each field of a batch is checked as a column: by the Python types
of its values, and for dates and choices by the distinct values not seen before. Only if a column
is wrong are its objects read one by one, to name the first bad one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any, Final, cast

from oppquery.data.checked_fields import checked_fields, element_reader, fields_inside
from oppquery.data.copies import COPIED_AS_THEY_ARE, held_copy
from oppquery.data.faults import ID, fault_of_id
from oppquery.data.formulas import RowReader, held_objects, raw_reader
from oppquery.data.readers import FULL_PERCENT, BadValue, are_short
from oppquery.data.source import Source
from oppquery.errors.errors import DataError
from oppquery.index.structures.transpose import TOGETHER, Transposed, columns
from oppquery.rows import StoredRow
from oppquery.schema.fields import Field, Measure, Type
from oppquery.schema.formulas import Each, LengthOf
from oppquery.schema.schemas import Schema
from oppquery.values.data_dates import are_spelled_as_the_api_does

RawColumn = Sequence[Any]
Check = Callable[[RawColumn, set[type]], bool]
"""Whether a field may hold all raw values of a column, given the set of their Python types."""

_REPEATED: Final = 4
"""Texts are shared while fewer than one in 4 is new."""
_REMEMBERED: Final = 65_536
"""Distinct values of a field that are remembered as checked, at most."""
_NULL: Final = type(None)
_STRINGS: Final = frozenset({str, _NULL})
_INTEGERS: Final = frozenset({int, _NULL})
_BOOLEANS: Final = frozenset({bool, _NULL})
_SCALARS: Final = COPIED_AS_THEY_ARE | {int}


@dataclass(frozen=True, slots=True)
class Taken:
    """Objects that a collection has checked and copied.

    `nested` are the keys that are no text, and those under which at least one object holds a list
    or another value but a scalar. `columns` hold the same values by key, if they were asked for.
    """

    rows: list[StoredRow]
    nested: frozenset[str]
    columns: Transposed | None


def take(source: Source, *, keep_columns: bool = False) -> Taken:
    """Deep copies of the objects of a source; raises `DataError` for an object with a bad value.

    `keep_columns` also keeps their columns, for indexes that are built at once.
    """
    fields = checked_fields(source.schema)
    checks = {name: _check(field) for name, field in fields.items()}
    held = [
        (field, raw_reader(field))
        for field in source.schema.fields.values()
        if isinstance(field.formula, Each | LengthOf)
    ]
    taken: list[StoredRow] = []
    nested: set[str] = set()
    whole = Transposed() if keep_columns else None
    shared: dict[str, Shared] = {}
    for batch in source.batches(TOGETHER):
        start = len(taken)
        rows = batch.copies()
        for name, raws in columns(rows):
            kinds = _types(raws)
            if name in checks and not checks[name](raws, kinds):
                _raise_first(fields.values(), source, start, rows)
            if not kinds <= _SCALARS or (int in kinds and not _are_short(raws, kinds)):
                raws = _copied(name, source, start, rows)
                kinds = _types(raws)
            if kinds <= _STRINGS and str in kinds:
                raws = shared.setdefault(name, Shared()).put(name, raws, rows)
            if not (kinds <= _SCALARS and type(name) is str):
                nested.add(name)
            if whole is not None:
                whole.add(name, start, raws, kinds)
        for field, read in held:
            _check_held(field, read, source, start, rows)
        taken += rows
    return Taken(taken, frozenset(nested), whole)


def _types(raws: RawColumn) -> set[type]:
    """The Python types of some values: mostly one, which is told fastest by counting it."""
    types = list(map(type, raws))
    first = types[0]
    return {first} if types.count(first) == len(types) else set(types)


def _check_held(
    field: Field, read: RowReader, source: Source, start: int, rows: Sequence[StoredRow]
) -> None:
    """Checks the objects nested in other objects, such as the contacts of leads."""
    check = element_reader(field)
    for index, row in enumerate(rows, start):
        try:
            check(read(row))
        except BadValue as bad:
            raise source.error(index, row, bad.field, bad) from None


def check_inside(source: Source, key: str, schema: Schema) -> None:
    """Checks the objects nested under a key; a `DataError` names the object that holds them."""
    inside = [each for row in source.rows for each in held_objects(row, key)]
    names = set(chain.from_iterable(inside))
    for name, field in fields_inside(schema, names).items():
        raws = [each.get(name) for each in inside] if name in names else []
        if not _check(field)(raws, set(map(type, raws))):
            _raise_first_inside(source, key, field)


def _raise_first_inside(source: Source, key: str, field: Field) -> None:
    read = element_reader(field)
    for index, row in enumerate(source.rows):
        for each in held_objects(row, key):
            try:
                read(each.get(field.name))
            except BadValue as bad:
                found = BadValue(key, row[key], f"{field.name}: {bad.reason}")
                raise source.error(index, row, key, found) from None


class Shared:
    """Makes equal texts under a key one object while they repeat, which saves memory and time."""

    def __init__(self) -> None:
        self._known: dict[Any, Any] = {}
        self._seen = 0

    def put(self, name: str, raws: RawColumn, rows: Sequence[StoredRow]) -> RawColumn:
        """Replaces texts in the rows by equal ones that were seen before; returns the column."""
        if self._seen and len(self._known) * _REPEATED > self._seen:
            return raws
        self._seen += len(raws)
        known = list(map(self._known.setdefault, raws, raws))
        for row, raw in zip(rows, known):
            if raw is not None:
                row[name] = raw
        return known


def _check(field: Field) -> Check:
    slow = _read_each(field)
    if field.may_be_list or field.type not in _FAST:
        return lambda raws, kinds: slow(raws)
    fast = _FAST[field.type](field)
    return lambda raws, kinds: fast(raws, kinds) or slow(raws)


def _read_each(field: Field) -> Callable[[RawColumn], bool]:
    read = element_reader(field)

    def holds(raws: RawColumn) -> bool:
        try:
            for raw in raws:
                read(raw)
        except BadValue:
            return False
        return True

    return holds


def _strings(field: Field) -> Check:
    return lambda raws, kinds: kinds <= _STRINGS


def _booleans(field: Field) -> Check:
    return lambda raws, kinds: kinds <= _BOOLEANS


def _integers(field: Field) -> Check:
    if field.measure is not Measure.PERCENT:
        return lambda raws, kinds: kinds <= _INTEGERS
    percents = {None, *range(FULL_PERCENT + 1)}
    return lambda raws, kinds: kinds <= _INTEGERS and percents.issuperset(raws)


def _repeated(field: Field) -> Check:
    """Reads each distinct text once."""
    known: set[Any] = {None}
    slow = _read_each(field)

    def holds(raws: RawColumn, kinds: set[type]) -> bool:
        if not kinds <= _STRINGS:
            return False
        fresh = set(raws) - known
        if not slow(tuple(fresh)):
            return False
        if len(known) < _REMEMBERED:
            known.update(fresh)
        return True

    return holds


def _instants(field: Field) -> Check:
    """A check of datetimes in the spelling of the API; the reader takes other spellings."""

    def holds(raws: RawColumn, kinds: set[type]) -> bool:
        if not kinds <= _STRINGS:
            return False
        texts = [raw for raw in raws if raw is not None]
        try:
            read = all(map(datetime.fromisoformat, texts))
        except ValueError:
            return False
        return read and are_spelled_as_the_api_does(texts)

    return holds


_FAST: Final[Mapping[Type, Callable[[Field], Check]]] = {
    Type.ID: _strings,
    Type.TEXT: _strings,
    Type.LABEL: _strings,
    Type.CHOICE: _repeated,
    Type.DATE: _repeated,
    Type.DATETIME: _instants,
    Type.INTEGER: _integers,
    Type.BOOLEAN: _booleans,
}


def _raise_first(
    fields: Iterable[Field], source: Source, start: int, rows: Sequence[StoredRow]
) -> None:
    """Raises the error of the first object in which a field is wrong."""
    readers = [(field.name, element_reader(field)) for field in fields]
    for index, row in enumerate(rows, start):
        for name, read in readers:
            try:
                read(row.get(name))
            except BadValue as bad:
                raise source.error(index, row, name, bad) from None


def _are_short(raws: RawColumn, kinds: set[type]) -> bool:
    """True if every integer among some scalars is within `NUMBER_BOUND`."""
    if kinds <= _INTEGERS:
        return are_short(list(filter(None, raws)))
    return are_short([raw for raw in raws if raw.__class__ is int])


def _copied(name: str, source: Source, start: int, rows: Sequence[StoredRow]) -> RawColumn:
    """Replaces each value under a key by a copy, scalars left in place; checks integers."""
    for index, row in enumerate(rows, start):
        if type(value := row.get(name)) not in COPIED_AS_THEY_ARE:
            try:
                row[name] = held_copy(name, value)
            except BadValue as bad:
                raise source.error(index, row, name, bad) from None
    return [row.get(name) for row in rows]


def by_id(rows: Sequence[StoredRow], columns: Transposed | None = None) -> dict[str, StoredRow]:
    """The objects by `id`; raises `DataError` for one without an id or with that of another."""
    ids = [row.get(ID) for row in rows] if columns is None else columns.read(ID)
    known = dict(zip(ids, rows))
    if len(known) != len(rows) or None in known:
        _raise_first_id(rows)
    return cast("dict[str, StoredRow]", known)


def _raise_first_id(rows: Sequence[StoredRow]) -> None:
    seen: set[str] = set()
    for index, row in enumerate(rows):
        if (reason := fault_of_id(row, seen)) is not None:
            raise DataError(index, row.get(ID), ID, row.get(ID), reason)
