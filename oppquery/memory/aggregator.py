"""One pass over the matching objects: totals by currency and period, of everything or by group.

Each group is a `Bucket` that keeps its objects in input order, so that a page can be taken from
the groups that it touches alone. Amounts are checked where they are added.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from oppquery.formulas import percent_of
from oppquery.grouping import least_name, least_shown, placing
from oppquery.memo import Memo
from oppquery.opportunity import CONFIDENCE, CURRENCY, PERIOD, VALUE
from oppquery.plan import Grouping
from oppquery.readers import FULL_PERCENT, Read, reader
from oppquery.result import Totals
from oppquery.schema import Field, Schema

Row = Mapping[str, Any]


class Sums:
    """The running sums of one cell."""

    __slots__ = ("amounts", "count", "expected", "value")

    def __init__(self) -> None:
        self.count = self.amounts = self.value = self.expected = 0

    def totals(self) -> Totals:
        """The sums as they stand."""
        return Totals(self.count, self.amounts, self.value, self.expected)


class Bucket:
    """The objects of one group: what it shows, the names it goes by, its rows and sums."""

    __slots__ = ("names", "periods_by_currency", "rows", "shown", "sums")

    def __init__(self, currency: Field, period: Field) -> None:
        self.shown: Any = None
        self.names: set[str | None] = set()
        self.rows: list[Row] = []
        self.sums: dict[tuple[str, str], Sums] = {}
        self.periods_by_currency = self._cells(currency, period)

    @property
    def name(self) -> str | None:
        """The smallest name among the objects of the group."""
        return least_name(self.names)

    def totals(self) -> Iterator[tuple[str, Totals]]:
        """The totals by period of each currency."""
        for (_, period), sums in self.sums.items():
            yield period, sums.totals()

    def currencies(self) -> Iterator[str]:
        """The codes of the currencies in which there is an amount."""
        return (code for (code, _), sums in self.sums.items() if sums.amounts)

    def _cells(self, currency: Field, period: Field) -> Memo:
        """The sums by raw currency and raw period, values that mean the same sharing them."""
        read_period = reader(period)

        def periods(currency_code: str) -> Memo:
            def sums(raw: Any) -> Sums:
                value = (period.missing or "") if raw is None else read_period(raw)
                return self.sums.setdefault((currency_code, value), Sums())

            return Memo(sums)

        by_code = Memo(periods)
        read_currency = reader(currency)

        def of_currency(raw: Any) -> Memo:
            code: str = (currency.missing or "") if raw is None else raw
            read_currency(code)
            memo: Memo = by_code[code.upper()]
            return memo

        return Memo(of_currency)


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
    found: dict[Any, Bucket] = {}
    if grouping is None:
        found[None] = whole = _bucket(schema)
        _add(rows, Memo(lambda raw: whole), PERIOD, schema)
        return found
    buckets = _grouped(found, schema, grouping)
    name = grouping.field.name
    if grouping.twin is not None:
        rows = _noting_names(rows, buckets, name, grouping.twin)
    _add(rows, buckets, name, schema)
    return found


def _bucket(schema: Schema) -> Bucket:
    return Bucket(schema.fields[CURRENCY], schema.fields[PERIOD])


def _grouped(found: dict[Any, Bucket], schema: Schema, grouping: Grouping) -> Buckets:
    place = placing(grouping)

    def find(raw: Any) -> Bucket:
        placed = place(raw)
        if (bucket := found.get(placed.key)) is None:
            found[placed.key] = bucket = _bucket(schema)
        bucket.shown = least_shown(grouping, bucket.shown, placed.shown)
        return bucket

    return _ByAnyRaw(find) if grouping.field.is_custom else Memo(find)


def _noting_names(rows: Iterable[Row], buckets: Buckets, name: str, twin: Field) -> Iterator[Row]:
    read = Memo(reader(twin))
    for row in rows:
        called = row.get(twin.name)
        if called is not None:
            read[called]
            buckets[row.get(name)].names.add(called)
        yield row


def _add(rows: Iterable[Row], buckets: Buckets, name: str, schema: Schema) -> None:
    amount, percent = reader(schema.fields[VALUE]), reader(schema.fields[CONFIDENCE])
    for row in rows:
        get = row.get
        bucket = buckets[get(name)]
        bucket.rows.append(row)
        sums: Sums = bucket.periods_by_currency[get(CURRENCY)][get(PERIOD)]
        sums.count += 1
        value: Any = get(VALUE)
        confidence: Any = get(CONFIDENCE)
        if value.__class__ is int is confidence.__class__ and 0 <= confidence <= FULL_PERCENT:
            sums.amounts += 1
            sums.value += value
            sums.expected += (value * confidence + 50) // 100
        else:
            _add_partly(sums, value, confidence, amount, percent)


def _add_partly(sums: Sums, value: Any, confidence: Any, amount: Read, percent: Read) -> None:
    """Adds what may lack a value or a confidence, or hold one of another type."""
    part = None if confidence is None else percent(confidence)
    if value is not None:
        whole = amount(value)
        sums.amounts += 1
        sums.value += whole
        if part is not None:
            sums.expected += percent_of(whole, part)
