"""Objects read as columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

Row = dict[str, Any]


def columns(rows: Sequence[Row]) -> Iterator[tuple[str, list[Any]]]:
    """Each key of some objects and its values; read off together when all have the same keys.

    >>> dict(columns([{"id": "a", "value": 1}, {"id": "b", "value": None}]))
    {'id': ['a', 'b'], 'value': [1, None]}
    """
    shapes = set(map(tuple, rows))
    if len(shapes) == 1:
        (names,) = shapes
        values = list(chain.from_iterable(map(dict.values, rows)))
        for place, name in enumerate(names):
            yield name, values[place :: len(names)]
    else:
        for name in dict.fromkeys(chain.from_iterable(shapes)):
            yield name, [row.get(name) for row in rows]
