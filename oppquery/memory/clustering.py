"""How the rows of a segment lie: in input order, or clustered by the values of a field.

A number that falls from row to row has its high bits in the first rows only. So the slices of it,
and of what is computed from it, are short numbers, and so is the set of rows above some bound.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the rows of a segment lie, place by place.

    `sequence` holds the number of each row in the order of all input, `turns` the places in input
    order. `key` names the field by whose falling value the rows lie, those without one last and
    ties in input order; without it they lie in input order.
    """

    sequence: array[int]
    turns: Sequence[int]
    key: str | None = None

    @classmethod
    def in_input_order(cls, sequence: array[int]) -> Layout:
        """The layout of rows that lie as they came."""
        return cls(sequence, range(len(sequence)))


def clustered(
    rows: Sequence[Row], sequence: Sequence[int], key: str
) -> tuple[Sequence[Row], Layout]:
    """Rows that come in input order, laid out by the falling value of a field, and how."""
    values: list[Any] = [row.get(key) for row in rows]
    order = [place for place, value in enumerate(values) if value is not None]
    order.sort(key=values.__getitem__, reverse=True)
    order += [place for place, value in enumerate(values) if value is None]
    turns = array("I", order)
    for place, turn in enumerate(order):
        turns[turn] = place
    numbers = array("q", map(sequence.__getitem__, order))
    return list(map(rows.__getitem__, order)), Layout(numbers, turns, key)
