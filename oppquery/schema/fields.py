"""Fields and their types: the table from which everything about a kind of object derives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Literal

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
    NAMED = "named"


TypeName = Literal[
    "id",
    "choice",
    "label",
    "text",
    "integer",
    "number",
    "date",
    "datetime",
    "boolean",
    "untyped",
]
MeasureName = Literal["cents", "percent"]


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


@dataclass(frozen=True, slots=True)
class FirstOf:
    """The first of these keys that has a value."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Each:
    """Every value at the end of some paths through lists of objects, as one list."""

    paths: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class LengthOf:
    """How many objects there are at the end of a path through lists of objects."""

    path: tuple[str, ...]


Formula = PercentOf | TimesWhen | FirstOf | Each | LengthOf


@dataclass(frozen=True, slots=True, init=False)
class Field:
    """One field of a kind of object.

    `type` is a `Type` or its name: id, choice, label, text, integer, number, date, datetime,
    boolean, untyped. `measure` says of an integer that it counts cents or percent.

    `choices` are the values of a closed choice, none for an open one. `missing` is what a
    missing value is. `twin` is the field that names the object whose id this one holds.
    `about_user` lets the word `me` stand for the caller. `formula` computes a derived field.
    `parts` are the fields that a composite one asks, one after the other. Raises `ValueError`
    for a type or a measure that does not exist.

    `is_custom` says that this is a custom field, `may_be_list` that its value may be a list, which
    matches when any element does.

    >>> Field("stage", "choice", choices=["new", "paid"]).choices
    ('new', 'paid')
    """

    name: str
    type: Type
    choices: tuple[str, ...] = ()
    missing: str | None = None
    measure: Measure | None = None
    twin: str | None = None
    about_user: bool = False
    formula: Formula | None = None
    parts: tuple[Field, ...] = ()
    is_custom: bool = field(init=False, repr=False, compare=False)
    may_be_list: bool = field(init=False, repr=False, compare=False)

    def __init__(
        self,
        name: str,
        type: Type | TypeName,
        choices: Iterable[str] = (),
        missing: str | None = None,
        measure: Measure | MeasureName | None = None,
        twin: str | None = None,
        about_user: bool = False,
        formula: Formula | None = None,
        parts: tuple[Field, ...] = (),
    ) -> None:
        if Type(type) in (Type.STATUS, Type.NAMED) and not parts:
            raise ValueError(f"a field of the type {type!s} needs parts")
        counted = None if measure is None else Measure(measure)
        is_custom = name.startswith(CUSTOM)
        may_be_list = is_custom or type == Type.UNTYPED or isinstance(formula, Each)
        values = (name, Type(type), tuple(choices), missing, counted, twin, about_user)
        derived = (formula, parts, is_custom, may_be_list)
        for slot, value in zip(self.__slots__, (*values, *derived), strict=True):
            object.__setattr__(self, slot, value)

    def __hash__(self) -> int:
        return hash(self.name)


_COMPARED: Final = ("", "in", "gt", "gte", "lt", "lte")
LOOKUPS: Final[Mapping[Type, tuple[str, ...]]] = {
    Type.ID: ("", "in"),
    Type.CHOICE: ("", "in"),
    Type.LABEL: ("", "in"),
    Type.STATUS: ("", "in"),
    Type.NAMED: ("", "in"),
    Type.TEXT: ("",),
    Type.BOOLEAN: ("",),
    Type.INTEGER: _COMPARED,
    Type.NUMBER: _COMPARED,
    Type.DATE: _COMPARED,
    Type.DATETIME: _COMPARED,
    Type.UNTYPED: _COMPARED,
}
"""The lookups of each type, as the suffix of a parameter; `""` is the bare name."""


def _checked(field: object) -> Field:
    if not isinstance(field, Field):
        raise TypeError(f"a schema takes Fields, not a {type(field).__name__}")
    return field


@dataclass(frozen=True, slots=True)
class Relation:
    """What a name in a query asks of the related objects of a kind.

    That `field` of any of them, or without one how many there are; `only` says which count, by a
    choice and its value.
    """

    kind: str
    field: str | None = None
    only: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, init=False)
