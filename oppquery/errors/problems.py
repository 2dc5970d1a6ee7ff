"""The problems of one request, as they are found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from oppquery.errors.errors import Problem, QueryError

TextSpan = tuple[int, int]
Span = TextSpan | str
"""Where something stands: start and end in the query text, or the path in a Smart View's JSON."""


class InvalidValue(Exception):
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


class Backwards(InvalidValue):
    """A range whose end is before its start: it cannot be taken for a word instead."""


class NeedsNow(InvalidValue):
    """A relative date where there is no `now`: it cannot be taken for a word instead."""


@dataclass(frozen=True, slots=True)
class ProblemPlace:
    """Where a problem stands: at a parameter, in a query with its text and a span of it.

    In the JSON of a Smart View the span is a path.
    """

    param: str
    text: str | None = None
    span: Span | None = None


class Problems:
    """Collects what is wrong with one request, to raise it all at once."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def __len__(self) -> int:
        """How many there are so far."""
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
        """One problem at a place, or at a parameter as a whole."""
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
        """Something unreadable at a place, or at a parameter as a whole."""
        self.add(
            place,
            fault.code,
            fault.message,
            expected=fault.expected,
            suggestions=fault.suggestions,
        )

    def reporter_for(self, param: str, text: str | None) -> QueryReporter:
        """What notes the problems of one query, as text or as the JSON of a Smart View."""
        return QueryReporter(self, param, text)

    def raise_if_any(self, params: Iterable[str]) -> None:
        """Raises every problem as one `QueryError`, in the order of the parameters."""
        if self._found:
            raise self.error(params)

    def error(self, params: Iterable[str]) -> QueryError:
        """Every problem as one error, in the order of the parameters."""
        places: dict[str, int] = {}
        for place, param in enumerate(params):
            places.setdefault(param, place)
        return QueryError(sorted(self._found, key=lambda each: places.get(each.param, -1)))


@dataclass(frozen=True, slots=True)
class QueryReporter:
    """Notes what is wrong with one query, each time with its place in it."""

    problems: Problems
    param: str
    text: str | None

    def at(self, span: Span | None) -> ProblemPlace:
        """A place in the query."""
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
        """One problem at a place of the query."""
        self.problems.add(self.at(span), code, message, expected=expected, suggestions=suggestions)

    def add_error(self, fault: InvalidValue, span: Span | None = None) -> None:
        """Something unreadable, at its own place if it has one."""
        self.problems.add_error(self.at(fault.span or span), fault)
