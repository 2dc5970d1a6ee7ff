"""The language's own README: every example of it runs, and most of them find something."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import pytest
from readme_tables import LANGUAGE

from oppquery import compile_query, format_query, parse_query, select

TEXT = LANGUAGE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```query\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
QUERIES = [line for block in BLOCKS for line in block.splitlines()]
OPTIONS: dict[str, Any] = {
    "status_changes": json.loads(
        files("oppquery").joinpath("sample/status_changes.json").read_text(encoding="utf-8")
    ),
    "related": {
        "call": [{"id": "call_1", "lead_id": "lead_1", "duration": 90}],
        "task": [{"id": "task_1", "call_id": "call_1", "is_complete": False}],
    },
    "now": datetime(2024, 5, 17, tzinfo=UTC),
    "user_id": "user_ana",
}
SAMPLE = json.loads(
    files("oppquery").joinpath("sample/opportunities.json").read_text(encoding="utf-8")
)


def test_there_are_examples() -> None:
    assert len(QUERIES) > 40


@pytest.mark.parametrize("query", QUERIES)
def test_an_example_runs(query: str) -> None:
    found = select(SAMPLE, {"query": query}, **OPTIONS)
    tree = parse_query(query)
    assert parse_query(format_query(tree)) == tree
    if "sort:" not in query:
        keep = compile_query(query, **OPTIONS)
        assert found == [deal for deal in SAMPLE if keep(deal)]


def test_the_examples_find_something() -> None:
    finding = [query for query in QUERIES if select(SAMPLE, {"query": query}, **OPTIONS)]
    assert len(finding) > len(QUERIES) // 2
