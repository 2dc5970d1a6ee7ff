"""The amounts of the rows of one segment, to be summed over sets of rows."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import compress
from operator import itemgetter
from typing import Any, Final, cast

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

    def __init__(self, values: Sequence[int | None], percents: Sequence[int | None]) -> None:
        expected = expected_of(values, percents)
        self._unknown = bitmap.from_truth(bytes(value is None for value in values))
        self._value = Amounts([value or 0 for value in values])
        self._expected = Amounts(expected)

    def totals(self, rows: int, count: int) -> Totals:
        """The totals of a set of so many rows."""
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

    def __init__(self, values: Sequence[int | None], percents: Sequence[int | None]) -> None:
        expected = expected_of(values, percents)
        self._least_value = min(0, min(filter(None, values), default=0))
        self._least_expected = min(expected, default=0)
        self._counted = len(values).bit_length()
        most = max(expected, default=0) - self._least_expected
        self._width = self._counted + most.bit_length()
        self._packed = list(map(self._pack, values, expected))

    def _pack(self, value: int | None, expected: int) -> int:
        counted, upper = self._counted, 2 * self._counted + self._width
        rest = (expected - self._least_expected) << 2 * counted | 1
        if value is None:
            return -self._least_value << upper | rest
        return (value - self._least_value) << upper | rest | 1 << counted

    def totals(self, rows: int, codes: Sequence[int], groups: int) -> Iterator[tuple[int, Totals]]:
        """The totals of the rows of a set by the code of their group, less than `groups`."""
        added = [0] * groups
        chosen = bitmap.truth(rows, len(self._packed))
        for code, packed in zip(compress(codes, chosen), compress(self._packed, chosen)):
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


class SparseSums:
    """The totals of few rows that fall into groups, their amounts taken from compact arrays."""

    def __init__(self, values: Sequence[int | None], percents: Sequence[int | None]) -> None:
        self._known = bitmap.from_truth(bytes(value is not None for value in values))
        self._values = _compact([value or 0 for value in values])
        self._expected = _compact(expected_of(values, percents))

    def totals(self, rows: int, codes: Sequence[int], groups: int) -> Iterator[tuple[int, Totals]]:
        """The totals of the rows of a set by the code of their group, less than `groups`."""
        places = bitmap.positions(rows)
        chosen = taken(codes, places)
        values, expected = [0] * groups, [0] * groups
        for code, value, part in zip(
            chosen, taken(self._values, places), taken(self._expected, places)
        ):
            values[code] += value
            expected[code] += part
        without = Counter(taken(codes, bitmap.positions(rows & ~self._known)))
        for code, count in Counter(chosen).items():
            yield code, Totals(count, count - without[code], values[code], expected[code])

    @property
    def nbytes(self) -> int:
        """About how many bytes of memory it takes."""
        held = self._values.__sizeof__() + self._expected.__sizeof__()
        return held + self._known.__sizeof__()


def _compact(numbers: Sequence[int]) -> Sequence[int]:
    try:
        return array("q", numbers)
    except OverflowError:
        return numbers


def taken(sequence: Sequence[int], places: Sequence[int]) -> Sequence[int]:
    """The items at some places.

    >>> taken([5, 6, 7], [0, 2])
    (5, 7)
    """
    if len(places) < 2:
        return [sequence[place] for place in places]
    return cast("tuple[int, ...]", itemgetter(*places)(sequence))


def expected_of(values: Sequence[int | None], percents: Sequence[int | None]) -> Sequence[int]:
    """The expected value of each row, 0 where there is none."""
    return [each or 0 for each in percents_of(values, percents)]


def totals_of(rows: Sequence[Row]) -> Totals:
    """The totals of some rows."""
    values = [row.get(VALUE) for row in rows]
    expected = expected_of(values, [row.get(CONFIDENCE) for row in rows])
    known = [value for value in values if value is not None]
    return Totals(len(rows), len(known), sum(known), sum(expected))
