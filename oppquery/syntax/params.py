"""Parameters become a request as written (spec §3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from oppquery.ast import (
    Condition,
    Given,
    Grouping,
    Items,
    Null,
    Operator,
    OrderKey,
    Query,
    Request,
    Value,
)
from oppquery.errors.problems import InvalidValue, ProblemPlace, Problems
from oppquery.errors.wording import listed, named, shown, suggest
from oppquery.limits import Limits
from oppquery.schema.custom_fields import suggest_field
from oppquery.schema.fields import Field, Type
from oppquery.schema.operators import OPERATORS
from oppquery.schema.schemas import Schema
from oppquery.syntax.param_habits import (
    has_sign_after_id,
    hint_of_lookup,
    hint_of_name,
    refused_value,
)
from oppquery.syntax.python_types import is_taken, not_taken

LIMIT: Final = "_limit"
SKIP: Final = "_skip"
FIELDS: Final = "_fields"
ORDER: Final = "_order_by"
GROUP: Final = "_group_by"
QUERY: Final = "query"
LEAD_QUERY: Final = "lead_query"
LEAD_VIEW: Final = "lead_saved_search_id"
_SEPARATOR: Final = "__"
IN: Final = "__in"
_OPERATORS: Final[Mapping[Type, Mapping[str, Operator]]] = {
    type_: {_SEPARATOR + each.lookup if each.lookup else "": each for each in operators}
    for type_, operators in OPERATORS.items()
}
"""By type, what may follow the name of a field in that of a parameter, and what it means."""
_DIGITS: Final = re.compile(r"[0-9]+")
_MORE_THAN_ANY: Final = 10**18
_DIGITS_OF_ANY: Final = 18


class ParamsReader:
    """Reads the parameters of one request; what is wrong goes to `problems`."""

    def __init__(self, schema: Schema, limits: Limits, problems: Problems) -> None:
        self.schema = schema
        self.limits = limits
        self.problems = problems

    def read(self, params: Mapping[str, Any]) -> Request:
        """The request that parameters make."""
        conditions: list[Condition] = []
        asked: dict[str, Any] = {}
        for name, value in params.items():
            if (control := _CONTROLS.get(name)) is None:
                conditions += self._filter(name, value)
            else:
                attribute, read = control
                asked[attribute] = read(self, name, value)
        return Request(tuple(conditions), **asked)

    def _query(self, name: str, value: Any) -> Query | None:
        if not (text := self._text(name, value)):
            return None
        from oppquery.syntax.parser import read_query

        try:
            return read_query(name, text, self.limits)
        except InvalidValue as fault:
            self.problems.add_error(ProblemPlace(name, text, fault.span), fault)
            return None

    def _filter(self, name: str, value: Any) -> Iterator[Condition]:
        base, suffix = split_name(name, self.schema)
        field = self.schema.field(base)
        if field is None or has_sign_after_id(name, self.schema):
            self._unknown(name, value)
        elif (operator := _OPERATORS[field.type].get(suffix)) is None:
            self._unknown_lookup(name, (base, suffix), value, field)
        elif (read := self._value(name, value, suffix, field)) is not None:
            yield Condition(base, operator, read, name)

    def _unknown(self, name: str, value: Any) -> None:
        message = "there is no such parameter"
        if hint := hint_of_name(name, value, self.schema):
            self.problems.add(name, "unknown_parameter", f"{message}: {hint}")
        else:
            near = self._near_parameters(name)
            self.problems.add(name, "unknown_parameter", message, suggestions=near)

    def _near_parameters(self, name: str) -> tuple[str, ...]:
        if alias := self.schema.aliases.get(name):
            id_name = f"{name}_id"
            return (id_name if id_name in self.schema.fields else alias,)
        return suggest_field(name, parameter_names(self.schema))

    def _unknown_lookup(self, name: str, parts: tuple[str, str], value: Any, field: Field) -> None:
        base, suffix = parts
        lookup = suffix.removeprefix(_SEPARATOR)
        taken = tuple(base + each for each in _OPERATORS[field.type])
        hint = hint_of_lookup(base, field, lookup, value)
        if hint:
            message = f"{named(base)} has no lookup {shown(lookup)}: {hint}"
        elif taken == (base,):
            message = f"{named(base)} takes no lookup, only the bare name"
        else:
            names = listed(map(named, taken))
            message = f"{named(base)} has no lookup {shown(lookup)}: take {names}"
        near = (
            ()
            if hint
            else suggest(lookup, (each.lookup for each in OPERATORS[field.type] if each.lookup))
        )
        self.problems.add(
            name,
            "unknown_lookup",
            message,
            expected=taken,
            suggestions=[base + _SEPARATOR + each for each in near],
        )

    def _value(self, name: str, value: Any, suffix: str, field: Field) -> Value | None:
        match value:
            case None:
                or_null = "" if suffix else ", or give '' for *is null*"
                self.problems.add(name, "empty_value", f"None is no value: leave it out{or_null}")
                return None
            case _ if suffix == IN:
                return self._list(name, value, field)
            case str() if not value and not suffix:
                return Null()
            case str() if not value:
                self.problems.add(name, "empty_value", "needs a value to compare with")
                return None
            case str() if fault := refused_value(name, value, suffix, field):
                self.problems.add(name, *fault)
                return None
            case list() | tuple():
                hint = ", and a list goes with __in" if takes_list(field) else ", not a list"
                self.problems.add(name, "bad_type", f"takes one value{hint}")
                return None
            case _:
                return self._given(name, value, field)

    def _given(self, name: str, value: Any, field: Field) -> Given | None:
        if is_taken(value, field.type):
            return Given(value)
        self.problems.add(name, "bad_type", not_taken(value, field.type))
        return None

    def _list(self, name: str, value: Any, field: Field) -> Items | None:
        if (items := list_items(value)) is None:
            kind = type(value).__name__
            self.problems.add(name, "bad_type", f"takes a list, not the type {kind}")
            return None
        if len(items) > self.limits.in_list:
            self.problems.add(
                name,
                "too_much",
                f"the list has {len(items):,} items, more than {self.limits.in_list:,}",
            )
            return None
        return self._items(name, items, field)

    def _items(self, name: str, items: list[Any], field: Field) -> Items:
        given: list[Given] = []
        for place, item in enumerate(items, 1):
            if isinstance(item, str) and not item:
                self._empty_item(name, place)
            elif (read := self._given(name, item, field)) is not None:
                given.append(read)
        return Items(tuple(given))

    def _empty_item(self, name: str, place: int) -> None:
        self.problems.add(name, "empty_value", f"item {place} of the list is empty")

    def _text(self, name: str, value: Any) -> str:
        """The text of a parameter that takes nothing else; `""` is *not given*."""
        if value is None or isinstance(value, str):
            return value or ""
        self.problems.add(
            name, "bad_type", f"takes text, not {shown(value)} of the type {type(value).__name__}"
        )
        return ""

    def _view(self, name: str, value: Any) -> str | None:
        return self._text(name, value) or None

    def _names(self, name: str, value: Any) -> tuple[str, ...] | None:
        if value is None:
            return None
        return tuple(each.strip() for each in self._text(name, value).split(","))

    def _order(self, name: str, value: Any) -> tuple[OrderKey, ...]:
        if not (text := self._text(name, value)):
            return ()
        if (size := text.count(",") + 1) > self.limits.terms:
            message = f"the order has {size:,} keys, more than {self.limits.terms:,}"
            self.problems.add(name, "too_much", message)
            return ()
        keys = [_order_key(item.strip()) for item in text.split(",")]
        for place, key in enumerate(keys, 1):
            if not key.field:
                self._empty_item(name, place)
        return tuple(key for key in keys if key.field)

    def _group(self, name: str, value: Any) -> Grouping | None:
        if not (text := self._text(name, value)):
            return None
        base, suffix = split_name(text.removeprefix("-"), self.schema)
        if "," in base and not _is_declared(base, self.schema):
            self.problems.add(name, "bad_field", "takes one field, not a list")
            return None
        unit = suffix.removeprefix(_SEPARATOR) if suffix else None
        return Grouping(base, unit, text.startswith("-"))

    def _limit(self, name: str, value: Any) -> int | None:
        limit, most = self._count(name, value), self.limits.limit
        if limit is not None and most is not None and limit > most:
            self.problems.add(name, "too_much", f"is more than {most:,}, the most that is taken")
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
        self.problems.add(name, "bad_number", f"{shown(value)} is not a whole number ≥ 0")
        return None


_CONTROLS: Final[Mapping[str, tuple[str, Callable[[ParamsReader, str, Any], Any]]]] = {
    LIMIT: ("limit", ParamsReader._limit),
    SKIP: ("skip", ParamsReader._count),
    FIELDS: ("fields", ParamsReader._names),
    ORDER: ("order", ParamsReader._order),
    GROUP: ("group", ParamsReader._group),
    QUERY: ("query", ParamsReader._query),
    LEAD_QUERY: ("lead_query", ParamsReader._query),
    LEAD_VIEW: ("lead_view", ParamsReader._view),
}
"""What each parameter that is no filter says of a `Request`, and how it is read."""


def split_name(name: str, schema: Schema) -> tuple[str, str]:
    """The name of a field and what follows it: `__` and a lookup or a unit, or nothing.

    The whole name and nothing where it names a field as it is, or none at all.

    >>> split_name("value__gte", Schema("deal", [Field("value", "integer")]))
    ('value', '__gte')
    """
    base, _, last = name.rpartition(_SEPARATOR)
    if _is_declared(name, schema) or schema.field(base) is None:
        return name, ""
    return base, _SEPARATOR + last


def _is_declared(name: str, schema: Schema) -> bool:
    return name in schema.fields or name in schema.custom_names


def takes_list(field: Field) -> bool:
    """Whether a field has the lookup `__in`."""
    return IN in _OPERATORS[field.type]


def list_items(value: object) -> list[Any] | None:
    """The items of a value of `__in`, `None` for a value that is no list.

    A text is a list with commas. Items of a list or tuple are taken as they are.
    """
    match value:
        case str():
            return [item.strip() for item in value.split(",")] if value else []
        case list() | tuple():
            return [*value]
        case _:
            return None


def _order_key(text: str) -> OrderKey:
    return OrderKey(text.removeprefix("-"), text.startswith("-"))


def parameter_names(schema: Schema) -> list[str]:
    """Every parameter that a schema makes, the controls first."""
    filters = [
        field.name + suffix for field in schema.fields.values() for suffix in _OPERATORS[field.type]
    ]
    return [*_CONTROLS, *filters]
