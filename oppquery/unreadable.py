"""A value as written that cannot be what its field needs."""

from __future__ import annotations


class Unreadable(Exception):
    """Raised by the readers of literals; the planner knows the place and makes a `Problem`."""

    def __init__(
        self,
        code: str,
        message: str,
        *,
        expected: tuple[str, ...] = (),
        suggestions: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.expected = expected
        self.suggestions = suggestions
