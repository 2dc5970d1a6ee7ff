"""Filter, total, group and page sales opportunities held in memory."""

from oppquery.api import list_opportunities, select
from oppquery.errors import DataError, Problem, QueryError
from oppquery.limits import Limits
from oppquery.pages import merge_pages
from oppquery.response import Group, ListResponse

__all__ = [
    "DataError",
    "Group",
    "Limits",
    "ListResponse",
    "Problem",
    "QueryError",
    "list_opportunities",
    "merge_pages",
    "select",
]
