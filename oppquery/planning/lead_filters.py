"""Filters by the lead: the parameters `lead_query` and `lead_saved_search_id` (spec §12)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from oppquery import ast
from oppquery.data.catalog import Catalog, links
from oppquery.errors.problems import Problems, QueryReporter
from oppquery.errors.wording import shown, suggest
from oppquery.limits import Limits
from oppquery.plan import AnyOf, Exists, In, Leaf, Node
from oppquery.planning.conditions import BindingContext
from oppquery.planning.queries import QueryReader
from oppquery.planning.smart_views import Draft, SmartViews, read_lead_query
from oppquery.planning.terms import TermCount
from oppquery.schema.kinds import LEADS
from oppquery.syntax.params import LEAD_VIEW

_LEAD_ID: Final = "lead_id"


class LeadFilters:
    """Reads the queries of a request and its filters by the lead.

    What is wrong goes to `problems`; the terms of everything add up in `terms`.
    """

    def __init__(
        self,
        context: BindingContext,
        catalog: Catalog,
        limits: Limits,
        problems: Problems,
        terms: TermCount,
    ) -> None:
        self._schema = context.schema
        self._catalog = catalog
        self._problems = problems
        self._terms = terms
        self._views = SmartViews(context, catalog, limits, problems)

    def reader(self, query: ast.Query) -> QueryReader:
        """The reader of a query on the objects of the request."""
        return self._views.reader(self._draft(query, self._schema.name))

    def of_leads(self, request: ast.Request) -> Iterator[Node]:
        """The filters by the lead that a request has beside its query."""
        if request.lead_query is not None:
            yield self._of_query(request.lead_query)
        if request.lead_view is not None:
            yield self._of_view(request.lead_view)

    def _draft(self, query: ast.Query, kind: str) -> Draft:
        reporter = self._problems.reporter_for(query.param, query.text)
        return Draft(query, kind, reporter, self._terms)

    def _of_query(self, query: ast.Query) -> Node:
        """The objects whose lead matches a query."""
        draft = self._draft(query, LEADS)
        is_answered = self._has_leads(draft.reporter)
        where = read_lead_query(self._views.reader(draft))
        return _by_lead(where) if is_answered else AnyOf(())

    def _of_view(self, id_: str) -> Node:
        """The objects whose lead is in the Smart View of that id."""
        reporter = self._problems.reporter_for(LEAD_VIEW, None)
        if (searches := self._catalog.saved_searches) is None:
            reporter.add("no_data", "needs the Smart Views: give saved_searches=[…]", None)
        elif (view := searches.of_id(id_)) is None:
            near = suggest(id_, searches.ids())
            message = f"there is no Smart View with the id {shown(id_)}"
            reporter.add("not_found", message, None, suggestions=near)
        elif view.lead_ids is not None:
            return Leaf(self._schema.fields[_LEAD_ID], In(view.lead_ids))
        elif self._has_leads(reporter):
            if (members := self._views.members(view, reporter)) is None:
                return AnyOf(())
            if self._terms.add(members.terms):
                return _by_lead(members.where)
            message = f"the Smart View makes it more than {self._terms.most:,} conditions"
            reporter.add("too_much", message, None)
        return AnyOf(())

    def _has_leads(self, reporter: QueryReporter) -> bool:
        if LEADS in self._catalog.scopes:
            return True
        reporter.add("no_data", "needs the leads: give leads=[…]", None)
        return False


def _by_lead(where: Node) -> Node:
    return Exists(LEADS, links(LEADS, ()), where)
