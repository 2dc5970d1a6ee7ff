"""The dumbest interpreter of a list request: loops over rows, no plan, no index, no cleverness.

It shares no code with `oppquery` and never reads a parameter's spelling. A request is a dict:

    {"where": (condition, …), "order": (("value", "desc"), …),
     "group": None | ("date_won", "month", "asc") | ("user_id", None, "desc"),
     "limit": None | int, "skip": None | int, "fields": None | (name, …)}

The conditions, joined by *and*:

    ("equals", field, text)                 ids, choices, labels, `status`, untyped custom fields
    ("one_of", field, (text, …))
    ("null", field)  ("present", field)
    ("number", field, op, number)           op: = > >= < <=
    ("numbers", field, (number, …))
    ("between", field, low, high)           both ends belong to it, None is open
    ("date", field, op, literal)
    ("dates", field, (literal, …))
    ("span", field, literal, literal)       from the start of one to the end of the other
    ("flag", field, bool)
    ("words", field, (word, …))             each word a condition
    ("phrase", field, text)

The date literals: ("day", y, m, d) ("month", y, m) ("year", y) ("quarter", y, q) ("week", y, w)
("minute", y, m, d, H, M, offset) ("second", y, m, d, H, M, S, offset)
("instant", y, m, d, H, M, S, us, offset) with the offset in minutes or None, ("now",) ("today",)
("yesterday",) ("tomorrow",) ("this", unit) ("last", unit) ("next", unit) ("last", n, unit)
("next", n, unit) ("ago", n, unit) ("in", n, unit).

On an untyped custom field `=` is always `equals` with the raw text, because the kind of each data
value decides how that text is read (spec §5.8); a list of dates is `one_of` there.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import Any

Row = Mapping[str, Any]
Request = Mapping[str, Any]

FIELD_TYPES: dict[str, str] = {
    **dict.fromkeys(
        ("id", "lead_id", "user_id", "contact_id", "organization_id", "status_id", "pipeline_id"),
        "id",
    ),
    **dict.fromkeys(("created_by", "updated_by"), "id"),
    **dict.fromkeys(("status_type", "value_period", "value_currency"), "choice"),
    **dict.fromkeys(("status_label", "status_display_name", "pipeline_name"), "label"),
    **dict.fromkeys(("lead_name", "user_name", "contact_name", "note"), "text"),
    **dict.fromkeys(("created_by_name", "updated_by_name"), "text"),
    **dict.fromkeys(("value", "confidence", "expected_value", "annualized_value"), "number"),
    "annualized_expected_value": "number",
    "date_won": "date",
    **dict.fromkeys(("date_lost", "date_created", "date_updated"), "datetime"),
    "is_stalled": "boolean",
}
ORDER_ALIASES = {
    "date": "date_won",
    "won": "date_won",
    "created": "date_created",
    "updated": "date_updated",
    "lost": "date_lost",
    "name": "lead_name",
    "period": "value_period",
    "currency": "value_currency",
    "user": "user_name",
    "lead": "lead_name",
    "contact": "contact_name",
    "pipeline": "pipeline_name",
}
NAME_TWINS = {
    "user_id": "user_name",
    "lead_id": "lead_name",
    "contact_id": "contact_name",
    "pipeline_id": "pipeline_name",
    "status_id": "status_label",
    "created_by": "created_by_name",
    "updated_by": "updated_by_name",
}
USER_FIELDS = ("user_id", "created_by", "updated_by")
PERIODS = ("annual", "monthly", "one_time")
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "CAD": "CA$", "JPY": "¥", "AUD": "A$", "INR": "₹"}
ATTRIBUTES = {
    "year": ("year",),
    "quarter": ("year", "quarter"),
    "month": ("year", "month"),
    "week": ("weekyear", "week"),
    "day": ("year", "month", "day"),
}
MICROSECONDS = {"minute": 60_000_000, "second": 1_000_000, "instant": 1, "hour": 3_600_000_000}
DAY = 86_400_000_000
EPOCH = datetime(1970, 1, 1)


@dataclass(frozen=True)
class Caller:
    """What a request depends on besides its own text (spec §1)."""

    currency: str
    now: datetime
    tz: tzinfo
    user_id: str | None
    custom_fields: Mapping[str, str]

    def type_of(self, field: str) -> str:
        if field.startswith("custom."):
            declared = self.custom_fields.get(field, "untyped")
            return {"user": "id", "contact": "id"}.get(declared, declared)
        return FIELD_TYPES[field]

    def knows_me(self, field: str) -> bool:
        return field in USER_FIELDS or self.custom_fields.get(field) == "user"


def answer(
    objects: Iterable[Row],
    request: Request,
    *,
    currency: str = "USD",
    now: datetime | None = None,
    tz: tzinfo = UTC,
    user_id: str | None = None,
    custom_fields: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The whole response of spec §7."""
    caller = Caller(currency.upper(), now or datetime.now(UTC), tz, user_id, custom_fields or {})
    rows = matching(objects, request, caller)
    codes = codes_of_amounts(rows, caller)
    code = codes[0] if len(codes) == 1 else caller.currency
    limit = 100 if request["limit"] is None else request["limit"]
    skip = request["skip"] or 0
    if request["group"] is None:
        data = [shown(row, request["fields"], caller) for row in rows[skip : skip + limit]]
    else:
        data = grouped_page(rows, request, skip, limit, code, caller)
    totals = aggregates(rows, code, caller)
    more = skip + limit < len(rows)
    return {"data": data, "has_more": more, **totals, **by_currency(rows, caller)}


