"""Opportunities prepared once and asked many times."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import datetime
from typing import Any, cast

from oppquery.arguments import RequestArguments, TimeZone
from oppquery.data.given import CustomFields, DataArguments, GivenData, Objects, Views
from oppquery.index import clustering
from oppquery.index.eager import build_all_indexes, statistics
from oppquery.index.execution.costs import CostModel
from oppquery.index.execution.executor import PreparedData, execute, matching_rows
from oppquery.index.intake import by_id, check_inside, take
from oppquery.index.registry import Index
from oppquery.index.structures.transpose import Transposed
from oppquery.index.table import clustered_table, whole_table
from oppquery.limits import DEFAULT_LIMITS, Limits
from oppquery.planning.plan_cache import PlanCache
from oppquery.planning.resolve import paged
from oppquery.response.response import ListResponse, Shape, respond
from oppquery.rows import StoredRow, plain_text
from oppquery.schema.kinds import CONTACTS, LEADS, OPPORTUNITIES
from oppquery.schema.lead import LEAD
from oppquery.schema.schemas import Schema
from oppquery.syntax.param_forms import Params

Rows = list[StoredRow]


class Collection:
    """Opportunities in memory that answer list requests from indexes.

    `opportunities` are mappings as the API returns them, each with an `id` of its own (text).
    They are checked in full and copied: what a caller does to an object afterwards changes no
    answer. `status_changes`, `leads`, `related`, `saved_searches`, `custom_fields` and `currency`
    are as for `list_opportunities`, checked and copied as well.

    Indexes are built when a request first needs them; `eager=True` builds, for every field of
    the schema and of `custom_fields`: the codes of its values, with bitmaps or postings, and bit
    slices of numbers and dates; the words of texts and labels; the orders of the vendor's page, up
    and down; the groups by `user_id` and by the periods of `date_won`; and the sums of amounts.
    Many threads may ask at once. What parameters mean is remembered where no date and no user has
    a part in it; answers are not. A collection pickles; its indexes are built anew.

    Raises `DataError` for an object that cannot be read, whose `id` is missing or not unique,
    and `TypeError` or `ValueError` for a wrong argument.

    >>> deals = Collection([{"id": "oppo_1", "value": 300000, "confidence": 75}])
    >>> deals.list("value__gte=$1,000")["expected_value_one_time_formatted"]
    '$2,250'
    """

    def __init__(
        self,
        opportunities: Objects,
        *,
        status_changes: Objects | None = None,
        leads: Objects | None = None,
        related: Mapping[str, Objects] | None = None,
        saved_searches: Views | None = None,
        custom_fields: CustomFields | None = None,
        currency: str = "USD",
        eager: bool = False,
    ) -> None:
        data = DataArguments(
            status_changes, leads, related, saved_searches, custom_fields, currency
        )
        given = GivenData(data, {OPPORTUNITIES: opportunities})
        schema = given.schema(OPPORTUNITIES)
        taken = {
            kind: take(given[kind], keep_columns=eager and kind == OPPORTUNITIES) for kind in given
        }
        deals = taken[OPPORTUNITIES]
        copied = given.with_copies({kind: each.rows for kind, each in taken.items()})
        if LEADS in copied and CONTACTS not in copied:
            check_inside(copied[LEADS], LEAD.rules.held_under[CONTACTS], copied.schema(CONTACTS))
        self._prepare(copied, schema, deals.nested, deals.columns)
        if deals.columns is not None:
            build_all_indexes(self._data, deals.columns)

    def _prepare(
        self,
        related: GivenData,
        schema: Schema,
        nested: frozenset[str],
        columns: Transposed | None = None,
    ) -> None:
        rows = cast("Rows", related[OPPORTUNITIES].rows)
        self._rows = by_id(rows, columns)
        self._related = related
        self._plans = PlanCache(schema, related.catalog())
        table = clustered_table(rows, schema, clustering.OPPORTUNITIES, columns)
        tables = {
            kind: whole_table(related[kind].rows, related[kind].schema)
            for kind in related
            if kind != OPPORTUNITIES
        }
        tables[OPPORTUNITIES] = table
        self._data = PreparedData(table, tables, related, CostModel())
        self._schema = schema
        self._nested = nested
        self._shape = Shape(schema, nested)

    def list(
        self,
        params: Params = (),
        *,
        now: datetime | None = None,
        tz: TimeZone | None = None,
        user_id: str | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> ListResponse:
        """The answer of `list_opportunities` over the opportunities of the collection.

        Arguments and errors are the same; no answer is remembered.

        >>> Collection([{"id": "oppo_1", "value": 5}]).list()["total_results"]
        1
        """
        request = RequestArguments(now, tz, user_id, limits)
        plan = paged(self._plans.plan(params, request.caller(), limits), limits)
        with self._related[OPPORTUNITIES].placing_bad_values():
            result = execute(plan, self._data)
            return cast("ListResponse", respond(result, plan.fields, self._shape))

    def select(
        self,
        params: Params = (),
        *,
        now: datetime | None = None,
        tz: TimeZone | None = None,
        user_id: str | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> Rows:
        """Copies of the matching opportunities as they were given, in order.

        All of them, unless `_limit` or `_skip` are given; arguments and errors as for `list`.

        >>> Collection([{"id": "oppo_1", "value": 5}]).select("value=5")
        [{'id': 'oppo_1', 'value': 5}]
        """
        request = RequestArguments(now, tz, user_id, limits)
        plan = self._plans.plan(params, request.caller(), limits)
        with self._related[OPPORTUNITIES].placing_bad_values():
            return deepcopy(matching_rows(plan, self._data))

    def stats(self) -> dict[str, Any]:
        """How many rows there are, and of each index the rows, bytes and seconds to build it.

        >>> Collection([{"id": "oppo_1"}]).stats()["rows"]
        1
        """
        return statistics(self._data)

    def __iter__(self) -> Iterator[StoredRow]:
        """Copies of the opportunities, in input order."""
        return map(deepcopy, self._rows.values())

    def __len__(self) -> int:
        """How many opportunities there are."""
        return len(self._rows)

    def __contains__(self, id: object) -> bool:
        """Whether there is an opportunity of that id."""
        return isinstance(id, str) and plain_text(id) in self._rows

    def __getitem__(self, id: str) -> StoredRow:
        """A deep copy of the opportunity of that id; raises `KeyError` when there is none."""
        return deepcopy(self._rows[plain_text(id) if isinstance(id, str) else id])

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self._related, self._schema, self._nested, self._data.costs)

    def _without(self, *kinds: Index) -> Collection:
        """For tests: the same opportunities, answered without some kinds of index."""
        return self._with_costs(CostModel(self._data.costs.available.difference(kinds)))

    def _with_costs(self, costs: CostModel) -> Collection:
        again = Collection.__new__(Collection)
        again.__dict__.update(self.__dict__)
        again._data = replace(self._data, costs=costs)
        return again


def _restored(
    related: GivenData, schema: Schema, nested: frozenset[str], costs: CostModel
) -> Collection:
    """A collection from the parts that it was pickled as."""
    collection = Collection.__new__(Collection)
    collection._prepare(related, schema, nested)
    return collection._with_costs(costs)
