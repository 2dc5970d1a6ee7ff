"""Sets of rows as bits of one integer: bit i stands for row i.

A set of rows is an `int`, so that Python's own long arithmetic joins sets, one machine word
after the other. A column of numbers is a list of such integers, one for each bit of a number:
the bit-sliced index of O'Neil and Quass.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress
from typing import Final

_BYTES: Final = range(256)
_PLACES: Final = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in _BYTES)
_BIT_DIGITS: Final = tuple(bytes(48 + (byte >> bit & 1) for byte in _BYTES) for bit in range(8))
_RARE: Final = 40
"""With less than one row in so many, looking for the next one beats looking at every byte."""
_STRIDE: Final = 32
"""So many bytes are looked at together to walk along rows as they lie."""
_BASES: Final = range(0, _STRIDE << 3, 8)
OTHER: Final = 255
"""A byte that stands for no row."""
_OTHERS: Final = bytes([OTHER])
_ONE: Final = ord("1")
_TRUTH: Final = bytes.maketrans(b"01", b"\0\1")
_DIGITS: Final = bytes.maketrans(b"\0\1", b"01")


def full(size: int) -> int:
    """All of `size` rows."""
    return (1 << size) - 1


def from_truth(truth: bytes) -> int:
    """The rows for which there is a 1 byte among 0 bytes.

    >>> bin(from_truth(bytes([1, 0, 1])))
    '0b101'
    """
    return int(truth.translate(_DIGITS)[::-1], 2) if truth else 0


def from_positions(positions: Iterable[int], size: int) -> int:
    """The rows at some positions, all less than `size`.

    >>> bin(from_positions([0, 2], 3))
    '0b101'
    """
    buffer = bytearray((size >> 3) + 1)
    for position in positions:
        buffer[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(buffer, "little")


def from_many_positions(positions: Iterable[int], size: int) -> int:
    """The same, faster for more than one row in ten or so."""
    digits = bytearray(b"0") * size
    one = _ONE
    for position in positions:
        digits[position] = one
    digits.reverse()
    return int(digits, 2) if size else 0


def positions(rows: int) -> list[int]:
    """The positions of the rows of a set, ascending.

    >>> positions(0b101)
    [0, 2]
    """
    width = rows.bit_length()
    if rows.bit_count() * _RARE < width:
        return _rare_positions(format(rows, "b")[::-1])
    data, places = rows.to_bytes((width + 7) >> 3, "little"), _PLACES
    bases = range(0, len(data) << 3, 8)
    return [
        base + place for base, byte in compress(zip(bases, data), data) for place in places[byte]
    ]


def _rare_positions(digits: str) -> list[int]:
    """Where the ones stand among many zeros."""
    found: list[int] = []
    place = digits.find("1")
    while place >= 0:
        found.append(place)
        place = digits.find("1", place + 1)
    return found


def truth(rows: int, size: int) -> bytes:
    """A byte for each of `size` rows, 1 for those of the set, as `itertools.compress` takes it.

    >>> truth(0b101, 4)
    b'\\x01\\x00\\x01\\x00'
    """
    return format(rows | 1 << size, "b")[:0:-1].encode().translate(_TRUTH)


def bytes_where(truth: bytes, data: bytes) -> bytes:
    """The bytes of some rows, none of them `OTHER`, as `itertools.compress` takes them.

    >>> list(bytes_where(bytes([1, 0, 1]), bytes([5, 6, 7])))
    [5, 7]
    """
    size = len(truth)
    others = full(8 * size) ^ int.from_bytes(truth, "little") * OTHER
    kept = int.from_bytes(data[:size], "little") | others
    return kept.to_bytes(size, "little").translate(None, _OTHERS)


def slices(numbers: array[int]) -> list[int]:
    """The rows that have each bit of their number set, the lowest bit first; none is negative."""
    if not numbers:
        return []
    bits = max(numbers).bit_length()
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    data, step = numbers.tobytes(), numbers.itemsize
    lanes = [data[byte::step][::-1] for byte in range((bits + 7) >> 3)]
    return [int(lanes[bit >> 3].translate(_BIT_DIGITS[bit & 7]), 2) for bit in range(bits)]


def at_least(bits: Sequence[int], bound: int, all_rows: int) -> int:
    """The rows whose number is at least `bound`."""
    if bound <= 0:
        return all_rows
    if bound.bit_length() > len(bits):
        return 0
    rows = all_rows
    for place, slice_ in enumerate(bits):
        rows = rows & slice_ if bound >> place & 1 else rows | slice_
    return rows


def equal_to(bits: Sequence[int], number: int, all_rows: int) -> int:
    """The rows whose number is this one."""
    if number.bit_length() > len(bits):
        return 0
    rows = all_rows
    for place, slice_ in enumerate(bits):
        rows &= slice_ if number >> place & 1 else ~slice_
    return rows


def total(bits: Sequence[int], rows: int) -> int:
    """The sum of the numbers of some rows."""
    return sum([(slice_ & rows).bit_count() << place for place, slice_ in enumerate(bits)])


def walk(permutation: Iterable[int], rows: int, size: int) -> Iterator[int]:
    """The rows of a set in the order of a permutation, found as they are asked for.

    A range stands for all rows as they lie.
    """
    if isinstance(permutation, range):
        data = rows.to_bytes((rows.bit_length() + 7) >> 3, "little")
        return chain.from_iterable(_stretches(data))
    data = rows.to_bytes((size >> 3) + 1, "little")
    return (place for place in permutation if data[place >> 3] >> (place & 7) & 1)


def _stretches(data: bytes) -> Iterator[list[int]]:
    for start in range(0, len(data), _STRIDE):
        some, base = data[start : start + _STRIDE], start << 3
        yield [
            base + byte + place
            for byte, bits in compress(zip(_BASES, some), some)
            for place in _PLACES[bits]
        ]
