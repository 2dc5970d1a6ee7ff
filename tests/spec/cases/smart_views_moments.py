"""`s_query`: moments, against instants and against days."""

# Tables, laid out by hand:
# fmt: off
from typing import Any

from .lead_vocabulary import in_view, json_view, leads
from .s_queries import (
    NOW,
    Node,
    custom,
    field,
    local_date,
    moments,
    negated,
    offset,
    period,
)
from .vocabulary import MISSING, Case

AT_NOON = {"now": "2024-05-17T12:30:00+00:00"}
"""A Friday."""
LEADS = leads(
    "date_created custom.cf_day",
    ("a", "2024-05-17T12:30:00Z", "2024-05-17"),
    ("b", "2024-05-17T12:29:59.999999Z", "2024-05-16"),
    ("c", "2024-05-17T00:00:00Z", "2024-05-18"),
    ("d", "2024-05-16T23:59:59.999999Z", "2024-05-13"),
    ("e", "2024-05-18T00:00:00Z", "2024-05-12"),
    ("f", None, None),
    ("g", MISSING, MISSING),
)
DAYS = {"custom_fields": {"custom.cf_day": "date"}}


def at(name: str, range_: Node, ids: str, why: str | None = None, **options: Any) -> Case:
    """Against the datetime."""
    return in_view(name, LEADS, json_view(field("date_created", range_)), ids, why,
                   **{**AT_NOON, **options})


def on(name: str, range_: Node, ids: str, why: str | None = None, **options: Any) -> Case:
    """Against the date."""
    return in_view(name, LEADS, json_view(custom("cf_day", range_)), ids, why,
                   **{**AT_NOON, **DAYS, **options})


PLAIN = (
    at("from now on", moments(NOW), "a e", "the first moment belongs to it"),
    at("before now", moments(before=NOW), "b c d", "the last one does not"),
    at("neither end", moments(), "a b c d e", "any moment: f and g have none"),
    in_view("from now on, negated", LEADS, json_view(negated(field("date_created", moments(NOW)))),
            "b c d f g", **AT_NOON),
    in_view("neither end, negated", LEADS, json_view(negated(field("date_created", moments()))),
            "f g", **AT_NOON),
    in_view("ends left out are open", LEADS,
            json_view(field("date_created", {"type": "moment_range", "before": NOW})), "b c d",
            **AT_NOON),
    at("the start of a fixed date", moments(local_date("2024-05-17")), "a b c e"),
    at("the end of a fixed date", moments(local_date("2024-05-17", "end")), "e",
       "the end is the first moment of the next day"),
    at("before the start of a fixed date", moments(before=local_date("2024-05-17")), "d"),
    at("before the end of a fixed date", moments(before=local_date("2024-05-17", "end")),
       "a b c d"),
    at("one fixed date", moments(local_date("2024-05-17"), local_date("2024-05-17", "end")),
       "a b c"),
    at("an empty range", moments(local_date("2024-05-18"), local_date("2024-05-17")), ""),
    at("a fixed date is that of who asks",
       moments(local_date("2024-05-17"), local_date("2024-05-17", "end")), "a b e",
       "in New York c and d are of the 16th, e of eight in the evening of the 17th",
       tz="America/New_York"),
)

ON_DAYS = (
    on("a date from now on", moments(NOW), "a c", "now counts as the day that holds it"),
    on("a date before now", moments(before=NOW), "b d e"),
    on("a date from the start of a fixed date", moments(local_date("2024-05-17")), "a c"),
    on("a date from the end of a fixed date", moments(local_date("2024-05-17", "end")), "c"),
    on("a date before the end of a fixed date", moments(before=local_date("2024-05-17", "end")),
       "a b d e", "the end lies in the 18th, before which the 17th is"),
    on("a date on a fixed date", moments(local_date("2024-05-17"), local_date("2024-05-17", "end")),
       "a"),
    on("a date in neither end", moments(), "a b c d e"),
    on("a date from now on where it is tomorrow", moments(NOW), "c",
       "in Auckland it is half past midnight on the 18th", tz="Pacific/Auckland"),
    on("a date from 13 hours ago on", moments(offset("past", hours=13)), "a b c",
       "13 hours ago was the evening of the 16th"),
    in_view("a date from now on, negated", LEADS, json_view(negated(custom("cf_day",
                                                                           moments(NOW)))),
            "b d e f g", **AT_NOON, **DAYS),
    in_view("an undeclared date", LEADS, json_view(custom("cf_day", moments(NOW))), "a c",
            "the kind of the value decides: a plain date is a day", **AT_NOON),
)

