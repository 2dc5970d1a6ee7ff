"""The argument `custom_fields`: the custom fields of an organization, their types and names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from oppquery.errors.wording import listed, shown, suggest
from oppquery.rows import plain_text
from oppquery.schema.fields import CUSTOM, Field, Type
from oppquery.schema.schemas import Schema

_ID_PREFIX: Final = "cf_"
_USER: Final = "user"
_TYPES: Final[Mapping[str, Type]] = {
    "text": Type.TEXT,
    "choice": Type.CHOICE,
    "number": Type.NUMBER,
    "date": Type.DATE,
    "datetime": Type.DATETIME,
    "boolean": Type.BOOLEAN,
    _USER: Type.ID,
}
_API_TYPES: Final[Mapping[str, Type]] = {
    **_TYPES,
    "choices": Type.CHOICE,
    "textarea": Type.TEXT,
    "hidden": Type.TEXT,
    "contact": Type.ID,
}


def with_custom_fields(schema: Schema, declared: object) -> Schema:
    """The schema with the custom fields that a caller declared.

    `declared` is a mapping of key (`custom.cf_x`) to type, or the list that the API's
    custom-field endpoint returns, or `None`. A type of that list which is not known here makes an
    untyped field. Raises `TypeError` or `ValueError` for anything else.
    """
    match declared:
        case None:
            return schema
        case Mapping():
            return schema.with_fields(*(_declared(key, type_) for key, type_ in declared.items()))
        case str() | bytes():
            pass
        case Iterable():
            return _from_endpoint(schema, list(declared))
        case _:
            pass
    raise TypeError(
        "custom_fields must be a mapping of key to type, or the list of the API's endpoint, "
        f"not {type(declared).__name__}"
    )


def _declared(key: object, type_: object) -> Field:
    if not isinstance(key, str) or not key.startswith(CUSTOM) or key == CUSTOM:
        raise ValueError(f"custom_fields: {shown(key)} is no key such as 'custom.cf_x'")
    key = plain_text(key)
    if not isinstance(type_, str) or (known := _TYPES.get(plain_text(type_))) is None:
        raise ValueError(f"custom_fields: {key} must be {listed(_TYPES)}, not {shown(type_)}")
    return Field(key, known, about_user=type_ == _USER)


def _from_endpoint(schema: Schema, objects: list[Any]) -> Schema:
    fields: list[Field] = []
    names: dict[str, tuple[str, ...]] = {}
    for each in objects:
        if not isinstance(each, Mapping) or not isinstance(each.get("id"), str):
            raise ValueError(f"custom_fields: {shown(each)} is no custom field with an id")
        key = CUSTOM + plain_text(each["id"]).removeprefix(CUSTOM)
        type_ = each.get("type")
        text = plain_text(type_) if isinstance(type_, str) else ""
        fields.append(Field(key, _API_TYPES.get(text, Type.UNTYPED), about_user=text == _USER))
        if isinstance(name := each.get("name"), str):
            key_of_name = CUSTOM + plain_text(name)
            names[key_of_name] = (*names.get(key_of_name, ()), key)
    return schema.with_fields(*fields, custom_names=names)


def suggest_field(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Suggestions for an unknown name: the key of a custom field, or the nearest known name.

    >>> suggest_field("cf_x", []), suggest_field("vale", ["value"])
    (('custom.cf_x',), ('value',))
    """
    return (CUSTOM + name,) if name.startswith(_ID_PREFIX) else suggest(name, known)
