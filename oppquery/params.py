"""Parameters become a request as written (spec §3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from oppquery.ast import (
    And,
    Condition,
    Given,
    Grouping,
    Items,
    Null,
    Operator,
    OrderKey,
    Request,
    Value,
)
from oppquery.errors import brief, listed, shown, suggest
from oppquery.limits import Limits
from oppquery.problems import Problems
from oppquery.schema import LOOKUPS, Field, Schema

LIMIT: Final = "_limit"
SKIP: Final = "_skip"
FIELDS: Final = "_fields"
ORDER: Final = "_order_by"
GROUP: Final = "_group_by"
CONTROLS: Final = (LIMIT, SKIP, FIELDS, ORDER, GROUP)
QUERIES: Final = ("query", "lead_query", "lead_saved_search_id")

_OPERATORS: Final[Mapping[str, Operator]] = {
    "": Operator.EQUAL,
    "in": Operator.IN,
    "gt": Operator.GREATER,
    "gte": Operator.GREATER_EQUAL,
    "lt": Operator.LESS,
    "lte": Operator.LESS_EQUAL,
}
_DIGITS: Final = re.compile(r"[0-9]+")
_UNDECODED: Final = re.compile("[\udc80-\udcff]")
_MORE_THAN_ANY: Final = 10**18
_DIGITS_OF_ANY: Final = 18
_SEPARATOR: Final = "__"


class ParamsReader:
    """Reads the parameters of one request; what is wrong goes to `problems`."""

    def __init__(self, schema: Schema, limits: Limits, problems: Problems) -> None:
        self.schema = schema
        self.limits = limits
        self.problems = problems

    def read(self, params: Mapping[str, Any]) -> Request:
        """The request that parameters make."""
        conditions: list[Condition] = []
        for name, value in params.items():
            if name in QUERIES:
                self._query(name, value)
            elif name not in CONTROLS:
                conditions += self._filter(name, value)
        return Request(
            where=And(tuple(conditions)),
            order=self._order(params.get(ORDER)),
            group=self._group(params.get(GROUP)),
            fields=self._names(params.get(FIELDS)),
            skip=self._count(SKIP, params.get(SKIP)),
            limit=self._limit(params.get(LIMIT)),
        )

    def _query(self, name: str, value: Any) -> None:
        if self._text(name, value):
            self.problems.note(name, "not_yet", f"{name} is not answered by this version yet")

    def _filter(self, name: str, value: Any) -> Iterator[Condition]:
        named = self._named(name)
        if named is None:
            return
        field, lookup = named
        if value is None:
            self.problems.note(
                name, "empty_value", "None is no value: leave it out, or give '' for *is null*"
            )
            return
        read = self._list(name, value) if lookup == "in" else self._one(name, value, lookup)
        if read is not None:
            yield Condition(field, _OPERATORS[lookup], read, name)

    def _named(self, name: str) -> tuple[str, str] | None:
        """The field and the lookup that a parameter's name consists of."""
        schema = self.schema
        if name in schema.fields or name in schema.custom_names:
            return name, ""
        base, _, lookup = name.rpartition(_SEPARATOR)
        if (field := schema.field(base)) is not None:
            return self._looked_up(name, base, field, lookup)
        if schema.field(name) is not None:
            return name, ""
        self._unknown(name)
        return None

    def _looked_up(self, name: str, base: str, field: Field, lookup: str) -> tuple[str, str] | None:
        lookups = LOOKUPS[field.type]
        if lookup and lookup in lookups:
            return base, lookup
        taken = tuple(base + _SEPARATOR + each if each else base for each in lookups)
        self.problems.note(
            name,
            "unknown_lookup",
            f"{brief(base)} has no lookup {shown(lookup)}: take {listed(map(brief, taken))}",
            expected=taken,
            suggestions=[
                base + _SEPARATOR + near for near in suggest(lookup, filter(None, lookups))
            ],
        )
        return None

    def _unknown(self, name: str) -> None:
        if alias := self.schema.aliases.get(name):
            id_name = f"{name}_id"
            meant = [id_name if id_name in self.schema.fields else alias]
        else:
            meant = [*suggest(name, parameter_names(self.schema))]
        self.problems.note(
            name, "unknown_parameter", f"there is no parameter {shown(name)}", suggestions=meant
        )

    def _one(self, name: str, value: Any, lookup: str) -> Value | None:
        if value == "":
            if not lookup:
                return Null()
            self.problems.note(name, "empty_value", "needs a value to compare with")
            return None
        if isinstance(value, list | tuple):
            self.problems.note(name, "bad_type", "takes one value, and a list goes with __in")
            return None
        return self._given(name, value)

    def _given(self, name: str, value: Any) -> Given | None:
        if isinstance(value, str | int | date):
            return Given(value)
        self.problems.note(
            name,
            "bad_type",
            f"takes text, an int, a bool or a date, not {shown(value)}, "
            f"which is of the type {type(value).__name__}",
        )
        return None

    def _list(self, name: str, value: Any) -> Items | None:
        match value:
            case "":
                items: Iterable[Any] = ()
            case str():
                items = [item.strip() for item in value.split(",")]
            case list() | tuple():
                items = value
            case _:
                self.problems.note(
                    name, "bad_type", f"takes a list, not the type {type(value).__name__}"
                )
                return None
        items = list(items)
        if len(items) > self.limits.in_list:
            self.problems.note(
                name,
                "too_much",
                f"the list has {len(items):,} items, more than {self.limits.in_list:,}",
            )
            return None
        return self._items(name, items)

    def _items(self, name: str, items: list[Any]) -> Items:
        given: list[Given] = []
        for place, item in enumerate(items, 1):
            if item == "":
                self.problems.note(name, "empty_value", f"item {place} of the list is empty")
            elif (read := self._given(name, item)) is not None:
                given.append(read)
        return Items(tuple(given))

    def _text(self, name: str, value: Any) -> str:
        """The text of a parameter that takes nothing else; `""` is *not given*."""
        if value is None or isinstance(value, str):
            return value or ""
        self.problems.note(
            name, "bad_type", f"takes text, not {shown(value)} of the type {type(value).__name__}"
        )
        return ""

    def _names(self, value: Any) -> tuple[str, ...] | None:
        if value is None:
            return None
        return tuple(name.strip() for name in self._text(FIELDS, value).split(","))

    def _order(self, value: Any) -> tuple[OrderKey, ...]:
        if not (text := self._text(ORDER, value)):
            return ()
        keys = [key.strip() for key in text.split(",")]
        if not all(keys):
            self.problems.note(ORDER, "empty_value", f"item {keys.index('') + 1} is empty")
        return tuple(OrderKey(key.removeprefix("-"), key.startswith("-")) for key in keys if key)

    def _group(self, value: Any) -> Grouping | None:
        if not (text := self._text(GROUP, value)):
            return None
        name, descending = text.removeprefix("-"), text.startswith("-")
        if name not in self.schema.fields and name not in self.schema.custom_names:
            base, _, unit = name.rpartition(_SEPARATOR)
            if self.schema.field(base) is not None:
                return Grouping(base, unit, descending)
        return Grouping(name, None, descending)

    def _limit(self, value: Any) -> int | None:
        limit, most = self._count(LIMIT, value), self.limits.limit
        if limit is not None and most is not None and limit > most:
            self.problems.note(LIMIT, "too_much", f"is more than {most:,}, the most that is taken")
        return limit

    def _count(self, name: str, value: Any) -> int | None:
        match value:
            case None:
                return None
            case bool():
                pass
            case int() if value >= 0:
                return value
            case str() if _DIGITS.fullmatch(value):
                digits = value.lstrip("0") or "0"
                return int(digits) if len(digits) <= _DIGITS_OF_ANY else _MORE_THAN_ANY
        self.problems.note(name, "bad_number", f"{shown(value)} is not a whole number ≥ 0")
        return None