def selected(
    objects: Iterable[Row],
    request: Request,
    *,
    currency: str = "USD",
    now: datetime | None = None,
    tz: tzinfo = UTC,
    user_id: str | None = None,
    custom_fields: Mapping[str, str] | None = None,
) -> list[Row]:
    """The matching objects themselves, in order; a page only where the request has one (§1)."""
    caller = Caller(currency.upper(), now or datetime.now(UTC), tz, user_id, custom_fields or {})
    rows = matching(objects, request, caller)
    skip = request["skip"] or 0
    end = len(rows) if request["limit"] is None else skip + request["limit"]
    return rows[skip:end]


def matching(objects: Iterable[Row], request: Request, caller: Caller) -> list[Row]:
    rows = [row for row in objects if all(holds(c, row, caller) for c in request["where"])]
    return ordered(rows, request["order"], caller)


# --- reading an object (spec §2)


def read(row: Row, field: str, caller: Caller) -> Any:
    if field == "value_period":
        return "one_time" if row.get(field) is None else row[field]
    if field == "value_currency":
        return row.get(field) or caller.currency
    if field in ("expected_value", "annualized_value", "annualized_expected_value"):
        return derived(row)[field]
    return row.get(field)


def derived(row: Row) -> dict[str, int | None]:
    value, confidence = row.get("value"), row.get("confidence")
    expected = None
    if value is not None and confidence is not None:
        expected = (value * confidence + 50) // 100
    times = 12 if row.get("value_period") == "monthly" else 1
    return {
        "expected_value": expected,
        "annualized_value": None if value is None else value * times,
        "annualized_expected_value": None if expected is None else expected * times,
    }


