"""The test of a range of instants on texts in the spelling of the API.

`datetime.fromisoformat` is the fastest parser, but it takes more spellings than data may have. The
separators at fixed places tell the API's own spelling, `2024-05-17T10:30:00.000000+00:00`; every
other text or object takes the slow test. Both sides of the comparison are in UTC, so the `fold` of
a datetime cannot mislead it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final

from oppquery.plan import Range
from oppquery.rows import RawTest
from oppquery.values.calendar import DAY, END_DAY, FIRST_DAY
from oppquery.values.data_dates import UTC_OFFSET, are_spelled_as_the_api_does

ColumnTest = Callable[[Sequence[Any]], Iterable[bool]]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_WITH_FRACTION: Final = "--T::."
_WITHOUT_FRACTION: Final = "--T::+"


def compile_instant_range(test: Range, slow: RawTest) -> RawTest:
    """The test whether a raw datetime lies in a range; `slow` tests those in another spelling."""
    low = _utc(test.low, FIRST_DAY * DAY)
    high = _utc(test.high, END_DAY * DAY - 1)
    if low is None or high is None:
        return slow
    fromisoformat = datetime.fromisoformat
    unbounded = test.high is None

    def holds(raw: Any) -> bool:
        try:
            moment = fromisoformat(raw)
            marks = raw[4:20:3]
            if (marks == _WITH_FRACTION and raw[26:] == UTC_OFFSET) or (
                marks == _WITHOUT_FRACTION and raw[19:] == UTC_OFFSET
            ):
                return low <= moment and (unbounded or moment < high)
        except (TypeError, ValueError):
            pass
        return slow(raw)

    return holds


def compile_instants_range(test: Range, whole: RawTest) -> ColumnTest:
    """The test of a column of raw datetimes; `whole` tests those in another spelling."""
    low, high = _utc(test.low, FIRST_DAY * DAY), _utc(test.high, END_DAY * DAY - 1)
    if low is None or high is None:
        return partial(map, whole)
    among = _moments_before(low, None if test.high is None else high)

    def holds(raws: Sequence[Any]) -> Iterable[bool]:
        try:
            moments = list(map(datetime.fromisoformat, raws))
        except ValueError:
            return map(whole, raws)
        except TypeError:
            known = [raw for raw in raws if raw is not None]
            if len(known) == len(raws):
                return map(whole, raws)
            passes = iter(holds(known))
            return [raw is not None and next(passes) for raw in raws]
        return among(moments) if are_spelled_as_the_api_does(raws) else map(whole, raws)

    return holds


def _moments_before(low: datetime, high: datetime | None) -> Callable[[list[datetime]], list[bool]]:
    if high is None:
        return lambda moments: [low <= each for each in moments]
    return lambda moments: [low <= each < high for each in moments]


def _utc(bound: Any, default: int) -> datetime | None:
    """The UTC datetime of a bound in microseconds; `None` beyond the years of `datetime`."""
    try:
        return _EPOCH + timedelta(microseconds=default if bound is None else bound)
    except OverflowError:
        return None
