"""Date literals are intervals: every form with every operator, on plain dates and on datetimes."""

# Tables, laid out by hand:
# fmt: off
from dataclasses import dataclass

from .vocabulary import MISSING, Case, answers, ask, rows, selects

OPERATORS = (("", "="), ("__gt", ">"), ("__gte", ">="), ("__lt", "<"), ("__lte", "<="))
WANTED = {"=": "start last", ">": "end", ">=": "start last end", "<": "before",
          "<=": "before start last"}


@dataclass(frozen=True)
class Literal:
    """A date literal and, by head, the days just before, first, last and just after it."""

    text: str
    form: tuple[object, ...]
    before: str
    start: str
    last: str
    end: str


LITERALS = (
    Literal("2024-05-17", ("day", 2024, 5, 17),
            "2024-05-16", "2024-05-17", "2024-05-17", "2024-05-18"),
    Literal("2024-02", ("month", 2024, 2), "2024-01-31", "2024-02-01", "2024-02-29", "2024-03-01"),
    Literal("2024", ("year", 2024), "2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01"),
    Literal("2024-Q2", ("quarter", 2024, 2),
            "2024-03-31", "2024-04-01", "2024-06-30", "2024-07-01"),
    Literal("2024-W20", ("week", 2024, 20),
            "2024-05-12", "2024-05-13", "2024-05-19", "2024-05-20"),
)


def on_days(literal: Literal) -> tuple[Case, ...]:
    """The five operators against `date_won`."""
    table = rows("id date_won", ("before", literal.before), ("start", literal.start),
                 ("last", literal.last), ("end", literal.end), ("none", None), ("gone", MISSING))
    return tuple(
        selects(f"date_won{lookup}={literal.text}", table, {f"date_won{lookup}": literal.text},
                ask(("date", "date_won", operator, literal.form)), ids=WANTED[operator])
        for lookup, operator in OPERATORS
    )


def on_instants(literal: Literal) -> tuple[Case, ...]:
    """The five operators against `date_created`, a microsecond inside and outside."""
    table = rows(
        "id date_created", ("before", f"{literal.before}T23:59:59.999999+00:00"),
        ("start", f"{literal.start}T00:00:00+00:00"),
        ("last", f"{literal.last}T23:59:59.999999+00:00"), ("end", f"{literal.end}T00:00:00+00:00"),
        ("none", None),
    )
    return tuple(
        selects(f"date_created{lookup}={literal.text}", table,
                {f"date_created{lookup}": literal.text},
                ask(("date", "date_created", operator, literal.form)), ids=WANTED[operator])
        for lookup, operator in OPERATORS
    )


TIMES = rows(
    "id date_created",
    ("a", "2024-05-17T10:29:59.999999+00:00"), ("b", "2024-05-17T10:30:00+00:00"),
    ("c", "2024-05-17T10:30:07+00:00"), ("d", "2024-05-17T10:30:07.250000+00:00"),
    ("e", "2024-05-17T10:30:08+00:00"), ("f", "2024-05-17T10:31:00+00:00"), ("g", None),
)
MINUTE = ("minute", 2024, 5, 17, 10, 30, None)
SECOND = ("second", 2024, 5, 17, 10, 30, 7, None)
INSTANT = ("instant", 2024, 5, 17, 10, 30, 7, 250000, None)


def at_time(text: str, form: tuple[object, ...], wanted: tuple[str, ...]) -> tuple[Case, ...]:
    """The five operators with a time of day against `date_created`."""
    return tuple(
        selects(f"date_created{lookup}={text}", TIMES, {f"date_created{lookup}": text},
                ask(("date", "date_created", operator, form)), ids=ids)
        for (lookup, operator), ids in zip(OPERATORS, wanted)
    )


def created(name: str, text: str, form: tuple[object, ...], ids: str, why: str) -> Case:
    return answers(name, TIMES, {"date_created": text}, ask(("date", "date_created", "=", form)),
                   why=why, ids=ids)


DAYS = rows("id date_won", ("a", "2024-05-15"), ("b", "2024-05-16"), ("c", "2024-05-17"),
            ("d", "2024-05-18"), ("e", None))
MONTHS = rows("id date_won value", ("a", "2023-12-31", 1_00), ("b", "2024-01-01", 2_00),
              ("c", "2024-02-29", 4_00), ("d", "2024-03-31", 8_00), ("e", "2024-04-01", 16_00),
              ("f", None, 32_00))
