"""The problems of one request, as they are found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from oppquery.errors import Problem, QueryError
from oppquery.unreadable import Span, Unreadable


@dataclass(frozen=True, slots=True)
class Place:
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

    def note(
        self,
        place: Place | str,
        code: str,
        message: str,
        *,
        expected: Iterable[str] = (),
        suggestions: Iterable[str] = (),
    ) -> None:
        """One problem at a place, or at a parameter as a whole."""
        at = Place(place) if isinstance(place, str) else place
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

    def fault(self, place: Place | str, fault: Unreadable) -> None:
        """Something unreadable at a place, or at a parameter as a whole."""
        self.note(
            place,
            fault.code,
            fault.message,
            expected=fault.expected,
            suggestions=fault.suggestions,
        )

    def of(self, param: str, text: str | None) -> Notes:
        """What notes the problems of one query, as text or as the JSON of a Smart View."""
        return Notes(self, param, text)

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
class Notes:
    """Notes what is wrong with one query, each time with its place in it."""

    problems: Problems
    param: str
    text: str | None

    def at(self, span: Span | None) -> Place:
        """A place in the query."""
        return Place(self.param, self.text, span)

    def note(
        self,
        code: str,
        message: str,
        span: Span | None,
        *,
        expected: Iterable[str] = (),
        suggestions: Iterable[str] = (),
    ) -> None:
        """One problem at a place of the query."""
        self.problems.note(self.at(span), code, message, expected=expected, suggestions=suggestions)

    def fault(self, fault: Unreadable, span: Span | None = None) -> None:
        """Something unreadable, at its own place if it has one."""
        self.problems.fault(self.at(fault.span or span), fault)
