"""Values that JSON has no word for, as the files of `expected` hold them.

| in a file | means |
|---|---|
| `{"$text": "won"}` | that text as a member of an `Enum`, its hash and `str()` its own |
| `{"$integer": "1E+1000"}` | that integer, written short |
| `{"$decimal": "2.50"}` | a `Decimal` |
| `{"$date": "2024-05-17"}`, `{"$datetime": "2024-05-17T10:30:00+02:00"}` | such an object |
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

LONG = 10**100
"""Integers from here on are written short."""


class Text(str):
    """A text as a member of `class P(str, Enum)` is one: hash and `str()` are those of its name."""

    def __hash__(self) -> int:
        return hash(("member", self[:]))

    def __str__(self) -> str:
        return f"Text.{self[:].upper()}"

    def __repr__(self) -> str:
        return f"<Text.{self[:].upper()}>"

    __format__ = str.__format__


READERS: Mapping[str, Callable[[str], Any]] = {
    "$text": Text,
    "$integer": lambda text: int(Decimal(text)),
    "$decimal": Decimal,
    "$date": date.fromisoformat,
    "$datetime": datetime.fromisoformat,
}


def untagged(members: dict[str, Any]) -> Any:
    """An object of a file, or the value that its one member names; an `object_hook` of `json`."""
    name = next(iter(members), "")
    return READERS[name](members[name]) if name in READERS else members


def tagged(value: Any) -> Any:
    """The JSON of a value, which `untagged` reads."""
    match value:
        case Mapping():
            return {name: tagged(held) for name, held in value.items()}
        case list() | tuple():
            return [tagged(held) for held in value]
        case Text():
            return {"$text": value[:]}
        case datetime():
            return {"$datetime": value.isoformat()}
        case date():
            return {"$date": value.isoformat()}
        case Decimal():
            return {"$decimal": str(value)}
        case int() if abs(value) >= LONG:
            return {"$integer": f"{Decimal(value).normalize():E}"}
        case _:
            return value
