"""The operators that compare fields, and which of them each type of field takes."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Self

from oppquery.schema.fields import Type


class Operator(StrEnum):
    """How a field is compared.

    The value is its spelling in query text: `:` and `=` are one, and `f != v` is `not f:v`. The
    `lookup` is its spelling in the name of a parameter, after `__`: `value > 5` is `value__gt=5`.
    """

    lookup: str
    """`""` is the bare name."""

    def __new__(cls, text: str, lookup: str = "") -> Self:
        operator = str.__new__(cls, text)
        operator._value_ = text
        operator.lookup = lookup
        return operator

    EQUAL = ":", ""
    IN = "in", "in"
    GREATER = ">", "gt"
    GREATER_EQUAL = ">=", "gte"
    LESS = "<", "lt"
    LESS_EQUAL = "<=", "lte"


_WHOLE: Final = (Operator.EQUAL, Operator.IN)
_COMPARED: Final = tuple(Operator)
OPERATORS: Final[Mapping[Type, tuple[Operator, ...]]] = {
    Type.ID: _WHOLE,
    Type.CHOICE: _WHOLE,
    Type.LABEL: _WHOLE,
    Type.STATUS: _WHOLE,
    Type.NAMED: _WHOLE,
    Type.TEXT: (Operator.EQUAL,),
    Type.BOOLEAN: (Operator.EQUAL,),
    Type.INTEGER: _COMPARED,
    Type.NUMBER: _COMPARED,
    Type.DATE: _COMPARED,
    Type.DATETIME: _COMPARED,
    Type.UNTYPED: _COMPARED,
}
"""The operators that parameters on a field of each type take.

Query text takes `in` for every type, the other ones as here.
"""
