"""The group of a value, the key and the attributes of a group, the order of groups (spec §7.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, TypeVar

from oppquery.data.readers import BadValue, ValueKind, exact_number, is_number, reader
from oppquery.plan import Grouping
from oppquery.rows import plain_text
from oppquery.schema.fields import Field, Type
from oppquery.values.calendar import (
    DAY,
    END_DAY,
    FIRST_DAY,
    PERIOD_ATTRIBUTES,
    Unit,
    period_label,
    unit_start,
)
from oppquery.values.zones import Zone

T = TypeVar("T")

GroupKey = str | int | None
"""The identity of a group: an id, a folded label, a value as text, or the first day of a period."""


@dataclass(frozen=True, slots=True)
class GroupOf:
    """The key of the group of a raw value, and the value as the group may show it."""

    key: GroupKey
    shown: Any


NO_GROUP: Final = GroupOf(None, None)
FindGroup = Callable[[Any], GroupOf]


def group_finder(grouping: Grouping) -> FindGroup:
    """The function from a raw value to its group; raises `BadValue`."""
    field = grouping.field
    if grouping.unit is not None:
        place = _by_period(reader(field), grouping.unit, grouping.zone, field.type)
    elif field.is_custom:
        place = _by_print(field)
    elif field.type is Type.LABEL:
        place = _by_label(reader(field))
    else:
        place = _by_value(reader(field))
    missing = NO_GROUP if field.missing is None else place(field.missing)
    first = _first_element if field.is_custom else _itself

    def find(raw: Any) -> GroupOf:
        raw = first(raw)
        if isinstance(raw, str):
            text = plain_text(raw)
            return place(text) if text or field.missing is None else missing
        return missing if raw is None else place(raw)

    return find


def _itself(raw: Any) -> Any:
    return raw


def _first_element(raw: Any) -> Any:
    if isinstance(raw, list | tuple):
        return raw[0] if raw else None
    return raw


def _by_period(read: Callable[[Any], int], unit: Unit, zone: Zone, type_: Type) -> FindGroup:
    def place(raw: Any) -> GroupOf:
        number = read(raw)
        day = number if type_ is Type.DATE else zone.wall(number) // DAY
        start = unit_start(unit, min(max(day, FIRST_DAY), END_DAY - 1))
        return GroupOf(start, start)

    return place


def _by_label(read: Callable[[Any], str]) -> FindGroup:
    return lambda raw: GroupOf(read(raw), raw)


def _by_value(read: Callable[[Any], str]) -> FindGroup:
    def place(raw: Any) -> GroupOf:
        read(raw)
        return GroupOf(raw, raw)

    return place


def _by_print(field: Field) -> FindGroup:
    read = reader(field)

    def place(raw: Any) -> GroupOf:
        read(raw)
        return GroupOf(printed(raw), _shortest(raw))

    return place


def printed(value: Any) -> str:
    """A custom value as text: numbers in their shortest decimal form; raises `BadValue`.

    >>> printed(2.50), printed(10**3), printed(True), printed("x")
    ('2.5', '1000', 'true', 'x')
    """
    match value:
        case str():
            return plain_text(value)
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case _ if is_number(value):
            return _plain(Decimal(exact_number(value)))
        case _:
            return _as_json(value)


def _as_json(value: Any) -> str:
    import json

    try:
        return json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    except (TypeError, ValueError, RecursionError):
        raise BadValue("", value, "what groups or orders must be a value that JSON has") from None


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _shortest(value: Any) -> Any:
    """A number that is whole as a plain int; every other value as it is."""
    if not is_number(value):
        return value
    whole = int(value)
    return whole if whole == exact_number(value) else value


def value_rank(value: Any) -> tuple[int, Any, str]:
    """The sort key of a custom value: numbers first, then texts and dates, then the rest."""
    if is_number(value):
        return (ValueKind.NUMBER, exact_number(value), "")
    text = printed(value)
    if isinstance(value, str | date):
        return (ValueKind.TEXT, text.casefold(), text)
    return (ValueKind.OTHER, text, "")


def least_shown(grouping: Grouping, one: Any, other: Any) -> Any:
    """The one of two values that the group shows: the smaller spelling, a number before a text."""
    if one is None or other is None:
        return one if other is None else other
    if grouping.field.type is Type.LABEL:
        return min(one, other)
    return min(one, other, key=value_rank) if grouping.field.is_custom else one


def least_name(names: Iterable[str | None]) -> str | None:
    """The smallest name that is not null, by its case-folded, then its plain form."""
    known = [name for name in names if name is not None]
    return min(known, key=lambda name: (name.casefold(), name), default=None)


def attributes(
    grouping: Grouping, shown: Any, name: str | None
) -> tuple[str | None, dict[str, Any]]:
    """The key of a group as text and its attributes; all null for the group without a value."""
    field, unit, twin = grouping.field, grouping.unit, grouping.twin
    if unit is not None:
        if shown is None:
            return None, dict.fromkeys(PERIOD_ATTRIBUTES[unit])
        label, parts = period_label(unit, shown)
        return label, dict(parts)
    named: Mapping[str, Any] = {} if twin is None else {twin.name: name}
    if shown is None:
        return None, {field.name: None, **dict.fromkeys(named)}
    return printed(shown), {field.name: shown, **named}


def in_order(
    grouping: Grouping, groups: Iterable[T], look: Callable[[T], tuple[Any, str | None]]
) -> list[T]:
    """Groups in the order of an answer; `look` gives the value that each shows, and its name.

    In both directions groups without a name come after the named ones, and the group without a
    value comes last.
    """
    standing = _standing(grouping)
    ranked = [(*look(group), group) for group in groups]
    named = [each for each in ranked if each[0] is not None and _is_named(grouping, each[1])]
    nameless = [each for each in ranked if each[0] is not None and not _is_named(grouping, each[1])]
    for some in (named, nameless):
        some.sort(key=lambda each: standing(each[0], each[1]), reverse=grouping.descending)
    nowhere = [each for each in ranked if each[0] is None]
    return [group for _, _, group in (*named, *nameless, *nowhere)]


def _is_named(grouping: Grouping, name: str | None) -> bool:
    return grouping.twin is None or name is not None


def _standing(grouping: Grouping) -> Callable[[Any, str | None], tuple[Any, ...]]:
    field = grouping.field
    if field.is_custom and grouping.unit is None:
        return lambda shown, name: value_rank(shown)
    if grouping.unit is not None or (field.type is Type.ID and field.twin is None):
        return lambda shown, name: (shown,)
    if field.twin is not None:
        return lambda shown, name: ((name or "").casefold(), shown)
    return lambda shown, name: (shown.casefold(), shown)
