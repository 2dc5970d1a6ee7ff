"""The keyword arguments of a call: its data, and who asks, when and within which limits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from oppquery.data.given import DataArguments
from oppquery.limits import Limits
from oppquery.values.caller import Caller
from oppquery.values.date_literals import Clock
from oppquery.values.zones import read_now, read_zone

TimeZone = tzinfo | str | float
DEFAULT_LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class RequestArguments:
    """Who asks, at which time and in which zone, and how much a request may ask for.

    Raises `TypeError` for a `user_id` that is no text or for `limits` that are no `Limits`.
    """

    now: datetime | None = None
    tz: TimeZone | None = None
    user_id: str | None = None
    limits: Limits = DEFAULT_LIMITS

    def __post_init__(self) -> None:
        _check("limits", self.limits, Limits)
        if self.user_id is not None:
            _check("user_id", self.user_id, str)

    def caller(self) -> Caller:
        """The caller, at the time that `now` names or at the current time."""
        return Caller(Clock(read_zone(self.tz), read_now(self.now)), self.user_id)

    def caller_without_clock(self) -> Caller:
        """The caller, at the time that `now` names or at no time at all."""
        now = None if self.now is None else read_now(self.now)
        return Caller(Clock(read_zone(self.tz), now), self.user_id)


@dataclass(frozen=True, slots=True)
class CallArguments:
    """All keyword arguments of one call."""

    data: DataArguments
    request: RequestArguments


def _check(name: str, value: object, kind: type) -> None:
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be a {kind.__name__}, not {type(value).__name__}")
