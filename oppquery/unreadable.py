"""Something written that cannot be read: a value on its field, or a query text."""

from __future__ import annotations

TextSpan = tuple[int, int]
Span = TextSpan | str
"""Where something stands: start and end in the query text, or the path in a Smart View's JSON."""


class Unreadable(Exception):
    """Raised by the readers of literals and texts; who knows the place makes it a `Problem`.

    `span` is set when it points into the query text, or is a path in the JSON of a Smart View.
    """

    def __init__(
        self,
        code: str,
        message: str,
        *,
        expected: tuple[str, ...] = (),
        suggestions: tuple[str, ...] = (),
        span: Span | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.expected = expected
        self.suggestions = suggestions
        self.span = span


class Backwards(Unreadable):
    """A range whose end is before its start: it cannot be taken for a word instead."""


class NeedsNow(Unreadable):
    """A relative date where there is no `now`: it cannot be taken for a word instead."""
