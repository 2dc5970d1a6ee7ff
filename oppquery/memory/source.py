"""The objects of one request: a sequence of mappings, and where in it a bad value stands."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from itertools import product
from operator import is_
from typing import Any

from oppquery.errors import DataError, shown
from oppquery.readers import BadValue, reader
from oppquery.schema import Schema

Row = Mapping[str, Any]


class Source:
    """Objects read once, those of an `argument` where they are not the main ones.

    `plain` says that all of them are exactly dicts, safe to subscript. Raises `DataError` for an
    object that is no mapping.
    """

    def __init__(self, objects: Iterable[Row], schema: Schema, argument: str = "") -> None:
        self.rows: Sequence[Row] = objects if isinstance(objects, list | tuple) else list(objects)
        self.schema = schema
        self._argument = argument
        kinds = set(map(type, self.rows))
        self.plain = kinds <= {dict}
        if not self.plain:
            self._check_mappings(kinds)

    def _check_mappings(self, kinds: Iterable[type]) -> None:
        strangers = {kind for kind in kinds if not issubclass(kind, Mapping)}
        for index, row in enumerate(self.rows):
            if type(row) in strangers:
                raise DataError(index, None, "", row, "an object must be a mapping such as a dict")

    @contextmanager
    def placing_bad_values(self) -> Generator[None]:
        """Turns a bad value that is found inside into a `DataError` that says where it stands."""
        try:
            yield
        except BadValue as bad:
            raise self.placed(bad) from None
        except TypeError:
            if (unhashable := self._unhashable()) is None:
                raise
            raise self.placed(unhashable) from None

    def placed(self, bad: BadValue) -> DataError:
        """The error that says where a bad value stands, in its field or in one that it reads."""
        reason = self._reason(bad)
        for names, same in product(((bad.field,), None), (is_, _alike)):
            for index, row in enumerate(self.rows):
                for name in names or row:
                    if _holds(row.get(name), bad.value, same):
                        return DataError(index, row.get("id"), name, bad.value, reason)
        return DataError(None, None, bad.field, bad.value, reason)

    def error(self, index: int, row: Row, name: str, bad: BadValue) -> DataError:
        """The error of a bad value in an object that is known."""
        return DataError(index, row.get("id"), name, bad.value, self._reason(bad))

    def _reason(self, bad: BadValue) -> str:
        return f"in {self._argument}, {bad.reason}" if self._argument else bad.reason

    def _unhashable(self) -> BadValue | None:
        """The first value that cannot be looked up, as a list where a field takes one value."""
        single = [field for field in self.schema.fields.values() if not field.is_custom]
        for row in self.rows:
            for field in single:
                if not _is_hashable(raw := row.get(field.name)):
                    try:
                        reader(field)(raw)
                    except BadValue as bad:
                        return bad
        return None


def _holds(raw: Any, value: object, same: Callable[[object, object], bool]) -> bool:
    values = raw if isinstance(raw, list | tuple) else ()
    return same(raw, value) or any(same(each, value) for each in values)


def _is_hashable(raw: object) -> bool:
    try:
        hash(raw)
    except TypeError:
        return False
    return True


def _alike(raw: object, value: object) -> bool:
    """Whether that looks like the value; some mappings make theirs anew each time."""
    return type(raw) is type(value) and shown(raw) == shown(value)
