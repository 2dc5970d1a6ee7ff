"""A parsed query becomes a node of the plan: names are resolved, values read by their fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, assert_never

from oppquery import ast
from oppquery.catalog import LEADS, Catalog, links
from oppquery.conditions import Context, check_operator, presence, read_condition
from oppquery.directives import (
    SLICE,
    each_once,
    read_slice,
    read_sort,
    value_span,
    without_directives,
)
from oppquery.errors import shown
from oppquery.limits import Limits
from oppquery.names import Names
from oppquery.plan import (
    All,
    Any,
    Counted,
    Exists,
    Held,
    In,
    Known,
    Leaf,
    Links,
    Node,
    Not,
    Search,
    Slice,
    Words,
)
from oppquery.problems import Notes, Place
from oppquery.schema import Field, Relation, Type
from oppquery.text_values import ANY_VALUE
from oppquery.unreadable import Unreadable
from oppquery.words import read_phrase, read_word

if TYPE_CHECKING:
    from oppquery.smart_ast import TextMatch

_SEARCHED: Final = frozenset({Type.TEXT, Type.LABEL})
_FIRST_WORDS: Final = frozenset({"last", "next", "this", "in"})
FindView = Callable[[str, "QueryReader", ast.Span | None], Node]
"""The leads of the Smart View that a query names; `QueryReader` is the one that asks."""


@dataclass(frozen=True, slots=True)
class QueryPlan:
    """What a query text asks for: its condition, and the order that its `sort:` names."""

    where: Node
    order: tuple[ast.OrderKey, ...]
    order_place: Place


@dataclass(frozen=True, slots=True)
class QueryReader:
    """Reads one query, text or JSON; what is wrong with it goes to `notes`, with its place.

    `levels` are the kinds of the objects that the query is about, the innermost scope first.
    """

    query: ast.Query
    context: Context
    catalog: Catalog
    limits: Limits
    notes: Notes
    views: FindView
    levels: tuple[str, ...]

    def read(self) -> QueryPlan:
        """The plan of the whole query, `sort:` and `slice:` at its top level included."""
        if self._has_too_many_terms():
            return QueryPlan(Any(()), (), self.notes.at(None))
        directives: list[ast.Condition] = []
        where = self._node(without_directives(self.query.tree, directives, self.names().is_known))
        order: tuple[ast.OrderKey, ...] = ()
        span = None
        for each in each_once(directives, self.notes):
            try:
                if each.field == SLICE:
                    where = All((where, read_slice(each)))
                else:
                    order, span = read_sort(each), value_span(each)
            except Unreadable as fault:
                self.notes.fault(fault)
                where = Any(())
        return QueryPlan(where, order, self.notes.at(span))

    def read_condition(self) -> Node:
        """The condition of a query in which `sort:` and `slice:` have no place."""
        if self._has_too_many_terms():
            return Any(())
        directives: list[ast.Condition] = []
        where = self._node(without_directives(self.query.tree, directives, self.names().is_known))
        for each in directives:
            message = f"{each.field}: has no place in compile_query"
            self.notes.note("misplaced", message, each.span)
        return where

    def names(self) -> Names:
        """What the names of the query mean at this level."""
        return Names(self.context.schema, self.levels, self.catalog, self.notes)

    def _has_too_many_terms(self) -> bool:
        terms, most = sum(1 for _ in leaves(self.query.tree)), self.limits.terms
        if terms > most:
            message = f"the text has {terms:,} conditions, more than {most:,}"
            text = self.query.text
            self.notes.note("too_much", message, None if text is None else (0, len(text)))
        return terms > most

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
            case ast.Kind(name):
                return All(()) if name == self.levels[0] else Any(())
            case ast.Scope():
                return self._scope(node)
            case ast.Condition():
                return self._condition(node)
            case _:
                assert_never(node)

    def _term(self, value: ast.Word | ast.Phrase | TextMatch) -> Node:
        try:
            searched = _searched(value)
        except Unreadable as fault:
            self.notes.fault(fault, value.span)
            return Any(())
        schema = self.context.schema
        names = tuple(
            field.name
            for field in schema.fields.values()
            if field.type in _SEARCHED and not field.is_custom and field.formula is None
        )
        nodes = [Search(words, names, schema.searched, schema.nested) for words in searched]
        return All(tuple(nodes))

    def _scope(self, scope: ast.Scope) -> Node:
        if not self.names().has_scope(scope):
            return Any(())
        inner = self.within(scope.name)
        return Exists(scope.name, self._links(scope.name), inner._node(scope.body))

    def within(self, kind: str) -> QueryReader:
        """The reader of what stands in a scope of that kind.

        Leads are matched once, whichever of their objects asks: nothing in `lead(…)` belongs to
        what stands outside of it.
        """
        context = replace(self.context, schema=self.catalog.schema(kind))
        levels = (kind,) if kind == LEADS else (kind, *self.levels)
        return replace(self, context=context, levels=levels)

    def _links(self, kind: str) -> Links:
        if kind in self.catalog.scopes:
            return links(kind, self.levels)
        return Held(self.context.schema.held[kind])

    def _condition(self, condition: ast.Condition) -> Node:
        names = self.names()
        if (relation := names.relation(condition.field)) is not None:
            return self._related(relation, condition)
        if not names.is_known(condition.field):
            match condition.field:
                case "sort" | "slice" as name:
                    message = f"{name}: counts for the whole text and stands at its top level only"
                    self.notes.note("misplaced", message, condition.span)
                    return Any(())
                case "has":
                    return self._has(condition)
                case "in" if self.levels[0] == LEADS:
                    return self._in_view(condition)
        field = names.field(condition.field, condition.span)
        return Any(()) if field is None else self._compared(condition, field)

    def _compared(self, condition: ast.Condition, field: Field) -> Node:
        if not self._is_taken(condition, field):
            return Any(())

        def report(fault: Unreadable, value: ast.Value) -> None:
            self.notes.fault(_hinted(fault, value), _span(value) or condition.span)

        return read_condition(condition, field, self.context, report)

    def _is_taken(self, condition: ast.Condition, field: Field) -> bool:
        """Whether a field takes the operator, and a list is not too long."""
        most = self.limits.in_list
        if isinstance(condition.value, ast.Items) and len(condition.value.values) > most:
            message = f"the list has {len(condition.value.values):,} items, more than {most:,}"
            self.notes.note("too_much", message, condition.span)
            return False
        try:
            check_operator(condition.operator, field)
        except Unreadable as fault:
            self.notes.fault(fault, condition.span)
            return False
        return True

    def _related(self, relation: Relation, condition: ast.Condition) -> Node:
        """What a name asks of related objects: how many there are, or a field of any of them."""
        kind, belonging = relation.kind, self._links(relation.kind)
        if relation.field is not None:
            asked = replace(condition, field=relation.field)
            return Exists(kind, belonging, self.within(kind)._condition(asked))
        where: Node = All(())
        if relation.only is not None:
            name, value = relation.only
            where = Leaf(self.catalog.schema(kind).fields[name], In(frozenset((value,))))
        count = self._compared(condition, Field(condition.field, Type.INTEGER))
        stored = condition.field if isinstance(belonging, Held) else None
        return _counting(count, Counted(kind, belonging, where, Known(), stored))

    def _has(self, condition: ast.Condition) -> Node:
        values = self._named_in(condition, "has takes : and the name of a field")
        return Any(tuple(map(self._presence, values)))

    def _presence(self, name: ast.Word | ast.Phrase) -> Node:
        names = self.names()
        if (relation := names.relation(name.text)) is not None:
            anything = ast.Word(ANY_VALUE, name.span)
            asked = ast.Condition(name.text, ast.Operator.EQUAL, anything, span=name.span)
            return self._related(relation, asked)
        field = names.field(name.text, name.span)
        return Any(()) if field is None else presence(field, self.context.schema)

    def _in_view(self, condition: ast.Condition) -> Node:
        values = self._named_in(condition, "in takes : and the name of a Smart View")
        return Any(tuple(self.views(each.text, self, each.span) for each in values))

    def _named_in(
        self, condition: ast.Condition, otherwise: str
    ) -> tuple[ast.Word | ast.Phrase, ...]:
        """The names that stand as the value of a condition; `otherwise` is the problem."""
        match condition:
            case ast.Condition(operator=ast.Operator.EQUAL, value=ast.Word() | ast.Phrase() as one):
                return (one,)
            case ast.Condition(operator=ast.Operator.IN, value=ast.Items(values)):
                return tuple(each for each in values if isinstance(each, ast.Word | ast.Phrase))
            case _:
                self.notes.note("bad_operator", otherwise, condition.span)
                return ()


def _counting(node: Node, counted: Counted) -> Node:
    """Tests on a number as tests on how many related objects there are."""
    match node:
        case Leaf(_, test):
            return replace(counted, test=test)
        case All(parts):
            return All(tuple(_counting(part, counted) for part in parts))
        case Any(parts):
            return Any(tuple(_counting(part, counted) for part in parts))
        case Not(part):
            return Not(_counting(part, counted))
        case Search() | Exists() | Counted() | Slice():
            return node
        case _:
            assert_never(node)


def _searched(value: ast.Word | ast.Phrase | TextMatch) -> tuple[Words, ...]:
    """What a bare word or text looks for, each for itself; raises `Unreadable`."""
    if not isinstance(value, ast.Word | ast.Phrase):
        from oppquery.smart_conditions import text_words

        return text_words(value)
    read = read_word if isinstance(value, ast.Word) else read_phrase
    try:
        return (read(value.text),)
    except ValueError:
        message = f"{shown(value.text)} has no letter or digit"
        raise Unreadable("bad_text", message) from None


def _span(value: ast.Value) -> ast.Span | None:
    return None if isinstance(value, ast.Given | ast.Null | ast.Items) else value.span


def _hinted(fault: Unreadable, value: ast.Value) -> Unreadable:
    """The fault, with how to write a date of several words where the first of them stands alone."""
    if fault.code != "bad_date" or not isinstance(value, ast.Word):
        return fault
    word = value.text.casefold()
    if word not in _FIRST_WORDS and not (word.isdigit() and len(word) < 4):
        return fault
    hint = 'put a date of several words in quotes, as "3 days ago"'
    return Unreadable(fault.code, f"{shown(value.text)} is not a date: {hint}")


def leaves(node: ast.Node) -> Iterator[ast.Node]:
    """The conditions, bare words and scopes of a tree: what counts as its terms."""
    match node:
        case ast.And(parts) | ast.Or(parts):
            for part in parts:
                yield from leaves(part)
        case ast.Not(part):
            yield from leaves(part)
        case ast.Scope(body=body):
            yield node
            yield from leaves(body)
        case _:
            yield node
