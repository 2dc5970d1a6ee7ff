"""The fields of objects that are checked when objects are taken in, and how each is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from oppquery.data.readers import Read, reader
from oppquery.schema.fields import Field, Type
from oppquery.schema.formulas import FirstOf
from oppquery.schema.schemas import Schema

_UNCHECKED: Final = (Type.UNTYPED, Type.STATUS)


def checked_fields(schema: Schema) -> dict[str, Field]:
    """The typed fields that objects hold, what a composed one and the first of several read too."""
    own = schema.fields.values()
    named = (part for field in schema.rules.query_only.values() for part in field.parts)
    first = (
        Field(key, field.type)
        for field in own
        if isinstance(field.formula, FirstOf)
        for key in field.formula.keys
    )
    checked: dict[str, Field] = {}
    for field in (*own, *named, *first):
        if field.formula is None and field.type not in _UNCHECKED:
            checked.setdefault(field.name, field)
    return checked


def fields_inside(schema: Schema, names: Iterable[Any]) -> dict[str, Field]:
    """The checked fields of objects that others hold, ids by their names included."""
    strangers = (schema.stranger(name) for name in names if isinstance(name, str))
    ids = {field.name: field for field in strangers if field.type is Type.ID}
    return {**ids, **checked_fields(schema)}


def element_reader(field: Field) -> Read:
    """Reads a raw value that may be null, a list by its elements; raises `BadValue`."""
    read = reader(field)

    def check(raw: Any) -> None:
        for each in elements(field, raw):
            read(each)

    return check


def elements(field: Field, raw: Any) -> Iterator[Any]:
    """The values that a raw value holds for a field: the elements of a list, no nulls."""
    held = raw if field.may_be_list and isinstance(raw, list | tuple) else (raw,)
    return (each for each in held if each is not None)
