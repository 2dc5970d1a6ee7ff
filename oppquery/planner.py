"""A request as written becomes a plan, and every problem of it is collected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, assert_never

from oppquery import ast
from oppquery.conditions import Context, read_condition
from oppquery.dates import Unit
from oppquery.errors import listed, shown, suggest
from oppquery.limits import Limits
from oppquery.plan import All, Any, Grouping, Node, Not, Order, Plan
from oppquery.problems import Problems
from oppquery.schema import Field, Schema, Type
from oppquery.simplify import simplify
from oppquery.text_values import unquoted

_ORDER: Final = "_order_by"
_GROUP: Final = "_group_by"
_GROUPED: Final = frozenset({Type.ID, Type.CHOICE, Type.LABEL})
_DATED: Final = frozenset({Type.DATE, Type.DATETIME})
_WORDED: Final = frozenset({Type.TEXT, Type.UNTYPED})


class Planner:
    """Makes the plan of one request; what is wrong goes to `problems` and leaves a gap."""

    def __init__(self, context: Context, limits: Limits, problems: Problems) -> None:
        self.context = context
        self.limits = limits
        self.problems = problems

    def plan(self, request: ast.Request) -> Plan:
        """The plan of a request, to be used only when no problem was found."""
        return Plan(
            where=self._where(request.where),
            order=tuple(order for key in request.order if (order := self._order(key))),
            group=None if request.group is None else self._group(request.group),
            fields=request.fields,
            skip=request.skip or 0,
            limit=request.limit,
        )

    def _where(self, where: ast.And) -> Node:
        conditions = list(_conditions(where))
        terms = sum(_terms(each, self.context.schema) for each in conditions)
        if terms > self.limits.terms:
            self.problems.note(
                max(conditions, key=lambda each: _terms(each, self.context.schema)).param,
                "too_much",
                f"the request has {terms:,} conditions, more than {self.limits.terms:,}",
            )
            return Any(())
        return simplify(self._node(where))

    def _node(self, node: ast.Node) -> Node:
        match node:
            case ast.And(parts):
                return All(tuple(map(self._node, parts)))
            case ast.Or(parts):
                return Any(tuple(map(self._node, parts)))
            case ast.Not(part):
                return Not(self._node(part))
            case ast.Condition():
                return self._condition(node)
            case _:
                assert_never(node)

    def _condition(self, condition: ast.Condition) -> Node:
        field = self._field(condition.param, condition.field, _filtered)
        if field is None:
            return Any(())
        report = self.problems.reporter(condition.param)
        return read_condition(condition, field, self.context, report)

    def _order(self, key: ast.OrderKey) -> Order | None:
        schema = self.context.schema
        field = self._field(_ORDER, schema.aliases.get(key.field, key.field), _ordered)
        if field is None:
            return None
        if field.type is Type.STATUS:
            self.problems.note(
                _ORDER,
                "bad_field",
                f"{key.field!r} is no order: take status_label, status_type or status_id",
                expected=field.parts,
            )
            return None
        return Order(field, key.descending)

    def _group(self, grouping: ast.Grouping) -> Grouping | None:
        field = self._field(_GROUP, grouping.field, _grouped)
        if field is None:
            return None
        if problem := _group_problem(field, grouping.unit):
            self.problems.note(_GROUP, "bad_field", problem, expected=tuple(Unit))
            return None
        twin = None if field.twin is None else self.context.schema.fields[field.twin]
        unit = None if grouping.unit is None else Unit(grouping.unit)
        return Grouping(field, unit, twin, grouping.descending, self.context.clock.zone)

    def _field(
        self, param: str, name: str, known: Callable[[Schema], Iterable[str]]
    ) -> Field | None:
        schema = self.context.schema
        if keys := schema.ambiguous(name):
            self.problems.note(
                param,
                "duplicate_name",
                f"{shown(name)} is the name of {listed(keys, 'and')}: write the id",
                expected=keys,
            )
            return None
        if (field := schema.field(name)) is None:
            self.problems.note(
                param,
                "bad_field",
                f"there is no field {shown(name)}",
                suggestions=suggest(name, known(schema)),
            )
        return field


def _filtered(schema: Schema) -> Iterable[str]:
    return schema.fields


def _ordered(schema: Schema) -> Iterable[str]:
    plain = [field.name for field in schema.fields.values() if field.type is not Type.STATUS]
    return [*plain, *schema.aliases]


def _grouped(schema: Schema) -> Iterator[str]:
    for field in schema.fields.values():
        if field.type in _DATED:
            yield from (f"{field.name}__{unit}" for unit in Unit)
        elif not _group_problem(field, None):
            yield field.name


def _group_problem(field: Field, unit: str | None) -> str | None:
    dated = field.type in _DATED
    if unit is not None:
        if unit not in tuple(Unit):
            return f"there is no period {unit!r}: take {listed(Unit)}"
        return None if dated else f"{field.name} is no date, so it has no {unit}"
    if dated:
        units = [f"{field.name}__{each}" for each in Unit]
        return f"{field.name} is grouped by a period: {listed(units)}"
    if field.is_custom or field.type in _GROUPED:
        return None
    return f"{field.name} is no group: take an id, a choice, a label, a custom field or a date"


def _conditions(node: ast.Node) -> Iterator[ast.Condition]:
    match node:
        case ast.And(parts) | ast.Or(parts):
            for part in parts:
                yield from _conditions(part)
        case ast.Not(part):
            yield from _conditions(part)
        case ast.Condition():
            yield node
        case _:
            assert_never(node)


def _terms(condition: ast.Condition, schema: Schema) -> int:
    """How many conditions one parameter makes: a text makes one of each of its words."""
    match condition.value:
        case ast.Given(str() as text) if unquoted(text) is None:
            field = schema.field(condition.field)
            return len(text.split()) if field and field.type in _WORDED else 1
        case _:
            return 1
