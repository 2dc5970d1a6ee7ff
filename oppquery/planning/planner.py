"""A request as written becomes a plan, and every problem of it is collected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from oppquery import ast
from oppquery.data.catalog import Catalog
from oppquery.errors.problems import InvalidValue, ProblemPlace, Problems
from oppquery.errors.wording import listed, named, shown, suggest
from oppquery.limits import Limits
from oppquery.plan import AllOf, AnyOf, Grouping, Node, Order, Plan
from oppquery.planning.conditions import BindingContext, read_condition
from oppquery.planning.per_caller import depends_on_caller
from oppquery.planning.simplify import simplify
from oppquery.planning.terms import TermCount
from oppquery.planning.text_literals import unquoted
from oppquery.schema.custom_fields import suggest_field
from oppquery.schema.fields import DATED, Field, Type
from oppquery.schema.schemas import Schema
from oppquery.syntax.params import GROUP, ORDER
from oppquery.values.calendar import Unit
from oppquery.values.zones import UTC_ZONE

if TYPE_CHECKING:
    from oppquery.planning.lead_filters import LeadFilters

_GROUPED: Final = frozenset({Type.ID, Type.CHOICE, Type.LABEL})
_WORDED: Final = frozenset({Type.TEXT, Type.UNTYPED})


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan, its terms, and whether another caller, time or zone would give another plan."""

    plan: Plan
    terms: int
    per_caller: bool


class Planner:
    """Makes the plan of one request; what is wrong goes to `problems` and leaves a gap."""

    def __init__(
        self, context: BindingContext, catalog: Catalog, limits: Limits, problems: Problems
    ) -> None:
        self.context = context
        self.catalog = catalog
        self.limits = limits
        self.problems = problems
        self.terms = TermCount(limits.terms)

    def plan(self, request: ast.Request) -> Planned:
        """The plan of a request, to be used only when no problem was found."""
        where = self._where(request.where)
        by_param = self._orders(request.order)
        if request.asks_query:
            filters = self._lead_filters()
            where += filters.of_leads(request)
            if request.query is not None:
                asked = filters.reader(request.query).read()
                where.append(asked.where)
                by_sort = [self._order(key, asked.order_place) for key in asked.order]
                by_param = by_param or by_sort
        group = None if request.group is None else self._group(request.group)
        whole = AllOf(tuple(where))
        plan = Plan(
            where=simplify(whole),
            order=tuple(filter(None, by_param)),
            group=group,
            fields=request.fields,
            skip=request.skip or 0,
            limit=request.limit,
        )
        by_zone = group is not None and group.field.type is Type.DATETIME
        per_caller = by_zone or depends_on_caller(whole)
        return Planned(plan=plan, terms=self.terms.total, per_caller=per_caller)

    def _lead_filters(self) -> LeadFilters:
        from oppquery.planning.lead_filters import LeadFilters

        return LeadFilters(self.context, self.catalog, self.limits, self.problems, self.terms)

    def _where(self, conditions: tuple[ast.Condition, ...]) -> list[Node]:
        terms = sum(_terms(each, self.context.schema) for each in conditions)
        if not self.terms.add(terms):
            self.problems.add(
                max(conditions, key=lambda each: _terms(each, self.context.schema)).param,
                "too_much",
                f"the request has {terms:,} conditions, more than {self.limits.terms:,}",
            )
            return [AnyOf(())]
        return list(map(self._condition, conditions))

    def _condition(self, condition: ast.Condition) -> Node:
        param = condition.param
        field = self._field(param, condition.field, _filtered)
        if field is None:
            return AnyOf(())
        return read_condition(
            condition,
            field,
            self.context,
            lambda fault, value: self.problems.add_error(param, fault),
        )

    def _orders(self, keys: tuple[ast.OrderKey, ...]) -> list[Order | None]:
        if self.terms.add(len(keys)):
            return [self._order(key, ORDER) for key in keys]
        message = f"the order brings the request to more than {self.terms.most:,} conditions"
        self.problems.add(ORDER, "too_much", message)
        return []

    def _order(self, key: ast.OrderKey, place: ProblemPlace | str) -> Order | None:
        schema = self.context.schema
        field = self._field(place, schema.aliases.get(key.field, key.field), _ordered)
        if field is None:
            return None
        if field.type is Type.STATUS:
            self.problems.add(
                place,
                "bad_field",
                f"{key.field!r} is no order: take status_label, status_type or status_id",
                expected=_names(field.parts),
            )
            return None
        return Order(field, key.descending)

    def _group(self, grouping: ast.Grouping) -> Grouping | None:
        field = self._field(GROUP, grouping.field, _grouped)
        if field is None:
            return None
        if fault := _group_fault(field, grouping.unit, self.context.schema):
            self.problems.add_error(GROUP, fault)
            return None
        twin = None if field.twin is None else self.context.schema.fields[field.twin]
        unit = None if grouping.unit is None else Unit(grouping.unit)
        zone = self.context.caller.clock.zone if field.type is Type.DATETIME else UTC_ZONE
        return Grouping(
            field=field, unit=unit, twin=twin, descending=grouping.descending, zone=zone
        )

    def _field(
        self, place: ProblemPlace | str, name: str, known: Callable[[Schema], Iterable[str]]
    ) -> Field | None:
        schema = self.context.schema
        if keys := schema.ambiguous(name):
            self.problems.add(
                place,
                "duplicate_name",
                f"{shown(name)} is the name of {listed(keys, 'and')}: write the id",
                expected=keys,
            )
            return None
        if (field := schema.field(name)) is None:
            self.problems.add(
                place,
                "bad_field",
                f"there is no field {shown(name)}",
                suggestions=suggest_field(name, known(schema)),
            )
        return field


