"""Files as APIs and pipelines write them: objects are taken out of what is around them."""

import json
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from oppquery.cli import main

A: dict[str, Any] = {"id": "a", "lead_id": "lead_1", "value": 300000, "status_type": "won"}
B: dict[str, Any] = {"id": "b", "lead_id": "lead_2", "value": 5000, "status_type": "active"}
C: dict[str, Any] = {"id": "c", "lead_id": "lead_1", "value": None, "status_type": "won"}


def page(*objects: Any, has_more: bool = False) -> dict[str, Any]:
    return {"has_more": has_more, "total_results": 3, "data": list(objects)}


def lead(id_: str, *opportunities: Any) -> dict[str, Any]:
    return {"id": id_, "display_name": id_.upper(), "contacts": [], "opportunities": opportunities}


def singer(record: Any, stream: str = "opportunities") -> dict[str, Any]:
    return {"type": "RECORD", "stream": stream, "record": record, "time_extracted": "2024-05-17"}


def airbyte(record: Any, stream: str = "opportunities") -> dict[str, Any]:
    return {"type": "RECORD", "record": {"stream": stream, "data": record, "emitted_at": 1}}


def loaded_by_airbyte(record: Any) -> dict[str, Any]:
    return {"_airbyte_ab_id": "x", "_airbyte_emitted_at": 1, "_airbyte_data": record}


SCHEMA = {"type": "SCHEMA", "stream": "opportunities", "schema": {}, "key_properties": ["id"]}
STATE = {"type": "STATE", "value": {"bookmarks": {}}}
LOG = {"type": "LOG", "log": {"level": "INFO", "message": "started"}}


def array(*values: Any) -> str:
    return json.dumps(values)


def pretty(value: Any) -> str:
    return json.dumps(value, indent=2)


def lines(*values: Any) -> str:
    return "\n".join(map(json.dumps, values))


def written(tmp_path: Path, name: str, content: str) -> str:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    return str(path)


def found(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["list", *arguments]) == 0
    return " ".join(row["id"] for row in json.loads(capsys.readouterr().out)["data"])


def failed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main(["list", *arguments])
    out, err = capsys.readouterr()
    assert out == ""
    return code, err


@pytest.mark.parametrize(
    "content",
    [
        pretty(page(A, B, C)),
        lines(page(A, B, C)),
        array(page(A, B, has_more=True), page(C)),
        lines(page(A, has_more=True), page(B, C), page()),
        lines(page(A), B, C),
        pretty({"data": [A, B, C]}),
        pretty({"opportunities": [A, B, C]}),
        array(lead("lead_1", A, B), lead("lead_2"), lead("lead_3", C)),
        lines(lead("lead_1", A, B), lead("lead_3", C)),
        pretty(page(lead("lead_1", A), lead("lead_2", B, C))),
        lines(SCHEMA, singer(A), STATE, singer(B), singer(C), STATE),
        lines(SCHEMA, singer(lead("lead_1"), "leads"), singer(A), singer(B), singer(C)),
        lines(singer(A, "deals"), singer(B, "deals"), singer(C, "deals")),
        lines(LOG, airbyte(A), airbyte(B), STATE, airbyte(C)),
        lines(airbyte(lead("lead_1"), "leads"), airbyte(A), airbyte(B), airbyte(C)),
        lines(*map(loaded_by_airbyte, (A, B, C))),
        array(singer(A), singer(B), singer(C)),
    ],
)
def test_opportunities(capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str) -> None:
    file = written(tmp_path, "deals", content)
    assert found(capsys, file) == "a b c"
    assert found(capsys, file, "status_type=won", "_order_by=-value") == "a c"


