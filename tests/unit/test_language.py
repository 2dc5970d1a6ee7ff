"""The language's own README: every example of it runs, and most of them find something."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import pytest
from tools.readme_tables import LANGUAGE

from oppquery import compile_query, format_query, parse_query, select

TEXT = LANGUAGE.read_text(encoding="utf-8")


def examples(language: str) -> list[str]:
    """The lines of the blocks in that language."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def sample(name: str) -> Any:
    return json.loads(files("oppquery").joinpath(f"sample/{name}.json").read_text(encoding="utf-8"))


QUERIES, LEAD_QUERIES = examples("query"), examples("lead")
SAMPLE, LEADS = sample("opportunities"), sample("leads")
OPTIONS: dict[str, Any] = {
    "status_changes": sample("status_changes"),
    "leads": LEADS,
    "related": {"call": sample("calls"), "task": sample("tasks")},
    "saved_searches": sample("saved_searches"),
    "now": datetime(2024, 5, 17, tzinfo=UTC),
    "user_id": "user_ana",
}


def test_there_are_examples() -> None:
    assert len(QUERIES) > 40


@pytest.mark.parametrize("query", QUERIES)
def test_an_example_runs(query: str) -> None:
    found = select(SAMPLE, {"query": query}, **OPTIONS)
    tree = parse_query(query)
    assert parse_query(format_query(tree)) == tree
    if "sort:" not in query and "opportunities" not in query:
        keep = compile_query(query, **OPTIONS)
        assert found == [deal for deal in SAMPLE if keep(deal)]


@pytest.mark.parametrize("query", LEAD_QUERIES)
def test_an_example_on_leads_finds_some_of_them(query: str) -> None:
    found = select(SAMPLE, {"lead_query": query}, **OPTIONS)
    assert 0 < len(found) < len(SAMPLE)
    assert found == select(SAMPLE, {"query": f"lead({query})"}, **OPTIONS)
    tree = parse_query(query)
    assert parse_query(format_query(tree)) == tree
    related = {**OPTIONS["related"], "opportunity": SAMPLE}
    keep = compile_query(query, schema="lead", **{**OPTIONS, "related": related})
    kept = {lead["id"] for lead in LEADS if keep(lead)}
    assert found == [deal for deal in SAMPLE if deal.get("lead_id") in kept]


def test_the_examples_find_something() -> None:
    finding = [query for query in QUERIES if select(SAMPLE, {"query": query}, **OPTIONS)]
    assert len(finding) > len(QUERIES) // 2
