"""Literals relative to now: days, calendar units, and the calendar day that held a moment."""

# Tables, laid out by hand:
# fmt: off
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from .vocabulary import Case, Row, ask, rows, selects

NOON = {"now": "2024-05-15T12:20:00+00:00"}
"""A Wednesday."""
EVENING = {"now": "2024-05-15T02:00:00+00:00", "tz": "America/New_York"}
"""02:00 UTC on the 15th is 22:00 on the 14th in New York."""

UNITS: tuple[tuple[str, tuple[object, ...], str, str, str], ...] = (
    ("today", ("today",), "2024-05-15", "2024-05-15", "the 15th"),
    ("yesterday", ("yesterday",), "2024-05-14", "2024-05-14", "the 14th"),
    ("tomorrow", ("tomorrow",), "2024-05-16", "2024-05-16", "the 16th"),
    ("this day", ("this", "day"), "2024-05-15", "2024-05-15", "another word for today"),
    ("last day", ("last", "day"), "2024-05-14", "2024-05-14", "another word for yesterday"),
    ("this week", ("this", "week"), "2024-05-13", "2024-05-19",
     "weeks are ISO: Monday 13 to Sunday 19 May"),
    ("last week", ("last", "week"), "2024-05-06", "2024-05-12", "Monday 6 to Sunday 12 May"),
    ("next week", ("next", "week"), "2024-05-20", "2024-05-26", "Monday 20 to Sunday 26 May"),
    ("this month", ("this", "month"), "2024-05-01", "2024-05-31", "May"),
    ("last month", ("last", "month"), "2024-04-01", "2024-04-30", "April, whatever the day"),
    ("next month", ("next", "month"), "2024-06-01", "2024-06-30", "June"),
    ("this quarter", ("this", "quarter"), "2024-04-01", "2024-06-30", "May is in Q2"),
    ("last quarter", ("last", "quarter"), "2024-01-01", "2024-03-31", "Q1"),
    ("next quarter", ("next", "quarter"), "2024-07-01", "2024-09-30", "Q3"),
    ("this year", ("this", "year"), "2024-01-01", "2024-12-31", "2024"),
    ("last year", ("last", "year"), "2023-01-01", "2023-12-31", "2023"),
    ("next year", ("next", "year"), "2025-01-01", "2025-12-31", "2025"),
    ("last 3 months", ("last", 3, "month"), "2024-02-01", "2024-04-30",
     "the three whole months before May: February, March, April"),
    ("next 2 weeks", ("next", 2, "week"), "2024-05-20", "2024-06-02",
     "the two whole weeks after this one"),
    ("last 1 week", ("last", 1, "week"), "2024-05-06", "2024-05-12", "the same as last week"),
    ("last 7 days", ("last", 7, "day"), "2024-05-08", "2024-05-14",
     "the seven days before today, today not included"),
    ("last 2 quarters", ("last", 2, "quarter"), "2023-10-01", "2024-03-31", "Q4 2023 and Q1 2024"),
    ("next 2 years", ("next", 2, "year"), "2025-01-01", "2026-12-31", "2025 and 2026"),
)


def next_to(day: str, step: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=step)).isoformat()


def unit(text: str, form: tuple[object, ...], first: str, last: str, why: str) -> Case:
    """The interval against `date_won`: the day before, its first and last, the day after."""
    table = rows("id date_won", ("before", next_to(first, -1)), ("first", first),
                 ("last", last), ("after", next_to(last, 1)))
    return selects(f"date_won={text}", table, {"date_won": text},
                   ask(("date", "date_won", "=", form)), why=why, options=NOON, ids="first last")


def spelled(text: str, form: tuple[object, ...], day: str) -> Case:
    table = rows("id date_won", ("a", "2023-06-15"), ("b", day))
    return selects(f"spelled {text}", table, {"date_won": text},
                   ask(("date", "date_won", "=", form)), options=NOON, ids="b")


def compared(text: str, form: tuple[object, ...], wanted: tuple[str, ...]) -> tuple[Case, ...]:
    table = rows("id date_won", ("a", "2024-03-31"), ("b", "2024-04-01"), ("c", "2024-04-30"),
                 ("d", "2024-05-15"), ("e", None))
    operators = (("__gt", ">"), ("__gte", ">="), ("__lt", "<"), ("__lte", "<="))
    return tuple(
        selects(f"date_won{lookup}={text}", table, {f"date_won{lookup}": text},
                ask(("date", "date_won", operator, form)), options=NOON, ids=ids)
        for (lookup, operator), ids in zip(operators, wanted)
    )


