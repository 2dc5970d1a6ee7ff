"""Dates as data carries them, read to day numbers and instants (spec §2)."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any, Final

from oppquery.values.calendar import DAY, HOUR, MINUTE, SECOND, day_number, wall_clock
from oppquery.values.date_literals import offset_microseconds
from oppquery.values.memo import Memo
from oppquery.values.zones import aware_instant

UTC_OFFSET: Final = "+00:00"
"""The offset of UTC as the API spells it."""
_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_CLOCK: Final = re.compile(r"[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?")
_TAIL: Final = re.compile(r"(?:\.([0-9]+))?(Z|[+-][0-9]{2}:?[0-9]{2})?")
_MINUTES: Final = slice(10, 16)
_DATE_LENGTH: Final = 10


class DateValues:
    """Reads the dates of one request; each distinct day, clock time and tail is parsed once."""

    def __init__(self) -> None:
        self._day = Memo(_parse_day)
        self._midnight = Memo(lambda text: _parse_day(text) * DAY)
        self._clock = Memo(_parse_clock)
        self._tail = Memo(_parse_tail)

    def day(self, raw: Any) -> int:
        """The day written in a date, a datetime or their text; raises `ValueError`."""
        if isinstance(raw, date):
            return day_number(raw)
        if not isinstance(raw, str):
            raise ValueError("no date")
        if len(raw) > _DATE_LENGTH:
            self.instant(raw)
        day: int = self._day[raw[:_DATE_LENGTH]]
        return day

    def instant(self, raw: Any) -> int:
        """The instant of a datetime, a plain date its midnight UTC; raises `ValueError`."""
        if not isinstance(raw, str):
            return _object_instant(raw)
        try:
            instant: int = self._midnight[raw[:10]] + self._clock[raw[10:19]] + self._tail[raw[19:]]
        except ValueError:
            return self._short(raw)
        return instant

    def _short(self, text: str) -> int:
        """A date alone, or a time without seconds."""
        midnight: int = self._midnight[text[:_DATE_LENGTH]]
        if len(text) == _DATE_LENGTH:
            return midnight
        if text[16:17] in (":", "."):
            raise ValueError("no time of day")
        clock: int = self._clock[text[_MINUTES]]
        tail: int = self._tail[text[16:]]
        return midnight + clock + tail


def _object_instant(raw: object) -> int:
    match raw:
        case datetime():
            return aware_instant(raw) if raw.utcoffset() is not None else wall_clock(raw)
        case date():
            return day_number(raw) * DAY
        case _:
            raise ValueError("no date")


def _parse_day(text: str) -> int:
    if not (found := _DATE.fullmatch(text)):
        raise ValueError("no date")
    return day_number(date(*map(int, found.groups())))


def _parse_clock(text: str) -> int:
    if not (found := _CLOCK.fullmatch(text)):
        raise ValueError("no time of day")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    if hours > 23 or minutes > 59 or seconds > 59:
        raise ValueError("no such time of day")
    return hours * HOUR + minutes * MINUTE + seconds * SECOND


def _parse_tail(text: str) -> int:
    """What a fraction adds and an offset takes away; digits beyond microseconds are cut."""
    if not (found := _TAIL.fullmatch(text)):
        raise ValueError("no fraction or offset")
    fraction, offset = found.groups()
    micros = int((fraction or "")[:6].ljust(6, "0"))
    return micros - (offset_microseconds(offset) if offset else 0)


_IN_FULL: Final = len("2024-05-17T10:30:00.123456+00:00")


_LAYOUTS: Final = {
    len(example): [
        (place, char)
        for place, char in enumerate(example)
        if not char.isdigit() or place >= len(example) - len(UTC_OFFSET)
    ]
    for example in ("2024-05-17T10:30:00.123456+00:00", "2024-05-17T10:30:00+00:00")
}
"""By the length of a spelling, the characters that stand at fixed places in it."""


def are_spelled_as_the_api_does(texts: Sequence[str]) -> bool:
    """Whether texts that `fromisoformat` took are the API's own spellings of datetimes."""
    lengths = set(map(len, texts))
    if len(lengths) == 1:
        return _are_laid_out(texts, lengths.pop())
    return all(map(_is_spelled, texts))


def are_spelled_in_full(texts: Collection[str]) -> bool:
    """Whether datetimes are all in UTC to the microsecond, so that they sort as their texts."""
    return set(map(len, texts)) <= {_IN_FULL} and _are_laid_out(texts, _IN_FULL)


def _are_laid_out(texts: Collection[str], length: int) -> bool:
    """Whether texts of one length have the marks of a spelling of that length in their places."""
    if (marks := _LAYOUTS.get(length)) is None:
        return False
    together, count = "".join(texts), len(texts)
    return all(together[place::length] == mark * count for place, mark in marks)


def _is_spelled(text: str) -> bool:
    return _are_laid_out((text,), len(text))
