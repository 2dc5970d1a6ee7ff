"""`s_query`: offsets, and the days on which the clocks change."""

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
    offset,
    period,
)
from .vocabulary import Case

AT_NOON = "2024-05-17T12:30:15+00:00"
LEAD_IDS = "abcdefgh"


def around(name: str, moment: Node, instants: tuple[str, ...], first: str, why: str | None = None,
           *,
           now: str = AT_NOON, tz: str | None = None) -> Case:
    """Which of some instants is the first that does not lie before the moment."""
    given = leads("date_created", *zip(LEAD_IDS, instants))
    ids = " ".join(LEAD_IDS[instants.index(first):len(instants)])
    options = {"now": now} | ({} if tz is None else {"tz": tz})
    return in_view(name, given, json_view(field("date_created", moments(moment))), ids, why,
                   **options)


def exact(name: str, moment: Node, instant: str, before: str, why: str | None = None,
          **options: Any) -> Case:
    """The moment is this instant, not the one just before."""
    return around(name, moment, (before, instant), instant, why, **options)


UNITS = (
    exact("3 seconds ago", offset("past", seconds=3), "2024-05-17T12:30:12Z",
          "2024-05-17T12:30:11.999999Z"),
    exact("20 minutes ago", offset("past", minutes=20), "2024-05-17T12:10:15Z",
          "2024-05-17T12:10:14.999999Z"),
    exact("13 hours ago", offset("past", hours=13), "2024-05-16T23:30:15Z",
          "2024-05-16T23:30:14.999999Z"),
    exact("3 days ago", offset("past", days=3), "2024-05-14T12:30:15Z",
          "2024-05-14T12:30:14.999999Z"),
    exact("2 weeks ago", offset("past", weeks=2), "2024-05-03T12:30:15Z",
          "2024-05-03T12:30:14.999999Z"),
    exact("3 months ago", offset("past", months=3), "2024-02-17T12:30:15Z",
          "2024-02-17T12:30:14.999999Z"),
    exact("1 year ago", offset("past", years=1), "2023-05-17T12:30:15Z",
          "2023-05-17T12:30:14.999999Z"),
    exact("in 3 seconds", offset("future", seconds=3), "2024-05-17T12:30:18Z",
          "2024-05-17T12:30:17.999999Z"),
    exact("in 40 minutes", offset("future", minutes=40), "2024-05-17T13:10:15Z",
          "2024-05-17T13:10:14.999999Z"),
    exact("in 12 hours", offset("future", hours=12), "2024-05-18T00:30:15Z",
          "2024-05-18T00:30:14.999999Z"),
    exact("in 15 days", offset("future", days=15), "2024-06-01T12:30:15Z",
          "2024-06-01T12:30:14.999999Z"),
    exact("in 1 week", offset("future", weeks=1), "2024-05-24T12:30:15Z",
          "2024-05-24T12:30:14.999999Z"),
    exact("in 9 months", offset("future", months=9), "2025-02-17T12:30:15Z",
          "2025-02-17T12:30:14.999999Z"),
    exact("in 2 years", offset("future", years=2), "2026-05-17T12:30:15Z",
          "2026-05-17T12:30:14.999999Z"),
    exact("no units at all", offset("past"), "2024-05-17T12:30:15Z", "2024-05-17T12:30:14.999999Z"),
    exact("units of zero", offset("past", years=0, months=0, weeks=0, days=0, hours=0, minutes=0,
                                  seconds=0), "2024-05-17T12:30:15Z",
          "2024-05-17T12:30:14.999999Z"),
    exact("several units", offset("past", years=1, months=2, weeks=1, days=3, hours=1, minutes=30,
                                  seconds=15), "2023-03-07T11:00:00Z",
          "2023-03-07T10:59:59.999999Z",
          "a year and two months: 17 March 2023; ten days: the 7th; then an hour and a half"),
    exact("months clip to the end of the month", offset("past", months=1), "2024-02-29T09:00:00Z",
          "2024-02-29T08:59:59.999999Z", "31 March", now="2024-03-31T09:00:00+00:00"),
    exact("years clip in February", offset("future", years=1), "2025-02-28T09:00:00Z",
          "2025-02-28T08:59:59.999999Z", now="2024-02-29T09:00:00+00:00"),
    exact("years and months clip once", offset("future", years=1, months=1), "2025-03-29T09:00:00Z",
          "2025-03-29T08:59:59.999999Z", "29 February is 13 months before 29 March",
          now="2024-02-29T09:00:00+00:00"),
    exact("clipped, then days", offset("past", months=1, days=1), "2024-02-28T09:00:00Z",
          "2024-02-28T08:59:59.999999Z", "the months first: 29 February, the day before it",
          now="2024-03-31T09:00:00+00:00"),
    exact("before the year begins", offset("past", months=5), "2023-12-17T12:30:15Z",
          "2023-12-17T12:30:14.999999Z"),
)

