"""The functions that answer a request over objects in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar, cast

from oppquery.arguments import CallArguments, RequestArguments, TimeZone
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
    opportunities: Iterable[Mapping[str, Any]],
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
    """Answers `GET /api/v1/opportunity/` over some objects.

    `opportunities` are mappings as the API returns them: amounts are `int` cents, `confidence`
    is `int` percent, dates are ISO text or `date`/`datetime`. They are read once and never
    changed; the answer holds deep copies, with the derived fields computed.

    `params` are the parameters of the vendor's page, as a mapping, as pairs or as a URL query
    string: filters (`status_type=won`, `date_won__gte=2024-Q2`, `user_id__in=a,b`), `query`,
    `_order_by`, `_group_by`, `_limit` (100), `_skip` (0) and `_fields`. A filter with an empty
    value means *is null*.

    `status_changes` are the activities that `status_change(…)` in `query` asks, `related` other
    objects by the name of their scope, `{"call": [...]}`, all as the API returns them. `leads`
    are what `lead_query`, `lead_saved_search_id` and `lead(…)` ask, `saved_searches` the Smart
    Views: objects as the API returns them, or a mapping of id to a collection of lead ids.

    `custom_fields` declares custom fields, `{"custom.cf_x": "number"}` or the list of the API's
    endpoint; one that is not declared is read by the kind of each value. `currency` is that of
    objects without `value_currency`. `now` (aware) is what relative dates are relative to, `tz`
    the caller's zone (a `tzinfo`, an IANA name or an offset in hours), `user_id` who `me` is,
    `limits` how much a request may ask for.

    Returns a plain `dict` that `json.dumps` takes: `data` (objects, or groups of objects),
    `has_more`, and over all matches `total_results`, `count_by_value_period`, and totals and
    expected values by period in cents, each with a `_formatted` twin.

    Raises `QueryError` with every problem of the request at once, `DataError` for an object
    that cannot be read, `TypeError` or `ValueError` for a wrong keyword argument.

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
    opportunities: Iterable[Opportunity],
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
    """The matching objects themselves, in order; arguments and errors as `list_opportunities`.

    All of them, unless `_limit` or `_skip` are given. Nothing is added up, so currencies may be
    mixed, but the amounts of every match are checked; `_group_by` is checked and has no effect,
    nor has `_fields`.

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
