"""Collects the problems of one request, to raise all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from oppquery.errors.errors import Problem, QueryError

TextSpan = tuple[int, int]
Span = TextSpan | str
"""A place inside a query: start and end in its text, or a path in the JSON of a Smart View."""


class InvalidValue(Exception):
    """A literal or text that cannot be read. The caller that knows its place adds a `Problem`.

    `span` is a place inside the query, where the reader knows a narrower one than its caller.
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


class Backwards(InvalidValue):
    """A range whose end is before its start. No reader takes it for a word instead."""


class NeedsNow(InvalidValue):
    """A relative date without a `now`. No reader takes it for a word instead."""


@dataclass(frozen=True, slots=True)
class ProblemPlace:
    """The place of a problem: a parameter and, inside a query, the span in its text.

    In the JSON of a Smart View `span` is a path and there is no text.
    """

    param: str
    text: str | None = None
    span: Span | None = None


class Problems:
    """The problems of one request, in the order in which they were found."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def __len__(self) -> int:
        """The number of problems so far."""
        return len(self._found)

    def add(
        self,
        place: ProblemPlace | str,
        code: str,
        message: str,
        *,
        expected: Iterable[str] = (),
        suggestions: Iterable[str] = (),
    ) -> None:
        """Adds a problem at a place, or at a parameter as a whole."""
        at = ProblemPlace(place) if isinstance(place, str) else place
        self._found.append(
            Problem(
                at.param,
                code,
                message,
                at.text,
                None if isinstance(at.span, str) else at.span,
                at.span if isinstance(at.span, str) else None,
                expected=tuple(expected),
                suggestions=tuple(suggestions),
            )
        )

    def add_error(self, place: ProblemPlace | str, fault: InvalidValue) -> None:
        """Adds an invalid value at a place, or at a parameter as a whole."""
        self.add(
            place,
            fault.code,
            fault.message,
            expected=fault.expected,
            suggestions=fault.suggestions,
        )

    def reporter_for(self, param: str, text: str | None) -> QueryReporter:
        """The reporter of one query; `text` is `None` for the JSON of a Smart View."""
        return QueryReporter(self, param, text)

    def raise_if_any(self, params: Iterable[str]) -> None:
        """Raises the `QueryError` of all problems, if there are any."""
        if self._found:
            raise self.error(params)

    def error(self, params: Iterable[str]) -> QueryError:
        """All problems as one error, in the order in which the parameters were given."""
        places: dict[str, int] = {}
        for place, param in enumerate(params):
            places.setdefault(param, place)
        return QueryError(sorted(self._found, key=lambda each: places.get(each.param, -1)))


@dataclass(frozen=True, slots=True)
class QueryReporter:
    """Adds the problems of one query to those of the request, each with its place."""

    problems: Problems
    param: str
    text: str | None

    def at(self, span: Span | None) -> ProblemPlace:
        """The place of a span of the query."""
        return ProblemPlace(self.param, self.text, span)

    def add(
        self,
        code: str,
        message: str,
        span: Span | None,
        *,
        expected: Iterable[str] = (),
        suggestions: Iterable[str] = (),
    ) -> None:
        """Adds a problem at a place of the query."""
        self.problems.add(self.at(span), code, message, expected=expected, suggestions=suggestions)

    def add_error(self, fault: InvalidValue, span: Span | None = None) -> None:
        """Adds an invalid value, at its own span or else at the given one."""
        self.problems.add_error(self.at(fault.span or span), fault)
