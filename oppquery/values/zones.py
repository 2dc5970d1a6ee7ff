"""The caller's time zone: between wall clocks and instants."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final

from oppquery.errors.wording import shown
from oppquery.values.calendar import DAY, END_DAY, FIRST_DAY, wall_clock, wall_datetime

_OFFSET_HOURS: Final = re.compile(r"[+-]?[0-9]{1,2}(\.[0-9]{1,6})?")
_MICROSECOND: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone by which dates are read; `name` is how it is shown."""

    info: tzinfo
    name: str
    _fixed: int | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        fixed = self._offset(0) if isinstance(self.info, timezone) else None
        object.__setattr__(self, "_fixed", fixed)

    def instant(self, wall: int) -> int:
        """The instant of a wall clock; in a fold or a gap the offset before the change counts."""
        if self._fixed is not None:
            return wall - self._fixed
        return wall - self._offset(wall)

    def wall(self, instant: int) -> int:
        """What the clock on the wall shows at an instant."""
        if self._fixed is not None:
            return instant + self._fixed
        if not (FIRST_DAY + 1) * DAY <= instant < (END_DAY - 1) * DAY:
            return instant + self._offset(instant)
        return wall_clock(wall_datetime(instant).replace(tzinfo=UTC).astimezone(self.info))

    def _offset(self, wall: int) -> int:
        offset = self.info.utcoffset(wall_datetime(wall).replace(tzinfo=self.info))
        return 0 if offset is None else offset // _MICROSECOND


UTC_ZONE: Final = Zone(UTC, "UTC")


def read_zone(tz: object) -> Zone:
    """The zone that a `tz` argument means: a `tzinfo`, an IANA name or an offset in hours.

    A `tzinfo` of pytz stands for its name, since its own offsets are only right by its own
    methods. Raises `ValueError` for a zone that does not exist, `TypeError` for another type.

    >>> read_zone("-2.5").name
    'UTC-02:30'
    """
    match tz:
        case None:
            return UTC_ZONE
        case bool():
            raise TypeError("tz must be a tzinfo, an IANA name or an offset in hours, not a bool")
        case tzinfo() if isinstance(name := getattr(tz, "zone", None), str):
            return _named_zone(name)
        case tzinfo():
            return Zone(tz, str(tz))
        case int() | float():
            return _offset_zone(tz, tz)
        case str() if _OFFSET_HOURS.fullmatch(tz):
            return _offset_zone(float(tz), tz)
        case str():
            return _named_zone(tz)
        case _:
            raise TypeError(
                f"tz must be a tzinfo, an IANA name or an offset in hours, not {type(tz).__name__}"
            )


def _offset_zone(hours: float, given: object) -> Zone:
    if not -24 < hours < 24:
        raise ValueError(f"tz {shown(given)} is not an offset between -24 and 24 hours")
    info = timezone(timedelta(hours=hours))
    return Zone(info, str(info))


def _named_zone(name: str) -> Zone:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return Zone(ZoneInfo(name), name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"tz {shown(name)} is no time zone that is known here") from None


def read_now(now: object) -> int:
    """The instant of a `now` argument, or of the clock when it is `None`.

    Raises `TypeError` for what is not a datetime, `ValueError` for one without a zone.
    """
    if now is None:
        now = datetime.now(UTC)
    if not isinstance(now, datetime):
        raise TypeError(f"now must be an aware datetime, not {type(now).__name__}")
    return aware_instant(now)


def aware_instant(moment: datetime) -> int:
    """The instant of an aware datetime; raises `ValueError` when it has no zone."""
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("a datetime without a zone is no instant: give it a tzinfo")
    return wall_clock(moment) - offset // _MICROSECOND
