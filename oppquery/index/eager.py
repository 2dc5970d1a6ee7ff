"""Builds all indexes of prepared opportunities at once, and tells what each index costs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from oppquery.index.execution.executor import PreparedData
from oppquery.index.segment import Segment
from oppquery.index.structures.transpose import Transposed
from oppquery.index.structures.type_traits import is_ranked, traits
from oppquery.plan import Grouping
from oppquery.schema.fields import Field, Type
from oppquery.schema.schemas import Schema
from oppquery.values.calendar import Unit
from oppquery.values.zones import UTC_ZONE, Zone

ORDERED: Final = (
    "date_won",
    "date_updated",
    "date_created",
    "confidence",
    "user_name",
    "value",
    "annualized_value",
    "annualized_expected_value",
)
"""The fields by which the vendor's page can sort opportunities."""
_GROUPED: Final = (("user_id", None), *(("date_won", unit) for unit in Unit))
"""The groupings that are built: fields, and units of dates."""


def build_all_indexes(data: PreparedData, columns: Transposed) -> None:
    """Builds every index that the docstring of `Collection` lists; `columns` are of all rows."""
    schema = data.table.schema
    groupings = list(_groupings(schema))
    for each in data.table.segments:
        segment = each.reading_from(columns)
        for field in schema.fields.values():
            if not field.parts:
                _build(segment, field)
        for name in ORDERED:
            column = segment.order(schema.fields[name])
            column.ascending()
            column.descending()
        for grouping in groupings:
            segment.groups(grouping)
        segment.sliced_sums()
        segment.packed_sums()


def _build(segment: Segment, field: Field) -> None:
    if is_ranked(field):
        column = segment.column(field)
        if traits(field).has_ranges:
            column.prepare_ranges()
        column.prepare_lookups()
    if traits(field).has_words:
        segment.words(field)


def _groupings(schema: Schema) -> Iterator[Grouping]:
    for name, unit in _GROUPED:
        field = schema.fields[name]
        twin = None if field.twin is None else schema.fields[field.twin]
        yield Grouping(field, unit, twin, descending=False, zone=UTC_ZONE)


def statistics(data: PreparedData) -> dict[str, Any]:
    """The rows of a collection, and of each index its rows, its bytes and its build time."""
    tables = {"opportunity": data.table, **data.tables}
    indexes: dict[str, dict[str, float]] = {}
    for kind, table in tables.items():
        for segment in table.segments:
            for name, built in _named(segment.built()):
                known = indexes.setdefault(
                    f"{kind} {name}", {"rows": 0, "bytes": 0, "seconds": 0.0}
                )
                known["rows"] += segment.size
                known["bytes"] += built.index.nbytes
                known["seconds"] += built.seconds
    rows = sum(segment.size for segment in data.table.segments)
    return {"rows": rows, "segments": len(data.table.segments), "indexes": indexes}


def _named(built: Mapping[Any, Any]) -> Iterator[tuple[str, Any]]:
    for (index, name), each in built.items():
        said = (name,) if isinstance(name, str) else tuple(filter(None, map(_said, name)))
        yield " ".join((index, *said)).rstrip(), each


def _said(part: Any) -> str:
    match part:
        case Field(name=name) | Zone(name=name):
            return name
        case None | Type():
            return ""
        case _:
            return str(part)
