"""The prepared rows of one kind of object, cut into segments that no request changes."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from threading import Lock
from typing import Any

from oppquery.data.readers import reader
from oppquery.index.clustering import Clustering
from oppquery.index.segment import Segment
from oppquery.index.structures.layout import Layout, in_falling_order
from oppquery.index.structures.transpose import Transposed
from oppquery.rows import StoredRow
from oppquery.scan.currencies import currency_code, period_of
from oppquery.schema.schemas import Schema
from oppquery.values.memo import Memo


class Table:
    """Rows under a schema. They are cut into segments when a request first asks for these."""

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


def clustered_table(
    rows: Sequence[StoredRow],
    schema: Schema,
    clustering: Clustering,
    columns: Transposed | None = None,
) -> Table:
    """A table of opportunities, cut at once if their columns are known already."""
    if columns is None:
        read = partial(_column, rows)
        return Table(schema, lambda: _segments(rows, read, schema, clustering))
    segments = list(_segments(rows, columns.read, schema, clustering))
    return Table(schema, lambda: segments)


def _column(rows: Sequence[StoredRow], name: str) -> list[Any]:
    return [row.get(name) for row in rows]


def _segments(
    rows: Sequence[StoredRow],
    read: Callable[[str], Sequence[Any]],
    schema: Schema,
    clustering: Clustering,
) -> Iterator[Segment]:
    """Deals the rows, by falling value of the clustering field, to the segments they belong to."""
    raws = list(zip(read(clustering.currency), read(clustering.period), read(clustering.cut)))
    drafts = _drafts_by_raw(raws, schema, clustering)
    draft_of_row = list(map(drafts.__getitem__, raws))
    for rank, number in enumerate(in_falling_order(read(clustering.by))):
        draft = draft_of_row[number]
        draft.numbers.append(number)
        draft.global_rank.append(rank)
    for draft in dict.fromkeys(drafts.values()):
        yield draft.segment(rows, clustering.by)


class SegmentDraft:
    """A segment while rows are dealt to it.

    `numbers` are the places of its rows in the input, and `global_rank` their places among the
    rows of all segments, both in the order in which they will be stored.
    """

    def __init__(
        self, currency_and_period: tuple[str, str], constant_fields: Mapping[str, Any]
    ) -> None:
        self._currency_and_period = currency_and_period
        self._constant_fields = constant_fields
        self.numbers: list[int] = []
        self.global_rank: list[int] = []

    def segment(self, rows: Sequence[StoredRow], by: str) -> Segment:
        """The segment of the rows dealt, which are stored by a field."""
        layout = Layout(array("q", self.numbers), by, array("I", self.global_rank))
        own = list(map(rows.__getitem__, self.numbers))
        return Segment(own, layout, self._currency_and_period, self._constant_fields)


RawCell = tuple[Any, Any, Any]
"""The raw currency, period and cut value of a row."""


def _drafts_by_raw(
    raws: Iterable[RawCell], schema: Schema, clustering: Clustering
) -> Mapping[RawCell, SegmentDraft]:
    """The segment of each combination of raw values; some spellings share one."""
    currency = Memo(currency_code(schema.fields[clustering.currency]))
    period = Memo(period_of(schema.fields[clustering.period]))
    cut = reader(schema.fields[clustering.cut])
    counts = Counter(raws)
    cells = {raw: (currency[raw[0]], period[raw[1]]) for raw in counts}
    sizes: Counter[tuple[str, str]] = Counter()
    for raw, count in counts.items():
        sizes[cells[raw]] += count
    drafts: dict[tuple[Any, ...], SegmentDraft] = {}
    by_raw: dict[RawCell, SegmentDraft] = {}
    for raw, cell in cells.items():
        constant_fields = {}
        if sizes[cell] >= clustering.cut_from:
            constant_fields[clustering.cut] = None if raw[2] is None else cut(raw[2])
        key = (*cell, *constant_fields.values())
        by_raw[raw] = drafts.setdefault(key, SegmentDraft(cell, constant_fields))
    return by_raw