WRITTEN = rows(
    "id date_created",
    ("a", "2024-05-17T10:30:00Z"), ("b", "2024-05-17 10:30"), ("c", "2024-05-17T12:30:00+02:00"),
    ("d", "2024-05-17T05:00:00-0530"), ("e", "2024-05-17T10:30:00.123456789Z"),
    ("f", "2024-05-17"), ("g", "2024-05-17T23:30:00-05:00"), ("h", "2024-05-17T10:30"),
)
SIX = rows("id date_won", ("a", "2024-05-03"), ("b", "2024-05-05"), ("c", "2024-05-04"),
           ("d", "2024-05-02"), ("e", "2024-05-01"), ("f", "2024-05-06"), ("g", None),
           ("h", "2024-05-01"))
ENDS = rows("id date_won", ("a", "0001-01-01"), ("b", "2024-05-17"), ("c", "9999-12-31"))
WON_AT = rows("id date_won", ("a", "2024-05-17T23:30:00-05:00"), ("b", "2024-05-17T00:00:00+00:00"),
              ("c", "2024-05-18T00:30:00+14:00"), ("d", "2024-05-17"))

INCLUSIVE: tuple[Case, ...] = (
    answers("date_created__lte of a day includes that day",
            rows("id date_created value", ("a", "2024-01-31T23:59:59+00:00", 1_00),
                 ("b", "2024-02-01T00:00:00+00:00", 2_00)),
            {"date_created__lte": "2024-01-31"},
            ask(("date", "date_created", "<=", ("day", 2024, 1, 31))),
            why="<= holds before the end of the 31st, which is 1 February 00:00", ids="a",
            total_value_one_time=1_00),
    answers("__gt of a month begins after the month", MONTHS, {"date_won__gt": "2024-01"},
            ask(("date", "date_won", ">", ("month", 2024, 1))),
            why="> means on or after the end of January: 4 + 8 + 16 = $28", ids="c d e",
            total_value_one_time=28_00),
    answers("__gte and __lt of two months is a half-open quarter", MONTHS,
            {"date_won__gte": "2024-01", "date_won__lt": "2024-04"},
            ask(("date", "date_won", ">=", ("month", 2024, 1)),
                ("date", "date_won", "<", ("month", 2024, 4))),
            why="2 + 4 + 8 = $14", ids="b c d", total_value_one_time=14_00),
    answers("a quarter is its three months", MONTHS, {"date_won": "2024-Q1"},
            ask(("date", "date_won", "=", ("quarter", 2024, 1))), ids="b c d",
            total_value_one_time=14_00),
    answers("date_won= is null", MONTHS, {"date_won": ""}, ask(("null", "date_won")), ids="f"),
    answers("date_won__in holds any of the intervals", MONTHS,
            {"date_won__in": "2023, 2024-02,2024-04-01"},
            ask(("dates", "date_won", (("year", 2023), ("month", 2024, 2), ("day", 2024, 4, 1)))),
            ids="a c e"),
    answers("date_won__in= matches nothing", MONTHS, {"date_won__in": ""},
            ask(("dates", "date_won", ())), ids=""),
)

RANGES: tuple[Case, ...] = (
    answers("a range is from the start of one to the end of the other", MONTHS,
            {"date_won": "2024-01..2024-03"},
            ask(("span", "date_won", ("month", 2024, 1), ("month", 2024, 3))),
            why="1 January to 31 March: 2 + 4 + 8 = $14", ids="b c d", total_value_one_time=14_00),
    answers("a range of two forms", MONTHS, {"date_won": "2023..2024-01-01"},
            ask(("span", "date_won", ("year", 2023), ("day", 2024, 1, 1))), ids="a b"),
    answers("a range open above", MONTHS, {"date_won": "2024-02..*"},
            ask(("span", "date_won", ("month", 2024, 2), None)), ids="c d e"),
    answers("a range open below", MONTHS, {"date_won": "*..2024-02"},
            ask(("span", "date_won", None, ("month", 2024, 2))),
            why="*..2024-02 ends with February, the 29th included", ids="a b c"),
    answers("a range open on both sides is not null", MONTHS, {"date_won": "*..*"},
            ask(("present", "date_won")), ids="a b c d e"),
    answers("a range of one day", MONTHS, {"date_won": "2024-02-29..2024-02-29"},
            ask(("span", "date_won", ("day", 2024, 2, 29), ("day", 2024, 2, 29))), ids="c"),
    answers("a range inside its first literal", MONTHS, {"date_won": "2024..2024-02"},
            ask(("span", "date_won", ("year", 2024), ("month", 2024, 2))),
            why="from the start of 2024 to the end of February", ids="b c"),
    answers("a range of datetimes", TIMES,
            {"date_created": "2024-05-17T10:30..2024-05-17T10:30:07"},
            ask(("span", "date_created", MINUTE, SECOND)),
            why="from 10:30:00 to the end of the second 10:30:07", ids="b c d"),
    answers("a range of weeks and quarters", MONTHS, {"date_won": "2024-W09..2024-Q1"},
            ask(("span", "date_won", ("week", 2024, 9), ("quarter", 2024, 1))),
            why="week 9 of 2024 begins on Monday 26 February", ids="c d"),
)