def at(*instants: str) -> list[Row]:
    return rows("id date_created", *zip("abcdefgh", instants))


def created(name: str, text: str, form: tuple[object, ...], objects: list[Row], ids: str, why: str,
            options: Mapping[str, Any]) -> Case:
    return selects(name, objects, {"date_created": text},
                   ask(("date", "date_created", "=", form)), why=why, options=options, ids=ids)


def lookup(name: str, param: str, text: str, condition: tuple[object, ...], objects: list[Row],
           ids: str, why: str | None = None, options: Mapping[str, Any] = NOON) -> Case:
    return selects(name, objects, {param: text}, ask(condition), why=why, options=options, ids=ids)


AROUND_NOW = at("2024-05-15T12:19:59.999999Z", "2024-05-15T12:20:00Z",
                "2024-05-15T12:20:00.000001Z")
THREE_DAYS = at("2024-05-11T23:59:59Z", "2024-05-12T00:00:00Z", "2024-05-12T12:20:00Z",
                "2024-05-12T23:59:59Z", "2024-05-13T00:00:00Z")
IN_THREE_DAYS = at("2024-05-17T23:59:59Z", "2024-05-18T00:00:00Z", "2024-05-18T12:20:00Z",
                   "2024-05-18T12:20:00.000001Z", "2024-05-19T00:00:00Z")
WON = rows("id date_won", ("a", "2024-05-11"), ("b", "2024-05-12"), ("c", "2024-05-15"),
           ("d", "2024-05-18"), ("e", "2024-05-19"), ("f", None))

NOW: tuple[Case, ...] = (
    created("now is one microsecond wide", "now", ("now",), AROUND_NOW, "b", "12:20:00 exactly",
            NOON),
    lookup("before now", "date_created__lt", "now", ("date", "date_created", "<", ("now",)),
           AROUND_NOW, "a"),
    lookup("now or before", "date_created__lte", "now", ("date", "date_created", "<=", ("now",)),
           AROUND_NOW, "a b"),
    lookup("after now", "date_created__gt", "NOW", ("date", "date_created", ">", ("now",)),
           AROUND_NOW, "c"),
    lookup("date_won and now: the day of now", "date_won__lte", "now",
           ("date", "date_won", "<=", ("now",)), WON, "a b c",
           "12:20 on the 15th touches the 15th, row c"),
)

ZONED: tuple[Case, ...] = (
    lookup("today is the caller's day", "date_won", "today", ("date", "date_won", "=", ("today",)),
           rows("id date_won", ("a", "2024-05-14"), ("b", "2024-05-15")), "a",
           "at 02:00 UTC on the 15th it is 22:00 on the 14th in New York", EVENING),
    created("today against datetimes is the caller's day", "today", ("today",),
            at("2024-05-14T03:59:00Z", "2024-05-14T04:00:00Z", "2024-05-15T03:59:00Z",
               "2024-05-15T04:00:00Z"), "b c",
            "14 May in New York is 04:00 UTC to 04:00 UTC", EVENING),
    created("yesterday, a day of 23 hours", "yesterday", ("yesterday",),
            at("2024-03-10T04:59:00Z", "2024-03-10T05:00:00Z", "2024-03-11T03:59:00Z",
               "2024-03-11T04:00:00Z"), "b c",
            "10 March in New York is 05:00 UTC to 04:00 UTC",
            {"now": "2024-03-11T12:00:00-04:00", "tz": "America/New_York"}),
    created("now may carry any offset", "today", ("today",),
            at("2024-05-15T00:00:00Z", "2024-05-14T12:00:00Z"), "a",
            "14 May 23:00 at -05:00 is 15 May 04:00 UTC, and the caller is in UTC",
            {"now": "2024-05-14T23:00:00-05:00"}),
    created("this month in Auckland", "this month", ("this", "month"),
            at("2024-04-30T11:59:00Z", "2024-04-30T12:00:00Z", "2024-05-31T11:59:00Z",
               "2024-05-31T12:00:00Z"), "b c",
            "New Zealand is at +12:00 in May: the month begins on 30 April 12:00 UTC",
            {"now": "2024-05-15T12:20:00+00:00", "tz": "Pacific/Auckland"}),
)