def parameter_names(schema: Schema) -> list[str]:
    """Every parameter that a schema makes, the controls first."""
    filters = [
        field.name + (_SEPARATOR + lookup if lookup else "")
        for field in schema.fields.values()
        for lookup in LOOKUPS[field.type]
    ]
    return [*CONTROLS, *QUERIES, *filters]


def read_pairs(params: object, problems: Problems) -> dict[str, Any]:
    """The parameters by name, whatever form they came in; a name given twice is a problem."""
    named: dict[str, Any] = {}
    for name, value in _pairs(params, problems):
        if not isinstance(name, str):
            problems.note(shown(name), "bad_parameters", f"{shown(name)} is no name of a parameter")
        elif name in named:
            problems.note(name, "duplicate_parameter", "is given twice")
        else:
            named[name] = value
    return named


def _pairs(params: object, problems: Problems) -> Iterator[tuple[Any, Any]]:
    match params:
        case str():
            yield from _url_pairs(params, problems)
        case Mapping():
            yield from params.items()
        case bytes() | bytearray():
            _no_parameters(params, problems)
        case Iterable():
            for pair in params:
                if isinstance(pair, list | tuple) and len(pair) == 2:
                    yield pair[0], pair[1]
                else:
                    _no_parameters(pair, problems)
        case _:
            _no_parameters(params, problems)


def _no_parameters(given: object, problems: Problems) -> None:
    problems.note(
        "params",
        "bad_parameters",
        f"parameters are a mapping, pairs or a URL query string, not {shown(given)}",
    )


def _url_pairs(query: str, problems: Problems) -> Iterator[tuple[str, str]]:
    from urllib.parse import parse_qsl

    pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True, errors="surrogateescape")
    for name, value in pairs:
        if _UNDECODED.search(name + value):
            problems.note(shown(name), "bad_encoding", "the escaped bytes are not UTF-8")
        else:
            yield name, value
