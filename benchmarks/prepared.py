"""The prepared form of the library, or the one-shot form in its place while there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import oppquery

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.data import Row

NOW = datetime(2024, 6, 3, 12, tzinfo=UTC)


@dataclass(frozen=True)
class OneShot:
    """Answers as a Collection does, from the objects as they are: nothing is prepared."""

    rows: list[Row]
    data: Mapping[str, Any] = field(default_factory=dict)

    def list(self, params: Mapping[str, str], *, now: datetime | None = None) -> Any:
        return oppquery.list_opportunities(self.rows, params, now=now, **self.data)


def has_collection() -> bool:
    return getattr(oppquery, "Collection", None) is not None


def make_collection(rows: list[Row], *, eager: bool = False, **data: Any) -> Any:
    """A Collection, or the one-shot form where the library has none."""
    if not has_collection():
        return OneShot(rows, data)
    return oppquery.Collection(rows, eager=eager, **data)
