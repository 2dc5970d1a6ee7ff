"""Ids that join objects: every link is asked, so that a bad id is told whichever link matches."""

import pytest

from oppquery import DataError, select


def test_a_bad_id_is_told_though_another_link_matches() -> None:
    deals = [{"id": "oppo_1", "lead_id": 7}]
    calls = [{"id": "c", "opportunity_id": "oppo_1"}, {"id": "d", "lead_id": "lead_1"}]
    with pytest.raises(DataError) as caught:
        select(deals, "query=call()", related={"call": calls})
    assert (caught.value.field, caught.value.value) == ("lead_id", 7)


def test_a_bad_id_is_told_in_a_scope_that_asks_further_out() -> None:
    deals = [{"id": "oppo_1", "lead_id": 7}]
    tasks = [{"id": "t", "opportunity_id": "oppo_1"}, {"id": "u", "lead_id": "lead_1"}]
    calls = [{"id": "c", "opportunity_id": "oppo_1"}]
    with pytest.raises(DataError) as caught:
        select(deals, "query=call(task())", related={"call": calls, "task": tasks})
    assert (caught.value.field, caught.value.value) == ("lead_id", 7)
