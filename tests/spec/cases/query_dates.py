"""Dates in a query: each literal with each operator, zones, ranges, and date_won's plain days."""

# Tables, laid out by hand:
# fmt: off
from collections.abc import Iterator
from datetime import datetime, timedelta

from .trees import STAR, TODAY, Tree, any_of, both, date, dates, day, either, no, query, where
from .vocabulary import Case, Row, rows

NOON = {"now": "2024-05-15T12:20:00+00:00"}
"""A Wednesday."""
NEW_YORK = {"tz": "America/New_York"}
EVENING = {"now": "2024-05-15T02:00:00+00:00", "tz": "America/New_York"}
"""02:00 UTC on the 15th is 22:00 on the 14th in New York."""
OPERATORS = ((":", "start last"), (">", "end"), (">=", "start last end"), ("<", "before"),
             ("<=", "before start last"))
"""What a literal that denotes [start, end) keeps, of before, start, last and end."""

LITERALS: tuple[tuple[str, tuple[object, ...], str, str, str], ...] = (
    ("2024-05-17", ("day", 2024, 5, 17), "2024-05-17T00:00:00", "2024-05-18T00:00:00", "the day"),
    ("2024-02", ("month", 2024, 2), "2024-02-01T00:00:00", "2024-03-01T00:00:00",
     "a February of 29 days"),
    ("2024", ("year", 2024), "2024-01-01T00:00:00", "2025-01-01T00:00:00", "the year"),
    ("2024-Q2", ("quarter", 2024, 2), "2024-04-01T00:00:00", "2024-07-01T00:00:00",
     "April to June"),
    ("2025-W01", ("week", 2025, 1), "2024-12-30T00:00:00", "2025-01-06T00:00:00",
     "the ISO week from Monday 30 December 2024"),
    ("2024-05-17T10:30", ("minute", 2024, 5, 17, 10, 30, None), "2024-05-17T10:30:00",
     "2024-05-17T10:31:00", "that minute"),
    ("2024-05-17T10:30:05", ("second", 2024, 5, 17, 10, 30, 5, None), "2024-05-17T10:30:05",
     "2024-05-17T10:30:06", "that second"),
    ("2024-05-17T10:30:05.25", ("instant", 2024, 5, 17, 10, 30, 5, 250_000, None),
     "2024-05-17T10:30:05.250000", "2024-05-17T10:30:05.250001",
     "with a fraction that instant, one microsecond wide"),
    ("2024-05-17T10:30+02:00", ("minute", 2024, 5, 17, 10, 30, 120), "2024-05-17T08:30:00",
     "2024-05-17T08:31:00", "10:30 two hours east is 8:30 UTC"),
    ("2024-05-17T10:30Z", ("minute", 2024, 5, 17, 10, 30, 0), "2024-05-17T10:30:00",
     "2024-05-17T10:31:00", "the caller is in UTC anyway"),
)


def around(start: str, end: str) -> list[Row]:
    microsecond = timedelta(microseconds=1)
    instants = (datetime.fromisoformat(start) - microsecond, datetime.fromisoformat(start),
                datetime.fromisoformat(end) - microsecond, datetime.fromisoformat(end))
    return rows("id date_created",
                *zip(("before", "start", "last", "end"), (f"{x.isoformat()}Z" for x in instants)),
                ("none", None))


def compared(text: str, form: tuple[object, ...], start: str, end: str, why: str) -> Iterator[Case]:
    for operator, ids in OPERATORS:
        yield query(around(start, end), f"date_created {operator} {text}",
                    where("date_created", date(form, text), operator), ids,
                    why if operator == ":" else None)
    yield query(around(start, end), f"created!={text}", no(where("created", date(form, text))),
                "before end none")


WON = rows("id date_won", ("a", "2024-03-31"), ("b", "2024-04-01"), ("c", "2024-05-14"),
           ("d", "2024-05-15"), ("e", "2024-05-16"), ("f", "2024-06-30"), ("g", None),
           ("h", "2024-05-17T23:30:00-05:00"))


