"""A parsed query becomes a node of the plan: names are resolved, values read by their fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, assert_never

from oppquery import ast
from oppquery.data.catalog import Catalog, links
from oppquery.errors.problems import InvalidValue, ProblemPlace, QueryReporter
from oppquery.errors.wording import shown
from oppquery.limits import Limits
from oppquery.plan import (
    AllOf,
    AnyOf,
    Counted,
    Exists,
    Held,
    In,
    Leaf,
    Links,
    Node,
    Not,
    NotNull,
    Search,
    Slice,
    Words,
)
from oppquery.planning.conditions import BindingContext, check_operator, presence, read_condition
from oppquery.planning.directives import (
    SLICE,
    each_once,
    read_slice,
    read_sort,
    value_span,
    without_directives,
)
from oppquery.planning.names import Names
from oppquery.planning.terms import TermCount, terms_of
from oppquery.planning.text_literals import read_phrase, read_word
from oppquery.schema.fields import Field, Type
from oppquery.schema.kinds import LEADS
from oppquery.schema.schemas import Relation
from oppquery.values.words import WILDCARD

if TYPE_CHECKING:
    from oppquery.ast import TextMatch

_SEARCHED: Final = frozenset({Type.TEXT, Type.LABEL})
_FIRST_WORDS: Final = frozenset({"last", "next", "this", "in"})
FindView = Callable[[ast.Word | ast.Phrase, int], Node]
"""The leads of the Smart View that a query names, and how many levels deep it names it."""


@dataclass(frozen=True, slots=True)
class QueryPlan:
    """The condition of a query text, and the order that its `sort:` names."""

    where: Node
    order: tuple[ast.OrderKey, ...]
    order_place: ProblemPlace


@dataclass(frozen=True, slots=True)
class QueryReader:
    """Plans one query, text or JSON; reports problems to `reporter`, each with its place.

    `levels` are the kinds of the objects that the query is about, the innermost scope first.
    """

    query: ast.Query
    context: BindingContext
    catalog: Catalog
    limits: Limits
    terms: TermCount
    reporter: QueryReporter
    views: FindView
    levels: tuple[str, ...]

    def read(self) -> QueryPlan:
        """The plan of the whole query, `sort:` and `slice:` at its top level included."""
        if self._has_too_many_terms():
            return QueryPlan(where=AnyOf(()), order=(), order_place=self.reporter.at(None))
        directives: list[ast.Condition] = []
        where = self._node(without_directives(self.query.tree, directives, self.names().is_known))
        order: tuple[ast.OrderKey, ...] = ()
        span = None
        for each in each_once(directives, self.reporter):
            try:
                if each.field == SLICE:
                    where = AllOf((where, read_slice(each)))
                else:
                    order, span = read_sort(each), value_span(each)
            except InvalidValue as fault:
                self.reporter.add_error(fault)
                where = AnyOf(())
        return QueryPlan(where=where, order=order, order_place=self.reporter.at(span))

    def read_condition(self) -> Node:
        """The condition of a query in which `sort:` and `slice:` have no place."""
        if self._has_too_many_terms():
            return AnyOf(())
        directives: list[ast.Condition] = []
        where = self._node(without_directives(self.query.tree, directives, self.names().is_known))
        for each in directives:
            message = f"{each.field}: has no place in compile_query"
            self.reporter.add("misplaced", message, each.span)
        return where

    def names(self) -> Names:
        """The names that the query may use at this level."""
        return Names(self.context.schema, self.levels, self.catalog, self.reporter)

    def _has_too_many_terms(self) -> bool:
        terms, most = terms_of(self.query.tree), self.terms.most
        if self.terms.add(terms):
            return False
        message = f"the text has {terms:,} conditions, more than {most:,}"
        if terms <= most:
            message = f"the text brings the request to more than {most:,} conditions"
        text = self.query.text
        self.reporter.add("too_much", message, None if text is None else (0, len(text)))
        return True

    def _node(self, node: ast.Node) -> Node:
        match node:
            case ast.And(parts):
                return AllOf(tuple(map(self._node, parts)))
            case ast.Or(parts):
                return AnyOf(tuple(map(self._node, parts)))
            case ast.Not(part):
                return Not(self._node(part))
            case ast.Term(value):
                return self._term(value)
            case ast.ObjectKind(name):
                return AllOf(()) if name == self.levels[0] else AnyOf(())
            case ast.Scope():
                return self._scope(node)
            case ast.Condition():
                return self._condition(node)
            case _:
                assert_never(node)

    def _term(self, value: ast.Word | ast.Phrase | TextMatch) -> Node:
        try:
            searched = _searched(value)
        except InvalidValue as fault:
            self.reporter.add_error(fault, value.span)
            return AnyOf(())
        schema = self.context.schema
        names = tuple(
            field.name
            for field in schema.fields.values()
            if field.type in _SEARCHED and not field.is_custom and field.formula is None
        )
        nodes = [
            Search(words, names, schema.rules.searched_prefix, schema.rules.searched_within)
            for words in searched
        ]
        return AllOf(tuple(nodes))

    def _scope(self, scope: ast.Scope) -> Node:
        if not self.names().has_scope(scope):
            return AnyOf(())
        inner = self.within(scope.name)
        return Exists(scope.name, self._links(scope.name), inner._node(scope.body))

    def within(self, kind: str) -> QueryReader:
        """The reader of the body of a scope of that kind.

        Leads are matched once, whichever of their objects asks: nothing in `lead(…)` belongs to
        what stands outside of it.
        """
        context = replace(self.context, schema=self.catalog.schema(kind))
        levels = (kind,) if kind == LEADS else (kind, *self.levels)
        return replace(self, context=context, levels=levels)

    def _links(self, kind: str) -> Links:
        if kind in self.catalog.scopes:
            return links(kind, self.levels)
        return Held(self.context.schema.rules.held_under[kind])

    def _condition(self, condition: ast.Condition) -> Node:
        names = self.names()
        if (relation := names.relation(condition.field)) is not None:
            return self._related(relation, condition)
        if not names.is_known(condition.field):
            match condition.field:
                case "sort" | "slice" as name:
                    message = f"{name}: counts for the whole text and stands at its top level only"
                    self.reporter.add("misplaced", message, condition.span)
                    return AnyOf(())
                case "has":
                    return self._has(condition)
                case "in" if self.levels[0] == LEADS:
                    return self._in_view(condition)
        field = names.field(condition.field, condition.span)
        return AnyOf(()) if field is None else self._compared(condition, field)

    def _compared(self, condition: ast.Condition, field: Field) -> Node:
        if not self._is_taken(condition, field):
            return AnyOf(())

        def report(fault: InvalidValue, value: ast.Value) -> None:
            self.reporter.add_error(_hinted(fault, value), _span(value) or condition.span)

        return read_condition(condition, field, self.context, report)

    def _is_taken(self, condition: ast.Condition, field: Field) -> bool:
        """True if the field takes the operator and a list is within the limit."""
        most = self.limits.in_list
        if isinstance(condition.value, ast.Items) and len(condition.value.values) > most:
            message = f"the list has {len(condition.value.values):,} items, more than {most:,}"
            self.reporter.add("too_much", message, condition.span)
            return False
        try:
            check_operator(condition.operator, field)
        except InvalidValue as fault:
            self.reporter.add_error(fault, condition.span)
            return False
        return True

    def _related(self, relation: Relation, condition: ast.Condition) -> Node:
        """A condition on related objects: on their number, or on a field of any of them."""
        kind, belonging = relation.kind, self._links(relation.kind)
        if relation.field is not None:
            asked = replace(condition, field=relation.field)
            return Exists(kind, belonging, self.within(kind)._condition(asked))
        where: Node = AllOf(())
        if relation.only is not None:
            name, value = relation.only
            where = Leaf(self.catalog.schema(kind).fields[name], In(frozenset((value,))))
        count = self._compared(condition, Field(condition.field, Type.INTEGER))
        stored = condition.field if isinstance(belonging, Held) else None
        return _counting(count, Counted(kind, belonging, where, NotNull(), stored))

    def _has(self, condition: ast.Condition) -> Node:
        values = self._named_in(condition, "has takes : and the name of a field")
        return AnyOf(tuple(map(self._presence, values)))

    def _presence(self, name: ast.Word | ast.Phrase) -> Node:
        names = self.names()
        if (relation := names.relation(name.text)) is not None:
            anything = ast.Word(WILDCARD, name.span)
            asked = ast.Condition(name.text, ast.Operator.EQUAL, anything, span=name.span)
            return self._related(relation, asked)
        field = names.field(name.text, name.span)
        return AnyOf(()) if field is None else presence(field, self.context.schema)

    def _in_view(self, condition: ast.Condition) -> Node:
        values = self._named_in(condition, "in takes : and the name of a Smart View")
        return AnyOf(tuple(self.views(each, condition.depth) for each in values))

    def _named_in(
        self, condition: ast.Condition, otherwise: str
    ) -> tuple[ast.Word | ast.Phrase, ...]:
        """The names in the value of a condition; reports the message `otherwise` if it has none."""
        match condition:
            case ast.Condition(operator=ast.Operator.EQUAL, value=ast.Word() | ast.Phrase() as one):
                return (one,)
            case ast.Condition(operator=ast.Operator.IN, value=ast.Items(values)):
                return tuple(each for each in values if isinstance(each, ast.Word | ast.Phrase))
            case _:
                self.reporter.add("bad_operator", otherwise, condition.span)
                return ()


def _counting(node: Node, counted: Counted) -> Node:
    """The node with each test on a number made a test on the number of related objects."""
    match node:
        case Leaf(_, test):
            return replace(counted, test=test)
        case AllOf(parts):
            return AllOf(tuple(_counting(part, counted) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(_counting(part, counted) for part in parts))
        case Not(part):
            return Not(_counting(part, counted))
        case Search() | Exists() | Counted() | Slice():
            return node
        case _:
            assert_never(node)


def _searched(value: ast.Word | ast.Phrase | TextMatch) -> tuple[Words, ...]:
    """The word sequences that a bare word or a text searches for; raises `InvalidValue`."""
    if not isinstance(value, ast.Word | ast.Phrase):
        from oppquery.planning.s_query_conditions import text_words

        return text_words(value)
    read = read_word if isinstance(value, ast.Word) else read_phrase
    try:
        return (read(value.text),)
    except ValueError:
        message = f"{shown(value.text)} has no letter or digit"
        raise InvalidValue("bad_text", message) from None


def _span(value: ast.Value) -> ast.Span | None:
    return None if isinstance(value, ast.Given | ast.Null | ast.Items) else value.span


def _hinted(fault: InvalidValue, value: ast.Value) -> InvalidValue:
    """Adds to a bad date that is the first of several words how to write it: in quotes."""
    if fault.code != "bad_date" or not isinstance(value, ast.Word):
        return fault
    word = value.text.casefold()
    if word not in _FIRST_WORDS and not (word.isdigit() and len(word) < 4):
        return fault
    hint = 'put a date of several words in quotes, as "3 days ago"'
    return InvalidValue(fault.code, f"{shown(value.text)} is not a date: {hint}")
