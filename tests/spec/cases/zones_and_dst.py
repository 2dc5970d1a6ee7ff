"""The caller's zone, half-hour offsets, and the days of 23 and 25 hours."""

# Tables, laid out by hand:
# fmt: off
from collections.abc import Mapping
from typing import Any

from .vocabulary import Case, Row, answers, ask, rows

NEW_YORK = {"tz": "America/New_York"}
BERLIN = {"tz": "Europe/Berlin"}


def at(*instants: str) -> list[Row]:
    """Opportunities a, b, c … created at these instants."""
    return rows("id date_created value", *(
        (name, instant, 1_00) for name, instant in zip("abcdefgh", instants)
    ))


def edges(start: str, end: str) -> list[Row]:
    """Opportunities just before and at `start`, just before and at `end` (UTC, whole hours)."""
    def before(hour: str) -> str:
        day, clock = hour.split("T")
        number = int(clock[:2])
        assert number > 0, "keep it simple: no edge at midnight"
        return f"{day}T{number - 1:02}:59:59.999999Z"

    return rows("id date_created", ("before", before(start)), ("start", f"{start}:00Z"),
                ("last", before(end)), ("end", f"{end}:00Z"))


def day(name: str, objects: list[Row], date: tuple[int, int, int], ids: str, why: str,
        options: Mapping[str, Any]) -> Case:
    year, month, number = date
    return answers(name, objects, {"date_created": f"{year:04}-{month:02}-{number:02}"},
                   ask(("date", "date_created", "=", ("day", *date))), why=why, options=options,
                   ids=ids)


NEW_YEAR = at("2024-02-01T04:30:00Z", "2024-02-01T05:00:00Z", "2024-01-31T23:30:00-05:00")
NOON = at("2024-05-16T23:59:00Z", "2024-05-17T00:00:00Z", "2024-05-17T12:00:00Z",
          "2024-05-17T18:15:00Z", "2024-05-17T18:30:00Z", "2024-05-18T03:59:00Z",
          "2024-05-18T04:00:00Z")

