"""The objects of a call by kind, each kind read once, when it is first needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from oppquery.data.catalog import Catalog
from oppquery.data.containers import declared_in, integer_keys, objects_in
from oppquery.data.frames import FrameLike, frame_rows, is_frame
from oppquery.data.source import Source
from oppquery.rows import Row, StoredRow, plain_text
from oppquery.schema.activities import STATUS_CHANGE, related_schema
from oppquery.schema.custom_fields import with_custom_fields
from oppquery.schema.kinds import ARGUMENTS, CONTACTS, LEADS, OPPORTUNITIES, STATUS_CHANGES
from oppquery.schema.lead import CONTACT_KEYS, LEAD, contact_schema
from oppquery.schema.opportunity import opportunity_schema
from oppquery.schema.schemas import Schema

if TYPE_CHECKING:
    from oppquery.data.saved_searches import SavedSearches

Objects = Iterable[Row] | FrameLike
Views = Iterable[Row] | FrameLike | Mapping[str, Any]
CustomFields = Mapping[str, str] | Iterable[Row] | FrameLike


@dataclass(frozen=True, slots=True)
class DataArguments:
    """The keyword arguments of a call that are data, besides the opportunities themselves.

    Raises `TypeError` for a `currency` that is no text.
    """

    status_changes: Objects | None = None
    leads: Objects | None = None
    related: Mapping[str, Objects] | None = None
    saved_searches: Views | None = None
    custom_fields: CustomFields | None = None
    currency: str = "USD"

    def __post_init__(self) -> None:
        if not isinstance(self.currency, str):
            raise TypeError(f"currency must be a str, not {type(self.currency).__name__}")

    def opportunity_schema(self) -> Schema:
        """The opportunity, with the currency and the custom fields of the organization.

        Raises `TypeError` or `ValueError` for `custom_fields` that declare none.
        """
        schema = opportunity_schema(plain_text(self.currency))
        return with_custom_fields(schema, declared_in(self.custom_fields))


class GivenData(Mapping[str, Source]):
    """The sources of objects by the name of their scope.

    `about` holds the objects that the call itself is about: `{"opportunity": …}`, or nothing for a
    query that is compiled. The schema of opportunities is built here, once a call.

    Raises `TypeError` or `ValueError` for arguments that are no such data, `DataError` for an
    invalid Smart View.
    """

    def __init__(self, arguments: DataArguments, about: Mapping[str, Objects]) -> None:
        beside = {STATUS_CHANGES: arguments.status_changes, LEADS: arguments.leads}
        own = {**about, **{kind: rows for kind, rows in beside.items() if rows is not None}}
        self._opportunity = arguments.opportunity_schema()
        self._arguments = {**dict.fromkeys(about, ""), **ARGUMENTS}
        self._given: dict[str, Objects] = {**_checked(arguments.related, own), **own}
        for kind, rows in self._given.items():
            _check_iterable(self._argument(kind) or "opportunities", rows)
        self._views = _saved_searches(arguments.saved_searches)
        self._sources: dict[str, Source] = {}

    def __getitem__(self, kind: str) -> Source:
        if kind not in self._sources:
            self._sources[kind] = self._read(kind)
        return self._sources[kind]

    def _read(self, kind: str) -> Source:
        argument, schema = self._argument(kind), self._fixed_schema(kind)
        integers = () if schema is None else integer_keys(schema)
        objects = objects_in(self._given[kind], argument or "opportunities", integers)
        if schema is not None:
            return Source(objects, schema, argument)
        listed = _listed(objects)
        return Source(listed, self._schema_of(kind, listed), argument)

    def _argument(self, kind: str) -> str:
        return self._arguments.get(kind, f"related[{kind!r}]")

    def __iter__(self) -> Iterator[str]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)

    def with_copies(self, rows: Mapping[str, list[StoredRow]]) -> GivenData:
        """The same data with copies of its objects, by kind, and of its Smart Views."""
        again = copy(self)
        again._given = dict(rows)
        again._sources = {}
        again._views = None if self._views is None else self._views.copied()
        return again

    def catalog(self) -> Catalog:
        """The catalog of the data, for the planner."""
        return Catalog(tuple(self._given), self.schema, self._carries, self._views)

    def schema(self, kind: str) -> Schema:
        """The schema of a kind of object, also where its objects were not given."""
        if kind == OPPORTUNITIES:
            return self._opportunity
        if kind in self._given:
            return self[kind].schema
        match kind:
            case "contact":
                known = contact_schema(CONTACT_KEYS)
                return known if any(True for _ in self._contacts()) else known.with_any_name()
            case "lead":
                return self._lead().with_any_name()
            case _:
                return STATUS_CHANGE

    def _lead(self) -> Schema:
        return LEAD.with_customs_of(self._opportunity)

    def _fixed_schema(self, kind: str) -> Schema | None:
        """The schema of a kind whose fields do not depend on what its objects carry."""
        return {OPPORTUNITIES: self._opportunity, STATUS_CHANGES: STATUS_CHANGE}.get(kind)

    def _schema_of(self, kind: str, objects: Sequence[Row]) -> Schema:
        if kind == LEADS:
            return self._lead() if objects else self._lead().with_any_name()
        names = {name for row in objects if isinstance(row, Mapping) for name in row}
        carried = [name for name in names if isinstance(name, str)]
        return contact_schema(carried) if kind == CONTACTS else related_schema(kind, carried)

    def _carries(self, kind: str, name: str) -> bool:
        """True if a lead, or a contact that a lead holds, has that key."""
        match kind:
            case "lead" if LEADS in self._given:
                return any(name in lead for lead in self[LEADS].mappings)
            case "contact" if CONTACTS not in self._given:
                return any(name in contact for contact in self._contacts())
            case _:
                return False

    def _contacts(self) -> Iterator[Row]:
        """The contacts that the given leads hold."""
        for lead in self[LEADS].mappings if LEADS in self._given else ():
            contacts = lead.get(LEAD.rules.held_under[CONTACTS])
            if isinstance(contacts, list | tuple):
                yield from (each for each in contacts if isinstance(each, Mapping))


def _saved_searches(given: Any) -> SavedSearches | None:
    if given is None:
        return None
    from oppquery.data.saved_searches import SavedSearches

    if is_frame(given):
        return SavedSearches(frame_rows(given, "saved_searches"))
    return SavedSearches(given)


def _check_iterable(argument: str, rows: object) -> None:
    if not (isinstance(rows, Iterable) or is_frame(rows)):
        raise TypeError(f"{argument} must be an iterable of mappings, not {type(rows).__name__}")


def _listed(rows: Iterable[Row]) -> list[Row] | tuple[Row, ...]:
    return rows if isinstance(rows, list | tuple) else list(rows)


def _checked(
    related: Mapping[str, Objects] | None, own: Mapping[str, Objects]
) -> Mapping[str, Objects]:
    if related is None:
        return {}
    if not isinstance(related, Mapping):
        raise TypeError(f"related must map scopes to lists, not be a {type(related).__name__}")
    for kind in related:
        if not isinstance(kind, str):
            raise TypeError(f"related must map scopes by name, not by a {type(kind).__name__}")
        if kind in ARGUMENTS:
            raise ValueError(f"related: {kind} objects go to the argument {ARGUMENTS[kind]}")
        if kind in own:
            raise ValueError(f"related: {kind} objects are those that the call is about")
    return {plain_text(kind): objects for kind, objects in related.items()}
