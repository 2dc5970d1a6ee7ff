"""Ages in lookup parameters: refused, since they could mean two opposite things (spec §6)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from oppquery.ast import Operator
from oppquery.date_literals import Clock, DateLiteral, as_days, as_instants
from oppquery.dates import day_date, wall_datetime
from oppquery.errors import named, shown
from oppquery.schema import Field, Type
from oppquery.unreadable import Unreadable

_READINGS: Final[Mapping[Operator, tuple[str, str, str, str]]] = {
    Operator.GREATER: ("gt", "after that moment", "lt", "older than that"),
    Operator.GREATER_EQUAL: ("gte", "at or after that moment", "lte", "at least that old"),
    Operator.LESS: ("lt", "before that moment", "gt", "newer than that"),
    Operator.LESS_EQUAL: ("lte", "at or before that moment", "gte", "at most that old"),
}


def refuse_age(
    value: str, field: Field, operator: Operator, literal: DateLiteral, clock: Clock
) -> None:
    """Raises `Unreadable`, with both readings, for an age as the value of a lookup."""
    if not literal.age or operator not in _READINGS:
        return
    lookup, as_time, opposite, as_age = _READINGS[operator]
    moment = moment_text(literal, clock, days=field.type is Type.DATE)
    name = named(field.name)
    raise Unreadable(
        "age_comparison",
        f"{shown(value)} is an age, and {name}__{lookup} could mean two things: write "
        f"{name}__{lookup}={moment} for {as_time}, {name}__{opposite}={moment} for {as_age}",
    )


def moment_text(literal: DateLiteral, clock: Clock, *, days: bool) -> str:
    """The moment of a relative date as a literal, in the caller's zone where that is clear."""
    if days:
        return day_date(as_days(literal.point, clock.zone).start).isoformat()
    start = as_instants(literal.point, clock.zone).start
    wall = clock.zone.wall(start)
    if clock.zone.instant(wall) == start:
        return wall_datetime(wall).isoformat()
    return f"{wall_datetime(start).isoformat()}Z"
