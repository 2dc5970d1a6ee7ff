"""The groups of the matching rows over all segments: their totals, names and rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from oppquery.index.execution.costs import CostedStrategy, CostModel, Strategy
from oppquery.index.execution.matched_rows import MatchedRows
from oppquery.index.registry import Index
from oppquery.index.structures.group_codes import GroupCodes, scanned_groups
from oppquery.plan import Grouping
from oppquery.result import Totals
from oppquery.scan.grouping import least_name, least_shown


class MatchedGroup:
    """One group: the value it shows, its names, its totals by currency and period, and its rows."""

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
        """Adds the matching rows of a part that have a group code."""
        self.shown = least_shown(grouping, self.shown, codes.places[code].shown)
        self._names.add(codes.names[code])
        self.size += totals.count
        self.cells.append((part.segment.currency_and_period, totals))
        self._members.append((part, codes, code))

    @property
    def name(self) -> str | None:
        """The smallest name among the matching rows."""
        return least_name(self._names)

    def parts(self) -> list[MatchedRows]:
        """The matching rows of the group, by segment."""
        found: dict[int, tuple[MatchedRows, int]] = {}
        for part, codes, code in self._members:
            rows = codes.column.rows_of(code) & part.rows
            _, known = found.get(id(part), (part, 0))
            found[id(part)] = part, known | rows
        return [MatchedRows(part.segment, rows, rows.bit_count()) for part, rows in found.values()]


def group_matches(
    parts: Sequence[MatchedRows], grouping: Grouping, costs: CostModel
) -> list[MatchedGroup]:
    """The groups of the matching rows; the same key in several segments is one group."""
    found: dict[Any, MatchedGroup] = {}
    for part in parts:
        codes = codes_of_part(part, grouping, costs)
        for code, totals in _totals(part, codes, costs):
            key = codes.places[code].key
            if (group := found.get(key)) is None:
                found[key] = group = MatchedGroup()
            group.add(part, codes, code, totals, grouping)
    return list(found.values())


def codes_of_part(part: MatchedRows, grouping: Grouping, costs: CostModel) -> GroupCodes:
    """The group of each row of the segment of a part."""
    if Index.GROUPS in costs.available:
        return part.segment.groups(grouping)
    return scanned_groups(part.segment.rows, grouping)


def _totals(part: MatchedRows, codes: GroupCodes, costs: CostModel) -> Iterator[tuple[int, Totals]]:
    """The totals of each group code that a matching row of a part has."""
    segment, column, groups = part.segment, codes.column, codes.column.missing + 1
    match choose_group_totals(part, codes, costs).strategy:
        case Strategy.READ:
            return _by_masks(part, codes, segment.added)
        case Strategy.MASKS:
            return _by_masks(part, codes, segment.sliced_sums().totals)
        case Strategy.TAKE:
            return segment.packed_sums().totals_of_places(part.rows, column.codes, groups)
        case _:
            return segment.packed_sums().totals_in_one_pass(part.rows, column.codes, groups)


def choose_group_totals(part: MatchedRows, codes: GroupCodes, costs: CostModel) -> CostedStrategy:
    """How the matching rows of a part are summed by group."""
    groups = codes.column.missing + 1
    return costs.totals_of_groups(part.count, part.rows.bit_length(), groups)


def _by_masks(
    part: MatchedRows, codes: GroupCodes, totals: Callable[[int], Totals]
) -> Iterator[tuple[int, Totals]]:
    """The totals of each group from the set of its matching rows."""
    for code in range(codes.column.missing + 1):
        if rows := codes.column.rows_of(code) & part.rows:
            yield code, totals(rows)
