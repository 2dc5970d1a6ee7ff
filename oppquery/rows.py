"""Objects as a call is given them, and functions of one object or of one raw value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Row = Mapping[str, Any]
"""An object as it was given: a mapping of key to raw value. It is never changed."""

StoredRow = dict[str, Any]
"""An object that a collection has copied and holds itself."""

Predicate = Callable[[Row], bool]
"""Whether an object matches."""

RawTest = Callable[[Any], bool]
"""Whether a raw value of a field passes."""


def plain_text(text: str) -> str:
    """A text as a plain `str`.

    A subclass, such as the members of an `Enum` of texts, may have another hash and `str()`.

    >>> from enum import Enum
    >>> class Period(str, Enum):
    ...     MONTHLY = "monthly"
    >>> plain_text(Period.MONTHLY)
    'monthly'
    """
    return text if text.__class__ is str else str.__str__(text)
