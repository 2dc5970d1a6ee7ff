"""Every case of `tests/spec/expected` on every engine, compared whole.

A case has a `name`, `params`, and then one of `response`, `select` (ids in order), `keeps` (ids of
the objects that the compiled query keeps), `data_error` or `problems`; where they matter also
`objects`, `options` (the keyword arguments, in JSON forms) and a `why` that a reader can check by
hand.  A problem states `param`, `code` and `message`, its `suggestions` if it has any, and
`expected` where that matters; one in a query its `span`, one in `s_query` its `path`, too, and of
those about leads some state no message.  `text` is the whole `str()`.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from engines import ENGINES, Engine
from tools import write_spec

import oppquery

Case = Mapping[str, Any]
KINDS = ("response", "select", "keeps", "data_error", "problems")
MEMBERS = {"name", "why", "objects", "params", "options", "text", *KINDS}
FILES = sorted(write_spec.EXPECTED.glob("*.json"))
CASES = {
    f"{path.stem}::{case['name']}": case
    for path in FILES
    for case in json.loads(path.read_text(encoding="utf-8"))
}


WRITTEN = write_spec.texts()


HOLDING_BAD_DATA = {
    "errors::faults before data: the objects are not even read",
    "query_bare_words::five",
    'query_bare_words::"fair 5" or web',
}
"""Cases whose objects a collection refuses, as their requests do not read what is bad."""


def cases_that(holds: Callable[[Case], bool]) -> Any:
    cases = [pytest.param(case, id=name) for name, case in CASES.items() if holds(case)]
    return pytest.mark.parametrize("case", cases)


def on_every_engine(holds: Callable[[Case], bool]) -> Any:
    """Every case that holds, on every engine that can be asked it."""
    return pytest.mark.parametrize(
        ("case", "engine"),
        [
            pytest.param(case, engine, id=f"{name}-{engine}")
            for name, case in CASES.items()
            if holds(case)
            for engine in ENGINES
            if not (engine.prepares and name in HOLDING_BAD_DATA)
        ],
    )


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


def arguments(case: Case) -> dict[str, Any]:
    options = dict(case.get("options", {}))
    if "now" in options:
        options["now"] = datetime.fromisoformat(options["now"])
    if "limits" in options:
        options["limits"] = oppquery.Limits(**options["limits"])
    return options


def objects(case: Case) -> list[Any]:
    return case.get("objects", [])


def ids(rows: list[Mapping[str, Any]]) -> list[Any]:
    return [row.get("id") for row in rows]


@on_every_engine(of_kind("response"))
def test_response(case: Case, engine: Engine) -> None:
    response = engine.list(objects(case), case["params"], **arguments(case))
    assert response == case["response"]
    assert list(response) == list(case["response"])
    assert json.loads(json.dumps(response)) == case["response"]


def shows_whole_objects(case: Case) -> bool:
    """A response without groups, whose objects have kept their ids."""
    data = case["response"]["data"] if "response" in case else [{}]
    return all("id" in shown and "key" not in shown for shown in data)


@on_every_engine(shows_whole_objects)
def test_select_begins_with_what_the_response_shows(case: Case, engine: Engine) -> None:
    rows = engine.select(objects(case), case["params"], **arguments(case))
    shown = ids(case["response"]["data"])
    assert ids(rows)[: len(shown)] == shown


@on_every_engine(of_kind("select"))
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


@on_every_engine(of_kind("data_error"))
def test_data_error(case: Case, engine: Engine) -> None:
    with pytest.raises(oppquery.DataError) as caught:
        engine.list(objects(case), case["params"], **arguments(case))
    check_data_error(caught.value, case["data_error"])


@on_every_engine(lambda case: "data_error" in case and "_group_by" not in case["params"])
def test_data_error_of_select(case: Case, engine: Engine) -> None:
    with pytest.raises(oppquery.DataError) as caught:
        engine.select(objects(case), case["params"], **arguments(case))
    check_data_error(caught.value, case["data_error"])


def check_data_error(error: oppquery.DataError, expected: Mapping[str, Any]) -> None:
    found = {"index": error.index, "id": error.id, "field": error.field, "value": error.value}
    assert found == expected
    assert type(error.value) is type(expected["value"])
    assert expected["field"] in str(error)


@on_every_engine(of_kind("problems"))
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


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.stem)
def test_files_are_as_written_by_the_generator(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == WRITTEN[path], (
        "run `python -m tools.write_spec` in tests/"
    )