def elements(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def decimal(value: Any) -> Decimal:
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


# --- conditions (spec §3, §5.2-5.9)


def holds(condition: tuple[Any, ...], row: Row, caller: Caller) -> bool:
    kind, field = condition[0], condition[1]
    if field == "status":
        parts = ("status_label", "status_type", "status_id")
        each = [holds((kind, part, *condition[2:]), row, caller) for part in parts]
        return all(each) if kind == "null" else any(each)
    values = elements(read(row, field, caller))
    field_type = caller.type_of(field)
    if kind == "present":
        return any(value != "" for value in values)
    if kind == "null":
        if field_type in ("text", "untyped"):
            return all(value == "" for value in values)
        return values == []
    if field_type == "untyped":
        return untyped_holds(condition, values, caller)
    if kind == "words":
        return all(any(has_word(value, word) for value in values) for word in condition[2])
    return any(element_holds(condition, value, field_type, caller) for value in values)


def element_holds(condition: tuple[Any, ...], value: Any, field_type: str, caller: Caller) -> bool:
    kind, field = condition[0], condition[1]
    if kind in ("equals", "one_of"):
        texts = condition[2] if kind == "one_of" else (condition[2],)
        return any(same(field, field_type, value, text, caller) for text in texts)
    if kind == "number":
        return compare(decimal(value), condition[2], condition[3], condition[3], number=True)
    if kind == "numbers":
        return any(decimal(value) == number for number in condition[2])
    if kind == "between":
        return in_range(decimal(value), condition[2], condition[3])
    if kind == "date":
        return date_holds(value, field_type, condition[2], condition[3], caller)
    if kind == "dates":
        return any(date_holds(value, field_type, "=", one, caller) for one in condition[2])
    if kind == "span":
        return span_holds(value, field_type, condition[2], condition[3], caller)
    if kind == "flag":
        return value is condition[2]
    if kind == "phrase":
        return has_phrase(value, condition[2])
    raise ValueError(f"no such condition: {condition}")


def same(field: str, field_type: str, value: str, text: str, caller: Caller) -> bool:
    """Ids exactly, choices and labels in any case, `*` a wildcard in labels (spec §5.3)."""
    if field_type == "id":
        return value == (caller.user_id if text == "me" and caller.knows_me(field) else text)
    if field_type == "label":
        return fits(value.casefold(), text.casefold())
    return value.casefold() == text.casefold()


def fits(text: str, pattern: str) -> bool:
    return (
        re.fullmatch(".*".join(re.escape(part) for part in pattern.split("*")), text, re.S)
        is not None
    )


def in_range(number: Decimal, low: Any, high: Any) -> bool:
    return (low is None or number >= low) and (high is None or number <= high)


def compare(x: Any, op: str, start: Any, end: Any, *, number: bool = False) -> bool:
    """The table of spec §6; a number is an interval of one point."""
    if op == "=":
        return start <= x <= end if number else start <= x < end
    if op == ">":
        return x > end if number else x >= end
    if op == ">=":
        return x >= start
    if op == "<":
        return x < start
    if op == "<=":
        return x <= end if number else x < end
    raise ValueError(f"no such operator: {op}")


def untyped_holds(condition: tuple[Any, ...], values: list[Any], caller: Caller) -> bool:
    """The kind of the data value decides, between kinds every test is false (spec §5.8)."""
    kind = condition[0]
    if kind == "words":
        return all(any(reads_as(v, word, caller) for v in values) for word in condition[2])
    if kind == "equals":
        words = condition[2].split()
        return all(any(reads_as(v, word, caller) for v in values) for word in words)
    if kind == "one_of":
        return any(reads_as(value, text, caller) for value in values for text in condition[2])
    if kind == "flag":
        return any(reads_as(value, str(condition[2]), caller) for value in values)
    if kind == "phrase":
        return any(kind_of(v) == "text" and has_phrase(v, condition[2]) for v in values)
    if kind in ("number", "date") and condition[2] != "=":
        return any(untyped_compares(v, condition[2], condition[3], caller) for v in values)
    if kind in ("between", "span"):
        return any(untyped_within(v, condition[2], condition[3], caller) for v in values)
    raise ValueError(f"on an untyped field say this as equals or one_of: {condition}")


def kind_of(value: Any) -> str:
    if is_number(value):
        return "number"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, date):
        return "datetime" if isinstance(value, datetime) else "date"
    if not isinstance(value, str):
        return "other"
    if not written(value):
        return "text"
    return "date" if len(value) == 10 else "datetime"


def reads_as(value: Any, text: str, caller: Caller) -> bool:
    kind = kind_of(value)
    if kind == "number":
        number = number_in(text)
        return number is not None and decimal(value) == number
    if kind == "boolean":
        return text.casefold() in (("yes", "true") if value else ("no", "false"))
    if kind in ("date", "datetime"):
        literal = literal_in(text)
        return literal is not None and date_holds(value, kind, "=", literal, caller)
    return kind == "text" and has_word(value, text)


def untyped_compares(value: Any, op: str, literal: Any, caller: Caller) -> bool:
    kind = kind_of(value)
    number, moment = both_readings(literal)
    if kind == "number" and number is not None:
        return compare(decimal(value), op, number, number, number=True)
    if kind in ("date", "datetime") and moment is not None:
        return date_holds(value, kind, op, moment, caller)
    return False


def untyped_within(value: Any, low: Any, high: Any, caller: Caller) -> bool:
    kind = kind_of(value)
    numbers, moments = zip(both_readings(low), both_readings(high))
    if kind == "number":
        return readable(numbers, low, high) and in_range(decimal(value), *numbers)
    if kind in ("date", "datetime"):
        return readable(moments, low, high) and span_holds(value, kind, *moments, caller)
    return False


def readable(readings: tuple[Any, ...], low: Any, high: Any) -> bool:
    return (readings[0] is None) == (low is None) and (readings[1] is None) == (high is None)


