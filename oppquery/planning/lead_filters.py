"""Filters by the lead: `lead_query`, Smart Views and `in:"…"` as nodes of the plan (spec §12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from oppquery import ast
from oppquery.data.catalog import Catalog, links
from oppquery.data.saved_searches import SavedSearch
from oppquery.errors.problems import InvalidValue, Problems, QueryReporter
from oppquery.errors.wording import shown, suggest
from oppquery.limits import Limits
from oppquery.plan import AnyOf, Exists, In, Leaf, Node
from oppquery.planning.conditions import BindingContext
from oppquery.planning.queries import QueryReader, leaves
from oppquery.schema.fields import Field, Type
from oppquery.schema.kinds import LEADS
from oppquery.syntax.parser import DEEPEST, read_query

LEAD_VIEW: Final = "lead_saved_search_id"
_LEAD_ID: Final = "lead_id"
_OWN_ID: Final = Field("id", Type.ID)
_LEVELS_OF_A_VIEW: Final = 3
"""How many levels of a query a Smart View in it counts for, besides its own."""


@dataclass(frozen=True, slots=True)
class _Members:
    """The condition of a Smart View; its conditions and levels, those of views in it included."""

    where: Node
    terms: int
    depth: int


class LeadFilters:
    """Reads what filters leads; what is wrong goes to `problems`.

    Each Smart View is read once. The conditions and levels of the views that a query names count
    as its own, so that views which name views cannot grow beyond the limits.
    """

    def __init__(
        self, context: BindingContext, catalog: Catalog, limits: Limits, problems: Problems
    ) -> None:
        self._context = replace(context, in_query=True)
        self._catalog = catalog
        self._limits = limits
        self._problems = problems
        self._known: dict[str, _Members] = {}
        self._open: list[str] = []
        self._terms = self._depth = self._deepest = 0
        self._most_levels = min(limits.depth, DEEPEST)

    def reader(self, query: ast.Query) -> QueryReader:
        """The reader of a query on the objects of the request."""
        self._depth = _depth(query.tree)
        reporter = self._problems.reporter_for(query.param, query.text)
        return self._reader(query, reporter, self._context.schema.name)

    def of_leads(self, request: ast.Request) -> Iterator[Node]:
        """The filters by the lead that a request has beside its query."""
        if request.lead_query is not None:
            yield self.of_query(request.lead_query)
        if request.lead_view is not None:
            yield self.of_view(LEAD_VIEW, request.lead_view)

    def _reader(self, query: ast.Query, reporter: QueryReporter, kind: str) -> QueryReader:
        context = self._context
        if kind != context.schema.name:
            context = replace(context, schema=self._catalog.schema(kind))
        return QueryReader(
            query, context, self._catalog, self._limits, reporter, self.named, (kind,)
        )

    def of_query(self, query: ast.Query) -> Node:
        """The objects whose lead matches a query."""
        reporter = self._problems.reporter_for(query.param, query.text)
        is_answered = self._has_leads(reporter)
        self._depth = _depth(query.tree)
        where = self._leads(query, reporter)
        return _by_lead(where) if is_answered else AnyOf(())

    def of_view(self, param: str, id_: str) -> Node:
        """The objects whose lead is in the Smart View of that id."""
        reporter = self._problems.reporter_for(param, None)
        if (searches := self._catalog.saved_searches) is None:
            reporter.add("no_data", "needs the Smart Views: give saved_searches=[…]", None)
        elif (view := searches.of_id(id_)) is None:
            near = suggest(id_, searches.ids())
            message = f"there is no Smart View with the id {shown(id_)}"
            reporter.add("not_found", message, None, suggestions=near)
        elif view.lead_ids is not None:
            return Leaf(self._context.schema.fields[_LEAD_ID], In(view.lead_ids))
        elif self._has_leads(reporter):
            self._depth = 0
            return _by_lead(self._members(view, reporter, None, nested=False))
        return AnyOf(())

    def named(self, name: str, asking: QueryReader, span: ast.Span | None) -> Node:
        """The leads that are in the Smart View of that name, for a query on leads."""
        reporter = asking.reporter
        if (searches := self._catalog.saved_searches) is None:
            reporter.add("no_data", "in: needs the Smart Views: give saved_searches=[…]", span)
            return AnyOf(())
        match searches.called(name):
            case ():
                near = suggest(name, searches.names())
                message = f"there is no Smart View called {shown(name)}"
                reporter.add("not_found", message, span, suggestions=near)
            case (view,) if view.id in self._open:
                message = f"the Smart View {shown(name)} leads back to itself"
                reporter.add("view_cycle", message, span)
            case (view,):
                return self._members(view, reporter, span)
            case several:
                message = f"{shown(name)} is the name of several Smart Views: write the id"
                ids = [each.id for each in several]
                reporter.add("duplicate_name", message, span, expected=ids)
        return AnyOf(())

    def _has_leads(self, reporter: QueryReporter) -> bool:
        if LEADS in self._catalog.scopes:
            return True
        reporter.add("no_data", "needs the leads: give leads=[…]", None)
        return False

    def _members(
        self, view: SavedSearch, asked: QueryReporter, span: ast.Span | None, *, nested: bool = True
    ) -> Node:
        """The condition that a lead is in a Smart View, which is read when first asked for.

        Its own levels are those of a query; only in another they count on top.
        """
        if view.lead_ids is not None:
            return Leaf(_OWN_ID, In(view.lead_ids))
        if view.type not in (None, LEADS):
            called = shown(view.name or view.id)
            message = f"the Smart View {called} is about {view.type} objects, not leads"
            asked.add("bad_s_query", message, span)
            return AnyOf(())
        if (members := self._known.get(view.id)) is None:
            self._known[view.id] = members = self._read(view, asked.param, nested=nested)
        else:
            self._terms += members.terms
        too_deep = self._depth + members.depth > self._most_levels
        if too_deep or self._terms > self._limits.terms:
            most = f"{self._limits.terms:,} conditions"
            if too_deep:
                most = f"{self._most_levels:,} levels"
            message = f"the Smart View {shown(view.name or view.id)} makes it more than {most}"
            asked.add("too_much", message, span)
            return AnyOf(())
        return members.where

    def _read(self, view: SavedSearch, param: str, *, nested: bool) -> _Members:
        query = self._query_of(view, param)
        terms, depth, deepest = self._terms, self._depth, self._deepest
        own = _depth(query.tree) + _LEVELS_OF_A_VIEW if nested else 0
        self._depth = self._deepest = depth + own
        self._open.append(view.id)
        where: Node = AnyOf(())
        if self._depth <= self._most_levels:
            where = self._leads(query, self._problems.reporter_for(param, query.text))
        self._open.pop()
        self._terms += sum(1 for _ in leaves(query.tree))
        members = _Members(where, self._terms - terms, self._deepest - depth)
        self._depth, self._deepest = depth, max(deepest, self._deepest)
        return members

    def _query_of(self, view: SavedSearch, param: str) -> ast.Query:
        """The query of a Smart View, as text or as JSON; what is wrong leaves an empty one."""
        from oppquery.syntax.s_query import ROOT, read_s_query

        reporter = self._problems.reporter_for(param, None)
        match view.query:
            case str() as text if text or view.s_query is None:
                try:
                    return read_query(param, text, self._limits)
                except InvalidValue as fault:
                    self._problems.reporter_for(param, text).add_error(fault)
            case None | str() if view.s_query is not None:
                return ast.Query(param, None, read_s_query(view.s_query, reporter, self._limits))
            case None:
                message = f"the Smart View {shown(view.name or view.id)} has no query or s_query"
                reporter.add("bad_s_query", message, ROOT)
            case other:
                reporter.add("bad_s_query", f"must be a string, not {shown(other)}", "query")
        return ast.Query(param, None, ast.And(()))

    def _leads(self, query: ast.Query, reporter: QueryReporter) -> Node:
        """The condition of a query on leads, its `sort:` checked."""
        reader = self._reader(query, reporter, LEADS)
        plan = reader.read()
        names = reader.names()
        for key in plan.order:
            if names.relation(key.field) is None:
                names.field(key.field, plan.order_place.span)
        return plan.where


def _by_lead(where: Node) -> Node:
    return Exists(LEADS, links(LEADS, ()), where)


def _depth(node: ast.Node) -> int:
    """How many nodes of a tree stand in each other at the most."""
    match node:
        case ast.And(parts) | ast.Or(parts):
            return 1 + max(map(_depth, parts), default=0)
        case ast.Not(part):
            return 1 + _depth(part)
        case ast.Scope(body=body):
            return 1 + _depth(body)
        case _:
            return 0
