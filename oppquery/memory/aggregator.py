"""One pass over the matching objects: totals by currency and period, of everything or by group.

Each group is a `Bucket` that keeps its objects in input order, so that a page can be taken from
the groups that it touches alone. Amounts are checked where they are added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, Protocol

from oppquery.formulas import percent_of
from oppquery.grouping import least_shown, placing
from oppquery.memo import Memo
from oppquery.opportunity import CONFIDENCE, CURRENCY, PERIOD, VALUE
from oppquery.plan import Grouping
from oppquery.readers import FULL_PERCENT, Read, reader
from oppquery.result import Totals
from oppquery.schema import Field, Schema

Row = Mapping[str, Any]

_AMOUNT_FIELDS: Final = (CURRENCY, PERIOD, CONFIDENCE, VALUE)


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


class Buckets(Protocol):
    """The bucket of each raw value of the grouped field."""

    def __getitem__(self, raw: Any, /) -> Bucket: ...


class _ByAnyRaw:
    """Buckets by raw values of any kind, lists and numbers of several types included."""

    def __init__(self, find: Read) -> None:
        self._find = find

    def __getitem__(self, raw: Any) -> Bucket:
        bucket: Bucket = self._find(raw)
        return bucket


def aggregate(rows: Iterable[Row], schema: Schema, grouping: Grouping | None) -> dict[Any, Bucket]:
    """The buckets of some objects by group key; all under `None` when nothing groups.

    Raises `BadValue` on an amount, period, currency or group that its field cannot hold.
    """
    currency = Memo(currency_code(schema.fields[CURRENCY]))
    period = Memo(period_of(schema.fields[PERIOD]))
    found: dict[Any, Bucket] = {}
    add = _adder(schema)
    if grouping is None:
        found[None] = whole = Bucket(SumsByCell(currency, period))
        _collect(rows, whole, add)
        return found
    place = placing(grouping)

    def find(raw: Any) -> Bucket:
        placed = place(raw)
        if (bucket := found.get(placed.key)) is None:
            found[placed.key] = bucket = Bucket(SumsByCell(currency, period))
        bucket.shown = least_shown(grouping, bucket.shown, placed.shown)
        return bucket

    _distribute(rows, _ByAnyRaw(find) if grouping.field.is_custom else Memo(find), grouping, add)
    return found


def currency_code(field: Field) -> Read:
    """What gives the code of a raw currency."""
    read, missing = reader(field), field.missing or ""

    def code(raw: Any) -> str:
        if raw is None:
            return missing
        read(raw)
        return str(raw).upper()

    return code


def period_of(field: Field) -> Read:
    """What gives the value period that a raw one means."""
    read = reader(field)
    return lambda raw: field.missing if raw is None else read(raw)


def _collect(rows: Iterable[Row], whole: Bucket, add: AddPartly) -> None:
    """Adds all objects to one bucket."""
    keep, sums_by_cell = whole.rows.append, whole.sums
    value: Any
    confidence: Any
    for row in rows:
        try:
            sums = sums_by_cell[row[CURRENCY]][row[PERIOD]]
            value, confidence = row[VALUE], row[CONFIDENCE]
        except KeyError:
            get = row.get
            sums = sums_by_cell[get(CURRENCY)][get(PERIOD)]
            value, confidence = get(VALUE), get(CONFIDENCE)
        keep(row)
        sums.count += 1
        if value.__class__ is int is confidence.__class__ and 0 <= confidence <= FULL_PERCENT:
            sums.value += value
            sums.expected += (value * confidence + 50) // 100
        else:
            add(sums, value, confidence)


def _distribute(rows: Iterable[Row], buckets: Buckets, grouping: Grouping, add: AddPartly) -> None:
    """Adds each object to the bucket of its group, and its name to the names of that.

    All is read before anything is added, so that a missing key can be read again as null.
    """
    key, called = grouping.field.name, PERIOD if grouping.twin is None else grouping.twin.name
    value: Any
    confidence: Any
    for row in rows:
        try:
            bucket, name = buckets[row[key]], row[called]
            sums = bucket.sums[row[CURRENCY]][row[PERIOD]]
            value, confidence = row[VALUE], row[CONFIDENCE]
        except KeyError:
            get = row.get
            bucket, name = buckets[get(key)], get(called)
            sums = bucket.sums[get(CURRENCY)][get(PERIOD)]
            value, confidence = get(VALUE), get(CONFIDENCE)
        bucket.rows.append(row)
        bucket.names.add(name)
        sums.count += 1
        if value.__class__ is int is confidence.__class__ and 0 <= confidence <= FULL_PERCENT:
            sums.value += value
            sums.expected += (value * confidence + 50) // 100
        else:
            add(sums, value, confidence)


def with_amounts(rows: Iterable[Row], schema: Schema) -> Iterator[Row]:
    """The objects as they come; raises `BadValue` for one that could not be added up."""
    readers = [(name, reader(schema.fields[name])) for name in _AMOUNT_FIELDS]
    periods: set[Any] = {None}
    codes: set[Any] = {None}
    value: Any
    confidence: Any
    for row in rows:
        get = row.get
        value, confidence, period, code = get(VALUE), get(CONFIDENCE), get(PERIOD), get(CURRENCY)
        is_plain = (
            value.__class__ is int is confidence.__class__ and 0 <= confidence <= FULL_PERCENT
        )
        try:
            is_known = is_plain and period in periods and code in codes
        except TypeError:
            is_known = False
        if not is_known:
            for name, read in readers:
                if (raw := get(name)) is not None:
                    read(raw)
            periods.add(period)
            codes.add(code)
        yield row


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