def won(text: str, tree: Tree, ids: str, why: str | None = None, *,
        options: dict[str, str] | None = None) -> Case:
    return query(WON, text, tree, ids, why, options=options)


def date_won(form: tuple[object, ...], spelling: str, op: str = ":") -> Tree:
    return where("date_won", date(form, spelling), op)


PLAIN_DAYS = (
    won("date_won:2024-05-15", date_won(("day", 2024, 5, 15), "2024-05-15"), "d"),
    won("date_won:2024-05-17", date_won(("day", 2024, 5, 17), "2024-05-17"), "h",
        "a datetime in date_won is the date written in it, whatever its offset"),
    won("date_won < 2024-05-15", date_won(("day", 2024, 5, 15), "2024-05-15", "<"), "a b c"),
    won("date_won <= 2024-05-15", date_won(("day", 2024, 5, 15), "2024-05-15", "<="), "a b c d"),
    won("date_won > 2024-04", date_won(("month", 2024, 4), "2024-04", ">"), "c d e f h",
        "after the end of April"),
    won("date_won >= 2024-04", date_won(("month", 2024, 4), "2024-04", ">="), "b c d e f h"),
    won("date_won <= 2024-Q1", date_won(("quarter", 2024, 1), "2024-Q1", "<="), "a"),
    won("date_won:2024-W20", date_won(("week", 2024, 20), "2024-W20"), "c d e h",
        "13 to 19 May"),
    won("date_won != 2024-Q2", no(date_won(("quarter", 2024, 2), "2024-Q2")), "a g",
        "g has no date, so none in that quarter"),
    won("not date_won > 2024-04", no(date_won(("month", 2024, 4), "2024-04", ">")), "a b g"),
    won("date_won >= 2024-05-15T10:00",
        date_won(("minute", 2024, 5, 15, 10, 0, None), "2024-05-15T10:00", ">="), "d e f h",
        "against a plain date a time of day counts as the whole day"),
    won("date_won > 2024-05-15T10:00",
        date_won(("minute", 2024, 5, 15, 10, 0, None), "2024-05-15T10:00", ">"), "e f h"),
    won("date_won:2024-05-15T23:30Z",
        date_won(("minute", 2024, 5, 15, 23, 30, 0), "2024-05-15T23:30Z"), "e",
        "23:30 UTC on the 15th is 11:30 on the 16th in Auckland",
        options={"tz": "Pacific/Auckland"}),
    won("date_won:2024-05-15T12:00", date_won(("minute", 2024, 5, 15, 12, 0, None),
                                              "2024-05-15T12:00"), "d",
        "without an offset the time is the caller's own, so the day is, too",
        options={"tz": "Pacific/Auckland"}),
)

