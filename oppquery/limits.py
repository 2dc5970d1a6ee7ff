"""How large a request may be."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Limits:
    """What a request may ask for; more is a problem with the code `too_much`.

    `query_length` counts characters of a query text, `depth` its parentheses, scopes and
    negations, `terms` the conditions and bare words of a request, `in_list` the items of one
    list; `limit` caps `_limit` (`None`: no cap; the default of 100 then shrinks to a lower cap).
    All are whole numbers ≥ 0; raises `TypeError` or `ValueError` for another value.

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
