"""Fields: the name, the type and the reading of one value of an object."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import EnumType, StrEnum
from typing import Final, Literal, get_args

from oppquery.errors.wording import listed, shown
from oppquery.schema.definitions import read_choices, read_member, read_text
from oppquery.schema.formulas import Each, Formula

CUSTOM: Final = "custom."


class Type(StrEnum):
    """What a field holds, and so how it is read, written, tested and ordered (spec §2).

    - ID: compared whole and exactly. CHOICE: whole, without case, one of a list if there is one.
      LABEL: whole, without case, `*` is a wildcard. TEXT: word by word.
    - INTEGER: whole numbers. NUMBER: with a fraction, too.
    - DATE: a day. DATETIME: an instant. BOOLEAN: true or false.
    - UNTYPED: each value is compared as its own kind.
    - STATUS and NAMED hold nothing: they ask the parts of a composite field.
    """

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


DATED: Final = frozenset({Type.DATE, Type.DATETIME})
"""Types that hold a date, with or without a time of day."""


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
TYPE_NAMES: Final[tuple[TypeName, ...]] = get_args(TypeName)
MEASURE_NAMES: Final[tuple[MeasureName, ...]] = get_args(MeasureName)
_COMPARED_WHOLE: Final = (Type.ID, Type.CHOICE, Type.LABEL)
"""Types whose values are texts that are compared as a whole, a missing one included."""


class Measure(StrEnum):
    """What an integer counts."""

    CENTS = "cents"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True, init=False)
class Field:
    """One field of a kind of object.

    - `name`: the key that holds the value.
    - `type`: `"id"`, `"choice"`, `"label"`, `"text"`, `"integer"`, `"number"`, `"date"`,
      `"datetime"`, `"boolean"`, or `"untyped"` where the kind of each value decides.
    - `choices`: the texts that a choice may hold, or an `Enum` class whose values are texts;
      without any a choice takes every text.
    - `missing`: the text that a missing or null value of a choice stands for.
    - `measure`: what an integer counts, `"cents"` (then `$5` means 500) or `"percent"` (`50%`).
    - `twin`: the field that names the object whose id this field holds.
    - `about_user`: True lets the word `me` in a query stand for the caller's `user_id`.

    Raises `TypeError` or `ValueError` for an argument that is none of these.

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
        choices: Iterable[str] | EnumType = (),
        missing: str | None = None,
        measure: Measure | MeasureName | None = None,
        twin: str | None = None,
        about_user: bool = False,
    ) -> None:
        name = read_text(name, "the name of a field")
        where = f"field {name!r}"
        checked = Type(read_member(type, TYPE_NAMES, f"{where}: type"))
        fill(
            self,
            name=name,
            type=checked,
            choices=(known := _choices(choices, checked, where)),
            missing=_missing(missing, checked, known, where),
            measure=_measure(measure, checked, where),
            twin=None if twin is None else read_text(twin, f"{where}: twin"),
            about_user=about_user,
            formula=None,
            parts=(),
            is_custom=name.startswith(CUSTOM),
            may_be_list=name.startswith(CUSTOM) or checked is Type.UNTYPED,
        )

    def __hash__(self) -> int:
        return hash(self.name)


def _choices(given: object, type_: Type, where: str) -> tuple[str, ...]:
    choices = read_choices(given, where)
    if choices and type_ is not Type.CHOICE:
        raise ValueError(f"{where}: choices go with the type choice, not {type_}")
    return choices


def _missing(given: object, type_: Type, choices: tuple[str, ...], where: str) -> str | None:
    if given is None:
        return None
    if not isinstance(given, str):
        raise TypeError(f"{where}: missing must be text, not {shown(given)}")
    if type_ not in _COMPARED_WHOLE:
        raise ValueError(f"{where}: missing goes with {listed(_COMPARED_WHOLE)}, not {type_}")
    return read_member(given, choices, f"{where}: missing") if choices else str.__str__(given)


def _measure(given: object, type_: Type, where: str) -> Measure | None:
    if given is None:
        return None
    if type_ is not Type.INTEGER:
        raise ValueError(f"{where}: measure goes with the type integer, not {type_}")
    return Measure(read_member(given, MEASURE_NAMES, f"{where}: measure"))


def derived_field(name: str, type: Type, formula: Formula, measure: Measure | None = None) -> Field:
    """A field that a formula computes from other keys of the object."""
    derived = Field(name, type, measure=measure)
    fill(derived, formula=formula, may_be_list=derived.may_be_list or isinstance(formula, Each))
    return derived


def status_field(name: str, label: Field, type: Field, id_: Field) -> Field:
    """The composite that matches the label, the type or the id of a status."""
    return _composed(name, Type.STATUS, (label, type, id_))


def named_field(name: str, id_: Field, twin: Field) -> Field:
    """The composite that matches an id exactly or a name as text."""
    return _composed(name, Type.NAMED, (id_, twin), about_user=id_.about_user)


def _composed(
    name: str, type: Type, parts: tuple[Field, ...], *, about_user: bool = False
) -> Field:
    """A field without a key of its own: it holds where one of its parts does."""
    composed = Field(name, Type.UNTYPED, about_user=about_user)
    fill(composed, type=type, parts=parts, may_be_list=composed.is_custom)
    return composed


def fill(instance: object, **values: object) -> None:
    """Sets attributes of a frozen instance that is being built."""
    for name, value in values.items():
        object.__setattr__(instance, name, value)
