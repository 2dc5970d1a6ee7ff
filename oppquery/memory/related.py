"""The related objects of a call: read when a scope first asks for them, and once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from oppquery.catalog import ARGUMENTS, STATUS_CHANGES, Catalog
from oppquery.memory.source import Source
from oppquery.schema import Schema
from oppquery.status_change import STATUS_CHANGE, related_schema

Row = Mapping[str, Any]
Take = Callable[[Iterable[Row], Schema, str], list[dict[str, Any]]]


class RelatedData(Mapping[str, Source]):
    """The sources of related objects by the name of their scope.

    Raises `TypeError` or `ValueError` for arguments that are no such data.
    """

    def __init__(
        self,
        status_changes: Iterable[Row] | None = None,
        related: Mapping[str, Iterable[Row]] | None = None,
    ) -> None:
        self._given: dict[str, Iterable[Row]] = dict(_checked(related))
        if status_changes is not None:
            self._given[STATUS_CHANGES] = status_changes
        self._sources: dict[str, Source] = {}

    def __getitem__(self, kind: str) -> Source:
        if kind not in self._sources:
            schema = self.schema(kind)
            self._sources[kind] = Source(self._given[kind], schema, _argument(kind))
        return self._sources[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def schema(self, kind: str) -> Schema:
        """The schema of a kind: that of its activity, or the names that its objects carry."""
        if kind == STATUS_CHANGES:
            return STATUS_CHANGE
        rows = self._given[kind] = list(self._given[kind])
        names = {name for row in rows if isinstance(row, Mapping) for name in row}
        return related_schema(kind, (name for name in names if isinstance(name, str)))

    def copied(self, take: Take) -> RelatedData:
        """The same data read at once, as `take` copies the objects of each kind."""
        again = RelatedData()
        for kind in self:
            schema, argument = self.schema(kind), _argument(kind)
            again._given[kind] = rows = take(self._given[kind], schema, argument)
            again._sources[kind] = Source(rows, schema, argument)
        return again

    def as_given(self) -> tuple[Iterable[Row] | None, Mapping[str, Iterable[Row]]]:
        """The arguments that this data was given as."""
        others = dict(self._given)
        return others.pop(STATUS_CHANGES, None), others

    def catalog(self) -> Catalog:
        """What the planner may know of the data."""
        return Catalog(tuple(self._given), self._schema_of_source)

    def _schema_of_source(self, kind: str) -> Schema:
        return self[kind].schema


def _argument(kind: str) -> str:
    return ARGUMENTS.get(kind, f"related[{kind!r}]")


def _checked(related: Mapping[str, Iterable[Row]] | None) -> Mapping[str, Iterable[Row]]:
    if related is None:
        return {}
    if not isinstance(related, Mapping):
        raise TypeError(f"related must map scopes to lists, not be a {type(related).__name__}")
    for kind in related:
        if kind in ARGUMENTS:
            raise ValueError(f"related: {kind} objects go to the argument {ARGUMENTS[kind]}")
    return related
