"""The objects of one kind: a sequence of mappings, and the place of a bad value in it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from itertools import product
from operator import is_
from typing import Any

from oppquery.data.batch import SIZE, Batch
from oppquery.data.foreign_rows import call_for
from oppquery.data.readers import BadValue, reader
from oppquery.data.strangers import Strangers
from oppquery.errors.errors import DataError
from oppquery.errors.wording import shown
from oppquery.rows import Row, plain_text
from oppquery.schema.fields import Field
from oppquery.schema.schemas import Schema


class Source:
    """Objects of one kind; `argument` names the argument that gave them, `""` the main one."""

    def __init__(self, objects: Iterable[Row], schema: Schema, argument: str = "") -> None:
        self.rows: Sequence[Row] = objects if isinstance(objects, list | tuple) else list(objects)
        self.schema = schema
        self._argument = argument
        self._strangers = Strangers(schema)

    @cached_property
    def mappings(self) -> Sequence[Row]:
        """All of the objects; raises `DataError` for one that is no mapping."""
        self._are_plain(self.rows)
        self._refuse_strangers(self.rows, 0)
        return self.rows

    def batches(self, size: int = SIZE) -> Iterator[Batch]:
        """The objects in batches of a size; raises `DataError` for one that is no mapping.

        An object that is none of its kind is told after its batch was read: where the reading
        saw that all objects carry a field that nothing else does, none is looked at again.
        """
        for start in range(0, len(self.rows), size):
            rows = self.rows[start : start + size]
            plain = self._are_plain(rows)
            batch = Batch(rows if isinstance(rows, list) else list(rows), plain=plain)
            yield batch
            if not self._strangers.are_told(batch.carried, batch.missed):
                self._refuse_strangers(rows, start)

    def _are_plain(self, rows: Sequence[Row]) -> bool:
        if list(map(type, rows)).count(dict) == len(rows):
            return True
        strangers = {kind for kind in set(map(type, rows)) if not issubclass(kind, Mapping)}
        if strangers:
            index = next(index for index, row in enumerate(self.rows) if type(row) in strangers)
            raise self._not_a_mapping(index, self.rows[index])
        return False

    def object_error(self, index: int, row: object) -> DataError | None:
        """The error of an object that is no mapping, or none of its kind."""
        if not isinstance(row, Mapping):
            return self._not_a_mapping(index, row)
        reason = self._strangers.reason(row)
        return None if reason is None else self._stranger(index, row, reason)

    def _not_a_mapping(self, index: int, row: object) -> DataError:
        return DataError(index, None, "", row, self._placed_reason(not_a_mapping(row)))

    def _stranger(self, index: int, row: Row, reason: str) -> DataError:
        return self._error(index, row, "", row, self._placed_reason(reason))

    def _refuse_strangers(self, rows: Sequence[Row], start: int) -> None:
        if (found := self._strangers.first(rows)) is not None:
            place, reason = found
            raise self._stranger(start + place, rows[place], reason)

    @contextmanager
    def placing_bad_values(self) -> Generator[None]:
        """Within this, a `BadValue` becomes a `DataError` with the place of the value."""
        try:
            yield
        except BadValue as bad:
            raise self.placed(bad) from None
        except TypeError:
            if (unhashable := self._unhashable()) is None:
                raise
            raise self.placed(unhashable) from None

    def placed(self, bad: BadValue) -> DataError:
        """The `DataError` of a bad value: found under its field, else under any key."""
        reason = self._reason(bad)
        for names, same in product(((bad.field,), None), (is_, _alike)):
            for index, row in enumerate(self.rows):
                for name in names or row:
                    if _holds(row.get(name), bad.value, same):
                        return self._error(index, row, name, bad.value, reason)
        return DataError(None, None, bad.field, _plain(bad.value), reason)

    def error(self, index: int, row: Row, name: str, bad: BadValue) -> DataError:
        """The `DataError` of a bad value in a given object."""
        return self._error(index, row, name, bad.value, self._reason(bad))

    def _error(self, index: int, row: Row, name: str, value: object, reason: str) -> DataError:
        return DataError(index, _plain(row.get("id")), name, _plain(value), reason)

    def _reason(self, bad: BadValue) -> str:
        return self._placed_reason(bad.reason)

    def _placed_reason(self, reason: str) -> str:
        return f"in {self._argument}, {reason}" if self._argument else reason

    def _unhashable(self) -> BadValue | None:
        """The first value without a hash under a field that holds one value, such as a list."""
        single = [field for field in self.schema.fields.values() if _holds_one_value(field)]
        for row in self.rows:
            for field in single:
                if not _is_hashable(raw := row.get(field.name)):
                    try:
                        reader(field)(raw)
                    except BadValue as bad:
                        return bad
        return None


def not_a_mapping(row: object) -> str:
    """The reason against an object that is no mapping, with the call that makes it one."""
    call = call_for(row)
    return "an object must be a mapping such as a dict" + (f" (pass {call})" if call else "")


def _holds_one_value(field: Field) -> bool:
    """Whether objects hold one value under the name of a field, none composed or computed."""
    return not (field.may_be_list or field.parts or field.formula is not None)


def _plain(value: object) -> object:
    return plain_text(value) if isinstance(value, str) else value


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
    """True if two values print alike: some mappings make a new object at each access."""
    return type(raw) is type(value) and shown(raw) == shown(value)