def both_readings(literal: Any) -> tuple[Any, Any]:
    """As a number and as a date: four digits are both."""
    if literal is None:
        return None, None
    if isinstance(literal, tuple):
        return (literal[1] if literal[0] == "year" else None), literal
    is_year = literal == int(literal) and 1000 <= literal <= 9999
    return literal, (("year", int(literal)) if is_year else None)


def number_in(text: str) -> Decimal | None:
    pattern = r"[+-]?([0-9]+(_[0-9]+)*|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]+)?"
    if not re.fullmatch(pattern, text):
        return None
    return Decimal(text.replace(",", "").replace("_", ""))


def literal_in(text: str) -> tuple[Any, ...] | None:
    """The date literal that a text is, for untyped fields, where the tuples carry raw text."""
    found = MOMENT.fullmatch(text)
    if found:
        return moment_in(*found.groups())
    for name, pattern in DAY_PATTERNS:
        found = re.fullmatch(pattern, text)
        if found:
            literal = (name, *(int(part) for part in found.groups()))
            return literal if exists(literal) else None
    return relative_in(text)


DAY_PATTERNS = (
    ("year", r"([0-9]{4})"),
    ("month", r"([0-9]{4})-([0-9]{2})"),
    ("quarter", r"([0-9]{4})-Q([1-4])"),
    ("week", r"([0-9]{4})-W([0-9]{2})"),
    ("day", r"([0-9]{4})-([0-9]{2})-([0-9]{2})"),
)
MOMENT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[T ]([0-9]{2}):([0-9]{2})"
    r"(?::([0-9]{2})(?:\.([0-9]{1,6}))?)?(Z|[+-][0-9]{2}:?[0-9]{2})?"
)


def exists(literal: tuple[Any, ...]) -> bool:
    name, year, *rest = literal
    try:
        if name == "week":
            date.fromisocalendar(year, rest[0], 1)
        elif name == "quarter":
            date(year, 1, 1)
        else:
            datetime(year, *rest, *(1,) * (2 - len(rest)))
    except ValueError:
        return False
    return True


def moment_in(*parts: str | None) -> tuple[Any, ...] | None:
    *written_parts, fraction, zone = parts
    numbers = [int(part) for part in written_parts if part is not None]
    if not exists(("moment", *numbers)):
        return None
    offset = None if zone is None else offset_in(zone)
    if fraction is not None:
        return ("instant", *numbers, int(fraction.ljust(6, "0")), offset)
    return ("minute" if len(numbers) == 5 else "second", *numbers, offset)


def offset_in(zone: str) -> int:
    if zone == "Z":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[-2:])
    return -minutes if zone[0] == "-" else minutes


def relative_in(text: str) -> tuple[Any, ...] | None:
    """Words between spaces, or between hyphens or underscores where there is no space."""
    mark = next((mark for mark in " -_" if mark in text), " ")
    words = [int(w) if re.fullmatch("[0-9]+", w) else w for w in text.casefold().split(mark)]
    if len(words) == 1 and words[0] in ("now", "today", "yesterday", "tomorrow"):
        return tuple(words)
    match words:
        case ["this" | "last" | "next" as name, unit] if unit in CALENDAR_UNITS.values():
            return name, unit
        case ["last" | "next" as name, int(count), unit] if count and unit in CALENDAR_UNITS:
            return name, count, CALENDAR_UNITS[unit]
        case [int(count), unit, "ago"] if unit in TIME_UNITS:
            return "ago", count, TIME_UNITS[unit]
        case ["in", int(count), unit] if unit in TIME_UNITS:
            return "in", count, TIME_UNITS[unit]
    return None


CALENDAR_UNITS = {
    name: unit
    for unit in ("day", "week", "month", "quarter", "year")
    for name in (unit, f"{unit}s")
}
TIME_UNITS = {
    **CALENDAR_UNITS,
    **{name: unit for unit in ("minute", "hour") for name in (unit, f"{unit}s")},
}


# --- words (spec §5.2)


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def words_of(text: str, also: str = "_") -> list[str]:
    words, word = [], ""
    for character in folded(text):
        if character in also or unicodedata.category(character)[0] in "LMN":
            word += character
        else:
            words.append(word)
            word = ""
    return [each for each in (*words, word) if each]


