"""The arguments of one call, brought to a plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import Any, Final

from oppquery.caller import Caller
from oppquery.catalog import Catalog
from oppquery.conditions import Context
from oppquery.custom_fields import with_custom_fields
from oppquery.date_literals import Clock
from oppquery.limits import Limits
from oppquery.memory.related import RelatedData
from oppquery.opportunity import opportunity_schema
from oppquery.pairs import read_pairs
from oppquery.params import ParamsReader
from oppquery.plan import Plan
from oppquery.planner import Planner
from oppquery.problems import Problems
from oppquery.schema import Schema
from oppquery.zones import read_now, read_zone

ParamValue = str | int | bool | date | list[Any] | tuple[Any, ...] | None
Params = Mapping[str, ParamValue] | Iterable[tuple[str, ParamValue]] | str
Objects = Iterable[Mapping[str, Any]]
Views = Iterable[Mapping[str, Any]] | Mapping[str, Any]
CustomFields = Mapping[str, str] | Iterable[Mapping[str, Any]]
TimeZone = tzinfo | str | float

DEFAULT_LIMIT: Final = 100


@dataclass(frozen=True, slots=True)
class Settings:
    """The keyword arguments that a call was given."""

    status_changes: Objects | None
    leads: Objects | None
    related: Mapping[str, Objects] | None
    saved_searches: Views | None
    custom_fields: CustomFields | None
    currency: str
    now: datetime | None
    tz: TimeZone | None
    user_id: str | None
    limits: Limits

    def __post_init__(self) -> None:
        _check("currency", self.currency, str)
        _check("limits", self.limits, Limits)
        if self.user_id is not None:
            _check("user_id", self.user_id, str)


@dataclass(frozen=True, slots=True)
class Asked:
    """The keyword arguments of one request; what a `Collection` holds they leave out."""

    now: datetime | None
    tz: TimeZone | None
    user_id: str | None
    limits: Limits

    def __post_init__(self) -> None:
        _check("limits", self.limits, Limits)
        if self.user_id is not None:
            _check("user_id", self.user_id, str)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A plan, the schema that it was made by, and the objects that it asks."""

    plan: Plan
    schema: Schema
    data: RelatedData


def clock_of(asked: Settings | Asked, *, or_now: bool) -> Clock:
    """The caller's clock; without `now` the current time, or none."""
    now = read_now(asked.now) if or_now or asked.now is not None else None
    return Clock(read_zone(asked.tz), now)


def given(opportunities: Objects) -> Objects:
    """The objects that a call is about; raises `TypeError` when they are none."""
    if isinstance(opportunities, Iterable):
        return opportunities
    kind = type(opportunities).__name__
    raise TypeError(f"opportunities must be an iterable of mappings, not {kind}")


def data_of(settings: Settings, schema: Schema, opportunities: Objects | None) -> RelatedData:
    """The objects that a call was given; `schema` is that of the opportunities."""
    return RelatedData(
        schema,
        opportunities=opportunities,
        status_changes=settings.status_changes,
        leads=settings.leads,
        related=settings.related,
        saved_searches=settings.saved_searches,
    )


def resolve(opportunities: Objects, params: Params, settings: Settings) -> Resolved:
    """The plan of some parameters; raises `QueryError` with everything that is wrong."""
    schema = with_custom_fields(opportunity_schema(settings.currency), settings.custom_fields)
    data = data_of(settings, schema, given(opportunities))
    asked = Asked(settings.now, settings.tz, settings.user_id, settings.limits)
    return Resolved(resolve_plan(params, asked, schema, data.catalog()), schema, data)


def resolve_plan(params: Params, asked: Asked, schema: Schema, catalog: Catalog) -> Plan:
    """The plan of some parameters over data of that schema and catalog; raises `QueryError`."""
    problems = Problems()
    named = read_pairs(params, schema, problems)
    plan = plan_of(named, caller_of(asked), asked.limits, (schema, catalog), problems)
    problems.raise_if_any(named)
    return plan


def caller_of(asked: Asked) -> Caller:
    """Who makes a request, at the time that it names or now."""
    return Caller(clock_of(asked, or_now=True), asked.user_id)


def plan_of(
    named: Mapping[str, Any],
    caller: Caller,
    limits: Limits,
    about: tuple[Schema, Catalog],
    problems: Problems,
) -> Plan:
    """The plan of parameters by name, to be used only when no problem was found."""
    schema, catalog = about
    request = ParamsReader(schema, limits, problems).read(named)
    return Planner(Context(schema, caller), catalog, limits, problems).plan(request)


def paged(plan: Plan, limits: Limits) -> Plan:
    """The plan with the page that a list has when the request names none."""
    if plan.limit is not None:
        return plan
    most = DEFAULT_LIMIT if limits.limit is None else limits.limit
    return replace(plan, limit=min(DEFAULT_LIMIT, most))


def _check(name: str, value: object, kind: type) -> None:
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be a {kind.__name__}, not {type(value).__name__}")
