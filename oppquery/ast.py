"""A request as written: conditions, order, grouping and page, before any schema is asked.

Spans and parameter names say where a node was written; they do not count in `==`.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Operator(StrEnum):
    """How a field is compared; `:` and `=` are one."""

    EQUAL = "="
    GREATER = ">"
    GREATER_EQUAL = ">="
    LESS = "<"
    LESS_EQUAL = "<="
    IN = "in"


@dataclass(frozen=True, slots=True)
class Given:
    """The value of a parameter: its whole text, or the Python value that was passed."""

    value: str | int | date


@dataclass(frozen=True, slots=True)
class Null:
    """The empty value of a parameter: *is null*."""


@dataclass(frozen=True, slots=True)
class Items:
    """The values of a list; none of them matches nothing."""

    values: tuple[Given, ...]


Value = Given | Null | Items


@dataclass(frozen=True, slots=True)
class Condition:
    """A field compared with a value."""

    field: str
    operator: Operator
    value: Value
    param: str = dataclasses.field(default="query", compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """All of its parts hold; of none, everything matches."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One of its parts holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Its part does not hold."""

    part: Node


Node = Condition | And | Or | Not


@dataclass(frozen=True, slots=True)
class OrderKey:
    """One key of the order."""

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Grouping:
    """What to group by: a field, or a period of a date."""

    field: str
    unit: str | None = None
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """Everything that one call asks for; `None` is *not given*."""

    where: And
    order: tuple[OrderKey, ...] = ()
    group: Grouping | None = None
    fields: tuple[str, ...] | None = None
    skip: int | None = None
    limit: int | None = None
