"""The prepared rows of one kind of object: segments, and nothing that a request changes."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from threading import Lock
from typing import Any

from oppquery.memo import Memo
from oppquery.memory.aggregator import currency_code, period_of
from oppquery.memory.clustering import Layout, in_falling_order
from oppquery.memory.segment import Segment
from oppquery.opportunity import CURRENCY, PERIOD, VALUE
from oppquery.schema import Schema

Row = dict[str, Any]


class Table:
    """Some rows under a schema, cut into segments by the first who asks for them."""

    def __init__(self, schema: Schema, cut: Callable[[], Iterable[Segment]]) -> None:
        self.schema = schema
        self._cut = cut
        self._segments: tuple[Segment, ...] | None = None
        self._lock = Lock()

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments, none of them empty."""
        if self._segments is None:
            with self._lock:
                if self._segments is None:
                    self._segments = tuple(self._cut())
        return self._segments


def whole_table(rows: Sequence[Any], schema: Schema) -> Table:
    """A table of one segment, in input order."""
    layout = Layout(array("q", range(len(rows))))
    return Table(schema, lambda: [Segment(rows, layout)] if rows else [])


def table_by_cell(rows: Sequence[Row], schema: Schema) -> Table:
    """A table of opportunities with a segment for each currency and value period.

    So the totals of a cell are those of a segment, and a row need not be asked for its cell.
    The rows are clustered by what is summed.
    """
    return Table(schema, lambda: _cells(rows, schema))


def _cells(rows: Sequence[Row], schema: Schema) -> Iterator[Segment]:
    currency = Memo(currency_code(schema.fields[CURRENCY]))
    period = Memo(period_of(schema.fields[PERIOD]))
    pairs: list[tuple[Any, Any]] = []
    values: list[Any] = []
    for row in rows:
        pairs.append((row.get(CURRENCY), row.get(PERIOD)))
        values.append(row.get(VALUE))
    cells: dict[tuple[str, str], list[int]] = {}
    by_raw = {
        raw: cells.setdefault((currency[raw[0]], period[raw[1]]), [])
        for raw in dict.fromkeys(pairs)
    }
    for number in in_falling_order(values):
        by_raw[pairs[number]].append(number)
    for cell, numbers in cells.items():
        layout = Layout(array("q", numbers), VALUE)
        yield Segment(list(map(rows.__getitem__, numbers)), layout, cell)
