"""Ages: `< "3 days ago"` is newer than that; every unit with every operator."""

# Tables, laid out by hand:
# fmt: off
from collections.abc import Iterator
from datetime import datetime, timedelta

from .trees import TODAY, Tree, ago, any_of, both, date, dates, either, no, query, where
from .vocabulary import Case, Row, rows

NOON = {"now": "2024-05-15T12:20:00+00:00"}
"""A Wednesday."""
NEW_YORK = {"tz": "America/New_York"}
OPERATORS = (("<", "after future"), ("<=", "at after future"), (">", "before"),
             (">=", "before at"))
"""Of the moment p and the microseconds around it: a smaller age is a later date."""

UNITS = (
    ("90 minutes ago", ("ago", 90, "minute"), "2024-05-15T10:50:00",
     "2024-05-15T10:50:00", "2024-05-15T10:51:00", "12:20 less 90 minutes"),
    ("3 hours ago", ("ago", 3, "hour"), "2024-05-15T09:20:00",
     "2024-05-15T09:00:00", "2024-05-15T10:00:00", "12:20 less 3 hours"),
    ("3 days ago", ("ago", 3, "day"), "2024-05-12T12:20:00",
     "2024-05-12T00:00:00", "2024-05-13T00:00:00", "15 May less 3 days"),
    ("1 week ago", ("ago", 1, "week"), "2024-05-08T12:20:00",
     "2024-05-08T00:00:00", "2024-05-09T00:00:00", "15 May less 7 days"),
    ("1 month ago", ("ago", 1, "month"), "2024-04-15T12:20:00",
     "2024-04-15T00:00:00", "2024-04-16T00:00:00", "15 April"),
    ("2 quarters ago", ("ago", 2, "quarter"), "2023-11-15T12:20:00",
     "2023-11-15T00:00:00", "2023-11-16T00:00:00", "six months before 15 May"),
    ("1 year ago", ("ago", 1, "year"), "2023-05-15T12:20:00",
     "2023-05-15T00:00:00", "2023-05-16T00:00:00", "15 May of the year before"),
)
MICROSECOND = timedelta(microseconds=1)


def at(*instants: datetime | str) -> list[Row]:
    texts = (x if isinstance(x, str) else f"{x.isoformat()}Z" for x in instants)
    return rows("id date_created", *zip("abcdefgh", texts))


def around(p: str) -> list[Row]:
    moment = datetime.fromisoformat(p)
    instants = (moment - MICROSECOND, moment, moment + MICROSECOND)
    return rows("id date_created",
                *zip(("before", "at", "after"), (f"{x.isoformat()}Z" for x in instants)),
                ("future", "2030-01-01T00:00:00Z"), ("none", None))


def of_unit(text: str, form: tuple[object, ...], p: str, start: str, end: str,
            why: str) -> Iterator[Case]:
    """The four comparisons with the moment, and `:` with the day (hour, minute) that holds it."""
    for operator, ids in OPERATORS:
        yield query(around(p), f'date_created {operator} "{text}"',
                    where("date_created", date(form, text), operator), ids, f"{why} is {p}",
                    options=NOON)
    first, last = datetime.fromisoformat(start), datetime.fromisoformat(end)
    edges = at(first - MICROSECOND, first, last - MICROSECOND, last)
    yield query(edges, f'date_created:"{text}"', where("date_created", date(form, text)), "b c",
                f"from {start} to {end}", options=NOON)


WON = rows("id date_won", ("older", "2024-05-11"), ("day", "2024-05-12"), ("newer", "2024-05-13"),
           ("future", "2030-01-01"), ("none", None))
AGES_WON = (("<", "newer future"), ("<=", "day newer future"), (">", "older"), (">=", "older day"),
            (":", "day"))
MONTHS = rows("id date_won", ("older", "2024-02-28"), ("day", "2024-02-29"),
              ("newer", "2024-03-01"), ("future", "2024-04-01"), ("none", None))
HOURS = rows("id date_won", ("older", "2024-05-13"), ("day", "2024-05-14"), ("newer", "2024-05-15"),
             ("future", "2024-05-16"), ("none", None))

