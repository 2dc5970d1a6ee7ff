"""Limits: the greatest size of a request."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final


@dataclass(frozen=True, slots=True)
class Limits:
    """The greatest size of a request; more is a problem with the code `too_much`.

    - `query_length`: characters of one query text.
    - `depth`: parentheses (those of lists too), scopes and negations by `not`, `-` or `!` inside
      one another. `in:"Smart View"` is one level, and those of the view follow. More than 100
      levels are never taken, whatever the limit.
    - `terms`: conditions, bare words and scopes of a request, and the keys of its order. Those of
      a Smart View count wherever it is named.
    - `in_list`: items of one list.
    - `limit`: the greatest `_limit`, `None` for any. Without `_limit` a page has 100 objects, or
      `limit` when that is less.

    All are `int`s ≥ 0. Raises `TypeError` or `ValueError` for another value.

    >>> Limits(limit=250).terms
    1000
    """

    query_length: int = 10_000
    depth: int = 100
    terms: int = 1_000
    in_list: int = 10_000
    limit: int | None = None

    def __post_init__(self) -> None:
        for each in fields(self):
            most = getattr(self, each.name)
            if most is None and each.default is None:
                continue
            if not isinstance(most, int) or isinstance(most, bool):
                raise TypeError(f"{each.name} must be an int, not {type(most).__name__}")
            if most < 0:
                raise ValueError(f"{each.name} must not be negative")


DEFAULT_LIMITS: Final = Limits()
