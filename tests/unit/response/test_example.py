"""The example response of the vendor's page comes out of its own data, exactly."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from oppquery import list_opportunities

PAGE = Path(__file__).parents[2] / "data" / "list_response_example.json"
EXAMPLE: dict[str, Any] = json.loads(PAGE.read_text(encoding="utf-8"))
DERIVED = (
    "expected_value",
    "annualized_value",
    "annualized_expected_value",
    "value_formatted",
)


def test_the_example_is_reproduced_to_the_letter() -> None:
    answer = list_opportunities(EXAMPLE["data"])
    assert json.dumps(answer) == json.dumps(EXAMPLE)


@pytest.mark.parametrize("wrong", [None, 7])
def test_the_derived_fields_are_computed_whatever_the_input_carried(wrong: int | None) -> None:
    bare = [
        {name: value for name, value in deal.items() if name not in DERIVED}
        | ({} if wrong is None else dict.fromkeys(DERIVED, wrong))
        for deal in EXAMPLE["data"]
    ]
    assert list_opportunities(bare) == EXAMPLE
