"""The prepared rows of one kind of object: segments, and nothing that a request changes."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from oppquery.memo import Memo
from oppquery.memory.aggregator import currency_code, period_of
from oppquery.memory.clustering import Layout, clustered
from oppquery.memory.segment import Segment
from oppquery.opportunity import CURRENCY, PERIOD, VALUE
from oppquery.schema import Schema

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """Some rows under a schema, cut into segments."""

    schema: Schema
    segments: tuple[Segment, ...]


def whole_table(rows: Sequence[Any], schema: Schema) -> Table:
    """A table of one segment, in input order."""
    layout = Layout.in_input_order(array("q", range(len(rows))))
    return Table(schema, (Segment(rows, layout),) if rows else ())


def table_by_cell(rows: Sequence[Row], schema: Schema) -> Table:
    """A table of opportunities with a segment for each currency and value period.

    So the totals of a cell are those of a segment, and a row need not be asked for its cell.
    The rows are clustered by what is summed.
    """
    currency = Memo(currency_code(schema.fields[CURRENCY]))
    period = Memo(period_of(schema.fields[PERIOD]))
    cells: dict[tuple[str, str], tuple[list[Row], list[int]]] = {}
    by_raw: dict[tuple[Any, Any], tuple[list[Row], list[int]]] = {}
    for number, row in enumerate(rows):
        raw = row.get(CURRENCY), row.get(PERIOD)
        if (cell := by_raw.get(raw)) is None:
            key = currency[raw[0]], period[raw[1]]
            by_raw[raw] = cell = cells.setdefault(key, ([], []))
        cell[0].append(row)
        cell[1].append(number)
    return Table(
        schema,
        tuple(
            Segment(*clustered(rows, numbers, VALUE), cell)
            for cell, (rows, numbers) in cells.items()
        ),
    )
