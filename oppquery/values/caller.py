"""Who asks, and when."""

from __future__ import annotations

from dataclasses import dataclass

from oppquery.values.date_literals import Clock


@dataclass(frozen=True, slots=True)
class Caller:
    """The clock by which a request reads dates, and the id that `me` stands for, if any."""

    clock: Clock
    user_id: str | None
