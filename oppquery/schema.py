"""Fields and their types: the table from which everything about a kind of object derives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

CUSTOM: Final = "custom."


class Type(StrEnum):
    """What a field holds, and so how it is read, written, tested and ordered (spec §2)."""

    ID = "id"
    CHOICE = "choice"
    LABEL = "label"
    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    DATETIME = "datetime"
    BOOLEAN = "boolean"
    UNTYPED = "untyped"
    STATUS = "status"


class Measure(StrEnum):
    """What an integer counts."""

    CENTS = "cents"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class PercentOf:
    """`(amount × percent + 50) // 100`: half up, negative amounts included; null of a null."""

    amount: str
    percent: str


@dataclass(frozen=True, slots=True)
class TimesWhen:
    """`amount × times` where the choice `field` has the value `equals`, else `amount`."""

    amount: str | PercentOf
    times: int
    field: str
    equals: str


Formula = PercentOf | TimesWhen


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind of object.

    `choices` are the values of a closed choice, none for an open one. `missing` is what a
    missing value is. `twin` is the field that names the object whose id this one holds.
    `about_user` lets the word `me` stand for the caller. `formula` computes a derived field.
    `parts` are the fields that a composite one asks, one after the other.
    """

    name: str
    type: Type
    choices: tuple[str, ...] = ()
    missing: str | None = None
    measure: Measure | None = None
    twin: str | None = None
    about_user: bool = False
    formula: Formula | None = None
    parts: tuple[str, ...] = ()

    @property
    def is_custom(self) -> bool:
        """Whether this is a custom field, whose value may be a list."""
        return self.name.startswith(CUSTOM)


_COMPARED: Final = ("", "in", "gt", "gte", "lt", "lte")
LOOKUPS: Final[Mapping[Type, tuple[str, ...]]] = {
    Type.ID: ("", "in"),
    Type.CHOICE: ("", "in"),
    Type.LABEL: ("", "in"),
    Type.STATUS: ("", "in"),
    Type.TEXT: ("",),
    Type.BOOLEAN: ("",),
    Type.INTEGER: _COMPARED,
    Type.NUMBER: _COMPARED,
    Type.DATE: _COMPARED,
    Type.DATETIME: _COMPARED,
    Type.UNTYPED: _COMPARED,
}
"""The lookups of each type, as the suffix of a parameter; `""` is the bare name."""

ALL_LOOKUPS: Final = frozenset(name for names in LOOKUPS.values() for name in names if name)


@dataclass(frozen=True, slots=True)
class Schema:
    """The fields of one kind of object, by name.

    `aliases` are other names of fields in query text and in `_order_by`. `custom_names` gives
    the keys of the custom fields that a name stands for; more than one is ambiguous.
    """

    name: str
    fields: Mapping[str, Field]
    aliases: Mapping[str, str] = field(default_factory=dict)
    custom_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def field(self, name: str) -> Field | None:
        """The field of that name; any `custom.…` is one, of no declared type."""
        if (known := self.fields.get(name)) is not None:
            return known
        if keys := self.custom_names.get(name):
            return self.fields[keys[0]]
        if name.startswith(CUSTOM) and len(name) > len(CUSTOM):
            return Field(name, Type.UNTYPED)
        return None

    def ambiguous(self, name: str) -> tuple[str, ...]:
        """The keys that a custom field's name stands for, when they are several."""
        keys = () if name in self.fields else self.custom_names.get(name, ())
        return keys if len(keys) > 1 else ()

    def with_fields(
        self, *fields: Field, custom_names: Mapping[str, tuple[str, ...]] | None = None
    ) -> Schema:
        """This schema with fields added or replaced."""
        merged = {**self.fields, **{each.name: each for each in fields}}
        return replace(self, fields=merged, custom_names=custom_names or self.custom_names)
