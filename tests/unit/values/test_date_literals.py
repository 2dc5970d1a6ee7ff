"""Date literals at the ends of what there is, and their relatives to a moment (spec §6)."""

from datetime import UTC, datetime
from typing import Any

import pytest
from asking import faults, ids, problems

from oppquery import QueryError, list_opportunities

NOON = datetime(2024, 5, 17, 12, tzinfo=UTC)
FIRST = datetime(1, 1, 1, tzinfo=UTC)
LAST = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
DAYS = ["0001-01-01", "2023-12-31", "2024-02-29", "2024-05-17", "2024-12-30", "9999-12-31"]
ROWS = [{"id": day, "date_won": day, "date_created": f"{day}T12:00:00Z"} for day in DAYS]


def accepted(params: Any, now: datetime) -> bool:
    try:
        list_opportunities([], params, now=now)
    except QueryError:
        return False
    return True


# --- the ends of the calendar


@pytest.mark.parametrize(
    "literal", ["0001", "0001-01", "0001-Q1", "0001-W01", "0001-01-01", "0001-01-01T00:00Z"]
)
def test_the_first_of_everything(literal: str) -> None:
    assert ids(ROWS, {"date_won__lte": literal}) == "0001-01-01"
    assert ids(ROWS, {"date_won__lt": literal}) == ""


@pytest.mark.parametrize(
    "literal", ["9999", "9999-12", "9999-Q4", "9999-12-31", "9999-12-31T23:59:59.999999Z"]
)
def test_the_last_of_everything(literal: str) -> None:
    assert ids(ROWS, {"date_won__gte": literal}) == "9999-12-31"
    assert ids(ROWS, {"date_won__gt": literal}) == ""


@pytest.mark.parametrize("tz", [-23.75, 23.75, "America/New_York", "Pacific/Apia"])
@pytest.mark.parametrize("year", ["0001", "9999"])
def test_the_ends_of_the_calendar_in_any_zone(year: str, tz: Any) -> None:
    rows = [{"id": "a", "date_created": f"{year}-06-01T12:00:00Z"}]
    assert ids(rows, {"date_created": year}, tz=tz) == "a"
    assert ids(rows, {"date_created": f"{year}..*"}, tz=tz) == "a"


@pytest.mark.parametrize(
    "literal",
    ["2024-00", "2024-13", "2024-00-01", "2024-04-31", "2023-02-29", "2024-W00", "2023-W53"],
)
def test_what_the_calendar_has_not(literal: str) -> None:
    assert faults({"date_won": literal}) == [("date_won", "bad_date")]


def test_a_year_of_53_weeks() -> None:
    rows = [{"id": "a", "date_won": "2021-01-03"}, {"id": "b", "date_won": "2021-01-04"}]
    assert ids(rows, {"date_won": "2020-W53"}) == "a"


@pytest.mark.parametrize(
    "literal", ["0000", "0000-01", "0000-Q1", "0000-01-01", "0000-01-01T00:00", "0000-W01"]
)
def test_the_year_zero_is_out_of_range(literal: str) -> None:
    assert faults({"date_won": literal}) == [("date_won", "out_of_range")]


# --- relatives

AT_THE_END = ["tomorrow", "next week", "next month", "next quarter", "next year", "next 2 days"]
AT_THE_START = ["yesterday", "last week", "last month", "last quarter", "last year", "last 2 days"]


@pytest.mark.parametrize("literal", [*AT_THE_END, "in 1 minute", "in 1 day", "in 1 month"])
def test_nothing_comes_after_the_last_day(literal: str) -> None:
    assert not accepted({"date_won": literal}, LAST)
    assert accepted({"date_won": literal}, NOON)
    with pytest.raises(QueryError, match=r"\[out_of_range\]"):
        list_opportunities([], {"date_won": literal}, now=LAST)


@pytest.mark.parametrize("literal", [*AT_THE_START, "1 minute ago", "1 day ago", "1 year ago"])
def test_nothing_comes_before_the_first_day(literal: str) -> None:
    assert not accepted({"date_won": literal}, FIRST)
    with pytest.raises(QueryError, match=r"\[out_of_range\]"):
        list_opportunities([], {"date_won": literal}, now=FIRST)


@pytest.mark.parametrize("literal", ["now", "today", "this day", "this month", "this year"])
def test_the_present_is_there_on_the_first_and_the_last_day(literal: str) -> None:
    assert ids(ROWS, {"date_won": literal}, now=LAST) == "9999-12-31"
    assert ids(ROWS, {"date_won": literal}, now=FIRST) == "0001-01-01"


@pytest.mark.parametrize("count", ["9999", "120000", "999999999", "9999999999", "9" * 1_000])
@pytest.mark.parametrize("form", ["{} months ago", "in {} years", "last {} weeks", "next {} days"])
def test_a_count_beyond_the_calendar(form: str, count: str) -> None:
    (problem,) = problems({"date_won": form.format(count.rjust(7, "9"))}, now=NOON)
    assert problem.code == "out_of_range"
    assert len(problem.message) < 150