def has_word(text: str, word: str) -> bool:
    """Its parts next to each other in order, the last a prefix; a part with `*` a pattern."""
    parts = words_of(word, also="_*")
    patterns = [*parts[:-1], parts[-1] if "*" in parts[-1] else parts[-1] + "*"]
    return has_run(words_of(text), patterns)


def has_phrase(text: str, phrase: str) -> bool:
    return has_run(words_of(text), words_of(phrase))


def has_run(words: list[str], patterns: list[str]) -> bool:
    for start in range(len(words) - len(patterns) + 1):
        run = words[start : start + len(patterns)]
        if all(fits(word, pattern) for word, pattern in zip(run, patterns)):
            return True
    return False


# --- dates in data (spec §2)

WRITTEN = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:(Z)|([+-])(\d\d):?(\d\d))?)?",
    re.ASCII,
)


def written(text: str) -> tuple[datetime, timedelta] | None:
    """The wall time written in a text and its offset, or None when the text is no date."""
    found = WRITTEN.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute, second, fraction, _, sign, hours, minutes = found.groups()
    microsecond = int(((fraction or "") + "000000")[:6])
    parts = (int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))
    try:
        wall = datetime(*parts, microsecond)
    except ValueError:
        return None
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    return wall, (-offset if sign == "-" else offset)


def day_of(value: Any) -> int:
    """A datetime in a date field is the date written in it."""
    if isinstance(value, date):
        return value.toordinal()
    return written(value)[0].toordinal()


def instant_of(value: Any) -> int:
    if isinstance(value, datetime):
        return microseconds(value.replace(tzinfo=None), value.utcoffset() or timedelta())
    if isinstance(value, date):
        return microseconds(datetime(value.year, value.month, value.day), timedelta())
    return microseconds(*written(value))


def microseconds(wall: datetime, offset: timedelta) -> int:
    return (wall - EPOCH) // timedelta(microseconds=1) - offset // timedelta(microseconds=1)


# --- date literals (spec §6)


def date_holds(value: Any, field_type: str, op: str, literal: Any, caller: Caller) -> bool:
    if literal[0] == "ago" and op != "=":
        raise ValueError("an age in a comparison is no parameter")
    start, end = interval(literal, field_type, op, caller)
    x = day_of(value) if field_type == "date" else instant_of(value)
    return compare(x, op, start, end)


def span_holds(value: Any, field_type: str, low: Any, high: Any, caller: Caller) -> bool:
    x = day_of(value) if field_type == "date" else instant_of(value)
    if low is not None and x < interval(low, field_type, "=", caller)[0]:
        return False
    return high is None or x < interval(high, field_type, "=", caller)[1]


def interval(literal: Any, field_type: str, op: str, caller: Caller) -> tuple[int, int]:
    """[start, end) as day numbers for a date field, else as microseconds since 1970 UTC."""
    days = days_of(literal, op, caller)
    if field_type == "date":
        if days is not None:
            return days
        start, end = moments_of(literal, op, caller)
        return local_day(start, caller.tz), local_day(end - 1, caller.tz) + 1
    if days is not None:
        return midnight(days[0], caller.tz), midnight(days[1], caller.tz)
    return moments_of(literal, op, caller)


def days_of(literal: Any, op: str, caller: Caller) -> tuple[int, int] | None:
    """The days of a literal that consists of whole days, else None."""
    today = local_day(microseconds_of_now(caller), caller.tz)
    name, *rest = literal
    if name == "day":
        first = date(*rest).toordinal()
        return first, first + 1
    if name == "week":
        first = date.fromisocalendar(rest[0], rest[1], 1).toordinal()
        return first, first + 7
    if name in ("month", "quarter", "year"):
        month = {"month": rest[-1], "quarter": rest[-1] * 3 - 2, "year": 1}[name]
        first = date(rest[0], month, 1).toordinal()
        return unit_start(name, first, 0), unit_start(name, first, 1)
    if name in ("today", "yesterday", "tomorrow"):
        first = today + {"today": 0, "yesterday": -1, "tomorrow": 1}[name]
        return first, first + 1
    if name in ("this", "last", "next"):
        unit, count = rest[-1], (rest[0] if len(rest) == 2 else 1)
        first, last = {"this": (0, 1), "last": (-count, 0), "next": (1, count + 1)}[name]
        return unit_start(unit, today, first), unit_start(unit, today, last)
    if name in ("ago", "in") and op == "=" and rest[1] not in ("minute", "hour"):
        day = local_day(moved(literal, caller), caller.tz)
        return day, day + 1
    return None