WEEK = leads("date_created", ("a", "2024-05-12T23:59:59Z"), ("b", "2024-05-13T00:00:00Z"),
             ("c", "2024-05-19T23:59:59Z"), ("d", "2024-05-20T00:00:00Z"),
             ("e", "2024-05-17T08:00:00Z"))
MONTHS = leads("date_created", ("a", "2023-12-31T23:59:59Z"), ("b", "2024-01-01T00:00:00Z"),
               ("c", "2024-03-31T23:59:59Z"), ("d", "2024-04-01T00:00:00Z"),
               ("e", "2024-05-01T00:00:00Z"),
               ("f", "2024-06-01T00:00:00Z"), ("g", "2024-07-01T00:00:00Z"),
               ("h", "2025-01-01T00:00:00Z"),
               ("i", "2026-01-01T00:00:00Z"), ("j", "2022-12-31T23:59:59Z"),
               ("k", "2024-10-01T00:00:00Z"))
NEAR = leads("date_created", ("a", "2024-05-15T23:59:59Z"), ("b", "2024-05-16T00:00:00Z"),
             ("c", "2024-05-17T00:00:00Z"), ("d", "2024-05-18T00:00:00Z"),
             ("e", "2024-05-19T00:00:00Z"))


def within(name: str, ids: str, why: str | None = None, *, given: Any = MONTHS) -> tuple[Case,
                                                                                         Case]:
    """From the start to the end of a period, for moments and for their days."""
    range_ = moments(period(name), period(name, "end"))
    days = [{"id": one["id"], "custom.cf_day": one["date_created"][:10]} for one in given]
    return (in_view(name, given, json_view(field("date_created", range_)), ids, why, **AT_NOON),
            in_view(f"{name} for dates", days, json_view(custom("cf_day", range_)), ids,
                    "the end lies in the day after the last", **AT_NOON, **DAYS))


def bounded(name: str, range_: Node, ids: str, given: Any, why: str | None = None) -> Case:
    return in_view(name, given, json_view(field("date_created", range_)), ids, why, **AT_NOON)


PERIODS = (
    *within("today", "c", given=NEAR),
    *within("yesterday", "b", given=NEAR),
    *within("tomorrow", "d", given=NEAR),
    bounded("from the start of yesterday", moments(period("yesterday")), "b c d e", NEAR),
    bounded("from the end of yesterday", moments(period("yesterday", "end")), "c d e", NEAR),
    bounded("before the end of tomorrow", moments(before=period("tomorrow", "end")), "a b c d",
            NEAR),
    *within("this-week", "b c e", "weeks are ISO: from Monday the 13th", given=WEEK),
    *within("last-week", "a", given=WEEK),
    *within("next-week", "d", given=WEEK),
    bounded("before the start of this week", moments(before=period("this-week")), "a", WEEK),
    bounded("from the end of this week on", moments(period("this-week", "end")), "d", WEEK),
    *within("this-month", "e"),
    *within("last-month", "d"),
    *within("next-month", "f"),
    bounded("from the end of this month on", moments(period("this-month", "end")), "f g h i k",
            MONTHS),
    *within("this-quarter", "d e f"),
    *within("last-quarter", "b c"),
    *within("next-quarter", "g"),
    *within("this-year", "b c d e f g k"),
    *within("last-year", "a"),
    *within("next-year", "h"),
    bounded("before the end of last year", moments(before=period("last-year", "end")), "a j",
            MONTHS),
    in_view("the last day of this month", leads("custom.cf_day", ("a", "2024-04-30"),
                                                ("b", "2024-05-01"),
                                          ("c", "2024-05-31"), ("d", "2024-06-01")),
            json_view(custom("cf_day", moments(period("this-month"), period("this-month", "end")))),
            "b c", "the end of May lies in the first of June, before which the 31st is",
            **AT_NOON, **DAYS),
    in_view("today in New York", leads(
        "date_created", ("a", "2024-05-17T03:59:59Z"), ("b", "2024-05-17T04:00:00Z"),
        ("c", "2024-05-18T04:00:00Z")),
        json_view(field("date_created", moments(period("today"), period("today", "end")))), "b",
        tz="America/New_York", **AT_NOON),
)

CASES = (*PLAIN, *ON_DAYS, *PERIODS)
