"""Habits from other interfaces in parameters, and the spelling to take instead (spec §3).

Each function gives the end of a message, or `None` for a parameter without such a habit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from oppquery.ast import Condition, Items, Operator, Phrase, Value, Word
from oppquery.errors.wording import brief, named, shown
from oppquery.schema.fields import CUSTOM, Field, Type
from oppquery.schema.operators import OPERATORS
from oppquery.schema.schemas import Schema
from oppquery.syntax.formatter import format_query

_BY_LOOKUP: Final[Mapping[str, Operator]] = {
    **{each.lookup: each for each in Operator},
    **dict.fromkeys(("e", "eq", "equal", "equals", "exact"), Operator.EQUAL),
}
"""Operators by their lookup, in the spellings that follow a negation: `neq`, `not_in`."""
_NEGATED_LOOKUP: Final = re.compile(
    r"(?:is_?)?(?:not_*|n|(?:exclude|except|without)_*)(?P<lookup>[a-z]*)", re.IGNORECASE
)
_NULL_LOOKUP: Final = re.compile(
    r"(?:is_?)?(?:(?:not?_?)?(?:null|none|empty|blank|missing))|exists|present", re.IGNORECASE
)
_NEGATED_NAME: Final = re.compile(
    r"(?:[-!~]|(?:not|exclude|except|without)_+)(?P<after>[^!]+)"
    r"|(?P<before>.+?)(?:!|_+(?:not|ne|neq|exclude|except|without))(?P<suffix>__\w+)?",
    re.IGNORECASE,
)
_COMPARED_NAME: Final = re.compile(r"(?P<base>[^<>!]+)(?P<sign><>|!=|[<>]=?)(?P<rest>.*)")
_LONGEST_NAME: Final = 200
"""Characters of a name that is looked through: the patterns take quadratic time."""
_NULL_WORDS: Final = frozenset({"null", "none", "nil"})
_BAD_VALUE: Final[Mapping[Type, str]] = {
    Type.BOOLEAN: "bad_boolean",
    Type.CHOICE: "bad_choice",
    Type.DATE: "bad_date",
    Type.DATETIME: "bad_date",
    Type.INTEGER: "bad_number",
    Type.NUMBER: "bad_number",
}
"""The code of the problem, by the types that hold neither `null` nor `!won`."""
_CUSTOM_ID: Final = CUSTOM + "cf_"
_SIGNED_VALUE: Final = re.compile(r"\s*(?P<sign><>|[<>]=?|!=?|-(?=[^\W\d]))\s*(?P<rest>\S.*)")
_COMPARISONS: Final = frozenset({"<", "<=", ">", ">="})
_UNEQUAL: Final = frozenset({"!=", "<>"})
_ONE_VALUE: Final = frozenset({Type.ID, Type.CHOICE, Type.STATUS})
_WORD: Final = re.compile(r"[\w$][\w.:$%+-]*")
_ITEMS_SHOWN: Final = 5
_BITS_SHOWN: Final = 64
_OMITTED: Final = "…"


def hint_of_name(name: str, value: Any, schema: Schema) -> str | None:
    """For the unknown name of a parameter that has an operator or a negation in it.

    `value>=5` in a URL is the name `value>` with the value `5`; `value>5` is a name alone.
    """
    if len(name) > _LONGEST_NAME:
        return None
    if found := _COMPARED_NAME.fullmatch(name):
        return _hint_of_sign(found["base"].strip(), found["sign"], found["rest"], value, schema)
    if found := _NEGATED_NAME.fullmatch(name):
        negated = found["after"] or found["before"] + (found["suffix"] or "")
        base, _, lookup = negated.partition("__")
        field, operator = schema.field(base), _BY_LOOKUP.get(lookup)
        return _without(base, field, operator, value) if field and operator else None
    return None


def _hint_of_sign(base: str, sign: str, rest: str, value: Any, schema: Schema) -> str | None:
    if (field := schema.field(base)) is None:
        return None
    compared = rest.strip() or value
    if sign in _UNEQUAL:
        return _without(base, field, Operator.EQUAL, compared)
    cut_at_equals = not rest and not sign.endswith("=")
    return _compared(base, field, Operator(f"{sign}=" if cut_at_equals else sign), compared)


def has_sign_after_id(name: str, schema: Schema) -> bool:
    """Whether a name is the id of a custom field, and an operator that no id has in it.

    An id is a known field whether an object carries it or not, `custom.cf_x>` would be one as well.
    """
    return (
        name.startswith(_CUSTOM_ID)
        and name not in schema.fields
        and any(sign in name for sign in "<>!")
    )


def hint_of_lookup(base: str, field: Field, lookup: str, value: Any) -> str | None:
    """For a lookup that asks for null, or that negates another one."""
    if _NULL_LOOKUP.fullmatch(lookup) and field.missing is None:
        has = f"has:{_field_name(base)}"
        return f"write {named(base)}= for *is null*, query={has} for *is not null*"
    found = _NEGATED_LOOKUP.fullmatch(lookup)
    if found and (operator := _BY_LOOKUP.get(found["lookup"].lower())):
        return _without(base, field, operator, value)
    return None


def refused_value(name: str, value: str, suffix: str, field: Field) -> tuple[str, str] | None:
    """The code and the message for a text that shows a habit where its type has no such value."""
    if value in field.choices:
        return None
    if "," in value and not suffix and field.type in _ONE_VALUE:
        several = f"take {named(name)}__in={_text(value)}"
        return "bad_list", f"takes one value: for any of several {several}"
    code = _BAD_VALUE.get(field.type)
    if code is None or (field.type is Type.CHOICE and not field.choices):
        return None
    hint = _hint_of_null(name, value, suffix, field) or _hint_of_signed(name, value, suffix, field)
    return (code, f"{shown(value)} is no value: {hint}") if hint else None


def _hint_of_null(name: str, value: str, suffix: str, field: Field) -> str | None:
    if value.strip().casefold() not in _NULL_WORDS or field.missing is not None:
        return None
    return "leave it out" if suffix else f"write {named(name)}= for *is null*"


def _hint_of_signed(name: str, value: str, suffix: str, field: Field) -> str | None:
    """For a value that an operator begins: `value=>=5`, `status_type=!won`."""
    found = None if suffix or len(value) > _LONGEST_NAME else _SIGNED_VALUE.fullmatch(value)
    if found is None:
        return None
    if (sign := found["sign"]) in _COMPARISONS:
        return _compared(name, field, Operator(sign), found["rest"])
    return _without(name, field, Operator.EQUAL, found["rest"])


def _compared(base: str, field: Field, operator: Operator, value: Any) -> str:
    lookup = f"{named(base)}__{operator.lookup}"
    if operator in OPERATORS[field.type]:
        return f"take {lookup}={_text(value)}"
    return f"{named(base)} is not compared with {operator}"


def _without(base: str, field: Field, operator: Operator, value: Any) -> str:
    """The query that negates a condition, since no parameter does."""
    return (
        f"take query=-{format_query(Condition(base, operator, _operand(value, operator, field)))}"
    )


def _operand(value: Any, operator: Operator, field: Field) -> Value:
    if operator is not Operator.IN:
        return _query_value(value, field)
    items = value.split(",") if isinstance(value, str) else value
    if not isinstance(items, list | tuple) or len(items) > _ITEMS_SHOWN:
        return Word(_OMITTED)
    return Items(tuple(_query_value(item, field) for item in items))


def _query_value(value: Any, field: Field) -> Word | Phrase:
    """A value in query text; `…` for one that would not mean the same there or is not text."""
    text = _text(value).strip()
    if _WORD.fullmatch(text) or text == _OMITTED:
        return Word(text)
    return Word(_OMITTED) if field.type is Type.TEXT else Phrase(text)


def _text(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case date():
            return value.isoformat()
        case str() if value and value.isprintable() and brief(value) == value:
            return value
        case int() if value.bit_length() <= _BITS_SHOWN:
            return str(value)
        case _:
            return _OMITTED


def _field_name(name: str) -> str:
    return format_query(Condition(name, Operator.EQUAL, Word("*"))).removesuffix(":*")
