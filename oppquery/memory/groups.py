"""The group of each row of a segment.

Rows that hold the same raw value and the same name share a code: what a group shows and is
called depends on which of them match. A period has no name, so its code is the period's own.
"""

from __future__ import annotations

from collections.abc import Sequence

from oppquery.grouping import Placed, placing
from oppquery.memory.column import Column, encoded, ranked
from oppquery.plan import Grouping


class GroupCodes:
    """The codes of the rows, and the place and the name that each code stands for."""

    def __init__(
        self, column: Column, places: Sequence[Placed], names: Sequence[str | None]
    ) -> None:
        self.column = column
        self.places = places
        self.names = names

    @property
    def nbytes(self) -> int:
        """About how many bytes of memory it takes."""
        return self.column.nbytes + 100 * len(self.places)


def group_codes(raws: Column, names: Column | None, grouping: Grouping) -> GroupCodes:
    """The groups of some rows, from the columns of their raw values and of their names."""
    place = placing(grouping)
    places = [*map(place, raws.values), place(None)]
    if grouping.unit is not None:
        return _periods(raws, places)
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


def _periods(raws: Column, places: Sequence[Placed]) -> GroupCodes:
    starts = [place.key for place in places]
    column = ranked(list(map(starts.__getitem__, raws.codes)))
    shown = [Placed(start, start) for start in (*column.values, None)]
    return GroupCodes(column, shown, [None] * len(shown))
