"""Objects on their way into a collection: copied, and every typed field of them checked.

A field is checked as a column, over the kinds of its values and over the distinct ones. Only when
something is wrong are the objects read one by one, to say which is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import deepcopy
from datetime import datetime
from typing import Any, Final

from oppquery.errors import DataError
from oppquery.instant_ranges import is_spelled_as_the_api_does
from oppquery.memory.source import Source
from oppquery.readers import FULL_PERCENT, BadValue, Read, reader
from oppquery.schema import Field, Measure, Schema, Type

Row = dict[str, Any]
Holds = Callable[[Sequence[Any], set[type]], bool]

ID: Final = "id"
_NULL: Final = type(None)
_SCALARS: Final = frozenset({str, int, float, bool, _NULL})


def take(objects: Iterable[Mapping[str, Any]], schema: Schema, argument: str = "") -> list[Row]:
    """Deep copies of some objects; raises `DataError` for one that cannot be read.

    `argument` names them where they are not the opportunities.
    """
    source = Source(objects, schema, argument)
    rows: list[Row] = list(map(dict.copy if source.plain else dict, source.rows))  # type: ignore[arg-type]
    names = {name for shape in set(map(tuple, rows)) for name in shape}
    fields = _checked(schema)
    wrong = [field for name, field in fields.items() if name in names and not _holds(field, rows)]
    if wrong:
        _raise_first(wrong, source, rows)
    _copy_containers(rows, [name for name in names if _may_contain(fields.get(name))])
    return rows


def _checked(schema: Schema) -> dict[str, Field]:
    """The fields that hold values of one type."""
    return {
        name: field
        for name, field in schema.fields.items()
        if field.formula is None and field.type not in (Type.UNTYPED, Type.STATUS)
    }


def _may_contain(field: Field | None) -> bool:
    """Whether a value of the field may be a list or another object."""
    return field is None or field.may_be_list


def _holds(field: Field, rows: Sequence[Row]) -> bool:
    name = field.name
    raws = [row.get(name) for row in rows]
    kinds = set(map(type, raws))
    fast = _FAST.get(field.type)
    if fast is not None and not field.may_be_list and fast(field, raws, kinds):
        return True
    read = _each(field)
    try:
        for raw in raws:
            read(raw)
    except BadValue:
        return False
    return True


def _each(field: Field) -> Read:
    """Reads a raw value, a list by its elements."""
    read = reader(field)

    def check(raw: Any) -> None:
        if field.may_be_list and isinstance(raw, list | tuple):
            for each in raw:
                if each is not None:
                    read(each)
        elif raw is not None:
            read(raw)

    return check


def _strings(field: Field, raws: Sequence[Any], kinds: set[type]) -> bool:
    return kinds <= {str, _NULL}


def _distinct(field: Field, raws: Sequence[Any], kinds: set[type]) -> bool:
    if not kinds <= {str, _NULL}:
        return False
    read = reader(field)
    try:
        for raw in set(raws) - {None}:
            read(raw)
    except BadValue:
        return False
    return True


def _integers(field: Field, raws: Sequence[Any], kinds: set[type]) -> bool:
    if not kinds <= {int, _NULL}:
        return False
    known = set(raws) - {None}
    return (
        field.measure is not Measure.PERCENT
        or not known
        or (min(known) >= 0 and max(known) <= FULL_PERCENT)
    )


def _booleans(field: Field, raws: Sequence[Any], kinds: set[type]) -> bool:
    return kinds <= {bool, _NULL}


def _instants(field: Field, raws: Sequence[Any], kinds: set[type]) -> bool:
    """Whether all are spelled as the API does; other spellings are left to the reader."""
    if not kinds <= {str, _NULL}:
        return False
    known = set(raws)
    known.discard(None)
    try:
        for _ in map(datetime.fromisoformat, known):
            pass
    except ValueError:
        return False
    return all(map(is_spelled_as_the_api_does, known))


_FAST: Final[Mapping[Type, Callable[[Field, Sequence[Any], set[type]], bool]]] = {
    Type.ID: _strings,
    Type.TEXT: _strings,
    Type.LABEL: _strings,
    Type.CHOICE: _distinct,
    Type.DATE: _distinct,
    Type.DATETIME: _instants,
    Type.INTEGER: _integers,
    Type.BOOLEAN: _booleans,
}


def _raise_first(fields: Sequence[Field], source: Source, rows: Sequence[Row]) -> None:
    """Raises the error of the first object that one of these fields is wrong in."""
    checks = [(field.name, _each(field)) for field in fields]
    for index, row in enumerate(rows):
        for name, check in checks:
            try:
                check(row.get(name))
            except BadValue as bad:
                raise source.error(index, row, name, bad) from None


def _copy_containers(rows: Sequence[Row], names: Iterable[str]) -> None:
    for name in names:
        values = [row.get(name) for row in rows]
        if not set(map(type, values)) <= _SCALARS:
            for row, value in zip(rows, values):
                if type(value) not in _SCALARS:
                    row[name] = deepcopy(value)


def check_ids(rows: Sequence[Row]) -> None:
    """Raises `DataError` unless each object has an `id` that no other has."""
    known: set[str] = set()
    for index, row in enumerate(rows):
        identity = row.get(ID)
        if identity is None:
            raise DataError(index, None, ID, identity, "a collection needs an id of each object")
        if identity in known:
            raise DataError(index, identity, ID, identity, "an id must be unique in a collection")
        known.add(identity)
