"""The problems of one request, as they are found."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from oppquery.errors import Problem, QueryError
from oppquery.unreadable import Unreadable


class Problems:
    """Collects what is wrong with one request, to raise it all at once."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def note(
        self,
        param: str,
        code: str,
        message: str,
        *,
        expected: Iterable[str] = (),
        suggestions: Iterable[str] = (),
    ) -> None:
        """One problem at a parameter."""
        self._found.append(
            Problem(param, code, message, expected=tuple(expected), suggestions=tuple(suggestions))
        )

    def reporter(self, param: str) -> Callable[[Unreadable], None]:
        """What takes the unreadable values of a parameter."""
        return lambda fault: self.note(
            param,
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
