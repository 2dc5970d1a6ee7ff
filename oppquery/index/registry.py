"""The indexes of one segment: each is built once, by the first thread that asks for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from threading import RLock
from time import perf_counter
from typing import Any, Final, Protocol, TypeVar, cast


class Index(StrEnum):
    """A kind of index on the rows of a segment."""

    COLUMN = "column"
    """Dictionary-encoded values of a field, with their bitmaps, postings and bit slices."""
    WORDS = "words"
    """Inverted index of a text field: the rows of each word."""
    ORDER = "order"
    """Rows sorted by a field."""
    GROUPS = "groups"
    """The group of each row."""
    SUMS = "sums"
    """Amounts, bit-sliced and packed."""


ALL_INDEXES: Final = frozenset(Index)


class Measured(Protocol):
    """An index, which knows how much memory it takes."""

    @property
    def nbytes(self) -> int:
        """About how many bytes it takes."""
        ...


@dataclass(frozen=True, slots=True)
class Built:
    """An index, and how many seconds it took to build."""

    index: Measured
    seconds: float


IndexName = tuple[Index, Any]
"""The kind of an index, and what tells it from others of its kind: mostly the name of a field."""
I = TypeVar("I", bound=Measured)  # noqa: E741


class IndexRegistry:
    """Indexes by kind and name, built on demand while other threads wait."""

    def __init__(self) -> None:
        self._built: dict[IndexName, Built] = {}
        self._rotating: list[IndexName] = []
        self._lock = RLock()

    def get(self, kind: Index, name: Any, build: Callable[[], I]) -> I:
        """The index of that kind and name."""
        key = (kind, name)
        if (known := self._built.get(key)) is None:
            with self._lock:
                if (known := self._built.get(key)) is None:
                    start = perf_counter()
                    index = build()
                    self._built[key] = known = Built(index, perf_counter() - start)
        return cast("I", known.index)

    def get_rotating(self, kind: Index, name: Any, build: Callable[[], I], *, most: int) -> I:
        """The same for names that requests make up: only the `most` built last are kept."""
        key = (kind, name)
        with self._lock:
            if key not in self._built:
                if len(self._rotating) >= most:
                    del self._built[self._rotating.pop(0)]
                index = self.get(kind, name, build)
                self._rotating.append(key)
                return index
            return self.get(kind, name, build)

    def known(self, kind: Index, name: Any) -> Any:
        """The index of that kind and name if it is built, else `None`."""
        built = self._built.get((kind, name))
        return None if built is None else built.index

    def built(self) -> Mapping[IndexName, Built]:
        """The indexes built so far."""
        return dict(self._built)