def moments_of(literal: Any, op: str, caller: Caller) -> tuple[int, int]:
    name, *rest = literal
    if name == "now":
        start, width = microseconds_of_now(caller), 1
    elif name in ("ago", "in"):
        start, width = moved(literal, caller), 1
        if op == "=":
            width = MICROSECONDS[rest[1]]
            start -= local_wall_microseconds(start, caller.tz) % width
    else:
        *parts, offset = rest
        wall, width = datetime(*parts), MICROSECONDS[name]
        start = at(wall, caller.tz if offset is None else timezone(timedelta(minutes=offset)))
    return start, start + width


def moved(literal: Any, caller: Caller) -> int:
    """The p of an age: hours and minutes move the instant, the rest the local calendar."""
    name, count, unit = literal
    count = -count if name == "ago" else count
    now = microseconds_of_now(caller)
    if unit in ("minute", "hour"):
        return now + count * MICROSECONDS[unit]
    wall = local_wall(now, caller.tz)
    if unit in ("day", "week"):
        return at(wall + timedelta(days=count * (7 if unit == "week" else 1)), caller.tz)
    index = wall.year * 12 + wall.month - 1
    year, month = divmod(index + count * {"month": 1, "quarter": 3, "year": 12}[unit], 12)
    day = min(wall.day, monthrange(year, month + 1)[1])
    return at(wall.replace(year=year, month=month + 1, day=day), caller.tz)


