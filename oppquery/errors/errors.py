"""The exceptions of the package: `QueryError` for the request, `DataError` for the data."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, fields
from operator import index
from typing import Any, Final, SupportsIndex

from oppquery.errors.wording import caret_lines, did_you_mean, named, shown

CODES: Final = {
    "age_comparison": "an age such as '3 days ago' as the value of a lookup parameter",
    "bad_boolean": "not true, false, yes or no",
    "bad_choice": "a choice that does not exist",
    "bad_date": "not a date literal, or one of a form that is not taken here",
    "bad_encoding": "bytes of a URL that are not UTF-8",
    "bad_field": "a field that cannot be ordered or grouped by, or one that does not exist",
    "bad_list": "several values with commas where the parameter takes one",
    "bad_number": "not a number, or not one that this field can hold",
    "bad_operator": "an operator that the type of the field does not take",
    "bad_parameters": "parameters that are not a mapping, pairs, a URL or its query string",
    "bad_range": "a range whose end is not after its start",
    "bad_s_query": "a part of a Smart View's s_query that is not of its form",
    "bad_syntax": "a query text that breaks the rules of the language",
    "bad_text": "a text value without any letter or digit",
    "bad_type": "a value of a Python type that the parameter does not take",
    "bad_wildcard": "a * where the type of the field has no wildcard",
    "duplicate_name": "a custom field's name that two fields share",
    "duplicate_parameter": "a parameter given twice",
    "empty_value": "an empty item in a list, or nothing where a value is needed",
    "misplaced": "sort: or slice: twice or not at the top level, a scope on its own kind",
    "no_data": "a scope whose objects were not given",
    "no_user": "'me' in a request that does not say who that is",
    "not_found": "a Smart View that is not in saved_searches",
    "out_of_range": "a date before year 1 or after year 9999",
    "too_much": "more than Limits allows",
    "unknown_lookup": "a lookup that the field's type does not have",
    "unknown_parameter": "a parameter that does not exist",
    "view_cycle": "a Smart View that leads back to itself",
}
"""Every code of a `Problem`, and its occasion. Codes stay the same from release to release."""

PROBLEMS_SHOWN: Final = 20
"""Problems that `str()` of a `QueryError` shows; it counts the rest."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a request, and its place.

    - `param`: the name of the parameter.
    - `code`: one of `CODES`.
    - `message`: a sentence for people.
    - `text`: the query text, where the fault is inside one.
    - `span`: start and end of the fault in `text`, counted in characters from 0.
    - `path`: the place in the JSON of a Smart View, where the fault is inside one.
    - `expected`: values that would have been accepted.
    - `suggestions`: values near the one that was given.

    `str()` gives the message and, under the query text, a line of carets.

    >>> Problem("_limit", "bad_number", "'x' is not a whole number").code
    'bad_number'
    """

    param: str
    code: str
    message: str
    text: str | None = None
    span: tuple[int, int] | None = None
    path: str | None = None
    expected: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()

    def __str__(self) -> str:
        param = named(self.param)
        place = f"{param} at {self.path}" if self.path else param
        lines = [f"{place}: {self.message}{did_you_mean(self.suggestions)} [{self.code}]"]
        if self.text is not None and self.span is not None:
            lines += caret_lines(self.text, self.span)
        return "\n".join(lines)


class QueryError(ValueError):
    """The request is at fault. `problems` is a tuple of all of its `Problem`s.

    It pickles and copies.

    >>> error = QueryError([Problem("_limit", "bad_number", "'x' is not a whole number")])
    >>> print(error)
    _limit: 'x' is not a whole number [bad_number]
    >>> error.to_dict()
    {'errors': [], 'field-errors': {'_limit': "'x' is not a whole number"}}
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        shown = [str(problem) for problem in self.problems[:PROBLEMS_SHOWN]]
        if more := len(self.problems) - len(shown):
            shown.append(f"and {more} more")
        return "\n".join(shown)

    def to_dict(self, *, detail: bool = False) -> dict[str, Any]:
        """The body of the API's answer 400: the messages of each parameter, joined by newlines.

        Each message has its suggestions and, inside a query, its place, counted in characters
        from 0. `detail=True` adds the list `problems`, each with all its members.

        >>> QueryError([Problem("_skip", "bad_number", "'-1' is negative")]).to_dict()
        {'errors': [], 'field-errors': {'_skip': "'-1' is negative"}}
        """
        messages: dict[str, list[str]] = {}
        for problem in self.problems:
            messages.setdefault(problem.param, []).append(_sentence(problem))
        body: dict[str, Any] = {
            "errors": [],
            "field-errors": {param: "\n".join(lines) for param, lines in messages.items()},
        }
        if detail:
            body["problems"] = [_members(problem) for problem in self.problems]
        return body


