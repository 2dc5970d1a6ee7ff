"""`list_opportunities` and `select`: one request over opportunities in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar, cast

from oppquery.arguments import CallArguments, RequestArguments, TimeZone
from oppquery.data.frames import FrameLike
from oppquery.data.given import CustomFields, DataArguments, GivenData, Objects, Views
from oppquery.limits import DEFAULT_LIMITS, Limits
from oppquery.plan import Plan
from oppquery.planning.resolve import paged, resolve_plan
from oppquery.response.response import ListResponse, Shape, respond
from oppquery.scan.executor import execute, select_rows
from oppquery.schema.kinds import OPPORTUNITIES
from oppquery.syntax.param_forms import Params

Opportunity = TypeVar("Opportunity", bound=Mapping[str, Any])


def list_opportunities(
    opportunities: Objects,
    params: Params = (),
    *,
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
) -> ListResponse:
    """Answers the request `GET /api/v1/opportunity/` over opportunities in memory.

    - `opportunities`: an iterable of mappings as the API returns them. Amounts are `int` cents,
      `confidence` is an `int` of percent, dates are ISO text or `date`/`datetime`. The iterable is
      read once, and no object is changed. Also a data frame or table of pandas, Polars, PyArrow or
      DuckDB, as for all data below, with `pip install 'oppquery[frames]'`.
    - `params`: the parameters of the vendor's page, as a mapping, as pairs or as a URL query
      string: filters (`status_type=won`, `date_won__gte=2024-Q2`, `user_id__in=a,b`), `query`,
      `lead_query`, `lead_saved_search_id`, `_order_by`, `_group_by`, `_limit` (100), `_skip` (0)
      and `_fields`. A filter with an empty value means *is null*.

    Other data, all as the API returns it:

    - `status_changes`: activities, for the scope `status_change(…)` of a query.
    - `leads`: for `lead_query`, `lead_saved_search_id` and the scope `lead(…)`.
    - `related`: other objects by the name of their scope, `{"call": [...], "task": [...]}`.
    - `saved_searches`: Smart Views, or a mapping of their id to a collection of lead ids.
    - `custom_fields`: declared custom fields, `{"custom.cf_x": "number"}` or the list of the API's
      custom-field endpoint. Without a declaration each value is read as its own kind.
    - `currency`: the ISO 4217 code for objects without `value_currency`.

    The caller:

    - `now`: the aware datetime of relative dates; the current time if not given.
    - `tz`: the zone of dates and periods, as `tzinfo`, IANA name or offset in hours; UTC if not
      given.
    - `user_id`: the id of the user that `me` stands for.
    - `limits`: the greatest size of a request.

    Returns a `dict` that `json.dumps` takes: `data`, with deep copies of the objects and their
    derived fields, or with groups of them; `has_more`; and over all matches `total_results`,
    `count_by_value_period`, and the totals and expected values by period in cents, each with a
    `_formatted` text beside it.

    Raises `QueryError` with all problems of the request, `DataError` for the first object that
    cannot be read, `TypeError` or `ValueError` for a wrong keyword argument.

    >>> deals = [{"id": "oppo_1", "value": 300000, "confidence": 75, "status_type": "active"}]
    >>> answer = list_opportunities(deals, {"status_type": "active", "value__gte": "$1,000"})
    >>> answer["total_results"], answer["expected_value_one_time_formatted"]
    (1, '$2,250')
    """
    arguments = CallArguments(
        DataArguments(status_changes, leads, related, saved_searches, custom_fields, currency),
        RequestArguments(now, tz, user_id, limits),
    )
    plan, data = _resolved(opportunities, params, arguments)
    plan, source, schema = paged(plan, limits), data[OPPORTUNITIES], data.schema(OPPORTUNITIES)
    result = execute(plan, source, schema, data)
    with source.placing_bad_values():
        return cast("ListResponse", respond(result, plan.fields, Shape(schema)))


def select(
    opportunities: Iterable[Opportunity] | FrameLike,
    params: Params = (),
    *,
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
) -> list[Opportunity]:
    """The matching objects themselves, not copies, in the order of the request.

    Arguments and errors are those of `list_opportunities`. All matches are returned unless
    `_limit` or `_skip` is given. Amounts are checked but not added up, so currencies may be mixed.
    `_group_by` and `_fields` are checked and have no effect.

    >>> deals = [{"id": "oppo_1", "value": 5}, {"id": "oppo_2", "value": None}]
    >>> select(deals, "value=")
    [{'id': 'oppo_2', 'value': None}]
    """
    arguments = CallArguments(
        DataArguments(status_changes, leads, related, saved_searches, custom_fields, currency),
        RequestArguments(now, tz, user_id, limits),
    )
    plan, data = _resolved(opportunities, params, arguments)
    return cast("list[Opportunity]", select_rows(plan, data[OPPORTUNITIES], data))


def _resolved(
    opportunities: Objects, params: Params, arguments: CallArguments
) -> tuple[Plan, GivenData]:
    """The plan of a call and all of its objects."""
    data = GivenData(arguments.data, {OPPORTUNITIES: opportunities})
    request, schema = arguments.request, data.schema(OPPORTUNITIES)
    plan = resolve_plan(params, request.caller(), request.limits, schema, data.catalog())
    return plan, data
