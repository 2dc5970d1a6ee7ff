"""The Smart Views that a query names become nodes of the plan (spec §12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial

from oppquery import ast
from oppquery.data.catalog import Catalog
from oppquery.data.saved_searches import SavedSearch
from oppquery.errors.problems import InvalidValue, Problems, QueryReporter
from oppquery.errors.wording import shown, suggest
from oppquery.limits import Limits
from oppquery.plan import In, Leaf, Node
from oppquery.planning.conditions import BindingContext
from oppquery.planning.queries import QueryReader
from oppquery.planning.simplify import NOTHING
from oppquery.planning.terms import TermCount
from oppquery.schema.fields import Field, Type
from oppquery.schema.kinds import LEADS
from oppquery.syntax.parser import DEEPEST, read_query

_OWN_ID = Field("id", Type.ID)


@dataclass(frozen=True, slots=True)
class Members:
    """The condition that a lead is in a Smart View.

    `terms` and `depth` are those of the view, with those of the views that it names.
    """

    where: Node
    terms: int
    depth: int


@dataclass(slots=True)
class Draft:
    """A query that may name Smart Views, on objects of one kind.

    `path` holds the ids of the views that lead to this query, its own included. `outside` counts
    the levels round it there. `terms` and `depth` grow as it is read, by those of the views that
    it names.
    """

    query: ast.Query
    kind: str
    reporter: QueryReporter
    terms: TermCount
    path: tuple[str, ...] = ()
    outside: int = 0
    depth: int = field(init=False)

    def __post_init__(self) -> None:
        self.depth = self.query.depth


class SmartViews:
    """Reads Smart Views, each once and those that it names before it.

    The terms and levels of the views that a query names count as its own, so that views which
    name views cannot grow beyond the limits.
    """

    def __init__(
        self, context: BindingContext, catalog: Catalog, limits: Limits, problems: Problems
    ) -> None:
        self._context = replace(context, in_query=True)
        self._catalog = catalog
        self._limits = limits
        self._problems = problems
        self._known: dict[str, Members] = {}
        self._deepest = min(limits.depth, DEEPEST)

    def reader(self, draft: Draft) -> QueryReader:
        """The reader of a query; the views that it names have been read."""
        self._read_named(draft)
        return self._reader(draft)

    def members(self, view: SavedSearch, reporter: QueryReporter) -> Members | None:
        """The members of the view that a parameter asks for, `None` for a view not of leads."""
        if not _is_of_leads(view, reporter, None):
            return None
        if view.id not in self._known:
            self._read_named(self._draft(view, reporter.param, (), 0))
        return self._known[view.id]

    def _read_named(self, whole: Draft) -> None:
        """Reads the views that a query leads to, and the query itself where it is a view's.

        A depth-first search with a stack of its own, so that a long chain needs no recursion.
        """
        stack = [(whole, self._named_in(whole))]
        while stack:
            draft, left = stack[-1]
            if (found := next(left, None)) is None:
                stack.pop()
                self._keep(draft)
            elif found[0].id not in self._known:
                inner = self._draft(found[0], draft.reporter.param, draft.path, found[1])
                stack.append((inner, self._named_in(inner)))

    def _keep(self, draft: Draft) -> None:
        """Reads the query of a view, when all that it names is known."""
        if draft.path:
            where = read_lead_query(self._reader(draft))
            self._known[draft.path[-1]] = Members(where, draft.terms.total, draft.depth)

    def _named_in(self, draft: Draft) -> Iterator[tuple[SavedSearch, int]]:
        """The views to be read before a query can be, with the levels round each.

        The query is read for the names alone; its problems are told when it is read again.
        """
        if not _may_name_views(draft.query.tree):
            return
        names: list[tuple[str, int]] = []

        def note(name: ast.Word | ast.Phrase, depth: int) -> Node:
            names.append((name.text, draft.outside + depth + 1))
            return NOTHING

        reporter = Problems().reporter_for(draft.reporter.param, draft.query.text)
        sketch = replace(draft, reporter=reporter, terms=TermCount(self._limits.terms))
        replace(self._reader(sketch), views=note).read()
        for name, outside in names:
            for view in self._to_read(name):
                if view.id not in draft.path and outside <= self._deepest:
                    yield view, outside

    def _to_read(self, name: str) -> tuple[SavedSearch, ...]:
        """The view of that name, if it is the only one and a query says who is in it."""
        if (searches := self._catalog.saved_searches) is None:
            return ()
        found = searches.called(name)
        is_read = len(found) == 1 and found[0].lead_ids is None and found[0].type in (None, LEADS)
        return found if is_read else ()

    def _draft(self, view: SavedSearch, param: str, path: tuple[str, ...], outside: int) -> Draft:
        query = self._query_of(view, param)
        reporter = self._problems.reporter_for(param, query.text)
        terms = TermCount(self._limits.terms)
        return Draft(query, LEADS, reporter, terms, path=(*path, view.id), outside=outside)

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
                return read_s_query(view.s_query, reporter, self._limits)
            case None:
                message = f"the Smart View {_called(view)} has no query or s_query"
                reporter.add("bad_s_query", message, ROOT)
            case other:
                reporter.add("bad_s_query", f"must be a string, not {shown(other)}", "query")
        return ast.Query(param, None, ast.And(()))

    def _reader(self, draft: Draft) -> QueryReader:
        context = self._context
        if draft.kind != context.schema.name:
            context = replace(context, schema=self._catalog.schema(draft.kind))
        return QueryReader(
            query=draft.query,
            context=context,
            catalog=self._catalog,
            limits=self._limits,
            terms=draft.terms,
            reporter=draft.reporter,
            views=partial(self._named, draft),
            levels=(draft.kind,),
        )

    def _named(self, draft: Draft, name: ast.Word | ast.Phrase, depth: int) -> Node:
        """The leads that are in the Smart View which a query names `depth` levels deep."""
        reporter = draft.reporter
        if (searches := self._catalog.saved_searches) is None:
            message = "in: needs the Smart Views: give saved_searches=[…]"
            reporter.add("no_data", message, name.span)
            return NOTHING
        match searches.called(name.text):
            case ():
                near = suggest(name.text, searches.names())
                message = f"there is no Smart View called {shown(name.text)}"
                reporter.add("not_found", message, name.span, suggestions=near)
            case (view,) if view.id in draft.path:
                message = f"the Smart View {shown(name.text)} leads back to itself"
                reporter.add("view_cycle", message, name.span)
            case (view,):
                return self._part_of(draft, view, depth, name.span)
            case several:
                message = f"{shown(name.text)} is the name of several Smart Views: write the id"
                ids = [each.id for each in several]
                reporter.add("duplicate_name", message, name.span, expected=ids)
        return NOTHING

    def _part_of(self, draft: Draft, view: SavedSearch, depth: int, span: ast.Span | None) -> Node:
        """The members of a view as a part of a query, whose terms and levels they add to."""
        if not _is_of_leads(view, draft.reporter, span):
            return NOTHING
        members = Members(NOTHING, 0, 0)
        if view.lead_ids is not None:
            members = replace(members, where=Leaf(_OWN_ID, In(view.lead_ids)))
        members = self._known.get(view.id, members)
        depth += 1 + members.depth
        if draft.outside + depth > self._deepest:
            most = f"{self._deepest:,} levels"
        elif not draft.terms.add(members.terms):
            most = f"{self._limits.terms:,} conditions"
        else:
            draft.depth = max(draft.depth, depth)
            return members.where
        message = f"the Smart View {_called(view)} makes it more than {most}"
        draft.reporter.add("too_much", message, span)
        return NOTHING


def read_lead_query(reader: QueryReader) -> Node:
    """The condition of a query on leads, its `sort:` checked."""
    plan = reader.read()
    names = reader.names()
    for key in plan.order:
        if names.relation(key.field) is None:
            names.field(key.field, plan.order_place.span)
    return plan.where


def _is_of_leads(view: SavedSearch, reporter: QueryReporter, span: ast.Span | None) -> bool:
    """Whether a view is about leads; one that is not is a problem."""
    if view.lead_ids is not None or view.type in (None, LEADS):
        return True
    message = f"the Smart View {_called(view)} is about {view.type} objects, not leads"
    reporter.add("bad_s_query", message, span)
    return False


def _called(view: SavedSearch) -> str:
    return shown(view.name or view.id)


def _may_name_views(tree: ast.Node) -> bool:
    """Whether a tree has a condition on the name `in` anywhere."""
    match tree:
        case ast.And(parts) | ast.Or(parts):
            return any(map(_may_name_views, parts))
        case ast.Not(part) | ast.Scope(body=part):
            return _may_name_views(part)
        case ast.Condition(field="in"):
            return True
        case _:
            return False
