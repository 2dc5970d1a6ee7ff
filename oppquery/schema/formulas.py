"""How a derived field is computed from the other keys of its object; `data.formulas` computes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PercentOf:
    """`(amount × percent + 50) // 100`: rounded half up, negative amounts included.

    Null when the amount or the percentage is null.
    """

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
    """The value of the first of these keys that is not null."""

    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Each:
    """A list of all values at the end of some paths; a path leads through lists of objects."""

    paths: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class LengthOf:
    """The number of objects at the end of a path through lists of objects."""

    path: tuple[str, ...]


Formula = PercentOf | TimesWhen | FirstOf | Each | LengthOf
