"""The prepared rows of one kind of object: segments, and nothing that a request changes."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from threading import Lock
from typing import Any, Final

from oppquery.memo import Memo
from oppquery.memory.aggregator import currency_code, period_of
from oppquery.memory.clustering import Layout, in_falling_order
from oppquery.memory.segment import Segment
from oppquery.memory.transposing import Transposed
from oppquery.opportunity import CURRENCY, PERIOD, STATUS_TYPE, VALUE
from oppquery.readers import reader
from oppquery.schema import Schema

Row = dict[str, Any]

_LARGE: Final = 16_384
"""A cell of so many rows is worth to be cut again; each segment costs a request some time."""


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


def table_by_cell(rows: Sequence[Row], schema: Schema, columns: Transposed | None = None) -> Table:
    """A table of opportunities with a segment for each currency and value period.

    So the totals of a cell are those of a segment, and a row need not be asked for its cell. A
    large cell is cut by status type as well, which most requests name: then they pass by what
    they do not ask for. The rows are clustered by what is summed. Where their columns are known
    they are cut at once.
    """
    if columns is None:
        read = partial(_column, rows)
        return Table(schema, lambda: _cells(rows, read, schema))
    segments = list(_cells(rows, columns.read, schema))
    return Table(schema, lambda: segments)


def _column(rows: Sequence[Row], name: str) -> list[Any]:
    return [row.get(name) for row in rows]


def _cells(
    rows: Sequence[Row], read: Callable[[str], Sequence[Any]], schema: Schema
) -> Iterator[Segment]:
    raws = list(zip(read(CURRENCY), read(PERIOD), read(STATUS_TYPE)))
    by_raw = _cells_by_raw(raws, schema)
    homes = list(map(by_raw.__getitem__, raws))
    for rank, number in enumerate(in_falling_order(read(VALUE))):
        cell = homes[number]
        cell.numbers.append(number)
        cell.ranks.append(rank)
    for cell in dict.fromkeys(by_raw.values()):
        layout = Layout(array("q", cell.numbers), VALUE, array("I", cell.ranks))
        yield Segment(list(map(rows.__getitem__, cell.numbers)), layout, cell.name, cell.shared)


class _Cell:
    """The rows of a segment: their numbers in input order, and how they stand among all."""

    def __init__(self, name: tuple[str, str], shared: Mapping[str, Any]) -> None:
        self.name = name
        self.shared = shared
        self.numbers: list[int] = []
        self.ranks: list[int] = []


def _cells_by_raw(
    raws: Iterable[tuple[Any, ...]], schema: Schema
) -> Mapping[tuple[Any, ...], _Cell]:
    """The segment of the rows that hold a currency, a period and a status type."""
    currency = Memo(currency_code(schema.fields[CURRENCY]))
    period = Memo(period_of(schema.fields[PERIOD]))
    status = Memo(reader(schema.fields[STATUS_TYPE]))
    counts = Counter(raws)
    names = {raw: (currency[raw[0]], period[raw[1]]) for raw in counts}
    sizes: Counter[tuple[str, str]] = Counter()
    for raw, count in counts.items():
        sizes[names[raw]] += count
    cells: dict[tuple[Any, ...], _Cell] = {}
    by_raw: dict[tuple[Any, ...], _Cell] = {}
    for raw, name in names.items():
        shared = {STATUS_TYPE: raw[2] and status[raw[2]]} if sizes[name] >= _LARGE else {}
        by_raw[raw] = cells.setdefault((name, *shared.values()), _Cell(name, shared))
    return by_raw
