"""Which strategies the engine chooses for a condition, a page and totals."""

from collections.abc import Sequence
from typing import Any

import pytest

from oppquery import Collection
from oppquery.arguments import RequestArguments
from oppquery.index.execution.access_plan import choose_access
from oppquery.index.execution.costs import CostedStrategy, CostModel, Strategy
from oppquery.index.execution.executor import matching_parts
from oppquery.index.execution.group_totals import choose_group_totals, codes_of_part
from oppquery.index.execution.run import choose_ordering
from oppquery.index.registry import ALL_INDEXES, Index
from oppquery.limits import Limits
from oppquery.plan import Plan
from oppquery.planning.resolve import paged
from unit.test_collection import DATA, DEALS

COLLECTION = Collection(DEALS, **DATA)
COSTS = CostModel()


def planned(params: Any) -> Plan:
    limits = Limits()
    return paged(COLLECTION._plans.plan(params, RequestArguments().caller(), limits), limits)


def chosen(choices: Sequence[CostedStrategy]) -> set[Strategy]:
    assert choices
    assert all("about" in str(each) and each.cost > 0 for each in choices)
    return {each.strategy for each in choices}


def ordering(params: Any, costs: CostModel = COSTS) -> set[Strategy]:
    """The strategies by which the segments bring the page of a request into order."""
    plan = planned(params)
    assert plan.limit is not None
    deep = costs.is_deep(plan.skip, len(DEALS))
    wanted = None if deep else plan.skip + plan.limit
    parts = matching_parts(plan.where, COLLECTION._data)
    return chosen([choose_ordering(part, plan.order, wanted, costs) for part in parts])


def sums(params: Any, costs: CostModel = COSTS) -> set[Strategy]:
    """The strategies by which the segments sum the matches of a request."""
    plan = planned(params)
    parts = matching_parts(plan.where, COLLECTION._data)
    if plan.group is None:
        return chosen([costs.totals(part.count, part.rows.bit_length()) for part in parts])
    codes = [codes_of_part(part, plan.group, costs) for part in parts]
    return chosen([choose_group_totals(*each, costs) for each in zip(parts, codes)])


@pytest.mark.parametrize(
    ("params", "strategy"),
    [
        ({"_order_by": "-value", "status_type": "won"}, Strategy.STORED),
        ({"_order_by": "-value", "_skip": "2000"}, Strategy.STORED),
        ({"_order_by": "-confidence"}, Strategy.WALK),
        ({"_order_by": "value", "id": "oppo_5"}, Strategy.SORT),
        ({"_order_by": "value", "_skip": "2000"}, Strategy.FILTER),
    ],
)
def test_how_a_page_is_brought_into_order(params: dict[str, str], strategy: Strategy) -> None:
    assert ordering(params) == {strategy}
    assert ordering(params, CostModel(ALL_INDEXES - {Index.ORDER})) == {Strategy.SORT}


@pytest.mark.parametrize(
    ("params", "strategy"),
    [
        ({}, Strategy.SLICES),
        ({"id": "oppo_5"}, Strategy.READ),
        ({"_group_by": "lead_id"}, Strategy.PACKED),
        ({"_group_by": "lead_id", "lead_id": "lead_7"}, Strategy.TAKE),
        ({"_group_by": "value_period"}, Strategy.MASKS),
    ],
)
def test_how_rows_are_summed(params: dict[str, str], strategy: Strategy) -> None:
    assert sums(params) == {strategy}
    assert sums(params, CostModel(ALL_INDEXES - {Index.SUMS})) == {Strategy.READ}


def test_a_scope_is_a_semi_join_unless_there_are_no_columns() -> None:
    where = planned({"query": "status_change(new_status:won)"}).where
    assert "semi-join" in str(choose_access(where))
    assert "residual" in str(choose_access(where, ALL_INDEXES - {Index.COLUMN}))


@pytest.mark.parametrize("kind", [Index.WORDS, Index.GROUPS, Index.SUMS])
def test_an_index_that_is_not_available_is_not_built(kind: Index) -> None:
    """The other two kinds are also what indexes are made from, so they may be built for those."""
    collection = Collection(DEALS, **DATA)._without(kind)
    params = {"query": "note:important", "status_type": "won", "_order_by": "-confidence"}
    for group in ({}, {"_group_by": "user_id"}):
        collection.list({**params, **group})
    built = {name.split()[1] for name in collection.stats()["indexes"]}
    assert "column" in built
    assert kind not in built
