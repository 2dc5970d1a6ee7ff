"""The benchmarks measure what they say: the library agrees with the pass by hand, literals vary."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from benchmarks import against_one_shot, figures
from benchmarks.collection_listings import LISTINGS, Listing
from benchmarks.collection_workloads import answer_by_hand
from benchmarks.data import (
    generate_changes,
    generate_opportunities,
    with_custom_fields,
    with_important_notes,
)
from benchmarks.listings import CHECKED, WARM_UP, WARM_UPS, Reader, ask_collection
from benchmarks.prepared import OneShot, make_collection

ROUNDS = 100


def make_rows() -> list[dict[str, Any]]:
    rng = random.Random(2)
    return with_custom_fields(with_important_notes(generate_opportunities(500), rng), rng)


ROWS = make_rows()
CHANGES = generate_changes(ROWS, random.Random(3))


@pytest.mark.parametrize("number", [0, 7, 49])
@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.name)
@pytest.mark.parametrize("load", [OneShot, make_collection])
def test_the_library_answers_a_listing_as_the_pass_by_hand(
    load: Any, listing: Listing, number: int
) -> None:
    asked = listing.vary(number)
    expected = answer_by_hand(ROWS, asked)
    raw = ask_collection(load(ROWS), asked)
    assert len(expected.objects) > 10
    assert Reader.of(ROWS).read(raw, asked) == expected


@pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.name)
def test_no_two_rounds_ask_for_one_bound(listing: Listing) -> None:
    warm_ups = range(WARM_UP, WARM_UP + WARM_UPS * ROUNDS, WARM_UPS)
    numbers = [*CHECKED, *range(4 * ROUNDS)]
    numbers += [each + offset for each in warm_ups for offset in range(100)]
    assert len({listing.vary(number).floor for number in numbers}) == len(numbers)


@pytest.mark.parametrize("request_", against_one_shot.REQUESTS, ids=lambda each: each.name)
def test_a_request_finds_what_it_is_named_for(request_: against_one_shot.Varied) -> None:
    data = {"status_changes": CHANGES}
    shot, collection = OneShot(ROWS, data), make_collection(ROWS, **data)
    numbers = [*against_one_shot.CHECKED, *range(4)]
    asked = [request_.vary(number, len(ROWS)) for number in numbers]
    assert len({str(params) for params in asked}) == len(asked)
    found = 0
    for params in asked:
        answer = against_one_shot.ask(shot, params)
        found += answer["total_results"]
        assert against_one_shot.ask(collection, params) == answer
    assert (found == 0) == request_.name.startswith("nothing")


def test_figures_survive_a_file_and_compare_by_ratio(tmp_path: Path) -> None:
    measured = figures.Figures(500)
    for name, seconds in {"Collection": 0.001, "Polars": 0.010, "one-shot": 0.1}.items():
        measured.add("flat", name, seconds)
    saved = measured.to_json()
    figures.save(saved, tmp_path / "figures.json")
    assert figures.load(tmp_path / "figures.json") == saved
    assert figures.our_ratio(saved["workloads"]["flat"]) == pytest.approx(0.1)
    assert "+0%" in figures.format_comparison(saved, saved)
    assert "Polars" in figures.format_tables(saved)