def _filtered(schema: Schema) -> Iterable[str]:
    return schema.fields


def _ordered(schema: Schema) -> Iterable[str]:
    plain = [field.name for field in schema.fields.values() if field.type is not Type.STATUS]
    return [*plain, *schema.aliases]


def _grouped(schema: Schema) -> Iterator[str]:
    for field in schema.fields.values():
        if field.type in DATED:
            yield from _periods(field)
        elif _makes_groups(field):
            yield field.name


def _periods(field: Field) -> tuple[str, ...]:
    return tuple(f"{field.name}__{unit}" for unit in Unit)


def _names(fields: Iterable[Field]) -> tuple[str, ...]:
    return tuple(field.name for field in fields)


def _makes_groups(field: Field) -> bool:
    return field.is_custom or field.type in _GROUPED


def _group_fault(field: Field, unit: str | None, schema: Schema) -> InvalidValue | None:
    """Why a field, or a period of it, makes no groups."""
    name = named(field.name)
    if field.type in DATED:
        return _period_fault(field, unit)
    if unit is not None:
        no_date = "is not declared a date" if field.type is Type.UNTYPED else "is no date"
        return InvalidValue("bad_field", f"{name} {no_date}, so it has no {named(unit)}")
    if _makes_groups(field):
        return None
    if field.parts:
        return InvalidValue(
            "bad_field",
            f"{name!r} makes no groups: take {listed(_names(field.parts))}",
            expected=_names(field.parts),
        )
    return InvalidValue(
        "bad_field",
        f"{name} makes no groups: take an id, a choice, a label, a custom field "
        "or the period of a date",
        suggestions=tuple(each.name for each in schema.fields.values() if each.twin == field.name),
    )


def _period_fault(field: Field, unit: str | None) -> InvalidValue | None:
    periods = _periods(field)
    if unit is None:
        message = f"{named(field.name)} is grouped by a period: {listed(map(named, periods))}"
        return InvalidValue("bad_field", message, expected=periods)
    if unit in tuple(Unit):
        return None
    return InvalidValue(
        "bad_field",
        f"there is no period {shown(unit)}: take {listed(Unit)}",
        expected=periods,
        suggestions=tuple(f"{field.name}__{near}" for near in suggest(unit, Unit)),
    )


def _terms(condition: ast.Condition, schema: Schema) -> int:
    """How many conditions one parameter makes: a text makes one of each of its words."""
    match condition.value:
        case ast.Given(str() as text) if unquoted(text) is None:
            field = schema.field(condition.field)
            return len(text.split()) if field and field.type in _WORDED else 1
        case _:
            return 1
