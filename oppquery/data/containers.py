"""Where the objects of an argument stand: in any iterable or frame, but no mapping and no text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from oppquery.data.frames import FrameLike, frame_rows, is_frame
from oppquery.data.looks import PAGE, is_page, look_of_stranger
from oppquery.errors.errors import DataError
from oppquery.rows import Row
from oppquery.schema.fields import Type
from oppquery.schema.schemas import Schema


def objects_in(
    given: Iterable[Row] | FrameLike, argument: str, integers: Iterable[str] = ()
) -> Iterable[Row]:
    """The objects of an argument; raises `DataError` for what is one object or a text of them.

    `integers` are the keys of integers, which a frame may hold as floats.

    >>> objects_in({"data": [{"id": "a"}], "has_more": False}, "leads")
    Traceback (most recent call last):
    ...
    oppquery.errors.errors.DataError: object: leads must be a list of objects (this looks like a \
response page: pass its `data`), not {'data': [{'id': 'a'}], 'has_more': False}
    """
    if is_frame(given):
        return frame_rows(given, argument, integers)
    match given:
        case Mapping():
            hint = f"this looks like {_look(given)}"
        case str() | bytes() | bytearray():
            hint = "of JSON text pass what `json.loads` reads"
        case _:
            return cast("Iterable[Row]", given)
    raise DataError(None, None, "", given, f"{argument} must be a list of objects ({hint})")


def integer_keys(schema: Schema) -> list[str]:
    """The keys under which objects hold integers."""
    fields = schema.fields.values()
    return [each.name for each in fields if each.type is Type.INTEGER and each.formula is None]


def declared_in(custom_fields: Any) -> Any:
    """The `custom_fields` argument; raises `DataError` for a response page of custom fields."""
    if is_frame(custom_fields):
        return frame_rows(custom_fields, "custom_fields")
    if isinstance(custom_fields, Mapping) and is_page(custom_fields):
        reason = f"custom_fields must be a list of custom fields (this looks like {PAGE})"
        raise DataError(None, None, "", custom_fields, reason)
    return custom_fields


def _look(given: Mapping[Any, Any]) -> str:
    if (look := look_of_stranger(given)) is not None:
        return look
    if isinstance(given.get("opportunities"), list | tuple):
        return "an object around them: pass its `opportunities`"
    if given and all(isinstance(each, Mapping) for each in given.values()):
        return "objects by their ids: pass its `values()`"
    return "one object: pass it in a list"