ON_PLAIN_DAYS = (
    *(query(WON, f'date_won {op} "3 days ago"', where("date_won", ago(3, "day"), op), ids,
            "on a plain date the moment counts as its day, 12 May", options=NOON)
      for op, ids in AGES_WON),
    *(query(MONTHS, f'won {op} "1 month ago"',
            where("won", date(("ago", 1, "month"), "1 month ago"), op), ids,
            "31 March less a month is clipped to 29 February",
            options={"now": "2024-03-31T12:00:00+00:00"})
      for op, ids in AGES_WON),
    *(query(HOURS, f'won {op} "13 hours ago"', where("won", ago(13, "hour"), op), ids,
            "12:20 less 13 hours is 23:20 on the 14th", options=NOON)
      for op, ids in AGES_WON),
    *(query(HOURS, f"date {op} 3-hours-ago",
            where("date", date(("ago", 3, "hour"), "3-hours-ago"), op), ids,
            "09:20 UTC on the 15th; in Honolulu that is 23:20 on the 14th",
            options={**NOON, "tz": "Pacific/Honolulu"})
      for op, ids in AGES_WON[:4]),
)


def created(form: tuple[object, ...], spelling: str, op: str = ":") -> Tree:
    return where("created", date(form, spelling), op)


THREE_DAYS = rows("id date_created", ("a", "2024-05-11T23:59:59Z"), ("b", "2024-05-12T00:00:00Z"),
                  ("c", "2024-05-12T12:20:00Z"), ("d", "2024-05-12T23:59:59Z"),
                  ("e", "2024-05-13T00:00:00Z"), ("f", None))
WEEKS = rows("id date_created", ("a", "2024-05-01T12:19:00Z"), ("b", "2024-05-01T12:21:00Z"),
             ("c", "2024-05-08T12:19:00Z"), ("d", "2024-05-08T12:20:00Z"),
             ("e", "2024-05-08T12:21:00Z"), ("f", "2024-05-15T12:00:00Z"), ("g", None))
DAYS_3 = ("ago", 3, "day")

SPELLINGS = (
    *(query(THREE_DAYS, f"created < {text}", created(DAYS_3, text.strip('"'), "<"), "d e",
            options=NOON)
      for text in ("3-days-ago", "3_days_ago", '"3 DAYS AGO"', "3-Days-Ago", '"3-days-ago"')),
    query(THREE_DAYS, 'created > "1 day ago"', created(("ago", 1, "day"), "1 day ago", ">"),
          "a b c d e", "more than a day ago", options=NOON),
    query(THREE_DAYS, 'created :< "3 days ago"', created(DAYS_3, "3 days ago", "<"), "d e",
          options=NOON),
    query(THREE_DAYS, 'created != "3 days ago"', no(created(DAYS_3, "3 days ago")), "a e f",
          "not on that day; f on no day", options=NOON),
    query(THREE_DAYS, 'not created < "3 days ago"', no(created(DAYS_3, "3 days ago", "<")),
          "a b c f", "older, as old, or without a date", options=NOON),
    query(THREE_DAYS, '-created >= "3 days ago"', no(created(DAYS_3, "3 days ago", ">=")), "d e f",
          options=NOON),
    query(THREE_DAYS, 'created:("3 days ago" or "2 days ago")',
          either(created(DAYS_3, "3 days ago"), created(("ago", 2, "day"), "2 days ago")),
          "b c d e", options=NOON),
    query(THREE_DAYS, "created in (4 days ago, 2-days-ago)",
          any_of("created", ago(4, "day"), date(("ago", 2, "day"), "2-days-ago")), "a e",
          options=NOON),
    query(WEEKS, 'created < "1 week ago"', created(("ago", 1, "week"), "1 week ago", "<"), "e f",
          "in the last week, as the vendor's users say it", options=NOON),
    query(WEEKS, 'date_created < "2 weeks ago" and date_created >= "1 week ago"',
          both(where("date_created", ago(2, "week"), "<"),
               where("date_created", date(("ago", 1, "week"), "1 week ago"), ">=")), "b c d",
          "in the week before the last", options=NOON),
)

