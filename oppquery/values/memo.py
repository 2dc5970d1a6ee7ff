"""A function that remembers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final


class Memo(dict[Any, Any]):
    """A function of one raw value that remembers what it gave for strings and null, bounded.

    Only strings and null are kept: 1, 1.0 and True are one key but three values.
    """

    MOST: Final = 65_536

    def __init__(self, function: Callable[[Any], Any]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, raw: Any) -> Any:
        result = self._function(raw)
        if (type(raw) is str or raw is None) and len(self) < self.MOST:
            self[raw] = result
        return result
