"""Filter, total, group and page sales opportunities held in memory."""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from oppquery.api import list_opportunities, select
from oppquery.errors.errors import DataError, Problem, QueryError
from oppquery.limits import Limits
from oppquery.response.merge_pages import merge_pages
from oppquery.response.response import Group, ListResponse
from oppquery.schema.fields import Field
from oppquery.schema.schemas import Schema

if TYPE_CHECKING:
    from oppquery.collection import Collection
    from oppquery.predicate import compile_query
    from oppquery.syntax.formatter import format_query
    from oppquery.syntax.parser import parse_query

__all__ = [
    "Collection",
    "DataError",
    "Field",
    "Group",
    "Limits",
    "ListResponse",
    "Problem",
    "QueryError",
    "Schema",
    "compile_query",
    "format_query",
    "list_opportunities",
    "merge_pages",
    "parse_query",
    "select",
]

_LATER: Final = {
    "Collection": "oppquery.collection",
    "compile_query": "oppquery.predicate",
    "format_query": "oppquery.syntax.formatter",
    "parse_query": "oppquery.syntax.parser",
}
"""What is not always asked for, and so is imported when it is first asked for."""


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module 'oppquery' has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
