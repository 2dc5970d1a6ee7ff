"""The keyword arguments of a call: read once, and refused by name."""

from collections.abc import Callable
from typing import Any

import pytest

from oppquery import Collection, compile_query, list_opportunities, select
from oppquery.data import given
from oppquery.schema.opportunity import opportunity_schema
from oppquery.schema.schemas import Schema

CALLS: dict[str, Callable[..., Any]] = {
    "list_opportunities": lambda **options: list_opportunities([{"id": "a"}], **options),
    "select": lambda **options: select([{"id": "a"}], **options),
    "compile_query": lambda **options: compile_query("value:1", **options),
    "Collection": lambda **options: Collection([{"id": "a"}], **options),
}
LEADS = [{"id": "lead_1", "custom.cf_x": 5}]


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_the_schema_is_built_once_a_call(
    call: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[str] = []

    def counted(currency: str) -> Schema:
        built.append(currency)
        return opportunity_schema(currency)

    monkeypatch.setattr(given, "opportunity_schema", counted)
    call(currency="EUR", leads=LEADS, custom_fields={"custom.cf_x": "number"})
    assert built == ["EUR"]


def test_no_request_of_a_collection_builds_the_schema_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    held = Collection([{"id": "a"}], leads=LEADS)
    monkeypatch.setattr(given, "opportunity_schema", None)
    assert held.list({"lead_query": "custom.cf_x:5"})["total_results"] == 0
    assert held.select() == [{"id": "a"}]


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"currency": 5}, "currency must be a str, not int"),
        ({"currency": None}, "currency must be a str, not NoneType"),
        ({"leads": 5}, "leads must be an iterable of mappings, not int"),
        ({"status_changes": 5}, "status_changes must be an iterable of mappings, not int"),
        ({"related": {"call": None}}, "related['call'] must be an iterable of mappings, not None"),
        ({"custom_fields": 5}, "custom_fields must be a mapping of key to type"),
    ],
)
def test_data_of_a_wrong_type(call: Callable[..., Any], options: Any, words: str) -> None:
    with pytest.raises(TypeError) as caught:
        call(**options)
    assert str(caught.value).startswith(words)


@pytest.mark.parametrize("call", [list_opportunities, select, Collection])
def test_opportunities_of_a_wrong_type(call: Callable[..., Any]) -> None:
    for wrong in (None, 5):
        with pytest.raises(TypeError, match=r"^opportunities must be an iterable of mappings"):
            call(wrong)
