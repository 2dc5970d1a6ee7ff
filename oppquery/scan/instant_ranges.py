"""The test of a range of instants on datetimes as the API spells them, without parsing twice.

`fromisoformat` is the fastest reader there is, but it takes more spellings than data may have.
What it took is known to be the API's own spelling from the characters at fixed places; all else
goes the slow way. Both sides of the comparison are UTC then, where no fold can mislead it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final

from oppquery.plan import Range
from oppquery.rows import RawTest
from oppquery.values.calendar import DAY, END_DAY, FIRST_DAY
from oppquery.values.data_dates import are_spelled_as_the_api_does

ColumnTest = Callable[[Sequence[Any]], Iterable[bool]]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_WITH_FRACTION: Final = "--T::."
_WITHOUT_FRACTION: Final = "--T::+"
_UTC_OFFSET: Final = "+00:00"


def compile_instant_range(test: Range, slow: RawTest) -> RawTest:
    """The test whether a raw datetime lies in a range; `slow` takes what is spelled otherwise."""
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
            if (marks == _WITH_FRACTION and raw[26:] == _UTC_OFFSET) or (
                marks == _WITHOUT_FRACTION and raw[19:] == _UTC_OFFSET
            ):
                return low <= moment and (unbounded or moment < high)
        except (TypeError, ValueError):
            pass
        return slow(raw)

    return holds


def compile_instants_range(test: Range, whole: RawTest) -> ColumnTest:
    """The test of each raw datetime of a column; `whole` takes those that are spelled otherwise."""
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
    """The UTC datetime of a bound in microseconds, `None` when no datetime can be that."""
    try:
        return _EPOCH + timedelta(microseconds=default if bound is None else bound)
    except OverflowError:
        return None
