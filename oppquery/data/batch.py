"""A batch of objects, read column by column while it is in the cache of the processor.

Fetching a dict from memory costs more than a whole request does with it. So all steps of a request,
from the check of the types of objects to their amounts, finish one batch before the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import compress, repeat
from operator import contains, itemgetter
from typing import Any, Final

from oppquery.rows import Row

_NULL: Final = type(None)
SIZE: Final = 512
"""Objects in a batch; they and the values read from them fit in the cache of a processor."""


class Batch:
    """Some objects in input order; `plain` says that all of them are exactly dicts.

    Only plain dicts are subscripted: a mapping such as `defaultdict` would add the missing key.
    `carried` are keys that every object was seen to have, `missed` keys that one of them, or of a
    batch made by `where`, was seen not to have.
    """

    __slots__ = ("carried", "missed", "plain", "rows")

    def __init__(self, rows: list[Row], *, plain: bool, missed: set[str] | None = None) -> None:
        self.rows = rows
        self.plain = plain
        self.carried: set[str] = set()
        self.missed: set[str] = set() if missed is None else missed

    def column(self, key: str) -> list[Any]:
        """The raw value of each object under a key, null where it has none."""
        if self.plain:
            try:
                raws = list(map(itemgetter(key), self.rows))
            except KeyError:
                self.missed.add(key)
            else:
                self.carried.add(key)
                return raws
        return [row.get(key) for row in self.rows]

    def columns(self, *keys: str) -> list[tuple[Any, ...]]:
        """The raw values of each object under two keys or more, null where it has none."""
        if self.plain:
            try:
                raws = list(map(itemgetter(*keys), self.rows))
            except KeyError:
                self.missed.update(keys)
            else:
                self.carried.update(keys)
                return raws
        return [tuple([row.get(key) for key in keys]) for row in self.rows]

    def first_values(self, keys: tuple[str, ...]) -> list[Any]:
        """The first value of several keys that each object has."""
        key, *others = [key for key in keys if any(map(contains, self.rows, repeat(key)))] or keys
        raws = self.column(key)
        for other in others:
            if _NULL in set(map(type, raws)):
                raws = [more if raw is None else raw for raw, more in zip(raws, self.column(other))]
        return raws

    def copies(self) -> list[dict[str, Any]]:
        """A shallow copy of each object, as a dict."""
        rows: list[Any] = self.rows
        return list(map(dict.copy if self.plain else dict, rows))

    def where(self, flags: Iterable[object]) -> Batch:
        """The objects whose flag is true."""
        return Batch(list(compress(self.rows, flags)), plain=self.plain, missed=self.missed)


BatchTest = Callable[[Batch], Iterable[bool]]
"""Whether each object of a batch matches."""