def unit_start(unit: str, day: int, shift: int) -> int:
    """The first day of the calendar unit that lies `shift` units after the one of the day."""
    if unit == "day":
        return day + shift
    if unit == "week":
        return day - date.fromordinal(day).weekday() + 7 * shift
    length = {"month": 1, "quarter": 3, "year": 12}[unit]
    index = date.fromordinal(day).year * 12 + date.fromordinal(day).month - 1
    year, month = divmod((index // length + shift) * length, 12)
    return date.max.toordinal() + 1 if year > 9999 else date(year, month + 1, 1).toordinal()


def at(wall: datetime, tz: tzinfo) -> int:
    """Of an ambiguous or missing local time the offset before the change counts: fold 0."""
    offset = wall.replace(tzinfo=tz, fold=0).utcoffset()
    return microseconds(wall.replace(tzinfo=None), offset or timedelta())


def midnight(day: int, tz: tzinfo) -> int:
    if day > date.max.toordinal():
        return midnight(day - 1, tz) + DAY
    return at(datetime.fromordinal(day), tz)


def microseconds_of_now(caller: Caller) -> int:
    return instant_of(caller.now)


def local_wall(instant: int, tz: tzinfo) -> datetime:
    utc = (EPOCH + timedelta(microseconds=instant)).replace(tzinfo=UTC)
    return utc.astimezone(tz).replace(tzinfo=None, fold=0)


def local_wall_microseconds(instant: int, tz: tzinfo) -> int:
    return microseconds(local_wall(instant, tz), timedelta())


def local_day(instant: int, tz: tzinfo) -> int:
    return local_wall(instant, tz).toordinal()


# --- order (spec §4)


def ordered(rows: list[Row], order: Iterable[tuple[str, str]], caller: Caller) -> list[Row]:
    """A stable sort for each key from the last to the first, nulls put behind every time."""
    for name, direction in reversed(list(order)):
        field = ORDER_ALIASES.get(name, name)
        present = [row for row in rows if first_of(row, field, caller) is not None]
        absent = [row for row in rows if first_of(row, field, caller) is None]
        present.sort(
            key=lambda row: order_key(first_of(row, field, caller), caller.type_of(field)),
            reverse=direction == "desc",
        )
        rows = present + absent
    return rows


def first_of(row: Row, field: str, caller: Caller) -> Any:
    values = elements(read(row, field, caller))
    return values[0] if values else None


def order_key(value: Any, field_type: str) -> Any:
    if field_type in ("text", "label", "choice"):
        return value.casefold()
    if field_type == "number":
        return decimal(value)
    if field_type == "date":
        return day_of(value)
    if field_type == "datetime":
        return instant_of(value)
    if field_type == "untyped":
        return mixed_key(value)
    return value


def mixed_key(value: Any) -> tuple[int, Decimal, str]:
    """Numbers, then dates and text as text, then the rest (spec §4)."""
    if is_number(value):
        return 0, decimal(value), ""
    if isinstance(value, str | date):
        text = value if isinstance(value, str) else value.isoformat()
        return 1, Decimal(0), text.casefold()
    return 2, Decimal(int(value)) if isinstance(value, bool) else Decimal(2), ""


# --- the objects and totals of a response (spec §7.1, §7.3)


def shown(row: Row, fields: tuple[str, ...] | None, caller: Caller) -> dict[str, Any]:
    day = row.get("date_won")
    days = {"date_won": day.date()} if isinstance(day, datetime) else {}
    held = {name: as_json(value) for name, value in {**row, **days}.items()}
    full = {**held, **derived(row), "value_formatted": formatted(row, caller)}
    if fields is None or "_all" in fields:
        return full
    customs = "custom" in fields
    return {k: v for k, v in full.items() if k in fields or (customs and k.startswith("custom."))}


def as_json(value: Any) -> Any:
    """What an answer holds for a value: a copy that JSON has (spec §1)."""
    if isinstance(value, dict):
        return {as_text(key): as_json(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(held) for held in value]
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == int(value) else float(value)
    return as_text(value)


def as_text(value: Any) -> Any:
    """A text is its characters, whatever class it is of; anything else is itself."""
    return "".join(list(value)) if isinstance(value, str) else value


def plain(value: Any) -> Any:
    """Objects or arguments as the oracle reads them: with every text plain (spec §2)."""
    if isinstance(value, Mapping):
        return {as_text(key): plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(plain(held) for held in value)
    return as_text(value)


def formatted(row: Row, caller: Caller) -> str | None:
    if row.get("value") is None:
        return None
    text = money(row["value"], currency_of(row, caller))
    return f"{text} monthly" if row.get("value_period") == "monthly" else text


def money(cents: int, code: str) -> str:
    whole, rest = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    decimals = f".{rest:02}" if rest else ""
    return f"{sign}{SYMBOLS.get(code, code)}{whole:,}{decimals}"


def aggregates(rows: list[Row], otherwise: str, caller: Caller) -> dict[str, Any]:
    """The totals of some rows: of several currencies the counts alone (spec §7.4)."""
    codes = codes_of_amounts(rows, caller) or sorted({currency_of(row, caller) for row in rows})
    totals = added_up(rows, codes[0] if len(codes) == 1 else otherwise, caller)
    if by_currency(rows, caller):
        amounts = [name for name in totals if "value_" in name and "count" not in name]
        return {**totals, **dict.fromkeys(amounts)}
    return totals


def by_currency(rows: list[Row], caller: Caller) -> dict[str, Any]:
    """The totals of the rows of each currency, where amounts are in several; else nothing."""
    if len(codes_of_amounts(rows, caller)) < 2:
        return {}
    parts = {}
    for code in sorted({currency_of(row, caller) for row in rows}):
        own = [row for row in rows if currency_of(row, caller) == code]
        totals = added_up(own, code, caller)
        parts[code] = {"total_results": totals.pop("total_results"), **totals}
    return {"by_currency": parts}


def codes_of_amounts(rows: list[Row], caller: Caller) -> list[str]:
    return sorted({currency_of(row, caller) for row in rows if row.get("value") is not None})


def currency_of(row: Row, caller: Caller) -> str:
    return read(row, "value_currency", caller).upper()


def added_up(rows: list[Row], code: str, caller: Caller) -> dict[str, Any]:
    counts = dict.fromkeys(PERIODS, 0)
    totals = {"expected": dict.fromkeys(PERIODS, 0), "total": dict.fromkeys(PERIODS, 0)}
    for row in rows:
        period = read(row, "value_period", caller)
        counts[period] += 1
        totals["total"][period] += row.get("value") or 0
        totals["expected"][period] += derived(row)["expected_value"] or 0
    result: dict[str, Any] = {
        "count_by_value_period": {name: count for name, count in counts.items() if count > 0}
    }
    for name in ("expected", "total"):
        sums = totals[name]
        if name == "total":
            result["total_results"] = len(rows)
        annualized = sums["one_time"] + sums["annual"] + 12 * sums["monthly"]
        for part in ("annual", "annualized", "monthly", "one_time"):
            amount = annualized if part == "annualized" else sums[part]
            result[f"{name}_value_{part}"] = amount
            occurs = len(rows) > 0 if part == "annualized" else counts[part] > 0
            result[f"{name}_value_{part}_formatted"] = money(amount, code) if occurs else None
    return result


# --- groups (spec §7.2)


@dataclass
class Group:
    """One group: its rows in order, and what it shows and sorts by."""

    key: str | None
    attributes: dict[str, Any]
    sort: Any
    nameless: bool
    rows: list[Row]


def grouped_page(
    rows: list[Row], request: Request, skip: int, limit: int, code: str, caller: Caller
) -> list[dict[str, Any]]:
    """Pages run over objects in group order; with limit 0 every group, without objects."""
    data, position = [], 0
    for group in groups_in_order(rows, request["group"], caller):
        objects = []
        for row in group.rows:
            if skip <= position < skip + limit:
                objects.append(shown(row, request["fields"], caller))
            position += 1
        if objects or limit == 0:
            totals = aggregates(group.rows, code, caller)
            counts = {"total_results": totals.pop("total_results")}
            sums = {**group.attributes, **counts, **totals}
            split = by_currency(group.rows, caller)
            data.append({"key": group.key, **sums, "objects": objects, **split})
    return data


def groups_in_order(
    rows: list[Row], by: tuple[str, str | None, str], caller: Caller
) -> list[Group]:
    field, unit, direction = by
    members: dict[str | None, list[Row]] = {}
    for row in rows:
        members.setdefault(group_identity(row, field, unit, caller), []).append(row)
    nulls = members.pop(None, [])
    groups = [described(identity, its, by, caller) for identity, its in members.items()]
    groups.sort(key=lambda group: group.sort, reverse=direction == "desc")
    groups = [g for g in groups if not g.nameless] + [g for g in groups if g.nameless]
    if nulls:
        names = ATTRIBUTES[unit] if unit else (field, *twin_of(field))
        groups.append(Group(None, dict.fromkeys(names), None, False, nulls))
    return groups


def twin_of(field: str) -> tuple[str, ...]:
    return (NAME_TWINS[field],) if field in NAME_TWINS else ()


def group_identity(row: Row, field: str, unit: str | None, caller: Caller) -> str | None:
    """What two objects of one group have in common; None for an object without the value."""
    value = first_of(row, field, caller)
    if value is None:
        return None
    if unit:
        return period_label(group_day(value, field, caller), unit)[0]
    if caller.type_of(field) == "label":
        return value.casefold()
    return printed(value)


def group_day(value: Any, field: str, caller: Caller) -> date:
    if caller.type_of(field) == "date":
        return date.fromordinal(day_of(value))
    return date.fromordinal(local_day(instant_of(value), caller.tz))


def period_label(day: date, unit: str) -> tuple[str, tuple[int, ...]]:
    quarter = (day.month + 2) // 3
    weekyear, week, _ = day.isocalendar()
    return {
        "year": (f"{day.year:04}", (day.year,)),
        "quarter": (f"{day.year:04}-Q{quarter}", (day.year, quarter)),
        "month": (f"{day.year:04}-{day.month:02}", (day.year, day.month)),
        "week": (f"{weekyear:04}-W{week:02}", (weekyear, week)),
        "day": (day.isoformat(), (day.year, day.month, day.day)),
    }[unit]


def printed(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if is_number(value):
        return format(decimal(value).normalize(), "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def described(
    identity: str, rows: list[Row], by: tuple[str, str | None, str], caller: Caller
) -> Group:
    field, unit, _ = by
    values = [first_of(row, field, caller) for row in rows]
    if unit:
        key, numbers = period_label(group_day(values[0], field, caller), unit)
        return Group(key, dict(zip(ATTRIBUTES[unit], numbers)), numbers, False, rows)
    if field in NAME_TWINS:
        twin = NAME_TWINS[field]
        names = [row[twin] for row in rows if row.get(twin) is not None]
        name = min(names, key=lambda text: (text.casefold(), text)) if names else None
        sort = ("" if name is None else name.casefold(), identity)
        return Group(identity, {field: identity, twin: name}, sort, name is None, rows)
    if caller.type_of(field) == "label":
        spelling = min(values)
        return Group(spelling, {field: spelling}, (identity, spelling), False, rows)
    value = min(values, key=mixed_key)
    if caller.type_of(field) == "id":
        return Group(identity, {field: value}, value, False, rows)
    return Group(identity, {field: as_json(value)}, (mixed_key(value), identity), False, rows)
