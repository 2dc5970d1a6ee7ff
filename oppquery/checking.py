"""All faults of the data of a call at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from oppquery.data.copies import held_copy
from oppquery.data.faults import faults_inside, faults_of
from oppquery.data.frames import frame_rows, is_frame
from oppquery.data.given import CustomFields, DataArguments, GivenData, Objects, Views
from oppquery.data.saved_searches import readings
from oppquery.errors.errors import DataError
from oppquery.response.json_ready import json_ready
from oppquery.schema.kinds import CONTACTS, LEADS, OPPORTUNITIES
from oppquery.schema.lead import CONTACT_KEYS, LEAD, contact_schema


def check_data(
    opportunities: Objects,
    *,
    status_changes: Objects | None = None,
    leads: Objects | None = None,
    related: Mapping[str, Objects] | None = None,
    saved_searches: Views | None = None,
    custom_fields: CustomFields | None = None,
    currency: str = "USD",
) -> tuple[DataError, ...]:
    """Every fault of some data, where the other functions raise the first one that they meet.

    The arguments are those of `Collection`, and everything that a collection checks is checked:
    each value of a typed field, ids of opportunities that are missing or not unique, objects that
    are none of their kind, values that no answer can hold, Smart Views.

    Returns the `DataError`s that would be raised: those of opportunities first, each kind in input
    order. Raises `TypeError` or `ValueError` for a wrong keyword argument.

    >>> deals = [{"id": "oppo_1", "value": 5.0}, {"id": "oppo_1", "confidence": 101}, {"id": None}]
    >>> for error in check_data(deals):
    ...     print(error.index, error.field, error.value)
    0 value 5.0
    1 confidence 101
    1 id oppo_1
    2 id None
    """
    data = DataArguments(status_changes, leads, related, None, custom_fields, currency)
    return (*_of_objects(data, opportunities), *_of_views(saved_searches))


def _of_objects(data: DataArguments, opportunities: Objects) -> Iterator[DataError]:
    undeclared = tuple(_raised(data.opportunity_schema))
    if undeclared:
        data = replace(data, custom_fields=None)
    given = GivenData(data, {OPPORTUNITIES: opportunities})
    for kind in sorted(given, key=_order):
        if unread := tuple(_raised(partial(given.__getitem__, kind))):
            yield from unread
        else:
            yield from _of_kind(given, kind)
    yield from undeclared


def _order(kind: str) -> bool:
    """Opportunities before all others."""
    return kind != OPPORTUNITIES


def _of_kind(given: GivenData, kind: str) -> Iterator[DataError]:
    source, is_main = given[kind], kind == OPPORTUNITIES
    yield from faults_of(source, json_ready if is_main else held_copy, are_unique=is_main)
    if kind == LEADS and CONTACTS not in given:
        yield from faults_inside(
            source, LEAD.rules.held_under[CONTACTS], contact_schema(CONTACT_KEYS)
        )


def _of_views(saved_searches: Any) -> Iterator[DataError]:
    if is_frame(saved_searches):
        saved_searches = frame_rows(saved_searches, "saved_searches")
    try:
        for read in () if saved_searches is None else readings(saved_searches):
            yield from _raised(read)
    except DataError as error:
        yield error


def _raised(act: Callable[[], object]) -> Iterator[DataError]:
    try:
        act()
    except DataError as error:
        yield error
