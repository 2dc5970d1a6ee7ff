"""The problems of one request, as they are found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from oppquery.errors import Problem, QueryError
from oppquery.unreadable import Unreadable


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem stands: at a parameter, in a query with its text and a span of it."""

    param: str
    text: str | None = None
    span: tuple[int, int] | None = None


class Problems:
    """Collects what is wrong with one request, to raise it all at once."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

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
                at.span,
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

    def raise_if_any(self, params: Iterable[str]) -> None:
        """Raises every problem as one `QueryError`, in the order of the parameters."""
        if self._found:
            places: dict[str, int] = {}
            for place, param in enumerate(params):
                places.setdefault(param, place)
            raise QueryError(sorted(self._found, key=lambda each: places.get(each.param, -1)))
