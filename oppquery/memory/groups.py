"""The group of each row of a segment.

Rows that name the same raw value and the same name share a code: what a group shows and is
called depends on which of them match. A period has no name, so its code is the period's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from oppquery.grouping import Place, Placed, placing
from oppquery.memo import Memo
from oppquery.memory.column import Column, distinct, encoded, ranked
from oppquery.plan import Grouping

Row = Mapping[str, Any]


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


def group_codes(raws: Sequence[Any], names: Sequence[Any], grouping: Grouping) -> GroupCodes:
    """The groups of some rows, from the raw values of the field and of the one that names it."""
    if grouping.unit is not None:
        return _periods(raws, grouping)
    if grouping.twin is None:
        column = distinct(raws)
        shown, called = [*column.values, None], [None] * (column.missing + 1)
    else:
        column = encoded(list(zip(raws, names)))
        shown, called = [raw for raw, _ in column.values], [name for _, name in column.values]
    return GroupCodes(column, list(map(placing(grouping), shown)), called)


def _periods(raws: Sequence[Any], grouping: Grouping) -> GroupCodes:
    place = placing(grouping)
    start = (lambda raw: place(raw).key) if grouping.field.may_be_list else _remembered(place)
    column = ranked(list(map(start, raws)))
    places = [Placed(start, start) for start in (*column.values, None)]
    return GroupCodes(column, places, [None] * len(places))


def _remembered(place: Place) -> Callable[[Any], Any]:
    return Memo(lambda raw: place(raw).key).__getitem__
