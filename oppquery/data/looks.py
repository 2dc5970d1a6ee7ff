"""What an object that is none of its kind looks like, and what to pass instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from oppquery.rows import Row

ENVELOPE_KEYS: Final = frozenset(
    {
        *("data", "event", "object_type", "record", "type", "_airbyte_data"),
        *("total_results", "opportunities", "contacts"),
    }
)
"""The keys by which `look_of` knows what it looks at; an object of any kind may carry them too."""

PAGE: Final = "a response page: pass its `data`"
FAILURE: Final = "the answer to a request that failed"
_FAILED: Final = frozenset({"error", "errors", "field-errors", "detail", "message"})
_OF_FAILURES: Final = _FAILED | {"status", "status_code", "code", "error_code"}


def look_of(row: Row) -> str | None:
    """The envelope that an object is, with the place of the objects in it; `None` for no envelope.

    >>> look_of({"data": [], "has_more": False})
    'a response page: pass its `data`'
    """
    match row:
        case {"data": list() | tuple(), "has_more": _}:
            return PAGE
        case {"event": {"object_type": _}}:
            return "a webhook body: pass its `event.data`"
        case {"object_type": _, "data": Mapping()}:
            return "an event: pass its `data`"
        case {"type": "RECORD", "record": {"data": Mapping()}}:
            return "an Airbyte record: pass its `record.data`"
        case {"type": "RECORD", "record": Mapping()}:
            return "a Singer record: pass its `record`"
        case {"_airbyte_data": Mapping()}:
            return "an Airbyte record: pass its `_airbyte_data`"
        case {"key": _, "total_results": _, "objects": list() | tuple()}:
            return "a group of a response: pass its `objects`"
        case {"key": _, "total_results": _, "groups": list() | tuple()}:
            return "a group of a response: pass the `objects` of its `groups`"
    return None


def is_page(given: Mapping[Any, Any]) -> bool:
    """Whether a mapping is a response page with its objects; one of ids to ids is none."""
    match given:
        case {"data": list() | tuple() as held}:
            return "has_more" in given or (
                bool(held) and all(isinstance(each, Mapping) for each in held)
            )
    return False


def look_of_stranger(row: Row) -> str | None:
    """Like `look_of`, for an object that carries no field of its kind: fewer keys tell."""
    match row:
        case {"data": list() | tuple()}:
            return PAGE
        case {"type": "SCHEMA" | "STATE" | "LOG" | "TRACE" | "ACTIVATE_VERSION" as kind}:
            return f"a {kind} message of Singer or Airbyte: leave it out"
    return FAILURE if is_failure(row) else look_of(row)


def is_failure(row: Row) -> bool:
    """Whether an object is what an API answers to a request that failed."""
    return row.keys() <= _OF_FAILURES and not _FAILED.isdisjoint(row)


def is_lead(row: Row) -> bool:
    """Whether an object that should be an opportunity looks like a lead with its opportunities."""
    match row:
        case {"lead_id": str()}:
            return False
        case {"opportunities": list() | tuple()} | {"display_name": _, "contacts": _}:
            return True
    return False