DAY_ENDS = (
    exact("the start of the day 3 days ago", offset("past", day_end="start", days=3),
          "2024-05-14T00:00:00Z", "2024-05-13T23:59:59.999999Z"),
    exact("the end of the day 3 days ago", offset("past", day_end="end", days=3),
          "2024-05-15T00:00:00Z", "2024-05-14T23:59:59.999999Z"),
    exact("the start of today", offset("past", day_end="start"), "2024-05-17T00:00:00Z",
          "2024-05-16T23:59:59.999999Z"),
    exact("the end of the day in 12 hours", offset("future", day_end="end", hours=12),
          "2024-05-19T00:00:00Z", "2024-05-18T23:59:59.999999Z",
          "it is moved first: half past midnight on the 18th"),
    exact("the start of a day in New York", offset("past", day_end="start", days=1),
          "2024-05-16T04:00:00Z", "2024-05-16T03:59:59Z", tz="America/New_York"),
    exact("the start of a day where it is tomorrow", offset("past", day_end="start", days=1),
          "2024-05-16T12:00:00Z", "2024-05-16T11:59:59Z",
          "in Auckland now is the 18th, so the day is the 17th", tz="Pacific/Auckland"),
)

MOVED = (
    exact("from now, said in full", offset("past", NOW, days=3), "2024-05-14T12:30:15Z",
          "2024-05-14T12:30:14Z"),
    exact("from a fixed date", offset("past", local_date("2024-05-01"), days=1),
          "2024-04-30T00:00:00Z", "2024-04-29T23:59:59Z"),
    exact("from the end of a fixed date", offset("future", local_date("2024-05-01", "end"),
                                                 hours=2),
          "2024-05-02T02:00:00Z", "2024-05-02T01:59:59Z"),
    exact("from the start of a period", offset("past", period("this-month"), months=2),
          "2024-03-01T00:00:00Z", "2024-02-29T23:59:59Z"),
    exact("from the end of a period", offset("past", period("last-month", "end"), days=1),
          "2024-04-30T00:00:00Z", "2024-04-29T23:59:59Z", "April ends where May begins"),
    exact("an offset of an offset", offset("past", offset("future", months=1), days=1),
          "2024-06-16T12:30:15Z", "2024-06-16T12:30:14Z"),
    exact("an offset of the start of a day", offset("past", offset("past", day_end="start", days=1),
                                                    hours=1),
          "2024-05-15T23:00:00Z", "2024-05-15T22:59:59Z"),
)

