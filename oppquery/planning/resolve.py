"""Parameters become a plan: read as they are written, then planned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from oppquery.data.catalog import Catalog
from oppquery.errors.problems import Problems
from oppquery.limits import Limits
from oppquery.plan import Plan
from oppquery.planning.conditions import BindingContext
from oppquery.planning.planner import Planned, Planner
from oppquery.schema.schemas import Schema
from oppquery.syntax.param_forms import Params, read_pairs
from oppquery.syntax.params import ParamsReader
from oppquery.values.caller import Caller

DEFAULT_LIMIT: Final = 100
"""Objects on a page when the request names no `_limit` [page]."""


def resolve_plan(
    params: Params, caller: Caller, limits: Limits, schema: Schema, catalog: Catalog
) -> Plan:
    """The plan of some parameters over data of that schema and catalog; raises `QueryError`."""
    problems = Problems()
    named = read_pairs(params, schema, problems)
    planned = plan_of(named, caller, limits, (schema, catalog), problems)
    problems.raise_if_any(named)
    return planned.plan


def plan_of(
    named: Mapping[str, Any],
    caller: Caller,
    limits: Limits,
    about: tuple[Schema, Catalog],
    problems: Problems,
) -> Planned:
    """The plan of parameters by name, to be used only when no problem was found."""
    schema, catalog = about
    request = ParamsReader(schema, limits, problems).read(named)
    return Planner(BindingContext(schema, caller), catalog, limits, problems).plan(request)


def paged(plan: Plan, limits: Limits) -> Plan:
    """The plan with the page that a list has when the request names none."""
    if plan.limit is not None:
        return plan
    most = DEFAULT_LIMIT if limits.limit is None else limits.limit
    return replace(plan, limit=min(DEFAULT_LIMIT, most))
