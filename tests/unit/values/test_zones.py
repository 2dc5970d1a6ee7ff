"""The caller's zone in every form, and wall clocks where a clock changes."""

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from asking import ids
from dateutil import tz as dateutil_tz
from hypothesis import given
from hypothesis import strategies as st

from oppquery import list_opportunities
from oppquery.values.calendar import DAY, END_DAY, FIRST_DAY, HOUR, MINUTE, wall_clock
from oppquery.values.zones import Zone, aware_instant, read_now, read_zone

NEW_YORK = "America/New_York"
SUMMER = wall_clock(datetime(2024, 7, 1, 12))
WINTER = wall_clock(datetime(2024, 1, 1, 12))
DEALS = [
    {"id": "utc", "date_created": "2024-05-17T00:00:00Z"},
    {"id": "west", "date_created": "2024-05-17T04:00:00Z"},
    {"id": "east", "date_created": "2024-05-16T14:00:00Z"},
]


class NoOffset(tzinfo):
    """A zone that does not know its offset."""

    def utcoffset(self, when: datetime | None) -> None:
        return None

    def tzname(self, when: datetime | None) -> str:
        return "nowhere"


def minutes(zone: Zone, instant: int) -> float:
    return (zone.wall(instant) - instant) / MINUTE


# --- forms


@pytest.mark.parametrize(
    ("tz", "offset"),
    [
        (None, 0),
        (UTC, 0),
        ("UTC", 0),
        (timezone(timedelta(hours=-4)), -240),
        (dateutil_tz.tzoffset(None, 3600), 60),
        (-4, -240),
        (5.5, 330),
        (0, 0),
        (-2.5, -150),
        (23.75, 1425),
    ],
)
def test_what_a_zone_may_be(tz: Any, offset: int) -> None:
    zone = read_zone(tz)
    assert minutes(zone, SUMMER) == minutes(zone, WINTER) == offset


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("-4", -240),
        ("-2.5", -150),
        ("0.0", 0),
        ("+5.75", 345),
        ("5", 300),
        ("-03.5", -210),
        ("12.0", 720),
        ("-23.999999", -1440),
    ],
)
def test_an_x_tz_offset(text: str, offset: int) -> None:
    assert round(minutes(read_zone(text), SUMMER)) == offset


@pytest.mark.parametrize("tz", [NEW_YORK, ZoneInfo(NEW_YORK), dateutil_tz.gettz(NEW_YORK)])
def test_a_zone_with_summer_time(tz: Any) -> None:
    zone = read_zone(tz)
    assert minutes(zone, SUMMER) == -240
    assert minutes(zone, WINTER) == -300


@pytest.mark.parametrize(
    ("tz", "name"),
    [
        (None, "UTC"),
        (NEW_YORK, NEW_YORK),
        (ZoneInfo("Asia/Tokyo"), "Asia/Tokyo"),
        (-2.5, "UTC-02:30"),
    ],
)
def test_zones_have_names_to_be_shown(tz: Any, name: str) -> None:
    assert read_zone(tz).name == name


@pytest.mark.parametrize(
    ("tz", "expected"),
    [("UTC", "utc west"), (NEW_YORK, "west"), (10, "utc west east"), ("-4", "west")],
)
def test_days_are_those_of_the_caller(tz: Any, expected: str) -> None:
    assert ids(DEALS, "date_created=2024-05-17", tz=tz) == expected


def test_a_zone_without_an_offset_counts_as_utc() -> None:
    zone = read_zone(NoOffset())
    assert zone.instant(SUMMER) == SUMMER
    assert ids(DEALS, "date_created=2024-05-17", tz=NoOffset()) == "utc west"


# --- what is no zone


@pytest.mark.parametrize(
    "tz",
    [
        *("", " ", "../x", "..", "/etc/passwd", "America", "america", "Mars/Olympus_Mons"),
        *("25", "-24", "24.0", "99.5", "1e1", "--4", "4:30", "-04:00", "UTC\0", "x" * 5_000, "٣"),
        *(24, -24, 1e300, float("nan"), float("inf"), -float("inf"), 10**400),
    ],
)
def test_an_unknown_zone_is_a_value_error(tz: Any) -> None:
    with pytest.raises(ValueError, match=r"^tz ") as caught:
        list_opportunities([], tz=tz)
    assert type(caught.value) is ValueError
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("tz", [True, False, b"UTC", [], {}, object(), 1j, timedelta(hours=1)])
def test_another_type_is_a_type_error(tz: Any) -> None:
    with pytest.raises(TypeError, match="tz must be a tzinfo, an IANA name or an offset in hours"):
        list_opportunities([], tz=tz)


# --- clocks that change

SPRING = datetime(2024, 3, 10)
AUTUMN = datetime(2024, 11, 3)


def instants(day: datetime, *clocks: str) -> list[str]:
    """What each wall clock of New York is in UTC."""
    zone = read_zone(NEW_YORK)
    found = [
        zone.instant(wall_clock(datetime.combine(day, datetime.strptime(clock, "%H:%M").time())))
        for clock in clocks
    ]
    return [str(datetime.fromtimestamp(each / 1e6, UTC).strftime("%H:%M")) for each in found]


