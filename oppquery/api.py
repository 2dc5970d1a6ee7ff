"""The functions that answer a request over objects in memory."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final, TypeVar, cast

from oppquery.limits import Limits
from oppquery.memory.executor import execute, select_rows
from oppquery.memory.source import Source
from oppquery.requests import CustomFields, Objects, Params, Settings, TimeZone, paged, resolve
from oppquery.response import ListResponse, Shape, respond

Opportunity = TypeVar("Opportunity", bound=Mapping[str, Any])

_LIMITS: Final = Limits()


def list_opportunities(
    opportunities: Iterable[Mapping[str, Any]],
    params: Params = (),
    *,
    status_changes: Objects | None = None,
    related: Mapping[str, Objects] | None = None,
    custom_fields: CustomFields | None = None,
    currency: str = "USD",
    now: datetime | None = None,
    tz: TimeZone | None = None,
    user_id: str | None = None,
    limits: Limits = _LIMITS,
) -> ListResponse:
    """Answers `GET /api/v1/opportunity/` over some objects.

    `opportunities` are mappings as the API returns them: amounts are `int` cents, `confidence`
    is `int` percent, dates are ISO text or `date`/`datetime`. They are read once and never
    changed; the answer holds deep copies, with the derived fields computed.

    `params` are the parameters of the vendor's page, as a mapping, as pairs or as a URL query
    string: filters (`status_type=won`, `date_won__gte=2024-Q2`, `user_id__in=a,b`), `_order_by`,
    `_group_by`, `_limit` (100), `_skip` (0) and `_fields`. An empty value means *is null*.

    `custom_fields` declares custom fields, `{"custom.cf_x": "number"}` or the list of the API's
    endpoint; one that is not declared is read by the kind of each value. `currency` is that of
    objects without `value_currency`. `now` (aware) is what relative dates are relative to, `tz`
    the caller's zone (a `tzinfo`, an IANA name or an offset in hours), `user_id` who `me` is.

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
    settings = Settings(status_changes, related, custom_fields, currency, now, tz, user_id, limits)
    resolved = resolve(params, settings)
    plan, schema = paged(resolved.plan, limits), resolved.schema
    source = Source(opportunities, schema)
    result = execute(plan, source, schema, resolved.related)
    return cast("ListResponse", respond(result, plan.fields, Shape(schema)))


def select(
    opportunities: Iterable[Opportunity],
    params: Params = (),
    *,
    status_changes: Objects | None = None,
    related: Mapping[str, Objects] | None = None,
    custom_fields: CustomFields | None = None,
    currency: str = "USD",
    now: datetime | None = None,
    tz: TimeZone | None = None,
    user_id: str | None = None,
    limits: Limits = _LIMITS,
) -> list[Opportunity]:
    """The matching objects themselves, in order; arguments and errors as `list_opportunities`.

    All of them, unless `_limit` or `_skip` are given. Nothing is added up, so currencies may be
    mixed; `_group_by` is checked and has no effect, nor has `_fields`.

    >>> deals = [{"id": "oppo_1", "value": 5}, {"id": "oppo_2", "value": None}]
    >>> select(deals, "value=")
    [{'id': 'oppo_2', 'value': None}]
    """
    settings = Settings(status_changes, related, custom_fields, currency, now, tz, user_id, limits)
    resolved = resolve(params, settings)
    source = Source(opportunities, resolved.schema)
    rows = select_rows(resolved.plan, source, resolved.related)
    return cast("list[Opportunity]", rows)