ZONES: tuple[Case, ...] = (
    answers("a month in the caller's zone", NEW_YEAR, {"date_created": "2024-01"},
            ask(("date", "date_created", "=", ("month", 2024, 1))), options=NEW_YORK,
            why="31 Jan 23:30 in New York is 1 Feb 04:30 UTC, so the month is January", ids="a c",
            total_value_one_time=2_00),
    answers("the same month for a caller in UTC", NEW_YEAR, {"date_created": "2024-01"},
            ask(("date", "date_created", "=", ("month", 2024, 1))),
            why="at 04:30 and 05:00 UTC it is February", ids=""),
    answers("groups by month in the caller's zone", NEW_YEAR, {"_group_by": "date_created__month"},
            ask(group=("date_created", "month", "asc")), options=NEW_YORK, keys="2024-01 2024-02",
            why="04:30 UTC is still January in New York, 05:00 UTC is midnight there",
            groups={"2024-01": {"total_results": 2}, "2024-02": {"total_results": 1}}),
    day("a day in India", NOON, (2024, 5, 17), "a b c d",
        "17 May in Kolkata is 16 May 18:30 UTC to 17 May 18:30 UTC", {"tz": "Asia/Kolkata"}),
    day("a day in Nepal", NOON, (2024, 5, 17), "a b c",
        "Kathmandu is at +05:45: its 17 May ends at 18:15 UTC", {"tz": "Asia/Kathmandu"}),
    day("x-tz-offset as a number", NOON, (2024, 5, 17), "c d e f",
        "at -4 the 17th is 04:00 UTC to 04:00 UTC of the 18th", {"tz": -4}),
    day("x-tz-offset as text, half hours", NOON, (2024, 5, 17), "a b c d",
        "at +5.5 the 17th is 18:30 UTC of the 16th to 18:30 UTC", {"tz": "5.5"}),
    day("x-tz-offset as text, negative half hours", NOON, (2024, 5, 16), "a b",
        "at -2.5 the 16th is 02:30 UTC of the 16th to 02:30 UTC of the 17th", {"tz": "-2.5"}),
    day("x-tz-offset 0.0 is UTC", NOON, (2024, 5, 17), "b c d e", "00:00 UTC to 24:00 UTC",
        {"tz": "0.0"}),
    day("x-tz-offset as a fraction of a number", NOON, (2024, 5, 17), "a b c",
        "at 5.75 the 17th ends at 18:15 UTC", {"tz": 5.75}),
    answers("a time of day is in the caller's zone", NOON, {"date_created": "2024-05-17T08:00"},
            ask(("date", "date_created", "=", ("minute", 2024, 5, 17, 8, 0, None))),
            options=NEW_YORK, why="08:00 in New York in May is 12:00 UTC", ids="c"),
    answers("a literal's own offset is respected", NOON, {"date_created": "2024-05-17T08:00Z"},
            ask(("date", "date_created", "=", ("minute", 2024, 5, 17, 8, 0, 0))), options=NEW_YORK,
            why="08:00Z is 08:00 UTC, and nothing was created then", ids=""),
    answers("date_won is a plain date, no zone moves it",
            rows("id date_won", ("a", "2024-01-31"), ("b", "2024-02-01")), {"date_won": "2024-02"},
            ask(("date", "date_won", "=", ("month", 2024, 2))), options={"tz": "Pacific/Auckland"},
            ids="b"),
    answers("date_won with a time of day counts as the caller's day",
            rows("id date_won", ("a", "2024-05-16"), ("b", "2024-05-17")),
            {"date_won": "2024-05-17T03:30Z"},
            ask(("date", "date_won", "=", ("minute", 2024, 5, 17, 3, 30, 0))), options=NEW_YORK,
            why="03:30 UTC on the 17th is 23:30 on the 16th in New York", ids="a"),
    answers("winter and summer in one range", at("2024-01-01T04:59:00Z", "2024-01-01T05:00:00Z",
                                                 "2024-07-01T03:59:00Z", "2024-07-01T04:00:00Z"),
            {"date_created": "2024-01..2024-06"},
            ask(("span", "date_created", ("month", 2024, 1), ("month", 2024, 6))), options=NEW_YORK,
            why="January begins at 05:00 UTC (EST), July at 04:00 UTC (EDT)", ids="b c"),
)

