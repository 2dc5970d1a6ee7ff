"""A query as a function: does it hold for a dict?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from oppquery.arguments import CallArguments, RequestArguments, TimeZone
from oppquery.data.catalog import Catalog
from oppquery.data.given import CustomFields, DataArguments, GivenData, Objects, Views
from oppquery.data.readers import BadValue
from oppquery.data.source import Source, not_a_mapping
from oppquery.errors.errors import DataError
from oppquery.errors.problems import InvalidValue, ProblemPlace, Problems
from oppquery.errors.wording import shown
from oppquery.limits import DEFAULT_LIMITS, Limits
from oppquery.plan import AnyOf, Node
from oppquery.planning.conditions import BindingContext
from oppquery.planning.lead_filters import LeadFilters
from oppquery.planning.simplify import simplify
from oppquery.planning.terms import TermCount
from oppquery.rows import Predicate, plain_text
from oppquery.scan.row_predicates import compile_predicate
from oppquery.schema.kinds import OPPORTUNITIES
from oppquery.schema.schemas import Schema
from oppquery.syntax.params import QUERY
from oppquery.syntax.parser import read_query

SCHEMAS: Final = ("opportunity", "lead", "status_change")


def compile_query(
    text: str,
    *,
    schema: str | Schema = "opportunity",
    status_changes: Objects | None = None,
    leads: Objects | None = None,
    related: Mapping[str, Objects] | None = None,
    saved_searches: Views | None = None,
    custom_fields: CustomFields | None = None,
    currency: str = "USD",
    now: datetime | None = None,
    tz: TimeZone | None = None,
    user_id: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Callable[[Mapping[str, Any]], bool]:
    """The predicate of a query: takes one mapping, says whether it matches.

    `schema` says what the mappings are: `"opportunity"`, `"lead"`, `"status_change"`, or a `Schema`
    of yours. On leads every name is taken for a field of theirs, unless `leads` are given and none
    has it; `opportunity(…)` asks those under `related`, else those that a lead holds itself.

    The other arguments are those of `list_opportunities`. A query with a relative date needs `now`
    here, since a predicate that is compiled once must not go stale silently; `sort:` and `slice:`
    have no place. The predicate keeps no state and serves many threads.

    Raises `QueryError` for the query; the predicate raises `DataError` (whose `index` is `None`)
    for a value that its field cannot hold.

    >>> keep = compile_query("note:important value >= $1,000")
    >>> deals = [{"note": "Very important", "value": 100000}, {"note": "important", "value": 1}]
    >>> [deal["value"] for deal in deals if keep(deal)]
    [100000]
    """
    arguments = CallArguments(
        DataArguments(status_changes, leads, related, saved_searches, custom_fields, currency),
        RequestArguments(now, tz, user_id, limits),
    )
    data = GivenData(arguments.data, {})
    about = _schema(schema, data).with_customs_of(data.schema(OPPORTUNITIES))
    context = BindingContext(about, arguments.request.caller_without_clock())
    where = _resolve(text, context, data.catalog(), limits)
    return _safely(compile_predicate(where, data), about)


def _schema(schema: object, data: GivenData) -> Schema:
    match schema:
        case Schema():
            return schema
        case str() if schema in SCHEMAS:
            return data.schema(schema)
        case str():
            raise ValueError(f"schema {shown(schema)} is not opportunity, lead or status_change")
        case _:
            raise TypeError(f"schema must be a name or a Schema, not {type(schema).__name__}")


def _resolve(text: object, context: BindingContext, catalog: Catalog, limits: Limits) -> Node:
    problems = Problems()
    where: Node = AnyOf(())
    if not isinstance(text, str):
        problems.add(QUERY, "bad_type", f"takes text, not the type {type(text).__name__}")
    else:
        text = plain_text(text)
        try:
            query = read_query(QUERY, text, limits)
            filters = LeadFilters(context, catalog, limits, problems, TermCount(limits.terms))
            where = simplify(filters.reader(query).read_condition())
        except InvalidValue as fault:
            problems.add_error(ProblemPlace(QUERY, text, fault.span), fault)
    problems.raise_if_any((QUERY,))
    return where


def _safely(predicate: Predicate, schema: Schema) -> Predicate:
    def holds(row: Mapping[str, Any]) -> bool:
        try:
            return predicate(row)
        except (BadValue, AttributeError, TypeError) as fault:
            raise _placed(row, fault, schema) from None

    return holds


def _placed(row: Any, fault: Exception, schema: Schema) -> Exception:
    """The error of an object that cannot be read; a fault of its own code stays as it is."""
    if not isinstance(row, Mapping):
        return DataError(None, None, "", row, not_a_mapping(row))
    try:
        with Source([row], schema).placing_bad_values():
            raise fault
    except DataError as error:
        return DataError(None, error.id, error.field, error.value, error.reason)
    except (AttributeError, TypeError) as own:
        return own
