"""Plans of requests over the same data, where what parameters mean is remembered."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Lock
from typing import Any, Final

from oppquery.data.catalog import Catalog
from oppquery.errors.problems import Problems
from oppquery.limits import Limits
from oppquery.plan import Plan
from oppquery.planning.resolve import plan_of
from oppquery.planning.simplify import EVERYTHING, all_of
from oppquery.schema.schemas import Schema
from oppquery.syntax.param_forms import Params, read_pairs
from oppquery.syntax.params import FIELDS, GROUP, LEAD_QUERY, LEAD_VIEW, LIMIT, ORDER, QUERY, SKIP
from oppquery.values.caller import Caller

_MOST: Final = 1_000
_LONGEST: Final = 200
"""The plans of so many parameters with texts of at most so many characters are remembered."""
_ASK_LEADS: Final = frozenset({QUERY, LEAD_QUERY, LEAD_VIEW})
_NO_FILTERS: Final = frozenset({ORDER, GROUP, FIELDS, SKIP, LIMIT})
_NOTHING_ASKED: Final = Plan(EVERYTHING, (), None, None, 0, None)


class PlanCache:
    """Makes the plans of requests over data of one schema and catalog, as `resolve_plan` does.

    The plan of a request is that of its parameters, each for itself. It is remembered for a text
    that means the same to everybody at any time: with no date in it, and no `me`.
    """

    def __init__(self, schema: Schema, catalog: Catalog) -> None:
        self._about = (schema, catalog)
        self._known: dict[Limits, dict[tuple[str, str], Plan]] = {}
        self._lock = Lock()

    def plan(self, params: Params, caller: Caller, limits: Limits) -> Plan:
        """The plan of some parameters; raises `QueryError` with everything that is wrong."""
        problems = Problems()
        named = read_pairs(params, self._about[0], problems)
        if _is_sum(named, limits):
            known = self._known.get(limits, {})
            parts: dict[str, Plan] = {}
            for name, value in named.items():
                part = known.get((name, value)) if type(value) is str else None
                parts[name] = part or self._part(name, value, caller, limits, problems)
            plan = _joined(parts)
        else:
            plan = plan_of(named, caller, limits, self._about, problems)
        problems.raise_if_any(named)
        return plan

    def _part(
        self, name: str, value: Any, caller: Caller, limits: Limits, problems: Problems
    ) -> Plan:
        before, caller.was_asked = len(problems), False
        plan = plan_of({name: value}, caller, limits, self._about, problems)
        if not caller.was_asked and len(problems) == before:
            self._remember(limits, name, value, plan)
        return plan

    def _remember(self, limits: Limits, name: str, value: Any, plan: Plan) -> None:
        if type(value) is not str or len(value) > _LONGEST:
            return
        with self._lock:
            if sum(map(len, self._known.values())) >= _MOST:
                self._known.clear()
            self._known.setdefault(limits, {})[name, value] = plan


def _is_sum(named: Mapping[str, Any], limits: Limits) -> bool:
    """Whether no limit is about several parameters together, so that each may be read alone."""
    if len(_ASK_LEADS & named.keys()) > 1:
        return False
    texts = [value for value in named.values() if type(value) is str]
    return len(named) + sum(map(len, texts)) <= limits.terms


def _joined(parts: Mapping[str, Plan]) -> Plan:
    """The plan of a request from the plans of its parameters."""
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
