"""Every `lead_query` of the spec cases said in its other ways, and the real queries complete."""

import json
import re
from pathlib import Path

import pytest
from tools import write_spec

import oppquery
from spec.case_files import CASES, Case, arguments, cases_that, ids, objects

REAL_QUERIES = Path(__file__).parents[3] / "shared" / "data" / "real_queries.tsv"
ON_OPPORTUNITIES = {"status_change(old_status:active new_status:won date:yesterday)"}


def is_lead_query(case: Case) -> bool:
    params = case["params"]
    return "select" in case and isinstance(params, dict) and list(params) == ["lead_query"]


def is_one_condition(case: Case) -> bool:
    """Neither `sort:` nor `slice:`, which stand at the top of a text alone."""
    return is_lead_query(case) and re.search("sort|slice", case["params"]["lead_query"]) is None


def is_a_text(case: Case) -> bool:
    return is_lead_query(case) and case["params"]["lead_query"].strip() != ""


@cases_that(lambda case: is_one_condition(case) and is_a_text(case))
def test_as_a_scope_of_a_query(case: Case) -> None:
    query = f"lead({case['params']['lead_query']})"
    rows = oppquery.select(objects(case), {"query": query}, **arguments(case))
    assert ids(rows) == case["select"]


@cases_that(is_a_text)
def test_as_the_text_of_a_view(case: Case) -> None:
    options = arguments(case)
    view = {"id": "save_x", "name": "The case", "query": case["params"]["lead_query"]}
    saved = options.pop("saved_searches", [])
    saved = {**saved, "save_x": view} if isinstance(saved, dict) else [*saved, view]
    for params in ({"lead_saved_search_id": "save_x"}, {"lead_query": 'in:"The case"'}):
        rows = oppquery.select(objects(case), params, saved_searches=saved, **options)
        assert ids(rows) == case["select"]


@cases_that(lambda case: is_one_condition(case) and is_a_text(case))
def test_as_a_compiled_query(case: Case) -> None:
    """The leads that it keeps are those of the opportunities that match."""
    options = arguments(case)
    options["related"] = {"opportunity": objects(case), **options.get("related", {})}
    keep = oppquery.compile_query(case["params"]["lead_query"], schema="lead", **options)
    kept = {lead.get("id") for lead in options["leads"] if keep(lead)} - {None}
    assert ids([row for row in objects(case) if row.get("lead_id") in kept]) == case["select"]


@cases_that(is_a_text)
def test_formatted(case: Case) -> None:
    text = oppquery.format_query(oppquery.parse_query(case["params"]["lead_query"]))
    rows = oppquery.select(objects(case), {"lead_query": text}, **arguments(case))
    assert ids(rows) == case["select"]


@pytest.mark.skipif(not REAL_QUERIES.is_file(), reason="the list of real queries is not here")
def test_every_real_query_on_leads_is_a_case() -> None:
    lines = REAL_QUERIES.read_text(encoding="utf-8").splitlines()[1:]
    path = write_spec.EXPECTED / "lead_real_queries.json"
    cases = json.loads(path.read_text(encoding="utf-8"))
    texts = {text for case in cases for text in case["params"].values()}
    assert {line.split("\t")[0] for line in lines} - ON_OPPORTUNITIES == texts


def test_there_are_enough_cases_on_leads() -> None:
    names = [name for name in CASES if name.startswith(("lead_", "smart_view"))]
    assert len(names) >= 700
    assert sum("why" in CASES[name] for name in names) >= 250
