"""The amounts of the rows of one segment, to be summed over sets of rows."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from operator import itemgetter
from typing import Final, cast

from oppquery.data.formulas import percents_of
from oppquery.index.structures import bitmap
from oppquery.result import Totals
from oppquery.rows import Row
from oppquery.schema.opportunity import CONFIDENCE, VALUE

_WORD: Final = 1 << 63


class Amounts:
    """One number of each row, 0 where there is none, as its distance from the least of them."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.least = least = min(0, min(numbers, default=0))
        self._slices = _sliced([each - least for each in numbers] if least else numbers)

    def total(self, rows: int, count: int) -> int:
        """The sum over a set of so many rows."""
        return bitmap.total(self._slices, rows) + self.least * count

    @property
    def nbytes(self) -> int:
        """How many bytes the slices take."""
        return sum(map(int.__sizeof__, self._slices))


def _sliced(numbers: Sequence[int]) -> list[int]:
    greatest = max(numbers, default=0)
    if greatest < _WORD:
        return bitmap.slices(array("Q", numbers))
    return [
        bitmap.from_truth(bytes(each >> bit & 1 for each in numbers))
        for bit in range(greatest.bit_length())
    ]


class SlicedSums:
    """The totals of any set of rows, by counting bits: for one set at a time."""

    def __init__(self, values: Sequence[int | None], expected: Sequence[int | None]) -> None:
        self._unknown = bitmap.from_truth(bytes([value is None for value in values]))
        self._value = Amounts([value or 0 for value in values])
        self._expected = Amounts([each or 0 for each in expected])

    def totals(self, rows: int) -> Totals:
        """The totals of a set of rows."""
        count = rows.bit_count()
        known = count - (rows & self._unknown).bit_count()
        value, expected = self._value.total(rows, count), self._expected.total(rows, count)
        return Totals(count, known, value, expected)

    @property
    def nbytes(self) -> int:
        """About how many bytes of memory it takes."""
        return self._value.nbytes + self._expected.nbytes + self._unknown.__sizeof__()


class PackedSums:
    """The totals of many rows that fall into groups, by one addition for each row.

    The amounts of a row are packed in one number. From the lowest bits: how many rows, how many
    with an amount, and the distances of the expected value and of the value from the least.
    """

    def __init__(self, values: Sequence[int | None], expected: Sequence[int | None]) -> None:
        known = [each or 0 for each in expected]
        self._least_value = min(0, min(filter(None, values), default=0))
        self._least_expected = min(known, default=0)
        self._counted = len(values).bit_length()
        most = max(known, default=0) - self._least_expected
        self._width = self._counted + most.bit_length()
        self._packed = self._pack(values, known)

    def _pack(self, values: Sequence[int | None], expected: Sequence[int]) -> list[int]:
        lower, upper = 2 * self._counted, 2 * self._counted + self._width
        without = 1 - (self._least_expected << lower) - (self._least_value << upper)
        with_value = without + (1 << self._counted)
        return [
            without + (each << lower)
            if value is None
            else with_value + (each << lower) + (value << upper)
            for value, each in zip(values, expected)
        ]

    def totals_of_places(
        self, rows: int, codes: Sequence[int], groups: int
    ) -> Iterator[tuple[int, Totals]]:
        """The totals of a set of rows by the code of their group, taken row by row.

        `codes` are the groups of all rows, each less than `groups`. Pays for few rows.
        """
        places = bitmap.positions(rows)
        return self._added(taken(codes, places), taken(self._packed, places), groups)

    def totals_in_one_pass(
        self, rows: int, codes: Sequence[int], groups: int
    ) -> Iterator[tuple[int, Totals]]:
        """The same by one pass over all rows of the segment. Pays for many rows."""
        chosen = bitmap.truth(rows, rows.bit_length())
        return self._added(codes_where(chosen, codes), compress(self._packed, chosen), groups)

    def _added(
        self, codes: Iterable[int], amounts: Iterable[int], groups: int
    ) -> Iterator[tuple[int, Totals]]:
        added = [0] * groups
        for code, packed in zip(codes, amounts):
            added[code] += packed
        return ((code, self._unpacked(packed)) for code, packed in enumerate(added) if packed)

    def _unpacked(self, packed: int) -> Totals:
        counted = self._counted
        lane = bitmap.full(counted)
        count, known = packed & lane, packed >> counted & lane
        rest = packed >> 2 * counted
        expected = (rest & bitmap.full(self._width)) + self._least_expected * count
        value = (rest >> self._width) + self._least_value * count
        return Totals(count, known, value, expected)

    @property
    def nbytes(self) -> int:
        """About how many bytes of memory it takes."""
        return self._packed.__sizeof__() + sum(map(int.__sizeof__, self._packed))


def codes_where(chosen: bytes, codes: Sequence[int]) -> Iterable[int]:
    """The codes of the rows that are chosen; those that fit in a byte need no look at each."""
    if isinstance(codes, bytes) and bitmap.OTHER not in codes:
        return bitmap.bytes_where(chosen, codes)
    return compress(codes, chosen)


def taken(sequence: Sequence[int], places: Sequence[int]) -> Sequence[int]:
    """The items at some places.

    >>> taken([5, 6, 7], [0, 2])
    (5, 7)
    """
    if len(places) < 2:
        return [sequence[place] for place in places]
    return cast("tuple[int, ...]", itemgetter(*places)(sequence))


def totals_of(rows: Sequence[Row]) -> Totals:
    """The totals of some rows."""
    values = [row.get(VALUE) for row in rows]
    expected = percents_of(values, [row.get(CONFIDENCE) for row in rows])
    known = [value for value in values if value is not None]
    return Totals(len(rows), len(known), sum(known), sum(filter(None, expected)))
