"""The keyword arguments of a call: its data, and the caller, the time and the limits of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo

from oppquery.data.given import DataArguments
from oppquery.limits import DEFAULT_LIMITS, Limits
from oppquery.rows import plain_text
from oppquery.values.caller import Caller
from oppquery.values.date_literals import Clock
from oppquery.values.zones import read_now, read_zone

TimeZone = tzinfo | str | float
"""A zone, an IANA name, or an offset in hours east of UTC as a number or text (`-4`, `"-2.5"`)."""


@dataclass(frozen=True, slots=True)
class RequestArguments:
    """The keyword arguments of a call that are not data: caller, time, zone and limits.

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
            object.__setattr__(self, "user_id", plain_text(self.user_id))
        if isinstance(self.tz, str):
            object.__setattr__(self, "tz", plain_text(self.tz))

    def caller(self) -> Caller:
        """The caller, at `now` or else at the current time; raises `TypeError` or `ValueError`.

        `now` must have a zone, `tz` must exist.
        """
        return Caller(Clock(read_zone(self.tz), read_now(self.now)), self.user_id)

    def caller_without_clock(self) -> Caller:
        """The caller, at `now` or else at no time: relative dates are then a problem."""
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
