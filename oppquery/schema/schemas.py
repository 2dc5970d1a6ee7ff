"""Schemas: the fields of one kind of object, and the names that queries use for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any, Final

from oppquery.errors.wording import shown
from oppquery.schema.definitions import read_names, read_text, unknown_name
from oppquery.schema.fields import CUSTOM, Field, Type, fill

CustomNames = Mapping[str, tuple[str, ...]]
"""The keys of custom fields (`custom.cf_x`) by their name (`custom.Seats`); several: ambiguous."""


@dataclass(frozen=True, slots=True)
class Relation:
    """The meaning of a name that asks the related objects of a kind, not the object itself.

    With a `field`: the value of that field in any of the related objects. Without: their number.
    `only` is the choice and the value that a related object must have to count.
    """

    kind: str
    field: str | None = None
    only: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaRules:
    """What the kinds of objects of this package have beyond fields and aliases.

    - `query_only`: fields that query text knows and parameters do not.
    - `searched_prefix`: bare words search every string whose key begins with it, besides text and
      label fields. `""`: every string of the object, `None`: no other string.
    - `searched_within`: bare words search every string inside the values of these keys, too.
    - `has_custom_fields`: every name that begins with `custom.` is a field.
    - `takes_any_name`: every other name is one, too.
    - `ids_by_name`: a name that is no declared field is an id if it is `id` or ends in `_id`.
    - `relations`: names that ask related objects.
    - `held_under`: the key under which an object itself holds the objects of a kind.
    - `counts_plurals`: the plural of a kind is the number of its objects, and a number that is
      not above zero is no value for `has:`.
    """

    query_only: Mapping[str, Field] = field(default_factory=dict)
    searched_prefix: str | None = CUSTOM
    searched_within: tuple[str, ...] = ()
    has_custom_fields: bool = True
    takes_any_name: bool = False
    ids_by_name: bool = False
    relations: Mapping[str, Relation] = field(default_factory=dict)
    held_under: Mapping[str, str] = field(default_factory=dict)
    counts_plurals: bool = False


_OF_A_CALLER: Final = SchemaRules()


@dataclass(frozen=True, slots=True, init=False)
class Schema:
    """The fields of one kind of object, and the names that queries use for them.

    - `name`: the kind, as messages name it.
    - `fields`: `Field`s, or a mapping of name to `Field`.
    - `aliases`: other names of fields in query text, as name to name of the field.
    - `custom_names`: names of custom fields, each as `custom.Name`, to the key of the field
      (`custom.cf_x`) or to several keys, which makes the name ambiguous.

    Every key that begins with `custom.` is a field, of no declared type unless `fields` has it.
    Bare words search the text and label fields and the strings of custom fields.

    Raises `TypeError` for an argument of another type, `ValueError` for two fields of one name
    and for a twin, an alias or a custom name of a field that does not exist.

    >>> invoice = Schema("invoice", [Field("number", "id"), Field("total", "integer")])
    >>> invoice.fields["total"].type
    <Type.INTEGER: 'integer'>
    """

    name: str
    fields: Mapping[str, Field]
    aliases: Mapping[str, str]
    custom_names: CustomNames
    rules: SchemaRules

    def __init__(
        self,
        name: str,
        fields: Mapping[str, Field] | Iterable[Field],
        aliases: Mapping[str, str] | None = None,
        *,
        custom_names: Mapping[str, str | Iterable[str]] | None = None,
    ) -> None:
        name = read_text(name, "the name of a schema")
        where = f"schema {name!r}"
        fill(self, name=name, fields=_fields(fields, where), rules=_OF_A_CALLER)
        fill(self, aliases=_aliases(aliases, self.fields, f"{where}: aliases"))
        fill(self, custom_names=_custom_names(custom_names, f"{where}: custom_names"))

    def __hash__(self) -> int:
        return hash(self.name)

    def field(self, name: str) -> Field | None:
        """The field of that name, or `None`; custom fields need no declaration."""
        if (known := self.fields.get(name)) is not None:
            return known
        if keys := self.custom_names.get(name):
            return self.field(keys[0])
        if self.rules.takes_any_name:
            return self.stranger(name)
        if self.rules.has_custom_fields and _is_custom(name):
            return Field(name, Type.UNTYPED)
        return None

    def stranger(self, name: str) -> Field:
        """The field of a name that is none of the schema's, but that an object carries."""
        is_id = self.rules.ids_by_name and (name == "id" or name.endswith("_id"))
        return Field(name, Type.ID if is_id else Type.UNTYPED)

    def names(self, name: str) -> bool:
        """True for a name that the schema lists; its rules may take others."""
        known = (self.fields, self.aliases, self.rules.query_only, self.custom_names)
        return any(name in each for each in known)

    def query_field(self, name: str) -> Field | None:
        """The field that a name in query text means."""
        meant = self.aliases.get(name, name)
        for known in (name, meant):
            if known in self.rules.query_only:
                return self.rules.query_only[known]
        return self.field(meant)

    def ambiguous(self, name: str) -> tuple[str, ...]:
        """The keys that a custom field's name stands for, when they are several."""
        keys = () if name in self.fields else self.custom_names.get(name, ())
        return keys if len(keys) > 1 else ()

    def with_fields(self, *fields: Field, custom_names: CustomNames | None = None) -> Schema:
        """This schema with fields and names of custom fields added or replaced."""
        return self._but(
            fields={**self.fields, **_by_name(fields)},
            custom_names={**self.custom_names, **(custom_names or {})},
        )

    def with_customs_of(self, other: Schema) -> Schema:
        """This schema with the custom fields that were declared for another."""
        customs = [field for field in other.fields.values() if field.is_custom]
        return self.with_fields(*customs, custom_names=other.custom_names)

    def with_any_name(self) -> Schema:
        """This schema, taking every name for a field."""
        return self._but(rules=replace(self.rules, takes_any_name=True))

    def _but(self, **changed: Any) -> Schema:
        changed_copy = copy(self)
        fill(changed_copy, **changed)
        return changed_copy


