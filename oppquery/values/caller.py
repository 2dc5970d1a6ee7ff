"""Who asks, and when."""

from __future__ import annotations

from oppquery.values.date_literals import Clock


class Caller:
    """The user who asks and the clock by which dates are read; notes when it is asked for either.

    What was read without that means the same to everybody at any time.
    """

    __slots__ = ("_clock", "_user_id", "was_asked")

    def __init__(self, clock: Clock, user_id: str | None) -> None:
        self._clock = clock
        self._user_id = user_id
        self.was_asked = False

    @property
    def clock(self) -> Clock:
        """The current time and the zone."""
        self.was_asked = True
        return self._clock

    @property
    def user_id(self) -> str | None:
        """The id that `me` stands for."""
        self.was_asked = True
        return self._user_id
