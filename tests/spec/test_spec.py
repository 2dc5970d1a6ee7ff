"""Every case of `tests/spec/expected` on every engine, compared whole."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from engines import Engine
from tools import write_spec

import oppquery
from spec.case_files import CASES, FILES, KINDS, MEMBERS, Case, arguments, cases_that, ids, objects


def of_kind(kind: str) -> Callable[[Case], bool]:
    return lambda case: kind in case


def of_a_query(kind: str) -> Any:
    """Cases of that kind whose one parameter is a query that `compile_query` takes."""
    return cases_that(lambda case: kind in case and is_compilable(case["params"]))


def is_compilable(params: Any) -> bool:
    """Whether this is a query alone, with neither `sort:` nor `slice:`.

    Nor one that asks a lead for its opportunities, which a predicate does not know.
    """
    return (
        isinstance(params, dict)
        and list(params) == ["query"]
        and isinstance(params["query"], str)
        and re.search(r"sort|slice|lead\(.*opportunit", params["query"]) is None
    )


@cases_that(of_kind("response"))
def test_response(case: Case, engine: Engine) -> None:
    response = engine.list(objects(case), case["params"], **arguments(case))
    assert response == case["response"]
    assert list(response) == list(case["response"])
    assert json.loads(json.dumps(response)) == case["response"]
    assert types_in(response) <= OF_JSON


OF_JSON = {dict, list, str, int, float, bool, type(None)}


def types_in(value: Any) -> set[type]:
    """The types of a value and of all that it holds."""
    held: list[Any] = []
    if isinstance(value, dict):
        held = [*value, *value.values()]
    elif isinstance(value, list):
        held = value
    return {type(value)}.union(*map(types_in, held))


def shows_whole_objects(case: Case) -> bool:
    """A response without groups, whose objects have kept their ids."""
    data = case["response"]["data"] if "response" in case else [{}]
    return all("id" in shown and "key" not in shown for shown in data)


@cases_that(shows_whole_objects)
def test_select_begins_with_what_the_response_shows(case: Case, engine: Engine) -> None:
    rows = engine.select(objects(case), case["params"], **arguments(case))
    shown = ids(case["response"]["data"])
    assert ids(rows)[: len(shown)] == shown


@cases_that(of_kind("select"))
def test_select(case: Case, engine: Engine) -> None:
    rows = engine.select(objects(case), case["params"], **arguments(case))
    assert ids(rows) == case["select"]
    if not engine.prepares:
        assert all(any(row is given for given in objects(case)) for row in rows)


@of_a_query("select")
def test_compiled_query(case: Case) -> None:
    keep = oppquery.compile_query(case["params"]["query"], **arguments(case))
    assert ids([row for row in objects(case) if keep(row)]) == case["select"]


@of_a_query("select")
def test_formatted_query(case: Case) -> None:
    tree = oppquery.parse_query(case["params"]["query"])
    text = oppquery.format_query(tree)
    assert oppquery.parse_query(text) == tree
    keep = oppquery.compile_query(text, **arguments(case))
    assert ids([row for row in objects(case) if keep(row)]) == case["select"]


@cases_that(of_kind("keeps"))
def test_kept_by_a_compiled_query(case: Case) -> None:
    keep = oppquery.compile_query(case["params"]["query"], **arguments(case))
    assert ids([row for row in objects(case) if keep(row)]) == case["keeps"]


@cases_that(of_kind("data_error"))
def test_data_error(case: Case, engine: Engine) -> None:
    with pytest.raises(oppquery.DataError) as caught:
        engine.list(objects(case), case["params"], **arguments(case))
    check_data_error(caught.value, case["data_error"])


@cases_that(lambda case: "data_error" in case and "_group_by" not in case["params"])
def test_data_error_of_select(case: Case, engine: Engine) -> None:
    with pytest.raises(oppquery.DataError) as caught:
        engine.select(objects(case), case["params"], **arguments(case))
    check_data_error(caught.value, case["data_error"])


def check_data_error(error: oppquery.DataError, expected: Mapping[str, Any]) -> None:
    found = {"index": error.index, "id": error.id, "field": error.field, "value": error.value}
    assert found == expected
    assert type(error.value) is type(expected["value"])
    assert expected["field"] in str(error)


@cases_that(of_kind("problems"))
def test_problems(case: Case, engine: Engine) -> None:
    with pytest.raises(oppquery.QueryError) as caught:
        engine.list(objects(case), case["params"], **arguments(case))
    check_problems(caught.value, case)


@of_a_query("problems")
def test_problems_of_a_compiled_query(case: Case) -> None:
    with pytest.raises(oppquery.QueryError) as caught:
        oppquery.compile_query(case["params"]["query"], **arguments(case))
    check_problems(caught.value, case)


def check_problems(error: oppquery.QueryError, case: Case) -> None:
    problems = error.problems
    assert len(problems) == len(case["problems"]), str(error)
    assert [as_stated(problem, stated) for problem, stated in zip(problems, case["problems"])] == [
        in_full(stated) for stated in case["problems"]
    ]
    if "text" in case:
        assert str(error) == case["text"]


def in_full(stated: Case) -> Case:
    """What a case states of a problem: with the message no suggestions but those that it has."""
    return {"suggestions": [], **stated} if "message" in stated else stated


def as_stated(problem: oppquery.Problem, stated: Case) -> dict[str, Any]:
    """What a problem says, in the members that a case states."""
    found = {name: getattr(problem, name) for name in in_full(stated)}
    return {name: list(x) if isinstance(x, tuple) else x for name, x in found.items()}


def test_names_are_unique() -> None:
    for path in FILES:
        cases = json.loads(path.read_text(encoding="utf-8"))
        assert [n for n, count in Counter(c["name"] for c in cases).items() if count > 1] == []


def test_each_case_expects_one_thing() -> None:
    assert [name for name, case in CASES.items() if sum(kind in case for kind in KINDS) != 1] == []
    assert [name for name, case in CASES.items() if not case.keys() <= MEMBERS] == []


def test_there_are_enough_cases() -> None:
    assert sum("response" in case for case in CASES.values()) >= 200
    assert sum("why" in case for case in CASES.values()) >= 180
    assert sum(name.startswith("query_") for name in CASES) >= 300


@pytest.mark.parametrize("subject", write_spec.SUBJECTS)
def test_files_are_as_written_by_the_generator(subject: str) -> None:
    written = write_spec.path_of(subject).read_text(encoding="utf-8")
    assert written == write_spec.text_of(subject), "run `python -m tools.write_spec` in tests/"


def test_every_file_has_a_generator() -> None:
    by_hand = {"errors", "query_errors", "smart_view_errors"}
    assert {path.stem for path in FILES} - set(write_spec.SUBJECTS) == by_hand
