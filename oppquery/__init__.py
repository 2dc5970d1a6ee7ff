"""Filter, total, group and page sales opportunities held in memory."""

from oppquery.api import list_opportunities, select
from oppquery.errors import DataError, Problem, QueryError
from oppquery.formatter import format_query
from oppquery.limits import Limits
from oppquery.pages import merge_pages
from oppquery.parser import parse_query
from oppquery.predicates import compile_query
from oppquery.response import Group, ListResponse
from oppquery.schema import Field, Schema

__all__ = [
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
