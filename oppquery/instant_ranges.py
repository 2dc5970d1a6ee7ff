"""The test of a range of instants on datetimes as the API spells them, without parsing twice.

`fromisoformat` is the fastest reader there is, but it takes more spellings than data may have.
What it took is known to be the API's own spelling from the characters at fixed places; all else
goes the slow way. Both sides of the comparison are UTC then, where no fold can mislead it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from oppquery.dates import DAY, END_DAY, FIRST_DAY
from oppquery.formulas import first_value
from oppquery.plan import Range

Row = Mapping[str, Any]
RawTest = Callable[[Any], bool]
Stage = Callable[[Iterable[Row]], Iterator[Row]]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_WITH_FRACTION: Final = "--T::."
_WITHOUT_FRACTION: Final = "--T::+"
_UTC_OFFSET: Final = "+00:00"
_MARKS: Final = slice(4, 20, 3)
_AFTER_FRACTION: Final = slice(26, None)
_AFTER_SECONDS: Final = slice(19, None)
_SPELLED: Final = frozenset({_WITH_FRACTION, _WITHOUT_FRACTION})
_SPELLED_IN_FULL: Final = frozenset({_WITH_FRACTION + _UTC_OFFSET})


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


def instants_among(keys: tuple[str, ...], test: Range, whole: RawTest) -> Stage:
    """Keeps the objects whose first value of several keys lies in a range: the test written out.

    `whole` is the complete test; it takes what is spelled otherwise than the API does.
    """
    low, high = _utc(test.low, FIRST_DAY * DAY), _utc(test.high, END_DAY * DAY - 1)
    if low is None or high is None or test.high is None:
        return lambda rows: (row for row in rows if whole(first_value(row, keys)))
    key, *others = keys

    def keep(rows: Iterable[Row]) -> Iterator[Row]:
        fromisoformat, marks = datetime.fromisoformat, _MARKS
        with_fraction, without_fraction = _AFTER_FRACTION, _AFTER_SECONDS
        for row in rows:
            raw: Any = row.get(key)
            if raw is None:
                for other in others:
                    if (raw := row.get(other)) is not None:
                        break
            text: Any = raw
            try:
                moment = fromisoformat(text)
                mark = text[marks]
                tail = text[with_fraction if mark == _WITH_FRACTION else without_fraction]
                if tail == _UTC_OFFSET and mark in _SPELLED:
                    if low <= moment < high:
                        yield row
                    continue
            except (TypeError, ValueError):
                pass
            if whole(text):
                yield row

    return keep


def _utc(bound: Any, default: int) -> datetime | None:
    """The UTC datetime of a bound in microseconds, `None` when no datetime can be that."""
    try:
        return _EPOCH + timedelta(microseconds=default if bound is None else bound)
    except OverflowError:
        return None


def are_spelled_as_the_api_does(texts: Sequence[str]) -> bool:
    """Whether texts that `fromisoformat` took are the API's own spellings of datetimes."""
    return are_spelled_in_full(texts) or all(map(_is_spelled, texts))


def are_spelled_in_full(texts: Iterable[str]) -> bool:
    """Whether datetimes are all in UTC to the microsecond, so that they sort as their texts."""
    return {text[_MARKS] + text[_AFTER_FRACTION] for text in texts} <= _SPELLED_IN_FULL


def _is_spelled(text: str) -> bool:
    marks = text[_MARKS]
    tail = text[_AFTER_FRACTION if marks == _WITH_FRACTION else _AFTER_SECONDS]
    return marks in _SPELLED and tail == _UTC_OFFSET
