"""The groups of the rows that match, from several segments: sums, names, and the rows of each."""

from __future__ import annotations

from collections.abc import Collection as Several
from collections.abc import Iterator, Sequence
from typing import Any

from oppquery.grouping import least_name, least_shown
from oppquery.memory.choices import Choice, Way, totals_of_groups
from oppquery.memory.groups import GroupCodes, scanned_groups
from oppquery.memory.paging import Part
from oppquery.memory.segment import Index
from oppquery.plan import Grouping
from oppquery.result import Totals


class Gathered:
    """One group: what it shows, the names it goes by, its totals by cell, where its rows are."""

    __slots__ = ("_members", "_names", "cells", "shown", "size")

    def __init__(self) -> None:
        self.shown: Any = None
        self.size = 0
        self.cells: list[tuple[tuple[str, str], Totals]] = []
        self._names: set[str | None] = set()
        self._members: list[tuple[Part, GroupCodes, int]] = []

    def add(
        self, part: Part, codes: GroupCodes, code: int, totals: Totals, grouping: Grouping
    ) -> None:
        """Adds the matching rows of a part that have a code."""
        self.shown = least_shown(grouping, self.shown, codes.places[code].shown)
        self._names.add(codes.names[code])
        self.size += totals.count
        self.cells.append((part.segment.cell, totals))
        self._members.append((part, codes, code))

    @property
    def name(self) -> str | None:
        """The smallest name among the rows."""
        return least_name(self._names)

    def parts(self) -> list[Part]:
        """The rows of the group."""
        found: dict[int, tuple[Part, int]] = {}
        for part, codes, code in self._members:
            rows = codes.column.rows_of(code) & part.rows
            _, known = found.get(id(part), (part, 0))
            found[id(part)] = part, known | rows
        return [Part(part.segment, rows, rows.bit_count()) for part, rows in found.values()]


def gather(parts: Sequence[Part], grouping: Grouping, off: Several[Index] = ()) -> list[Gathered]:
    """The groups of some rows, in the order in which their first rows were prepared."""
    found: dict[Any, Gathered] = {}
    for part in parts:
        codes = codes_of_part(part, grouping, off)
        for code, totals in _totals(part, codes, off):
            key = codes.places[code].key
            if (group := found.get(key)) is None:
                found[key] = group = Gathered()
            group.add(part, codes, code, totals, grouping)
    return list(found.values())


def codes_of_part(part: Part, grouping: Grouping, off: Several[Index]) -> GroupCodes:
    """The groups of the rows of the segment of a part."""
    if Index.GROUPS in off:
        return scanned_groups(part.segment.rows, grouping)
    return part.segment.groups(grouping)


def _totals(part: Part, codes: GroupCodes, off: Several[Index]) -> Iterator[tuple[int, Totals]]:
    """The totals of each code that a part has."""
    way = grouping_choice(part, codes, off).way
    if way is Way.MASKS:
        return _by_masks(part, codes)
    segment, every = part.segment, codes.column.missing + 1
    return segment.packed_sums().totals(part.rows, codes.column.codes, every, way)


def grouping_choice(part: Part, codes: GroupCodes, off: Several[Index]) -> Choice:
    """How the rows of a part are summed by their codes."""
    every = codes.column.missing + 1
    slices = Index.SUMS not in off
    return totals_of_groups(part.count, part.rows.bit_length(), every, slices=slices)


def _by_masks(part: Part, codes: GroupCodes) -> Iterator[tuple[int, Totals]]:
    sums = part.segment.sliced_sums()
    for code in range(codes.column.missing + 1):
        rows = codes.column.rows_of(code) & part.rows
        if rows:
            yield code, sums.totals(rows, rows.bit_count())
