"""What holds for every request, whatever the objects: hypothesis looks for the exception."""

import copy
import json
import pickle
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from engines import Engine, on_every_engine
from hypothesis import given
from hypothesis import strategies as st
from oracle import oracle
from strategies import list_requests
from strategies.list_requests import Caller, Request, Row, parameters, python_parameters

from oppquery import DataError, QueryError, list_opportunities, merge_pages, select

Question = tuple[list[Row], Request, Caller]
PERIODS = ("annual", "annualized", "monthly", "one_time")
SUMS = tuple(f"{kind}_value_{period}" for kind in ("total", "expected") for period in PERIODS)
EVERYTHING = {"where": (), "order": (), "group": None, "limit": None, "skip": None, "fields": None}
NOW = datetime(2024, 5, 17, 12, tzinfo=UTC)


def plain(value: Any) -> Any:
    """Text that tells True from 1 but not 20 from 20.0, which print alike in an answer."""
    return json.dumps(without_whole_floats(value), sort_keys=True, default=repr)


def without_whole_floats(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {k: without_whole_floats(v) for k, v in value.items()}
    return [without_whole_floats(v) for v in value] if isinstance(value, list) else value


def asked(engine: Engine, question: Question, params: Any = None) -> dict[str, Any]:
    rows, request, caller = question
    params = parameters(request) if params is None else params
    return engine.list(rows, params, **caller.arguments())


def check_answer(engine: Engine, question: Question, params: Any = None) -> None:
    rows, request, caller = question
    want = oracle.answer(rows, request, **caller.arguments())
    got = asked(engine, question, params)
    assert plain(got) == plain(want)
    assert list(got) == list(want)
    if request["group"]:
        assert [list(group) for group in got["data"]] == [list(group) for group in want["data"]]


@given(list_requests.questions(grouped=False))
@on_every_engine
def test_a_list_equals_the_oracle(engine: Engine, question: Question) -> None:
    check_answer(engine, question)


@given(list_requests.questions(grouped=True))
@on_every_engine
def test_groups_equal_the_oracle(engine: Engine, question: Question) -> None:
    check_answer(engine, question)


@given(list_requests.questions())
@on_every_engine
def test_python_values_equal_the_oracle(engine: Engine, question: Question) -> None:
    check_answer(engine, question, python_parameters(question[1]))


@given(list_requests.questions())
@on_every_engine
def test_select_equals_the_oracle(engine: Engine, question: Question) -> None:
    """The objects themselves, in order; no groups, and nothing is added up (spec §7.4)."""
    rows, request, caller = question
    got = engine.select(rows, parameters(request), **caller.arguments())
    want = oracle.selected(rows, request, **caller.arguments())
    assert [row.get("id") for row in got] == [row.get("id") for row in want]
    if not engine.prepares:
        assert all(one is other for one, other in zip(got, want, strict=True))


@pytest.mark.parametrize("focus", list(list_requests.FOCI))
@given(data=st.data())
@on_every_engine
def test_conditions_equal_the_oracle(engine: Engine, focus: str, data: st.DataObject) -> None:
    rows, conditions, caller = data.draw(list_requests.focused(list_requests.FOCI[focus]))
    for condition in conditions:
        request = {**EVERYTHING, "where": (condition,)}
        want = oracle.selected(rows, request, **caller.arguments())
        for params in (parameters(request), python_parameters(request)):
            got = engine.select(rows, params, **caller.arguments())
            assert got == want, (params, got, want)


@given(list_requests.questions(grouped=True, paged=False))
@on_every_engine
def test_group_totals_add_up(engine: Engine, question: Question) -> None:
    response = asked(engine, question, {**parameters(question[1]), "_limit": "0"})
    groups = response["data"]
    assert all(group["objects"] == [] for group in groups)
    assert len({group["key"] for group in groups}) == len(groups)
    for name in ("total_results", *SUMS):
        assert sum(added(group, name) for group in groups) == added(response, name)
    counts = [Counter(group["count_by_value_period"]) for group in groups]
    assert sum(counts, Counter()) == response["count_by_value_period"]


def added(totals: dict[str, Any], name: str) -> int:
    """A figure, added over currencies where it is told of each (spec §7.4)."""
    parts = totals["by_currency"].values() if "by_currency" in totals else (totals,)
    return sum(part[name] for part in parts)


@given(list_requests.questions(grouped=False, paged=False))
@on_every_engine
def test_totals_of_a_currency_are_those_of_a_filter(engine: Engine, question: Question) -> None:
    rows, request, caller = question
    response = asked(engine, question)
    for code, totals in response.get("by_currency", {}).items():
        where = (*request["where"], ("equals", "value_currency", code))
        alone = asked(engine, (rows, {**request, "where": where}, caller))
        assert {name: alone[name] for name in totals} == totals
        assert "by_currency" not in alone


def pages_of(engine: Engine, question: Question, size: int) -> Iterator[dict[str, Any]]:
    skip, more = 0, True
    while more:
        paged = {**question[1], "limit": size, "skip": skip}
        page = asked(engine, question, parameters(paged))
        yield page
        skip, more = skip + size, page["has_more"]


def objects_of(response: dict[str, Any], grouped: bool) -> list[tuple[Any, str]]:
    """Each object with the key of its group, in the order of the response."""
    if not grouped:
        return [(None, plain(row)) for row in response["data"]]
    return [(group["key"], plain(row)) for group in response["data"] for row in group["objects"]]


@given(list_requests.questions(paged=False), st.integers(1, 4))
@on_every_engine
def test_pages_make_the_whole(engine: Engine, question: Question, size: int) -> None:
    grouped = question[1]["group"] is not None
    whole = asked(engine, question)
    pages = list(pages_of(engine, question, size))
    before = plain(pages)
    joined = [one for page in pages for one in objects_of(page, grouped)]
    assert joined == objects_of(whole, grouped)
    assert len(pages) == max(1, -(-whole["total_results"] // size))
    assert plain(merge_pages(pages)) == plain(whole)
    assert plain(pages) == before


@given(list_requests.questions(paged=False), st.integers(1, 3), st.data())
@on_every_engine
def test_pages_with_one_too_many_or_too_few_are_refused(
    engine: Engine, question: Question, size: int, data: st.DataObject
) -> None:
    pages = list(pages_of(engine, question, size))
    chosen = data.draw(st.integers(0, len(pages) - 1))
    if pages[chosen]["data"]:
        with pytest.raises(ValueError, match="overlap"):
            merge_pages([*pages, pages[chosen]])
    if 0 < chosen < len(pages) - 1:
        with pytest.raises(ValueError, match="missing"):
            merge_pages([*pages[:chosen], *pages[chosen + 1 :]])


@given(list_requests.questions())
@on_every_engine
def test_every_form_of_params_answers_alike(engine: Engine, question: Question) -> None:
    params = parameters(question[1])
    want = asked(engine, question, params)
    assert plain(asked(engine, question, list(params.items()))) == plain(want)
    assert plain(asked(engine, question, urlencode(params))) == plain(want)
    assert plain(asked(engine, (iter(question[0]), *question[1:]), params)) == plain(want)


@given(list_requests.questions())
@on_every_engine
def test_input_is_left_alone_and_shared_with_nobody(engine: Engine, question: Question) -> None:
    rows, request, _ = question
    before = copy.deepcopy(rows), copy.deepcopy(request)
    params = python_parameters(request)
    params_before = copy.deepcopy(params)
    response = asked(engine, question, params)
    assert params == params_before
    assert (rows, request) == before
    inside = [id(one) for one in mutables(rows)]
    answered = [id(one) for one in mutables(response)]
    assert not set(inside) & set(answered)
    assert len(set(answered)) == len(answered)


def mutables(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        yield value
        for one in value.values() if isinstance(value, dict) else value:
            yield from mutables(one)


def check_data_error(error: DataError) -> None:
    assert str(error)
    assert isinstance(error.index, int)


def check_error(error: QueryError, code: str | None = None) -> None:
    """Spec §9: it says something, it is a 400 body, it pickles and copies."""
    assert error.problems
    assert str(error)
    body = error.to_dict()
    assert set(body) == {"errors", "field-errors"}
    detailed = error.to_dict(detail=True)
    assert detailed == body | {"problems": detailed["problems"]}
    assert json.loads(json.dumps(detailed)) == detailed
    assert len(detailed["problems"]) == len(error.problems)
    for twin in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(twin) is QueryError
        assert str(twin) == str(error)
        assert twin.problems == error.problems
    for problem in error.problems:
        assert problem.code == code if code else problem.code
        assert problem.message


@given(list_requests.opportunities(max_size=4), list_requests.any_parameters(), st.booleans())
def test_any_parameters_give_an_answer_or_a_query_error(
    rows: list[Row], params: Any, listing: bool
) -> None:
    ask = list_opportunities if listing else select
    try:
        ask(rows, params, custom_fields=list_requests.DECLARED, now=NOW, user_id="user_1")
    except QueryError as error:
        check_error(error)


@given(list_requests.any_objects(), st.data())
def test_any_objects_give_an_answer_or_an_error(objects: Any, data: st.DataObject) -> None:
    caller = data.draw(list_requests.callers())
    request = data.draw(list_requests.requests([]))
    try:
        list_opportunities(objects, parameters(request), **caller.arguments())
    except DataError as error:
        check_data_error(error)


def test_seven_faults_make_seven_problems() -> None:
    """Spec §3: all problems of a request are reported at once."""
    faults = {
        "_limit": "x",
        "_skip": "-1",
        "_order_by": "bogus",
        "_group_by": "value",
        "status_type": "wun",
        "date_won": "2024-13",
        "valeu": "1",
    }
    with pytest.raises(QueryError) as caught:
        list_opportunities([], faults)
    check_error(caught.value)
    assert sorted(problem.param for problem in caught.value.problems) == sorted(faults)
    assert set(caught.value.to_dict()["field-errors"]) == set(faults)