OF_DAY: tuple[Case, ...] = (
    created("a space instead of the T", "2024-05-17 10:30", MINUTE, "b c d e",
            "the minute 10:30:00 to 10:30:59.999999"),
    created("a literal with Z", "2024-05-17T10:30Z", ("minute", 2024, 5, 17, 10, 30, 0), "b c d e",
            "Z is UTC, whatever the caller's zone"),
    created("a literal with an offset", "2024-05-17T12:30:07+02:00",
            ("second", 2024, 5, 17, 12, 30, 7, 120), "c d", "12:30:07 at +02:00 is 10:30:07 UTC"),
    created("a literal with a fraction is one microsecond", "2024-05-17T10:30:07.25Z",
            ("instant", 2024, 5, 17, 10, 30, 7, 250000, 0), "d", ".25 s is 250,000 microseconds"),
    created("a negative offset of half an hour", "2024-05-17T06:00-04:30",
            ("minute", 2024, 5, 17, 6, 0, -270), "b c d e", "06:00 at -04:30 is 10:30 UTC"),
    *(
        answers(f"date_won{lookup} with a time of day counts as its day", DAYS,
                {f"date_won{lookup}": "2024-05-16T10:30"},
                ask(("date", "date_won", operator, ("minute", 2024, 5, 16, 10, 30, None))), ids=ids,
                why="10:30 on the 16th touches one day, the 16th (row b)")
        for (lookup, operator), ids in zip(OPERATORS, ("b", "c d", "b c d", "a", "a b"))
    ),
    answers("date_won with the last second of a day", DAYS, {"date_won": "2024-05-16T23:59:59"},
            ask(("date", "date_won", "=", ("second", 2024, 5, 16, 23, 59, 59, None))),
            why="the second ends at midnight and does not touch the 17th", ids="b"),
    answers("date_won with an offset counts as the caller's day", DAYS,
            {"date_won": "2024-05-16T23:30-04:00"},
            ask(("date", "date_won", "=", ("minute", 2024, 5, 16, 23, 30, -240))),
            why="16 May 23:30 at -04:00 is 17 May 03:30 UTC, and the caller is in UTC", ids="c"),
    answers("date_won__lt with an offset counts as the caller's day", DAYS,
            {"date_won__lt": "2024-05-16T23:30-04:00"},
            ask(("date", "date_won", "<", ("minute", 2024, 5, 16, 23, 30, -240))),
            why="the caller's day is the 17th, before it are the 15th and 16th", ids="a b"),
    answers("date_won with a range of times touches every day between", DAYS,
            {"date_won": "2024-05-15T22:00..2024-05-17T01:00"},
            ask(("span", "date_won", ("minute", 2024, 5, 15, 22, 0, None),
                 ("minute", 2024, 5, 17, 1, 0, None))), ids="a b c"),
)

