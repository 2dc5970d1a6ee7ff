"""The Python values that a parameter takes besides text, by the type of its field (spec §1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from oppquery.errors.wording import shown
from oppquery.schema.fields import Type

_PYTHON_TYPES: Final[Mapping[Type, tuple[type, ...]]] = {
    Type.INTEGER: (int,),
    Type.NUMBER: (int,),
    Type.DATE: (date,),
    Type.DATETIME: (date,),
    Type.BOOLEAN: (bool,),
    Type.UNTYPED: (int, bool, date),
}
_TAKES: Final[Mapping[Type, str]] = {
    Type.INTEGER: "a whole number",
    Type.NUMBER: "text or an int",
    Type.DATE: "a date",
    Type.DATETIME: "a date",
    Type.BOOLEAN: "true or false",
    Type.UNTYPED: "text, an int, a bool or a date",
}
_FRACTIONAL: Final = frozenset({Type.NUMBER, Type.UNTYPED})
_FRACTION: Final = re.compile(r"-?[0-9]+\.[0-9]+")


def is_taken(value: object, type_: Type) -> bool:
    """Whether a field of that type takes a value of this Python type."""
    taken = _PYTHON_TYPES.get(type_, ())
    return bool in taken if isinstance(value, bool) else isinstance(value, (str, *taken))


def not_taken(value: object, type_: Type) -> str:
    """Why it does not, as a message."""
    text = shown(value)
    hint = f": write '{text}'" if type_ in _FRACTIONAL and _FRACTION.fullmatch(text) else ""
    takes = _TAKES.get(type_, "text")
    return f"takes {takes}, not {text} of the type {type(value).__name__}{hint}"
