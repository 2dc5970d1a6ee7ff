"""Checks of a schema that a caller defines: its names, types, choices and aliases.

Each reader returns a plain value, or raises `TypeError` for a wrong Python type and `ValueError`
for a wrong value. `where` begins the message: `field 'stage'`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Final

from oppquery.errors.wording import did_you_mean, listed, shown, suggest

_MEANT: Final = {
    "str": "text",
    "string": "text",
    "int": "integer",
    "float": "number",
    "decimal": "number",
    "bool": "boolean",
    "timestamp": "datetime",
    "enum": "choice",
}
"""Names of types elsewhere, in lower case, and the type that stands for them here."""


def read_text(given: object, where: str) -> str:
    """A text; a `str` subclass, such as a `StrEnum`, is its text."""
    if not isinstance(given, str):
        raise TypeError(f"{where} must be text, not {shown(given)}")
    return str.__str__(given)


def read_member(given: object, known: Iterable[str], where: str) -> str:
    """One of the known names, as `known` spells it."""
    names = tuple(known)
    asked = given.__name__ if isinstance(given, type) else given
    if isinstance(asked, str):
        if asked in names:
            return str.__str__(asked)
        meant = (_MEANT.get(asked.lower()), *suggest(asked, names))
        near = tuple(each for each in meant if each in names)[:1]
    else:
        near = ()
    raise ValueError(f"{where} must be {listed(names)}, not {shown(asked)}{did_you_mean(near)}")


def read_choices(given: object, where: str) -> tuple[str, ...]:
    """The texts of some choices; a member of an `Enum` is its value.

    >>> read_choices(["new", "paid"], "field 'stage'")
    ('new', 'paid')
    """
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise TypeError(f"{where}: choices must be a list of texts, not {shown(given)}")
    members: Iterable[object] = given
    texts = (each.value if isinstance(each, Enum) else each for each in members)
    return tuple(read_text(each, f"{where}: a choice") for each in texts)


def read_names(given: object, where: str) -> dict[str, object]:
    """A mapping whose keys are texts; `None` is an empty one."""
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        raise TypeError(f"{where} must be a mapping of names, not {shown(given)}")
    return {read_text(name, f"{where}: a name"): meant for name, meant in given.items()}


def unknown_name(name: str, known: Iterable[str], where: str) -> ValueError:
    """The error of a name that no field of a schema has."""
    return ValueError(
        f"{where}: there is no field {shown(name)}{did_you_mean(suggest(name, known))}"
    )