@pytest.mark.parametrize("content", [pretty(page()), "[]", lines(SCHEMA, STATE)])
def test_no_opportunities_are_none(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str
) -> None:
    assert found(capsys, written(tmp_path, "deals", content)) == ""


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no objects but nothing at all, not even an empty JSON array"),
        (" \n\n", "no objects but nothing at all, not even an empty JSON array"),
        ("\ufeff", "no objects but nothing at all, not even an empty JSON array"),
        (
            '{"error": "The API key is invalid."}',
            "no objects but the answer to a request that failed: "
            "{'error': 'The API key is invalid.'}",
        ),
        (
            pretty({"errors": [], "field-errors": {"query": "bad"}}),
            "no objects but the answer to a request that failed: "
            "{'errors': [], 'field-errors': {'query': 'bad'}}",
        ),
        (
            lines(page(A), {"error": "slow down", "code": 429}),
            "no objects but the answer to a request that failed: "
            "{'error': 'slow down', 'code': 429}",
        ),
        (
            lines(singer({"id": "x"}, "users"), singer({"id": "y"}, "tasks")),
            "no objects but records of tasks and users, none of them of opportunity",
        ),
    ],
)
def test_what_holds_no_objects_is_4(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: str, message: str
) -> None:
    file = written(tmp_path, "deals", content)
    assert failed(capsys, file) == (4, f"{file}: {message}\n")
    deals = written(tmp_path, "more", array(A))
    if "records of" not in message:
        assert failed(capsys, deals, "--leads", file) == (4, f"{file}: {message}\n")
        assert failed(capsys, deals, "--related", f"call={file}") == (4, f"{file}: {message}\n")
        assert failed(capsys, deals, "--saved-searches", file)[0] == 4


def test_other_objects(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    deals = written(tmp_path, "deals", array(A, B, C))
    leads = [{"id": "lead_1", "name": "Bluth"}, {"id": "lead_2", "name": "Sitwell"}]
    for content in (
        pretty(page(*leads)),
        array(*(lead(each["id"]) | {"name": each["name"]} for each in leads)),
        lines(*(singer(each, "leads") for each in leads), singer(A)),
    ):
        file = written(tmp_path, "leads", content)
        assert found(capsys, deals, "--leads", file, "lead_query=bluth") == "a c"
    changes = written(tmp_path, "changes", pretty(page({"id": "x", "opportunity_id": "b"})))
    assert found(capsys, deals, "--status-changes", changes, "query=status_change()") == "b"
    calls = written(tmp_path, "calls", lines(page({"id": "x", "lead_id": "lead_2"}), page()))
    assert found(capsys, deals, "--related", f"call={calls}", "query=call()") == "b"
    views = written(tmp_path, "views", pretty(page({"id": "save_1", "query": "bluth"})))
    given = (deals, "--leads", file, "--saved-searches", views)
    assert found(capsys, *given, "lead_saved_search_id=save_1") == "a c"


def test_smart_views_by_their_ids_are_no_page(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    deals = written(tmp_path, "deals", array(A, B, C))
    views = written(tmp_path, "views", '{"data": ["lead_1"], "error": ["lead_2"]}')
    given = (deals, "--saved-searches", views)
    assert found(capsys, *given, "lead_saved_search_id=data") == "a c"
    assert found(capsys, *given, "lead_saved_search_id=error") == "b"


def test_smart_views_as_lines_of_standard_input(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deals = written(tmp_path, "deals", array(A, B, C))
    text = lines({"id": "save_1", "query": "lead_1"}, {"id": "save_2", "query": "x"})
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(text.encode())))
    leads = written(tmp_path, "leads", array({"id": "lead_1", "name": "lead_1"}))
    given = (deals, "--leads", leads, "--saved-searches", "-")
    assert found(capsys, *given, "lead_saved_search_id=save_1") == "a c"


def test_what_is_no_opportunity_is_3(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    event = {"event": {"object_type": "opportunity", "data": A}, "subscription_id": "x"}
    code, err = failed(capsys, written(tmp_path, "deals", array(event)))
    assert code == 3
    assert "this looks like a webhook body: pass its `event.data`" in err


def test_objects_with_such_keys_are_objects(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rows = [
        A | {"data": [1], "error": "x"},
        B | {"opportunities": []},
        C | {"type": "STATE", "record": {}},
    ]
    assert found(capsys, written(tmp_path, "deals", array(*rows))) == "a b c"