MOMENTS: tuple[Case, ...] = (
    created("3 days ago is the calendar day that holds it", "3 days ago", ("ago", 3, "day"),
            THREE_DAYS, "b c d", "three days before 15 May is 12 May, midnight to midnight", NOON),
    created("3-days-ago", "3-days-ago", ("ago", 3, "day"), THREE_DAYS, "b c d",
            "hyphens may stand for all the spaces", NOON),
    lookup("3 days ago against date_won", "date_won", "3 days ago",
           ("date", "date_won", "=", ("ago", 3, "day")), WON, "b", "12 May"),
    created("3 hours ago is the hour that holds it", "3 hours ago", ("ago", 3, "hour"),
            at("2024-05-15T08:59:59Z", "2024-05-15T09:00:00Z", "2024-05-15T09:59:59Z",
               "2024-05-15T10:00:00Z"), "b c", "12:20 less 3 hours is 09:20, in the hour of 9",
            NOON),
    created("an hour in India begins at half past", "3 hours ago", ("ago", 3, "hour"),
            at("2024-05-15T08:29:59Z", "2024-05-15T08:30:00Z", "2024-05-15T09:29:59Z",
               "2024-05-15T09:30:00Z"), "b c",
            "09:20 UTC is 14:50 in Kolkata; its hour of 14 is 08:30 to 09:30 UTC",
            {**NOON, "tz": "Asia/Kolkata"}),
    created("90 minutes ago is the minute that holds it", "90 minutes ago", ("ago", 90, "minute"),
            at("2024-05-15T10:49:59Z", "2024-05-15T10:50:00Z", "2024-05-15T10:50:59Z",
               "2024-05-15T10:51:00Z"), "b c", "12:20 less 90 minutes is 10:50", NOON),
    created("1 week ago", "1 week ago", ("ago", 1, "week"),
            at("2024-05-07T12:00:00Z", "2024-05-08T12:00:00Z", "2024-05-09T00:00:00Z"), "b",
            "a week before Wednesday 15 May is Wednesday 8 May, that day, not that week", NOON),
    lookup("1 month ago is clipped to the end of the month", "date_won", "1 month ago",
           ("date", "date_won", "=", ("ago", 1, "month")),
           rows("id date_won", ("a", "2024-02-28"), ("b", "2024-02-29"), ("c", "2024-03-01")), "b",
           "31 March less a month is 29 February in a leap year",
           {"now": "2024-03-31T12:00:00+00:00"}),
    lookup("1 month ago in a common year", "date_won", "1 month ago",
           ("date", "date_won", "=", ("ago", 1, "month")),
           rows("id date_won", ("a", "2023-02-28"), ("b", "2023-03-01"), ("c", "2023-03-03")), "a",
           "31 March 2023 less a month is 28 February", {"now": "2023-03-31T12:00:00+00:00"}),
    lookup("2 quarters ago", "date_won", "2 quarters ago",
           ("date", "date_won", "=", ("ago", 2, "quarter")),
           rows("id date_won", ("a", "2023-11-14"), ("b", "2023-11-15"), ("c", "2023-10-01")), "b",
           "six months before 15 May 2024"),
    lookup("4 years ago from 29 February", "date_won", "1 year ago",
           ("date", "date_won", "=", ("ago", 1, "year")),
           rows("id date_won", ("a", "2023-02-28"), ("b", "2023-03-01")), "a",
           "2023 has no 29 February", {"now": "2024-02-29T12:00:00+00:00"}),
    created("days move on the calendar across a change of the clock", "3 days ago",
            ("ago", 3, "day"), at("2024-03-08T05:00:00Z", "2024-03-09T05:00:00Z",
                                  "2024-03-10T04:59:00Z", "2024-03-10T05:00:00Z"), "b c",
            "00:30 on 12 March less three days is 00:30 on the 9th; 72 hours less is still the 8th",
            {"now": "2024-03-12T00:30:00-04:00", "tz": "America/New_York"}),
    created("hours move the instant across a change of the clock", "6 hours ago",
            ("ago", 6, "hour"), at("2024-03-10T05:59:00Z", "2024-03-10T06:00:00Z",
                                   "2024-03-10T06:59:00Z", "2024-03-10T07:00:00Z"), "b c",
            "08:10 EDT is 12:10 UTC; six hours before is 06:10 UTC, in the hour of 1 EST",
            {"now": "2024-03-10T08:10:00-04:00", "tz": "America/New_York"}),
    created("in 3 days is the calendar day that holds it", "in 3 days", ("in", 3, "day"),
            IN_THREE_DAYS, "b c d", "18 May, midnight to midnight", NOON),
    created("in_2_hours", "in_2_hours", ("in", 2, "hour"),
            at("2024-05-15T13:59:59Z", "2024-05-15T14:00:00Z", "2024-05-15T14:59:59Z",
               "2024-05-15T15:00:00Z"), "b c", "14:20 is in the hour of 14", NOON),
    *(
        lookup(f"date_created{suffix}=in 3 days compares with the moment", f"date_created{suffix}",
               "in 3 days", ("date", "date_created", operator, ("in", 3, "day")), IN_THREE_DAYS,
               ids, "the moment is 18 May 12:20:00, row c")
        for suffix, operator, ids in (("__lt", "<", "a b"), ("__lte", "<=", "a b c"),
                                      ("__gt", ">", "d e"), ("__gte", ">=", "c d e"))
    ),
    lookup("date_won__lte=in 3 days compares with its day", "date_won__lte", "in 3 days",
           ("date", "date_won", "<=", ("in", 3, "day")), WON, "a b c d", "up to 18 May, row d"),
    lookup("in 1 month", "date_won", "in 1 month", ("date", "date_won", "=", ("in", 1, "month")),
           rows("id date_won", ("a", "2024-02-29"), ("b", "2024-03-02")), "a",
           "31 January and a month is clipped to 29 February",
           {"now": "2024-01-31T12:00:00+00:00"}),
)

