"""Hypothesis strategies: opportunities, callers, requests as nested tuples, and junk.

Pools are small, so that filters hit, groups have several members and ties are common. Every
nullable field is null or missing in a good part of the objects. `parameters` spells a request as
spec §3 and §6 say; the same tuple is always spelled the same way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st
from oracle import oracle

Row = dict[str, Any]
Condition = tuple[Any, ...]
Request = dict[str, Any]
MISSING = object()

NEW_YORK = ZoneInfo("America/New_York")
HAVANA = ZoneInfo("America/Havana")
ZONES = (
    UTC,
    NEW_YORK,
    NEW_YORK,
    HAVANA,
    HAVANA,
    ZoneInfo("Pacific/Auckland"),
    ZoneInfo("Asia/Kathmandu"),
    timezone(timedelta(hours=-2.5)),
)
NOWS = (
    datetime(2024, 5, 17, 12, 30, 15, 250_000, tzinfo=UTC),
    datetime(2024, 3, 10, 7, tzinfo=UTC),
    datetime(2024, 3, 31, 12, tzinfo=timezone(timedelta(hours=-5))),
    datetime(2024, 11, 3, 1, 30, tzinfo=NEW_YORK, fold=1),
    datetime(2025, 1, 1, 3, tzinfo=UTC),
    datetime(2021, 1, 3, 23, 59, 59, 999_999, tzinfo=UTC),
)
DECLARED = {
    "custom.cf_text": "text",
    "custom.cf_choice": "choice",
    "custom.cf_number": "number",
    "custom.cf_date": "date",
    "custom.cf_moment": "datetime",
    "custom.cf_flag": "boolean",
    "custom.cf_owner": "user",
}
UNTYPED = ("custom.cf_any", "custom.cf_tag")

USERS = ("user_1", "user_2", "user_3", "user_A", "USER_a")
NAMES = ("Ann Lee", "ANN LEE", "ann lee", "Bob", "Ölga", "Straße", "STRASSE", "Zoë Ａ", "")
LABELS = ("Won", "won", "WON", "Lost deal", "lost DEAL", "Active", "Straße", "STRASSE", "user_1")
CURRENCIES = ("USD", "EUR", "CAD", "CHF")
NOTES = (
    "Call back on Monday about the follow-up",
    "call, then back. Important: a $3,000 suit",
    "the Importer's re-import of 1_000 parts",
    "Über die Straße, naïve CAFÉ",
    "e\u0301te\u0301 et caf\u00e9 fini",
    "日本語 のメモ ＡＢＣ",
    "Важный ЗВОНОК завтра",
    "İstanbul ﬁnance 2024-05-17",
    "हिन्दी नोट",
    "!!",
    "",
    'She said "call back" (twice), C:\\new\\ or a:b>=c, it\'s -5% -- and not in',
)
DAYS = (
    "2020-02-29",
    "2020-12-31",
    "2021-01-01",
    "2021-01-03",
    "2021-01-04",
    "2024-02-17",
    "2024-02-29",
    "2024-03-10",
    "2024-03-31",
    "2024-04-01",
    "2024-05-16",
    "2024-05-17",
    "2024-06-30",
    "2024-11-03",
    "2024-12-29",
    "2024-12-30",
    "2024-12-31",
    "2025-01-01",
)
MOMENTS = (
    "2024-03-10T06:59:59.999999Z",
    "2024-03-10T07:00:00+00:00",
    "2024-03-10 02:30",
    "2024-03-10T04:59-0000",
    "2024-11-03T04:00:00.000Z",
    "2024-11-03T04:30Z",
    "2024-11-03T05:30Z",
    "2024-11-03T06:30:00.5+0000",
    "2024-04-06T13:30Z",
    "2024-04-06T14:30:00+00:00",
    "2024-11-03T00:30:00-05:00",
    "2024-12-31T23:30:00-05:00",
    "2025-01-01T00:00:00",
    "2024-12-31T23:59:59.9999999Z",
    "2024-05-17T11:05Z",
    "2024-05-17T12:10:00Z",
    "2024-05-17T12:30:15.250000+00:00",
    "2024-05-17 18:15:15.25+05:45",
    "2024-05-17",
    "2021-01-03T23:59",
)
DATE_OBJECTS = (date(2024, 5, 17), date(2021, 1, 1))
DATETIME_OBJECTS = (
    datetime(2024, 11, 3, 1, 30, tzinfo=NEW_YORK),
    datetime(2024, 11, 3, 1, 30, tzinfo=NEW_YORK, fold=1),
    datetime(2024, 12, 31, 23, 30, tzinfo=timezone(timedelta(hours=-5))),
    datetime(2025, 1, 1),
)
EDGES = (
    datetime(2024, 3, 10, 0, 30),
    datetime(2024, 3, 10, 2, 30),
    datetime(2024, 4, 7, 2, 30),
    datetime(2024, 11, 3, 0, 30),
    datetime(2024, 11, 3, 1, 30),
    datetime(2024, 12, 31, 23, 59, 59),
    datetime(2024, 5, 17),
)
AMOUNTS = (0, 1, -1, -3, 50, 99, 100, 199, 33_333, 300_000, -50_001, 300_000, 10**15)
DERIVED_STALE = {"expected_value": -7, "annualized_value": 13, "value_formatted": "stale"}
UNITS = ("day", "week", "month", "quarter", "year")
LOOKUPS = {">=": "gte", ">": "gt", "<=": "lte", "<": "lt"}


# --- objects


@dataclass(frozen=True)
class Caller:
    """The keyword arguments that the package and the oracle share."""

    currency: str
    now: datetime
    tz: Any
    user_id: str

    def arguments(self) -> dict[str, Any]:
        return {
            "currency": self.currency,
            "now": self.now,
            "tz": self.tz,
            "user_id": self.user_id,
            "custom_fields": DECLARED,
        }


@cache
def callers() -> st.SearchStrategy[Caller]:
    return st.builds(
        Caller,
        currency=st.sampled_from(("USD", "USD", "EUR")),
        now=st.sampled_from(NOWS),
        tz=st.sampled_from(ZONES),
        user_id=st.sampled_from(USERS),
    )


def either(*choices: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Each as likely as any other; `one_of` drops repeated ones and flattens nested ones."""
    return st.integers(0, len(choices) - 1).flatmap(choices.__getitem__)