DATA: tuple[Case, ...] = (
    answers("the spellings of one instant in data", WRITTEN,
            {"date_created": "2024-05-17T10:30:00"},
            ask(("date", "date_created", "=", ("second", 2024, 5, 17, 10, 30, 0, None))),
            why="12:30+02:00, 05:00-05:30 and no zone at all are 10:30 UTC; e is .123456 s later",
            ids="a b c d e h"),
    answers("a fraction in data is cut to microseconds", WRITTEN,
            {"date_created": "2024-05-17T10:30:00.123456"},
            ask(("date", "date_created", "=", ("instant", 2024, 5, 17, 10, 30, 0, 123456, None))),
            why=".123456789 s is cut to .123456", ids="e"),
    answers("a plain date in a datetime field is its midnight UTC", WRITTEN,
            {"date_created": "2024-05-17T00:00"},
            ask(("date", "date_created", "=", ("minute", 2024, 5, 17, 0, 0, None))), ids="f"),
    answers("an offset in data can move it to the next day", WRITTEN,
            {"date_created": "2024-05-18"},
            ask(("date", "date_created", "=", ("day", 2024, 5, 18))),
            why="17 May 23:30 at -05:00 is 18 May 04:30 UTC", ids="g"),
    answers("a datetime in date_won is the date written in it", WON_AT, {"date_won": "2024-05-17"},
            ask(("date", "date_won", "=", ("day", 2024, 5, 17))),
            why="no zone moves it: a is written on the 17th, though in UTC it is the 18th",
            ids="a b d"),
    answers("a datetime in date_won groups by the date written in it", WON_AT,
            {"_group_by": "date_won__day"}, ask(group=("date_won", "day", "asc")),
            options={"tz": "Asia/Tokyo"}, keys="2024-05-17 2024-05-18",
            groups={"2024-05-17": {"total_results": 3}, "2024-05-18": {"total_results": 1}}),
    answers("the last year there is", ENDS, {"date_won": "9999"},
            ask(("date", "date_won", "=", ("year", 9999))),
            why="the end of 9999 has no date of its own, but 31 December 9999 is before it",
            ids="c"),
    answers("on or before the last day there is", ENDS, {"date_won__lte": "9999-12-31"},
            ask(("date", "date_won", "<=", ("day", 9999, 12, 31))), ids="a b c"),
    answers("after the last day there is", ENDS, {"date_won__gt": "9999-12-31"},
            ask(("date", "date_won", ">", ("day", 9999, 12, 31))), ids=""),
    answers("the first day there is", ENDS, {"date_won": "0001-01-01"},
            ask(("date", "date_won", "=", ("day", 1, 1, 1))), ids="a"),
    answers("before the first year there is", ENDS, {"date_won__lt": "0001"},
            ask(("date", "date_won", "<", ("year", 1))), ids=""),
    *(answers(f"six days, {name}", SIX, {"date_won": text}, ask(("span", "date_won", low, high)),
              ids=ids)
      for name, text, low, high, ids in (
          ("from the first", "2024-05-01..*", ("day", 2024, 5, 1), None, "a b c d e f h"),
          ("from the second", "2024-05-02..*", ("day", 2024, 5, 2), None, "a b c d f"),
          ("the second alone", "2024-05-02..2024-05-02", ("day", 2024, 5, 2), ("day", 2024, 5, 2),
           "d"),
          ("from the second to the fifth", "2024-05-02..2024-05-05", ("day", 2024, 5, 2),
           ("day", 2024, 5, 5), "a b c d"),
          ("from the second to the sixth", "2024-05-02..2024-05-06", ("day", 2024, 5, 2),
           ("day", 2024, 5, 6), "a b c d f"),
          ("to the first", "*..2024-05-01", None, ("day", 2024, 5, 1), "e h"),
          ("to the fifth", "*..2024-05-05", None, ("day", 2024, 5, 5), "a b c d e h"),
          ("from the sixth", "2024-05-06..*", ("day", 2024, 5, 6), None, "f"),
          ("before the first", "*..2024-04-30", None, ("day", 2024, 4, 30), ""),
          ("after the sixth", "2024-05-07..*", ("day", 2024, 5, 7), None, ""),
      )),
    answers("29 February", rows("id date_won", ("a", "2024-02-28"), ("b", "2024-02-29"),
                                ("c", "2024-03-01")),
            {"date_won__gt": "2024-02-28", "date_won__lt": "2024-03"},
            ask(("date", "date_won", ">", ("day", 2024, 2, 28)),
                ("date", "date_won", "<", ("month", 2024, 3))), ids="b"),
)

CASES = (
    *(case for literal in LITERALS for case in on_days(literal)),
    *(case for literal in LITERALS for case in on_instants(literal)),
    *at_time("2024-05-17T10:30", MINUTE, ("b c d e", "f", "b c d e f", "a", "a b c d e")),
    *at_time("2024-05-17T10:30:07", SECOND, ("c d", "e f", "c d e f", "a b", "a b c d")),
    *at_time("2024-05-17T10:30:07.25", INSTANT, ("d", "e f", "d e f", "a b c", "a b c d")),
    *INCLUSIVE,
    *RANGES,
    *OF_DAY,
    *DATA,
)
