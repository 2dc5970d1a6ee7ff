"""A column of one segment, encoded: its distinct values, and for each row the code of its value.

What is asked of a column is a set of codes; the rows that have one of them come from bitmaps,
postings or bit slices, each built when it first pays.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import accumulate, compress, pairwise
from struct import pack
from threading import RLock
from typing import Any, Final, NamedTuple

from oppquery.data.readers import Read
from oppquery.index.structures import bitmap

STRINGS: Final = frozenset({str, type(None)})

_PRINTED: Final = frozenset({int, float, bool, Decimal, date, datetime})
_ONE_BYTE: Final = 256
_TWO_BYTES: Final = 1 << 16
_SPARSE: Final = 32
"""A set of less than one in so many rows is a posting, any other a bitmap."""
_SCANNED: Final = 6
"""With more than one code for so many rows it pays to look at each row."""
_FEW_VALUES: Final = 8
"""So many values are looked for by halving before a table of all values is made."""
_FEW_BITMAPS: Final = 6
"""So many bitmaps are joined before the slices are asked instead."""


class Postings(NamedTuple):
    """The rows by code, those without a value last, ties in input order; where each code begins."""

    rows: array[int]
    starts: array[int]


class Column:
    """The codes of some rows: places in `values`, or after them for a row without a value.

    `read` makes of a value what tests and orders see, where values are kept as they are spelled.
    `turns` are the rows in input order, where they do not lie in it: in an order ties follow it.
    `postings` are the rows by code, where they are known already.
    """

    def __init__(
        self,
        values: Sequence[Any],
        codes: Iterable[int],
        read: Read | None = None,
        input_order: Sequence[int] | None = None,
        postings: Postings | None = None,
    ) -> None:
        self.values = values
        self.missing = len(values)
        self.read = read
        self.codes: bytes | array[int] = _packed(codes, self.missing)
        self.size = len(self.codes)
        self.all_rows = bitmap.full(self.size)
        self._input_order = range(self.size) if input_order is None else input_order
        self._lock = RLock()
        self._bitmaps: dict[int, int] = {}
        self._slices: list[int] | None = None
        self._starts = None if postings is None else postings.starts
        self._ascending = None if postings is None else postings.rows
        self._descending: array[int] | None = None
        self._code_of: dict[Any, int] | None = None

    def codes_of(self, values: frozenset[Any]) -> list[int]:
        """The codes of those values that some row has; the column must be ranked."""
        if self.read is not None or (len(values) <= _FEW_VALUES and self._code_of is None):
            return [code for value in values if (code := self._place(value)) is not None]
        if (known := self._code_of) is None:
            self._code_of = known = {each: code for code, each in enumerate(self.values)}
        return list(map(known.__getitem__, known.keys() & values))

    def _place(self, value: Any) -> int | None:
        code = bisect_left(self.values, value, key=self.read)
        return code if code < self.missing and self.value(code) == value else None

    def value(self, code: int) -> Any:
        """What tests and orders see of the value of a code."""
        return self.values[code] if self.read is None else self.read(self.values[code])

    def rows_between(self, low: int, high: int) -> int:
        """The rows whose code is at least `low` and less than `high`."""
        low, high = max(low, 0), min(high, self.missing + 1)
        if low >= high:
            return 0
        if high - low > self.missing:
            return self.all_rows
        if high - low == 1:
            return self.rows_of(low)
        if high - low == self.missing:
            return self.all_rows ^ self.rows_of(self.missing if low == 0 else 0)
        if self.missing < _ONE_BYTE and high - low <= _FEW_BITMAPS:
            return self._joined(range(low, high))
        if self._starts is not None and self._is_sparse(self._count(low, high)):
            return self._posted(low, high)
        bits, all_rows = self.slices(), self.all_rows
        rows = bitmap.at_least(bits, low, all_rows)
        return rows & ~bitmap.at_least(bits, high, all_rows)

    def rows_among(self, codes: Iterable[int]) -> int:
        """The rows that have one of these codes."""
        if self.missing < _ONE_BYTE:
            return self._joined(codes)
        codes = list(codes)
        if len(codes) * _SCANNED > self.size:
            return self._looked_up(codes)
        ordered, starts = self.ascending(), self.starts()
        few: list[int] = []
        rows = 0
        for code in codes:
            start, end = starts[code], starts[code + 1]
            if self._is_sparse(end - start):
                few.extend(ordered[start:end])
            else:
                rows |= self.rows_of(code)
        return rows | bitmap.from_positions(few, self.size) if few else rows

    def codes_in(self, rows: int) -> set[int]:
        """The codes that some rows have."""
        if rows.bit_count() * _SPARSE < self.size:
            return {self.codes[place] for place in bitmap.positions(rows)}
        return set(compress(self.codes, bitmap.truth(rows, self.size)))

    def rows_of(self, code: int) -> int:
        """The rows that have this code."""
        if (known := self._bitmaps.get(code)) is not None:
            return known
        if self.missing < _ONE_BYTE:
            return self._kept(code, self._compared)
        if code == self.missing and self._starts is None:
            return self._kept(code, self._without_value)
        starts = self.starts()
        if self._is_sparse(starts[code + 1] - starts[code]):
            return self._posted(code, code + 1)
        return self._kept(code, lambda code: self._posted(code, code + 1))

    def _joined(self, codes: Iterable[int]) -> int:
        rows = 0
        for code in codes:
            rows |= self.rows_of(code)
        return rows

    def _kept(self, code: int, find: Callable[[int], int]) -> int:
        with self._lock:
            if (known := self._bitmaps.get(code)) is None:
                self._bitmaps[code] = known = find(code)
        return known

    def _compared(self, code: int) -> int:
        if (bits := self._slices) is not None:
            return bitmap.equal_to(bits, code, self.all_rows)
        codes = self.codes if isinstance(self.codes, bytes) else bytes(self.codes)
        return bitmap.from_truth(codes.translate(bytes(byte == code for byte in range(_ONE_BYTE))))

    def _without_value(self, missing: int) -> int:
        return bitmap.from_truth(bytes([code == missing for code in self.codes]))

    def _posted(self, low: int, high: int) -> int:
        starts, ordered = self.starts(), self.ascending()
        return bitmap.from_positions(ordered[starts[low] : starts[high]], self.size)

    def _looked_up(self, codes: Iterable[int]) -> int:
        wanted = [0] * (self.missing + 1)
        for code in codes:
            wanted[code] = 1
        return bitmap.from_truth(bytes(map(wanted.__getitem__, self.codes)))

    def _is_sparse(self, count: int) -> bool:
        return count * _SPARSE < self.size

    def _count(self, low: int, high: int) -> int:
        starts = self.starts()
        return starts[high] - starts[low]

    def slices(self) -> list[int]:
        """The bit slices of the codes."""
        if self._slices is None:
            with self._lock:
                if self._slices is None:
                    codes = self.codes
                    wide = array("B", codes) if isinstance(codes, bytes) else codes
                    self._slices = bitmap.slices(wide)
        return self._slices

    def prepare_lookups(self) -> None:
        """Builds what finds the rows of a value: bitmaps of few values, else the rows by code."""
        if self.missing < _ONE_BYTE:
            for code in range(self.missing + 1):
                self.rows_of(code)
        else:
            self.starts()
            self.ascending()

    def prepare_ranges(self) -> None:
        """Builds what finds the rows of a range of values: bit slices, unless bitmaps do."""
        if self.missing > _FEW_BITMAPS:
            self.slices()

    def starts(self) -> array[int]:
        """Where the rows of each code begin among the ascending ones, and where they end."""
        if self._starts is None:
            with self._lock:
                if self._starts is None:
                    counts = [0] * (self.missing + 2)
                    for code in self.codes:
                        counts[code + 1] += 1
                    self._starts = array("I", accumulate(counts))
        return self._starts

    def ascending(self) -> array[int]:
        """The rows by code, those without a value last, ties in input order."""
        if self._ascending is None:
            with self._lock:
                if self._ascending is None:
                    self._ascending = self._dealt()
        return self._ascending

    def _dealt(self) -> array[int]:
        """Each row dealt to the next place of its code: a counting sort."""
        codes, free = self.codes, self.starts().tolist()
        dealt = array("I", (0,)) * self.size
        for row in self._input_order:
            code = codes[row]
            dealt[free[code]] = row
            free[code] += 1
        return dealt

    def descending(self) -> Sequence[int]:
        """The rows by falling code, those without a value last, ties in input order."""
        if self._descending is None:
            with self._lock:
                if self._descending is None:
                    self._descending = self._reversed()
        return self._descending

    def _reversed(self) -> array[int]:
        """The ascending rows turned round, and those of one code turned round again."""
        ascending, starts = self.ascending(), self.starts()
        known = starts[self.missing]
        turned = ascending[:known]
        turned.reverse()
        repeated = known > self.missing
        for low, high in pairwise(starts[: self.missing + 1] if repeated else ()):
            if high - low > 1:
                turned[known - high : known - low] = ascending[low:high]
        return turned + ascending[known:]

    def ordered(self, rows: Iterable[int], *, descending: bool) -> list[int]:
        """Some rows in the order of their codes, ties as they stand."""
        code_of = self.codes.__getitem__
        if not descending:
            return sorted(rows, key=code_of)
        missing = self.missing
        known: list[int] = []
        unknown: list[int] = []
        for row in rows:
            (known if code_of(row) != missing else unknown).append(row)
        known.sort(key=code_of, reverse=True)
        return known + unknown

    @property
    def nbytes(self) -> int:
        """About how many bytes of memory it takes, the values themselves left aside."""
        arrays = (self.codes, self._starts, self._ascending, self._descending)
        bitmaps = [*self._bitmaps.values(), *(self._slices or ())]
        looked_up = 0 if self._code_of is None else self._code_of.__sizeof__()
        held = sum(memoryview(each).nbytes for each in arrays if each is not None)
        return held + 8 * self.missing + sum(map(int.__sizeof__, bitmaps)) + looked_up


def _packed(codes: Iterable[int], most: int) -> bytes | array[int]:
    if most < _ONE_BYTE:
        return bytes(codes)
    known = list(codes)
    if most < _TWO_BYTES:
        return array("H", pack(f"{len(known)}H", *known))
    return array("I", known)
