"""The cases of `tests/spec/expected`, read from their files, and which of them a test takes.

A case has a `name`, `params`, and then one of `response`, `select` (ids in order), `keeps` (ids of
the objects that the compiled query keeps), `data_error` or `problems`; where they matter also
`objects`, `options` (the keyword arguments, in JSON forms) and a `why` that a reader can check by
hand.  A problem states `param`, `code` and `message`, its `suggestions` if it has any, and
`expected` where that matters; one in a query its `span`, one in `s_query` its `path`, too, and of
those about leads some state no message.  `text` is the whole `str()`.  Values that JSON has no word
for are told in `tagged_values`.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

import pytest
from engines import ONE_SHOT, Engine
from tools import write_spec

from oppquery import Limits
from spec.tagged_values import untagged

Case = Mapping[str, Any]
KINDS = ("response", "select", "keeps", "data_error", "problems")
MEMBERS = {"name", "why", "objects", "params", "options", "text", *KINDS}
FILES = sorted(write_spec.EXPECTED.glob("*.json"))
CASES = {
    f"{path.stem}::{case['name']}": case
    for path in FILES
    for case in json.loads(path.read_text(encoding="utf-8"), object_hook=untagged)
}
HOLDING_BAD_DATA = {
    "errors::faults before data: the objects are not even read",
    "query_bare_words::five",
    'query_bare_words::"fair 5" or web',
}
"""Cases whose objects a collection refuses, as their requests do not read what is bad."""


def cases_that(holds: Callable[[Case], bool]) -> Any:
    """Gives a test every case that holds as `case`, on each engine if it takes an `engine`."""
    return pytest.mark.spec_cases.with_args(holds)


def params_of_cases(holds: Callable[[Case], bool]) -> list[Any]:
    return [pytest.param(case, id=name) for name, case in CASES.items() if holds(case)]


def params_on_engines(holds: Callable[[Case], bool], engines: Iterable[Engine]) -> list[Any]:
    """Each case on each engine that can be asked it; on the one-shot engine they are quick."""
    return [
        pytest.param(
            case,
            engine,
            id=f"{name}-{engine}",
            marks=(pytest.mark.quick,) if engine is ONE_SHOT else (),
        )
        for name, case in CASES.items()
        if holds(case)
        for engine in engines
        if not (engine.prepares and name in HOLDING_BAD_DATA)
    ]


def arguments(case: Case) -> dict[str, Any]:
    options = dict(case.get("options", {}))
    if "now" in options:
        options["now"] = datetime.fromisoformat(options["now"])
    if "limits" in options:
        options["limits"] = Limits(**options["limits"])
    return options


def objects(case: Case) -> list[Any]:
    return case.get("objects", [])


def ids(rows: list[Mapping[str, Any]]) -> list[Any]:
    return [row.get("id") for row in rows]