SPRING, AUTUMN = "2024-03-11T16:00:00+00:00", "2024-11-04T17:00:00+00:00"
NEW_YORK, HAVANA = "America/New_York", "America/Havana"
CLOCKS = (
    exact("the start of the day of 23 hours", local_date("2024-03-10"), "2024-03-10T05:00:00Z",
          "2024-03-10T04:59:59Z", tz=NEW_YORK),
    exact("the end of the day of 23 hours", local_date("2024-03-10", "end"), "2024-03-11T04:00:00Z",
          "2024-03-11T03:59:59Z", "23 hours after its start", tz=NEW_YORK),
    exact("the start of the day of 25 hours", local_date("2024-11-03"), "2024-11-03T04:00:00Z",
          "2024-11-03T03:59:59Z", tz=NEW_YORK),
    exact("the end of the day of 25 hours", local_date("2024-11-03", "end"), "2024-11-04T05:00:00Z",
          "2024-11-04T04:59:59Z", "25 hours after its start", tz=NEW_YORK),
    exact("a midnight that is left out", local_date("2024-03-10"), "2024-03-10T05:00:00Z",
          "2024-03-10T04:59:59Z", "in Havana the clocks go from 0:00 to 1:00", tz=HAVANA),
    exact("a midnight that comes twice", local_date("2024-11-03"), "2024-11-03T04:00:00Z",
          "2024-11-03T03:59:59Z", "in Havana they go from 1:00 back to 0:00: the first one counts",
          tz=HAVANA),
    exact("yesterday over a change", period("yesterday"), "2024-03-10T05:00:00Z",
          "2024-03-10T04:59:59Z", now=SPRING, tz=NEW_YORK),
    exact("the end of yesterday over a change", period("yesterday", "end"), "2024-03-11T04:00:00Z",
          "2024-03-11T03:59:59Z", now=SPRING, tz=NEW_YORK),
    exact("two days ago over a change in spring", offset("past", days=2), "2024-03-09T17:00:00Z",
          "2024-03-09T16:59:59Z", "noon by the local clock, 47 hours ago", now=SPRING, tz=NEW_YORK),
    exact("48 hours ago over a change in spring", offset("past", hours=48), "2024-03-09T16:00:00Z",
          "2024-03-09T15:59:59Z", "hours move the instant", now=SPRING, tz=NEW_YORK),
    exact("two days ago over a change in autumn", offset("past", days=2), "2024-11-02T16:00:00Z",
          "2024-11-02T15:59:59Z", "noon by the local clock, 49 hours ago", now=AUTUMN, tz=NEW_YORK),
    exact("a local time that is left out", offset("past", days=1), "2024-03-10T07:30:00Z",
          "2024-03-10T07:29:59Z",
          "half past two on the 10th does not exist: by the offset before the change it is 7:30 "
          "UTC",
          now="2024-03-11T06:30:00+00:00", tz=NEW_YORK),
    exact("a local time that comes twice", offset("past", days=1), "2024-11-03T05:30:00Z",
          "2024-11-03T05:29:59Z", "half past one on the 3rd: the first time counts",
          now="2024-11-04T06:30:00+00:00", tz=NEW_YORK),
    exact("a day and an hour over a change", offset("past", days=1, hours=1),
          "2024-03-10T15:00:00Z",
          "2024-03-10T14:59:59Z", "noon the day before is 16:00 UTC, and an hour before that",
          now=SPRING, tz=NEW_YORK),
    exact("the start of the day of a change", offset("past", day_end="start", days=1),
          "2024-11-03T04:00:00Z", "2024-11-03T03:59:59Z", now=AUTUMN, tz=NEW_YORK),
    exact("the end of the day of a change", offset("past", day_end="end", days=1),
          "2024-11-04T05:00:00Z", "2024-11-04T04:59:59Z", now=AUTUMN, tz=NEW_YORK),
    exact("the end of the month of a change", period("this-month", "end"), "2024-12-01T05:00:00Z",
          "2024-12-01T04:59:59Z", now=AUTUMN, tz=NEW_YORK),
    around("hours of the second time round", offset("past", hours=1),
           ("2024-11-03T04:30:00Z", "2024-11-03T05:29:59Z", "2024-11-03T05:30:00Z",
            "2024-11-03T06:30:00Z"), "2024-11-03T05:30:00Z",
           "half past one, the second time, less an hour is half past one, the first time",
           now="2024-11-03T06:30:00+00:00", tz=NEW_YORK),
)

DAYS = leads("custom.cf_day", ("a", "2024-03-09"), ("b", "2024-03-10"), ("c", "2024-03-11"),
             ("d", None))
DATES = (
    in_view("dates from the start of a day of 23 hours", DAYS, json_view(
        custom("cf_day", moments(local_date("2024-03-10"), local_date("2024-03-10", "end")))), "b",
        tz=HAVANA, now=SPRING, custom_fields={"custom.cf_day": "date"}),
    in_view("dates from a day ago on", DAYS, json_view(custom("cf_day",
                                                              moments(offset("past", days=1)))),
            "b c", tz=NEW_YORK, now=SPRING, custom_fields={"custom.cf_day": "date"}),
    in_view("dates before the end of the day a day ago", DAYS, json_view(
        custom("cf_day", moments(before=offset("past", day_end="end", days=1)))), "a b",
        tz=NEW_YORK, now=SPRING, custom_fields={"custom.cf_day": "date"}),
    in_view("dates before some hours ago", DAYS, json_view(
        custom("cf_day", moments(before=offset("past", hours=13)))), "a", "the evening of the 10th",
        tz=NEW_YORK, now=SPRING, custom_fields={"custom.cf_day": "date"}),
)

CASES = (*UNITS, *DAY_ENDS, *MOVED, *CLOCKS, *DATES)