RELATIVE = (
    won("date_won:today", where("date_won", TODAY), "d", options=NOON),
    won("date:yesterday", where("date", date(("yesterday",), "yesterday")), "c", options=NOON),
    won("won:tomorrow", where("won", date(("tomorrow",), "tomorrow")), "e", options=NOON),
    won("won:TODAY", where("won", date(("today",), "TODAY")), "d", "in any case", options=NOON),
    won('won:"this week"', where("won", date(("this", "week"), "this week")), "c d e h",
        "Monday 13 to Sunday 19 May", options=NOON),
    won("won:this-week", where("won", date(("this", "week"), "this-week")), "c d e h",
        "with hyphens it needs no quotes", options=NOON),
    won("won:This_Month", where("won", date(("this", "month"), "This_Month")), "c d e h",
        options=NOON),
    won('won:"last month"', where("won", date(("last", "month"), "last month")), "b",
        options=NOON),
    won('won < "last month"', where("won", date(("last", "month"), "last month"), "<"), "a",
        options=NOON),
    won('won <= "last month"', where("won", date(("last", "month"), "last month"), "<="), "a b",
        options=NOON),
    won('won > "last month"', where("won", date(("last", "month"), "last month"), ">"),
        "c d e f h", options=NOON),
    won('won >= "next month"', where("won", date(("next", "month"), "next month"), ">="), "f",
        options=NOON),
    won("won:last-3-months", where("won", date(("last", 3, "month"), "last-3-months")), "a b",
        "February, March and April", options=NOON),
    won("won:last_2_days", where("won", date(("last", 2, "day"), "last_2_days")), "c",
        "13 and 14 May, today not included", options=NOON),
    won('won:"next 2 days"', where("won", date(("next", 2, "day"), "next 2 days")), "e h",
        options=NOON),
    won('won:"this day"', where("won", date(("this", "day"), "this day")), "d", options=NOON),
    won('won:"last quarter"', where("won", date(("last", "quarter"), "last quarter")), "a",
        options=NOON),
    won('won:"this year"', where("won", date(("this", "year"), "this year")), "a b c d e f h",
        options=NOON),
    won("won <= now", where("won", date(("now",), "now"), "<="), "a b c d",
        "now is on the 15th", options=NOON),
    won("date_won: today", where("date_won", TODAY), "c",
        "at 22:00 on the 14th in New York, today is the 14th", options=EVENING),
    query(rows("id date_created", ("a", "2024-05-15T12:19:59.999999Z"),
               ("b", "2024-05-15T12:20:00Z"), ("c", "2024-05-15T12:20:00.000001Z")),
          "created < now", where("created", date(("now",), "now"), "<"), "a", options=NOON),
    query(rows("id date_created", ("a", "2024-05-14T03:59:59Z"), ("b", "2024-05-14T04:00:00Z"),
               ("c", "2024-05-15T03:59:59Z"), ("d", "2024-05-15T04:00:00Z")),
          "created:today", where("created", TODAY), "b c",
          "14 May in New York is 04:00 UTC to 04:00 UTC", options=EVENING),
)

AT = rows("id date_created", ("a", "2024-05-16T23:00:00Z"), ("b", "2024-05-17T03:59:59.999999Z"),
          ("c", "2024-05-17T04:00:00Z"), ("d", "2024-05-17T10:30:59Z"),
          ("e", "2024-05-18T03:59:00Z"), ("f", None))
SPRING = rows("id date_created", ("a", "2024-03-10T04:59:59Z"), ("b", "2024-03-10T05:00:00Z"),
              ("c", "2024-03-11T03:59:59Z"), ("d", "2024-03-11T04:00:00Z"))

ZONES = (
    query(AT, "date_created:2024-05-17", where("date_created", day("2024-05-17")), "c d e",
          "17 May in New York is 04:00 UTC to 04:00 UTC", options=NEW_YORK),
    query(AT, "created < 2024-05-17", where("created", day("2024-05-17"), "<"), "a b",
          options=NEW_YORK),
    query(AT, 'date_created:"2024-05-17 06:30"',
          where("date_created", date(("minute", 2024, 5, 17, 6, 30, None), "2024-05-17 06:30")),
          "d", "06:30 in New York is 10:30 UTC", options=NEW_YORK),
    query(AT, "date_created:2024-05-17T10:30Z",
          where("date_created", date(("minute", 2024, 5, 17, 10, 30, 0), "2024-05-17T10:30Z")),
          "d", "Z is UTC wherever the caller is", options=NEW_YORK),
    query(AT, "date_created >= 2024-05-17T00:00-04:00",
          where("date_created", date(("minute", 2024, 5, 17, 0, 0, -240),
                                     "2024-05-17T00:00-04:00"), ">="), "c d e",
          "an offset is respected; the caller is in UTC here"),
    query(SPRING, "created:2024-03-10", where("created", day("2024-03-10")), "b c",
          "a day of 23 hours: 05:00 UTC to 04:00 UTC", options=NEW_YORK),
    query(AT, "created:2024-05-17", where("created", day("2024-05-17")), "c d e",
          "an offset of four hours, as x-tz-offset gives it", options={"tz": "-4"}),
)