def _sentence(problem: Problem) -> str:
    """The message in one line, with the place inside the parameter and the suggestions."""
    return f"{problem.message}{_place(problem)}{did_you_mean(problem.suggestions)}"


def _place(problem: Problem) -> str:
    if problem.path is not None:
        return f" at {named(problem.path)}"
    if problem.text is None or problem.span is None:
        return ""
    start, _ = problem.span
    rest = problem.text[start:]
    return f" at {start}: {shown(rest)}" if rest else " at the end"


def _members(problem: Problem) -> dict[str, Any]:
    """All members of a problem by name, tuples as lists."""
    members = ((field.name, getattr(problem, field.name)) for field in fields(problem))
    return {name: [*value] if isinstance(value, tuple) else value for name, value in members}


class DataError(ValueError):
    """The data is at fault: one object has a value that its field cannot hold.

    - `index`: the place of the object in its iterable, from 0; `None` when it is not known.
    - `id`: the `id` of the object, `None` when it has none.
    - `field`: the name of the field, `""` when the object as a whole is wrong.
    - `value`: the value that cannot be read, as it was given.
    - `reason`: a sentence for people.

    A copy and a pickle carry an `id` or a `value` that cannot be copied or pickled as the text that
    the message shows.

    >>> print(DataError(3, "oppo_1", "value", "12", "an amount must be an int of cents"))
    object 3 (id 'oppo_1'), field 'value': an amount must be an int of cents, not '12'
    """

    def __init__(
        self, index: int | None, id: object, field: str, value: object, reason: str
    ) -> None:
        self.index = index
        self.id = id
        self.field = field
        self.value = value
        self.reason = reason
        super().__init__(index, id, field, value, reason)

    def __repr__(self) -> str:
        values = ", ".join(map(shown, (self.index, self.id, self.field, self.value)))
        return f"{type(self).__name__}({values}, {self.reason!r})"

    def __str__(self) -> str:
        identity = "" if self.id is None else f" (id {shown(self.id)})"
        place = f", field {self.field!r}" if self.field else ""
        number = "" if self.index is None else f" {self.index}"
        return f"object{number}{identity}{place}: {self.reason}, not {shown(self.value)}"

    def __copy__(self) -> DataError:
        return self._with(self.id, self.value)

    def __deepcopy__(self, memo: dict[int, Any]) -> DataError:
        return self._with(*(_passed(each, deepcopy) for each in (self.id, self.value)))

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[Any, ...]:
        def pickled(each: object) -> object:
            return pickle.loads(pickle.dumps(each, index(protocol)))  # noqa: S301  # our own

        id_, value = (_passed(each, pickled) for each in (self.id, self.value))
        return type(self), (self.index, id_, self.field, value, self.reason), self._notes()

    def _with(self, id_: object, value: object) -> DataError:
        again = type(self)(self.index, id_, self.field, value, self.reason)
        again.__dict__.update(self._notes())
        return again

    def _notes(self) -> dict[str, list[str]]:
        """The notes that `add_note` added."""
        return {"__notes__": [*self.__notes__]} if hasattr(self, "__notes__") else {}


def _passed(value: object, way: Callable[[object], object]) -> object:
    """A value after it went a way, such as into a pickle and back; its shown text if it cannot."""
    try:
        return way(value)
    except Exception:  # a foreign object may refuse in any way, a deep list exhausts the stack
        return shown(value)
