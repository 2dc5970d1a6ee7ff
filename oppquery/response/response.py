"""The answer of an engine as the API writes it (spec §7)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, compress, islice, repeat
from operator import is_
from typing import Any, Final

from oppquery.data.copies import COPIED_AS_THEY_ARE
from oppquery.data.formulas import ColumnFormula, Columns
from oppquery.data.readers import are_short
from oppquery.errors.wording import shown
from oppquery.response.aggregates import (
    SplitAggregates,
    aggregates,
    currency_of_amounts,
    split_by_currency,
    total_first,
)
from oppquery.response.json_ready import json_ready, written_day
from oppquery.result import Group as GroupResult
from oppquery.result import Result
from oppquery.rows import Row
from oppquery.schema.fields import CUSTOM, Type
from oppquery.schema.opportunity import CURRENCY, MONTHLY, PERIOD, VALUE
from oppquery.schema.schemas import Schema
from oppquery.values.money import money_printer

Derive = Callable[[Columns], Sequence[Any]]

ALL_FIELDS: Final = "_all"
CUSTOM_FIELDS: Final = "custom"
FORMATTED: Final = "value_formatted"
_SCALARS: Final = COPIED_AS_THEY_ARE | {int}


class Group(SplitAggregates, total=False):
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


class ListResponse(SplitAggregates):
    """The answer to a list request: a page of objects or groups, and the sums over all."""

    data: list[dict[str, Any]]
    has_more: bool


def respond(result: Result, fields: tuple[str, ...] | None, shape: Shape) -> dict[str, Any]:
    """The answer that a result makes, its objects deep copies that hold only those fields.

    Raises `BadValue` for a value that JSON does not have.
    """
    currency = currency_of_amounts(result.cells, shape.currency)
    if result.groups is None:
        data = shape.copies(result.rows, fields)
    else:
        rows = [row for group in result.groups for row in group.rows]
        copies = iter(shape.copies(rows, fields))
        data = [
            _group(group, currency, list(islice(copies, len(group.rows))))
            for group in result.groups
        ]
    return {
        "data": data,
        "has_more": result.has_more,
        **aggregates(result.cells, currency),
        **split_by_currency(result.cells),
    }


def _group(group: GroupResult, currency: str, objects: list[dict[str, Any]]) -> dict[str, Any]:
    """A group; its sums without amounts are in its one currency, else in that of all matches."""
    return {
        "key": json_ready("key", group.key),
        **{name: json_ready(name, value) for name, value in group.attributes.items()},
        **total_first(aggregates(group.cells, currency)),
        "objects": objects,
        **split_by_currency(group.cells),
    }


class Shape:
    """What the objects of an answer hold: the chosen fields, derived ones computed.

    The amounts and periods of the objects must have been checked. `nested` are the names that are
    no text, and those under which some objects hold more than a scalar, where they are known.
    """

    def __init__(self, schema: Schema, nested: Collection[str] | None = None) -> None:
        derived: dict[str, Derive] = {
            field.name: partial(_read, field.formula)
            for field in schema.fields.values()
            if isinstance(field.formula, ColumnFormula)
        }
        self.currency = schema.fields[CURRENCY].missing or ""
        self._schema = schema
        self._days = [
            field.name
            for field in schema.fields.values()
            if field.type is Type.DATE and not field.is_custom
        ]
        self._derived = {**derived, FORMATTED: _formatter(schema)}
        self._nested = nested

    def copies(self, rows: Sequence[Row], fields: tuple[str, ...] | None) -> list[dict[str, Any]]:
        """Deep copies of some objects; nothing in them is the caller's."""
        if fields is None or ALL_FIELDS in fields:
            copies, derived = list(map(dict, rows)), self._derived
        else:
            names = dict.fromkeys(_keys(fields, self._schema))
            derived = {name: each for name, each in self._derived.items() if name in names}
            copies = _kept(rows, names)
        nested = _nested(copies) if self._nested is None else self._nested
        _write_days(copies, [name for name in self._days if name in nested])
        _deepen(copies, nested)
        read = _plain_column if self._nested is None else _column
        columns = Columns(partial(read, rows))
        for name, derive in derived.items():
            for copied, value in zip(copies, derive(columns)):
                copied[name] = value
        return copies


def _nested(rows: Sequence[dict[str, Any]]) -> Collection[str]:
    """The names under which some objects may hold a value that is not ready for JSON."""
    values = list(chain.from_iterable(map(dict.values, rows)))
    types = list(map(type, values))
    names: set[str] = set().union(*rows)
    is_ready = set(types) <= _SCALARS and set(map(type, names)) <= {str}
    numbers = list(compress(values, map(is_, types, repeat(int))))
    return () if is_ready and are_short(numbers) else names


def _write_days(rows: Sequence[dict[str, Any]], names: Iterable[str]) -> None:
    for name in names:
        for row in rows:
            if name in row:
                row[name] = written_day(row[name])


def _deepen(rows: Sequence[dict[str, Any]], names: Iterable[str]) -> None:
    """Puts a deep copy in the place of each value that is not ready for JSON."""
    for name in names:
        _check_key(name)
        for row in rows:
            if type(value := row.get(name)) not in COPIED_AS_THEY_ARE:
                row[name] = json_ready(name, value)


def _check_key(key: Any) -> None:
    if type(key) is not str:
        json_ready(shown(key), {key: None})


def _column(rows: Sequence[Row], name: str) -> list[Any]:
    return [row.get(name) for row in rows]


def _plain_column(rows: Sequence[Row], name: str) -> list[Any]:
    """The values under a key, texts and integers plain."""
    raws = _column(rows, name)
    return raws if set(map(type, raws)) <= _SCALARS else [json_ready(name, raw) for raw in raws]


def _kept(rows: Iterable[Row], names: Mapping[str, None]) -> list[dict[str, Any]]:
    if CUSTOM_FIELDS not in names:
        return [{name: row[name] for name in names if name in row} for row in rows]
    return [
        {name: value for name, value in row.items() if name in names or _is_custom(name)}
        for row in rows
    ]


def _is_custom(name: object) -> bool:
    return isinstance(name, str) and name.startswith(CUSTOM)


def _keys(fields: Iterable[str], schema: Schema) -> Iterator[str]:
    for name in fields:
        yield from schema.custom_names.get(name, (name,))


def _read(formula: ColumnFormula, columns: Columns) -> Sequence[Any]:
    return columns(formula)


def _formatter(schema: Schema) -> Derive:
    missing = schema.fields[CURRENCY].missing or ""

    def formatted(columns: Columns) -> list[str | None]:
        codes = columns(CURRENCY)
        printers = {code: money_printer((code or missing).upper()) for code in set(codes)}
        return [
            None if value is None else printers[code](value) + _ADDED.get(period, "")
            for value, code, period in zip(columns(VALUE), codes, columns(PERIOD))
        ]

    return formatted


_ADDED: Final = {MONTHLY: " monthly"}