def test_of_a_time_that_is_there_twice_the_first_counts() -> None:
    assert instants(AUTUMN, "00:59", "01:00", "01:30", "01:59", "02:00") == [
        *("04:59", "05:00", "05:30", "05:59", "07:00"),
    ]


def test_a_time_that_is_not_there_is_that_of_the_offset_before() -> None:
    assert instants(SPRING, "01:59", "02:00", "02:30", "02:59", "03:00") == [
        *("06:59", "07:00", "07:30", "07:59", "07:00"),
    ]


def test_the_wall_shows_one_time_twice() -> None:
    zone = read_zone(NEW_YORK)
    first = wall_clock(datetime(2024, 11, 3, 5, 30))
    assert zone.wall(first) == zone.wall(first + HOUR) == wall_clock(datetime(2024, 11, 3, 1, 30))


def test_the_wall_leaves_an_hour_out() -> None:
    zone = read_zone(NEW_YORK)
    before = wall_clock(datetime(2024, 3, 10, 6, 59))
    assert zone.wall(before) == wall_clock(datetime(2024, 3, 10, 1, 59))
    assert zone.wall(before + MINUTE) == wall_clock(datetime(2024, 3, 10, 3, 0))


@pytest.mark.parametrize(("day", "hours"), [("2024-03-10", 23), ("2024-11-03", 25)])
def test_days_have_the_hours_that_they_have(day: str, hours: int) -> None:
    start = datetime.fromisoformat(day + "T05:00Z") - timedelta(hours=hours == 25)
    rows = [{"id": str(n), "date_created": start + timedelta(hours=n)} for n in range(-2, 28)]
    assert ids(rows, {"date_created": day}, tz=NEW_YORK) == " ".join(map(str, range(hours)))


# --- against Python's own clocks

ZONES = ["UTC", NEW_YORK, "Europe/London", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata"]
MOMENTS = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29))


@given(st.sampled_from(ZONES), MOMENTS)
def test_the_wall_is_what_python_shows(name: str, moment: datetime) -> None:
    shown = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(name))
    assert read_zone(name).wall(wall_clock(moment)) == wall_clock(shown)


@given(st.sampled_from(ZONES), MOMENTS)
def test_the_instant_is_what_python_makes_of_it(name: str, moment: datetime) -> None:
    """With `fold=0`, the offset before the change."""
    instant = aware_instant(moment.replace(tzinfo=ZoneInfo(name), fold=0))
    assert read_zone(name).instant(wall_clock(moment)) == instant


@given(st.floats(-23.75, 23.75), st.integers(FIRST_DAY * DAY, END_DAY * DAY))
def test_fixed_offsets_go_there_and_back(hours: float, wall: int) -> None:
    zone = read_zone(hours)
    assert zone.wall(zone.instant(wall)) == wall


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize("wall", [FIRST_DAY * DAY, END_DAY * DAY, END_DAY * DAY - 1])
def test_the_ends_of_the_calendar_do_not_overflow(name: str, wall: int) -> None:
    zone = read_zone(name)
    assert abs(zone.instant(wall) - wall) < DAY
    assert abs(zone.wall(wall) - wall) < DAY


# --- now


class Frozen(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Frozen":
        return cls(2024, 5, 17, 12, tzinfo=tz)


def test_without_now_the_clock_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oppquery.values.zones.datetime", Frozen)
    assert read_now(None) == wall_clock(datetime(2024, 5, 17, 12))
    assert ids(DEALS, "date_created=today") == "utc west"


def test_now_is_an_instant() -> None:
    noon = wall_clock(datetime(2024, 5, 17, 12))
    assert read_now(datetime(2024, 5, 17, 12, tzinfo=UTC)) == noon
    assert read_now(datetime(2024, 5, 17, 8, tzinfo=ZoneInfo(NEW_YORK))) == noon


@pytest.mark.parametrize("tz", [None, NoOffset()])
def test_now_without_a_zone_is_a_value_error(tz: tzinfo | None) -> None:
    with pytest.raises(ValueError, match="a datetime without a zone is no instant"):
        list_opportunities([], now=datetime(2024, 5, 17, tzinfo=tz))


@pytest.mark.parametrize("now", ["2024-05-17T12:00Z", 5, date(2024, 5, 17), 0, False])
def test_now_of_another_type_is_a_type_error(now: Any) -> None:
    with pytest.raises(TypeError, match="now must be an aware datetime"):
        list_opportunities([], now=now)


@pytest.mark.parametrize("name", ["currency", "limits", "user_id"])
def test_other_arguments_of_a_wrong_type(name: str) -> None:
    with pytest.raises(TypeError, match=f"{name} must be a "):
        list_opportunities([], **{name: 5})  # type: ignore[arg-type]  # the misuse that is tested


def test_a_zone_of_pytz_stands_for_its_name() -> None:
    """Its `utcoffset` without `localize` is that of the nineteenth century."""

    class Pytz(tzinfo):
        zone = "Europe/Berlin"

        def utcoffset(self, moment: datetime | None) -> timedelta:
            return timedelta(minutes=53)

    assert read_zone(Pytz()) == read_zone("Europe/Berlin")
