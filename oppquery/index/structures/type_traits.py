"""The traits of each field type that decide which indexes a field can have: one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from oppquery.schema.fields import Field, Type

NULL: Final = type(None)
STRINGS: Final = frozenset({str, NULL})
"""The Python types of raw values that are plain text or missing."""


@dataclass(frozen=True, slots=True)
class TypeTraits:
    """How the values of a field type can be indexed.

    - `is_ranked`: values have an order, so the code of a value is its rank, and a test of an
      equality or of a range is an interval of codes.
    - `is_integer`: typed values are Python integers: cents, counts, days, microseconds.
    - `has_ranges`: requests ask for ranges of values, so bit slices pay.
    - `has_words`: requests ask for words.
    - `is_dated`: raw values are texts of dates; spelled alike, they sort as the dates do.
    - `as_given`: the Python type whose raw values are typed values already, if there is one.
    """

    is_ranked: bool = True
    is_integer: bool = False
    has_ranges: bool = False
    has_words: bool = False
    is_dated: bool = False
    as_given: type | None = None


_DATES: Final = TypeTraits(is_integer=True, has_ranges=True, is_dated=True)
_NO_ORDER: Final = TypeTraits(is_ranked=False)
_TRAITS: Final[Mapping[Type, TypeTraits]] = {
    Type.ID: TypeTraits(as_given=str),
    Type.CHOICE: TypeTraits(),
    Type.LABEL: TypeTraits(has_words=True),
    Type.TEXT: TypeTraits(is_ranked=False, has_words=True),
    Type.INTEGER: TypeTraits(is_integer=True, has_ranges=True, as_given=int),
    Type.NUMBER: TypeTraits(has_ranges=True),
    Type.DATE: _DATES,
    Type.DATETIME: _DATES,
    Type.BOOLEAN: TypeTraits(as_given=bool),
    Type.UNTYPED: _NO_ORDER,
    Type.STATUS: _NO_ORDER,
    Type.NAMED: _NO_ORDER,
}


def traits(field: Field) -> TypeTraits:
    """The traits of the type of a field."""
    return _TRAITS[field.type]


def is_ranked(field: Field) -> bool:
    """Whether the codes of a field's column are ranks: one value a row, of an ordered type."""
    return _TRAITS[field.type].is_ranked and not field.may_be_list