DAYS_OF_23_AND_25_HOURS: tuple[Case, ...] = (
    day("New York, 23 hours", edges("2024-03-10T05:00", "2024-03-11T04:00"), (2024, 3, 10),
        "start last", "EST ends that day: 05:00 UTC to 04:00 UTC is 23 hours", NEW_YORK),
    day("New York, 25 hours", edges("2024-11-03T04:00", "2024-11-04T05:00"), (2024, 11, 3),
        "start last", "EDT ends that day: 04:00 UTC to 05:00 UTC is 25 hours", NEW_YORK),
    day("Berlin, 23 hours", edges("2024-03-30T23:00", "2024-03-31T22:00"), (2024, 3, 31),
        "start last", "23:00 UTC to 22:00 UTC is 23 hours", BERLIN),
    day("Berlin, 25 hours", edges("2024-10-26T22:00", "2024-10-27T23:00"), (2024, 10, 27),
        "start last", "22:00 UTC to 23:00 UTC is 25 hours", BERLIN),
    day("Sao Paulo, a day without a midnight", edges("2018-11-04T03:00", "2018-11-05T02:00"),
        (2018, 11, 4), "start last",
        "00:00 became 01:00; the offset before counts, 00:00 at -03:00 is 03:00 UTC",
        {"tz": "America/Sao_Paulo"}),
    day("Havana, a day with two midnights", edges("2024-11-03T04:00", "2024-11-04T05:00"),
        (2024, 11, 3), "start last",
        "01:00 became 00:00; the first midnight counts, 00:00 at -04:00 is 04:00 UTC",
        {"tz": "America/Havana"}),
    day("Apia, the day that did not happen", edges("2011-12-30T09:00", "2011-12-30T10:00"),
        (2011, 12, 30), "",
        "Samoa went from 29 to 31 December at 10:00 UTC: the 30th begins and ends there",
        {"tz": "Pacific/Apia"}),
    day("Apia, the day before it", edges("2011-12-29T10:00", "2011-12-30T10:00"), (2011, 12, 29),
        "start last", "at -10:00 the 29th is 10:00 UTC to 10:00 UTC", {"tz": "Pacific/Apia"}),
    answers("every operator on a day of 23 hours",
            edges("2024-03-10T05:00", "2024-03-11T04:00"),
            {"date_created__gte": "2024-03-10", "date_created__lte": "2024-03-10"},
            ask(("date", "date_created", ">=", ("day", 2024, 3, 10)),
                ("date", "date_created", "<=", ("day", 2024, 3, 10))), options=NEW_YORK,
            ids="start last"),
    answers("after a day of 25 hours", edges("2024-11-03T04:00", "2024-11-04T05:00"),
            {"date_created__gt": "2024-11-03"},
            ask(("date", "date_created", ">", ("day", 2024, 11, 3))), options=NEW_YORK, ids="end"),
    answers("groups by day across a day of 23 hours",
            at("2024-03-10T04:59:00Z", "2024-03-10T05:00:00Z", "2024-03-11T03:59:00Z",
               "2024-03-11T04:00:00Z"),
            {"_group_by": "date_created__day"}, ask(group=("date_created", "day", "asc")),
            options=NEW_YORK, keys="2024-03-09 2024-03-10 2024-03-11",
            why="04:59 UTC is 23:59 EST on the 9th, 03:59 UTC is 23:59 EDT on the 10th",
            groups={"2024-03-09": {"total_results": 1}, "2024-03-10": {"total_results": 2},
                    "2024-03-11": {"total_results": 1}}),
    answers("groups by day across a day of 25 hours",
            at("2024-11-03T03:59:00Z", "2024-11-03T04:00:00Z", "2024-11-04T04:59:00Z",
               "2024-11-04T05:00:00Z"),
            {"_group_by": "-date_created__day"}, ask(group=("date_created", "day", "desc")),
            options=NEW_YORK, keys="2024-11-04 2024-11-03 2024-11-02",
            groups={"2024-11-03": {"total_results": 2}}),
)

