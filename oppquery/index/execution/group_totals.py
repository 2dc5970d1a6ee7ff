"""The groups of the rows that match, from several segments: sums, names, and the rows of each."""

from __future__ import annotations

from collections.abc import Collection as Several
from collections.abc import Iterator, Sequence
from typing import Any

from oppquery.index.execution.costs import CostedStrategy, Strategy, totals_of_groups
from oppquery.index.execution.paging import MatchedRows
from oppquery.index.segment import Index
from oppquery.index.structures.group_codes import GroupCodes, scanned_groups
from oppquery.plan import Grouping
from oppquery.result import Totals
from oppquery.scan.grouping import least_name, least_shown


class MatchedGroup:
    """One group: what it shows, the names it goes by, its totals by cell, where its rows are."""

    __slots__ = ("_members", "_names", "cells", "shown", "size")

    def __init__(self) -> None:
        self.shown: Any = None
        self.size = 0
        self.cells: list[tuple[tuple[str, str], Totals]] = []
        self._names: set[str | None] = set()
        self._members: list[tuple[MatchedRows, GroupCodes, int]] = []

    def add(
        self, part: MatchedRows, codes: GroupCodes, code: int, totals: Totals, grouping: Grouping
    ) -> None:
        """Adds the matching rows of a part that have a code."""
        self.shown = least_shown(grouping, self.shown, codes.places[code].shown)
        self._names.add(codes.names[code])
        self.size += totals.count
        self.cells.append((part.segment.currency_and_period, totals))
        self._members.append((part, codes, code))

    @property
    def name(self) -> str | None:
        """The smallest name among the rows."""
        return least_name(self._names)

    def parts(self) -> list[MatchedRows]:
        """The rows of the group."""
        found: dict[int, tuple[MatchedRows, int]] = {}
        for part, codes, code in self._members:
            rows = codes.column.rows_of(code) & part.rows
            _, known = found.get(id(part), (part, 0))
            found[id(part)] = part, known | rows
        return [MatchedRows(part.segment, rows, rows.bit_count()) for part, rows in found.values()]


def group_matches(
    parts: Sequence[MatchedRows], grouping: Grouping, off: Several[Index] = ()
) -> list[MatchedGroup]:
    """The groups of some rows, in the order in which their first rows were prepared."""
    found: dict[Any, MatchedGroup] = {}
    for part in parts:
        codes = codes_of_part(part, grouping, off)
        for code, totals in _totals(part, codes, off):
            key = codes.places[code].key
            if (group := found.get(key)) is None:
                found[key] = group = MatchedGroup()
            group.add(part, codes, code, totals, grouping)
    return list(found.values())


def codes_of_part(part: MatchedRows, grouping: Grouping, off: Several[Index]) -> GroupCodes:
    """The groups of the rows of the segment of a part."""
    if Index.GROUPS in off:
        return scanned_groups(part.segment.rows, grouping)
    return part.segment.groups(grouping)


def _totals(
    part: MatchedRows, codes: GroupCodes, off: Several[Index]
) -> Iterator[tuple[int, Totals]]:
    """The totals of each code that a part has."""
    column, groups = codes.column, codes.column.missing + 1
    match grouping_choice(part, codes, off).way:
        case Strategy.MASKS:
            return _by_masks(part, codes)
        case Strategy.TAKE:
            sums = part.segment.packed_sums()
            return sums.totals_of_places(part.rows, column.codes, groups)
        case _:
            sums = part.segment.packed_sums()
            return sums.totals_in_one_pass(part.rows, column.codes, groups)


def grouping_choice(part: MatchedRows, codes: GroupCodes, off: Several[Index]) -> CostedStrategy:
    """How the rows of a part are summed by their codes."""
    every = codes.column.missing + 1
    slices = Index.SUMS not in off
    return totals_of_groups(part.count, part.rows.bit_length(), every, slices=slices)


def _by_masks(part: MatchedRows, codes: GroupCodes) -> Iterator[tuple[int, Totals]]:
    sums = part.segment.sliced_sums()
    for code in range(codes.column.missing + 1):
        rows = codes.column.rows_of(code) & part.rows
        if rows:
            yield code, sums.totals(rows, rows.bit_count())
