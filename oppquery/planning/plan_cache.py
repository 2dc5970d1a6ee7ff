"""Plans of requests over the same data, with the plans of recent parameters remembered."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from threading import Lock
from typing import Any, Final

from oppquery.data.catalog import Catalog
from oppquery.errors.problems import Problems
from oppquery.limits import Limits
from oppquery.plan import Plan
from oppquery.planning.planner import Planned
from oppquery.planning.resolve import plan_of
from oppquery.planning.simplify import EVERYTHING, all_of
from oppquery.schema.schemas import Schema
from oppquery.syntax.param_forms import Params, read_pairs
from oppquery.syntax.params import FIELDS, GROUP, LEAD_QUERY, LEAD_VIEW, LIMIT, ORDER, QUERY, SKIP
from oppquery.values.caller import Caller

_MOST: Final = 1_000
"""Parameters whose plans are remembered."""
_LONGEST: Final = 200
"""Characters of the longest text whose plan is remembered."""
_ASK_LEADS: Final = frozenset({QUERY, LEAD_QUERY, LEAD_VIEW})
_NO_FILTERS: Final = frozenset({ORDER, GROUP, FIELDS, SKIP, LIMIT})
_NOTHING_ASKED: Final = Plan(
    where=EVERYTHING, order=(), group=None, fields=None, skip=0, limit=None
)


class PlanCache:
    """Makes the plans of requests over data of one schema and catalog, as `resolve_plan` does.

    The plan of a request is put together from those of its parameters. The plan of a parameter is
    remembered when it is the same for every caller at any time: when neither a date nor `me` took
    part in it.
    """

    def __init__(self, schema: Schema, catalog: Catalog) -> None:
        self._about = (schema, catalog)
        self._known: dict[Limits, dict[tuple[str, str], Planned]] = {}
        self._lock = Lock()

    def plan(self, params: Params, caller: Caller, limits: Limits) -> Plan:
        """The plan of some parameters; raises `QueryError` with everything that is wrong."""
        problems = Problems()
        named = read_pairs(params, self._about[0], problems)
        if can_plan_separately(named, limits):
            of_parts = deepcopy(problems) if len(problems) else Problems()
            if (plan := self._by_parts(named, caller, limits, of_parts)) is not None:
                of_parts.raise_if_any(named)
                return plan
        planned = plan_of(named, caller, limits, self._about, problems)
        problems.raise_if_any(named)
        return planned.plan

    def _by_parts(
        self, named: Mapping[str, Any], caller: Caller, limits: Limits, problems: Problems
    ) -> Plan | None:
        """The plan from those of the parameters, `None` where they have too many terms together."""
        known = self._known.get(limits, {})
        parts: dict[str, Planned] = {}
        for name, value in named.items():
            part = known.get((name, value)) if type(value) is str else None
            parts[name] = part or self._part(name, value, caller, limits, problems)
        if sum(part.terms for part in parts.values()) > limits.terms:
            return None
        return merge_plans({name: part.plan for name, part in parts.items()})

    def _part(
        self, name: str, value: Any, caller: Caller, limits: Limits, problems: Problems
    ) -> Planned:
        before = len(problems)
        planned = plan_of({name: value}, caller, limits, self._about, problems)
        if not planned.per_caller and len(problems) == before:
            self._remember(limits, name, value, planned)
        return planned

    def _remember(self, limits: Limits, name: str, value: Any, planned: Planned) -> None:
        if type(value) is not str or len(value) > _LONGEST:
            return
        with self._lock:
            if sum(map(len, self._known.values())) >= _MOST:
                self._known.clear()
            self._known.setdefault(limits, {})[name, value] = planned


def can_plan_separately(named: Mapping[str, Any], limits: Limits) -> bool:
    """True if the parameters can be planned one by one: none needs to know of another.

    Two filters by the lead may name the same Smart View, which is read and reported once. More
    parameters than `limits.terms` are planned together, which counts them first.
    """
    return len(_ASK_LEADS & named.keys()) <= 1 and len(named) <= limits.terms


def merge_plans(parts: Mapping[str, Plan]) -> Plan:
    """The plan of a request from the plans of its parameters, each by its name."""
    filters = [part.where for name, part in parts.items() if name not in _NO_FILTERS]
    query = parts.get(QUERY, _NOTHING_ASKED)
    return Plan(
        where=all_of(tuple(filters)),
        order=parts.get(ORDER, _NOTHING_ASKED).order or query.order,
        group=parts.get(GROUP, _NOTHING_ASKED).group,
        fields=parts.get(FIELDS, _NOTHING_ASKED).fields,
        skip=parts.get(SKIP, _NOTHING_ASKED).skip,
        limit=parts.get(LIMIT, _NOTHING_ASKED).limit,
    )