def built_in_schema(
    name: str,
    fields: Iterable[Field],
    rules: SchemaRules,
    aliases: Mapping[str, str] | None = None,
) -> Schema:
    """The schema of a kind of object that this package knows, with rules of its own.

    Its aliases may also lead to names that only query text knows.
    """
    schema = Schema(name, ())
    fill(schema, fields=_by_name(fields), aliases=dict(aliases or {}), rules=rules)
    return schema


def _by_name(fields: Iterable[Field]) -> dict[str, Field]:
    return {each.name: each for each in fields}


def _is_custom(name: str) -> bool:
    return name.startswith(CUSTOM) and name != CUSTOM


def _fields(given: object, where: str) -> dict[str, Field]:
    """The fields of a caller's schema by name, each with a name and an existing twin."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise TypeError(f"{where} takes Fields, not {shown(given)}")
    fields: dict[str, Field] = {}
    for each in given.values() if isinstance(given, Mapping) else given:
        if not isinstance(each, Field):
            raise TypeError(f"{where} takes Fields, not {shown(each)}")
        if each.name in fields:
            raise ValueError(f"{where} has two fields named {shown(each.name)}")
        fields[each.name] = each
    if isinstance(given, Mapping):
        _check_keys(given, where)
    for each in fields.values():
        if each.twin is not None and each.twin not in fields:
            raise unknown_name(each.twin, fields, f"{where}: the twin of {shown(each.name)}")
    return fields


def _check_keys(fields: Mapping[Any, Field], where: str) -> None:
    for name, each in fields.items():
        if name != each.name:
            raise ValueError(
                f"{where}: the field {shown(each.name)} stands under the name {shown(name)}: "
                "another name of it is one of aliases"
            )


def _aliases(given: object, fields: Mapping[str, Field], where: str) -> dict[str, str]:
    aliases: dict[str, str] = {}
    for name, named in read_names(given, where).items():
        meant = read_text(named, f"{where}: the field of {name!r}")
        if name in fields:
            raise ValueError(f"{where}: {name!r} is the name of a field")
        if meant not in fields and not _is_custom(meant):
            raise unknown_name(meant, fields, f"{where}: {name!r}")
        aliases[name] = meant
    return aliases


def _custom_names(given: object, where: str) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for name, keys in read_names(given, where).items():
        listed = keys if isinstance(keys, Iterable) and not isinstance(keys, str) else (keys,)
        names[name] = tuple(read_text(key, f"{where}: the key of {name!r}") for key in listed)
        for key in (name, *names[name]):
            if not _is_custom(key):
                raise ValueError(f"{where}: {shown(key)} does not begin with '{CUSTOM}'")
    return names
