"""One pass over the matching objects: totals by currency and period, of everything or by group.

Each group is a `Bucket` that keeps its objects in input order, so that a page can be taken from
the groups that it touches alone. Amounts are checked where they are added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple, Protocol

from oppquery.data.batch import Batch
from oppquery.data.formulas import percent_of
from oppquery.data.readers import FULL_PERCENT, Read, reader
from oppquery.plan import Grouping
from oppquery.result import Totals
from oppquery.rows import Row
from oppquery.scan.currencies import currency_code, period_of
from oppquery.scan.grouping import group_finder, least_shown
from oppquery.schema.opportunity import CONFIDENCE, CURRENCY, PERIOD, VALUE
from oppquery.schema.schemas import Schema
from oppquery.values.memo import Memo

_AMOUNT_FIELDS: Final = (CURRENCY, PERIOD, VALUE, CONFIDENCE)
_REMEMBERED: Final = frozenset({str, type(None)})


class Sums:
    """The running sums of one cell; `empty` counts the objects without an amount."""

    __slots__ = ("count", "empty", "expected", "value")

    def __init__(self) -> None:
        self.count = self.empty = self.value = self.expected = 0

    def totals(self) -> Totals:
        """The sums as they stand."""
        return Totals(self.count, self.count - self.empty, self.value, self.expected)


AddPartly = Callable[[Sums, Any, Any], None]


class SumsByCell(dict[Any, dict[Any, Sums]]):
    """Sums by raw currency and then by raw period; values that mean the same share them."""

    __slots__ = ("_cells", "_currency", "_period")

    def __init__(self, currency: Memo, period: Memo) -> None:
        super().__init__()
        self._currency, self._period = currency, period
        self._cells: dict[str, Memo] = {}

    def __missing__(self, raw: Any) -> dict[Any, Sums]:
        code: str = self._currency[raw]
        if (periods := self._cells.get(code)) is None:
            self._cells[code] = periods = self._periods()
        self[raw] = periods
        return periods

    def _periods(self) -> Memo:
        sums: dict[str, Sums] = {}
        return Memo(lambda raw: sums.setdefault(self._period[raw], Sums()))

    def cells(self) -> Iterator[tuple[str, str, Totals]]:
        """The currency, the period and the totals of each cell."""
        for code, periods in self._cells.items():
            for period, sums in {self._period[raw]: sums for raw, sums in periods.items()}.items():
                yield code, period, sums.totals()


class Bucket:
    """The objects of one group: what it shows, the names it goes by, its rows and sums."""

    __slots__ = ("names", "rows", "shown", "sums")

    def __init__(self, sums: SumsByCell) -> None:
        self.shown: Any = None
        self.names: set[Any] = set()
        self.rows: list[Row] = []
        self.sums = sums

    def totals(self) -> Iterator[tuple[str, Totals]]:
        """The totals by period of each currency."""
        return ((period, totals) for _, period, totals in self.sums.cells())

    def currencies(self) -> Iterator[str]:
        """The codes of the currencies in which there is an amount."""
        return (code for code, _, totals in self.sums.cells() if totals.amounts)


class GroupSlot(NamedTuple):
    """What an object is added to: the rows of its bucket, and the sums of its cell there."""

    keep: Callable[[Row], None]
    sums: Sums


class Cells(Protocol):
    """The cell of each tuple of raw group, name, currency and period."""

    def __getitem__(self, raws: tuple[Any, ...], /) -> GroupSlot: ...


class _RememberedCells(dict[tuple[Any, ...], GroupSlot]):
    """Cells by raw values; kept for those of strings and nulls, bounded as a `Memo` is."""

    def __init__(self, find: Callable[..., GroupSlot]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, raws: tuple[Any, ...]) -> GroupSlot:
        cell = self._find(*raws)
        if len(self) < Memo.MOST and _REMEMBERED.issuperset(map(type, raws)):
            self[raws] = cell
        return cell


class _AnyCells:
    """Cells by raw values of any kind, lists and numbers of several types included."""

    def __init__(self, find: Callable[..., GroupSlot]) -> None:
        self._find = find

    def __getitem__(self, raws: tuple[Any, ...]) -> GroupSlot:
        return self._find(*raws)


def aggregate(
    batches: Iterable[Batch], schema: Schema, grouping: Grouping | None
) -> dict[Any, Bucket]:
    """The buckets of some objects by group key; all under `None` when nothing groups.

    Raises `BadValue` on an amount, period, currency or group that its field cannot hold.
    """
    currency = Memo(currency_code(schema.fields[CURRENCY]))
    period = Memo(period_of(schema.fields[PERIOD]))
    found: dict[Any, Bucket] = {}
    add = _adder(schema)
    if grouping is None:
        found[None] = whole = Bucket(SumsByCell(currency, period))
        _collect(batches, whole, add)
        return found
    place = group_finder(grouping)

    def find(raw: Any) -> Bucket:
        placed = place(raw)
        if (bucket := found.get(placed.key)) is None:
            found[placed.key] = bucket = Bucket(SumsByCell(currency, period))
        bucket.shown = least_shown(grouping, bucket.shown, placed.shown)
        return bucket

    bucket_of: Read = find if grouping.field.is_custom else Memo(find).__getitem__

    def cell(raw: Any, name: Any, raw_currency: Any, raw_period: Any) -> GroupSlot:
        bucket = bucket_of(raw)
        bucket.names.add(name)
        return GroupSlot(bucket.rows.append, bucket.sums[raw_currency][raw_period])

    cells = _AnyCells(cell) if grouping.field.is_custom else _RememberedCells(cell)
    _distribute(batches, cells, grouping, add)
    return found


def _collect(batches: Iterable[Batch], whole: Bucket, add: AddPartly) -> None:
    """Adds all objects to one bucket."""
    sums_by_cell = whole.sums
    for batch in batches:
        whole.rows += batch.rows
        for raw, period, value, confidence in batch.columns(*_AMOUNT_FIELDS):
            sums = sums_by_cell[raw][period]
            sums.count += 1
            if value.__class__ is int is confidence.__class__ and 0 <= confidence <= FULL_PERCENT:
                sums.value += value
                sums.expected += (value * confidence + 50) // 100
            else:
                add(sums, value, confidence)


def _distribute(batches: Iterable[Batch], cells: Cells, grouping: Grouping, add: AddPartly) -> None:
    """Adds each object to the bucket of its group, and its name to the names of that."""
    called = PERIOD if grouping.twin is None else grouping.twin.name
    placed_by = (grouping.field.name, called, CURRENCY, PERIOD)
    value: Any
    confidence: Any
    for batch in batches:
        columns = batch.columns(*placed_by), batch.column(VALUE), batch.column(CONFIDENCE)
        for row, raws, value, confidence in zip(batch.rows, *columns):
            keep, sums = cells[raws]
            keep(row)
            sums.count += 1
            if value.__class__ is int is confidence.__class__ and 0 <= confidence <= FULL_PERCENT:
                sums.value += value
                sums.expected += (value * confidence + 50) // 100
            else:
                add(sums, value, confidence)


def amounts_check(schema: Schema) -> Callable[[Batch], None]:
    """What raises `BadValue` for an object that could not be added up."""
    readers = [reader(schema.fields[name]) for name in _AMOUNT_FIELDS]
    codes: set[Any] = {None}
    periods: set[Any] = {None}

    def check(batch: Batch) -> None:
        value: Any
        confidence: Any
        for raws in batch.columns(*_AMOUNT_FIELDS):
            code, period, value, confidence = raws
            if not (
                (value.__class__ is int or value is None)
                and (confidence.__class__ is int or confidence is None)
                and 0 <= (confidence or 0) <= FULL_PERCENT
                and period in periods
                and code in codes
            ):
                for read, raw in zip(readers, raws):
                    if raw is not None:
                        read(raw)
                codes.add(code)
                periods.add(period)

    return check


def _adder(schema: Schema) -> AddPartly:
    """What adds an object that may lack a value or a confidence, or hold one of another type."""
    amount, percent = reader(schema.fields[VALUE]), reader(schema.fields[CONFIDENCE])

    def add(sums: Sums, value: Any, confidence: Any) -> None:
        part = None if confidence is None else percent(confidence)
        if value is None:
            sums.empty += 1
            return
        whole = amount(value)
        sums.value += whole
        if part is not None:
            sums.expected += percent_of(whole, part)

    return add
