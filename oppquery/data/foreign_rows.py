"""Rows of libraries that are no mappings, and the call that makes a mapping of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import is_dataclass
from typing import Any, Final


def call_for(row: object) -> str | None:
    """The call that makes a mapping of a row; `None` where none is known.

    >>> from collections import namedtuple
    >>> call_for(namedtuple("Deal", "id value")("oppo_1", 5))
    'row._asdict()'
    """
    if isinstance(row, type):
        return None
    return next((call for is_such, call in _CALLS if is_such(row)), None)


def _has(*names: str) -> Callable[[Any], bool]:
    return lambda row: all(hasattr(type(row), name) for name in names)


def _is_json(row: Any) -> bool:
    if isinstance(row, bytes):
        return row.startswith(b"{")
    return isinstance(row, str) and row.startswith("{")


def _is_model_of_django(row: Any) -> bool:
    return hasattr(type(row), "_meta") and hasattr(type(row), "objects")


_CALLS: Final[tuple[tuple[Callable[[Any], bool], str], ...]] = (
    (_is_json, "json.loads(row)"),
    (_has("model_dump"), "row.model_dump()"),
    (is_dataclass, "dataclasses.asdict(row)"),
    (_has("__attrs_attrs__"), "attrs.asdict(row)"),
    (_has("__struct_fields__"), "msgspec.structs.asdict(row)"),
    (_has("_asdict"), "row._asdict()"),
    (_is_model_of_django, "django.forms.models.model_to_dict(row), or queryset.values()"),
    (_has("__table__"), "{column.name: getattr(row, column.name) for column in row.__table__.c}"),
    (_has("keys", "__getitem__"), "dict(row)"),
    (_has("asDict"), "row.asDict()"),
    (_has("to_dict"), "row.to_dict()"),
    (_has("dict"), "row.dict()"),
)
"""Libraries by what their rows have: pydantic, attrs, msgspec, namedtuple and SQLAlchemy's rows,
Django, SQLAlchemy's models, `sqlite3.Row` and asyncpg, PySpark, pandas' Series, pydantic 1."""
