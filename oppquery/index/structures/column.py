"""A dictionary-encoded column: the distinct values of a field, and for each row a code.

A column is asked for the rows of some codes. These come from bitmaps (few distinct values), from
postings (rare values) or from bit slices of the codes (ranges), each built when it first pays.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, compress, pairwise
from struct import pack
from threading import RLock
from typing import Any, Final, NamedTuple

from oppquery.data.readers import Read
from oppquery.index.structures import bitmap

_ONE_BYTE: Final = 256
"""Codes below this fit in a byte; so few distinct values get a bitmap each."""
_TWO_BYTES: Final = 1 << 16
"""Codes below this fit in two bytes."""
_LOOKED_UP: Final = 6
"""With more than one wanted code for 6 rows, the code of each row is looked up in a table."""
_FEW_VALUES: Final = 8
"""Up to 8 values are found by binary search; more are worth a hash table of all values."""
_FEW_BITMAPS: Final = 6
"""Ranges of up to 6 codes join bitmaps; longer ones compare bit slices."""


class Postings(NamedTuple):
    """Rows sorted by code, ties in input order; `starts[code]` is where those of a code begin.

    Rows without a value come last. A final entry of `starts` is the number of rows.
    """

    rows: array[int]
    starts: array[int]


class Column:
    """The codes of a segment's rows.

    - `values`: the distinct values. The code of a row is the place of its value here, and
      `missing`, the number of values, for a row without one. A *ranked* column has sorted values,
      so that codes compare as values do.
    - `codes`: the code of each row.
    - `read`: turns a value into the typed one that tests and orders see, if values are kept as
      they are spelled.
    - `input_order`: the rows in input order, if they are stored in another. Sorted rows that have
      one code keep it.
    - `postings`: the rows sorted by code, if the caller knows them already.
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
        """The codes of those `values` that occur in the column, which must be ranked."""
        if self.read is not None or (len(values) <= _FEW_VALUES and self._code_of is None):
            return [code for value in values if (code := self._place(value)) is not None]
        if (known := self._code_of) is None:
            self._code_of = known = {each: code for code, each in enumerate(self.values)}
        return list(map(known.__getitem__, known.keys() & values))

    def _place(self, value: Any) -> int | None:
        code = bisect_left(self.values, value, key=self.read)
        return code if code < self.missing and self.value(code) == value else None

    def value(self, code: int) -> Any:
        """The typed value of a code."""
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
        if len(codes) * _LOOKED_UP > self.size:
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
        """The distinct codes of a set of rows."""
        if bitmap.is_sparse(rows.bit_count(), self.size):
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
        return bitmap.is_sparse(count, self.size)

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
        """Builds the index for equalities: bitmaps of few values, postings of many."""
        if self.missing < _ONE_BYTE:
            for code in range(self.missing + 1):
                self.rows_of(code)
        else:
            self.starts()
            self.ascending()

    def prepare_ranges(self) -> None:
        """Builds the index for ranges: bit slices, unless the bitmaps of few values are enough."""
        if self.missing > _FEW_BITMAPS:
            self.slices()

    def starts(self) -> array[int]:
        """Where in `ascending()` the rows of each code begin: the prefix sums of their counts."""
        if self._starts is None:
            with self._lock:
                if self._starts is None:
                    counts = [0] * (self.missing + 2)
                    for code in self.codes:
                        counts[code + 1] += 1
                    self._starts = array("I", accumulate(counts))
        return self._starts

    def ascending(self) -> array[int]:
        """The rows sorted by code, rows without a value last, ties in input order."""
        if self._ascending is None:
            with self._lock:
                if self._ascending is None:
                    self._ascending = self._counting_sort()
        return self._ascending

    def _counting_sort(self) -> array[int]:
        """Puts each row, in input order, at the next free place of its code."""
        codes, free = self.codes, self.starts().tolist()
        ordered = array("I", (0,)) * self.size
        for row in self._input_order:
            code = codes[row]
            ordered[free[code]] = row
            free[code] += 1
        return ordered

    def descending(self) -> Sequence[int]:
        """The rows sorted by falling code, rows without a value last, ties in input order."""
        if self._descending is None:
            with self._lock:
                if self._descending is None:
                    self._descending = self._reversed()
        return self._descending

    def _reversed(self) -> array[int]:
        """The ascending rows in reverse, with the rows of each code reversed back."""
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
        """Rows sorted by their codes, rows without a value last; a stable sort."""
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
        """About how many bytes of memory it takes, without the values themselves."""
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