RANGES = (
    won("date_won:2024-04..2024-05-15",
        where("date_won", dates(("month", 2024, 4), ("day", 2024, 5, 15), "2024-04..2024-05-15")),
        "b c d", "from the start of the first to the end of the second"),
    won("date_won:2024-05-15..2024-05-15",
        where("date_won", dates(("day", 2024, 5, 15), ("day", 2024, 5, 15),
                                "2024-05-15..2024-05-15")), "d", "one day is a range"),
    won("date_won:2024-05-16..*", where("date_won", dates(("day", 2024, 5, 16), None,
                                                          "2024-05-16..*")), "e f h"),
    won("date_won = *..2024-Q1", where("date_won", dates(None, ("quarter", 2024, 1), "*..2024-Q1")),
        "a"),
    won("date_won:*..*", where("date_won", STAR), "a b c d e f h", "that is: not null"),
    won("date_won != 2024-Q2..*",
        no(where("date_won", dates(("quarter", 2024, 2), None, "2024-Q2..*"))), "a g"),
    won("-date_won:2024-04..2024-05",
        no(where("date_won", dates(("month", 2024, 4), ("month", 2024, 5), "2024-04..2024-05"))),
        "a f g"),
    won("won:last-month..today",
        where("won", dates(("last", "month"), ("today",), "last-month..today")), "b c d",
        options=NOON),
    won("won:2024-05-14..TOMORROW",
        where("won", dates(("day", 2024, 5, 14), ("tomorrow",), "2024-05-14..TOMORROW")), "c d e",
        options=NOON),
    query(AT, "created:2024-05-17..2024-05-17T10:30",
          where("created", dates(("day", 2024, 5, 17), ("minute", 2024, 5, 17, 10, 30, None),
                                 "2024-05-17..2024-05-17T10:30")), "b c d",
          "to the end of that minute"),
    query(AT, 'created:"2024-05-17..2024-05-18"',
          where("created", dates(("day", 2024, 5, 17), ("day", 2024, 5, 18),
                                 "2024-05-17..2024-05-18")), "b c d e"),
)

TOGETHER = (
    won("date_won >= 2024-04-01 date_won < 2024-05-15",
        both(date_won(("day", 2024, 4, 1), "2024-04-01", ">="),
             date_won(("day", 2024, 5, 15), "2024-05-15", "<")), "b c"),
    won("date_won < 2024-04 or date_won > 2024-05",
        either(date_won(("month", 2024, 4), "2024-04", "<"),
               date_won(("month", 2024, 5), "2024-05", ">")), "a f"),
    won("date_won > 2024-05 date_won < 2024-04",
        both(date_won(("month", 2024, 5), "2024-05", ">"),
             date_won(("month", 2024, 4), "2024-04", "<")), ""),
    won("date_won in (2024-03, 2024-05-16)",
        any_of("date_won", date(("month", 2024, 3), "2024-03"), day("2024-05-16")), "a e"),
    query(rows("id date_lost date_updated", ("a", "2024-05-17", None),
               ("b", "2024-05-17T01:00:00+02:00", "2024-05-17T00:00:00"),
               ("c", None, "2024-05-18")),
          "lost:2024-05-17 or updated:2024-05-17",
          either(where("lost", day("2024-05-17")), where("updated", day("2024-05-17"))), "a b",
          "a plain date is its midnight UTC; without an offset a time is UTC; "
          "b was lost on the 16th UTC"),
)

CASES = (
    *(case for line in LITERALS for case in compared(*line)),
    *PLAIN_DAYS,
    *RELATIVE,
    *ZONES,
    *RANGES,
    *TOGETHER,
)
