"""The answer of an engine as the API writes it (spec §7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, TypedDict

from oppquery.formulas import raw_reader
from oppquery.money import format_money
from oppquery.opportunity import CURRENCY, MONTHLY, MONTHS, PERIOD, PERIODS, VALUE
from oppquery.readers import copy_of
from oppquery.result import Group as GroupResult
from oppquery.result import Result, Totals
from oppquery.schema import CUSTOM, Schema

Row = Mapping[str, Any]
Derived = tuple[tuple[str, Callable[[Row], Any]], ...]

ALL_FIELDS: Final = "_all"
CUSTOM_FIELDS: Final = "custom"
FORMATTED: Final = "value_formatted"
_ANNUALIZED: Final = "annualized"
_SCALARS: Final = frozenset({str, int, float, bool, type(None)})


class CountByValuePeriod(TypedDict):
    """How many objects there are of each value period."""

    annual: int
    monthly: int
    one_time: int


class Aggregates(TypedDict):
    """Sums over all matches, whatever the page: amounts in cents, and the same as text."""

    count_by_value_period: CountByValuePeriod
    expected_value_annual: int
    expected_value_annual_formatted: str
    expected_value_annualized: int
    expected_value_annualized_formatted: str
    expected_value_monthly: int
    expected_value_monthly_formatted: str
    expected_value_one_time: int
    expected_value_one_time_formatted: str
    total_results: int
    total_value_annual: int
    total_value_annual_formatted: str
    total_value_annualized: int
    total_value_annualized_formatted: str
    total_value_monthly: int
    total_value_monthly_formatted: str
    total_value_one_time: int
    total_value_one_time_formatted: str


class Group(Aggregates, total=False):
    """One group of a grouped answer; which attributes it has the grouping decides."""

    key: str | None
    year: int | None
    quarter: int | None
    month: int | None
    day: int | None
    weekyear: int | None
    week: int | None
    user_id: str | None
    user_name: str | None
    objects: list[dict[str, Any]]


class ListResponse(Aggregates):
    """The answer to a list request: a page of objects or groups, and the sums over all."""

    data: list[dict[str, Any]]
    has_more: bool


def respond(result: Result, fields: tuple[str, ...] | None, shape: Shape) -> dict[str, Any]:
    """The answer that a result makes, its objects deep copies that hold only those fields.

    Raises `BadValue` for a value that cannot be copied.
    """
    if result.groups is None:
        data = shape.copies(result.rows, fields)
    else:
        data = [
            _group(group, result.currency, shape.copies(group.rows, fields))
            for group in result.groups
        ]
    return {
        "data": data,
        "has_more": result.has_more,
        **_aggregates(result.periods, result.currency),
    }


def _group(group: GroupResult, currency: str, objects: list[dict[str, Any]]) -> dict[str, Any]:
    sums = _aggregates(group.periods, currency)
    total = sums.pop("total_results")
    return {
        "key": group.key,
        **{name: copy_of(name, value) for name, value in group.attributes.items()},
        "total_results": total,
        **sums,
        "objects": objects,
    }


def _aggregates(periods: Mapping[str, Totals], currency: str) -> dict[str, Any]:
    totals = {period: periods.get(period, Totals()) for period in PERIODS}
    return {
        "count_by_value_period": {period: totals[period].count for period in PERIODS},
        **_sums("expected_value", {name: each.expected for name, each in totals.items()}, currency),
        "total_results": sum(each.count for each in totals.values()),
        **_sums("total_value", {name: each.value for name, each in totals.items()}, currency),
    }


def _sums(name: str, cents: dict[str, int], currency: str) -> dict[str, Any]:
    yearly = sum(amount * (MONTHS if period == MONTHLY else 1) for period, amount in cents.items())
    sums: dict[str, Any] = {}
    for period, amount in sorted({**cents, _ANNUALIZED: yearly}.items()):
        sums[f"{name}_{period}"] = amount
        sums[f"{name}_{period}_formatted"] = format_money(amount, currency)
    return sums


class Shape:
    """What the objects of an answer hold: the chosen fields, derived ones computed."""

    def __init__(self, schema: Schema) -> None:
        derived = {
            field.name: raw_reader(field)
            for field in schema.fields.values()
            if field.formula is not None
        }
        self._schema = schema
        self._derived = {**derived, FORMATTED: _formatter(schema)}

    def copies(self, rows: Iterable[Row], fields: tuple[str, ...] | None) -> list[dict[str, Any]]:
        """Deep copies of some objects; nothing in them is the caller's."""
        derived = tuple(self._derived.items())
        if fields is None or ALL_FIELDS in fields:
            return [_whole(row, derived) for row in rows]
        names = frozenset(_keys(fields, self._schema))
        derived = tuple((name, compute) for name, compute in derived if name in names)
        if CUSTOM_FIELDS in names:
            return [_kept(row, names, derived, _is_custom) for row in rows]
        return [_kept(row, names, derived, _is_none) for row in rows]


def _whole(row: Row, derived: Derived) -> dict[str, Any]:
    copied = row.copy() if type(row) is dict else dict(row)
    if not _SCALARS.issuperset(map(type, copied.values())):
        copied = {name: copy_of(name, value) for name, value in copied.items()}
    for name, compute in derived:
        copied[name] = compute(row)
    return copied


def _kept(
    row: Row, names: frozenset[str], derived: Derived, also: Callable[[object], bool]
) -> dict[str, Any]:
    kept = {
        name: value if type(value) in _SCALARS else copy_of(name, value)
        for name, value in row.items()
        if name in names or also(name)
    }
    for name, compute in derived:
        kept[name] = compute(row)
    return kept


def _is_custom(name: object) -> bool:
    return isinstance(name, str) and name.startswith(CUSTOM)


def _is_none(name: object) -> bool:
    return False


def _keys(fields: Iterable[str], schema: Schema) -> Iterator[str]:
    for name in fields:
        yield from schema.custom_names.get(name, (name,))


def _formatter(schema: Schema) -> Any:
    missing = schema.fields[CURRENCY].missing or ""

    def formatted(row: Row) -> str | None:
        if (value := row.get(VALUE)) is None:
            return None
        code = row.get(CURRENCY)
        currency = missing if code is None else code.upper()
        suffix = " monthly" if row.get(PERIOD) == MONTHLY else ""
        return format_money(value, currency) + suffix

    return formatted
