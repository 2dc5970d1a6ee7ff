"""The prepared rows of one kind of object: segments, and nothing that a request changes."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from threading import Lock
from typing import Any, Final

from oppquery.data.readers import reader
from oppquery.index.segment import Segment
from oppquery.index.structures.layout import Layout, in_falling_order
from oppquery.index.structures.transpose import Transposed
from oppquery.rows import StoredRow
from oppquery.scan.currencies import currency_code, period_of
from oppquery.schema.opportunity import CURRENCY, PERIOD, STATUS_TYPE, VALUE
from oppquery.schema.schemas import Schema
from oppquery.values.memo import Memo

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


def table_by_cell(
    rows: Sequence[StoredRow], schema: Schema, columns: Transposed | None = None
) -> Table:
    """A table of opportunities with a segment for each currency and value period.

    So the totals of a cell are those of a segment, and a row need not be asked for its draft. A
    large cell is cut by status type as well, which most requests name: then they pass by what
    they do not ask for. The rows are clustered by what is summed. Where their columns are known
    they are cut at once.
    """
    if columns is None:
        read = partial(_column, rows)
        return Table(schema, lambda: _segments(rows, read, schema))
    segments = list(_segments(rows, columns.read, schema))
    return Table(schema, lambda: segments)


def _column(rows: Sequence[StoredRow], name: str) -> list[Any]:
    return [row.get(name) for row in rows]


def _segments(
    rows: Sequence[StoredRow], read: Callable[[str], Sequence[Any]], schema: Schema
) -> Iterator[Segment]:
    raws = list(zip(read(CURRENCY), read(PERIOD), read(STATUS_TYPE)))
    by_raw = _drafts_by_raw(raws, schema)
    homes = list(map(by_raw.__getitem__, raws))
    for rank, number in enumerate(in_falling_order(read(VALUE))):
        draft = homes[number]
        draft.numbers.append(number)
        draft.global_rank.append(rank)
    for draft in dict.fromkeys(by_raw.values()):
        layout = Layout(array("q", draft.numbers), VALUE, array("I", draft.global_rank))
        yield Segment(
            list(map(rows.__getitem__, draft.numbers)), layout, draft.name, draft.constant_fields
        )


class SegmentDraft:
    """The rows of a segment: their numbers in input order, and how they stand among all."""

    def __init__(self, name: tuple[str, str], constant_fields: Mapping[str, Any]) -> None:
        self.name = name
        self.constant_fields = constant_fields
        self.numbers: list[int] = []
        self.global_rank: list[int] = []


def _drafts_by_raw(
    raws: Iterable[tuple[Any, ...]], schema: Schema
) -> Mapping[tuple[Any, ...], SegmentDraft]:
    """The segment of the rows that hold a currency, a period and a status type."""
    currency = Memo(currency_code(schema.fields[CURRENCY]))
    period = Memo(period_of(schema.fields[PERIOD]))
    status = Memo(reader(schema.fields[STATUS_TYPE]))
    counts = Counter(raws)
    names = {raw: (currency[raw[0]], period[raw[1]]) for raw in counts}
    sizes: Counter[tuple[str, str]] = Counter()
    for raw, count in counts.items():
        sizes[names[raw]] += count
    cells: dict[tuple[Any, ...], SegmentDraft] = {}
    by_raw: dict[tuple[Any, ...], SegmentDraft] = {}
    for raw, name in names.items():
        constant_fields = {STATUS_TYPE: raw[2] and status[raw[2]]} if sizes[name] >= _LARGE else {}
        by_raw[raw] = cells.setdefault(
            (name, *constant_fields.values()), SegmentDraft(name, constant_fields)
        )
    return by_raw
