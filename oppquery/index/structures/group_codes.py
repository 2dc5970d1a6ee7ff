"""The group of each row of a segment, as a column of codes.

Rows with the same raw value and the same name share a code. One group may have several codes, as
values of other spelling fall into it: the matching rows decide which spelling and which name the
group shows. A period of a date has no name, so it has one code.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from oppquery.data.formulas import raw_reader
from oppquery.index.structures.column import Column
from oppquery.index.structures.encoding import encoded, ranked
from oppquery.plan import Grouping
from oppquery.rows import Row
from oppquery.scan.grouping import GroupKey, GroupOf, group_finder
from oppquery.values.calendar import Unit, unit_start


class GroupCodes:
    """The group codes of the rows, and for each code its group and its name."""

    def __init__(
        self, column: Column, places: Sequence[GroupOf], names: Sequence[str | None]
    ) -> None:
        self.column = column
        self.places = places
        self.names = names

    @property
    def nbytes(self) -> int:
        """About how many bytes of memory it takes."""
        return self.column.nbytes + 100 * len(self.places)


def group_codes(raws: Column, names: Column | None, grouping: Grouping) -> GroupCodes:
    """The groups of all rows, from the columns of their raw values and of their names."""
    place = group_finder(grouping)
    places = [*map(place, raws.values), place(None)]
    if grouping.unit is not None:
        return _periods(raws, [each.key for each in places])
    if names is None:
        return GroupCodes(raws, places, [None] * len(places))
    every = names.missing + 1
    pairs = encoded([code * every + name for code, name in zip(raws.codes, names.codes)])
    called = [*names.values, None]
    return GroupCodes(
        pairs,
        [places[pair // every] for pair in pairs.values],
        [called[pair % every] for pair in pairs.values],
    )


def scanned_groups(rows: Sequence[Row], grouping: Grouping) -> GroupCodes:
    """Slow path without the column index: computes each row's group directly."""
    read, place = raw_reader(grouping.field), group_finder(grouping)
    called = None if grouping.twin is None else raw_reader(grouping.twin)
    codes: list[int] = []
    known: dict[tuple[Any, ...], int] = {}
    places: list[GroupOf] = []
    names: list[str | None] = []
    for row in rows:
        placed, name = place(read(row)), None if called is None else called(row)
        look = (placed.key, repr(placed.shown), name)
        if (code := known.get(look)) is None:
            known[look] = code = len(places)
            places.append(placed)
            names.append(name)
        codes.append(code)
    return GroupCodes(Column(places, codes), places, names)


def periods_of_days(days: GroupCodes, unit: Unit) -> GroupCodes:
    """The groups by weeks, months, quarters or years, from the groups by day."""
    column = days.column
    return _periods(column, [*(unit_start(unit, day) for day in column.values), None])


def _periods(raws: Column, starts: Sequence[GroupKey]) -> GroupCodes:
    """The groups by period; `starts` are the first days of the period of each code."""
    periods = ranked(starts)
    column = Column(periods.values, map(list(periods.codes).__getitem__, raws.codes))
    shown = [GroupOf(start, start) for start in (*column.values, None)]
    return GroupCodes(column, shown, [None] * len(shown))
