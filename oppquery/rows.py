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
