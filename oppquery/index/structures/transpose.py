"""Objects transposed: their values by key instead of by object."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from operator import itemgetter
from typing import Any, Final, cast

from oppquery.data.formulas import Columns
from oppquery.rows import StoredRow

TOGETHER: Final = 1_024
"""Objects that are read together: they and their values stay in the cache of a processor."""


def columns(rows: Sequence[StoredRow]) -> Iterator[tuple[str, Sequence[Any]]]:
    """Each key of some objects with its values; one pass if all objects have the same keys.

    >>> dict(columns([{"id": "a", "value": 1}, {"id": "b", "value": None}]))
    {'id': ['a', 'b'], 'value': [1, None]}
    """
    names = list(rows[0]) if rows else []
    if list(chain.from_iterable(rows)) == names * len(rows):
        values = list(chain.from_iterable(map(dict.values, rows)))
        for place, name in enumerate(names):
            yield name, values[place :: len(names)]
    else:
        for name in dict.fromkeys(chain.from_iterable(rows)):
            yield name, [row.get(name) for row in rows]


class Transposed:
    """The values of many objects by key, added some objects at a time.

    >>> whole = Transposed()
    >>> whole.add("value", 1, [5], {int})
    >>> whole.picked("value", [1, 0])
    (5, None)
    """

    def __init__(self) -> None:
        self._columns: dict[Any, list[Any]] = {}
        self._kinds: dict[Any, set[type]] = {}
        self._size = 0

    def add(self, name: Any, start: int, values: Sequence[Any], kinds: set[type]) -> None:
        """Adds the values of the objects from number `start` on, which have the types `kinds`.

        Objects before these that had no such key get null.
        """
        column = self._columns.setdefault(name, [])
        known = self._kinds.setdefault(name, set())
        known |= kinds if start == len(column) else {*kinds, type(None)}
        column += [None] * (start - len(column))
        column += values
        self._size = max(self._size, len(column))

    def kind(self, name: str) -> type | None:
        """The Python type of all values under a key, or `None` if they have several types."""
        kinds = self._kinds.get(name)
        if kinds is None:
            return type(None)
        if len(kinds) != 1 or len(self._columns[name]) < self._size:
            return None
        return next(iter(kinds))

    def read(self, name: str) -> list[Any]:
        """The values of all objects under a key."""
        column = self._columns.setdefault(name, [])
        column += [None] * (self._size - len(column))
        return column

    def picked(self, name: str, numbers: Sequence[int]) -> tuple[Any, ...]:
        """The values under a key of the objects with these numbers."""
        if name not in self._columns:
            return (None,) * len(numbers)
        column = self.read(name)
        if len(numbers) == 1:
            return (column[numbers[0]],)
        return cast("tuple[Any, ...]", itemgetter(*numbers)(column))


class PickedColumns:
    """The columns of some of the objects, each picked or computed when first asked for.

    `numbers` are the places of these objects among all.
    """

    def __init__(self, whole: Transposed, numbers: Sequence[int]) -> None:
        self.columns = Columns(partial(whole.picked, numbers=numbers))
        self.kind = whole.kind
