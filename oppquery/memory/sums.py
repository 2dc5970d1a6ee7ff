"""The amounts of the rows of one segment, to be summed over sets of rows."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import Any, Final

from oppquery.formulas import percents_of
from oppquery.memory import bitmap
from oppquery.opportunity import CONFIDENCE, VALUE
from oppquery.result import Totals

Row = Mapping[str, Any]

_WORD: Final = 1 << 63


class Amounts:
    """One number of each row, 0 where there is none, as its distance from the least of them."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.least = least = min(0, min(numbers, default=0))
        self.offsets = [each - least for each in numbers] if least else numbers
        self.greatest = max(self.offsets, default=0)
        self._slices = _sliced(self.offsets, self.greatest)

    def total(self, rows: int, count: int) -> int:
        """The sum over a set of so many rows."""
        return bitmap.total(self._slices, rows) + self.least * count

    @property
    def nbytes(self) -> int:
        """How many bytes the slices take."""
        return sum(map(int.__sizeof__, self._slices))


def _sliced(numbers: Sequence[int], greatest: int) -> list[int]:
    if greatest < _WORD:
        return bitmap.slices(array("Q", numbers))
    return [
        bitmap.from_truth(bytes(each >> bit & 1 for each in numbers))
        for bit in range(greatest.bit_length())
    ]


class SlicedSums:
    """The totals of any set of rows, by counting bits: for one set at a time."""

    def __init__(self, values: Sequence[int | None], percents: Sequence[int | None]) -> None:
        expected = expected_of(values, percents)
        self._known = bitmap.from_truth(bytes(value is not None for value in values))
        self._value = Amounts([value or 0 for value in values])
        self._expected = Amounts(expected)

    def totals(self, rows: int) -> Totals:
        """The totals of a set of rows."""
        count = rows.bit_count()
        if not count:
            return Totals()
        known = (rows & self._known).bit_count()
        value, expected = self._value.total(rows, count), self._expected.total(rows, count)
        return Totals(count, known, value, expected)

    @property
    def nbytes(self) -> int:
        """About how many bytes of memory it takes."""
        return self._value.nbytes + self._expected.nbytes + self._known.__sizeof__()


class PackedSums:
    """The amounts of each row in one number, so that one addition adds all of them.

    From the lowest bits: how many rows, how many with an amount, the expected value, the value.
    """

    def __init__(self, values: Sequence[int | None], percents: Sequence[int | None]) -> None:
        expected = expected_of(values, percents)
        self._least_value = min(0, min(filter(None, values), default=0))
        self._least_expected = min(expected, default=0)
        counted = len(values).bit_length()
        top = max(expected, default=0) - self._least_expected
        self._counted = counted
        self._width = counted + top.bit_length()
        self.packed = list(map(self._pack, values, expected))

    def _pack(self, value: int | None, expected: int) -> int:
        counted, upper = self._counted, 2 * self._counted + self._width
        rest = (expected - self._least_expected) << 2 * counted | 1
        if value is None:
            return -self._least_value << upper | rest
        return (value - self._least_value) << upper | rest | 1 << counted

    def totals(self, packed: int) -> Totals:
        """The totals that a sum of packed numbers stands for."""
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
        return self.packed.__sizeof__() + sum(map(int.__sizeof__, self.packed))


def expected_of(values: Sequence[int | None], percents: Sequence[int | None]) -> Sequence[int]:
    """The expected value of each row, 0 where there is none."""
    return [each or 0 for each in percents_of(values, percents)]


def totals_of(rows: Sequence[Row]) -> Totals:
    """The totals of some rows."""
    values = [row.get(VALUE) for row in rows]
    expected = expected_of(values, [row.get(CONFIDENCE) for row in rows])
    known = [value for value in values if value is not None]
    return Totals(len(rows), len(known), sum(known), sum(expected))