NOT_UTC = (
    query(at("2024-03-09T05:29:59Z", "2024-03-09T05:30:00Z", "2024-03-09T05:30:01Z",
             "2024-03-09T04:30:01Z"),
          'created < "3 days ago"', created(DAYS_3, "3 days ago", "<"), "c",
          "00:30 EDT on 12 March less three days is 00:30 EST on the 9th, 05:30 UTC: "
          "days move on the caller's calendar",
          options={"now": "2024-03-12T00:30:00-04:00", **NEW_YORK}),
    query(at("2024-03-09T04:29:59Z", "2024-03-09T04:30:00Z", "2024-03-09T04:30:01Z"),
          'created < "72 hours ago"', created(("ago", 72, "hour"), "72 hours ago", "<"), "c",
          "72 hours before 04:30 UTC on the 12th, whatever the clocks did",
          options={"now": "2024-03-12T00:30:00-04:00", **NEW_YORK}),
    query(at("2024-05-12T03:59:59Z", "2024-05-12T04:00:00Z", "2024-05-13T03:59:59Z",
             "2024-05-13T04:00:00Z"),
          'created:"3 days ago"', created(DAYS_3, "3 days ago"), "b c",
          "12 May in New York", options={**NOON, **NEW_YORK}),
    query(at("2024-02-29T11:59:59Z", "2024-02-29T12:00:00Z", "2024-02-29T12:00:01Z",
             "2024-03-02T12:00:00Z"),
          'created <= "1 month ago"', created(("ago", 1, "month"), "1 month ago", "<="), "b c d",
          "31 March less a month is clipped to 29 February",
          options={"now": "2024-03-31T12:00:00+00:00"}),
)

IN_THREE_DAYS = at("2024-05-17T23:59:59Z", "2024-05-18T00:00:00Z", "2024-05-18T12:20:00Z",
                   "2024-05-18T12:20:00.000001Z", "2024-05-19T00:00:00Z")
LATER = rows("id date_won", ("a", "2024-05-17"), ("b", "2024-05-18"), ("c", "2024-05-19"),
             ("d", None))

AHEAD = (
    *(query(IN_THREE_DAYS, f'created {op} "in 3 days"', created(("in", 3, "day"), "in 3 days", op),
            ids, "no age: compared as time, with 18 May 12:20", options=NOON)
      for op, ids in (("<", "a b"), ("<=", "a b c"), (">", "d e"), (">=", "c d e"))),
    query(IN_THREE_DAYS, "created:in-3-days", created(("in", 3, "day"), "in-3-days"), "b c d",
          "its day", options=NOON),
    *(query(LATER, f'won {op} "in 3 days"', where("won", date(("in", 3, "day"), "in 3 days"), op),
            ids, "the day of that moment is 18 May", options=NOON)
      for op, ids in (("<", "a"), ("<=", "a b"), (">", "c"), (">=", "b c"), (":", "b"))),
    query(at("2024-05-15T14:19:59Z", "2024-05-15T14:20:00Z", "2024-05-15T14:20:01Z"),
          'created >= "in 2 hours"', created(("in", 2, "hour"), "in 2 hours", ">="), "b c",
          options=NOON),
)

RANGES = (
    query(THREE_DAYS, "created:3-days-ago..now",
          where("created", dates(DAYS_3, ("now",), "3-days-ago..now")), "b c d e",
          "as an end of a range an age is its day: from midnight on the 12th", options=NOON),
    query(THREE_DAYS, "created:*..3-days-ago",
          where("created", dates(None, DAYS_3, "*..3-days-ago")), "a b c d",
          "to the end of the 12th", options=NOON),
    query(THREE_DAYS, 'created:"4 days ago..3 days ago"',
          where("created", dates(("ago", 4, "day"), DAYS_3, "4 days ago..3 days ago")), "a b c d",
          options=NOON),
    query(at("2024-05-15T08:59:59Z", "2024-05-15T09:00:00Z", "2024-05-15T12:20:00Z",
             "2024-05-15T12:20:00.000001Z"),
          "created:3-hours-ago..now",
          where("created", dates(("ago", 3, "hour"), ("now",), "3-hours-ago..now")), "b c",
          "of hours it is the hour, from 09:00; to now, one microsecond wide", options=NOON),
    query(WON, "won:3-days-ago..*", where("won", dates(DAYS_3, None, "3-days-ago..*")),
          "day newer future", options=NOON),
    query(WON, "won:2024-05-11..3-days-ago",
          where("won", dates(("day", 2024, 5, 11), DAYS_3, "2024-05-11..3-days-ago")), "older day",
          options=NOON),
    query(LATER, "won:today..in-3-days",
          where("won", dates(TODAY[1], ("in", 3, "day"), "today..in-3-days")), "a b", options=NOON),
)


CASES = (
    *(case for line in UNITS for case in of_unit(*line)),
    *ON_PLAIN_DAYS,
    *SPELLINGS,
    *NOT_UTC,
    *AHEAD,
    *RANGES,
)
