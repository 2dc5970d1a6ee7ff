"""A parsed query becomes a node of the plan: names are resolved, values read by their fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, replace
from typing import Final, assert_never

from oppquery import ast
from oppquery.catalog import ARGUMENTS, Catalog, links
from oppquery.conditions import Context, check_operator, presence, read_condition
from oppquery.errors import listed, shown, suggest
from oppquery.lead import LEAD_NAMES
from oppquery.limits import Limits
from oppquery.plan import All, Any, Exists, Node, Not, Search, Slice
from oppquery.problems import Place, Problems
from oppquery.schema import Field, Type
from oppquery.unreadable import Unreadable
from oppquery.words import read_phrase, read_word

SLICE: Final = "slice"
HAS: Final = "has"
_SLICE: Final = re.compile(r"([0-9]{1,9})/([0-9]{1,9})")
_SEARCHED: Final = frozenset({Type.TEXT, Type.LABEL})


@dataclass(frozen=True, slots=True)
class QueryPlan:
    """What a query text asks for: its condition, and the order that its `sort:` names."""

    where: Node
    order: tuple[ast.OrderKey, ...]
    order_place: Place


class QueryReader:
    """Reads one query text; what is wrong with it goes to `problems`, with its place.

    `levels` are the kinds of the objects that the text is about, the innermost scope first.
    """

    def __init__(
        self,
        query: ast.Query,
        context: Context,
        catalog: Catalog,
        limits: Limits,
        problems: Problems,
    ) -> None:
        self._query = query
        self._context = replace(context, in_query=True)
        self._catalog = catalog
        self._limits = limits
        self._problems = problems
        self._levels: tuple[str, ...] = (context.schema.name,)

    def read(self) -> QueryPlan:
        """The plan of the whole text, `sort:` and `slice:` at its top level included."""
        if self._has_too_many_terms():
            return QueryPlan(Any(()), (), self._place(None))
        directives: list[ast.Condition] = []
        tree = _without_directives(self._query.tree, directives)
        where = self._node(tree)
        order: tuple[ast.OrderKey, ...] = ()
        span = None
        for name, each in self._once(directives):
            if name == SLICE:
                where = All((where, self._slice(each)))
            else:
                order, span = self._sort(each), _value_span(each)
        return QueryPlan(where, order, self._place(span))

    def read_condition(self) -> Node:
        """The condition of a text in which `sort:` and `slice:` have no place."""
        if self._has_too_many_terms():
            return Any(())
        directives: list[ast.Condition] = []
        where = self._node(_without_directives(self._query.tree, directives))
        for each in directives:
            self._note("misplaced", f"{each.field}: has no place in compile_query", each.span)
        return where

    def _has_too_many_terms(self) -> bool:
        terms, most = sum(1 for _ in _leaves(self._query.tree)), self._limits.terms
        if terms > most:
            message = f"the text has {terms:,} conditions, more than {most:,}"
            self._note("too_much", message, (0, len(self._query.text)))
        return terms > most

    def _once(self, directives: list[ast.Condition]) -> Iterator[tuple[str, ast.Condition]]:
        seen: set[str] = set()
        for each in directives:
            if each.field in seen:
                self._note("misplaced", f"{each.field}: stands twice in the text", each.span)
            seen.add(each.field)
            yield each.field, each

    def _sort(self, directive: ast.Condition) -> tuple[ast.OrderKey, ...]:
        text = self._directive_text(directive)
        if text is None:
            return ()
        keys = [key.strip() for key in text.split(",")]
        if not all(keys):
            self._note("empty_value", "an item of the order is empty", _value_span(directive))
        return tuple(
            ast.OrderKey(key.removeprefix("-"), key.startswith("-")) for key in keys if key
        )

    def _slice(self, directive: ast.Condition) -> Node:
        text = self._directive_text(directive)
        if text is None:
            return Any(())
        found = _SLICE.fullmatch(text)
        part, parts = map(int, found.groups()) if found else (0, 0)
        if not 1 <= part <= parts:
            message = f"{shown(text)} is no slice: write 2/5 for the second of five parts"
            self._note("bad_number", message, _value_span(directive))
            return Any(())
        return Slice(part, parts)

    def _directive_text(self, directive: ast.Condition) -> str | None:
        match directive:
            case ast.Condition(
                operator=ast.Operator.EQUAL, value=ast.Word(text) | ast.Phrase(text)
            ):
                return text
            case _:
                message = f"{directive.field} takes : and one value"
                self._note("bad_operator", message, directive.span)
                return None

    def _node(self, node: ast.Node) -> Node:
        match node:
            case ast.And(parts):
                return All(tuple(map(self._node, parts)))
            case ast.Or(parts):
                return Any(tuple(map(self._node, parts)))
            case ast.Not(part):
                return Not(self._node(part))
            case ast.Term(value):
                return self._term(value)
            case ast.Scope():
                return self._scope(node)
            case ast.Condition():
                return self._condition(node)
            case _:
                assert_never(node)

    def _term(self, value: ast.Word | ast.Phrase) -> Node:
        read = read_word if isinstance(value, ast.Word) else read_phrase
        try:
            words = read(value.text)
        except ValueError:
            self._note("bad_text", f"{shown(value.text)} has no letter or digit", value.span)
            return Any(())
        schema = self._context.schema
        names = [
            field.name
            for field in schema.fields.values()
            if field.type in _SEARCHED and not field.is_custom
        ]
        return Search(words, tuple(names), schema.searched)

    def _scope(self, scope: ast.Scope) -> Node:
        if scope.name not in self._catalog.scopes:
            self._no_data(scope)
            return Any(())
        inner = copy(self)
        inner._context = replace(self._context, schema=self._catalog.schema(scope.name))
        inner._levels = (scope.name, *self._levels)
        return Exists(scope.name, links(self._levels), inner._node(scope.body))

    def _no_data(self, scope: ast.Scope) -> None:
        near = suggest(scope.name, {*self._catalog.scopes, *ARGUMENTS} - {scope.name})
        argument = ARGUMENTS.get(scope.name)
        given = f"{argument}=[…]" if argument else f"related={{{scope.name!r}: […]}}"
        message = f"there is no data for {scope.name}(…): give {given}"
        if near:
            message = f"there is no scope {scope.name}(…)"
        self._note("no_data", message, scope.span, expected=self._catalog.scopes, suggestions=near)

    def _condition(self, condition: ast.Condition) -> Node:
        known = self._context.schema.query_field(condition.field)
        if condition.field in ast.DIRECTIVES and known is None:
            self._note(
                "misplaced",
                f"{condition.field}: counts for the whole text and stands at its top level only",
                condition.span,
            )
            return Any(())
        if condition.field == HAS and known is None:
            return self._has(condition)
        field = self._field(condition.field, condition.span)
        if field is None or not self._is_taken(condition, field):
            return Any(())
        return read_condition(condition, field, self._context, self._fault)

    def _is_taken(self, condition: ast.Condition, field: Field) -> bool:
        """Whether a field takes the operator, and a list is not too long."""
        most = self._limits.in_list
        if isinstance(condition.value, ast.Items) and len(condition.value.values) > most:
            message = f"the list has {len(condition.value.values):,} items, more than {most:,}"
            self._note("too_much", message, condition.span)
            return False
        try:
            check_operator(condition.operator, field)
        except Unreadable as fault:
            self._problems.fault(self._place(condition.span), fault)
            return False
        return True

    def _has(self, condition: ast.Condition) -> Node:
        match condition:
            case ast.Condition(operator=ast.Operator.EQUAL, value=ast.Word() | ast.Phrase() as one):
                values = (one,)
            case ast.Condition(operator=ast.Operator.IN, value=ast.Items(values)):
                pass
            case _:
                self._note("bad_operator", "has takes : and the name of a field", condition.span)
                return Any(())
        fields = [
            self._field(each.text, each.span)
            for each in values
            if isinstance(each, ast.Word | ast.Phrase)
        ]
        return Any(tuple(presence(field) for field in fields if field is not None))

    def _field(self, name: str, span: ast.Span | None) -> Field | None:
        schema = self._context.schema
        if keys := schema.ambiguous(name):
            message = f"{shown(name)} is the name of {listed(keys, 'and')}: write the id"
            self._note("duplicate_name", message, span, expected=keys)
            return None
        if (field := schema.query_field(name)) is None:
            self._unknown(name, span)
        return field

    def _unknown(self, name: str, span: ast.Span | None) -> None:
        schema = self._context.schema
        message = f"{schema.name} has no field {shown(name)}"
        if schema.name == "opportunity" and name in LEAD_NAMES:
            message += f": for one of the lead write lead({name}:…), or take lead_query"
            self._note("bad_field", message, span)
            return
        known = (*schema.fields, *schema.aliases, *schema.queried)
        self._note("bad_field", message, span, suggestions=suggest(name, known))

    def _fault(self, fault: Unreadable, value: ast.Value) -> None:
        span = value.span if isinstance(value, ast.Word | ast.Phrase) else None
        if fault.code == "bad_date" and isinstance(value, ast.Word) and _begins_date(value.text):
            hint = 'put a date of several words in quotes, as "3 days ago"'
            self._note(fault.code, f"{shown(value.text)} is not a date: {hint}", span)
            return
        self._problems.fault(self._place(span), fault)

    def _note(
        self,
        code: str,
        message: str,
        span: ast.Span | None,
        *,
        expected: Iterable[str] = (),
        suggestions: Iterable[str] = (),
    ) -> None:
        self._problems.note(
            self._place(span), code, message, expected=expected, suggestions=suggestions
        )

    def _place(self, span: ast.Span | None) -> Place:
        return Place(self._query.param, self._query.text, span)


def _begins_date(word: str) -> bool:
    """Whether a word looks like the first of several that make a date together."""
    return word.casefold() in ("last", "next", "this", "in") or (word.isdigit() and len(word) < 4)


def _leaves(node: ast.Node) -> Iterator[ast.Node]:
    match node:
        case ast.And(parts) | ast.Or(parts):
            for part in parts:
                yield from _leaves(part)
        case ast.Not(part):
            yield from _leaves(part)
        case ast.Scope(body=body):
            yield node
            yield from _leaves(body)
        case _:
            yield node


def _without_directives(node: ast.Node, found: list[ast.Condition]) -> ast.Node:
    """The tree without the `sort:` and `slice:` of its top level, which go to `found`."""
    match node:
        case ast.Condition() if _is_directive(node):
            found.append(node)
            return ast.And(())
        case ast.And(parts):
            return ast.And(_conditions(parts, found))
        case ast.Or(parts):
            kept = [_without_directives(part, found) for part in _conditions(parts, found)]
            return ast.Or(tuple(kept)) if kept else ast.And(())
        case _:
            return node


def _is_directive(condition: ast.Condition) -> bool:
    return condition.field in ast.DIRECTIVES and not condition.enclosed


def _conditions(parts: tuple[ast.Node, ...], found: list[ast.Condition]) -> tuple[ast.Node, ...]:
    kept: list[ast.Node] = []
    for part in parts:
        if isinstance(part, ast.Condition) and _is_directive(part):
            found.append(part)
        else:
            kept.append(part)
    return tuple(kept)


def _value_span(condition: ast.Condition) -> ast.Span | None:
    value = condition.value
    return value.span if isinstance(value, ast.Word | ast.Phrase) else condition.span