LOCAL_TIMES: tuple[Case, ...] = (
    answers("an ambiguous local time: the offset before the change counts",
            at("2024-11-03T05:30:00Z", "2024-11-03T06:30:00Z"),
            {"date_created": "2024-11-03T01:30"},
            ask(("date", "date_created", "=", ("minute", 2024, 11, 3, 1, 30, None))),
            options=NEW_YORK,
            why="01:30 happens twice; before the change it is EDT, 05:30 UTC", ids="a"),
    answers("before an ambiguous local time",
            at("2024-11-03T05:29:00Z", "2024-11-03T05:30:00Z", "2024-11-03T06:00:00Z"),
            {"date_created__lt": "2024-11-03T01:30"},
            ask(("date", "date_created", "<", ("minute", 2024, 11, 3, 1, 30, None))),
            options=NEW_YORK, why="06:00 UTC is 01:00 on the clock, but an hour later", ids="a"),
    answers("after an ambiguous local time",
            at("2024-11-03T05:30:00Z", "2024-11-03T05:31:00Z", "2024-11-03T06:00:00Z"),
            {"date_created__gt": "2024-11-03T01:30"},
            ask(("date", "date_created", ">", ("minute", 2024, 11, 3, 1, 30, None))),
            options=NEW_YORK, why="the minute ends at 05:31 UTC", ids="b c"),
    answers("a missing local time: the offset before the change counts",
            at("2024-03-10T06:30:00Z", "2024-03-10T07:30:00Z"),
            {"date_created": "2024-03-10T02:30"},
            ask(("date", "date_created", "=", ("minute", 2024, 3, 10, 2, 30, None))),
            options=NEW_YORK,
            why="02:30 is skipped; at EST, the offset before, it is 07:30 UTC", ids="b"),
    answers("an ambiguous local time in Berlin",
            at("2024-10-27T00:30:00Z", "2024-10-27T01:30:00Z"),
            {"date_created": "2024-10-27T02:30"},
            ask(("date", "date_created", "=", ("minute", 2024, 10, 27, 2, 30, None))),
            options=BERLIN, why="02:30 at CEST (+02:00) is 00:30 UTC", ids="a"),
    answers("a missing local time in Berlin",
            at("2024-03-31T00:30:00Z", "2024-03-31T01:30:00Z"),
            {"date_created": "2024-03-31T02:30"},
            ask(("date", "date_created", "=", ("minute", 2024, 3, 31, 2, 30, None))),
            options=BERLIN, why="02:30 at CET (+01:00) is 01:30 UTC", ids="b"),
    answers("an ambiguous local time with its offset is not ambiguous",
            at("2024-11-03T05:30:00Z", "2024-11-03T06:30:00Z"),
            {"date_created": "2024-11-03T01:30-05:00"},
            ask(("date", "date_created", "=", ("minute", 2024, 11, 3, 1, 30, -300))),
            options=NEW_YORK, ids="b"),
    answers("the last minute before the clock goes forward",
            at("2024-03-10T06:59:59Z", "2024-03-10T07:00:00Z"),
            {"date_created": "2024-03-10T01:59"},
            ask(("date", "date_created", "=", ("minute", 2024, 3, 10, 1, 59, None))),
            options=NEW_YORK, why="01:59 EST is 06:59 UTC", ids="a"),
    answers("the last minute before the clock goes back",
            at("2024-11-03T05:59:30Z", "2024-11-03T06:00:00Z", "2024-11-03T06:59:30Z"),
            {"date_created": "2024-11-03T01:59"},
            ask(("date", "date_created", "=", ("minute", 2024, 11, 3, 1, 59, None))),
            options=NEW_YORK,
            why="01:59 EDT is 05:59 UTC; it lasts one minute, to 06:00 UTC", ids="a"),
)

LAST = at("9999-12-30T18:59:59.999999+00:00", "9999-12-30T19:00:00.000000+00:00",
          "9999-12-31T18:59:59.999999+00:00", "9999-12-31T19:00:00.000000+00:00",
          "9999-12-31T23:59:59.999999+00:00", "9999-12-31T23:59:59.999999+05:00", "9999-12-31",
          "9999-12-31T23:59:59Z")
FIRST = at("0001-01-01T00:00:00+00:00", "0001-01-01T04:59:59.999999+00:00",
           "0001-01-01T05:00:00+00:00", "0001-01-02T04:59:59Z", "0001-01-02T05:00:00.000000+00:00")


def last_day(name: str, lookup: str, op: str, ids: str, why: str | None = None) -> Case:
    return answers(f"the last day east of UTC, {name}", LAST, {f"date_created{lookup}":
                   "9999-12-31"}, ask(("date", "date_created", op, ("day", 9999, 12, 31))),
                   ids=ids, why=why, options={"tz": "5"})


ENDS_OF_TIME: tuple[Case, ...] = (
    last_day("itself", "", "=", "b c f g", "from 19:00 UTC on the 30th to 19:00 UTC on the 31st"),
    last_day("and before", "__lte", "<=", "a b c f g"),
    last_day("after it", "__gt", ">", "d e h", "in the zone these have no date, and are later"),
    last_day("and after", "__gte", ">=", "b c d e f g h"),
    last_day("before it", "__lt", "<", "a"),
    *(answers(f"the first day west of UTC, {name}", FIRST, {f"date_created{lookup}": "0001-01-01"},
              ask(("date", "date_created", op, ("day", 1, 1, 1))), ids=ids, options={"tz": "-5"})
      for name, lookup, op, ids in (("itself", "", "=", "c d"), ("before it", "__lt", "<", "a b"),
                                    ("and after", "__gte", ">=", "c d e"),
                                    ("after it", "__gt", ">", "e"))),
)

CASES = (*ENDS_OF_TIME, *ZONES, *DAYS_OF_23_AND_25_HOURS, *LOCAL_TIMES)