@pytest.mark.parametrize(
    "literal", ["last 3 months", "LAST 3 Months", "last-3-months", "Last_3_months", "last 3 month"]
)
def test_spellings_of_a_relative_date(literal: str) -> None:
    rows = [{"id": day, "date_won": day} for day in ("2024-01-31", "2024-02-01", "2024-04-30")]
    assert ids(rows, {"date_won": literal}, now=NOON) == "2024-02-01 2024-04-30"


@pytest.mark.parametrize(
    "literal",
    [
        *("last  3 months", "last 3-months", "last-3_months", " today", "to day", "toda"),
        *("last three months", "3 months", "this 3 months", "last 0 days", "next 0 years"),
        *("last 3 hours", "next minute", "-3 days ago", "3.5 days ago", "٣ days ago"),
    ],
)
def test_what_is_no_relative_date(literal: str) -> None:
    assert faults({"date_won": literal}, now=NOON) == [("date_won", "bad_date")]


def test_zero_days_ago_is_today() -> None:
    assert ids(ROWS, {"date_won": "0 days ago"}, now=NOON) == "2024-05-17"
    assert ids(ROWS, {"date_won": "in 0 days"}, now=NOON) == "2024-05-17"


@pytest.mark.parametrize(
    ("day", "literal", "found"),
    [
        ("2024-03-31", "1 month ago", "2024-02-29"),
        ("2025-03-31", "13 months ago", "2024-02-29"),
        ("2025-02-28", "1 year ago", ""),
        ("2024-01-30", "in 1 month", "2024-02-29"),
        ("2024-05-31", "1 quarter ago", "2024-02-29"),
    ],
)
def test_months_are_clipped_to_their_end(day: str, literal: str, found: str) -> None:
    now = datetime.fromisoformat(f"{day}T12:00Z")
    assert ids(ROWS, {"date_won": literal}, now=now) == found


# --- hints


def hint(literal: str) -> str:
    (problem,) = problems({"date_won": literal}, now=NOON)
    return problem.message.removeprefix(f"{literal!r} is not a date").removeprefix(": ")


@pytest.mark.parametrize(
    ("literal", "expected"),
    [
        ("3 weeks", "'3 weeks ago', 'last 3 weeks' or 'in 3 weeks'?"),
        ("20240517", "write 2024-05-17"),
        ("17.5.2024", "write year-month-day, as 2024-01-31"),
        ("2024/5/17 10:30", "write year-month-day, as 2024-01-31"),
        ("2024-w5", "Q and W are capital letters"),
        ("2024-05-17T10:30 02:00", "a + in a URL means a space, write %2B"),
        ("2024-05-17T10:30:15.5 0200", "a + in a URL means a space, write %2B"),
        ("\t2024-05-17", "take the space away"),
    ],
)
def test_hints(literal: str, expected: str) -> None:
    assert hint(literal) == expected


@pytest.mark.parametrize("literal", ["soon", "x" * 61, "1" * 61 + " days", "2024-05-17T" * 10])
def test_without_a_hint_the_message_still_says_what_was_given(literal: str) -> None:
    (problem,) = problems({"date_won": literal})
    assert problem.code == "bad_date"
    assert problem.message.startswith(f"'{literal[:60]}")
    assert len(problem.message) < 150
    assert "last 3 months" in problem.expected


# --- ages in lookups


@pytest.mark.parametrize("lookup", ["gt", "gte", "lt", "lte"])
def test_both_readings_of_an_age_are_requests_that_work(lookup: str) -> None:
    """What the message proposes is taken as it stands, and one of the two keeps the newer."""
    rows = [
        {"id": "old", "date_created": "2024-05-01T00:00:00Z"},
        {"id": "new", "date_created": "2024-05-17T00:00:00Z"},
    ]
    (problem,) = problems({f"date_created__{lookup}": "3 days ago"}, now=NOON)
    proposed = [word for word in problem.message.split() if "=" in word]
    assert len(proposed) == 2
    assert {ids(rows, each) for each in proposed} == {"old", "new"}


def test_an_age_in_the_hour_that_is_there_twice_is_not_moved() -> None:
    """1:30 in New York would be read as the first one, an hour too early."""
    now = datetime(2024, 11, 3, 7, 30, tzinfo=UTC)
    (problem,) = problems({"date_created__gt": "1 hour ago"}, now=now, tz="America/New_York")
    assert "date_created__gt=2024-11-03T06:30:00Z for after that moment" in problem.message


@pytest.mark.parametrize("lookup", ["", "__in"])
def test_an_age_that_is_not_compared_is_its_day(lookup: str) -> None:
    rows = [{"id": day, "date_won": day} for day in ("2024-05-13", "2024-05-14", "2024-05-15")]
    assert ids(rows, {f"date_won{lookup}": "3 days ago"}, now=NOON) == "2024-05-14"


def test_what_comes_is_compared_as_time() -> None:
    rows = [{"id": day, "date_won": day} for day in ("2024-05-19", "2024-05-20", "2024-05-21")]
    assert ids(rows, {"date_won__lt": "in 3 days"}, now=NOON) == "2024-05-19"
    assert ids(rows, {"date_won__gte": "in 3 days"}, now=NOON) == "2024-05-20 2024-05-21"