RANGES: tuple[Case, ...] = (
    lookup("from a day to today", "date_won", "2024-05-12..today",
           ("span", "date_won", ("day", 2024, 5, 12), ("today",)), WON, "b c"),
    lookup("from today on", "date_won", "today..*", ("span", "date_won", ("today",), None), WON,
           "c d e"),
    lookup("from last month to tomorrow", "date_won", "last-month..tomorrow",
           ("span", "date_won", ("last", "month"), ("tomorrow",)), WON, "a b c",
           "1 April to 16 May, both included"),
    lookup("an age as an end of a range is its day", "date_won", "3-days-ago..in-3-days",
           ("span", "date_won", ("ago", 3, "day"), ("in", 3, "day")), WON, "b c d",
           "12 to 18 May, both included"),
    lookup("an age in a range of datetimes is its day", "date_created", "3 days ago..now",
           ("span", "date_created", ("ago", 3, "day"), ("now",)),
           at("2024-05-11T23:59:59Z", "2024-05-12T00:00:00Z", "2024-05-15T12:20:00Z",
              "2024-05-15T12:20:00.000001Z"), "b c",
           "from 12 May 00:00 to the microsecond of now"),
    lookup("a list of relative days", "date_won__in", "3 days ago, today,next-week",
           ("dates", "date_won", (("ago", 3, "day"), ("today",), ("next", "week"))), WON, "b c"),
)

CASES = (
    *(unit(*line) for line in UNITS),
    spelled("Last Month", ("last", "month"), "2024-04-15"),
    spelled("TODAY", ("today",), "2024-05-15"),
    spelled("last-month", ("last", "month"), "2024-04-15"),
    spelled("last-3-months", ("last", 3, "month"), "2024-02-01"),
    spelled("next_2_weeks", ("next", 2, "week"), "2024-05-21"),
    spelled("this_Quarter", ("this", "quarter"), "2024-06-30"),
    spelled("last 1 month", ("last", 1, "month"), "2024-04-30"),
    spelled("IN 3 DAYS", ("in", 3, "day"), "2024-05-18"),
    *compared("last month", ("last", "month"), ("d", "b c d", "a", "a b c")),
    *compared("today", ("today",), ("", "d", "a b c", "a b c d")),
    *NOW,
    *ZONED,
    *MOMENTS,
    *RANGES,
)
