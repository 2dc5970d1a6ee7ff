"""The answer of an engine as the API writes it (spec §7)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, Final, TypedDict

from oppquery.formulas import computed
from oppquery.money import format_money
from oppquery.opportunity import CURRENCY, MONTHLY, MONTHS, PERIOD, PERIODS, VALUE
from oppquery.readers import copy_of
from oppquery.result import Group as GroupResult
from oppquery.result import Result, Totals
from oppquery.schema import CUSTOM, FirstOf, PercentOf, Schema, TimesWhen

Row = Mapping[str, Any]
Read = Callable[[str], Sequence[Any]]
"""Reads the values under a key of each object of a page."""
Derive = Callable[[Read], Sequence[Any]]

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
    """What the objects of an answer hold: the chosen fields, derived ones computed.

    The amounts and periods of the objects must have been checked.
    """

    def __init__(self, schema: Schema) -> None:
        derived: dict[str, Derive] = {
            field.name: partial(computed, field.formula)
            for field in schema.fields.values()
            if isinstance(field.formula, PercentOf | TimesWhen | FirstOf)
        }
        self._schema = schema
        self._derived = {**derived, FORMATTED: _formatter(schema)}

    def copies(self, rows: Sequence[Row], fields: tuple[str, ...] | None) -> list[dict[str, Any]]:
        """Deep copies of some objects; nothing in them is the caller's."""
        if fields is None or ALL_FIELDS in fields:
            copies, derived = [dict(row) for row in rows], self._derived
        else:
            names = frozenset(_keys(fields, self._schema))
            derived = {name: each for name, each in self._derived.items() if name in names}
            copies = _kept(rows, names)
        if not _SCALARS.issuperset(map(type, chain.from_iterable(map(dict.values, copies)))):
            copies = [_deep(each) for each in copies]
        read = _columns(rows)
        for name, derive in derived.items():
            for copied, value in zip(copies, derive(read)):
                copied[name] = value
        return copies


def _kept(rows: Iterable[Row], names: frozenset[str]) -> list[dict[str, Any]]:
    if CUSTOM_FIELDS not in names:
        return [{name: row[name] for name in row if name in names} for row in rows]
    return [
        {name: value for name, value in row.items() if name in names or _is_custom(name)}
        for row in rows
    ]


def _deep(row: Row) -> dict[str, Any]:
    return {
        name: value if type(value) in _SCALARS else copy_of(name, value)
        for name, value in row.items()
    }


def _is_custom(name: object) -> bool:
    return isinstance(name, str) and name.startswith(CUSTOM)


def _columns(rows: Sequence[Row]) -> Read:
    """What reads the values under a key of each object, once."""
    known: dict[str, list[Any]] = {}

    def read(name: str) -> list[Any]:
        if (column := known.get(name)) is None:
            known[name] = column = [row.get(name) for row in rows]
        return column

    return read


def _keys(fields: Iterable[str], schema: Schema) -> Iterator[str]:
    for name in fields:
        yield from schema.custom_names.get(name, (name,))


def _formatter(schema: Schema) -> Derive:
    missing = schema.fields[CURRENCY].missing or ""

    def formatted(read: Read) -> list[str | None]:
        return [
            None if value is None else _formatted(value, missing if code is None else code, period)
            for value, code, period in zip(read(VALUE), read(CURRENCY), read(PERIOD))
        ]

    return formatted


def _formatted(value: int, currency: str, period: str | None) -> str:
    text = format_money(value, currency.upper())
    return f"{text} monthly" if period == MONTHLY else text