def mostly(usual: st.SearchStrategy[Any], rare: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return either(usual, usual, usual, rare)


def maybe(*pool: Any, other: st.SearchStrategy[Any] | None = None) -> st.SearchStrategy[Any]:
    fixed = st.sampled_from((MISSING, None, *pool))
    return fixed if other is None else st.one_of(fixed, other)


@cache
def moments() -> st.SearchStrategy[Any]:
    any_moment = st.datetimes(datetime(2019, 12, 1), datetime(2026, 2, 1))
    return maybe(
        *MOMENTS,
        *DAYS[:6],
        *DATE_OBJECTS,
        *DATETIME_OBJECTS,
        other=any_moment.map(datetime.isoformat),
    )


@cache
def notes() -> st.SearchStrategy[Any]:
    return maybe(*NOTES, other=st.text(max_size=12))


@cache
def untyped_values() -> st.SearchStrategy[Any]:
    scalars = (
        1,
        20,
        20.0,
        2024,
        -5,
        0.1,
        "20",
        "2024",
        "200 parts",
        "Call back",
        "call BACK later",
    )
    dates = ("2024-05-17", "2024-12-31T23:30:00-05:00", "2023-02-30", "2021-01-01 10:00")
    lists = ([], [1, 20], ["red", "Blue"], ["blue", 20], ["2024-05-17", "Call"], [False, "x"])
    return maybe(*scalars, *dates, *lists, True, False, "True story", "", "ÉTÉ")


def values_of_fields(currencies: tuple[str, ...]) -> dict[str, st.SearchStrategy[Any]]:
    """What a field of an object may hold; MISSING is a missing key."""
    return {
        "lead_id": maybe("lead_1", "lead_2", "lead_3"),
        "lead_name": maybe("Bluth Company", "bluth company", "Wayne", "ＢLUTH"),
        "user_id": maybe(*USERS),
        "user_name": maybe(*NAMES),
        "contact_id": maybe("cont_1", "cont_2"),
        "contact_name": maybe("Gob", "gob", "Tobias Fünke"),
        "organization_id": maybe("orga_1", "orga_1", "orga_2"),
        "created_by": maybe(*USERS[:3]),
        "created_by_name": maybe(*NAMES),
        "updated_by": maybe(*USERS[:3]),
        "updated_by_name": maybe(*NAMES[:4]),
        "status_id": maybe("stat_1", "stat_2", "Won", "active"),
        "status_label": maybe(*LABELS, "A*B"),
        "status_type": maybe("active", "won", "lost"),
        "status_display_name": maybe("Sales: Won", "sales: won", "Won"),
        "pipeline_id": maybe("pipe_1", "pipe_2"),
        "pipeline_name": maybe("Sales", "sales", "Renewals"),
        "note": notes(),
        "value": maybe(*AMOUNTS, other=st.integers(-(10**6), 10**6)),
        "confidence": maybe(0, 1, 33, 50, 51, 75, 99, 100),
        "value_period": maybe("one_time", "monthly", "monthly", "annual"),
        "value_currency": maybe(*currencies),
        "date_won": maybe(*DAYS, *MOMENTS[7:], *DATE_OBJECTS, *DATETIME_OBJECTS),
        "date_lost": moments(),
        "date_created": moments(),
        "date_updated": moments(),
        "is_stalled": maybe(True, False),
        "custom.cf_text": maybe("Call back", "", ["red", "Blue sky"], ["call", "back"], "20"),
        "custom.cf_choice": maybe("Gold", "silver", ["silver", "Bronze"], "ÉTÉ"),
        "custom.cf_number": maybe(1, 20, 20.0, -5, 0.1, [1, 20], [30, 0.3]),
        "custom.cf_date": maybe(*DAYS[4:9], ["2024-05-17", "2021-01-01"], DATE_OBJECTS[0]),
        "custom.cf_moment": maybe(*MOMENTS[:6], list(MOMENTS[7:9]), DATETIME_OBJECTS[0]),
        "custom.cf_flag": maybe(True, False),
        "custom.cf_owner": maybe(*USERS[:3], ["user_2", "user_1"]),
        "custom.cf_any": untyped_values(),
        "custom.cf_tag": maybe("red", "Red", "call back", ["red", "green"], "", 5, 5.0, "5", 40),
        "integration_links": maybe([{"name": "x", "url": "y"}], []),
        "comment_summary": maybe({"thread_id": None, "counts": [1, 2]}),
    }


def dicts(fields: Mapping[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Row]:
    """A value for each key, the keys in their order from one of them on.

    `st.fixed_dictionaries` draws a place for each key; that took as long as to draw the values.
    """
    keys = tuple(fields)
    turned = [keys[first:] + keys[:first] for first in range(len(keys))]
    return st.builds(
        lambda order, values: {key: values[key] for key in order},
        st.sampled_from(turned),
        st.tuples(*fields.values()).map(lambda drawn: dict(zip(keys, drawn))),
    )


@cache
def rows_of(currencies: tuple[str, ...]) -> st.SearchStrategy[Row]:
    """One object, its id left out."""
    fields = dicts(values_of_fields(currencies))
    return st.builds(without_missing, fields, st.sampled_from(({}, {}, DERIVED_STALE)))


def without_missing(drawn: Row, stale: Row) -> Row:
    return {**{k: v for k, v in drawn.items() if v is not MISSING}, **stale}


@cache
@st.composite
def opportunities(draw: st.DrawFn, currency: str = "USD", max_size: int = 10) -> list[Row]:
    """Objects in one currency or in several; one of them may have no id."""
    pool = draw(st.sampled_from(((currency,), (currency, "CHF"), CURRENCIES)))
    least = draw(st.sampled_from((0, max_size // 2, max_size // 2)))
    rows = draw(st.lists(rows_of(pool), min_size=least, max_size=max_size))
    if draw(st.booleans()):
        rows = [without_foreign_amounts(row, currency) for row in rows]
    nameless = draw(st.sampled_from((None, None, 0, 1)))
    return [
        copied(row) if number == nameless else {"id": f"oppo_{number}", **copied(row)}
        for number, row in enumerate(rows)
    ]


def without_foreign_amounts(row: Row, currency: str) -> Row:
    """Objects in several currencies, whose amounts are in one (spec §7.4)."""
    own = row.get("value_currency") in (None, currency)
    return row if own else {**row, "value": None}


def copied(value: Any) -> Any:
    """Pools hold lists and dicts; no two objects may share one."""
    if isinstance(value, dict):
        return {k: copied(v) for k, v in value.items()}
    return [copied(v) for v in value] if isinstance(value, list) else value


# --- conditions


def seen(rows: Sequence[Row], field: str, *pool: Any) -> st.SearchStrategy[Any]:
    """A value that some object has in the field, or one of the pool."""
    values = [one for row in rows for one in oracle.elements(row.get(field))]
    usable = [value for value in values if value != ""]
    return st.sampled_from((*usable, *pool))


def conditions(rows: Sequence[Row]) -> st.SearchStrategy[Condition]:
    names = ("status", *oracle.FIELD_TYPES, *DECLARED, *UNTYPED)
    frequent = (
        *UNTYPED,
        *UNTYPED,
        *DATED,
        "value",
        "confidence",
        "value_period",
        "user_id",
        "note",
    )
    return st.sampled_from((*names, *frequent)).flatmap(lambda field: conditions_on(rows, field))


def conditions_on(rows: Sequence[Row], field: str) -> st.SearchStrategy[Condition]:
    kind = "label" if field == "status" else type_of(field)
    makers = {
        "id": whole_values,
        "choice": whole_values,
        "label": whole_values,
        "text": texts,
        "number": numbers,
        "date": dates,
        "datetime": dates,
        "boolean": flags,
        "untyped": untyped,
    }
    own = makers[kind](rows, field)
    return mostly(own, mostly(own, st.sampled_from((("null", field), ("present", field)))))


def type_of(field: str) -> str:
    if field in UNTYPED:
        return "untyped"
    declared = DECLARED.get(field)
    return oracle.FIELD_TYPES[field] if declared is None else {"user": "id"}.get(declared, declared)


def whole_values(rows: Sequence[Row], field: str) -> st.SearchStrategy[Condition]:
    pools = {
        "status_type": ("active", "won", "lost", "WON"),
        "value_period": ("one_time", "monthly", "annual", "Annual"),
        "value_currency": ("USD", "EUR", "eur", "JPY"),
        "status": (*LABELS, "w*", "*o*", "act*", "ACTIVE", "stat_1", "lost"),
        "custom.cf_choice": ("gold", "Silver", "été"),
    }
    pool = pools.get(field, ())
    if type_of_whole(field) == "label":
        pool = (*pool, "WON", "s*", "*e*", "lost*", "a*b")
    if field in oracle.USER_FIELDS or DECLARED.get(field) == "user":
        pool = ("me", *USERS)
    value = seen(rows, field, *(pool or ("nobody_1",)))
    equal = st.tuples(st.just("equals"), st.just(field), value)
    several = st.tuples(st.just("one_of"), st.just(field), unique_tuples(value))
    return st.one_of(equal, several)


def type_of_whole(field: str) -> str:
    return "label" if field == "status" else type_of(field)


def unique_tuples(values: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(values, max_size=3, unique=True).map(tuple)


@st.composite
def texts(draw: st.DrawFn, rows: Sequence[Row], field: str) -> Condition:
    text = draw(seen(rows, field, *NOTES[:8], "Bluth Company"))
    pieces = [piece for piece in text.split() if is_plain(piece)] or ["important"]
    start = draw(st.integers(0, len(pieces) - 1))
    run = pieces[start : start + draw(st.integers(1, 3))]
    if draw(st.integers(0, 3)) == 0:
        return "phrase", field, " ".join(run)
    return "words", field, tuple(draw(cut(word)) for word in run)


def is_plain(word: str) -> bool:
    """A word that means itself in `field=word`: no quotes, operators or signs."""
    if word.casefold() in ("and", "or", "not") or word.startswith("-"):
        return False
    return oracle.words_of(word) != [] and not set(word) & set('"\\()*')


def cut(word: str) -> st.SearchStrategy[str]:
    """The word, a prefix of it, another case of it, or a wildcard pattern that it fits."""
    ends = range(1, len(word) + 1)
    prefixes = [word[:end] for end in ends if is_plain(word[:end])]
    forms = [word, word.upper(), word.lower(), *prefixes]
    if len(oracle.words_of(word)) == 1 and len(word) > 2:
        forms += [f"*{word[1:]}", f"{word[:1]}*{word[-1:]}", f"*{word[1:-1]}*", f"{word[:2]}*"]
        forms += [f"{word[:1]}*{word[-2:-1]}", f"*{word[1:-1]}"]
    return st.sampled_from([form for form in forms if oracle.words_of(form)])


def numbers(rows: Sequence[Row], field: str) -> st.SearchStrategy[Condition]:
    pool = {"confidence": (0, 33, 50, 75)}.get(field, (-100, 0, 1, 20, 100, 300_000, 3_600_000))
    near = st.sampled_from((0, 0, 0, -1, 1))
    value = st.builds(lambda one, by: oracle.decimal(one) + by, seen(rows, field, *pool), near)
    if field.startswith("custom."):
        value = st.one_of(value, st.sampled_from((Decimal("0.3"), Decimal("-2.5"))))
    return number_conditions(field, value, ("=", ">=", ">", "<=", "<"))


def number_conditions(
    field: str, value: st.SearchStrategy[Decimal], ops: tuple[str, ...]
) -> st.SearchStrategy[Condition]:
    name = st.just(field)
    compared = st.tuples(st.just("number"), name, st.sampled_from(ops), value)
    pairs = st.tuples(value, value).map(sorted)
    between = pairs.map(lambda ends: ("between", field, *ends))
    open_end = value.map(lambda low: ("between", field, low, None))
    open_start = value.map(lambda high: ("between", field, None, high))
    listed = st.tuples(st.just("numbers"), name, unique_tuples(value))
    ranges = st.one_of(between, open_end, open_start)
    return st.one_of(compared, ranges, listed) if "=" in ops else st.one_of(compared, ranges)


def flags(rows: Sequence[Row], field: str) -> st.SearchStrategy[Condition]:
    return st.booleans().map(lambda value: ("flag", field, value))


def untyped(rows: Sequence[Row], field: str) -> st.SearchStrategy[Condition]:
    """`=` is raw text here, read by the kind of each data value (spec §5.8)."""
    words = ("20", "1", "2024", "0.1", "call", "back", "red", "blue", "yes", "false", "true", "5")
    dates_in_words = ("2024-05", "2024-05-17", "2024-Q2", "2024-W20", "2024-12-31T23:30", "today")
    raw = st.sampled_from((*words, *dates_in_words, "-5", "20.0", "call back", "r*d", "été"))
    item = st.sampled_from((*words, *dates_in_words))
    phrase = st.sampled_from(("call back", "Blue", "back later"))
    value = st.sampled_from((Decimal(20), Decimal(2024), Decimal("0.1"), Decimal(-5)))
    return st.one_of(
        raw.map(lambda text: ("equals", field, text)),
        unique_tuples(item).map(lambda items: ("one_of", field, items)),
        phrase.map(lambda text: ("phrase", field, text)),
        number_conditions(field, value, (">=", ">", "<=", "<")),
        date_conditions(rows, field, (">=", ">", "<=", "<")),
    )


def dates(rows: Sequence[Row], field: str) -> st.SearchStrategy[Condition]:
    return date_conditions(rows, field, ("=", ">=", ">", "<=", "<"))


def date_conditions(
    rows: Sequence[Row], field: str, ops: tuple[str, ...]
) -> st.SearchStrategy[Condition]:
    literal = literals(rows, field)
    compared = st.tuples(st.just("date"), st.just(field), st.sampled_from(ops), literal)
    spans = ranges(days(rows, field)).map(lambda ends: ("span", field, *ends))
    if "=" not in ops:
        return mostly(compared, spans)
    aged = ages().map(lambda age: ("date", field, "=", age))
    listed = st.tuples(st.just("dates"), st.just(field), unique_tuples(literal))
    return either(compared, compared, compared, aged, either(spans, listed))


# --- date literals


def literals(rows: Sequence[Row], field: str) -> st.SearchStrategy[Condition]:
    on_days = days(rows, field).flatmap(literals_on)
    moment = literals_at_moments(rows, field)
    return either(on_days, on_days, moment, moment, relative_literals())


def dates_seen(rows: Sequence[Row], field: str) -> list[Any]:
    values = [one for row in rows for one in oracle.elements(row.get(field))]
    return [value for value in values if oracle.kind_of(value) in ("date", "datetime")]


def days(rows: Sequence[Row], field: str) -> st.SearchStrategy[date]:
    """The days that the objects carry, their neighbours, and those of the pool."""
    found = [date.fromordinal(oracle.day_of(value)) for value in dates_seen(rows, field)]
    near = [day + timedelta(days=shift) for day in found for shift in (0, 0, -1, 1)]
    return st.sampled_from((*near, *map(date.fromisoformat, DAYS)))


def literals_on(day: date) -> st.SearchStrategy[Condition]:
    """The calendar units that hold the day."""
    week = day.isocalendar()
    return st.sampled_from(
        (
            ("day", day.year, day.month, day.day),
            ("day", day.year, day.month, day.day),
            ("month", day.year, day.month),
            ("quarter", day.year, (day.month + 2) // 3),
            ("week", week.year, week.week),
            ("year", day.year),
        )
    )


def literals_at_moments(rows: Sequence[Row], field: str) -> st.SearchStrategy[Condition]:
    """A minute, second or instant that some object carries or that ends where it begins."""
    found = [oracle.instant_of(value) for value in dates_seen(rows, field)]
    walls = [oracle.local_wall(instant, UTC) for instant in found]
    exact = st.builds(
        moment_before,
        st.sampled_from((*walls, *(oracle.written(text)[0] for text in MOMENTS))),
        st.sampled_from(tuple(UNIT_LENGTHS)),
        st.booleans(),
    )
    edge = st.builds(
        moment_literal,
        st.sampled_from(EDGES),
        st.sampled_from(tuple(UNIT_LENGTHS)),
        st.sampled_from((None, None, 0, -300, 345)),
    )
    return either(exact, edge)


UNIT_LENGTHS = {
    "minute": timedelta(minutes=1),
    "second": timedelta(seconds=1),
    "instant": timedelta(microseconds=1),
}


def moment_before(wall: datetime, unit: str, ends_there: bool) -> Condition:
    """The unit of the moment in UTC, or the one before it."""
    return moment_literal(wall - UNIT_LENGTHS[unit] if ends_there else wall, unit, 0)


def moment_literal(wall: datetime, unit: str, offset: int | None) -> Condition:
    parts = (wall.year, wall.month, wall.day, wall.hour, wall.minute, wall.second, wall.microsecond)
    kept = {"minute": 5, "second": 6, "instant": 7}[unit]
    return unit, *parts[:kept], offset


@cache
def relative_literals() -> st.SearchStrategy[Condition]:
    unit = st.sampled_from(UNITS)
    count = st.sampled_from((1, 1, 2, 3, 12))
    times = st.sampled_from(("minute", "hour", *UNITS))
    return st.one_of(
        st.sampled_from((("now",), ("today",), ("yesterday",), ("tomorrow",))),
        st.tuples(st.sampled_from(("this", "last", "next")), unit),
        st.tuples(st.sampled_from(("last", "next")), count, unit),
        st.tuples(st.just("in"), count, times),
    )


@cache
def ages() -> st.SearchStrategy[Condition]:
    """As a parameter an age is the day, hour or minute that holds its moment (spec §6)."""
    units = st.sampled_from(("minute", "hour", "month", *UNITS))
    return st.tuples(st.just("ago"), st.sampled_from((1, 1, 2, 3, 12)), units)


@st.composite
def ranges(draw: st.DrawFn, day: st.SearchStrategy[date]) -> tuple[Any, Any]:
    """Two ends of which the second ends after the first begins, whatever the zone and the time."""
    first, second = sorted((draw(day), draw(day)))
    low, high = draw(literals_on(first)), draw(literals_on(second))
    if second - first > timedelta(days=2):
        low = draw(st.sampled_from((low, moment_literal(midday(first), "minute", None))))
        high = draw(st.sampled_from((high, moment_literal(midday(second), "second", 0))))
    earlier = (("last", 3, "month"), ("yesterday",), ("this", "year"), ("ago", 2, "week"))
    relative = draw(st.sampled_from(earlier))
    later = draw(st.sampled_from((("today",), ("next", "week"), ("this", "quarter"), ("now",))))
    return draw(
        st.sampled_from(((low, high), (low, None), (None, high), (relative, later), (None, later)))
    )


def midday(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, 5)


# --- conditions on objects of a few fields, which meet them more often

FOCI = {
    "dates": ("date_won", "date_created", "custom.cf_date", "custom.cf_moment"),
    "untyped": UNTYPED,
    "texts": ("note", "lead_name", "user_name", "custom.cf_text"),
    "whole": ("user_id", "status_id", "status_type", "status_label", "custom.cf_choice"),
    "owners": ("custom.cf_owner", "created_by", "value_period", "value_currency", "is_stalled"),
    "numbers": ("value", "confidence", "value_period", "custom.cf_number"),
}


@st.composite
def focused(draw: st.DrawFn, fields: tuple[str, ...]) -> tuple[list[Row], list[Condition], Caller]:
    """Objects of these fields, and many conditions of which each is a request of its own."""
    caller = draw(callers())
    own = values_of_fields(CURRENCIES)
    for field in ("date_won", "date_created", "custom.cf_any"):
        own[field] = mostly(own[field], st.sampled_from(moments_near(caller.now)))
    row = dicts({field: own[field] for field in fields})
    rows = draw(st.lists(row, min_size=1, max_size=12))
    kept = [copied(without_missing(one, {})) for one in rows]
    names = (*fields, *(("status",) if "status_id" in fields else ()))
    names += ("expected_value", "annualized_expected_value") if "value" in fields else ()
    condition = st.sampled_from(names).flatmap(lambda field: conditions_on(kept, field))
    return kept, draw(st.lists(condition, min_size=8, max_size=16)), caller


def moments_near(now: datetime) -> list[str]:
    """As long before and after now as ages and relative literals reach."""
    hours = (
        0.1,
        0.5,
        0.9,
        1,
        1.1,
        1.2,
        2,
        24,
        48,
        7 * 24,
        29 * 24,
        31 * 24,
        91 * 24,
        365 * 24,
        366 * 24,
    )
    steps = [timedelta(hours=sign * count) for count in hours for sign in (-1, -1, 1)]
    return [(now.astimezone(UTC) + step).isoformat() for step in (timedelta(), *steps)]


# --- requests


ORDERABLE = (*oracle.FIELD_TYPES, *oracle.ORDER_ALIASES, *DECLARED, *UNTYPED)
PAGE_ORDERS = ("date_won", "date_updated", "confidence", "user_name", "value", "annualized_value")
GROUPABLE = tuple(
    field
    for field in (*oracle.FIELD_TYPES, *DECLARED, *UNTYPED)
    if type_of(field) in ("id", "choice", "label")
    or (field.startswith("custom.") and type_of(field) not in ("date", "datetime"))
)
DATED = tuple(
    field for field in (*oracle.FIELD_TYPES, *DECLARED) if type_of(field) in ("date", "datetime")
)
KEEPABLE = ("id", "custom", "value", "value_formatted", "_all", "note", "custom.cf_any", "nope")


@cache
def orders() -> st.SearchStrategy[tuple[tuple[str, str], ...]]:
    custom = st.sampled_from((*UNTYPED, *DECLARED))
    name = st.one_of(st.sampled_from(PAGE_ORDERS), st.sampled_from(ORDERABLE), custom)
    key = st.tuples(name, st.sampled_from(("asc", "desc")))
    return st.lists(
        key, max_size=3, unique_by=lambda one: oracle.ORDER_ALIASES.get(one[0], one[0])
    ).map(tuple)


@cache
def groups() -> st.SearchStrategy[tuple[str, str | None, str]]:
    direction = st.sampled_from(("asc", "desc"))
    whole = mostly(st.sampled_from(GROUPABLE), st.sampled_from(("user_id", *UNTYPED)))
    dated = mostly(st.sampled_from(DATED), st.just("date_won"))
    return st.one_of(
        st.tuples(whole, st.none(), direction),
        st.tuples(dated, st.sampled_from(UNITS), direction),
    )


@st.composite
def requests(
    draw: st.DrawFn, rows: Sequence[Row], *, grouped: bool | None = None, paged: bool = True
) -> Request:
    """A request that has hits more often than not: most have one condition or none."""
    size = draw(st.sampled_from((0, 1, 1, 1, 2)))
    where = draw(st.lists(conditions(rows), min_size=size, max_size=size, unique_by=parameter_name))
    if grouped is None:
        grouped = draw(st.booleans())
    limits = st.sampled_from((None, None, 0, 1, 2, 3, 5, 100))
    skips = st.sampled_from((None, None, None, None, 0, 0, 1, 2, 4, 11, 10**30))
    fields = mostly(st.none(), unique_tuples(st.sampled_from(KEEPABLE)))
    return {
        "where": tuple(where),
        "order": draw(orders()),
        "group": draw(groups()) if grouped else None,
        "limit": draw(limits) if paged else None,
        "skip": draw(skips) if paged else None,
        "fields": draw(fields),
    }


@st.composite
def questions(draw: st.DrawFn, **options: Any) -> tuple[list[Row], Request, Caller]:
    """Objects, a request about them and who asks."""
    caller = draw(callers())
    rows = draw(opportunities(caller.currency))
    return rows, draw(requests(rows, **options)), caller


# --- a request as parameters (spec §3, §4, §6)


def parameters(request: Mapping[str, Any]) -> dict[str, str]:
    params = {parameter_name(one): parameter_value(one) for one in request["where"]}
    if request["order"]:
        params["_order_by"] = ",".join(signed(name, way) for name, way in request["order"])
    if request["group"] is not None:
        field, unit, way = request["group"]
        params["_group_by"] = signed(f"{field}__{unit}" if unit else field, way)
    for name in ("limit", "skip"):
        if request[name] is not None:
            params[f"_{name}"] = str(request[name])
    if request["fields"] is not None:
        params["_fields"] = ",".join(request["fields"])
    return params


def signed(name: str, direction: str) -> str:
    return f"-{name}" if direction == "desc" else name


def parameter_name(condition: Condition) -> str:
    kind, field = condition[0], condition[1]
    if kind in ("one_of", "numbers", "dates"):
        return f"{field}__in"
    if kind in ("number", "date") and condition[2] != "=":
        return f"{field}__{LOOKUPS[condition[2]]}"
    return field


def parameter_value(condition: Condition) -> str:
    kind, field, *rest = condition
    if kind == "equals":
        return rest[0]
    if kind == "one_of":
        return ",".join(rest[0])
    if kind in ("null", "present"):
        return "" if kind == "null" else "*"
    if kind == "flag":
        return "true" if rest[0] else "false"
    if kind == "words":
        return " ".join(rest[0])
    if kind == "phrase":
        return f'"{rest[0]}"'
    if kind == "number":
        return number_text(field, rest[1])
    if kind == "date":
        return literal_text(rest[1], " ")
    if kind == "numbers":
        return ",".join(format(Decimal(number), "f") for number in rest[0])
    if kind == "dates":
        return ",".join(literal_text(literal, " ") for literal in rest[0])
    return "..".join(end_text(field, end) for end in rest)


def end_text(field: str, end: Any) -> str:
    if end is None:
        return "*"
    return literal_text(end, "-") if isinstance(end, tuple) else number_text(field, end)


def number_text(field: str, number: Any) -> str:
    """Plain digits, or grouped thousands, whole units with a `$`, percent: by the number itself."""
    number = Decimal(number)
    plain = format(number, "f")
    if field.startswith("custom."):
        return plain
    if field == "confidence":
        return f"{plain}%" if number % 2 else plain
    if number and number % 100 == 0:
        sign = "-" if number < 0 else ""
        return f"{sign}${abs(number) // 100:,}"
    return f"{int(number):_}" if number % 2 else f"{int(number):,}"


def literal_text(literal: Condition, space: str) -> str:
    """`space` stands between the words of a relative literal; a long count is in hyphens too."""
    name, *rest = literal
    if name == "day":
        return "{:04}-{:02}-{:02}".format(*rest)
    if name == "month":
        return "{:04}-{:02}".format(*rest)
    if name == "year":
        return "{:04}".format(*rest)
    if name == "quarter":
        return "{:04}-Q{}".format(*rest)
    if name == "week":
        return "{:04}-W{:02}".format(*rest)
    if name in ("minute", "second", "instant"):
        return moment_text(rest[:-1], rest[-1], "T" if space == "-" else " T"[len(name) % 2])
    if len(rest) == 2 and rest[0] > 9:
        space = "_" if space == "-" else "-"
    if name == "in":
        return space.join(("in", str(rest[0]), plural(rest[0], rest[1])))
    if name == "ago":
        return space.join((str(rest[0]), plural(rest[0], rest[1]), "ago"))
    if len(rest) == 2:
        return space.join((name.title(), str(rest[0]), plural(rest[0], rest[1])))
    return space.join((name, *rest))


def plural(count: int, unit: str) -> str:
    return unit if count == 1 else f"{unit}s"


def moment_text(parts: Sequence[int], offset: int | None, separator: str) -> str:
    text = "{:04}-{:02}-{:02}".format(*parts[:3]) + separator
    text += ":".join(f"{part:02}" for part in parts[3:6])
    if len(parts) == 7:
        text += f".{parts[6]:06}"
    if offset is None:
        return text
    if offset == 0:
        return f"{text}Z"
    hours, minutes = divmod(abs(offset), 60)
    return f"{text}{'-' if offset < 0 else '+'}{hours:02}:{minutes:02}"


def python_parameters(request: Mapping[str, Any]) -> dict[str, Any]:
    """The same request in Python values where spec §1 has them; text where it has none."""
    params: dict[str, Any] = dict(parameters(request))
    for name in ("limit", "skip"):
        if request[name] is not None:
            params[f"_{name}"] = request[name]
    for condition in request["where"]:
        params[parameter_name(condition)] = python_value(condition)
    return params


def python_value(condition: Condition) -> Any:
    kind, field, *rest = condition
    if kind == "one_of":
        return list(rest[0])
    if kind == "flag":
        return rest[0]
    if field in UNTYPED:
        return parameter_value(condition)
    if kind in ("number", "date"):
        return python_literal(rest[1])
    if kind in ("numbers", "dates"):
        return tuple(python_literal(one) for one in rest[0])
    return parameter_value(condition)


def python_literal(literal: Any) -> Any:
    """A whole number as an int, a day as a date, an instant with an offset as a datetime."""
    if isinstance(literal, int | Decimal):
        return int(literal) if literal == int(literal) else format(literal, "f")
    if literal[0] == "day":
        return date(*literal[1:])
    if literal[0] == "instant" and literal[-1] is not None:
        return datetime(*literal[1:-1], tzinfo=timezone(timedelta(minutes=literal[-1])))
    return literal_text(literal, " ")


# --- any parameters at all


NAMES_OF_PARAMETERS = (
    "_limit",
    "_skip",
    "_fields",
    "_order_by",
    "_group_by",
    "query",
    "lead_query",
    "lead_saved_search_id",
    "status",
    *(f"{field}{lookup}" for field in oracle.FIELD_TYPES for lookup in ("", "__in", "__gte")),
    "custom.cf_any",
    "custom.cf_number__lt",
    "note__in",
    "valeu",
    "value__bogus",
)
FRAGMENTS = (
    "",
    " ",
    "*",
    "..",
    "1..0",
    "*..*",
    "2024-13-01",
    "2024-02-30",
    "9999-12-31",
    "0001-01-01..*",
    "0001-01-01T00:00+05:00",
    "9999-12-31T23:59:59-05:00",
    "last 3 months",
    "last 99999 years",
    "3 days ago",
    "3 days",
    "2024-W53",
    "20240101",
    "٣",
    "1_000",
    " 5 ",
    "9" * 5000,
    "1e9",
    "$5.5",
    "$0.001",
    "me",
    '"',
    '""',
    '"!!"',
    "!!",
    "a,,b",
    "-",
    "--value",
    "value,value",
    "user_id__month",
    "date_won",
    "\x00",
    "\ud800",
    "NaN",
)


def any_values() -> st.SearchStrategy[Any]:
    leaves = st.one_of(
        st.sampled_from(FRAGMENTS),
        st.text(max_size=20),
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.decimals(allow_nan=True),
        st.binary(max_size=5),
        st.dates(),
        st.datetimes(),
        st.datetimes(timezones=st.just(UTC)),
        st.times(),
        st.timedeltas(),
        st.just(10**6000),
    )
    return st.one_of(
        leaves,
        st.lists(leaves, max_size=3),
        st.lists(leaves, max_size=3).map(tuple),
        st.dictionaries(st.text(max_size=3), leaves, max_size=2),
        st.frozensets(st.integers(), max_size=2),
        st.builds(object),
    )


def any_keys() -> st.SearchStrategy[Any]:
    return st.one_of(
        st.sampled_from(NAMES_OF_PARAMETERS),
        st.text(max_size=12),
        st.sampled_from((None, 1, 2.5, True, b"x", ("a", "b"), "\ud800", "__", "_", "value__")),
    )


def any_parameters() -> st.SearchStrategy[Any]:
    """Mappings, pairs and query strings of any keys and values, and what is none of them."""
    mapping = st.dictionaries(any_keys(), any_values(), max_size=4)
    likely = st.dictionaries(
        st.sampled_from(NAMES_OF_PARAMETERS), st.sampled_from(FRAGMENTS), max_size=4
    )
    pair = st.tuples(any_keys(), any_values())
    return st.one_of(
        likely,
        mapping,
        st.lists(pair, max_size=4),
        st.lists(st.one_of(pair, any_values()), max_size=3),
        st.text(max_size=30),
        st.lists(
            st.sampled_from(("_limit=", "&", "=", "%", "%ff", "+", "value", "1", ";", "?"))
        ).map("".join),
        any_values(),
    )


def any_objects() -> st.SearchStrategy[Any]:
    """Lists of things that are hardly opportunities."""
    names = st.sampled_from((*oracle.FIELD_TYPES, *DECLARED, *UNTYPED, "extra"))
    wrong = st.dictionaries(names, any_values(), max_size=4)
    edges = st.sampled_from(("0001-01-01T00:00+05:00", "9999-12-31T23:59:59-05:00"))
    far = st.dictionaries(st.sampled_from(DATED), edges, max_size=3)
    return st.lists(either(wrong, wrong, far, any_values()), max_size=4)
