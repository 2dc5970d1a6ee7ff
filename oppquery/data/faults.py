"""All faults of some objects, one after the other, where a request stops at the first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from oppquery.data.checked_fields import checked_fields, element_reader, elements, fields_inside
from oppquery.data.formulas import held_objects, raw_reader
from oppquery.data.readers import BadValue, reader
from oppquery.data.source import Source
from oppquery.errors.errors import DataError
from oppquery.rows import Row, plain_text
from oppquery.schema.formulas import Each, LengthOf
from oppquery.schema.schemas import Schema

ID: Final = "id"
_MISSING_ID: Final = "a collection needs an id of each object"
_REPEATED_ID: Final = "an id must be unique in a collection"

Copy = Callable[[str, Any], Any]
"""A copy of the raw value under a key; raises `BadValue` where there can be none."""
RowFaults = Callable[[Row], Iterator[BadValue]]


def faults_of(source: Source, copied: Copy, *, are_unique: bool) -> Iterator[DataError]:
    """The faults of the objects of a source, in input order, then in that of the fields.

    `copied` refuses what cannot be held or answered. With `are_unique` each object needs an `id`
    that no other has.
    """
    faults = (_values(source.schema), _computed(source.schema), _copies(source.schema, copied))
    seen: set[str] = set()
    for index, row in enumerate(source.rows):
        if (error := source.object_error(index, row)) is not None:
            yield error
            continue
        for find in faults:
            yield from (source.error(index, row, bad.field, bad) for bad in find(row))
        if are_unique and (reason := fault_of_id(row, seen)) is not None:
            yield source.error(index, row, ID, BadValue(ID, row.get(ID), reason))


def _values(schema: Schema) -> RowFaults:
    fields = [(field, reader(field)) for field in checked_fields(schema).values()]

    def find(row: Row) -> Iterator[BadValue]:
        for field, read in fields:
            for each in elements(field, row.get(field.name)):
                yield from _fault(read, each)

    return find


def _computed(schema: Schema) -> RowFaults:
    """Finds faults in the objects that an object itself holds, as a lead holds contacts."""
    fields = [
        (raw_reader(field), element_reader(field))
        for field in schema.fields.values()
        if isinstance(field.formula, Each | LengthOf)
    ]

    def find(row: Row) -> Iterator[BadValue]:
        known: set[tuple[str, int]] = set()
        for raw, check in fields:
            for bad in _fault(lambda row, raw=raw, check=check: check(raw(row)), row):
                if (bad.field, id(bad.value)) not in known:
                    known.add((bad.field, id(bad.value)))
                    yield bad

    return find


def _copies(schema: Schema, copied: Copy) -> RowFaults:
    """Finds what cannot be copied under keys that are no checked fields."""
    checked = checked_fields(schema)

    def find(row: Row) -> Iterator[BadValue]:
        for name, raw in row.items():
            if name not in checked:
                yield from _fault(lambda raw, name=name: copied(name, raw), raw)

    return find


def _fault(read: Callable[..., Any], raw: Any) -> Iterator[BadValue]:
    try:
        read(raw)
    except BadValue as bad:
        yield bad


def fault_of_id(row: Row, seen: set[str]) -> str | None:
    """The reason against an `id` that is missing or among those seen, to which it is added."""
    identity = row.get(ID)
    if identity is None:
        return _MISSING_ID
    if not isinstance(identity, str):
        return None
    if plain_text(identity) in seen:
        return _REPEATED_ID
    seen.add(plain_text(identity))
    return None


def faults_inside(source: Source, key: str, schema: Schema) -> Iterator[DataError]:
    """The faults of the objects that others hold under a key, as errors of what holds them."""
    inside = [(place, row, each) for place, row in _mappings(source) for each in _held(row, key)]
    names = {name for _, _, each in inside for name in each}
    fields = [(field, element_reader(field)) for field in fields_inside(schema, names).values()]
    for place, row, each in inside:
        for field, read in fields:
            for bad in _fault(read, each.get(field.name)):
                found = BadValue(key, row[key], f"{field.name}: {bad.reason}")
                yield source.error(place, row, key, found)


def _mappings(source: Source) -> Iterator[tuple[int, Row]]:
    return ((place, row) for place, row in enumerate(source.rows) if isinstance(row, Mapping))


def _held(row: Row, key: str) -> tuple[Row, ...]:
    try:
        return tuple(held_objects(row, key))
    except BadValue:  # found among the computed fields
        return ()
