"""Dates as data carries them: the spellings that are taken, and the fast reading of one."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from asking import data_error, ids
from hypothesis import example, given
from hypothesis import strategies as st

from oppquery.plan import Range
from oppquery.scan.instant_ranges import compile_instant_range, compile_instants_range
from oppquery.values.calendar import DAY, END_DAY, FIRST_DAY, HOUR, MINUTE, SECOND, day_number
from oppquery.values.data_dates import DateValues

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MAY_17 = day_number(date(2024, 5, 17))
MIDNIGHT = MAY_17 * DAY
MORNING = MIDNIGHT + 10 * HOUR + 30 * MINUTE


class Text(str):
    __slots__ = ()


def instant_of(raw: Any) -> int:
    return DateValues().instant(raw)


def day_of(raw: Any) -> int:
    return DateValues().day(raw)


def refused(read: Callable[[Any], int], raw: Any) -> bool:
    try:
        read(raw)
    except ValueError:
        return True
    return False


# --- what is taken

TAKEN = [
    ("2024-05-17", MIDNIGHT),
    ("2024-05-17T10:30", MORNING),
    ("2024-05-17 10:30", MORNING),
    ("2024-05-17T10:30Z", MORNING),
    ("2024-05-17T10:30+02:00", MORNING - 2 * HOUR),
    ("2024-05-17T10:30-0430", MORNING + 4 * HOUR + 30 * MINUTE),
    ("2024-05-17T10:30:15", MORNING + 15 * SECOND),
    ("2024-05-17 10:30:15Z", MORNING + 15 * SECOND),
    ("2024-05-17T10:30:15+00:00", MORNING + 15 * SECOND),
    ("2024-05-17T10:30:15-0000", MORNING + 15 * SECOND),
    ("2024-05-17T10:30:15.5", MORNING + 15 * SECOND + 500_000),
    ("2024-05-17T10:30:15.123456Z", MORNING + 15 * SECOND + 123_456),
    ("2024-05-17T10:30:15.1234567+00:00", MORNING + 15 * SECOND + 123_456),
    ("2024-05-17T10:30:15.99999999999999999999Z", MORNING + 15 * SECOND + 999_999),
    ("2024-05-17T10:30:15.000000+05:45", MORNING + 15 * SECOND - 5 * HOUR - 45 * MINUTE),
    ("2024-05-17T23:59:59.999999+23:59", MIDNIGHT + MINUTE - 1),
    ("2024-05-17T00:00:00-23:59", MIDNIGHT + 23 * HOUR + 59 * MINUTE),
    ("0001-01-01T00:00:00+00:00", FIRST_DAY * DAY),
    ("9999-12-31T23:59:59.999999Z", END_DAY * DAY - 1),
    ("0001-01-01T00:00:00+01:00", FIRST_DAY * DAY - HOUR),
    ("9999-12-31T23:30:00-01:00", END_DAY * DAY + 30 * MINUTE),
]


@pytest.mark.parametrize(("text", "instant"), TAKEN)
def test_a_text_is_an_instant(text: str, instant: int) -> None:
    assert instant_of(text) == instant


@pytest.mark.parametrize(("text", "instant"), TAKEN)
def test_a_datetime_for_a_plain_date_is_the_date_written_in_it(text: str, instant: int) -> None:
    """No zone moves it."""
    assert day_of(text) == day_number(date.fromisoformat(text[:10]))


@pytest.mark.parametrize(
    ("value", "instant"),
    [
        (date(2024, 5, 17), MIDNIGHT),
        (datetime(2024, 5, 17, 10, 30), MORNING),
        (datetime(2024, 5, 17, 10, 30, tzinfo=UTC), MORNING),
        (datetime(2024, 5, 17, 10, 30, tzinfo=timezone(timedelta(hours=2))), MORNING - 2 * HOUR),
        (datetime(1, 1, 1), FIRST_DAY * DAY),
        (datetime(9999, 12, 31, 23, 59, 59, 999_999), END_DAY * DAY - 1),
    ],
)
def test_an_object_is_an_instant(value: date, instant: int) -> None:
    """A naive one in UTC, as text without a zone."""
    assert instant_of(value) == instant
    assert day_of(value) == day_number(value)


# --- what is refused

REFUSED = [
    *("", " ", "May 17", "2024", "2024-05", "2024-5-17", "24-05-17", "+2024-05-17"),
    *("2024/05/17", "17.05.2024", "20240517", "2024-W20-5", "2024-138", "02024-05-17"),
    *("2024-00-17", "2024-13-17", "2024-05-00", "2024-05-32", "2023-02-29", "0000-01-01"),
    *(" 2024-05-17", "2024-05-17 ", "2024-05-17T", "2024-05-17Z", "2024-05-17+02:00"),
    *("2024-05-17T10", "2024-05-17T1030", "2024-05-17T10:3", "2024-05-17T10:30:1"),
    *("2024-05-17T24:00", "2024-05-17T10:60", "2024-05-17T10:30:60", "2024-05-17T23:59:60Z"),
    *("2024-05-17t10:30", "2024-05-17_10:30", "2024-05-17  10:30", "2024-05-17T10:30 "),
    *("2024-05-17T10:30z", "2024-05-17T10:30:15z", "2024-05-17T10:30 Z", "2024-05-17T10:30ZZ"),
    *("2024-05-17T10:30.5", "2024-05-17T10:30:", "2024-05-17T10:30:15.", "2024-05-17T10:30:15,5"),
    *("2024-05-17T10:30+2", "2024-05-17T10:30+02", "2024-05-17T10:30+2:00"),
    *("2024-05-17T10:30+24:00", "2024-05-17T10:30+02:60", "2024-05-17T10:30:15+02:00:30"),
    *("2024-05-17T10:30:15.5.5", "2024-05-17T10:30:15Z+00:00", "2024-05-17T10:30:15 +00:00"),
    *("٢٠٢٤-٠٥-١٧", "2024-05-1７", "2024-05-17T１0:30", "2024-05-17T10:30:15.٥"),
    *("2024-05-17\n", "2024-05-17T10:30\n", "2024-05-17T10:30:15Z\n", "2024-05-17T10:30:15\0"),
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_date(text: str) -> None:
    assert refused(instant_of, text)
    assert refused(day_of, text)


@pytest.mark.parametrize("raw", [0, 1.5, True, b"2024-05-17", ["2024-05-17"], {}, timedelta()])
def test_other_types_are_no_dates(raw: Any) -> None:
    assert refused(instant_of, raw)
    assert refused(day_of, raw)


@pytest.mark.parametrize("text", REFUSED)
@pytest.mark.parametrize(
    "params",
    [
        "date_created__gte=2024",
        "date_created=2024-05-17",
        "date_created__in=2024",
        "_order_by=date_created",
        "_group_by=date_created__week",
    ],
)
def test_a_bad_date_never_passes_silently(params: str, text: str) -> None:
    rows = [{"id": "a", "date_created": "2024-05-17T10:30:00+00:00"}]
    error = data_error([*rows, {"id": "b", "date_created": text}], params)
    assert (error.index, error.id, error.field, error.value) == (1, "b", "date_created", text)


def test_dates_of_every_spelling_are_filtered_alike() -> None:
    rows = [{"id": str(n), "date_created": text} for n, (text, _) in enumerate(TAKEN)]
    inside = [str(n) for n, (_, at) in enumerate(TAKEN) if MIDNIGHT <= at < MIDNIGHT + DAY]
    assert ids(rows, "date_created=2024-05-17") == " ".join(inside)


def test_text_of_another_type_is_text() -> None:
    assert instant_of(Text("2024-05-17T10:30:00+00:00")) == MORNING
    assert day_of(Text("2024-05-17T10:30:00+00:00")) == MAY_17
    assert day_of(Text("2024-05-17")) == MAY_17


def test_a_null_in_a_date_is_no_bad_date() -> None:
    rows = [{"id": "a", "date_created": None}, {"id": "b"}]
    assert ids(rows, "date_created=") == "a b"
    assert ids(rows, "date_created__lt=2030") == ""


# --- the fast reading


def bounds() -> st.SearchStrategy[int | None]:
    near = st.integers(-3, 3).map(lambda step: MORNING + step * SECOND)
    ends = st.sampled_from([FIRST_DAY * DAY, END_DAY * DAY - 1, END_DAY * DAY, END_DAY * DAY + DAY])
    return st.none() | near | ends | st.integers(-(2**70), 2**70)


def spelled() -> st.SearchStrategy[str]:
    """Dates near the bounds in every spelling that is taken, and a few that are not."""
    moments = st.datetimes(datetime(2024, 5, 17, 10, 29, 57), datetime(2024, 5, 17, 10, 30, 3))
    anywhere = st.datetimes(datetime.min, datetime.max)
    return st.tuples(
        (moments | anywhere).map(lambda moment: moment.isoformat(timespec="microseconds")),
        st.sampled_from([10, 16, 19, 20, 22, 26]),
        st.sampled_from(["T", " ", "t"]),
        st.sampled_from(["", "Z", "+00:00", "-00:00", "+0000", "+02:00", "-23:59", "+24:00", "7"]),
    ).map(lambda parts: parts[0][: parts[1]].replace("T", parts[2]) + parts[3])


def mangled() -> st.SearchStrategy[str]:
    """The usual spelling with one character changed, lost or added."""
    base = "2024-05-17T10:30:00.000000+00:00"
    chars = st.sampled_from("0159-:+.,TtZzW \n٣_")
    place = st.integers(0, len(base))
    return st.tuples(
        st.sampled_from([base, base[:19] + base[26:]]), place, st.integers(0, 2), chars
    ).map(
        lambda parts: (
            parts[0][: parts[1]] + parts[3] * bool(parts[2]) + parts[0][parts[1] + parts[2] // 2 :]
        )
    )


def raws() -> st.SearchStrategy[Any]:
    zones = st.none() | st.timezones()
    return (
        spelled()
        | mangled()
        | st.text(max_size=35)
        | (spelled() | mangled()).map(Text)
        | st.datetimes(datetime(2, 1, 1), datetime(9998, 1, 1), timezones=zones)
        | st.dates()
        | st.sampled_from([None, 5, 1.5, True, [], b"2024-05-17T10:30:00+00:00"])
    )


def slow_test(test: Range) -> Any:
    """The same range on what `DateValues` reads; a word for what it does not take."""
    dates = DateValues()

    def holds(raw: Any) -> Any:
        try:
            instant = dates.instant(raw)
        except ValueError:
            return "bad"
        low = test.low is None or instant >= test.low
        return low and (test.high is None or instant < test.high)

    return holds


@given(st.builds(Range, bounds(), bounds()), raws())
@example(Range(low=MORNING), "2024-05-17T10:30:00+00:00")
@example(Range(high=MORNING), "2024-05-17T10:30:00.000000+00:00")
@example(Range(low=MORNING), Text("2024-05-17T10:30:00+00:00"))
@example(Range(low=MORNING), "2024-05-17T10:30:00+00:00:00")
@example(Range(low=MORNING), "2024-05-17T10:30:00.00000+00:00")
@example(Range(low=MORNING), "2024-W20-5T10:30:00+00:00")
@example(Range(), "9999-12-31T23:59:59.999999+00:00")
@example(Range(high=END_DAY * DAY), "9999-12-31T23:59:59.999999+00:00")
def test_the_fast_reading_agrees_with_the_slow_one(test: Range, raw: Any) -> None:
    slow = slow_test(test)
    assert compile_instant_range(test, slow)(raw) == slow(raw)


@pytest.mark.parametrize("text", ["2024-05-17T10:30:00+00:00", "2024-05-17T10:30:00.000001+00:00"])
def test_the_spelling_of_the_api_is_read_fast(text: str) -> None:
    def slow(raw: Any) -> bool:
        raise AssertionError(f"{raw} was read twice")

    assert compile_instant_range(Range(MORNING, MORNING + SECOND), slow)(text) is True
    assert compile_instant_range(Range(high=MORNING), slow)(text) is False
    assert compile_instant_range(Range(low=MORNING + SECOND), slow)(text) is False


@pytest.mark.parametrize("test", [Range(low=END_DAY * DAY), Range(high=FIRST_DAY * DAY - 1)])
def test_bounds_that_no_datetime_can_be_are_left_to_the_slow_reading(test: Range) -> None:
    slow = slow_test(test)
    assert compile_instant_range(test, slow) is slow


def columns() -> st.SearchStrategy[list[Any]]:
    """Columns of one spelling, as most are, and of anything."""
    moments = st.datetimes(datetime(2024, 5, 17, 10, 29, 57), datetime(2024, 5, 17, 10, 30, 3))
    texts = [
        moments.map(lambda moment, digits=digits: moment.isoformat(timespec=digits) + "+00:00")
        for digits in ("microseconds", "seconds")
    ]
    mixed = st.none() | raws()
    alike = st.sampled_from([*texts, *(st.none() | text for text in texts), texts[0] | texts[1]])
    return st.lists(mixed, max_size=6) | alike.flatmap(lambda text: st.lists(text, max_size=6))


@given(st.builds(Range, bounds(), bounds()), columns())
@example(Range(low=MORNING), ["2024-05-17T10:30:00+00:00", "2024-05-17T10:30:00+01:00"])
@example(Range(low=MORNING), ["2024-05-17T10:30:00.000000+00:00", None, date(2024, 5, 18)])
@example(Range(low=MORNING), ["2024-05-17T10:30:00,000000+00:00"])
def test_a_column_is_read_as_each_of_its_values(test: Range, column: list[Any]) -> None:
    slow = slow_test(test)

    def whole(raw: Any) -> Any:
        return raw is not None and slow(raw)

    found = compile_instants_range(test, whole)(column)
    assert list(found) == [whole(raw) for raw in column]


@pytest.mark.parametrize("text", ["2024-05-17T10:30:00+00:00", "2024-05-17T10:30:00.000001+00:00"])
def test_a_column_in_the_spelling_of_the_api_is_read_fast(text: str) -> None:
    def slow(raw: Any) -> bool:
        raise AssertionError(f"{raw} was read twice")

    hold = compile_instants_range(Range(MORNING, MORNING + SECOND), slow)
    assert list(hold([text, None, text])) == [True, False, True]