class Schema:
    """The fields of one kind of object, and the names that queries use for them.

    `fields` are `Field`s, or a mapping of name to `Field`. `aliases` are other names of fields in
    query text and in `_order_by`. `queried` are fields that only query text knows by that name.
    `custom_names` gives the keys of the custom fields that a name stands for; more than one is
    ambiguous. Bare words search the text and label fields, every other string whose key begins
    with `searched` (`"custom."`; `""` all, `None` no others), and every string within the keys
    `nested`. Every `custom.…` is a field unless `customs` is false; an `open` schema takes every
    name for one, with `ids_by_name` those that are `id` or end in `_id` for ids. `relations` are
    names that ask related objects, `held` the keys under which an object itself holds the objects
    of a kind; a schema that `counts` takes the plural of a kind for how many there are, and has a
    number only when it is above zero.

    >>> invoice = Schema("invoice", [Field("number", "id"), Field("total", "integer")])
    >>> invoice.fields["total"].type
    <Type.INTEGER: 'integer'>
    """

    name: str
    fields: Mapping[str, Field]
    aliases: Mapping[str, str]
    queried: Mapping[str, Field]
    custom_names: Mapping[str, tuple[str, ...]]
    searched: str | None
    nested: tuple[str, ...]
    customs: bool
    open: bool
    ids_by_name: bool
    relations: Mapping[str, Relation]
    held: Mapping[str, str]
    counts: bool

    def __init__(
        self,
        name: str,
        fields: Mapping[str, Field] | Iterable[Field],
        aliases: Mapping[str, str] | None = None,
        *,
        queried: Mapping[str, Field] | None = None,
        custom_names: Mapping[str, tuple[str, ...]] | None = None,
        searched: str | None = CUSTOM,
        nested: tuple[str, ...] = (),
        customs: bool = True,
        open: bool = False,
        ids_by_name: bool = False,
        relations: Mapping[str, Relation] | None = None,
        held: Mapping[str, str] | None = None,
        counts: bool = False,
    ) -> None:
        if not isinstance(fields, Mapping):
            fields = {each.name: each for each in map(_checked, fields)}
        names = (name, fields, aliases or {}, queried or {}, custom_names or {}, searched)
        flags = (nested, customs, open, ids_by_name)
        values = (*names, *flags, relations or {}, held or {}, counts)
        for slot, value in zip(self.__slots__, values, strict=True):
            object.__setattr__(self, slot, value)

    def field(self, name: str) -> Field | None:
        """The field of that name; any `custom.…` of an object that has them is one."""
        if (known := self.fields.get(name)) is not None:
            return known
        if keys := self.custom_names.get(name):
            return self.fields[keys[0]]
        if self.open:
            return self.stranger(name)
        if self.customs and name.startswith(CUSTOM) and len(name) > len(CUSTOM):
            return Field(name, Type.UNTYPED)
        return None

    def stranger(self, name: str) -> Field:
        """The field of a name that is none of the schema's, but that an object carries."""
        is_id = self.ids_by_name and (name == "id" or name.endswith("_id"))
        return Field(name, Type.ID if is_id else Type.UNTYPED)

    def names(self, name: str) -> bool:
        """Whether the schema itself knows that name, as an open one may know every other."""
        known = (self.fields, self.aliases, self.queried, self.custom_names)
        return any(name in each for each in known)

    def query_field(self, name: str) -> Field | None:
        """The field that a name in query text means."""
        meant = self.aliases.get(name, name)
        for known in (name, meant):
            if known in self.queried:
                return self.queried[known]
        return self.field(meant)

    def ambiguous(self, name: str) -> tuple[str, ...]:
        """The keys that a custom field's name stands for, when they are several."""
        keys = () if name in self.fields else self.custom_names.get(name, ())
        return keys if len(keys) > 1 else ()

    def with_fields(
        self, *fields: Field, custom_names: Mapping[str, tuple[str, ...]] | None = None
    ) -> Schema:
        """This schema with fields added or replaced."""
        added = {each.name: each for each in fields}
        return self._but(
            fields={**self.fields, **added}, custom_names=custom_names or self.custom_names
        )

    def with_customs_of(self, other: Schema) -> Schema:
        """This schema with the custom fields that were declared for another."""
        customs = [field for field in other.fields.values() if field.is_custom]
        return self.with_fields(*customs, custom_names=other.custom_names)

    def opened(self) -> Schema:
        """This schema, taking every name for a field."""
        return self._but(open=True)

    def _but(self, **changed: Any) -> Schema:
        return Schema(**{**{slot: getattr(self, slot) for slot in self.__slots__}, **changed})


def named_field(name: str, id_: Field, twin: Field) -> Field:
    """The composite that matches an id exactly or a name as text."""
    return Field(name, Type.NAMED, parts=(id_, twin), about_user=id_.about_user)
