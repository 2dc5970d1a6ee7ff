"""The first and the last day there is, of callers whose clocks are already or still beyond it."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from asking import ids
from engines import ENGINES, Engine

from oppquery.values.calendar import DAY, END_DAY, FIRST_DAY, HOUR, MINUTE
from oppquery.values.zones import read_zone

EAST = (5, "Asia/Tokyo", timezone(timedelta(hours=9)), "5.5", "Pacific/Auckland")
WEST = (-5, "America/New_York", timezone(timedelta(hours=-3)), "-2.5", "Pacific/Honolulu")
LATE = [
    {"id": "before", "date_created": "9999-12-30T08:59:59.999999+00:00"},
    {"id": "noon", "date_created": "9999-12-31T00:00:00.000000+00:00"},
    {"id": "beyond", "date_created": "9999-12-31T23:59:59.999999+00:00"},
    {"id": "west", "date_created": "9999-12-31T23:59:59-01:00"},
    {"id": "object", "date_created": datetime(9999, 12, 31, 23, 59, tzinfo=UTC)},
]
EARLY = [
    {"id": "beyond", "date_created": "0001-01-01T00:00:00.000000+00:00"},
    {"id": "east", "date_created": "0001-01-01T00:00:00+01:00"},
    {"id": "noon", "date_created": "0001-01-01T23:00:00.000000+00:00"},
    {"id": "after", "date_created": "0001-01-02T23:00:00.000000+00:00"},
    {"id": "object", "date_created": datetime(1, 1, 1, tzinfo=UTC)},
]


def groups(engine: Engine, rows: list[dict[str, Any]], unit: str, tz: Any) -> dict[str, str]:
    response = engine.list(rows, f"_group_by=date_created__{unit}", tz=tz)
    return {
        each["key"]: " ".join(shown["id"] for shown in each["objects"]) for each in response["data"]
    }


@pytest.mark.parametrize("engine", ENGINES, ids=str)
@pytest.mark.parametrize("tz", EAST, ids=str)
def test_what_is_beyond_the_last_day_is_grouped_with_it(engine: Engine, tz: Any) -> None:
    assert groups(engine, LATE, "day", tz) == {
        "9999-12-30": "before",
        "9999-12-31": "noon beyond west object",
    }
    assert groups(engine, LATE, "month", tz) == {"9999-12": "before noon beyond west object"}
    assert groups(engine, LATE, "year", tz) == {"9999": "before noon beyond west object"}


@pytest.mark.parametrize("engine", ENGINES, ids=str)
@pytest.mark.parametrize("tz", WEST, ids=str)
def test_what_is_before_the_first_day_is_grouped_with_it(engine: Engine, tz: Any) -> None:
    assert groups(engine, EARLY, "day", tz) == {
        "0001-01-01": "beyond east noon object",
        "0001-01-02": "after",
    }
    assert groups(engine, EARLY, "quarter", tz) == {"0001-Q1": "beyond east noon after object"}
    assert groups(engine, EARLY, "week", tz) == {"0001-W01": "beyond east noon after object"}


@pytest.mark.parametrize("engine", ENGINES, ids=str)
@pytest.mark.parametrize("tz", [5, "Asia/Karachi"], ids=str)
def test_the_last_day_ends_earlier_in_the_east(engine: Engine, tz: Any) -> None:
    """At five hours east it ends at 19:00 UTC."""
    rows = [
        {"id": clock, "date_created": f"9999-12-{clock}.000000+00:00"}
        for clock in ("30T18:59:59", "30T19:00:00", "31T18:59:59", "31T19:00:00", "31T23:59:59")
    ]
    day = "9999-12-31"
    asked = {
        f"date_created={day}": "30T19:00:00 31T18:59:59",
        f"date_created__lte={day}": "30T18:59:59 30T19:00:00 31T18:59:59",
        f"date_created__gt={day}": "31T19:00:00 31T23:59:59",
        f"date_created__lt={day}": "30T18:59:59",
        f"date_created=*..{day}": "30T18:59:59 30T19:00:00 31T18:59:59",
    }
    for params, expected in asked.items():
        kept = " ".join(row["id"] for row in engine.select(rows, params, tz=tz))
        assert (params, kept) == (params, expected)
    assert (
        ids(rows, f"query=not date_created:{day}", tz=tz) == "30T18:59:59 31T19:00:00 31T23:59:59"
    )


@pytest.mark.parametrize("engine", ENGINES, ids=str)
def test_the_last_day_ends_after_all_that_there_is_in_the_west(engine: Engine) -> None:
    for params in ("date_created=9999", "date_created__lte=9999-12-31", "date_created=9999-12"):
        kept = engine.select(LATE, params, tz=-5)
        assert [row["id"] for row in kept] == ["before", "noon", "beyond", "west", "object"]
    assert engine.select(LATE, "date_created__gt=9999-12-31", tz=-5) == []


@pytest.mark.parametrize("tz", [-12, -5, 0, 3.5, 9, "Asia/Tokyo", "Asia/Karachi"])
@pytest.mark.parametrize("edge", [FIRST_DAY * DAY, (FIRST_DAY + 1) * DAY, (END_DAY - 1) * DAY])
@pytest.mark.parametrize("step", [-DAY, -HOUR, -1, 0, 1, HOUR, DAY - 1])
def test_a_clock_goes_on_beyond_what_a_datetime_can_say(tz: Any, edge: int, step: int) -> None:
    """Tokyo kept another time until 1887, Karachi until 1906; their offsets now hold for good."""
    zone, instant = read_zone(tz), edge + step
    early = {"Asia/Tokyo": 9 * HOUR + 18 * MINUTE + 59_000_000, "Asia/Karachi": 16_092_000_000}
    late = {"Asia/Tokyo": 9 * HOUR, "Asia/Karachi": 5 * HOUR}
    known = early if instant < 0 else late
    offset = known[tz] if isinstance(tz, str) else int(tz * HOUR)
    assert zone.wall(instant) == instant + offset
    assert zone.instant(instant + offset) == instant
